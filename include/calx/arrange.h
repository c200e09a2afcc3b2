/* calx/arrange.h: arrays made, put together, taken apart and moved around, as numpy's functions of these names do. */
#ifndef CALX_ARRANGE_H
#define CALX_ARRANGE_H

#include <calx/graph.h>

CX_BEGIN

/* ----------------------------------------------------------------------------------------------- from nothing */
CX_API cx_node *cx_arange(cx_graph *graph, cx_dtype dtype, double start, double stop, double step); /* without `stop` */
CX_API cx_node *cx_linspace(cx_graph *graph, cx_dtype dtype, double start, double stop, int64_t count); /* with `stop`; no integers */
CX_API cx_node *cx_eye(cx_graph *graph, cx_dtype dtype, int64_t rows, int64_t columns); /* ones on the diagonal */

/* ----------------------------------------------------------------------------------------- together and apart */
/* Along a new axis, which is `axis` of the result: cx_stack(0, a, b). */
CX_API cx_node *cx_stack_(int count, cx_node *const *parts, int axis, cx_here here);
#define cx_stack(axis, ...) cx_stack_(CX_LIST(cx_node *, __VA_ARGS__), (axis), CX_HERE)
/* The axis cut into `count` parts of one size: out[]. */
CX_API void cx_split(cx_node *x, int axis, int count, cx_node **out);
/* xs[] are vectors; out[i] has an axis for each of them, along which xs[i] varies (numpy's indexing "ij"). */
CX_API void cx_meshgrid(int count, cx_node *const *xs, cx_node **out);

/* -------------------------------------------------------------------------------------------- repeated, moved */
CX_API cx_node *cx_tile(cx_node *x, cx_dims times);               /* the whole, times[i] times along axis i of x */
CX_API cx_node *cx_repeat(cx_node *x, int axis, int64_t times);   /* each element, `times` times in a row */
CX_API cx_node *cx_roll(cx_node *x, int axis, int64_t shift);     /* what leaves at the end comes in at the start */

/* ----------------------------------------------------------------- matrices: of the last two axes of x
   Diagonal 0 is the main one, 1 the one above it, -1 the one below. */
CX_API cx_node *cx_tril(cx_node *x, int64_t diagonal);            /* zeros above the diagonal */
CX_API cx_node *cx_triu(cx_node *x, int64_t diagonal);            /* zeros below it */
CX_API cx_node *cx_diagonal(cx_node *x, int64_t diagonal);        /* [..., m, n] -> [..., length of the diagonal] */
CX_API cx_node *cx_diagonal_matrix(cx_node *x);                   /* [..., n] -> [..., n, n] */
CX_API cx_node *cx_trace(cx_node *x);                             /* [..., m, n] -> [...]: the diagonal's sum */

/* -------------------------------------------------------------------------------------------------- products */
CX_API cx_node *cx_outer(cx_node *a, cx_node *b);                 /* of vectors: [m], [n] -> [m, n] */
CX_API cx_node *cx_kron(cx_node *a, cx_node *b);                  /* Kronecker's, of arrays of one rank */

CX_END
#endif
