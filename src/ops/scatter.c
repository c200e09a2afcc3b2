/* x with slices put at positions that an array of indices gives: a record for each way in which they are combined with what
   stands there. Index vectors with a -1 are passed over. */
#include "ops/index.h"
#include "ops/rooms.h"
#include "transform/batch.h"

static void print_numbers(struct cxi_text *out, const struct cxi_inst *inst) {
    static const char *const name[] = {"update_window_dims", "inserted_window_dims", "input_batching_dims",
                                       "scatter_indices_batching_dims", "scatter_dims_to_operand_dims"};
    cxi_add(out, "#stablehlo.scatter<");
    cxi_add_indexing(out, inst->attrs, name);
}

static const struct cxi_field scatter_fields[] = {CXI_FIELD_PRINTED("scatter_dimension_numbers", print_numbers),
                                                  CXI_FIELD(cxi_indexing, indices_are_sorted, CXI_FLAG),
                                                  CXI_FIELD(cxi_indexing, unique_indices, CXI_FLAG),
                                                  CXI_FIELD(cxi_indexing, slice_sizes, CXI_PRIVATE_INTS),
                                                  CXI_INDEXING_FIELDS,
                                                  CXI_FIELD(cxi_indexing, in_range, CXI_PRIVATE),
                                                  {0}};

/* Operands: x, indices, updates of the shape that a gather from x would find. */
static bool infer(struct cxi_inst *inst, int kinds) {
    cx_dims updates;
    if (!cxi_found_dims(inst, &updates) || !cxi_check_kind(inst, 0, kinds)) return false;
    if (inst->operand[2]->dtype != inst->operand[0]->dtype)
        return cxi_reject(inst, "the dtypes of x and of what is put differ: bring them together with cx_convert");
    if (!cx_dims_equal(updates, inst->operand[2]->dims))
        return cxi_reject(inst, "what is put must be %s",
                          CXI_TYPE(&((cx_node){.dtype = inst->operand[2]->dtype, .dims = updates})));
    cxi_like(inst, 0, inst->operand[0]);
    return true;
}

/* ------------------------------------------------------------------------------------------- gradients */

static cx_node *found(struct cxi_inst *y, cx_node *from) {
    return cxi_gather(from, OPERAND(1), y->attrs);
}

static cx_node *put(cx_combine combine, struct cxi_inst *y, cx_node *into, cx_node *updates) {
    return cxi_scatter(combine, into, OPERAND(1), updates, y->attrs);
}

/* A value for each index vector, stretched over the slices. */
static cx_node *over_slices(struct cxi_inst *y, cx_node *value) {
    cx_dims updates = OPERAND(2)->dims;
    return cx_broadcast_in_dim(value, updates, cxi_index_axes(y->attrs, updates.rank));
}

/* What is found, 0 where nothing was put. */
static cx_node *found_where_put(struct cxi_inst *y, cx_node *from) {
    const struct cxi_indexing *how = y->attrs;
    if (how->in_range) return found(y, from);
    cx_node *inside = cx_ge(OPERAND(1), cx_k(0));
    if (how->index_vector < OPERAND(1)->dims.rank) inside = cx_all(inside, .axes = CX_DIMS(how->index_vector));
    return cx_select(over_slices(y, inside), found(y, from), cx_k(0));
}

static void scatter_add_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    dx[0] = dy[0];
    dx[2] = found_where_put(y, dy[0]);
}

/* Of several values at one place one wins: which, a scatter of their numbers tells. */
static void scatter_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    const struct cxi_indexing *how = y->attrs;
    cx_graph *graph = y->function->graph;
    if (how->unique_indices) {
        dx[0] = put(CX_REPLACE, y, dy[0], cx_fill_like(OPERAND(2), 0));
        dx[2] = found_where_put(y, dy[0]);
        return;
    }
    cx_dims updates = OPERAND(2)->dims, axes = cxi_index_axes(how, updates.rank), each = {0};
    for (int i = 0; i < axes.rank; i++) each = cxi_dims_add(each, updates.dim[axes.dim[i]]);
    int64_t count = cx_dims_count(each);
    cx_dtype dtype = count > INT32_MAX ? CX_I64 : CX_I32;
    cx_node *number = over_slices(y, cx_reshape(cx_iota(graph, dtype, CX_DIMS(count), 0), each));
    cx_node *winner = put(CX_REPLACE, y, cx_fill(graph, dtype, X->dims, -1), number);
    dx[0] = cx_select(cx_lt(winner, cx_k(0)), dy[0], cx_k(0));
    dx[2] = cx_select(cx_eq(found(y, winner), number), found(y, dy[0]), cx_k(0));
}

/* A value's factor is the product of x and of the other values there. It is found by division; zeros are counted apart. */
static void scatter_mul_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    const struct cxi_indexing *how = y->attrs;
    dx[0] = put(CX_MUL, y, dy[0], OPERAND(2));
    if (how->unique_indices) {
        dx[2] = found_where_put(y, cx_mul(dy[0], X));
        return;
    }
    cx_node *is_zero = cx_eq(OPERAND(2), cx_k(0)), *nonzero = cx_select(is_zero, cx_k(1), OPERAND(2));
    cx_node *product = put(CX_MUL, y, cx_mul(dy[0], X), nonzero);
    cx_node *zeros = put(CX_ADD, y, cx_fill(y->function->graph, CX_I32, X->dims, 0), cx_convert(is_zero, CX_I32));
    cx_node *others = cx_div(found_where_put(y, product), nonzero);
    dx[2] = cx_select(cx_eq(found(y, zeros), cx_convert(is_zero, CX_I32)), others, cx_k(0));
}

/* All that are equal to the result share its cotangent. */
static void extreme_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    cx_node *stays = cx_eq(X, Y), *wins = cx_eq(found(y, Y), OPERAND(2));
    cx_node *number = put(CX_ADD, y, cx_convert(stays, X->dtype), cx_convert(wins, X->dtype));
    cx_node *share = cx_div(dy[0], number);
    dx[0] = cx_select(stays, share, cx_k(0));
    dx[2] = cx_select(wins, found_where_put(y, share), cx_k(0));
}

/* -------------------------------------------------------------------------------------------- records */

static void scatter_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    const struct cxi_indexing more = cxi_batched_indexing(y->attrs, b->size, b->batched[1]);
    cx_node *operand[] = {cxi_batch_operand(b, 0), b->in[1], cxi_batch_operand(b, 2)};
    out[0] = cxi_result(cxi_rebuild_with(y, operand, &more), 0);
}

#define ROOM(NAME, SUMMARY, MAKERS, KINDS, COMBINED, ...)                                                         \
    static bool NAME##_infer(struct cxi_inst *inst) {                                                             \
        return infer(inst, KINDS);                                                                                \
    }                                                                                                             \
    static void NAME##_body(cx_node *const *in, cx_node **out, void *user) {                                      \
        (void)user;                                                                                               \
        out[0] = COMBINED;                                                                                        \
    }                                                                                                             \
    const struct cxi_op cxi_op_##NAME = {.name = #NAME,                                                           \
                                         .mnemonic = "stablehlo.scatter",                                         \
                                         .summary = SUMMARY,                                                      \
                                         .made_by = MAKERS,                                                       \
                                         .shapes = "x, indices [..., k], what cx_gather would find -> that of x", \
                                         .infer = NAME##_infer,                                                   \
                                         .batch = scatter_batch,                                                  \
                                         .fields = scatter_fields,                                                \
                                         .attrs_size = sizeof(struct cxi_indexing),                               \
                                         .results = 1,                                                            \
                                         __VA_ARGS__};

ROOM(scatter, "x with slices replaced", "cx_scatter cx_put cx_put_along", CXI_ANY, in[1], .vjp = scatter_vjp)
ROOM(scatter_add, "x with slices added to it: the above with .combine = CX_ADD", "cx_segment_sum", CXI_NUMBERS,
     cx_add(in[0], in[1]), .vjp = scatter_add_vjp, .jvp = cxi_jvp_linear)
ROOM(scatter_mul, "x with slices multiplied by others: the above with .combine = CX_MUL", "cx_segment_product",
     CXI_NUMBERS, cx_mul(in[0], in[1]), .vjp = scatter_mul_vjp)
ROOM(scatter_min, "x, where slices of others are smaller, these: the above with .combine = CX_MIN", "cx_segment_min",
     CXI_REALS, cx_minimum(in[0], in[1]), .vjp = extreme_vjp)
ROOM(scatter_max, "x, where slices of others are larger, these: the above with .combine = CX_MAX", "cx_segment_max",
     CXI_REALS, cx_maximum(in[0], in[1]), .vjp = extreme_vjp)

static const struct {
    const struct cxi_op *op;
    cx_body *body;
    int kinds;
} ways[] = {
    [CX_REPLACE] = {&cxi_op_scatter, scatter_body, CXI_ANY},
    [CX_ADD] = {&cxi_op_scatter_add, scatter_add_body, CXI_NUMBERS},
    [CX_MUL] = {&cxi_op_scatter_mul, scatter_mul_body, CXI_NUMBERS},
    [CX_MIN] = {&cxi_op_scatter_min, scatter_min_body, CXI_REALS},
    [CX_MAX] = {&cxi_op_scatter_max, scatter_max_body, CXI_REALS},
};

cx_node *cxi_scatter(cx_combine combine, cx_node *x, cx_node *indices, cx_node *updates,
                     const struct cxi_indexing *how) {
    cx_node *operands[] = {x, indices, updates};
    cx_graph *graph = cxi_graph_among(3, operands);
    const struct cxi_op *op = ways[combine].op;
    if (!graph || cxi_is_poison(x)) return cxi_poison(graph);
    /* Checked before the region is built, or else the message would be about the region. */
    struct cxi_inst wanted = {.op = op, .function = graph->current, .operands = 1, .operand = &x};
    if (!cxi_check_kind(&wanted, 0, ways[combine].kinds)) return cxi_poison(graph);
    struct cxi_function *region = cxi_region(graph, &(struct cxi_region_spec){.name = op->name,
                                                                              .inputs = 2,
                                                                              .like = (cx_node *[]){x, x},
                                                                              .scalars = true,
                                                                              .isolated = true,
                                                                              .outputs = 1,
                                                                              .body = ways[combine].body});
    if (!region) return cxi_poison(graph);
    return cxi_result(cxi_build(&(struct cxi_build){
                          .op = op, .operands = 3, .operand = operands, .attrs = how, .regions = 1, .region = &region}),
                      0);
}

/* The sizes of blocks are those of the updates along their window axes. */
static bool block_sizes(cx_graph *graph, const cx_scatter_args *args, struct cxi_indexing *how) {
    cx_dims x = args->x->dims, updates = args->updates->dims;
    int w = 0;
    if (how->window.rank + how->collapsed.rank + how->batch_x.rank != x.rank)
        return cx_fail(graph,
                       "scatter: x %s has %d axes: %d that the updates %s have, %d collapsed and %d that go along are "
                       "not as "
                       "many",
                       CXI_TYPE(args->x), x.rank, how->window.rank, CXI_TYPE(args->updates), how->collapsed.rank,
                       how->batch_x.rank),
               false;
    for (int i = 0; i < x.rank; i++) {
        bool single = cxi_dims_has(how->collapsed, i) || cxi_dims_has(how->batch_x, i);
        how->slice_sizes =
            cxi_dims_add(how->slice_sizes, single ? (x.dim[i] ? 1 : 0) : updates.dim[how->window.dim[w++]]);
    }
    return true;
}

cx_node *cx_scatter_(cx_scatter_args args) {
    cx_node *all[] = {args.x, args.indices, args.updates};
    cx_graph *graph = cx_graph_at_(cxi_graph_among(3, all), args.at_);
    for (int i = 0; i < 3; i++)
        if (!cxi_is_there(graph, "scatter", i, all[i])) return cxi_poison(graph);
    if (!cxi_is_combine(graph, "scatter", args.combine)) return cxi_poison(graph);
    struct cxi_indexing how = {.window = args.window,
                               .collapsed = args.collapsed,
                               .batch_x = args.batch_x,
                               .batch_indices = args.batch_indices,
                               .indexed = args.axes,
                               .unique_indices = args.unique};
    int rank = args.updates->dims.rank, of_block = args.x->dims.rank - args.collapsed.rank - args.batch_x.rank;
    if (!args.window.rank && of_block >= 0 && of_block <= rank) how.window = cxi_dims_range(rank - of_block, rank);
    if (!cxi_indexing_axes(graph, "scatter", args.x, args.indices, args.updates, &how) ||
        !block_sizes(graph, &args, &how))
        return cxi_poison(graph);
    cx_node *indices = cxi_index_vectors(graph, "scatter", args.indices, args.x, &how, cxi_marked_index);
    return cxi_scatter(args.combine, args.x, indices, args.updates, &how);
}
