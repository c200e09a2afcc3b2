/* The nonlinear functions between layers. */
#include <calx/gradient.h>
#include <calx/ops.h>

#include "ops/rooms.h"

#include <math.h>

#define SQRT_HALF       0.70710678118654752440
#define SQRT_TWO_BY_PI  0.79788456080286535588
#define SELU_SCALE      1.05070098735548049342 /* these two: Klambauer et al. 2017, equation 14 */
#define SELU_ALPHA      1.67326324235437728482
#define GELU_SATURATION 20 /* |x| from which 1 +- tanh is exactly 0 or 2, also in f64 */

/* d max(x, 0) is taken as 0 at 0, where the halves of cx_maximum's tie would give 1/2. */
static void relu_rule(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user) {
    (void)y, (void)count, (void)user;
    dx[0] = cx_select(cx_gt(x[0], cx_k(0)), dy, cx_k(0));
}

cx_node *(cx_relu)(cx_node *x) {
    CXI_CALL("relu", x);
    return cx_custom_gradient(cx_maximum(x, cx_k(0)), 1, &x, relu_rule, NULL);
}

cx_node *(cx_relu6)(cx_node *x) {
    CXI_CALL("relu6", x);
    return cx_clamp(cx_k(0), x, cx_k(6));
}

/* Told here, as the operations below take NaN and infinities for numbers like any others. */
static bool is_a_number(const char *name, const char *what, cx_node *x, double value) {
    if (isfinite(value)) return true;
    cx_fail(cxi_graph_among(1, &x), "%s: %s is %g, and not a finite number", name, what, value);
    return false;
}

cx_node *(cx_leaky_relu)(cx_node *x, double slope) {
    CXI_CALL("leaky_relu", x);
    if (!is_a_number("leaky_relu", "slope", x, slope)) return cxi_poison(cxi_graph_among(1, &x));
    return cx_select(cx_ge(x, cx_k(0)), x, cx_scale(x, slope));
}

/* The branch that is not taken must not overflow: its infinity times a cotangent of 0 would be NaN. */
cx_node *(cx_elu)(cx_node *x, double alpha) {
    CXI_CALL("elu", x);
    if (!is_a_number("elu", "alpha", x, alpha)) return cxi_poison(cxi_graph_among(1, &x));
    cx_node *positive = cx_gt(x, cx_k(0));
    return cx_select(positive, x, cx_scale(cx_expm1(cx_select(positive, cx_k(0), x)), alpha));
}

cx_node *(cx_selu)(cx_node *x) {
    CXI_CALL("selu", x);
    return cx_scale(cx_elu(x, SELU_ALPHA), SELU_SCALE);
}

cx_node *(cx_gelu)(cx_node *x) {
    CXI_CALL("gelu", x);
    return cx_mul(cx_scale(x, 0.5), cx_erfc(cx_scale(x, -SQRT_HALF)));
}

cx_node *(cx_gelu_tanh)(cx_node *x) {
    CXI_CALL("gelu_tanh", x);
    cx_node *bounded = cx_clamp(cx_k(-GELU_SATURATION), x, cx_k(GELU_SATURATION)); /* its cube does not overflow */
    cx_node *cubic = cx_mul(bounded, cx_shift(cx_scale(cx_square(bounded), 0.044715), 1));
    return cx_mul(x, cx_scale(cx_shift(cx_tanh(cx_scale(cubic, SQRT_TWO_BY_PI)), 1), 0.5));
}

cx_node *(cx_silu)(cx_node *x) {
    CXI_CALL("silu", x);
    return cx_mul(x, cx_logistic(x));
}

/* The derivative is the sigmoid, at 0 as well, where that of |x| has none. */
static void softplus_rule(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user) {
    (void)y, (void)count, (void)user;
    dx[0] = cx_mul(dy, cx_logistic(x[0]));
}

cx_node *(cx_softplus)(cx_node *x) {
    CXI_CALL("softplus", x);
    cx_node *y = cx_add(cx_maximum(x, cx_k(0)), cx_log1p(cx_exp(cx_neg(cx_abs(x)))));
    return cx_custom_gradient(y, 1, &x, softplus_rule, NULL);
}

cx_node *(cx_mish)(cx_node *x) {
    CXI_CALL("mish", x);
    return cx_mul(x, cx_tanh(cx_softplus(x)));
}

cx_node *(cx_softsign)(cx_node *x) {
    CXI_CALL("softsign", x);
    return cx_div(x, cx_shift(cx_abs(x), 1));
}

cx_node *(cx_hard_tanh)(cx_node *x) {
    CXI_CALL("hard_tanh", x);
    cx_graph *graph = cxi_graph_among(1, &x);
    if (graph && !cxi_is_float(x->dtype)) /* comparisons and choices take any dtype */
        return cx_fail(graph, "hard_tanh: it takes floats, not %s (cx_convert changes the dtype)", CXI_TYPE(x));
    return cx_select(cx_gt(x, cx_k(1)), cx_k(1), cx_select(cx_lt(x, cx_k(-1)), cx_k(-1), x));
}

cx_node *(cx_hard_sigmoid)(cx_node *x) {
    CXI_CALL("hard_sigmoid", x);
    return cx_scale(cx_relu6(cx_shift(x, 3)), 1.0 / 6);
}

cx_node *(cx_hard_swish)(cx_node *x) {
    CXI_CALL("hard_swish", x);
    return cx_mul(x, cx_hard_sigmoid(x));
}

cx_node *(cx_glu)(cx_node *x, int axis) {
    CXI_CALL("glu", x);
    if (cxi_is_poison(x)) return x;
    cx_graph *graph = cx_graph_of(x);
    axis = cxi_axis(graph, "glu", x, axis);
    if (axis < 0) return cxi_poison(graph);
    int64_t size = cx_dim(x, axis);
    if (size % 2)
        return cx_fail(graph, "glu: axis %d of %s has %lld elements, which do not halve", axis, CXI_TYPE(x),
                       (long long)size);
    return cx_mul(cx_slice_axis(x, axis, 0, size / 2), cx_logistic(cx_slice_axis(x, axis, size / 2, size)));
}

cx_node *(cx_swiglu)(cx_node *gate, cx_node *x) {
    CXI_CALL("swiglu", gate, x);
    return cx_mul(cx_silu(gate), x);
}
