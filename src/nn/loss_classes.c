/* Losses and metrics of classes, from logits. All go through log-softmax, or its counterpart for two classes, so that neither
   large logits nor sure predictions lose anything. */
#include "nn/loss.h"

#include "ops/rooms.h"

/* Labels must be integers of the shape of the logits without the last axis, or with an axis of 1 there. */
static cx_node *fit_labels(const char *name, cx_node *logits, cx_node *labels) {
    cx_graph *graph = cxi_graph_among(2, (cx_node *[]){logits, labels});
    if (!cxi_is_there(graph, name, 0, logits) || !cxi_is_there(graph, name, 1, labels)) return cxi_poison(graph);
    cx_dims wanted = logits->dims;
    wanted.rank--;
    if (labels->dims.rank == logits->dims.rank && cx_dim(labels, -1) == 1) labels = cx_squeeze(labels, -1);
    if (logits->dims.rank < 1 || !cxi_is_integer(labels->dtype) || !cx_dims_equal(labels->dims, wanted))
        return cxi_loss_reject(name, "takes logits [batch, ..., classes] and integer labels [batch, ...], not", logits,
                               labels);
    return cx_dtype_size(labels->dtype) < sizeof(int32_t) ? cx_convert(labels, CX_I32) : labels; /* u8 cannot say 256 */
}

static cx_node *sum_of_classes(cx_node *x) {
    return cx_sum(x, .axes = CX_DIMS(-1));
}

/* Whether the smoothing is a share; fails the graph of the logits when not. */
static bool is_share(const char *name, cx_node *logits, double smoothing) {
    if (smoothing >= 0 && smoothing <= 1) return true;
    cx_fail(cx_graph_of(logits), "%s: smoothing is %g; it takes a share from 0 to 1", name, smoothing);
    return false;
}

/* -sum p log softmax(logits) by position, where p is 1 - smoothing of the labels and smoothing of an even spread. */
static cx_node *smoothed(cx_node *of_labels, cx_node *log_softmax, double smoothing) {
    if (smoothing == 0) return cx_neg(of_labels);
    cx_node *even = cx_mean(log_softmax, .axes = CX_DIMS(-1));
    return cx_neg(cx_add(cx_scale(of_labels, 1 - smoothing), cx_scale(even, smoothing)));
}

/* ---------------------------------------------------------------------------------------------- cross-entropy */

cx_node *cx_sparse_xent_(cx_xent_args args) {
    const char *name = "sparse cross-entropy";
    cx_at_(args.logits, args.at_);
    cx_node *labels = fit_labels(name, args.logits, args.labels);
    if (cxi_is_poison(labels)) return labels;
    if (!is_share(name, args.logits, args.smoothing)) return cxi_poison(cx_graph_of(args.logits));
    cx_node *log_softmax = cx_log_softmax(args.logits, -1);
    /* a comparison that XLA fuses into the sum: no one-hot array is made. A select, as 0 * -inf is NaN. */
    cx_node *chosen = cx_one_hot(labels, cx_dim(args.logits, -1), CX_BOOL);
    cx_node *of_labels = sum_of_classes(cx_select(chosen, log_softmax, cx_k(0)));
    cx_node *valid = cx_and(cx_ge(labels, cx_k(0)), cx_lt(labels, cx_k(cx_dim(args.logits, -1))));
    cx_node *loss = cx_select(valid, smoothed(of_labels, log_softmax, args.smoothing), cx_k(0));
    return cxi_mean_of_example(name, loss, args.mask);
}

cx_node *(cx_sparse_xent)(cx_node *predictions, cx_node *labels) {
    return cx_sparse_xent(predictions, labels);
}

/* p log q, where p = 0 is 0 whatever q is. */
static cx_node *times_log(cx_node *p, cx_node *log_q) {
    return cx_mul(p, cx_select(cx_eq(p, cx_k(0)), cx_k(0), log_q));
}

cx_node *cx_xent_(cx_xent_args args) {
    const char *name = "cross-entropy";
    if (args.labels && cxi_is_integer(args.labels->dtype)) return cx_sparse_xent_(args);
    cx_at_(args.logits, args.at_);
    cx_node *labels = cxi_labels_like(name, args.logits, args.labels);
    if (cxi_is_poison(labels)) return labels;
    if (!is_share(name, args.logits, args.smoothing)) return cxi_poison(cx_graph_of(args.logits));
    cx_node *log_softmax = cx_log_softmax(args.logits, -1);
    cx_node *of_labels = sum_of_classes(times_log(labels, log_softmax));
    return cxi_mean_of_example(name, smoothed(of_labels, log_softmax, args.smoothing), args.mask);
}

cx_node *(cx_xent)(cx_node *predictions, cx_node *labels) {
    return cx_xent(predictions, labels);
}

/* -z log(sigmoid(x)) - (1 - z) log(1 - sigmoid(x)) = softplus(x) - x z */
cx_node *cx_binary_xent_(cx_xent_args args) {
    const char *name = "binary cross-entropy";
    cx_node *x = cx_at_(args.logits, args.at_), *z = cxi_labels_like(name, x, args.labels);
    if (cxi_is_poison(z)) return z;
    if (!is_share(name, x, args.smoothing)) return cxi_poison(cx_graph_of(x));
    if (args.smoothing != 0) z = cx_shift(cx_scale(z, 1 - args.smoothing), args.smoothing / 2);
    return cxi_mean_of_example(name, cx_sub(cx_softplus(x), cx_mul(x, z)), args.mask);
}

cx_node *(cx_binary_xent)(cx_node *predictions, cx_node *labels) {
    return cx_binary_xent(predictions, labels);
}

cx_node *cx_kl_divergence_(cx_loss_args args) {
    const char *name = "KL divergence";
    cx_at_(args.predictions, args.at_);
    cx_node *labels = cxi_labels_like(name, args.predictions, args.labels);
    if (cxi_is_poison(labels)) return labels;
    cx_node *of_predictions = times_log(labels, cx_log_softmax(args.predictions, -1));
    cx_node *some = cx_select(cx_eq(labels, cx_k(0)), cx_k(1), labels);
    return cxi_mean_of_example(name, sum_of_classes(cx_sub(cx_mul(labels, cx_log(some)), of_predictions)), args.mask);
}

cx_node *(cx_kl_divergence)(cx_node *predictions, cx_node *labels) {
    return cx_kl_divergence(predictions, labels);
}

/* --------------------------------------------------------------------------------------------------- metrics */

cx_node *cx_sparse_accuracy(cx_node *predictions, cx_node *labels) {
    const char *name = "sparse accuracy";
    labels = fit_labels(name, predictions, labels);
    if (cxi_is_poison(labels)) return labels;
    cx_node *hit = cx_eq(cx_convert(cx_argmax(predictions, -1), labels->dtype), labels);
    return cxi_mean_of_example(name, cx_convert(hit, CX_F32), NULL);
}
