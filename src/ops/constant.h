/* Constants as the rest of the library makes and reads them. */
#ifndef CXI_CONSTANT_H
#define CXI_CONSTANT_H

#include "graph/graph.h"

struct cxi_constant {
    cx_dtype dtype;
    cx_dims dims;
    bool splat;   /* one element stands for all */
    size_t bytes; /* of `elements` */
    const void *elements;
};

/* Whether a dtype has a number; fails the graph on behalf of the operation `name` when not. */
bool cxi_check_number(cx_graph *graph, const char *name, cx_dtype dtype, double value);

cx_node *cxi_constant_number(cx_graph *graph, cx_dtype dtype, cx_dims dims, double value);
cx_node *cxi_constant_integer(cx_graph *graph, cx_dtype dtype, cx_dims dims, int64_t value);

#endif
