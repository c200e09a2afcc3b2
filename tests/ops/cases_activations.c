/* The nonlinear functions between layers (calx/activations.h). */
#include "ops/write_cases.h"

#define ACTIVATION(ONE, NAME) ONE(NAME, SMOOTH, "cx_" #NAME, cx_##NAME(A))

#define CASES(ONE, SEVERAL)                                                 \
    ACTIVATION(ONE, relu)                                                   \
    ACTIVATION(ONE, relu6)                                                  \
    ACTIVATION(ONE, selu)                                                   \
    ACTIVATION(ONE, gelu)                                                   \
    ACTIVATION(ONE, gelu_tanh)                                              \
    ACTIVATION(ONE, silu)                                                   \
    ACTIVATION(ONE, mish)                                                   \
    ACTIVATION(ONE, softplus)                                               \
    ACTIVATION(ONE, softsign)                                               \
    ACTIVATION(ONE, hard_tanh)                                              \
    ACTIVATION(ONE, hard_sigmoid)                                           \
    ACTIVATION(ONE, hard_swish)                                             \
    ONE(leaky_relu, SMOOTH, "cx_leaky_relu", cx_leaky_relu(A, 0.1))         \
    ONE(elu, SMOOTH, "cx_elu", cx_elu(A, 1.5))                              \
    ONE(glu, SMOOTH, "cx_glu", cx_glu(A, 1))                                \
    ONE(swiglu, SMOOTH, "cx_swiglu", cx_swiglu(A, B))                       \
    ONE(relu_at_zero, KINKED, "cx_relu", cx_square(cx_relu(A)))             \
    ONE(relu6_edges, KINKED, "cx_relu6", cx_relu6(A))                       \
    ONE(leaky_relu_at_zero, KINKED, "cx_leaky_relu", cx_leaky_relu(A, 0.1)) \
    ONE(elu_at_zero, KINKED, "cx_elu", cx_elu(A, 1.5))                      \
    ONE(hard_tanh_edges, KINKED, "cx_hard_tanh", cx_hard_tanh(A))           \
    ONE(gelu_large, KINKED, "cx_gelu", cx_gelu(A))                          \
    ONE(silu_large, KINKED, "cx_silu", cx_silu(A))                          \
    ONE(mish_large, KINKED, "cx_mish", cx_mish(A))                          \
    ONE(softplus_large, KINKED, "cx_softplus", cx_softplus(A))              \
    ONE(elu_large, KINKED, "cx_elu", cx_elu(A, 1.5))
DEFINE_CASES(activation_cases)
