/* Measures Calx on this machine: medians, least and most.

   usage: calx-bench [CASE...] [--json]

   call       an 8x8 add through cx_call, result freed; beside it the same through the plugin's own call
   chain      1,000 calls, each on the last one's result, until the end is there; for one call
   cnn        a training step of the CIFAR-10 CNN, batch 64, f32
   graph      a graph of 10,000 nodes built, differentiated and printed; beside it 1,000 and 100,000
   start      from the start of a process to the first result of a compiled function; its program is loaded from
              disk, or compiled ("cold")
   start-cnn  the same to the end of the first training step of the CIFAR-10 CNN, all files read: those of the folder
              $CIFAR10, or some of that size
   tokenize   text to ids by the vocabularies of tests/text/data, in MB/s, for texts of 1 KB, 100 KB and 10 MB: sentences,
              and one word of a single letter, which is the worst case. Run it at the top of the source tree.
   prefill    tokens per second of a prompt of 128 by the language model that $CALX_GEMMA names
   decode     tokens per second written after that

   With --json each measurement is an object in a line of its own, {"case": "cnn", "median_ms": 60.1, "min": 59.2, "max": 63.8,
   "n": 30, "machine": "Linux x86_64", "processors": 2, "calx": "0.1.0", "commit": "..."}; times are in milliseconds. */
#define _XOPEN_SOURCE 700 /* sysconf */
#include "bench.h"

#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

static const struct {
    const char *name;
    bench_case *run;
} cases[] = {
    {"start", bench_start},  {"start-cnn", bench_start_cnn}, {"call", bench_call},         {"chain", bench_chain},
    {"cnn", bench_cnn},      {"graph", bench_graph},         {"tokenize", bench_tokenize}, {"prefill", bench_prefill},
    {"decode", bench_decode}};
enum { CASES = sizeof cases / sizeof cases[0] };

static bool json;

double bench_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void print_machine(void) {
    struct utsname machine;
    uname(&machine);
    printf("\"machine\": \"%s %s\", \"processors\": %ld, \"calx\": \"%s\", \"commit\": \"%s\"", machine.sysname,
           machine.machine, sysconf(_SC_NPROCESSORS_ONLN), CX_VERSION, CALX_COMMIT);
}

void bench_report(const char *name, double *samples, int count, double scale, const char *unit) {
    qsort(samples, (size_t)count, sizeof *samples, ascending);
    double median = samples[count / 2] * scale, least = samples[0] * scale, most = samples[count - 1] * scale;
    if (json) {
        const char *what = strcmp(unit, "MB/s") == 0       ? "MB_per_s"
                           : strcmp(unit, "tokens/s") == 0 ? "tokens_per_s"
                                                           : NULL;
        double to_ms = strcmp(unit, "us") == 0 ? 1e-3 : 1;
        printf("{\"case\": \"%s\", \"%s\": %.5f, \"min\": %.5f, \"max\": %.5f, \"n\": %d, ", name,
               what ? what : "median_ms", median * to_ms, least * to_ms, most * to_ms, count);
        print_machine();
        puts("}");
    } else
        printf("%-32s %10.3f %s   (%.3f to %.3f, n = %d)\n", name, median, unit, least, most, count);
    fflush(stdout);
}

static bool is_case(const char *name) {
    for (int i = 0; i < CASES; i++)
        if (strcmp(name, cases[i].name) == 0) return true;
    return false;
}

int main(int argc, char **argv) {
    cx_tune_process();
    if (bench_is_child(argc, argv)) return bench_child(argv);
    int named = 0;
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--json") == 0)
            json = true;
        else if (is_case(argv[i]))
            named++;
        else
            return fprintf(stderr, "calx-bench: there is no case '%s'\n", argv[i]), 2;
    cx_runtime *rt = cx_open("cpu");
    if (!json) {
        printf("Calx %s (%s), %ld processors\n", CX_VERSION, CALX_COMMIT, sysconf(_SC_NPROCESSORS_ONLN));
        cx_describe(rt, stdout);
    }
    for (int c = 0; c < CASES; c++) {
        bool wanted = named == 0;
        for (int i = 1; i < argc; i++) wanted |= strcmp(argv[i], cases[c].name) == 0;
        if (wanted && cx_ok(rt)) cases[c].run(rt);
    }
    return cx_close(rt, stderr);
}
