/* What reading, shuffling and batching cost a training: the steps of the CIFAR-10 CNN with one batch that is on the device
   already, and with the data set of $CIFAR10 or one of its size, in turn. */
#include "bench.h"
#include "cifar10_model.h"

#include "train/step.h"

#include <stdlib.h>

enum { ROUNDS = 5, IN_FLIGHT = 16 };

/* Seconds per step. A trainer too lets so many steps be under way before it asks for a loss. */
static double steps_at_hand(cx_exec *step, cx_tensor *const *batch, int steps) {
    cx_tensor *loss[IN_FLIGHT] = {NULL}, *out[CXI_STEP_RESULTS];
    double start = bench_now();
    for (int s = 0; s < steps + IN_FLIGHT; s++) {
        if (loss[s % IN_FLIGHT]) cx_tensor_wait(loss[s % IN_FLIGHT]), cx_tensor_free(loss[s % IN_FLIGHT]);
        loss[s % IN_FLIGHT] = NULL;
        if (s >= steps) continue;
        cx_exec_call(step, 2, batch, CXI_STEP_RESULTS, out);
        loss[s % IN_FLIGHT] = out[CXI_STEP_LOSS];
        cx_tensor_free(out[CXI_STEP_METRIC]), cx_tensor_free(out[CXI_STEP_NORM]);
    }
    return (bench_now() - start) / steps;
}

static void report(const char *what, int64_t batch, double *samples, double scale, const char *unit) {
    char name[60];
    snprintf(name, sizeof name, "input batch %d%s", (int)batch, what);
    bench_report(name, samples, ROUNDS, scale, unit);
}

static void measure(cx_runtime *rt, const char *folder, int64_t batch, int steps) {
    struct cifar10_options options = {0};
    cx_trainer_args args = {cifar10_model, cx_sparse_xent, cx_adam(1e-3), .user = &options,
                            .metric = cx_sparse_accuracy};
    cx_dataset *data = cx_cifar10(rt, folder, .batch = batch, .shuffle = true, .repeat = true);
    cx_trainer *t = cx_trainer_new_(cx_store_new(rt, 1), args);
    cx_exec *step =
        cx_exec_new(cx_store_new(rt, 1), cxi_build_step, .user = &args, .outputs = CXI_STEP_RESULTS, .training = true);
    cx_tensor *at_hand[CX_BATCH_MAX];
    double alone[ROUNDS], with_data[ROUNDS], lost[ROUNDS];
    int64_t done = 2, count = cx_dataset_next(data, at_hand);
    cx_fit(t, data, done);
    steps_at_hand(step, at_hand, 2);
    for (int r = 0; r < ROUNDS && cx_ok(rt); r++) {
        alone[r] = steps_at_hand(step, at_hand, steps);
        double start = bench_now();
        cx_fit(t, data, done += steps);
        with_data[r] = (bench_now() - start) / steps;
        lost[r] = (with_data[r] - alone[r]) / with_data[r];
    }
    for (int64_t i = 0; i < count; i++) cx_tensor_free(at_hand[i]);
    cx_exec_free(step), cx_trainer_free(t), cx_dataset_free(data);
    if (!cx_ok(rt)) return;
    report("", batch, with_data, 1e3, "ms");
    report(", data at hand", batch, alone, 1e3, "ms");
    report(", lost", batch, lost, 1e2, "percent");
}

/* Batches made and thrown away: what the data set can keep up with. */
static void measure_alone(cx_runtime *rt, const char *folder, int64_t batch) {
    cx_dataset *data = cx_cifar10(rt, folder, .batch = batch, .shuffle = true, .repeat = true);
    double rate[ROUNDS];
    for (int r = 0; r < ROUNDS; r++) {
        double start = bench_now();
        int64_t batches = 20000 / batch;
        for (int64_t b = 0; b < batches; b++) {
            cx_batch made;
            cx_dataset_next_arrays(data, &made);
            cx_batch_free(&made);
        }
        rate[r] = (double)(batches * batch) / (bench_now() - start);
    }
    cx_dataset_free(data);
    report(", without a model", batch, rate, 1, "pictures/s");
}

void bench_input(cx_runtime *rt) {
    static const struct {
        int64_t batch;
        int steps;
    } sizes[] = {{64, 12}, {8, 40}, {1, 100}, {512, 2}};
    char made[32];
    const char *given = getenv("CIFAR10"), *folder = given ? given : bench_write_pictures(made);
    for (size_t i = 0; folder && i < sizeof sizes / sizeof sizes[0]; i++) {
        measure(rt, folder, sizes[i].batch, bench_full() ? 4 * sizes[i].steps : sizes[i].steps);
        measure_alone(rt, folder, sizes[i].batch);
    }
    if (!given && folder) bench_remove_pictures(folder);
}
