#include "nn/norm.h"

/* A running average: a variable of the layer's that training updates and gradients leave alone. */
static cx_node *average(cx_scope *scope, const cx_node *x, const char *name, cx_init init) {
    return cx_variable(scope, name, CX_DIMS(cx_dim(x, -1)), .dtype = x->dtype, .init = init, .fixed = true);
}

/* Moves an average towards this batch's value, [1, ..., channels]. */
static void update(cx_scope *scope, const char *name, cx_node *average, cx_node *batch, double momentum) {
    batch = cx_reshape(batch, cx_node_dims(average));
    cx_assign(scope, name, cx_add(cx_scale(average, momentum), cx_scale(batch, 1 - momentum)));
}

static cx_node *batch_norm(cx_scope *scope, const cx_batch_norm_args *args) {
    cx_node *x = cxi_compute(scope, args->x), *wide = cxi_wide(x);
    if (cxi_is_poison(x)) return x;
    if (cx_rank(x) < 2 || !cxi_is_float(x->dtype))
        return cxi_bad_input("batch_norm", "x", "floating, [batch, ..., channels]", x);
    double momentum = cxi_or(args->momentum, 0.99);
    cx_node *mean = average(scope, wide, "mean", cx_init_zeros());
    cx_node *variance = average(scope, wide, "variance", cx_init_ones());
    struct cxi_moments moments = {mean, variance};
    if (cx_training(scope)) {
        moments = cxi_moments(wide, cxi_dims_range(0, cx_rank(x) - 1));
        update(scope, "mean", mean, moments.mean, momentum);
        update(scope, "variance", variance, moments.variance, momentum);
    }
    cx_node *y = cxi_normalise(wide, moments, cxi_or(args->epsilon, 1e-3));
    return cx_convert(cxi_scale_and_shift(scope, y, args->no_scale, args->no_bias), x->dtype);
}

cx_node *cx_batch_norm_(cx_scope *scope, cx_batch_norm_args args) {
    const char *outer = cxi_enter(scope, args.at_);
    return cxi_leave(scope, outer, batch_norm(scope, &args));
}
