/* calx/linalg.h: linear algebra on stacks of matrices: the last two axes are rows and columns, those before them go along.
   Of f32 and f64; the same on every plugin, since all is made of operations that each has.

   Products are cx_matmul, cx_dot_general and cx_einsum of calx/ops.h; diagonals and triangles are in calx/arrange.h. */
#ifndef CALX_LINALG_H
#define CALX_LINALG_H

#include <calx/graph.h>

CX_BEGIN

/* ---------------------------------------------------------------------------------------------- triangles */

/* The lower triangular L with L L^T = x, for symmetric positive definite x [..., n, n]; not a number where x is not positive
   definite. x counts as (x + x^T) / 2. */
CX_API cx_node *cx_cholesky(cx_node *x);

typedef struct cx_triangular_solve_args {
    cx_node *a; /* [..., n, n]; one triangle of it is read */
    cx_node *b; /* [..., n, k]; on the right [..., k, n] */
    cx_here at_;
    bool upper;         /* the triangle; default: lower */
    bool right;         /* solves x a = b; default: a x = b */
    bool transpose;     /* a^T in place of a */
    bool unit_diagonal; /* takes the diagonal as ones, without reading it */
} cx_triangular_solve_args;
CX_API cx_node *cx_triangular_solve_(cx_triangular_solve_args args);
#define cx_triangular_solve(...) cx_triangular_solve_(CX_ARGS(cx_triangular_solve_args, __VA_ARGS__))

/* -------------------------------------------------------------------------------------------- decompositions
   Results that are set together are all poison when one is. k = min(m, n). */

/* x [..., m, n] = q r, q [..., m, k] of orthonormal columns, r [..., k, n] upper triangular, by Householder's reflections.
   Signs are LAPACK's. The gradient needs the first k columns of x to be independent. */
CX_API void cx_qr(cx_node *x, cx_node **q, cx_node **r);

/* x [..., n, n], symmetric, = v diag(w) v^T: eigenvalues w [..., n] in ascending order, eigenvectors the columns of v, the
   component of the largest size positive. By Jacobi's rotations. x counts as (x + x^T) / 2. Eigenvectors of equal eigenvalues
   have no derivative: what would turn them into each other is left out of the gradient. */
CX_API void cx_eigh(cx_node *x, cx_node **w, cx_node **v);

/* x [..., m, n] = u diag(s) v^T: u [..., m, k], s [..., k] in descending order, v [..., n, k], all columns orthonormal. By
   Jacobi's rotations (Hestenes 1958), so that small singular values are as exact as large ones. For equal singular values the
   same holds as for equal eigenvalues. */
CX_API void cx_svd(cx_node *x, cx_node **u, cx_node **s, cx_node **v);

/* ------------------------------------------------------------------------------------------------ equations */

CX_API cx_node *cx_solve(cx_node *a, cx_node *b);  /* x of a x = b; a [..., n, n], b [..., n, k]; by QR */
CX_API cx_node *cx_inverse(cx_node *x);            /* [..., n, n] */
CX_API cx_node *cx_det(cx_node *x);                /* [..., n, n] -> [...]; the gradient needs x to have an inverse */
/* The determinant's sign, -1 or 1 (0 of a singular matrix), and the logarithm of its absolute value. */
CX_API void cx_slogdet(cx_node *x, cx_node **sign, cx_node **log_size);
/* The x [..., n, k] for which |a x - b| is least; a [..., m, n] of full rank, b [..., m, k]. Where n > m, the shortest x for
   which a x = b. By QR. */
CX_API cx_node *cx_lstsq(cx_node *a, cx_node *b);

CX_END
#endif
