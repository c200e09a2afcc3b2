/* Measures Calx on this machine: medians, least and most.

   usage: calx-bench [CASE...] [--json] [--against FILE]

   call         an 8x8 add through cx_call, result freed; beside it the same through the plugin's own call
   chain        1,000 calls, each on the last one's result, until the end is there; for one call
   transfer     an array of 1 GB (64 MB unless FULL) given to the device and read back: copied, and shared
   cnn          a training step of the CIFAR-10 CNN, batch 64, f32
   cnn-bf16     the same in bf16 with f32 variables
   resnet       a training step of a ResNet with 14 layers and batch norm, batch 64
   mlp          ... of three hidden layers of 1,024 units, batch 128
   transformer  ... of two blocks of width 256, 8 sequences of 128 tokens
   growth       steps of these against batch, width, depth, sequence length; calls against the number of variables; or some
                of it: growth-cnn, growth-mlp, growth-transformer, growth-variables, growth-graph
   input        the same step of the CNN with its data at hand, and with CIFAR-10 read, shuffled and batched; and what of
                the time that costs
   graph        a graph of 10,000 nodes built, differentiated and printed; beside it 1,000 and 100,000
   start        from the start of a process to the first result of a compiled function; its program is loaded from
                disk, or compiled ("cold")
   start-cnn    the same to the end of the first training step of the CIFAR-10 CNN, all files read: those of the folder
                $CIFAR10, or some of that size
   tokenize     text to ids by the vocabularies of tests/text/data, in MB/s, for texts of 1 KB, 100 KB and 10 MB: sentences,
                and one word of a single letter, which is the worst case. Run it at the top of the source tree.
   prefill      tokens per second of a prompt of 128 by the language model that $CALX_GEMMA names
   decode       tokens per second written after that

   FULL=1 in the environment asks for more samples and larger sizes.

   With --json each measurement is an object in a line of its own, {"case": "cnn", "median_ms": 60.1, "min": 59.2, "max": 63.8,
   "n": 30, "machine": "Linux x86_64", "processor": ..., "processors": 2, "calx": "0.1.0", "commit": "...", "runtime": [...]};
   times are in milliseconds. A file of these is what --against compares with. */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */
#include "bench.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct {
    const char *name;
    bench_case *run;
} cases[] = {{"start", bench_start},
             {"start-cnn", bench_start_cnn},
             {"call", bench_call},
             {"chain", bench_chain},
             {"transfer", bench_transfer},
             {"cnn", bench_cnn},
             {"cnn-bf16", bench_cnn_bf16},
             {"resnet", bench_resnet},
             {"mlp", bench_mlp},
             {"transformer", bench_transformer},
             {"input", bench_input},
             {"growth-cnn", bench_growth_cnn},
             {"growth-mlp", bench_growth_mlp},
             {"growth-transformer", bench_growth_transformer},
             {"growth-variables", bench_growth_variables},
             {"growth-graph", bench_growth_graph},
             {"graph", bench_graph},
             {"tokenize", bench_tokenize},
             {"prefill", bench_prefill},
             {"decode", bench_decode}};
enum { CASES = sizeof cases / sizeof cases[0] };

double bench_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

bool bench_full(void) {
    const char *full = getenv("FULL");
    return full && *full && strcmp(full, "0") != 0;
}

static bool is_named(int number, const char *name) {
    bool all_growth = strcmp(name, "growth") == 0;
    return all_growth ? strncmp(cases[number].name, "growth-", 7) == 0 : strcmp(cases[number].name, name) == 0;
}

struct options {
    bool wanted[CASES], json;
    const char *earlier;
};

/* False where there is none of that name. */
static bool want(struct options *o, const char *name) {
    bool any = false;
    for (int c = 0; c < CASES; c++)
        if (is_named(c, name)) o->wanted[c] = any = true;
    return any;
}

static bool read_options(int argc, char **argv, struct options *o) {
    bool any = false;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--json") == 0)
            o->json = true;
        else if (strcmp(argv[i], "--against") == 0 && i + 1 < argc)
            o->earlier = argv[++i];
        else if (want(o, argv[i]))
            any = true;
        else
            return fprintf(stderr, "calx-bench: there is no case '%s'\n", argv[i]), false;
    }
    for (int c = 0; c < CASES && !any; c++) o->wanted[c] = true;
    return true;
}

int main(int argc, char **argv) {
    struct options options = {0};
    cx_tune_process();
    if (bench_is_child(argc, argv)) return bench_child(argv);
    if (!read_options(argc, argv, &options)) return 2;
    cx_runtime *rt = cx_open("cpu");
    bool begun = bench_report_begin(options.json, options.earlier, rt);
    for (int c = 0; c < CASES; c++)
        if (begun && options.wanted[c] && cx_ok(rt)) cases[c].run(rt);
    bench_report_end();
    return cx_close(rt, stderr) || !begun;
}
