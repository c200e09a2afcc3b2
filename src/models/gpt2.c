/* GPT-2. Radford et al. 2019, "Language Models are Unsupervised Multitask Learners". */
#include "models/family.h"

/* x [batch, time, features] -> the same */
static cx_node *attention(cx_scope *s, struct cxi_pass *pass, cx_node *x, int64_t layer) {
    const struct cxi_config *c = pass->config;
    cx_node *all = cxi_linear(cx_in(s, "query_key_value"), x, 3 * c->features),
            *part[3]; /* [batch, time, 3 features] */
    for (int i = 0; i < 3; i++)
        part[i] = cxi_heads(cx_slice_axis(all, -1, i * c->features, (i + 1) * c->features), c->heads, c->head_dim);
    return cxi_linear(cx_in(s, "output"), cxi_attend(s, pass, layer, part[0], part[1], part[2]), c->features);
}

static cx_node *norm(cx_scope *s, const struct cxi_config *c, cx_node *x) {
    return cx_layer_norm(s, x, .epsilon = c->epsilon);
}

static cx_node *build(cx_scope *s, struct cxi_pass *pass) {
    const struct cxi_config *c = pass->config;
    cx_node *x =
        cxi_rows(cx_in(s, "embedding"), pass->tokens, c->vocabulary, c->features); /* [batch, time, features] */
    x = cx_add(x, cxi_rows(cx_in(s, "position"), pass->positions, c->context, c->features));
    for (int64_t i = 0; i < c->layers; i++) {
        cx_scope *layer = cx_in(s, "layer%d", (int)i);
        x = cx_add(x, attention(layer, pass, norm(cx_in(layer, "attention_norm"), c, x), i));
        cx_node *y = cxi_linear(cx_in(layer, "up"), norm(cx_in(layer, "feed_norm"), c, x), c->inner);
        x = cx_add(x, cxi_linear(cx_in(layer, "down"), c->activation(y), c->features));
    }
    return norm(cx_in(s, "norm"), c, x);
}

static void configure(struct cxi_config *c, const cx_weights *w) {
    cxi_config_activation(c, w, cxi_config_text(c, w, "activation_function", NULL, "gelu_new"));
    if (!cxi_config_flag(c, w, "scale_attn_weights", true)) c->attention_scale = 1;
}

static const struct cxi_weight_name names[] = {
    {"embedding/weight", "wte.weight", "token_embd.weight", CXI_NEEDED},
    {"position/weight", "wpe.weight", "position_embd.weight", CXI_NEEDED},
    {"layer%d/attention_norm/scale", "h.%d.ln_1.weight", "blk.%d.attn_norm.weight", CXI_NEEDED},
    {"layer%d/attention_norm/bias", "h.%d.ln_1.bias", "blk.%d.attn_norm.bias", CXI_NEEDED},
    {"layer%d/query_key_value/weight", "h.%d.attn.c_attn.weight", "blk.%d.attn_qkv.weight", CXI_TRANSPOSED},
    {"layer%d/query_key_value/bias", "h.%d.attn.c_attn.bias", "blk.%d.attn_qkv.bias", CXI_NEEDED},
    {"layer%d/output/weight", "h.%d.attn.c_proj.weight", "blk.%d.attn_output.weight", CXI_TRANSPOSED},
    {"layer%d/output/bias", "h.%d.attn.c_proj.bias", "blk.%d.attn_output.bias", CXI_NEEDED},
    {"layer%d/feed_norm/scale", "h.%d.ln_2.weight", "blk.%d.ffn_norm.weight", CXI_NEEDED},
    {"layer%d/feed_norm/bias", "h.%d.ln_2.bias", "blk.%d.ffn_norm.bias", CXI_NEEDED},
    {"layer%d/up/weight", "h.%d.mlp.c_fc.weight", "blk.%d.ffn_up.weight", CXI_TRANSPOSED},
    {"layer%d/up/bias", "h.%d.mlp.c_fc.bias", "blk.%d.ffn_up.bias", CXI_NEEDED},
    {"layer%d/down/weight", "h.%d.mlp.c_proj.weight", "blk.%d.ffn_down.weight", CXI_TRANSPOSED},
    {"layer%d/down/bias", "h.%d.mlp.c_proj.bias", "blk.%d.ffn_down.bias", CXI_NEEDED},
    {"norm/scale", "ln_f.weight", "output_norm.weight", CXI_NEEDED},
    {"norm/bias", "ln_f.bias", "output_norm.bias", CXI_NEEDED},
    {"head/weight", "lm_head.weight", "output.weight", CXI_HEAD},
    {0}};

const struct cxi_family cxi_gpt2 = {.name = "GPT-2",
                                    .types = (const char *const[]){"gpt2", NULL},
                                    .names = names,
                                    .prefixes = (const char *const[]){"transformer.", "", NULL},
                                    .otherwise = {12, 12, 0, 0, 0, 1024, 1e-5, true},
                                    .configure = configure,
                                    .build = build};
