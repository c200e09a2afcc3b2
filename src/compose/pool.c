/* Pools: maxima, sums and means over windows of the spatial axes of [batch, spatial..., channels]. */
#include "ops/rooms.h"
#include "ops/window.h"

/* The window over all axes of x. False when the graph failed. */
static bool window_of(const char *name, const cx_pool_args *args, struct cxi_window *w) {
    cx_graph *graph = cx_graph_of(args->x);
    int rank = args->x->dims.rank, spatial = rank - 2;
    cx_dims stride = args->stride.rank ? args->stride : args->window;
    if (spatial < 1) return cx_fail(graph, "%s: x has %d axes: it is [batch, spatial..., channels]", name, rank), false;
    if (!cxi_is_padding(graph, name, args->pad)) return false;
    if (args->window.rank != spatial || stride.rank != spatial)
        return cx_fail(graph, "%s: a window of %d axes and a stride of %d for %d spatial axes", name, args->window.rank,
                       stride.rank, spatial),
               false;
    *w = (struct cxi_window){0};
    for (int i = 0; i < rank; i++) {
        bool is_spatial = i > 0 && i <= spatial;
        int64_t low = 0, high = 0, size = is_spatial ? args->window.dim[i - 1] : 1;
        int64_t step = is_spatial ? stride.dim[i - 1] : 1;
        if (size < 1 || step < 1)
            return cx_fail(graph, "%s: a window of %lld and a stride of %lld on spatial axis %d", name, (long long)size,
                           (long long)step, i - 1),
                   false;
        if (is_spatial && args->pad == CX_SAME) cxi_pad_same(args->x->dims.dim[i], size, step, &low, &high);
        w->window_dimensions = cxi_dims_add(w->window_dimensions, size);
        w->window_strides = cxi_dims_add(w->window_strides, step);
        w->padding.low = cxi_dims_add(w->padding.low, low);
        w->padding.high = cxi_dims_add(w->padding.high, high);
    }
    return true;
}

typedef cx_node *reducer(cx_node *x, const struct cxi_window *window);

static cx_node *pool(const char *name, const cx_pool_args *args, reducer *reduce, struct cxi_window *w) {
    cx_graph *graph = cx_graph_of(cx_at_(args->x, args->at_));
    if (!graph || cxi_is_poison(args->x) || !window_of(name, args, w)) return cxi_poison(graph);
    return reduce(args->x, w);
}

cx_node *cx_max_pool_(cx_pool_args args) {
    CXI_CALL("max_pool", args.x);
    struct cxi_window w;
    return pool("max_pool", &args, cxi_reduce_window_max, &w);
}

cx_node *cx_sum_pool_(cx_pool_args args) {
    CXI_CALL("sum_pool", args.x);
    struct cxi_window w;
    return pool("sum_pool", &args, cxi_reduce_window_sum, &w);
}

cx_node *cx_mean_pool_(cx_pool_args args) {
    CXI_CALL("mean_pool", args.x);
    struct cxi_window w;
    cx_node *sum = pool("mean_pool", &args, cxi_reduce_window_sum, &w);
    if (cxi_is_poison(sum)) return sum;
    cx_graph *graph = cx_graph_of(sum);
    if (!cxi_is_float(sum->dtype))
        return cx_fail(graph, "mean_pool: of %s there is no mean", cx_dtype_name(sum->dtype));
    if (args.pad == CX_VALID) {
        double count = 1;
        for (int i = 0; i < args.window.rank; i++) count *= (double)args.window.dim[i];
        return cx_scale(sum, 1 / count);
    }
    cx_dims ones = args.x->dims; /* the batch and the channels share their counts */
    ones.dim[0] = ones.dim[ones.rank - 1] = 1;
    return cx_div(sum, cxi_reduce_window_sum(cx_fill(graph, sum->dtype, ones, 1), &w));
}

static cx_node *square(cx_node *x, int64_t window, cx_node *pool_of(cx_pool_args)) {
    return pool_of((cx_pool_args){.x = x, .window = CX_DIMS(window, window)});
}

cx_node *(cx_max_pool2d)(cx_node *x, int64_t window) {
    return square(x, window, cx_max_pool_);
}

cx_node *(cx_mean_pool2d)(cx_node *x, int64_t window) {
    return square(x, window, cx_mean_pool_);
}

/* All axes but the first and the last; false when there are none. */
static bool spatial_axes(const char *name, cx_node *x, cx_dims *axes) {
    if (cxi_is_poison(x)) return false;
    if (cx_rank(x) < 3)
        return cx_fail(cx_graph_of(x), "%s: x has %d axes: it is [batch, spatial..., channels]", name, cx_rank(x)),
               false;
    *axes = cxi_dims_range(1, cx_rank(x) - 1);
    return true;
}

cx_node *(cx_global_max_pool)(cx_node *x) {
    CXI_CALL("global_max_pool", x);
    cx_dims axes;
    return spatial_axes("global_max_pool", x, &axes) ? cx_max(x, .axes = axes) : cxi_poison(cx_graph_of(x));
}

cx_node *(cx_global_mean_pool)(cx_node *x) {
    CXI_CALL("global_mean_pool", x);
    cx_dims axes;
    return spatial_axes("global_mean_pool", x, &axes) ? cx_mean(x, .axes = axes) : cxi_poison(cx_graph_of(x));
}
