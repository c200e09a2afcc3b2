/* calx/statistics.h: running sums, norms, moments, order statistics, made of the operations of calx/ops.h. Options of
   reductions, .axes (default: all) and .keep, are cx_sum's. */
#ifndef CALX_STATISTICS_H
#define CALX_STATISTICS_H

#include <calx/graph.h>

CX_BEGIN

/* ------------------------------------------------------------------ along an axis, up to and with each element */
CX_API cx_node *cx_cumsum(cx_node *x, int axis);
CX_API cx_node *cx_cumprod(cx_node *x, int axis);
CX_API cx_node *cx_cummax(cx_node *x, int axis); /* at a tie, both sides take half of the gradient, as of cx_maximum */
CX_API cx_node *cx_cummin(cx_node *x, int axis);
CX_API cx_node *cx_cumlogsumexp(cx_node *x, int axis);

/* ------------------------------------------------------------------------------------------------ of all of them */
typedef struct cx_moment_args {
    cx_node *x; /* real or complex */
    cx_here at_;
    cx_dims axes;      /* default: all */
    bool keep;         /* reduced axes stay, as 1 */
    double correction; /* the sum of squares is divided by n - correction: 1 for a sample's unbiased variance */
} cx_moment_args;
CX_API cx_node *cx_variance_(cx_moment_args args);
CX_API cx_node *cx_std_(cx_moment_args args); /* its square root, whose gradient is NaN where it is 0, as JAX's is */
#define cx_variance(...) cx_variance_(CX_ARGS(cx_moment_args, __VA_ARGS__))
#define cx_std(...)      cx_std_(CX_ARGS(cx_moment_args, __VA_ARGS__))

typedef struct cx_norm_args {
    cx_node *x; /* real or complex */
    cx_here at_;
    double order; /* default: 2. (sum |x|^order)^(1/order); 1 and INFINITY and -INFINITY as is usual */
    cx_dims axes;
    bool keep;
} cx_norm_args;
CX_API cx_node *cx_norm_(cx_norm_args args); /* of vectors; of order 2 and all axes it is the Frobenius norm. At 0 the gradient is 0 */
#define cx_norm(...) cx_norm_(CX_ARGS(cx_norm_args, __VA_ARGS__))

/* The number that a part q of the elements along the axis is below, for 0 <= q <= 1: between two elements linearly. NaN
   counts as largest. The axis goes away. */
CX_API cx_node *cx_quantile(cx_node *x, double q, int axis);
CX_API cx_node *cx_median(cx_node *x, int axis);

/* The k largest along the last axis in descending order, and where they stood (i32); of equal ones the first. The gradient
   goes to where they stood. NaN counts as largest. */
CX_API void cx_topk(cx_node *x, int64_t k, cx_node **values, cx_node **indices);

CX_END
#endif
