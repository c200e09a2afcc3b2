/* calx/losses.h: losses and metrics: from predictions and labels a number for each example, [batch].

   A trainer takes a function of two arguments, a cx_loss; each loss here is one, under its name alone. Called, it takes
   options as well:

       cx_trainer_new(vars, model, cx_xent, cx_adam(1e-3));

       static cx_node *smooth_xent(cx_node *logits, cx_node *labels) {
           return cx_xent(logits, labels, .smoothing = 0.1);
       }
       cx_trainer_new(vars, model, smooth_xent, cx_adam(1e-3));

   Labels are converted to the dtype of the predictions where that is another; an axis of 1 at the end that only one of the
   two has is dropped. A mask says which positions count: of the shape of the labels, or of their first axes; bool, or
   numbers as weights. An example's loss is then the weighted mean over its positions; 0 where none counts. */
#ifndef CALX_LOSSES_H
#define CALX_LOSSES_H

#include <calx/nn.h>

CX_BEGIN

/* Makes the loss of each example, [batch], of a model's predictions. */
typedef cx_node *cx_loss(cx_node *predictions, cx_node *labels);

typedef struct cx_loss_args {
    cx_node *predictions, *labels;
    cx_here at_;
    cx_node *mask; /* default: all positions count */
} cx_loss_args;

/* ------------------------------------------------------------------------------------------------ regression
   Predictions and labels [batch, ...]; the mean over all axes but the first. */
CX_API cx_loss cx_mean_squared_error;
CX_API cx_loss cx_mean_absolute_error; /* d/dx at 0 is 0 */
CX_API cx_loss cx_huber;               /* delta 1 */
CX_API cx_node *cx_mean_squared_error_(cx_loss_args args);
CX_API cx_node *cx_mean_absolute_error_(cx_loss_args args);
#define cx_mean_squared_error(...)  cx_mean_squared_error_(CX_ARGS(cx_loss_args, __VA_ARGS__))
#define cx_mean_absolute_error(...) cx_mean_absolute_error_(CX_ARGS(cx_loss_args, __VA_ARGS__))

typedef struct cx_huber_args {
    cx_node *predictions, *labels;
    cx_here at_;
    cx_node *mask;
    double delta; /* above 0; default: 1 */
} cx_huber_args;
/* e^2 / 2 for errors up to delta, beyond it the straight line that continues it: delta (|e| - delta / 2). Huber 1964. */
CX_API cx_node *cx_huber_(cx_huber_args args);
#define cx_huber(...) cx_huber_(CX_ARGS(cx_huber_args, __VA_ARGS__))

/* -------------------------------------------------------------------------------------------- classification
   Predictions are logits, which may be of any size: nothing overflows. A logit of -inf is a class that cannot be. */
CX_API cx_loss cx_sparse_xent; /* the same as cx_xent, for integer labels only */
CX_API cx_loss cx_xent;
CX_API cx_loss cx_binary_xent;
CX_API cx_loss cx_kl_divergence;

typedef struct cx_xent_args {
    cx_node *logits, *labels;
    cx_here at_;
    cx_node *mask;
    double smoothing; /* the share of each label, 0 to 1, that is spread evenly over all classes; default: 0 */
} cx_xent_args;
/* The cross-entropy of softmax(logits), [batch, ..., classes]: labels are integers [batch, ...], or probabilities of the
   classes, of the shape of the logits. An integer out of range is a position that does not count. */
CX_API cx_node *cx_xent_(cx_xent_args args);
CX_API cx_node *cx_sparse_xent_(cx_xent_args args);
#define cx_xent(...)        cx_xent_(CX_ARGS(cx_xent_args, __VA_ARGS__))
#define cx_sparse_xent(...) cx_sparse_xent_(CX_ARGS(cx_xent_args, __VA_ARGS__))
/* The cross-entropy of logistic(logits), each a question of its own: labels of the same shape, 0 to 1. */
CX_API cx_node *cx_binary_xent_(cx_xent_args args);
#define cx_binary_xent(...) cx_binary_xent_(CX_ARGS(cx_xent_args, __VA_ARGS__))
/* How far softmax(logits) is from the labels, which are probabilities: sum of p log(p / softmax(logits)). */
CX_API cx_node *cx_kl_divergence_(cx_loss_args args);
#define cx_kl_divergence(...) cx_kl_divergence_(CX_ARGS(cx_loss_args, __VA_ARGS__))

/* ------------------------------------------------------------------------------------------------ embeddings */
typedef struct cx_triplet_args {
    cx_node *anchor, *positive, *negative; /* [batch, features] each */
    cx_here at_;
    double margin; /* default: 1 */
} cx_triplet_args;
/* max(|anchor - positive| - |anchor - negative| + margin, 0) of Euclidean distances. Schroff et al. 2015
   (arXiv:1503.03832), with distances that are not squared. */
CX_API cx_node *cx_triplet_(cx_triplet_args args);
#define cx_triplet(...) cx_triplet_(CX_ARGS(cx_triplet_args, __VA_ARGS__))

typedef struct cx_triplet_hard_args {
    cx_node *embeddings, *labels; /* [batch, features]; integers [batch] */
    cx_here at_;
    double margin; /* default: 1 */
} cx_triplet_hard_args;
/* The triplet loss of each example with the farthest one of its label and the nearest one of another, in the batch; 0 where
   either is missing. Hermans et al. 2017 (arXiv:1703.07737), "batch hard". */
CX_API cx_loss cx_triplet_hard;
CX_API cx_node *cx_triplet_hard_(cx_triplet_hard_args args);
#define cx_triplet_hard(...) cx_triplet_hard_(CX_ARGS(cx_triplet_hard_args, __VA_ARGS__))

/* --------------------------------------------------------------------------------------------------- metrics
   Of the same form. */
CX_API cx_loss cx_sparse_accuracy; /* 1 where the largest logit is the label's, else 0 */

/* ------------------------------------------------------------------------------------------------- penalties
   A model adds to the loss it is trained by, wherever it is in the model:

       cx_node *model(cx_scope *s, cx_node *const *in, void *user) {
           cx_node *codes = cx_relu(cx_dense(cx_in(s, "encoder"), in[0], 32));
           cx_penalty(s, cx_l1(codes, 1e-4));          // a sparse code
           cx_node *y = cx_dense(cx_in(s, "decoder"), codes, 784);
           cx_kernel_l2(s, 1e-5);                      // at the end: of all kernels above
           return y;
       }

   In inference nothing is added. */
CX_API void cx_penalty(cx_scope *scope, cx_node *amount); /* a floating scalar */
CX_API cx_node *cx_l1(cx_node *x, double factor);         /* factor * sum of |x|: a scalar of at least f32 */
CX_API cx_node *cx_l2(cx_node *x, double factor);         /* factor * sum of x^2 */
/* Of all trained variables so far, in this scope and below, that have rank 2 or more: not of biases and norms. */
CX_API void cx_kernel_l1(cx_scope *scope, double factor);
CX_API void cx_kernel_l2(cx_scope *scope, double factor);

CX_END
#endif
