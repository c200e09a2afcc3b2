/* Quantised rows unpacked to bytes, scales and minima: plain C that quantised_ways.c compiles once for each kind of processor.
   The formats are ggml's; io/dequantise*.c says what lies where in a block. */
#ifndef CXI_KERNELS_QUANTISED_UNPACK_H
#define CXI_KERNELS_QUANTISED_UNPACK_H

#include "base/half.h"
#include "kernels/quantised.h"

CXI_INLINE uint16_t cxi_bits16(const unsigned char *at) {
    return (uint16_t)(at[0] | at[1] << 8);
}

CXI_INLINE int32_t cxi_bits32(const void *at) {
    int32_t bits;
    memcpy(&bits, at, sizeof bits);
    return bits;
}

CXI_INLINE float cxi_half_at(const unsigned char *at) {
    return cxi_f16_to_f32(cxi_bits16(at));
}

/* ------------------------------------------------------------------------------------------ blocks of 32 */

/* Byte i has element i in its low half and element i + 16 in its high one. */
CXI_INLINE void cxi_nibbles(const unsigned char *restrict b, unsigned char *restrict q) {
    const uint64_t nibble = 0x0F0F0F0F0F0F0F0FU;
    for (int i = 0; i < 16; i += 8) {
        uint64_t eight, low, high;
        memcpy(&eight, b + i, 8);
        low = eight & nibble, high = eight >> 4 & nibble;
        memcpy(q + i, &low, 8);
        memcpy(q + i + 16, &high, 8);
    }
}

/* Adds the fifth bits, which stand together in four bytes: eight of them at a time, each moved to bit 4 of a byte of its own. */
CXI_INLINE void cxi_fifths(const unsigned char *restrict b, unsigned char *restrict q) {
    for (int i = 0; i < 4; i++) {
        uint64_t eight, bits = b[i] * 0x0101010101010101U & 0x8040201008040201U;
        bits = (bits + 0x7F7F7F7F7F7F7F7FU) & 0x8080808080808080U;
        memcpy(&eight, q + 8 * i, 8);
        eight |= bits >> 3;
        memcpy(q + 8 * i, &eight, 8);
    }
}

CXI_INLINE void cxi_unpack_block(enum cxi_quantised_format format, const unsigned char *restrict b,
                                 unsigned char *restrict q) {
    switch (format) {
    case CXI_Q4_0: cxi_nibbles(b + 2, q); break;
    case CXI_Q4_1: cxi_nibbles(b + 4, q); break;
    case CXI_Q5_0: cxi_nibbles(b + 6, q), cxi_fifths(b + 2, q); break;
    case CXI_Q5_1: cxi_nibbles(b + 8, q), cxi_fifths(b + 4, q); break;
    default: /* Q8_0, signed */
        for (int i = 0; i < 32; i++) q[i] = b[2 + i] ^ 0x80;
    }
}

/* Parts that a kind of processor may do in a way of its own. */
typedef void cxi_unpack_32(const unsigned char *restrict block, unsigned char *restrict q);
struct cxi_parts {
    /* The f16 at b of each of `count` blocks, at most four, which are `bytes` apart; each for two runs, and zeros behind. */
    void (*halves)(const unsigned char *b, int bytes, int count, float to[8]);
    /* Eight numbers times d, each for two runs. */
    void (*times)(const unsigned char number[8], float d, float to[16]);
    cxi_unpack_32 *q5_0;
};

CXI_INLINE void cxi_halves(const unsigned char *b, int bytes, int count, float to[8]) {
    for (int i = 0; i < 4; i++) to[2 * i] = to[2 * i + 1] = i < count ? cxi_half_at(b + i * bytes) : 0;
}

CXI_INLINE void cxi_times(const unsigned char number[8], float d, float to[16]) {
    for (int i = 0; i < 16; i++) to[i] = d * (float)number[i / 2];
}

/* What is particular about a format with blocks of 32: the minimum is scale * offset, or stands behind the scale with the other
   sign (`minima`). */
struct cxi_small {
    int bytes;
    float offset;
    bool minima;
    cxi_unpack_32 *block;
};

/* Of `count` blocks, which are at most four: their elements, and eight scales and minima, zeros where blocks are missing. */
CXI_INLINE void cxi_unpack_some(struct cxi_small f, const unsigned char *restrict b, int count,
                                unsigned char *restrict q, float *restrict scale, float *restrict minimum,
                                struct cxi_parts parts) {
    for (int i = 0; i < count; i++) f.block(b + i * f.bytes, q + 32 * i);
    parts.halves(b, f.bytes, count, scale);
    if (f.minima) parts.halves(b + 2, f.bytes, count, minimum);
    for (int i = 0; i < 8; i++) minimum[i] = f.minima ? -minimum[i] : scale[i] * f.offset;
}

CXI_INLINE void cxi_unpack_small(struct cxi_small f, const unsigned char *b, int64_t in, struct cxi_unpacked to,
                                 struct cxi_parts parts) {
    for (; in >= 128; in -= 128, b += 4 * f.bytes, to.q += 128, to.scale += 8, to.minimum += 8)
        cxi_unpack_some(f, b, 4, to.q, to.scale, to.minimum, parts);
    if (in > 0) cxi_unpack_some(f, b, (int)in / 32, to.q, to.scale, to.minimum, parts);
}

/* ----------------------------------------------------------------------------------------- blocks of 256 */

/* The scales and minima of six bits of eight parts, in 12 bytes; four bytes at a time. */
CXI_INLINE void cxi_six_bits_of(const unsigned char *b, uint32_t scale[2], uint32_t minimum[2]) {
    const uint32_t six = 0x3F3F3F3F, four = 0x0F0F0F0F, two = 0x03030303;
    uint32_t first, second, third;
    memcpy(&first, b, 4), memcpy(&second, b + 4, 4), memcpy(&third, b + 8, 4);
    scale[0] = first & six, scale[1] = (third & four) | (first >> 6 & two) << 4;
    minimum[0] = second & six, minimum[1] = (third >> 4 & four) | (second >> 6 & two) << 4;
}

CXI_INLINE void cxi_six_bits(const unsigned char *b, float d, float dmin, float *scale, float *minimum,
                             struct cxi_parts parts) {
    uint32_t s[2], m[2];
    cxi_six_bits_of(b, s, m);
    parts.times((const unsigned char *)s, d, scale);
    parts.times((const unsigned char *)m, dmin, minimum);
}

/* Each run of 32 bytes holds 64 elements, the low halves first. */
CXI_INLINE void cxi_nibbles_of_32(const unsigned char *restrict b, unsigned char *restrict q) {
    for (int part = 0; part < 4; part++, b += 32, q += 64) {
        for (int i = 0; i < 32; i++) q[i] = b[i] & 15;
        for (int i = 0; i < 32; i++) q[32 + i] = b[i] >> 4;
    }
}

/* Bits 2k and 2k + 1 of 32 bytes belong to part k of four, of 32 elements each. */
CXI_INLINE void cxi_quarters(const unsigned char *restrict b, unsigned char *restrict q) {
    for (int i = 0; i < 32; i++) q[i] = b[i] & 3;
    for (int i = 0; i < 32; i++) q[32 + i] = b[i] >> 2 & 3;
    for (int i = 0; i < 32; i++) q[64 + i] = b[i] >> 4 & 3;
    for (int i = 0; i < 32; i++) q[96 + i] = b[i] >> 6;
}

CXI_INLINE void cxi_unpack_q4_k(const unsigned char *b, unsigned char *q, float *scale, float *minimum,
                                struct cxi_parts parts) {
    cxi_six_bits(b + 4, cxi_half_at(b), cxi_half_at(b + 2), scale, minimum, parts);
    cxi_nibbles_of_32(b + 16, q);
}

CXI_INLINE void cxi_unpack_q5_k(const unsigned char *restrict b, unsigned char *restrict q, float *scale,
                                float *minimum, struct cxi_parts parts) {
    cxi_six_bits(b + 4, cxi_half_at(b), cxi_half_at(b + 2), scale, minimum, parts);
    cxi_nibbles_of_32(b + 48, q);
    for (int part = 0; part < 8; part++)
        for (int i = 0; i < 32; i++) q[32 * part + i] |= (unsigned char)((b[16 + i] >> part & 1) << 4);
}

CXI_INLINE void cxi_unpack_q6_k(const unsigned char *restrict b, unsigned char *restrict q, float *restrict scale,
                                float *restrict minimum, struct cxi_parts parts) {
    (void)parts;
    float d = cxi_half_at(b + 208);
    for (int i = 0; i < 16; i++) scale[i] = d * (float)(signed char)b[192 + i], minimum[i] = 32 * scale[i];
    for (int half = 0; half < 2; half++, q += 128) {
        const unsigned char *low = b + 64 * half, *high = b + 128 + 32 * half;
        for (int i = 0; i < 32; i++) q[i] = (unsigned char)((low[i] & 15) | (high[i] & 3) << 4);
        for (int i = 0; i < 32; i++) q[32 + i] = (unsigned char)((low[32 + i] & 15) | (high[i] & 12) << 2);
        for (int i = 0; i < 32; i++) q[64 + i] = (unsigned char)(low[i] >> 4 | (high[i] & 48));
        for (int i = 0; i < 32; i++) q[96 + i] = (unsigned char)(low[32 + i] >> 4 | (high[i] & 192) >> 2);
    }
}

CXI_INLINE void cxi_unpack_q2_k(const unsigned char *restrict b, unsigned char *restrict q, float *restrict scale,
                                float *restrict minimum, struct cxi_parts parts) {
    (void)parts;
    float d = cxi_half_at(b + 80), dmin = cxi_half_at(b + 82);
    for (int i = 0; i < 16; i++) scale[i] = d * (float)(b[i] & 15), minimum[i] = dmin * (float)(b[i] >> 4);
    for (int half = 0; half < 2; half++) cxi_quarters(b + 16 + 32 * half, q + 128 * half);
}

/* An element's third bit, which stands apart, says that 4 is *not* taken off. */
CXI_INLINE void cxi_unpack_q3_k(const unsigned char *restrict b, unsigned char *restrict q, float *restrict scale,
                                float *restrict minimum, struct cxi_parts parts) {
    (void)parts;
    const unsigned char *packed = b + 96;
    float d = cxi_half_at(b + 108);
    for (int i = 0; i < 16; i++) {
        int low = i < 8 ? packed[i] & 15 : packed[i - 8] >> 4, high = packed[8 + i % 4] >> i / 4 * 2 & 3;
        scale[i] = d * (float)((low | high << 4) - 32);
        minimum[i] = 4 * scale[i];
    }
    for (int half = 0; half < 2; half++) cxi_quarters(b + 32 + 32 * half, q + 128 * half);
    for (int part = 0; part < 8; part++)
        for (int i = 0; i < 32; i++) q[32 * part + i] |= (unsigned char)((b[i] >> part & 1) << 2);
}

typedef void cxi_unpack_256(const unsigned char *block, unsigned char *q, float *scale, float *minimum,
                            struct cxi_parts parts);

CXI_INLINE void cxi_unpack_large(int bytes, const unsigned char *b, int64_t in, struct cxi_unpacked *to,
                                 cxi_unpack_256 *block, struct cxi_parts parts) {
    for (int64_t at = 0; at < in; at += 256, b += bytes)
        block(b, to->q + at, to->scale + at / CXI_RUN, to->minimum + at / CXI_RUN, parts);
}

/* ---------------------------------------------------------------------------------------------- all formats */

#define CXI_BLOCK(NAME, FORMAT)                                                            \
    CXI_INLINE void NAME(const unsigned char *restrict block, unsigned char *restrict q) { \
        cxi_unpack_block(FORMAT, block, q);                                                \
    }
CXI_BLOCK(cxi_unpack_q4_0, CXI_Q4_0)
CXI_BLOCK(cxi_unpack_q4_1, CXI_Q4_1)
CXI_BLOCK(cxi_unpack_q5_0, CXI_Q5_0)
CXI_BLOCK(cxi_unpack_q5_1, CXI_Q5_1)
CXI_BLOCK(cxi_unpack_q8_0, CXI_Q8_0)

CXI_INLINE void cxi_unpack(enum cxi_quantised_format format, const unsigned char *row, int64_t in,
                           struct cxi_unpacked *to, struct cxi_parts parts) {
    const struct cxi_small q4_0 = {CXI_Q4_0_BYTES, 8, false, cxi_unpack_q4_0},
                           q4_1 = {CXI_Q4_1_BYTES, 0, true, cxi_unpack_q4_1},
                           q5_0 = {CXI_Q5_0_BYTES, 16, false, parts.q5_0},
                           q5_1 = {CXI_Q5_1_BYTES, 0, true, cxi_unpack_q5_1},
                           q8_0 = {CXI_Q8_0_BYTES, 128, false, cxi_unpack_q8_0};
    switch (format) {
    case CXI_Q4_0: cxi_unpack_small(q4_0, row, in, *to, parts); break;
    case CXI_Q4_1: cxi_unpack_small(q4_1, row, in, *to, parts); break;
    case CXI_Q5_0: cxi_unpack_small(q5_0, row, in, *to, parts); break;
    case CXI_Q5_1: cxi_unpack_small(q5_1, row, in, *to, parts); break;
    case CXI_Q8_0: cxi_unpack_small(q8_0, row, in, *to, parts); break;
    case CXI_Q2_K: cxi_unpack_large(CXI_Q2_K_BYTES, row, in, to, cxi_unpack_q2_k, parts); break;
    case CXI_Q3_K: cxi_unpack_large(CXI_Q3_K_BYTES, row, in, to, cxi_unpack_q3_k, parts); break;
    case CXI_Q4_K: cxi_unpack_large(CXI_Q4_K_BYTES, row, in, to, cxi_unpack_q4_k, parts); break;
    case CXI_Q5_K: cxi_unpack_large(CXI_Q5_K_BYTES, row, in, to, cxi_unpack_q5_k, parts); break;
    case CXI_Q6_K: cxi_unpack_large(CXI_Q6_K_BYTES, row, in, to, cxi_unpack_q6_k, parts); break;
    case CXI_QUANTISED_FORMATS: break;
    }
}

#endif
