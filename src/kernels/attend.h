/* Attention of one token of each text to a cache, as the handler of a custom call. XLA on CPUs lays the cache out anew for it, and
   copies what it was to change in place.

       handler       inputs                                                             outputs
       calx_attend   q f32[batch, heads, dim], keys f32[batch, groups, slots, dim],     f32[batch, heads, dim]
                     values like keys, allowed bool[batch, slots]

   with the attributes `scale`, of the products, and `cap`: they become cap tanh(product / cap) where it is not zero. Slots that are
   not allowed are not looked at; where none is, the result is zero. */
#ifndef CXI_KERNELS_ATTEND_H
#define CXI_KERNELS_ATTEND_H

#include <calx/custom.h>

extern const char *const cxi_attend_handler_name;
extern cx_ffi_handler *const cxi_attend_handler;

#endif
