/* GPT-2. Radford et al. 2019, "Language Models are Unsupervised Multitask Learners". */
#include <calx.h>

/* x [batch, time, features] -> the same */
static cx_node *attention(cx_scope *s, cx_pass *pass, cx_node *x, int64_t layer) {
    const cx_lm_config *c = cx_pass_config(pass);
    int64_t size = c->features;
    cx_node *all = cx_project(cx_in(s, "query_key_value"), x, 3 * size); /* [batch, time, 3 features] */
    cx_node *part[3];                                                    /* [batch, time, features] each */
    for (int i = 0; i < 3; i++) part[i] = cx_slice_axis(all, -1, i * size, (i + 1) * size);
    return cx_project(cx_in(s, "output"), cx_pass_attend(s, pass, layer, part[0], part[1], part[2]), size);
}

static cx_node *norm(cx_scope *s, const cx_lm_config *c, cx_node *x) {
    return cx_layer_norm(s, x, .epsilon = c->epsilon);
}

static cx_node *build(cx_scope *s, cx_pass *pass) {
    const cx_lm_config *c = cx_pass_config(pass);
    cx_node *x = cx_lookup(cx_in(s, "embedding"), cx_pass_tokens(pass), c->vocabulary, c->features);
    x = cx_add(x, cx_lookup(cx_in(s, "position"), cx_pass_positions(pass), c->context, c->features));
    for (int64_t i = 0; i < c->layers; i++) { /* x [batch, time, features] */
        cx_scope *layer = cx_in(s, "layer%d", (int)i);
        x = cx_add(x, attention(layer, pass, norm(cx_in(layer, "attention_norm"), c, x), i));
        cx_node *y = cx_project(cx_in(layer, "up"), norm(cx_in(layer, "feed_norm"), c, x), c->inner);
        x = cx_add(x, cx_project(cx_in(layer, "down"), c->activation(y), c->features));
    }
    return norm(cx_in(s, "norm"), c, x);
}

static void configure(cx_lm_config *c, const cx_weights *w) {
    (void)w;
    cx_config_activation(c, cx_config_text(c, "activation_function", NULL, "gelu_new"));
    if (!cx_config_flag(c, "scale_attn_weights", NULL, true)) c->attention_scale = 1;
}

/* Shapes as in GGUF; Hugging Face's files have the transposed ones the other way round. */
static const cx_family_tensor tensors[] = {
    /* [vocabulary, features], [context, features] */
    {"embedding/weight", "wte.weight", "token_embd.weight", CX_NEEDED},
    {"position/weight", "wpe.weight", "position_embd.weight", CX_NEEDED},
    /* [features] */
    {"layer%d/attention_norm/scale", "h.%d.ln_1.weight", "blk.%d.attn_norm.weight", CX_NEEDED},
    {"layer%d/attention_norm/bias", "h.%d.ln_1.bias", "blk.%d.attn_norm.bias", CX_NEEDED},
    /* [3 features, features], [3 features] */
    {"layer%d/query_key_value/weight", "h.%d.attn.c_attn.weight", "blk.%d.attn_qkv.weight", CX_TRANSPOSED},
    {"layer%d/query_key_value/bias", "h.%d.attn.c_attn.bias", "blk.%d.attn_qkv.bias", CX_NEEDED},
    /* [features, features], [features] */
    {"layer%d/output/weight", "h.%d.attn.c_proj.weight", "blk.%d.attn_output.weight", CX_TRANSPOSED},
    {"layer%d/output/bias", "h.%d.attn.c_proj.bias", "blk.%d.attn_output.bias", CX_NEEDED},
    /* [features] */
    {"layer%d/feed_norm/scale", "h.%d.ln_2.weight", "blk.%d.ffn_norm.weight", CX_NEEDED},
    {"layer%d/feed_norm/bias", "h.%d.ln_2.bias", "blk.%d.ffn_norm.bias", CX_NEEDED},
    /* [inner, features], [inner] */
    {"layer%d/up/weight", "h.%d.mlp.c_fc.weight", "blk.%d.ffn_up.weight", CX_TRANSPOSED},
    {"layer%d/up/bias", "h.%d.mlp.c_fc.bias", "blk.%d.ffn_up.bias", CX_NEEDED},
    /* [features, inner], [features] */
    {"layer%d/down/weight", "h.%d.mlp.c_proj.weight", "blk.%d.ffn_down.weight", CX_TRANSPOSED},
    {"layer%d/down/bias", "h.%d.mlp.c_proj.bias", "blk.%d.ffn_down.bias", CX_NEEDED},
    /* [features] */
    {"norm/scale", "ln_f.weight", "output_norm.weight", CX_NEEDED},
    {"norm/bias", "ln_f.bias", "output_norm.bias", CX_NEEDED},
    /* [vocabulary, features] */
    {"head/weight", "lm_head.weight", "output.weight", CX_HEAD},
    {0}};

const cx_family cxi_gpt2 = {
    .name = "GPT-2",
    .types = (const char *const[]){"gpt2", NULL},
    .tensors = tensors,
    .prefixes = (const char *const[]){"transformer.", "", NULL},
    .configure = configure,
    .build = build,
    .refuses = (const char *const[]){"scale_attn_by_inverse_layer_idx", NULL},
    .otherwise = {12, 12, 0, 0, 0, 1024, 1e-5, true},
    .keys = {.layers = "n_layer", .heads = "n_head", .inner = "n_inner", .context = "n_positions"}};
