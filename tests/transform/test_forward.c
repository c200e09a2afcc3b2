/* Forward mode beside the table of cases (tests/ops/test_gradients.c, which carries every case forward): through cx_while, which
   has no gradient otherwise; products with Hessians; what is not possible. */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <calx.h>

#include <math.h>
#include <string.h>

static cx_runtime *rt;

static int open_runtime(void **state) {
    (void)state;
    rt = cx_open("cpu");
    return !cx_ok(rt);
}

static int close_runtime(void **state) {
    (void)state;
    return cx_close(rt, stderr);
}

static void below(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_lt(in[0], cx_k(1000));
}

static void grow(cx_node *const *in, cx_node **out, void *user) {
    out[0] = cx_mul(in[0], (cx_node *)user);
    out[1] = cx_add(in[1], cx_k(1));
}

/* x b^n, with as many turns as it takes to reach 1000; in: x, b, and their tangents */
static void powers(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    cx_node *last[2];
    (void)user;
    cx_while(2, ((cx_node *[]){in[0], cx_scalar(g, CX_I32, 0)}), below, grow, in[1], last);
    cx_jvp(2, last, 2, in, in + 2, out);
    out[2] = last[0];
}

static void loops_have_tangents(void **state) {
    (void)state;
    const double x = 3, b = 2.5, dx = 0.75, db = -0.25; /* 3 * 2.5^7 is 1831 */
    cx_tensor *in[4], *out[3];
    const double numbers[] = {x, b, dx, db};
    for (int i = 0; i < 4; i++) in[i] = cx_tensor_new(rt, CX_F64, CX_SCALAR, &numbers[i]);
    cx_call(cx_jit(rt, powers, .outputs = 3), 4, in, 3, out);
    assert_float_equal(cx_tensor_item(out[2]), x * pow(b, 7), 1e-9);
    assert_float_equal(cx_tensor_item(out[0]), dx * pow(b, 7) + x * 7 * pow(b, 6) * db, 1e-9);
    assert_int_equal(cx_tensor_item(out[1]), 0); /* the counter has none */
}

/* f = x0^2 x1 + sin(x1 y): its Hessian by hand, times v */
static void polynomial(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_node *x0 = cx_slice_axis(in[0], 0, 0, 1), *x1 = cx_slice_axis(in[0], 0, 1, 2);
    cx_node *f = cx_sum(cx_add(cx_mul(cx_square(x0), x1), cx_sin(cx_mul(x1, in[1]))));
    cx_hvp(f, 2, in, in + 2, out);
}

static void hessians_times_vectors(void **state) {
    (void)state;
    const double x[] = {1.5, -0.5}, y = 2, v[] = {1, 3}, w = -2;
    cx_tensor *in[] = {cx_tensor_new(rt, CX_F64, CX_DIMS(2), x), cx_tensor_new(rt, CX_F64, CX_SCALAR, &y),
                       cx_tensor_new(rt, CX_F64, CX_DIMS(2), v), cx_tensor_new(rt, CX_F64, CX_SCALAR, &w)};
    cx_tensor *out[2];
    cx_call(cx_jit(rt, polynomial, .outputs = 2), 4, in, 2, out);
    double s = sin(x[1] * y), c = cos(x[1] * y), d01 = 2 * x[0], d1y = c - x[1] * y * s;
    cx_array *of_x = cx_tensor_array(out[0]);
    assert_float_equal(cx_array_at(of_x, 0), 2 * x[1] * v[0] + d01 * v[1], 1e-12);
    assert_float_equal(cx_array_at(of_x, 1), d01 * v[0] - y * y * s * v[1] + d1y * w, 1e-12);
    assert_float_equal(cx_tensor_item(out[1]), d1y * v[1] - x[1] * x[1] * s * w, 1e-12);
    cx_array_free(of_x);
}

static void tangents_have_the_shapes_of_their_inputs(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new("tangents");
    cx_node *x = cx_parameter(g, "x", CX_F32, CX_DIMS(3)), *y = cx_sin(x), *dx = cx_fill(g, CX_F32, CX_DIMS(2), 1), *dy;
    cx_jvp(1, &y, 1, &x, &dx, &dy);
    assert_non_null(strstr(cx_graph_error(g), "tangent 0 is f32[2], and its input f32[3]"));
    cx_graph_free(g);
}

static void custom_calls_have_no_tangents(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new("custom");
    cx_node *x = cx_parameter(g, "x", CX_F32, CX_DIMS(3)), *y, *dx = cx_fill_like(x, 1), *dy;
    cx_custom_call("something", 1, &x, 1, &(cx_type){CX_F32, CX_DIMS(3)}, &y);
    cx_jvp(1, &y, 1, &x, &dx, &dy);
    assert_non_null(strstr(cx_graph_error(g), "gradient: there is none through custom_call"));
    cx_graph_free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loops_have_tangents),
        cmocka_unit_test(hessians_times_vectors),
        cmocka_unit_test(tangents_have_the_shapes_of_their_inputs),
        cmocka_unit_test(custom_calls_have_no_tangents),
    };
    return cmocka_run_group_tests(tests, open_runtime, close_runtime);
}
