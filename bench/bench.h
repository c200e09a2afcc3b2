/* What the cases of calx-bench share. A case measures, and reports the medians: its own under its name first. */
#ifndef CALX_BENCH_H
#define CALX_BENCH_H

#include <calx.h>

typedef void bench_case(cx_runtime *rt);
bench_case bench_call, bench_chain, bench_cnn, bench_decode, bench_graph, bench_prefill, bench_start, bench_start_cnn,
    bench_tokenize;

double bench_now(void); /* seconds */

/* Sorts the samples, which are in units of 1 / scale, and prints the median, the least and the most. */
void bench_report(const char *name, double *samples, int count, double scale, const char *unit);

/* -- start.c: the program calls itself, as `calx-bench --first-result DATA`, and measures that -- */
bool bench_is_child(int argc, char **argv);
int bench_child(char **argv);

#endif
