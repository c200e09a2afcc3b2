/* Elementwise operations of several operands: arithmetic, bits, comparison, choice. */
#include "ops/write_cases.h"

#define BINARY(ONE, NAME)  ONE(NAME, SMOOTH, #NAME " cx_" #NAME, cx_##NAME(A, B))
#define COMPARE(ONE, NAME) ONE(NAME, PLAIN, "compare cx_" #NAME, cx_##NAME(A, B))

#define CASES(ONE, SEVERAL)                                                                                     \
    BINARY(ONE, add)                                                                                            \
    BINARY(ONE, sub)                                                                                            \
    BINARY(ONE, mul)                                                                                            \
    BINARY(ONE, div)                                                                                            \
    BINARY(ONE, rem)                                                                                            \
    BINARY(ONE, pow)                                                                                            \
    BINARY(ONE, atan2)                                                                                          \
    BINARY(ONE, maximum)                                                                                        \
    BINARY(ONE, minimum)                                                                                        \
    ONE(mul_broadcast, SMOOTH, "mul", cx_mul(A, B))                                                             \
    ONE(sub_broadcast_ranks, SMOOTH, "sub", cx_sub(A, B))                                                       \
    ONE(div_by_scalar, SMOOTH, "div", cx_div(A, B))                                                             \
    ONE(atan2_quadrants, SMOOTH, "atan2", cx_atan2(A, B))                                                       \
    ONE(sub_from_number, SMOOTH, "sub", cx_sub(cx_k(1), A))                                                     \
    ONE(pow_number, SMOOTH, "pow", cx_pow(A, cx_k(3)))                                                          \
    ONE(pow_edges, KINKED, "pow", cx_pow(A, B))                                                                 \
    ONE(pow_negative_base, KINKED, "pow", cx_pow(A, cx_k(2.0)))                                                 \
    ONE(pow_i32, PLAIN, "pow", cx_pow(A, B))                                                                    \
    ONE(maximum_ties, KINKED, "maximum", cx_maximum(A, B))                                                      \
    ONE(minimum_ties, KINKED, "minimum", cx_minimum(A, B))                                                      \
    ONE(maximum_nan, PLAIN, "maximum", cx_maximum(A, B))                                                        \
    ONE(same_operand_twice, SMOOTH, "mul add", cx_add(cx_mul(A, A), A))                                         \
    ONE(add_i32, PLAIN, "add", cx_add(A, B))                                                                    \
    ONE(mul_u8, PLAIN, "mul", cx_mul(A, B))                                                                     \
    ONE(div_i32, PLAIN, "div", cx_div(A, B))                                                                    \
    ONE(rem_i32, PLAIN, "rem", cx_rem(A, B))                                                                    \
    ONE(rem_negative, KINKED, "rem", cx_rem(A, B))                                                              \
    ONE(add_bf16, PLAIN, "add", cx_add(A, B))                                                                   \
    ONE(mul_c64, PLAIN, "mul", cx_div(cx_mul(A, B), C))                                                         \
    ONE(and, PLAIN, "and cx_and", cx_and(A, B))                                                                 \
    ONE(or, PLAIN, "or cx_or", cx_or(A, B))                                                                     \
    ONE(xor, PLAIN, "xor cx_xor", cx_xor(A, B))                                                                 \
    ONE(and_bool, PLAIN, "and", cx_and(A, B))                                                                   \
    ONE(or_bool, PLAIN, "or", cx_or(A, B))                                                                      \
    ONE(xor_bool, PLAIN, "xor", cx_xor(A, B))                                                                   \
    ONE(shift_left, PLAIN, "shift_left cx_shift_left", cx_shift_left(A, B))                                     \
    ONE(shift_right_signed, PLAIN, "shift_right_arithmetic cx_shift_right", cx_shift_right(A, B))               \
    ONE(shift_right_logical, PLAIN, "shift_right_logical cx_shift_right_logical", cx_shift_right_logical(A, B)) \
    ONE(shift_right_unsigned, PLAIN, "shift_right_logical cx_shift_right", cx_shift_right(A, B))                \
    COMPARE(ONE, eq)                                                                                            \
    COMPARE(ONE, ne)                                                                                            \
    COMPARE(ONE, lt)                                                                                            \
    COMPARE(ONE, le)                                                                                            \
    COMPARE(ONE, gt)                                                                                            \
    COMPARE(ONE, ge)                                                                                            \
    ONE(lt_i32, PLAIN, "compare", cx_lt(A, B))                                                                  \
    ONE(lt_u32, PLAIN, "compare", cx_lt(A, B))                                                                  \
    ONE(lt_broadcast, PLAIN, "compare", cx_lt(A, B))                                                            \
    ONE(eq_bool, PLAIN, "compare", cx_eq(A, B))                                                                 \
    ONE(select, SMOOTH, "select cx_select", cx_select(A, B, C))                                                 \
    ONE(select_broadcast, SMOOTH, "select", cx_select(A, B, C))                                                 \
    ONE(select_number, SMOOTH, "select", cx_select(A, B, cx_k(-1.5)))                                           \
    ONE(clamp, SMOOTH, "clamp cx_clamp", cx_clamp(A, B, C))                                                     \
    ONE(clamp_edges, KINKED, "clamp", cx_clamp(A, B, C))                                                        \
    ONE(clamp_numbers, SMOOTH, "clamp", cx_clamp(cx_k(-0.5), A, cx_k(0.5)))                                     \
    ONE(clamp_i32, PLAIN, "clamp", cx_clamp(cx_k(-2), A, cx_k(3)))
DEFINE_CASES(binary_cases)
