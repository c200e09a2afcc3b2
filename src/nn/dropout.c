#include <calx/layers.h>

#include "nn/store.h"

cx_node *cx_dropout(cx_scope *scope, cx_node *x, double rate) {
    cx_graph *graph = cx_scope_graph(scope);
    if (!(rate >= 0 && rate < 1)) return cx_fail(graph, "dropout: the rate must be at least 0 and less than 1");
    if (!cx_training(scope) || rate == 0 || cxi_is_poison(x)) return x;
    /* a scope may drop more than once: each node has a key of its own */
    cx_node *key = cx_fold_in(cx_scope_key(scope), cx_k(x->inst->id));
    cx_node *keep = cx_bernoulli(key, 1 - rate, cx_node_dims(x));
    return cx_select(keep, cx_scale(x, 1 / (1 - rate)), cx_k(0));
}
