/* Complex numbers and Fourier transforms (calx/complex.h). Derivatives are taken with respect to the real and imaginary parts,
   so that finite differences check the convention of complex gradients too. */
#include "ops/write_cases.h"

#define Z cx_complex(A, B)

/* The parts of a complex result. */
static void parts(cx_node *z, cx_node **out) {
    out[0] = cx_real(z);
    out[1] = cx_imag(z);
}

#define PARTS(SEVERAL, NAME, COVERS, ...) SEVERAL(NAME, 2, SMOOTH, COVERS, parts(__VA_ARGS__, out))

/* With respect to a complex parameter: JAX's convention, as it is. */
static cx_node *gradient_of_size(cx_node *z) {
    cx_node *dz;
    cx_grad(cx_sum(cx_abs(cx_square(z))), 1, &z, &dz);
    return dz;
}

#define CASES(ONE, SEVERAL)                                                                                          \
    PARTS(SEVERAL, complex, "complex cx_complex real cx_real imag cx_imag", cx_square(Z))                            \
    SEVERAL(parts_of_c64, 2, PLAIN, "real imag", parts(A, out))                                                      \
    PARTS(SEVERAL, conj, "cx_conj", cx_mul(Z, cx_square(cx_conj(Z))))                                                \
    ONE(angle, SMOOTH, "cx_angle", cx_angle(Z))                                                                      \
    ONE(angle_real, PLAIN, "cx_angle", cx_angle(A))                                                                  \
    ONE(abs_complex, SMOOTH, "abs", cx_abs(Z))                                                                       \
    ONE(abs_complex_at_zero, PLAIN, "abs", cx_abs(Z))                                                                \
    ONE(abs_gradient_c64, PLAIN, "abs", gradient_of_size(A))                                                         \
    PARTS(SEVERAL, exp_complex, "exp", cx_exp(Z))                                                                    \
    PARTS(SEVERAL, expm1_complex, "expm1", cx_expm1(Z))                                                              \
    PARTS(SEVERAL, log_complex, "log", cx_log(Z))                                                                    \
    PARTS(SEVERAL, log1p_complex, "log1p", cx_log1p(Z))                                                              \
    PARTS(SEVERAL, sqrt_complex, "sqrt", cx_sqrt(Z))                                                                 \
    PARTS(SEVERAL, rsqrt_complex, "rsqrt", cx_rsqrt(Z))                                                              \
    PARTS(SEVERAL, sin_complex, "sin", cx_sin(Z))                                                                    \
    PARTS(SEVERAL, cos_complex, "cos", cx_cos(Z))                                                                    \
    PARTS(SEVERAL, tan_complex, "tan", cx_tan(Z))                                                                    \
    PARTS(SEVERAL, tanh_complex, "tanh", cx_tanh(Z))                                                                 \
    PARTS(SEVERAL, logistic_complex, "logistic", cx_logistic(Z))                                                     \
    PARTS(SEVERAL, sinh_complex, "sinh", cx_sinh(Z))                                                                 \
    PARTS(SEVERAL, asin_complex, "asin", cx_asin(Z))                                                                 \
    PARTS(SEVERAL, acosh_complex, "acosh", cx_acosh(Z))                                                              \
    PARTS(SEVERAL, atan_complex, "atan", cx_atan(Z))                                                                 \
    PARTS(SEVERAL, div_complex, "div", cx_div(Z, cx_complex(C, D)))                                                  \
    PARTS(SEVERAL, pow_complex, "pow", cx_pow(Z, cx_complex(C, D)))                                                  \
    PARTS(SEVERAL, dot_complex, "dot_general", cx_matmul(Z, cx_complex(C, D)))                                       \
    PARTS(SEVERAL, product_complex, "product", cx_product(Z, .axes = CX_DIMS(0)))                                    \
    PARTS(SEVERAL, mean_complex, "cx_mean", cx_mean(cx_square(Z), .axes = CX_DIMS(0)))                               \
    PARTS(SEVERAL, convert_to_complex, "convert", cx_mul(cx_convert(A, CX_C128), cx_convert(Z, CX_C128)))            \
    ONE(eq_complex, PLAIN, "compare cx_eq", cx_eq(A, B))                                                             \
    PARTS(SEVERAL, fft, "fft cx_fft", cx_square(cx_fft(Z)))                                                          \
    PARTS(SEVERAL, fft_of_real, "fft", cx_fft(cx_square(A), .axes = CX_DIMS(0)))                                     \
    PARTS(SEVERAL, fft_padded, "fft", cx_fft(Z, .axes = CX_DIMS(1, 0), .length = CX_DIMS(5, 2)))                     \
    PARTS(SEVERAL, ifft, "fft cx_ifft", cx_square(cx_ifft(Z, .axes = CX_DIMS(0, 1, 2, 3))))                          \
    PARTS(SEVERAL, rfft, "fft cx_rfft", cx_square(cx_rfft(A)))                                                       \
    PARTS(SEVERAL, rfft_odd, "fft", cx_square(cx_rfft(A, .axes = CX_DIMS(1, 0))))                                    \
    PARTS(SEVERAL, rfft_four_axes, "fft", cx_rfft(cx_square(A), .axes = CX_DIMS(0, 1, 2, 3)))                        \
    ONE(irfft, SMOOTH, "fft cx_irfft", cx_square(cx_irfft(Z)))                                                       \
    ONE(irfft_odd, SMOOTH, "fft", cx_square(cx_irfft(Z, .axes = CX_DIMS(1, 0), .length = CX_DIMS(3, 5))))            \
    ONE(irfft_four_axes, SMOOTH, "fft", cx_square(cx_irfft(Z, .axes = CX_DIMS(0, 1, 2, 3))))                         \
    ONE(fft_c64, PLAIN | LOOSE, "fft", cx_fft(A))                                                                    \
    ONE(fft_shift, SMOOTH, "cx_fft_shift", cx_square(cx_fft_shift(A, CX_DIMS(0, 1))))                                \
    ONE(ifft_shift, SMOOTH, "cx_ifft_shift", cx_square(cx_ifft_shift(A, CX_DIMS(1))))                                \
    ONE(fft_frequencies, PLAIN, "cx_fft_frequencies", cx_add(A, cx_fft_frequencies(g, cx_node_dtype(A), 7, 0.5)))    \
    ONE(fft_frequencies_even, PLAIN, "cx_fft_frequencies", cx_add(A, cx_fft_frequencies(g, cx_node_dtype(A), 6, 2))) \
    ONE(rfft_frequencies, PLAIN, "cx_rfft_frequencies", cx_add(A, cx_rfft_frequencies(g, cx_node_dtype(A), 6, 0.25)))

DEFINE_CASES(complex_cases)
