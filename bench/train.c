/* What a training step costs. */
#include "bench.h"
#include "cifar10_model.h"

#include <stdlib.h>

/* ---------------------------------------------------------------------------------------------------- data */

cx_array *bench_pictures(int64_t batch) {
    cx_array *x = cx_array_new(CX_U8, CX_DIMS(batch, 32, 32, 3));
    uint8_t *pixel = cx_array_data(x);
    for (int64_t i = 0; pixel && i < cx_array_count(x); i++) pixel[i] = (uint8_t)(i * 7919 >> 3);
    return x;
}

cx_array *bench_labels(cx_dims dims, int64_t classes) {
    cx_array *y = cx_array_new(CX_I32, dims);
    int32_t *label = cx_array_data(y);
    for (int64_t i = 0; label && i < cx_array_count(y); i++) label[i] = (int32_t)((i * 31 >> 2) % classes);
    return y;
}

cx_array *bench_numbers(int64_t batch, int64_t features) {
    cx_array *x = cx_array_new(CX_F32, CX_DIMS(batch, features));
    float *value = cx_array_data(x);
    for (int64_t i = 0; value && i < cx_array_count(x); i++) value[i] = (float)(i * 7919 >> 3 & 255) / 255;
    return x;
}

cx_array *bench_tokens(int64_t batch, int64_t length) {
    return bench_labels(CX_DIMS(batch, length), BENCH_VOCABULARY);
}

/* --------------------------------------------------------------------------------------------------- steps */

void bench_training(cx_runtime *rt, const struct bench_training *training, bool first) {
    cx_dataset *data =
        cx_dataset_new(rt, training->x, training->y, .batch = cx_array_dims(training->x).dim[0], .repeat = true);
    cx_store *vars = cx_store_new(rt, 1);
    cx_trainer *t = cx_trainer_new(vars, training->model, cx_sparse_xent, training->optimizer, .user = training->user,
                                   .compute = training->compute);
    double *seconds = calloc((size_t)training->steps, sizeof *seconds), start = bench_now();
    cx_fit(t, data, 1);
    double compiled = bench_now() - start;
    cx_fit(t, data, 3);
    for (int s = 0; s < training->steps && seconds; s++) {
        start = bench_now();
        cx_fit(t, data, s + 4);
        cx_trainer_loss(t); /* waits */
        seconds[s] = bench_now() - start;
    }
    if (cx_ok(rt) && seconds) {
        char label[60];
        bench_report(training->name, seconds, training->steps, 1e3, "ms");
        snprintf(label, sizeof label, "%s, first", training->name);
        if (first) bench_report(label, &compiled, 1, 1e3, "ms");
    }
    free(seconds);
    cx_trainer_free(t);
    cx_dataset_free(data);
    cx_store_free(vars);
}

static void train_cnn(cx_runtime *rt, const char *name, cx_dtype compute) {
    struct cifar10_options options = {0};
    bench_training(rt,
                   &(struct bench_training){.name = name,
                                            .model = cifar10_model,
                                            .user = &options,
                                            .x = bench_pictures(64),
                                            .y = bench_labels(CX_DIMS(64), BENCH_CLASSES),
                                            .optimizer = cx_adam(1e-3),
                                            .compute = compute,
                                            .steps = bench_full() ? 60 : 30},
                   true);
}

void bench_cnn(cx_runtime *rt) {
    train_cnn(rt, "cnn", CX_F32);
}

void bench_cnn_bf16(cx_runtime *rt) {
    train_cnn(rt, "cnn-bf16", CX_BF16);
}

void bench_resnet(cx_runtime *rt) {
    bench_training(rt,
                   &(struct bench_training){.name = "resnet",
                                            .model = bench_resnet_model,
                                            .x = bench_pictures(64),
                                            .y = bench_labels(CX_DIMS(64), BENCH_CLASSES),
                                            .optimizer = cx_sgd(0.1, .momentum = 0.9),
                                            .steps = bench_full() ? 60 : 20},
                   true);
}

void bench_mlp(cx_runtime *rt) {
    struct bench_mlp size = {.width = 1024, .depth = 3};
    bench_training(rt,
                   &(struct bench_training){.name = "mlp",
                                            .model = bench_mlp_model,
                                            .user = &size,
                                            .x = bench_numbers(128, BENCH_FEATURES),
                                            .y = bench_labels(CX_DIMS(128), BENCH_CLASSES),
                                            .optimizer = cx_adam(1e-3),
                                            .steps = bench_full() ? 100 : 30},
                   true);
}

void bench_transformer(cx_runtime *rt) {
    struct bench_transformer size = {.length = 128, .width = 256, .heads = 4, .blocks = 2};
    bench_training(rt,
                   &(struct bench_training){.name = "transformer",
                                            .model = bench_transformer_model,
                                            .user = &size,
                                            .x = bench_tokens(8, size.length),
                                            .y = bench_tokens(8, size.length),
                                            .optimizer = cx_adam(1e-3),
                                            .steps = bench_full() ? 60 : 20},
                   true);
}
