/* The same elements in another shape or order: reshape, transpose, broadcast_in_dim, reverse, and what is
   made of them. Nothing here computes. */
#include "ops/rooms.h"
#include "transform/batch.h"

/* What an instruction of this file needs to know: a shape, or axes. */
struct shape {
    cx_dims dims;
};

static const struct cxi_field shape_fields[] = {CXI_FIELD(shape, dims, CXI_PRIVATE_INTS), {0}};

/* The number of elements; false when the shape is none. */
static bool element_count(cx_dims dims, size_t *count) {
    return cxi_dims_valid(dims, 1, count);
}

/* Records that a shape given to `name` is no shape. */
static cx_node *impossible(cx_graph *graph, const char *name, cx_dims dims) {
    if (dims.rank < 0 || dims.rank > CX_MAX_RANK)
        return cx_fail(graph, "%s: a shape of rank %d: there are 0 to %d axes", name, dims.rank, CX_MAX_RANK);
    struct cxi_text text = {0};
    cxi_add_dims(&text, dims);
    cx_node *poison = cx_fail(graph, "%s: there is no shape %s", name, cxi_text(&text));
    cxi_text_free(&text);
    return poison;
}

/* --------------------------------------------------------------------------------------------- reshape */

static bool reshape_infer(struct cxi_inst *inst) {
    const struct shape *a = inst->attrs;
    size_t have, want;
    element_count(inst->operand[0]->dims, &have);
    if (!element_count(a->dims, &want)) return impossible(inst->function->graph, "reshape", a->dims), false;
    inst->result[0].dtype = inst->operand[0]->dtype;
    inst->result[0].dims = a->dims;
    if (have == want) return true;
    struct cxi_text text = {0};
    cxi_add_dims(&text, a->dims);
    cxi_reject(inst, "%s has %zu elements, the operand %zu", cxi_text(&text), want, have);
    cxi_text_free(&text);
    return false;
}

static void reshape_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    dx[0] = cx_reshape(dy[0], X->dims);
}

static void reshape_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    out[0] = cx_reshape(b->in[0], cxi_dims_after(b->size, Y->dims));
}

const struct cxi_op cxi_op_reshape = {
    .name = "reshape",
    .mnemonic = "stablehlo.reshape",
    .summary = "the elements, in their order, in another shape",
    .made_by = "cx_reshape cx_flatten cx_expand_dims cx_squeeze",
    .shapes = "x -> the shape given, of as many elements",
    .infer = reshape_infer,
    .batch = reshape_batch,
    .vjp = reshape_vjp,
    .jvp = cxi_jvp_linear,
    .fields = shape_fields,
    .attrs_size = sizeof(struct shape),
    .results = 1,
};

/* Replaces the -1 in *dims by what is left of x's elements. False when the graph failed. */
static bool fill_in(cx_node *x, cx_dims *dims) {
    cx_graph *graph = cx_graph_of(x);
    int open = -1;
    size_t have, others;
    for (int i = 0; i < dims->rank; i++) {
        if (dims->dim[i] != -1) continue;
        if (open >= 0) return cx_fail(graph, "reshape: x %s: more than one dimension is -1", CXI_TYPE(x)), false;
        open = i;
    }
    if (open < 0) return true;
    dims->dim[open] = 1;
    if (!element_count(*dims, &others)) return impossible(graph, "reshape", *dims), false;
    element_count(x->dims, &have);
    if (others == 0)
        return cx_fail(graph, "reshape: x %s: beside a dimension of 0, -1 could be any number", CXI_TYPE(x)), false;
    if (have % others)
        return cx_fail(graph, "reshape: x %s: %zu elements do not divide by %zu", CXI_TYPE(x), have, others), false;
    dims->dim[open] = (int64_t)(have / others);
    return true;
}

cx_node *(cx_reshape)(cx_node *x, cx_dims dims) {
    cx_graph *graph = cx_graph_of(x);
    if (dims.rank < 0 || dims.rank > CX_MAX_RANK) return impossible(graph, "reshape", dims);
    if (cxi_is_poison(x)) return x;
    if (!fill_in(x, &dims)) return cxi_poison(graph);
    if (!cxi_is_loose(x) && cx_dims_equal(x->dims, dims)) return x;
    return cxi_node(&cxi_op_reshape, 1, &x, &(struct shape){dims});
}

cx_node *(cx_flatten)(cx_node *x, int from_axis) {
    cx_graph *graph = cx_graph_of(x);
    int rank = x->dims.rank;
    int from = from_axis == rank ? rank : cxi_axis(graph, "flatten", x, from_axis);
    if (from < 0 || cxi_is_poison(x)) return cxi_poison(graph);
    cx_dims dims = {0}, rest = {0};
    size_t count;
    for (int i = 0; i < from; i++) dims = cxi_dims_add(dims, x->dims.dim[i]);
    for (int i = from; i < rank; i++) rest = cxi_dims_add(rest, x->dims.dim[i]);
    if (from == CX_MAX_RANK || !element_count(rest, &count)) return impossible(graph, "flatten", rest);
    return cx_reshape(x, cxi_dims_add(dims, (int64_t)count));
}

cx_node *(cx_expand_dims)(cx_node *x, int axis) {
    cx_graph *graph = cx_graph_of(x);
    int rank = x->dims.rank, at = axis < 0 ? axis + rank + 1 : axis;
    if (cxi_is_poison(x)) return x;
    if (at < 0 || at > rank)
        return cx_fail(graph, "expand_dims: axis %d of a result with one axis more than x %s: from %d to %d", axis,
                       CXI_TYPE(x), -rank - 1, rank);
    if (rank == CX_MAX_RANK)
        return cx_fail(graph, "expand_dims: x %s has %d axes already, the most", CXI_TYPE(x), rank);
    cx_dims dims = {0};
    for (int i = 0; i <= rank; i++)
        dims = cxi_dims_add(dims, i < at ? x->dims.dim[i] : i == at ? 1 : x->dims.dim[i - 1]);
    return cx_reshape(x, dims);
}

cx_node *(cx_squeeze)(cx_node *x, int axis) {
    cx_graph *graph = cx_graph_of(x);
    if (cxi_is_poison(x)) return x;
    int at = cxi_axis(graph, "squeeze", x, axis);
    if (at < 0) return cxi_poison(graph);
    if (x->dims.dim[at] != 1)
        return cx_fail(graph, "squeeze: axis %d of %s has %lld elements, not 1", at, CXI_TYPE(x),
                       (long long)x->dims.dim[at]);
    return cx_reshape(x, cxi_dims_without(x->dims, CX_DIMS(at)));
}

/* ------------------------------------------------------------------------------------------- transpose */

struct transpose {
    cx_dims permutation;
};

static const struct cxi_field transpose_fields[] = {CXI_FIELD(transpose, permutation, CXI_INTS), {0}};

static bool transpose_infer(struct cxi_inst *inst) {
    const struct transpose *a = inst->attrs;
    cx_dims from = inst->operand[0]->dims, to = {0};
    if (a->permutation.rank != from.rank)
        return cxi_reject(inst, "the permutation names %d axes, the shape has %d", a->permutation.rank, from.rank);
    for (int i = 0; i < from.rank; i++) to = cxi_dims_add(to, from.dim[a->permutation.dim[i]]);
    inst->result[0].dtype = inst->operand[0]->dtype;
    inst->result[0].dims = to;
    return true;
}

static void transpose_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    const struct transpose *a = y->attrs;
    cx_dims inverse = a->permutation;
    for (int i = 0; i < inverse.rank; i++) inverse.dim[a->permutation.dim[i]] = i;
    dx[0] = cx_transpose(dy[0], inverse);
}

static void transpose_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    const struct transpose *a = y->attrs;
    out[0] = cx_transpose(b->in[0], cxi_dims_after(0, cxi_dims_shifted(a->permutation)));
}

const struct cxi_op cxi_op_transpose = {
    .name = "transpose",
    .mnemonic = "stablehlo.transpose",
    .summary = "the axes in another order",
    .made_by = "cx_transpose cx_swap_axes",
    .shapes = "x -> axis i is axis permutation[i] of x",
    .infer = transpose_infer,
    .batch = transpose_batch,
    .vjp = transpose_vjp,
    .jvp = cxi_jvp_linear,
    .fields = transpose_fields,
    .attrs_size = sizeof(struct transpose),
    .results = 1,
};

cx_node *(cx_transpose)(cx_node *x, cx_dims permutation) {
    cx_graph *graph = cx_graph_of(x);
    if (cxi_is_poison(x)) return x;
    if (!cxi_axes(graph, "transpose", x, &permutation)) return cxi_poison(graph);
    if (!cxi_is_loose(x) && cx_dims_equal(permutation, cxi_dims_range(0, x->dims.rank))) return x;
    return cxi_node(&cxi_op_transpose, 1, &x, &(struct transpose){permutation});
}

cx_node *(cx_swap_axes)(cx_node *x, int a, int b) {
    cx_graph *graph = cx_graph_of(x);
    if (cxi_is_poison(x)) return x;
    int first = cxi_axis(graph, "swap_axes", x, a), second = cxi_axis(graph, "swap_axes", x, b);
    if (first < 0 || second < 0) return cxi_poison(graph);
    cx_dims permutation = cxi_dims_range(0, x->dims.rank);
    permutation.dim[first] = second;
    permutation.dim[second] = first;
    return cx_transpose(x, permutation);
}

/* ------------------------------------------------------------------------------------- broadcast_in_dim */

struct broadcast {
    cx_dims broadcast_dimensions; /* axis i of the operand is this axis of the result */
    cx_dims dims;
};

static const struct cxi_field broadcast_fields[] = {
    CXI_FIELD(broadcast, broadcast_dimensions, CXI_INTS), CXI_FIELD(broadcast, dims, CXI_PRIVATE_INTS), {0}};

static bool broadcast_infer(struct cxi_inst *inst) {
    const struct broadcast *a = inst->attrs;
    cx_dims from = inst->operand[0]->dims;
    if (a->broadcast_dimensions.rank != from.rank)
        return cxi_reject(inst, "%d axes are named, the shape has %d", a->broadcast_dimensions.rank, from.rank);
    for (int i = 0; i < from.rank; i++) {
        int to = (int)a->broadcast_dimensions.dim[i];
        if (from.dim[i] != 1 && from.dim[i] != a->dims.dim[to])
            return cxi_reject(inst, "axis %d of %lld elements does not stretch to axis %d of %lld", i,
                              (long long)from.dim[i], to, (long long)a->dims.dim[to]);
    }
    inst->result[0].dtype = inst->operand[0]->dtype;
    inst->result[0].dims = a->dims;
    return true;
}

/* Of narrow floats in f32: a bias's gradient adds up a whole batch, and more than some hundred terms are lost in bf16. */
static cx_node *sum_wide(cx_node *x, cx_dims axes) {
    bool narrow = x->dtype == CX_BF16 || x->dtype == CX_F16;
    return cx_convert(cx_sum(narrow ? cx_convert(x, CX_F32) : x, .axes = axes), x->dtype);
}

/* Sums over the axes along which x was repeated, and puts the rest into x's order. */
static void broadcast_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    const struct broadcast *a = y->attrs;
    cx_dims repeated = {0}, order = {0};
    for (int to = 0; to < a->dims.rank; to++) {
        int from = 0;
        while (from < X->dims.rank && a->broadcast_dimensions.dim[from] != to) from++;
        if (from == X->dims.rank || X->dims.dim[from] != a->dims.dim[to]) repeated = cxi_dims_add(repeated, to);
    }
    for (int from = 0; from < X->dims.rank; from++) {
        int64_t to = a->broadcast_dimensions.dim[from];
        if (cxi_dims_has(repeated, to)) continue;
        int place = 0;
        for (int64_t before = 0; before < to; before++) place += !cxi_dims_has(repeated, before);
        order = cxi_dims_add(order, place);
    }
    cx_node *sum = repeated.rank ? sum_wide(dy[0], repeated) : dy[0];
    dx[0] = cx_reshape(cx_transpose(sum, order), X->dims);
}

static void broadcast_in_dim_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    const struct broadcast *a = y->attrs;
    out[0] = cx_broadcast_in_dim(b->in[0], cxi_dims_after(b->size, a->dims),
                                 cxi_dims_after(0, cxi_dims_shifted(a->broadcast_dimensions)));
}

const struct cxi_op cxi_op_broadcast_in_dim = {
    .name = "broadcast_in_dim",
    .mnemonic = "stablehlo.broadcast_in_dim",
    .summary = "x repeated along new axes and along axes of 1",
    .made_by = "cx_broadcast_in_dim cx_broadcast",
    .shapes = "x -> the shape given; axis i of x is its axis axes[i]",
    .infer = broadcast_infer,
    .batch = broadcast_in_dim_batch,
    .vjp = broadcast_vjp,
    .jvp = cxi_jvp_linear,
    .fields = broadcast_fields,
    .attrs_size = sizeof(struct broadcast),
    .results = 1,
};

cx_node *(cx_broadcast_in_dim)(cx_node *x, cx_dims dims, cx_dims axes) {
    cx_graph *graph = cx_graph_of(x);
    size_t count;
    if (!element_count(dims, &count)) return impossible(graph, "broadcast_in_dim", dims);
    if (!cxi_axes(graph, "broadcast_in_dim", &(cx_node){.dtype = cx_node_dtype(x), .dims = dims}, &axes))
        return cxi_poison(graph);
    return cxi_node(&cxi_op_broadcast_in_dim, 1, &x, &(struct broadcast){axes, dims});
}

cx_node *(cx_broadcast)(cx_node *x, cx_dims dims) {
    cx_graph *graph = cx_graph_of(x);
    size_t count;
    if (cxi_is_poison(x)) return x;
    if (!element_count(dims, &count)) return impossible(graph, "broadcast", dims);
    if (!cxi_is_loose(x) && cx_dims_equal(x->dims, dims)) return x;
    if (x->dims.rank > dims.rank)
        return cx_fail(graph, "broadcast: %s does not become %s, which has fewer axes", CXI_TYPE(x),
                       cxi_dims_words(dims).text);
    return cx_broadcast_in_dim(x, dims, cxi_dims_range(dims.rank - x->dims.rank, dims.rank));
}

/* --------------------------------------------------------------------------------------------- reverse */

struct reverse {
    cx_dims dimensions;
};

static const struct cxi_field reverse_fields[] = {CXI_FIELD(reverse, dimensions, CXI_INTS), {0}};

static bool reverse_infer(struct cxi_inst *inst) {
    cxi_like(inst, 0, inst->operand[0]);
    return true;
}

static void reverse_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    const struct reverse *a = y->attrs;
    dx[0] = cx_reverse(dy[0], a->dimensions);
}

static void reverse_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    const struct reverse *a = y->attrs;
    out[0] = cx_reverse(b->in[0], cxi_dims_shifted(a->dimensions));
}

const struct cxi_op cxi_op_reverse = {
    .name = "reverse",
    .mnemonic = "stablehlo.reverse",
    .summary = "the elements in backward order along some axes",
    .shapes = "x -> that of x",
    .infer = reverse_infer,
    .batch = reverse_batch,
    .vjp = reverse_vjp,
    .jvp = cxi_jvp_linear,
    .fields = reverse_fields,
    .attrs_size = sizeof(struct reverse),
    .results = 1,
};

cx_node *(cx_reverse)(cx_node *x, cx_dims axes) {
    cx_graph *graph = cx_graph_of(x);
    if (cxi_is_poison(x)) return x;
    if (!cxi_axes(graph, "reverse", x, &axes)) return cxi_poison(graph);
    if (!axes.rank && !cxi_is_loose(x)) return x;
    return cxi_node(&cxi_op_reverse, 1, &x, &(struct reverse){axes});
}
