/* Parts chosen and put in place by values: take, put, segments, gather, scatter, dynamic slices. */
#include "ops/write_cases.h"

/* The gradient of the sum of take(x, i)^2 * w: scatter_add of its second factor. */
static cx_node *taken_gradient(cx_node *x, cx_node *i) {
    cx_node *taken = cx_take(x, i, 0), *loss = cx_sum(cx_mul(cx_square(taken), cx_sin(taken))), *dx;
    cx_grad(loss, 1, &x, &dx);
    return dx;
}

/* 0 for the infinity of a segment that nothing is in. */
static cx_node *finite(cx_node *x) {
    return cx_select(cx_is_finite(x), x, cx_k(0));
}

#define CASES(ONE, SEVERAL)                                                                                          \
    ONE(take, SMOOTH, "gather cx_take", cx_take(cx_square(A), B, 0))                                                 \
    ONE(take_axis, SMOOTH, "gather", cx_take(cx_square(A), B, 1))                                                    \
    ONE(take_last_axis, SMOOTH, "gather", cx_take(cx_square(A), B, -1))                                              \
    ONE(take_scalar, SMOOTH, "gather", cx_take(cx_square(A), B, 0))                                                  \
    ONE(take_clamped, SMOOTH, "gather", cx_take(cx_square(A), B, 0))                                                 \
    ONE(take_u8, SMOOTH, "gather", cx_take(cx_square(A), B, 0))                                                      \
    ONE(take_i64, SMOOTH, "gather", cx_take(cx_square(A), B, 0))                                                     \
    ONE(take_nothing, SMOOTH, "gather", cx_take(cx_square(A), B, 0))                                                 \
    ONE(take_of_i32, PLAIN, "gather", cx_take(A, B, 0))                                                              \
    ONE(take_along, SMOOTH, "gather cx_take_along", cx_take_along(cx_square(A), B, 1))                               \
    ONE(take_along_first, SMOOTH, "gather", cx_take_along(cx_square(A), B, 0))                                       \
    ONE(take_along_clamped, SMOOTH, "gather", cx_take_along(cx_square(A), B, -1))                                    \
    ONE(scatter_add, SMOOTH, "scatter_add", taken_gradient(A, B))                                                    \
    ONE(segment_sum, SMOOTH, "scatter_add cx_segment_sum", cx_segment_sum(cx_square(A), B, 4))                       \
    ONE(segment_sum_1d, SMOOTH, "scatter_add", cx_segment_sum(cx_square(A), B, 3))                                   \
    ONE(put, SMOOTH, "scatter cx_put", cx_put(cx_square(A), B, cx_sin(C), 0))                                        \
    ONE(put_meeting, SMOOTH, "scatter", cx_put(cx_square(A), B, cx_sin(C), 0))                                       \
    ONE(put_axis, SMOOTH, "scatter", cx_put(cx_square(A), B, cx_sin(C), 1))                                          \
    ONE(put_unique, SMOOTH, "scatter", cx_put(cx_square(A), B, cx_sin(C), 0, .unique = true))                        \
    ONE(put_add, SMOOTH, "scatter_add", cx_put(cx_square(A), B, cx_sin(C), 0, .combine = CX_ADD))                    \
    ONE(put_mul, SMOOTH, "scatter_mul", cx_put(cx_square(A), B, cx_sin(C), 0, .combine = CX_MUL))                    \
    ONE(put_mul_unique, SMOOTH, "scatter_mul",                                                                       \
        cx_put(cx_square(A), B, cx_sin(C), 0, .combine = CX_MUL, .unique = true))                                    \
    ONE(put_min, SMOOTH, "scatter_min", cx_put(cx_square(A), B, cx_sin(C), 0, .combine = CX_MIN))                    \
    ONE(put_max, SMOOTH, "scatter_max", cx_put(cx_square(A), B, cx_sin(C), 0, .combine = CX_MAX))                    \
    ONE(put_max_ties, KINKED, "scatter_max", cx_square(cx_put(A, B, C, 0, .combine = CX_MAX)))                       \
    ONE(put_bools, PLAIN, "scatter", cx_put(A, B, cx_k(1), 0))                                                       \
    ONE(put_min_i16, PLAIN, "scatter_min", cx_put(A, B, C, 0, .combine = CX_MIN))                                    \
    ONE(put_along, SMOOTH, "scatter cx_put_along", cx_put_along(cx_square(A), B, cx_sin(C), 1))                      \
    ONE(put_along_add, SMOOTH, "scatter_add", cx_put_along(cx_square(A), B, cx_sin(C), 0, .combine = CX_ADD))        \
    ONE(segment_product, SMOOTH, "scatter_mul cx_segment_product", cx_segment_product(cx_square(A), B, 4))           \
    ONE(segment_min, SMOOTH, "scatter_min cx_segment_min", finite(cx_segment_min(cx_square(A), B, 3)))               \
    ONE(segment_max, SMOOTH, "scatter_max cx_segment_max", cx_segment_max(cx_square(A), B, 2))                       \
    ONE(segment_max_empty, PLAIN, "scatter_max", cx_segment_max(A, B, 3))                                            \
    ONE(gather_blocks, SMOOTH, "gather cx_gather",                                                                   \
        cx_gather(cx_square(A), B, .axes = CX_DIMS(0, 1), .sizes = CX_DIMS(2, 3)))                                   \
    ONE(gather_rows, SMOOTH, "gather",                                                                               \
        cx_gather(cx_square(A), B, .axes = CX_DIMS(1), .sizes = CX_DIMS(2, 1, 3), .collapsed = CX_DIMS(1)))          \
    ONE(gather_order, SMOOTH, "gather",                                                                              \
        cx_gather(cx_square(A), B, .axes = CX_DIMS(2, 1), .sizes = CX_DIMS(2, 2, 1), .collapsed = CX_DIMS(-1),       \
                  .window = CX_DIMS(2, 0)))                                                                          \
    ONE(gather_batch, SMOOTH, "gather",                                                                              \
        cx_gather(cx_square(A), B, .axes = CX_DIMS(1), .sizes = CX_DIMS(1, 2, 1), .batch_x = CX_DIMS(2, 0),          \
                  .batch_indices = CX_DIMS(0, 1)))                                                                   \
    ONE(scatter_blocks, SMOOTH, "scatter cx_scatter", cx_scatter(cx_square(A), B, cx_sin(C), .axes = CX_DIMS(0, 1))) \
    ONE(scatter_add_blocks, SMOOTH, "scatter_add",                                                                   \
        cx_scatter(cx_square(A), B, cx_sin(C), .axes = CX_DIMS(0, 1), .combine = CX_ADD))                            \
    ONE(scatter_max_rows, SMOOTH, "scatter_max",                                                                     \
        cx_scatter(cx_square(A), B, cx_sin(C), .axes = CX_DIMS(1), .collapsed = CX_DIMS(1), .combine = CX_MAX))      \
    ONE(scatter_batch, SMOOTH, "scatter_add",                                                                        \
        cx_scatter(cx_square(A), B, cx_sin(C), .axes = CX_DIMS(1), .batch_x = CX_DIMS(0, 2),                         \
                   .batch_indices = CX_DIMS(1, 0), .combine = CX_ADD))                                               \
    ONE(scatter_order, SMOOTH, "scatter",                                                                            \
        cx_scatter(cx_square(A), B, cx_sin(C), .axes = CX_DIMS(2, 1), .collapsed = CX_DIMS(2),                       \
                   .window = CX_DIMS(0, 2)))                                                                         \
    ONE(one_hot, PLAIN, "compare cx_one_hot", cx_one_hot(A, 4, CX_F32))                                              \
    ONE(one_hot_product, SMOOTH, "compare", cx_mul(cx_one_hot(B, 3, A->dtype), cx_square(A)))                        \
    ONE(dynamic_slice, SMOOTH, "dynamic_slice cx_dynamic_slice",                                                     \
        cx_dynamic_slice(cx_square(A), 2, ((cx_node *[]){B, C}), CX_DIMS(2, 3)))                                     \
    ONE(dynamic_slice_clamped, SMOOTH, "dynamic_slice",                                                              \
        cx_dynamic_slice(cx_square(A), 2, ((cx_node *[]){B, C}), CX_DIMS(2, 3)))                                     \
    ONE(dynamic_slice_1d, SMOOTH, "dynamic_slice", cx_dynamic_slice(cx_square(A), 1, &B, CX_DIMS(3)))                \
    ONE(dynamic_update_slice, SMOOTH, "dynamic_update_slice cx_dynamic_update_slice",                                \
        cx_dynamic_update_slice(cx_square(A), cx_sin(B), 2, ((cx_node *[]){C, D})))                                  \
    ONE(dynamic_update_slice_clamped, SMOOTH, "dynamic_update_slice",                                                \
        cx_dynamic_update_slice(cx_square(A), cx_sin(B), 2, ((cx_node *[]){C, D})))
DEFINE_CASES(index_cases)
