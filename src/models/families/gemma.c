/* Gemma 1, 2 and 3 (text): one block, with the norms and caps that each has.
   Gemma Team 2024, 2024 and 2025: arXiv 2403.08295, 2408.00118, 2503.19786. */
#include <calx.h>

#include <math.h>

enum { POST_NORMS, HEAD_NORMS }; /* of the configuration's `own`: norms behind each block, of queries and keys; or 0 */

/* x / rms(x) (1 + scale); GGUF keeps 1 + scale */
static cx_node *norm(cx_scope *s, const cx_lm_config *c, cx_node *x) {
    if (c->gguf) return cx_rms_norm(s, x, .epsilon = c->epsilon);
    cx_node *scale = cx_shift(cx_variable(s, "scale", CX_DIMS(cx_dim(x, -1))), 1);
    return cx_mul(cx_rms_norm(s, x, .epsilon = c->epsilon, .no_scale = true), scale);
}

/* x [batch, time, heads * head_dim] -> [batch, time, heads, head_dim], each head normalised */
static cx_node *head_norm(cx_scope *s, const cx_lm_config *c, cx_node *x) {
    return norm(s, c, cx_reshape(x, CX_DIMS(cx_dim(x, 0), cx_dim(x, 1), -1, c->head_dim)));
}

/* x [batch, time, features] -> the same */
static cx_node *attention(cx_scope *s, cx_pass *pass, cx_node *x, int64_t layer) {
    const cx_lm_config *c = cx_pass_config(pass);
    int64_t queries = c->heads * c->head_dim, keys = c->key_value_heads * c->head_dim;
    cx_node *qkv[3]; /* [batch, time, queries], [batch, time, keys] and again */
    cx_projects(s, x, 3, (const char *const[]){"query", "key", "value"}, (const int64_t[]){queries, keys, keys}, qkv);
    cx_node *q = qkv[0], *k = qkv[1], *v = qkv[2];
    if (c->own[HEAD_NORMS] != 0) {
        q = head_norm(cx_in(s, "query_norm"), c, q);
        k = head_norm(cx_in(s, "key_norm"), c, k);
    }
    q = cx_pass_rotate(pass, layer, q); /* [batch, time, heads, head_dim] */
    k = cx_pass_rotate(pass, layer, k); /* [batch, time, key_value_heads, head_dim] */
    return cx_project(cx_in(s, "output"), cx_pass_attend(s, pass, layer, q, k, v), c->features);
}

/* down(gelu(gate x) * up x): [batch, time, features] through [batch, time, inner] */
static cx_node *feed(cx_scope *s, const cx_lm_config *c, cx_node *x) {
    cx_node *inner[2];
    cx_projects(s, x, 2, (const char *const[]){"gate", "up"}, (const int64_t[]){c->inner, c->inner}, inner);
    return cx_project(cx_in(s, "down"), cx_mul(c->activation(inner[0]), inner[1]), c->features);
}

static cx_node *block(cx_scope *s, cx_pass *pass, cx_node *x, int64_t layer) {
    const cx_lm_config *c = cx_pass_config(pass);
    bool post_norms = c->own[POST_NORMS] != 0;
    cx_node *y = attention(s, pass, norm(cx_in(s, "attention_norm"), c, x), layer);
    if (post_norms) y = norm(cx_in(s, "post_attention_norm"), c, y);
    x = cx_add(x, y);
    y = feed(s, c, norm(cx_in(s, "feed_norm"), c, x));
    if (post_norms) y = norm(cx_in(s, "post_feed_norm"), c, y);
    return cx_add(x, y);
}

static cx_node *build(cx_scope *s, cx_pass *pass) {
    const cx_lm_config *c = cx_pass_config(pass);
    cx_node *x = cx_lookup(cx_in(s, "embedding"), cx_pass_tokens(pass), c->vocabulary, c->features);
    x = cx_scale(x, sqrt((double)c->features)); /* [batch, time, features] */
    for (int64_t i = 0; i < c->layers; i++) x = block(cx_in(s, "layer%d", (int)i), pass, x, i);
    return norm(cx_in(s, "norm"), c, x);
}

/* ------------------------------------------------------------------------------------------ configuration */

static void configure1(cx_lm_config *c, const cx_weights *w) {
    (void)w;
    cx_config_activation(c, "gelu_pytorch_tanh"); /* whose "gelu" meant this one */
    cx_config_rope(c, false, 10000);
}

/* What Gemma 2 and 3 have in common: `gguf_27b` layers tell a model whose scale GGUF metadata does not have. */
static void configure_later(cx_lm_config *c, int64_t gguf_27b) {
    double otherwise = c->layers == gguf_27b ? (double)(c->features / c->heads) : (double)c->head_dim;
    c->own[POST_NORMS] = 1;
    cx_config_activation(c, cx_config_text(c, "hidden_activation", NULL, "gelu_pytorch_tanh"));
    c->attention_scale = 1 / sqrt(cx_config_number(c, "query_pre_attn_scalar", NULL, c->gguf ? otherwise : 256));
}

static void configure2(cx_lm_config *c, const cx_weights *w) {
    (void)w;
    configure_later(c, 46);
    c->attention_cap = cx_config_number_or_none(c, "attn_logit_softcapping", "attn_logit_softcapping", 50);
    c->logit_cap = cx_config_number_or_none(c, "final_logit_softcapping", "final_logit_softcapping", 30);
    cx_config_windows(c, 2);
    cx_config_rope(c, false, 10000);
}

static void configure3(cx_lm_config *c, const cx_weights *w) {
    (void)w;
    configure_later(c, 62);
    c->own[HEAD_NORMS] = 1; /* instead of a cap: transformers ignores attn_logit_softcapping here, too */
    c->logit_cap = cx_config_number_or_none(c, "final_logit_softcapping", "final_logit_softcapping", 0);
    cx_config_windows(c, 6);
    cx_config_rope(c, false, 1e6);
    cx_config_rope(c, true, 10000); /* which GGUF metadata does not have */
}

/* ------------------------------------------------------------------------------------------------ tensors
   queries is heads * head_dim, keys is key_value_heads * head_dim. */

static const cx_family_tensor tensors1[] = {
    /* [vocabulary, features] */
    {"embedding/weight", "embed_tokens.weight", "token_embd.weight", CX_NEEDED},
    /* [features] */
    {"layer%d/attention_norm/scale", "layers.%d.input_layernorm.weight", "blk.%d.attn_norm.weight", CX_NEEDED},
    /* [queries, features] */
    {"layer%d/query/weight", "layers.%d.self_attn.q_proj.weight", "blk.%d.attn_q.weight", CX_NEEDED},
    /* [keys, features] */
    {"layer%d/key/weight", "layers.%d.self_attn.k_proj.weight", "blk.%d.attn_k.weight", CX_NEEDED},
    {"layer%d/value/weight", "layers.%d.self_attn.v_proj.weight", "blk.%d.attn_v.weight", CX_NEEDED},
    /* [features, queries] */
    {"layer%d/output/weight", "layers.%d.self_attn.o_proj.weight", "blk.%d.attn_output.weight", CX_NEEDED},
    /* [features] */
    {"layer%d/feed_norm/scale", "layers.%d.post_attention_layernorm.weight", "blk.%d.ffn_norm.weight", CX_NEEDED},
    /* [inner, features] */
    {"layer%d/gate/weight", "layers.%d.mlp.gate_proj.weight", "blk.%d.ffn_gate.weight", CX_NEEDED},
    {"layer%d/up/weight", "layers.%d.mlp.up_proj.weight", "blk.%d.ffn_up.weight", CX_NEEDED},
    /* [features, inner] */
    {"layer%d/down/weight", "layers.%d.mlp.down_proj.weight", "blk.%d.ffn_down.weight", CX_NEEDED},
    /* [features] */
    {"norm/scale", "norm.weight", "output_norm.weight", CX_NEEDED},
    /* [vocabulary, features] */
    {"head/weight", "lm_head.weight", "output.weight", CX_HEAD},
    {0}};

/* Gemma 2 and 3; the norms of queries and keys are Gemma 3's. */
static const cx_family_tensor tensors[] = {
    /* [vocabulary, features] */
    {"embedding/weight", "embed_tokens.weight", "token_embd.weight", CX_NEEDED},
    /* [features] */
    {"layer%d/attention_norm/scale", "layers.%d.input_layernorm.weight", "blk.%d.attn_norm.weight", CX_NEEDED},
    /* [queries, features] */
    {"layer%d/query/weight", "layers.%d.self_attn.q_proj.weight", "blk.%d.attn_q.weight", CX_NEEDED},
    /* [keys, features] */
    {"layer%d/key/weight", "layers.%d.self_attn.k_proj.weight", "blk.%d.attn_k.weight", CX_NEEDED},
    {"layer%d/value/weight", "layers.%d.self_attn.v_proj.weight", "blk.%d.attn_v.weight", CX_NEEDED},
    /* [head_dim] */
    {"layer%d/query_norm/scale", "layers.%d.self_attn.q_norm.weight", "blk.%d.attn_q_norm.weight", CX_OPTIONAL},
    {"layer%d/key_norm/scale", "layers.%d.self_attn.k_norm.weight", "blk.%d.attn_k_norm.weight", CX_OPTIONAL},
    /* [features, queries] */
    {"layer%d/output/weight", "layers.%d.self_attn.o_proj.weight", "blk.%d.attn_output.weight", CX_NEEDED},
    /* [features] */
    {"layer%d/post_attention_norm/scale", "layers.%d.post_attention_layernorm.weight",
     "blk.%d.post_attention_norm.weight", CX_NEEDED},
    {"layer%d/feed_norm/scale", "layers.%d.pre_feedforward_layernorm.weight", "blk.%d.ffn_norm.weight", CX_NEEDED},
    /* [inner, features] */
    {"layer%d/gate/weight", "layers.%d.mlp.gate_proj.weight", "blk.%d.ffn_gate.weight", CX_NEEDED},
    {"layer%d/up/weight", "layers.%d.mlp.up_proj.weight", "blk.%d.ffn_up.weight", CX_NEEDED},
    /* [features, inner] */
    {"layer%d/down/weight", "layers.%d.mlp.down_proj.weight", "blk.%d.ffn_down.weight", CX_NEEDED},
    /* [features] */
    {"layer%d/post_feed_norm/scale", "layers.%d.post_feedforward_layernorm.weight", "blk.%d.post_ffw_norm.weight",
     CX_NEEDED},
    {"norm/scale", "norm.weight", "output_norm.weight", CX_NEEDED},
    /* [vocabulary, features] */
    {"head/weight", "lm_head.weight", "output.weight", CX_HEAD},
    {0}};

static const char *const prefixes[] = {"model.", "language_model.model.", "model.language_model.", "", NULL};
static const char *const refused[] = {"use_bidirectional_attention", "attention_bias", NULL};

const cx_family cxi_gemma1 = {.name = "Gemma",
                              .types = (const char *const[]){"gemma", NULL},
                              .tensors = tensors1,
                              .prefixes = prefixes,
                              .configure = configure1,
                              .build = build,
                              .refuses = refused,
                              .otherwise = {28, 16, 16, 256, 24576, 8192, 1e-6, true}};
const cx_family cxi_gemma2 = {.name = "Gemma 2",
                              .types = (const char *const[]){"gemma2", NULL},
                              .tensors = tensors,
                              .prefixes = prefixes,
                              .configure = configure2,
                              .build = build,
                              .refuses = refused,
                              .otherwise = {26, 8, 4, 256, 9216, 8192, 1e-6, true}};
const cx_family cxi_gemma3 = {.name = "Gemma 3",
                              .types = (const char *const[]){"gemma3_text", "gemma3", NULL},
                              .tensors = tensors,
                              .prefixes = prefixes,
                              .configure = configure3,
                              .build = build,
                              .refuses = refused,
                              .otherwise = {26, 8, 4, 256, 9216, 131072, 1e-6, true}};
