/* From quantised blocks to f32: ggml's formats, one function each. `count` is a multiple of the block's elements. */
#ifndef CXI_DEQUANTISE_H
#define CXI_DEQUANTISE_H

#include <stddef.h>

void cxi_expand_q4_0(const unsigned char *blocks, float *to, size_t count);
void cxi_expand_q4_1(const unsigned char *blocks, float *to, size_t count);
void cxi_expand_q5_0(const unsigned char *blocks, float *to, size_t count);
void cxi_expand_q5_1(const unsigned char *blocks, float *to, size_t count);
void cxi_expand_q8_0(const unsigned char *blocks, float *to, size_t count);
void cxi_expand_q2_k(const unsigned char *blocks, float *to, size_t count);
void cxi_expand_q3_k(const unsigned char *blocks, float *to, size_t count);
void cxi_expand_q4_k(const unsigned char *blocks, float *to, size_t count);
void cxi_expand_q5_k(const unsigned char *blocks, float *to, size_t count);
void cxi_expand_q6_k(const unsigned char *blocks, float *to, size_t count);

#endif
