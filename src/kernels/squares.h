/* The sum of the squares of all elements of some arrays, as the handler of a custom call: the norm of a model's gradients. XLA on CPUs
   writes the squares of each array to memory, and adds them up in three operations more.

       handler                inputs                                output
       calx_sum_of_squares    f32 arrays of any shapes and number   f32 scalar

   In which order is added depends on the shapes alone. */
#ifndef CXI_KERNELS_SQUARES_H
#define CXI_KERNELS_SQUARES_H

#include <calx/custom.h>

extern const char *const cxi_sum_of_squares_name;
extern cx_ffi_handler *const cxi_sum_of_squares_handler;

#endif
