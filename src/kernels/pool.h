/* Max-pooling over windows of 2 by 2, side by side, with the dropout behind it and the relu before it:

       handler              inputs           outputs
       calx_pool            x, [key]         y = dropout(max over each window of x)
       calx_pool_gradient   x, dy, [key]     dx, to the first maximum of each window; where x > 0 only, after a relu

   x is f32 or bf16, [batch, height, width, channels]; an odd row or column at the end is in no window. Dropout keeps the elements whose
   random bits (calx/ops.h) are below a threshold, and scales those. */
#ifndef CXI_KERNELS_POOL_H
#define CXI_KERNELS_POOL_H

#include <calx/custom.h>

extern const char *const cxi_pool_names[2]; /* forward, gradient */
extern cx_ffi_handler *const cxi_pool_handlers[2];

#endif
