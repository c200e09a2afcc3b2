/* Llama 1 to 3, and the many models of its form. Touvron et al. 2023, arXiv 2302.13971; Llama 3: arXiv 2407.21783. */
#include <calx.h>

/* x [batch, time, features] -> the same */
static cx_node *attention(cx_scope *s, cx_pass *pass, cx_node *x, int64_t layer) {
    const cx_lm_config *c = cx_pass_config(pass);
    int64_t queries = c->heads * c->head_dim, keys = c->key_value_heads * c->head_dim;
    cx_node *qkv[3]; /* [batch, time, queries], [batch, time, keys] and again */
    cx_projects(s, x, 3, (const char *const[]){"query", "key", "value"}, (const int64_t[]){queries, keys, keys}, qkv);
    for (int i = 0; i < 2; i++) qkv[i] = cx_pass_rotate(pass, layer, qkv[i]); /* [batch, time, heads, head_dim] */
    return cx_project(cx_in(s, "output"), cx_pass_attend(s, pass, layer, qkv[0], qkv[1], qkv[2]), c->features);
}

/* down(silu(gate x) * up x): [batch, time, features] through [batch, time, inner] */
static cx_node *feed(cx_scope *s, const cx_lm_config *c, cx_node *x) {
    cx_node *inner[2];
    cx_projects(s, x, 2, (const char *const[]){"gate", "up"}, (const int64_t[]){c->inner, c->inner}, inner);
    return cx_project(cx_in(s, "down"), cx_mul(c->activation(inner[0]), inner[1]), c->features);
}

static cx_node *norm(cx_scope *s, const cx_lm_config *c, cx_node *x) {
    return cx_rms_norm(s, x, .epsilon = c->epsilon);
}

static cx_node *build(cx_scope *s, cx_pass *pass) {
    const cx_lm_config *c = cx_pass_config(pass);
    cx_node *x = cx_lookup(cx_in(s, "embedding"), cx_pass_tokens(pass), c->vocabulary, c->features);
    for (int64_t i = 0; i < c->layers; i++) { /* x [batch, time, features] */
        cx_scope *layer = cx_in(s, "layer%d", (int)i);
        x = cx_add(x, attention(layer, pass, norm(cx_in(layer, "attention_norm"), c, x), i));
        x = cx_add(x, feed(layer, c, norm(cx_in(layer, "feed_norm"), c, x)));
    }
    return norm(cx_in(s, "norm"), c, x);
}

static void configure(cx_lm_config *c, const cx_weights *w) {
    (void)w;
    c->neighbours = c->gguf;
    cx_config_activation(c, cx_config_text(c, "hidden_act", NULL, "silu"));
    cx_config_rope(c, false, 10000);
}

/* queries is heads * head_dim, keys is key_value_heads * head_dim */
static const cx_family_tensor tensors[] = {
    /* [vocabulary, features] */
    {"embedding/weight", "embed_tokens.weight", "token_embd.weight", CX_NEEDED},
    /* [features] */
    {"layer%d/attention_norm/scale", "layers.%d.input_layernorm.weight", "blk.%d.attn_norm.weight", CX_NEEDED},
    /* [queries, features], [queries] */
    {"layer%d/query/weight", "layers.%d.self_attn.q_proj.weight", "blk.%d.attn_q.weight", CX_NEEDED},
    {"layer%d/query/bias", "layers.%d.self_attn.q_proj.bias", "blk.%d.attn_q.bias", CX_OPTIONAL},
    /* [keys, features], [keys] */
    {"layer%d/key/weight", "layers.%d.self_attn.k_proj.weight", "blk.%d.attn_k.weight", CX_NEEDED},
    {"layer%d/key/bias", "layers.%d.self_attn.k_proj.bias", "blk.%d.attn_k.bias", CX_OPTIONAL},
    {"layer%d/value/weight", "layers.%d.self_attn.v_proj.weight", "blk.%d.attn_v.weight", CX_NEEDED},
    {"layer%d/value/bias", "layers.%d.self_attn.v_proj.bias", "blk.%d.attn_v.bias", CX_OPTIONAL},
    /* [features, queries], [features] */
    {"layer%d/output/weight", "layers.%d.self_attn.o_proj.weight", "blk.%d.attn_output.weight", CX_NEEDED},
    {"layer%d/output/bias", "layers.%d.self_attn.o_proj.bias", "blk.%d.attn_output.bias", CX_OPTIONAL},
    /* [features] */
    {"layer%d/feed_norm/scale", "layers.%d.post_attention_layernorm.weight", "blk.%d.ffn_norm.weight", CX_NEEDED},
    /* [inner, features], [inner] */
    {"layer%d/gate/weight", "layers.%d.mlp.gate_proj.weight", "blk.%d.ffn_gate.weight", CX_NEEDED},
    {"layer%d/gate/bias", "layers.%d.mlp.gate_proj.bias", "blk.%d.ffn_gate.bias", CX_OPTIONAL},
    {"layer%d/up/weight", "layers.%d.mlp.up_proj.weight", "blk.%d.ffn_up.weight", CX_NEEDED},
    {"layer%d/up/bias", "layers.%d.mlp.up_proj.bias", "blk.%d.ffn_up.bias", CX_OPTIONAL},
    /* [features, inner], [features] */
    {"layer%d/down/weight", "layers.%d.mlp.down_proj.weight", "blk.%d.ffn_down.weight", CX_NEEDED},
    {"layer%d/down/bias", "layers.%d.mlp.down_proj.bias", "blk.%d.ffn_down.bias", CX_OPTIONAL},
    /* [features] */
    {"norm/scale", "norm.weight", "output_norm.weight", CX_NEEDED},
    /* [vocabulary, features] */
    {"head/weight", "lm_head.weight", "output.weight", CX_HEAD},
    {0}};

const cx_family cxi_llama = {.name = "Llama",
                             .types = (const char *const[]){"llama", NULL},
                             .tensors = tensors,
                             .prefixes = (const char *const[]){"model.", "", NULL},
                             .configure = configure,
                             .build = build,
                             .refuses = (const char *const[]){"use_bidirectional_attention", NULL},
                             .otherwise = {32, 32, 0, 0, 11008, 2048, 1e-6, false}};
