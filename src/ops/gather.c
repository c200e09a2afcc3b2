/* Slices of x found at positions that an array of indices gives. Its gradient is scatter_add. */
#include "ops/index.h"
#include "ops/rooms.h"
#include "transform/batch.h"

static void print_numbers(struct cxi_text *out, const struct cxi_inst *inst) {
    static const char *const name[] = {"offset_dims", "collapsed_slice_dims", "operand_batching_dims",
                                       "start_indices_batching_dims", "start_index_map"};
    cxi_add(out, "#stablehlo.gather<");
    cxi_add_indexing(out, inst->attrs, name);
}

static const struct cxi_field gather_fields[] = {CXI_FIELD_PRINTED("dimension_numbers", print_numbers),
                                                 CXI_FIELD(cxi_indexing, slice_sizes, CXI_INTS),
                                                 CXI_FIELD(cxi_indexing, indices_are_sorted, CXI_FLAG),
                                                 CXI_INDEXING_FIELDS,
                                                 {0}};

static bool gather_infer(struct cxi_inst *inst) {
    inst->result[0].dtype = inst->operand[0]->dtype;
    return cxi_found_dims(inst, &inst->result[0].dims);
}

static void gather_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    dx[0] = cxi_scatter(CX_ADD, cx_fill_like(X, 0), OPERAND(1), dy[0], y->attrs);
}

static void gather_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    const struct cxi_indexing *how = y->attrs;
    struct cxi_indexing more = *how;
    if (b->batched[0])
        more = cxi_batched_indexing(how, b->size, b->batched[1]);
    else {
        more.window = cxi_dims_shifted(how->window);
        more.batch_indices = cxi_dims_shifted(how->batch_indices);
        more.index_vector++;
        more.indices_are_sorted = false;
    }
    out[0] = cxi_gather(b->in[0], b->in[1], &more);
}

const struct cxi_op cxi_op_gather = {
    .name = "gather",
    .mnemonic = "stablehlo.gather",
    .summary = "slices of x, at positions that an array of indices gives",
    .made_by = "cx_gather cx_take cx_take_along",
    .shapes = "x, indices [..., k] -> [..., the axes of a block]",
    .infer = gather_infer,
    .batch = gather_batch,
    .vjp = gather_vjp,
    .jvp = cxi_jvp_linear,
    .fields = gather_fields,
    .attrs_size = sizeof(struct cxi_indexing),
    .results = 1,
};

/* The indices are in range: so they are in the scatter that is the gradient. */
cx_node *cxi_gather(cx_node *x, cx_node *indices, const struct cxi_indexing *how) {
    struct cxi_indexing sound = *how;
    sound.in_range = true;
    sound.unique_indices = false;
    return cxi_node(&cxi_op_gather, 2, (cx_node *[]){x, indices}, &sound);
}

cx_node *cx_gather_(cx_gather_args args) {
    cx_node *both[] = {args.x, args.indices};
    cx_graph *graph = cx_graph_at_(cxi_graph_among(2, both), args.at_);
    for (int i = 0; i < 2; i++)
        if (!cxi_is_there(graph, "gather", i, both[i])) return cxi_poison(graph);
    struct cxi_indexing how = {.window = args.window,
                               .collapsed = args.collapsed,
                               .batch_x = args.batch_x,
                               .batch_indices = args.batch_indices,
                               .indexed = args.axes,
                               .slice_sizes = args.sizes};
    int of_slice = args.x->dims.rank - args.collapsed.rank - args.batch_x.rank;
    int rank = args.indices->dims.rank - 1 + of_slice;
    if (!args.window.rank && of_slice >= 0 && rank <= CX_MAX_RANK) how.window = cxi_dims_range(rank - of_slice, rank);
    if (!cxi_indexing_axes(graph, "gather", args.x, args.indices, CXI_RESULT(rank), &how)) return cxi_poison(graph);
    return cxi_gather(args.x, cxi_index_vectors(graph, "gather", args.indices, args.x, &how, cxi_clamped_index), &how);
}
