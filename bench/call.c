/* What a call costs. */
#include "bench.h"

#include "run/executable.h"
#include "run/tensor.h"

enum { SAMPLES = 41 };

static void add(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_add(in[0], in[1]);
}

static cx_tensor *matrix(cx_runtime *rt) {
    static float elements[64];
    return cx_tensor_new(rt, CX_F32, CX_DIMS(8, 8), elements);
}

void bench_call(cx_runtime *rt) {
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
        double start = bench_now();
        for (int i = 0; i < CALLS; i++) cx_tensor_free(cx_apply(f, in[0], in[1]));
        calx[s] = (bench_now() - start) / CALLS;
        struct cxi_buffer *buffers[] = {in[0]->buffer[0], in[1]->buffer[0]}, *out;
        start = bench_now();
        for (int i = 0; i < CALLS; i++)
            if (cxi_program_execute(cxi_executable_program(e), buffers, 2, NULL, &out, 1, &status))
                cxi_buffer_free(out);
        bare[s] = (bench_now() - start) / CALLS;
    }
    cxi_executable_free(e);
    cx_graph_free(g);
    bench_report("call", calx, SAMPLES, 1e6, "us");
    bench_report("call, plugin", bare, SAMPLES, 1e6, "us");
}

void bench_chain(cx_runtime *rt) {
    enum { CALLS = 1000 };
    cx_function *f = cx_jit(rt, add);
    double seconds[SAMPLES];
    for (int s = 0; s < SAMPLES; s++) {
        cx_tensor *x = matrix(rt), *one = matrix(rt);
        double start = bench_now();
        for (int i = 0; i < CALLS; i++) {
            cx_tensor *next = cx_apply(f, x, one);
            cx_tensor_free(x);
            x = next;
        }
        cx_tensor_wait(x);
        seconds[s] = (bench_now() - start) / CALLS;
        cx_tensor_free(x), cx_tensor_free(one);
    }
    bench_report("chain", seconds, SAMPLES, 1e6, "us");
}
