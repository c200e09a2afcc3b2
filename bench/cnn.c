/* What a training step costs. */
#include "bench.h"
#include "cifar10_model.h"

void bench_cnn(cx_runtime *rt) {
    enum { BATCH = 64, STEPS = 30, PIXELS = BATCH * 32 * 32 * 3 };
    cx_array *x = cx_array_new(CX_U8, CX_DIMS(BATCH, 32, 32, 3)), *y = cx_array_new(CX_I32, CX_DIMS(BATCH));
    for (int i = 0; i < PIXELS; i++) ((uint8_t *)cx_array_data(x))[i] = (uint8_t)(i * 7919 >> 3);
    for (int i = 0; i < BATCH; i++) ((int32_t *)cx_array_data(y))[i] = i % 10;
    cx_dataset *data = cx_dataset_new(rt, x, y, .batch = BATCH, .repeat = true);
    cx_store *vars = cx_store_new(rt, 1);
    struct cifar10_options options = {0};
    cx_trainer *t = cx_trainer_new(vars, cifar10_model, cx_sparse_xent, cx_adam(1e-3), .user = &options);
    double seconds[STEPS], start = bench_now();
    cx_fit(t, data, 1);
    double first = bench_now() - start;
    for (int s = 0; s < STEPS; s++) {
        start = bench_now();
        cx_fit(t, data, s + 2);
        cx_trainer_loss(t); /* waits */
        seconds[s] = bench_now() - start;
    }
    bench_report("cnn", seconds, STEPS, 1e3, "ms");
    bench_report("cnn, first", &first, 1, 1e3, "ms");
}
