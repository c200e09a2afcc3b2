#include "nn/store.h"

cx_node *cx_dense_(cx_scope *scope, cx_dense_args args) {
    const char *outer = cxi_enter(scope, args.at_);
    cx_node *x = args.x;
    if (cxi_is_poison(x)) return cxi_leave(scope, outer, x);
    if (cx_rank(x) < 1 || args.units < 1)
        return cxi_leave(
            scope, outer,
            cx_fail(cx_scope_graph(scope), "dense: x needs at least one axis, and units must be positive"));
    cx_node *kernel =
        cx_variable(scope, "kernel", CX_DIMS(cx_dim(x, -1), args.units), .dtype = x->dtype, .init = args.kernel_init);
    cx_node *y = cx_dot_general(x, kernel, .contract_a = CX_DIMS(cx_rank(x) - 1), .contract_b = CX_DIMS(0));
    if (!args.no_bias) {
        cx_init init = args.bias_init.make ? args.bias_init : cx_init_zeros();
        y = cx_add(y, cx_variable(scope, "bias", CX_DIMS(args.units), .dtype = x->dtype, .init = init));
    }
    return cxi_leave(scope, outer, y);
}
