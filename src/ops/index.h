/* Indices as the rooms that take them need them. Both give poison when the graph failed. */
#ifndef CXI_INDEX_H
#define CXI_INDEX_H

#include "graph/graph.h"

/* An integer array of a dtype in which `size`, the elements of the axis, can be said: i32 at least. A loose
   number becomes a scalar, clamped to 0..size. */
cx_node *cxi_wide_index(cx_graph *graph, const char *name, cx_node *index, int64_t size);
/* Positions on an axis of `size` elements, those outside moved to its ends: i32, or i64 for an axis that
 * needs it. */
cx_node *cxi_clamped_index(cx_graph *graph, const char *name, cx_node *index, int64_t size);

#endif
