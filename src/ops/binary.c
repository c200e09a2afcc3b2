/* Elementwise operations of two operands, which broadcast. In the rules, a and b are the operands, y the
 * result. */
#include "ops/rooms.h"

#define A OPERAND(0)
#define B OPERAND(1)

/* Brings a and b to one shape and makes the node. */
static cx_node *binary(const struct cxi_op *op, cx_node *a, cx_node *b) {
    cx_node *both[] = {a, b};
    if (!cxi_broadcast_together(op->name, 2, both)) return cxi_poison(cxi_graph_among(2, both));
    return cxi_node(op, 2, both, NULL);
}

#define RECORD(NAME, MNEMONIC, SUMMARY, INFER, ...)            \
    const struct cxi_op cxi_op_##NAME = {.name = #NAME,        \
                                         .mnemonic = MNEMONIC, \
                                         .summary = SUMMARY,   \
                                         .infer = INFER,       \
                                         .results = 1,         \
                                         .elementwise = true,  \
                                         __VA_ARGS__};
#define ROOM(NAME, MNEMONIC, SUMMARY, INFER, ...)       \
    RECORD(NAME, MNEMONIC, SUMMARY, INFER, __VA_ARGS__) \
    cx_node *(cx_##NAME)(cx_node * a, cx_node * b) {    \
        return binary(&cxi_op_##NAME, a, b);            \
    }
#define RULE(NAME) static void NAME##_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx)

RULE(add) {
    (void)y;
    dx[0] = dx[1] = dy[0];
}
ROOM(add, "stablehlo.add", "a + b", cxi_infer_numbers, .vjp = add_vjp, .jvp = cxi_jvp_linear)

RULE(sub) {
    (void)y;
    dx[0] = dy[0];
    dx[1] = cx_neg(dy[0]);
}
ROOM(sub, "stablehlo.subtract", "a - b", cxi_infer_numbers, .vjp = sub_vjp, .jvp = cxi_jvp_linear)

RULE(mul) {
    dx[0] = cx_mul(dy[0], B);
    dx[1] = cx_mul(dy[0], A);
}
ROOM(mul, "stablehlo.multiply", "a b", cxi_infer_numbers, .vjp = mul_vjp)

RULE(div) {
    dx[0] = cx_div(dy[0], B);
    dx[1] = cx_neg(cx_mul(dx[0], Y));
}
ROOM(div, "stablehlo.divide", "a / b", cxi_infer_numbers, .vjp = div_vjp)

/* a - b trunc(a / b) */
RULE(rem) {
    cx_node *quotient = cx_div(A, B);
    dx[0] = dy[0];
    dx[1] = cx_neg(cx_mul(dy[0], cx_select(cx_lt(quotient, cx_k(0)), cx_ceil(quotient), cx_floor(quotient))));
}
ROOM(rem, "stablehlo.remainder", "what division toward zero leaves over", cxi_infer_reals, .vjp = rem_vjp)

/* b a^(b-1), taken as 0 where both are 0, and y log a, taken as 0 where a is. */
RULE(pow) {
    cx_node *a_is_zero = cx_eq(A, cx_k(0)), *both_are = cx_and(a_is_zero, cx_eq(B, cx_k(0)));
    cx_node *b = cx_select(both_are, cx_k(1), B), *a = cx_select(a_is_zero, cx_k(1), A);
    dx[0] = cx_mul(dy[0], cx_mul(B, cx_pow(A, cx_shift(b, -1))));
    dx[1] = cx_mul(dy[0], cx_mul(Y, cx_log(a)));
}
ROOM(pow, "stablehlo.power", "a to the b", cxi_infer_numbers, .vjp = pow_vjp)

/* a = y-coordinate, b = x-coordinate */
RULE(atan2) {
    cx_node *scaled = cx_div(dy[0], cx_add(cx_square(A), cx_square(B)));
    dx[0] = cx_mul(scaled, B);
    dx[1] = cx_neg(cx_mul(scaled, A));
}
ROOM(atan2, "stablehlo.atan2", "the angle of the point (b, a)", cxi_infer_floats, .vjp = atan2_vjp)

/* The share of dy that `mine` takes where it wins against `other`: all, half at a tie, none. */
static cx_node *winner_share(cx_node *dy, cx_node *wins, cx_node *mine, cx_node *other) {
    cx_node *share = cx_select(cx_eq(mine, other), cx_fill_like(dy, 0.5), cx_convert(wins, dy->dtype));
    return cx_mul(dy, share);
}

RULE(maximum) {
    dx[0] = winner_share(dy[0], cx_gt(A, B), A, B);
    dx[1] = winner_share(dy[0], cx_gt(B, A), B, A);
}
ROOM(maximum, "stablehlo.maximum", "the larger", cxi_infer_reals, .vjp = maximum_vjp)

RULE(minimum) {
    dx[0] = winner_share(dy[0], cx_lt(A, B), A, B);
    dx[1] = winner_share(dy[0], cx_lt(B, A), B, A);
}
ROOM(minimum, "stablehlo.minimum", "the smaller", cxi_infer_reals, .vjp = minimum_vjp)

ROOM(and, "stablehlo.and", "logical or bitwise and", cxi_infer_bits, .no_gradient = "it is of bits")
ROOM(or, "stablehlo.or", "logical or bitwise or", cxi_infer_bits, .no_gradient = "it is of bits")
ROOM(xor, "stablehlo.xor", "logical or bitwise exclusive or", cxi_infer_bits, .no_gradient = "it is of bits")
ROOM(shift_left, "stablehlo.shift_left", "a moved up by b bits", cxi_infer_integers, .no_gradient = "it is of bits")

RECORD(shift_right_arithmetic, "stablehlo.shift_right_arithmetic", "a moved down by b bits, its sign copied",
       cxi_infer_integers, .made_by = "cx_shift_right", .no_gradient = "it is of bits")
ROOM(shift_right_logical, "stablehlo.shift_right_logical", "a moved down by b bits, and zeros in its place",
     cxi_infer_integers, .no_gradient = "it is of bits")

cx_node *(cx_shift_right)(cx_node *a, cx_node *b) {
    bool is_signed = cxi_dtype((cxi_is_loose(a) ? b : a)->dtype)->kind == CXI_SIGNED;
    return binary(is_signed ? &cxi_op_shift_right_arithmetic : &cxi_op_shift_right_logical, a, b);
}
