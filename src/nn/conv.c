#include <calx/layers.h>

#include "nn/store.h"

cx_node *cx_conv2d_(cx_scope *scope, cx_conv2d_args args) {
    const char *outer = cxi_enter(scope, args.at_);
    cx_graph *graph = cx_scope_graph(scope);
    cx_node *x = cxi_compute(scope, args.x);
    int64_t groups = args.groups ? args.groups : 1, stride = args.stride ? args.stride : 1;
    int64_t dilation = args.dilation ? args.dilation : 1;
    if (cxi_is_poison(x)) return cxi_leave(scope, outer, x);
    if (cx_rank(x) != 4)
        return cxi_leave(
            scope, outer,
            cx_fail(graph, "conv2d: x must be [batch, height, width, channels], and has rank %d", cx_rank(x)));
    if (args.features < 1 || args.kernel < 1 || groups < 1 || cx_dim(x, 3) % groups || args.features % groups)
        return cxi_leave(scope, outer,
                         cx_fail(graph,
                                 "conv2d: features and kernel must be positive, and groups divide the %lld channels "
                                 "and %lld features",
                                 (long long)cx_dim(x, 3), (long long)args.features));
    cx_dims dims = CX_DIMS(args.kernel, args.kernel, cx_dim(x, 3) / groups, args.features);
    cx_node *kernel = cxi_parameter(scope, x, "kernel", dims, args.kernel_init, cx_init_glorot());
    cx_node *y = cx_conv(x, kernel, .pad = args.pad, .stride = CX_DIMS(stride, stride),
                         .dilation = CX_DIMS(dilation, dilation), .groups = groups);
    if (!args.no_bias)
        y = cx_add(y, cxi_parameter(scope, x, "bias", CX_DIMS(args.features), args.bias_init, cx_init_zeros()));
    return cxi_leave(scope, outer, y);
}
