#include "nn/layer.h"

cx_node *cx_drop_path(cx_scope *scope, cx_node *x, double rate) {
    cx_graph *graph = cx_scope_graph(scope);
    if (!(rate >= 0 && rate < 1)) return cx_fail(graph, "drop_path: the rate must be at least 0 and less than 1");
    if (cxi_is_poison(x)) return x;
    if (cx_rank(x) < 1) return cxi_bad_input("drop_path", "x", "[batch, ...]", x);
    if (!cx_training(scope) || rate == 0) return x;
    cx_dims examples = x->dims;
    for (int axis = 1; axis < examples.rank; axis++) examples.dim[axis] = 1;
    return cx_select(cx_bernoulli(cxi_draw_key(scope), 1 - rate, examples), cx_scale(x, 1 / (1 - rate)), cx_k(0));
}
