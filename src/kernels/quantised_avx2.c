/* The way for AVX2. One column, or a few, are multiplied with a row at a time; more with woven rows. */
#include "kernels/quantised_weave.h"

#ifdef CXI_QUANTISED_X86

#include <cpuid.h>
#include <immintrin.h>
#include <string.h>

/* Which not all compilers can ask __builtin_cpu_supports for. */
static bool has_f16c(void) {
    unsigned a, b, c, d;
    return __get_cpuid(1, &a, &b, &c, &d) && c & bit_F16C;
}

static bool here(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2") &&
           has_f16c();
}

/* ----------------------------------------------------------------------------------------------- unpacking */

AVX2 static void unpack(enum cxi_quantised_format format, const unsigned char *row, int64_t in,
                        struct cxi_unpacked *to) {
    cxi_unpack(format, row, in, to, (struct cxi_parts){cxi_halves_avx2, cxi_times_avx2, cxi_q5_0_avx2});
}

AVX2 static void round_column(const float *x, int64_t in, const struct cxi_rounded *to, int64_t column) {
    cxi_round_column(x, in, to, column);
}

/* --------------------------------------------------------------------------------- four rows by one column */

#define ADD_PAIR(SUM, PAIR)                                                                                   \
    SUM = _mm256_fmadd_ps(_mm256_cvtepi32_ps(cxi_products_avx2(size, cxi_load_avx2(q + 2 * CXI_RUN * (PAIR)), \
                                                               cxi_load_avx2(p + 2 * CXI_RUN * (PAIR)))),     \
                          _mm256_permute_ps(scale, 0x55 * (PAIR)), SUM)

/* Adds the part of CXI_STEP elements: sums whose total counts. */
AVX2_INLINE __m256 add_step(enum cxi_size size, const struct cxi_unpacked *row, struct cxi_column x, int64_t at,
                            __m256 sum) {
    int64_t run = at / CXI_RUN;
    const unsigned char *q = row->q + at;
    const signed char *p = x.q + at;
    __m256 scale = cxi_pairs_avx2(_mm256_loadu_ps(row->scale + run), _mm256_loadu_ps(x.scale + run));
    ADD_PAIR(sum, 0);
    ADD_PAIR(sum, 1);
    ADD_PAIR(sum, 2);
    ADD_PAIR(sum, 3);
    if (size == CXI_BYTES) return sum;
    return _mm256_fnmadd_ps(_mm256_loadu_ps(row->minimum + run), _mm256_loadu_ps(x.sum + run), sum);
}

AVX2_INLINE void four_rows(enum cxi_size size, const struct cxi_unpacked row[4], struct cxi_column x, int64_t pitch,
                           float y[4]) {
    __m256 a = _mm256_setzero_ps(), b = a, c = a, d = a;
    for (int64_t at = 0; at < pitch; at += CXI_STEP) {
        a = add_step(size, &row[0], x, at, a);
        b = add_step(size, &row[1], x, at, b);
        c = add_step(size, &row[2], x, at, c);
        d = add_step(size, &row[3], x, at, d);
    }
    _mm_storeu_ps(y, cxi_totals_avx2(a, b, c, d));
}

AVX2_INLINE void by_rows(enum cxi_size size, const struct cxi_unpacked_rows *rows, int count,
                         const struct cxi_rounded *x, float *y, int64_t stride) {
    for (int64_t c = 0; c < x->columns; c++)
        for (int r = 0; r < count; r += 4) {
            float four[4]; /* of which some may be of rows that are not there */
            four_rows(size, &rows->row[r], cxi_column_at(x, c), x->pitch, four);
            memcpy(y + c * stride + r, four, (size_t)(count - r < 4 ? count - r : 4) * sizeof *y);
        }
}

/* ------------------------------------------------------------------------- eight rows by several columns */

/* Two columns by two registers of woven rows: what is done for each of the four. */
#define EACH(STATEMENT)               \
    for (int c = 0; c < 2; c++)       \
        for (int h = 0; h < 2; h++) { \
            STATEMENT;                \
        }

/* Bytes are multiplied in two passes: their lower halves, then their upper ones. */
AVX2_INLINE __m256i in_pass(enum cxi_size size, int pass, __m256i q) {
    if (size != CXI_BYTES) return q;
    return _mm256_and_si256(pass ? _mm256_srli_epi16(q, 4) : q, _mm256_set1_epi8(15));
}

/* Adds the sums of a run's 16 products. */
AVX2_INLINE void add_run(enum cxi_size size, const unsigned char *q, const signed char *const x[2], __m256i sum[2][2]) {
    enum { FOURS = CXI_RUN / 4 };
    int fit = size == CXI_SIX_BITS ? 2 : FOURS; /* whose products a sum of 16 bits holds */
    for (int pass = 0; pass < (size == CXI_BYTES ? 2 : 1); pass++) {
        const __m256i times = _mm256_set1_epi16(pass ? 16 : 1);
        __m256i part[2][2];
        for (int i = 0; i < FOURS; i++) {
            for (int h = 0; h < 2; h++) {
                __m256i four = in_pass(size, pass, cxi_load_avx2(q + 4 * CXI_TOGETHER * i + 32 * h));
                for (int c = 0; c < 2; c++) {
                    __m256i product = _mm256_maddubs_epi16(four, _mm256_set1_epi32(cxi_bits32(x[c] + 4 * i)));
                    part[c][h] = i % fit ? _mm256_add_epi16(part[c][h], product) : product;
                    __asm__(
                        ""
                        : "+x"(part[c][h])); /* else gcc adds in another order, for which registers do not suffice */
                }
            }
            if ((i + 1) % fit == 0) EACH(sum[c][h] = _mm256_add_epi32(sum[c][h], _mm256_madd_epi16(part[c][h], times)))
        }
    }
}

/* Adds the part of `runs` runs, which share their scale, to the totals. */
AVX2_INLINE void add_runs(enum cxi_size size, int runs, const struct cxi_unpacked *woven,
                          const struct cxi_column column[2], int64_t first, __m256 total[2][2]) {
    __m256i sum[2][2];
    EACH(sum[c][h] = _mm256_setzero_si256())
    for (int64_t run = first; run < first + runs; run++) {
        const signed char *const x[2] = {column[0].q + run * CXI_RUN, column[1].q + run * CXI_RUN};
        add_run(size, woven->q + run * CXI_RUN * CXI_TOGETHER, x, sum);
        const float *minimum = woven->minimum + run * CXI_TOGETHER;
        EACH(total[c][h] = _mm256_fnmadd_ps(_mm256_loadu_ps(minimum + 8 * h), _mm256_broadcast_ss(column[c].sum + run),
                                            total[c][h]))
    }
    const float *scale = woven->scale + first * CXI_TOGETHER;
    EACH(__m256 by = _mm256_mul_ps(_mm256_loadu_ps(scale + 8 * h), _mm256_broadcast_ss(column[c].scale + first));
         total[c][h] = _mm256_fmadd_ps(_mm256_cvtepi32_ps(sum[c][h]), by, total[c][h]))
}

/* What runs `from` .. `end` of the first `count` woven rows add to two columns' products, or one's. */
AVX2_INLINE void add_tile(enum cxi_size size, int runs, const struct cxi_unpacked *woven, int count, int64_t from,
                          int64_t end, const struct cxi_column column[2], int columns, float *y, int64_t stride) {
    float to[2][CXI_TOGETHER];
    __m256 total[2][2];
    for (int c = 0; c < columns && from > 0; c++) memcpy(to[c], y + c * stride, (size_t)count * sizeof *y);
    EACH(total[c][h] = from > 0 ? _mm256_loadu_ps(to[c] + 8 * h) : _mm256_setzero_ps())
    for (int64_t run = from; run < end; run += runs) add_runs(size, runs, woven, column, run, total);
    EACH(_mm256_storeu_ps(to[c] + 8 * h, total[c][h]))
    for (int c = 0; c < columns; c++) memcpy(y + c * stride, to[c], (size_t)count * sizeof *y);
}

AVX2_INLINE void by_tiles(enum cxi_size size, int runs, struct cxi_unpacked_rows *rows, int count,
                          const struct cxi_rounded *x, float *y, int64_t stride) {
    enum { BLOCK = 64 }; /* runs that stay in the nearest cache */
    cxi_weave_rows(rows, x->pitch);
    for (int64_t from = 0; from < x->runs; from += BLOCK) {
        int64_t end = from + BLOCK < x->runs ? from + BLOCK : x->runs;
        for (int64_t c = 0; c < x->columns; c += 2) {
            int columns = c + 1 < x->columns ? 2 : 1;
            struct cxi_column column[2] = {cxi_column_at(x, c), cxi_column_at(x, c + columns - 1)};
            add_tile(size, runs, &rows->woven, count, from, end, column, columns, y + c * stride, stride);
        }
    }
}

/* -------------------------------------------------------------------------------------------- every format */

AVX2 static void multiply(enum cxi_quantised_format format, struct cxi_unpacked_rows *rows, int count,
                          const struct cxi_rounded *x, float *y, int64_t stride) {
    if (x->columns < CXI_MANY && format == CXI_Q8_0)
        by_rows(CXI_BYTES, rows, count, x, y, stride);
    else if (x->columns < CXI_MANY)
        by_rows(CXI_SIX_BITS, rows, count, x, y, stride);
    else if (format == CXI_Q8_0)
        by_tiles(CXI_BYTES, 2, rows, count, x, y, stride);
    else if (format == CXI_Q6_K)
        by_tiles(CXI_SIX_BITS, 1, rows, count, x, y, stride);
    else if (format == CXI_Q2_K || format == CXI_Q3_K)
        by_tiles(CXI_FIVE_BITS, 1, rows, count, x, y, stride);
    else
        by_tiles(CXI_FIVE_BITS, 2, rows, count, x, y, stride);
}

#define PROCESSOR    AVX2
#define PRODUCTS     cxi_products_avx2
#define BYTES_OFFSET 0
#define FIFTHS       cxi_fifths_avx2
#include "kernels/quantised_direct.h"

const struct cxi_quantised_way cxi_quantised_avx2 = {"AVX2", here, unpack, round_column, multiply, direct};

#endif
