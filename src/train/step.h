/* The graphs of a training step and of an evaluation. */
#ifndef CXI_STEP_H
#define CXI_STEP_H

#include <calx/train.h>

/* Both are given the batch (inputs, labels, and weights where the trainer takes them) and, as `user`, the trainer's
   arguments. */

/* A step's results, f32 scalars. A step counts as skipped when the loss or the norm is not finite; the host and the graph
   apply the same rule to the same numbers. */
enum cxi_step_result {
    CXI_STEP_LOSS,   /* the mean over the examples, with penalties */
    CXI_STEP_METRIC, /* the mean; the loss again where there is none */
    CXI_STEP_NORM,   /* of the gradients, all together; 0 where nobody needs it */
    CXI_STEP_RESULTS
};
cx_stateful cxi_build_step;

/* An evaluation's results, sums over the examples. */
enum cxi_evaluation_result {
    CXI_EVALUATION_LOSS,
    CXI_EVALUATION_METRIC,
    CXI_EVALUATION_WEIGHT, /* what the others are to be divided by */
    CXI_EVALUATION_RESULTS
};
cx_stateful cxi_build_evaluation;
cx_stateful cxi_build_average_evaluation; /* the same with the averaged weights of .ema */

/* Scopes and variables that training keeps beside the model's, further to the optimizer's. */
#define CXI_TRAIN_SCOPE    "train"    /* step, updates, pending, averaged: counters */
#define CXI_AVERAGE_SCOPE  "ema"      /* averaged weights, by the model's paths */
#define CXI_GRADIENT_SCOPE "gradient" /* sums of gradients that wait for an update */
#define CXI_AVERAGED_PATH  "train/averaged"

#endif
