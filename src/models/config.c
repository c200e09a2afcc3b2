#include "models/config.h"

#include "models/family.h"

#include <math.h>
#include <string.h>

static const struct cxi_family *const families[] = {&cxi_gemma1, &cxi_gemma2, &cxi_gemma3,
                                                    &cxi_llama,  &cxi_gpt2,   &cxi_bert};
enum { FAMILIES = sizeof families / sizeof families[0] };

static const double pi = 3.14159265358979323846;

/* ------------------------------------------------------------------------------------------------- reading */

struct key {
    char text[128];
};

static struct key key(const struct cxi_config *c, const char *name) {
    struct key k;
    snprintf(k.text, sizeof k.text, "%s%s", c->keys, name);
    return k;
}

double cxi_config_number(const struct cxi_config *c, const cx_weights *w, const char *hugging_face, const char *gguf,
                         double otherwise) {
    const char *name = c->gguf ? gguf : hugging_face;
    return name ? cx_weights_number(w, key(c, name).text, otherwise) : otherwise;
}

const char *cxi_config_text(const struct cxi_config *c, const cx_weights *w, const char *hugging_face, const char *gguf,
                            const char *otherwise) {
    const char *name = c->gguf ? gguf : hugging_face;
    return name ? cx_weights_text(w, key(c, name).text, otherwise) : otherwise;
}

/* A double that came from outside may be too large for the conversion. */
static int64_t whole(double value) {
    return value >= 0 && value <= 1e9 ? (int64_t)value : -1;
}

int64_t cxi_config_size(const struct cxi_config *c, const cx_weights *w, const char *hugging_face, const char *older,
                        const char *gguf, int64_t otherwise) {
    double value = cxi_config_number(c, w, hugging_face, gguf, NAN);
    return whole(isnan(value) ? cxi_config_number(c, w, older, NULL, (double)otherwise) : value);
}

/* ---------------------------------------------------------------------------------------------------- rope */

/* Llama 3.1's: long waves by the factor, short ones not, those between in between (transformers,
   modeling_rope_utils.py, "llama3"). */
static double llama3_divisor(double frequency, double factor, double low, double high, double context) {
    double wave = 2 * pi / frequency;
    if (wave > context / low) return factor;
    if (wave < context / high) return 1;
    double smooth = (context / wave - low) / (high - low);
    return 1 / ((1 - smooth) / factor + smooth);
}

/* The keys below `at`, a member of the configuration: "rope_scaling". */
static void read_scaling(struct cxi_config *c, const cx_weights *w, struct cxi_rope *rope, const char *at) {
    char name[96];
    snprintf(name, sizeof name, "%s.type", at);
    const char *type = cxi_config_text(c, w, name, NULL, "default");
    snprintf(name, sizeof name, "%s.rope_type", at);
    type = cxi_config_text(c, w, name, NULL, type);
    static const char *const words[] = {"factor", "low_freq_factor", "high_freq_factor",
                                        "original_max_position_embeddings"};
    double number[4];
    for (int i = 0; i < 4; i++) {
        snprintf(name, sizeof name, "%s.%s", at, words[i]);
        number[i] = cxi_config_number(c, w, name, NULL, (const double[]){1, 1, 4, 8192}[i]);
    }
    bool linear = strcmp(type, "linear") == 0, llama3 = strcmp(type, "llama3") == 0;
    if (!linear && !llama3 && strcmp(type, "default") != 0) snprintf(c->unknown, sizeof c->unknown, "%.40s", type);
    for (int64_t i = 0; i < c->head_dim / 2; i++) {
        double frequency = pow(rope->base, -2.0 * (double)i / (double)c->head_dim);
        if (linear) rope->divisors[i] = number[0];
        if (llama3) rope->divisors[i] = llama3_divisor(frequency, number[0], number[1], number[2], number[3]);
    }
}

/* Llama's GGUF has the divisors as a tensor, Gemma's a factor. */
static void read_gguf_scaling(struct cxi_config *c, const cx_weights *w, struct cxi_rope *rope) {
    if (strcmp(cxi_config_text(c, w, NULL, "rope.scaling.type", ""), "linear") == 0)
        for (int64_t i = 0; i < c->head_dim / 2; i++)
            rope->divisors[i] = cxi_config_number(c, w, NULL, "rope.scaling.factor", 1);
    const cx_weight *tensor = cx_weights_find(w, "rope_freqs.weight");
    if (tensor && tensor->dtype == CX_F32 && cx_dims_count(tensor->dims) == c->head_dim / 2)
        for (int64_t i = 0; i < c->head_dim / 2; i++) {
            float divisor;
            memcpy(&divisor, (const char *)tensor->data + 4 * i, sizeof divisor);
            rope->divisors[i] = (double)divisor;
        }
}

void cxi_config_rope(struct cxi_config *c, const cx_weights *w, struct cxi_rope *rope, const char *kind, double base) {
    bool local = strcmp(kind, "sliding_attention") == 0;
    for (int i = 0; i < CXI_MAX_HALF; i++) rope->divisors[i] = 1;
    rope->base =
        cxi_config_number(c, w, local ? "rope_local_base_freq" : "rope_theta", local ? NULL : "rope.freq_base", base);
    if (c->gguf) {
        if (!local) read_gguf_scaling(c, w, rope);
        return;
    }
    /* Since transformers 5: rope_parameters, by kind of layer or for all. */
    char at[64], theta[96];
    snprintf(at, sizeof at, "rope_parameters.%s", kind);
    if (cx_weights_length(w, key(c, at).text) < 0) snprintf(at, sizeof at, "rope_parameters");
    snprintf(theta, sizeof theta, "%s.rope_theta", at);
    if (!local || strcmp(at, "rope_parameters") != 0) {
        rope->base = cxi_config_number(c, w, theta, NULL, rope->base);
        read_scaling(c, w, rope, at);
    }
    if (!local && cx_weights_length(w, key(c, "rope_scaling").text) > 0) read_scaling(c, w, rope, "rope_scaling");
}

void cxi_config_windows(struct cxi_config *c, const cx_weights *w, int64_t every) {
    every = cxi_config_size(c, w, "sliding_window_pattern", NULL, NULL, every);
    for (int64_t i = 0; i < c->layers; i++) {
        char name[40];
        snprintf(name, sizeof name, "layer_types.%d", (int)i);
        const char *type = cxi_config_text(c, w, name, NULL, NULL);
        c->local[i] = type ? strcmp(type, "sliding_attention") == 0 : every < 1 || (i + 1) % every != 0;
    }
}

/* -------------------------------------------------------------------------------------------------- the rest */

/* What the model calls itself; sets where the keys are. */
static const char *find_type(struct cxi_config *c, const cx_weights *w) {
    c->gguf = strcmp(cx_weights_kind(w), "gguf") == 0;
    if (c->gguf) {
        const char *type = cx_weights_text(w, "general.architecture", "");
        snprintf(c->keys, sizeof c->keys, "%.40s.", type);
        return type;
    }
    /* A model that also sees pictures keeps its text's sizes apart. */
    if (cx_weights_length(w, "text_config") > 0) snprintf(c->keys, sizeof c->keys, "text_config.");
    return cx_weights_text(w, key(c, "model_type").text, cx_weights_text(w, "model_type", ""));
}

static const struct cxi_family *find_family(const char *type) {
    for (int i = 0; i < FAMILIES; i++)
        for (const char *const *name = families[i]->types; *name; name++)
            if (strcmp(*name, type) == 0) return families[i];
    return NULL;
}

/* The table of embeddings tells two things that need no configuration: its size, and what stands before the names. */
static bool find_embedding(struct cxi_config *c, const cx_weights *w, struct cxi_status *status) {
    const struct cxi_weight_name *names = c->family->names;
    const cx_weight *table = c->gguf ? cx_weights_find(w, names[0].gguf) : NULL;
    for (const char *const *prefix = c->family->prefixes; *prefix && !c->gguf && !table; prefix++) {
        char name[128];
        snprintf(name, sizeof name, "%s%s", *prefix, names[0].hugging_face);
        if ((table = cx_weights_find(w, name))) snprintf(c->prefix, sizeof c->prefix, "%s", *prefix);
    }
    if (!table || table->dims.rank != 2)
        return cxi_fail(status, "%s: there is no matrix %s, the embeddings of a %s model", cx_weights_path(w),
                        c->gguf ? names[0].gguf : names[0].hugging_face, c->family->name);
    c->vocabulary = table->dims.dim[0];
    c->features = table->dims.dim[1];
    return true;
}

static void read_ends(struct cxi_config *c, const cx_weights *w) {
    c->begin = whole(cx_weights_number(w, c->gguf ? "tokenizer.ggml.bos_token_id" : "bos_token_id", -1));
    if (c->begin < 0 && !c->gguf) c->begin = cxi_config_size(c, w, "bos_token_id", NULL, NULL, -1);
    if (c->begin >= c->vocabulary) c->begin = -1;
    static const char *const names[] = {"tokenizer.ggml.eos_token_id",
                                        "tokenizer.ggml.eot_token_id",
                                        "eos_token_id",
                                        "eos_token_id.0",
                                        "eos_token_id.1",
                                        "eos_token_id.2"};
    for (int i = 0; i < 6; i++) {
        double id = cx_weights_number(w, names[i], -1);
        if (id < 0 && !c->gguf) id = cxi_config_number(c, w, names[i], NULL, -1);
        if (id >= 0 && id < (double)c->vocabulary) c->ends[c->end_count++] = (int64_t)id;
    }
}

static bool check_size(const cx_weights *w, const char *what, int64_t value, int64_t most, struct cxi_status *status) {
    return (value >= 1 && value <= most) ||
           cxi_fail(status, "%s: the configuration does not give a number of %s from 1 to %lld", cx_weights_path(w),
                    what, (long long)most);
}

/* What the families have read. */
static bool check_family(const struct cxi_config *c, const cx_weights *w, struct cxi_status *status) {
    const struct {
        const char *name;
        double value;
    } numbers[] = {{"norms' epsilon", c->epsilon},
                   {"attention's scale", c->attention_scale},
                   {"rotary base", c->rope.base},
                   {"rotary base of local layers", c->local_rope.base}};
    if (*c->unknown)
        return cxi_fail(status, "%s: rope scaling of type '%s' is not known; known are default, linear and llama3",
                        cx_weights_path(w), c->unknown);
    for (int i = 0; i < 4; i++)
        if (!(numbers[i].value >= 0 && isfinite(numbers[i].value)))
            return cxi_fail(status, "%s: the %s is %g by the configuration, which is not possible", cx_weights_path(w),
                            numbers[i].name, numbers[i].value);
    bool any_local = false;
    for (int64_t i = 0; i < c->layers; i++) any_local |= c->local[i];
    return check_size(w, "features within layers", c->inner, 1 << 30, status) &&
           (!any_local || check_size(w, "tokens in a window", c->window, 1 << 30, status));
}

static bool read_sizes(struct cxi_config *c, const cx_weights *w, struct cxi_status *status) {
    c->layers = cxi_config_size(c, w, "num_hidden_layers", "n_layer", "block_count", -1);
    c->heads = cxi_config_size(c, w, "num_attention_heads", "n_head", "attention.head_count", -1);
    c->key_value_heads = cxi_config_size(c, w, "num_key_value_heads", NULL, "attention.head_count_kv", c->heads);
    c->inner = cxi_config_size(c, w, "intermediate_size", "n_inner", "feed_forward_length", 0);
    c->context = cxi_config_size(c, w, "max_position_embeddings", "n_positions", "context_length", 8192);
    if (!check_size(w, "layers", c->layers, CXI_MAX_LAYERS, status) ||
        !check_size(w, "attention heads", c->heads, 1 << 16, status) ||
        !check_size(w, "key-value heads", c->key_value_heads, 1 << 16, status) ||
        !check_size(w, "tokens of context", c->context, 1 << 30, status))
        return false;
    c->head_dim = cxi_config_size(c, w, "head_dim", NULL, "attention.key_length", c->features / c->heads);
    if (c->head_dim < 1 || c->head_dim > 2 * CXI_MAX_HALF || c->heads % c->key_value_heads)
        return cxi_fail(status, "%s: heads of %lld features, or %lld heads for %lld of keys, are not possible",
                        cx_weights_path(w), (long long)c->head_dim, (long long)c->heads, (long long)c->key_value_heads);
    return true;
}

bool cxi_config_read(struct cxi_config *c, const cx_weights *w, struct cxi_status *status) {
    *c = (struct cxi_config){0};
    if (cx_weights_error(w)) return cxi_fail(status, "%s", cx_weights_error(w));
    const char *type = find_type(c, w);
    c->family = find_family(type);
    if (!c->family)
        return cxi_fail(
            status, "%s: a model of type '%.40s' is not known; known are gemma, gemma2, gemma3, llama, gpt2 and bert",
            cx_weights_path(w), type);
    if (!find_embedding(c, w, status) || !read_sizes(c, w, status)) return false;
    c->epsilon = cxi_config_number(c, w, "rms_norm_eps", "attention.layer_norm_rms_epsilon", -1);
    if (c->epsilon < 0) c->epsilon = cxi_config_number(c, w, "layer_norm_eps", "attention.layer_norm_epsilon", -1);
    if (c->epsilon < 0) c->epsilon = cxi_config_number(c, w, "layer_norm_epsilon", NULL, 1e-6);
    c->attention_scale = 1 / sqrt((double)c->head_dim);
    read_ends(c, w);
    c->family->configure(c, w);
    return check_family(c, w, status);
}
