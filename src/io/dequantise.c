/* ggml's blocks of 32: ggml-common.h has their layouts. A product and a sum stand in two statements here, so that no compiler
   fuses them: a fused one rounds once and differs in the last bit from what everyone else computes. */
#include "io/dequantise.h"

#include "base/half.h"

#include <stdint.h>

enum { BLOCK = 32, HALF = BLOCK / 2 };

static float scale_at(const unsigned char *at) {
    return cxi_f16_to_f32((uint16_t)(at[0] | at[1] << 8));
}

static uint32_t bits_at(const unsigned char *at) {
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* Byte i holds element i in its low half and element i + 16 in its high one. */

void cxi_expand_q4_0(const unsigned char *blocks, float *to, size_t count) {
    for (const unsigned char *b = blocks; count; count -= BLOCK, b += 2 + HALF, to += BLOCK) {
        float d = scale_at(b);
        for (int i = 0; i < HALF; i++) {
            to[i] = d * (float)((b[2 + i] & 15) - 8);
            to[i + HALF] = d * (float)((b[2 + i] >> 4) - 8);
        }
    }
}

void cxi_expand_q4_1(const unsigned char *blocks, float *to, size_t count) {
    for (const unsigned char *b = blocks; count; count -= BLOCK, b += 4 + HALF, to += BLOCK) {
        float d = scale_at(b), m = scale_at(b + 2);
        for (int i = 0; i < HALF; i++) {
            float low = d * (float)(b[4 + i] & 15), high = d * (float)(b[4 + i] >> 4);
            to[i] = low + m;
            to[i + HALF] = high + m;
        }
    }
}

/* The fifth bits of all 32 elements stand together in a word before the bytes. */

void cxi_expand_q5_0(const unsigned char *blocks, float *to, size_t count) {
    for (const unsigned char *b = blocks; count; count -= BLOCK, b += 6 + HALF, to += BLOCK) {
        float d = scale_at(b);
        uint32_t fifth = bits_at(b + 2);
        for (int i = 0; i < HALF; i++) {
            to[i] = d * (float)((int)((b[6 + i] & 15) | (fifth >> i & 1) << 4) - 16);
            to[i + HALF] = d * (float)((int)((b[6 + i] >> 4) | (fifth >> (i + HALF) & 1) << 4) - 16);
        }
    }
}

void cxi_expand_q5_1(const unsigned char *blocks, float *to, size_t count) {
    for (const unsigned char *b = blocks; count; count -= BLOCK, b += 8 + HALF, to += BLOCK) {
        float d = scale_at(b), m = scale_at(b + 2);
        uint32_t fifth = bits_at(b + 4);
        for (int i = 0; i < HALF; i++) {
            float low = d * (float)(int)((b[8 + i] & 15) | (fifth >> i & 1) << 4);
            float high = d * (float)(int)((b[8 + i] >> 4) | (fifth >> (i + HALF) & 1) << 4);
            to[i] = low + m;
            to[i + HALF] = high + m;
        }
    }
}

void cxi_expand_q8_0(const unsigned char *blocks, float *to, size_t count) {
    for (const unsigned char *b = blocks; count; count -= BLOCK, b += 2 + BLOCK, to += BLOCK) {
        float d = scale_at(b);
        for (int i = 0; i < BLOCK; i++) to[i] = d * (float)(int8_t)b[2 + i];
    }
}
