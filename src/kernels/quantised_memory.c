/* The formats, and where unpacked rows and rounded columns lie in memory. */
#include "kernels/quantised.h"

#include <string.h>

const struct cxi_quantised cxi_quantised[CXI_QUANTISED_FORMATS] = {
#define X(NAME, ELEMENTS, BYTES) {#NAME, ELEMENTS, BYTES},
    CXI_QUANTISED(X)
#undef X
};

bool cxi_quantised_find(const char *name, size_t length, enum cxi_quantised_format *format) {
    for (int i = 0; i < CXI_QUANTISED_FORMATS; i++) {
        *format = (enum cxi_quantised_format)i;
        if (strlen(cxi_quantised[i].name) == length && memcmp(cxi_quantised[i].name, name, length) == 0) return true;
    }
    return false;
}

/* -------------------------------------------------------------------------------------------------- memory */

static size_t whole_lines(size_t bytes) {
    return (bytes + 63) / 64 * 64;
}

static size_t scales_size(int64_t in) {
    return whole_lines((size_t)(cxi_quantised_pitch(in) / CXI_RUN) * sizeof(float));
}

static size_t row_size(int64_t in) {
    return (size_t)cxi_quantised_pitch(in) + 2 * scales_size(in);
}

static struct cxi_unpacked row_at(char *memory, int64_t in) {
    float *scale = (float *)(void *)(memory + cxi_quantised_pitch(in));
    return (struct cxi_unpacked){(unsigned char *)memory, scale, scale + scales_size(in) / sizeof *scale};
}

size_t cxi_unpacked_size(int64_t in) {
    return 2 * CXI_TOGETHER * row_size(in);
}

struct cxi_unpacked_rows cxi_unpacked_at(void *memory, int64_t in) {
    struct cxi_unpacked_rows rows;
    if (cxi_quantised_pitch(in) > in)
        memset(memory, 0, CXI_TOGETHER * row_size(in)); /* what fills them up stays zero */
    for (int i = 0; i < CXI_TOGETHER; i++) rows.row[i] = row_at((char *)memory + (size_t)i * row_size(in), in);
    rows.woven = row_at((char *)memory + CXI_TOGETHER * row_size(in), CXI_TOGETHER * cxi_quantised_pitch(in));
    return rows;
}

size_t cxi_rounded_size(int64_t in, int64_t columns) {
    size_t runs = (size_t)(cxi_quantised_pitch(in) / CXI_RUN);
    return (size_t)(columns * cxi_quantised_pitch(in)) + 2 * whole_lines((size_t)columns * runs * sizeof(float));
}

struct cxi_rounded cxi_rounded_at(void *memory, int64_t in, int64_t columns) {
    int64_t pitch = cxi_quantised_pitch(in), runs = pitch / CXI_RUN;
    signed char *q = memory;
    float *scale = (float *)(void *)(q + columns * pitch);
    if (pitch > in) memset(memory, 0, cxi_rounded_size(in, columns));
    return (struct cxi_rounded){
        columns, pitch, runs, q, scale, scale + whole_lines((size_t)(columns * runs) * sizeof *scale) / sizeof *scale};
}
