/* The sum of the squares of many arrays becomes one call. */
#include "kernels/squares.h"
#include "transform/rewrite.h"

bool cxi_is_sum_of_squares(const struct cxi_inst *inst) {
    return cxi_is_named(inst, "sum_of_squares");
}

void cxi_lower_squares(struct cxi_rewrite *r, struct cxi_inst *known) {
    cx_node *y = known->operand[0], *fresh;
    if (cxi_as_composite(r, y, "sum_of_squares") != known || known->operands < 2 || !r->uses[y->inst->id]) return;
    if (cxi_insert_call(r, y->inst,
                        &(cx_custom_args){.handler = cxi_sum_of_squares_name,
                                          .inputs = known->operands - 1,
                                          .in = known->operand + 1,
                                          .outputs = 1,
                                          .type = &(cx_type){CX_F32, CX_SCALAR},
                                          .out = &fresh}))
        cxi_replace(r, y, fresh);
}
