/* Filters as in transformers (generation/logits_process.py) and in its order: penalties, bias, temperature, top-k, top-p,
   min-p. None sorts: the bounds of top-k and top-p are found by bisection over the bits of the logits, 32 passes that only
   count, which for large vocabularies costs a tenth of a sort. */
#include "text/sample.h"

#include <math.h>

#define DROPPED (-1e30)

/* ------------------------------------------------------------------------------------------------- options */

unsigned cxi_sample_flags(const cx_sampling *s, bool score) {
    bool random = s->temperature > 0;
    unsigned flags = score ? CXI_SAMPLE_SCORE : 0;
    if (random) flags |= CXI_SAMPLE_RANDOM;
    if (random && s->top_k > 0) flags |= CXI_SAMPLE_TOP_K;
    if (random && s->top_p > 0 && s->top_p < 1) flags |= CXI_SAMPLE_TOP_P;
    if (random && s->min_p > 0) flags |= CXI_SAMPLE_MIN_P;
    if ((s->repetition > 0 && s->repetition != 1) || s->frequency != 0 || s->presence != 0) flags |= CXI_SAMPLE_HISTORY;
    if (s->bias_count > 0) flags |= CXI_SAMPLE_BIAS;
    return flags;
}

void cxi_sample_numbers(const cx_sampling *s, float *to) {
    to[CXI_TEMPERATURE] = (float)s->temperature;
    to[CXI_TOP_K] = (float)s->top_k;
    to[CXI_TOP_P] = (float)s->top_p;
    to[CXI_MIN_P] = (float)s->min_p;
    to[CXI_REPETITION] = s->repetition > 0 ? (float)s->repetition : 1;
    to[CXI_FREQUENCY] = (float)s->frequency;
    to[CXI_PRESENCE] = (float)s->presence;
}

static cx_node *number(cx_node *numbers, int which) {
    return cx_reshape(cx_slice_axis(numbers, 0, which, which + 1), CX_SCALAR);
}

/* ----------------------------------------------------------------------------------------------- penalties */

/* Repetition (Keskar et al. 2019) weighs all tokens met, frequency and presence (as in OpenAI's interface) those chosen. */
static cx_node *penalise(cx_node *logits, cx_node *numbers, cx_node *history) {
    cx_node *met = cx_gt(history, cx_k(0)), *factor = number(numbers, CXI_REPETITION);
    cx_node *lowered = cx_select(cx_lt(logits, cx_k(0)), cx_mul(logits, factor), cx_div(logits, factor));
    logits = cx_select(met, lowered, logits);
    cx_node *times = cx_convert(cx_div(history, cx_k(2)), CX_F32);
    logits = cx_sub(logits, cx_mul(times, number(numbers, CXI_FREQUENCY)));
    return cx_sub(logits, cx_mul(cx_minimum(times, cx_k(1)), number(numbers, CXI_PRESENCE)));
}

/* ------------------------------------------------------------------------------------------------- filters */

/* u32 in the order of the floats: a larger float has larger bits. */
static cx_node *ordered_bits(cx_node *x) {
    cx_node *bits = cx_bitcast(x, CX_U32), *sign = cx_shift_right(bits, cx_k(31));
    cx_node *flip = cx_or(cx_mul(sign, cx_k(0x7fffffff)), cx_k(INT64_C(0x80000000)));
    return cx_xor(bits, flip);
}

struct bisection {
    cx_node *bits;   /* u32 [batch, vocabulary] */
    cx_node *weight; /* f32 [batch, vocabulary]; NULL: 1 each */
    cx_node *wanted; /* f32 [batch, 1] */
};

static void is_bit_left(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_gt(in[1], cx_k(0));
}

/* in: the bound's bits found so far [batch, 1], and the bit to decide on */
static void decide_bit(cx_node *const *in, cx_node **out, void *user) {
    struct bisection *b = user;
    cx_node *higher = cx_or(in[0], in[1]);
    cx_node *above = cx_convert(cx_ge(b->bits, higher), CX_F32);
    cx_node *sum = cx_sum(b->weight ? cx_mul(above, b->weight) : above, .axes = CX_DIMS(1), .keep = true);
    out[0] = cx_select(cx_ge(sum, b->wanted), higher, in[0]);
    out[1] = cx_shift_right(in[1], cx_k(1));
}

/* x where the weights of the elements at least as large do not yet make up `wanted` without it; else DROPPED */
static cx_node *keep_largest(cx_node *x, cx_node *weight, cx_node *wanted) {
    cx_graph *graph = cx_graph_of(x);
    struct bisection b = {ordered_bits(x), weight, wanted};
    cx_node *state[] = {cx_fill(graph, CX_U32, CX_DIMS(cx_dim(x, 0), 1), 0), cx_scalar(graph, CX_U32, 0x80000000)};
    cx_while(2, state, is_bit_left, decide_bit, &b, state);
    return cx_select(cx_ge(b.bits, state[0]), x, cx_k(DROPPED));
}

static cx_node *column(cx_node *x, cx_node *scalar) {
    return cx_broadcast(scalar, CX_DIMS(cx_dim(x, 0), 1));
}

static cx_node *filter(cx_node *logits, cx_node *numbers, unsigned flags) {
    cx_node *x = cx_div(logits, number(numbers, CXI_TEMPERATURE));
    if (flags & CXI_SAMPLE_TOP_K) x = keep_largest(x, NULL, column(x, number(numbers, CXI_TOP_K)));
    if (flags & CXI_SAMPLE_TOP_P) x = keep_largest(x, cx_softmax(x, 1), column(x, number(numbers, CXI_TOP_P)));
    if (flags & CXI_SAMPLE_MIN_P) {
        cx_node *least = cx_add(cx_max(x, .axes = CX_DIMS(1), .keep = true), cx_log(number(numbers, CXI_MIN_P)));
        x = cx_select(cx_ge(x, least), x, cx_k(DROPPED));
    }
    return x;
}

static cx_node *history_of(cx_node *const *in, unsigned flags) {
    return in[flags & CXI_SAMPLE_BIAS ? 5 : 4];
}

cx_node *cxi_sample_logits(cx_node *const *in, unsigned flags) {
    cx_node *x = in[0], *numbers = in[1];
    if (flags & CXI_SAMPLE_HISTORY) x = penalise(x, numbers, history_of(in, flags));
    if (flags & CXI_SAMPLE_BIAS) x = cx_add(x, in[4]);
    return flags & CXI_SAMPLE_RANDOM ? filter(x, numbers, flags) : x;
}

/* ------------------------------------------------------------------------------------------------ the choice */

/* The largest of x with Gumbel noise added is a draw from softmax(x) (Gumbel 1954; Maddison et al. 2014). */
static cx_node *draw(cx_node *x, cx_node *seed, cx_node *draws) {
    cx_node *u = cx_uniform(cx_fold_in(seed, draws), CX_F32, cx_node_dims(x), .low = 1e-37, .high = 1);
    return cx_argmax(cx_sub(x, cx_log(cx_neg(cx_log(u)))), 1);
}

void cxi_sample_build(cx_scope *scope, cx_node *const *in, cx_node **out, void *user) {
    (void)scope;
    unsigned flags = *(const unsigned *)user;
    cx_node *logits = in[0], *seed = in[2], *draws = in[3], *x = cxi_sample_logits(in, flags);
    cx_node *chosen = flags & CXI_SAMPLE_RANDOM ? draw(x, seed, draws) : cx_argmax(x, 1); /* i32 [batch] */
    int result = 2;
    out[0] = cx_expand_dims(chosen, 1);
    out[1] = cx_shift(draws, 1);
    if (flags & CXI_SAMPLE_SCORE) out[result++] = cx_squeeze(cx_take_along(cx_log_softmax(logits, 1), out[0], 1), 1);
    if (flags & CXI_SAMPLE_HISTORY) {
        cx_node *once = cx_one_hot(chosen, cx_dim(logits, 1), CX_I32);
        out[result] = cx_add(history_of(in, flags), cx_scale(once, 2));
    }
}
