/* calx/optimizers.h: optimizers: how parameters change by their gradients. */
#ifndef CALX_OPTIMIZERS_H
#define CALX_OPTIMIZERS_H

#include <calx/nn.h>

CX_BEGIN

typedef struct cx_optimizer cx_optimizer;
struct cx_optimizer {
    /* The new value of a parameter. `step` is the number of this step, an i64 scalar that starts at 1; what the optimizer
       remembers it keeps in variables of `scope`, which is its own for each parameter. */
    cx_node *(*update)(const cx_optimizer *self, cx_scope *scope, cx_node *parameter, cx_node *gradient, cx_node *step);
    const char *name;
    double rate, momentum, beta1, beta2, epsilon;
    bool nesterov;
};

typedef struct cx_sgd_args {
    double rate;
    cx_here at_;
    double momentum; /* default: none */
    bool nesterov;
} cx_sgd_args;
CX_API cx_optimizer cx_sgd_(cx_sgd_args args);
#define cx_sgd(...) cx_sgd_(CX_ARGS(cx_sgd_args, __VA_ARGS__))

typedef struct cx_adam_args {
    double rate;
    cx_here at_;
    double beta1, beta2, epsilon; /* default: 0.9, 0.999, 1e-8 */
} cx_adam_args;
/* Kingma and Ba 2015 (arXiv:1412.6980), algorithm 1. */
CX_API cx_optimizer cx_adam_(cx_adam_args args);
#define cx_adam(...) cx_adam_(CX_ARGS(cx_adam_args, __VA_ARGS__))

CX_END
#endif
