/* SGD and Adam, ten steps with given gradients, against optax (make_reference.py). */
#include "nn/reference.h"

enum { STEPS = 10 };

static cx_runtime *rt;

static int open_runtime(void **state) {
    (void)state;
    rt = open_cpu();
    return 0;
}

static int close_runtime(void **state) {
    (void)state;
    return close_empty(rt);
}

/* in[0] is the gradient of the variable "p". */
static void update(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    const cx_optimizer *o = user;
    cx_node *count = cx_variable(s, "count", CX_SCALAR, .dtype = CX_I64, .init = cx_init_zeros(), .fixed = true);
    cx_node *step = cx_add(count, cx_k(1));
    cx_node *p = cx_variable(s, "p", cx_node_dims(in[0]), .dtype = cx_node_dtype(in[0]));
    out[0] = o->update(o, cx_in(cx_in(s, "%s", o->name), "p"), p, in[0], step);
    cx_assign(s, "p", out[0]);
    cx_assign(s, "count", step);
}

/* Row `step` of a reference of shape [STEPS, ...]. */
static cx_array *row_of(const char *name, int step, cx_dtype dtype) {
    cx_array *all = reference_array("optimizer", name, dtype), *row = cx_array_rows(all, step, step + 1);
    cx_array *squeezed = cx_array_reshape(row, CX_DIMS(2, 3));
    cx_array_free(all), cx_array_free(row);
    return squeezed;
}

static void follow(const char *name, cx_optimizer optimizer, int variables, cx_dtype dtype, double tolerance) {
    cx_store *store = cx_store_new(rt, 1);
    cx_store_set(store, "p", reference_tensor(rt, "optimizer", "start", dtype));
    cx_exec *exec = cx_exec_new(store, update, .user = &optimizer, .training = true);
    for (int step = 0; step < STEPS; step++) {
        cx_array *gradient = row_of("gradients", step, dtype), *expected = row_of(name, step, CX_F64);
        cx_tensor *g = cx_tensor_of(rt, gradient), *p;
        cx_exec_call(exec, 1, &g, 1, &p);
        char what[64];
        snprintf(what, sizeof what, "%s in %s, step %d", name, cx_dtype_name(dtype), step + 1);
        assert_elements(p, expected, tolerance, what);
        assert_elements(cx_store_value(store, "p"), expected, tolerance, what);
        cx_array_free(gradient), cx_array_free(expected);
        cx_tensor_free(g), cx_tensor_free(p);
    }
    assert_int_equal(cx_store_count(store), variables);
    assert_calx_fine(rt);
    cx_exec_free(exec);
    cx_store_free(store);
}

static void test_steps(void **state) {
    (void)state;
    const struct {
        const char *name;
        cx_optimizer optimizer;
        int variables; /* p, count, and what the optimizer remembers */
    } cases[] = {
        {"sgd", cx_sgd(0.1), 2},
        {"momentum", cx_sgd(0.1, .momentum = 0.9), 3},
        {"nesterov", cx_sgd(0.1, .momentum = 0.9, .nesterov = true), 3},
        {"adam", cx_adam(1e-2), 4},
        {"adam_others", cx_adam(1e-1, .beta1 = 0.8, .beta2 = 0.95, .epsilon = 1e-3), 4},
        {"adam_zero", cx_adam(1e-1, .beta1 = CX_ZERO, .beta2 = 0.9), 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        follow(cases[i].name, cases[i].optimizer, cases[i].variables, CX_F32, 2e-6);
        follow(cases[i].name, cases[i].optimizer, cases[i].variables, CX_F64, 1e-12);
    }
}

/* In f32 the first step of Adam is rate * sign(gradient), whatever the gradient's size: the bias corrections cancel. */
static void test_first_step_of_adam(void **state) {
    (void)state;
    cx_optimizer adam = cx_adam(1);
    cx_store *store = cx_store_new(rt, 1);
    cx_store_set(store, "p", FLOATS(rt, CX_DIMS(4), 0, 0, 0, 0));
    cx_exec *exec = cx_exec_new(store, update, .user = &adam, .training = true);
    cx_tensor *g = FLOATS(rt, CX_DIMS(4), 1e-3F, -1, 1e3F, 0), *p;
    cx_exec_call(exec, 1, &g, 1, &p);
    cx_array *expected = cx_array_copy_of(CX_F64, CX_DIMS(4), (double[]){-1 / (1 + 1e-5), 1, -1, 0});
    assert_elements(p, expected, 5e-7, "Adam's first step");
    cx_array_free(expected);
    cx_tensor_free(g), cx_tensor_free(p);
    cx_exec_free(exec);
    cx_store_free(store);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_first_step_of_adam),
    };
    return cmocka_run_group_tests(tests, open_runtime, close_runtime);
}
