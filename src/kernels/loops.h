/* Plain loops over floats, compiled to be vectorised for the CPU at hand. */
#ifndef CXI_KERNELS_LOOPS_H
#define CXI_KERNELS_LOOPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void cxi_mask(float *x, const float *mask, size_t count); /* x = mask > 0 ? x : 0 */
void cxi_add_to(float *sum, const float *x, size_t count);
void cxi_sum_rows(const float *x, size_t rows, size_t width, float *sum); /* sum[width] of x[rows][width] */

/* Dropout as compose/random.c defines it: element i is kept when its random bits are below `threshold`. */
struct cxi_dropout {
    bool on;
    uint32_t key[2], threshold;
    float scale; /* of what is kept */
};

/* One row of windows of 2 by 2. `x` is its upper row, x + `row` the lower one; y and dy have `windows` times `channels`
   elements, the first of which is element `first` of the whole array. */
void cxi_pool_row(const float *x, size_t row, float *y, size_t windows, size_t channels, uint32_t first,
                  const struct cxi_dropout *dropout);
void cxi_pool_gradient_row(const float *x, size_t row, const float *dy, float *dx, size_t windows, size_t channels,
                           uint32_t first, const struct cxi_dropout *dropout, bool relu);

#endif
