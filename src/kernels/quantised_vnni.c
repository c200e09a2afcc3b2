/* The way for AVX-512 with VNNI: a row at a time, by four columns or one; by the only column as it lies in the file. */
#include "kernels/quantised_unpack_avx2.h"

#ifdef CXI_QUANTISED_X86

#include <immintrin.h>
#include <string.h>

#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma,f16c,bmi2")))

static bool here(void) {
    return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("fma") &&
           __builtin_cpu_supports("bmi2");
}

/* 32 bits at b as 16 or 0 in each byte. */
VNNI CXI_INLINE __m256i fifths(const unsigned char *b) {
    uint32_t mask;
    memcpy(&mask, b, sizeof mask);
    return _mm256_maskz_set1_epi8(mask, 16);
}

VNNI static inline void unpack_q5_0(const unsigned char *restrict b, unsigned char *restrict q) {
    _mm256_storeu_si256((__m256i *)(void *)q, _mm256_or_si256(cxi_nibbles_avx2(b + 6), fifths(b + 2)));
}

VNNI static void unpack(enum cxi_quantised_format format, const unsigned char *row, int64_t in,
                        struct cxi_unpacked *to) {
    cxi_unpack(format, row, in, to, (struct cxi_parts){cxi_halves_avx2, cxi_times_avx2, unpack_q5_0});
}

VNNI static void round_column(const float *x, int64_t in, const struct cxi_rounded *to, int64_t column) {
    cxi_round_column(x, in, to, column);
}

VNNI static inline float total_of(__m256 wide, __m128 least) {
    __m128 sum = _mm_sub_ps(_mm_add_ps(_mm256_castps256_ps128(wide), _mm256_extractf128_ps(wide, 1)), least);
    sum = _mm_add_ps(sum, _mm_movehl_ps(sum, sum));
    return _mm_cvtss_f32(_mm_add_ss(sum, _mm_movehdup_ps(sum)));
}

/* One row by `count` columns, which the compiler knows: the row's numbers are loaded once for all of them. */
VNNI CXI_INLINE void multiply_some(const struct cxi_unpacked *row, const struct cxi_rounded *x, int64_t first,
                                   int count, float *y, int64_t stride) {
    enum { MOST = 4 };
    const __m512i spread = _mm512_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
    struct cxi_column column[MOST];
    __m512 sum[MOST];
    __m128 least[MOST];
    for (int c = 0; c < count; c++) {
        column[c] = cxi_column_at(x, first + c);
        sum[c] = _mm512_setzero_ps();
        least[c] = _mm_setzero_ps();
    }
    for (int64_t at = 0; at < x->pitch; at += 4 * CXI_RUN) {
        int64_t run = at / CXI_RUN;
        __m512i q = _mm512_loadu_si512(row->q + at);
        __m128 scale = _mm_loadu_ps(row->scale + run), minimum = _mm_loadu_ps(row->minimum + run);
        for (int c = 0; c < count; c++) {
            __m512i dot = _mm512_dpbusd_epi32(_mm512_setzero_si512(), q, _mm512_loadu_si512(column[c].q + at));
            __m128 by = _mm_mul_ps(scale, _mm_loadu_ps(column[c].scale + run));
            __m512 wide = _mm512_permutexvar_ps(spread, _mm512_castps128_ps512(by));
            sum[c] = _mm512_fmadd_ps(_mm512_cvtepi32_ps(dot), wide, sum[c]);
            least[c] = _mm_fmadd_ps(minimum, _mm_loadu_ps(column[c].sum + run), least[c]);
        }
    }
    for (int c = 0; c < count; c++) {
        __m256 half = _mm256_add_ps(_mm512_castps512_ps256(sum[c]), _mm512_extractf32x8_ps(sum[c], 1));
        y[c * stride] = total_of(half, least[c]);
    }
}

VNNI static void multiply(enum cxi_quantised_format format, struct cxi_unpacked_rows *rows, int count,
                          const struct cxi_rounded *x, float *y, int64_t stride) {
    enum { COLUMNS = 8 }; /* that stay in the nearest cache meanwhile */
    (void)format;
    for (int64_t first = 0; first < x->columns; first += COLUMNS) {
        int64_t end = first + COLUMNS < x->columns ? first + COLUMNS : x->columns;
        for (int r = 0; r < count; r++) {
            int64_t c = first;
            for (; c + 4 <= end; c += 4) multiply_some(&rows->row[r], x, c, 4, y + c * stride + r, stride);
            for (; c < end; c++) multiply_some(&rows->row[r], x, c, 1, y + c * stride + r, stride);
        }
    }
}

VNNI CXI_INLINE __m256i products(enum cxi_size size, __m256i q, __m256i x) {
    (void)size;
    return _mm256_dpbusd_epi32(_mm256_setzero_si256(), q, x);
}

#define PROCESSOR    VNNI
#define PRODUCTS     products
#define BYTES_OFFSET 128
#define FIFTHS       fifths
#include "kernels/quantised_direct.h"

const struct cxi_quantised_way cxi_quantised_vnni = {"AVX-512 VNNI", here, unpack, round_column, multiply, direct};

#endif
