/* The choice of the next token, on the device: a small program of its own between two passes of a model, so that another
   way of choosing compiles no model anew. */
#ifndef CXI_SAMPLE_H
#define CXI_SAMPLE_H

#include <calx/generate.h>

/* What a choice takes into account; a program is compiled for each combination in use. */
enum {
    CXI_SAMPLE_RANDOM = 1, /* else the largest logit */
    CXI_SAMPLE_TOP_K = 2,
    CXI_SAMPLE_TOP_P = 4,
    CXI_SAMPLE_MIN_P = 8,
    CXI_SAMPLE_HISTORY = 16, /* penalties */
    CXI_SAMPLE_BIAS = 32,
    CXI_SAMPLE_SCORE = 64, /* the log-probability of what was chosen */
    CXI_SAMPLE_KINDS = 128
};
unsigned cxi_sample_flags(const cx_sampling *sampling, bool score);

/* Numbers of a sampling, in the order in which the program is given them: f32 [CXI_SAMPLE_NUMBERS]. */
enum {
    CXI_TEMPERATURE,
    CXI_TOP_K,
    CXI_TOP_P,
    CXI_MIN_P,
    CXI_REPETITION,
    CXI_FREQUENCY,
    CXI_PRESENCE,
    CXI_SAMPLE_NUMBERS
};
void cxi_sample_numbers(const cx_sampling *sampling, float *to);

struct cxi_sampler {
    unsigned flags;
    cx_exec *exec;
};

/* Builds the program. in[]: logits f32 [batch, vocabulary], numbers f32, seed u32 [2], draws i32 so far; with BIAS, f32
   [vocabulary]; with HISTORY, i32 [batch, vocabulary]: of each token, twice the times it was chosen, plus 1 where the prompt
   has it. out[]: i32 [batch, 1]; draws + 1; with SCORE, f32 [batch]; with HISTORY, the new one. `user` points to the flags. */
void cxi_sample_build(cx_scope *scope, cx_node *const *in, cx_node **out, void *user);

/* Logits as they are chosen from, of the same inputs: with RANDOM, far below all others where a filter dropped them. f32
   [batch, vocabulary] */
cx_node *cxi_sample_logits(cx_node *const *in, unsigned flags);

#endif
