/* Convolutions of windows of 3 by 3, in steps of one, with fewer multiplications: Winograd's F(2 x 2, 3 x 3), as in Lavin and Gray,
   "Fast Algorithms for Convolutional Neural Networks" (2015), section 4.1. Each 2 by 2 elements of y take 16 multiplications for a
   channel, not 36, at the price of some additions before and after. Both gradients are adjoints of the same. Results are as exact
   as the direct sum's, but what is infinite in x, or nearly so, makes all of its tile infinite or NaN. */
#ifndef CXI_KERNELS_WINOGRAD_H
#define CXI_KERNELS_WINOGRAD_H

#include "kernels/conv.h"

/* Whether it is for this call and this CPU: f32 in one group, two spatial axes, results of at least four by four, channels and features by
   the width of a vector, and tiles enough to be worth transforming the kernel. */
bool cxi_winograd_fits(const struct cxi_conv_call *call);

/* Bytes of a transformed kernel, or of its transformed gradient; and of what a run works in. */
size_t cxi_winograd_packed(const struct cxi_conv_call *call);
size_t cxi_winograd_scratch(const struct cxi_conv_call *call);

/* Transforms a kernel, and a gradient back: each panel for itself. */
int64_t cxi_winograd_panels(const struct cxi_conv_call *call);
void cxi_winograd_pack(const struct cxi_conv_call *call, const float *kernel, float *packed, int64_t panel);
void cxi_winograd_unpack(const struct cxi_conv_call *call, const float *packed, float *kernel, int64_t panel);

/* The pass's result, or dy for the kernel's gradient, is computed by lines of tiles: how many there are in the batch, and how many
   tiles in each; and where a line begins in that array, in elements. */
int64_t cxi_winograd_lines(const struct cxi_conv_call *call, int64_t *tiles);
int64_t cxi_winograd_line_at(const struct cxi_conv_call *call, int64_t line);

/* The forward pass, from x to y, or that of the input's gradient, from dy to dx: `count` lines from `first` on. bias: [features], or
   NULL. */
void cxi_winograd_run(const struct cxi_conv_call *call, const float *from, const float *packed, const float *bias,
                      float *to, int64_t first, int64_t count, float *scratch);

/* `sum` becomes the kernel's gradient by `count` lines from `first` on, transformed. */
void cxi_winograd_gradient(const struct cxi_conv_call *call, const float *x, const float *dy, int64_t first,
                           int64_t count, float *sum, float *scratch);

#endif
