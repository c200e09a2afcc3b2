/* RMSProp: as optax.rmsprop, with epsilon under the root, and momentum over the steps with their rate. */
#include "nn/optimizer.h"

static cx_node *update(const cx_optimizer *o, cx_scope *scope, cx_node *parameter, cx_node *gradient, cx_node *step) {
    cx_node *square = cxi_running_mean(scope, "square", cx_square(gradient), o->beta2);
    if (o->centered) square = cx_sub(square, cx_square(cxi_running_mean(scope, "mean", gradient, o->beta2)));
    cx_node *direction = cx_mul(gradient, cx_rsqrt(cx_shift(square, o->epsilon)));
    return cx_sub(parameter, cxi_momentum(o, scope, cxi_times_rate(o, direction, step)));
}

cx_optimizer cx_rmsprop_(cx_rmsprop_args args) {
    return (cx_optimizer){.update = update,
                          .name = "rmsprop",
                          .rate = args.rate,
                          .schedule = args.schedule,
                          .momentum = args.momentum,
                          .nesterov = args.nesterov,
                          .centered = args.centered,
                          .beta2 = cxi_or_default(args.beta, 0.9),
                          .epsilon = cxi_or_default(args.epsilon, 1e-8)};
}
