/* What the losses share. */
#ifndef CXI_LOSS_H
#define CXI_LOSS_H

#include <calx/losses.h>

#include "graph/graph.h"

/* Values by position -> [batch]: the mean over the positions of each example that the mask (NULL: all) lets count. */
cx_node *cxi_mean_of_example(const char *name, cx_node *values, cx_node *mask);

/* The labels with the shape and dtype of x, which only an axis of 1 at the end may keep from it; else poison. Poison also
   when x is. */
cx_node *cxi_labels_like(const char *name, cx_node *x, cx_node *labels);

/* Fails with both types in the message, behind "<name>: <says>". */
cx_node *cxi_loss_reject(const char *name, const char *says, cx_node *a, cx_node *b);

#endif
