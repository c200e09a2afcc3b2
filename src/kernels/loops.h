/* Plain loops over floats, compiled to be vectorised. */
#ifndef CXI_KERNELS_LOOPS_H
#define CXI_KERNELS_LOOPS_H

#include <stddef.h>

void cxi_mask(float *x, const float *mask, size_t count); /* x = mask > 0 ? x : 0 */
void cxi_add_to(float *sum, const float *x, size_t count);

#endif
