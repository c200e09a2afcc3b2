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

double cxi_config_number_or_none(const struct cxi_config *c, const cx_weights *w, const char *hugging_face,
                                 const char *gguf, double otherwise) {
    bool null = !c->gguf && cx_weights_has(w, key(c, hugging_face).text);
    return cxi_config_number(c, w, hugging_face, gguf, null ? 0 : otherwise);
}

int64_t cxi_config_size(const struct cxi_config *c, const cx_weights *w, const char *hugging_face, const char *gguf,
                        int64_t otherwise) {
    bool words = cxi_config_text(c, w, hugging_face, gguf, NULL); /* where a number should be */
    double value = words ? -1 : cxi_config_number(c, w, hugging_face, gguf, (double)otherwise);
    return whole(value);
}

bool cxi_config_flag(const struct cxi_config *c, const cx_weights *w, const char *name, bool otherwise) {
    return c->gguf ? otherwise : cx_weights_flag(w, key(c, name).text, otherwise);
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
    if (!linear && !llama3 && strcmp(type, "default") != 0)
        cxi_fail(c->status, "%s: rope scaling of type '%.40s' is not known; known are default, linear and llama3",
                 cx_weights_path(w), type);
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
    rope->base = cxi_config_number(c, w, local ? "rope_local_base_freq" : "rope_theta",
                                   local ? "rope.freq_base_swa" : "rope.freq_base", base);
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
    static const char pattern[] = "attention.sliding_window_pattern"; /* one number, or a flag for each layer */
    every = cxi_config_size(c, w, "sliding_window_pattern", pattern, every);
    for (int64_t i = 0; i < c->layers; i++) {
        char name[64];
        bool local = every < 1 || (i + 1) % every != 0;
        snprintf(name, sizeof name, "%s.%d", c->gguf ? pattern : "layer_types", (int)i);
        const char *type = cxi_config_text(c, w, name, NULL, local ? "sliding_attention" : "full_attention");
        c->local[i] = c->gguf ? cx_weights_flag(w, key(c, name).text, local) : strcmp(type, "sliding_attention") == 0;
    }
    c->window = whole(cxi_config_number_or_none(c, w, "sliding_window", "attention.sliding_window", 4096));
}

/* -------------------------------------------------------------------------------------------------- the rest */

void cxi_config_activation(struct cxi_config *c, const cx_weights *w, const char *name) {
    static const struct {
        const char *name;
        cx_node *(*function)(cx_node *x);
    } known[] = {{"gelu", cx_gelu},           {"gelu_python", cx_gelu},
                 {"gelu_new", cx_gelu_tanh},  {"gelu_pytorch_tanh", cx_gelu_tanh},
                 {"gelu_fast", cx_gelu_tanh}, {"silu", cx_silu},
                 {"swish", cx_silu},          {"relu", cx_relu}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].name, name) == 0) c->activation = known[i].function;
    if (!c->activation)
        cxi_fail(c->status, "%s: the activation '%.40s' is not known; known are gelu, gelu_pytorch_tanh, silu and relu",
                 cx_weights_path(w), name);
}

/* What a configuration can ask for that no family here does: without it the answers would be others. */
static void refuse_variants(const struct cxi_config *c, const cx_weights *w) {
    static const char *const flags[] = {"use_bidirectional_attention", "scale_attn_by_inverse_layer_idx",
                                        "attention_bias"};
    bool has_biases = c->family == &cxi_llama; /* the last */
    for (size_t i = 0; i < sizeof flags / sizeof flags[0] - has_biases; i++)
        if (cxi_config_flag(c, w, flags[i], false))
            cxi_fail(c->status, "%s: the configuration asks for %s, which is not known", cx_weights_path(w), flags[i]);
    const char *positions = cxi_config_text(c, w, "position_embedding_type", NULL, "absolute");
    if (strcmp(positions, "absolute") != 0)
        cxi_fail(c->status, "%s: the configuration asks for positions of type '%.40s', which is not known",
                 cx_weights_path(w), positions);
}

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
static bool find_embedding(struct cxi_config *c, const cx_weights *w) {
    const struct cxi_weight_name *names = c->family->names;
    const cx_weight *table = c->gguf ? cx_weights_find(w, names[0].gguf) : NULL;
    for (const char *const *prefix = c->family->prefixes; *prefix && !c->gguf && !table; prefix++) {
        char name[128];
        snprintf(name, sizeof name, "%s%s", *prefix, names[0].hugging_face);
        if ((table = cx_weights_find(w, name))) snprintf(c->prefix, sizeof c->prefix, "%s", *prefix);
    }
    if (!table || table->dims.rank != 2)
        return cxi_fail(c->status, "%s: there is no matrix %s, the embeddings of a %s model", cx_weights_path(w),
                        c->gguf ? names[0].gguf : names[0].hugging_face, c->family->name);
    c->vocabulary = table->dims.dim[0];
    c->features = table->dims.dim[1];
    return true;
}

/* Missing or null. */
static bool says_nothing(const cx_weights *w, const char *at) {
    bool flag = cx_weights_flag(w, at, false) == cx_weights_flag(w, at, true);
    return !flag && isnan(cx_weights_number(w, at, NAN)) && !cx_weights_text(w, at, NULL) &&
           cx_weights_length(w, at) < 0;
}

/* A token that the vocabulary does not have is never written: small models for tests keep those of large ones. */
static bool read_end(struct cxi_config *c, const cx_weights *w, const char *at) {
    double id = cx_weights_number(w, at, -1);
    if (!(id >= 0 && id == floor(id)) || c->end_count == CXI_MAX_ENDS)
        return cxi_fail(c->status, "%s: %s is to be the number of a token, or a list of up to %d", cx_weights_path(w),
                        at, CXI_MAX_ENDS);
    if (id < (double)c->vocabulary) c->ends[c->end_count++] = (int64_t)id;
    return true;
}

/* The tokens that end a text, a number or a list. Returns whether there is something under this key. */
static bool read_ends_at(struct cxi_config *c, const cx_weights *w, const char *at) {
    int64_t count = cx_weights_length(w, at);
    if (says_nothing(w, at) || count == 0) return false;
    bool fine = count > 0 || read_end(c, w, at);
    for (int64_t i = 0; i < count && fine; i++) {
        struct key element;
        snprintf(element.text, sizeof element.text, "%s.%lld", at, (long long)i);
        fine = read_end(c, w, element.text);
    }
    return true;
}

static void read_ends(struct cxi_config *c, const cx_weights *w) {
    if (c->gguf) {
        read_ends_at(c, w, "tokenizer.ggml.eos_token_id");
        read_ends_at(c, w, "tokenizer.ggml.eot_token_id");
    } else if (!read_ends_at(c, w, "generation_config.eos_token_id") && !read_ends_at(c, w, "eos_token_id"))
        read_ends_at(c, w, key(c, "eos_token_id").text);
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
    if (!cxi_ok(status)) return false;
    for (int i = 0; i < 4; i++)
        if (!(numbers[i].value >= 0 && isfinite(numbers[i].value)))
            return cxi_fail(status, "%s: the %s is %g by the configuration, which is not possible", cx_weights_path(w),
                            numbers[i].name, numbers[i].value);
    bool any_local = false;
    for (int64_t i = 0; i < c->layers; i++) any_local |= c->local[i];
    return check_size(w, "features within layers", c->inner, 1 << 30, status) &&
           (!any_local || check_size(w, "tokens in a window", c->window, 1 << 30, status));
}

static bool read_sizes(struct cxi_config *c, const cx_weights *w) {
    static const struct cxi_sizes none; /* GGUF leaves nothing out */
    const struct cxi_sizes *o = c->gguf ? &none : &c->family->otherwise;
    bool gpt2 = c->family == &cxi_gpt2; /* whose names are older */
    c->layers = cxi_config_size(c, w, gpt2 ? "n_layer" : "num_hidden_layers", "block_count", o->layers);
    c->heads = cxi_config_size(c, w, gpt2 ? "n_head" : "num_attention_heads", "attention.head_count", o->heads);
    c->key_value_heads = cxi_config_size(c, w, "num_key_value_heads", "attention.head_count_kv",
                                         o->key_value_heads ? o->key_value_heads : c->heads);
    c->inner = cxi_config_size(c, w, gpt2 ? "n_inner" : "intermediate_size", "feed_forward_length",
                               o->inner ? o->inner : 4 * c->features);
    c->context = cxi_config_size(c, w, gpt2 ? "n_positions" : "max_position_embeddings", "context_length", o->context);
    if (!check_size(w, "layers", c->layers, CXI_MAX_LAYERS, c->status) ||
        !check_size(w, "attention heads", c->heads, 1 << 16, c->status) ||
        !check_size(w, "key-value heads", c->key_value_heads, 1 << 16, c->status) ||
        !check_size(w, "tokens of context", c->context, 1 << 30, c->status))
        return false;
    c->head_dim =
        cxi_config_size(c, w, "head_dim", "attention.key_length", o->head_dim ? o->head_dim : c->features / c->heads);
    if (c->head_dim < 1 || c->head_dim > 2 * CXI_MAX_HALF || c->heads % c->key_value_heads)
        return cxi_fail(c->status, "%s: heads of %lld features, or %lld heads for %lld of keys, are not possible",
                        cx_weights_path(w), (long long)c->head_dim, (long long)c->heads, (long long)c->key_value_heads);
    return true;
}

bool cxi_config_read(struct cxi_config *c, const cx_weights *w, struct cxi_status *status) {
    *c = (struct cxi_config){.status = status};
    if (cx_weights_error(w)) return cxi_fail(status, "%s", cx_weights_error(w));
    const char *type = find_type(c, w);
    c->family = find_family(type);
    if (!c->family)
        return cxi_fail(
            status, "%s: a model of type '%.40s' is not known; known are gemma, gemma2, gemma3, llama, gpt2 and bert",
            cx_weights_path(w), type);
    if (!find_embedding(c, w) || !read_sizes(c, w)) return false;
    c->epsilon = cxi_config_number(c, w, "rms_norm_eps", "attention.layer_norm_rms_epsilon", -1);
    if (c->epsilon < 0) c->epsilon = cxi_config_number(c, w, "layer_norm_eps", "attention.layer_norm_epsilon", -1);
    if (c->epsilon < 0) c->epsilon = cxi_config_number(c, w, "layer_norm_epsilon", NULL, c->family->otherwise.epsilon);
    c->tied = c->gguf ? !cx_weights_find(w, "output.weight") /* the model's own word, or its text part's */
                      : cx_weights_flag(w, "tie_word_embeddings",
                                        cxi_config_flag(c, w, "tie_word_embeddings", c->family->otherwise.tied));
    c->attention_scale = 1 / sqrt((double)c->head_dim);
    read_ends(c, w);
    refuse_variants(c, w);
    c->family->configure(c, w);
    return check_family(c, w, status);
}
