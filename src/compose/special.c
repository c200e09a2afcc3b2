/* Functions of one and two numbers that are made of others. */
#include <calx/gradient.h>
#include <calx/ops.h>

#include "ops/rooms.h"

#include <math.h>

#define LN2 0.69314718055994530942
#define PI  3.14159265358979323846

cx_node *(cx_log2)(cx_node *x) {
    CXI_CALL("log2", x);
    return cx_scale(cx_log(x), 1 / LN2);
}

cx_node *(cx_exp2)(cx_node *x) {
    CXI_CALL("exp2", x);
    return cx_exp(cx_scale(x, LN2));
}

/* ------------------------------------------------------------------------------------------ of two numbers */

/* The part of the sum that a's exponential is, and b's. */
static void logaddexp_rule(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user) {
    (void)y, (void)count, (void)user;
    cx_node *between = cx_select(cx_eq(x[0], x[1]), cx_k(0), cx_sub(x[0], x[1]));
    dx[0] = cx_mul(dy, cx_logistic(between));
    dx[1] = cx_mul(dy, cx_logistic(cx_neg(between)));
}

cx_node *(cx_logaddexp)(cx_node *a, cx_node *b) {
    CXI_CALL("logaddexp", a, b);
    cx_node *x[] = {a, b};
    if (!cxi_broadcast_together("logaddexp", 2, x)) return cxi_poison(cxi_graph_among(2, x));
    cx_node *between = cx_select(cx_eq(x[0], x[1]), cx_k(0), cx_sub(x[0], x[1]));
    cx_node *y = cx_add(cx_maximum(x[0], x[1]), cx_log1p(cx_exp(cx_neg(cx_abs(between)))));
    return cx_custom_gradient(y, 2, x, logaddexp_rule, NULL);
}

/* The direction from the origin, 0 at it. */
static void hypot_rule(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user) {
    (void)count, (void)user;
    cx_node *scaled = cx_div(dy, cx_select(cx_eq(y, cx_k(0)), cx_k(1), y));
    dx[0] = cx_mul(scaled, x[0]);
    dx[1] = cx_mul(scaled, x[1]);
}

cx_node *(cx_hypot)(cx_node *a, cx_node *b) {
    CXI_CALL("hypot", a, b);
    cx_node *x[] = {a, b};
    if (!cxi_broadcast_together("hypot", 2, x)) return cxi_poison(cxi_graph_among(2, x));
    cx_node *size[] = {cx_abs(x[0]), cx_abs(x[1])};
    cx_node *large = cx_maximum(size[0], size[1]), *small = cx_minimum(size[0], size[1]);
    cx_node *plain = cx_or(cx_eq(large, cx_k(0)), cx_is_inf(large)); /* no quotient is needed, or would be a number */
    cx_node *quotient = cx_div(small, cx_select(plain, cx_k(1), large));
    cx_node *y = cx_select(plain, large, cx_mul(large, cx_sqrt(cx_shift(cx_square(quotient), 1))));
    return cx_custom_gradient(y, 2, x, hypot_rule, NULL);
}

/* ------------------------------------------------------------------------------------------------- the sign */

cx_node *(cx_sign_bit)(cx_node *x) {
    CXI_CALL("sign_bit", x);
    cx_graph *graph = cx_graph_of(x);
    if (!graph || cxi_is_poison(x)) return cxi_poison(graph);
    if (cxi_is_integer(x->dtype)) return cx_lt(x, cx_k(0));
    switch (cxi_value_bits(x->dtype)) {
    case 8: return cx_lt(cx_bitcast(x, CX_I8), cx_k(0));
    case 16: return cx_lt(cx_bitcast(x, CX_I16), cx_k(0));
    case 32: return cx_lt(cx_bitcast(x, CX_I32), cx_k(0));
    default: return cx_lt(cx_bitcast(x, CX_I64), cx_k(0));
    }
}

cx_node *(cx_copy_sign)(cx_node *x, cx_node *sign) {
    CXI_CALL("copy_sign", x, sign);
    cx_node *both[] = {x, sign};
    if (!cxi_broadcast_together("copy_sign", 2, both)) return cxi_poison(cxi_graph_among(2, both));
    cx_node *differ = cx_xor(cx_sign_bit(both[0]), cx_sign_bit(both[1]));
    return cx_select(differ, cx_neg(both[0]), both[0]);
}

/* ------------------------------------------------------------------------------------------------- of one */

/* sin(t) / t, t = pi x, and the first terms of its series where t is small, so that derivatives are right at 0. */
cx_node *(cx_sinc)(cx_node *x) {
    CXI_CALL("sinc", x);
    cx_node *t = cx_scale(x, PI), *small = cx_lt(cx_abs(t), cx_k(0.1));
    cx_node *away = cx_select(small, cx_k(1), t), *near = cx_select(small, t, cx_k(0)), *square = cx_square(near);
    cx_node *series = cx_shift(cx_scale(square, -1.0 / 110), 1);
    for (int n = 8; n >= 2; n -= 2) series = cx_shift(cx_mul(cx_scale(square, -1.0 / (n * (n + 1))), series), 1);
    return cx_select(small, series, cx_div(cx_sin(away), away));
}

/* Chebyshev series of exp(-x) I0(x) on [0, 8], in x/4 - 1, and of sqrt(x) times it on [8, inf), in 16/x - 1. Made with
   numpy from scipy.special.i0e at 200 Chebyshev nodes; the first term is halved below. */
static const double i0e_near[] = {
    0.67679527440947596,    -0.30468267234319835,    0.17162090152220863,    -0.094901097048047486,
    0.049305284239670545,   -0.023737414805899353,   0.010546460394594748,   -0.0043243099950505152,
    0.0016394756169413171,  -0.00057637557453855688, 0.00018850288509575486, -5.7541950100519211e-05,
    1.6448448070499611e-05, -4.4167383585314022e-06, 1.1173875389114407e-06, -2.6707938531211896e-07,
    6.0469950047270515e-08, -1.3000250169148409e-08, 2.6598237035102559e-09, -5.1897932284994396e-10,
    9.6758033807375911e-11, -1.7268263485803459e-11, 2.9547908564353519e-12, -4.8534620766815802e-13,
    7.6464390375008408e-14, -1.1679268663300491e-14, 1.5376588891058418e-15,
};
static const double i0e_far[] = {
    0.80449041101410868,     0.0033691164782556982,   6.8897583469151874e-05,  2.8913705208921668e-06,
    2.048918588570814e-07,   2.266668996497856e-08,   3.396231893493251e-09,   4.9406028157505948e-10,
    1.1889156326105876e-11,  -3.1499158836822973e-11, -1.3215872840532938e-11, -1.7940782193193173e-12,
    7.1793682110410377e-13,  3.8527847578961885e-13,  1.5307755063531658e-14,  -4.1466829969749597e-14,
    -9.6589403142388619e-15, 3.7336800318144017e-15,  1.8118839761882555e-15,
};

/* Clenshaw's recurrence. */
static cx_node *chebyshev(cx_node *t, int count, const double *c) {
    cx_node *next = cx_fill_like(t, 0), *after = next, *twice = cx_scale(t, 2);
    for (int i = count - 1; i > 0; i--) {
        cx_node *now = cx_shift(cx_sub(cx_mul(twice, next), after), c[i]);
        after = next, next = now;
    }
    return cx_shift(cx_sub(cx_mul(t, next), after), c[0] / 2);
}

/* d i0e(x) = i1e(x) - sign(x) i0e(x) */
static void i0e_rule(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user) {
    (void)count, (void)user;
    dx[0] = cx_mul(dy, cx_sub(cx_bessel_i1e(x[0]), cx_mul(cx_sign(x[0]), y)));
}

cx_node *(cx_bessel_i0e)(cx_node *x) {
    CXI_CALL("bessel_i0e", x);
    cx_graph *graph = cx_graph_of(x);
    if (!graph || cxi_is_poison(x)) return cxi_poison(graph);
    if (cxi_is_float(x->dtype) && cxi_value_bits(x->dtype) < 32)
        return cx_convert(cx_bessel_i0e(cx_convert(x, CX_F32)), x->dtype);
    cx_node *size = cx_abs(x), *is_near = cx_le(size, cx_k(8));
    cx_node *near = cx_select(is_near, size, cx_k(0)), *far = cx_select(is_near, cx_k(8), size);
    cx_node *y_near = chebyshev(cx_shift(cx_scale(near, 0.25), -1), sizeof i0e_near / sizeof *i0e_near, i0e_near);
    cx_node *y_far = chebyshev(cx_shift(cx_div(cx_k(16), far), -1), sizeof i0e_far / sizeof *i0e_far, i0e_far);
    cx_node *y = cx_select(is_near, y_near, cx_mul(y_far, cx_rsqrt(far)));
    return cx_custom_gradient(y, 1, &x, i0e_rule, NULL);
}
