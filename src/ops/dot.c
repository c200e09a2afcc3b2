/* Products summed over axes: dot_general. cx_matmul and cx_einsum are made of it, in compose/einsum.c. */
#include "ops/rooms.h"
#include "transform/batch.h"

struct dot {
    cx_dims batch_a, batch_b, contract_a, contract_b;
    cx_dtype dtype;
};

static void print_numbers(struct cxi_text *out, const struct cxi_inst *inst) {
    const struct dot *a = inst->attrs;
    cxi_add_list(out, "#stablehlo.dot<lhs_batching_dimensions", a->batch_a);
    cxi_add_list(out, ", rhs_batching_dimensions", a->batch_b);
    cxi_add_list(out, ", lhs_contracting_dimensions", a->contract_a);
    cxi_add_list(out, ", rhs_contracting_dimensions", a->contract_b);
    cxi_add(out, ">");
}

static const struct cxi_field dot_fields[] = {CXI_FIELD_PRINTED("dot_dimension_numbers", print_numbers),
                                              CXI_FIELD(dot, batch_a, CXI_PRIVATE_INTS),
                                              CXI_FIELD(dot, batch_b, CXI_PRIVATE_INTS),
                                              CXI_FIELD(dot, contract_a, CXI_PRIVATE_INTS),
                                              CXI_FIELD(dot, contract_b, CXI_PRIVATE_INTS),
                                              CXI_FIELD(dot, dtype, CXI_PRIVATE),
                                              {0}};

/* ----------------------------------------------------------------------------------------- shape rule */

/* The axes of an operand that are neither batch nor contracted, ascending. */
static cx_dims free_axes(cx_dims dims, cx_dims batch, cx_dims contract) {
    cx_dims axes = {0};
    for (int i = 0; i < dims.rank; i++)
        if (!cxi_dims_has(batch, i) && !cxi_dims_has(contract, i)) axes = cxi_dims_add(axes, i);
    return axes;
}

/* Whether axes go together in pairs of one size. */
static bool check_pairs(struct cxi_inst *inst, const char *what, cx_dims a, cx_dims b) {
    if (a.rank != b.rank) return cxi_reject(inst, "%d %s axes of a, %d of b", a.rank, what, b.rank);
    for (int i = 0; i < a.rank; i++) {
        int64_t size_a = inst->operand[0]->dims.dim[a.dim[i]], size_b = inst->operand[1]->dims.dim[b.dim[i]];
        if (size_a != size_b)
            return cxi_reject(inst, "%s axis %d of a has %lld elements, axis %d of b %lld", what, (int)a.dim[i],
                              (long long)size_a, (int)b.dim[i], (long long)size_b);
    }
    return true;
}

static bool dot_infer(struct cxi_inst *inst) {
    const struct dot *a = inst->attrs;
    if (!cxi_check_products(inst, a->dtype) || !check_pairs(inst, "batch", a->batch_a, a->batch_b) ||
        !check_pairs(inst, "contracted", a->contract_a, a->contract_b))
        return false;
    cx_dims of_a = inst->operand[0]->dims, of_b = inst->operand[1]->dims, to = {0};
    cx_dims free_a = free_axes(of_a, a->batch_a, a->contract_a), free_b = free_axes(of_b, a->batch_b, a->contract_b);
    if (a->batch_a.rank + free_a.rank + free_b.rank > CX_MAX_RANK)
        return cxi_reject(inst, "the result would have more than %d axes", CX_MAX_RANK);
    for (int i = 0; i < a->batch_a.rank; i++) to = cxi_dims_add(to, of_a.dim[a->batch_a.dim[i]]);
    for (int i = 0; i < free_a.rank; i++) to = cxi_dims_add(to, of_a.dim[free_a.dim[i]]);
    for (int i = 0; i < free_b.rank; i++) to = cxi_dims_add(to, of_b.dim[free_b.dim[i]]);
    inst->result[0].dtype = a->dtype;
    inst->result[0].dims = to;
    return true;
}

/* ------------------------------------------------------------------------------------------- gradient */

/* One operand of a product: its axes. */
struct side {
    cx_node *node;
    cx_dims batch, contract, free;
};

/* The cotangent of `mine`: dy times `other`, summed over other's free axes, which stand in dy from
   `other_from` on. The product's axes are the batch axes, then mine's free ones and other's contracted ones (ascending), whichever come
   first in mine. */
static cx_node *side_cotangent(cx_node *dy, struct side mine, struct side other, int other_from) {
    int batches = mine.batch.rank;
    bool contract_first = mine.contract.rank && mine.free.rank && mine.contract.dim[0] < mine.free.dim[0];
    int free_from = batches + (contract_first ? mine.contract.rank : 0);
    int contract_from = batches + (contract_first ? 0 : mine.free.rank);
    cx_dims order = {.rank = mine.node->dims.rank};
    for (int i = 0; i < batches; i++) order.dim[mine.batch.dim[i]] = i;
    for (int i = 0; i < mine.free.rank; i++) order.dim[mine.free.dim[i]] = free_from + i;
    for (int i = 0; i < mine.contract.rank; i++) {
        int before = 0;
        for (int k = 0; k < other.contract.rank; k++) before += other.contract.dim[k] < other.contract.dim[i];
        order.dim[mine.contract.dim[i]] = contract_from + before;
    }
    cx_dtype wide = dy->dtype;
    dy = cxi_cotangent_factor(dy, other.node);
    struct side of_dy = {dy, .batch = cxi_dims_range(0, batches),
                         .contract = cxi_dims_range(other_from, other_from + other.free.rank)};
    struct side of_other = {cx_convert(other.node, dy->dtype), .batch = other.batch, .contract = other.free};
    struct side a = contract_first ? of_other : of_dy, b = contract_first ? of_dy : of_other;
    cx_node *dx = cx_dot_general(a.node, b.node, .contract_a = a.contract, .contract_b = b.contract, .batch_a = a.batch,
                                 .batch_b = b.batch, .dtype = wide);
    return cx_convert(cx_transpose(dx, order), mine.node->dtype);
}

static void dot_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    const struct dot *d = y->attrs;
    struct side a = {OPERAND(0), d->batch_a, d->contract_a, free_axes(OPERAND(0)->dims, d->batch_a, d->contract_a)};
    struct side b = {OPERAND(1), d->batch_b, d->contract_b, free_axes(OPERAND(1)->dims, d->batch_b, d->contract_b)};
    int batches = d->batch_a.rank;
    /* dy: [batch, free a, free b]. For b's cotangent dy's free axes of a are summed over. */
    dx[0] = side_cotangent(dy[0], a, b, batches + a.free.rank);
    dx[1] = side_cotangent(dy[0], b, a, batches);
}

/* The batch becomes a batch axis where both operands have it, and a free one where one has. */
static void dot_general_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    const struct dot *d = y->attrs;
    struct dot more = *d;
    bool in_a = b->batched[0], in_b = b->batched[1];
    if (in_a) more.batch_a = cxi_dims_shifted(d->batch_a), more.contract_a = cxi_dims_shifted(d->contract_a);
    if (in_b) more.batch_b = cxi_dims_shifted(d->batch_b), more.contract_b = cxi_dims_shifted(d->contract_b);
    int at = 0; /* the batch in the result */
    if (in_a && in_b)
        more.batch_a = cxi_dims_after(0, more.batch_a), more.batch_b = cxi_dims_after(0, more.batch_b);
    else
        at = d->batch_a.rank + (in_a ? 0 : free_axes(X->dims, d->batch_a, d->contract_a).rank);
    cx_node *made = cxi_result(cxi_rebuild_with(y, (cx_node *[]){b->in[0], b->in[1]}, &more), 0);
    cx_dims order = {1, {at}};
    for (int i = 0; i <= Y->dims.rank; i++)
        if (i != at) order = cxi_dims_add(order, i);
    out[0] = cx_transpose(made, order);
}

static double dot_flops(const struct cxi_inst *y) {
    const struct dot *d = y->attrs;
    double products = (double)cx_dims_count(Y->dims);
    for (int i = 0; i < d->contract_a.rank; i++) products *= (double)X->dims.dim[d->contract_a.dim[i]];
    return 2 * products;
}

const struct cxi_op cxi_op_dot_general = {
    .name = "dot_general",
    .mnemonic = "stablehlo.dot_general",
    .summary = "products of a and b summed over pairs of axes",
    .made_by = "cx_dot_general cx_matmul cx_einsum",
    .shapes = "a, b -> [batch..., free axes of a..., free axes of b...]",
    .infer = dot_infer,
    .batch = dot_general_batch,
    .vjp = dot_vjp,
    .flops = dot_flops,
    .jvp = cxi_jvp_multilinear,
    .fields = dot_fields,
    .attrs_size = sizeof(struct dot),
    .results = 1,
};

/* Normalises the axes of operand a or b: in range, and each in one role only. */
static bool side_axes(cx_graph *graph, char side, const cx_node *node, cx_dims *batch, cx_dims *contract) {
    char of_batch[] = "dot_general: batch_?", contracted[] = "dot_general: contract_?";
    of_batch[sizeof of_batch - 2] = contracted[sizeof contracted - 2] = side;
    if (!cxi_axes(graph, of_batch, node, batch) || !cxi_axes(graph, contracted, node, contract)) return false;
    for (int i = 0; i < batch->rank; i++)
        if (cxi_dims_has(*contract, batch->dim[i])) {
            cx_fail(graph, "dot_general: axis %d of %c, %s, is both a batch axis and contracted", (int)batch->dim[i],
                    side, CXI_TYPE(node));
            return false;
        }
    return true;
}

cx_node *cx_dot_general_(cx_dot_args args) {
    cx_node *operands[] = {args.a, args.b};
    cx_graph *graph = cx_graph_at_(cxi_graph_among(2, operands), args.at_);
    for (int i = 0; i < 2; i++)
        if (!cxi_is_there(graph, "dot_general", i, operands[i])) return cxi_poison(graph);
    struct dot d = {args.batch_a, args.batch_b, args.contract_a, args.contract_b, args.dtype};
    if (!side_axes(graph, 'a', args.a, &d.batch_a, &d.contract_a) ||
        !side_axes(graph, 'b', args.b, &d.batch_b, &d.contract_b))
        return cxi_poison(graph);
    if (d.dtype == CX_INVALID) d.dtype = cxi_is_loose(args.a) ? args.b->dtype : args.a->dtype;
    return cxi_node(&cxi_op_dot_general, 2, operands, &d);
}
