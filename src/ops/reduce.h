#ifndef CXI_REDUCE_H
#define CXI_REDUCE_H

#include "graph/graph.h"

/* A scalar of the value; infinities stand for the largest and smallest value of dtypes that have none. */
cx_node *cxi_extreme_or_number(cx_graph *graph, cx_dtype dtype, double value);

/* The region of a reducer of two scalars of x's dtype; NULL when the graph failed. */
struct cxi_function *cxi_reducer(const struct cxi_op *op, cx_node *x, cx_body *combine);

#endif
