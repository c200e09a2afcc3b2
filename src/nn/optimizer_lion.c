/* Lion: as optax.lion. */
#include "nn/optimizer.h"

#include "graph/graph.h"

static cx_node *update(const cx_optimizer *o, cx_scope *scope, cx_node *parameter, cx_node *gradient, cx_node *step) {
    cx_node *mean = cxi_slot(scope, "mean", parameter, parameter->dims);
    cx_node *direction = cx_sign(cx_add(cx_scale(mean, o->beta1), cx_scale(gradient, 1 - o->beta1)));
    cx_assign(scope, "mean", cx_add(cx_scale(mean, o->beta2), cx_scale(gradient, 1 - o->beta2)));
    return cx_sub(parameter, cxi_times_rate(o, cxi_add_decay(o, scope, direction, parameter), step));
}

cx_optimizer cx_lion_(cx_lion_args args) {
    return (cx_optimizer){.update = update,
                          .name = "lion",
                          .rate = args.rate,
                          .schedule = args.schedule,
                          .beta1 = cxi_or_default(args.beta1, 0.9),
                          .beta2 = cxi_or_default(args.beta2, 0.99),
                          .decay = cxi_or_default(args.decay, 0),
                          .mask = args.mask};
}
