/* Losses of numbers: squared, absolute, Huber's. */
#include "nn/loss.h"

static cx_node *error_of(const char *name, cx_node *predictions, cx_node *labels) {
    labels = cxi_labels_like(name, predictions, labels);
    return cxi_is_poison(labels) ? labels : cx_sub(predictions, labels);
}

cx_node *cx_mean_squared_error_(cx_loss_args args) {
    const char *name = "mean squared error";
    cx_at_(args.predictions, args.at_);
    return cxi_mean_of_example(name, cx_square(error_of(name, args.predictions, args.labels)), args.mask);
}

cx_node *(cx_mean_squared_error)(cx_node *predictions, cx_node *labels) {
    return cx_mean_squared_error(predictions, labels);
}

cx_node *cx_mean_absolute_error_(cx_loss_args args) {
    const char *name = "mean absolute error";
    cx_at_(args.predictions, args.at_);
    return cxi_mean_of_example(name, cx_abs(error_of(name, args.predictions, args.labels)), args.mask);
}

cx_node *(cx_mean_absolute_error)(cx_node *predictions, cx_node *labels) {
    return cx_mean_absolute_error(predictions, labels);
}

/* As optax.huber_loss: the part up to delta is squared, the rest counts linearly, so that no large square is made. */
cx_node *cx_huber_(cx_huber_args args) {
    const char *name = "huber";
    double delta = args.delta ? args.delta : 1;
    cx_graph *graph = cx_graph_of(cx_at_(args.predictions, args.at_));
    if (!(delta > 0)) return cx_fail(graph, "huber: delta must be more than 0");
    cx_node *size = cx_abs(error_of(name, args.predictions, args.labels));
    cx_node *near = cx_minimum(size, cx_k(delta));
    cx_node *loss = cx_add(cx_scale(cx_square(near), 0.5), cx_scale(cx_sub(size, near), delta));
    return cxi_mean_of_example(name, loss, args.mask);
}

cx_node *(cx_huber)(cx_node *predictions, cx_node *labels) {
    return cx_huber(predictions, labels);
}
