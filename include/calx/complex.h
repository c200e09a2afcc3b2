/* calx/complex.h: complex numbers, and Fourier transforms.

   Of complex numbers are: the elementwise operations that say so in calx/ops.h and calx/special.h, cx_add to cx_div and cx_pow,
   cx_eq and cx_ne, cx_abs (whose result is real), cx_sum, cx_product, cx_mean, cx_dot_general and what is made of it, and all
   that moves elements. Real and complex do not mix: cx_convert makes complex numbers of real ones.

   GRADIENTS are those of JAX: that of a real loss u with respect to z = x + i y is du/dx - i du/dy, so a step of gradient
   descent goes along its conjugate; through f, differentiable in the complex sense, a cotangent is multiplied by f'(z). */
#ifndef CALX_COMPLEX_H
#define CALX_COMPLEX_H

#include <calx/graph.h>

CX_BEGIN

CX_API cx_node *cx_complex(cx_node *re, cx_node *im); /* re + i im: c64 of f32, c128 of f64 */
CX_API cx_node *cx_real(cx_node *x);                  /* of real x: x itself; this and the next three */
CX_API cx_node *cx_imag(cx_node *x);                  /* ... 0 */
CX_API cx_node *cx_conj(cx_node *x);                  /* ... x itself */
CX_API cx_node *cx_angle(cx_node *x);                 /* atan2(imag, real), in (-pi, pi] */

/* --------------------------------------------------------------------------------------- Fourier transforms
   As in numpy.fft: y[k] = sum over m of x[m] exp(-2 pi i k m / n), along each of the axes; the inverse has the other sign and
   a factor of 1/n. */
typedef struct cx_fft_args {
    cx_node *x;
    cx_here at_;
    cx_dims axes;   /* default: the last */
    cx_dims length; /* n, for each of the axes: x is cropped, or padded with zeros; default: what x has */
} cx_fft_args;
CX_API cx_node *cx_fft_(cx_fft_args args);   /* of real or complex x */
CX_API cx_node *cx_ifft_(cx_fft_args args);
CX_API cx_node *cx_rfft_(cx_fft_args args);  /* of real x: of the last of the axes only k = 0 ... n/2 */
/* The inverse of cx_rfft: real. The default of the last length is 2 (k - 1), for the k elements that x has. */
CX_API cx_node *cx_irfft_(cx_fft_args args);
#define cx_fft(...)   cx_fft_(CX_ARGS(cx_fft_args, __VA_ARGS__))
#define cx_ifft(...)  cx_ifft_(CX_ARGS(cx_fft_args, __VA_ARGS__))
#define cx_rfft(...)  cx_rfft_(CX_ARGS(cx_fft_args, __VA_ARGS__))
#define cx_irfft(...) cx_irfft_(CX_ARGS(cx_fft_args, __VA_ARGS__))
CX_API cx_node *cx_fft_shift(cx_node *x, cx_dims axes);  /* frequency 0 to the middle of each of the axes */
CX_API cx_node *cx_ifft_shift(cx_node *x, cx_dims axes); /* and back */
/* The frequencies of cx_fft's n results, in cycles per unit, for samples `spacing` units apart; and of cx_rfft's. */
CX_API cx_node *cx_fft_frequencies(cx_graph *graph, cx_dtype dtype, int64_t n, double spacing);
CX_API cx_node *cx_rfft_frequencies(cx_graph *graph, cx_dtype dtype, int64_t n, double spacing);

CX_END
#endif
