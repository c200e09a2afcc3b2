/* ggml's blocks of 256, whose parts of 16 or 32 have small scales of their own below the block's. See dequantise.c on why a
   product and a sum stand apart. */
#include "io/dequantise.h"

#include "base/half.h"

#include <stdint.h>

enum { BLOCK = 256 };

static float scale_at(const unsigned char *at) {
    return cxi_f16_to_f32((uint16_t)(at[0] | at[1] << 8));
}

/* scales[16] (low half: of the scale, high half: of the minimum), quarters[64], d, dmin. Each run of 32 bytes holds 128 elements:
   the lowest two bits the first 32, and so on. */
void cxi_expand_q2_k(const unsigned char *blocks, float *to, size_t count) {
    for (const unsigned char *b = blocks; count; count -= BLOCK, b += 84, to += BLOCK) {
        float d = scale_at(b + 80), dmin = scale_at(b + 82);
        for (int part = 0; part < 16; part++) {
            const unsigned char *q = b + 16 + part / 8 * 32 + part % 2 * 16;
            float scale = d * (float)(b[part] & 15), minimum = dmin * (float)(b[part] >> 4);
            int shift = part % 8 / 2 * 2;
            for (int i = 0; i < 16; i++) {
                float scaled = scale * (float)(q[i] >> shift & 3);
                to[16 * part + i] = scaled - minimum;
            }
        }
    }
}

/* masks[32], quarters[64], scales[12], d. An element's third bit is bit (element / 32) of the mask of (element % 32), and says that
   4 is *not* taken off. A scale's low four bits are in scales[0..7], low halves first; its high two in scales[8..11]. */
void cxi_expand_q3_k(const unsigned char *blocks, float *to, size_t count) {
    for (const unsigned char *b = blocks; count; count -= BLOCK, b += 110, to += BLOCK) {
        const unsigned char *scales = b + 96;
        float d = scale_at(b + 108);
        for (int part = 0; part < 16; part++) {
            const unsigned char *q = b + 32 + part / 8 * 32 + part % 2 * 16, *mask = b + part % 2 * 16;
            int low = part < 8 ? scales[part] & 15 : scales[part - 8] >> 4;
            int high = scales[8 + part % 4] >> part / 4 * 2 & 3;
            float scale = d * (float)((low | high << 4) - 32);
            int shift = part % 8 / 2 * 2, bit = part / 2;
            for (int i = 0; i < 16; i++)
                to[16 * part + i] = scale * (float)((q[i] >> shift & 3) - ((~mask[i] >> bit & 1) << 2));
        }
    }
}

/* Six bits each of the scale and the minimum of one of eight parts, packed in 12 bytes. */
static void scale_and_minimum(const unsigned char *packed, int part, int *scale, int *minimum) {
    if (part < 4) {
        *scale = packed[part] & 63;
        *minimum = packed[part + 4] & 63;
    } else {
        *scale = (packed[part + 4] & 15) | packed[part - 4] >> 6 << 4;
        *minimum = packed[part + 4] >> 4 | packed[part] >> 6 << 4;
    }
}

/* d, dmin, packed[12], halves[128]. Each run of 32 bytes holds 64 elements, the low halves first. */
void cxi_expand_q4_k(const unsigned char *blocks, float *to, size_t count) {
    for (const unsigned char *b = blocks; count; count -= BLOCK, b += 144, to += BLOCK) {
        float d = scale_at(b), dmin = scale_at(b + 2);
        for (int part = 0; part < 8; part++) {
            const unsigned char *q = b + 16 + part / 2 * 32;
            int scale, minimum, shift = part % 2 * 4;
            scale_and_minimum(b + 4, part, &scale, &minimum);
            float by = d * (float)scale, off = dmin * (float)minimum;
            for (int i = 0; i < 32; i++) {
                float scaled = by * (float)(q[i] >> shift & 15);
                to[32 * part + i] = scaled - off;
            }
        }
    }
}

/* d, dmin, packed[12], fifths[32], halves[128]: as Q4_K, with an element's fifth bit at bit (part) of fifths[element % 32]. */
void cxi_expand_q5_k(const unsigned char *blocks, float *to, size_t count) {
    for (const unsigned char *b = blocks; count; count -= BLOCK, b += 176, to += BLOCK) {
        float d = scale_at(b), dmin = scale_at(b + 2);
        for (int part = 0; part < 8; part++) {
            const unsigned char *fifths = b + 16, *q = b + 48 + part / 2 * 32;
            int scale, minimum, shift = part % 2 * 4;
            scale_and_minimum(b + 4, part, &scale, &minimum);
            float by = d * (float)scale, off = dmin * (float)minimum;
            for (int i = 0; i < 32; i++) {
                float scaled = by * (float)((q[i] >> shift & 15) | (fifths[i] >> part & 1) << 4);
                to[32 * part + i] = scaled - off;
            }
        }
    }
}

/* halves[128], quarters[64], scales[16] (signed), d. Each run of 64 halves and 32 quarters holds 128 elements: quarter k of these
   has its low four bits in half k / 2 of bytes 32 (k % 2)..., its high two at bits 2k. */
void cxi_expand_q6_k(const unsigned char *blocks, float *to, size_t count) {
    for (const unsigned char *b = blocks; count; count -= BLOCK, b += 210, to += BLOCK) {
        float d = scale_at(b + 208);
        for (int part = 0; part < 16; part++) {
            int quarter = part % 8 / 2;
            const unsigned char *low = b + part / 8 * 64 + quarter % 2 * 32 + part % 2 * 16;
            const unsigned char *high = b + 128 + part / 8 * 32 + part % 2 * 16;
            float scale = d * (float)(int8_t)b[192 + part];
            int shift = quarter / 2 * 4, top = quarter * 2;
            for (int i = 0; i < 16; i++)
                to[16 * part + i] = scale * (float)(((low[i] >> shift & 15) | (high[i] >> top & 3) << 4) - 32);
        }
    }
}
