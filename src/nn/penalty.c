/* What a model adds to the loss it is trained by. */
#include <calx/losses.h>
#include <calx/optimizers.h>

#include "nn/store.h"

#include <string.h>

void cx_penalty(cx_scope *scope, cx_node *amount) {
    struct cxi_trace *trace = scope->trace;
    if (!trace->training || cxi_is_poison(amount)) return;
    if (amount->dims.rank != 0 || !cxi_is_float(amount->dtype)) {
        struct cxi_text type = {0};
        cxi_add_type(&type, amount->dtype, amount->dims);
        cx_fail(trace->graph, "penalty: takes a floating scalar, not %s (cx_l1 and cx_l2 make one)", cxi_text(&type));
        cxi_text_free(&type);
        return;
    }
    amount = cx_convert(amount, CX_F32);
    trace->penalty = trace->penalty ? cx_add(trace->penalty, amount) : amount;
}

/* Sums of many elements want f32. */
static cx_node *wide(cx_node *x) {
    return cx_convert(x, x->dtype == CX_F64 ? CX_F64 : CX_F32);
}

cx_node *cx_l1(cx_node *x, double factor) {
    return cx_scale(cx_sum(cx_abs(wide(x))), factor);
}

cx_node *cx_l2(cx_node *x, double factor) {
    return cx_scale(cx_sum(cx_square(wide(x))), factor);
}

static bool is_below(const char *path, const char *scope) {
    size_t length = strlen(scope);
    return length == 0 || (strncmp(path, scope, length) == 0 && path[length] == '/');
}

static void of_kernels(cx_scope *scope, double factor, cx_node *amount(cx_node *x, double factor)) {
    for (struct cxi_binding *b = scope->trace->first; b; b = b->next)
        if (!b->fixed && cxi_is_float(b->node->dtype) && cx_decay_kernels(b->path, b->node->dims) &&
            is_below(b->path, scope->path))
            cx_penalty(scope, amount(b->node, factor));
}

void cx_kernel_l1(cx_scope *scope, double factor) {
    of_kernels(scope, factor, cx_l1);
}

void cx_kernel_l2(cx_scope *scope, double factor) {
    of_kernels(scope, factor, cx_l2);
}
