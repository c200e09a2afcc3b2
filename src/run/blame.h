/* XLA speaks of lines of the StableHLO text; users know lines of their own source. */
#ifndef CXI_BLAME_H
#define CXI_BLAME_H

#include "graph/graph.h"

/* Fails `status` with XLA's message about `text`, and the operation and source line that it is about, if it says. */
bool cxi_blame(const cx_graph *graph, const char *text, const char *message, struct cxi_status *status);

#endif
