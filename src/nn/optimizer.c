/* Optimizers: how a parameter changes by its gradient. */
#include <calx/optimizers.h>

#include "nn/store.h"

#include <math.h>

/* A variable of the parameter's shape that starts at zero. */
static cx_node *slot(cx_scope *scope, const char *name, cx_node *parameter) {
    return cx_variable(scope, name, parameter->dims, .dtype = parameter->dtype, .init = cx_init_zeros(), .fixed = true);
}

static double or_default(double value, double otherwise) {
    return value == 0 ? otherwise : fabs(value) <= CX_ZERO ? 0 : value;
}

/* v = momentum v + g; p -= rate v. With Nesterov's momentum p -= rate (g + momentum v). As in optax.sgd. */
static cx_node *sgd_update(const cx_optimizer *o, cx_scope *scope, cx_node *parameter, cx_node *gradient,
                           cx_node *step) {
    (void)step;
    cx_node *direction = gradient;
    if (o->momentum != 0) {
        cx_node *velocity = cx_add(cx_scale(slot(scope, "velocity", parameter), o->momentum), gradient);
        cx_assign(scope, "velocity", velocity);
        direction = o->nesterov ? cx_add(gradient, cx_scale(velocity, o->momentum)) : velocity;
    }
    return cx_sub(parameter, cx_scale(direction, o->rate));
}

cx_optimizer cx_sgd_(cx_sgd_args args) {
    return (cx_optimizer){
        .update = sgd_update, .name = "sgd", .rate = args.rate, .momentum = args.momentum, .nesterov = args.nesterov};
}

/* 1 - beta^step, the share of a running average that is not its zero start. */
static cx_node *correction(double beta, cx_node *step, cx_dtype dtype) {
    cx_node *exponent = cx_convert(step, CX_F32);
    return cx_convert(cx_sub(cx_k(1), cx_exp(cx_scale(exponent, log(beta)))), dtype);
}

static cx_node *adam_update(const cx_optimizer *o, cx_scope *scope, cx_node *parameter, cx_node *gradient,
                            cx_node *step) {
    cx_node *mean = cx_add(cx_scale(slot(scope, "mean", parameter), o->beta1), cx_scale(gradient, 1 - o->beta1));
    cx_node *square =
        cx_add(cx_scale(slot(scope, "square", parameter), o->beta2), cx_scale(cx_square(gradient), 1 - o->beta2));
    cx_assign(scope, "mean", mean);
    cx_assign(scope, "square", square);
    cx_node *m = cx_div(mean, correction(o->beta1, step, parameter->dtype));
    cx_node *v = cx_div(square, correction(o->beta2, step, parameter->dtype));
    return cx_sub(parameter, cx_div(cx_scale(m, o->rate), cx_shift(cx_sqrt(v), o->epsilon)));
}

cx_optimizer cx_adam_(cx_adam_args args) {
    return (cx_optimizer){.update = adam_update,
                          .name = "adam",
                          .rate = args.rate,
                          .beta1 = or_default(args.beta1, 0.9),
                          .beta2 = or_default(args.beta2, 0.999),
                          .epsilon = or_default(args.epsilon, 1e-8)};
}
