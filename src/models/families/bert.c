/* BERT, an encoder: texts become vectors. Devlin et al. 2018, arXiv 1810.04805. */
#include <calx.h>

#include <string.h>

enum { SEGMENTS }; /* of the configuration's `own`: kinds of tokens, those of the first text and of the second */

static cx_node *norm(cx_scope *s, const cx_lm_config *c, cx_node *x) {
    return cx_layer_norm(s, x, .epsilon = c->epsilon);
}

/* x [batch, time, features] -> the same */
static cx_node *attention(cx_scope *s, cx_pass *pass, cx_node *x, int64_t layer) {
    const cx_lm_config *c = cx_pass_config(pass);
    int64_t size = c->features;
    cx_node *qkv[3]; /* [batch, time, features] each */
    cx_projects(s, x, 3, (const char *const[]){"query", "key", "value"}, (const int64_t[]){size, size, size}, qkv);
    return cx_project(cx_in(s, "output"), cx_pass_attend(s, pass, layer, qkv[0], qkv[1], qkv[2]), size);
}

static cx_node *build(cx_scope *s, cx_pass *pass) {
    const cx_lm_config *c = cx_pass_config(pass);
    cx_node *positions = cx_pass_positions(pass), *first_of_pair = cx_fill_like(positions, 0);
    cx_node *x = cx_lookup(cx_in(s, "embedding"), cx_pass_tokens(pass), c->vocabulary, c->features);
    x = cx_add(x, cx_lookup(cx_in(s, "position"), positions, c->context, c->features));
    x = cx_add(x, cx_lookup(cx_in(s, "segment"), first_of_pair, (int64_t)c->own[SEGMENTS], c->features));
    x = norm(cx_in(s, "norm"), c, x);
    for (int64_t i = 0; i < c->layers; i++) { /* x [batch, time, features] */
        cx_scope *layer = cx_in(s, "layer%d", (int)i);
        x = norm(cx_in(layer, "attention_norm"), c, cx_add(x, attention(layer, pass, x, i)));
        cx_node *y = cx_project(cx_in(layer, "up"), x, c->inner);
        y = cx_project(cx_in(layer, "down"), c->activation(y), c->features);
        x = norm(cx_in(layer, "feed_norm"), c, cx_add(x, y));
    }
    return x;
}

static void configure(cx_lm_config *c, const cx_weights *w) {
    cx_config_activation(c, cx_config_text(c, "hidden_act", NULL, "gelu"));
    const char *positions = cx_config_text(c, "position_embedding_type", NULL, "absolute");
    if (strcmp(positions, "absolute") != 0)
        cx_config_fail(c, "the configuration asks for positions of type '%.40s', which is not known", positions);
    double segments = c->gguf ? cx_weights_number(w, "tokenizer.ggml.token_type_count", 2)
                              : cx_config_number(c, "type_vocab_size", NULL, 2);
    if (!(segments >= 1 && segments <= 1e9))
        cx_config_fail(c, "the configuration has %g kinds of tokens, which is not possible", segments);
    c->own[SEGMENTS] = segments;
}

static const cx_family_tensor tensors[] = {
    /* [vocabulary, features], [context, features], [segments, features] */
    {"embedding/weight", "embeddings.word_embeddings.weight", "token_embd.weight", CX_NEEDED},
    {"position/weight", "embeddings.position_embeddings.weight", "position_embd.weight", CX_NEEDED},
    {"segment/weight", "embeddings.token_type_embeddings.weight", "token_types.weight", CX_NEEDED},
    /* [features] */
    {"norm/scale", "embeddings.LayerNorm.weight", "token_embd_norm.weight", CX_NEEDED},
    {"norm/bias", "embeddings.LayerNorm.bias", "token_embd_norm.bias", CX_NEEDED},
    /* weights [features, features], biases [features] */
    {"layer%d/query/weight", "encoder.layer.%d.attention.self.query.weight", "blk.%d.attn_q.weight", CX_NEEDED},
    {"layer%d/query/bias", "encoder.layer.%d.attention.self.query.bias", "blk.%d.attn_q.bias", CX_NEEDED},
    {"layer%d/key/weight", "encoder.layer.%d.attention.self.key.weight", "blk.%d.attn_k.weight", CX_NEEDED},
    {"layer%d/key/bias", "encoder.layer.%d.attention.self.key.bias", "blk.%d.attn_k.bias", CX_NEEDED},
    {"layer%d/value/weight", "encoder.layer.%d.attention.self.value.weight", "blk.%d.attn_v.weight", CX_NEEDED},
    {"layer%d/value/bias", "encoder.layer.%d.attention.self.value.bias", "blk.%d.attn_v.bias", CX_NEEDED},
    {"layer%d/output/weight", "encoder.layer.%d.attention.output.dense.weight", "blk.%d.attn_output.weight", CX_NEEDED},
    {"layer%d/output/bias", "encoder.layer.%d.attention.output.dense.bias", "blk.%d.attn_output.bias", CX_NEEDED},
    /* [features] */
    {"layer%d/attention_norm/scale", "encoder.layer.%d.attention.output.LayerNorm.weight",
     "blk.%d.attn_output_norm.weight", CX_NEEDED},
    {"layer%d/attention_norm/bias", "encoder.layer.%d.attention.output.LayerNorm.bias", "blk.%d.attn_output_norm.bias",
     CX_NEEDED},
    /* [inner, features], [inner] */
    {"layer%d/up/weight", "encoder.layer.%d.intermediate.dense.weight", "blk.%d.ffn_up.weight", CX_NEEDED},
    {"layer%d/up/bias", "encoder.layer.%d.intermediate.dense.bias", "blk.%d.ffn_up.bias", CX_NEEDED},
    /* [features, inner], [features] */
    {"layer%d/down/weight", "encoder.layer.%d.output.dense.weight", "blk.%d.ffn_down.weight", CX_NEEDED},
    {"layer%d/down/bias", "encoder.layer.%d.output.dense.bias", "blk.%d.ffn_down.bias", CX_NEEDED},
    /* [features] */
    {"layer%d/feed_norm/scale", "encoder.layer.%d.output.LayerNorm.weight", "blk.%d.layer_output_norm.weight",
     CX_NEEDED},
    {"layer%d/feed_norm/bias", "encoder.layer.%d.output.LayerNorm.bias", "blk.%d.layer_output_norm.bias", CX_NEEDED},
    {0}};

const cx_family cxi_bert = {.name = "BERT",
                            .types = (const char *const[]){"bert", NULL},
                            .tensors = tensors,
                            .prefixes = (const char *const[]){"bert.", "", NULL},
                            .encoder = true,
                            .configure = configure,
                            .build = build,
                            .otherwise = {12, 12, 0, 0, 3072, 512, 1e-12, true}};
