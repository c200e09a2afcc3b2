/* Softmax and its relatives, which subtract the largest element so that nothing overflows. The largest takes
   no part in the gradient: it cancels. */
#include <calx/ops.h>

#include "ops/rooms.h"

/* The largest along `axes`, those axes kept; 0 where it is not finite, so that inf - inf does not happen. */
static cx_node *finite_max(cx_node *x, cx_dims axes) {
    cx_node *largest = cx_max(cx_stop_gradient(x), .axes = axes, .keep = true);
    return cx_select(cx_is_finite(largest), largest, cx_k(0));
}

/* x less its largest along the axis; poison when there is no such axis. */
static cx_node *shifted(const char *name, cx_node *x, int axis) {
    cx_graph *graph = cx_graph_of(x);
    if (!cxi_is_there(graph, name, 0, x) || cxi_axis(graph, name, x, axis) < 0) return cxi_poison(graph);
    return cx_sub(x, cx_max(cx_stop_gradient(x), .axes = CX_DIMS(axis), .keep = true));
}

cx_node *(cx_softmax)(cx_node *x, int axis) {
    CXI_CALL("softmax", x);
    cx_node *weights = cx_exp(shifted("softmax", x, axis));
    return cx_div(weights, cx_sum(weights, .axes = CX_DIMS(axis), .keep = true));
}

cx_node *(cx_log_softmax)(cx_node *x, int axis) {
    CXI_CALL("log_softmax", x);
    cx_node *less = shifted("log_softmax", x, axis);
    return cx_sub(less, cx_log(cx_sum(cx_exp(less), .axes = CX_DIMS(axis), .keep = true)));
}

cx_node *cx_logsumexp_(cx_reduce_args args) {
    CXI_CALL("logsumexp", args.x);
    if (!cx_graph_of(cx_at_(args.x, args.at_)) || cxi_is_poison(args.x)) return args.x;
    cx_dims axes = args.axes.rank ? args.axes : cxi_dims_range(0, cx_rank(args.x));
    cx_node *largest = finite_max(args.x, axes);
    cx_node *sum = cx_sum(cx_exp(cx_sub(args.x, largest)), .axes = axes, .keep = true);
    cx_node *kept = cx_add(cx_log(sum), largest);
    return args.keep ? kept : cx_sum(kept, .axes = axes); /* the sum of one element: drops the axes */
}
