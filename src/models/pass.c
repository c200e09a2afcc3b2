/* What families ask a pass for: tokens, positions, rotation. Attention is in cache.c. */
#include "models/pass.h"

#include "nn/layer.h"

const cx_lm_config *cx_pass_config(const cx_pass *pass) {
    return &pass->config->model;
}

cx_node *cx_pass_tokens(const cx_pass *pass) {
    return pass->tokens;
}

cx_node *cx_pass_positions(const cx_pass *pass) {
    return pass->positions;
}

void cxi_pass_begin(cx_pass *pass) {
    int64_t time = cx_dim(pass->tokens, 1);
    cx_node *own = cx_add(pass->clock, cx_iota(cx_graph_of(pass->tokens), CX_I32, CX_DIMS(1, time), 1));
    pass->positions = cx_maximum(cx_sub(own, cx_expand_dims(pass->pad, 1)), cx_k(0));
}

cx_node *cxi_pass_heads(const cx_pass *pass, cx_node *x) {
    int64_t head_dim = pass->config->model.head_dim;
    return cx_rank(x) == 4 ? x : cx_reshape(x, CX_DIMS(cx_dim(x, 0), cx_dim(x, 1), cx_dim(x, -1) / head_dim, head_dim));
}

bool cxi_pass_has(const cx_pass *pass, int64_t layer, const cx_node *x) {
    int64_t layers = pass->config->model.layers;
    if (layer >= 0 && layer < layers) return true;
    cx_fail(cx_graph_of(x), "there is no layer %lld in a model of %lld", (long long)layer, (long long)layers);
    return false;
}

/* Elements 0 1 2 3 4 5 of each head become 0 2 4 1 3 5: a pair of neighbours becomes one of halves. */
static cx_node *neighbours_to_halves(cx_node *x) {
    cx_dims dims = cx_node_dims(x);
    cx_node *pairs = cx_reshape(x, CX_DIMS(dims.dim[0], dims.dim[1], dims.dim[2], dims.dim[3] / 2, 2));
    return cx_reshape(cx_swap_axes(pairs, 3, 4), dims);
}

/* The turns are computed once for all layers: without the barrier XLA computes them anew for each use. */
cx_node *cx_pass_rotate(cx_pass *pass, int64_t layer, cx_node *x) {
    const struct cxi_config *c = pass->config;
    if (!cxi_pass_has(pass, layer, x)) return x;
    bool local = c->local[layer];
    cx_node **turn = pass->turn[local], *heads = cxi_pass_heads(pass, x);
    if (!turn[0]) {
        cx_rope_args args = {
            .positions = pass->positions, .base = c->rope[local].base, .divisors = c->rope[local].divisors};
        cxi_rope_turns(&args, CX_F32, c->model.head_dim, turn);
        cx_barrier(2, turn, turn);
    }
    return cxi_rope_turn(c->model.neighbours ? neighbours_to_halves(heads) : heads, turn);
}
