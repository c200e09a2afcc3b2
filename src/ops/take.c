/* Elements along one axis, taken and put by index: what is made of gather and scatter. */
#include "ops/constant.h"
#include "ops/index.h"
#include "ops/reduce.h"
#include "ops/rooms.h"

#include <math.h>

/* ----------------------------------------------------------------------------------------- by an axis of indices */

/* One element along the axis, and all along the others. */
static struct cxi_indexing along_axis(const cx_node *x, int axis, int of_indices) {
    struct cxi_indexing how = {
        .collapsed = CX_DIMS(axis), .indexed = CX_DIMS(axis), .index_vector = of_indices, .slice_sizes = x->dims};
    how.slice_sizes.dim[axis] = 1;
    for (int i = 0; i < x->dims.rank; i++)
        if (i != axis) how.window = cxi_dims_add(how.window, i < axis ? i : i - 1 + of_indices);
    return how;
}

/* Finds the axis, and refuses what would have too many; false when the graph failed. */
static bool can_take(cx_graph *graph, const char *name, cx_node *x, cx_node *indices, int axis, int *at) {
    if (!cxi_is_there(graph, name, 0, x) || !cxi_is_there(graph, name, 1, indices)) return false;
    if ((*at = cxi_axis(graph, name, x, axis)) < 0) return false;
    int rank = x->dims.rank, of_indices = indices->dims.rank;
    if (rank - 1 + of_indices <= CX_MAX_RANK) return true;
    cx_fail(graph, "%s: x %s and indices %s make more than %d axes", name, CXI_TYPE(x), CXI_TYPE(indices), CX_MAX_RANK);
    return false;
}

cx_node *(cx_take)(cx_node *x, cx_node *indices, int axis) {
    CXI_CALL("take", x, indices);
    cx_graph *graph = cxi_graph_among(2, (cx_node *[]){x, indices});
    int at;
    if (!can_take(graph, "take", x, indices, axis, &at)) return cxi_poison(graph);
    struct cxi_indexing how = along_axis(x, at, indices->dims.rank);
    return cxi_gather(x, cxi_clamped_index(graph, "take", indices, x->dims.dim[at]), &how);
}

/* What is put, as an array of the shape that it replaces. */
static cx_node *stretched(cx_graph *graph, const char *name, cx_node *values, const cx_node *x, cx_dims dims) {
    if (cxi_is_loose(values)) return cxi_lift(name, values, graph, x->dtype, dims);
    int from = dims.rank - values->dims.rank;
    bool fits = from >= 0;
    for (int i = 0; i < values->dims.rank && fits; i++)
        fits = values->dims.dim[i] == 1 || values->dims.dim[i] == dims.dim[from + i];
    if (fits && values->dtype == x->dtype) return cx_broadcast(values, dims);
    return cx_fail(graph, "%s: values %s are put where there is %s", name, CXI_TYPE(values),
                   CXI_TYPE(&((cx_node){.dtype = x->dtype, .dims = dims})));
}

/* The operands of cx_put and cx_put_along. */
static bool can_put(cx_graph *graph, const char *name, const cx_put_args *args) {
    cx_node *all[] = {args->x, args->indices, args->values};
    for (int i = 0; i < 3; i++)
        if (!cxi_is_there(graph, name, i, all[i])) return false;
    return cxi_is_combine(graph, name, args->combine);
}

cx_node *cx_put_(cx_put_args args) {
    CXI_CALL("put", args.x, args.indices, args.values);
    cx_graph *graph = cx_graph_at_(cxi_graph_among(3, (cx_node *[]){args.x, args.indices, args.values}), args.at_);
    int at;
    if (!can_put(graph, "put", &args) || !can_take(graph, "put", args.x, args.indices, args.axis, &at))
        return cxi_poison(graph);
    struct cxi_indexing how = along_axis(args.x, at, args.indices->dims.rank);
    how.unique_indices = args.unique;
    cx_node *indices = cxi_marked_index(graph, "put", args.indices, args.x->dims.dim[at]);
    if (cxi_is_poison(indices)) return indices;
    cx_dims found = {0};
    for (int i = 0; i < args.x->dims.rank; i++) {
        for (int k = 0; i == at && k < indices->dims.rank; k++) found = cxi_dims_add(found, indices->dims.dim[k]);
        if (i != at) found = cxi_dims_add(found, args.x->dims.dim[i]);
    }
    cx_node *values = stretched(graph, "put", args.values, args.x, found);
    if (cxi_is_poison(values) || !cx_dims_count(found)) return cxi_is_poison(values) ? values : args.x;
    return cxi_scatter(args.combine, args.x, indices, values, &how);
}

/* --------------------------------------------------------------------------------------------- an index for each */

/* All axes but one go along. */
static struct cxi_indexing along_all(int rank, int axis) {
    struct cxi_indexing how = {.collapsed = CX_DIMS(axis), .indexed = CX_DIMS(axis), .index_vector = rank};
    for (int i = 0; i < rank; i++) {
        how.slice_sizes = cxi_dims_add(how.slice_sizes, 1);
        if (i == axis) continue;
        how.batch_x = cxi_dims_add(how.batch_x, i);
        how.batch_indices = cxi_dims_add(how.batch_indices, i);
    }
    return how;
}

/* The shapes that x and the indices broadcast to, along all axes but `at`. */
static bool join(cx_graph *graph, const char *name, const cx_node *x, const cx_node *indices, int at, cx_dims *of_x,
                 cx_dims *of_indices) {
    *of_x = x->dims, *of_indices = indices->dims;
    if (of_x->rank != of_indices->rank)
        return cx_fail(graph, "%s: x %s has %d axes and the indices %s have %d", name, CXI_TYPE(x), of_x->rank,
                       CXI_TYPE(indices), of_indices->rank),
               false;
    for (int i = 0; i < of_x->rank; i++) {
        int64_t *a = &of_x->dim[i], *b = &of_indices->dim[i];
        if (i == at) continue;
        if (*a == 1) *a = *b;
        if (*b == 1) *b = *a;
        if (*a != *b)
            return cx_fail(graph, "%s: along axis %d x %s and the indices %s differ", name, i, CXI_TYPE(x),
                           CXI_TYPE(indices)),
                   false;
    }
    return true;
}

cx_node *(cx_take_along)(cx_node *x, cx_node *indices, int axis) {
    CXI_CALL("take_along", x, indices);
    cx_graph *graph = cxi_graph_among(2, (cx_node *[]){x, indices});
    cx_dims of_x, of_indices;
    if (!cxi_is_there(graph, "take_along", 0, x) || !cxi_is_there(graph, "take_along", 1, indices))
        return cxi_poison(graph);
    int at = cxi_axis(graph, "take_along", x, axis);
    if (at < 0 || !join(graph, "take_along", x, indices, at, &of_x, &of_indices)) return cxi_poison(graph);
    indices = cxi_clamped_index(graph, "take_along", indices, of_x.dim[at]);
    if (cxi_is_poison(indices)) return indices;
    if (cxi_dims_has(of_indices, 0)) return cx_fill(graph, x->dtype, of_indices, 0);
    struct cxi_indexing how = along_all(of_x.rank, at);
    return cxi_gather(cx_broadcast(x, of_x), cx_broadcast(indices, of_indices), &how);
}

cx_node *cx_put_along_(cx_put_args args) {
    CXI_CALL("put_along", args.x, args.indices, args.values);
    cx_graph *graph = cx_graph_at_(cxi_graph_among(3, (cx_node *[]){args.x, args.indices, args.values}), args.at_);
    cx_dims of_x, of_indices;
    if (!can_put(graph, "put_along", &args)) return cxi_poison(graph);
    int at = cxi_axis(graph, "put_along", args.x, args.axis);
    if (at < 0 || !join(graph, "put_along", args.x, args.indices, at, &of_x, &of_indices)) return cxi_poison(graph);
    cx_node *indices = cxi_marked_index(graph, "put_along", args.indices, of_x.dim[at]);
    if (cxi_is_poison(indices)) return indices;
    cx_node *values = stretched(graph, "put_along", args.values, args.x, of_indices), *x = cx_broadcast(args.x, of_x);
    if (cxi_is_poison(values) || cxi_dims_has(of_indices, 0) || cxi_dims_has(of_x, 0))
        return cxi_is_poison(values) ? values : x;
    struct cxi_indexing how = along_all(of_x.rank, at);
    how.unique_indices = args.unique;
    return cxi_scatter(args.combine, x, cx_broadcast(indices, of_indices), values, &how);
}

cx_node *(cx_one_hot)(cx_node *indices, int64_t depth, cx_dtype dtype) {
    CXI_CALL("one_hot", indices);
    cx_graph *graph = cx_graph_of(indices);
    if (!graph || cxi_is_poison(indices)) return cxi_poison(graph);
    if (depth < 0 || indices->dims.rank == CX_MAX_RANK)
        return cx_fail(graph, "one_hot: a depth of %lld for indices %s", (long long)depth, CXI_TYPE(indices));
    cx_node *index = cxi_wide_index(graph, "one_hot", indices, depth);
    cx_dims dims = cxi_dims_add(index->dims, depth);
    if (cxi_is_poison(index)) return index;
    cx_node *at = cx_broadcast_in_dim(index, dims, cxi_dims_range(0, dims.rank - 1));
    return cx_convert(cx_eq(at, cx_iota(graph, index->dtype, dims, dims.rank - 1)), dtype);
}

/* ---------------------------------------------------------------------------------------------- segments */

static cx_node *segments_of(const char *name, cx_node *x, cx_node *ids, int64_t segments, cx_combine combine,
                            double start) {
    CXI_CALL(name, x, ids);
    cx_graph *graph = cxi_graph_among(2, (cx_node *[]){x, ids});
    if (!cxi_is_there(graph, name, 0, x) || !cxi_is_there(graph, name, 1, ids)) return cxi_poison(graph);
    if (cxi_is_loose(x) || cxi_is_loose(ids) || x->dims.rank < 1 || ids->dims.rank != 1 ||
        ids->dims.dim[0] != x->dims.dim[0])
        return cx_fail(graph, "%s: ids %s for x %s: one for each element of x's first axis", name, CXI_TYPE(ids),
                       CXI_TYPE(x));
    if (segments < 0 || segments == INT64_MAX)
        return cx_fail(graph, "%s: %lld segments of x %s", name, (long long)segments, CXI_TYPE(x));
    cx_dims all = x->dims;
    all.dim[0] = segments;
    cx_node *empty = cx_broadcast(cxi_extreme_or_number(graph, x->dtype, start), all);
    cx_node *indices = cxi_marked_index(graph, name, ids, segments);
    if (cxi_is_poison(empty) || cxi_is_poison(indices)) return cxi_poison(graph);
    if (!cx_dims_count(all)) return empty;
    struct cxi_indexing how = along_axis(empty, 0, 1);
    return cxi_scatter(combine, empty, indices, x, &how);
}

cx_node *(cx_segment_sum)(cx_node *x, cx_node *ids, int64_t segments) {
    return segments_of("segment_sum", x, ids, segments, CX_ADD, 0);
}
cx_node *(cx_segment_product)(cx_node *x, cx_node *ids, int64_t segments) {
    return segments_of("segment_product", x, ids, segments, CX_MUL, 1);
}
cx_node *(cx_segment_min)(cx_node *x, cx_node *ids, int64_t segments) {
    return segments_of("segment_min", x, ids, segments, CX_MIN, INFINITY);
}
cx_node *(cx_segment_max)(cx_node *x, cx_node *ids, int64_t segments) {
    return segments_of("segment_max", x, ids, segments, CX_MAX, -INFINITY);
}
