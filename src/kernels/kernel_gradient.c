/* sum[kh, kw, channel, feature] = sum over examples, rows, columns of x[row + kh, column + kw, channel] dy[row, column, feature]

   Six channels, or four, by sixteen features are added up in registers over a block of rows, which is as large as the nearest cache
   holds; the block's sixteen features are first copied next to each other. */
#include "kernels/kernel_gradient.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

enum { CHANNELS = 4, MORE_CHANNELS = 6, FEATURES = 16, LANES = 8, MOST_ROWS = 8 };
enum { NEAR = 6144 }; /* floats: three quarters of 32 KB */
#define AVX2        __attribute__((target("avx2,fma")))
#define AVX2_INLINE AVX2 __attribute__((always_inline)) static inline

/* By axis: rows, columns. A convolution along one axis has a single row. */
struct axis {
    int64_t x, y, kernel, stride, dilation, low;
};

struct shape {
    struct axis row, column;
    int64_t channels, features, rows; /* rows: of y, in a block */
};

static struct shape shape_of(const struct cxi_conv_call *c) {
    struct axis axis[2] = {{1, 1, 1, 1, 1, 0}, {1, 1, 1, 1, 1, 0}};
    int spatial = c->strides.rank;
    for (int i = 0; i < spatial; i++)
        axis[2 - spatial + i] = (struct axis){.x = c->x.dim[1 + i],
                                              .y = c->y.dim[1 + i],
                                              .kernel = c->kernel.dim[i],
                                              .stride = c->strides.dim[i],
                                              .dilation = c->dilation.dim[i],
                                              .low = c->low.dim[i]};
    struct shape s = {axis[0], axis[1], c->x.dim[1 + spatial], c->y.dim[1 + spatial], 0};
    s.rows = NEAR / (s.column.y * FEATURES + s.row.stride * s.column.x * s.channels);
    if (s.rows > MOST_ROWS) s.rows = MOST_ROWS;
    if (s.rows > s.row.y) s.rows = s.row.y;
    if (s.rows < 1) s.rows = 1;
    return s;
}

bool cxi_kernel_gradient_fits(const struct cxi_conv_call *c) {
    int spatial = c->strides.rank;
    if (c->pass != ONEDNN_PASS_KERNEL || c->dtype != CX_F32 || c->groups != 1 || spatial > 2) return false;
    if (c->x.dim[1 + spatial] % CHANNELS || c->y.dim[1 + spatial] % FEATURES) return false;
    if (c->kernel_axes.dim[0] != spatial + 1 || c->kernel_axes.dim[1] != spatial) return false;
    for (int i = 0; i < spatial; i++)
        if (c->kernel_axes.dim[2 + i] != i) return false;
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && !__builtin_cpu_supports("avx512f");
}

size_t cxi_kernel_gradient_scratch(const struct cxi_conv_call *c) {
    struct shape s = shape_of(c);
    return (size_t)(s.rows * s.column.y * FEATURES) * sizeof(float);
}

/* The places [from, to) of y whose element k of the window is an element of x, and where that is. */
struct reach {
    int64_t from, to, x;
};

static struct reach reach_of(const struct axis *axis, int64_t k, int64_t from, int64_t to) {
    int64_t shift = k * axis->dilation - axis->low;
    while (from < to && from * axis->stride + shift < 0) from++;
    while (from < to && (to - 1) * axis->stride + shift >= axis->x) to--;
    return (struct reach){from, to, from * axis->stride + shift};
}

/* Steps from one row and one column to the next, in floats. */
struct steps {
    int64_t x_row, x_column, dy_row, sum_channel;
};

/* A fused multiply-add takes four cycles, and two begin in each: it needs eight sums that do not wait for each other, and is
   better off with twelve. */
AVX2_INLINE void add_channels(int64_t channels, const float *x, const float *dy, int64_t rows, int64_t columns,
                              const struct steps *steps, float *sum) {
    __m256 part[MORE_CHANNELS][2] = {0};
    for (int64_t r = 0; r < rows; r++) {
        const float *at = x + r * steps->x_row, *d = dy + r * steps->dy_row;
        for (int64_t c = 0; c < columns; c++, at += steps->x_column, d += FEATURES) {
            __m256 low = _mm256_loadu_ps(d), high = _mm256_loadu_ps(d + LANES);
#pragma GCC unroll 6
            for (int i = 0; i < channels; i++) {
                __m256 value = _mm256_broadcast_ss(at + i);
                part[i][0] = _mm256_fmadd_ps(value, low, part[i][0]);
                part[i][1] = _mm256_fmadd_ps(value, high, part[i][1]);
            }
        }
    }
#pragma GCC unroll 6
    for (int i = 0; i < channels; i++, sum += steps->sum_channel) {
        _mm256_storeu_ps(sum, _mm256_add_ps(_mm256_loadu_ps(sum), part[i][0]));
        _mm256_storeu_ps(sum + LANES, _mm256_add_ps(_mm256_loadu_ps(sum + LANES), part[i][1]));
    }
}

AVX2 static void add_tile(int64_t channels, const float *x, const float *dy, int64_t rows, int64_t columns,
                          const struct steps *steps, float *sum) {
    if (channels == MORE_CHANNELS)
        add_channels(MORE_CHANNELS, x, dy, rows, columns, steps, sum);
    else
        add_channels(CHANNELS, x, dy, rows, columns, steps, sum);
}

/* Sixteen features of rows [from, to) of dy, next to each other. */
static void pack(const struct shape *s, const float *dy, int64_t from, int64_t to, float *packed) {
    const float *at = dy + from * s->column.y * s->features;
    for (int64_t i = 0; i < (to - from) * s->column.y; i++)
        memcpy(packed + i * FEATURES, at + i * s->features, FEATURES * sizeof *packed);
}

/* What rows [from, to) of one example's dy, packed, add to sixteen features of the sum. */
static void add_block(const struct shape *s, const float *x, const float *packed, int64_t from, int64_t to,
                      float *sum) {
    const struct steps steps = {s->row.stride * s->column.x * s->channels, s->column.stride * s->channels,
                                s->column.y * FEATURES, s->features};
    for (int64_t kh = 0; kh < s->row.kernel; kh++) {
        struct reach row = reach_of(&s->row, kh, from, to);
        for (int64_t kw = 0; kw < s->column.kernel && row.from < row.to; kw++) {
            struct reach column = reach_of(&s->column, kw, 0, s->column.y);
            if (column.from >= column.to) continue;
            const float *at = x + (row.x * s->column.x + column.x) * s->channels;
            const float *dy = packed + ((row.from - from) * s->column.y + column.from) * FEATURES;
            float *to_sum = sum + (kh * s->column.kernel + kw) * s->channels * s->features;
            for (int64_t i = 0, count; i < s->channels; i += count) {
                count = (s->channels - i) % MORE_CHANNELS ? CHANNELS : MORE_CHANNELS;
                add_tile(count, at + i, dy, row.to - row.from, column.to - column.from, &steps,
                         to_sum + i * s->features);
            }
        }
    }
}

void cxi_kernel_gradient(const struct cxi_conv_call *call, const float *x, const float *dy, int64_t examples,
                         float *sum, float *scratch) {
    struct shape s = shape_of(call);
    memset(sum, 0, (size_t)cx_dims_count(call->kernel) * sizeof *sum);
    for (int64_t n = 0; n < examples; n++) {
        for (int64_t from = 0; from < s.row.y; from += s.rows) {
            int64_t to = from + s.rows < s.row.y ? from + s.rows : s.row.y;
            for (int64_t f = 0; f < s.features; f += FEATURES) {
                pack(&s, dy + f, from, to, scratch);
                add_block(&s, x, scratch, from, to, sum + f);
            }
        }
        x += s.row.x * s.column.x * s.channels;
        dy += s.row.y * s.column.y * s.features;
    }
}

#else

bool cxi_kernel_gradient_fits(const struct cxi_conv_call *c) {
    (void)c;
    return false;
}

size_t cxi_kernel_gradient_scratch(const struct cxi_conv_call *c) {
    (void)c;
    return 0;
}

void cxi_kernel_gradient(const struct cxi_conv_call *call, const float *x, const float *dy, int64_t examples,
                         float *sum, float *scratch) {
    (void)call, (void)x, (void)dy, (void)examples, (void)sum, (void)scratch;
}

#endif
