#include "nn/norm.h"

static cx_node *group_norm(cx_scope *scope, const cx_group_norm_args *args) {
    cx_node *x = cxi_compute(scope, args->x), *wide = cxi_wide(x);
    if (cxi_is_poison(x)) return x;
    if (cx_rank(x) < 2 || !cxi_is_float(x->dtype))
        return cxi_bad_input("group_norm", "x", "floating, [batch, ..., channels]", x);
    int64_t channels = cx_dim(x, -1), places = 1;
    if (args->groups < 1 || channels % args->groups)
        return cx_fail(cx_scope_graph(scope), "group_norm: %lld channels do not divide into %lld groups",
                       (long long)channels, (long long)args->groups);
    for (int axis = 1; axis < cx_rank(x) - 1; axis++) places *= cx_dim(x, axis);
    cx_dims grouped = CX_DIMS(cx_dim(x, 0), places, args->groups, channels / args->groups);
    cx_node *y = cx_reshape(wide, grouped);
    y = cxi_normalise(y, cxi_moments(y, CX_DIMS(1, 3)), cxi_or(args->epsilon, 1e-5));
    y = cxi_scale_and_shift(scope, cx_reshape(y, x->dims), args->no_scale, args->no_bias);
    return cx_convert(y, x->dtype);
}

cx_node *cx_group_norm_(cx_scope *scope, cx_group_norm_args args) {
    const char *outer = cxi_enter(scope, args.at_);
    return cxi_leave(scope, outer, group_norm(scope, &args));
}
