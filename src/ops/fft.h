/* The Fourier transforms that XLA has: along the last axes, up to three at once. cx_fft and its relatives, of any axes, are
   made of them in compose/fft.c. */
#ifndef CXI_FFT_H
#define CXI_FFT_H

#include "graph/graph.h"

enum { CXI_FFT_AXES = 3 };

/* x's last axes have the lengths; but the last has n / 2 + 1 elements of x for IRFFT, and of the result for RFFT. */
enum cxi_fft { CXI_FFT, CXI_IFFT, CXI_RFFT, CXI_IRFFT };
cx_node *cxi_fft(cx_node *x, enum cxi_fft kind, cx_dims lengths);

#endif
