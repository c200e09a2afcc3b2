/* calx/optimizers.h: optimizers: how parameters change by their gradients; and schedules: how fast, over time.

       cx_adam(1e-3)
       cx_adamw(3e-4, .decay = 0.1, .schedule = cx_warm_up(500, cx_cosine(20000, 0.1)))

   Both are plain values: nothing to free. What an optimizer remembers, it keeps in variables of the store, as f32 (f64 for
   parameters of f64), so that it is saved and resumed with the model. Parameters narrower than f32 are updated in f32. */
#ifndef CALX_OPTIMIZERS_H
#define CALX_OPTIMIZERS_H

#include <calx/nn.h>

CX_BEGIN

/* --------------------------------------------------------------------------------------------------- schedules
   A factor on an optimizer's rate for each update, computed on the device. Updates are counted from 0 through the life of
   the store, so a resumed training goes on where it was. The formulas are those of the schedules of the same name in
   optax. A schedule has at most 4 parts. */
enum { CX_SCHEDULE_PARTS = 4 };
typedef struct cx_schedule { /* all zero: 1 throughout. The fields are private. */
    int parts;
    struct cx_schedule_part {
        int shape;
        int64_t begin, steps; /* counted from its own begin */
        double from, to;
    } part[CX_SCHEDULE_PARTS];
} cx_schedule;

CX_API cx_schedule cx_steady(double factor);                            /* always this */
CX_API cx_schedule cx_linear(double from, double to, int64_t updates);  /* a straight line; then stays at `to` */
CX_API cx_schedule cx_cosine(int64_t updates, double to);               /* half a cosine from 1 to `to`; then stays there */
CX_API cx_schedule cx_exponential(int64_t updates, double factor);      /* factor^(t / updates) */
CX_API cx_schedule cx_step_decay(int64_t updates, double factor);       /* the same in steps: factor^floor(t / updates) */
/* a, and after so many updates b, which begins then. */
CX_API cx_schedule cx_then(cx_schedule a, int64_t updates, cx_schedule b);
CX_API cx_schedule cx_warm_up(int64_t updates, cx_schedule then);       /* a line from 0 to 1, then the other */

/* -------------------------------------------------------------------------------------------------- optimizers */
/* Which variables decay, by path and shape. */
typedef bool cx_decay_mask(const char *path, cx_dims dims);
CX_API cx_decay_mask cx_decay_kernels;   /* those of rank 2 and more: kernels and embeddings, not biases and norms */
CX_API cx_decay_mask cx_decay_all;

typedef struct cx_optimizer cx_optimizer;
struct cx_optimizer {
    /* The new value of a parameter; parameter and gradient are f32 or f64. `step` is the number of this update, an i64 scalar
       that starts at 1; what the optimizer remembers it keeps in variables of `scope`, which is its own for each
       parameter: the optimizer's name, then the parameter's path. */
    cx_node *(*update)(const cx_optimizer *self, cx_scope *scope, cx_node *parameter, cx_node *gradient, cx_node *step);
    const char *name;
    double rate;
    cx_schedule schedule;
    /* Of the optimizers that have them. */
    double momentum, beta1, beta2, epsilon, decay, clip;
    bool nesterov, centered, absolute;
    int64_t factor_from;
    cx_decay_mask *mask;
    const void *user; /* for an optimizer of your own */
};

/* rate * schedule at this update, in f32: what an optimizer of your own multiplies its direction by. */
CX_API cx_node *cx_rate(const cx_optimizer *optimizer, cx_node *step);

typedef struct cx_sgd_args {
    double rate;
    cx_here at_;
    double momentum; /* default: none */
    bool nesterov;
    cx_schedule schedule;
} cx_sgd_args;
/* v = momentum v + g; p -= rate v, or with Nesterov's momentum rate (g + momentum v). */
CX_API cx_optimizer cx_sgd_(cx_sgd_args args);
#define cx_sgd(...) cx_sgd_(CX_ARGS(cx_sgd_args, __VA_ARGS__))

typedef struct cx_adam_args {
    double rate;
    cx_here at_;
    double beta1, beta2, epsilon; /* default: 0.9, 0.999, 1e-8 */
    cx_schedule schedule;
} cx_adam_args;
/* Kingma and Ba 2015 (arXiv:1412.6980), algorithm 1. */
CX_API cx_optimizer cx_adam_(cx_adam_args args);
#define cx_adam(...) cx_adam_(CX_ARGS(cx_adam_args, __VA_ARGS__))

typedef struct cx_adamw_args {
    double rate;
    cx_here at_;
    double decay;                 /* default: 0.01; CX_ZERO for none */
    double beta1, beta2, epsilon; /* default: 0.9, 0.999, 1e-8 */
    cx_decay_mask *mask;          /* default: cx_decay_kernels */
    cx_schedule schedule;         /* of the decay too */
} cx_adamw_args;
/* Adam, and each parameter loses rate * decay * itself, apart from the gradient. Loshchilov and Hutter 2019
   (arXiv:1711.05101). */
CX_API cx_optimizer cx_adamw_(cx_adamw_args args);
#define cx_adamw(...) cx_adamw_(CX_ARGS(cx_adamw_args, __VA_ARGS__))

typedef struct cx_rmsprop_args {
    double rate;
    cx_here at_;
    double momentum;      /* of the steps taken; default: none */
    double beta, epsilon; /* default: 0.9, 1e-8 */
    bool nesterov;
    bool centered;        /* by the variance instead of the mean square; Graves 2013 (arXiv:1308.0850) */
    cx_schedule schedule;
} cx_rmsprop_args;
/* s = beta s + (1 - beta) g^2; p -= rate g / sqrt(s + epsilon). Tieleman and Hinton 2012. */
CX_API cx_optimizer cx_rmsprop_(cx_rmsprop_args args);
#define cx_rmsprop(...) cx_rmsprop_(CX_ARGS(cx_rmsprop_args, __VA_ARGS__))

typedef struct cx_lion_args {
    double rate; /* 3 to 10 times less than for AdamW */
    cx_here at_;
    double decay;        /* default: none */
    double beta1, beta2; /* default: 0.9, 0.99 */
    cx_decay_mask *mask; /* default: cx_decay_kernels */
    cx_schedule schedule;
} cx_lion_args;
/* The sign of a running average. Chen et al. 2023 (arXiv:2302.06675). */
CX_API cx_optimizer cx_lion_(cx_lion_args args);
#define cx_lion(...) cx_lion_(CX_ARGS(cx_lion_args, __VA_ARGS__))

typedef struct cx_adafactor_args {
    double rate; /* relative to the size (root mean square) of each parameter, at least 1e-3 */
    cx_here at_;
    bool absolute;       /* the rate is not relative */
    double momentum;     /* default: none */
    double decay;        /* per update, not multiplied by the rate; default: none */
    cx_decay_mask *mask; /* default: cx_decay_kernels */
    double exponent;     /* the running averages forget by 1 - t^-exponent; default: 0.8 */
    double clip;         /* the largest root mean square of a direction; default: 1 */
    double epsilon;      /* added to squared gradients; default: 1e-30 */
    int64_t factor_from; /* second moments are kept as a row and a column where the two largest axes have at least this
                            many elements; default: 128 */
    cx_schedule schedule;
} cx_adafactor_args;
/* Adam's second moments in little memory. Shazeer and Stern 2018 (arXiv:1804.04235), as in optax. */
CX_API cx_optimizer cx_adafactor_(cx_adafactor_args args);
#define cx_adafactor(...) cx_adafactor_(CX_ARGS(cx_adafactor_args, __VA_ARGS__))

CX_END
#endif
