/* Singular values, by one-sided Jacobi rotations: pairs of columns of x are rotated until all are orthogonal; then their lengths
   are the singular values, their directions u, and the rotations v. */
#include "compose/linalg.h"

#include <calx/ops.h>

#include "ops/rooms.h"

#include <math.h>

enum { MOST_SWEEPS = 20 };

/* in: the turns left, the columns as rows [..., n, m], v^T [..., n, n], whether a pair of this sweep was not orthogonal. Columns
   as short as rounding errors of the whole count as orthogonal to others: they have no direction. */
static void turn(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    cx_node *x = in[1];
    int64_t n = cx_dim(x, -2), m = cx_dim(x, -1);
    double epsilon = cxi_epsilon(x->dtype);
    cx_node *p = cxi_matrix_rows(x, 0, n / 2), *q = cxi_matrix_rows(x, n / 2, n);
    cx_node *pp = cx_sum(cx_square(p), .axes = CX_DIMS(-1)), *qq = cx_sum(cx_square(q), .axes = CX_DIMS(-1));
    cx_node *pq = cx_sum(cx_mul(p, q), .axes = CX_DIMS(-1));
    cx_node *all = cx_sum(cx_add(pp, qq), .axes = CX_DIMS(-1), .keep = true);
    cx_node *short_enough = cx_le(cx_abs(pq), cx_scale(all, epsilon * epsilon));
    cx_node *bound = cx_scale(cx_mul(cx_sqrt(pp), cx_sqrt(qq)), epsilon * sqrt((double)m));
    cx_node *is_done = cx_or(short_enough, cx_le(cx_abs(pq), bound));
    struct cxi_rotation rotation = cxi_rotation(pp, pq, qq);
    out[0] = cx_shift(in[0], -1);
    out[1] = cxi_move_rows_on(cxi_rotate_rows(rotation, x));
    out[2] = cxi_move_rows_on(cxi_rotate_rows(rotation, in[2]));
    out[3] = cx_or(in[3], cx_not(cx_all(is_done)));
}

static void turns_are_left(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_gt(in[0], cx_k(0));
}

/* in: the sweeps left, the columns, v^T, whether the last sweep found a pair that was not orthogonal. */
static void sweep(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    cx_graph *graph = cx_graph_of(in[1]);
    cx_node *turns = cx_scalar(graph, CX_I32, (double)(cx_dim(in[1], -2) - 1)), *no = cx_scalar(graph, CX_BOOL, 0);
    cx_while(4, ((cx_node *[]){turns, in[1], in[2], no}), turns_are_left, turn, NULL, out);
    out[0] = cx_shift(in[0], -1);
}

static void goes_on(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_and(cx_gt(in[0], cx_k(0)), in[3]);
}

/* Of x [..., n, n]: u diag(s) v^T, s as [..., n, 1]. Where s is 0 a column has no direction, so u is made of the columns by QR,
   which keeps those that are orthogonal and completes them. */
static void hestenes(cx_node *x, cx_node **u, cx_node **s, cx_node **v) {
    cx_graph *graph = cx_graph_of(x);
    int64_t n = cx_dim(x, -1);
    cx_node *size = cxi_matrix_size(x), *after[4];
    cx_node *scaled = cxi_transposed(cx_div(x, size));
    cx_dims none = {.rank = scaled->dims.rank}, one = none;
    *u = *s = *v = scaled;
    if (cxi_is_poison(scaled)) return;
    one.dim[one.rank - 2] = n % 2;
    cx_node *columns = cx_pad(scaled, none, one);
    cx_node *state[] = {cx_scalar(graph, CX_I32, MOST_SWEEPS), columns, cxi_identities(x, n + n % 2),
                        cx_scalar(graph, CX_BOOL, 1)};
    cx_while(4, state, goes_on, sweep, NULL, after);
    cx_node *lengths = cx_sqrt(cx_sum(cx_square(after[1]), .axes = CX_DIMS(-1))), *key = lengths;
    if (n % 2) { /* the row that was added to make pairs goes last */
        cx_node *added = cx_squeeze(cx_slice_axis(after[2], -1, n, n + 1), -1);
        key = cx_select(cx_gt(cx_abs(added), cx_k(0.5)), cx_k(-1), lengths);
    }
    cx_node *order = cx_slice_axis(cx_argsort(key, -1, .descending = true), -1, 0, n);
    cx_node *vt = cxi_rows_in_order(cx_slice_axis(after[2], -1, 0, n), order), *signs = cxi_row_signs(vt), *r;
    cxi_householder(cxi_transposed(cx_mul(cxi_rows_in_order(after[1], order), signs)), u, &r, NULL);
    cx_node *turned = cx_expand_dims(cx_lt(cx_diagonal(r, 0), cx_k(0)), -2);
    *u = cx_select(turned, cx_neg(*u), *u);
    *s = cx_mul(cx_expand_dims(cx_take_along(lengths, order, -1), -1), size);
    *v = cxi_transposed(cx_mul(vt, signs));
}

/* y is u [m, n] above v [n, n] above s^T [1, n], m >= n. With F[i, j] = 1 / (s[j]^2 - s[i]^2), 0 where they are equal:
   dx = u ((F * (u^T du - du^T u)) S + S (F * (v^T dv - dv^T v)) + diag(ds)) v^T + (1 - u u^T) du S^-1 v^T
   (Townsend 2016). */
static void svd_rule(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user) {
    (void)count, (void)user;
    int64_t m = cx_dim(x[0], -2), n = cx_dim(x[0], -1);
    cx_node *u = cxi_matrix_rows(y, 0, m), *v = cxi_matrix_rows(y, m, m + n),
            *st = cxi_matrix_rows(y, m + n, m + n + 1);
    cx_node *du = cxi_matrix_rows(dy, 0, m), *dv = cxi_matrix_rows(dy, m, m + n),
            *dst = cxi_matrix_rows(dy, m + n, m + n + 1);
    cx_node *f = cx_mul(cxi_inverse_gaps(st), cxi_inverse_or_zero(cx_add(st, cxi_transposed(st))));
    cx_node *utdu = cx_matmul(cxi_transposed(u), du), *vtdv = cx_matmul(cxi_transposed(v), dv);
    cx_node *of_u = cx_mul(cx_mul(f, cx_sub(utdu, cxi_transposed(utdu))), st);
    cx_node *of_v = cx_mul(cxi_transposed(st), cx_mul(f, cx_sub(vtdv, cxi_transposed(vtdv))));
    cx_node *inner = cx_add(cx_add(of_u, of_v), cx_diagonal_matrix(cx_squeeze(dst, -2)));
    cx_node *outside = cx_mul(cx_sub(du, cx_matmul(u, utdu)), cxi_inverse_or_zero(st));
    cx_node *left = m > n ? cx_add(cx_matmul(u, inner), outside) : cx_matmul(u, inner);
    dx[0] = cx_matmul(left, cxi_transposed(v));
}

void(cx_svd)(cx_node *x, cx_node **u, cx_node **s, cx_node **v) {
    *u = *s = *v = cxi_poison(cx_graph_of(x));
    if (!cxi_matrices(cx_graph_of(x), "svd", x, false)) return;
    int64_t m = cx_dim(x, -2), n = cx_dim(x, -1);
    if (m < n) {
        cx_svd(cxi_transposed(x), v, s, u);
        return;
    }
    cx_node *square = x, *q = NULL, *parts[3], *st;
    if (m > n) cxi_householder(x, &q, &square, NULL);
    hestenes(square, &parts[0], &st, &parts[1]);
    if (q) parts[0] = cx_matmul(q, parts[0]);
    parts[2] = cxi_transposed(st);
    cx_node *all = cxi_joined(3, parts, x, svd_rule);
    *u = cxi_matrix_rows(all, 0, m);
    *v = cxi_matrix_rows(all, m, m + n);
    *s = cx_squeeze(cxi_matrix_rows(all, m + n, m + n + 1), -2);
}
