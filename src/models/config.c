#include "models/config.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

extern const cx_family cxi_gemma1, cxi_gemma2, cxi_gemma3, cxi_llama, cxi_gpt2, cxi_bert; /* families/ */
static const cx_family *const known_families[] = {&cxi_gemma1, &cxi_gemma2, &cxi_gemma3, &cxi_llama,
                                                  &cxi_gpt2,   &cxi_bert,   NULL};

static const double pi = 3.14159265358979323846;

/* What is around the part that families see. */
static struct cxi_config *whole_of(const cx_lm_config *c) {
    return (struct cxi_config *)c;
}

bool cx_config_fail(cx_lm_config *c, const char *format, ...) {
    char reason[256];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    return cxi_fail(whole_of(c)->status, "%s: %s", cx_weights_path(whole_of(c)->weights), reason);
}

/* ------------------------------------------------------------------------------------------------- reading */

struct key {
    char text[128];
};

static struct key key(const cx_lm_config *c, const char *name) {
    struct key k;
    snprintf(k.text, sizeof k.text, "%s%s", whole_of(c)->keys, name);
    return k;
}

double cx_config_number(const cx_lm_config *c, const char *hugging_face, const char *gguf, double otherwise) {
    const char *name = c->gguf ? gguf : hugging_face;
    return name ? cx_weights_number(whole_of(c)->weights, key(c, name).text, otherwise) : otherwise;
}

double cx_config_number_or_none(const cx_lm_config *c, const char *hugging_face, const char *gguf, double otherwise) {
    bool null = !c->gguf && hugging_face && cx_weights_has(whole_of(c)->weights, key(c, hugging_face).text);
    return cx_config_number(c, hugging_face, gguf, null ? 0 : otherwise);
}

const char *cx_config_text(const cx_lm_config *c, const char *hugging_face, const char *gguf, const char *otherwise) {
    const char *name = c->gguf ? gguf : hugging_face;
    return name ? cx_weights_text(whole_of(c)->weights, key(c, name).text, otherwise) : otherwise;
}

bool cx_config_flag(const cx_lm_config *c, const char *hugging_face, const char *gguf, bool otherwise) {
    const char *name = c->gguf ? gguf : hugging_face;
    return name ? cx_weights_flag(whole_of(c)->weights, key(c, name).text, otherwise) : otherwise;
}

/* A double that came from outside may be too large for the conversion. */
static int64_t whole(double value) {
    return value >= 0 && value <= 1e9 ? (int64_t)value : -1;
}

/* A whole number from 0 to 1e9; -1: one that is not. */
static int64_t read_size(const cx_lm_config *c, const char *hugging_face, const char *gguf, int64_t otherwise) {
    bool words = cx_config_text(c, hugging_face, gguf, NULL); /* where a number should be */
    return whole(words ? -1 : cx_config_number(c, hugging_face, gguf, (double)otherwise));
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
static void read_scaling(cx_lm_config *c, struct cxi_rope *rope, const char *at) {
    char name[96];
    snprintf(name, sizeof name, "%s.type", at);
    const char *type = cx_config_text(c, name, NULL, "default");
    snprintf(name, sizeof name, "%s.rope_type", at);
    type = cx_config_text(c, name, NULL, type);
    static const char *const words[] = {"factor", "low_freq_factor", "high_freq_factor",
                                        "original_max_position_embeddings"};
    double number[4];
    for (int i = 0; i < 4; i++) {
        snprintf(name, sizeof name, "%s.%s", at, words[i]);
        number[i] = cx_config_number(c, name, NULL, (const double[]){1, 1, 4, 8192}[i]);
    }
    bool linear = strcmp(type, "linear") == 0, llama3 = strcmp(type, "llama3") == 0;
    if (!linear && !llama3 && strcmp(type, "default") != 0)
        cx_config_fail(c, "rope scaling of type '%.40s' is not known; known are default, linear and llama3", type);
    for (int64_t i = 0; i < c->head_dim / 2; i++) {
        double frequency = pow(rope->base, -2.0 * (double)i / (double)c->head_dim);
        if (linear) rope->divisors[i] = number[0];
        if (llama3) rope->divisors[i] = llama3_divisor(frequency, number[0], number[1], number[2], number[3]);
    }
}

/* Llama's GGUF has the divisors as a tensor, Gemma's a factor. */
static void read_gguf_scaling(const cx_lm_config *c, struct cxi_rope *rope) {
    if (strcmp(cx_config_text(c, NULL, "rope.scaling.type", ""), "linear") == 0)
        for (int64_t i = 0; i < c->head_dim / 2; i++)
            rope->divisors[i] = cx_config_number(c, NULL, "rope.scaling.factor", 1);
    const cx_weight *tensor = cx_weights_find(whole_of(c)->weights, "rope_freqs.weight");
    if (tensor && tensor->dtype == CX_F32 && cx_dims_count(tensor->dims) == c->head_dim / 2)
        for (int64_t i = 0; i < c->head_dim / 2; i++) {
            float divisor;
            memcpy(&divisor, (const char *)tensor->data + 4 * i, sizeof divisor);
            rope->divisors[i] = (double)divisor;
        }
}

/* Since transformers 5: rope_parameters, by kind of layer or for all. Before: rope_theta, and rope_scaling beside it. */
static void read_scalings(cx_lm_config *c, struct cxi_rope *rope, bool local) {
    const cx_weights *w = whole_of(c)->weights;
    char at[64], theta[96];
    snprintf(at, sizeof at, "rope_parameters.%s", local ? "sliding_attention" : "full_attention");
    if (cx_weights_length(w, key(c, at).text) < 0) snprintf(at, sizeof at, "rope_parameters");
    snprintf(theta, sizeof theta, "%s.rope_theta", at);
    if (!local || strcmp(at, "rope_parameters") != 0) {
        rope->base = cx_config_number(c, theta, NULL, rope->base);
        read_scaling(c, rope, at);
    }
    if (!local && cx_weights_length(w, key(c, "rope_scaling").text) > 0) read_scaling(c, rope, "rope_scaling");
}

static void no_scaling(struct cxi_rope *rope) {
    for (int i = 0; i < CXI_MAX_HALF; i++) rope->divisors[i] = 1;
}

void cx_config_rope(cx_lm_config *c, bool local, double base) {
    struct cxi_rope *ropes = whole_of(c)->rope, *rope = &ropes[local];
    no_scaling(rope);
    rope->base = cx_config_number(c, local ? "rope_local_base_freq" : "rope_theta",
                                  local ? "rope.freq_base_swa" : "rope.freq_base", base);
    if (!c->gguf)
        read_scalings(c, rope, local);
    else if (!local)
        read_gguf_scaling(c, rope);
    if (!local) ropes[true] = *rope;
}

void cx_config_windows(cx_lm_config *c, int64_t every) {
    static const char pattern[] = "attention.sliding_window_pattern"; /* one number, or a flag for each layer */
    every = read_size(c, "sliding_window_pattern", pattern, every);
    for (int64_t i = 0; i < c->layers; i++) {
        char type[32], flag[64];
        bool local = every < 1 || (i + 1) % every != 0;
        snprintf(type, sizeof type, "layer_types.%d", (int)i);
        snprintf(flag, sizeof flag, "%s.%d", pattern, (int)i);
        const char *said = cx_config_text(c, type, NULL, local ? "sliding_attention" : "full_attention");
        whole_of(c)->local[i] = cx_config_flag(c, NULL, flag, strcmp(said, "sliding_attention") == 0);
    }
    c->window = whole(cx_config_number_or_none(c, "sliding_window", "attention.sliding_window", 4096));
}

void cx_config_activation(cx_lm_config *c, const char *name) {
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
        cx_config_fail(c, "the activation '%.40s' is not known; known are gelu, gelu_pytorch_tanh, silu and relu",
                       name);
}

/* --------------------------------------------------------------------------------------- which family, what size */

/* What the model calls itself; sets where the keys are. */
static const char *find_type(struct cxi_config *c) {
    const cx_weights *w = c->weights;
    c->model.gguf = strcmp(cx_weights_kind(w), "gguf") == 0;
    if (c->model.gguf) {
        const char *type = cx_weights_text(w, "general.architecture", "");
        snprintf(c->keys, sizeof c->keys, "%.40s.", type);
        return type;
    }
    /* A model that also sees pictures keeps its text's sizes apart. */
    if (cx_weights_length(w, "text_config") > 0) snprintf(c->keys, sizeof c->keys, "text_config.");
    return cx_weights_text(w, key(&c->model, "model_type").text, cx_weights_text(w, "model_type", ""));
}

static const cx_family *find_family(const cx_family *const *families, const char *type) {
    for (const cx_family *const *family = families; family && *family; family++)
        for (const char *const *name = (*family)->types; *name; name++)
            if (strcmp(*name, type) == 0) return *family;
    return NULL;
}

/* The table of embeddings tells two things that need no configuration: its size, and what stands before the names. */
static bool find_embedding(struct cxi_config *c) {
    static const char *const nothing[] = {"", NULL};
    const char *name = c->model.gguf ? c->family->tensors->gguf : c->family->tensors->hugging_face;
    const cx_weight *table = NULL;
    for (const char *const *p = c->family->prefixes && !c->model.gguf ? c->family->prefixes : nothing; *p && !table;
         p++) {
        char whole_name[128];
        snprintf(whole_name, sizeof whole_name, "%s%s", *p, name ? name : "");
        if ((table = cx_weights_find(c->weights, whole_name))) snprintf(c->prefix, sizeof c->prefix, "%s", *p);
    }
    if (!table || table->dims.rank != 2)
        return cx_config_fail(&c->model, "there is no matrix %s, the embeddings of a %s model",
                              name ? name : "of a known name", c->family->name);
    c->model.vocabulary = table->dims.dim[0];
    c->model.features = table->dims.dim[1];
    return true;
}

/* Missing or null. */
static bool says_nothing(const cx_weights *w, const char *at) {
    bool flag = cx_weights_flag(w, at, false) == cx_weights_flag(w, at, true);
    return !flag && isnan(cx_weights_number(w, at, NAN)) && !cx_weights_text(w, at, NULL) &&
           cx_weights_length(w, at) < 0;
}

/* A token that the vocabulary does not have is never written: small models for tests keep those of large ones. */
static bool read_end(struct cxi_config *c, const char *at) {
    double id = cx_weights_number(c->weights, at, -1);
    if (!(id >= 0 && id == floor(id)) || c->end_count == CXI_MAX_ENDS)
        return cx_config_fail(&c->model, "%s is to be the number of a token, or a list of up to %d", at, CXI_MAX_ENDS);
    if (id < (double)c->model.vocabulary) c->ends[c->end_count++] = (int64_t)id;
    return true;
}

/* The tokens that end a text, a number or a list. Returns whether there is something under this key. */
static bool read_ends_at(struct cxi_config *c, const char *at) {
    int64_t count = cx_weights_length(c->weights, at);
    if (says_nothing(c->weights, at) || count == 0) return false;
    bool fine = count > 0 || read_end(c, at);
    for (int64_t i = 0; i < count && fine; i++) {
        struct key element;
        snprintf(element.text, sizeof element.text, "%s.%lld", at, (long long)i);
        fine = read_end(c, element.text);
    }
    return true;
}

static void read_ends(struct cxi_config *c) {
    if (c->model.gguf) {
        read_ends_at(c, "tokenizer.ggml.eos_token_id");
        read_ends_at(c, "tokenizer.ggml.eot_token_id");
    } else if (!read_ends_at(c, "generation_config.eos_token_id") && !read_ends_at(c, "eos_token_id"))
        read_ends_at(c, key(&c->model, "eos_token_id").text);
}

static bool check_size(cx_lm_config *c, const char *what, int64_t value, int64_t most) {
    return (value >= 1 && value <= most) ||
           cx_config_fail(c, "the configuration does not give a number of %s from 1 to %lld", what, (long long)most);
}

static bool read_sizes(cx_lm_config *c, const cx_family *family) {
    static const cx_family_sizes none; /* GGUF leaves nothing out */
    const cx_family_sizes *o = c->gguf ? &none : &family->otherwise;
    const char *layers = family->keys.layers, *heads = family->keys.heads, *inner = family->keys.inner,
               *context = family->keys.context;
    c->layers = read_size(c, layers ? layers : "num_hidden_layers", "block_count", o->layers);
    c->heads = read_size(c, heads ? heads : "num_attention_heads", "attention.head_count", o->heads);
    c->key_value_heads = read_size(c, "num_key_value_heads", "attention.head_count_kv",
                                   o->key_value_heads ? o->key_value_heads : c->heads);
    c->inner =
        read_size(c, inner ? inner : "intermediate_size", "feed_forward_length", o->inner ? o->inner : 4 * c->features);
    c->context = read_size(c, context ? context : "max_position_embeddings", "context_length", o->context);
    if (!check_size(c, "layers", c->layers, CXI_MAX_LAYERS) || !check_size(c, "attention heads", c->heads, 1 << 16) ||
        !check_size(c, "key-value heads", c->key_value_heads, 1 << 16) ||
        !check_size(c, "tokens of context", c->context, 1 << 30))
        return false;
    c->head_dim = read_size(c, "head_dim", "attention.key_length", o->head_dim ? o->head_dim : c->features / c->heads);
    return (c->head_dim >= 1 && c->head_dim <= 2 * CXI_MAX_HALF && c->heads % c->key_value_heads == 0) ||
           cx_config_fail(c, "heads of %lld features, or %lld heads for %lld of keys, are not possible",
                          (long long)c->head_dim, (long long)c->heads, (long long)c->key_value_heads);
}

/* -------------------------------------------------------------------------------------------------- all of it */

/* What Calx has read and the family has changed. */
static void check(struct cxi_config *c) {
    const struct {
        const char *name;
        double value;
    } numbers[] = {{"norms' epsilon", c->model.epsilon},
                   {"attention's scale", c->model.attention_scale},
                   {"rotary base", c->rope[false].base},
                   {"rotary base of local layers", c->rope[true].base}};
    for (int i = 0; i < 4; i++)
        if (!(numbers[i].value >= 0 && isfinite(numbers[i].value)))
            cx_config_fail(&c->model, "the %s is %g by the configuration, which is not possible", numbers[i].name,
                           numbers[i].value);
    bool any_local = false;
    for (int64_t i = 0; i < c->model.layers; i++) any_local |= c->local[i];
    check_size(&c->model, "features within layers", c->model.inner, 1 << 30);
    if (any_local) check_size(&c->model, "tokens in a window", c->model.window, 1 << 30);
}

bool cxi_config_read(struct cxi_config *c, const cx_weights *w, const cx_family *const *families,
                     struct cxi_status *status) {
    *c = (struct cxi_config){.weights = w, .status = status};
    if (cx_weights_error(w)) return cxi_fail(status, "%s", cx_weights_error(w));
    cx_lm_config *m = &c->model;
    const char *type = find_type(c);
    c->family = find_family(families, type);
    if (!c->family) c->family = find_family(known_families, type);
    if (!c->family)
        return cx_config_fail(
            m, "a model of type '%.40s' is not known; known are gemma, gemma2, gemma3, llama, gpt2 and bert", type);
    if (!find_embedding(c) || !read_sizes(m, c->family)) return false;
    m->epsilon = cx_config_number(m, "rms_norm_eps", "attention.layer_norm_rms_epsilon", -1);
    if (m->epsilon < 0) m->epsilon = cx_config_number(m, "layer_norm_eps", "attention.layer_norm_epsilon", -1);
    if (m->epsilon < 0) m->epsilon = cx_config_number(m, "layer_norm_epsilon", NULL, c->family->otherwise.epsilon);
    m->tied = m->gguf ? !cx_weights_find(w, "output.weight") /* the model's own word, or its text part's */
                      : cx_weights_flag(w, "tie_word_embeddings",
                                        cx_config_flag(m, "tie_word_embeddings", NULL, c->family->otherwise.tied));
    m->attention_scale = 1 / sqrt((double)m->head_dim);
    no_scaling(&c->rope[false]), no_scaling(&c->rope[true]);
    read_ends(c);
    for (const char *const *flag = c->family->refuses; flag && *flag; flag++)
        if (cx_config_flag(m, *flag, NULL, false))
            cx_config_fail(m, "the configuration asks for %s, which is not known", *flag);
    if (c->family->configure) c->family->configure(m, w);
    check(c);
    c->weights = NULL; /* they may be gone when the layers are built */
    return cxi_ok(status);
}
