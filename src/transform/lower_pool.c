/* Max-pooling over windows of 2 by 2, and what stands around it:

       y = select(bernoulli, max_pool(x) * scale, 0)                dropout may be missing
       dx = select(x > 0, max_pool_gradient(x, dy), 0)              so may the mask of a relu
            where dy = select(bernoulli, g, 0) * scale              and dropout */
#include "kernels/pool.h"
#include "transform/rewrite.h"

static bool has_kernel(const cx_node *x) {
    static const int64_t least = 32768; /* elements; a call costs about ten microseconds */
    return (x->dtype == CX_F32 || x->dtype == CX_BF16) && x->dims.rank == 4 && cx_dims_count(x->dims) >= least &&
           x->dims.dim[1] > 1 && x->dims.dim[2] > 1;
}

static bool is_2_by_2(const struct cxi_inst *pool) {
    const struct cxi_padding *padding = cxi_attribute(pool, "padding");
    cx_dims window = CX_DIMS(1, 2, 2, 1), ones = CX_DIMS(1, 1, 1, 1), zeros = {.rank = 4};
    return cx_dims_equal(cxi_dims_attribute(pool, "window_dimensions"), window) &&
           cx_dims_equal(cxi_dims_attribute(pool, "window_strides"), window) &&
           cx_dims_equal(cxi_dims_attribute(pool, "base_dilations"), ones) &&
           cx_dims_equal(cxi_dims_attribute(pool, "window_dilations"), ones) && cx_dims_equal(padding->low, zeros) &&
           cx_dims_equal(padding->high, zeros);
}

struct dropout {
    cx_node *key;
    int64_t threshold;
    double scale;
};

/* Whether `node` is select(bernoulli, kept, 0); fills in the bernoulli's part. */
static bool keeps_some(const struct cxi_rewrite *r, const cx_node *node, struct dropout *d) {
    struct cxi_inst *select = cxi_as(node, &cxi_op_select);
    struct cxi_inst *random = select ? cxi_as_composite(r, select->operand[0], "bernoulli") : NULL;
    if (!random || !cxi_is_zero(select->operand[2]) || !cx_dims_equal(select->operand[0]->dims, node->dims))
        return false;
    d->key = random->operand[1];
    d->threshold = cxi_dims_attribute(random, "detail").dim[0];
    return true;
}

/* The factor of a product with a number; NULL when it is none. */
static cx_node *scaled(const cx_node *node, double *factor) {
    struct cxi_inst *mul = cxi_as(node, &cxi_op_mul);
    return mul && cxi_is_splat(mul->operand[1], factor) ? mul->operand[0] : NULL;
}

static bool insert(struct cxi_rewrite *r, struct cxi_inst *anchor, const char *handler, cx_node **in, int inputs,
                   const struct dropout *d, bool relu, cx_node **fresh) {
    const cx_node *root = &anchor->result[0];
    const cx_attribute attributes[] = {cx_attribute_int("relu", relu), cx_attribute_int("threshold", d->threshold),
                                       cx_attribute_real("scale", d->scale)};
    if (d->key) in[inputs++] = d->key;
    return cxi_insert_call(r, anchor,
                           &(cx_custom_args){.handler = handler,
                                             .inputs = inputs,
                                             .in = in,
                                             .outputs = 1,
                                             .type = &(cx_type){root->dtype, root->dims},
                                             .out = fresh,
                                             .attributes = sizeof attributes / sizeof attributes[0],
                                             .attribute = attributes});
}

void cxi_lower_pool(struct cxi_rewrite *r, struct cxi_inst *pool) {
    cx_node *in[2] = {pool->operand[0]}, *fresh;
    struct dropout d = {.scale = 1};
    struct cxi_inst *root = pool;
    if (!has_kernel(in[0]) || !is_2_by_2(pool)) return;
    for (struct cxi_use *use = r->uses[pool->id]; use; use = use->next) {
        struct cxi_inst *select =
            use->user && use->user->op == &cxi_op_mul ? cxi_only_user(r, use->user->result) : NULL;
        if (select && scaled(use->user->result, &d.scale) == pool->result && keeps_some(r, select->result, &d) &&
            select->operand[1] == use->user->result)
            root = select;
    }
    if (insert(r, root, cxi_pool_names[0], in, 1, &d, false, &fresh)) cxi_replace(r, root->result, fresh);
}

/* Whether both are above 0 in the same places: x is `other`, or max(other, 0). */
static bool same_signs(const cx_node *x, const cx_node *other) {
    struct cxi_inst *relu = cxi_as(x, &cxi_op_maximum);
    return x == other || (relu && relu->operand[0] == other && cxi_is_zero(relu->operand[1]));
}

/* The select that keeps dx where x is above 0, if that is all that becomes of dx. */
static struct cxi_inst *relu_mask(const struct cxi_rewrite *r, const cx_node *x, const cx_node *dx) {
    struct cxi_inst *select = cxi_only_user(r, dx);
    if (!select || select->op != &cxi_op_select || select->operand[1] != dx || !cxi_is_zero(select->operand[2]))
        return NULL;
    struct cxi_inst *compare = cxi_as(select->operand[0], &cxi_op_compare);
    bool above = compare && cxi_compares(compare, "GT") && cxi_is_zero(compare->operand[1]);
    return above && same_signs(x, compare->operand[0]) ? select : NULL;
}

void cxi_lower_pool_gradient(struct cxi_rewrite *r, struct cxi_inst *known) {
    cx_node *dx = known->operand[0], *in[3] = {known->operand[1], known->operand[3]}, *fresh;
    if (cxi_as_composite(r, dx, "max_pool_gradient") != known || !has_kernel(in[0])) return;
    if (!cx_dims_equal(cxi_dims_attribute(known, "detail"), CX_DIMS(1, 2, 2, 1))) return;
    struct dropout d = {.scale = 1};
    cx_node *some = scaled(in[1], &d.scale);
    if (some && keeps_some(r, some, &d))
        in[1] = some->inst->operand[1];
    else
        d.scale = 1;
    struct cxi_inst *mask = relu_mask(r, in[0], dx), *root = mask ? mask : dx->inst;
    if (insert(r, root, cxi_pool_names[1], in, 2, &d, mask != NULL, &fresh)) cxi_replace(r, root->result, fresh);
}
