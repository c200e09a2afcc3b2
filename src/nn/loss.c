/* Losses and metrics: a number for each example. */
#include <calx/losses.h>

#include "graph/graph.h"

/* [batch, ...] -> [batch], the mean over the other axes. */
static cx_node *mean_of_example(cx_node *x) {
    return cx_rank(x) > 1 ? cx_mean(x, .axes = cxi_dims_range(1, cx_rank(x))) : x;
}

cx_node *cx_mean_squared_error(cx_node *predictions, cx_node *labels) {
    if (!cx_dims_equal(predictions->dims, labels->dims) && !cxi_is_poison(predictions) && !cxi_is_poison(labels)) {
        struct cxi_text shapes = {0};
        cxi_add_dims(&shapes, predictions->dims);
        cxi_add(&shapes, " and ");
        cxi_add_dims(&shapes, labels->dims);
        cx_node *poison = cx_fail(cx_graph_of(predictions),
                                  "mean squared error: predictions and labels differ in shape: %s", cxi_text(&shapes));
        cxi_text_free(&shapes);
        return poison;
    }
    return mean_of_example(cx_square(cx_sub(predictions, labels)));
}

/* Labels must have the shape of the logits without the last axis, or with an axis of 1 there. */
static cx_node *fit_labels(const char *name, cx_node *logits, cx_node *labels) {
    if (cxi_is_poison(logits) || cxi_is_poison(labels)) return cxi_poison(cx_graph_of(logits));
    cx_dims wanted = logits->dims;
    wanted.rank--;
    if (labels->dims.rank == logits->dims.rank && cx_dim(labels, -1) == 1) labels = cx_squeeze(labels, -1);
    if (logits->dims.rank < 1 || !cxi_is_integer(labels->dtype) || !cx_dims_equal(labels->dims, wanted)) {
        struct cxi_text types = {0};
        cxi_add_type(&types, logits->dtype, logits->dims);
        cxi_add(&types, " and ");
        cxi_add_type(&types, labels->dtype, labels->dims);
        cx_node *poison = cx_fail(cx_graph_of(logits),
                                  "%s: takes logits [batch, ..., classes] and integer labels [batch, ...], not %s",
                                  name, cxi_text(&types));
        cxi_text_free(&types);
        return poison;
    }
    return labels;
}

cx_node *cx_sparse_xent(cx_node *predictions, cx_node *labels) {
    labels = fit_labels("sparse cross-entropy", predictions, labels);
    cx_node *chosen = cx_one_hot(labels, cx_dim(predictions, -1), predictions->dtype);
    return mean_of_example(cx_neg(cx_sum(cx_mul(chosen, cx_log_softmax(predictions, -1)), .axes = CX_DIMS(-1))));
}

cx_node *cx_sparse_accuracy(cx_node *predictions, cx_node *labels) {
    labels = fit_labels("sparse accuracy", predictions, labels);
    cx_node *hit = cx_eq(cx_convert(cx_argmax(predictions, -1), labels->dtype), labels);
    return mean_of_example(cx_convert(hit, CX_F32));
}
