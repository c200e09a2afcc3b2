/* Random operations that set several results, and the matrices and blocks that some of them want. */
#include <calx/ops.h>

#include "ops/rooms.h"
#include "soak/random_graph.h"

/* Three numbers between -1 and 1. */
cx_node *random_vector(struct draw *d) {
    cx_node *flat = cx_reshape(d->x, CX_DIMS(-1));
    return cx_sin(cx_slice_axis(cx_pad(flat, CX_DIMS(0), CX_DIMS(3)), 0, 0, 3));
}

/* A symmetric matrix whose eigenvalues are positive and apart, or x as it is. */
cx_node *random_matrix(struct draw *d) {
    if (d->byte[30] >= 200) return d->x;
    cx_node *v = random_vector(d), *numbers = cx_shift(cx_iota(d->m->graph, d->x->dtype, CX_DIMS(3), 0), 1);
    return cx_add(cx_diagonal_matrix(numbers), cx_scale(cx_outer(v, v), 0.25));
}

/* All but the last, which is returned, go into the pool. */
static cx_node *into_pool(struct draw *d, int count, cx_node *const *out) {
    for (int i = 0; i + 1 < count && !cxi_is_poison(out[count - 1]); i++) random_pool_add(d->m, out[i]);
    return out[count - 1];
}

cx_node *random_split(struct draw *d) {
    cx_node *out[8];
    cx_split(d->x, d->axis, 2, out);
    return into_pool(d, 2, out);
}

cx_node *random_meshgrid(struct draw *d) {
    cx_node *out[2];
    cx_meshgrid(2, (cx_node *[]){d->flag ? d->x : random_vector(d), random_vector(d)}, out);
    return into_pool(d, 2, out);
}

cx_node *random_topk(struct draw *d) {
    cx_node *out[2];
    cx_topk(d->x, d->flag ? 1 : d->size, &out[1], &out[0]);
    return into_pool(d, 2, out);
}

cx_node *random_qr(struct draw *d) {
    cx_node *out[2];
    cx_qr(random_matrix(d), &out[0], &out[1]);
    return into_pool(d, 2, out);
}

/* Eigenvectors are left out: their signs jump where two components are of one size. */
cx_node *random_eigh(struct draw *d) {
    cx_node *w, *v;
    cx_eigh(random_matrix(d), &w, &v);
    return w;
}

cx_node *random_svd(struct draw *d) {
    cx_node *u, *s, *v;
    cx_svd(random_matrix(d), &u, &s, &v);
    return s;
}

cx_node *random_slogdet(struct draw *d) {
    cx_node *out[2];
    cx_slogdet(random_matrix(d), &out[0], &out[1]);
    return into_pool(d, 2, out);
}

cx_node *random_split_key(struct draw *d) {
    cx_node *out[3];
    cx_split_key(d->key, 3, out);
    return into_pool(d, 3, out);
}

/* Blocks of x along one axis, which may be collapsed, at places that n gives. */
static cx_gather_args blocks(struct draw *d) {
    int rank = d->x->dims.rank;
    cx_gather_args args = {
        .x = d->x, .indices = cx_expand_dims(d->n, -1), .axes = CX_DIMS(d->axis), .sizes = d->x->dims};
    int64_t axis = d->axis < 0 ? d->axis + rank : d->axis;
    if (axis < 0 || axis >= rank) return args;
    args.sizes.dim[axis] = d->flag || d->x->dims.dim[axis] < 1 ? 1 : d->list.dim[axis];
    if (d->flag) args.collapsed = CX_DIMS(d->axis);
    return args;
}

cx_node *random_gather(struct draw *d) {
    cx_gather_args args = blocks(d);
    if (d->byte[30] >= 240) args.window = d->list;
    if (d->byte[31] >= 250) args.batch_x = args.batch_indices = CX_DIMS(0);
    return cx_gather(args.x, args.indices, .axes = args.axes, .sizes = args.sizes, .collapsed = args.collapsed,
                     .batch_x = args.batch_x, .batch_indices = args.batch_indices, .window = args.window);
}

/* What was found, changed and put back, or anything. */
cx_node *random_scatter(struct draw *d) {
    cx_gather_args args = blocks(d);
    cx_node *found = d->byte[31] >= 240 ? d->y : random_gather(d);
    return cx_scatter(args.x, args.indices, found, .axes = args.axes, .collapsed = args.collapsed,
                      .combine = (cx_combine)(d->byte[29] % (d->byte[30] >= 250 ? 9 : 2)));
}

/* A kernel stretched from the sum of y, so that it has the right shape and a gradient. */
cx_node *random_conv_transpose(struct draw *d) {
    int rank = d->x->dims.rank;
    cx_node *kernel = d->y;
    cx_dims shape = {0}, stride = {0};
    for (int i = 0; i < rank - 2; i++) {
        shape = cxi_dims_add(shape, 1 + d->byte[16 + i % 10] % 3);
        stride = cxi_dims_add(stride, 1 + d->byte[17 + i % 10] % 3);
    }
    if (rank > 2 && d->byte[31] < 240)
        kernel = cx_broadcast(cx_sum(d->y), cxi_dims_add(cxi_dims_add(shape, d->x->dims.dim[rank - 1]), 2));
    return cx_conv_transpose(d->x, kernel, .stride = d->byte[30] < 240 ? stride : d->list,
                             .pad = d->flag ? CX_SAME : CX_VALID);
}
