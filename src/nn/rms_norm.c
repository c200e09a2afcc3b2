#include "nn/norm.h"

#include "ops/composite.h"

cx_node *cxi_rms_norm(cx_node *x, cx_node *scale, double epsilon) {
    cx_node *mean = cx_mean(cx_square(x), .axes = CX_DIMS(-1), .keep = true);
    cx_node *of[] = {x, cx_rsqrt(cx_shift(mean, epsilon)), scale}, *y = cx_mul(x, of[1]);
    return cxi_composite("rms_norm", scale ? cx_mul(y, scale) : y, scale ? 3 : 2, of, (cx_dims){0});
}

static cx_node *rms_norm(cx_scope *scope, const cx_rms_norm_args *args) {
    cx_node *x = cxi_compute(scope, args->x), *wide = cxi_wide(x), *scale = NULL;
    if (cxi_is_poison(x)) return x;
    if (cx_rank(x) < 1 || !cxi_is_float(x->dtype))
        return cxi_bad_input("rms_norm", "x", "floating, [..., features]", x);
    if (!args->no_scale)
        scale = cxi_parameter(scope, wide, "scale", CX_DIMS(cx_dim(x, -1)), (cx_init){0}, cx_init_ones());
    return cx_convert(cxi_rms_norm(wide, scale, cxi_or(args->epsilon, 1e-6)), x->dtype);
}

cx_node *cx_rms_norm_(cx_scope *scope, cx_rms_norm_args args) {
    const char *outer = cxi_enter(scope, args.at_);
    return cxi_leave(scope, outer, rms_norm(scope, &args));
}
