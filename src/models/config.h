/* What kind of model a folder or file holds, and its sizes: read from config.json or from GGUF metadata. */
#ifndef CXI_MODEL_CONFIG_H
#define CXI_MODEL_CONFIG_H

#include <calx/family.h>

#include "base/status.h"

enum { CXI_MAX_LAYERS = 512, CXI_MAX_HALF = 512, CXI_MAX_ENDS = 8 };

/* Rotary positions. */
struct cxi_rope {
    double base;                   /* 0: as cx_rope's */
    double divisors[CXI_MAX_HALF]; /* of the head_dim / 2 frequencies */
};

struct cxi_config {
    cx_lm_config model; /* the first: what a family is given points here */
    const cx_family *family;
    const cx_weights *weights; /* while it is read */
    char prefix[48];           /* what stands before Hugging Face's names: "model." */
    char keys[48];             /* what stands before the keys of sizes: "text_config.", "gemma3." */
    bool local[CXI_MAX_LAYERS];
    struct cxi_rope rope[2];    /* of layers that see everything, and of local ones */
    int64_t ends[CXI_MAX_ENDS]; /* tokens that end a text */
    int end_count;
    struct cxi_status *status; /* what cannot be is said here, while it is read */
};

/* Fills the config, or says what is missing or not known. Families of the caller's own (the last NULL; or NULL) come before the
   library's. */
bool cxi_config_read(struct cxi_config *config, const cx_weights *weights, const cx_family *const *families,
                     struct cxi_status *status);

#endif
