/* Linear algebra (calx/linalg.h). Matrices that must be symmetric or positive definite are made of the inputs, so that inputs can
   be moved freely. Vectors that are determined but for a sign enter squared, or by the matrix that they make. */
#include "ops/write_cases.h"

#define T(x)        cx_swap_axes(x, -1, -2)
#define GRAM(x)     cx_matmul(x, T(x))
#define DEFINITE(x) cx_add(GRAM(x), cx_eye(g, cx_node_dtype(x), cx_dim(x, -1), cx_dim(x, -1)))
#define HERE        SMOOTH | LOOSE

static void eigh(cx_node *x, cx_node **out) {
    cx_node *v;
    cx_eigh(x, &out[0], &v);
    out[1] = cx_square(v);
    out[2] = cx_matmul(cx_mul(v, cx_expand_dims(cx_exp(cx_scale(out[0], 0.1)), -2)), T(v)); /* exp(x / 10) */
}

static void svd(cx_node *x, cx_node **out) {
    cx_node *u, *v;
    cx_svd(x, &u, &out[0], &v);
    out[1] = cx_square(u);
    out[2] = cx_square(v);
    out[3] = cx_matmul(cx_mul(u, cx_expand_dims(cx_square(out[0]), -2)), T(v));
}

/* What q r, q^T q - 1, u diag(s) v^T and u^T u - 1 are off by, for matrices without full rank. */
static void exactness(cx_node *x, cx_node **out) {
    cx_node *q, *r, *u, *s, *v;
    cx_graph *g = cx_graph_of(x);
    cx_qr(x, &q, &r);
    cx_svd(x, &u, &s, &v);
    out[0] = cx_sub(cx_matmul(q, r), x);
    out[1] = cx_sub(cx_matmul(T(q), q), cx_eye(g, cx_node_dtype(x), cx_dim(q, -1), cx_dim(q, -1)));
    out[2] = cx_sub(cx_matmul(cx_mul(u, cx_expand_dims(s, -2)), T(v)), x);
    out[3] = cx_sub(cx_matmul(T(u), u), cx_eye(g, cx_node_dtype(x), cx_dim(u, -1), cx_dim(u, -1)));
}

/* Of the sum of exp(w), at a matrix whose eigenvalues are all alike: exp(x). */
static cx_node *gradient_at_equal_eigenvalues(cx_node *x) {
    cx_node *w, *v, *dx;
    cx_eigh(x, &w, &v);
    cx_grad(cx_add(cx_sum(cx_exp(w)), cx_scale(cx_sum(v), 1e-3)), 1, &x, &dx);
    return cx_mul(dx, cx_eye(cx_graph_of(x), cx_node_dtype(x), cx_dim(x, -1), cx_dim(x, -1)));
}

static cx_node *eigenvalues(cx_node *x) {
    cx_node *w, *v;
    cx_eigh(x, &w, &v);
    return w;
}

#define CASES(ONE, SEVERAL)                                                                                        \
    ONE(cholesky, HERE, "cholesky cx_cholesky", cx_cholesky(DEFINITE(A)))                                          \
    ONE(triangular_solve, HERE, "triangular_solve cx_triangular_solve", cx_triangular_solve(A, B))                 \
    ONE(triangular_solve_upper, HERE, "triangular_solve", cx_triangular_solve(A, B, .upper = true))                \
    ONE(triangular_solve_transposed, HERE, "triangular_solve", cx_triangular_solve(A, B, .transpose = true))       \
    ONE(triangular_solve_right, HERE, "triangular_solve", cx_triangular_solve(A, B, .right = true, .upper = true)) \
    ONE(triangular_solve_right_transposed, HERE, "triangular_solve",                                               \
        cx_triangular_solve(A, B, .right = true, .transpose = true))                                               \
    ONE(triangular_solve_unit, HERE, "triangular_solve", cx_triangular_solve(A, B, .unit_diagonal = true))         \
    SEVERAL(qr, 2, HERE, "cx_qr", cx_qr(A, &out[0], &out[1]))                                                      \
    SEVERAL(qr_square, 2, HERE | UNPRINTED, "cx_qr", cx_qr(A, &out[0], &out[1]))                                   \
    SEVERAL(qr_wide, 2, HERE | UNPRINTED, "cx_qr", cx_qr(A, &out[0], &out[1]))                                     \
    SEVERAL(eigh, 3, HERE | UNPRINTED, "cx_eigh", eigh(A, out))                                                    \
    SEVERAL(eigh_odd, 3, HERE | UNPRINTED, "cx_eigh", eigh(A, out))                                                \
    SEVERAL(eigh_one, 3, HERE | UNPRINTED, "cx_eigh", eigh(A, out))                                                \
    ONE(eigh_large, PLAIN | LOOSE | UNPRINTED, "cx_eigh", eigenvalues(A))                                          \
    ONE(eigh_equal, PLAIN | LOOSE | UNPRINTED, "cx_eigh", gradient_at_equal_eigenvalues(A))                        \
    SEVERAL(svd, 4, HERE | UNPRINTED, "cx_svd", svd(A, out))                                                       \
    SEVERAL(svd_square, 4, HERE | UNPRINTED, "cx_svd", svd(A, out))                                                \
    SEVERAL(svd_wide, 4, HERE | UNPRINTED, "cx_svd", svd(A, out))                                                  \
    SEVERAL(decomposed_without_rank, 4, PLAIN | LOOSE | UNPRINTED, "cx_qr cx_svd", exactness(A, out))              \
    ONE(solve, HERE | UNPRINTED, "cx_solve", cx_solve(A, B))                                                       \
    ONE(inverse, HERE | UNPRINTED, "cx_inverse", cx_inverse(A))                                                    \
    ONE(det, HERE | UNPRINTED, "cx_det", cx_det(A))                                                                \
    ONE(det_singular, PLAIN | UNPRINTED, "cx_det", cx_det(A))                                                      \
    SEVERAL(slogdet, 2, HERE | UNPRINTED, "cx_slogdet", cx_slogdet(A, &out[0], &out[1]))                           \
    ONE(lstsq, HERE | UNPRINTED, "cx_lstsq", cx_lstsq(A, B))                                                       \
    ONE(lstsq_wide, HERE | UNPRINTED, "cx_lstsq", cx_lstsq(A, B))

DEFINE_CASES(linalg_cases)
