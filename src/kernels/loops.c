#include "kernels/loops.h"

/* One copy for each width of vectors; the best is chosen when the library is loaded. A sanitizer is not ready that early.
   Static functions only: gcc 12 lets others out of the shared library. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define WIDE
#endif

WIDE static void mask_all(float *restrict x, const float *restrict mask, size_t count) {
    for (size_t i = 0; i < count; i++) x[i] = mask[i] > 0 ? x[i] : 0;
}

WIDE static void add_all(float *restrict sum, const float *restrict x, size_t count) {
    for (size_t i = 0; i < count; i++) sum[i] += x[i];
}

/* Some columns at a time, in registers; and some rows at a time, so that small numbers are not added to large ones. */
WIDE static void sum_rows(const float *restrict x, size_t rows, size_t width, float *restrict sum) {
    enum { COLUMNS = 32, ROWS = 256 };
    for (size_t c = 0; c < width; c++) sum[c] = 0;
    for (size_t first = 0; first < rows; first += ROWS) {
        size_t end = first + ROWS < rows ? first + ROWS : rows;
        for (size_t left = 0; left < width; left += COLUMNS) {
            float part[COLUMNS] = {0};
            size_t columns = width - left < COLUMNS ? width - left : COLUMNS;
            for (size_t r = first; r < end; r++) {
                const float *restrict row = x + r * width + left;
                if (columns == COLUMNS)
                    for (size_t c = 0; c < COLUMNS; c++) part[c] += row[c];
                else
                    for (size_t c = 0; c < columns; c++) part[c] += row[c];
            }
            for (size_t c = 0; c < columns; c++) sum[left + c] += part[c];
        }
    }
}

void cxi_mask(float *x, const float *mask, size_t count) {
    mask_all(x, mask, count);
}

void cxi_add_to(float *sum, const float *x, size_t count) {
    add_all(sum, x, count);
}

void cxi_sum_rows(const float *x, size_t rows, size_t width, float *sum) {
    sum_rows(x, rows, width, sum);
}

/* ------------------------------------------------------------------------------------------------- dropout */

static inline uint32_t mix(uint32_t x) { /* see compose/random.c */
    x = (x ^ x >> 16) * 0x7feb352du;
    x = (x ^ x >> 15) * 0x846ca68bu;
    return x ^ x >> 16;
}

static inline float drop(float x, uint32_t element, const struct cxi_dropout *d) {
    uint32_t bits = mix(mix(element ^ d->key[0]) + d->key[1]);
    return bits < d->threshold ? x * d->scale : 0;
}

/* ------------------------------------------------------------------------------------------------- windows */

/* NaN when one of them is. */
static inline float larger(float a, float b) {
    float most = a > b ? a : b; /* b when one is NaN */
    return a != a ? a : most;
}

WIDE static void pool_window(const float *restrict upper, const float *restrict lower, float *restrict y,
                             size_t channels) {
    for (size_t i = 0; i < channels; i++)
        y[i] = larger(larger(upper[i], upper[i + channels]), larger(lower[i], lower[i + channels]));
}

WIDE static void drop_some(float *restrict y, size_t count, uint32_t first, const struct cxi_dropout *dropout) {
    const struct cxi_dropout d = *dropout;
    for (size_t i = 0; i < count; i++) y[i] = drop(y[i], first + (uint32_t)i, &d);
}

void cxi_pool_row(const float *x, size_t row, float *y, size_t windows, size_t channels, uint32_t first,
                  const struct cxi_dropout *dropout) {
    for (size_t w = 0; w < windows; w++)
        pool_window(x + 2 * w * channels, x + 2 * w * channels + row, y + w * channels, channels);
    if (dropout->on) drop_some(y, windows * channels, first, dropout);
}

/* The four places of a window, each a row of channels: of x, and of its gradient. */
struct window {
    const float *x[4];
    float *dx[4];
};

/* `random` is known where this is inlined, so that no loop asks. */
static inline void pass_back(const struct window *w, const float *restrict dy, size_t channels, uint32_t first,
                             const struct cxi_dropout *dropout, bool random, bool relu) {
    const struct cxi_dropout drops = *dropout;
    const float *restrict xa = w->x[0], *restrict xb = w->x[1], *restrict xc = w->x[2], *restrict xd = w->x[3];
    float *restrict da = w->dx[0], *restrict db = w->dx[1], *restrict dc = w->dx[2], *restrict dd = w->dx[3];
#pragma omp simd
    for (size_t i = 0; i < channels; i++) {
        float a = xa[i], b = xb[i], c = xc[i], d = xd[i];
        float most = larger(larger(a, b), larger(c, d));
        float g = random ? drop(dy[i], first + (uint32_t)i, &drops) : dy[i];
        g = (relu & !(most > 0)) ? 0 : g;
        da[i] = a == most ? g : 0; /* the first that is the maximum takes it all */
        g = a == most ? 0 : g;
        db[i] = b == most ? g : 0;
        g = b == most ? 0 : g;
        dc[i] = c == most ? g : 0;
        g = c == most ? 0 : g;
        dd[i] = d == most ? g : 0;
    }
}

WIDE static void pass_back_all(const struct window *w, const float *dy, size_t channels, bool relu) {
    pass_back(w, dy, channels, 0, &(struct cxi_dropout){0}, false, relu);
}

WIDE static void pass_back_some(const struct window *w, const float *dy, size_t channels, uint32_t first,
                                const struct cxi_dropout *dropout, bool relu) {
    pass_back(w, dy, channels, first, dropout, true, relu);
}

void cxi_pool_gradient_row(const float *x, size_t row, const float *dy, float *dx, size_t windows, size_t channels,
                           uint32_t first, const struct cxi_dropout *dropout, bool relu) {
    for (size_t i = 0; i < windows; i++) {
        size_t a = 2 * i * channels, b = a + channels, c = a + row, d = b + row, at = i * channels;
        const struct window w = {{x + a, x + b, x + c, x + d}, {dx + a, dx + b, dx + c, dx + d}};
        if (dropout->on)
            pass_back_some(&w, dy + at, channels, first + (uint32_t)at, dropout, relu);
        else
            pass_back_all(&w, dy + at, channels, relu);
    }
}
