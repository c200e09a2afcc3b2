/* Llama 1 to 3, and the many models of its form. Touvron et al. 2023, arXiv 2302.13971; Llama 3: arXiv 2407.21783. */
#include "models/family.h"

/* x [batch, time, features] -> the same */
static cx_node *attention(cx_scope *s, struct cxi_pass *pass, cx_node *x, int64_t layer) {
    const struct cxi_config *c = pass->config;
    cx_node *qkv[3];
    cxi_project(s, c, x, qkv);
    for (int i = 0; i < 2; i++) qkv[i] = cxi_rotate(pass, qkv[i], layer);
    return cxi_linear(cx_in(s, "output"), cxi_attend(s, pass, layer, qkv[0], qkv[1], qkv[2]), c->features);
}

/* down(silu(gate x) * up x): [batch, time, features] through [batch, time, inner] */
static cx_node *feed(cx_scope *s, const struct cxi_config *c, cx_node *x) {
    cx_node *inner[2];
    cxi_linears(s, x, 2, (const char *const[]){"gate", "up"}, (const int64_t[]){c->inner, c->inner}, inner);
    return cxi_linear(cx_in(s, "down"), cx_mul(c->activation(inner[0]), inner[1]), c->features);
}

static cx_node *build(cx_scope *s, struct cxi_pass *pass) {
    const struct cxi_config *c = pass->config;
    cx_node *x =
        cxi_rows(cx_in(s, "embedding"), pass->tokens, c->vocabulary, c->features); /* [batch, time, features] */
    for (int64_t i = 0; i < c->layers; i++) {
        cx_scope *layer = cx_in(s, "layer%d", (int)i);
        x = cx_add(x, attention(layer, pass, cxi_rms(cx_in(layer, "attention_norm"), c, x), i));
        x = cx_add(x, feed(layer, c, cxi_rms(cx_in(layer, "feed_norm"), c, x)));
    }
    return cxi_rms(cx_in(s, "norm"), c, x);
}

static void configure(struct cxi_config *c, const cx_weights *w) {
    c->neighbours = c->gguf;
    cxi_config_activation(c, w, cxi_config_text(c, w, "hidden_act", NULL, "silu"));
    cxi_config_rope(c, w, &c->rope, "full_attention", 10000);
}

static const struct cxi_weight_name names[] = {
    {"embedding/weight", "embed_tokens.weight", "token_embd.weight", CXI_NEEDED},
    {"layer%d/attention_norm/scale", "layers.%d.input_layernorm.weight", "blk.%d.attn_norm.weight", CXI_NEEDED},
    {"layer%d/query/weight", "layers.%d.self_attn.q_proj.weight", "blk.%d.attn_q.weight", CXI_NEEDED},
    {"layer%d/query/bias", "layers.%d.self_attn.q_proj.bias", "blk.%d.attn_q.bias", CXI_OPTIONAL},
    {"layer%d/key/weight", "layers.%d.self_attn.k_proj.weight", "blk.%d.attn_k.weight", CXI_NEEDED},
    {"layer%d/key/bias", "layers.%d.self_attn.k_proj.bias", "blk.%d.attn_k.bias", CXI_OPTIONAL},
    {"layer%d/value/weight", "layers.%d.self_attn.v_proj.weight", "blk.%d.attn_v.weight", CXI_NEEDED},
    {"layer%d/value/bias", "layers.%d.self_attn.v_proj.bias", "blk.%d.attn_v.bias", CXI_OPTIONAL},
    {"layer%d/output/weight", "layers.%d.self_attn.o_proj.weight", "blk.%d.attn_output.weight", CXI_NEEDED},
    {"layer%d/output/bias", "layers.%d.self_attn.o_proj.bias", "blk.%d.attn_output.bias", CXI_OPTIONAL},
    {"layer%d/feed_norm/scale", "layers.%d.post_attention_layernorm.weight", "blk.%d.ffn_norm.weight", CXI_NEEDED},
    {"layer%d/gate/weight", "layers.%d.mlp.gate_proj.weight", "blk.%d.ffn_gate.weight", CXI_NEEDED},
    {"layer%d/gate/bias", "layers.%d.mlp.gate_proj.bias", "blk.%d.ffn_gate.bias", CXI_OPTIONAL},
    {"layer%d/up/weight", "layers.%d.mlp.up_proj.weight", "blk.%d.ffn_up.weight", CXI_NEEDED},
    {"layer%d/up/bias", "layers.%d.mlp.up_proj.bias", "blk.%d.ffn_up.bias", CXI_OPTIONAL},
    {"layer%d/down/weight", "layers.%d.mlp.down_proj.weight", "blk.%d.ffn_down.weight", CXI_NEEDED},
    {"layer%d/down/bias", "layers.%d.mlp.down_proj.bias", "blk.%d.ffn_down.bias", CXI_OPTIONAL},
    {"norm/scale", "norm.weight", "output_norm.weight", CXI_NEEDED},
    {"head/weight", "lm_head.weight", "output.weight", CXI_HEAD},
    {0}};

const struct cxi_family cxi_llama = {.name = "Llama",
                                     .types = (const char *const[]){"llama", NULL},
                                     .names = names,
                                     .prefixes = (const char *const[]){"model.", "", NULL},
                                     .otherwise = {32, 32, 0, 0, 11008, 2048, 1e-6, false},
                                     .configure = configure,
                                     .build = build};
