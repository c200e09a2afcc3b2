/* Convolution and pooling. */
#include "ops/write_cases.h"

/* Of the sum of what dtype f32 makes of bf16 arrays, times dy. */
static cx_node *kernel_gradient(cx_node *x, cx_node *kernel, cx_node *dy) {
    cx_node *y = cx_conv(x, kernel, .dtype = CX_F32), *dkernel;
    cx_vjp(1, &y, &dy, 1, &kernel, &dkernel);
    return dkernel;
}

#define CASES(ONE, SEVERAL)                                                                                            \
    ONE(conv, SMOOTH, "convolution cx_conv", cx_conv(A, B))                                                            \
    ONE(conv_same, SMOOTH, "convolution", cx_conv(A, B, .pad = CX_SAME))                                               \
    ONE(conv_same_even, SMOOTH, "convolution", cx_conv(A, B, .pad = CX_SAME))                                          \
    ONE(conv_strided, SMOOTH, "convolution", cx_conv(A, B, .stride = CX_DIMS(2, 3)))                                   \
    ONE(conv_strided_same, SMOOTH, "convolution", cx_conv(A, B, .pad = CX_SAME, .stride = CX_DIMS(2, 2)))              \
    ONE(conv_strided_rest, SMOOTH, "convolution", cx_conv(A, B, .stride = CX_DIMS(3, 2)))                              \
    ONE(conv_padded, SMOOTH, "convolution", cx_conv(A, B, .pad_low = CX_DIMS(2, 0), .pad_high = CX_DIMS(1, 3)))        \
    ONE(conv_cropped, SMOOTH, "convolution",                                                                           \
        cx_conv(A, B, .pad_low = CX_DIMS(-1, 1), .pad_high = CX_DIMS(0, -2), .stride = CX_DIMS(1, 2)))                 \
    ONE(conv_dilated, SMOOTH, "convolution", cx_conv(A, B, .dilation = CX_DIMS(2, 1)))                                 \
    ONE(conv_dilated_strided, SMOOTH, "convolution",                                                                   \
        cx_conv(A, B, .pad = CX_SAME, .dilation = CX_DIMS(2, 2), .stride = CX_DIMS(2, 1)))                             \
    ONE(conv_input_dilated, SMOOTH, "convolution",                                                                     \
        cx_conv(A, B, .input_dilation = CX_DIMS(2, 3), .pad_low = CX_DIMS(1, 2), .pad_high = CX_DIMS(2, 1)))           \
    ONE(conv_everything, SMOOTH, "convolution",                                                                        \
        cx_conv(A, B, .input_dilation = CX_DIMS(2, 1), .dilation = CX_DIMS(1, 2), .stride = CX_DIMS(2, 3),             \
                .pad_low = CX_DIMS(1, 0), .pad_high = CX_DIMS(0, 2), .groups = 2))                                     \
    ONE(conv_grouped, SMOOTH, "convolution", cx_conv(A, B, .groups = 2))                                               \
    ONE(conv_depthwise, SMOOTH, "convolution", cx_conv(A, B, .groups = 3, .pad = CX_SAME))                             \
    ONE(conv_1d, SMOOTH, "convolution", cx_conv(A, B, .stride = CX_DIMS(2)))                                           \
    ONE(conv_3d, SMOOTH, "convolution", cx_conv(A, B, .pad = CX_SAME))                                                 \
    ONE(conv_pointwise, SMOOTH, "convolution", cx_conv(A, B))                                                          \
    ONE(conv_batch_grouped, SMOOTH, "convolution",                                                                     \
        cx_conv(A, B, .pad = CX_SAME, .stride = CX_DIMS(2, 1), .batch_groups = 2))                                     \
    ONE(conv_batch_grouped_dilated, SMOOTH, "convolution",                                                             \
        cx_conv(A, B, .pad_low = CX_DIMS(1, 2), .pad_high = CX_DIMS(2, 1), .dilation = CX_DIMS(2, 1),                  \
                .input_dilation = CX_DIMS(1, 2), .batch_groups = 3))                                                   \
    ONE(conv_bf16_to_f32, PLAIN, "convolution", cx_conv(A, B, .dtype = CX_F32))                                        \
    ONE(conv_i8_to_i32, PLAIN, "convolution", cx_conv(A, B, .dtype = CX_I32))                                          \
    ONE(conv_f16_to_f32, PLAIN, "convolution", cx_conv(A, B, .pad = CX_SAME, .dtype = CX_F32))                         \
    ONE(conv_bf16_gradient, PLAIN, "convolution", kernel_gradient(A, B, C))                                            \
    ONE(conv_transpose, SMOOTH, "convolution cx_conv_transpose", cx_conv_transpose(A, B, .stride = CX_DIMS(2, 3)))     \
    ONE(conv_transpose_same, SMOOTH, "convolution",                                                                    \
        cx_conv_transpose(A, B, .pad = CX_SAME, .stride = CX_DIMS(2, 1), .dilation = CX_DIMS(1, 2)))                   \
    ONE(conv_transpose_1d, SMOOTH, "convolution", cx_conv_transpose(A, B, .stride = CX_DIMS(3)))                       \
    ONE(resize_nearest, SMOOTH, "cx_resize", cx_resize(cx_square(A), CX_DIMS(1, 5, 7, 2), CX_NEAREST))                 \
    ONE(resize_nearest_down, SMOOTH, "gather", cx_resize(cx_square(A), CX_DIMS(1, 3, 2), CX_NEAREST))                  \
    ONE(resize_linear, SMOOTH, "dot_general", cx_resize(cx_square(A), CX_DIMS(2, 5, 7, 2), CX_LINEAR))                 \
    ONE(resize_linear_down, SMOOTH, "dot_general", cx_resize(cx_square(A), CX_DIMS(3, 2), CX_LINEAR))                  \
    ONE(resize_antialias, SMOOTH, "dot_general", cx_resize(cx_square(A), CX_DIMS(3, 6), CX_LINEAR, .antialias = true)) \
    ONE(resize_u8, PLAIN, "gather", cx_resize(A, CX_DIMS(6, 2), CX_NEAREST))                                           \
    ONE(max_pool, SMOOTH, "max_pool cx_max_pool", cx_max_pool(cx_square(A), CX_DIMS(2, 3)))                            \
    ONE(max_pool_overlapping, SMOOTH, "max_pool", cx_max_pool(cx_square(A), CX_DIMS(3, 3), .stride = CX_DIMS(2, 1)))   \
    ONE(max_pool_same, SMOOTH, "max_pool",                                                                             \
        cx_max_pool(cx_square(A), CX_DIMS(3, 2), .stride = CX_DIMS(2, 2), .pad = CX_SAME))                             \
    ONE(max_pool_ties, KINKED, "max_pool", cx_square(cx_max_pool(A, CX_DIMS(2, 2), .stride = CX_DIMS(1, 1))))          \
    ONE(max_pool_1d, SMOOTH, "max_pool", cx_square(cx_max_pool(A, CX_DIMS(2))))                                        \
    ONE(max_pool_i32, PLAIN, "max_pool", cx_max_pool(A, CX_DIMS(2), .pad = CX_SAME))                                   \
    ONE(max_pool2d, SMOOTH, "cx_max_pool2d", cx_square(cx_max_pool2d(A, 2)))                                           \
    ONE(global_max_pool, SMOOTH, "cx_global_max_pool", cx_global_max_pool(cx_square(A)))                               \
    ONE(global_mean_pool, SMOOTH, "cx_global_mean_pool", cx_global_mean_pool(cx_square(A)))                            \
    ONE(sum_pool, SMOOTH, "sum_pool cx_sum_pool", cx_sum_pool(cx_square(A), CX_DIMS(3, 2), .stride = CX_DIMS(2, 3)))   \
    ONE(sum_pool_same, SMOOTH, "sum_pool",                                                                             \
        cx_sum_pool(cx_square(A), CX_DIMS(3, 3), .stride = CX_DIMS(1, 2), .pad = CX_SAME))                             \
    ONE(mean_pool, SMOOTH, "sum_pool cx_mean_pool", cx_mean_pool(cx_square(A), CX_DIMS(2, 2)))                         \
    ONE(mean_pool_same, SMOOTH, "sum_pool",                                                                            \
        cx_mean_pool(cx_square(A), CX_DIMS(3, 3), .stride = CX_DIMS(2, 2), .pad = CX_SAME))                            \
    ONE(mean_pool2d, SMOOTH, "cx_mean_pool2d", cx_mean_pool2d(cx_square(A), 3))
DEFINE_CASES(conv_cases)
