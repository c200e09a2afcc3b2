#include "kernels/loops.h"

void cxi_mask(float *restrict x, const float *restrict mask, size_t count) {
    for (size_t i = 0; i < count; i++) x[i] = mask[i] > 0 ? x[i] : 0;
}

void cxi_add_to(float *restrict sum, const float *restrict x, size_t count) {
    for (size_t i = 0; i < count; i++) sum[i] += x[i];
}
