/* The table of random operations: random_ops.def, and the attributes that its rows make of what was drawn. */
#include <calx/gradient.h>
#include <calx/ops.h>

#include "ops/rooms.h"
#include "soak/random_graph.h"

#define FLOATING (CXI_FLOATS | CXI_COMPLEXES)
#define BITS     (CXI_BOOLS | CXI_INTEGERS)

/* A row whose call stands in another file: its line is noted as the place all the same. */
static struct draw *at(struct draw *d, cx_here here) {
    cx_graph_at_(d->m->graph, here);
    return d;
}

/* ------------------------------------------------------------------------------------------------- shapes */

/* As many elements as x: some axes of x made one, or -1. Another shape, if the dice say so. */
static cx_dims new_shape(const struct draw *d) {
    cx_dims dims = {0};
    if (d->byte[30] >= 224) return d->dims;
    if (d->flag) return d->byte[30] & 1 ? CX_DIMS(-1) : CX_DIMS(1, -1);
    for (int i = d->x->dims.rank - 1; i >= 0; i--) dims = cxi_dims_add(dims, d->x->dims.dim[i]);
    return dims;
}

/* Each axis changes its place with the one that `list` names. */
static cx_dims permutation(const struct draw *d) {
    if (d->byte[30] >= 224) return d->list;
    cx_dims order = cxi_dims_range(0, d->x->dims.rank);
    for (int i = 0; i < order.rank; i++) {
        int other = d->byte[16 + i % 10] % order.rank;
        int64_t moved = order.dim[i];
        order.dim[i] = order.dim[other];
        order.dim[other] = moved;
    }
    return order;
}

/* x's shape with its 1s stretched, and perhaps an axis in front. */
static cx_dims stretched(const struct draw *d) {
    cx_dims dims = {0};
    if (d->byte[30] >= 224) return d->dims;
    if (d->flag && d->x->dims.rank < CX_MAX_RANK) dims = cxi_dims_add(dims, d->size);
    for (int i = 0; i < d->x->dims.rank; i++)
        dims = cxi_dims_add(dims, d->x->dims.dim[i] == 1 ? d->list.dim[i] : d->x->dims.dim[i]);
    return dims;
}

/* Where the axes of x stand in a shape of `rank` axes. */
static cx_dims places_in(const struct draw *d, int rank) {
    int from = rank - d->x->dims.rank;
    return d->byte[31] >= 224 || from < 0 || rank > CX_MAX_RANK ? d->list : cxi_dims_range(from, rank);
}

static cx_dims slice_start(const struct draw *d) {
    cx_dims start = d->list;
    for (int i = 0; i < d->x->dims.rank; i++)
        if (d->byte[30] < 224) start.dim[i] = d->x->dims.dim[i] > 2 ? d->byte[16 + i % 5] % 2 : 0;
    return start;
}

static cx_dims slice_limit(const struct draw *d) {
    cx_dims limit = d->x->dims;
    for (int i = 0; i < limit.rank; i++)
        if (limit.dim[i] > 2 && d->byte[21 + i % 5] & 1) limit.dim[i]--;
    if (d->byte[31] >= 240) limit = d->more;
    return limit;
}

static cx_dims slice_sizes(const struct draw *d) {
    cx_dims sizes = slice_limit(d), start = slice_start(d);
    for (int i = 0; i < d->x->dims.rank; i++) /* beyond, and where the limits are wild, starts may be anything */
        if (d->byte[30] < 224 && sizes.dim[i] >= 1) sizes.dim[i] -= start.dim[i];
    return sizes;
}

static cx_dims positive(cx_dims list, const struct draw *d) {
    for (int i = 0; i < list.rank && i < CX_MAX_RANK; i++)
        if (list.dim[i] < 1 && d->byte[30] < 240) list.dim[i] = 1;
    return list;
}

static cx_dims minus_one(cx_dims list) {
    for (int i = 0; i < list.rank; i++) list.dim[i] -= list.dim[i] != INT64_MIN;
    return list;
}

/* An entry for each spatial axis. */
static cx_dims spatial(cx_dims list, const struct draw *d) {
    if (d->byte[31] >= 240) return list;
    list = positive(list, d);
    list.rank = d->x->dims.rank < 2 ? 0 : d->x->dims.rank - 2;
    return list;
}

static cx_padding same(const struct draw *d) {
    return d->byte[29] & 2 ? CX_SAME : CX_VALID;
}

/* A scalar of integers for each axis of x. */
struct starts {
    int count;
    cx_node *node[CX_MAX_RANK + 1];
};

static struct starts starts(const struct draw *d) {
    struct starts s = {.count = d->byte[31] >= 250 ? 9 : d->x->dims.rank};
    for (int i = 0; i < s.count; i++) s.node[i] = d->byte[30] >= 240 ? d->n : d->m->pool[0];
    return s;
}

/* ----------------------------------------------------------------------------------------------- products */

/* Pairs the axes of x and y that are of one length: those that `axes` has are contracted, else they go along. */
static cx_dot_args dot(const struct draw *d, cx_here here) {
    cx_dot_args args = {.a = d->x, .b = d->y, .at_ = here, .dtype = d->byte[31] >= 240 ? d->dtype : CX_INVALID};
    cx_dims used = {0};
    for (int i = 0; i < d->x->dims.rank; i++)
        for (int k = 0; k < d->y->dims.rank; k++) {
            if (d->x->dims.dim[i] != d->y->dims.dim[k] || cxi_dims_has(used, k) || d->byte[16 + i % 10] & 1) continue;
            bool sum = cxi_dims_has(d->axes, i);
            cx_dims *of_a = sum ? &args.contract_a : &args.batch_a, *of_b = sum ? &args.contract_b : &args.batch_b;
            *of_a = cxi_dims_add(*of_a, i);
            *of_b = cxi_dims_add(*of_b, k);
            used = cxi_dims_add(used, k);
            break;
        }
    if (d->byte[30] >= 240) args.contract_b = d->list;
    return args;
}

/* Letters for the axes of x and y: the same ones for axes of one length, if the dice say so. */
struct spec {
    char text[64];
};

static struct spec spec(const struct draw *d) {
    char of_x[CX_MAX_RANK + 1] = "", of_y[CX_MAX_RANK + 1] = "", result[2 * CX_MAX_RANK + 1] = "";
    int letters = 0;
    for (int i = 0; i < d->x->dims.rank; i++) of_x[i] = (char)('a' + letters++);
    for (int i = 0; i < d->y->dims.rank; i++) {
        int k = d->byte[16 + i % 10] % CX_MAX_RANK;
        bool shared = k < d->x->dims.rank && d->x->dims.dim[k] == d->y->dims.dim[i];
        of_y[i] = shared ? of_x[k] : (char)('a' + letters++);
    }
    for (int i = 0, length = 0; i < letters; i++)
        if (d->byte[16 + i % 10] & 16) result[length++] = (char)('a' + i);
    struct spec s;
    snprintf(s.text, sizeof s.text, d->byte[30] >= 240 ? "%s%s->%s" : "%s,%s->%s", of_x, of_y, result);
    return s;
}

/* The kernel is stretched from the sum of y, so that it has the right shape and a gradient. */
static cx_conv_args conv(const struct draw *d, cx_here here) {
    cx_conv_args args = {.x = d->x, .kernel = d->y, .at_ = here, .pad = same(d)};
    int rank = d->x->dims.rank;
    if (rank >= 2 && d->byte[31] < 240) {
        cx_dims shape = spatial(d->list, d);
        int64_t groups = d->flag ? 2 : 1;
        args.groups = groups;
        shape = cxi_dims_add(cxi_dims_add(shape, d->x->dims.dim[rank - 1] / groups), groups * (1 + d->byte[27] % 2));
        args.kernel = cx_broadcast(cx_sum(d->y), shape);
    }
    if (d->byte[29] & 4) args.stride = spatial(d->more, d);
    if (d->byte[29] & 8) args.dilation = spatial(d->more, d);
    if (d->byte[29] & 16) args.input_dilation = spatial(d->list, d);
    if (d->byte[29] & 32) args.pad_low = args.pad_high = minus_one(spatial(d->more, d));
    return args;
}

/* ---------------------------------------------------------------------------------------------- the others */

/* The shape of x with another size along one axis. */
static cx_dims resized(const struct draw *d) {
    cx_dims dims = d->x->dims;
    int axis = d->axis < 0 ? d->axis + dims.rank : d->axis;
    if (axis >= 0 && axis < dims.rank) dims.dim[axis] = d->size;
    return d->byte[30] >= 240 ? d->list : dims;
}

static cx_combine combine(const struct draw *d) {
    return (cx_combine)(d->byte[29] % (d->byte[30] >= 250 ? 9 : d->m->purpose == SMOOTH ? 2 : 5));
}

static cx_dims one_axis(const struct draw *d) {
    return d->byte[30] >= 240 ? d->axes : CX_DIMS(d->axis);
}

/* ----------------------------------------------------------------------------------------------- the table */

#define ROW(NAME, KINDS, HOW, ...)                \
    static cx_node *make_##NAME(struct draw *d) { \
        return __VA_ARGS__;                       \
    }
#include "soak/random_ops.def"
#undef ROW

#define ROW(NAME, KINDS, HOW, ...) {#NAME, KINDS, HOW, __LINE__, make_##NAME},
const struct row random_rows[] = {
#include "soak/random_ops.def"
    {0}};
