/* What kind of model a folder or file holds, and its sizes: read from config.json or from GGUF metadata. */
#ifndef CXI_MODEL_CONFIG_H
#define CXI_MODEL_CONFIG_H

#include <calx/nn.h>
#include <calx/weights.h>

#include "base/status.h"

enum { CXI_MAX_LAYERS = 512, CXI_MAX_HALF = 512, CXI_MAX_ENDS = 8 };

/* Rotary positions: base 0 for none. */
struct cxi_rope {
    double base;
    double divisors[CXI_MAX_HALF]; /* of the head_dim / 2 frequencies */
};

struct cxi_family;

struct cxi_config {
    const struct cxi_family *family;
    bool gguf;       /* names and a few meanings are GGUF's, else Hugging Face's */
    char prefix[48]; /* what stands before Hugging Face's names: "model." */
    char keys[48];   /* what stands before the keys of sizes: "text_config.", "gemma3." */
    int64_t vocabulary, features, inner, layers, heads, key_value_heads, head_dim;
    int64_t context;  /* tokens it was made for */
    int64_t segments; /* BERT's kinds of tokens: those of the first text, and of the second */
    int64_t window;   /* tokens that a local layer sees, itself among them; 0: no layer is local */
    bool local[CXI_MAX_LAYERS];
    struct cxi_rope rope, local_rope;                 /* of layers that see everything, and of the others */
    double epsilon;                                   /* of the norms */
    double attention_scale, attention_cap, logit_cap; /* caps: 0 for none */
    double norm_offset;          /* what is added to a norm's weights: 1 in Gemma's Hugging Face files */
    bool head_norms, post_norms; /* Gemma 3's norms of queries and keys; Gemma 2's norms behind each block */
    cx_node *(*activation)(cx_node *x);
    bool tied;                  /* logits by the table of embeddings */
    bool neighbours;            /* rope pairs neighbours, not halves: Llama's weights in GGUF */
    int64_t ends[CXI_MAX_ENDS]; /* tokens that end a text */
    int end_count;
    struct cxi_status *status; /* what cannot be is said here */
};

/* Sizes that a config.json may leave out, as some of Google's do, being what transformers' classes take then. 0: heads of keys
   as those of queries, a head's size features / heads. */
struct cxi_sizes {
    int64_t layers, heads, key_value_heads, head_dim, inner, context;
    double epsilon;
    bool tied;
};

/* Fills the config, or says what is missing or not known. */
bool cxi_config_read(struct cxi_config *config, const cx_weights *weights, struct cxi_status *status);

/* A number under its Hugging Face name or its GGUF name, whichever this model has; `otherwise` where it does not say. */
double cxi_config_number(const struct cxi_config *config, const cx_weights *weights, const char *hugging_face,
                         const char *gguf, double otherwise);

/* Likewise; 0 where Hugging Face's configuration says null. */
double cxi_config_number_or_none(const struct cxi_config *config, const cx_weights *weights, const char *hugging_face,
                                 const char *gguf, double otherwise);

/* Likewise a whole number from 0 to 1e9; -1: one that is not. */
int64_t cxi_config_size(const struct cxi_config *config, const cx_weights *weights, const char *hugging_face,
                        const char *gguf, int64_t otherwise);

const char *cxi_config_text(const struct cxi_config *config, const cx_weights *weights, const char *hugging_face,
                            const char *gguf, const char *otherwise);

/* A boolean of Hugging Face's configuration. */
bool cxi_config_flag(const struct cxi_config *config, const cx_weights *weights, const char *name, bool otherwise);

/* The pieces that families configure themselves with. */
void cxi_config_activation(struct cxi_config *config, const cx_weights *weights, const char *name);
void cxi_config_rope(struct cxi_config *config, const cx_weights *weights, struct cxi_rope *rope, const char *kind,
                     double base);
void cxi_config_windows(struct cxi_config *config, const cx_weights *weights, int64_t every);

#endif
