/* Arrays made, stacked, split, tiled and rolled. Matrices are in compose/matrix.c. */
#include <calx/ops.h>

#include "base/dims.h"
#include "ops/constant.h"
#include "ops/rooms.h"

#include <math.h>

/* ------------------------------------------------------------------------------------------- from nothing */

static cx_node *no_numbers(cx_graph *graph, const char *name) {
    return cx_fail(graph, "%s: the range is not one: start, stop and step must be finite and the step not 0", name);
}

cx_node *(cx_arange)(cx_graph *graph, cx_dtype dtype, double start, double stop, double step) {
    double count = ceil((stop - start) / step);
    if (!isfinite(start) || !isfinite(stop) || !isfinite(count) || fabs(count) > 0x1p53)
        return no_numbers(graph, "arange");
    cx_dims dims = CX_DIMS(count > 0 ? (int64_t)count : 0);
    if (cxi_is_integer(dtype)) {
        if (count > 0 && (!cxi_check_number(graph, "arange", dtype, start) ||
                          !cxi_check_number(graph, "arange", dtype, start + (count - 1) * step)))
            return cxi_poison(graph);
        cx_node *steps = cx_mul(cx_iota(graph, dtype, dims, 0), cx_k(step));
        return cx_add(steps, cx_k(start));
    }
    return cx_shift(cx_scale(cx_iota(graph, dtype, dims, 0), step), start);
}

/* Both ends exactly: each number is weighed between them. */
cx_node *(cx_linspace)(cx_graph *graph, cx_dtype dtype, double start, double stop, int64_t count) {
    if (!isfinite(start) || !isfinite(stop)) return no_numbers(graph, "linspace");
    if (!cxi_is_float(dtype) && !cxi_is_complex(dtype))
        return cx_fail(graph, "linspace: of floats or complex numbers, not %s", cx_dtype_name(dtype));
    cx_node *at = cx_iota(graph, dtype, CX_DIMS(count), 0);
    if (count < 2) return cx_shift(at, start);
    cx_node *part = cx_div(at, cx_k((double)(count - 1)));
    return cx_add(cx_scale(cx_sub(cx_k(1), part), start), cx_scale(part, stop));
}

cx_node *(cx_eye)(cx_graph *graph, cx_dtype dtype, int64_t rows, int64_t columns) {
    cx_dims dims = CX_DIMS(rows, columns);
    if (!cx_dtype_size(dtype)) return cx_fail(graph, "eye: there is no such dtype");
    return cx_convert(cx_eq(cx_iota(graph, CX_I32, dims, 0), cx_iota(graph, CX_I32, dims, 1)), dtype);
}

/* ------------------------------------------------------------------------------------- together and apart */

cx_node *cx_stack_(int count, cx_node *const *parts, int axis, cx_here here) {
    CXI_CALL_OF("stack", count, parts);
    cx_graph *graph = cx_graph_at_(cxi_graph_among(count, parts), here);
    if (!graph) return cxi_lost();
    cx_node **wide = cxi_arena_new(&graph->arena, (size_t)count, sizeof *wide);
    if (!wide) return cxi_fail_memory(&graph->status), cxi_poison(graph);
    for (int i = 0; i < count; i++) {
        if (!cxi_is_there(graph, "stack", i, parts[i])) return cxi_poison(graph);
        if (cxi_is_loose(parts[i])) return cx_fail(graph, "stack: part %d is a plain number: use cx_scalar", i);
        wide[i] = cx_expand_dims(parts[i], axis);
    }
    return cx_concatenate_(count, wide, axis, (cx_here){0});
}

void(cx_split)(cx_node *x, int axis, int count, cx_node **out) {
    CXI_CALL("split", x);
    cx_graph *graph = cx_graph_of(x);
    for (int i = 0; i < count; i++) out[i] = cxi_poison(graph);
    if (!graph || cxi_is_poison(x)) return;
    axis = cxi_axis(graph, "split", x, axis);
    if (axis < 0) return;
    int64_t size = cx_dim(x, axis);
    if (count < 1 || size % count) {
        cx_fail(graph, "split: axis %d of %s has %lld elements, which do not make %d parts of one size", axis,
                CXI_TYPE(x), (long long)size, count);
        return;
    }
    for (int i = 0; i < count; i++) out[i] = cx_slice_axis(x, axis, i * (size / count), (i + 1) * (size / count));
}

void(cx_meshgrid)(int count, cx_node *const *xs, cx_node **out) {
    cx_graph *graph = cxi_begin("meshgrid", (cx_here){0}, count, &xs, count, out);
    if (!graph) return;
    cx_dims dims = {0};
    for (int i = 0; i < count; i++) {
        if (xs[i]->dims.rank != 1 || count > CX_MAX_RANK) {
            cx_fail(graph, "meshgrid: of at most %d vectors, and input %d is %s", CX_MAX_RANK, i, CXI_TYPE(xs[i]));
            return;
        }
        dims = cxi_dims_add(dims, xs[i]->dims.dim[0]);
    }
    for (int i = 0; i < count; i++) out[i] = cx_broadcast_in_dim(xs[i], dims, CX_DIMS(i));
}

/* ---------------------------------------------------------------------------------------- repeated, moved */

/* Axis i of x as two, [before, n, ...] with a new axis of `times` before or after it, and joined again. */
static cx_node *multiply_axis(const char *name, cx_node *x, int axis, int64_t times, bool whole) {
    cx_graph *graph = cx_graph_of(x);
    int64_t before = 1, n = cx_dim(x, axis), after = 1, size;
    if (times < 0 || __builtin_mul_overflow(n, times, &size))
        return cx_fail(graph, "%s: %lld times, of %s", name, (long long)times, CXI_TYPE(x));
    for (int i = 0; i < axis; i++) before *= x->dims.dim[i];
    for (int i = axis + 1; i < x->dims.rank; i++) after *= x->dims.dim[i];
    cx_node *three = cx_reshape(x, CX_DIMS(before, n, after));
    cx_node *four = whole ? cx_broadcast_in_dim(three, CX_DIMS(before, times, n, after), CX_DIMS(0, 2, 3))
                          : cx_broadcast_in_dim(three, CX_DIMS(before, n, times, after), CX_DIMS(0, 1, 3));
    cx_dims dims = x->dims;
    dims.dim[axis] = size;
    return cx_reshape(four, dims);
}

cx_node *(cx_tile)(cx_node *x, cx_dims times) {
    cx_graph *graph = cx_graph_of(x);
    if (!graph || cxi_is_poison(x)) return cxi_poison(graph);
    if (times.rank != x->dims.rank)
        return cx_fail(graph, "tile: %d numbers for the %d axes of %s", times.rank, x->dims.rank, CXI_TYPE(x));
    for (int i = 0; i < times.rank && !cxi_is_poison(x); i++)
        if (times.dim[i] != 1) x = multiply_axis("tile", x, i, times.dim[i], true);
    return x;
}

cx_node *(cx_repeat)(cx_node *x, int axis, int64_t times) {
    cx_graph *graph = cx_graph_of(x);
    if (!graph || cxi_is_poison(x)) return cxi_poison(graph);
    axis = cxi_axis(graph, "repeat", x, axis);
    return axis < 0 ? cxi_poison(graph) : multiply_axis("repeat", x, axis, times, false);
}

cx_node *(cx_roll)(cx_node *x, int axis, int64_t shift) {
    cx_graph *graph = cx_graph_of(x);
    if (!graph || cxi_is_poison(x)) return cxi_poison(graph);
    axis = cxi_axis(graph, "roll", x, axis);
    if (axis < 0) return cxi_poison(graph);
    int64_t n = cx_dim(x, axis), turn = n ? shift % n : 0, start = turn > 0 ? n - turn : -turn;
    if (!start) return x;
    return cx_concatenate(axis, cx_slice_axis(x, axis, start, n), cx_slice_axis(x, axis, 0, start));
}
