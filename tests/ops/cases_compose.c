/* Compositions and random numbers. The latter are compared with make_jax.py's own hash of integers. */
#include "ops/write_cases.h"

#define KEY cx_key(g, UINT64_C(0x123456789abcdef0))

#define CASES(ONE, SEVERAL)                                                                              \
    ONE(softmax, SMOOTH, "cx_softmax", cx_softmax(A, -1))                                                \
    ONE(softmax_first, SMOOTH, "cx_softmax", cx_softmax(A, 0))                                           \
    ONE(softmax_large, KINKED, "cx_softmax", cx_softmax(A, 1))                                           \
    ONE(log_softmax, SMOOTH, "cx_log_softmax", cx_log_softmax(A, 1))                                     \
    ONE(log_softmax_large, KINKED, "cx_log_softmax", cx_log_softmax(A, -1))                              \
    ONE(logsumexp, SMOOTH, "cx_logsumexp", cx_logsumexp(A))                                              \
    ONE(logsumexp_axis, SMOOTH, "cx_logsumexp", cx_logsumexp(A, .axes = CX_DIMS(1)))                     \
    ONE(logsumexp_kept, SMOOTH, "cx_logsumexp", cx_logsumexp(A, .axes = CX_DIMS(0, 2), .keep = true))    \
    ONE(logsumexp_infinite, PLAIN, "cx_logsumexp", cx_logsumexp(A, .axes = CX_DIMS(1)))                  \
    ONE(key, PLAIN, "cx_key", cx_xor(KEY, A))                                                            \
    ONE(fold_in, PLAIN, "cx_fold_in", cx_fold_in(A, B))                                                  \
    ONE(fold_in_i32, PLAIN, "cx_fold_in", cx_fold_in(A, B))                                              \
    ONE(random_bits, PLAIN, "cx_random_bits", cx_random_bits(A, CX_U32, CX_DIMS(3, 5)))                  \
    ONE(random_bits_u8, PLAIN, "cx_random_bits", cx_random_bits(A, CX_U8, CX_DIMS(7)))                   \
    ONE(random_bits_u16, PLAIN, "cx_random_bits", cx_random_bits(A, CX_U16, CX_DIMS(7)))                 \
    ONE(random_bits_u64, PLAIN, "cx_random_bits", cx_random_bits(A, CX_U64, CX_DIMS(2, 2)))              \
    ONE(uniform, PLAIN, "cx_uniform", cx_uniform(A, CX_F32, CX_DIMS(3, 4)))                              \
    ONE(uniform_between, PLAIN, "cx_uniform", cx_uniform(A, CX_F32, CX_DIMS(9), .low = -2, .high = 0.5)) \
    ONE(uniform_f64, PLAIN, "cx_uniform", cx_uniform(A, CX_F64, CX_DIMS(4)))                             \
    ONE(uniform_bf16, PLAIN, "cx_uniform", cx_uniform(A, CX_BF16, CX_DIMS(4)))                           \
    ONE(normal, PLAIN, "cx_normal", cx_normal(A, CX_F32, CX_DIMS(3, 4)))                                 \
    ONE(normal_f64, PLAIN, "cx_normal", cx_normal(A, CX_F64, CX_DIMS(5)))                                \
    ONE(bernoulli, PLAIN, "cx_bernoulli", cx_bernoulli(A, 0.3, CX_DIMS(20)))                             \
    ONE(bernoulli_always, PLAIN, "cx_bernoulli", cx_and(cx_bernoulli(A, 1, CX_DIMS(4)), B))
DEFINE_CASES(compose_cases)
