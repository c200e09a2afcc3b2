#ifndef CXI_REDUCE_H
#define CXI_REDUCE_H

#include "graph/graph.h"

/* A scalar of the value; infinities stand for the largest and smallest value of integer dtypes. */
cx_node *cxi_extreme_or_number(cx_graph *graph, cx_dtype dtype, double value);

#endif
