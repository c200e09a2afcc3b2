/* Attention of many queries, as training has it, by oneDNN's products: handlers of custom calls, f32.

       handler                    inputs                                outputs
       calx_attention             query [batch, time, heads, dim],      y [batch, time, heads, value_dim]
                                  key [batch, keys, groups, dim],
                                  value [batch, keys, groups, value_dim]
       calx_attention_gradient    the same, and dy, of y's shape        dquery, dkey, dvalue

   y = softmax(scale query key^T) value, the attributes scale (real) and causal (query i sees keys 0 ... i only). Some queries at a
   time, with their scores in the cache: no array of time by keys is ever in memory, and what causality forbids is not
   computed. The gradient computes the scores anew (Dao et al. 2022, arXiv:2205.14135, section 3). Which partial sums there are
   depends on the shapes alone: the same inputs give the same bits. */
#ifndef CXI_KERNELS_ATTENTION_H
#define CXI_KERNELS_ATTENTION_H

#include <calx/custom.h>

extern const char *const cxi_attention_name, *const cxi_attention_gradient_name;
extern cx_ffi_handler *const cxi_attention_handler, *const cxi_attention_gradient_handler;

/* Whether it gains by the kernels on this machine, with inputs of these dimensions. */
bool cxi_attention_pays(cx_dims query, cx_dims key);

#endif
