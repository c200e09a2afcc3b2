/* Running sums, norms, moments, order statistics (calx/statistics.h). */
#include "ops/write_cases.h"

#include <math.h>

#define CASES(ONE, SEVERAL)                                                                      \
    ONE(cumsum, SMOOTH, "cx_cumsum", cx_cumsum(cx_square(A), 1))                                 \
    ONE(cumprod, SMOOTH, "cx_cumprod", cx_cumprod(A, 0))                                         \
    ONE(cummax, SMOOTH, "cx_cummax", cx_square(cx_cummax(A, -1)))                                \
    ONE(cummin, SMOOTH, "cx_cummin", cx_square(cx_cummin(A, 1)))                                 \
    ONE(cumlogsumexp, SMOOTH, "cx_cumlogsumexp", cx_cumlogsumexp(A, 1))                          \
    ONE(cumsum_i32, PLAIN, "cx_cumsum", cx_cumsum(A, 0))                                         \
    ONE(variance, SMOOTH, "cx_variance", cx_variance(A, .axes = CX_DIMS(1), .keep = true))       \
    ONE(variance_sample, SMOOTH, "cx_variance", cx_variance(A, .correction = 1))                 \
    ONE(std, SMOOTH, "cx_std", cx_std(A, .axes = CX_DIMS(0)))                                    \
    ONE(norm, SMOOTH, "cx_norm", cx_norm(A, .axes = CX_DIMS(1)))                                 \
    ONE(norm_one, SMOOTH, "cx_norm", cx_norm(A, .order = 1))                                     \
    ONE(norm_three, SMOOTH, "cx_norm", cx_norm(A, .order = 3, .axes = CX_DIMS(0), .keep = true)) \
    ONE(norm_largest, SMOOTH, "cx_norm", cx_norm(A, .order = INFINITY, .axes = CX_DIMS(1)))      \
    ONE(norm_complex, SMOOTH, "cx_norm", cx_norm(cx_complex(A, B)))                              \
    ONE(mean_i32, PLAIN | LOOSE, "cx_mean", cx_mean(A))                                          \
    ONE(quantile, SMOOTH, "cx_quantile", cx_square(cx_quantile(A, 0.3, 1)))                      \
    ONE(median, SMOOTH, "cx_median", cx_square(cx_median(A, 0)))                                 \
    SEVERAL(topk, 2, SMOOTH, "cx_topk", cx_topk(cx_square(A), 3, &out[0], &out[1]))              \
    SEVERAL(topk_ties, 2, PLAIN, "cx_topk", cx_topk(A, 4, &out[0], &out[1]))
DEFINE_CASES(statistics_cases)
