#include "nn/layer.h"

#include <calx/gradient.h>

#include "graph/op.h"
#include "ops/composite.h"
#include "ops/rooms.h"

#include <math.h>

/* Stands for minus infinity. It is finite, so that a row without any allowed key is no NaN. */
#define FORBIDDEN (-1e30)

/* scores [batch, key-value heads, time, heads of each, keys] with FORBIDDEN where a query may not look. */
static cx_node *mask(cx_node *scores, const cx_attention_args *args) {
    cx_graph *graph = cx_graph_of(scores);
    cx_dims dims = scores->dims;
    if (args->causal) {
        cx_dims square = CX_DIMS(cx_dim(scores, 2), cx_dim(scores, 4));
        cx_node *past = cx_ge(cx_iota(graph, CX_I32, square, 0), cx_iota(graph, CX_I32, square, 1));
        scores = cx_select(cx_broadcast_in_dim(past, dims, CX_DIMS(2, 4)), scores, cx_k(FORBIDDEN));
    }
    cx_node *allowed = args->key_mask;
    if (allowed) scores = cx_select(cx_broadcast_in_dim(allowed, dims, CX_DIMS(0, 4)), scores, cx_k(FORBIDDEN));
    if (args->mask) {
        allowed = cx_broadcast(args->mask, CX_DIMS(dims.dim[0], dims.dim[2], dims.dim[4]));
        scores = cx_select(cx_broadcast_in_dim(allowed, dims, CX_DIMS(0, 2, 4)), scores, cx_k(FORBIDDEN));
    }
    return scores;
}

/* False when the graph failed. */
static bool check(const cx_attention_args *args) {
    cx_node *q = args->query, *k = args->key, *v = args->value, *allowed = args->key_mask;
    const char *name = "attention";
    if (cx_rank(q) != 4 || !cxi_is_float(q->dtype) || cx_dim(q, 2) < 1)
        return cxi_bad_input(name, "query", "floating, [batch, time, heads, head_dim]", q), false;
    if (cx_rank(k) != 4 || k->dtype != q->dtype || cx_dim(k, 0) != cx_dim(q, 0) || cx_dim(k, 3) != cx_dim(q, 3))
        return cxi_bad_input(name, "key", "[batch, keys, heads, head_dim], batch, head_dim and dtype as in query", k),
               false;
    if (cx_dim(k, 2) < 1 || cx_dim(q, 2) % cx_dim(k, 2))
        return cx_fail(cx_graph_of(q), "attention: %lld heads of query do not divide among %lld heads of key",
                       (long long)cx_dim(q, 2), (long long)cx_dim(k, 2)),
               false;
    if (cx_rank(v) != 4 || v->dtype != q->dtype || cx_dim(v, 0) != cx_dim(k, 0) || cx_dim(v, 1) != cx_dim(k, 1) ||
        cx_dim(v, 2) != cx_dim(k, 2))
        return cxi_bad_input(name, "value", "[batch, keys, heads, value_dim], the first three as in key", v), false;
    if (allowed && (allowed->dtype != CX_BOOL || cx_rank(allowed) != 2 || cx_dim(allowed, 0) != cx_dim(k, 0) ||
                    cx_dim(allowed, 1) != cx_dim(k, 1)))
        return cxi_bad_input(name, "key_mask", "bool, [batch, keys]", allowed), false;
    cx_node *pairs = args->mask;
    if (pairs && (pairs->dtype != CX_BOOL || cx_rank(pairs) != 3 || cx_dim(pairs, 1) != cx_dim(q, 1) ||
                  cx_dim(pairs, 2) != cx_dim(k, 1) || (cx_dim(pairs, 0) != 1 && cx_dim(pairs, 0) != cx_dim(q, 0))))
        return cxi_bad_input(name, "mask", "bool, [batch or 1, time, keys]", pairs), false;
    if (!(args->dropout >= 0 && args->dropout < 1))
        return cx_fail(cx_graph_of(q), "attention: the rate of dropout must be at least 0 and less than 1"), false;
    return true;
}

/* Of arguments that are right, the scale too. */
static cx_node *attend(cx_scope *scope, const cx_attention_args *args) {
    cx_node *q = args->query, *k = args->key, *v = args->value;
    int64_t batch = cx_dim(q, 0), time = cx_dim(q, 1), heads = cx_dim(q, 2), groups = cx_dim(k, 2);
    q = cx_reshape(q, CX_DIMS(batch, time, groups, heads / groups, cx_dim(q, 3)));
    cx_node *scores = cx_dot_general(q, k, .batch_a = CX_DIMS(0, 2), .batch_b = CX_DIMS(0, 2), .contract_a = CX_DIMS(4),
                                     .contract_b = CX_DIMS(3), .dtype = q->dtype == CX_F64 ? CX_F64 : CX_F32);
    scores = cx_scale(scores, args->scale);
    if (args->cap > 0) scores = cx_scale(cx_tanh(cx_scale(scores, 1 / args->cap)), args->cap);
    scores = mask(scores, args);
    cx_node *weights = cx_convert(cx_softmax(scores, -1), v->dtype);
    if (scope) weights = cx_dropout(scope, weights, args->dropout);
    cx_node *y = cx_dot_general(weights, v, .batch_a = CX_DIMS(0, 1), .batch_b = CX_DIMS(0, 2),
                                .contract_a = CX_DIMS(4), .contract_b = CX_DIMS(1)); /* [batch, groups, time, ...] */
    return cx_reshape(cx_swap_axes(y, 1, 2), CX_DIMS(batch, time, heads, cx_dim(v, 3)));
}

/* The gradient of what y is computed by, but known as what it is. For a batch of examples y is one that was not computed yet. */
static void rule(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user) {
    cx_attention_args args = *(const cx_attention_args *)user;
    args.query = x[0], args.key = x[1], args.value = x[2];
    cx_node *scale = cx_fill(cx_graph_of(dy), CX_F32, CX_SCALAR, args.scale);
    y = y->inst->op == &cxi_op_custom_gradient ? y->inst->operand[0] : attend(NULL, &args);
    cx_vjp(1, &y, &dy, count, x, dx);
    for (int i = 0; i < count; i++)
        dx[i] = cxi_composite("attention_gradient", dx[i], CX_LIST(cx_node *, x[0], x[1], x[2], scale, dy),
                              CX_DIMS(args.causal, i));
}

/* What kernels know: f32, and no key is forbidden but by causality. The inputs are nodes of their own, so that what one of them may
   have been computed of another is no part of the rule. */
static cx_node *known(cx_attention_args *args) {
    cx_node *x[] = {cx_identity(args->query), cx_identity(args->key), cx_identity(args->value)};
    cx_graph *graph = cx_graph_of(x[0]);
    cx_node *scale = cx_fill(graph, CX_F32, CX_SCALAR, args->scale);
    args->query = x[0], args->key = x[1], args->value = x[2];
    cx_node *y = cxi_composite("attention", attend(NULL, args), CX_LIST(cx_node *, x[0], x[1], x[2], scale),
                               CX_DIMS(args->causal));
    cx_attention_args *kept = cxi_arena_copy(&graph->arena, args, sizeof *args);
    return kept ? cx_custom_gradient(y, 3, x, rule, kept) : (cxi_fail_memory(&graph->status), y);
}

static cx_node *attention(cx_scope *scope, cx_attention_args args) {
    cx_node *q = args.query, *k = args.key, *v = args.value;
    if (cxi_is_poison(q) || cxi_is_poison(k) || cxi_is_poison(v) || (args.key_mask && cxi_is_poison(args.key_mask)) ||
        (args.mask && cxi_is_poison(args.mask)) || !check(&args))
        return cxi_poison(cx_scope_graph(scope));
    args.scale = cxi_or(args.scale, 1 / sqrt((double)cx_dim(q, 3)));
    bool drops = args.dropout > 0 && cx_training(scope);
    bool plain = q->dtype == CX_F32 && !args.key_mask && !args.mask && !(args.cap > 0) && !drops;
    return plain ? known(&args) : attend(scope, &args);
}

cx_node *cx_attention_(cx_scope *scope, cx_attention_args args) {
    const char *outer = cxi_enter(scope, args.at_);
    return cxi_leave(scope, outer, attention(scope, args));
}

/* ------------------------------------------------------------------------------------------- with projections */

/* [batch, time, features] -> [batch, time, heads, head_dim] */
static cx_node *project(cx_scope *scope, const char *name, cx_node *x, int64_t heads, int64_t head_dim,
                        const cx_multi_head_attention_args *args) {
    cx_node *y = cx_dense(cx_in(scope, "%s", name), x, heads * head_dim, .no_bias = args->no_bias,
                          .kernel_init = args->kernel_init, .bias_init = args->bias_init);
    return cx_reshape(y, CX_DIMS(cx_dim(x, 0), cx_dim(x, 1), heads, head_dim));
}

static cx_node *multi_head_attention(cx_scope *scope, const cx_multi_head_attention_args *args) {
    cx_node *query = args->query, *key = args->key ? args->key : query, *value = args->value ? args->value : key;
    cx_node *inputs[] = {query, key, value};
    const char *names[] = {"query", "key", "value"};
    for (int i = 0; i < 3; i++) {
        if (cxi_is_poison(inputs[i])) return inputs[i];
        if (cx_rank(inputs[i]) != 3 || !cxi_is_float(inputs[i]->dtype))
            return cxi_bad_input("multi_head_attention", names[i], "floating, [batch, time, features]", inputs[i]);
    }
    int64_t features = cx_dim(query, 2), heads = args->heads;
    int64_t key_value_heads = args->key_value_heads ? args->key_value_heads : heads;
    if (heads < 1 || key_value_heads < 1 || heads % key_value_heads || args->head_dim < 0)
        return cx_fail(cx_scope_graph(scope),
                       "multi_head_attention: %lld heads do not divide among %lld key_value_heads", (long long)heads,
                       (long long)key_value_heads);
    if (!args->head_dim && features % heads)
        return cx_fail(cx_scope_graph(scope),
                       "multi_head_attention: %lld features do not divide into %lld heads: choose a head_dim",
                       (long long)features, (long long)heads);
    int64_t head_dim = args->head_dim ? args->head_dim : features / heads;
    cx_node *q = project(scope, "query", query, heads, head_dim, args);
    cx_node *k = project(scope, "key", key, key_value_heads, head_dim, args);
    cx_node *v = project(scope, "value", value, key_value_heads, head_dim, args);
    if (args->positions) {
        q = cx_rope(q, args->positions, .base = args->rope_base);
        k = cx_rope(k, args->positions, .base = args->rope_base);
    }
    cx_node *y =
        cx_attention(scope, q, k, v, .causal = args->causal, .key_mask = args->key_mask, .dropout = args->dropout);
    return cx_dense(cx_in(scope, "output"), cx_flatten(y, 2), features, .no_bias = args->no_bias,
                    .kernel_init = args->kernel_init, .bias_init = args->bias_init);
}

cx_node *cx_multi_head_attention_(cx_scope *scope, cx_multi_head_attention_args args) {
    const char *outer = cxi_enter(scope, args.at_);
    return cxi_leave(scope, outer, multi_head_attention(scope, &args));
}
