/* Arrays stretched and shrunk: each element of the result is looked up, or weighed together, where its middle falls in x. */
#include <calx/ops.h>

#include "ops/rooms.h"

/* Element k of the result is that of x in which its middle, (k + 1/2) n / size, falls. */
static cx_node *nearest(cx_node *x, int axis, int64_t size) {
    cx_graph *graph = cx_graph_of(x);
    int64_t n = x->dims.dim[axis];
    cx_node *twice = cx_shift(cx_scale(cx_iota(graph, CX_I64, CX_DIMS(size), 0), 2), 1);
    return cx_take(x, cx_div(cx_mul(twice, cx_k(n)), cx_k(2 * size)), axis);
}

/* The weights [n, size]: a triangle around the middle of each element of the result, as wide as an element of x or, so that
   all of x counts when it is shrunk, as one of the result; each column sums to 1. */
static cx_node *triangles(cx_graph *graph, cx_dtype dtype, int64_t n, int64_t size, bool antialias) {
    double step = (double)n / (double)size, width = antialias && step > 1 ? step : 1;
    cx_dims dims = CX_DIMS(n, size);
    cx_node *middle = cx_shift(cx_scale(cx_shift(cx_iota(graph, dtype, dims, 1), 0.5), step), -0.5);
    cx_node *distance = cx_abs(cx_sub(middle, cx_iota(graph, dtype, dims, 0)));
    cx_node *weight = cx_maximum(cx_sub(cx_k(1), cx_scale(distance, 1 / width)), cx_k(0));
    return cx_div(weight, cx_sum(weight, .axes = CX_DIMS(0), .keep = true));
}

static cx_node *linear(cx_node *x, int axis, int64_t size, bool antialias) {
    cx_graph *graph = cx_graph_of(x);
    cx_dtype wide = cxi_dtype(x->dtype)->bits < 32 ? CX_F32 : cxi_real_part(x->dtype);
    cx_node *weights = cx_convert(triangles(graph, wide, x->dims.dim[axis], size, antialias), x->dtype);
    cx_node *made = cx_dot_general(x, weights, .contract_a = CX_DIMS(axis), .contract_b = CX_DIMS(0),
                                   .dtype = cxi_is_complex(x->dtype) ? x->dtype : wide);
    cx_dims order = {0};
    for (int i = 0; i < x->dims.rank; i++)
        order = cxi_dims_add(order, i < axis ? i : i == axis ? x->dims.rank - 1 : i - 1);
    return cx_transpose(cx_convert(made, x->dtype), order);
}

static bool check(cx_graph *graph, const cx_resize_args *args) {
    cx_dims x = args->x->dims;
    if (args->dims.rank != x.rank)
        return cx_fail(graph, "resize: x is %s, and dims has %d entries: one for each axis of x", CXI_TYPE(args->x),
                       args->dims.rank),
               false;
    for (int i = 0; i < x.rank; i++)
        if (x.dim[i] != args->dims.dim[i] && (x.dim[i] < 1 || args->dims.dim[i] < 1 || args->dims.dim[i] > INT32_MAX))
            return cx_fail(graph, "resize: axis %d of x %s to %lld elements: from at least 1, and to 1 to 2^31 - 1", i,
                           CXI_TYPE(args->x), (long long)args->dims.dim[i]),
                   false;
    if (args->method != CX_NEAREST && args->method != CX_LINEAR)
        return cx_fail(graph, "resize: method is %d, which is none of cx_interpolation", (int)args->method), false;
    if (args->method == CX_LINEAR && !cxi_is_float(args->x->dtype) && !cxi_is_complex(args->x->dtype))
        return cx_fail(graph, "resize: x is %s: CX_LINEAR takes floats or complex numbers (cx_convert)",
                       CXI_TYPE(args->x)),
               false;
    return true;
}

cx_node *cx_resize_(cx_resize_args args) {
    CXI_CALL("resize", args.x);
    cx_graph *graph = cx_graph_of(cx_at_(args.x, args.at_));
    if (!cxi_is_there(graph, "resize", 0, args.x) || !check(graph, &args)) return cxi_poison(graph);
    cx_node *y = args.x;
    for (int i = 0; i < args.dims.rank; i++) {
        int64_t size = args.dims.dim[i];
        if (cxi_is_poison(y)) return y;
        if (y->dims.dim[i] == size) continue;
        y = args.method == CX_NEAREST ? nearest(y, i, size) : linear(y, i, size, args.antialias);
    }
    return y;
}
