#ifndef CXI_STEP_H
#define CXI_STEP_H

#include <calx/train.h>

/* Both are given the batch (inputs, then labels) and, as `user`, the trainer's arguments.
   A step's results: the mean loss, the mean metric (the loss again where there is none). */
cx_stateful cxi_build_step;
/* An evaluation's results: the same as sums over the examples. */
cx_stateful cxi_build_evaluation;

#endif
