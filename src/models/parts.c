#include "models/pass.h"

#include "nn/layer.h"

cx_node *cxi_rms(cx_scope *s, const struct cxi_config *c, cx_node *x) {
    cx_node *scale = cx_variable(s, "scale", CX_DIMS(cx_dim(x, -1)));
    if (c->norm_offset != 0) scale = cx_shift(scale, c->norm_offset);
    return cx_mul(cx_rms_norm(s, x, .epsilon = c->epsilon, .no_scale = true), scale);
}

cx_node *cxi_heads(cx_node *x, int64_t heads, int64_t head_dim) {
    return cx_reshape(x, CX_DIMS(cx_dim(x, 0), cx_dim(x, 1), heads, head_dim));
}

void cxi_project(cx_scope *s, const struct cxi_config *c, cx_node *x, cx_node *qkv[3]) {
    int64_t q = c->heads, kv = c->key_value_heads, dim = c->head_dim;
    cxi_linears(s, x, 3, (const char *const[]){"query", "key", "value"}, (const int64_t[]){q * dim, kv * dim, kv * dim},
                qkv);
    for (int i = 0; i < 3; i++) qkv[i] = cxi_heads(qkv[i], i ? kv : q, dim);
}

/* Elements 0 1 2 3 4 5 of each head become 0 2 4 1 3 5: a pair of neighbours becomes one of halves. */
static cx_node *neighbours_to_halves(cx_node *x) {
    cx_dims dims = cx_node_dims(x);
    cx_node *pairs = cx_reshape(x, CX_DIMS(dims.dim[0], dims.dim[1], dims.dim[2], dims.dim[3] / 2, 2));
    return cx_reshape(cx_swap_axes(pairs, 3, 4), dims);
}

/* The turns are computed once for all layers: without the barrier XLA computes them anew for each use. */
cx_node *cxi_rotate(struct cxi_pass *pass, cx_node *x, int64_t layer) {
    const struct cxi_config *c = pass->config;
    const struct cxi_rope *rope = c->local[layer] ? &c->local_rope : &c->rope;
    cx_node **turn = pass->turn[c->local[layer]];
    if (!turn[0]) {
        cx_rope_args args = {.positions = pass->positions, .base = rope->base, .divisors = rope->divisors};
        cxi_rope_turns(&args, CX_F32, c->head_dim, turn);
        cx_barrier(2, turn, turn);
    }
    return cxi_rope_turn(c->neighbours ? neighbours_to_halves(x) : x, turn);
}

cx_node *cxi_logits(cx_scope *s, const struct cxi_config *c, cx_node *x) {
    cx_node *y = cxi_linear(cx_in(s, c->tied ? "embedding" : "head"), x, c->vocabulary);
    return c->logit_cap > 0 ? cx_scale(cx_tanh(cx_scale(y, 1 / c->logit_cap)), c->logit_cap) : y;
}
