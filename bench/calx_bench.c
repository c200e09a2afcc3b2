/* Measures Calx on this machine: medians, least and most.

   usage: calx-bench [CASE...]

   call   an 8x8 add through cx_call, result freed; beside it the same through the plugin's own call
   chain  1,000 calls, each on the last one's result, until the end is there; for one call
   cnn    a training step of the CIFAR-10 CNN, batch 64, f32
   start  opening a runtime, and the first result of a compiled function */
#define _POSIX_C_SOURCE 200809L
#include "cifar10_model.h"

#include "run/executable.h"
#include "run/tensor.h"

#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

enum { SAMPLES = 41 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void report(const char *name, double *seconds, int count, double scale, const char *unit) {
    qsort(seconds, (size_t)count, sizeof *seconds, ascending);
    printf("%-14s %10.3f %s   (%.3f to %.3f, n = %d)\n", name, seconds[count / 2] * scale, unit, seconds[0] * scale,
           seconds[count - 1] * scale, count);
    fflush(stdout);
}

static void add(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_add(in[0], in[1]);
}

static cx_tensor *matrix(cx_runtime *rt) {
    static float elements[64];
    return cx_tensor_new(rt, CX_F32, CX_DIMS(8, 8), elements);
}

static void bench_call(cx_runtime *rt) {
    enum { CALLS = 2000 };
    cx_tensor *in[] = {matrix(rt), matrix(rt)};
    cx_function *f = cx_jit(rt, add);
    double calx[SAMPLES], bare[SAMPLES];
    cx_tensor_free(cx_apply(f, in[0], in[1]));
    cx_graph *g = cx_graph_new("add");
    cx_node *a = cx_parameter(g, "a", CX_F32, CX_DIMS(8, 8)), *b = cx_parameter(g, "b", CX_F32, CX_DIMS(8, 8));
    cx_return(g, CX_LIST(cx_node *, cx_add(a, b)));
    struct cxi_status status = {0};
    struct cxi_executable *e = cxi_executable_new(rt, g, &(struct cxi_compile_spec){0}, &status);
    for (int s = 0; s < SAMPLES && e; s++) {
        double start = now();
        for (int i = 0; i < CALLS; i++) cx_tensor_free(cx_apply(f, in[0], in[1]));
        calx[s] = (now() - start) / CALLS;
        struct cxi_buffer *buffers[] = {in[0]->buffer[0], in[1]->buffer[0]}, *out;
        start = now();
        for (int i = 0; i < CALLS; i++)
            if (cxi_program_execute(cxi_executable_program(e), buffers, 2, NULL, &out, 1, &status))
                cxi_buffer_free(out);
        bare[s] = (now() - start) / CALLS;
    }
    cxi_executable_free(e);
    cx_graph_free(g);
    report("call", calx, SAMPLES, 1e6, "us");
    report("call, plugin", bare, SAMPLES, 1e6, "us");
}

static void bench_chain(cx_runtime *rt) {
    enum { CALLS = 1000 };
    cx_function *f = cx_jit(rt, add);
    double seconds[SAMPLES];
    for (int s = 0; s < SAMPLES; s++) {
        cx_tensor *x = matrix(rt), *one = matrix(rt);
        double start = now();
        for (int i = 0; i < CALLS; i++) {
            cx_tensor *next = cx_apply(f, x, one);
            cx_tensor_free(x);
            x = next;
        }
        cx_tensor_wait(x);
        seconds[s] = (now() - start) / CALLS;
        cx_tensor_free(x), cx_tensor_free(one);
    }
    report("chain", seconds, SAMPLES, 1e6, "us");
}

static void bench_cnn(cx_runtime *rt) {
    enum { BATCH = 64, STEPS = 30, PIXELS = BATCH * 32 * 32 * 3 };
    cx_array *x = cx_array_new(CX_U8, CX_DIMS(BATCH, 32, 32, 3)), *y = cx_array_new(CX_I32, CX_DIMS(BATCH));
    for (int i = 0; i < PIXELS; i++) ((uint8_t *)cx_array_data(x))[i] = (uint8_t)(i * 7919 >> 3);
    for (int i = 0; i < BATCH; i++) ((int32_t *)cx_array_data(y))[i] = i % 10;
    cx_dataset *data = cx_dataset_new(rt, x, y, .batch = BATCH, .repeat = true);
    cx_store *vars = cx_store_new(rt, 1);
    struct cifar10_options options = {0};
    cx_trainer *t = cx_trainer_new(vars, cifar10_model, cx_sparse_xent, cx_adam(1e-3), .user = &options);
    double seconds[STEPS], start = now();
    cx_fit(t, data, 1);
    double first = now() - start;
    for (int s = 0; s < STEPS; s++) {
        start = now();
        cx_fit(t, data, s + 2);
        cx_trainer_loss(t); /* waits */
        seconds[s] = now() - start;
    }
    report("cnn", seconds, STEPS, 1e3, "ms");
    report("cnn, first", &first, 1, 1e3, "ms");
}

static void bench_start(cx_runtime *unused) {
    (void)unused;
    double seconds[5];
    for (int s = 0; s < 5; s++) {
        double start = now();
        cx_runtime *rt = cx_open("cpu");
        cx_tensor *x = matrix(rt);
        cx_tensor_wait(cx_apply(cx_jit(rt, add), x, x));
        cx_close(rt, stderr);
        seconds[s] = now() - start;
    }
    report("start", seconds, 5, 1e3, "ms");
}

int main(int argc, char **argv) {
    static const struct {
        const char *name;
        void (*run)(cx_runtime *rt);
    } cases[] = {{"start", bench_start}, {"call", bench_call}, {"chain", bench_chain}, {"cnn", bench_cnn}};
    struct utsname machine;
    uname(&machine);
    cx_tune_process();
    cx_runtime *rt = cx_open("cpu");
    printf("Calx %s, %s, %ld processors\n", CX_VERSION, machine.machine, sysconf(_SC_NPROCESSORS_ONLN));
    cx_describe(rt, stdout);
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        bool wanted = argc < 2;
        for (int i = 1; i < argc; i++) wanted |= strcmp(argv[i], cases[c].name) == 0;
        if (wanted && cx_ok(rt)) cases[c].run(rt);
    }
    return cx_close(rt, stderr);
}
