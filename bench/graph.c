/* Graphs without a device: built, differentiated, printed. */
#include "bench.h"

/* A chain of elementwise operations with two inputs, and the gradient of its sum: about `nodes` nodes in all. */
static double build_and_print(int nodes, FILE *to) {
    double start = bench_now();
    cx_graph *g = cx_graph_new("chain");
    cx_node *x = cx_parameter(g, "x", CX_F32, CX_DIMS(8, 8)), *w = cx_parameter(g, "w", CX_F32, CX_DIMS(8, 8));
    cx_node *y = x, *d[2];
    for (int i = 0; i < nodes / 7; i++) y = cx_tanh(cx_mul(y, w)); /* 2 nodes forward, 5 or so backward */
    cx_grad(cx_sum(y), 2, ((cx_node *[]){x, w}), d);
    cx_return(g, 2, d);
    bool ok = cx_graph_write_stablehlo(g, to);
    if (!ok) fprintf(stderr, "graph: %s\n", cx_graph_error(g) ? cx_graph_error(g) : "writing failed");
    cx_graph_free(g);
    return bench_now() - start;
}

void bench_graph(cx_runtime *rt) {
    enum { RUNS = 9 };
    static const struct {
        const char *name;
        int nodes;
    } sizes[] = {{"graph", 10000}, {"graph-1k", 1000}, {"graph-100k", 100000}};
    (void)rt;
    FILE *nowhere = fopen("/dev/null", "w");
    for (size_t i = 0; nowhere && i < sizeof sizes / sizeof sizes[0]; i++) {
        double samples[RUNS];
        for (int run = 0; run < RUNS; run++) samples[run] = build_and_print(sizes[i].nodes, nowhere);
        bench_report(sizes[i].name, samples, RUNS, 1e3, "ms");
    }
    if (nowhere) fclose(nowhere);
}
