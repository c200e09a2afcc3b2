/* A family of models: one record each, in its own file (gemma.c, llama.c, ...). */
#ifndef CXI_FAMILY_H
#define CXI_FAMILY_H

#include "models/pass.h"

/* A tensor: where Calx keeps it, what files call it. A pattern with %d stands for one tensor a layer. */
struct cxi_weight_name {
    const char *path; /* "layer%d/query/weight" */
    const char *hugging_face, *gguf;
    enum cxi_weight_kind {
        CXI_NEEDED,
        CXI_OPTIONAL,  /* the model does without */
        CXI_HEAD,      /* needed where the table of embeddings is not the head as well */
        CXI_TRANSPOSED /* Hugging Face keeps [in, out], GGUF [out, in] */
    } kind;
};

struct cxi_family {
    const char *name;                    /* for people: "Gemma 3" */
    const char *const *types;            /* Hugging Face's model_type and GGUF's architecture, the last NULL */
    bool encoder;                        /* reads texts, and writes none */
    const struct cxi_weight_name *names; /* the last has no path */
    const char *const *prefixes;         /* that Hugging Face's names may have, the last NULL */
    struct cxi_sizes otherwise;          /* where a config.json does not say */
    void (*configure)(struct cxi_config *config, const cx_weights *weights);
    cx_node *(*build)(cx_scope *scope, struct cxi_pass *pass); /* [batch, time, features], after the last norm */
};

extern const struct cxi_family cxi_gemma1, cxi_gemma2, cxi_gemma3, cxi_llama, cxi_gpt2, cxi_bert;

#endif
