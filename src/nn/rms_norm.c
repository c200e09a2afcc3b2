#include "nn/norm.h"

static cx_node *rms_norm(cx_scope *scope, const cx_rms_norm_args *args) {
    cx_node *x = cxi_compute(scope, args->x), *wide = cxi_wide(x);
    if (cxi_is_poison(x)) return x;
    if (cx_rank(x) < 1 || !cxi_is_float(x->dtype))
        return cxi_bad_input("rms_norm", "x", "floating, [..., features]", x);
    cx_node *mean = cx_mean(cx_square(wide), .axes = CX_DIMS(-1), .keep = true);
    cx_node *y = cx_mul(wide, cx_rsqrt(cx_shift(mean, cxi_or(args->epsilon, 1e-6))));
    return cx_convert(cxi_scale_and_shift(scope, y, args->no_scale, true), x->dtype);
}

cx_node *cx_rms_norm_(cx_scope *scope, cx_rms_norm_args args) {
    const char *outer = cxi_enter(scope, args.at_);
    return cxi_leave(scope, outer, rms_norm(scope, &args));
}
