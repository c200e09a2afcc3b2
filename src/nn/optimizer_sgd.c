/* Stochastic gradient descent: as optax.sgd. */
#include "nn/optimizer.h"

static cx_node *update(const cx_optimizer *o, cx_scope *scope, cx_node *parameter, cx_node *gradient, cx_node *step) {
    return cx_sub(parameter, cxi_times_rate(o, cxi_momentum(o, scope, gradient), step));
}

cx_optimizer cx_sgd_(cx_sgd_args args) {
    return (cx_optimizer){.update = update,
                          .name = "sgd",
                          .rate = args.rate,
                          .schedule = args.schedule,
                          .momentum = args.momentum,
                          .nesterov = args.nesterov};
}
