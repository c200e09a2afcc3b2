/* Values too large for XLA's CPU compiler, which ends the process on some of them by a division by zero where it splits work
   among threads: from 2^39 bytes on, as the soak of tests/soak found. */
#ifndef CXI_SIZE_LIMIT_H
#define CXI_SIZE_LIMIT_H

#include "graph/graph.h"

/* Fails `status` with the operation and source line of the first value that is needed and larger. */
bool cxi_check_sizes(const cx_graph *graph, struct cxi_status *status);

#endif
