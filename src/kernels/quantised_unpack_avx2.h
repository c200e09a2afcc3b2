/* Parts of the unpacking that compilers do not make of plain C, by AVX2; and what the ways for it and for AVX-512 share. */
#ifndef CXI_KERNELS_QUANTISED_UNPACK_AVX2_H
#define CXI_KERNELS_QUANTISED_UNPACK_AVX2_H

#include "kernels/quantised_round.h"

#ifdef CXI_QUANTISED_X86

#include <immintrin.h>

#define AVX2        __attribute__((target("avx2,fma,f16c,bmi2")))
#define AVX2_INLINE AVX2 CXI_INLINE

AVX2_INLINE __m256i cxi_load_avx2(const void *at) {
    return _mm256_loadu_si256(at);
}

/* How large a format's elements are, unpacked: sums of products of 16 bits hold so many of them. */
enum cxi_size {
    CXI_FIVE_BITS, /* at most 31: eight products with 8 bits */
    CXI_SIX_BITS,  /* at most 63: four */
    CXI_BYTES      /* not even two */
};

/* Eight sums of four products each. Bytes are multiplied as signed numbers, for which the sign goes to x. */
AVX2_INLINE __m256i cxi_products_avx2(enum cxi_size size, __m256i q, __m256i x) {
    if (size == CXI_BYTES) {
        q = _mm256_xor_si256(q, _mm256_set1_epi8((char)0x80));
        x = _mm256_sign_epi8(x, q);
        q = _mm256_abs_epi8(q);
    }
    return _mm256_madd_epi16(_mm256_maddubs_epi16(q, x), _mm256_set1_epi16(1));
}

/* Products of scales of four pairs of runs: of even runs in the lower half of the register, of odd ones in the upper. */
AVX2_INLINE __m256 cxi_pairs_avx2(__m256 row, __m256 x) {
    return _mm256_permutevar8x32_ps(_mm256_mul_ps(row, x), _mm256_setr_epi32(0, 2, 4, 6, 1, 3, 5, 7));
}

AVX2_INLINE float cxi_total_avx2(__m256 x) {
    __m128 sum = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
    sum = _mm_add_ps(sum, _mm_movehl_ps(sum, sum));
    return _mm_cvtss_f32(_mm_add_ss(sum, _mm_movehdup_ps(sum)));
}

/* The totals of four registers. */
AVX2_INLINE __m128 cxi_totals_avx2(__m256 a, __m256 b, __m256 c, __m256 d) {
    a = _mm256_hadd_ps(_mm256_hadd_ps(a, b), _mm256_hadd_ps(c, d));
    return _mm_add_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));
}

/* The f16 at b of each of four blocks, each twice. Brought together by blends, for which there are more units than for insertions. */
AVX2_INLINE __m256 cxi_four_halves_avx2(const unsigned char *b, int bytes) {
    const __m128i twice = _mm_setr_epi8(0, 1, 0, 1, 4, 5, 4, 5, 8, 9, 8, 9, 12, 13, 12, 13);
    __m128i low = _mm_blend_epi32(_mm_set1_epi32(cxi_bits32(b)), _mm_set1_epi32(cxi_bits32(b + bytes)), 2);
    __m128i high =
        _mm_blend_epi32(_mm_set1_epi32(cxi_bits32(b + 2 * bytes)), _mm_set1_epi32(cxi_bits32(b + 3 * bytes)), 8);
    return _mm256_cvtph_ps(_mm_shuffle_epi8(_mm_blend_epi32(low, high, 12), twice));
}

AVX2_INLINE void cxi_halves_avx2(const unsigned char *b, int bytes, int count, float to[8]) {
    if (count < 4)
        cxi_halves(b, bytes, count, to);
    else
        _mm256_storeu_ps(to, cxi_four_halves_avx2(b, bytes));
}

AVX2_INLINE void cxi_times_avx2(const unsigned char number[8], float d, float to[16]) {
    __m128i once = _mm_loadl_epi64((const __m128i *)(const void *)number), twice = _mm_unpacklo_epi8(once, once);
    __m256 low = _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(twice));
    __m256 high = _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(_mm_unpackhi_epi64(twice, twice)));
    _mm256_storeu_ps(to, _mm256_mul_ps(low, _mm256_set1_ps(d)));
    _mm256_storeu_ps(to + 8, _mm256_mul_ps(high, _mm256_set1_ps(d)));
}

/* 32 bits at b as 16 or 0 in each byte. */
AVX2_INLINE __m256i cxi_fifths_avx2(const unsigned char *b) {
    const __m256i eight = _mm256_setr_epi64x(0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303);
    const __m256i own = _mm256_set1_epi64x((long long)0x8040201008040201U);
    __m256i one = _mm256_and_si256(_mm256_shuffle_epi8(_mm256_set1_epi32(cxi_bits32(b)), eight), own);
    return _mm256_and_si256(_mm256_cmpeq_epi8(one, own), _mm256_set1_epi8(16));
}

/* 16 bytes at b: the low halves, then the high ones. */
AVX2_INLINE __m256i cxi_nibbles_avx2(const unsigned char *b) {
    __m256i both = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)b));
    return _mm256_and_si256(_mm256_srlv_epi64(both, _mm256_setr_epi64x(0, 0, 4, 4)), _mm256_set1_epi8(15));
}

AVX2_INLINE void cxi_q5_0_avx2(const unsigned char *restrict b, unsigned char *restrict q) {
    _mm256_storeu_si256((__m256i *)(void *)q, _mm256_or_si256(cxi_nibbles_avx2(b + 6), cxi_fifths_avx2(b + 2)));
}

#endif
#endif
