/* Large f32 products become calls of oneDNN: where an operand is to be read across its rows, above all in gradients, XLA:CPU takes
   up to two and a half times as long.

       dot_general(a, b)    a, b: the batch axes first, then the contracted ones before or behind all others, in the same order
       the same where an operand is a transposed one of that kind */
#include "kernels/product.h"
#include "transform/rewrite.h"

#include <calx/ops.h>

/* One operand, as matrices. */
struct side {
    cx_node *node;
    int64_t free, depth;
    bool depth_first; /* [batch, depth, free], not [batch, free, depth] */
};

static int64_t count_between(const cx_node *x, int from, int to) {
    int64_t count = 1;
    for (int i = from; i < to; i++) count *= x->dims.dim[i];
    return count;
}

static bool is_range(cx_dims axes, int from) {
    return cx_dims_equal(axes, cxi_dims_range(from, from + axes.rank));
}

/* The other one where `x` is of two axes behind the batch's, exchanged. */
static cx_node *untransposed(cx_node *x, int batches) {
    struct cxi_inst *transpose = cxi_as(x, &cxi_op_transpose);
    if (!transpose || x->dims.rank != batches + 2) return NULL;
    cx_dims order = cxi_dims_attribute(transpose, "permutation"), wanted = cxi_dims_range(0, batches);
    wanted = cxi_dims_add(cxi_dims_add(wanted, batches + 1), batches);
    return cx_dims_equal(order, wanted) ? transpose->operand[0] : NULL;
}

static bool describe_side(struct side *s, cx_node *x, cx_dims batch, cx_dims contract) {
    int rank = x->dims.rank, free = rank - batch.rank - contract.rank;
    bool last = is_range(contract, rank - contract.rank);
    if (x->dtype != CX_F32 || !is_range(batch, 0) || !(last || is_range(contract, batch.rank))) return false;
    s->depth_first = !last;
    int from = batch.rank, middle = from + (last ? free : contract.rank);
    int64_t first = count_between(x, from, middle), second = count_between(x, middle, rank);
    s->free = last ? first : second, s->depth = last ? second : first;
    cx_node *other = contract.rank == 1 ? untransposed(x, batch.rank) : NULL;
    s->node = other ? other : x;
    if (other) s->depth_first = !s->depth_first;
    return true;
}

static bool describe(const struct cxi_inst *dot, struct side side[2], struct cxi_product *p) {
    cx_dims batch = cxi_dims_attribute(dot, "batch_a");
    if (dot->result[0].dtype != CX_F32 ||
        !describe_side(&side[0], dot->operand[0], batch, cxi_dims_attribute(dot, "contract_a")) ||
        !describe_side(&side[1], dot->operand[1], cxi_dims_attribute(dot, "batch_b"),
                       cxi_dims_attribute(dot, "contract_b")))
        return false;
    *p = (struct cxi_product){.batch = count_between(dot->operand[0], 0, batch.rank),
                              .rows = side[0].free,
                              .columns = side[1].free,
                              .depth = side[0].depth,
                              .transpose_a = side[0].depth_first,
                              .transpose_b = !side[1].depth_first};
    return cx_dims_count(dot->result[0].dims) > 0 && p->depth > 0 && cxi_product_pays(p);
}

bool cxi_is_large_product(const struct cxi_inst *inst) {
    struct side side[2];
    struct cxi_product product;
    return inst->op == &cxi_op_dot_general && describe(inst, side, &product);
}

void cxi_lower_product(struct cxi_rewrite *r, struct cxi_inst *dot) {
    struct side side[2];
    struct cxi_product p;
    if (!describe(dot, side, &p)) return;
    const cx_attribute attributes[] = {cx_attribute_int("transpose_a", p.transpose_a),
                                       cx_attribute_int("transpose_b", p.transpose_b)};
    struct cxi_insertion begun = cxi_begin_insertion(r, dot);
    cx_node *in[2], *y;
    for (int i = 0; i < 2; i++)
        in[i] = cx_reshape(side[i].node, side[i].depth_first ? CX_DIMS(p.batch, p.depth, side[i].free)
                                                             : CX_DIMS(p.batch, side[i].free, p.depth));
    cx_custom_call(cxi_product_name, 2, in, 1, &(cx_type){CX_F32, CX_DIMS(p.batch, p.rows, p.columns)}, &y,
                   .attributes = 2, .attribute = attributes);
    y = cx_reshape(y, dot->result[0].dims);
    if (cxi_end_insertion(r, &begun)) cxi_replace(r, dot->result, y);
}
