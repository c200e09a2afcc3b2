/* Activations against jax.nn: values, first and second derivatives, at kinks and far out (make_layers.py). */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "nn/layers_fixture.h"

#include <string.h>

typedef cx_node *activation(cx_node *x);

static cx_node *leaky_relu(cx_node *x) {
    return cx_leaky_relu(x, 0.2);
}

static cx_node *elu(cx_node *x) {
    return cx_elu(x, 0.7);
}

static const struct {
    const char *name;
    activation *function;
} table[] = {
    {"relu", cx_relu},
    {"relu6", cx_relu6},
    {"leaky_relu", leaky_relu},
    {"elu", elu},
    {"selu", cx_selu},
    {"gelu", cx_gelu},
    {"gelu_tanh", cx_gelu_tanh},
    {"silu", cx_silu},
    {"mish", cx_mish},
    {"softplus", cx_softplus},
    {"softsign", cx_softsign},
    {"hard_tanh", cx_hard_tanh},
    {"hard_swish", cx_hard_swish},
    {"hard_sigmoid", cx_hard_sigmoid},
};

/* The value, and its derivatives at each element. */
static void differentiate(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g;
    activation *const *function = user;
    out[0] = (*function)(in[0]);
    cx_grad(cx_sum(out[0]), 1, in, &out[1]);
    cx_grad(cx_sum(out[1]), 1, in, &out[2]);
}

/* Second derivatives are compared where JAX's are given; they lose a digit more. Counts them. */
static bool activation_agrees(const struct cxi_safetensors *file, int index, cx_dtype dtype, double tolerance,
                              int *second) {
    static const char *const parts[] = {"y", "dy", "ddy"};
    activation *function = table[index].function;
    cx_function *f = cx_jit(case_runtime(), differentiate, .user = &function, .outputs = 3);
    cx_tensor *x = layers_tensor(layers_find(file, "activation/x"), dtype), *out[3];
    cx_call(f, 1, &x, 3, out);
    bool ok = true;
    for (int i = 0; i < 3; i++) {
        const struct cxi_tensor *want = layers_find(file, "activation/%s/%s", table[index].name, parts[i]);
        assert_true(want || i == 2);
        if (want)
            ok &= layers_agree(table[index].name, parts[i], out[i], dtype, want, i == 2 ? 10 * tolerance : tolerance);
        *second += want && i == 2;
        cx_tensor_free(out[i]);
    }
    cx_tensor_free(x);
    cx_function_free(f);
    return ok;
}

static void all_agree(cx_dtype dtype, double tolerance) {
    struct cxi_safetensors *file = layers_open();
    int wrong = 0, second = 0;
    for (int i = 0; i < (int)(sizeof table / sizeof table[0]); i++)
        wrong += !activation_agrees(file, i, dtype, tolerance, &second);
    cxi_safetensors_close(file);
    assert_int_equal(wrong, 0);
    assert_int_equal(second, 5);
}

static void in_f64(void **state) {
    (void)state;
    all_agree(CX_F64, 1e-12);
}

static void in_f32(void **state) {
    (void)state;
    all_agree(CX_F32, 4e-6);
}

static void in_bf16(void **state) {
    (void)state;
    all_agree(CX_BF16, 0.07); /* eight bits, and derivatives multiply sums of several terms by x */
}

static void gates(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_glu(cx_concatenate(0, in[0], in[1]), 0);
    out[1] = cx_glu(cx_concatenate(1, in[0], in[1]), -1);
    out[2] = cx_swiglu(in[0], in[1]);
}

static void gated_units(void **state) {
    (void)state;
    struct cxi_safetensors *file = layers_open();
    static const char *const names[] = {"glu0", "glu1", "swiglu"};
    cx_function *f = cx_jit(case_runtime(), gates, .outputs = 3);
    cx_tensor *in[2] = {layers_tensor(layers_find(file, "gated/a"), CX_F64),
                        layers_tensor(layers_find(file, "gated/b"), CX_F64)};
    cx_tensor *out[3];
    cx_call(f, 2, in, 3, out);
    for (int i = 0; i < 3; i++) {
        assert_true(layers_agree(names[i], "y", out[i], CX_F64, layers_find(file, "gated/%s", names[i]), 1e-14));
        cx_tensor_free(out[i]);
    }
    for (int i = 0; i < 2; i++) cx_tensor_free(in[i]);
    cx_function_free(f);
    cxi_safetensors_close(file);
}

static void odd_axes_do_not_halve(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new("odd");
    cx_glu(cx_parameter(g, "x", CX_F32, CX_DIMS(2, 3)), -1);
    assert_non_null(cx_graph_error(g));
    assert_non_null(strstr(cx_graph_error(g), "glu: axis 1 of f32[2, 3] has 3 elements, which do not halve"));
    assert_non_null(strstr(cx_graph_error(g), "test_activations.c:"));
    cx_graph_free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_f64),
        cmocka_unit_test(in_f32),
        cmocka_unit_test(in_bf16),
        cmocka_unit_test(gated_units),
        cmocka_unit_test(odd_axes_do_not_halve),
    };
    return cmocka_run_group_tests(tests, NULL, case_close);
}
