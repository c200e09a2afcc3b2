/* Convolutions by oneDNN or by ways of our own, as handlers of custom calls: the forward pass with bias and relu, the gradient of the
   input with the mask of the relu below, that of the kernel with the bias's. All are of f32 or of bf16, channels last, in any number of groups;
   the kernel's gradient and the bias's are f32 of either.

       handler                      inputs                     outputs
       calx_conv                    x, kernel, [bias]          y
       calx_conv_input_gradient     dy, kernel, [relu's y]     dx
       calx_conv_kernel_gradient    x, dy                      dkernel, [dbias]

   The batch is cut into chunks, for XLA's threads to take. How it is cut, and in which order partial sums are added, depends on
   the shapes alone: the same inputs give the same bits. */
#ifndef CXI_KERNELS_CONV_H
#define CXI_KERNELS_CONV_H

#include "kernels/onednn.h"

enum { CXI_CONV_MAX_SPATIAL = 3 };

struct cxi_conv_call {
    enum onednn_pass pass;
    cx_dtype dtype;       /* of the inputs: f32 or bf16 */
    cx_dims x, kernel, y; /* the arrays' shapes: x and y are [batch, spatial..., channels or features] */
    cx_dims kernel_axes;  /* of the kernel's array: of the features, of the input channels, then of the spatial axes */
    cx_dims strides, dilation, low; /* by spatial axis; `low` is the padding in front */
    int64_t groups;
    bool bias; /* there is one: an input of the forward pass, an output of the kernel's gradient */
    bool relu; /* forward: of the result; gradient of the input: there is a mask */
};

extern const char *const cxi_conv_names[3]; /* the handlers', by pass */

/* Whether there is a fast way for this one (any, where kernels are forced); it is then ready to be called. In bf16 it pays
   on CPUs that multiply it. */
bool cxi_conv_pays(const struct cxi_conv_call *call);

#endif
