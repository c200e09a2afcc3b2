/* BERT, an encoder: texts become vectors. Devlin et al. 2018, arXiv 1810.04805. */
#include "models/family.h"

#include <string.h>

static cx_node *norm(cx_scope *s, const struct cxi_config *c, cx_node *x) {
    return cx_layer_norm(s, x, .epsilon = c->epsilon);
}

/* x [batch, time, features] -> the same */
static cx_node *attention(cx_scope *s, struct cxi_pass *pass, cx_node *x, int64_t layer) {
    const struct cxi_config *c = pass->config;
    cx_node *qkv[3];
    cxi_project(s, c, x, qkv);
    return cxi_linear(cx_in(s, "output"), cxi_attend(s, pass, layer, qkv[0], qkv[1], qkv[2]), c->features);
}

static cx_node *build(cx_scope *s, struct cxi_pass *pass) {
    const struct cxi_config *c = pass->config;
    cx_node *x =
        cxi_rows(cx_in(s, "embedding"), pass->tokens, c->vocabulary, c->features); /* [batch, time, features] */
    x = cx_add(x, cxi_rows(cx_in(s, "position"), pass->positions, c->context, c->features));
    cx_node *first_of_pair = cx_fill_like(pass->positions, 0);
    x = cx_add(x, cxi_rows(cx_in(s, "segment"), first_of_pair, c->segments, c->features));
    x = norm(cx_in(s, "norm"), c, x);
    for (int64_t i = 0; i < c->layers; i++) {
        cx_scope *layer = cx_in(s, "layer%d", (int)i);
        x = norm(cx_in(layer, "attention_norm"), c, cx_add(x, attention(layer, pass, x, i)));
        cx_node *y = cxi_linear(cx_in(layer, "up"), x, c->inner);
        y = cxi_linear(cx_in(layer, "down"), c->activation(y), c->features);
        x = norm(cx_in(layer, "feed_norm"), c, cx_add(x, y));
    }
    return x;
}

static void configure(struct cxi_config *c, const cx_weights *w) {
    cxi_config_activation(c, w, cxi_config_text(c, w, "hidden_act", NULL, "gelu"));
    c->segments = c->gguf ? (int64_t)cx_weights_number(w, "tokenizer.ggml.token_type_count", 2)
                          : cxi_config_size(c, w, "type_vocab_size", NULL, 2);
}

static const struct cxi_weight_name names[] = {
    {"embedding/weight", "embeddings.word_embeddings.weight", "token_embd.weight", CXI_NEEDED},
    {"position/weight", "embeddings.position_embeddings.weight", "position_embd.weight", CXI_NEEDED},
    {"segment/weight", "embeddings.token_type_embeddings.weight", "token_types.weight", CXI_NEEDED},
    {"norm/scale", "embeddings.LayerNorm.weight", "token_embd_norm.weight", CXI_NEEDED},
    {"norm/bias", "embeddings.LayerNorm.bias", "token_embd_norm.bias", CXI_NEEDED},
    {"layer%d/query/weight", "encoder.layer.%d.attention.self.query.weight", "blk.%d.attn_q.weight", CXI_NEEDED},
    {"layer%d/query/bias", "encoder.layer.%d.attention.self.query.bias", "blk.%d.attn_q.bias", CXI_NEEDED},
    {"layer%d/key/weight", "encoder.layer.%d.attention.self.key.weight", "blk.%d.attn_k.weight", CXI_NEEDED},
    {"layer%d/key/bias", "encoder.layer.%d.attention.self.key.bias", "blk.%d.attn_k.bias", CXI_NEEDED},
    {"layer%d/value/weight", "encoder.layer.%d.attention.self.value.weight", "blk.%d.attn_v.weight", CXI_NEEDED},
    {"layer%d/value/bias", "encoder.layer.%d.attention.self.value.bias", "blk.%d.attn_v.bias", CXI_NEEDED},
    {"layer%d/output/weight", "encoder.layer.%d.attention.output.dense.weight", "blk.%d.attn_output.weight",
     CXI_NEEDED},
    {"layer%d/output/bias", "encoder.layer.%d.attention.output.dense.bias", "blk.%d.attn_output.bias", CXI_NEEDED},
    {"layer%d/attention_norm/scale", "encoder.layer.%d.attention.output.LayerNorm.weight",
     "blk.%d.attn_output_norm.weight", CXI_NEEDED},
    {"layer%d/attention_norm/bias", "encoder.layer.%d.attention.output.LayerNorm.bias", "blk.%d.attn_output_norm.bias",
     CXI_NEEDED},
    {"layer%d/up/weight", "encoder.layer.%d.intermediate.dense.weight", "blk.%d.ffn_up.weight", CXI_NEEDED},
    {"layer%d/up/bias", "encoder.layer.%d.intermediate.dense.bias", "blk.%d.ffn_up.bias", CXI_NEEDED},
    {"layer%d/down/weight", "encoder.layer.%d.output.dense.weight", "blk.%d.ffn_down.weight", CXI_NEEDED},
    {"layer%d/down/bias", "encoder.layer.%d.output.dense.bias", "blk.%d.ffn_down.bias", CXI_NEEDED},
    {"layer%d/feed_norm/scale", "encoder.layer.%d.output.LayerNorm.weight", "blk.%d.layer_output_norm.weight",
     CXI_NEEDED},
    {"layer%d/feed_norm/bias", "encoder.layer.%d.output.LayerNorm.bias", "blk.%d.layer_output_norm.bias", CXI_NEEDED},
    {0}};

const struct cxi_family cxi_bert = {.name = "BERT",
                                    .types = (const char *const[]){"bert", NULL},
                                    .encoder = true,
                                    .names = names,
                                    .prefixes = (const char *const[]){"bert.", "", NULL},
                                    .otherwise = {12, 12, 0, 0, 3072, 512, 1e-12, true},
                                    .configure = configure,
                                    .build = build};
