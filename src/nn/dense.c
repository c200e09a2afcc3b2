#include <calx/layers.h>

#include "nn/store.h"

cx_node *cx_dense_(cx_scope *scope, cx_dense_args args) {
    const char *outer = cxi_enter(scope, args.at_);
    cx_node *x = cxi_compute(scope, args.x);
    if (cxi_is_poison(x)) return cxi_leave(scope, outer, x);
    if (cx_rank(x) < 1 || args.units < 1)
        return cxi_leave(
            scope, outer,
            cx_fail(cx_scope_graph(scope), "dense: x needs at least one axis, and units must be positive"));
    cx_dims dims = CX_DIMS(cx_dim(x, -1), args.units);
    cx_node *kernel = cxi_parameter(scope, x, "kernel", dims, args.kernel_init, cx_init_glorot());
    cx_node *y = cx_dot_general(x, kernel, .contract_a = CX_DIMS(cx_rank(x) - 1), .contract_b = CX_DIMS(0));
    if (!args.no_bias)
        y = cx_add(y, cxi_parameter(scope, x, "bias", CX_DIMS(args.units), args.bias_init, cx_init_zeros()));
    return cxi_leave(scope, outer, y);
}
