/* Root-mean-square norms of few rows, as the handler of a custom call: where a text is written token by token, XLA on CPUs takes four
   operations for each, which cost more than the numbers.

       handler          inputs                               output
       calx_rms_norm    x f32[rows, features],               f32[rows, features] = x / sqrt(mean of its row's squares +
                        and a scale f32[features] or none    epsilon), times the scale

   with the attribute `epsilon`. Zhang and Sennrich 2019, arXiv:1910.07467. */
#ifndef CXI_KERNELS_NORM_H
#define CXI_KERNELS_NORM_H

#include <calx/custom.h>

extern const char *const cxi_rms_norm_name;
extern cx_ffi_handler *const cxi_rms_norm_handler;

#endif
