/* Conversion of the small floating-point formats to and from float, bit by bit, rounding to nearest even.
   f16 is IEEE 754 binary16; bf16 the upper half of binary32; f8e4m3fn and f8e5m2 are those of
   "FP8 Formats for Deep Learning" (arXiv:2209.05433): e4m3fn has no infinities and one NaN pattern. */
#ifndef CXI_HALF_H
#define CXI_HALF_H

#include <stdint.h>

float cxi_f16_to_f32(uint16_t bits);
uint16_t cxi_f32_to_f16(float value);
float cxi_bf16_to_f32(uint16_t bits);
uint16_t cxi_f32_to_bf16(float value);
float cxi_f8e4m3fn_to_f32(uint8_t bits);
uint8_t cxi_f32_to_f8e4m3fn(float value);
float cxi_f8e5m2_to_f32(uint8_t bits);
uint8_t cxi_f32_to_f8e5m2(float value);

#endif
