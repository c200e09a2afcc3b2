/* Language models: opened, described, and the compiled passes over their layers. */
#include "models/lm.h"

#include "base/alloc.h"
#include "models/keras.h"
#include "nn/store.h"

#include <string.h>

static cx_lm no_memory = {.status = {(char[]){"out of memory"}}};

/* -------------------------------------------------------------------------------------------------- passes */

/* The next token's logits of hidden states x [..., features]: [..., vocabulary]. */
static cx_node *logits(cx_scope *s, const cx_lm_config *c, cx_node *x) {
    cx_node *y = cx_project(cx_in(s, c->tied ? "embedding" : "head"), x, c->vocabulary);
    return c->logit_cap > 0 ? cx_scale(cx_tanh(cx_scale(y, 1 / c->logit_cap)), c->logit_cap) : y;
}

/* x [batch, time, features] at column count - 1: [batch, features] */
static cx_node *last_column(cx_node *x, cx_node *count) {
    cx_node *zero = cx_scalar(cx_graph_of(x), CX_I32, 0);
    cx_dims one = CX_DIMS(cx_dim(x, 0), 1, cx_dim(x, 2));
    return cx_squeeze(cx_dynamic_slice(x, CX_LIST(cx_node *, zero, cx_shift(count, -1), zero), one), 1);
}

static void build(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    struct cxi_lm_program *program = user;
    const struct cxi_config *c = &program->lm->config;
    bool cached = program->kind == CXI_FIRST || program->kind == CXI_MORE;
    cx_node *cache[2 * CXI_MAX_LAYERS];
    int64_t layers = c->model.layers;
    for (int64_t i = 0; i < 2 * layers && cached; i++) cache[i] = in[4 + i];
    struct cx_pass pass = {.config = c,
                           .tokens = in[0],
                           .clock = in[1],
                           .count = in[2],
                           .pad = in[3],
                           .first = program->kind == CXI_FIRST};
    if (cached) pass.keys = cache, pass.values = cache + layers;
    cxi_pass_begin(&pass);
    cx_node *x = c->family->build(s, &pass); /* [batch, time, features] */
    if (program->kind == CXI_HIDDEN)
        out[0] = x;
    else
        out[0] = logits(s, &c->model, cached ? last_column(x, pass.count) : x);
    if (cached) out[1] = cx_add(pass.clock, pass.count);
    for (int64_t i = 0; i < 2 * layers && cached; i++) out[2 + i] = cache[i];
}

cx_exec *cxi_lm_exec(cx_lm *lm, enum cxi_pass_kind kind) {
    static const char *const names[] = {"first tokens", "next tokens", "logits", "hidden states"};
    struct cxi_lm_program *p = &lm->program[kind];
    bool cached = kind == CXI_FIRST || kind == CXI_MORE;
    int caches = cached ? 2 * (int)lm->config.model.layers : 0;
    if (!p->exec) {
        *p = (struct cxi_lm_program){.lm = lm, .kind = kind};
        p->exec = cx_exec_new(lm->store, build, .user = p, .outputs = cached ? 2 + caches : 1, .donated = caches,
                              .name = names[kind]);
    }
    return p->exec;
}

void cxi_lm_inputs(cx_lm *lm, int64_t time, int64_t count, const int32_t *ids, cx_tensor *in[4]) {
    cx_runtime *rt = lm->owned.runtime;
    in[0] = cx_tensor_new(rt, CX_I32, CX_DIMS(1, time), ids);
    in[1] = cx_tensor_scalar(rt, CX_I32, 0);
    in[2] = cx_tensor_scalar(rt, CX_I32, (double)count);
    in[3] = cx_tensor_new(rt, CX_I32, CX_DIMS(1), &(int32_t){0});
}

int64_t cxi_padded(int64_t count) {
    if (count > 1024) return (count + 1023) / 1024 * 1024;
    int64_t size = count == 1 ? 1 : 16;
    while (size < count) size *= 2; /* 1, 16, 32, ... 1024 */
    return size;
}

/* ----------------------------------------------------------------------------------- opening and closing */

static void destroy(struct cxi_owned *owned) {
    cx_lm *lm = (cx_lm *)owned; /* the store and the programs are the runtime's as well */
    cx_tokenizer_free(lm->tokenizer);
    cxi_status_clear(&lm->status);
    cxi_free(lm);
}

/* Builds the layers once, so that weights of another shape than the configuration says are told now, and all of them. */
static void try_layers(cx_lm *lm) {
    cx_tensor *in[4];
    cxi_lm_inputs(lm, 1, 1, &(int32_t){0}, in);
    cxi_exec_try(cxi_lm_exec(lm, lm->config.family->encoder ? CXI_HIDDEN : CXI_WHOLE), 4, in, &lm->status);
    for (int i = 0; i < 4; i++) cx_tensor_free(in[i]);
}

cx_lm *cx_lm_open_(cx_runtime *runtime, cx_lm_args args) {
    cx_lm *lm = cxi_new(1, sizeof *lm);
    if (!lm) return cxi_report(runtime, &no_memory.status), &no_memory;
    cxi_own(runtime, &lm->owned, destroy);
    lm->store = cx_store_new(runtime, 0);
    lm->chunk = args.chunk > 0 ? args.chunk : 1024;
    if (cxi_pass(&lm->status, &runtime->status)) {
        cx_weights *weights = cx_weights_open(args.path);
        cxi_keras_as_hugging_face(weights);
        if (cxi_config_read(&lm->config, weights, args.families, &lm->status) && cxi_lm_load(lm, weights, &args))
            try_layers(lm);
        lm->tokenizer = cx_tokenizer_open(args.tokenizer ? args.tokenizer : cx_weights_path(weights));
        if (args.tokenizer && cx_tokenizer_error(lm->tokenizer))
            cxi_fail(&lm->status, "%s", cx_tokenizer_error(lm->tokenizer));
        cx_weights_free(weights);
    }
    cxi_report(runtime, &lm->status);
    return lm;
}

void cx_lm_free(cx_lm *lm) {
    if (!lm || lm == &no_memory) return;
    for (int i = 0; i < CXI_PASSES; i++) cx_exec_free(lm->program[i].exec);
    for (int i = 0; i < CXI_SAMPLE_KINDS; i++) cx_exec_free(lm->sampler[i].exec);
    cx_store_free(lm->store);
    cxi_disown(&lm->owned);
    destroy(&lm->owned);
}

const char *cx_lm_error(const cx_lm *lm) {
    return cxi_error(&lm->status);
}

const cx_tokenizer *cx_lm_tokenizer(const cx_lm *lm) {
    return lm->tokenizer;
}

const char *cx_lm_family(const cx_lm *lm) {
    return cxi_ok(&lm->status) ? lm->config.family->name : "none";
}

bool cx_lm_encoder(const cx_lm *lm) {
    return cxi_ok(&lm->status) && lm->config.family->encoder;
}

int64_t cx_lm_vocabulary(const cx_lm *lm) {
    return cxi_ok(&lm->status) ? lm->config.model.vocabulary : 0;
}

int64_t cx_lm_features(const cx_lm *lm) {
    return cxi_ok(&lm->status) ? lm->config.model.features : 0;
}

int64_t cx_lm_context(const cx_lm *lm) {
    return cxi_ok(&lm->status) ? lm->config.model.context : 0;
}
