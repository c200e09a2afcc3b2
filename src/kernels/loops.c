#include "kernels/loops.h"

#include "base/half.h"

#include <math.h>
#include <string.h>

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

/* e^x for x of at most 0, to 2 units in the last place: 2^n e^f, with n = round(x / ln 2), and Taylor's series of e^f, where
   |f| is at most ln(2) / 2. Below -87, where floats get few digits, that of -87; NaN of NaN. */
static inline float exp_below(float x) {
    const float round = 0x1.8p23f, ln2_high = 0x1.63p-1f, ln2_low = -0x1.bd0106p-13f; /* x + round - round is whole */
    x = x < -87 ? -87 : x;
    float moved = x * 0x1.715476p0f + round, n = moved - round, f = x - n * ln2_high - n * ln2_low;
    float e = 1 / 5040.0f;
    e = e * f + 1 / 720.0f;
    e = e * f + 1 / 120.0f;
    e = e * f + 1 / 24.0f;
    e = e * f + 1 / 6.0f;
    e = e * f + 0.5f;
    e = e * f + 1;
    e = e * f + 1;
    uint32_t bits;
    memcpy(&bits, &moved, sizeof bits); /* n, in its lowest bits */
    bits = (bits << 23) + 0x3f800000;
    float power;
    memcpy(&power, &bits, sizeof power);
    return e * power;
}

WIDE static float largest(const float *restrict x, size_t count) {
    float most = -INFINITY;
    _Pragma("omp simd reduction(max : most)") for (size_t i = 0; i < count; i++) most = x[i] > most ? x[i] : most;
    return most;
}

WIDE static float exp_all(float *restrict x, float most, size_t count) {
    float sum = 0;
    _Pragma("omp simd reduction(+ : sum)") for (size_t i = 0; i < count; i++) {
        x[i] = exp_below(x[i] - most);
        sum += x[i];
    }
    return sum;
}

WIDE static void scale_all(float *restrict x, float by, size_t count) {
    for (size_t i = 0; i < count; i++) x[i] *= by;
}

WIDE static void slope_all(const float *restrict y, float *restrict dy, float mean, size_t count) {
    for (size_t i = 0; i < count; i++) dy[i] = y[i] * (dy[i] - mean);
}

void cxi_softmax(float *x, size_t seen, size_t count) {
    scale_all(x, 1 / exp_all(x, largest(x, seen), seen), seen);
    memset(x + seen, 0, (count - seen) * sizeof *x);
}

void cxi_softmax_gradient(const float *y, float *dy, size_t count) {
    slope_all(y, dy, dot_f32(y, dy, count), count);
}

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
