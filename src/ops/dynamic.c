/* Blocks whose place is known only when the program runs: dynamic_slice and dynamic_update_slice. A block
   that would stick out is moved inwards, by both in the same way, so each serves in the other's gradient. */
#include "ops/index.h"
#include "ops/rooms.h"
#include "transform/batch.h"

/* Checks the operands from `from` on: one integer scalar, all of one dtype, for each axis of x. */
static bool check_start(struct cxi_inst *inst, int from) {
    int rank = inst->operand[0]->dims.rank;
    if (inst->operands - from != rank) return cxi_reject(inst, "%d positions for %d axes", inst->operands - from, rank);
    for (int i = from; i < inst->operands; i++) {
        if (!cxi_check_kind(inst, i, CXI_INTEGERS)) return false;
        if (inst->operand[i]->dims.rank) return cxi_reject(inst, "position %d is not a scalar", i - from);
        if (inst->operand[i]->dtype != inst->operand[from]->dtype)
            return cxi_reject(inst, "the dtypes of the positions differ: bring them together with cx_convert");
    }
    return true;
}

/* Whether a block fits into x. */
static bool check_block(struct cxi_inst *inst, cx_dims block) {
    cx_dims x = inst->operand[0]->dims;
    if (block.rank != x.rank) return cxi_reject(inst, "a block of %d axes of an array of %d", block.rank, x.rank);
    for (int i = 0; i < x.rank; i++)
        if (block.dim[i] < 0 || block.dim[i] > x.dim[i])
            return cxi_reject(inst, "a block of %lld along axis %d of %lld elements", (long long)block.dim[i], i,
                              (long long)x.dim[i]);
    return true;
}

/* Makes the node from `fixed` operands, x first, and the start. Positions become i32 at least, and loose ones
   take the dtype of the others. */
static cx_node *make(const struct cxi_op *op, int fixed, cx_node *const *operand, int count, cx_node *const *start,
                     const void *attrs) {
    cx_node *all[2 + CX_MAX_RANK];
    cx_graph *graph = cxi_graph_among(fixed, operand);
    if (!graph) return cxi_lost();
    const cx_node *x = operand[0];
    if (cxi_is_poison(x)) return cxi_poison(graph);
    if (count != x->dims.rank)
        return cx_fail(graph, "%s: %d positions for the %d axes of %s", op->name, count, x->dims.rank, CXI_TYPE(x));
    for (int i = 0; i < fixed; i++) all[i] = operand[i];
    int64_t longest = 0;
    for (int i = 0; i < count; i++) longest = x->dims.dim[i] > longest ? x->dims.dim[i] : longest;
    cx_dtype dtype = CX_INVALID;
    for (int i = 0; i < count; i++) {
        if (!start[i]) return cx_fail(graph, "%s: position %d is NULL", op->name, i);
        all[fixed + i] = cxi_wide_index(graph, op->name, start[i], longest);
        if (cxi_is_poison(all[fixed + i])) return cxi_poison(graph);
        if (dtype == CX_INVALID && !cxi_is_loose(start[i])) dtype = all[fixed + i]->dtype;
    }
    for (int i = 0; i < count && dtype != CX_INVALID; i++)
        if (cxi_is_loose(start[i])) all[fixed + i] = cx_convert(all[fixed + i], dtype);
    return cxi_node(op, fixed + count, all, attrs);
}

/* ------------------------------------------------------------------------------------------------ batches */

static bool has_own_places(const struct cxi_inst *y, const struct cxi_batching *b, int from) {
    for (int i = from; i < y->operands; i++)
        if (b->batched[i]) return true;
    return false;
}

/* Blocks that start at the same place in each example; operands from `from` on are the start, and there are some. */
static cx_node *batch_at_start(struct cxi_inst *y, const struct cxi_batching *b, int from, const void *attrs) {
    cx_node *operand[3 + CX_MAX_RANK];
    for (int i = 0; i < from; i++) operand[i] = cxi_batch_operand(b, i);
    operand[from] = cx_fill_like(b->in[from], 0);
    for (int i = from; i < y->operands; i++) operand[i + 1] = b->in[i];
    return cxi_node(y->op, y->operands + 1, operand, attrs);
}

/* Blocks at places of their own: the vectors of an indexing of x, which has the batch or not, [size, axes of an example]. */
static cx_node *batch_of_places(struct cxi_inst *y, const struct cxi_batching *b, int from, cx_node *x, bool own_x,
                                cx_dims block, struct cxi_indexing *how) {
    int rank = block.rank;
    const struct cxi_indexing one = {
        .window = cxi_dims_range(0, rank), .indexed = cxi_dims_range(0, rank), .slice_sizes = block};
    *how = own_x ? cxi_batched_indexing(&one, b->size, true) : one;
    if (!own_x) how->window = cxi_dims_shifted(one.window), how->index_vector = 1;
    how->unique_indices = how->in_range = true;
    cx_node *column[CX_MAX_RANK];
    for (int i = 0; i < rank; i++) column[i] = cx_expand_dims(cxi_batch_operand(b, from + i), 1);
    return cxi_index_vectors(y->function->graph, y->op->name, cx_concatenate_(rank, column, 1, CX_HERE), x, how,
                             cxi_clamped_index);
}

/* --------------------------------------------------------------------------------------- dynamic_slice */

struct dynamic_slice {
    cx_dims slice_sizes;
};

static const struct cxi_field dynamic_slice_fields[] = {CXI_FIELD(dynamic_slice, slice_sizes, CXI_INTS), {0}};

/* Operands: x, a position per axis. */
static bool dynamic_slice_infer(struct cxi_inst *inst) {
    const struct dynamic_slice *a = inst->attrs;
    cxi_like(inst, 0, inst->operand[0]);
    inst->result[0].dims = a->slice_sizes;
    return check_start(inst, 1) && check_block(inst, a->slice_sizes);
}

static void dynamic_slice_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    dx[0] = cx_dynamic_update_slice(cx_fill_like(X, 0), dy[0], X->dims.rank, &OPERAND(1));
}

static void dynamic_slice_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    const struct dynamic_slice *a = y->attrs;
    cx_dims all = cxi_dims_after(b->size, a->slice_sizes);
    struct cxi_indexing how;
    if (y->operands == 1) /* a number, which is its own block */
        out[0] = b->in[0];
    else if (!has_own_places(y, b, 1))
        out[0] = batch_at_start(y, b, 1, &(struct dynamic_slice){all});
    else if (!cx_dims_count(all))
        out[0] = cx_fill(y->function->graph, X->dtype, all, 0);
    else {
        cx_node *places = batch_of_places(y, b, 1, b->in[0], b->batched[0], a->slice_sizes, &how);
        out[0] = cxi_gather(b->in[0], places, &how);
    }
}

const struct cxi_op cxi_op_dynamic_slice = {
    .name = "dynamic_slice",
    .mnemonic = "stablehlo.dynamic_slice",
    .summary = "a block of x, at a place known when the program runs",
    .shapes = "x, a scalar for each axis -> a block of the sizes given",
    .infer = dynamic_slice_infer,
    .batch = dynamic_slice_batch,
    .vjp = dynamic_slice_vjp,
    .jvp = cxi_jvp_linear,
    .fields = dynamic_slice_fields,
    .attrs_size = sizeof(struct dynamic_slice),
    .results = 1,
};

cx_node *(cx_dynamic_slice)(cx_node *x, int count, cx_node *const *start, cx_dims sizes) {
    return make(&cxi_op_dynamic_slice, 1, &x, count, start, &(struct dynamic_slice){sizes});
}

/* -------------------------------------------------------------------------------- dynamic_update_slice */

/* Operands: x, update, a position per axis. */
static bool dynamic_update_slice_infer(struct cxi_inst *inst) {
    if (inst->operand[1]->dtype != inst->operand[0]->dtype)
        return cxi_reject(inst, "the dtypes of x and update differ: bring them together with cx_convert");
    cxi_like(inst, 0, inst->operand[0]);
    return check_start(inst, 2) && check_block(inst, inst->operand[1]->dims);
}

static void dynamic_update_slice_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    cx_node *update = OPERAND(1);
    dx[0] = cx_dynamic_update_slice(dy[0], cx_fill_like(update, 0), X->dims.rank, &OPERAND(2));
    dx[1] = cx_dynamic_slice(dy[0], X->dims.rank, &OPERAND(2), update->dims);
}

static void dynamic_update_slice_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    cx_node *x = cxi_batch_operand(b, 0), *update = cxi_batch_operand(b, 1);
    struct cxi_indexing how;
    if (y->operands == 2)
        out[0] = update;
    else if (!has_own_places(y, b, 2))
        out[0] = batch_at_start(y, b, 2, NULL);
    else if (cxi_is_poison(update) || !cx_dims_count(update->dims))
        out[0] = x;
    else {
        cx_node *places = batch_of_places(y, b, 2, x, true, OPERAND(1)->dims, &how);
        out[0] = cxi_scatter(CX_REPLACE, x, places, update, &how);
    }
}

const struct cxi_op cxi_op_dynamic_update_slice = {
    .name = "dynamic_update_slice",
    .mnemonic = "stablehlo.dynamic_update_slice",
    .summary = "x with a block replaced, at a place known when the program runs",
    .shapes = "x, update of as many axes, a scalar for each -> that of x",
    .infer = dynamic_update_slice_infer,
    .batch = dynamic_update_slice_batch,
    .vjp = dynamic_update_slice_vjp,
    .jvp = cxi_jvp_linear,
    .results = 1,
};

cx_node *(cx_dynamic_update_slice)(cx_node *x, cx_node *update, int count, cx_node *const *start) {
    return make(&cxi_op_dynamic_update_slice, 2, (cx_node *[]){x, update}, count, start, NULL);
}
