/* calx/activations.h: the nonlinear functions between layers, elementwise and of floating dtypes. Included by
   calx/ops.h.

   The sigmoid is cx_logistic, tanh is cx_tanh; softmax is in calx/ops.h. None overflows where its value is finite,
   nor does its gradient. At kinks the gradients are those of jax.nn; they are said here. Slope and alpha must be finite. */
#ifndef CALX_ACTIVATIONS_H
#define CALX_ACTIVATIONS_H

#include <calx/graph.h>

CX_BEGIN

CX_API cx_node *cx_relu(cx_node *x);                     /* max(x, 0); d/dx at 0 is 0 */
CX_API cx_node *cx_relu6(cx_node *x);                    /* min(max(x, 0), 6); d/dx at 0 and 6 is 0 */
CX_API cx_node *cx_leaky_relu(cx_node *x, double slope); /* x, and slope x below 0; d/dx at 0 is 1 */
/* x, and alpha (exp(x) - 1) below 0; d/dx at 0 is alpha. Clevert et al. 2015 */
CX_API cx_node *cx_elu(cx_node *x, double alpha);
/* An elu scaled such that mean 0 and variance 1 stay so; Klambauer et al. 2017 */
CX_API cx_node *cx_selu(cx_node *x);
/* x P(N(0, 1) < x) = x (1 + erf(x / sqrt(2))) / 2; Hendrycks and Gimpel 2016 */
CX_API cx_node *cx_gelu(cx_node *x);
/* The same, approximated by x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2 */
CX_API cx_node *cx_gelu_tanh(cx_node *x);
CX_API cx_node *cx_silu(cx_node *x);         /* x logistic(x), also called swish; Elfwing et al. 2017 */
CX_API cx_node *cx_mish(cx_node *x);         /* x tanh(softplus(x)); Misra 2019 */
CX_API cx_node *cx_softplus(cx_node *x);     /* log(1 + exp(x)) */
CX_API cx_node *cx_softsign(cx_node *x);     /* x / (1 + |x|) */
CX_API cx_node *cx_hard_tanh(cx_node *x);    /* x, at least -1 and at most 1; d/dx at -1 and 1 is 1 */
CX_API cx_node *cx_hard_sigmoid(cx_node *x); /* relu6(x + 3) / 6; Howard et al. 2019 */
CX_API cx_node *cx_hard_swish(cx_node *x);   /* x hard_sigmoid(x) */

/* Gated linear units: the first half of x along an axis of even size, times the sigmoid of the second half; Dauphin
   et al. 2016. */
CX_API cx_node *cx_glu(cx_node *x, int axis);
/* silu(gate) x, of two layers' results; Shazeer 2020. */
CX_API cx_node *cx_swiglu(cx_node *gate, cx_node *x);

CX_END
#endif
