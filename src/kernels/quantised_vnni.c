/* The way for AVX-512 with VNNI. A few columns are multiplied with a row at a time, the only one with rows as they lie in the file,
   more with sixteen woven rows: a register of bytes has four elements of each. */
#include "kernels/quantised_weave.h"

#ifdef CXI_QUANTISED_X86

#include <immintrin.h>

#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma,f16c,bmi2")))

enum { COLUMNS = 8 }; /* by which woven rows are multiplied at a time */

static bool here(void) {
    return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("fma") &&
           __builtin_cpu_supports("bmi2");
}

/* 32 bits at b as 16 or 0 in each byte. */
VNNI CXI_INLINE __m256i fifths(const unsigned char *b) {
    return _mm256_maskz_set1_epi8((__mmask32)cxi_bits32(b), 16);
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

/* ------------------------------------------------------------------------------------------ a row by a column */

VNNI static inline float total_of(__m256 wide, __m128 least) {
    __m128 sum = _mm_sub_ps(_mm_add_ps(_mm256_castps256_ps128(wide), _mm256_extractf128_ps(wide, 1)), least);
    sum = _mm_add_ps(sum, _mm_movehl_ps(sum, sum));
    return _mm_cvtss_f32(_mm_add_ss(sum, _mm_movehdup_ps(sum)));
}

VNNI static float dot(const struct cxi_unpacked *row, struct cxi_column column, int64_t pitch) {
    const __m512i spread = _mm512_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
    __m512 sum = _mm512_setzero_ps();
    __m128 least = _mm_setzero_ps();
    for (int64_t at = 0; at < pitch; at += 4 * CXI_RUN) {
        int64_t run = at / CXI_RUN;
        __m512i q = _mm512_loadu_si512(row->q + at);
        __m512i products = _mm512_dpbusd_epi32(_mm512_setzero_si512(), q, _mm512_loadu_si512(column.q + at));
        __m128 by = _mm_mul_ps(_mm_loadu_ps(row->scale + run), _mm_loadu_ps(column.scale + run));
        __m512 wide = _mm512_permutexvar_ps(spread, _mm512_castps128_ps512(by));
        sum = _mm512_fmadd_ps(_mm512_cvtepi32_ps(products), wide, sum);
        least = _mm_fmadd_ps(_mm_loadu_ps(row->minimum + run), _mm_loadu_ps(column.sum + run), least);
    }
    return total_of(_mm256_add_ps(_mm512_castps512_ps256(sum), _mm512_extractf32x8_ps(sum, 1)), least);
}

/* --------------------------------------------------------------------------------- woven rows by some columns */

/* Adds what runs `from` .. `end` of woven rows give with `columns` columns, of which the compiler knows how many. `runs` of them
   share their scale. */
VNNI CXI_INLINE void add_runs(int runs, const struct cxi_unpacked *woven, int64_t from, int64_t end,
                              const struct cxi_column *column, int columns, __m512 *total) {
    for (int64_t first = from; first < end; first += runs) {
        __m512i sum[COLUMNS];
        for (int c = 0; c < columns; c++) sum[c] = _mm512_setzero_si512();
        for (int64_t run = first; run < first + runs; run++) {
            for (int64_t at = run * CXI_RUN; at < (run + 1) * CXI_RUN; at += 4) {
                __m512i q = _mm512_loadu_si512(woven->q + at * CXI_TOGETHER);
                for (int c = 0; c < columns; c++)
                    sum[c] = _mm512_dpbusd_epi32(sum[c], q, _mm512_set1_epi32(cxi_bits32(column[c].q + at)));
            }
            __m512 minimum = _mm512_loadu_ps(woven->minimum + run * CXI_TOGETHER);
            for (int c = 0; c < columns; c++)
                total[c] = _mm512_fnmadd_ps(minimum, _mm512_set1_ps(column[c].sum[run]), total[c]);
        }
        __m512 scale = _mm512_loadu_ps(woven->scale + first * CXI_TOGETHER);
        for (int c = 0; c < columns; c++) {
            __m512 by = _mm512_mul_ps(scale, _mm512_set1_ps(column[c].scale[first]));
            total[c] = _mm512_fmadd_ps(_mm512_cvtepi32_ps(sum[c]), by, total[c]);
        }
    }
}

/* The same to y's columns, which are `stride` apart, of the first `count` rows. */
VNNI CXI_INLINE void add_tile(int runs, const struct cxi_unpacked *woven, int count, int64_t from, int64_t end,
                              const struct cxi_rounded *x, int64_t first, int columns, float *y, int64_t stride) {
    __mmask16 there = (__mmask16)((1 << count) - 1);
    struct cxi_column column[COLUMNS];
    __m512 total[COLUMNS];
    for (int c = 0; c < columns; c++) {
        column[c] = cxi_column_at(x, first + c);
        total[c] = from > 0 ? _mm512_maskz_loadu_ps(there, y + (first + c) * stride) : _mm512_setzero_ps();
    }
    add_runs(runs, woven, from, end, column, columns, total);
    for (int c = 0; c < columns; c++) _mm512_mask_storeu_ps(y + (first + c) * stride, there, total[c]);
}

VNNI CXI_INLINE void by_tiles(int runs, struct cxi_unpacked_rows *rows, int count, const struct cxi_rounded *x,
                              float *y, int64_t stride) {
    enum { BLOCK = 64 }; /* runs that stay in the nearest cache */
    cxi_weave_rows(rows, x->pitch);
    for (int64_t from = 0; from < x->runs; from += BLOCK) {
        int64_t end = from + BLOCK < x->runs ? from + BLOCK : x->runs, c = 0;
        for (; c + COLUMNS <= x->columns; c += COLUMNS)
            add_tile(runs, &rows->woven, count, from, end, x, c, COLUMNS, y, stride);
        for (; c + 2 <= x->columns; c += 2) add_tile(runs, &rows->woven, count, from, end, x, c, 2, y, stride);
        for (; c < x->columns; c++) add_tile(runs, &rows->woven, count, from, end, x, c, 1, y, stride);
    }
}

VNNI static void multiply(enum cxi_quantised_format format, struct cxi_unpacked_rows *rows, int count,
                          const struct cxi_rounded *x, float *y, int64_t stride) {
    if (x->columns >= CXI_MANY && (format == CXI_Q2_K || format == CXI_Q3_K || format == CXI_Q6_K))
        by_tiles(1, rows, count, x, y, stride);
    else if (x->columns >= CXI_MANY)
        by_tiles(2, rows, count, x, y, stride);
    else
        for (int64_t c = 0; c < x->columns; c++)
            for (int r = 0; r < count; r++) y[c * stride + r] = dot(&rows->row[r], cxi_column_at(x, c), x->pitch);
}

/* ------------------------------------------------------------------------------ rows as they lie in the file */

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
