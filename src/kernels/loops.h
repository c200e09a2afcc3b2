/* Plain loops over elements, f32 or bf16, compiled to be vectorised for the CPU at hand. They compute in f32. */
#ifndef CXI_KERNELS_LOOPS_H
#define CXI_KERNELS_LOOPS_H

#include <calx/base.h>

void cxi_mask(cx_dtype dtype, void *x, const void *mask, size_t count); /* x = mask > 0 ? x : 0 */
void cxi_add_to(float *sum, const float *x, size_t count);
void cxi_add_scaled(float *sum, const float *x, float by, size_t count);    /* sum += by x */
float cxi_dot(cx_dtype dtype, const void *a, const float *b, size_t count); /* a: of this dtype, or f16 */
/* sum[width] of x[rows][width] */
void cxi_sum_rows(cx_dtype dtype, const void *x, size_t rows, size_t width, float *sum);

/* x[seen] becomes its softmax; what is behind that, up to `count`, 0. */
void cxi_softmax(float *x, size_t seen, size_t count);
/* From y, a softmax, and dy, which becomes dx = y (dy - sum(y dy)). */
void cxi_softmax_gradient(const float *y, float *dy, size_t count);

/* Dropout as compose/random.c defines it: element i is kept when its random bits are below `threshold`. */
struct cxi_dropout {
    bool on;
    uint32_t key[2], threshold;
    float scale; /* of what is kept */
};

/* One row of windows of 2 by 2. `x` is its upper row, the lower one is `row` elements on; y and dy have `windows` times `channels`
   elements, the first of which is element `first` of the whole array. */
void cxi_pool_row(cx_dtype dtype, const void *x, size_t row, void *y, size_t windows, size_t channels, uint32_t first,
                  const struct cxi_dropout *dropout);
void cxi_pool_gradient_row(cx_dtype dtype, const void *x, size_t row, const void *dy, void *dx, size_t windows,
                           size_t channels, uint32_t first, const struct cxi_dropout *dropout, bool relu);

#endif
