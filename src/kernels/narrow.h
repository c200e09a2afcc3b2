/* Products of few rows with matrices of 16-bit floats, as the handler of a custom call. XLA on CPUs first makes f32 of the whole
   matrix, in each call.

       handler        inputs                                                output
       calx_narrow    x f32[rows, in], w bf16[units, in] or f16[units, in]  f32[rows, units] = x times the transposed w

   Elements are widened to f32 as they are read, and nothing is rounded but the sums. */
#ifndef CXI_KERNELS_NARROW_H
#define CXI_KERNELS_NARROW_H

#include <calx/custom.h>

extern const char *const cxi_narrow_handler_name;
extern cx_ffi_handler *const cxi_narrow_handler;

#endif
