/* More elementwise functions (calx/special.h), and reductions over windows by a reducer. */
#include "ops/write_cases.h"

#include <math.h>

#define UNARY(ONE, NAME, HOW) ONE(NAME, HOW, #NAME " cx_" #NAME, cx_##NAME(A))
#define MADE(ONE, NAME, HOW)  ONE(NAME, HOW, "cx_" #NAME, cx_##NAME(A))

static void log_add_exp(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_logaddexp(in[0], in[1]);
}

static void sum(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_add(in[0], in[1]);
}

static void larger(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_maximum(in[0], in[1]);
}

#define CASES(ONE, SEVERAL)                                                                                          \
    UNARY(ONE, sinh, SMOOTH)                                                                                         \
    UNARY(ONE, cosh, SMOOTH)                                                                                         \
    UNARY(ONE, asin, SMOOTH)                                                                                         \
    UNARY(ONE, acos, SMOOTH)                                                                                         \
    UNARY(ONE, atan, SMOOTH)                                                                                         \
    UNARY(ONE, asinh, SMOOTH)                                                                                        \
    UNARY(ONE, acosh, SMOOTH)                                                                                        \
    UNARY(ONE, atanh, SMOOTH)                                                                                        \
    UNARY(ONE, lgamma, SMOOTH | LOOSE)                                                                               \
    UNARY(ONE, digamma, SMOOTH | LOOSE)                                                                              \
    UNARY(ONE, bessel_i1e, SMOOTH | LOOSE)                                                                           \
    MADE(ONE, log2, SMOOTH)                                                                                          \
    MADE(ONE, exp2, SMOOTH)                                                                                          \
    MADE(ONE, sinc, SMOOTH)                                                                                          \
    MADE(ONE, bessel_i0e, SMOOTH | LOOSE)                                                                            \
    MADE(ONE, is_inf, PLAIN)                                                                                         \
    MADE(ONE, sign_bit, PLAIN)                                                                                       \
    ONE(sinc_near_zero, SMOOTH, "cx_sinc", cx_sinc(A))                                                               \
    ONE(bessel_i1e_at_zero, PLAIN, "bessel_i1e", cx_bessel_i1e(A))                                                   \
    ONE(round_half_away, KINKED, "round_half_away cx_round_half_away", cx_round_half_away(A))                        \
    ONE(polygamma, SMOOTH | LOOSE, "polygamma cx_polygamma", cx_polygamma(2, A))                                     \
    ONE(zeta, SMOOTH | LOOSE, "zeta cx_zeta", cx_zeta(2.5, A))                                                       \
    ONE(logaddexp, SMOOTH, "cx_logaddexp", cx_logaddexp(A, B))                                                       \
    ONE(logaddexp_infinite, PLAIN, "cx_logaddexp", cx_logaddexp(A, B))                                               \
    ONE(hypot, SMOOTH, "cx_hypot", cx_hypot(A, B))                                                                   \
    ONE(hypot_extremes, PLAIN, "cx_hypot", cx_hypot(A, B))                                                           \
    ONE(copy_sign, SMOOTH, "cx_copy_sign", cx_copy_sign(A, cx_stop_gradient(B)))                                     \
    ONE(next_after, PLAIN, "next_after cx_next_after", cx_next_after(A, B))                                          \
    ONE(reduce_precision, PLAIN, "reduce_precision cx_reduce_precision", cx_reduce_precision(A, 5, 10))              \
    ONE(reduce_precision_little, KINKED, "reduce_precision", cx_square(cx_reduce_precision(A, 11, 40)))              \
    ONE(total_eq, PLAIN, "cx_total_eq", cx_total_eq(A, B))                                                           \
    ONE(total_lt, PLAIN, "cx_total_lt", cx_total_lt(A, B))                                                           \
    ONE(total_le, PLAIN, "cx_total_le", cx_total_le(A, B))                                                           \
    ONE(reduce_window, SMOOTH, "reduce_window cx_reduce_window",                                                     \
        cx_reduce_window(A, cx_k(-INFINITY), CX_DIMS(2, 2), larger, NULL, .stride = CX_DIMS(2, 1)))                  \
    ONE(reduce_window_sum, PLAIN, "reduce_window", cx_reduce_window(A, cx_k(0), CX_DIMS(3, 1), sum, NULL))           \
    ONE(reduce_window_dilated, SMOOTH, "reduce_window",                                                              \
        cx_reduce_window(A, cx_k(-1e300), CX_DIMS(2, 3), log_add_exp, NULL, .stride = CX_DIMS(1, 2),                 \
                         .window_dilation = CX_DIMS(2, 1), .base_dilation = CX_DIMS(1, 2), .pad_low = CX_DIMS(1, 0), \
                         .pad_high = CX_DIMS(0, 1)))
DEFINE_CASES(special_cases)
