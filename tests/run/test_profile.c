/* Where the time goes: what a profile says of calls, waits and programs; and counts of floating-point operations against
   those made by hand. */
#include "run/calx_test.h"

#include "transform/cost.h"

/* What cx_profile_write writes; freed by the caller. */
static char *profile_of(cx_runtime *rt) {
    char *text = NULL;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    assert_true(cx_profile_write(rt, to));
    fclose(to);
    return text;
}

static void product(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_matmul(in[0], in[1]);
}

static void test_programs_and_spans(void **state) {
    (void)state;
    cx_runtime *rt = cx_open("cpu", .profile = true);
    cx_tensor *a = cx_tensor_new(rt, CX_F32, CX_DIMS(2, 3), ((float[6]){1})),
              *b = cx_tensor_new(rt, CX_F32, CX_DIMS(3, 4), ((float[12]){1}));
    cx_function *f = cx_jit(rt, product, .name = "product");
    for (int i = 0; i < 3; i++) cx_tensor_free(cx_apply(f, a, b));
    char *text = profile_of(rt);
    assert_has(text, "program \"product\": 3 calls, 4.8e-08 GFLOP each: dot_general 100.0%");
    assert_has(text, "2 arrays to the device or back");
    assert_has(text, "1 programs compiled or loaded");
    assert_has(text, "0 waits for results");
    assert_has(text, "72 B of arguments, 32 B of results");
    free(text);
    close_fine(rt);
}

static void test_off_by_default(void **state) {
    (void)state;
    cx_runtime *rt = cx_open("cpu");
    assert_false(cx_profile_write(rt, stderr));
    close_fine(rt);
    setenv("CALX_PROFILE", "1", 1);
    rt = cx_open("cpu");
    unsetenv("CALX_PROFILE");
    FILE *to = tmpfile();
    char line[80] = "";
    assert_int_equal(cx_close(rt, to), 0);
    rewind(to);
    assert_non_null(fgets(line, sizeof line, to));
    assert_has(line, "where the time went");
    fclose(to);
}

static void add(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_add(in[0], in[1]);
}

/* 1,000 calls on each other's results: the host waits for none of them. */
static void test_chained_calls_do_not_wait(void **state) {
    (void)state;
    enum { CALLS = 1000 };
    cx_runtime *rt = cx_open("cpu", .profile = true);
    cx_tensor *x = cx_tensor_new(rt, CX_F32, CX_DIMS(8), ((float[8]){0})),
              *one = cx_tensor_new(rt, CX_F32, CX_DIMS(8), ((float[8]){1}));
    cx_function *f = cx_jit(rt, add);
    for (int i = 0; i < CALLS; i++) {
        cx_tensor *next = cx_apply(f, x, one);
        cx_tensor_free(x);
        x = next;
    }
    char *text = profile_of(rt);
    assert_has(text, "1000 calls of programs");
    assert_has(text, "0 waits for results");
    assert_has(text, "2 arrays to the device or back");
    free(text);
    assert_true(((const float *)cx_tensor_view(x))[0] == CALLS);
    close_fine(rt);
}

/* ------------------------------------------------------------------------------------------------- counting */

static void check_cost(cx_graph *g, int outputs, cx_node *const *out, double flops, const char *about) {
    cx_return(g, outputs, out);
    struct cxi_cost cost = cxi_cost(g);
    if (cost.total != flops) fail_msg("%s: %g operations are counted, and there are %g", about, cost.total, flops);
    cx_graph_free(g);
}

static cx_node *parameter(cx_graph *g, cx_dims dims) {
    return cx_parameter(g, "x", CX_F32, dims);
}

static void test_counts(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new("dead");
    cx_node *x = parameter(g, CX_DIMS(4, 5));
    (void)cx_exp(x);
    check_cost(g, 1, (cx_node *[]){cx_add(x, x)}, 20, "an addition, and what nothing depends on");

    g = cx_graph_new("integers");
    x = cx_parameter(g, "x", CX_I32, CX_DIMS(4, 5));
    check_cost(g, 1, (cx_node *[]){cx_add(x, x)}, 0, "integers");

    g = cx_graph_new("batch");
    check_cost(g, 1, (cx_node *[]){cx_matmul(parameter(g, CX_DIMS(7, 2, 3)), parameter(g, CX_DIMS(7, 3, 5)))},
               2 * 7 * 2 * 3 * 5, "products of matrices");

    g = cx_graph_new("sum");
    check_cost(g, 1, (cx_node *[]){cx_sum(parameter(g, CX_DIMS(4, 5)))}, 20, "a sum");

    g = cx_graph_new("pool");
    check_cost(g, 1, (cx_node *[]){cx_max_pool2d(parameter(g, CX_DIMS(2, 4, 4, 3)), 2)}, 2 * 2 * 2 * 3 * 4, "a pool");
}

/* With a stride of the window's size each gradient has as many products as the convolution. */
static void test_counts_convolutions(void **state) {
    (void)state;
    static const double each = 2.0 * (2 * 4 * 4 * 6) * (2 * 2 * 3);
    for (int n = 0; n < 3; n++) {
        static const char *const about[] = {"a convolution", "the gradient of its input", "the gradient of its kernel"};
        cx_graph *g = cx_graph_new("convolution");
        cx_node *x = parameter(g, CX_DIMS(2, 8, 8, 3)), *k = parameter(g, CX_DIMS(2, 2, 3, 6)), *out[3];
        out[0] = cx_conv(x, k, .stride = CX_DIMS(2, 2));
        cx_node *dy = parameter(g, cx_node_dims(out[0]));
        cx_vjp(1, out, &dy, 2, (cx_node *[]){x, k}, out + 1);
        check_cost(g, 1, &out[n], each, about[n]);
    }
}

static void turn(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_mul(in[0], in[1]);
}

static void yes(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    out[0] = cx_exp(cx_exp(user));
}

static void no(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    out[0] = cx_exp(user);
}

static void test_counts_bodies(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new("scan");
    cx_node *carry = parameter(g, CX_DIMS(3)), *xs = parameter(g, CX_DIMS(10, 3)), *last;
    cx_scan(1, &carry, 1, &xs, 0, false, turn, NULL, &last, NULL);
    check_cost(g, 1, &last, 10 * 3, "ten turns");

    g = cx_graph_new("if");
    cx_node *x = parameter(g, CX_DIMS(5)), *p = cx_parameter(g, "p", CX_BOOL, CX_SCALAR), *out;
    cx_if(p, yes, no, x, 1, &out);
    check_cost(g, 1, &out, 10, "the larger branch");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_programs_and_spans),        cmocka_unit_test(test_off_by_default),
        cmocka_unit_test(test_chained_calls_do_not_wait), cmocka_unit_test(test_counts),
        cmocka_unit_test(test_counts_convolutions),       cmocka_unit_test(test_counts_bodies)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
