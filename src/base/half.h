/* Conversion of the small floating-point formats to and from float, bit by bit, rounding to nearest even.
   f16 is IEEE 754 binary16; bf16 the upper half of binary32; f8e4m3fn and f8e5m2 are those of
   "FP8 Formats for Deep Learning" (arXiv:2209.05433): e4m3fn has no infinities and one NaN pattern. e4m3 and e3m4 follow
   IEEE 754; what ends in fnuz has neither infinities nor -0, in whose place its only NaN stands (arXiv:2206.02915). */
#ifndef CXI_HALF_H
#define CXI_HALF_H

#include <stdint.h>
#include <string.h>

static inline uint32_t cxi_bits_of_f32(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline float cxi_f32_of_bits(uint32_t bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* The 16-bit formats stand in whole models, so these are inline and have no branches: a loop over one of them is vectorised.
   The idea: let the float unit itself normalise a subnormal, by an addition or subtraction at the right exponent
   (Fabian Giesen, "Half-to-float done quick" and "Float->half variants", gist.github.com/rygorous). */

static inline float cxi_f16_to_f32(uint16_t half) {
    uint32_t sign = (uint32_t)(half & 0x8000) << 16, rest = (uint32_t)(half & 0x7FFF) << 13;
    uint32_t exponent = rest & 0x0F800000;
    uint32_t special = (rest + (224U << 23)) | (rest > 0x0F800000 ? 1U << 22 : 0); /* infinity; a NaN, made quiet */
    uint32_t subnormal = cxi_bits_of_f32(cxi_f32_of_bits(rest + (113U << 23)) - cxi_f32_of_bits(113U << 23));
    uint32_t finite = exponent ? rest + (112U << 23) : subnormal;
    return cxi_f32_of_bits(sign | (exponent == 0x0F800000 ? special : finite));
}

static inline uint16_t cxi_f32_to_f16(float value) {
    uint32_t bits = cxi_bits_of_f32(value), sign = bits >> 16 & 0x8000, rest = bits & 0x7FFFFFFF;
    uint32_t special = rest > 0x7F800000 ? 0x7E00 : 0x7C00;
    uint32_t subnormal = cxi_bits_of_f32(cxi_f32_of_bits(rest) + 0.5F) - (126U << 23);
    uint32_t normal = (rest - (112U << 23) + 0xFFF + (rest >> 13 & 1)) >> 13;
    uint32_t finite = rest < 113U << 23 ? subnormal : normal;
    return (uint16_t)(sign | (rest >= 143U << 23 ? special : finite));
}

static inline float cxi_bf16_to_f32(uint16_t bits) {
    return cxi_f32_of_bits((uint32_t)bits << 16);
}

static inline uint16_t cxi_f32_to_bf16(float value) {
    uint32_t bits = cxi_bits_of_f32(value), rounded = (bits + 0x7FFF + (bits >> 16 & 1)) >> 16;
    return (uint16_t)((bits & 0x7FFFFFFF) > 0x7F800000 ? bits >> 16 | 0x40 : rounded);
}

enum cxi_f8 { CXI_E4M3FN, CXI_E5M2, CXI_E4M3, CXI_E3M4, CXI_E4M3FNUZ, CXI_E5M2FNUZ, CXI_E4M3B11FNUZ };
float cxi_f8_to_f32(enum cxi_f8 format, uint8_t bits);
uint8_t cxi_f32_to_f8(enum cxi_f8 format, float value);

#endif
