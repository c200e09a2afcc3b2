/* Elementwise operations of one operand. In the rules, x is the operand, y the result, dy the cotangent of y. */
#include "ops/unary.h"

#include <math.h>

#define TWO_OVER_SQRT_PI 1.1283791670955125739

RULE(neg) {
    (void)y;
    dx[0] = cx_neg(dy[0]);
}
ROOM(neg, "stablehlo.negate", "-x", cxi_infer_numbers, .vjp = neg_vjp, .jvp = cxi_jvp_linear)

/* Of complex x it is |x|, whose cotangent is dy conj(x) / |x|, taken as 0 at 0 (see calx/complex.h). */
RULE(abs) {
    if (!cxi_is_complex(X->dtype)) {
        dx[0] = cx_select(cx_ge(X, cx_k(0)), dy[0], cx_neg(dy[0]));
        return;
    }
    cx_node *scaled = cx_div(dy[0], cx_select(cx_eq(Y, cx_k(0)), cx_k(1), Y));
    dx[0] = cx_mul(cx_convert(scaled, X->dtype), cx_conj(X));
}

static bool abs_infer(struct cxi_inst *inst) {
    inst->result[0].dtype = cxi_real_part(inst->operand[0]->dtype);
    inst->result[0].dims = inst->operand[0]->dims;
    return cxi_check_kind(inst, 0, CXI_NUMBERS);
}
RECORD(abs, "stablehlo.abs", "the absolute value", abs_infer, .vjp = abs_vjp)

RECORD(sign, "stablehlo.sign", "-1, 0 or 1", cxi_infer_reals, .no_gradient = "it is constant but for a jump at 0")

/* StableHLO has neither of unsigned integers. */
static bool is_unsigned(const cx_node *x) {
    return x && !cxi_is_loose(x) && cxi_dtype(x->dtype)->kind == CXI_UNSIGNED;
}

cx_node *(cx_abs)(cx_node *x) {
    return is_unsigned(x) ? x : cxi_node(&cxi_op_abs, 1, &x, NULL);
}

cx_node *(cx_sign)(cx_node *x) {
    return is_unsigned(x) ? cx_convert(cx_ne(x, cx_k(0)), x->dtype) : cxi_node(&cxi_op_sign, 1, &x, NULL);
}

RULE(exp) {
    dx[0] = cx_mul(dy[0], Y);
}
ROOM(exp, "stablehlo.exponential", "e to the x", cxi_infer_float_or_complex, .vjp = exp_vjp)

RULE(expm1) {
    dx[0] = cx_mul(dy[0], cx_shift(Y, 1));
}
ROOM(expm1, "stablehlo.exponential_minus_one", "e to the x, minus 1", cxi_infer_float_or_complex, .vjp = expm1_vjp)

RULE(log) {
    dx[0] = cx_div(dy[0], X);
}
ROOM(log, "stablehlo.log", "the natural logarithm", cxi_infer_float_or_complex, .vjp = log_vjp)

RULE(log1p) {
    dx[0] = cx_div(dy[0], cx_shift(X, 1));
}
ROOM(log1p, "stablehlo.log_plus_one", "the natural logarithm of 1 + x", cxi_infer_float_or_complex, .vjp = log1p_vjp)

RULE(sqrt) {
    dx[0] = cx_div(cx_scale(dy[0], 0.5), Y);
}
ROOM(sqrt, "stablehlo.sqrt", "the square root", cxi_infer_float_or_complex, .vjp = sqrt_vjp)

/* d x^(-1/2) = -1/2 x^(-3/2) = -1/2 y / x */
RULE(rsqrt) {
    dx[0] = cx_mul(cx_scale(dy[0], -0.5), cx_div(Y, X));
}
ROOM(rsqrt, "stablehlo.rsqrt", "1 / sqrt(x)", cxi_infer_float_or_complex, .vjp = rsqrt_vjp)

/* d x^(1/3) = 1/3 x^(-2/3) = 1 / (3 y^2) */
RULE(cbrt) {
    dx[0] = cx_div(dy[0], cx_scale(cx_square(Y), 3));
}
ROOM(cbrt, "stablehlo.cbrt", "the cube root", cxi_infer_floats, .vjp = cbrt_vjp)

RULE(sin) {
    dx[0] = cx_mul(dy[0], cx_cos(X));
}
ROOM(sin, "stablehlo.sine", "the sine", cxi_infer_float_or_complex, .vjp = sin_vjp)

RULE(cos) {
    dx[0] = cx_neg(cx_mul(dy[0], cx_sin(X)));
}
ROOM(cos, "stablehlo.cosine", "the cosine", cxi_infer_float_or_complex, .vjp = cos_vjp)

RULE(tan) {
    dx[0] = cx_mul(dy[0], cx_shift(cx_square(Y), 1));
}
ROOM(tan, "stablehlo.tan", "the tangent", cxi_infer_float_or_complex, .vjp = tan_vjp)

RULE(tanh) {
    dx[0] = cx_mul(dy[0], cx_sub(cx_k(1), cx_square(Y)));
}
ROOM(tanh, "stablehlo.tanh", "the hyperbolic tangent", cxi_infer_float_or_complex, .vjp = tanh_vjp)

RULE(logistic) {
    dx[0] = cx_mul(dy[0], cx_mul(Y, cx_sub(cx_k(1), Y)));
}
ROOM(logistic, "stablehlo.logistic", "1 / (1 + exp(-x))", cxi_infer_float_or_complex, .vjp = logistic_vjp)

/* erf(x) = 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x */
RULE(erf) {
    dx[0] = cx_mul(cx_scale(dy[0], TWO_OVER_SQRT_PI), cx_exp(cx_neg(cx_square(X))));
}
ROOM(erf, "chlo.erf", "the error function", cxi_infer_floats, .vjp = erf_vjp)

RULE(erfc) {
    dx[0] = cx_mul(cx_scale(dy[0], -TWO_OVER_SQRT_PI), cx_exp(cx_neg(cx_square(X))));
}
RECORD(erfc, "chlo.erfc", "1 - erf(x)", cxi_infer_floats, .vjp = erfc_vjp)

/* XLA does not have it of 8-bit floats. */
cx_node *(cx_erfc)(cx_node *x) {
    bool narrow = x && !cxi_is_loose(x) && cxi_is_float(x->dtype) && cxi_dtype(x->dtype)->bits == 8;
    return narrow ? cx_convert(cx_erfc(cx_convert(x, CX_F32)), x->dtype) : cxi_node(&cxi_op_erfc, 1, &x, NULL);
}

RULE(erf_inv) {
    dx[0] = cx_mul(cx_scale(dy[0], 1 / TWO_OVER_SQRT_PI), cx_exp(cx_square(Y)));
}
ROOM(erf_inv, "chlo.erf_inv", "the inverse of the error function", cxi_infer_floats, .vjp = erf_inv_vjp)

ROOM(floor, "stablehlo.floor", "the next integer below", cxi_infer_floats, .no_gradient = "it is piecewise constant")
ROOM(ceil, "stablehlo.ceil", "the next integer above", cxi_infer_floats, .no_gradient = "it is piecewise constant")
ROOM(round_half_away, "stablehlo.round_nearest_afz", "the nearest integer, halves away from zero", cxi_infer_floats,
     .no_gradient = "it is piecewise constant")
ROOM(round, "stablehlo.round_nearest_even", "the nearest integer, halves to even", cxi_infer_floats,
     .no_gradient = "it is piecewise constant")

ROOM(not, "stablehlo.not", "logical or bitwise not", cxi_infer_bits, .no_gradient = "it is of bits")
ROOM(popcount, "stablehlo.popcnt", "the number of bits that are set", cxi_infer_integers,
     .no_gradient = "it is of bits")
ROOM(clz, "stablehlo.count_leading_zeros", "the number of leading zero bits", cxi_infer_integers,
     .no_gradient = "it is of bits")

static bool is_finite_infer(struct cxi_inst *inst) {
    inst->result[0].dtype = CX_BOOL;
    inst->result[0].dims = inst->operand[0]->dims;
    return cxi_check_kind(inst, 0, CXI_FLOATS);
}
ROOM(is_finite, "stablehlo.is_finite", "whether x is neither infinite nor NaN", is_finite_infer,
     .no_gradient = "it is of bits")

static bool itself_infer(struct cxi_inst *inst) {
    cxi_like(inst, 0, inst->operand[0]);
    return true;
}
ROOM(stop_gradient, NULL, "x itself, through which no gradient flows", itself_infer, .alias = true,
     .no_gradient = "stopping it is its purpose")

RULE(identity) {
    (void)y;
    dx[0] = dy[0];
}
ROOM(identity, NULL, "x itself, as a node of its own", itself_infer, .alias = true, .made_by = "", .vjp = identity_vjp)

/* ---------------------------------------------------------------------------- made of the ones above and
 * others */

cx_node *(cx_is_nan)(cx_node *x) {
    CXI_CALL("is_nan", x);
    return cx_ne(x, x);
}

cx_node *(cx_is_inf)(cx_node *x) {
    CXI_CALL("is_inf", x);
    return cx_eq(cx_abs(x), cx_k(INFINITY));
}

cx_node *(cx_square)(cx_node *x) {
    CXI_CALL("square", x);
    return cx_mul(x, x);
}

cx_node *(cx_reciprocal)(cx_node *x) {
    CXI_CALL("reciprocal", x);
    return cx_div(cx_k(1), x);
}

cx_node *(cx_scale)(cx_node *x, double factor) {
    CXI_CALL("scale", x);
    return cx_mul(x, cx_k(factor));
}

cx_node *(cx_shift)(cx_node *x, double term) {
    CXI_CALL("shift", x);
    return cx_add(x, cx_k(term));
}
