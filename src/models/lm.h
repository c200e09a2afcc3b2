/* The inside of a language model. */
#ifndef CXI_LM_H
#define CXI_LM_H

#include <calx/models.h>

#include "models/pass.h"
#include "run/tensor.h"
#include "text/sample.h"

/* What a compiled pass gives. */
enum cxi_pass_kind {
    CXI_FIRST,  /* the last column's logits, of texts of which the cache knows nothing yet */
    CXI_MORE,   /* likewise, of those that it knows the beginning of */
    CXI_WHOLE,  /* all columns' logits, with no cache */
    CXI_HIDDEN, /* all columns' hidden states, with no cache */
    CXI_PASSES
};

struct cxi_lm_program {
    cx_lm *lm;
    enum cxi_pass_kind kind;
    cx_exec *exec;
};

struct cx_lm {
    struct cxi_owned owned;
    struct cxi_status status;
    struct cxi_config config;
    int64_t chunk;   /* the most columns of one pass with a cache */
    cx_store *store; /* the weights */
    cx_tokenizer *tokenizer;
    struct cxi_lm_program program[CXI_PASSES];
    struct cxi_sampler sampler[CXI_SAMPLE_KINDS];
};

/* Puts all weights of the model into its store. */
bool cxi_lm_load(cx_lm *lm, cx_weights *weights, const cx_lm_args *args);

/* The compiled form of a pass; one for each combination of shapes is kept. Inputs: tokens i32 [batch, time], clock i32,
   count i32, pad i32 [batch], and with a cache: the keys of each layer, then the values, which are used up. Results: logits
   or hidden states, f32; and with a cache: clock + count, and the cache as it is then. */
cx_exec *cxi_lm_exec(cx_lm *lm, enum cxi_pass_kind kind);

/* The inputs of a pass without a cache, over one text: `count` tokens at the beginning of ids [time]. To be freed. */
void cxi_lm_inputs(cx_lm *lm, int64_t time, int64_t count, const int32_t *ids, cx_tensor *in[4]);

/* Whether these are tokens of the model's. */
bool cxi_lm_check(const cx_lm *lm, int64_t count, const int32_t *ids, struct cxi_status *status);

/* The least of a few sizes that holds `count`: what is compiled for one length serves many. */
int64_t cxi_padded(int64_t count);

#endif
