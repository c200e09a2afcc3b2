/* calx/metrics.h: how good the predictions of a classifier are, over a whole data set.

       cx_metrics *m = cx_metrics_new(10, .top_k = 5);
       cx_metrics_measure(m, cx_predictor(vars, model, NULL), test);
       printf("top-5 %.4f, macro F1 %.4f\n", cx_metrics_top_k(m), cx_metrics_f1(m, CX_MACRO));
       cx_metrics_free(m);

   All is computed on the host, in f64, from what was added. Before anything was, and in error, all are NaN. */
#ifndef CALX_METRICS_H
#define CALX_METRICS_H

#include <calx/data.h>
#include <calx/nn.h>

CX_BEGIN

typedef struct cx_metrics cx_metrics; /* freed by cx_metrics_free */

typedef struct cx_metrics_args {
    int64_t classes; /* 2 and more */
    cx_here at_;
    int64_t top_k;    /* default: 5, or the number of classes */
    double threshold; /* of two classes given as one score each: above it the prediction is 1. Default: 0, for logits */
} cx_metrics_args;
CX_API cx_metrics *cx_metrics_new_(cx_metrics_args args); /* never NULL */
#define cx_metrics_new(...) cx_metrics_new_(CX_ARGS(cx_metrics_args, __VA_ARGS__))
CX_API void cx_metrics_free(cx_metrics *metrics);
CX_API const char *cx_metrics_error(const cx_metrics *metrics);
CX_API void cx_metrics_reset(cx_metrics *metrics); /* as if nothing had been added */

/* Scores (logits or probabilities) [examples, classes], or for two classes [examples] or [examples, 1]; integer labels
   [examples]. Of equal scores the first class is predicted. */
CX_API void cx_metrics_add(cx_metrics *metrics, const cx_array *scores, const cx_array *labels);
/* Adds a whole data set, from its first batch, by a model's predictor. False in error. */
CX_API bool cx_metrics_measure(cx_metrics *metrics, cx_exec *predictor, cx_dataset *dataset);

CX_API int64_t cx_metrics_examples(const cx_metrics *metrics);
CX_API int64_t cx_metrics_classes(const cx_metrics *metrics);
CX_API double cx_metrics_accuracy(const cx_metrics *metrics);
CX_API double cx_metrics_top_k(const cx_metrics *metrics); /* the label is among the k largest scores */

/* Of one class, from 0; or of all. A ratio with nothing below the line is 0, as in scikit-learn. */
enum {
    CX_MACRO = -1,    /* the mean over the classes that occur, as labels or predictions */
    CX_WEIGHTED = -2, /* the mean weighted by how often each is a label */
    CX_MICRO = -3     /* of all decisions together: with one label for each example, the accuracy */
};
CX_API double cx_metrics_precision(const cx_metrics *metrics, int64_t of);
CX_API double cx_metrics_recall(const cx_metrics *metrics, int64_t of);
CX_API double cx_metrics_f1(const cx_metrics *metrics, int64_t of);

/* Of two classes: the area under the curve of true over false positives (ROC), ties counting half. The score is the one given,
   or that of class 1 less that of class 0. NaN when only one class occurs. */
CX_API double cx_metrics_auc(const cx_metrics *metrics);

/* How many examples of a label got a prediction; and all of it, i64 [labels, predictions], to be freed by the caller. */
CX_API int64_t cx_metrics_confusion_at(const cx_metrics *metrics, int64_t label, int64_t prediction);
CX_API cx_array *cx_metrics_confusion(const cx_metrics *metrics);

/* A moving average: each value counts `keep` times what the next one does (0.98, say). Without the bias to zero at its
   beginning, as in Adam. Begin with {.keep = 0.98}. */
typedef struct cx_moving_average {
    double keep, sum, weight;
} cx_moving_average;
CX_API double cx_moving_average_add(cx_moving_average *average, double value); /* returns the average */

CX_END
#endif
