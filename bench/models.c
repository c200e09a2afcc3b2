/* The models that are compared with other frameworks': bench/peers has the same ones, layer by layer. */
#include "bench.h"

static cx_node *conv_norm(cx_scope *s, cx_node *x, int64_t channels, int64_t size, int64_t stride) {
    x = cx_conv2d(cx_in(s, "conv"), x, channels, size, .pad = CX_SAME, .stride = stride, .no_bias = true);
    return cx_batch_norm(cx_in(s, "norm"), x, .momentum = 0.9);
}

static cx_node *residual(cx_scope *s, cx_node *x, int64_t channels, int64_t stride) {
    cx_node *shortcut = stride == 1 ? x : conv_norm(cx_in(s, "shortcut"), x, channels, 1, stride);
    x = cx_relu(conv_norm(cx_in(s, "first"), x, channels, 3, stride));
    return cx_relu(cx_add(conv_norm(cx_in(s, "second"), x, channels, 3, 1), shortcut));
}

/* He et al. 2015, arXiv:1512.03385, section 4.2, with n = 2. */
cx_node *bench_resnet_model(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    cx_node *x = cx_scale(cx_convert(in[0], CX_F32), 1 / 255.0);
    x = cx_relu(conv_norm(cx_in(s, "stem"), x, 16, 3, 1));
    for (int stage = 0; stage < 3; stage++)
        for (int block = 0; block < 2; block++)
            x = residual(cx_in(s, "stage%d/block%d", stage, block), x, 16 << stage, stage > 0 && block == 0 ? 2 : 1);
    return cx_dense(cx_in(s, "logits"), cx_global_mean_pool(x), BENCH_CLASSES);
}

cx_node *bench_mlp_model(cx_scope *s, cx_node *const *in, void *user) {
    const struct bench_mlp *size = user;
    cx_node *x = in[0];
    for (int64_t i = 0; i < size->depth; i++) x = cx_relu(cx_dense(cx_in(s, "hidden%d", (int)i), x, size->width));
    return cx_dense(cx_in(s, "logits"), x, BENCH_CLASSES);
}

/* Blocks with the norm in front, as GPT-2's. */
cx_node *bench_transformer_model(cx_scope *s, cx_node *const *in, void *user) {
    const struct bench_transformer *size = user;
    cx_node *positions = cx_iota(cx_scope_graph(s), CX_I32, CX_DIMS(size->length), 0);
    cx_node *x = cx_add(cx_embedding(cx_in(s, "tokens"), in[0], BENCH_VOCABULARY, size->width),
                        cx_embedding(cx_in(s, "positions"), positions, size->length, size->width));
    for (int64_t i = 0; i < size->blocks; i++) {
        cx_scope *block = cx_in(s, "block%d", (int)i);
        cx_node *y = cx_layer_norm(cx_in(block, "norm0"), x);
        x = cx_add(x, cx_multi_head_attention(cx_in(block, "attention"), y, size->heads, .causal = true));
        y = cx_layer_norm(cx_in(block, "norm1"), x);
        y = cx_gelu_tanh(cx_dense(cx_in(block, "up"), y, 4 * size->width));
        x = cx_add(x, cx_dense(cx_in(block, "down"), y, size->width));
    }
    return cx_dense(cx_in(s, "logits"), cx_layer_norm(cx_in(s, "norm"), x), BENCH_VOCABULARY);
}
