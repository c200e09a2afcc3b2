#include "nn/layer.h"

static cx_node *conv_transpose2d(cx_scope *scope, const cx_conv_transpose2d_args *args) {
    cx_node *x = cxi_compute(scope, args->x);
    if (cxi_is_poison(x)) return x;
    int64_t stride = args->stride ? args->stride : 1;
    if (cx_rank(x) != 4 || !cxi_is_float(x->dtype))
        return cxi_bad_input("conv_transpose2d", "x", "floating, [batch, height, width, channels]", x);
    if (args->features < 1 || args->kernel < 1 || stride < 1)
        return cx_fail(cx_scope_graph(scope), "conv_transpose2d: features, kernel and stride must be positive");
    cx_dims dims = CX_DIMS(args->kernel, args->kernel, cx_dim(x, 3), args->features);
    cx_node *kernel = cxi_parameter(scope, x, "kernel", dims, args->kernel_init, cx_init_glorot());
    cx_node *y = cx_conv_transpose(x, kernel, .stride = CX_DIMS(stride, stride), .pad = args->pad);
    if (args->no_bias) return y;
    return cx_add(y, cxi_parameter(scope, x, "bias", CX_DIMS(args->features), args->bias_init, cx_init_zeros()));
}

cx_node *cx_conv_transpose2d_(cx_scope *scope, cx_conv_transpose2d_args args) {
    const char *outer = cxi_enter(scope, args.at_);
    return cxi_leave(scope, outer, conv_transpose2d(scope, &args));
}
