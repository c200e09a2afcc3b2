/* What the soak found, each by its name. The numbers are small enough to be worked out by hand, unless said otherwise. */
#include "run/calx_test.h"

#include "graph/graph.h"

static cx_runtime *rt;

static int open_runtime(void **state) {
    (void)state;
    rt = open_cpu();
    return 0;
}

static int close_runtime(void **state) {
    (void)state;
    close_fine(rt);
    return 0;
}

/* ----------------------------------------------------------------------------- what StableHLO does not have */

static void abs_and_sign(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_node *x = cx_convert(in[0], CX_U8);
    out[0] = cx_convert(cx_abs(x), CX_F32);
    out[1] = cx_convert(cx_sign(x), CX_F32);
}

/* StableHLO's abs and sign take no unsigned integers. */
static void abs_and_sign_of_unsigned_integers(void **state) {
    (void)state;
    cx_function *f = cx_jit(rt, abs_and_sign, .outputs = 2);
    cx_tensor *x = FLOATS(rt, CX_DIMS(3), 0, 1, 200), *out[2];
    cx_call(f, 1, &x, 2, out);
    ASSERT_FLOATS(out[0], CX_DIMS(3), 0, 1, 200);
    ASSERT_FLOATS(out[1], CX_DIMS(3), 0, 1, 1);
    for (int i = 0; i < 2; i++) cx_tensor_free(out[i]);
}

static void widen(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_sum(cx_sin(cx_broadcast(in[0], CX_DIMS((int64_t)1 << 38))));
}

/* XLA's CPU compiler divides by zero on a sine of 2^38 floats, which would end the process. */
static void values_too_large_for_the_cpu_compiler(void **state) {
    (void)state;
    cx_tensor *x = cx_tensor_scalar(rt, CX_F32, 1), *y = cx_apply(cx_jit(rt, widen), x);
    assert_has(cx_tensor_error(y), "test_found.c:");
    assert_failed_tensor(rt, y, "XLA's CPU compiler takes up to 256 GiB for a value");
}

static void erfc_of_narrow(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_convert(cx_erfc(cx_convert(in[0], CX_F8E5M2)), CX_F32);
    out[1] = cx_convert(cx_gelu(cx_convert(in[0], CX_F8E4M3FN)), CX_F32);
}

/* XLA has no erfc of 8-bit floats. erfc(0) = 1, erfc(1) = 0.157; of e5m2 the nearest is 0.15625. gelu(0) = 0,
   gelu(1) = 0.841; of e4m3 the nearest is 0.8125 or 0.875, 0.5 erfc(-0.7) being rounded on the way. */
static void erfc_of_8_bit_floats(void **state) {
    (void)state;
    cx_function *f = cx_jit(rt, erfc_of_narrow, .outputs = 2);
    cx_tensor *x = FLOATS(rt, CX_DIMS(2), 0, 1), *out[2];
    cx_call(f, 1, &x, 2, out);
    ASSERT_FLOATS(out[0], CX_DIMS(2), 1, 0.15625F);
    cx_array *gelu = cx_tensor_array(out[1]);
    assert_close(cx_array_at(gelu, 0), 0, 0);
    assert_close(cx_array_at(gelu, 1), 0.841, 0.035);
    cx_array_free(gelu);
    for (int i = 0; i < 2; i++) cx_tensor_free(out[i]);
}

static void extremes_of_narrow(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_node *x = cx_convert(in[0], CX_F8E4M3FN);
    out[0] = cx_convert(cx_max(x), CX_F32);
    out[1] = cx_convert(cx_min(x), CX_F32);
    out[2] = cx_argmax(x, 0);
}

/* It has no infinities to start from. */
static void extremes_of_8_bit_floats(void **state) {
    (void)state;
    cx_function *f = cx_jit(rt, extremes_of_narrow, .outputs = 3);
    cx_tensor *x = FLOATS(rt, CX_DIMS(3), -448, 0.5F, -2), *out[3];
    cx_call(f, 1, &x, 3, out);
    ASSERT_FLOATS(out[0], CX_SCALAR, 0.5F);
    ASSERT_FLOATS(out[1], CX_SCALAR, -448);
    assert_int_equal((int)cx_tensor_item(out[2]), 1);
    for (int i = 0; i < 3; i++) cx_tensor_free(out[i]);
}

/* ------------------------------------------------------------------------------------------------- messages */

static void gives_one_of_outside(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    cx_neg(in[0]); /* moves the place */
    out[0] = *(cx_node **)user;
}

static void keeps(cx_node *const *in, cx_node **out, void *user) {
    out[0] = *(cx_node **)user = cx_sin(in[0]);
}

/* What is wrong with what a body gives stands at the operation's line, not at that of the body's last call. */
static void a_wrong_output_of_a_body_is_told_at_the_operation(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new("test");
    cx_node *x = cx_parameter(g, "x", CX_F32, CX_SCALAR), *kept, *out;
    char place[40];
    cx_invoke("keeps", keeps, &kept, 1, &x, 1, &out);
    snprintf(place, sizeof place, "test_found.c:%d: uses", __LINE__ + 1);
    cx_invoke("uses", gives_one_of_outside, &kept, 1, &x, 1, &out);
    assert_has(cx_graph_error(g), place);
    assert_has(cx_graph_error(g), "is used outside of it");
    cx_graph_free(g);
}

/* A number that a dtype does not have, and a node that is used outside of its body, are told with the operation's name. */
static void messages_name_the_operation(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new("test");
    cx_node *u = cx_parameter(g, "u", CX_U32, CX_SCALAR);
    cx_maximum(u, cx_k(-0.5));
    assert_has(cx_graph_error(g), ": maximum: the number -0.5 is not one of u32");
    cx_graph_free(g);

    g = cx_graph_new("test");
    cx_node *x = cx_parameter(g, "x", CX_F32, CX_SCALAR), *kept, *out;
    cx_invoke("keeps", keeps, &kept, 1, &x, 1, &out);
    cx_exp(kept);
    assert_has(cx_graph_error(g), ": exp: a node of keeps_0 is used outside of it, in main");
    cx_graph_free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(abs_and_sign_of_unsigned_integers),
                                       cmocka_unit_test(erfc_of_8_bit_floats),
                                       cmocka_unit_test(extremes_of_8_bit_floats),
                                       cmocka_unit_test(values_too_large_for_the_cpu_compiler),
                                       cmocka_unit_test(a_wrong_output_of_a_body_is_told_at_the_operation),
                                       cmocka_unit_test(messages_name_the_operation)};
    return cmocka_run_group_tests(tests, open_runtime, close_runtime);
}
