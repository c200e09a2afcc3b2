/* calx/family.h: families of language models: what it takes to run one that the library does not know.

       static cx_node *build(cx_scope *s, cx_pass *pass);   // the layers
       static const cx_family qwen2 = {.name = "Qwen 2", .types = types, .tensors = tensors, .build = build, ...};
       cx_lm *lm = cx_lm_open(rt, "Qwen2-0.5B", .families = (const cx_family *const[]){&qwen2, NULL});

   A family is a record: how its models call themselves and their tensors, a function that reads what is particular in a
   configuration, and one that builds the layers. All else is done for it: sizes, vocabulary, weights in whatever form their
   file has, the cache of keys and values, batches, sampling. The library's own families (src/models/families/) are written with
   nothing but what is said here; docs/language-models.md has one in full.

   The graph of a pass is built from ordinary operations and layers (calx/ops.h, calx/layers.h) and, where a layer would not know
   how a published weight is kept or what was read before, from the functions below. */
#ifndef CALX_FAMILY_H
#define CALX_FAMILY_H

#include <calx/nn.h>
#include <calx/weights.h>

CX_BEGIN

/* ---------------------------------------------------------------------------------------------- the configuration
   The numbers of one model. Calx reads those that all families have, calls the family's `configure` to set the rest, and refuses
   a model whose numbers cannot be. Only Calx makes these; the functions below read for `configure`, and nothing later. */
typedef struct cx_lm_config {
    bool gguf; /* names, and the meanings of a few weights, are GGUF's; else Hugging Face's */
    int64_t vocabulary, features, inner, layers, heads, key_value_heads, head_dim;
    int64_t context; /* tokens the model was made for */
    double epsilon;  /* of the norms */
    bool tied;       /* logits by the table of embeddings */
    /* These are for the family to set: */
    cx_node *(*activation)(cx_node *x); /* by cx_config_activation; NULL: the family does without */
    double attention_scale;             /* of the scores; 1 / sqrt(head_dim) so far */
    double attention_cap, logit_cap;    /* scores, and logits, s become cap tanh(s / cap); 0: they do not */
    int64_t window;                     /* tokens that a local layer sees: cx_config_windows */
    bool neighbours;                    /* rotary positions pair neighbours, not halves: Llama's weights in GGUF */
    double own[8];                      /* whatever `build` is to know besides */
} cx_lm_config;

/* What the configuration says under its Hugging Face name or its GGUF name ("attention.key_length": without the architecture
   before it), whichever this model has; `otherwise` where it does not, or where the name is NULL. */
CX_API double cx_config_number(const cx_lm_config *config, const char *hugging_face, const char *gguf,
                               double otherwise);
/* Likewise; 0 where Hugging Face's says null, as it does of caps and windows that a model is without. */
CX_API double cx_config_number_or_none(const cx_lm_config *config, const char *hugging_face, const char *gguf,
                                       double otherwise);
CX_API const char *cx_config_text(const cx_lm_config *config, const char *hugging_face, const char *gguf,
                                  const char *otherwise);
CX_API bool cx_config_flag(const cx_lm_config *config, const char *hugging_face, const char *gguf, bool otherwise);

/* Sets the activation, by Hugging Face's name: "silu", "gelu_pytorch_tanh". */
CX_API void cx_config_activation(cx_lm_config *config, const char *name);
/* Reads the rotary positions, with their scaling; `base` where the configuration does not say. Those of local layers are like
   all others' unless they are read, too, and after them. */
CX_API void cx_config_rope(cx_lm_config *config, bool local, double base);
/* Reads which layers are local, and their window. Where nothing is said all are but every `every`th. */
CX_API void cx_config_windows(cx_lm_config *config, int64_t every);
/* Refuses the model: the reason comes behind the file's name, and the first one stays. Returns false. */
CX_API bool cx_config_fail(cx_lm_config *config, const char *format, ...) CX_PRINTF(2, 3);

/* --------------------------------------------------------------------------------------------------------- a pass
   One pass of a model over tokens, as its graph sees it. Layers are numbered from 0; heads come as [batch, time, heads,
   head_dim] or side by side, as [batch, time, heads * head_dim]. */
typedef struct cx_pass cx_pass;
CX_API const cx_lm_config *cx_pass_config(const cx_pass *pass);
CX_API cx_node *cx_pass_tokens(const cx_pass *pass);    /* i32 [batch, time] */
CX_API cx_node *cx_pass_positions(const cx_pass *pass); /* i32 [batch, time]: of the tokens in their texts, from 0 */
/* Queries or keys rotated to the positions: [batch, time, heads, head_dim]. */
CX_API cx_node *cx_pass_rotate(cx_pass *pass, int64_t layer, cx_node *x);
/* What queries find among the keys and values of this pass and of those before, which are cached: [batch, time, heads *
   head_dim]. Once a layer. Each token sees itself and those before it, in a local layer the nearest of them; in an encoder all. */
CX_API cx_node *cx_pass_attend(cx_scope *scope, cx_pass *pass, int64_t layer, cx_node *query, cx_node *key,
                               cx_node *value);

/* --------------------------------------------------------------------------------------------- published weights
   Variables of the scope, that the family's `tensors` name. Their form is the file's (f32, f16, bf16, quantised blocks), their
   shape [out, in], as in most files, and the result f32. */
/* x [..., in] by the scope's weight [units, in], plus its bias [units] where there is one: [..., units]. */
CX_API cx_node *cx_project(cx_scope *scope, cx_node *x, int64_t units);
/* y[i] = x by the weight of the scope name[i] within this one: [..., units[i]]. As one after the other, but faster: x is read
   once where they are quantised. */
CX_API void cx_projects(cx_scope *scope, cx_node *x, int count, const char *const *name, const int64_t *units,
                        cx_node **y);
/* Rows of the scope's weight [count, features] by indices [...], integers: [..., features]. */
CX_API cx_node *cx_lookup(cx_scope *scope, cx_node *indices, int64_t count, int64_t features);

/* ------------------------------------------------------------------------------------------------------- a family */
typedef enum cx_family_tensor_kind {
    CX_NEEDED,
    CX_OPTIONAL,  /* a model may be without */
    CX_HEAD,      /* needed where the table of embeddings is not the head as well; its name never has a prefix */
    CX_TRANSPOSED /* needed; Hugging Face keeps [in, out], GGUF [out, in] */
} cx_family_tensor_kind;

/* A tensor: where Calx keeps it, and what files call it. A name with %d stands for one tensor a layer. */
typedef struct cx_family_tensor {
    const char *path;         /* scope and variable: "layer%d/query/weight" */
    const char *hugging_face; /* this and the next: NULL where such files do not have it */
    const char *gguf;
    cx_family_tensor_kind kind;
} cx_family_tensor;

/* Sizes that a config.json may leave out, being what transformers' class of the family takes then. 0: heads of keys as those of
   queries, a head's size features / heads, inner 4 features. */
typedef struct cx_family_sizes {
    int64_t layers, heads, key_value_heads, head_dim, inner, context;
    double epsilon;
    bool tied;
} cx_family_sizes;

/* Read, and pointed to, as long as a model of the family is open. */
typedef struct cx_family {
    const char *name;                /* for people: "Gemma 3" */
    const char *const *types;        /* Hugging Face's model_type, and GGUF's architecture; the last is NULL */
    const cx_family_tensor *tensors; /* the first is embedding/weight [vocabulary, features], the last has no path. One that
                                        is not tied has its head at head/weight [vocabulary, features] */
    const char *const *prefixes;     /* what may stand before Hugging Face's names: "model.", "", NULL; NULL: nothing */
    bool encoder;                    /* reads texts, and writes none: a token also sees those behind it */
    void (*configure)(cx_lm_config *config, const cx_weights *weights); /* NULL: nothing is particular */
    cx_node *(*build)(cx_scope *scope, cx_pass *pass); /* the states that logits are made of: [batch, time, features] */
    const char *const *refuses; /* flags of config.json that ask for what `build` does not do: a model that sets one is
                                   refused; the last is NULL. NULL: none */
    cx_family_sizes otherwise;
    struct { /* what config.json calls these; NULL: as most do, "num_hidden_layers" */
        const char *layers, *heads, *inner, *context;
    } keys;
} cx_family;

#ifndef CX_INSIDE_LIBRARY /* see calx/places.h */
#define cx_pass_rotate(pass, layer, x)             cx_pass_rotate(pass, layer, CX_AT(x))
#define cx_pass_attend(scope, pass, layer, q, k, v) cx_pass_attend(scope, pass, layer, CX_AT(q), k, v)
#define cx_project(scope, x, units)                cx_project(scope, CX_AT(x), units)
#define cx_projects(scope, x, ...)                 cx_projects(scope, CX_AT(x), __VA_ARGS__)
#define cx_lookup(scope, indices, count, features) cx_lookup(scope, CX_AT(indices), count, features)
#endif

CX_END
#endif
