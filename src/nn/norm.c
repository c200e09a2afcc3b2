#include "nn/norm.h"

struct cxi_moments cxi_moments(cx_node *x, cx_dims axes) {
    cx_node *mean = cx_mean(x, .axes = axes, .keep = true);
    return (struct cxi_moments){mean, cx_mean(cx_square(cx_sub(x, mean)), .axes = axes, .keep = true)};
}

cx_node *cxi_normalise(cx_node *x, struct cxi_moments moments, double epsilon) {
    return cx_mul(cx_sub(x, moments.mean), cx_rsqrt(cx_shift(moments.variance, epsilon)));
}

cx_node *cxi_scale_and_shift(cx_scope *scope, cx_node *x, bool no_scale, bool no_bias) {
    cx_dims dims = CX_DIMS(cx_dim(x, -1));
    if (!no_scale) x = cx_mul(x, cxi_parameter(scope, x, "scale", dims, (cx_init){0}, cx_init_ones()));
    if (!no_bias) x = cx_add(x, cxi_parameter(scope, x, "bias", dims, (cx_init){0}, cx_init_zeros()));
    return x;
}
