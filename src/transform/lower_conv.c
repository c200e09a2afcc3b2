/* A convolution, alone or with what stands around it:

       y = relu(conv(x, kernel) + bias)             relu and bias may be missing
       dx = select(mask > 0, conv(dy, reversed kernel), 0)     the select may be missing
       dkernel = conv(x, dy), dbias = sum of dy      batch and channels in exchanged roles; the sum may be missing

   Which of the three an instruction is shows in the roles of its axes. Once known, it is described as oneDNN's forward pass,
   input pass or kernel pass of the same forward convolution. One of bf16 is done in bf16 where that pays, else in f32 with
   conversions around it: XLA would do the same, with a slower convolution. */
#include "kernels/conv.h"
#include "ops/window.h"
#include "transform/rewrite.h"

enum { FIRST = 0, SECOND = 1, SPATIAL = 2 }; /* roles: see src/ops/conv.c */

/* A convolution in StableHLO's terms. */
struct parts {
    cx_dims strides, input_dilation, dilation, reversal, x, kernel, y;
    struct cxi_padding padding;
    int64_t groups, batch_groups;
};

static struct parts parts_of(const struct cxi_inst *inst) {
    return (struct parts){.strides = cxi_dims_attribute(inst, "window_strides"),
                          .input_dilation = cxi_dims_attribute(inst, "lhs_dilation"),
                          .dilation = cxi_dims_attribute(inst, "rhs_dilation"),
                          .reversal = cxi_dims_attribute(inst, "window_reversal"),
                          .x = cxi_dims_attribute(inst, "x"),
                          .kernel = cxi_dims_attribute(inst, "kernel"),
                          .y = cxi_dims_attribute(inst, "y"),
                          .padding = *(const struct cxi_padding *)cxi_attribute(inst, "padding"),
                          .groups = *(const int64_t *)cxi_attribute(inst, "feature_group_count"),
                          .batch_groups = *(const int64_t *)cxi_attribute(inst, "batch_group_count")};
}

static bool all(cx_dims list, int64_t value) {
    for (int i = 0; i < list.rank; i++)
        if (list.dim[i] != value) return false;
    return true;
}

static bool none_negative(cx_dims list) {
    for (int i = 0; i < list.rank; i++)
        if (list.dim[i] < 0) return false;
    return true;
}

/* Whether the array is [first, spatial..., last], where one of the two is of role FIRST and the other SECOND. */
static bool is_laid_out(cx_dims roles, int first, int last) {
    if (roles.dim[first] != 0 || roles.dim[last] != roles.rank - 1) return false;
    for (int i = SPATIAL; i < roles.rank; i++)
        if (roles.dim[i] != i - 1) return false;
    return true;
}

/* The node that `kernel` is a reversal of, along all spatial axes (those of one element do not count); else NULL. */
static cx_node *unreversed(cx_node *kernel, cx_dims roles) {
    struct cxi_inst *reverse = cxi_as(kernel, &cxi_op_reverse);
    cx_dims axes = reverse ? cxi_dims_attribute(reverse, "dimensions") : (cx_dims){0};
    int reversed = 0;
    for (int i = SPATIAL; i < roles.rank; i++) {
        bool there = cxi_dims_has(axes, roles.dim[i]);
        if (!there && kernel->dims.dim[roles.dim[i]] != 1) return NULL;
        reversed += there;
    }
    if (reversed != axes.rank) return NULL;
    return reverse ? reverse->operand[0] : kernel;
}

/* ------------------------------------------------------------------------------------- which of the three it is */

static bool as_forward(const struct cxi_inst *inst, const struct parts *p, struct cxi_conv_call *c) {
    if (!is_laid_out(p->x, FIRST, SECOND) || !is_laid_out(p->y, FIRST, SECOND)) return false;
    if (!all(p->input_dilation, 1) || p->batch_groups != 1 || !none_negative(p->padding.high)) return false;
    *c = (struct cxi_conv_call){.pass = ONEDNN_PASS_FORWARD,
                                .x = inst->operand[0]->dims,
                                .kernel = inst->operand[1]->dims,
                                .y = inst->result[0].dims,
                                .kernel_axes = p->kernel,
                                .strides = p->strides,
                                .dilation = p->dilation,
                                .low = p->padding.low,
                                .groups = p->groups};
    return true;
}

/* Operands: dy, and the reversed kernel with features and channels in exchanged roles. */
static bool as_input_gradient(const struct cxi_inst *inst, const struct parts *p, struct cxi_conv_call *c) {
    if (!is_laid_out(p->x, FIRST, SECOND) || !is_laid_out(p->y, FIRST, SECOND)) return false;
    if (!all(p->strides, 1) || p->batch_groups != 1 || !unreversed(inst->operand[1], p->kernel)) return false;
    *c = (struct cxi_conv_call){.pass = ONEDNN_PASS_INPUT,
                                .x = inst->result[0].dims,
                                .kernel = inst->operand[1]->dims,
                                .y = inst->operand[0]->dims,
                                .kernel_axes = p->kernel,
                                .strides = p->input_dilation,
                                .dilation = p->dilation,
                                .low = p->padding.low,
                                .groups = p->groups};
    c->kernel_axes.dim[FIRST] = p->kernel.dim[SECOND];
    c->kernel_axes.dim[SECOND] = p->kernel.dim[FIRST];
    for (int i = 0; i < c->low.rank; i++) {
        int64_t window = cxi_dilated(c->kernel.dim[p->kernel.dim[SPATIAL + i]], p->dilation.dim[i]);
        c->low.dim[i] = window - 1 - p->padding.low.dim[i];
    }
    return true;
}

/* Operands: x and dy, both with batch and channels in exchanged roles. */
static bool as_kernel_gradient(const struct cxi_inst *inst, const struct parts *p, struct cxi_conv_call *c) {
    if (!is_laid_out(p->x, SECOND, FIRST) || !is_laid_out(p->kernel, SECOND, FIRST)) return false;
    if (!all(p->input_dilation, 1) || p->groups != 1) return false;
    *c = (struct cxi_conv_call){.pass = ONEDNN_PASS_KERNEL,
                                .x = inst->operand[0]->dims,
                                .kernel = inst->result[0].dims,
                                .y = inst->operand[1]->dims,
                                .kernel_axes = p->y,
                                .strides = p->dilation,
                                .dilation = p->strides,
                                .low = p->padding.low,
                                .groups = p->batch_groups};
    c->kernel_axes.dim[FIRST] = p->y.dim[SECOND]; /* of the result, the features are where the channels would be */
    c->kernel_axes.dim[SECOND] = p->y.dim[FIRST];
    return true;
}

static bool describe(const struct cxi_inst *inst, struct cxi_conv_call *c) {
    struct parts p = parts_of(inst);
    cx_dtype dtype = inst->result[0].dtype;
    if ((dtype != CX_F32 && dtype != CX_BF16) || inst->operand[0]->dtype != dtype) return false;
    if (p.strides.rank < 1 || p.strides.rank > CXI_CONV_MAX_SPATIAL) return false;
    if (!all(p.reversal, 0) || cxi_dims_has(inst->result[0].dims, 0) || cxi_dims_has(inst->operand[0]->dims, 0) ||
        cxi_dims_has(inst->operand[1]->dims, 0))
        return false;
    bool reversed = cxi_as(inst->operand[1], &cxi_op_reverse) != NULL;
    bool known = (reversed && as_input_gradient(inst, &p, c)) || as_forward(inst, &p, c) ||
                 as_input_gradient(inst, &p, c) || as_kernel_gradient(inst, &p, c);
    c->dtype = dtype;
    return known && none_negative(c->low);
}

/* ------------------------------------------------------------------------------------------------- the call */

/* Whether there is a kernel that pays, be it with conversions; c->dtype is then the one that it computes with. */
static bool choose_dtype(struct cxi_conv_call *c) {
    if (cxi_conv_pays(c)) return true;
    bool narrow = c->dtype == CX_BF16;
    c->dtype = CX_F32;
    return narrow && cxi_conv_pays(c);
}

/* Puts a call of the kernel before `anchor`, and conversions where its dtypes are not those of in[] and wanted[]. False when it
   does not pay, or the graph failed. */
static bool insert(struct cxi_rewrite *r, struct cxi_inst *anchor, struct cxi_conv_call *c, int inputs, cx_node **in,
                   int outputs, const cx_type *wanted, cx_node **out) {
    if (!choose_dtype(c)) return false;
    const cx_attribute attributes[] = {
        cx_attribute_ints("strides", c->strides), cx_attribute_ints("dilation", c->dilation),
        cx_attribute_ints("low", c->low),         cx_attribute_ints("kernel_axes", c->kernel_axes),
        cx_attribute_int("groups", c->groups),    cx_attribute_int("bias", c->bias),
        cx_attribute_int("relu", c->relu)};
    cx_type made[2];
    for (int i = 0; i < outputs; i++)
        made[i] = (cx_type){c->pass == ONEDNN_PASS_KERNEL ? CX_F32 : c->dtype, wanted[i].dims};
    for (int i = 0; i < inputs; i++)
        if (!(in[i] = cxi_insert_convert(r, anchor, in[i], c->dtype))) return false;
    if (!cxi_insert_call(r, anchor,
                         &(cx_custom_args){.handler = cxi_conv_names[c->pass],
                                           .inputs = inputs,
                                           .in = in,
                                           .outputs = outputs,
                                           .type = made,
                                           .out = out,
                                           .attributes = sizeof attributes / sizeof attributes[0],
                                           .attribute = attributes}))
        return false;
    for (int i = 0; i < outputs; i++)
        if (!(out[i] = cxi_insert_convert(r, anchor, out[i], wanted[i].dtype))) return false;
    return true;
}

/* ------------------------------------------------------------------------------------------------- forward */

/* The [features] that are added to y, if that is what `add` does. */
static cx_node *bias_in(const struct cxi_inst *add, const cx_node *y) {
    if (!add || add->op != &cxi_op_add) return NULL;
    struct cxi_inst *wide = cxi_as(add->operand[add->operand[0] == y], &cxi_op_broadcast_in_dim);
    if (!wide || wide->operand[0]->dims.rank != 1) return NULL;
    return cxi_dims_attribute(wide, "broadcast_dimensions").dim[0] == y->dims.rank - 1 ? wide->operand[0] : NULL;
}

static bool is_with_zero(const struct cxi_use *use, const struct cxi_op *op) {
    return use->user && use->user->op == op && cxi_is_zero(use->user->operand[!use->operand]);
}

/* max(x, 0), where x is used for nothing else but x > 0, which is the same as max(x, 0) > 0. */
static struct cxi_inst *relu_of(const struct cxi_rewrite *r, const cx_node *x) {
    struct cxi_inst *relu = NULL;
    const struct cxi_use *uses = r->uses[x->inst->id];
    for (const struct cxi_use *use = uses; use; use = use->next)
        if (is_with_zero(use, &cxi_op_maximum)) relu = use->user;
    for (const struct cxi_use *use = uses; use && relu; use = use->next) {
        bool is_mask = is_with_zero(use, &cxi_op_compare) && use->operand == 0 && cxi_compares(use->user, "GT") &&
                       r->position[use->user->id] > r->position[relu->id];
        if (use->user != relu && !is_mask) return NULL;
    }
    return relu;
}

static void lower_forward(struct cxi_rewrite *r, struct cxi_inst *inst, struct cxi_conv_call *c) {
    cx_node *y = &inst->result[0], *root = y, *fresh;
    struct cxi_inst *add = cxi_only_user(r, y);
    cx_node *in[] = {inst->operand[0], inst->operand[1], bias_in(add, y)};
    c->bias = in[2] != NULL;
    if (c->bias) root = &add->result[0];
    struct cxi_inst *relu = relu_of(r, root);
    c->relu = relu != NULL;
    struct cxi_inst *anchor = relu ? relu : root->inst;
    if (!insert(r, anchor, c, 2 + c->bias, in, 1, &(cx_type){y->dtype, y->dims}, &fresh)) return;
    if (relu) cxi_replace(r, &relu->result[0], fresh);
    cxi_replace(r, root, fresh);
}

/* ----------------------------------------------------------------------------------------------- gradients */

/* The select that keeps dx where some array is above 0, if that is all that becomes of dx. */
static struct cxi_inst *masking(const struct cxi_rewrite *r, const cx_node *dx, cx_node **mask) {
    struct cxi_inst *select = cxi_only_user(r, dx);
    if (!select || select->op != &cxi_op_select || select->operand[1] != dx || !cxi_is_zero(select->operand[2]))
        return NULL;
    struct cxi_inst *compare = cxi_as(select->operand[0], &cxi_op_compare);
    if (!compare || !cxi_compares(compare, "GT") || !cxi_is_zero(compare->operand[1])) return NULL;
    *mask = compare->operand[0];
    return (*mask)->dtype == dx->dtype && cx_dims_equal((*mask)->dims, dx->dims) ? select : NULL;
}

static void lower_input_gradient(struct cxi_rewrite *r, struct cxi_inst *inst, struct cxi_conv_call *c) {
    cx_node *dx = &inst->result[0], *fresh, *mask = NULL;
    struct cxi_inst *select = masking(r, dx, &mask);
    cx_node *in[] = {inst->operand[0], unreversed(inst->operand[1], parts_of(inst).kernel), mask};
    c->relu = select != NULL;
    struct cxi_inst *root = select ? select : inst;
    if (insert(r, root, c, 2 + c->relu, in, 1, &(cx_type){dx->dtype, dx->dims}, &fresh))
        cxi_replace(r, &root->result[0], fresh);
}

/* The sum of dy over all axes but the last, if it is taken; of bf16, after conversion to f32. */
static struct cxi_inst *bias_gradient(const struct cxi_rewrite *r, const cx_node *dy) {
    for (const struct cxi_use *use = r->uses[dy->inst->id]; use; use = use->next) {
        struct cxi_inst *sum = use->user;
        if (sum && sum->op == &cxi_op_convert && sum->result[0].dtype == CX_F32) sum = cxi_only_user(r, sum->result);
        if (!sum || sum->op != &cxi_op_sum || use->operand || !r->uses[sum->id]) continue;
        cx_dims axes = cxi_dims_attribute(sum, "dimensions");
        if (axes.rank == dy->dims.rank - 1 && !cxi_dims_has(axes, axes.rank)) return sum;
    }
    return NULL;
}

/* What becomes of a gradient in bf16 whose variable is f32: its last conversion to that, if conversions are all; then nothing
   need be rounded. */
static cx_node *widened(const struct cxi_rewrite *r, cx_node *gradient) {
    struct cxi_inst *convert = cxi_only_user(r, gradient);
    for (; convert && convert->op == &cxi_op_convert; convert = cxi_only_user(r, convert->result))
        if (convert->result[0].dtype == CX_F32) gradient = &convert->result[0];
    return gradient;
}

static void lower_kernel_gradient(struct cxi_rewrite *r, struct cxi_inst *inst, struct cxi_conv_call *c) {
    cx_node *x = inst->operand[0], *dy = inst->operand[1], *fresh[2];
    struct cxi_inst *sum = bias_gradient(r, dy), *anchor = inst;
    if (sum && r->position[sum->id] < r->position[inst->id]) anchor = sum;
    if (!cxi_is_before(r, x, anchor)) anchor = inst, sum = NULL;
    c->bias = sum != NULL;
    cx_node *dkernel = &inst->result[0], *dbias = sum ? &sum->result[0] : dkernel;
    if (dy->dtype == CX_BF16) dkernel = widened(r, dkernel), dbias = widened(r, dbias);
    const cx_type types[] = {{dkernel->dtype, dkernel->dims}, {dbias->dtype, dbias->dims}};
    if (!insert(r, anchor, c, 2, (cx_node *[]){x, dy}, 1 + c->bias, types, fresh)) return;
    cxi_replace(r, dkernel, fresh[0]);
    if (sum) cxi_replace(r, dbias, fresh[1]);
}

void cxi_lower_convolution(struct cxi_rewrite *r, struct cxi_inst *inst) {
    static void (*const lower[])(struct cxi_rewrite *, struct cxi_inst *,
                                 struct cxi_conv_call *) = {lower_forward, lower_input_gradient, lower_kernel_gradient};
    struct cxi_conv_call call;
    if (describe(inst, &call)) lower[call.pass](r, inst, &call);
}
