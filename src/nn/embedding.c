#include "nn/layer.h"

static cx_node *embedding(cx_scope *scope, const cx_embedding_args *args) {
    if (cxi_is_poison(args->indices)) return args->indices;
    if (!cxi_is_integer(args->indices->dtype)) return cxi_bad_input("embedding", "indices", "integers", args->indices);
    if (args->count < 1 || args->features < 1)
        return cx_fail(cx_scope_graph(scope), "embedding: a table of %lld rows of %lld features",
                       (long long)args->count, (long long)args->features);
    cx_init init = args->init.make ? args->init : cx_init_uniform(0.05);
    cx_node *table = cx_variable(scope, "embedding", CX_DIMS(args->count, args->features), .init = init);
    return cxi_compute(scope, cx_take(table, args->indices, 0));
}

cx_node *cx_embedding_(cx_scope *scope, cx_embedding_args args) {
    const char *outer = cxi_enter(scope, args.at_);
    return cxi_leave(scope, outer, embedding(scope, &args));
}
