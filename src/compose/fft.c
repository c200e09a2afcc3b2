/* Fourier transforms along any axes: those are brought to the end, three at a time. */
#include <calx/ops.h>

#include "ops/fft.h"
#include "ops/rooms.h"

#include <math.h>

/* Cropped or padded with zeros at its end, so that axes[i] has length[i] elements. */
static cx_node *resize(cx_node *x, cx_dims axes, cx_dims length) {
    cx_dims low = {.rank = x->dims.rank}, high = low;
    for (int i = 0; i < axes.rank; i++) high.dim[axes.dim[i]] = length.dim[i] - x->dims.dim[axes.dim[i]];
    return cx_pad(x, low, high);
}

static cx_dims part(cx_dims list, int from, int to) {
    cx_dims some = {0};
    for (int i = from; i < to; i++) some = cxi_dims_add(some, list.dim[i]);
    return some;
}

/* Along as many axes as XLA does at once. */
static cx_node *transform_few(cx_node *x, enum cxi_fft kind, cx_dims axes, cx_dims length) {
    cx_dims order = {0}, back = {.rank = x->dims.rank};
    for (int i = 0; i < x->dims.rank; i++)
        if (!cxi_dims_has(axes, i)) order = cxi_dims_add(order, i);
    for (int i = 0; i < axes.rank; i++) order = cxi_dims_add(order, axes.dim[i]);
    for (int i = 0; i < order.rank; i++) back.dim[order.dim[i]] = i;
    return cx_transpose(cxi_fft(cx_transpose(x, order), kind, length), back);
}

/* Complex transforms along axes before `end`. */
static cx_node *transform_rest(cx_node *x, enum cxi_fft kind, cx_dims axes, cx_dims length, int end) {
    for (; end > 0; end -= CXI_FFT_AXES) {
        int from = end > CXI_FFT_AXES ? end - CXI_FFT_AXES : 0;
        x = transform_few(x, kind, part(axes, from, end), part(length, from, end));
    }
    return x;
}

/* Checks and normalises axes and lengths. The last axis of a real result has n / 2 + 1 elements of x. */
static bool prepare(const char *name, cx_fft_args *args, bool real_result) {
    cx_graph *graph = cx_graph_of(cx_at_(args->x, args->at_));
    if (!graph || cxi_is_poison(args->x)) return false;
    if (!args->axes.rank) args->axes = CX_DIMS(-1);
    if (!cxi_axes(graph, name, args->x, &args->axes)) return false;
    if (args->length.rank && args->length.rank != args->axes.rank)
        return cx_fail(graph, "%s: %d lengths for %d axes", name, args->length.rank, args->axes.rank), false;
    for (int i = 0; !args->length.rank && i < args->axes.rank; i++) {
        int64_t n = args->x->dims.dim[args->axes.dim[i]];
        args->length.dim[i] = real_result && i == args->axes.rank - 1 ? 2 * (n - 1) : n;
    }
    args->length.rank = args->axes.rank;
    for (int i = 0; i < args->axes.rank; i++)
        if (args->length.dim[i] < 1)
            return cx_fail(graph, "%s: axis %d: there is no transform of %lld elements", name, (int)args->axes.dim[i],
                           (long long)args->length.dim[i]),
                   false;
    return true;
}

static cx_node *complex_fft(const char *name, cx_fft_args args, enum cxi_fft kind) {
    CXI_CALL(name, args.x);
    if (!prepare(name, &args, false)) return cxi_poison(cx_graph_of(args.x));
    cx_node *x = cx_convert(args.x, cxi_complex_of(args.x->dtype));
    return transform_rest(resize(x, args.axes, args.length), kind, args.axes, args.length, args.axes.rank);
}

cx_node *cx_fft_(cx_fft_args args) {
    return complex_fft("fft", args, CXI_FFT);
}

cx_node *cx_ifft_(cx_fft_args args) {
    return complex_fft("ifft", args, CXI_IFFT);
}

cx_node *cx_rfft_(cx_fft_args args) {
    CXI_CALL("rfft", args.x);
    if (!prepare("rfft", &args, false)) return cxi_poison(cx_graph_of(args.x));
    int count = args.axes.rank, from = count > CXI_FFT_AXES ? count - CXI_FFT_AXES : 0;
    cx_node *x = resize(args.x, args.axes, args.length);
    cx_node *y = transform_few(x, CXI_RFFT, part(args.axes, from, count), part(args.length, from, count));
    return transform_rest(y, CXI_FFT, args.axes, args.length, from);
}

cx_node *cx_irfft_(cx_fft_args args) {
    CXI_CALL("irfft", args.x);
    if (!prepare("irfft", &args, true)) return cxi_poison(cx_graph_of(args.x));
    int count = args.axes.rank, from = count > CXI_FFT_AXES ? count - CXI_FFT_AXES : 0;
    cx_dims kept = args.length;
    kept.dim[count - 1] = kept.dim[count - 1] / 2 + 1;
    cx_node *x = transform_rest(resize(args.x, args.axes, kept), CXI_IFFT, args.axes, args.length, from);
    return transform_few(x, CXI_IRFFT, part(args.axes, from, count), part(args.length, from, count));
}

/* ------------------------------------------------------------------------------------------------- helpers */

/* Rolled forward by n / 2, or by n - n / 2, which undoes it. */
static cx_node *shift_by_half(const char *name, cx_node *x, cx_dims axes, bool back) {
    CXI_CALL(name, x);
    cx_graph *graph = cx_graph_of(x);
    if (!graph || cxi_is_poison(x) || !cxi_axes(graph, name, x, &axes)) return cxi_poison(graph);
    for (int i = 0; i < axes.rank; i++) {
        int64_t n = cx_dim(x, (int)axes.dim[i]);
        x = cx_roll(x, (int)axes.dim[i], back ? n - n / 2 : n / 2);
    }
    return x;
}

cx_node *(cx_fft_shift)(cx_node *x, cx_dims axes) {
    return shift_by_half("fft_shift", x, axes, false);
}

cx_node *(cx_ifft_shift)(cx_node *x, cx_dims axes) {
    return shift_by_half("ifft_shift", x, axes, true);
}

/* 0, 1, ..., and from `negative` on less n; over n * spacing. */
static cx_node *frequencies(const char *name, cx_graph *graph, cx_dtype dtype, int64_t count, int64_t negative,
                            int64_t n, double spacing) {
    double whole = (double)n * spacing;
    if (!cxi_is_float(dtype)) return cx_fail(graph, "%s: of floats, not %s", name, cx_dtype_name(dtype));
    if (n < 1 || !isfinite(spacing) || spacing == 0)
        return cx_fail(graph, "%s: of %lld samples: there must be 1 or more, and their spacing finite and not 0", name,
                       (long long)n);
    cx_node *k = cx_iota(graph, CX_I64, CX_DIMS(count), 0);
    cx_node *centred = cx_select(cx_ge(k, cx_k(negative)), cx_sub(k, cx_k(n)), k);
    return cx_div(cx_convert(centred, dtype), cx_k(whole));
}

cx_node *(cx_fft_frequencies)(cx_graph *graph, cx_dtype dtype, int64_t n, double spacing) {
    return frequencies("fft_frequencies", graph, dtype, n, n - n / 2, n, spacing);
}

cx_node *(cx_rfft_frequencies)(cx_graph *graph, cx_dtype dtype, int64_t n, double spacing) {
    return frequencies("rfft_frequencies", graph, dtype, n / 2 + 1, n / 2 + 1, n, spacing);
}
