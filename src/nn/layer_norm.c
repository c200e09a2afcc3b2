#include "nn/norm.h"

static cx_node *layer_norm(cx_scope *scope, const cx_layer_norm_args *args) {
    cx_node *x = cxi_compute(scope, args->x), *wide = cxi_wide(x);
    if (cxi_is_poison(x)) return x;
    if (cx_rank(x) < 1 || !cxi_is_float(x->dtype))
        return cxi_bad_input("layer_norm", "x", "floating, [..., features]", x);
    cx_node *y = cxi_normalise(wide, cxi_moments(wide, CX_DIMS(-1)), cxi_or(args->epsilon, 1e-5));
    return cx_convert(cxi_scale_and_shift(scope, y, args->no_scale, args->no_bias), x->dtype);
}

cx_node *cx_layer_norm_(cx_scope *scope, cx_layer_norm_args args) {
    const char *outer = cxi_enter(scope, args.at_);
    return cxi_leave(scope, outer, layer_norm(scope, &args));
}
