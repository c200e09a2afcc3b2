/* Root-mean-square norms of few elements become one call. Where anything but the value itself is asked for, as gradients do, XLA
   computes the rest anyway, and nothing is gained. */
#include "kernels/norm.h"
#include "transform/rewrite.h"

#include <calx/ops.h>

bool cxi_is_small_norm(const struct cxi_inst *inst) {
    enum { MOST = 16384 }; /* elements, for one thread */
    if (!cxi_is_named(inst, "rms_norm") || inst->result[0].dtype != CX_F32) return false;
    int64_t elements = cx_dims_count(inst->result[0].dims);
    return elements > 0 && elements <= MOST;
}

/* 1 / sqrt(mean + epsilon) */
static bool epsilon_of(const cx_node *inverse, double *epsilon) {
    const struct cxi_inst *add = inverse->inst->operand[0]->inst;
    return cxi_is_splat(add->operand[1], epsilon);
}

/* Whether it is used once, but for what `known` says. */
static bool is_used_once(const struct cxi_rewrite *r, const cx_node *node, const struct cxi_inst *known) {
    int uses = 0;
    for (const struct cxi_use *use = r->uses[node->inst->id]; use; use = use->next) uses += use->user != known;
    return uses == 1;
}

void cxi_lower_norm(struct cxi_rewrite *r, struct cxi_inst *known) {
    cx_node *y = known->operand[0], *x = known->operand[1], *inverse = known->operand[2];
    bool scaled = known->operands > 3;
    double epsilon;
    if (cxi_as_composite(r, y, "rms_norm") != known || !r->uses[y->inst->id]) return;
    if (!is_used_once(r, inverse, known) || !epsilon_of(inverse, &epsilon)) return;
    struct cxi_insertion begun = cxi_begin_insertion(r, y->inst);
    cx_node *in[] = {cx_reshape(x, CX_DIMS(-1, cx_dim(x, -1))), scaled ? known->operand[3] : NULL}, *fresh;
    cx_custom_call(cxi_rms_norm_name, 1 + scaled, in, 1, &(cx_type){CX_F32, cx_node_dims(in[0])}, &fresh,
                   .attributes = CX_LIST(cx_attribute, cx_attribute_real("epsilon", epsilon)));
    fresh = cx_reshape(fresh, cx_node_dims(y));
    if (cxi_end_insertion(r, &begun)) cxi_replace(r, y, fresh);
}
