#include "kernels/loops.h"

#include "base/half.h"

/* One copy for each width of vectors; the best is chosen when the library is loaded. A sanitizer is not ready that early.
   Static functions only: gcc 12 lets others out of the shared library. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define WIDE
#endif

WIDE static void add_all(float *restrict sum, const float *restrict x, size_t count) {
    for (size_t i = 0; i < count; i++) sum[i] += x[i];
}

WIDE static void add_scaled(float *restrict sum, const float *restrict x, float by, size_t count) {
    for (size_t i = 0; i < count; i++) sum[i] += by * x[i];
}

#define DOT(NAME, ELEMENT, READ)                                                                            \
    WIDE static float NAME(const ELEMENT *restrict a, const float *restrict b, size_t count) {              \
        float sum = 0;                                                                                      \
        _Pragma("omp simd reduction(+ : sum)") for (size_t i = 0; i < count; i++) sum += READ(a[i]) * b[i]; \
        return sum;                                                                                         \
    }
DOT(dot_f32, float, (float))
DOT(dot_f16, uint16_t, cxi_f16_to_f32)
DOT(dot_bf16, uint16_t, cxi_bf16_to_f32)

void cxi_add_to(float *sum, const float *x, size_t count) {
    add_all(sum, x, count);
}

void cxi_add_scaled(float *sum, const float *x, float by, size_t count) {
    add_scaled(sum, x, by, count);
}

float cxi_dot(cx_dtype dtype, const void *a, const float *b, size_t count) {
    if (dtype == CX_F16) return dot_f16(a, b, count);
    return dtype == CX_BF16 ? dot_bf16(a, b, count) : dot_f32(a, b, count);
}

static inline uint32_t mix(uint32_t x) { /* see compose/random.c */
    x = (x ^ x >> 16) * 0x7feb352du;
    x = (x ^ x >> 15) * 0x846ca68bu;
    return x ^ x >> 16;
}

static inline float drop(float x, uint32_t element, const struct cxi_dropout *d) {
    uint32_t bits = mix(mix(element ^ d->key[0]) + d->key[1]);
    return bits < d->threshold ? x * d->scale : 0;
}

/* NaN when one of them is. */
static inline float larger(float a, float b) {
    float most = a > b ? a : b; /* b when one is NaN */
    return a != a ? a : most;
}

#define ELEMENT    float
#define LOOP(NAME) NAME##_f32
#define READ(X)    (X)
#define WRITE(X)   (X)
#include "kernels/loops_of.h"
#undef ELEMENT
#undef LOOP
#undef READ
#undef WRITE

#define ELEMENT    uint16_t
#define LOOP(NAME) NAME##_bf16
#define READ(X)    cxi_bf16_to_f32(X)
#define WRITE(X)   cxi_f32_to_bf16(X)
#include "kernels/loops_of.h"

/* ------------------------------------------------------------------------------------------- of either type */

void cxi_mask(cx_dtype dtype, void *x, const void *mask, size_t count) {
    if (dtype == CX_BF16)
        mask_bf16(x, mask, count);
    else
        mask_f32(x, mask, count);
}

void cxi_sum_rows(cx_dtype dtype, const void *x, size_t rows, size_t width, float *sum) {
    if (dtype == CX_BF16)
        sum_rows_bf16(x, rows, width, sum);
    else
        sum_rows_f32(x, rows, width, sum);
}

void cxi_pool_row(cx_dtype dtype, const void *x, size_t row, void *y, size_t windows, size_t channels, uint32_t first,
                  const struct cxi_dropout *dropout) {
    (dtype == CX_BF16 ? pool_row_bf16 : pool_row_f32)(x, row, y, windows, channels, first, dropout);
}

void cxi_pool_gradient_row(cx_dtype dtype, const void *x, size_t row, const void *dy, void *dx, size_t windows,
                           size_t channels, uint32_t first, const struct cxi_dropout *dropout, bool relu) {
    (dtype == CX_BF16 ? pool_gradient_row_bf16 : pool_gradient_row_f32)(x, row, dy, dx, windows, channels, first,
                                                                        dropout, relu);
}
