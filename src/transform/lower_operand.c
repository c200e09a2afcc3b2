/* What large products are taken of, computed once, where the product stays XLA's. Between a product and what its operand is computed
   from, XLA:CPU puts a copy in the order that the product reads, and computes all of it anew within that copy, element by element
   along columns; so do other users of the value, up to whole chains of residual sums. A barrier has it computed in its own order,
   and read from memory. */
#include "transform/rewrite.h"

#include <calx/ops.h>

static cx_node *unarranged(cx_node *x) {
    while (cxi_as(x, &cxi_op_reshape) || cxi_as(x, &cxi_op_transpose)) x = x->inst->operand[0];
    return x;
}

static bool is_computed_anew(const cx_node *x) {
    enum { LEAST = 65536 }; /* elements: fewer are soon computed again */
    return x->inst->op->elementwise && cx_dims_count(x->dims) >= LEAST;
}

bool cxi_is_product_of_computed(const struct cxi_inst *inst) {
    return inst->op == &cxi_op_dot_general &&
           (is_computed_anew(unarranged(inst->operand[0])) || is_computed_anew(unarranged(inst->operand[1])));
}

void cxi_lower_operands(struct cxi_rewrite *r, struct cxi_inst *product) {
    for (int i = 0; i < 2; i++) {
        cx_node *x = unarranged(product->operand[i]), *kept;
        if (!is_computed_anew(x)) continue;
        struct cxi_insertion begun = cxi_begin_insertion(r, x->inst->next);
        cx_barrier(1, &x, &kept);
        if (!cxi_end_insertion(r, &begun)) return;
        cxi_replace(r, x, kept);
    }
}
