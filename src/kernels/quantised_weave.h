/* Unpacked rows, woven: of each in turn four elements,

       row 0: 0 1 2 3 | row 1: 0 1 2 3 | ... | row 15: 0 1 2 3 | row 0: 4 5 6 7 | ...

   so that these bytes, multiplied with four elements of a column in all places, give parts of rows' sums, which need no adding up
   across the register and take a scale each. */
#ifndef CXI_KERNELS_QUANTISED_WEAVE_H
#define CXI_KERNELS_QUANTISED_WEAVE_H

#include "kernels/quantised_unpack_avx2.h"

#ifdef CXI_QUANTISED_X86

/* Eight rows of eight numbers of 32 bits, transposed. */
AVX2_INLINE void cxi_transpose(__m256i x[8]) {
    __m256i pair[8], four[8];
    for (int i = 0; i < 4; i++) {
        pair[2 * i] = _mm256_unpacklo_epi32(x[2 * i], x[2 * i + 1]);
        pair[2 * i + 1] = _mm256_unpackhi_epi32(x[2 * i], x[2 * i + 1]);
    }
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++) {
            four[4 * i + 2 * k] = _mm256_unpacklo_epi64(pair[4 * i + k], pair[4 * i + 2 + k]);
            four[4 * i + 2 * k + 1] = _mm256_unpackhi_epi64(pair[4 * i + k], pair[4 * i + 2 + k]);
        }
    for (int i = 0; i < 4; i++) {
        x[i] = _mm256_permute2x128_si256(four[i], four[4 + i], 0x20);
        x[4 + i] = _mm256_permute2x128_si256(four[i], four[4 + i], 0x31);
    }
}

/* 32 bytes of each of eight rows, which are `pitch` bytes apart, woven: to every second 32 bytes. */
AVX2_INLINE void cxi_weave(const void *from, size_t pitch, void *to) {
    __m256i x[8];
    for (int r = 0; r < 8; r++) x[r] = cxi_load_avx2((const char *)from + (size_t)r * pitch);
    cxi_transpose(x);
    for (int i = 0; i < 8; i++) _mm256_storeu_si256((__m256i *)(void *)((char *)to + 64 * i), x[i]);
}

/* The rows lie one behind the other, equally far apart. */
AVX2_INLINE void cxi_weave_rows(struct cxi_unpacked_rows *rows, int64_t pitch) {
    const struct cxi_unpacked *to = &rows->woven;
    size_t apart = (size_t)(rows->row[1].q - rows->row[0].q);
    for (int half = 0; half < 2; half++) {
        const struct cxi_unpacked *first = &rows->row[8 * half];
        for (int64_t at = 0; at < pitch; at += 32)
            cxi_weave(first->q + at, apart, to->q + CXI_TOGETHER * at + 32 * half);
        for (int64_t run = 0; run < pitch / CXI_RUN; run += 8) {
            cxi_weave(first->scale + run, apart, to->scale + CXI_TOGETHER * run + 8 * half);
            cxi_weave(first->minimum + run, apart, to->minimum + CXI_TOGETHER * run + 8 * half);
        }
    }
}

#endif
#endif
