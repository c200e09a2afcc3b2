/* Unpacking, rounding and multiplying, for three kinds of processor. The loops in plain C are compiled anew for each: see
   CMakeLists.txt for how. */
#include "kernels/quantised.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "kernels/quantised_unpack.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define X86
#include <immintrin.h>
#endif

/* ------------------------------------------------------------------------------------------------ rounding */

/* 32 elements, as whole numbers up to 127 and a scale. What is not finite makes the scale NaN, and so all that it is multiplied to. */
CXI_INLINE void round_pair(const float *restrict x, signed char *restrict q, float *restrict scale,
                           float *restrict sum) {
    enum { PAIR = 2 * CXI_RUN };
    float most = 0;
    int strange = 0;
#pragma omp simd reduction(max : most) reduction(| : strange)
    for (int i = 0; i < PAIR; i++) {
        float size = fabsf(x[i]);
        strange |= !(size <= FLT_MAX);
        most = size > most ? size : most;
    }
    float inverse = most > 1e-30F && !strange ? 127 / most : 0;
    scale[0] = scale[1] = strange ? NAN : inverse > 0 ? most / 127 : 0;
    int whole[PAIR], total[2] = {0};
    for (int i = 0; i < PAIR; i++) {
        float scaled = strange ? 0 : x[i] * inverse;
        whole[i] = (int)(scaled + (scaled < 0 ? -0.5F : 0.5F));
    }
    for (int i = 0; i < PAIR; i++) q[i] = (signed char)whole[i];
    for (int i = 0; i < CXI_RUN; i++) total[0] += whole[i], total[1] += whole[i + CXI_RUN];
    sum[0] = scale[0] * (float)total[0];
    sum[1] = scale[0] * (float)total[1];
}

CXI_INLINE void round_column(const float *x, int64_t in, const struct cxi_rounded *to, int64_t column) {
    signed char *q = to->q + column * to->pitch;
    float *scale = to->scale + column * to->runs, *sum = to->sum + column * to->runs;
    for (int64_t at = 0; at < in; at += 2 * CXI_RUN)
        round_pair(x + at, q + at, scale + at / CXI_RUN, sum + at / CXI_RUN);
}

/* ------------------------------------------------------------------------------------------ any processor */

static bool always(void) {
    return true;
}

static void unpack_plainly(enum cxi_quantised_format format, const unsigned char *row, int64_t in,
                           struct cxi_unpacked *to) {
    cxi_unpack(format, row, in, to, cxi_halves_plainly);
}

static void round_plainly(const float *x, int64_t in, const struct cxi_rounded *to, int64_t column) {
    round_column(x, in, to, column);
}

static void multiply_plainly(const struct cxi_unpacked *row, const struct cxi_rounded *x, int64_t first, int64_t count,
                             float *y, int64_t stride) {
    for (int64_t c = first; c < first + count; c++, y += stride) {
        const signed char *q = x->q + c * x->pitch;
        const float *scale = x->scale + c * x->runs, *sum = x->sum + c * x->runs;
        float total = 0;
        for (int64_t r = 0; r < x->runs; r++) {
            int dot = 0;
            for (int i = 0; i < CXI_RUN; i++) dot += row->q[r * CXI_RUN + i] * q[r * CXI_RUN + i];
            total += row->scale[r] * scale[r] * (float)dot - row->minimum[r] * sum[r];
        }
        *y = total;
    }
}

#ifdef X86

/* A column's part in a product of several. */
struct column {
    const signed char *q;
    const float *scale, *sum;
};

CXI_INLINE struct column column_at(const struct cxi_rounded *x, int64_t c) {
    return (struct column){x->q + c * x->pitch, x->scale + c * x->runs, x->sum + c * x->runs};
}

/* ---------------------------------------------------------------------------------------------------- AVX2 */

#define AVX2 __attribute__((target("avx2,fma,f16c,bmi2")))

static bool has_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
}

AVX2 static inline void halves_avx2(const uint16_t half[8], float to[8]) {
    _mm256_storeu_ps(to, _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(const void *)half)));
}

AVX2 static void unpack_avx2(enum cxi_quantised_format format, const unsigned char *row, int64_t in,
                             struct cxi_unpacked *to) {
    cxi_unpack(format, row, in, to, halves_avx2);
}

AVX2 static void round_avx2(const float *x, int64_t in, const struct cxi_rounded *to, int64_t column) {
    round_column(x, in, to, column);
}

AVX2 static inline float total_avx2(__m256 wide, __m128 least) {
    __m128 sum = _mm_sub_ps(_mm_add_ps(_mm256_castps256_ps128(wide), _mm256_extractf128_ps(wide, 1)), least);
    sum = _mm_add_ps(sum, _mm_movehl_ps(sum, sum));
    return _mm_cvtss_f32(_mm_add_ss(sum, _mm_movehdup_ps(sum)));
}

/* Products of 16 bits: bytes would saturate, since q goes up to 255. */
AVX2 static float multiply_one_avx2(const struct cxi_unpacked *row, struct column x, int64_t pitch) {
    __m256 sum = _mm256_setzero_ps();
    __m128 least = _mm_setzero_ps();
    for (int64_t at = 0; at < pitch; at += CXI_STEP) {
        int64_t run = at / CXI_RUN;
        float scale[CXI_STEP / CXI_RUN];
        _mm_storeu_ps(scale, _mm_mul_ps(_mm_loadu_ps(row->scale + run), _mm_loadu_ps(x.scale + run)));
        for (int i = 0; i < CXI_STEP / CXI_RUN; i++) {
            const __m128i *q = (const __m128i *)(const void *)(row->q + at + i * CXI_RUN);
            const __m128i *p = (const __m128i *)(const void *)(x.q + at + i * CXI_RUN);
            __m256i dot =
                _mm256_madd_epi16(_mm256_cvtepu8_epi16(_mm_loadu_si128(q)), _mm256_cvtepi8_epi16(_mm_loadu_si128(p)));
            sum = _mm256_fmadd_ps(_mm256_cvtepi32_ps(dot), _mm256_set1_ps(scale[i]), sum);
        }
        least = _mm_fmadd_ps(_mm_loadu_ps(row->minimum + run), _mm_loadu_ps(x.sum + run), least);
    }
    return total_avx2(sum, least);
}

AVX2 static void multiply_avx2(const struct cxi_unpacked *row, const struct cxi_rounded *x, int64_t first,
                               int64_t count, float *y, int64_t stride) {
    for (int64_t c = 0; c < count; c++) y[c * stride] = multiply_one_avx2(row, column_at(x, first + c), x->pitch);
}

/* -------------------------------------------------------------------------------------------- AVX-512 VNNI */

#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma,f16c,bmi2")))

static bool has_vnni(void) {
    return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") && has_avx2();
}

VNNI static inline void fifths_vnni(const unsigned char *bits, __m256i low_bits, unsigned char *q) {
    uint32_t mask;
    memcpy(&mask, bits, sizeof mask);
    _mm256_storeu_si256((__m256i *)(void *)q, _mm256_or_si256(low_bits, _mm256_maskz_set1_epi8(mask, 16)));
}

VNNI static inline void q5_0_vnni(const unsigned char *restrict b, unsigned char *restrict q) {
    __m128i packed = _mm_loadu_si128((const __m128i *)(const void *)(b + 6));
    __m256i both = _mm256_inserti128_si256(_mm256_castsi128_si256(packed), _mm_srli_epi16(packed, 4), 1);
    fifths_vnni(b + 2, _mm256_and_si256(both, _mm256_set1_epi8(15)), q);
}

VNNI static void unpack_vnni(enum cxi_quantised_format format, const unsigned char *row, int64_t in,
                             struct cxi_unpacked *to) {
    if (format == CXI_Q5_0)
        cxi_unpack_blocks(CXI_Q5_0, row, in, to, 16, q5_0_vnni, halves_avx2);
    else
        cxi_unpack(format, row, in, to, halves_avx2);
}

VNNI static void round_vnni(const float *x, int64_t in, const struct cxi_rounded *to, int64_t column) {
    round_column(x, in, to, column);
}

/* One row by `count` columns, which the compiler knows: the row's numbers are loaded once for all of them. */
VNNI CXI_INLINE void multiply_some_vnni(const struct cxi_unpacked *row, const struct cxi_rounded *x, int64_t first,
                                        int count, float *y, int64_t stride) {
    enum { MOST = 4 };
    const __m512i spread = _mm512_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
    struct column column[MOST];
    __m512 sum[MOST];
    __m128 least[MOST];
    for (int c = 0; c < count; c++) {
        column[c] = column_at(x, first + c);
        sum[c] = _mm512_setzero_ps();
        least[c] = _mm_setzero_ps();
    }
    for (int64_t at = 0; at < x->pitch; at += CXI_STEP) {
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
        y[c * stride] = total_avx2(half, least[c]);
    }
}

VNNI static void multiply_vnni(const struct cxi_unpacked *row, const struct cxi_rounded *x, int64_t first,
                               int64_t count, float *y, int64_t stride) {
    int64_t c = 0;
    for (; c + 4 <= count; c += 4) multiply_some_vnni(row, x, first + c, 4, y + c * stride, stride);
    for (; c < count; c++) multiply_some_vnni(row, x, first + c, 1, y + c * stride, stride);
}

#endif

/* ---------------------------------------------------------------------------------------------------- choice */

const struct cxi_quantised_way cxi_quantised_ways[] = {
#ifdef X86
    {"AVX-512 VNNI", has_vnni, unpack_vnni, round_vnni, multiply_vnni},
    {"AVX2", has_avx2, unpack_avx2, round_avx2, multiply_avx2},
#endif
    {"C", always, unpack_plainly, round_plainly, multiply_plainly},
};

const struct cxi_quantised_way *cxi_quantised_way(void) {
    const struct cxi_quantised_way *way = cxi_quantised_ways;
    while (!way->here()) way++;
    return way;
}
