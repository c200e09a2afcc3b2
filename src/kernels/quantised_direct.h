/* One column by rows as they lie in the file, of the formats that are common: each part is multiplied as soon as it is unpacked.
   Included once by each way that does so. PROCESSOR is the attribute of the way's functions, PRODUCTS(size, q, x) its eight sums of
   four products each, BYTES_OFFSET what PRODUCTS leaves to be taken off from unsigned bytes that stand for signed ones, and FIFTHS(b)
   the 32 bits at b as 16 or 0 in each byte. */
#define INLINE PROCESSOR CXI_INLINE

/* What comes some rows later is asked for block by block, as a row is read: more requests at once than a processor keeps open would
   wait for each other. What lies behind the matrix is asked for in vain. */
INLINE void look_ahead_of_blocks(const unsigned char *b, int bytes) {
    enum { AHEAD = 4096, LINE = 64 };
    for (int i = 0; i < bytes; i += LINE)
        _mm_prefetch((const char *)((uintptr_t)b + AHEAD + (uintptr_t)i), _MM_HINT_NTA);
}

/* ------------------------------------------------------------------------------------------ blocks of 32 */

/* What is particular about a format: its elements are q - offset. */
struct small {
    enum cxi_size size;
    int bytes;
    float offset;
    __m256i (*block)(const unsigned char *b);
};

/* As unsigned numbers, which PRODUCTS takes. */
INLINE __m256i q8_0(const unsigned char *b) {
    return _mm256_xor_si256(cxi_load_avx2(b + 2), _mm256_set1_epi8((char)0x80));
}

INLINE __m256i q5_0(const unsigned char *b) {
    return _mm256_or_si256(cxi_nibbles_avx2(b + 6), FIFTHS(b + 2));
}

INLINE __m256i q4_0(const unsigned char *b) {
    return cxi_nibbles_avx2(b + 2);
}

/* The four registers of CXI_STEP elements, with the scales of their eight runs. */
struct four {
    __m256 scale;
    __m256i q[4];
};

#define ADD_ONE(PAIR)                                                                                     \
    sum[PAIR] = _mm256_fmadd_ps(                                                                          \
        _mm256_cvtepi32_ps(PRODUCTS(size, four.q[PAIR], cxi_load_avx2(x.q + at + 2 * CXI_RUN * (PAIR)))), \
        _mm256_permute_ps(scale, 0x55 * (PAIR)), sum[PAIR])

INLINE void add_four(enum cxi_size size, float offset, struct four four, struct cxi_column x, int64_t at,
                     __m256 sum[5]) {
    int64_t run = at / CXI_RUN;
    __m256 scale = cxi_pairs_avx2(four.scale, _mm256_loadu_ps(x.scale + run));
    ADD_ONE(0);
    ADD_ONE(1);
    ADD_ONE(2);
    ADD_ONE(3);
    if (offset == 0) return;
    sum[4] = _mm256_fnmadd_ps(_mm256_mul_ps(four.scale, _mm256_set1_ps(offset)), _mm256_loadu_ps(x.sum + run), sum[4]);
}

INLINE __m256 of_five(const __m256 sum[5]) {
    return _mm256_add_ps(_mm256_add_ps(_mm256_add_ps(sum[0], sum[1]), _mm256_add_ps(sum[2], sum[3])), sum[4]);
}

INLINE __m256 small_row(struct small f, const unsigned char *b, int64_t in, struct cxi_column x) {
    __m256 sum[5] = {_mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps(),
                     _mm256_setzero_ps()};
    for (int64_t at = 0; at < in; at += CXI_STEP, b += 4 * f.bytes) {
        look_ahead_of_blocks(b, 4 * f.bytes);
        struct four four = {cxi_four_halves_avx2(b, f.bytes),
                            {f.block(b), f.block(b + f.bytes), f.block(b + 2 * f.bytes), f.block(b + 3 * f.bytes)}};
        add_four(f.size, f.offset, four, x, at, sum);
    }
    return of_five(sum);
}

/* -------------------------------------------------------------------------------------------------- Q6_K */

/* 128 elements: their low four bits are in 64 bytes, their high two in 32. */
INLINE struct four q6_k_four(const unsigned char *low, const unsigned char *high, const unsigned char *scale,
                             __m256 d) {
    const __m256i nibble = _mm256_set1_epi8(15), two = _mm256_set1_epi8(0x30);
    __m256i a = cxi_load_avx2(low), b = cxi_load_avx2(low + 32), h = cxi_load_avx2(high);
    __m128i scales = _mm_loadl_epi64((const __m128i *)(const void *)scale);
    return (struct four){_mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(scales)), d),
                         {_mm256_or_si256(_mm256_and_si256(a, nibble), _mm256_and_si256(_mm256_slli_epi16(h, 4), two)),
                          _mm256_or_si256(_mm256_and_si256(b, nibble), _mm256_and_si256(_mm256_slli_epi16(h, 2), two)),
                          _mm256_or_si256(_mm256_and_si256(_mm256_srli_epi16(a, 4), nibble), _mm256_and_si256(h, two)),
                          _mm256_or_si256(_mm256_and_si256(_mm256_srli_epi16(b, 4), nibble),
                                          _mm256_and_si256(_mm256_srli_epi16(h, 2), two))}};
}

INLINE __m256 q6_k_row(const unsigned char *b, int64_t in, struct cxi_column x) {
    __m256 sum[5] = {_mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps(),
                     _mm256_setzero_ps()};
    for (int64_t at = 0; at < in; at += 256, b += CXI_Q6_K_BYTES) {
        look_ahead_of_blocks(b, CXI_Q6_K_BYTES);
        __m256 d = _mm256_set1_ps(_cvtsh_ss(cxi_bits16(b + 208)));
        add_four(CXI_SIX_BITS, 32, q6_k_four(b, b + 128, b + 192, d), x, at, sum);
        add_four(CXI_SIX_BITS, 32, q6_k_four(b + 64, b + 160, b + 200, d), x, at + CXI_STEP, sum);
    }
    return of_five(sum);
}

/* -------------------------------------------------------------------------------------------------- Q4_K */

/* Eight pairs of runs that were taken from two registers by halves, in their order. */
INLINE __m256 in_order(__m256 pairs) {
    return _mm256_castpd_ps(_mm256_permute4x64_pd(_mm256_castps_pd(pairs), 0xD8));
}

/* Eight bytes times d. */
INLINE __m256 times(const uint32_t bytes[2], float d) {
    __m128i eight = _mm_loadl_epi64((const __m128i *)(const void *)bytes);
    return _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(eight)), _mm256_set1_ps(d));
}

INLINE __m256 q4_k_row(const unsigned char *b, int64_t in, struct cxi_column x) {
    const __m256i nibble = _mm256_set1_epi8(15);
    __m256 even = _mm256_setzero_ps(), odd = even, least = even;
    for (int64_t at = 0; at < in; at += 256, b += CXI_Q4_K_BYTES) {
        look_ahead_of_blocks(b, CXI_Q4_K_BYTES);
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
            low = PRODUCTS(CXI_FIVE_BITS, low, cxi_load_avx2(x.q + at + 64 * k));
            high = PRODUCTS(CXI_FIVE_BITS, high, cxi_load_avx2(x.q + at + 64 * k + 32));
            even = _mm256_fmadd_ps(_mm256_cvtepi32_ps(low), _mm256_broadcast_ss(by + 2 * k), even);
            odd = _mm256_fmadd_ps(_mm256_cvtepi32_ps(high), _mm256_broadcast_ss(by + 2 * k + 1), odd);
        }
    }
    return _mm256_sub_ps(_mm256_add_ps(even, odd), least);
}

/* ----------------------------------------------------------------------------------------------- all of them */

/* Eight sums whose total is the product of a row, of a format that the compiler knows. */
INLINE __m256 row_of(enum cxi_quantised_format format, const unsigned char *b, int64_t in, struct cxi_column x) {
    if (format == CXI_Q8_0) return small_row((struct small){CXI_BYTES, CXI_Q8_0_BYTES, BYTES_OFFSET, q8_0}, b, in, x);
    if (format == CXI_Q5_0) return small_row((struct small){CXI_FIVE_BITS, CXI_Q5_0_BYTES, 16, q5_0}, b, in, x);
    if (format == CXI_Q4_0) return small_row((struct small){CXI_FIVE_BITS, CXI_Q4_0_BYTES, 8, q4_0}, b, in, x);
    return format == CXI_Q4_K ? q4_k_row(b, in, x) : q6_k_row(b, in, x);
}

INLINE void rows_of(enum cxi_quantised_format format, const unsigned char *rows, int64_t row_bytes, int64_t count,
                    int64_t in, struct cxi_column x, float *y) {
    for (; count >= 4; count -= 4, y += 4) {
        __m256 sum[4];
        for (int i = 0; i < 4; i++, rows += row_bytes) sum[i] = row_of(format, rows, in, x);
        _mm_storeu_ps(y, cxi_totals_avx2(sum[0], sum[1], sum[2], sum[3]));
    }
    for (; count > 0; count--, rows += row_bytes) *y++ = cxi_total_avx2(row_of(format, rows, in, x));
}

PROCESSOR static bool direct(enum cxi_quantised_format format, const unsigned char *rows, int64_t row_bytes,
                             int64_t count, int64_t in, const struct cxi_rounded *x, float *y) {
    struct cxi_column column = cxi_column_at(x, 0);
    if (in % CXI_STEP) return false;
    switch (format) {
#define CASE(FORMAT) \
    case FORMAT: rows_of(FORMAT, rows, row_bytes, count, in, column, y); return true
        CASE(CXI_Q8_0);
        CASE(CXI_Q5_0);
        CASE(CXI_Q4_0);
        CASE(CXI_Q4_K);
        CASE(CXI_Q6_K);
#undef CASE
    default: return false;
    }
}
