/* Jacobi's rotations, as eigenvalues and singular values are found by them. See compose/linalg.h. */
#include "compose/linalg.h"

#include <calx/ops.h>

#include "ops/rooms.h"

#include <float.h>

double cxi_epsilon(cx_dtype dtype) {
    return dtype == CX_F64 ? DBL_EPSILON : (double)FLT_EPSILON;
}

/* On the diagonal by place: XLA may compute the two sides of a difference with unlike rounding. */
cx_node *cxi_inverse_gaps(cx_node *t) {
    cx_graph *graph = cx_graph_of(t);
    int64_t n = cx_dim(t, -1);
    cx_node *gap = cx_sub(t, cxi_transposed(t)), *size = cx_stop_gradient(cx_abs(t));
    cx_node *bound = cx_scale(cx_max(size, .axes = CX_DIMS(-1), .keep = true), 4 * cxi_epsilon(t->dtype));
    cx_node *is_equal = cx_or(cx_le(cx_abs(cx_stop_gradient(gap)), bound), cx_eye(graph, CX_BOOL, n, n));
    return cx_select(is_equal, cx_k(0), cx_reciprocal(cx_select(is_equal, cx_k(1), gap)));
}

/* Golub and Van Loan, Matrix Computations, 8.5.2: the smaller of the two angles. */
struct cxi_rotation cxi_rotation(cx_node *pp, cx_node *pq, cx_node *qq) {
    cx_node *is_zero = cx_eq(pq, cx_k(0));
    cx_node *tau = cx_div(cx_sub(qq, pp), cx_scale(cx_select(is_zero, cx_k(1), pq), 2));
    cx_node *size = cx_reciprocal(cx_add(cx_abs(tau), cx_sqrt(cx_shift(cx_square(tau), 1))));
    cx_node *tangent = cx_select(cx_ge(tau, cx_k(0)), size, cx_neg(size));
    tangent = cx_select(is_zero, cx_k(0), tangent);
    cx_node *cosine = cx_reciprocal(cx_sqrt(cx_shift(cx_square(tangent), 1)));
    return (struct cxi_rotation){cosine, cx_mul(tangent, cosine)};
}

cx_node *cxi_rotate_rows(struct cxi_rotation rotation, cx_node *x) {
    int64_t n = cx_dim(x, -2);
    cx_node *p = cxi_matrix_rows(x, 0, n / 2), *q = cxi_matrix_rows(x, n / 2, n);
    cx_node *c = cx_expand_dims(rotation.cosine, -1), *s = cx_expand_dims(rotation.sine, -1);
    cx_node *new_p = cx_sub(cx_mul(c, p), cx_mul(s, q)), *new_q = cx_add(cx_mul(s, p), cx_mul(c, q));
    return cx_concatenate(-2, new_p, new_q);
}

/* Row 0 stays; the others go round: through the upper half to the right, back through the lower half to the left. */
cx_node *cxi_move_rows_on(cx_node *x) {
    int64_t n = cx_dim(x, -2), h = n / 2;
    if (h < 2) return x;
    return cx_concatenate(-2, cxi_matrix_rows(x, 0, 1), cxi_matrix_rows(x, h, h + 1), cxi_matrix_rows(x, 1, h - 1),
                          cxi_matrix_rows(x, h + 1, n), cxi_matrix_rows(x, h - 1, h));
}

cx_node *cxi_rows_in_order(cx_node *x, cx_node *order) {
    cx_dims dims = x->dims;
    if (cxi_is_poison(x)) return x;
    dims.dim[dims.rank - 2] = cx_dim(order, -1);
    return cx_take_along(x, cx_broadcast(cx_expand_dims(order, -1), dims), -2);
}

cx_node *cxi_row_signs(cx_node *x) {
    cx_node *place = cx_expand_dims(cx_argmax(cx_abs(x), -1), -1);
    cx_node *is_negative = cx_lt(cx_take_along(x, place, -1), cx_k(0));
    return cx_shift(cx_scale(cx_convert(is_negative, x->dtype), -2), 1);
}
