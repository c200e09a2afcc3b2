/* QR by Householder's reflections, and what the decompositions share. */
#include "compose/linalg.h"

#include <calx/ops.h>

#include "base/dims.h"
#include "ops/rooms.h"

cx_node *cxi_transposed(cx_node *x) {
    return cx_swap_axes(x, -1, -2);
}

cx_node *cxi_matrix_rows(cx_node *x, int64_t from, int64_t to) {
    return cx_slice_axis(x, -2, from, to);
}

cx_node *cxi_symmetric(cx_node *x) {
    return cx_scale(cx_add(x, cxi_transposed(x)), 0.5);
}

cx_node *cxi_inverse_or_zero(cx_node *x) {
    cx_node *is_zero = cx_eq(x, cx_k(0));
    return cx_select(is_zero, cx_k(0), cx_reciprocal(cx_select(is_zero, cx_k(1), x)));
}

cx_node *cxi_matrix_size(cx_node *x) {
    cx_node *largest = cx_max(cx_abs(x), .axes = CX_DIMS(-2, -1), .keep = true);
    return cx_select(cx_and(cx_is_finite(largest), cx_gt(largest, cx_k(0))), largest, cx_k(1));
}

cx_node *cxi_joined(int count, cx_node *const *parts, cx_node *x, cx_gradient_rule *rule) {
    return cx_custom_gradient(cx_concatenate_(count, parts, -2, (cx_here){0}), 1, &x, rule, NULL);
}

/* ------------------------------------------------------------------------------------------- reflections */

/* x - tau v (v^T x), for v [..., m] and tau [...]. */
static cx_node *reflect(cx_node *x, cx_node *v, cx_node *tau) {
    cx_node *along = cx_matmul(cx_expand_dims(v, -2), x); /* [..., 1, n] */
    return cx_sub(x, cx_mul(cx_mul(cx_expand_dims(v, -1), cx_expand_dims(cx_expand_dims(tau, -1), -1)), along));
}

/* in: x [..., m, n], the step k. out: x with zeros below element k of column k, and the reflection that made them: v [..., m]
   and tau [...], as LAPACK's dlarfg makes it. */
static void make_zeros(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    cx_node *x = in[0], *k = in[1];
    cx_graph *graph = cx_graph_of(x);
    cx_node *row = cx_iota(graph, CX_I32, CX_DIMS(cx_dim(x, -2)), 0);
    cx_node *is_column = cx_eq(cx_iota(graph, CX_I32, CX_DIMS(cx_dim(x, -1)), 0), k);
    cx_node *column = cx_sum(cx_select(is_column, x, cx_k(0)), .axes = CX_DIMS(-1));
    cx_node *is_first = cx_eq(row, k), *tail = cx_select(cx_gt(row, k), column, cx_k(0));
    cx_node *alpha = cx_sum(cx_select(is_first, column, cx_k(0)), .axes = CX_DIMS(-1));
    cx_node *square = cx_sum(cx_square(tail), .axes = CX_DIMS(-1)), *nothing_to_do = cx_eq(square, cx_k(0));
    cx_node *length = cx_sqrt(cx_add(cx_square(alpha), square));
    cx_node *beta = cx_select(cx_ge(alpha, cx_k(0)), cx_neg(length), length);
    cx_node *tau = cx_div(cx_sub(beta, alpha), cx_select(nothing_to_do, cx_k(1), beta));
    cx_node *divisor = cx_select(nothing_to_do, cx_k(1), cx_sub(alpha, beta));
    out[1] = cx_select(is_first, cx_k(1), cx_div(tail, cx_expand_dims(divisor, -1)));
    out[2] = cx_select(nothing_to_do, cx_k(0), tau);
    out[0] = reflect(x, out[1], out[2]);
}

static void undo(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = reflect(in[0], in[1], in[2]);
}

/* The first n columns of identity matrices [..., m, m], along with x's leading axes. */
static cx_node *unit_columns(cx_node *x, int64_t m, int64_t n) {
    cx_dims dims = x->dims;
    if (cxi_is_poison(x)) return x;
    dims.dim[dims.rank - 2] = m, dims.dim[dims.rank - 1] = n;
    return cx_broadcast(cx_eye(cx_graph_of(x), x->dtype, m, n), dims);
}

cx_node *cxi_identities(cx_node *x, int64_t n) {
    return unit_columns(x, n, n);
}

void cxi_householder(cx_node *x, cx_node **q, cx_node **r, cx_node **det) {
    int64_t m = cx_dim(x, -2), n = cx_dim(x, -1);
    cx_node *size = cxi_matrix_size(x), *steps = cx_iota(cx_graph_of(x), CX_I32, CX_DIMS(n), 0);
    cx_node *start = cx_div(x, size), *zeroed, *reflections[2];
    cx_scan(1, &start, 1, &steps, 2, false, make_zeros, NULL, &zeroed, reflections);
    cx_node *columns = unit_columns(x, m, n);
    cx_scan(1, &columns, 2, reflections, 0, true, undo, NULL, q, NULL);
    *r = cx_mul(cx_triu(cxi_matrix_rows(zeroed, 0, n), 0), size);
    if (!det) return;
    cx_node *turned = cx_select(cx_eq(reflections[1], cx_k(0)), cx_fill_like(reflections[1], 1), cx_k(-1));
    *det = cx_product(turned, .axes = CX_DIMS(0));
}

/* ------------------------------------------------------------------------------------------------ cx_qr */

/* y is q [m, n] above r^T [n, n]. dx = (dq + q C) r^-T, where C is the symmetric matrix whose lower triangle is that of
   r dr^T - dq^T q (Walter and Lehmann 2012). */
static void qr_rule(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user) {
    (void)count, (void)user;
    int64_t m = cx_dim(x[0], -2), n = cx_dim(x[0], -1);
    cx_node *q = cxi_matrix_rows(y, 0, m), *r = cxi_transposed(cxi_matrix_rows(y, m, m + n));
    cx_node *dq = cxi_matrix_rows(dy, 0, m), *drt = cx_tril(cxi_matrix_rows(dy, m, m + n), 0);
    cx_node *product = cx_sub(cx_matmul(r, drt), cx_matmul(cxi_transposed(dq), q));
    cx_node *symmetric = cx_add(cx_tril(product, 0), cxi_transposed(cx_tril(product, -1)));
    cx_node *sum = cx_add(dq, cx_matmul(q, symmetric));
    dx[0] = cx_triangular_solve(r, sum, .upper = true, .right = true, .transpose = true);
}

void(cx_qr)(cx_node *x, cx_node **q, cx_node **r) {
    *q = *r = cxi_poison(cx_graph_of(x));
    if (!cxi_matrices(cx_graph_of(x), "qr", x, false)) return;
    int64_t m = cx_dim(x, -2), n = cx_dim(x, -1), k = m < n ? m : n;
    cx_node *front = cx_slice_axis(x, -1, 0, k), *parts[2];
    cxi_householder(front, &parts[0], &parts[1], NULL);
    parts[1] = cxi_transposed(parts[1]);
    cx_node *both = cxi_joined(2, parts, front, qr_rule);
    *q = cxi_matrix_rows(both, 0, m);
    *r = cxi_transposed(cxi_matrix_rows(both, m, m + k));
    if (n > k) *r = cx_concatenate(-1, *r, cx_matmul(cxi_transposed(*q), cx_slice_axis(x, -1, k, n)));
}
