/* calx/indexing.h: elements chosen, and put in place, by indices that are values.

   Indices are integers of any dtype; a negative one is out of range, it does not count from the end. What is TAKEN from out of
   range is taken from the edge; what is PUT out of range is left out. Gradients follow: none reaches what was left out. */
#ifndef CALX_INDEXING_H
#define CALX_INDEXING_H

#include <calx/graph.h>

CX_BEGIN

/* ------------------------------------------------------------------------------------------ along one axis */
CX_API cx_node *cx_take(cx_node *x, cx_node *indices, int axis);             /* the axis becomes the axes of indices */
CX_API cx_node *cx_take_along(cx_node *x, cx_node *indices, int axis);       /* as numpy.take_along_axis */
CX_API cx_node *cx_one_hot(cx_node *indices, int64_t depth, cx_dtype dtype); /* a new last axis; all 0 out of range */

/* What becomes of an element of x and the values put at its place. */
typedef enum cx_combine {
    CX_REPLACE, /* the value; of several one, which is the plugin's choice */
    CX_ADD,
    CX_MUL, /* where one of several values is 0, second derivatives between them are taken as 0 */
    CX_MIN, /* at ties all share the gradient equally; this and the next of real numbers */
    CX_MAX,
} cx_combine;

typedef struct cx_put_args {
    cx_node *x, *indices, *values;
    int axis;
    cx_here at_;
    cx_combine combine; /* default: CX_REPLACE */
    bool unique;        /* promised: no two values meet; then derivatives cost less */
} cx_put_args;
/* x with values put where cx_take(x, indices, axis) takes from: they have its shape, or broadcast to it. As JAX's
   x.at[indices].set(values), .add(values) and so on. */
CX_API cx_node *cx_put_(cx_put_args args);
CX_API cx_node *cx_put_along_(cx_put_args args); /* where cx_take_along takes from; as numpy.put_along_axis */
#define cx_put(...)       cx_put_(CX_ARGS(cx_put_args, __VA_ARGS__))
#define cx_put_along(...) cx_put_along_(CX_ARGS(cx_put_args, __VA_ARGS__))

/* Element s of the result [segments, rest...] is the sum (product, smallest, largest) of the x[i] of x [n, rest...] whose ids[i]
   is s; where there is none, 0 (1, the largest, the smallest value of the dtype). ids: integers [n]. */
CX_API cx_node *cx_segment_sum(cx_node *x, cx_node *ids, int64_t segments);
CX_API cx_node *cx_segment_product(cx_node *x, cx_node *ids, int64_t segments);
CX_API cx_node *cx_segment_min(cx_node *x, cx_node *ids, int64_t segments);
CX_API cx_node *cx_segment_max(cx_node *x, cx_node *ids, int64_t segments);

/* ------------------------------------------------------------------------------------------ blocks, in general
   A block of x that starts at `start` (one scalar per axis), moved inwards where it would stick out. */
CX_API cx_node *cx_dynamic_slice(cx_node *x, int count, cx_node *const *start, cx_dims sizes);
/* x with the block at `start` replaced by `update`. */
CX_API cx_node *cx_dynamic_update_slice(cx_node *x, cx_node *update, int count, cx_node *const *start);

/* Many blocks at once: StableHLO's gather. Each vector along the last axis of the indices says where a block starts: its
   element i is a position on axis axes[i] of x. What is found has the other axes of the indices, and among them the axes of
   a block. cx_take(x, indices, 0) of a matrix x [m, n] and indices [k, 1] is

       cx_gather(x, indices, .axes = CX_DIMS(0), .sizes = CX_DIMS(1, n), .collapsed = CX_DIMS(0))  */
typedef struct cx_gather_args {
    cx_node *x, *indices;
    cx_here at_;
    cx_dims axes;                   /* of x (start_index_map) */
    cx_dims sizes;                  /* of a block, along each axis of x (slice_sizes) */
    cx_dims collapsed;              /* axes of x along which a block has one element, and the result no axis */
    cx_dims batch_x, batch_indices; /* axes that go along, in pairs; a block has one element there */
    cx_dims window;                 /* axes of the result that run over a block (offset_dims); default: the last ones */
} cx_gather_args;
CX_API cx_node *cx_gather_(cx_gather_args args); /* a block that would stick out is moved inwards */
#define cx_gather(...) cx_gather_(CX_ARGS(cx_gather_args, __VA_ARGS__))

/* And back: x with blocks put where a gather would find them; `updates` has the shape of what it would find. */
typedef struct cx_scatter_args {
    cx_node *x, *indices, *updates;
    cx_here at_;
    cx_dims axes;
    cx_dims collapsed;
    cx_dims batch_x, batch_indices;
    cx_dims window;     /* axes of the updates (update_window_dims); default: the last ones */
    cx_combine combine; /* default: CX_REPLACE */
    bool unique;        /* promised: no two blocks meet */
} cx_scatter_args;
CX_API cx_node *cx_scatter_(cx_scatter_args args); /* a block that would stick out is left out */
#define cx_scatter(...) cx_scatter_(CX_ARGS(cx_scatter_args, __VA_ARGS__))

CX_END
#endif
