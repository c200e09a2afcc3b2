/* The sampling program of one generation, with what it keeps on the device. */
#ifndef CXI_SAMPLER_H
#define CXI_SAMPLER_H

#include "text/generation.h"

struct cxi_choice {
    cx_exec *exec;
    unsigned flags;
    cx_tensor *numbers, *seed, *draws, *bias, *history; /* see text/sample.h */
};
struct cxi_chosen {
    cx_tensor *ids;    /* i32 [batch, 1] */
    cx_tensor *scores; /* f32 [batch], or NULL */
};

/* For the rows of a generation, whose prompts are known. */
bool cxi_choice_open(struct cxi_choice *choice, cx_lm *lm, cx_generation *generation, const cx_generate_args *args);
void cxi_choice_close(struct cxi_choice *choice);
struct cxi_chosen cxi_choose(struct cxi_choice *choice, cx_tensor *logits); /* waits for nothing */
void cxi_chosen_free(struct cxi_chosen *chosen);

#endif
