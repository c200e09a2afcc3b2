/* Elementwise operations of one operand, changes of dtype, constants. */
#include "ops/composite.h"
#include "ops/rooms.h"
#include "ops/write_cases.h"

#define UNARY(ONE, NAME) ONE(NAME, SMOOTH, #NAME " cx_" #NAME, cx_##NAME(A))
#define STEP(ONE, NAME)  ONE(NAME, KINKED, #NAME " cx_" #NAME, cx_##NAME(A))
#define BITS(ONE, NAME)  ONE(NAME, PLAIN, #NAME " cx_" #NAME, cx_##NAME(A))

/* The nonlinear ones at zeros, infinities and NaN. */
static void special(cx_node *x, cx_node **out) {
    cx_node *all[] = {cx_exp(x),  cx_expm1(x),    cx_log(x),  cx_log1p(x), cx_sqrt(x), cx_rsqrt(x), cx_cbrt(x),
                      cx_tanh(x), cx_logistic(x), cx_sign(x), cx_abs(x),   cx_erf(x),  cx_round(x), cx_reciprocal(x)};
    int count = sizeof all / sizeof all[0];
    for (int i = 0; i < count; i++) all[i] = cx_expand_dims(all[i], 0);
    out[0] = cx_concatenate_(count, all, 0, CX_HERE);
}

/* As 1 / x, but backward as if it were x. */
static void pass_through(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user) {
    (void)y, (void)count, (void)user;
    dx[0] = cx_mul(dy, cx_square(x[0]));
}
static cx_node *customized(cx_node *x) {
    return cx_custom_gradient(cx_reciprocal(x), 1, &x, pass_through, NULL);
}

#define THIRTY_TWO(x) x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x

#define CASES(ONE, SEVERAL)                                                                                          \
    UNARY(ONE, neg)                                                                                                  \
    UNARY(ONE, abs)                                                                                                  \
    UNARY(ONE, exp)                                                                                                  \
    UNARY(ONE, expm1)                                                                                                \
    UNARY(ONE, log)                                                                                                  \
    UNARY(ONE, log1p)                                                                                                \
    UNARY(ONE, sqrt)                                                                                                 \
    UNARY(ONE, rsqrt)                                                                                                \
    UNARY(ONE, cbrt)                                                                                                 \
    UNARY(ONE, sin)                                                                                                  \
    UNARY(ONE, cos)                                                                                                  \
    UNARY(ONE, tan)                                                                                                  \
    UNARY(ONE, tanh)                                                                                                 \
    UNARY(ONE, logistic)                                                                                             \
    UNARY(ONE, erf)                                                                                                  \
    UNARY(ONE, erfc)                                                                                                 \
    UNARY(ONE, erf_inv)                                                                                              \
    UNARY(ONE, square)                                                                                               \
    UNARY(ONE, reciprocal)                                                                                           \
    STEP(ONE, sign)                                                                                                  \
    STEP(ONE, floor)                                                                                                 \
    STEP(ONE, ceil)                                                                                                  \
    STEP(ONE, round)                                                                                                 \
    BITS(ONE, is_finite)                                                                                             \
    BITS(ONE, is_nan)                                                                                                \
    BITS(ONE, not )                                                                                                  \
    BITS(ONE, popcount)                                                                                              \
    BITS(ONE, clz)                                                                                                   \
    ONE(abs_at_zero, KINKED, "abs", cx_abs(A))                                                                       \
    ONE(unary_special, PLAIN, "exp", (special(A, out), out[0]))                                                      \
    ONE(neg_i32, PLAIN, "neg", cx_neg(A))                                                                            \
    ONE(abs_sign_i16, PLAIN, "abs sign", cx_add(cx_abs(A), cx_sign(A)))                                              \
    ONE(exp_bf16, PLAIN | LOOSE, "exp", cx_exp(A))                                                                   \
    ONE(tanh_f16, PLAIN | LOOSE, "tanh", cx_tanh(A))                                                                 \
    ONE(tanh_scalar, SMOOTH, "tanh", cx_tanh(A))                                                                     \
    ONE(exp_empty, SMOOTH, "exp", cx_exp(A))                                                                         \
    ONE(exp_c64, PLAIN, "exp", cx_neg(cx_exp(A)))                                                                    \
    ONE(not_i32, PLAIN, "not", cx_not(A))                                                                            \
    ONE(popcount_u8, PLAIN, "popcount", cx_popcount(A))                                                              \
    ONE(clz_i64, PLAIN, "clz", cx_clz(A))                                                                            \
    ONE(scale_and_shift, SMOOTH, "cx_scale cx_shift", cx_shift(cx_scale(A, -2.5), 0.75))                             \
    ONE(convert_to_i32, PLAIN, "convert cx_convert", cx_convert(A, CX_I32))                                          \
    ONE(convert_to_bool, PLAIN, "convert", cx_convert(A, CX_BOOL))                                                   \
    ONE(convert_from_i32, PLAIN, "convert", cx_convert(A, CX_F32))                                                   \
    ONE(convert_from_bool, PLAIN, "convert", cx_convert(A, CX_F64))                                                  \
    ONE(convert_narrow, PLAIN, "convert", cx_convert(cx_convert(A, CX_I32), CX_U8))                                  \
    ONE(convert_to_f32_and_back, KINKED | ROUNDED, "convert",                                                        \
        cx_convert(cx_mul(cx_convert(A, CX_F32), cx_k(3)), CX_F64))                                                  \
    ONE(convert_to_bf16, PLAIN, "convert", cx_convert(A, CX_BF16))                                                   \
    ONE(convert_to_f16, PLAIN, "convert", cx_convert(A, CX_F16))                                                     \
    ONE(bitcast, PLAIN, "bitcast cx_bitcast", cx_bitcast(A, CX_U32))                                                 \
    ONE(stop_gradient, KINKED, "stop_gradient cx_stop_gradient", cx_mul(A, cx_stop_gradient(cx_exp(A))))             \
    ONE(identity, SMOOTH, "identity composite",                                                                      \
        cx_sin(cxi_composite("test", cx_identity(cx_square(A)), 1, &A, CX_SCALAR)))                                  \
    ONE(custom_gradient, KINKED, "custom_gradient", cx_mul(customized(A), A))                                        \
    ONE(constant_f32, PLAIN, "constant", cx_mul(A, cx_constant(g, CX_F32, CX_DIMS(2), ((float[]){0.1f, -3}))))       \
    ONE(constant_bool, PLAIN, "constant", cx_and(A, cx_constant(g, CX_BOOL, CX_DIMS(3), ((char[]){1, 0, 1}))))       \
    ONE(constant_long, PLAIN, "constant", cx_add(A, cx_constant(g, CX_I32, CX_DIMS(32), ((int[]){THIRTY_TWO(-7)})))) \
    ONE(constant_i64, PLAIN, "constant", cx_add(A, cx_k(INT64_C(-9007199254740993))))                                \
    ONE(constant_u64, PLAIN, "constant", cx_xor(A, cx_constant(g, CX_U64, CX_DIMS(1), ((uint64_t[]){UINT64_MAX}))))
DEFINE_CASES(unary_cases)
