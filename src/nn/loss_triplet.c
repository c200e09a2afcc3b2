/* Losses of embeddings: distances between examples. */
#include "nn/loss.h"

/* The root of a sum of squares, whose slope at 0 is taken as 0 instead of infinite. */
static cx_node *length(cx_node *squared) {
    cx_node *some = cx_gt(squared, cx_k(0));
    return cx_select(some, cx_sqrt(cx_select(some, squared, cx_k(1))), cx_k(0));
}

static cx_node *distance(cx_node *a, cx_node *b) {
    return length(cx_sum(cx_square(cx_sub(a, b)), .axes = CX_DIMS(-1)));
}

static cx_node *hinge(cx_node *positive, cx_node *negative, double margin) {
    return cx_relu(cx_shift(cx_sub(positive, negative), margin ? margin : 1));
}

cx_node *cx_triplet_(cx_triplet_args args) {
    const char *name = "triplet";
    cx_at_(args.anchor, args.at_);
    cx_node *positive = cxi_labels_like(name, args.anchor, args.positive);
    cx_node *negative = cxi_labels_like(name, args.anchor, args.negative);
    if (cxi_is_poison(positive) || cxi_is_poison(negative)) return cxi_poison(cx_graph_of(args.anchor));
    if (cx_rank(args.anchor) != 2)
        return cxi_loss_reject(name, "embeddings are [batch, features]", args.anchor, args.positive);
    return hinge(distance(args.anchor, positive), distance(args.anchor, negative), args.margin);
}

/* [batch, batch] distances, by differences: exact zeros, and no cancelling of large squares. */
static cx_node *all_distances(cx_node *x) {
    return distance(cx_expand_dims(x, 1), cx_expand_dims(x, 0));
}

cx_node *cx_triplet_hard_(cx_triplet_hard_args args) {
    cx_node *x = cx_at_(args.embeddings, args.at_), *labels = args.labels;
    if (cxi_is_poison(x) || cxi_is_poison(labels)) return cxi_poison(cx_graph_of(x));
    if (cx_rank(labels) == 2 && cx_dim(labels, 1) == 1) labels = cx_squeeze(labels, 1);
    if (cx_rank(x) != 2 || cx_rank(labels) != 1 || cx_dim(x, 0) != cx_dim(labels, 0) || !cxi_is_float(x->dtype) ||
        !cxi_is_integer(labels->dtype))
        return cxi_loss_reject("hard triplet", "takes embeddings [batch, features] and integer labels [batch], not", x,
                               labels);
    int64_t batch = cx_dim(x, 0);
    cx_node *same = cx_eq(cx_expand_dims(labels, 1), cx_expand_dims(labels, 0));
    cx_node *number = cx_iota(cx_graph_of(x), CX_I32, CX_DIMS(batch), 0);
    cx_node *itself = cx_eq(cx_expand_dims(number, 1), cx_expand_dims(number, 0));
    cx_node *positive = cx_and(same, cx_not(itself)), *negative = cx_not(same);
    cx_node *apart = all_distances(x);
    cx_node *farthest = cx_max(cx_select(positive, apart, cx_k(0)), .axes = CX_DIMS(1));
    cx_node *beyond = cx_max(cx_stop_gradient(apart)); /* stands where none counts */
    cx_node *nearest = cx_min(cx_select(negative, apart, beyond), .axes = CX_DIMS(1));
    cx_node *both = cx_and(cx_any(positive, .axes = CX_DIMS(1)), cx_any(negative, .axes = CX_DIMS(1)));
    return cx_select(both, hinge(farthest, nearest, args.margin), cx_k(0));
}

cx_node *(cx_triplet_hard)(cx_node *predictions, cx_node *labels) {
    return cx_triplet_hard(predictions, labels);
}
