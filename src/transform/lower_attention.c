/* Attention becomes one call, and its gradients another. */
#include "kernels/attention.h"
#include "transform/rewrite.h"

static bool is_gradient(const struct cxi_inst *inst) {
    return cxi_is_named(inst, "attention_gradient");
}

bool cxi_is_attention(const struct cxi_inst *inst) {
    if (!cxi_is_named(inst, "attention") && !is_gradient(inst)) return false;
    for (int i = 1; i <= 3; i++)
        if (cx_dims_count(inst->operand[i]->dims) == 0) return false;
    return cxi_attention_pays(inst->operand[1]->dims, inst->operand[2]->dims);
}

static cx_type type_of(const cx_node *node) {
    return (cx_type){node->dtype, node->dims};
}

static bool call(struct cxi_rewrite *r, struct cxi_inst *known, const char *handler, int inputs, cx_node *const *in,
                 int outputs, const cx_type *types, cx_node **out) {
    double scale;
    if (!cxi_is_splat(known->operand[4], &scale)) return false;
    const cx_attribute attributes[] = {cx_attribute_real("scale", scale),
                                       cx_attribute_int("causal", cxi_dims_attribute(known, "detail").dim[0])};
    return cxi_insert_call(r, known,
                           &(cx_custom_args){.handler = handler,
                                             .inputs = inputs,
                                             .in = in,
                                             .outputs = outputs,
                                             .type = types,
                                             .out = out,
                                             .attributes = sizeof attributes / sizeof attributes[0],
                                             .attribute = attributes});
}

static bool says_the_same(const struct cxi_inst *a, const struct cxi_inst *b) {
    for (int i = 1; i < a->operands; i++)
        if (a->operand[i] != b->operand[i]) return false;
    return true;
}

/* The composites of those gradients that are asked for follow each other. That of the value alone needs no value, which may be gone
   then. */
static void lower_gradients(struct cxi_rewrite *r, struct cxi_inst *first) {
    cx_node *const *of = first->operand + 1, *in[] = {of[0], of[1], of[2], of[4]}, *out[3];
    if (!r->position[of[2]->inst->id]) return;
    const cx_type types[] = {type_of(of[0]), type_of(of[1]), type_of(of[2])};
    if (!call(r, first, cxi_attention_gradient_name, 4, in, 3, types, out)) return;
    for (struct cxi_inst *inst = first; inst && is_gradient(inst) && says_the_same(first, inst); inst = inst->next)
        cxi_replace(r, inst->operand[0], out[cxi_dims_attribute(inst, "detail").dim[1]]);
}

void cxi_lower_attention(struct cxi_rewrite *r, struct cxi_inst *known) {
    cx_node *y = known->operand[0], *fresh;
    cx_type type = type_of(y);
    if (!r->uses[y->inst->id]) return;
    if (is_gradient(known))
        lower_gradients(r, known);
    else if (call(r, known, cxi_attention_name, 3, known->operand + 1, 1, &type, &fresh))
        cxi_replace(r, y, fresh);
}
