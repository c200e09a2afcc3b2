/* What all optimizers share: slots, rates, momentum, decay. */
#include "nn/optimizer.h"

#include "nn/store.h"

#include <math.h>
#include <string.h>

double cxi_or_default(double value, double otherwise) {
    return value == 0 ? otherwise : fabs(value) <= CX_ZERO ? 0 : value;
}

cx_node *cxi_optimize(const cx_optimizer *optimizer, cx_scope *scope, cx_node *parameter, cx_node *gradient,
                      cx_node *step) {
    cx_dtype wide = parameter->dtype == CX_F64 ? CX_F64 : CX_F32;
    cx_node *updated =
        optimizer->update(optimizer, scope, cx_convert(parameter, wide), cx_convert(gradient, wide), step);
    return cx_convert(updated, parameter->dtype);
}

cx_node *cxi_slot(cx_scope *scope, const char *name, const cx_node *parameter, cx_dims dims) {
    return cx_variable(scope, name, dims, .dtype = parameter->dtype, .init = cx_init_zeros(), .fixed = true);
}

cx_node *cxi_remember(cx_scope *scope, const char *name, cx_node *before, cx_node *value) {
    cx_node *condition = scope->trace->condition;
    if (condition) value = cx_select(condition, value, before);
    cx_assign(scope, name, value);
    struct cxi_binding *binding = cxi_binding(scope->trace, cx_scope_path(cx_in(scope, "%s", name)));
    if (binding) binding->conditional = condition != NULL;
    return value;
}

cx_node *cxi_running_mean(cx_scope *scope, const char *name, cx_node *x, double beta) {
    cx_node *before = cxi_slot(scope, name, x, x->dims);
    return cxi_remember(scope, name, before, cx_add(cx_scale(before, beta), cx_scale(x, 1 - beta)));
}

cx_node *cxi_momentum(const cx_optimizer *optimizer, cx_scope *scope, cx_node *x) {
    if (optimizer->momentum == 0) return x;
    cx_node *before = cxi_slot(scope, "velocity", x, x->dims);
    cx_node *velocity = cxi_remember(scope, "velocity", before, cx_add(cx_scale(before, optimizer->momentum), x));
    return optimizer->nesterov ? cx_add(x, cx_scale(velocity, optimizer->momentum)) : velocity;
}

cx_node *cx_rate(const cx_optimizer *optimizer, cx_node *step) {
    return cx_scale(cxi_schedule_at(&optimizer->schedule, cx_sub(step, cx_k(1))), optimizer->rate);
}

cx_node *cxi_times_rate(const cx_optimizer *optimizer, cx_node *x, cx_node *step) {
    if (optimizer->schedule.parts == 0) return cx_scale(x, optimizer->rate);
    return cx_mul(x, cx_convert(cx_rate(optimizer, step), x->dtype));
}

/* ------------------------------------------------------------------------------------------------- decay */

bool cx_decay_kernels(const char *path, cx_dims dims) {
    (void)path;
    return dims.rank >= 2;
}

bool cx_decay_all(const char *path, cx_dims dims) {
    (void)path, (void)dims;
    return true;
}

cx_node *cxi_add_decay(const cx_optimizer *optimizer, const cx_scope *scope, cx_node *direction, cx_node *parameter) {
    cx_decay_mask *mask = optimizer->mask ? optimizer->mask : cx_decay_kernels;
    const char *path = cx_scope_path(scope) + strlen(optimizer->name) + 1; /* behind "adamw/" */
    if (optimizer->decay == 0 || !mask(path, parameter->dims)) return direction;
    return cx_add(direction, cx_scale(parameter, optimizer->decay));
}
