#ifndef CXI_OPS_LINALG_H
#define CXI_OPS_LINALG_H

#include "graph/graph.h"

/* Whether x is of the graph, f32 or f64, and its last two axes are matrices; fails the graph on behalf of `name` when not. */
bool cxi_matrices(cx_graph *graph, const char *name, cx_node *x, bool square);

#endif
