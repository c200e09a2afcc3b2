#include <calx/layers.h>

#include "nn/store.h"

cx_node *cx_dropout(cx_scope *scope, cx_node *x, double rate) {
    cx_graph *graph = cx_scope_graph(scope);
    if (!(rate >= 0 && rate < 1)) return cx_fail(graph, "dropout: the rate must be at least 0 and less than 1");
    if (!cx_training(scope) || rate == 0 || cxi_is_poison(x)) return x;
    cx_node *keep = cx_bernoulli(cxi_draw_key(scope), 1 - rate, cx_node_dims(x));
    return cx_select(keep, cx_scale(x, 1 / (1 - rate)), cx_k(0));
}
