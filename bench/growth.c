/* How the time of a step grows with the sizes of what is trained. A case is named "growth MODEL SIZE N", which is also how
   bench/compare asks other frameworks for the same. */
#include "bench.h"
#include "cifar10_model.h"

#include <stdlib.h>

enum { STEPS = 5 /* where one takes long */, SHORT_STEPS = 60 };

/* Sizes that are quick to measure, then those that only a full run takes. */
struct sizes {
    int quick, full;
    int64_t size[8];
};

static int count_of(const struct sizes *s) {
    return bench_full() ? s->full : s->quick;
}

void bench_growth_cnn(cx_runtime *rt) {
    static const struct sizes batches = {5, 6, {1, 4, 16, 64, 256, 1024}};
    for (int i = 0; i < count_of(&batches); i++) {
        char name[60];
        int64_t batch = batches.size[i];
        struct cifar10_options options = {0};
        snprintf(name, sizeof name, "growth cnn batch %d", (int)batch);
        bench_training(rt,
                       &(struct bench_training){.name = name,
                                                .model = cifar10_model,
                                                .user = &options,
                                                .x = bench_pictures(batch),
                                                .y = bench_labels(CX_DIMS(batch), BENCH_CLASSES),
                                                .optimizer = cx_adam(1e-3),
                                                .steps = batch < 64 ? SHORT_STEPS : 2 * STEPS},
                       false);
    }
}

static void train_mlp(cx_runtime *rt, const char *what, int64_t n, struct bench_mlp size) {
    char name[60];
    snprintf(name, sizeof name, "growth mlp %s %d", what, (int)n);
    bench_training(rt,
                   &(struct bench_training){.name = name,
                                            .model = bench_mlp_model,
                                            .user = &size,
                                            .x = bench_numbers(128, BENCH_FEATURES),
                                            .y = bench_labels(CX_DIMS(128), BENCH_CLASSES),
                                            .optimizer = cx_adam(1e-3),
                                            .steps = n < 2048 ? SHORT_STEPS : 2 * STEPS},
                   false);
}

void bench_growth_mlp(cx_runtime *rt) {
    static const struct sizes widths = {3, 5, {64, 256, 1024, 2048, 4096}}, depths = {3, 4, {1, 4, 16, 64}};
    for (int i = 0; i < count_of(&widths); i++)
        train_mlp(rt, "width", widths.size[i], (struct bench_mlp){.width = widths.size[i], .depth = 3});
    for (int i = 0; i < count_of(&depths); i++)
        train_mlp(rt, "depth", depths.size[i], (struct bench_mlp){.width = 256, .depth = depths.size[i]});
}

void bench_growth_transformer(cx_runtime *rt) {
    static const struct sizes lengths = {3, 7, {128, 512, 2048, 256, 1024, 4096, 8192}};
    for (int i = 0; i < count_of(&lengths); i++) {
        char name[60];
        struct bench_transformer size = {.length = lengths.size[i], .width = 64, .heads = 2, .blocks = 1};
        snprintf(name, sizeof name, "growth transformer length %d", (int)size.length);
        bench_training(rt,
                       &(struct bench_training){.name = name,
                                                .model = bench_transformer_model,
                                                .user = &size,
                                                .x = bench_tokens(1, size.length),
                                                .y = bench_tokens(1, size.length),
                                                .optimizer = cx_adam(1e-3),
                                                .steps = size.length < 2048 ? SHORT_STEPS : STEPS},
                       false);
    }
}

/* The sum of x and `user` variables of its size. */
static cx_node *many_variables(cx_scope *s, cx_node *const *in, void *user) {
    cx_node *x = in[0];
    for (int64_t i = 0; i < *(const int64_t *)user; i++)
        x = cx_add(x,
                   cx_variable(cx_in(s, "part%d", (int)i), "value", CX_DIMS(BENCH_CLASSES), .init = cx_init_zeros()));
    return x;
}

void bench_growth_variables(cx_runtime *rt) {
    static const struct sizes counts = {3, 4, {10, 100, 1000, 3000}};
    for (int i = 0; i < count_of(&counts); i++) {
        char name[60];
        int64_t count = counts.size[i];
        snprintf(name, sizeof name, "growth sum variables %d", (int)count);
        bench_training(rt,
                       &(struct bench_training){.name = name,
                                                .model = many_variables,
                                                .user = &count,
                                                .x = bench_numbers(8, BENCH_CLASSES),
                                                .y = bench_labels(CX_DIMS(8), BENCH_CLASSES),
                                                .optimizer = cx_sgd(0.1),
                                                .steps = SHORT_STEPS},
                       false);
    }
}

/* A chain of elementwise operations and its gradient: traced, compiled and called once, without the cache on disk. */
static void chain(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g;
    cx_node *y = in[0];
    for (int64_t i = 0; i < *(const int64_t *)user / 7; i++) y = cx_tanh(cx_mul(y, in[1])); /* 2 nodes, 5 backward */
    cx_grad(cx_sum(y), 2, in, out);
}

void bench_growth_graph(cx_runtime *unused) {
    static const struct sizes counts = {2, 3, {100, 1000, 10000}};
    (void)unused;
    for (int i = 0; i < count_of(&counts); i++) {
        char name[60];
        int64_t count = counts.size[i];
        cx_runtime *rt = cx_open("cpu", .no_program_cache = true);
        cx_tensor *x = cx_tensor_new(rt, CX_F32, CX_DIMS(8, 8), ((float[64]){1})), *out[2];
        double start = bench_now(), seconds;
        cx_call(cx_jit(rt, chain, .outputs = 2, .user = &count), 2, (cx_tensor *[]){x, x}, 2, out);
        cx_tensor_wait(out[1]);
        seconds = bench_now() - start;
        snprintf(name, sizeof name, "growth graph nodes %d", (int)count);
        if (cx_close(rt, stderr) == 0) bench_report(name, &seconds, 1, 1e3, "ms");
    }
}
