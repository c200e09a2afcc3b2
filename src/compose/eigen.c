/* Eigenvalues and eigenvectors of symmetric matrices, by Jacobi's rotations of all pairs at once. */
#include "compose/linalg.h"

#include <calx/ops.h>

#include "ops/rooms.h"

#include <math.h>

enum { MOST_SWEEPS = 20 }; /* the off-diagonal elements vanish quadratically: 6 to 10 are needed */

/* 1 off the diagonal, 0 on it. */
static cx_node *off_diagonal(cx_node *x) {
    return cx_sub(cx_k(1), cx_eye(cx_graph_of(x), x->dtype, cx_dim(x, -1), cx_dim(x, -1)));
}

/* in: the turns left, a [..., n, n], v^T [..., n, n]. The elements that a rotation makes zero are set so, or else rounding
   would be all that is left in the end. */
static void turn(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    cx_node *a = in[1];
    int64_t n = cx_dim(a, -1), h = n / 2;
    cx_node *top = cxi_matrix_rows(a, 0, h), *right = cx_slice_axis(a, -1, h, n);
    cx_node *pp = cx_diagonal(cx_slice_axis(top, -1, 0, h), 0), *pq = cx_diagonal(cxi_matrix_rows(right, 0, h), 0);
    struct cxi_rotation rotation = cxi_rotation(pp, pq, cx_diagonal(cxi_matrix_rows(right, h, n), 0));
    cx_node *half = cx_eye(cx_graph_of(a), CX_BOOL, h, h), *none = cx_fill(cx_graph_of(a), CX_BOOL, CX_DIMS(h, h), 0);
    cx_node *is_pair = cx_concatenate(-2, cx_concatenate(-1, none, half), cx_concatenate(-1, half, none));
    cx_node *rows = cxi_rotate_rows(rotation, a);
    cx_node *rotated = cx_select(is_pair, cx_k(0), cxi_rotate_rows(rotation, cxi_transposed(rows)));
    out[0] = cx_shift(in[0], -1);
    out[1] = cxi_move_rows_on(cxi_transposed(cxi_move_rows_on(rotated)));
    out[2] = cxi_move_rows_on(cxi_rotate_rows(rotation, in[2]));
}

static void turns_are_left(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_gt(in[0], cx_k(0));
}

/* in: the sweeps left, a, v^T. */
static void sweep(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    cx_node *turns = cx_scalar(cx_graph_of(in[1]), CX_I32, (double)(cx_dim(in[1], -1) - 1)), *after[3];
    cx_while(3, ((cx_node *[]){turns, in[1], in[2]}), turns_are_left, turn, NULL, after);
    out[0] = cx_shift(in[0], -1);
    out[1] = after[1];
    out[2] = after[2];
}

static void is_not_diagonal(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    cx_node *square = cx_square(in[1]);
    cx_node *all = cx_sum(square, .axes = CX_DIMS(-2, -1));
    cx_node *off = cx_sum(cx_mul(square, off_diagonal(square)), .axes = CX_DIMS(-2, -1));
    double epsilon = cxi_epsilon(all->dtype);
    cx_node *large = cx_any(cx_gt(off, cx_scale(all, epsilon * epsilon)));
    out[0] = cx_and(cx_gt(in[0], cx_k(0)), large);
}

/* v [..., n, n] and w [..., n, 1] of a symmetric a, without a gradient. An odd n is made even by a row and column of zeros, which
   no rotation touches; their eigenvalue is sorted behind all others. */
static void jacobi(cx_node *x, cx_node **v, cx_node **w) {
    cx_graph *graph = cx_graph_of(x);
    int64_t n = cx_dim(x, -1);
    cx_node *size = cxi_matrix_size(x), *a = cx_div(x, size), *after[3];
    cx_dims none = {.rank = a->dims.rank}, one = none;
    *v = *w = a;
    if (cxi_is_poison(a)) return;
    one.dim[one.rank - 2] = one.dim[one.rank - 1] = n % 2;
    a = cx_pad(a, none, one);
    cx_node *state[] = {cx_scalar(graph, CX_I32, MOST_SWEEPS), a, cxi_identities(a, n + n % 2)};
    cx_while(3, state, is_not_diagonal, sweep, NULL, after);
    cx_node *values = cx_diagonal(after[1], 0), *vectors = cx_slice_axis(after[2], -1, 0, n), *key = values;
    if (n % 2) {
        cx_node *added = cx_squeeze(cx_slice_axis(after[2], -1, n, n + 1), -1);
        key = cx_select(cx_gt(added, cx_k(0.5)), cx_k(INFINITY), values);
    }
    cx_node *order = cx_slice_axis(cx_argsort(key, -1), -1, 0, n);
    vectors = cxi_rows_in_order(vectors, order);
    *v = cxi_transposed(cx_mul(vectors, cxi_row_signs(vectors)));
    *w = cx_mul(cx_expand_dims(cx_take_along(values, order, -1), -1), size);
}

/* y is v [n, n] above w^T [1, n]. dx = v (diag(dw) + F * (v^T dv)) v^T, F[i, j] = 1 / (w[j] - w[i]), 0 where they are equal
   (Giles 2008), made symmetric. */
static void eigh_rule(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user) {
    (void)count, (void)user;
    int64_t n = cx_dim(x[0], -1);
    cx_node *v = cxi_matrix_rows(y, 0, n), *wt = cxi_matrix_rows(y, n, n + 1), *vt = cxi_transposed(v);
    cx_node *f = cxi_inverse_gaps(wt);
    cx_node *diagonal = cx_diagonal_matrix(cx_squeeze(cxi_matrix_rows(dy, n, n + 1), -2));
    cx_node *inner = cx_add(diagonal, cx_mul(f, cx_matmul(vt, cxi_matrix_rows(dy, 0, n))));
    dx[0] = cxi_symmetric(cx_matmul(cx_matmul(v, inner), vt));
}

void(cx_eigh)(cx_node *x, cx_node **w, cx_node **v) {
    *w = *v = cxi_poison(cx_graph_of(x));
    if (!cxi_matrices(cx_graph_of(x), "eigh", x, true)) return;
    cx_node *symmetric = cxi_symmetric(x), *parts[2];
    int64_t n = cx_dim(x, -1);
    jacobi(symmetric, &parts[0], &parts[1]);
    parts[1] = cxi_transposed(parts[1]);
    cx_node *both = cxi_joined(2, parts, symmetric, eigh_rule);
    *v = cxi_matrix_rows(both, 0, n);
    *w = cx_squeeze(cxi_matrix_rows(both, n, n + 1), -2);
}
