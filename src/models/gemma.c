/* Gemma 1, 2 and 3 (text): one block, with the norms and caps that each has.
   Gemma Team 2024, 2024 and 2025: arXiv 2403.08295, 2408.00118, 2503.19786. */
#include "models/family.h"

#include <math.h>
#include <string.h>

/* x [batch, time, features] -> the same */
static cx_node *attention(cx_scope *s, struct cxi_pass *pass, cx_node *x, int64_t layer) {
    const struct cxi_config *c = pass->config;
    cx_node *qkv[3];
    cxi_project(s, c, x, qkv);
    cx_node *q = qkv[0], *k = qkv[1], *v = qkv[2];
    if (c->head_norms) {
        q = cxi_rms(cx_in(s, "query_norm"), c, q);
        k = cxi_rms(cx_in(s, "key_norm"), c, k);
    }
    q = cxi_rotate(pass, q, layer);
    k = cxi_rotate(pass, k, layer);
    cx_node *y = cxi_attend(s, pass, layer, q, k, v); /* [batch, time, heads * head_dim] */
    return cxi_linear(cx_in(s, "output"), y, c->features);
}

/* down(gelu(gate x) * up x): [batch, time, features] through [batch, time, inner] */
static cx_node *feed(cx_scope *s, const struct cxi_config *c, cx_node *x) {
    cx_node *inner[2];
    cxi_linears(s, x, 2, (const char *const[]){"gate", "up"}, (const int64_t[]){c->inner, c->inner}, inner);
    return cxi_linear(cx_in(s, "down"), cx_mul(c->activation(inner[0]), inner[1]), c->features);
}

static cx_node *block(cx_scope *s, struct cxi_pass *pass, cx_node *x, int64_t layer) {
    const struct cxi_config *c = pass->config;
    cx_node *y = attention(s, pass, cxi_rms(cx_in(s, "attention_norm"), c, x), layer);
    if (c->post_norms) y = cxi_rms(cx_in(s, "post_attention_norm"), c, y);
    x = cx_add(x, y);
    y = feed(s, c, cxi_rms(cx_in(s, "feed_norm"), c, x));
    if (c->post_norms) y = cxi_rms(cx_in(s, "post_feed_norm"), c, y);
    return cx_add(x, y);
}

static cx_node *build(cx_scope *s, struct cxi_pass *pass) {
    const struct cxi_config *c = pass->config;
    cx_node *x =
        cxi_rows(cx_in(s, "embedding"), pass->tokens, c->vocabulary, c->features); /* [batch, time, features] */
    x = cx_scale(x, sqrt((double)c->features));
    for (int64_t i = 0; i < c->layers; i++) x = block(cx_in(s, "layer%d", (int)i), pass, x, i);
    return cxi_rms(cx_in(s, "norm"), c, x);
}

/* ------------------------------------------------------------------------------------------ configuration */

static void configure(struct cxi_config *c, const cx_weights *w) {
    c->norm_offset = c->gguf ? 0 : 1;      /* GGUF keeps 1 + w */
    bool first = c->family == &cxi_gemma1; /* whose "gelu" meant the other */
    cxi_config_activation(c, w, cxi_config_text(c, w, first ? NULL : "hidden_activation", NULL, "gelu_pytorch_tanh"));
    cxi_config_rope(c, w, &c->rope, "full_attention", 10000);
}

static void configure2(struct cxi_config *c, const cx_weights *w) {
    configure(c, w);
    c->post_norms = true;
    double otherwise = c->gguf && c->layers == 46 ? (double)(c->features / c->heads) : (double)c->head_dim; /* 27B */
    c->attention_scale = 1 / sqrt(cxi_config_number(c, w, "query_pre_attn_scalar", NULL, c->gguf ? otherwise : 256));
    c->attention_cap = cxi_config_number_or_none(c, w, "attn_logit_softcapping", "attn_logit_softcapping", 50);
    c->logit_cap = cxi_config_number_or_none(c, w, "final_logit_softcapping", "final_logit_softcapping", 30);
    cxi_config_windows(c, w, 2);
    c->local_rope = c->rope;
}

static void configure3(struct cxi_config *c, const cx_weights *w) {
    configure2(c, w);
    c->head_norms = true;
    c->attention_cap = 0; /* it has the norms instead */
    c->logit_cap = cxi_config_number_or_none(c, w, "final_logit_softcapping", "final_logit_softcapping", 0);
    double otherwise = c->gguf && c->layers == 62 ? (double)(c->features / c->heads) : (double)c->head_dim; /* 27B */
    c->attention_scale = 1 / sqrt(cxi_config_number(c, w, "query_pre_attn_scalar", NULL, c->gguf ? otherwise : 256));
    cxi_config_windows(c, w, 6);
    cxi_config_rope(c, w, &c->rope, "full_attention", 1e6);
    cxi_config_rope(c, w, &c->local_rope, "sliding_attention", 10000); /* which GGUF metadata does not have */
}

static const struct cxi_weight_name names1[] = {
    {"embedding/weight", "embed_tokens.weight", "token_embd.weight", CXI_NEEDED},
    {"layer%d/attention_norm/scale", "layers.%d.input_layernorm.weight", "blk.%d.attn_norm.weight", CXI_NEEDED},
    {"layer%d/query/weight", "layers.%d.self_attn.q_proj.weight", "blk.%d.attn_q.weight", CXI_NEEDED},
    {"layer%d/key/weight", "layers.%d.self_attn.k_proj.weight", "blk.%d.attn_k.weight", CXI_NEEDED},
    {"layer%d/value/weight", "layers.%d.self_attn.v_proj.weight", "blk.%d.attn_v.weight", CXI_NEEDED},
    {"layer%d/output/weight", "layers.%d.self_attn.o_proj.weight", "blk.%d.attn_output.weight", CXI_NEEDED},
    {"layer%d/feed_norm/scale", "layers.%d.post_attention_layernorm.weight", "blk.%d.ffn_norm.weight", CXI_NEEDED},
    {"layer%d/gate/weight", "layers.%d.mlp.gate_proj.weight", "blk.%d.ffn_gate.weight", CXI_NEEDED},
    {"layer%d/up/weight", "layers.%d.mlp.up_proj.weight", "blk.%d.ffn_up.weight", CXI_NEEDED},
    {"layer%d/down/weight", "layers.%d.mlp.down_proj.weight", "blk.%d.ffn_down.weight", CXI_NEEDED},
    {"norm/scale", "norm.weight", "output_norm.weight", CXI_NEEDED},
    {"head/weight", "lm_head.weight", "output.weight", CXI_HEAD},
    {0}};

/* Gemma 2 and 3; the norms of queries and keys are Gemma 3's. */
static const struct cxi_weight_name names[] = {
    {"embedding/weight", "embed_tokens.weight", "token_embd.weight", CXI_NEEDED},
    {"layer%d/attention_norm/scale", "layers.%d.input_layernorm.weight", "blk.%d.attn_norm.weight", CXI_NEEDED},
    {"layer%d/query/weight", "layers.%d.self_attn.q_proj.weight", "blk.%d.attn_q.weight", CXI_NEEDED},
    {"layer%d/key/weight", "layers.%d.self_attn.k_proj.weight", "blk.%d.attn_k.weight", CXI_NEEDED},
    {"layer%d/value/weight", "layers.%d.self_attn.v_proj.weight", "blk.%d.attn_v.weight", CXI_NEEDED},
    {"layer%d/query_norm/scale", "layers.%d.self_attn.q_norm.weight", "blk.%d.attn_q_norm.weight", CXI_OPTIONAL},
    {"layer%d/key_norm/scale", "layers.%d.self_attn.k_norm.weight", "blk.%d.attn_k_norm.weight", CXI_OPTIONAL},
    {"layer%d/output/weight", "layers.%d.self_attn.o_proj.weight", "blk.%d.attn_output.weight", CXI_NEEDED},
    {"layer%d/post_attention_norm/scale", "layers.%d.post_attention_layernorm.weight",
     "blk.%d.post_attention_norm.weight", CXI_NEEDED},
    {"layer%d/feed_norm/scale", "layers.%d.pre_feedforward_layernorm.weight", "blk.%d.ffn_norm.weight", CXI_NEEDED},
    {"layer%d/gate/weight", "layers.%d.mlp.gate_proj.weight", "blk.%d.ffn_gate.weight", CXI_NEEDED},
    {"layer%d/up/weight", "layers.%d.mlp.up_proj.weight", "blk.%d.ffn_up.weight", CXI_NEEDED},
    {"layer%d/down/weight", "layers.%d.mlp.down_proj.weight", "blk.%d.ffn_down.weight", CXI_NEEDED},
    {"layer%d/post_feed_norm/scale", "layers.%d.post_feedforward_layernorm.weight", "blk.%d.post_ffw_norm.weight",
     CXI_NEEDED},
    {"norm/scale", "norm.weight", "output_norm.weight", CXI_NEEDED},
    {"head/weight", "lm_head.weight", "output.weight", CXI_HEAD},
    {0}};

static const char *const prefixes[] = {"model.", "language_model.model.", "model.language_model.", "", NULL};

const struct cxi_family cxi_gemma1 = {.name = "Gemma",
                                      .types = (const char *const[]){"gemma", NULL},
                                      .names = names1,
                                      .prefixes = prefixes,
                                      .otherwise = {28, 16, 16, 256, 24576, 8192, 1e-6, true},
                                      .configure = configure,
                                      .build = build};
const struct cxi_family cxi_gemma2 = {.name = "Gemma 2",
                                      .types = (const char *const[]){"gemma2", NULL},
                                      .names = names,
                                      .prefixes = prefixes,
                                      .otherwise = {26, 8, 4, 256, 9216, 8192, 1e-6, true},
                                      .configure = configure2,
                                      .build = build};
const struct cxi_family cxi_gemma3 = {.name = "Gemma 3",
                                      .types = (const char *const[]){"gemma3_text", "gemma3", NULL},
                                      .names = names,
                                      .prefixes = prefixes,
                                      .otherwise = {26, 8, 4, 256, 9216, 131072, 1e-6, true},
                                      .configure = configure3,
                                      .build = build};
