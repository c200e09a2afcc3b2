#ifndef CXI_COMPARE_H
#define CXI_COMPARE_H

#include "graph/graph.h"

/* Whether a comes before b when sorting: a total order, in which -NaN < -inf < ... < -0 < 0 < ... < inf < NaN. */
cx_node *cxi_before(cx_node *a, cx_node *b, bool descending);

#endif
