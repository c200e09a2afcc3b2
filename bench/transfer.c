/* Large arrays to the device and back. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

enum { SAMPLES = 5 };

static void measure(cx_runtime *rt, const char *name, float *elements, int64_t count, cx_memory memory) {
    double in[SAMPLES], out[SAMPLES];
    char label[60];
    float *room = memory == CX_COPY ? malloc((size_t)count * sizeof *room) : NULL;
    if (room) memset(room, 1, (size_t)count * sizeof *room); /* else the pages would be made while it is measured */
    bool in_place = true;
    for (int s = 0; s < SAMPLES; s++) {
        double start = bench_now();
        cx_tensor *x = cx_tensor_new(rt, CX_F32, CX_DIMS(count), elements, .memory = memory);
        cx_tensor_wait(x);
        in[s] = bench_now() - start;
        start = bench_now();
        if (memory == CX_COPY)
            cx_tensor_read(x, room, (size_t)count * sizeof *room);
        else
            in_place &= cx_tensor_view(x) == elements;
        out[s] = bench_now() - start;
        cx_tensor_free(x);
    }
    free(room);
    if (!in_place) fprintf(stderr, "%s: the device made a copy\n", name);
    bench_report(name, in, SAMPLES, 1e3, "ms");
    snprintf(label, sizeof label, "%s, read", name);
    bench_report(label, out, SAMPLES, 1e3, "ms");
}

void bench_transfer(cx_runtime *rt) {
    size_t bytes = bench_full() ? (size_t)1 << 30 : (size_t)64 << 20;
    float *elements = aligned_alloc(64, bytes);
    if (!elements) {
        fprintf(stderr, "transfer: no memory\n");
        return;
    }
    memset(elements, 1, bytes);
    measure(rt, "transfer shared", elements, (int64_t)(bytes / sizeof *elements), CX_SHARE);
    measure(rt, "transfer copied", elements, (int64_t)(bytes / sizeof *elements), CX_COPY);
    free(elements);
}
