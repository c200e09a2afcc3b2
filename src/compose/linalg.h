/* What the decompositions share. All matrices are the last two axes. */
#ifndef CXI_COMPOSE_LINALG_H
#define CXI_COMPOSE_LINALG_H

#include <calx/gradient.h>

#include "ops/linalg.h"

cx_node *cxi_transposed(cx_node *x);
/* Rows from `from` to `to` of each matrix. */
cx_node *cxi_matrix_rows(cx_node *x, int64_t from, int64_t to);
/* The largest |element| of each matrix, kept as axes of 1, and 1 where that is 0, infinite or NaN: divided by it, squares of
   elements neither overflow nor vanish. */
cx_node *cxi_matrix_size(cx_node *x);
/* 1 / x, and 0 where x is 0. */
cx_node *cxi_inverse_or_zero(cx_node *x);
/* F[i, j] = 1 / (t[j] - t[i]) for rows t [..., 1, n], and 0 where the two are equal but for rounding, so on the diagonal. */
cx_node *cxi_inverse_gaps(cx_node *t);
cx_node *cxi_symmetric(cx_node *x); /* (x + x^T) / 2 */

/* Matrices of one width on top of each other, as one node with one gradient rule; cxi_matrix_rows takes them apart again. So a rule
   sees the cotangents of all results of a decomposition of x together, and can use them all as they were handed out. */
cx_node *cxi_joined(int count, cx_node *const *parts, cx_node *x, cx_gradient_rule *rule);

/* QR without a gradient, m >= n. *det (not set when det is NULL) is the determinant of the product of all reflections, so
   that of q when m = n: 1 or -1. */
void cxi_householder(cx_node *x, cx_node **q, cx_node **r, cx_node **det);

/* ---------------------------------------------------------------------------- Jacobi's rotations (jacobi.c)
   n rows, n even, are n/2 pairs: row i of the upper half and row i of the lower. A turn rotates all pairs at once, and moves
   the rows on so that after n - 1 turns, a sweep, each has met each other (Brent and Luk 1985). */
struct cxi_rotation {
    cx_node *cosine, *sine; /* [..., n/2] */
};
/* The rotation that makes the symmetric [[pp, pq], [pq, qq]] diagonal. */
struct cxi_rotation cxi_rotation(cx_node *pp, cx_node *pq, cx_node *qq);
cx_node *cxi_rotate_rows(struct cxi_rotation rotation, cx_node *x);
cx_node *cxi_move_rows_on(cx_node *x);
/* Identity matrices [..., n, n] along with x's leading axes. */
cx_node *cxi_identities(cx_node *x, int64_t n);
/* Rows of x [..., n, m] in the order [..., count]. */
cx_node *cxi_rows_in_order(cx_node *x, cx_node *order);
/* 1 or -1 [..., n, 1]: what makes the largest component of each row positive. */
cx_node *cxi_row_signs(cx_node *x);
/* From how small on a number counts as 0 beside 1: the dtype's epsilon. */
double cxi_epsilon(cx_dtype dtype);

#endif
