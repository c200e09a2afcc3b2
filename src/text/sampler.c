#include "text/sampler.h"

#include "base/alloc.h"

static cx_tensor *bias_tensor(cx_lm *lm, const cx_sampling *s, struct cxi_status *status) {
    cx_array *array = cx_array_new(CX_F32, CX_DIMS(lm->config.model.vocabulary));
    float *to = cx_array_data(array);
    for (int i = 0; to && i < s->bias_count; i++) {
        if (s->bias_ids[i] < 0 || s->bias_ids[i] >= lm->config.model.vocabulary)
            cxi_fail(status, "the bias of token %ld: the vocabulary ends at %lld", (long)s->bias_ids[i],
                     (long long)lm->config.model.vocabulary - 1);
        else
            to[s->bias_ids[i]] += s->bias[i];
    }
    cx_tensor *tensor = cx_tensor_of(lm->owned.runtime, array);
    cx_array_free(array);
    return tensor;
}

/* 1 where a token is in the row's prompt */
static cx_tensor *history_tensor(cx_lm *lm, const cx_generation *g) {
    cx_array *array = cx_array_new(CX_I32, CX_DIMS(g->rows, g->vocabulary));
    int32_t *to = cx_array_data(array);
    for (int b = 0; to && b < g->rows; b++)
        for (int64_t i = 0; i < g->row[b].prompt; i++) to[b * g->vocabulary + g->row[b].ids[i]] = 1;
    cx_tensor *tensor = cx_tensor_of(lm->owned.runtime, array);
    cx_array_free(array);
    return tensor;
}

static int inputs(const struct cxi_choice *c, cx_tensor *logits, cx_tensor **in) {
    int count = 0;
    in[count++] = logits;
    in[count++] = c->numbers;
    in[count++] = c->seed;
    in[count++] = c->draws;
    if (c->bias) in[count++] = c->bias;
    if (c->history) in[count++] = c->history;
    return count;
}

static cx_exec *exec_of(cx_lm *lm, unsigned flags) {
    struct cxi_sampler *sampler = &lm->sampler[flags];
    sampler->flags = flags;
    bool score = flags & CXI_SAMPLE_SCORE, history = flags & CXI_SAMPLE_HISTORY;
    if (!sampler->exec)
        sampler->exec = cx_exec_new(lm->store, cxi_sample_build, .user = &sampler->flags,
                                    .outputs = 2 + score + history, .donated = history, .name = "the next token");
    return sampler->exec;
}

/* Compiles it, with zeros in the place of logits. */
static void prepare(struct cxi_choice *c, cx_lm *lm, const cx_generation *g) {
    cx_array *zeros = cx_array_new(CX_F32, CX_DIMS(g->rows, g->vocabulary));
    cx_tensor *in[6] = {cx_tensor_of(lm->owned.runtime, zeros)};
    cx_exec_prepare(c->exec, inputs(c, in[0], in), in);
    cx_tensor_free(in[0]);
    cx_array_free(zeros);
}

bool cxi_choice_open(struct cxi_choice *c, cx_lm *lm, cx_generation *g, const cx_generate_args *args) {
    const cx_sampling *s = &args->sampling;
    cx_runtime *rt = lm->owned.runtime;
    float numbers[CXI_SAMPLE_NUMBERS];
    cxi_sample_numbers(s, numbers);
    *c = (struct cxi_choice){.flags = cxi_sample_flags(s, args->scores)};
    c->exec = exec_of(lm, c->flags);
    c->numbers = cx_tensor_new(rt, CX_F32, CX_DIMS(CXI_SAMPLE_NUMBERS), numbers);
    c->seed = cx_tensor_new(rt, CX_U32, CX_DIMS(2), ((uint32_t[]){(uint32_t)s->seed, (uint32_t)(s->seed >> 32)}));
    c->draws = cx_tensor_scalar(rt, CX_I32, 0);
    if (c->flags & CXI_SAMPLE_BIAS) c->bias = bias_tensor(lm, s, &g->status);
    if (c->flags & CXI_SAMPLE_HISTORY) c->history = history_tensor(lm, g);
    if (cxi_ok(&g->status)) prepare(c, lm, g);
    if (!cxi_ok(&g->status)) cxi_choice_close(c);
    return cxi_ok(&g->status);
}

void cxi_choice_close(struct cxi_choice *c) {
    cx_tensor_free(c->numbers);
    cx_tensor_free(c->seed);
    cx_tensor_free(c->draws);
    cx_tensor_free(c->bias);
    cx_tensor_free(c->history);
}

struct cxi_chosen cxi_choose(struct cxi_choice *c, cx_tensor *logits) {
    struct cxi_chosen chosen = {0};
    cx_tensor *in[6], *out[4];
    int count = inputs(c, logits, in), next = 2;
    cx_exec_call(c->exec, count, in, 2 + (c->flags & CXI_SAMPLE_SCORE ? 1 : 0) + (c->history ? 1 : 0), out);
    chosen.ids = out[0];
    cx_tensor_free(c->draws);
    c->draws = out[1];
    if (c->flags & CXI_SAMPLE_SCORE) chosen.scores = out[next++];
    if (c->history) {
        cx_tensor_free(c->history);
        c->history = out[next];
    }
    return chosen;
}

void cxi_chosen_free(struct cxi_chosen *chosen) {
    cx_tensor_free(chosen->ids);
    cx_tensor_free(chosen->scores);
    *chosen = (struct cxi_chosen){0};
}
