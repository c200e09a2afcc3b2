/* The inside of a tensor. */
#ifndef CXI_TENSOR_H
#define CXI_TENSOR_H

#include <calx/tensor.h>

#include "run/runtime.h"

#include <stdatomic.h>

struct cx_tensor {
    struct cxi_owned owned; /* runtime NULL: what stands for a tensor that cannot be made */
    struct cxi_status status;
    cx_dtype dtype;
    cx_dims dims;
    struct cxi_sharding sharding;
    atomic_bool donated;
    int buffers; /* one for each device of the runtime's mesh; 0 in error */
    struct cxi_buffer *buffer[];
};

/* A tensor without contents, to be given buffers; never NULL. */
cx_tensor *cxi_tensor_empty(cx_runtime *runtime, cx_dtype dtype, cx_dims dims);
/* A tensor in error. Takes over nothing. */
cx_tensor *cxi_tensor_failed(cx_runtime *runtime, const struct cxi_status *status);
/* Whether its buffers may be used: it is sound, of `runtime` and not donated. */
bool cxi_tensor_usable(cx_tensor *tensor, const cx_runtime *runtime, struct cxi_status *status);
void cxi_tensor_mark_donated(cx_tensor *tensor); /* and lets its buffers go */

#endif
