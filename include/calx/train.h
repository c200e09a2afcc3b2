/* calx/train.h: the loop that trains a model.

       cx_trainer *t = cx_trainer_new(vars, mlp, cx_sparse_xent, cx_adam(1e-3));
       cx_every(t, 50, cx_progress_bar, stderr);
       cx_fit(t, train, 900);
       printf("accuracy %.4f\n", cx_accuracy(t, test));                                                        */
#ifndef CALX_TRAIN_H
#define CALX_TRAIN_H

#include <calx/data.h>
#include <calx/losses.h>
#include <calx/optimizers.h>

CX_BEGIN

/* ----------------------------------------------------------------------------------------------------- trainer */
typedef struct cx_trainer cx_trainer;

typedef struct cx_trainer_args {
    cx_model *model;
    cx_loss *loss;
    cx_optimizer optimizer;
    cx_here at_;
    void *user;      /* for the model */
    cx_loss *metric; /* shown beside the loss; default: cx_sparse_accuracy with cx_sparse_xent, else none */
} cx_trainer_args;
/* Trains the variables of a store. All state stays on the device: variables, the optimizer's, the number of steps done. */
CX_API cx_trainer *cx_trainer_new_(cx_store *store, cx_trainer_args args);
#define cx_trainer_new(store, ...) cx_trainer_new_((store), CX_ARGS(cx_trainer_args, __VA_ARGS__))
CX_API void cx_trainer_free(cx_trainer *trainer);

/* Called between steps; returning false ends cx_fit. */
typedef bool cx_callback(cx_trainer *trainer, void *user);
CX_API void cx_every(cx_trainer *trainer, int64_t steps, cx_callback *callback, void *user); /* and after the last step */
CX_API cx_callback cx_progress_bar; /* user: the FILE to write to. One line that renews itself on a terminal, else a line
                                       for each call. */

/* Trains until the store has seen `steps` batches in its life; a store that was loaded goes on where it was. Returns false
   when it ended before, in error or by a callback. */
CX_API bool cx_fit(cx_trainer *trainer, cx_dataset *dataset, int64_t steps);

/* What callbacks ask. Losses and metrics are means since the last time that somebody asked; reading them waits for the
   device. NaN before the first step. */
CX_API int64_t cx_trainer_step(const cx_trainer *trainer);   /* done so far */
CX_API int64_t cx_trainer_target(const cx_trainer *trainer); /* of the cx_fit under way */
CX_API double cx_trainer_loss(cx_trainer *trainer);
CX_API double cx_trainer_metric(cx_trainer *trainer);
CX_API double cx_trainer_steps_per_second(const cx_trainer *trainer); /* since the first step of this cx_fit was done */

/* Means over a whole data set, each example counting once, in inference mode. */
typedef struct cx_scores {
    double loss, metric; /* NaN in error, or where there is none */
    int64_t examples;
} cx_scores;
CX_API cx_scores cx_evaluate(cx_trainer *trainer, cx_dataset *dataset);
CX_API double cx_accuracy(cx_trainer *trainer, cx_dataset *dataset); /* the metric of cx_evaluate */

CX_END
#endif
