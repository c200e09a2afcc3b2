/* Transposed convolution: the convolution of x with zeros between its elements by the mirrored kernel. */
#include <calx/ops.h>

#include "ops/rooms.h"
#include "ops/window.h"

/* Padding is such that the convolution it transposes would give x's size back (`high` follows from the size of
   the result). */
static void choose_padding(int64_t n, int64_t kernel, int64_t stride, cx_padding pad, int64_t *low, int64_t *high) {
    int64_t overlap = kernel > stride ? kernel - stride : 0, cut = pad == CX_SAME ? overlap / 2 : 0;
    *low = kernel - 1 - cut;
    *high = stride + kernel - 2 + (pad == CX_SAME ? 0 : overlap) - *low;
    if (n == 0) *low = *high = 0;
}

static bool check(cx_graph *graph, const cx_conv_transpose_args *args, int spatial) {
    if (spatial < 1 || args->kernel->dims.rank != args->x->dims.rank)
        return cx_fail(graph,
                       "conv_transpose: x %s and a kernel %s: they are [batch, spatial..., channels] and [spatial..., "
                       "channels, features]",
                       CXI_TYPE(args->x), CXI_TYPE(args->kernel)),
               false;
    if (!cxi_is_padding(graph, "conv_transpose", args->pad)) return false;
    const cx_dims *const lists[] = {&args->stride, &args->dilation};
    for (int l = 0; l < 2; l++) {
        if (lists[l]->rank && lists[l]->rank != spatial)
            return cx_fail(graph, "conv_transpose: %s has %d entries for %d spatial axes", l ? "dilation" : "stride",
                           lists[l]->rank, spatial),
                   false;
        for (int i = 0; i < lists[l]->rank; i++)
            if (lists[l]->dim[i] < 1 || lists[l]->dim[i] > CXI_LARGEST_WINDOW)
                return cx_fail(graph, "conv_transpose: %s of spatial axis %d is %lld", l ? "dilation" : "stride", i,
                               (long long)lists[l]->dim[i]),
                       false;
    }
    return true;
}

cx_node *cx_conv_transpose_(cx_conv_transpose_args args) {
    CXI_CALL("conv_transpose", args.x, args.kernel);
    cx_node *both[] = {args.x, args.kernel};
    cx_graph *graph = cx_graph_at_(cxi_graph_among(2, both), args.at_);
    for (int i = 0; i < 2; i++)
        if (!cxi_is_there(graph, "conv_transpose", i, both[i])) return cxi_poison(graph);
    int spatial = args.x->dims.rank - 2;
    if (!check(graph, &args, spatial)) return cxi_poison(graph);
    cx_dims low = {.rank = spatial}, high = low;
    for (int i = 0; i < spatial; i++) {
        int64_t n = args.x->dims.dim[1 + i], k = args.kernel->dims.dim[i];
        if (k < 1 || k > CXI_LARGEST_WINDOW)
            return cx_fail(graph, "conv_transpose: the kernel has %lld elements along spatial axis %d", (long long)k,
                           i);
        if (args.dilation.rank) k = cxi_dilated(k, args.dilation.dim[i]);
        choose_padding(n, k, args.stride.rank ? args.stride.dim[i] : 1, args.pad, &low.dim[i], &high.dim[i]);
    }
    return cx_conv(args.x, cx_reverse(args.kernel, cxi_dims_range(0, spatial)), .pad_low = low, .pad_high = high,
                   .input_dilation = args.stride, .dilation = args.dilation);
}
