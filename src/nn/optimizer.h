/* What all optimizers share. */
#ifndef CXI_OPTIMIZER_H
#define CXI_OPTIMIZER_H

#include <calx/optimizers.h>

/* The parameter after an update, in its own dtype: widens what is narrower than f32 around optimizer->update. */
cx_node *cxi_optimize(const cx_optimizer *optimizer, cx_scope *scope, cx_node *parameter, cx_node *gradient,
                      cx_node *step);

/* The schedule's factor, an f32 scalar, for the update of this number, which counts from 0. */
cx_node *cxi_schedule_at(const cx_schedule *schedule, cx_node *updates);

/* A variable of the optimizer for this parameter: of these dims, zero at first. */
cx_node *cxi_slot(cx_scope *scope, const char *name, const cx_node *parameter, cx_dims dims);
/* Assigns a slot's new value, or under the trace's condition; returns what it will have. An optimizer that goes on with that keeps
   XLA from computing the slots twice, since the old value is not needed any more. */
cx_node *cxi_remember(cx_scope *scope, const char *name, cx_node *before, cx_node *value);
/* beta * slot + (1 - beta) * x, which is also assigned to the slot (of x's shape). */
cx_node *cxi_running_mean(cx_scope *scope, const char *name, cx_node *x, double beta);
/* v = momentum v + x with its slot; returns what to step by: v, or x + momentum v. x itself without momentum. */
cx_node *cxi_momentum(const cx_optimizer *optimizer, cx_scope *scope, cx_node *x);

/* x times the rate of this update. */
cx_node *cxi_times_rate(const cx_optimizer *optimizer, cx_node *x, cx_node *step);
/* direction + decay * parameter where the mask says so, else the direction. */
cx_node *cxi_add_decay(const cx_optimizer *optimizer, const cx_scope *scope, cx_node *direction, cx_node *parameter);

double cxi_or_default(double value, double otherwise); /* zero: otherwise; CX_ZERO: zero */

#endif
