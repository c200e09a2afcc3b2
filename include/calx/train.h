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
typedef struct cx_trainer cx_trainer; /* of one store; freed with its runtime, or by cx_trainer_free */

typedef struct cx_trainer_args {
    cx_model *model;
    cx_loss *loss;
    cx_optimizer optimizer;
    cx_here at_;
    void *user;              /* for the model */
    cx_loss *metric;         /* shown beside the loss; default: cx_sparse_accuracy with cx_sparse_xent, else none */
    const char *metric_name; /* default: "accuracy" for cx_sparse_accuracy, else "metric" */
    int64_t record;          /* steps whose means are one record of the history (below); default: 10 */
    bool weighted; /* a batch has a third tensor, a weight for each example: losses and metrics are weighted means */
    double clip;   /* gradients whose norm, all together, is larger are scaled down to it; default: no limit */
    /* Batches whose gradients are averaged for one update; default: 1. Steps count batches; the optimizer and its schedule count
       updates. */
    int64_t accumulate;
    double ema;     /* 0.999, say: running averages of the variables are kept under "ema/", moved by each update.
                           Default: none. A model in the scope cx_in(s, "ema") is the averaged one. */
    bool evaluate_ema;   /* cx_evaluate uses them, once there are some */
    cx_dtype compute;    /* what layers compute in: CX_BF16 for mixed precision. Variables, loss and updates stay f32.
                           Default: f32. Also in evaluation. */
    int64_t max_skipped; /* in a row: see below. Default: 10; -1: none */
    bool no_guard;       /* steps are not skipped */
    bool check; /* finds what made the first skipped step's values not finite, reports it as an error and ends cx_fit:
                            the operation, its line, its scope. Waits for each step. */
} cx_trainer_args;
/* A step whose loss or gradients are not finite is skipped: all variables stay as they were, to the bit, but for the count of
   batches. More than max_skipped of them in a row are an error and end cx_fit. */
/* Trains the variables of a store. All state stays on the device: variables, the optimizer's, the number of steps done. */
CX_API cx_trainer *cx_trainer_new_(cx_store *store, cx_trainer_args args);
#define cx_trainer_new(store, ...) cx_trainer_new_((store), CX_ARGS(cx_trainer_args, __VA_ARGS__))
CX_API void cx_trainer_free(cx_trainer *trainer);

/* Called between steps; returning false ends cx_fit. */
typedef bool cx_callback(cx_trainer *trainer, void *user);
CX_API void cx_every(cx_trainer *trainer, int64_t steps, cx_callback *callback,
                     void *user); /* and after the last step */
CX_API void cx_every_seconds(cx_trainer *trainer, double seconds, cx_callback *callback, void *user); /* likewise */
CX_API cx_callback cx_progress_bar; /* user: the FILE to write to, NULL for stderr. One line that renews itself on a
                                       terminal and in a notebook, else a line for each call. */

/* Ready-made callbacks. */
typedef struct cx_evaluation {
    cx_dataset *dataset; /* not the one that is trained on */
    const char *name;    /* default: "test" */
} cx_evaluation;
/* user: a cx_evaluation. Records "test loss" and "test accuracy", by its name and the metric's. */
CX_API cx_callback cx_evaluate_now;
typedef struct cx_early_stop {
    const char *metric; /* name of a record; default: "test loss" */
    int64_t patience;   /* how many records in a row may be without gain; default: 3 */
    double min_delta;   /* a gain is larger than this */
    bool highest;       /* the highest is the best, as for accuracies; default: the lowest */
    /* Kept by the callback: */
    double best;
    int64_t best_step, seen, without_gain;
    bool stopped;
} cx_early_stop;
CX_API cx_callback cx_stop_early; /* user: a cx_early_stop. Ends cx_fit; belongs behind what makes the record. */

/* Ctrl-C ends cx_fit after the step under way, so that the program can save; a second one ends the program. SIGINT is handled
   only during cx_fit; the handler of before is put back. A program that was started with SIGINT ignored goes on ignoring it. In a
   notebook it is as if this had been called. */
CX_API void cx_stop_on_interrupt(cx_trainer *trainer);

/* Trains until the store has seen `steps` batches in its life; a store that was loaded goes on where it was. Returns false
   when it ended before: in error, by a callback, or with the data set (see its .repeat). */
CX_API bool cx_fit(cx_trainer *trainer, cx_dataset *dataset, int64_t steps);

/* What callbacks ask. Losses and metrics are means since the last time that this callback asked (or, outside of callbacks, the
   program); reading them waits for the device. NaN before the first step. */
CX_API int64_t cx_trainer_step(const cx_trainer *trainer);   /* done so far */
CX_API int64_t cx_trainer_target(const cx_trainer *trainer); /* of the cx_fit under way */
CX_API double cx_trainer_loss(cx_trainer *trainer);
CX_API double cx_trainer_metric(cx_trainer *trainer);
CX_API const char *cx_trainer_metric_name(const cx_trainer *trainer);
typedef struct cx_skipped {
    int64_t steps, last; /* how many since the trainer was made, and the number of the last one; 0: none */
} cx_skipped;
CX_API cx_skipped cx_trainer_skipped(cx_trainer *trainer);            /* waits for the device */
CX_API double cx_trainer_steps_per_second(const cx_trainer *trainer); /* since the first step of this cx_fit was done */

/* ------------------------------------------------------------------------------------------------------ history
   Every metric over the run: "loss" and the metric every few steps, "test loss" and the like by cx_evaluate_now, your own. */
typedef struct cx_record {
    int64_t step;
    double seconds; /* since the first record of this trainer */
    const char *name;
    double value;
} cx_record;
CX_API void cx_trainer_record(cx_trainer *trainer, const char *name,
                              double value); /* at this step; the name is copied */
/* In the order of recording; valid until the next record. Both wait for the device. */
CX_API const cx_record *cx_trainer_records(cx_trainer *trainer, size_t *count);
CX_API const cx_record *cx_trainer_latest(cx_trainer *trainer, const char *name); /* NULL: there is none */

/* Writes each record from now on to a file: appended to what is there, a whole line at a time. CSV with the heading
   step,seconds,name,value; or a JSON object of the same in each line. `calx plot` reads both. */
CX_API bool cx_log_csv(cx_trainer *trainer, const char *path);
CX_API bool cx_log_jsonl(cx_trainer *trainer, const char *path);

/* Means over a whole data set, each example counting once, in inference mode. */
typedef struct cx_scores {
    double loss, metric; /* NaN in error, or where there is none */
    int64_t examples;
} cx_scores;
CX_API cx_scores cx_evaluate(cx_trainer *trainer, cx_dataset *dataset);
CX_API double cx_accuracy(cx_trainer *trainer, cx_dataset *dataset); /* the metric of cx_evaluate */

CX_END
#endif
