#include "nn/layer.h"

/* The transpose of a convolution slides the mirrored kernel over x with stride - 1 zeros between its elements. Padding is such
   that the convolution it transposes would give x's size back (`high` follows from the size of the result). */
static cx_node *transposed(cx_node *x, cx_node *kernel, int64_t stride, cx_padding pad) {
    cx_dims low = {.rank = 2}, high = {.rank = 2};
    for (int i = 0; i < 2; i++) {
        int64_t n = cx_dim(x, 1 + i), k = cx_dim(kernel, i), overlap = k > stride ? k - stride : 0;
        int64_t size = n * stride + (pad == CX_SAME ? 0 : overlap), cut = pad == CX_SAME ? overlap / 2 : 0;
        low.dim[i] = k - 1 - cut;
        high.dim[i] = size + k - 1 - ((n - 1) * stride + 1) - low.dim[i];
    }
    return cx_conv(x, cx_reverse(kernel, CX_DIMS(0, 1)), .pad_low = low, .pad_high = high,
                   .input_dilation = CX_DIMS(stride, stride));
}

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
    cx_node *y = transposed(x, kernel, stride, args->pad);
    if (args->no_bias) return y;
    return cx_add(y, cxi_parameter(scope, x, "bias", CX_DIMS(args->features), args->bias_init, cx_init_zeros()));
}

cx_node *cx_conv_transpose2d_(cx_scope *scope, cx_conv_transpose2d_args args) {
    const char *outer = cxi_enter(scope, args.at_);
    return cxi_leave(scope, outer, conv_transpose2d(scope, &args));
}
