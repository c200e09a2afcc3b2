/* Parts of arrays and arrays put together: slice, pad, concatenate. The gradient of a slice is a pad, and
   that of a pad a slice. */
#include "ops/rooms.h"
#include "transform/batch.h"

static cx_dims repeat(int64_t value, int rank) {
    cx_dims list = {0};
    for (int i = 0; i < rank && i < CX_MAX_RANK; i++) list = cxi_dims_add(list, value);
    return list;
}

/* Whether a list has an entry for each axis of x; rejects the instruction when not. */
static bool one_per_axis(struct cxi_inst *inst, const char *what, cx_dims list) {
    int rank = inst->operand[0]->dims.rank;
    return list.rank == rank || cxi_reject(inst, "%s has %d entries for %d axes", what, list.rank, rank);
}

/* ----------------------------------------------------------------------------------------------- slice */

struct slice {
    cx_dims start_indices, limit_indices, strides;
};

static const struct cxi_field slice_fields[] = {CXI_FIELD(slice, start_indices, CXI_INTS),
                                                CXI_FIELD(slice, limit_indices, CXI_INTS),
                                                CXI_FIELD(slice, strides, CXI_INTS),
                                                {0}};

static bool slice_infer(struct cxi_inst *inst) {
    const struct slice *a = inst->attrs;
    cx_dims from = inst->operand[0]->dims, to = {0};
    if (!one_per_axis(inst, "start", a->start_indices) || !one_per_axis(inst, "limit", a->limit_indices) ||
        !one_per_axis(inst, "stride", a->strides))
        return false;
    for (int i = 0; i < from.rank; i++) {
        int64_t start = a->start_indices.dim[i], limit = a->limit_indices.dim[i], stride = a->strides.dim[i];
        if (start < 0 || limit < start || limit > from.dim[i])
            return cxi_reject(inst, "axis %d has %lld elements: there is no part from %lld up to %lld", i,
                              (long long)from.dim[i], (long long)start, (long long)limit);
        if (stride < 1) return cxi_reject(inst, "the stride of axis %d is %lld", i, (long long)stride);
        to = cxi_dims_add(to, limit == start ? 0 : (limit - start - 1) / stride + 1);
    }
    inst->result[0].dtype = inst->operand[0]->dtype;
    inst->result[0].dims = to;
    return true;
}

/* Every element goes back to its place, with zeros between and around them. */
static void slice_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    const struct slice *a = y->attrs;
    cx_dims interior = a->strides, high = X->dims;
    for (int i = 0; i < high.rank; i++) {
        int64_t n = Y->dims.dim[i], start = a->start_indices.dim[i], stride = a->strides.dim[i];
        if (n < 2) interior.dim[i] = 1; /* a stride that is never taken may be larger than any array */
        high.dim[i] -= start + (n ? (n - 1) * (n < 2 ? 1 : stride) + 1 : 0);
        interior.dim[i]--;
    }
    dx[0] = cx_pad(dy[0], a->start_indices, high, .interior = interior);
}

static void slice_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    const struct slice *a = y->attrs;
    cxi_batch_rebuild(y, b,
                      &(struct slice){cxi_dims_after(0, a->start_indices), cxi_dims_after(b->size, a->limit_indices),
                                      cxi_dims_after(1, a->strides)},
                      out);
}

const struct cxi_op cxi_op_slice = {
    .name = "slice",
    .mnemonic = "stablehlo.slice",
    .summary = "a part of x: from start up to limit, by strides",
    .made_by = "cx_slice cx_slice_axis cx_split",
    .shapes = "x -> for each axis (limit - start) / stride, rounded up",
    .infer = slice_infer,
    .batch = slice_batch,
    .vjp = slice_vjp,
    .jvp = cxi_jvp_linear,
    .fields = slice_fields,
    .attrs_size = sizeof(struct slice),
    .results = 1,
};

cx_node *cx_slice_(cx_slice_args args) {
    cx_node *x = cx_at_(args.x, args.at_);
    if (cxi_is_poison(x)) return x;
    struct slice a = {args.start, args.limit, args.stride.rank ? args.stride : repeat(1, x->dims.rank)};
    for (int i = 0; i < x->dims.rank; i++) {
        if (i < a.start_indices.rank && a.start_indices.dim[i] < 0) a.start_indices.dim[i] += x->dims.dim[i];
        if (i < a.limit_indices.rank && a.limit_indices.dim[i] < 0) a.limit_indices.dim[i] += x->dims.dim[i];
    }
    bool whole = !cxi_is_loose(x) && cx_dims_equal(a.start_indices, repeat(0, x->dims.rank)) &&
                 cx_dims_equal(a.limit_indices, x->dims) && cx_dims_equal(a.strides, repeat(1, x->dims.rank));
    return whole ? x : cxi_node(&cxi_op_slice, 1, &x, &a);
}

cx_node *(cx_slice_axis)(cx_node *x, int axis, int64_t start, int64_t limit) {
    if (cxi_is_poison(x)) return x;
    int at = cxi_axis(cx_graph_of(x), "slice_axis", x, axis);
    if (at < 0) return cxi_poison(cx_graph_of(x));
    cx_dims from = repeat(0, x->dims.rank), to = x->dims;
    from.dim[at] = start;
    to.dim[at] = limit;
    return cx_slice(x, from, to);
}

/* ------------------------------------------------------------------------------------------------- pad */

struct pad {
    cx_dims edge_padding_low, edge_padding_high, interior_padding;
};

static const struct cxi_field pad_fields[] = {CXI_FIELD(pad, edge_padding_low, CXI_INTS),
                                              CXI_FIELD(pad, edge_padding_high, CXI_INTS),
                                              CXI_FIELD(pad, interior_padding, CXI_INTS),
                                              {0}};

/* low + n + (n - 1) interior + high; false when that overflows. */
static bool padded_size(int64_t n, int64_t low, int64_t high, int64_t interior, int64_t *size) {
    int64_t between = 0;
    return !((n > 0 && __builtin_mul_overflow(n - 1, interior, &between)) || __builtin_add_overflow(n, between, size) ||
             __builtin_add_overflow(*size, low, size) || __builtin_add_overflow(*size, high, size));
}

/* Operands: x and the value of what is added, a scalar. */
static bool pad_infer(struct cxi_inst *inst) {
    const struct pad *a = inst->attrs;
    cx_dims from = inst->operand[0]->dims, to = {0};
    if (!one_per_axis(inst, "low", a->edge_padding_low) || !one_per_axis(inst, "high", a->edge_padding_high) ||
        !one_per_axis(inst, "interior", a->interior_padding))
        return false;
    if (inst->operand[1]->dtype != inst->operand[0]->dtype || inst->operand[1]->dims.rank)
        return cxi_reject(inst, "the padding value is not a scalar of the operand's dtype");
    for (int i = 0; i < from.rank; i++) {
        int64_t low = a->edge_padding_low.dim[i], high = a->edge_padding_high.dim[i];
        int64_t interior = a->interior_padding.dim[i], size;
        if (interior < 0) return cxi_reject(inst, "the interior padding of axis %d is %lld", i, (long long)interior);
        if (low == INT64_MIN || high == INT64_MIN || !padded_size(from.dim[i], low, high, interior, &size) || size < 0)
            return cxi_reject(inst, "axis %d of %lld elements cannot take padding of %lld, %lld and %lld between", i,
                              (long long)from.dim[i], (long long)low, (long long)high, (long long)interior);
        to = cxi_dims_add(to, size);
    }
    inst->result[0].dtype = inst->operand[0]->dtype;
    inst->result[0].dims = to;
    return true;
}

/* Takes the padding off (what was cropped comes back as zeros), then every element from between the interior.
   The padding value is always a constant, so it needs no cotangent. */
static void pad_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    const struct pad *a = y->attrs;
    cx_dims low = a->edge_padding_low, high = a->edge_padding_high, stride = a->interior_padding;
    for (int i = 0; i < low.rank; i++) {
        low.dim[i] = -low.dim[i];
        high.dim[i] = -high.dim[i];
        stride.dim[i] = X->dims.dim[i] < 2 ? 1 : stride.dim[i] + 1;
    }
    cx_node *bare = cx_pad(dy[0], low, high);
    dx[0] = cx_slice(bare, repeat(0, low.rank), bare->dims, .stride = stride);
}

static void pad_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    const struct pad *a = y->attrs;
    const struct pad longer = {cxi_dims_after(0, a->edge_padding_low), cxi_dims_after(0, a->edge_padding_high),
                               cxi_dims_after(0, a->interior_padding)};
    if (b->batched[1])
        cxi_batch_loop(y, b, out);
    else
        out[0] = cxi_result(cxi_rebuild_with(y, (cx_node *[]){b->in[0], b->in[1]}, &longer), 0);
}

const struct cxi_op cxi_op_pad = {
    .name = "pad",
    .mnemonic = "stablehlo.pad",
    .summary = "x with elements of one value around it and between its own",
    .shapes = "x, value [] -> for each axis low + n + (n - 1) interior + high",
    .infer = pad_infer,
    .batch = pad_batch,
    .vjp = pad_vjp,
    .jvp = cxi_jvp_linear,
    .fields = pad_fields,
    .attrs_size = sizeof(struct pad),
    .results = 1,
};

cx_node *cx_pad_(cx_pad_args args) {
    cx_node *x = cx_at_(args.x, args.at_);
    cx_graph *graph = cx_graph_of(x);
    if (!graph || cxi_is_poison(x)) return cxi_poison(graph);
    cx_dims none = repeat(0, x->dims.rank);
    struct pad a = {args.low, args.high, args.interior.rank ? args.interior : none};
    if (cx_dims_equal(a.edge_padding_low, none) && cx_dims_equal(a.edge_padding_high, none) &&
        cx_dims_equal(a.interior_padding, none))
        return x;
    cx_node *operands[] = {x, cxi_lift("pad", cx_k(args.value), graph, x->dtype, CX_SCALAR)};
    return cxi_node(&cxi_op_pad, 2, operands, &a);
}

/* ----------------------------------------------------------------------------------------- concatenate */

struct concatenate {
    int64_t dimension;
};

static const struct cxi_field concatenate_fields[] = {CXI_FIELD(concatenate, dimension, CXI_INT), {0}};

static bool concatenate_infer(struct cxi_inst *inst) {
    int axis = (int)((const struct concatenate *)inst->attrs)->dimension;
    cx_dims to = inst->operand[0]->dims;
    for (int k = 1; k < inst->operands; k++) {
        const cx_node *part = inst->operand[k];
        if (part->dtype != inst->operand[0]->dtype)
            return cxi_reject(inst, "the dtypes differ: bring them together with cx_convert");
        cx_dims rest = part->dims;
        if (rest.rank != to.rank)
            return cxi_reject(inst, "part %d has %d axes, the first one %d", k, rest.rank, to.rank);
        if (__builtin_add_overflow(to.dim[axis], rest.dim[axis], &to.dim[axis]))
            return cxi_reject(inst, "the result would be too large");
        rest.dim[axis] = to.dim[axis];
        if (!cx_dims_equal(rest, to)) return cxi_reject(inst, "part %d differs beside axis %d", k, axis);
    }
    inst->result[0].dtype = inst->operand[0]->dtype;
    inst->result[0].dims = to;
    return true;
}

static void concatenate_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    int axis = (int)((const struct concatenate *)y->attrs)->dimension;
    int64_t start = 0;
    for (int k = 0; k < y->operands; k++) {
        int64_t limit = start + OPERAND(k)->dims.dim[axis];
        dx[k] = cx_slice_axis(dy[0], axis, start, limit);
        start = limit;
    }
}

static void concatenate_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    const struct concatenate *a = y->attrs;
    cxi_batch_rebuild(y, b, &(struct concatenate){a->dimension + 1}, out);
}

const struct cxi_op cxi_op_concatenate = {
    .name = "concatenate",
    .mnemonic = "stablehlo.concatenate",
    .summary = "arrays one after the other along an axis",
    .made_by = "cx_concatenate cx_stack",
    .shapes = "parts alike but for one axis -> along that axis their sum",
    .infer = concatenate_infer,
    .batch = concatenate_batch,
    .vjp = concatenate_vjp,
    .jvp = cxi_jvp_linear,
    .fields = concatenate_fields,
    .attrs_size = sizeof(struct concatenate),
    .results = 1,
};

cx_node *cx_concatenate_(int count, cx_node *const *parts, int axis, cx_here here) {
    cx_graph *graph = cx_graph_at_(cxi_graph_among(count, parts), here);
    if (!graph) return cxi_lost();
    for (int k = 0; k < count; k++) {
        if (!parts[k]) return cx_fail(graph, "concatenate: part %d is NULL", k);
        if (cxi_is_loose(parts[k])) return cx_fail(graph, "concatenate: part %d is a plain number, without an axis", k);
        if (cxi_is_poison(parts[k])) return cxi_poison(graph);
    }
    int at = cxi_axis(graph, "concatenate", parts[0], axis);
    if (at < 0) return cxi_poison(graph);
    if (count == 1) return parts[0];
    return cxi_node(&cxi_op_concatenate, count, parts, &(struct concatenate){at});
}
