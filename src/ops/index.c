/* What gather and scatter share: indices made fit for them, the roles of axes checked and brought into order, and what
   becomes of them under a batch.

   StableHLO's gather clamps indices that are out of range, and its scatter skips them, but what that means for indices of
   narrow or unsigned dtypes is the plugin's: so both are made only with indices that are in range, or -1. */
#include "ops/index.h"

#include <calx/ops.h>

#include "ops/constant.h"
#include "ops/rooms.h"

#include <math.h>

/* --------------------------------------------------------------------------------------------- indices */

/* A plain number as a position on an axis of `size` elements, or past its end. */
static cx_node *lift_position(cx_graph *graph, const cx_node *number, int64_t size, cx_dtype dtype) {
    int64_t at = number->dtype == CX_I64 ? number->integer : (int64_t)fmin(fmax(number->number, 0), 0x1p62);
    return cxi_constant_integer(graph, dtype, CX_SCALAR, at < 0 ? 0 : at < size ? at : size);
}

static cx_dtype dtype_for(int64_t position) {
    return position > INT32_MAX ? CX_I64 : CX_I32;
}

cx_node *cxi_wide_index(cx_graph *graph, const char *name, cx_node *index, int64_t size) {
    cx_dtype least = dtype_for(size);
    if (cxi_is_poison(index)) return index;
    if (cxi_is_loose(index) && index->number == trunc(index->number)) return lift_position(graph, index, size, least);
    if (cxi_is_loose(index) || !cxi_is_integer(index->dtype))
        return cx_fail(graph, "%s: indices are integers, not %s", name,
                       cxi_is_loose(index) ? "a number with a fraction" : CXI_TYPE(index));
    return cxi_dtype(index->dtype)->bits < cxi_dtype(least)->bits ? cx_convert(index, least) : index;
}

cx_node *cxi_clamped_index(cx_graph *graph, const char *name, cx_node *index, int64_t size) {
    index = cxi_wide_index(graph, name, index, size);
    if (cxi_is_poison(index)) return index;
    if (size == 0) return cx_fail(graph, "%s: the axis is empty: there is nothing to index", name);
    return cx_convert(cx_clamp(cx_k(0), index, cx_k(size - 1)), dtype_for(size - 1));
}

cx_node *cxi_marked_index(cx_graph *graph, const char *name, cx_node *index, int64_t size) {
    index = cxi_wide_index(graph, name, index, size);
    if (cxi_is_poison(index)) return index;
    cx_node *inside = cx_and(cx_ge(index, cx_k(0)), cx_lt(index, cx_k(size)));
    return cx_select(inside, cx_convert(index, dtype_for(size - 1)), cx_k(-1));
}

bool cxi_is_combine(cx_graph *graph, const char *name, cx_combine combine) {
    if ((int)combine >= CX_REPLACE && combine <= CX_MAX) return true;
    return cx_fail(graph, "%s: combine is %d, which is none of cx_combine", name, (int)combine), false;
}

/* ------------------------------------------------------------------------------------------ shape rule */

cx_dims cxi_index_axes(const struct cxi_indexing *how, int found_rank) {
    cx_dims axes = {0};
    for (int i = 0; i < found_rank; i++)
        if (!cxi_dims_has(how->window, i)) axes = cxi_dims_add(axes, i);
    return axes;
}

static bool check_slice(struct cxi_inst *inst, const struct cxi_indexing *how) {
    cx_dims x = inst->operand[0]->dims, sizes = how->slice_sizes;
    if (sizes.rank != x.rank) return cxi_reject(inst, "%d sizes of a slice of %d axes", sizes.rank, x.rank);
    for (int i = 0; i < x.rank; i++) {
        bool single = cxi_dims_has(how->collapsed, i) || cxi_dims_has(how->batch_x, i);
        if (sizes.dim[i] < 0 || sizes.dim[i] > x.dim[i])
            return cxi_reject(inst, "a slice of %lld along axis %d of %lld elements", (long long)sizes.dim[i], i,
                              (long long)x.dim[i]);
        if (single && sizes.dim[i] > 1)
            return cxi_reject(inst, "a slice of %lld along axis %d, which is collapsed or goes along: it has 1 there",
                              (long long)sizes.dim[i], i);
    }
    return true;
}

static bool check_batch(struct cxi_inst *inst, const struct cxi_indexing *how) {
    cx_dims x = inst->operand[0]->dims, indices = inst->operand[1]->dims;
    for (int i = 0; i < how->batch_x.rank; i++) {
        int64_t a = how->batch_x.dim[i], b = how->batch_indices.dim[i];
        if (x.dim[a] != indices.dim[b])
            return cxi_reject(inst, "axis %lld of x goes along with axis %lld of the indices, and their sizes differ",
                              (long long)a, (long long)b);
    }
    return true;
}

bool cxi_found_dims(struct cxi_inst *inst, cx_dims *dims) {
    const struct cxi_indexing *how = inst->attrs;
    cx_dims indices = inst->operand[1]->dims, from_indices = {0}, from_slice = {0};
    if (!cxi_check_kind(inst, 1, CXI_INTEGERS) || !check_slice(inst, how) || !check_batch(inst, how)) return false;
    int64_t vector = how->index_vector < indices.rank ? indices.dim[how->index_vector] : 1;
    if (how->indexed.rank != vector)
        return cxi_reject(inst, "index vectors of %lld elements for %d axes", (long long)vector, how->indexed.rank);
    for (int i = 0; i < indices.rank; i++)
        if (i != how->index_vector) from_indices = cxi_dims_add(from_indices, indices.dim[i]);
    for (int i = 0; i < how->slice_sizes.rank; i++)
        if (!cxi_dims_has(how->collapsed, i) && !cxi_dims_has(how->batch_x, i))
            from_slice = cxi_dims_add(from_slice, how->slice_sizes.dim[i]);
    int rank = from_indices.rank + from_slice.rank;
    if (rank > CX_MAX_RANK) return cxi_reject(inst, "the result would have more than %d axes", CX_MAX_RANK);
    if (how->window.rank != from_slice.rank)
        return cxi_reject(inst, "%d window axes for the %d axes of a slice", how->window.rank, from_slice.rank);
    *dims = (cx_dims){0};
    for (int axis = 0, i = 0, s = 0; axis < rank; axis++)
        *dims = cxi_dims_add(*dims, cxi_dims_has(how->window, axis) ? from_slice.dim[s++] : from_indices.dim[i++]);
    return true;
}

/* --------------------------------------------------------------------------------------- the user's axes */

/* Ascending, with the pairs of a second list kept together. */
static void sort_axes(cx_dims *axes, cx_dims *along) {
    for (int i = 1; i < axes->rank; i++)
        for (int k = i; k > 0 && axes->dim[k - 1] > axes->dim[k]; k--) {
            int64_t moved = axes->dim[k], partner = along ? along->dim[k] : 0;
            axes->dim[k] = axes->dim[k - 1], axes->dim[k - 1] = moved;
            if (along) along->dim[k] = along->dim[k - 1], along->dim[k - 1] = partner;
        }
}

/* Whether no axis has two roles of those that exclude each other. */
static bool roles_differ(cx_graph *graph, const char *name, const cx_node *x, const struct cxi_indexing *how) {
    for (int i = 0; i < how->batch_x.rank; i++) {
        int64_t axis = how->batch_x.dim[i];
        if (cxi_dims_has(how->collapsed, axis) || cxi_dims_has(how->indexed, axis))
            return cx_fail(graph,
                           "%s: axis %lld of x %s goes along with one of the indices: it is not in axes or collapsed",
                           name, (long long)axis, CXI_TYPE(x)),
                   false;
    }
    return true;
}

/* cxi_axes of an operation with several lists. */
static bool list_axes(cx_graph *graph, const char *name, const char *list, const cx_node *x, cx_dims *axes) {
    char both[64];
    snprintf(both, sizeof both, "%s: %s", name, list);
    return cxi_axes(graph, both, x, axes);
}

bool cxi_indexing_axes(cx_graph *graph, const char *name, const cx_node *x, const cx_node *indices,
                       const cx_node *found, struct cxi_indexing *how) {
    if (indices->dims.rank < 1)
        return cx_fail(graph, "%s: the indices are %s, a scalar: their last axis is that of index vectors", name,
                       CXI_TYPE(indices)),
               false;
    if (!list_axes(graph, name, "axes", x, &how->indexed) || !list_axes(graph, name, "collapsed", x, &how->collapsed) ||
        !list_axes(graph, name, "batch_x", x, &how->batch_x) ||
        !list_axes(graph, name, "batch_indices", indices, &how->batch_indices) ||
        !list_axes(graph, name, "window", found, &how->window))
        return false;
    how->index_vector = indices->dims.rank - 1;
    if (how->batch_x.rank != how->batch_indices.rank || cxi_dims_has(how->batch_indices, how->index_vector))
        return cx_fail(graph, "%s: %d axes of x %s go along with %d of the indices %s: in pairs, and not the last one",
                       name, how->batch_x.rank, CXI_TYPE(x), how->batch_indices.rank, CXI_TYPE(indices)),
               false;
    sort_axes(&how->collapsed, NULL);
    sort_axes(&how->batch_x, &how->batch_indices);
    sort_axes(&how->window, NULL);
    return roles_differ(graph, name, x, how);
}

cx_node *cxi_index_vectors(cx_graph *graph, const char *name, cx_node *indices, const cx_node *x,
                           const struct cxi_indexing *how,
                           cx_node *(*fit)(cx_graph *graph, const char *name, cx_node *index, int64_t size)) {
    int axis = (int)how->index_vector, count = how->indexed.rank;
    cx_node *column[CX_MAX_RANK];
    cx_dtype dtype = CX_I32;
    if (!count || indices->dims.dim[axis] != count || how->slice_sizes.rank != x->dims.rank) return indices;
    for (int i = 0; i < count; i++) {
        int64_t n = x->dims.dim[how->indexed.dim[i]], size = how->slice_sizes.dim[how->indexed.dim[i]];
        if (size < 0 || size > n) return indices; /* the shape rule will say so */
        column[i] = fit(graph, name, cx_slice_axis(indices, axis, i, i + 1), n - size + 1);
        if (cxi_is_poison(column[i])) return column[i];
        if (column[i]->dtype == CX_I64) dtype = CX_I64;
    }
    for (int i = 0; i < count; i++) column[i] = cx_convert(column[i], dtype);
    return cx_concatenate_(count, column, axis, CX_HERE);
}

/* ------------------------------------------------------------------------------------------------- text */

void cxi_add_indexing(struct cxi_text *out, const struct cxi_indexing *how, const char *const name[5]) {
    const cx_dims list[] = {how->window, how->collapsed, how->batch_x, how->batch_indices, how->indexed};
    for (int i = 0; i < 5; i++) {
        bool of_batch = i == 2 || i == 3;
        if (of_batch && !how->batch_x.rank) continue;
        if (i) cxi_add(out, ", ");
        cxi_add_list(out, name[i], list[i]);
    }
    cxi_addf(out, ", index_vector_dim = %lld>", (long long)how->index_vector);
}

/* ---------------------------------------------------------------------------------------------- batches */

struct cxi_indexing cxi_batched_indexing(const struct cxi_indexing *how, int64_t size, bool own) {
    struct cxi_indexing more = *how;
    more.window = cxi_dims_shifted(how->window);
    more.collapsed = cxi_dims_shifted(how->collapsed);
    more.indexed = cxi_dims_shifted(how->indexed);
    more.batch_x = cxi_dims_shifted(how->batch_x);
    more.slice_sizes = cxi_dims_after(own && size > 1 ? 1 : size, how->slice_sizes);
    more.indices_are_sorted = false;
    if (!own) {
        more.window = cxi_dims_after(0, more.window);
        return more;
    }
    more.batch_x = cxi_dims_after(0, more.batch_x);
    more.batch_indices = cxi_dims_after(0, cxi_dims_shifted(how->batch_indices));
    more.index_vector++;
    return more;
}
