/* Moments, norms, quantiles, top-k. */
#include <calx/gradient.h>
#include <calx/statistics.h>

#include "base/dims.h"
#include "ops/rooms.h"

#include <math.h>

/* |x|^2, without the square root whose gradient has no value at 0. */
static cx_node *squared_size(cx_node *x) {
    return cxi_is_complex(x->dtype) ? cx_add(cx_square(cx_real(x)), cx_square(cx_imag(x))) : cx_square(x);
}

/* x in a dtype that means and squares are made in. */
static cx_node *as_float(cx_node *x) {
    return cxi_is_integer(x->dtype) || x->dtype == CX_BOOL ? cx_convert(x, CX_F32) : x;
}

cx_node *cx_variance_(cx_moment_args args) {
    CXI_CALL("variance", args.x);
    cx_graph *graph = cx_graph_of(cx_at_(args.x, args.at_));
    if (!graph || cxi_is_poison(args.x)) return cxi_poison(graph);
    if (!isfinite(args.correction)) return cx_fail(graph, "variance: the correction must be finite");
    cx_node *x = as_float(args.x), *mean = cx_mean(x, .axes = args.axes, .keep = true);
    cx_node *sum = cx_sum(squared_size(cx_sub(x, mean)), .axes = args.axes, .keep = args.keep);
    if (cxi_is_poison(sum)) return sum;
    int64_t left = cx_dims_count(sum->dims), n = left ? cx_dims_count(x->dims) / left : 0;
    return cx_div(sum, cx_k((double)n - args.correction));
}

cx_node *cx_std_(cx_moment_args args) {
    CXI_CALL("std", args.x);
    return cx_sqrt(cx_variance_(args));
}

/* ---------------------------------------------------------------------------------------------------- norms */

/* sqrt with a gradient of 0 at 0. */
static cx_node *safe_power(cx_node *sum, double exponent) {
    cx_node *is_zero = cx_eq(sum, cx_k(0)), *positive = cx_select(is_zero, cx_k(1), sum);
    cx_node *root = exponent == 0.5 ? cx_sqrt(positive) : cx_pow(positive, cx_k(exponent));
    return cx_select(is_zero, cx_k(0), root);
}

cx_node *cx_norm_(cx_norm_args args) {
    CXI_CALL("norm", args.x);
    cx_graph *graph = cx_graph_of(cx_at_(args.x, args.at_));
    if (!graph || cxi_is_poison(args.x)) return cxi_poison(graph);
    cx_node *x = as_float(args.x);
    if (args.order == 0 || args.order == 2)
        return safe_power(cx_sum(squared_size(x), .axes = args.axes, .keep = args.keep), 0.5);
    if (args.order == INFINITY) return cx_max(cx_abs(x), .axes = args.axes, .keep = args.keep);
    if (args.order == -INFINITY) return cx_min(cx_abs(x), .axes = args.axes, .keep = args.keep);
    if (!isfinite(args.order)) return cx_fail(graph, "norm: the order is not a number");
    if (args.order == 1) return cx_sum(cx_abs(x), .axes = args.axes, .keep = args.keep);
    cx_node *sum = cx_sum(safe_power(cx_abs(x), args.order), .axes = args.axes, .keep = args.keep);
    return safe_power(sum, 1 / args.order);
}

/* ----------------------------------------------------------------------------------------------- order */

cx_node *(cx_quantile)(cx_node *x, double q, int axis) {
    CXI_CALL("quantile", x);
    cx_graph *graph = cx_graph_of(x);
    if (!graph || cxi_is_poison(x)) return cxi_poison(graph);
    axis = cxi_axis(graph, "quantile", x, axis);
    if (axis < 0) return cxi_poison(graph);
    if (!(q >= 0 && q <= 1)) return cx_fail(graph, "quantile: q must be in [0, 1]");
    int64_t n = cx_dim(x, axis);
    if (!n) return cx_fail(graph, "quantile: of no elements, along axis %d of %s", axis, CXI_TYPE(x));
    double at = q * (double)(n - 1);
    int64_t below = (int64_t)floor(at), above = below + 1 < n ? below + 1 : below;
    cx_node *sorted = cx_sort(as_float(x), axis);
    cx_node *low = cx_squeeze(cx_slice_axis(sorted, axis, below, below + 1), axis);
    if (at == (double)below) return low;
    cx_node *high = cx_squeeze(cx_slice_axis(sorted, axis, above, above + 1), axis);
    double part = at - (double)below;
    return cx_add(cx_scale(low, 1 - part), cx_scale(high, part));
}

cx_node *(cx_median)(cx_node *x, int axis) {
    CXI_CALL("median", x);
    return cx_quantile(x, 0.5, axis);
}

void(cx_topk)(cx_node *x, int64_t k, cx_node **values, cx_node **indices) {
    CXI_CALL("topk", x);
    cx_graph *graph = cx_graph_of(x);
    *values = *indices = cxi_poison(graph);
    if (!graph || cxi_is_poison(x)) return;
    if (x->dims.rank < 1 || k < 0 || k > cx_dim(x, -1)) {
        cx_fail(graph, "topk: %s has no %lld largest along its last axis", CXI_TYPE(x), (long long)k);
        return;
    }
    *indices = cx_slice_axis(cx_argsort(x, -1, .descending = true), -1, 0, k);
    *values = cx_take_along(x, *indices, -1);
}
