/* Reductions, by the common reducers and by those of one's own. */
#include "ops/write_cases.h"

/* (a + bi)(c + di), on pairs of real and imaginary parts. */
static void complex_product(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_sub(cx_mul(in[0], in[2]), cx_mul(in[1], in[3]));
    out[1] = cx_add(cx_mul(in[0], in[3]), cx_mul(in[1], in[2]));
}

/* log(exp(a) + exp(b)) with its constants inside. */
static void log_add_exp(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    cx_node *larger = cx_maximum(in[0], in[1]), *smaller = cx_minimum(in[0], in[1]);
    out[0] = cx_add(larger, cx_log1p(cx_exp(cx_mul(cx_sub(smaller, larger), cx_k(1.0)))));
}

static cx_node *log_sum_exp(cx_node *x, cx_dims axes) {
    cx_node *out;
    cx_reduce_by(1, &x, (cx_node *[]){cx_k(-1e300)}, axes, log_add_exp, NULL, &out);
    return out;
}

static void either(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_or(in[0], in[1]);
}

static cx_node *any_of(cx_node *x, cx_dims axes) {
    cx_node *out;
    cx_reduce_by(1, &x, (cx_node *[]){cx_k(0)}, axes, either, NULL, &out);
    return out;
}

static void product_of_pairs(cx_node *const *in, cx_dims axes, cx_node **out) {
    cx_reduce_by(2, in, ((cx_node *[]){cx_k(1), cx_k(0)}), axes, complex_product, NULL, out);
}

#define CASES(ONE, SEVERAL)                                                                              \
    ONE(sum, SMOOTH, "sum cx_sum", cx_sum(cx_square(A)))                                                 \
    ONE(sum_axis, SMOOTH, "sum", cx_sum(cx_square(A), .axes = CX_DIMS(1)))                               \
    ONE(sum_axes_kept, SMOOTH, "sum", cx_sum(cx_square(A), .axes = CX_DIMS(0, -1), .keep = true))        \
    ONE(sum_axes_unordered, SMOOTH, "sum", cx_sum(cx_square(A), .axes = CX_DIMS(2, 0)))                  \
    ONE(sum_of_nothing, SMOOTH, "sum", cx_sum(cx_square(A), .axes = CX_DIMS(0)))                         \
    ONE(sum_scalar, SMOOTH, "sum", cx_sum(cx_square(A)))                                                 \
    ONE(sum_i32, PLAIN, "sum", cx_sum(A, .axes = CX_DIMS(0)))                                            \
    ONE(sum_bf16, PLAIN | LOOSE, "sum", cx_sum(A, .axes = CX_DIMS(0)))                                   \
    ONE(mean, SMOOTH, "cx_mean", cx_mean(cx_square(A)))                                                  \
    ONE(mean_axis, SMOOTH, "cx_mean", cx_mean(cx_square(A), .axes = CX_DIMS(-1), .keep = true))          \
    ONE(product, SMOOTH, "product cx_product", cx_product(A))                                            \
    ONE(product_axis, SMOOTH, "product", cx_product(A, .axes = CX_DIMS(1), .keep = true))                \
    ONE(product_axes, SMOOTH, "product", cx_product(A, .axes = CX_DIMS(2, 0)))                           \
    ONE(product_with_zeros, SMOOTH, "product", cx_product(A, .axes = CX_DIMS(0)))                        \
    ONE(product_i32, PLAIN, "product", cx_product(A, .axes = CX_DIMS(0)))                                \
    ONE(max, SMOOTH, "max cx_max", cx_square(cx_max(A)))                                                 \
    ONE(max_axis, SMOOTH, "max", cx_max(cx_square(A), .axes = CX_DIMS(0), .keep = true))                 \
    ONE(max_ties, KINKED, "max", cx_square(cx_max(A, .axes = CX_DIMS(1))))                               \
    ONE(max_nan, PLAIN, "max", cx_max(A, .axes = CX_DIMS(1)))                                            \
    ONE(max_i8, PLAIN, "max", cx_max(A, .axes = CX_DIMS(1)))                                             \
    ONE(max_empty, PLAIN, "max", cx_max(A, .axes = CX_DIMS(1)))                                          \
    ONE(min, SMOOTH, "min cx_min", cx_square(cx_min(A, .axes = CX_DIMS(-1))))                            \
    ONE(min_ties, KINKED, "min", cx_square(cx_min(A, .axes = CX_DIMS(1))))                               \
    ONE(min_u32, PLAIN, "min", cx_min(A, .axes = CX_DIMS(0)))                                            \
    ONE(any, PLAIN, "any cx_any", cx_any(A, .axes = CX_DIMS(0)))                                         \
    ONE(all, PLAIN, "all cx_all", cx_all(A, .axes = CX_DIMS(1), .keep = true))                           \
    ONE(argmax, PLAIN, "max min cx_argmax", cx_argmax(A, 1))                                             \
    ONE(argmax_ties_and_nan, PLAIN, "max min", cx_argmax(A, -1))                                         \
    ONE(argmax_i32, PLAIN, "max min", cx_argmax(A, 0))                                                   \
    ONE(argmax_bool, PLAIN, "max min", cx_argmax(A, 1))                                                  \
    ONE(argmin, PLAIN, "min cx_argmin", cx_argmin(A, 0))                                                 \
    ONE(argmin_ties_and_nan, PLAIN, "min", cx_argmin(A, -1))                                             \
    SEVERAL(reduce_by_pairs, 2, SMOOTH, "reduce_by cx_reduce_by", product_of_pairs(in, CX_DIMS(1), out)) \
    SEVERAL(reduce_by_pairs_two_axes, 2, SMOOTH, "reduce_by", product_of_pairs(in, CX_DIMS(2, 0), out))  \
    SEVERAL(reduce_by_pairs_one, 2, SMOOTH, "reduce_by", product_of_pairs(in, CX_DIMS(0), out))          \
    ONE(reduce_by_log_add_exp, SMOOTH, "reduce_by", log_sum_exp(A, CX_DIMS(0)))                          \
    ONE(reduce_by_or, PLAIN, "reduce_by", any_of(A, CX_DIMS(1)))
DEFINE_CASES(reduce_cases)
