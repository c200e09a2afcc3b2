/* Products: dot_general, matmul, einsum. */
#include "ops/write_cases.h"

#define CASES(ONE, SEVERAL)                                                                                  \
    ONE(dot_general, SMOOTH, "dot_general cx_dot_general",                                                   \
        cx_dot_general(A, B, .contract_a = CX_DIMS(1), .contract_b = CX_DIMS(0)))                            \
    ONE(dot_general_batch, SMOOTH, "dot_general",                                                            \
        cx_dot_general(A, B, .contract_a = CX_DIMS(0), .contract_b = CX_DIMS(2), .batch_a = CX_DIMS(2),      \
                       .batch_b = CX_DIMS(0)))                                                               \
    ONE(dot_general_two_axes, SMOOTH, "dot_general",                                                         \
        cx_dot_general(A, B, .contract_a = CX_DIMS(2, 0), .contract_b = CX_DIMS(0, 1)))                      \
    ONE(dot_general_two_batches, SMOOTH, "dot_general",                                                      \
        cx_dot_general(A, B, .contract_a = CX_DIMS(-1), .contract_b = CX_DIMS(1), .batch_a = CX_DIMS(1, 0),  \
                       .batch_b = CX_DIMS(0, 3)))                                                            \
    ONE(dot_general_outer, SMOOTH, "dot_general", cx_dot_general(A, B))                                      \
    ONE(dot_general_i32, PLAIN, "dot_general",                                                               \
        cx_dot_general(A, B, .contract_a = CX_DIMS(1), .contract_b = CX_DIMS(0)))                            \
    ONE(dot_general_bf16_to_f32, PLAIN, "dot_general",                                                       \
        cx_dot_general(A, B, .contract_a = CX_DIMS(1), .contract_b = CX_DIMS(0), .dtype = CX_F32))           \
    ONE(dot_general_i8_to_i32, PLAIN, "dot_general",                                                         \
        cx_dot_general(A, B, .contract_a = CX_DIMS(1), .contract_b = CX_DIMS(0), .dtype = CX_I32))           \
    ONE(dot_general_u8_to_u64, PLAIN, "dot_general",                                                         \
        cx_dot_general(A, B, .contract_a = CX_DIMS(1), .contract_b = CX_DIMS(0), .dtype = CX_U64))           \
    ONE(dot_general_f16_to_f64, PLAIN, "dot_general",                                                        \
        cx_dot_general(A, B, .contract_a = CX_DIMS(1), .contract_b = CX_DIMS(0), .dtype = CX_F64))           \
    ONE(dot_general_f8_to_f32, PLAIN, "dot_general",                                                         \
        cx_dot_general(cx_convert(A, CX_F8E4M3FN), cx_convert(B, CX_F8E4M3FN), .contract_a = CX_DIMS(1),     \
                       .contract_b = CX_DIMS(0), .dtype = CX_F32))                                           \
    ONE(dot_general_c64_to_c128, PLAIN, "dot_general",                                                       \
        cx_real(cx_dot_general(A, B, .contract_a = CX_DIMS(1), .contract_b = CX_DIMS(0), .dtype = CX_C128))) \
    ONE(matmul, SMOOTH, "dot_general cx_matmul", cx_matmul(A, B))                                            \
    ONE(matmul_self, SMOOTH, "dot_general", cx_matmul(A, A))                                                 \
    ONE(matmul_vectors, SMOOTH, "dot_general", cx_matmul(A, B))                                              \
    ONE(matmul_vector_left, SMOOTH, "dot_general", cx_matmul(A, B))                                          \
    ONE(matmul_vector_right, SMOOTH, "dot_general", cx_matmul(A, B))                                         \
    ONE(matmul_stacks, SMOOTH, "dot_general", cx_matmul(A, B))                                               \
    ONE(matmul_stacks_broadcast, SMOOTH, "dot_general", cx_matmul(A, B))                                     \
    ONE(einsum, SMOOTH, "dot_general cx_einsum", cx_einsum("bij,bjk->bik", A, B))                            \
    ONE(einsum_transpose, SMOOTH, "transpose", cx_einsum("ij->ji", cx_square(A)))                            \
    ONE(einsum_sum, SMOOTH, "sum", cx_einsum("ijk->j", cx_square(A)))                                        \
    ONE(einsum_trace, SMOOTH, "sum", cx_einsum("ii->", cx_square(A)))                                        \
    ONE(einsum_diagonal, SMOOTH, "sum", cx_einsum("iji->ij", cx_square(A)))                                  \
    ONE(einsum_outer, SMOOTH, "dot_general", cx_einsum("i,j->ji", A, B))                                     \
    ONE(einsum_hadamard, SMOOTH, "dot_general", cx_einsum("ij,ij->ij", A, B))                                \
    ONE(einsum_chain, SMOOTH, "dot_general", cx_einsum("ij,jk,kl->il", A, B, C))                             \
    ONE(einsum_free_sum, SMOOTH, "dot_general", cx_einsum("ij,kl->k", A, B))                                 \
    ONE(einsum_ellipsis, SMOOTH, "dot_general", cx_einsum("...ij,...jk->...ik", A, B))                       \
    ONE(einsum_attention, SMOOTH, "dot_general", cx_einsum("bqhd,bkhd->bhqk", A, B))
DEFINE_CASES(dot_cases)
