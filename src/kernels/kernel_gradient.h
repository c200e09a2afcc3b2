/* The gradient of a convolution's kernel, for CPUs with AVX2 and no wider vectors: there oneDNN's takes twice as long with
   channels last, while its other two passes are at what the CPU can do. */
#ifndef CXI_KERNELS_KERNEL_GRADIENT_H
#define CXI_KERNELS_KERNEL_GRADIENT_H

#include "kernels/conv.h"

/* Whether it is for this call and this CPU: f32 in one group, one or two spatial axes, channels in fours and features in sixteens,
   and a kernel of [spatial..., channels, features]. */
bool cxi_kernel_gradient_fits(const struct cxi_conv_call *call);

size_t cxi_kernel_gradient_scratch(const struct cxi_conv_call *call); /* bytes that a run works in */

/* Of some examples: sum, of the kernel's shape, becomes their gradient. `scratch` is aligned to 32 bytes. */
void cxi_kernel_gradient(const struct cxi_conv_call *call, const float *x, const float *dy, int64_t examples,
                         float *sum, float *scratch);

#endif
