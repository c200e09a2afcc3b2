/* What the normalising layers share. They compute in f32 (f64 if x is that), whatever the scope's compute dtype: in bf16 the
   small difference of large numbers, which a variance is, would be lost. */
#ifndef CXI_NORM_H
#define CXI_NORM_H

#include "nn/layer.h"

struct cxi_moments {
    cx_node *mean, *variance; /* with the reduced axes kept */
};
struct cxi_moments cxi_moments(cx_node *x, cx_dims axes);

/* (x - mean) / sqrt(variance + epsilon) */
cx_node *cxi_normalise(cx_node *x, struct cxi_moments moments, double epsilon);

/* x scale + bias, with the variables scale and bias [channels] of the last axis, unless they are declined. */
cx_node *cxi_scale_and_shift(cx_scope *scope, cx_node *x, bool no_scale, bool no_bias);

/* x [..., features] / sqrt(mean of squares + epsilon), times the scale [features] unless that is NULL: a composite. */
cx_node *cxi_rms_norm(cx_node *x, cx_node *scale, double epsilon);

#endif
