/* Parts chosen by values: take, one-hot, dynamic slices. Also scatter_add, which is the gradient of take. */
#include "ops/write_cases.h"

/* The gradient of the sum of take(x, i)^2 * w: scatter_add of its second factor. */
static cx_node *taken_gradient(cx_node *x, cx_node *i) {
    cx_node *taken = cx_take(x, i, 0), *loss = cx_sum(cx_mul(cx_square(taken), cx_sin(taken))), *dx;
    cx_grad(loss, 1, &x, &dx);
    return dx;
}

#define CASES(ONE, SEVERAL)                                                                           \
    ONE(take, SMOOTH, "gather cx_take", cx_take(cx_square(A), B, 0))                                  \
    ONE(take_axis, SMOOTH, "gather", cx_take(cx_square(A), B, 1))                                     \
    ONE(take_last_axis, SMOOTH, "gather", cx_take(cx_square(A), B, -1))                               \
    ONE(take_scalar, SMOOTH, "gather", cx_take(cx_square(A), B, 0))                                   \
    ONE(take_clamped, SMOOTH, "gather", cx_take(cx_square(A), B, 0))                                  \
    ONE(take_u8, SMOOTH, "gather", cx_take(cx_square(A), B, 0))                                       \
    ONE(take_i64, SMOOTH, "gather", cx_take(cx_square(A), B, 0))                                      \
    ONE(take_nothing, SMOOTH, "gather", cx_take(cx_square(A), B, 0))                                  \
    ONE(take_of_i32, PLAIN, "gather", cx_take(A, B, 0))                                               \
    ONE(take_along, SMOOTH, "gather cx_take_along", cx_take_along(cx_square(A), B, 1))                \
    ONE(take_along_first, SMOOTH, "gather", cx_take_along(cx_square(A), B, 0))                        \
    ONE(take_along_clamped, SMOOTH, "gather", cx_take_along(cx_square(A), B, -1))                     \
    ONE(scatter_add, SMOOTH, "scatter_add", taken_gradient(A, B))                                     \
    ONE(segment_sum, SMOOTH, "scatter_add cx_segment_sum", cx_segment_sum(cx_square(A), B, 4))        \
    ONE(segment_sum_1d, SMOOTH, "scatter_add", cx_segment_sum(cx_square(A), B, 3))                    \
    ONE(one_hot, PLAIN, "compare cx_one_hot", cx_one_hot(A, 4, CX_F32))                               \
    ONE(one_hot_product, SMOOTH, "compare", cx_mul(cx_one_hot(B, 3, A->dtype), cx_square(A)))         \
    ONE(dynamic_slice, SMOOTH, "dynamic_slice cx_dynamic_slice",                                      \
        cx_dynamic_slice(cx_square(A), 2, ((cx_node *[]){B, C}), CX_DIMS(2, 3)))                      \
    ONE(dynamic_slice_clamped, SMOOTH, "dynamic_slice",                                               \
        cx_dynamic_slice(cx_square(A), 2, ((cx_node *[]){B, C}), CX_DIMS(2, 3)))                      \
    ONE(dynamic_slice_1d, SMOOTH, "dynamic_slice", cx_dynamic_slice(cx_square(A), 1, &B, CX_DIMS(3))) \
    ONE(dynamic_update_slice, SMOOTH, "dynamic_update_slice cx_dynamic_update_slice",                 \
        cx_dynamic_update_slice(cx_square(A), cx_sin(B), 2, ((cx_node *[]){C, D})))                   \
    ONE(dynamic_update_slice_clamped, SMOOTH, "dynamic_update_slice",                                 \
        cx_dynamic_update_slice(cx_square(A), cx_sin(B), 2, ((cx_node *[]){C, D})))
DEFINE_CASES(index_cases)
