/* Adam, and AdamW, which is Adam with decay: as optax.adam and optax.adamw. */
#include "nn/optimizer.h"

#include "graph/graph.h"

#include <math.h>

/* 1 - beta^step, the share of a running average that is not its zero start; by expm1, as 1 - 0.999 leaves three digits. */
static cx_node *correction(double beta, cx_node *step, cx_dtype dtype) {
    return cx_neg(cx_expm1(cx_scale(cx_convert(step, dtype), log(beta))));
}

static cx_node *update(const cx_optimizer *o, cx_scope *scope, cx_node *parameter, cx_node *gradient, cx_node *step) {
    cx_node *mean = cxi_running_mean(scope, "mean", gradient, o->beta1);
    cx_node *square = cxi_running_mean(scope, "square", cx_square(gradient), o->beta2);
    cx_node *m = cx_div(mean, correction(o->beta1, step, parameter->dtype));
    cx_node *v = cx_div(square, correction(o->beta2, step, parameter->dtype));
    cx_node *direction = cx_div(m, cx_shift(cx_sqrt(v), o->epsilon));
    return cx_sub(parameter, cxi_times_rate(o, cxi_add_decay(o, scope, direction, parameter), step));
}

cx_optimizer cx_adam_(cx_adam_args args) {
    return (cx_optimizer){.update = update,
                          .name = "adam",
                          .rate = args.rate,
                          .schedule = args.schedule,
                          .beta1 = cxi_or_default(args.beta1, 0.9),
                          .beta2 = cxi_or_default(args.beta2, 0.999),
                          .epsilon = cxi_or_default(args.epsilon, 1e-8)};
}

cx_optimizer cx_adamw_(cx_adamw_args args) {
    return (cx_optimizer){.update = update,
                          .name = "adamw",
                          .rate = args.rate,
                          .schedule = args.schedule,
                          .beta1 = cxi_or_default(args.beta1, 0.9),
                          .beta2 = cxi_or_default(args.beta2, 0.999),
                          .epsilon = cxi_or_default(args.epsilon, 1e-8),
                          .decay = cxi_or_default(args.decay, 0.01),
                          .mask = args.mask};
}
