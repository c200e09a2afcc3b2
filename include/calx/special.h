/* calx/special.h: more elementwise functions: hyperbolic and inverse ones, the gamma function's family, Bessel functions,
   and what is about the bits of floats. Of floats; what is said so also of complex numbers. Broadcasting as in calx/ops.h. */
#ifndef CALX_SPECIAL_H
#define CALX_SPECIAL_H

#include <calx/graph.h>

CX_BEGIN

CX_API cx_node *cx_sinh(cx_node *x); /* these eight: also of complex numbers */
CX_API cx_node *cx_cosh(cx_node *x);
CX_API cx_node *cx_asin(cx_node *x);
CX_API cx_node *cx_acos(cx_node *x);
CX_API cx_node *cx_atan(cx_node *x);
CX_API cx_node *cx_asinh(cx_node *x);
CX_API cx_node *cx_acosh(cx_node *x);
CX_API cx_node *cx_atanh(cx_node *x);
CX_API cx_node *cx_log2(cx_node *x);
CX_API cx_node *cx_exp2(cx_node *x);                    /* 2 to the x */
CX_API cx_node *cx_logaddexp(cx_node *a, cx_node *b);   /* log(exp(a) + exp(b)), without overflow */
CX_API cx_node *cx_hypot(cx_node *a, cx_node *b);       /* sqrt(a^2 + b^2), without overflow; at 0 the gradient is 0 */
CX_API cx_node *cx_sinc(cx_node *x);                    /* sin(pi x) / (pi x), 1 at 0 */

CX_API cx_node *cx_lgamma(cx_node *x);                  /* log |gamma(x)| */
CX_API cx_node *cx_digamma(cx_node *x);                 /* its derivative */
CX_API cx_node *cx_polygamma(int order, cx_node *x);    /* the order-th derivative of digamma, order >= 1 */
CX_API cx_node *cx_zeta(double s, cx_node *q);          /* sum of (q + k)^-s over k = 0, 1, ... (Hurwitz), s > 1 */
CX_API cx_node *cx_bessel_i0e(cx_node *x);              /* exp(-|x|) I0(x) */
CX_API cx_node *cx_bessel_i1e(cx_node *x);              /* exp(-|x|) I1(x) */

CX_API cx_node *cx_round_half_away(cx_node *x);         /* halves away from zero; no gradient */
CX_API cx_node *cx_is_inf(cx_node *x);                  /* bool: infinite, of either sign */
CX_API cx_node *cx_sign_bit(cx_node *x);                /* bool: negative, also of -0 and NaN; of integers: x < 0 */
CX_API cx_node *cx_copy_sign(cx_node *x, cx_node *sign); /* |x| with the sign of `sign` */
CX_API cx_node *cx_next_after(cx_node *a, cx_node *b);  /* the next float after a in the direction of b; no gradient */
/* Rounds to the floats that have so many bits of exponent and mantissa, and keeps the dtype: cx_reduce_precision(x, 8, 7) is
   what bf16 holds of x. The cotangent is rounded likewise. */
CX_API cx_node *cx_reduce_precision(cx_node *x, int exponent_bits, int mantissa_bits);
/* In IEEE 754's total order: -NaN < -inf < ... < -0 < +0 < ... < inf < NaN. */
CX_API cx_node *cx_total_eq(cx_node *a, cx_node *b);
CX_API cx_node *cx_total_lt(cx_node *a, cx_node *b);
CX_API cx_node *cx_total_le(cx_node *a, cx_node *b);

CX_END
#endif
