/* The same elements in another shape or order, parts of arrays, arrays put together. */
#include "ops/write_cases.h"

#define CASES(ONE, SEVERAL)                                                                                            \
    ONE(reshape, SMOOTH, "reshape cx_reshape", cx_reshape(cx_sin(A), CX_DIMS(3, 4)))                                   \
    ONE(reshape_open, SMOOTH, "reshape", cx_reshape(cx_square(A), CX_DIMS(2, -1)))                                     \
    ONE(reshape_scalar, SMOOTH, "reshape", cx_reshape(cx_square(A), CX_SCALAR))                                        \
    ONE(flatten, SMOOTH, "cx_flatten", cx_flatten(cx_square(A), 1))                                                    \
    ONE(flatten_all, SMOOTH, "cx_flatten", cx_flatten(cx_square(A), 0))                                                \
    ONE(expand_dims, SMOOTH, "cx_expand_dims", cx_expand_dims(cx_square(A), 1))                                        \
    ONE(expand_dims_last, SMOOTH, "cx_expand_dims", cx_expand_dims(cx_square(A), -1))                                  \
    ONE(squeeze, SMOOTH, "cx_squeeze", cx_squeeze(cx_square(A), -2))                                                   \
    ONE(transpose, SMOOTH, "transpose cx_transpose", cx_transpose(cx_square(A), CX_DIMS(2, 0, 1)))                     \
    ONE(transpose_i32, PLAIN, "transpose", cx_transpose(A, CX_DIMS(1, 0)))                                             \
    ONE(swap_axes, SMOOTH, "cx_swap_axes", cx_swap_axes(cx_square(A), 0, -1))                                          \
    ONE(broadcast, SMOOTH, "broadcast_in_dim cx_broadcast", cx_broadcast(cx_square(A), CX_DIMS(2, 3, 4)))              \
    ONE(broadcast_scalar, SMOOTH, "broadcast_in_dim", cx_broadcast(cx_square(A), CX_DIMS(2, 3)))                       \
    ONE(broadcast_in_dim, SMOOTH, "broadcast_in_dim cx_broadcast_in_dim",                                              \
        cx_broadcast_in_dim(cx_square(A), CX_DIMS(3, 4, 2), CX_DIMS(0, 2)))                                            \
    ONE(broadcast_in_dim_crossed, SMOOTH, "broadcast_in_dim",                                                          \
        cx_broadcast_in_dim(cx_square(A), CX_DIMS(3, 4, 2), CX_DIMS(2, 0)))                                            \
    ONE(broadcast_in_dim_of_one, SMOOTH, "broadcast_in_dim",                                                           \
        cx_broadcast_in_dim(cx_square(A), CX_DIMS(4, 2, 3), CX_DIMS(2, 0)))                                            \
    ONE(reverse, SMOOTH, "reverse cx_reverse", cx_reverse(cx_square(A), CX_DIMS(1)))                                   \
    ONE(reverse_two, SMOOTH, "reverse", cx_reverse(cx_square(A), CX_DIMS(-1, 0)))                                      \
    ONE(iota, SMOOTH, "iota cx_iota", cx_mul(A, cx_iota(g, A->dtype, CX_DIMS(2, 3), 1)))                               \
    ONE(iota_u8, PLAIN, "iota", cx_add(A, cx_iota(g, CX_U8, CX_DIMS(4, 2), -2)))                                       \
    ONE(concatenate, SMOOTH, "concatenate cx_concatenate", cx_concatenate(1, cx_square(A), B, cx_sin(C)))              \
    ONE(concatenate_twice, SMOOTH, "concatenate", cx_concatenate(-1, cx_square(A), A))                                 \
    ONE(concatenate_empty, SMOOTH, "concatenate", cx_concatenate(0, cx_square(A), cx_square(B)))                       \
    ONE(slice, SMOOTH, "slice cx_slice", cx_slice(cx_square(A), CX_DIMS(1, 0), CX_DIMS(3, 2)))                         \
    ONE(slice_strided, SMOOTH, "slice", cx_slice(cx_square(A), CX_DIMS(0, 1), CX_DIMS(4, 7), .stride = CX_DIMS(3, 2))) \
    ONE(slice_from_end, SMOOTH, "slice", cx_slice(cx_square(A), CX_DIMS(-3, 0), CX_DIMS(-1, 5)))                       \
    ONE(slice_empty, SMOOTH, "slice", cx_slice(cx_square(A), CX_DIMS(2, 0), CX_DIMS(2, 5)))                            \
    ONE(slice_axis, SMOOTH, "cx_slice_axis", cx_slice_axis(cx_square(A), -1, 1, -1))                                   \
    ONE(pad, SMOOTH, "pad cx_pad", cx_pad(cx_square(A), CX_DIMS(1, 0), CX_DIMS(0, 2)))                                 \
    ONE(pad_value, SMOOTH, "pad", cx_pad(cx_square(A), CX_DIMS(1, 1), CX_DIMS(1, 1), .value = -2.5))                   \
    ONE(pad_interior, SMOOTH, "pad",                                                                                   \
        cx_pad(cx_square(A), CX_DIMS(0, 1), CX_DIMS(1, 0), .interior = CX_DIMS(2, 1), .value = 7))                     \
    ONE(pad_negative, SMOOTH, "pad", cx_pad(cx_square(A), CX_DIMS(-1, 1), CX_DIMS(2, -2)))                             \
    ONE(pad_negative_interior, SMOOTH, "pad",                                                                          \
        cx_pad(cx_square(A), CX_DIMS(-1, 2), CX_DIMS(-2, -1), .interior = CX_DIMS(1, 2), .value = 3))                  \
    ONE(pad_i32, PLAIN, "pad", cx_pad(A, CX_DIMS(1), CX_DIMS(2), .value = -9))
DEFINE_CASES(shape_cases)
