#include "models/keras.h"

#include "base/text.h"
#include "io/weights.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* -- Names and shapes: keras_hub's own conversion, backwards (keras_hub/src/utils/transformers/convert_gemma.py) -- */

enum shape {
    AS_IS,
    MATRIX,   /* [in, out] becomes [out, in] */
    TO_HEADS, /* [heads, hidden, head] becomes [heads head, hidden] */
    OF_HEADS  /* [heads, head, hidden] becomes [hidden, heads head] */
};

static const struct part {
    const char *keras, *hugging_face;
    enum shape shape;
} parts[] = {
    {"attention/query_dense", "self_attn.q_proj", TO_HEADS},
    {"attention/key_dense", "self_attn.k_proj", TO_HEADS},
    {"attention/value_dense", "self_attn.v_proj", TO_HEADS},
    {"attention/output_dense", "self_attn.o_proj", OF_HEADS},
    {"attention/query_norm", "self_attn.q_norm", AS_IS},
    {"attention/key_norm", "self_attn.k_norm", AS_IS},
    {"gating_ffw", "mlp.gate_proj", MATRIX},
    {"gating_ffw_2", "mlp.up_proj", MATRIX},
    {"ffw_linear", "mlp.down_proj", MATRIX},
    {"pre_attention_norm", "input_layernorm", AS_IS},
    {"post_attention_norm", "post_attention_layernorm", AS_IS},
    {"pre_ffw_norm", "pre_feedforward_layernorm", AS_IS},
    {"post_ffw_norm", "post_feedforward_layernorm", AS_IS},
};
enum { PARTS = sizeof parts / sizeof parts[0] };

static void turn(struct cxi_weight_entry *entry, enum shape shape) {
    cx_dims *d = &entry->weight.dims;
    int64_t a = d->dim[0], b = d->dim[1], c = d->dim[2];
    if (shape == AS_IS || d->rank != (shape == MATRIX ? 2 : 3)) return;
    *d = CX_DIMS(0, 0);
    if (shape == MATRIX) entry->turn = (struct cxi_turn){1, a, b}, d->dim[0] = b, d->dim[1] = a;
    if (shape == TO_HEADS) entry->turn = (struct cxi_turn){a, b, c}, d->dim[0] = a * c, d->dim[1] = b;
    if (shape == OF_HEADS) entry->turn = (struct cxi_turn){1, a * b, c}, d->dim[0] = c, d->dim[1] = a * b;
}

static void rename_entry(cx_weights *w, struct cxi_weight_entry *entry, const char *name) {
    entry->weight.name = cxi_arena_copy(&w->texts, name, strlen(name) + 1);
    if (!entry->weight.name) entry->weight.name = "", cxi_fail_memory(&w->status);
}

/* "layers/gemma_decoder_block_1/attention/query_dense/vars/0" is query_dense of layer 1; the first block has no number. Gemma 1 has
   no norms after its parts, and Hugging Face then calls the one before the second after the first. */
static void rename_in_block(cx_weights *w, struct cxi_weight_entry *entry, const char *block, bool post_norms) {
    const char *rest = strchr(block, '/');
    long layer = *block == '_' ? strtol(block + 1, NULL, 10) : 0;
    for (int i = 0; rest && i < PARTS; i++) {
        size_t length = strlen(parts[i].keras);
        if (strncmp(rest + 1, parts[i].keras, length) != 0 || strcmp(rest + 1 + length, "/vars/0") != 0) continue;
        bool older = !post_norms && strcmp(parts[i].keras, "pre_ffw_norm") == 0;
        char name[128];
        snprintf(name, sizeof name, "model.layers.%ld.%s.weight", layer,
                 older ? "post_attention_layernorm" : parts[i].hugging_face);
        turn(entry, parts[i].shape);
        rename_entry(w, entry, name);
        return;
    }
}

static void rename_all(cx_weights *w, const char *block, bool post_norms) {
    for (size_t i = 0; i < w->count && cxi_ok(&w->status); i++) {
        struct cxi_weight_entry *entry = &w->entries[i];
        const char *name = entry->weight.name;
        if (strncmp(name, block, strlen(block)) == 0)
            rename_in_block(w, entry, name + strlen(block), post_norms);
        else if (strcmp(name, "layers/reversible_embedding/vars/0") == 0)
            rename_entry(w, entry, "model.embed_tokens.weight");
        else if (strcmp(name, "layers/rms_normalization/vars/0") == 0)
            rename_entry(w, entry, "model.norm.weight");
    }
    if (!cxi_weights_sort(w)) w->count = 0;
}

/* -- The configuration -- */

static double size_of(const cx_weights *w, const char *name) {
    char key[64];
    snprintf(key, sizeof key, "config.%s", name);
    return cx_weights_number(w, key, 0);
}

static void set(json_t *config, const char *key, double value) {
    bool whole = fabs(value) < 1e15 && value == floor(value);
    json_t *number = whole ? json_integer((json_int_t)value) : json_real(value);
    json_object_set_new(config, key, number);
}

enum { MOST_LAYERS = 1024 }; /* more are some mistake, and not a reason to take all memory */

/* Which layers see a window only: every second of Gemma 2, five of six of Gemma 3. */
static void set_windows(const cx_weights *w, json_t *config, bool third) {
    bool windows = cx_weights_flag(w, "config.use_sliding_window_attention", false);
    json_t *types = json_array();
    for (int i = 0; i < size_of(w, "num_layers") && i < MOST_LAYERS; i++) {
        bool local = windows && (third ? i % 6 < 5 : i % 2 == 0);
        json_array_append_new(types, json_string(local ? "sliding_attention" : "full_attention"));
    }
    json_object_set_new(config, "layer_types", types);
    if (windows) set(config, "sliding_window", size_of(w, "sliding_window_size"));
}

static void set_ropes(const cx_weights *w, json_t *config) {
    set(config, "rope_theta", 1e6);
    set(config, "rope_local_base_freq", 1e4);
    double factor = size_of(w, "global_rope_scaling_factor");
    if (factor > 1)
        json_object_set_new(config, "rope_scaling", json_pack("{s:s, s:f}", "rope_type", "linear", "factor", factor));
}

static json_t *config_of(const cx_weights *w, bool third, bool second) {
    static const char *const sizes[][2] = {{"num_layers", "num_hidden_layers"},
                                           {"num_query_heads", "num_attention_heads"},
                                           {"num_key_value_heads", "num_key_value_heads"},
                                           {"hidden_dim", "hidden_size"},
                                           {"head_dim", "head_dim"},
                                           {"vocabulary_size", "vocab_size"},
                                           {"layer_norm_epsilon", "rms_norm_eps"},
                                           {"attention_logit_soft_cap", "attn_logit_softcapping"},
                                           {"final_logit_soft_cap", "final_logit_softcapping"}};
    json_t *config = json_object();
    double heads = size_of(w, "num_query_heads"), hidden = size_of(w, "hidden_dim");
    bool by_head = cx_weights_flag(w, "config.query_head_dim_normalize", true);
    json_object_set_new(config, "model_type", json_string(third ? "gemma3_text" : second ? "gemma2" : "gemma"));
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) set(config, sizes[i][1], size_of(w, sizes[i][0]));
    set(config, "intermediate_size",
        size_of(w, "intermediate_dim") / (third ? 1 : 2)); /* Keras's first counts both gates */
    set(config, "query_pre_attn_scalar",
        by_head || heads < 1 ? size_of(w, "head_dim") : (double)(int64_t)(hidden / heads));
    set(config, "bos_token_id", 2); /* of all of Gemma's vocabularies */
    set(config, "eos_token_id", 1);
    set_windows(w, config, third);
    if (third) set_ropes(w, config);
    return config;
}

void cxi_keras_as_hugging_face(cx_weights *w) {
    const char *class_name = cx_weights_text(w, "class_name", "");
    bool third = strcmp(class_name, "Gemma3Backbone") == 0;
    if (!third && strcmp(class_name, "GemmaBackbone") != 0) return;
    bool post_norms = cx_weights_flag(w, "config.use_post_ffw_norm", false);
    json_t *config = config_of(w, third, post_norms);
    rename_all(w, third ? "layers/gemma3_decoder_block" : "layers/gemma_decoder_block", third || post_norms);
    json_decref(w->config);
    w->config = config;
}
