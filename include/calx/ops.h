/* calx/ops.h: the operations that graphs are made of.

   COMMON TO ALL
   - Shapes are written row-major, axes count from 0, and a negative axis counts from the end.
   - Operands of one operation have one dtype: nothing is promoted behind your back (see cx_convert). A number beside a
     node, cx_k(2), takes the node's dtype.
   - Elementwise operations of several operands broadcast as numpy does: shapes are aligned at the last axis, and a
     dimension of 1 stretches.
   - What does not fit returns the poison node (calx/graph.h); the message names the operation and the shapes.
   - "d/dx" is said where it is not the textbook's: at ties and edges the gradients are JAX's. */
#ifndef CALX_OPS_H
#define CALX_OPS_H

#include <calx/graph.h>

CX_BEGIN

/* ------------------------------------------------------------------------- elementwise, of one operand
   Floating (and complex where it makes sense); cx_neg, cx_abs, cx_sign also of integers. */
CX_API cx_node *cx_neg(cx_node *x);
CX_API cx_node *cx_abs(cx_node *x);       /* real, also of complex x; d/dx at 0 is 1, of complex x 0 */
CX_API cx_node *cx_sign(cx_node *x);      /* -1, 0 or 1; no gradient */
CX_API cx_node *cx_exp(cx_node *x);
CX_API cx_node *cx_expm1(cx_node *x);     /* exp(x) - 1, exact near 0 */
CX_API cx_node *cx_log(cx_node *x);
CX_API cx_node *cx_log1p(cx_node *x);     /* log(1 + x), exact near 0 */
CX_API cx_node *cx_sqrt(cx_node *x);
CX_API cx_node *cx_rsqrt(cx_node *x);     /* 1 / sqrt(x) */
CX_API cx_node *cx_cbrt(cx_node *x);
CX_API cx_node *cx_sin(cx_node *x);
CX_API cx_node *cx_cos(cx_node *x);
CX_API cx_node *cx_tan(cx_node *x);
CX_API cx_node *cx_tanh(cx_node *x);
CX_API cx_node *cx_logistic(cx_node *x);  /* 1 / (1 + exp(-x)), the sigmoid */
CX_API cx_node *cx_erf(cx_node *x);
CX_API cx_node *cx_erfc(cx_node *x);      /* 1 - erf(x), exact where erf is near 1 */
CX_API cx_node *cx_erf_inv(cx_node *x);   /* the inverse of erf, on (-1, 1) */
CX_API cx_node *cx_floor(cx_node *x);     /* this and the next two: no gradient (it is 0 almost everywhere) */
CX_API cx_node *cx_ceil(cx_node *x);
CX_API cx_node *cx_round(cx_node *x);     /* halves to even */
CX_API cx_node *cx_is_finite(cx_node *x); /* bool */
CX_API cx_node *cx_is_nan(cx_node *x);    /* bool */
CX_API cx_node *cx_not(cx_node *x);       /* of bool: logical; of integers: bit by bit */
CX_API cx_node *cx_popcount(cx_node *x);  /* bits that are set; of integers */
CX_API cx_node *cx_clz(cx_node *x);       /* leading zero bits; of integers */
CX_API cx_node *cx_square(cx_node *x);
CX_API cx_node *cx_reciprocal(cx_node *x);

CX_API cx_node *cx_scale(cx_node *x, double factor);  /* x * factor */
CX_API cx_node *cx_shift(cx_node *x, double term);    /* x + term */
CX_API cx_node *cx_convert(cx_node *x, cx_dtype dtype); /* floats to integers toward zero; to bool: x != 0 */
/* The same bits, read as a dtype that has as many (bool 1, i4 and u4 4); both are complex or neither. No gradient. */
CX_API cx_node *cx_bitcast(cx_node *x, cx_dtype dtype);
CX_API cx_node *cx_stop_gradient(cx_node *x);           /* x, with a gradient of zero */

/* ------------------------------------------------------------------------ elementwise, of several operands */
CX_API cx_node *cx_add(cx_node *a, cx_node *b);
CX_API cx_node *cx_sub(cx_node *a, cx_node *b);
CX_API cx_node *cx_mul(cx_node *a, cx_node *b);
CX_API cx_node *cx_div(cx_node *a, cx_node *b);   /* integers: toward zero */
CX_API cx_node *cx_rem(cx_node *a, cx_node *b);   /* the remainder of that division: the sign is a's */
CX_API cx_node *cx_pow(cx_node *a, cx_node *b);
CX_API cx_node *cx_atan2(cx_node *y, cx_node *x); /* the angle of the point (x, y) */
CX_API cx_node *cx_maximum(cx_node *a, cx_node *b); /* at a tie each operand takes half the gradient */
CX_API cx_node *cx_minimum(cx_node *a, cx_node *b); /* likewise */
CX_API cx_node *cx_and(cx_node *a, cx_node *b);   /* of bool: logical; of integers: bit by bit */
CX_API cx_node *cx_or(cx_node *a, cx_node *b);
CX_API cx_node *cx_xor(cx_node *a, cx_node *b);
CX_API cx_node *cx_shift_left(cx_node *a, cx_node *b);
CX_API cx_node *cx_shift_right(cx_node *a, cx_node *b); /* copies the sign bit of signed integers */
CX_API cx_node *cx_shift_right_logical(cx_node *a, cx_node *b); /* zeros come in */

CX_API cx_node *cx_eq(cx_node *a, cx_node *b); /* these six: bool */
CX_API cx_node *cx_ne(cx_node *a, cx_node *b);
CX_API cx_node *cx_lt(cx_node *a, cx_node *b);
CX_API cx_node *cx_le(cx_node *a, cx_node *b);
CX_API cx_node *cx_gt(cx_node *a, cx_node *b);
CX_API cx_node *cx_ge(cx_node *a, cx_node *b);

CX_API cx_node *cx_select(cx_node *predicate, cx_node *yes, cx_node *no);
CX_API cx_node *cx_clamp(cx_node *low, cx_node *x, cx_node *high); /* d/dx is 0 outside of [low, high] and on its edges */

/* ------------------------------------------------------------------------------------------------- shape */
CX_API cx_node *cx_reshape(cx_node *x, cx_dims dims);            /* one dimension may be -1: what is left */
CX_API cx_node *cx_flatten(cx_node *x, int from_axis);           /* axes from_axis.. become one */
CX_API cx_node *cx_expand_dims(cx_node *x, int axis);            /* a new axis of 1, at `axis` of the result */
CX_API cx_node *cx_squeeze(cx_node *x, int axis);                /* drops an axis of 1 */
CX_API cx_node *cx_transpose(cx_node *x, cx_dims permutation);   /* axis i of the result is axis permutation[i] of x */
CX_API cx_node *cx_swap_axes(cx_node *x, int a, int b);
CX_API cx_node *cx_broadcast(cx_node *x, cx_dims dims);          /* as numpy.broadcast_to */
CX_API cx_node *cx_broadcast_in_dim(cx_node *x, cx_dims dims, cx_dims axes); /* axis i of x is axis axes[i] of the result */
CX_API cx_node *cx_reverse(cx_node *x, cx_dims axes);
CX_API cx_node *cx_iota(cx_graph *graph, cx_dtype dtype, cx_dims dims, int axis); /* 0, 1, 2, ... along an axis */
CX_API cx_node *cx_concatenate_(int count, cx_node *const *parts, int axis, cx_here here);
#define cx_concatenate(axis, ...) cx_concatenate_(CX_LIST(cx_node *, __VA_ARGS__), (axis), CX_HERE) /* (0, a, b) */

typedef struct cx_slice_args {
    cx_node *x;
    cx_dims start, limit; /* limit is exclusive; negative values count from the end */
    cx_here at_;
    cx_dims stride;       /* default: 1 */
} cx_slice_args;
CX_API cx_node *cx_slice_(cx_slice_args args);
#define cx_slice(...) cx_slice_(CX_ARGS(cx_slice_args, __VA_ARGS__))
CX_API cx_node *cx_slice_axis(cx_node *x, int axis, int64_t start, int64_t limit);

typedef struct cx_pad_args {
    cx_node *x;
    cx_dims low, high; /* elements added before and after, per axis; negative ones crop */
    cx_here at_;
    cx_dims interior;  /* elements added between neighbours; default: 0 */
    double value;      /* of the added elements */
} cx_pad_args;
CX_API cx_node *cx_pad_(cx_pad_args args);
#define cx_pad(...) cx_pad_(CX_ARGS(cx_pad_args, __VA_ARGS__))

/* -------------------------------------------------------------------------------------------- reductions */
typedef struct cx_reduce_args {
    cx_node *x;
    cx_here at_;
    cx_dims axes; /* default: all */
    bool keep;    /* reduced axes stay, as 1 */
} cx_reduce_args;
CX_API cx_node *cx_sum_(cx_reduce_args args);
CX_API cx_node *cx_mean_(cx_reduce_args args); /* of integers and bool: f32 */
CX_API cx_node *cx_product_(cx_reduce_args args);
CX_API cx_node *cx_max_(cx_reduce_args args); /* tied elements share the gradient equally */
CX_API cx_node *cx_min_(cx_reduce_args args);
CX_API cx_node *cx_any_(cx_reduce_args args); /* of bool */
CX_API cx_node *cx_all_(cx_reduce_args args);
#define cx_sum(...)     cx_sum_(CX_ARGS(cx_reduce_args, __VA_ARGS__))
#define cx_mean(...)    cx_mean_(CX_ARGS(cx_reduce_args, __VA_ARGS__))
#define cx_product(...) cx_product_(CX_ARGS(cx_reduce_args, __VA_ARGS__))
#define cx_max(...)     cx_max_(CX_ARGS(cx_reduce_args, __VA_ARGS__))
#define cx_min(...)     cx_min_(CX_ARGS(cx_reduce_args, __VA_ARGS__))
#define cx_any(...)     cx_any_(CX_ARGS(cx_reduce_args, __VA_ARGS__))
#define cx_all(...)     cx_all_(CX_ARGS(cx_reduce_args, __VA_ARGS__))
CX_API cx_node *cx_argmax(cx_node *x, int axis); /* i32: the first place of the largest element; NaN counts as largest */
CX_API cx_node *cx_argmin(cx_node *x, int axis);

/* Reduces `count` arrays of one shape together over `axes`. The body is given count accumulators, then count elements,
   all scalars, and sets count new accumulators; it should be associative, and may use only its arguments and
   constants. inits are scalars. */
CX_API void cx_reduce_by_(cx_here at, int count, cx_node *const *x, cx_node *const *init, cx_dims axes, cx_body *body, void *user,
                         cx_node **out);
#define cx_reduce_by(...) cx_reduce_by_(CX_HERE, __VA_ARGS__)

typedef struct cx_reduce_window_args {
    cx_node *x, *init; /* init: a scalar of x's dtype, the reducer's identity: combined with any number it gives that */
    cx_dims window;    /* this and the other lists: per axis of x */
    cx_body *body;     /* sets out[0] from in[0] and in[1], scalars, as for cx_reduce_by */
    void *user;
    cx_here at_;
    cx_dims stride;                             /* default: 1 */
    cx_dims base_dilation;                      /* init stands between elements of x, dilation - 1 times; default: 1 */
    cx_dims window_dilation;                    /* elements of a window are so far apart; default: 1 */
    cx_dims pad_low, pad_high;                  /* with init; default: 0; negative ones crop */
} cx_reduce_window_args;
/* Reduces each place of a sliding window. There is a gradient for windows of at most 1024 elements. */
CX_API cx_node *cx_reduce_window_(cx_reduce_window_args args);
#define cx_reduce_window(...) cx_reduce_window_(CX_ARGS(cx_reduce_window_args, __VA_ARGS__))

/* ---------------------------------------------------------------------------------------------- products */
typedef struct cx_dot_args {
    cx_node *a, *b;
    cx_here at_;
    cx_dims contract_a, contract_b; /* axes summed over, in pairs */
    cx_dims batch_a, batch_b;       /* axes that go along, in pairs: first in the result */
    cx_dtype dtype;                 /* of the result and of the sum; default: that of a */
} cx_dot_args;
/* The result's axes: batch axes, then the remaining ones of a, then those of b. */
CX_API cx_node *cx_dot_general_(cx_dot_args args);
#define cx_dot_general(...) cx_dot_general_(CX_ARGS(cx_dot_args, __VA_ARGS__))
CX_API cx_node *cx_matmul(cx_node *a, cx_node *b); /* as numpy.matmul: vectors, matrices, stacks of matrices */
/* Sums of products in index notation, as numpy.einsum with an explicit result: cx_einsum("bij,bjk->bik", a, b). One or
   more operands; each letter an axis; a letter twice in one operand is a diagonal. */
CX_API cx_node *cx_einsum_(const char *spec, int count, cx_node *const *operands, cx_here here);
#define cx_einsum(spec, ...) cx_einsum_((spec), CX_LIST(cx_node *, __VA_ARGS__), CX_HERE)

/* ------------------------------------------------------------------------------- convolution and pooling */
typedef enum cx_padding { CX_VALID, CX_SAME } cx_padding; /* none; so that the result has ceil(input / stride) */

typedef struct cx_conv_args {
    cx_node *x;      /* [batch, spatial..., channels] */
    cx_node *kernel; /* [spatial..., channels / groups, features] */
    cx_here at_;
    cx_padding pad;
    cx_dims pad_low, pad_high; /* explicit padding instead, per spatial axis */
    cx_dims stride, dilation;  /* per spatial axis; default: 1 */
    cx_dims input_dilation;    /* zeros between the elements of x are dilation - 1; default: 1 */
    int64_t groups;            /* of channels that see only each other; default: 1 */
    int64_t batch_groups;      /* parts of the batch, each seen by its part of the features only, so that the result has
                                  batch / batch_groups examples; default: 1 */
    cx_dtype dtype;            /* of the result and of the sums; default: that of x */
} cx_conv_args;
/* Convolution (cross-correlation, as everywhere in the field) over any number of spatial axes: [batch, spatial...,
   features]. */
CX_API cx_node *cx_conv_(cx_conv_args args);
#define cx_conv(...) cx_conv_(CX_ARGS(cx_conv_args, __VA_ARGS__))

typedef struct cx_conv_transpose_args {
    cx_node *x;      /* [batch, spatial..., channels] */
    cx_node *kernel; /* [spatial..., channels, features] */
    cx_here at_;
    cx_padding pad;           /* CX_SAME: the result has size * stride; CX_VALID: all places that the kernel reaches */
    cx_dims stride, dilation; /* per spatial axis; default: 1 */
} cx_conv_transpose_args;
/* Transposed convolution: each element of x puts the kernel, times itself, onto the result, `stride` apart; what meets is
   summed. It takes cx_conv's result, of that stride and padding, back to its input's shape. */
CX_API cx_node *cx_conv_transpose_(cx_conv_transpose_args args);
#define cx_conv_transpose(...) cx_conv_transpose_(CX_ARGS(cx_conv_transpose_args, __VA_ARGS__))

typedef struct cx_pool_args {
    cx_node *x;     /* [batch, spatial..., channels] */
    cx_dims window; /* per spatial axis */
    cx_here at_;
    cx_dims stride; /* default: the window */
    cx_padding pad;
} cx_pool_args;
/* Where windows of the maximum overlap, they have a gradient up to 1024 elements. */
CX_API cx_node *cx_max_pool_(cx_pool_args args);  /* the first of equal maxima takes the gradient */
CX_API cx_node *cx_mean_pool_(cx_pool_args args); /* padding is not counted */
CX_API cx_node *cx_sum_pool_(cx_pool_args args);
#define cx_max_pool(...)  cx_max_pool_(CX_ARGS(cx_pool_args, __VA_ARGS__))
#define cx_mean_pool(...) cx_mean_pool_(CX_ARGS(cx_pool_args, __VA_ARGS__))
#define cx_sum_pool(...)  cx_sum_pool_(CX_ARGS(cx_pool_args, __VA_ARGS__))
CX_API cx_node *cx_max_pool2d(cx_node *x, int64_t window);
CX_API cx_node *cx_mean_pool2d(cx_node *x, int64_t window);
CX_API cx_node *cx_global_max_pool(cx_node *x); /* over all spatial axes: [batch, channels] */
CX_API cx_node *cx_global_mean_pool(cx_node *x);

typedef enum cx_interpolation { CX_NEAREST, CX_LINEAR } cx_interpolation;
typedef struct cx_resize_args {
    cx_node *x;
    cx_dims dims;            /* of the result: as many axes as x has */
    cx_interpolation method; /* linear along two axes is what is called bilinear; of floats and complex numbers */
    cx_here at_;
    bool antialias; /* when shrunk linearly, all of x counts; default: the two neighbours only */
} cx_resize_args;
/* x stretched or shrunk, along each axis by itself: an element's middle stands in x where it does in the result, as a part
   of the whole (so jax.image.resize, and PyTorch's interpolate with align_corners = False). Beyond the first and last
   middle, x counts as constant. */
CX_API cx_node *cx_resize_(cx_resize_args args);
#define cx_resize(...) cx_resize_(CX_ARGS(cx_resize_args, __VA_ARGS__))

/* ---------------------------------------------------------------------------------------------- ordering */
typedef struct cx_sort_args {
    cx_node *x;
    int axis;
    cx_here at_;
    bool descending;
} cx_sort_args;
CX_API cx_node *cx_sort_(cx_sort_args args); /* stable; NaN counts as largest */
CX_API cx_node *cx_argsort_(cx_sort_args args); /* i32 */
#define cx_sort(...)    cx_sort_(CX_ARGS(cx_sort_args, __VA_ARGS__))
#define cx_argsort(...) cx_argsort_(CX_ARGS(cx_sort_args, __VA_ARGS__))
/* Sorts `count` arrays of one shape together along `axis`, stably. The body is given a0, b0, a1, b1, ... (scalars: an
   element and another of each array) and sets out[0] to a bool: whether the first comes before the other. */
CX_API void cx_sort_by_(cx_here at, int count, cx_node *const *x, int axis, cx_body *before, void *user, cx_node **out);
#define cx_sort_by(...) cx_sort_by_(CX_HERE, __VA_ARGS__)

/* ----------------------------------------------------------------------------------------------- control
   Bodies may use nodes from outside (captures). */
/* While `condition` (out[0], a bool scalar) holds, `body` makes the next values from the present ones, of the same
   shapes. No gradient: the number of turns is not known; see cx_bounded_while. Forward, cx_jvp goes through it. */
CX_API void cx_while_(cx_here at, int count, cx_node *const *init, cx_body *condition, cx_body *body, void *user, cx_node **out);
#define cx_while(...) cx_while_(CX_HERE, __VA_ARGS__)
/* The same, but at most `limit` turns are made: so there is a gradient, for which the values of all of them are kept. A turn
   after the last costs next to nothing (under cx_vmap, if examples end at turns of their own, as much as any). */
CX_API void cx_bounded_while_(cx_here at, int64_t limit, int count, cx_node *const *init, cx_body *condition, cx_body *body,
                              void *user, cx_node **out);
#define cx_bounded_while(...) cx_bounded_while_(CX_HERE, __VA_ARGS__)
/* Goes through the first axis of inputs xs[], from its end when `reverse`. The body is given the carries and one element of
   each input (without that axis) and sets the next carries, of the same types, and `outputs` further values, which are
   stacked along a new first axis: element t of ys[] belongs to element t of xs[]. last[] are the carries at the end. */
CX_API void cx_scan_(cx_here at, int carries, cx_node *const *init, int inputs, cx_node *const *xs, int outputs,
                     bool reverse, cx_body *body, void *user, cx_node **last, cx_node **ys);
#define cx_scan(...) cx_scan_(CX_HERE, __VA_ARGS__)
/* Only the branch that the bool scalar `predicate` asks for is computed. Both set `count` results of the same types; in[] is empty:
   what they need they take from outside, by `user`. */
CX_API void cx_if(cx_node *predicate, cx_body *yes, cx_body *no, void *user, int count, cx_node **out);
/* Calls a function under a name, built at its first call in the graph for these shapes: what is used often is
   compiled once. Calls of one name must use one body and user. */
CX_API void cx_invoke_(cx_here at, const char *name, cx_body *body, void *user, int inputs, cx_node *const *in, int outputs,
                      cx_node **out);
#define cx_invoke(...) cx_invoke_(CX_HERE, __VA_ARGS__)

/* out[i] is x[i]; all of x[] is computed before any of out[] is used, and XLA takes none of them for another value. */
CX_API void cx_barrier_(cx_here at, int count, cx_node *const *x, cx_node **out);
#define cx_barrier(...) cx_barrier_(CX_HERE, __VA_ARGS__)
/* Calls the body, whose inner values are not kept for the gradient: it computes them again from in[] and captures. A deep
   model of such blocks needs memory for one block's inner values and for what is between blocks; its step takes about a
   third longer. */
CX_API void cx_remat_(cx_here at, cx_body *body, void *user, int inputs, cx_node *const *in, int outputs, cx_node **out);
#define cx_remat(...) cx_remat_(CX_HERE, __VA_ARGS__)
/* The results of branch number `index`, an integer scalar; below 0 the first one's, past the end the last one's. Only that
   branch is computed. All set `count` results of the same types. */
CX_API void cx_case(cx_node *index, int branches, cx_body *const *branch, void *user, int count, cx_node **out);
/* The body for each element of the first axis of xs[], one after the other: for what is too large for all at once (cx_vmap),
   or differs in its number of turns. Outputs are stacked along a new first axis. */
CX_API void cx_map_(cx_here at, int inputs, cx_node *const *xs, int outputs, cx_body *body, void *user, cx_node **ys);
#define cx_map(...) cx_map_(CX_HERE, __VA_ARGS__)

/* ------------------------------------------------------------------------------------------ compositions */
CX_API cx_node *cx_softmax(cx_node *x, int axis);
CX_API cx_node *cx_log_softmax(cx_node *x, int axis);
CX_API cx_node *cx_logsumexp_(cx_reduce_args args); /* log(sum(exp(x))), without overflow */
#define cx_logsumexp(...) cx_logsumexp_(CX_ARGS(cx_reduce_args, __VA_ARGS__))

CX_END

#include <calx/activations.h>
#include <calx/arrange.h>
#include <calx/complex.h>
#include <calx/indexing.h>
#include <calx/linalg.h>
#include <calx/random.h>
#include <calx/special.h>
#include <calx/statistics.h>
#ifndef CX_INSIDE_LIBRARY
#include <calx/places.h>
#endif
#endif
