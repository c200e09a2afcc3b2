/* The special functions that XLA has, and inverse and hyperbolic ones. In the rules, x is the operand, y the result, dy the
   cotangent of y. What is made of them is in compose/special.c. */
#include "ops/unary.h"

RULE(sinh) {
    dx[0] = cx_mul(dy[0], cx_cosh(X));
    (void)y;
}
ROOM(sinh, "chlo.sinh", "the hyperbolic sine", cxi_infer_float_or_complex, .vjp = sinh_vjp)

RULE(cosh) {
    dx[0] = cx_mul(dy[0], cx_sinh(X));
    (void)y;
}
ROOM(cosh, "chlo.cosh", "the hyperbolic cosine", cxi_infer_float_or_complex, .vjp = cosh_vjp)

/* (1 - x)(1 + x), exact near its zeros */
static cx_node *one_minus_square(cx_node *x) {
    return cx_mul(cx_sub(cx_k(1), x), cx_shift(x, 1));
}

RULE(asin) {
    dx[0] = cx_mul(dy[0], cx_rsqrt(one_minus_square(X)));
}
ROOM(asin, "chlo.asin", "the angle whose sine x is", cxi_infer_float_or_complex, .vjp = asin_vjp)

RULE(acos) {
    dx[0] = cx_neg(cx_mul(dy[0], cx_rsqrt(one_minus_square(X))));
}
ROOM(acos, "chlo.acos", "the angle whose cosine x is", cxi_infer_float_or_complex, .vjp = acos_vjp)

RULE(atan) {
    dx[0] = cx_div(dy[0], cx_shift(cx_square(X), 1));
}
ROOM(atan, "chlo.atan", "the angle whose tangent x is", cxi_infer_float_or_complex, .vjp = atan_vjp)

RULE(asinh) {
    dx[0] = cx_mul(dy[0], cx_rsqrt(cx_shift(cx_square(X), 1)));
}
ROOM(asinh, "chlo.asinh", "the inverse of the hyperbolic sine", cxi_infer_float_or_complex, .vjp = asinh_vjp)

RULE(acosh) {
    dx[0] = cx_mul(dy[0], cx_mul(cx_rsqrt(cx_shift(X, -1)), cx_rsqrt(cx_shift(X, 1))));
}
ROOM(acosh, "chlo.acosh", "the inverse of the hyperbolic cosine", cxi_infer_float_or_complex, .vjp = acosh_vjp)

RULE(atanh) {
    dx[0] = cx_div(dy[0], one_minus_square(X));
}
ROOM(atanh, "chlo.atanh", "the inverse of the hyperbolic tangent", cxi_infer_float_or_complex, .vjp = atanh_vjp)

RULE(lgamma) {
    (void)y;
    dx[0] = cx_mul(dy[0], cx_digamma(X));
}
ROOM(lgamma, "chlo.lgamma", "the logarithm of the gamma function's absolute value", cxi_infer_floats, .vjp = lgamma_vjp)

RULE(digamma) {
    (void)y;
    dx[0] = cx_mul(dy[0], cx_polygamma(1, X));
}
ROOM(digamma, "chlo.digamma", "the derivative of lgamma", cxi_infer_floats, .vjp = digamma_vjp)

/* d i1e(x) = i0e(x) - y (sign(x) + 1/x), which goes to 1/2 at 0 */
RULE(bessel_i1e) {
    cx_node *is_zero = cx_eq(X, cx_k(0)), *x = cx_select(is_zero, cx_k(1), X);
    cx_node *slope = cx_sub(cx_bessel_i0e(x), cx_mul(Y, cx_add(cx_sign(x), cx_reciprocal(x))));
    dx[0] = cx_mul(dy[0], cx_select(is_zero, cx_k(0.5), slope));
}
RECORD(bessel_i1e, "chlo.bessel_i1e", "exp(-|x|) times the modified Bessel function of order 1", cxi_infer_floats,
       .vjp = bessel_i1e_vjp)

/* XLA does not have it of 8-bit floats. */
cx_node *(cx_bessel_i1e)(cx_node *x) {
    bool narrow = x && !cxi_is_loose(x) && cxi_is_float(x->dtype) && cxi_value_bits(x->dtype) == 8;
    return narrow ? cx_convert(cx_bessel_i1e(cx_convert(x, CX_F32)), x->dtype)
                  : cxi_node(&cxi_op_bessel_i1e, 1, &x, NULL);
}

/* ------------------------------------------------------------------------------------------- of two operands */

static cx_node *of_two(const struct cxi_op *op, cx_node *a, cx_node *b) {
    cx_node *both[] = {a, b};
    if (!cxi_broadcast_together(op->name, 2, both)) return cxi_poison(cxi_graph_among(2, both));
    return cxi_node(op, 2, both, NULL);
}

/* The order is a constant; see the constructors. */
RULE(polygamma) {
    cx_node *next = cx_shift(OPERAND(0), 1);
    dx[1] = cx_mul(dy[0], of_two(&cxi_op_polygamma, next, OPERAND(1)));
}
RECORD(polygamma, "chlo.polygamma", "a derivative of digamma", cxi_infer_floats, .vjp = polygamma_vjp)

cx_node *(cx_polygamma)(int order, cx_node *x) {
    CXI_CALL("polygamma", x);
    if (order < 1) return cx_fail(cx_graph_of(x), "polygamma: order is %d, and must be 1 or more", order);
    return of_two(&cxi_op_polygamma, cx_k((double)order), x);
}

RULE(zeta) {
    cx_node *slope = cx_neg(cx_mul(OPERAND(0), of_two(&cxi_op_zeta, cx_shift(OPERAND(0), 1), OPERAND(1))));
    dx[1] = cx_mul(dy[0], slope);
}
RECORD(zeta, "chlo.zeta", "Hurwitz's zeta function", cxi_infer_floats, .vjp = zeta_vjp)

cx_node *(cx_zeta)(double s, cx_node *q) {
    CXI_CALL("zeta", q);
    if (!(s > 1)) return cx_fail(cx_graph_of(q), "zeta: s must be more than 1");
    return of_two(&cxi_op_zeta, cx_k(s), q);
}

RECORD(next_after, "chlo.next_after", "the next float after a in the direction of b", cxi_infer_floats,
       .no_gradient = "it is of bits")

cx_node *(cx_next_after)(cx_node *a, cx_node *b) {
    return of_two(&cxi_op_next_after, a, b);
}
