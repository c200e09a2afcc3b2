/* calx/losses.h: losses and metrics, of predictions and labels, for each example: [batch]. */
#ifndef CALX_LOSSES_H
#define CALX_LOSSES_H

#include <calx/nn.h>

CX_BEGIN

typedef cx_node *cx_loss(cx_node *predictions, cx_node *labels);
CX_API cx_loss cx_mean_squared_error; /* [batch, ...] and the same: mean over all axes but the first */
CX_API cx_loss cx_sparse_xent;        /* logits [batch, ..., classes] and integer labels [batch, ...]: the cross-entropy */
/* Metrics have the same form. */
CX_API cx_loss cx_sparse_accuracy;    /* 1 where the largest logit is the label's, else 0 */

CX_END
#endif
