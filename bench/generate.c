/* A language model: how fast it reads a prompt of 128 tokens, and how fast it writes after that. The model is the one that
   $CALX_GEMMA names, a GGUF file or a folder. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

enum { PROMPT = 128, WRITTEN = 64, RUNS = 5 };

static void measure(cx_runtime *rt, const char *name, bool reading) {
    const char *path = getenv("CALX_GEMMA");
    if (!path) {
        fprintf(stderr, "%s: no model: give CALX_GEMMA=FILE.gguf\n", name);
        return;
    }
    cx_lm *lm = cx_lm_open(rt, path);
    int32_t ids[PROMPT];
    for (int i = 0; i < PROMPT; i++) ids[i] = i ? 1000 + 150 * i : 2;
    double rate[RUNS];
    int done = 0;
    for (int n = -1; n < RUNS && cx_ok(rt); n++) { /* the first compiles, and touches the weights */
        cx_generation *g = cx_generate(lm, NULL, .batch = 1, .ids = (const int32_t *const[]){ids},
                                       .id_counts = (const int64_t[]){PROMPT}, .max_tokens = reading ? 1 : WRITTEN + 1,
                                       .ignore_end = true);
        cx_generation_times t = cx_generation_speed(g);
        if (n >= 0 && cx_ok(rt))
            rate[done++] = reading ? (double)t.tokens_read / t.read : (double)t.tokens_written / t.write;
        cx_generation_free(g);
    }
    if (done) bench_report(name, rate, done, 1, "tokens/s");
    cx_lm_free(lm);
}

void bench_prefill(cx_runtime *rt) {
    measure(rt, "prefill", true);
}

void bench_decode(cx_runtime *rt) {
    measure(rt, "decode", false);
}
