/* Sums, products and extremes of all elements up to each one, in log2(n) rounds: in round r each element joins the one 2^r
   before it (Hillis and Steele 1986). Made of slices, so it differentiates, to any order. */
#include <calx/ops.h>
#include <calx/statistics.h>

#include "ops/rooms.h"

static cx_node *cumulate(const char *name, cx_node *x, int axis, cx_node *(*combine)(cx_node *, cx_node *)) {
    CXI_CALL(name, x);
    cx_graph *graph = cx_graph_of(x);
    if (!graph || cxi_is_poison(x)) return cxi_poison(graph);
    axis = cxi_axis(graph, name, x, axis);
    if (axis < 0) return cxi_poison(graph);
    int64_t n = cx_dim(x, axis);
    for (int64_t step = 1; step < n && !cxi_is_poison(x); step *= 2) {
        cx_node *earlier = cx_slice_axis(x, axis, 0, n - step), *later = cx_slice_axis(x, axis, step, n);
        x = cx_concatenate(axis, cx_slice_axis(x, axis, 0, step), combine(earlier, later));
    }
    return x;
}

cx_node *(cx_cumsum)(cx_node *x, int axis) {
    return cumulate("cumsum", x, axis, cx_add);
}
cx_node *(cx_cumprod)(cx_node *x, int axis) {
    return cumulate("cumprod", x, axis, cx_mul);
}
cx_node *(cx_cummax)(cx_node *x, int axis) {
    return cumulate("cummax", x, axis, cx_maximum);
}
cx_node *(cx_cummin)(cx_node *x, int axis) {
    return cumulate("cummin", x, axis, cx_minimum);
}
cx_node *(cx_cumlogsumexp)(cx_node *x, int axis) {
    return cumulate("cumlogsumexp", x, axis, cx_logaddexp);
}
