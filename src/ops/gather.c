/* Elements picked by index: gather and its counterpart scatter_add, each the gradient of the other, and what
   is made of them: take, take_along, one_hot.

   StableHLO's gather clamps indices that are out of range, and its scatter skips them: so both are made only
   with indices that are in range, which cxi_clamped_index sees to. */
#include "ops/constant.h"
#include "ops/index.h"
#include "ops/rooms.h"
#include "transform/batch.h"

#include <math.h>

/* The axes of x, or of what is put into it, in the roles that both operations give them. `window` axes of the
   result (updates) hold a slice of x; the others are those of the indices, without the axis of index vectors. */
struct gather {
    cx_dims window;       /* axes of the result (updates) that run over a slice, ascending */
    cx_dims collapsed;    /* axes of x along which a slice has one element, and the result no axis */
    cx_dims indexed;      /* element i of an index vector is a position on this axis of x */
    int64_t index_vector; /* the axis of the indices that index vectors lie along; their rank: indices are
                             scalars */
    cx_dims slice_sizes;
    bool indices_are_sorted;
};

static void print_gather(struct cxi_text *out, const struct cxi_inst *inst) {
    const struct gather *g = inst->attrs;
    cxi_add_list(out, "#stablehlo.gather<offset_dims", g->window);
    cxi_add_list(out, ", collapsed_slice_dims", g->collapsed);
    cxi_add_list(out, ", start_index_map", g->indexed);
    cxi_addf(out, ", index_vector_dim = %lld>", (long long)g->index_vector);
}

static void print_scatter(struct cxi_text *out, const struct cxi_inst *inst) {
    const struct gather *g = inst->attrs;
    cxi_add_list(out, "#stablehlo.scatter<update_window_dims", g->window);
    cxi_add_list(out, ", inserted_window_dims", g->collapsed);
    cxi_add_list(out, ", scatter_dims_to_operand_dims", g->indexed);
    cxi_addf(out, ", index_vector_dim = %lld>", (long long)g->index_vector);
}

/* The shape of the result of a gather, or of the updates of a scatter. */
static bool gathered_dims(struct cxi_inst *inst, cx_dims *dims) {
    const struct gather *g = inst->attrs;
    cx_dims x = inst->operand[0]->dims, indices = inst->operand[1]->dims, batch = {0}, window = {0};
    if (!cxi_check_kind(inst, 1, CXI_INTEGERS)) return false;
    int64_t vector = g->index_vector < indices.rank ? indices.dim[g->index_vector] : 1;
    if (g->slice_sizes.rank != x.rank || g->indexed.rank != vector)
        return cxi_reject(inst, "a slice of %d axes, at index vectors of %lld elements for %d axes",
                          g->slice_sizes.rank, (long long)vector, g->indexed.rank);
    for (int i = 0; i < x.rank; i++)
        if (g->slice_sizes.dim[i] < 0 || g->slice_sizes.dim[i] > x.dim[i])
            return cxi_reject(inst, "a slice of %lld along axis %d of %lld elements", (long long)g->slice_sizes.dim[i],
                              i, (long long)x.dim[i]);
    for (int i = 0; i < indices.rank; i++)
        if (i != g->index_vector) batch = cxi_dims_add(batch, indices.dim[i]);
    window = cxi_dims_without(g->slice_sizes, g->collapsed);
    if (batch.rank + window.rank > CX_MAX_RANK)
        return cxi_reject(inst, "the result would have more than %d axes", CX_MAX_RANK);
    *dims = (cx_dims){0};
    for (int axis = 0, from_batch = 0, from_window = 0; axis < batch.rank + window.rank; axis++) {
        bool is_window = cxi_dims_has(g->window, axis);
        *dims = cxi_dims_add(*dims, is_window ? window.dim[from_window++] : batch.dim[from_batch++]);
    }
    return true;
}

/* The same of arrays with a batch in front, and of indices with one if `own`: each index vector then says which example it is
   of. Otherwise the batch is one more axis that a slice has in full. */
static struct gather batched(const struct gather *g, int64_t size, bool own) {
    struct gather more = *g;
    more.window = cxi_dims_shifted(g->window);
    more.collapsed = cxi_dims_shifted(g->collapsed);
    more.indexed = cxi_dims_shifted(g->indexed);
    more.slice_sizes = cxi_dims_after(own ? 1 : size, g->slice_sizes);
    more.indices_are_sorted = false;
    if (!own) {
        more.window = cxi_dims_after(0, more.window);
        return more;
    }
    more.collapsed = cxi_dims_after(0, more.collapsed);
    more.indexed = cxi_dims_after(0, more.indexed);
    more.index_vector++;
    return more;
}

/* Index vectors [size, ...] with the number of their example in front; scalar indices become vectors. */
static cx_node *numbered(cx_node *indices, int64_t index_vector) {
    if (cxi_is_poison(indices)) return indices;
    int axis = (int)index_vector + 1;
    cx_dims column = indices->dims;
    if (axis == column.rank) indices = cx_reshape(indices, column = cxi_dims_add(column, 1));
    column.dim[axis] = 1;
    return cx_concatenate(axis, cx_iota(cx_graph_of(indices), indices->dtype, column, 0), indices);
}

/* Whether the examples' numbers fit into the indices, and their axis into the lists. */
static bool can_number(const struct cxi_inst *y, int64_t size) {
    return size <= INT32_MAX && y->operand[1]->dims.rank < CX_MAX_RANK - 1 &&
           cxi_dtype(y->operand[1]->dtype)->bits >= 32;
}

/* ---------------------------------------------------------------------------------------------- gather */

static const struct cxi_field gather_fields[] = {CXI_FIELD_PRINTED("dimension_numbers", print_gather),
                                                 CXI_FIELD(gather, slice_sizes, CXI_INTS),
                                                 CXI_FIELD(gather, indices_are_sorted, CXI_FLAG),
                                                 CXI_FIELD(gather, window, CXI_PRIVATE),
                                                 CXI_FIELD(gather, collapsed, CXI_PRIVATE),
                                                 CXI_FIELD(gather, indexed, CXI_PRIVATE),
                                                 CXI_FIELD(gather, index_vector, CXI_PRIVATE),
                                                 {0}};

/* Operands: x, indices. */
static bool gather_infer(struct cxi_inst *inst) {
    inst->result[0].dtype = inst->operand[0]->dtype;
    return gathered_dims(inst, &inst->result[0].dims);
}

static cx_node *gather(cx_node *x, cx_node *indices, const struct gather *g);
static cx_node *scatter_add(cx_node *x, cx_node *indices, cx_node *updates, const struct gather *g);

static void gather_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    dx[0] = scatter_add(cx_fill_like(X, 0), OPERAND(1), dy[0], y->attrs);
}

static void gather_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    const struct gather *g = y->attrs;
    if (b->batched[0] && b->batched[1] && can_number(y, b->size)) {
        struct gather more = batched(g, b->size, true);
        out[0] = gather(b->in[0], numbered(b->in[1], g->index_vector), &more);
    } else if (b->batched[0] && b->batched[1])
        cxi_batch_loop(y, b, out);
    else if (b->batched[0]) {
        struct gather more = batched(g, b->size, false);
        out[0] = gather(b->in[0], b->in[1], &more);
    } else {
        struct gather more = *g;
        more.window = cxi_dims_shifted(g->window);
        more.index_vector++;
        more.indices_are_sorted = false;
        out[0] = gather(b->in[0], b->in[1], &more);
    }
}

const struct cxi_op cxi_op_gather = {
    .name = "gather",
    .mnemonic = "stablehlo.gather",
    .summary = "slices of x, at positions that an array of indices gives",
    .infer = gather_infer,
    .batch = gather_batch,
    .vjp = gather_vjp,
    .jvp = cxi_jvp_linear,
    .fields = gather_fields,
    .attrs_size = sizeof(struct gather),
    .results = 1,
};

static cx_node *gather(cx_node *x, cx_node *indices, const struct gather *g) {
    return cxi_node(&cxi_op_gather, 2, (cx_node *[]){x, indices}, g);
}

/* ----------------------------------------------------------------------------------------- scatter_add */

static const struct cxi_field scatter_fields[] = {CXI_FIELD_PRINTED("scatter_dimension_numbers", print_scatter),
                                                  CXI_FIELD(gather, indices_are_sorted, CXI_FLAG),
                                                  CXI_FIELD(gather, slice_sizes, CXI_PRIVATE),
                                                  CXI_FIELD(gather, window, CXI_PRIVATE),
                                                  CXI_FIELD(gather, collapsed, CXI_PRIVATE),
                                                  CXI_FIELD(gather, indexed, CXI_PRIVATE),
                                                  CXI_FIELD(gather, index_vector, CXI_PRIVATE),
                                                  {0}};

/* Operands: x, indices, updates of the shape that a gather from x would have. */
static bool scatter_infer(struct cxi_inst *inst) {
    cx_dims updates;
    if (!gathered_dims(inst, &updates) || !cxi_check_kind(inst, 0, CXI_NUMBERS)) return false;
    if (!cx_dims_equal(updates, inst->operand[2]->dims) || inst->operand[2]->dtype != inst->operand[0]->dtype)
        return cxi_reject(inst, "the updates are not like what a gather would find");
    cxi_like(inst, 0, inst->operand[0]);
    return true;
}

static void scatter_add_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    dx[0] = dy[0];
    dx[2] = gather(dy[0], OPERAND(1), y->attrs);
}

static void scatter_add_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    const struct gather *g = y->attrs;
    bool own = b->batched[1];
    if (own && !can_number(y, b->size)) {
        cxi_batch_loop(y, b, out);
        return;
    }
    struct gather more = batched(g, b->size, own);
    out[0] = scatter_add(cxi_batch_operand(b, 0), own ? numbered(b->in[1], g->index_vector) : b->in[1],
                         cxi_batch_operand(b, 2), &more);
}

const struct cxi_op cxi_op_scatter_add = {
    .name = "scatter_add",
    .mnemonic = "stablehlo.scatter",
    .summary = "x with slices added at positions that an array of indices gives",
    .infer = scatter_infer,
    .batch = scatter_add_batch,
    .vjp = scatter_add_vjp,
    .jvp = cxi_jvp_linear,
    .fields = scatter_fields,
    .attrs_size = sizeof(struct gather),
    .results = 1,
};

static void add(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_add(in[0], in[1]);
}

static cx_node *scatter_add(cx_node *x, cx_node *indices, cx_node *updates, const struct gather *g) {
    cx_node *operands[] = {x, indices, updates};
    cx_graph *graph = cxi_graph_among(3, operands);
    struct cxi_function *region = cxi_region(graph, &(struct cxi_region_spec){.name = "scatter_add",
                                                                              .inputs = 2,
                                                                              .like = (cx_node *[]){x, x},
                                                                              .scalars = true,
                                                                              .isolated = true,
                                                                              .outputs = 1,
                                                                              .body = add});
    if (!region) return cxi_poison(graph);
    return cxi_result(cxi_build(&(struct cxi_build){.op = &cxi_op_scatter_add,
                                                    .operands = 3,
                                                    .operand = operands,
                                                    .attrs = g,
                                                    .regions = 1,
                                                    .region = &region}),
                      0);
}

/* --------------------------------------------------------------------------------------------- indices */

/* A plain number as a position on an axis of `size` elements, or past its end. */
static cx_node *lift_position(cx_graph *graph, const cx_node *number, int64_t size, cx_dtype dtype) {
    int64_t at = number->dtype == CX_I64 ? number->integer : (int64_t)fmin(fmax(number->number, 0), 0x1p62);
    return cxi_constant_integer(graph, dtype, CX_SCALAR, at < 0 ? 0 : at < size ? at : size);
}

cx_node *cxi_wide_index(cx_graph *graph, const char *name, cx_node *index, int64_t size) {
    cx_dtype least = size > INT32_MAX ? CX_I64 : CX_I32;
    if (cxi_is_poison(index)) return index;
    if (cxi_is_loose(index) && index->number == trunc(index->number)) return lift_position(graph, index, size, least);
    if (cxi_is_loose(index) || !cxi_is_integer(index->dtype))
        return cx_fail(graph, "%s: indices are integers, not %s", name,
                       cxi_is_loose(index) ? "a number with a fraction" : cx_dtype_name(index->dtype));
    return cxi_dtype(index->dtype)->bits < cxi_dtype(least)->bits ? cx_convert(index, least) : index;
}

cx_node *cxi_clamped_index(cx_graph *graph, const char *name, cx_node *index, int64_t size) {
    index = cxi_wide_index(graph, name, index, size);
    if (cxi_is_poison(index)) return index;
    if (size == 0) return cx_fail(graph, "%s: the axis is empty: there is nothing to index", name);
    return cx_convert(cx_clamp(cx_k(0), index, cx_k(size - 1)), size - 1 > INT32_MAX ? CX_I64 : CX_I32);
}

cx_node *(cx_take)(cx_node *x, cx_node *indices, int axis) {
    cx_node *both[] = {x, indices};
    cx_graph *graph = cxi_graph_among(2, both);
    if (!graph || cxi_is_poison(x) || cxi_is_poison(indices)) return cxi_poison(graph);
    int at = cxi_axis(graph, "take", x->dims.rank, axis);
    if (at < 0) return cxi_poison(graph);
    int of_indices = indices->dims.rank, rank = x->dims.rank;
    if (rank - 1 + of_indices > CX_MAX_RANK)
        return cx_fail(graph, "take: x of %d axes and indices of %d make more than %d", rank, of_indices, CX_MAX_RANK);
    indices = cxi_clamped_index(graph, "take", indices, x->dims.dim[at]);
    struct gather g = {
        .collapsed = CX_DIMS(at), .indexed = CX_DIMS(at), .index_vector = of_indices, .slice_sizes = x->dims};
    g.slice_sizes.dim[at] = 1;
    for (int i = 0; i < rank; i++)
        if (i != at) g.window = cxi_dims_add(g.window, i < at ? i : i - 1 + of_indices);
    return gather(x, indices, &g);
}

/* x seen as [before, n, after], with the axis in the middle. */
static cx_dims three_axes(cx_dims dims, int axis) {
    cx_dims three = CX_DIMS(1, dims.dim[axis], 1);
    for (int i = 0; i < axis; i++) three.dim[0] *= dims.dim[i];
    for (int i = axis + 1; i < dims.rank; i++) three.dim[2] *= dims.dim[i];
    return three;
}

/* Each index becomes a vector that says where along `before` and `after` it stands, so that every element of
   the result is a gather of its own. Gather has batching dimensions for this; older plugins do not know them. */
static cx_node *take_along_middle(cx_node *x, cx_node *indices) {
    cx_graph *graph = cx_graph_of(x);
    cx_dtype dtype = indices->dtype;
    for (int i = 0; i < 3; i++)
        if (x->dims.dim[i] > INT32_MAX) dtype = CX_I64;
    struct gather g = {.collapsed = CX_DIMS(0, 1, 2), .index_vector = 3, .slice_sizes = CX_DIMS(1, 1, 1)};
    cx_node *columns[3];
    cx_dims column = cxi_dims_add(indices->dims, 1);
    for (int i = 0; i < 3; i++) {
        columns[i] = i == 1 ? cx_reshape(cx_convert(indices, dtype), column) : cx_iota(graph, dtype, column, i);
        g.indexed = cxi_dims_add(g.indexed, i);
    }
    return gather(x, cx_concatenate_(3, columns, 3, CX_HERE), &g);
}

cx_node *(cx_take_along)(cx_node *x, cx_node *indices, int axis) {
    cx_node *both[] = {x, indices};
    cx_graph *graph = cxi_graph_among(2, both);
    if (!graph || cxi_is_poison(x) || cxi_is_poison(indices)) return cxi_poison(graph);
    int rank = x->dims.rank, at = cxi_axis(graph, "take_along", rank, axis);
    if (at < 0) return cxi_poison(graph);
    if (indices->dims.rank != rank)
        return cx_fail(graph, "take_along: x has %d axes and the indices %d", rank, indices->dims.rank);
    cx_dims of_x = x->dims, of_indices = indices->dims;
    for (int i = 0; i < rank; i++) {
        if (i == at) continue;
        if (of_x.dim[i] == 1) of_x.dim[i] = of_indices.dim[i];
        if (of_indices.dim[i] == 1) of_indices.dim[i] = of_x.dim[i];
        if (of_x.dim[i] != of_indices.dim[i])
            return cx_fail(graph, "take_along: along axis %d x has %lld elements and the indices %lld", i,
                           (long long)of_x.dim[i], (long long)of_indices.dim[i]);
    }
    indices = cx_broadcast(cxi_clamped_index(graph, "take_along", indices, of_x.dim[at]), of_indices);
    x = cx_broadcast(x, of_x);
    if (cxi_is_poison(x) || cxi_is_poison(indices)) return cxi_poison(graph);
    if (cxi_dims_has(of_indices, 0)) return cx_fill(graph, x->dtype, of_indices, 0);
    cx_node *found =
        take_along_middle(cx_reshape(x, three_axes(of_x, at)), cx_reshape(indices, three_axes(of_indices, at)));
    return cx_reshape(found, of_indices);
}

cx_node *(cx_one_hot)(cx_node *indices, int64_t depth, cx_dtype dtype) {
    cx_graph *graph = cx_graph_of(indices);
    if (!graph || cxi_is_poison(indices)) return cxi_poison(graph);
    if (depth < 0 || indices->dims.rank == CX_MAX_RANK)
        return cx_fail(graph, "one_hot: a depth of %lld beside %d axes", (long long)depth, indices->dims.rank);
    cx_node *index = cxi_wide_index(graph, "one_hot", indices, depth);
    cx_dims dims = cxi_dims_add(index->dims, depth);
    if (cxi_is_poison(index)) return index;
    cx_node *at = cx_broadcast_in_dim(index, dims, cxi_dims_range(0, dims.rank - 1));
    return cx_convert(cx_eq(at, cx_iota(graph, index->dtype, dims, dims.rank - 1)), dtype);
}

/* What is out of range goes to a segment more, which is cut off. */
cx_node *(cx_segment_sum)(cx_node *x, cx_node *ids, int64_t segments) {
    cx_node *both[] = {x, ids};
    cx_graph *graph = cxi_graph_among(2, both);
    if (!graph || cxi_is_poison(x) || cxi_is_poison(ids)) return cxi_poison(graph);
    if (cxi_is_loose(x) || cxi_is_loose(ids) || x->dims.rank < 1 || ids->dims.rank != 1 ||
        ids->dims.dim[0] != x->dims.dim[0])
        return cx_fail(graph, "segment_sum: ids %s for x %s: one for each element of x's first axis", CXI_TYPE(ids),
                       CXI_TYPE(x));
    if (segments < 0 || segments == INT64_MAX) return cx_fail(graph, "segment_sum: %lld segments", (long long)segments);
    cx_node *id = cxi_wide_index(graph, "segment_sum", ids, segments);
    if (cxi_is_poison(id)) return id;
    cx_node *outside = cx_or(cx_lt(id, cx_k(0)), cx_ge(id, cx_k(segments)));
    struct gather g = {.collapsed = CX_DIMS(0), .indexed = CX_DIMS(0), .index_vector = 1, .slice_sizes = x->dims};
    cx_dims all = x->dims;
    all.dim[0] = segments + 1;
    g.slice_sizes.dim[0] = 1;
    g.window = cxi_dims_range(1, x->dims.rank);
    cx_node *sums = scatter_add(cx_fill(graph, x->dtype, all, 0), cx_select(outside, cx_k(segments), id), x, &g);
    return cx_slice_axis(sums, 0, 0, segments);
}
