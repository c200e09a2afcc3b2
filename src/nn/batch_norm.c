#include "nn/norm.h"

#include <calx/gradient.h>

/* A running average: a variable of the layer's that training updates and gradients leave alone. */
static cx_node *average(cx_scope *scope, const cx_node *x, const char *name, cx_init init) {
    return cx_variable(scope, name, CX_DIMS(cx_dim(x, -1)), .dtype = x->dtype, .init = init, .fixed = true);
}

/* Moves an average towards this batch's value, [1, ..., channels]. */
static void update(cx_scope *scope, const char *name, cx_node *average, cx_node *batch, double momentum) {
    batch = cx_reshape(batch, cx_node_dims(average));
    cx_assign(scope, name, cx_add(cx_scale(average, momentum), cx_scale(batch, 1 - momentum)));
}

static const char without_scale; /* its address tells the rule */

/* The gradient written out, Ioffe and Szegedy 2015, section 3: it takes two sums over the batch, which are the gradients of bias
   and scale as well, where going back step by step takes four. x: what is normalised, 1 / deviation [1, ..., channels], the
   normalised, then scale and bias [channels] where there are any. */
static void rule(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user) {
    (void)y;
    cx_node *normal = x[2], *scale = user == &without_scale ? NULL : x[3];
    cx_dims axes = cxi_dims_range(0, cx_rank(dy) - 1);
    cx_node *sum = cx_sum(dy, .axes = axes), *product = cx_sum(cx_mul(dy, normal), .axes = axes);
    double share = (double)cx_dim(dy, -1) / (double)cx_dims_count(dy->dims);
    cx_node *along = cx_add(cx_scale(sum, share), cx_mul(normal, cx_scale(product, share)));
    dx[0] = cx_mul(cx_sub(dy, along), scale ? cx_mul(x[1], scale) : x[1]);
    if (scale) dx[3] = product;
    if (count > (scale ? 4 : 3)) dx[count - 1] = sum;
}

/* With the moments of the batch. */
static cx_node *trained(cx_scope *scope, cx_node *x, struct cxi_moments moments, const cx_batch_norm_args *args) {
    cx_node *of[5] = {x}, *y;
    int count = 3;
    of[1] = cx_rsqrt(cx_shift(moments.variance, cxi_or(args->epsilon, 1e-3)));
    of[2] = y = cx_mul(cx_sub(x, moments.mean), of[1]);
    cx_dims dims = CX_DIMS(cx_dim(x, -1));
    if (!args->no_scale) {
        of[count] = cxi_parameter(scope, x, "scale", dims, (cx_init){0}, cx_init_ones());
        y = cx_mul(y, of[count++]);
    }
    if (!args->no_bias) {
        of[count] = cxi_parameter(scope, x, "bias", dims, (cx_init){0}, cx_init_zeros());
        y = cx_add(y, of[count++]);
    }
    return cx_custom_gradient(y, count, of, rule, args->no_scale ? (void *)&without_scale : NULL);
}

static cx_node *batch_norm(cx_scope *scope, const cx_batch_norm_args *args) {
    cx_node *x = cxi_compute(scope, args->x), *wide = cxi_wide(x);
    if (cxi_is_poison(x)) return x;
    if (cx_rank(x) < 2 || !cxi_is_float(x->dtype))
        return cxi_bad_input("batch_norm", "x", "floating, [batch, ..., channels]", x);
    cx_node *mean = average(scope, wide, "mean", cx_init_zeros());
    cx_node *variance = average(scope, wide, "variance", cx_init_ones());
    if (!cx_training(scope)) {
        cx_node *y = cxi_normalise(wide, (struct cxi_moments){mean, variance}, cxi_or(args->epsilon, 1e-3));
        return cx_convert(cxi_scale_and_shift(scope, y, args->no_scale, args->no_bias), x->dtype);
    }
    struct cxi_moments moments = cxi_moments(wide, cxi_dims_range(0, cx_rank(x) - 1));
    double momentum = cxi_or(args->momentum, 0.99);
    update(scope, "mean", mean, moments.mean, momentum);
    update(scope, "variance", variance, moments.variance, momentum);
    return cx_convert(trained(scope, wide, moments, args), x->dtype);
}

cx_node *cx_batch_norm_(cx_scope *scope, cx_batch_norm_args args) {
    const char *outer = cxi_enter(scope, args.at_);
    return cxi_leave(scope, outer, batch_norm(scope, &args));
}
