/* What the losses share: labels that fit, means under a mask. */
#include "nn/loss.h"

#include "ops/rooms.h"

cx_node *cxi_loss_reject(const char *name, const char *says, cx_node *a, cx_node *b) {
    struct cxi_text types = {0};
    cxi_add_type(&types, a->dtype, a->dims);
    cxi_add(&types, " and ");
    cxi_add_type(&types, b->dtype, b->dims);
    cx_node *poison = cx_fail(cx_graph_of(a), "%s: %s: %s", name, says, cxi_text(&types));
    cxi_text_free(&types);
    return poison;
}

cx_node *cxi_labels_like(const char *name, cx_node *x, cx_node *labels) {
    cx_graph *graph = cxi_graph_among(2, (cx_node *[]){x, labels});
    if (!cxi_is_there(graph, name, 0, x) || !cxi_is_there(graph, name, 1, labels)) return cxi_poison(graph);
    int extra = labels->dims.rank - x->dims.rank;
    if (extra == 1 && cx_dim(labels, -1) == 1)
        labels = cx_squeeze(labels, -1);
    else if (extra == -1 && cx_dim(x, -1) == 1)
        labels = cx_expand_dims(labels, -1);
    if (!cxi_is_float(x->dtype)) return cxi_loss_reject(name, "predictions must be floating", x, labels);
    if (!cx_dims_equal(x->dims, labels->dims))
        return cxi_loss_reject(name, "predictions and labels differ in shape", x, labels);
    return cx_convert(labels, x->dtype);
}

/* The mask in the dtype and shape of the values, whose last axes it may lack. */
static cx_node *fit_mask(const char *name, cx_node *values, cx_node *mask) {
    if (cxi_is_poison(values) || cxi_is_poison(mask)) return cxi_poison(cx_graph_of(values));
    cx_dims whole = mask->dims;
    bool fits = whole.rank <= values->dims.rank;
    while (fits && whole.rank < values->dims.rank) whole.dim[whole.rank++] = 1;
    for (int i = 0; i < whole.rank && fits; i++) fits = whole.dim[i] == 1 || whole.dim[i] == values->dims.dim[i];
    if (!fits) return cxi_loss_reject(name, "the losses by position, and a mask that does not fit them", values, mask);
    return cx_broadcast(cx_convert(cx_reshape(mask, whole), values->dtype), values->dims);
}

cx_node *cxi_mean_of_example(const char *name, cx_node *values, cx_node *mask) {
    if (cx_rank(values) < 1 && !cxi_is_poison(values))
        return cx_fail(cx_graph_of(values), "%s: predictions need an axis of examples", name);
    cx_dims axes = cxi_dims_range(1, cx_rank(values));
    if (!mask) return axes.rank ? cx_mean(values, .axes = axes) : values;
    mask = fit_mask(name, values, mask);
    /* a select, so that what does not count may be NaN; and no division by a sum of nothing */
    cx_node *counted = cx_mul(cx_select(cx_ne(mask, cx_k(0)), values, cx_k(0)), mask);
    if (axes.rank) counted = cx_sum(counted, .axes = axes), mask = cx_sum(mask, .axes = axes);
    cx_node *some = cx_ne(mask, cx_k(0));
    return cx_select(some, cx_div(counted, cx_select(some, mask, cx_k(1))), cx_k(0));
}
