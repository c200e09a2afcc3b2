/* One column by rows as they lie in the file, of the formats that are common: each part is multiplied as soon as it is unpacked. */
#include "kernels/quantised_unpack_avx2.h"

#ifdef CXI_QUANTISED_X86

/* ------------------------------------------------------------------------------------------ blocks of 32 */

/* What is particular about a format: its elements are q - offset. */
struct small {
    enum cxi_size size;
    int bytes;
    float offset;
    __m256i (*block)(const unsigned char *b);
};

/* As unsigned numbers, which cxi_products_avx2 takes. */
AVX2_INLINE __m256i q8_0(const unsigned char *b) {
    return _mm256_xor_si256(cxi_load_avx2(b + 2), _mm256_set1_epi8((char)0x80));
}

AVX2_INLINE __m256i q5_0(const unsigned char *b) {
    return _mm256_or_si256(cxi_nibbles_avx2(b + 6), cxi_fifths_avx2(b + 2));
}

AVX2_INLINE __m256i q4_0(const unsigned char *b) {
    return cxi_nibbles_avx2(b + 2);
}

#define ADD_BLOCK(BLOCK, SUM)                                                                            \
    SUM = _mm256_fmadd_ps(_mm256_cvtepi32_ps(cxi_products_avx2(f.size, f.block(b + (BLOCK)*f.bytes),     \
                                                               cxi_load_avx2(x.q + at + 32 * (BLOCK)))), \
                          _mm256_permute_ps(scale, 0x55 * (BLOCK)), SUM)

AVX2_INLINE float small_row(struct small f, const unsigned char *b, int64_t in, struct cxi_column x) {
    __m256 s0 = _mm256_setzero_ps(), s1 = s0, s2 = s0, s3 = s0;
    for (int64_t at = 0; at < in; at += CXI_STEP, b += 4 * f.bytes) {
        int64_t run = at / CXI_RUN;
        __m256 row = cxi_four_halves_avx2(b, f.bytes), scale = cxi_pairs_avx2(row, _mm256_loadu_ps(x.scale + run));
        ADD_BLOCK(0, s0);
        ADD_BLOCK(1, s1);
        ADD_BLOCK(2, s2);
        ADD_BLOCK(3, s3);
        if (f.offset == 0) continue;
        s0 = _mm256_fnmadd_ps(_mm256_mul_ps(row, _mm256_set1_ps(f.offset)), _mm256_loadu_ps(x.sum + run), s0);
    }
    return cxi_total_avx2(_mm256_add_ps(_mm256_add_ps(s0, s1), _mm256_add_ps(s2, s3)));
}

/* -------------------------------------------------------------------------------------------------- Q4_K */

/* Eight pairs of runs that were taken from two registers by halves, in their order. */
AVX2_INLINE __m256 in_order(__m256 pairs) {
    return _mm256_castpd_ps(_mm256_permute4x64_pd(_mm256_castps_pd(pairs), 0xD8));
}

/* Eight bytes times d. */
AVX2_INLINE __m256 times(const uint32_t bytes[2], float d) {
    __m128i eight = _mm_loadl_epi64((const __m128i *)(const void *)bytes);
    return _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(eight)), _mm256_set1_ps(d));
}

AVX2_INLINE float q4_k_row(const unsigned char *b, int64_t in, struct cxi_column x) {
    const __m256i nibble = _mm256_set1_epi8(15);
    __m256 even = _mm256_setzero_ps(), odd = even, least = even;
    for (int64_t at = 0; at < in; at += 256, b += CXI_Q4_K_BYTES) {
        int64_t run = at / CXI_RUN;
        uint32_t s[2], m[2];
        float by[8];
        cxi_six_bits_of(b + 4, s, m);
        __m256 first = _mm256_loadu_ps(x.scale + run), second = _mm256_loadu_ps(x.scale + run + 8);
        _mm256_storeu_ps(
            by, _mm256_mul_ps(times(s, _cvtsh_ss(cxi_bits16(b))), in_order(_mm256_shuffle_ps(first, second, 0x88))));
        first = _mm256_loadu_ps(x.sum + run), second = _mm256_loadu_ps(x.sum + run + 8);
        least = _mm256_fmadd_ps(times(m, _cvtsh_ss(cxi_bits16(b + 2))), in_order(_mm256_hadd_ps(first, second)), least);
        for (int k = 0; k < 4; k++) {
            __m256i both = cxi_load_avx2(b + 16 + 32 * k), low = _mm256_and_si256(both, nibble);
            __m256i high = _mm256_and_si256(_mm256_srli_epi16(both, 4), nibble);
            low = cxi_products_avx2(CXI_FIVE_BITS, low, cxi_load_avx2(x.q + at + 64 * k));
            high = cxi_products_avx2(CXI_FIVE_BITS, high, cxi_load_avx2(x.q + at + 64 * k + 32));
            even = _mm256_fmadd_ps(_mm256_cvtepi32_ps(low), _mm256_broadcast_ss(by + 2 * k), even);
            odd = _mm256_fmadd_ps(_mm256_cvtepi32_ps(high), _mm256_broadcast_ss(by + 2 * k + 1), odd);
        }
    }
    return cxi_total_avx2(_mm256_sub_ps(_mm256_add_ps(even, odd), least));
}

AVX2 bool cxi_quantised_direct_avx2(enum cxi_quantised_format format, const unsigned char *row, int64_t in,
                                    const struct cxi_rounded *x, float *y) {
    struct cxi_column column = cxi_column_at(x, 0);
    if (in % CXI_STEP) return false;
    if (format == CXI_Q8_0)
        *y = small_row((struct small){CXI_BYTES, CXI_Q8_0_BYTES, 0, q8_0}, row, in, column);
    else if (format == CXI_Q5_0)
        *y = small_row((struct small){CXI_FIVE_BITS, CXI_Q5_0_BYTES, 16, q5_0}, row, in, column);
    else if (format == CXI_Q4_0)
        *y = small_row((struct small){CXI_FIVE_BITS, CXI_Q4_0_BYTES, 8, q4_0}, row, in, column);
    else if (format == CXI_Q4_K)
        *y = q4_k_row(row, in, column);
    else
        return false;
    return true;
}

#endif
