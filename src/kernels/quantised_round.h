/* Columns rounded to 8 bits: plain C that is compiled once for each kind of processor, as quantised_unpack.h is. */
#ifndef CXI_KERNELS_QUANTISED_ROUND_H
#define CXI_KERNELS_QUANTISED_ROUND_H

#include <float.h>
#include <math.h>

#include "kernels/quantised_unpack.h"

/* 32 elements, as whole numbers up to 127 and a scale. What is not finite makes the scale NaN, and so all that it is multiplied to. */
CXI_INLINE void cxi_round_pair(const float *restrict x, signed char *restrict q, float *restrict scale,
                               float *restrict sum) {
    enum { PAIR = 2 * CXI_RUN };
    float most = 0;
    int strange = 0;
#pragma omp simd reduction(max : most) reduction(| : strange)
    for (int i = 0; i < PAIR; i++) {
        float size = fabsf(x[i]);
        strange |= !(size <= FLT_MAX);
        most = size > most ? size : most;
    }
    float inverse = most > 1e-30F && !strange ? 127 / most : 0;
    scale[0] = scale[1] = strange ? NAN : inverse > 0 ? most / 127 : 0;
    int whole[PAIR], total[2] = {0};
    for (int i = 0; i < PAIR; i++) {
        float scaled = strange ? 0 : x[i] * inverse;
        whole[i] = (int)(scaled + (scaled < 0 ? -0.5F : 0.5F));
    }
    for (int i = 0; i < PAIR; i++) q[i] = (signed char)whole[i];
    for (int i = 0; i < CXI_RUN; i++) total[0] += whole[i], total[1] += whole[i + CXI_RUN];
    sum[0] = scale[0] * (float)total[0];
    sum[1] = scale[0] * (float)total[1];
}

CXI_INLINE void cxi_round_column(const float *x, int64_t in, const struct cxi_rounded *to, int64_t column) {
    signed char *q = to->q + column * to->pitch;
    float *scale = to->scale + column * to->runs, *sum = to->sum + column * to->runs;
    for (int64_t at = 0; at < in; at += 2 * CXI_RUN)
        cxi_round_pair(x + at, q + at, scale + at / CXI_RUN, sum + at / CXI_RUN);
}

/* A column, rounded. */
struct cxi_column {
    const signed char *q;
    const float *scale, *sum;
};

CXI_INLINE struct cxi_column cxi_column_at(const struct cxi_rounded *x, int64_t c) {
    return (struct cxi_column){x->q + c * x->pitch, x->scale + c * x->runs, x->sum + c * x->runs};
}

#endif
