/* Custom calls: handlers written with calx/custom.h, in compiled programs on the CPU plugin. Expected numbers are the sums and
   products done by hand. */
#include "run/calx_test.h"

#include "run/runtime.h"

/* ----------------------------------------------------------------------------------------------- handlers */

/* y = factor x + sum of terms, z = the number of elements; writes down which attributes it got. */
static bool everything(cx_frame *frame) {
    cx_buffer x = cx_frame_input(frame, 0), y = cx_frame_output(frame, 0), z = cx_frame_output(frame, 1);
    const char *text;
    size_t length;
    cx_dims terms = cx_frame_ints(frame, "terms");
    if (cx_frame_inputs(frame) != 1 || cx_frame_outputs(frame) != 2) return cx_frame_fail(frame, "wrong counts");
    if (x.dtype != CX_F32 || z.dtype != CX_I64 || z.dims.rank) return cx_frame_fail(frame, "wrong types");
    if (!cx_dims_equal(x.dims, CX_DIMS(2, 3))) return cx_frame_fail(frame, "wrong shape");
    if (cx_frame_input(frame, 1).dtype != CX_INVALID) return cx_frame_fail(frame, "an input too many");
    if (!cx_frame_text(frame, "word", &text, &length) || length != 5 || memcmp(text, "hello", 5) != 0)
        return cx_frame_fail(frame, "wrong text");
    if (cx_frame_int(frame, "absent", -4) != -4 || cx_frame_int(frame, "word", -4) != -4 ||
        cx_frame_ints(frame, "absent").rank || cx_frame_text(frame, "absent", &text, &length))
        return cx_frame_fail(frame, "attributes that are not there");
    double sum = (double)cx_frame_int(frame, "term", 0);
    for (int i = 0; i < terms.rank; i++) sum += (double)terms.dim[i];
    for (int i = 0; i < 6; i++)
        ((float *)y.data)[i] = (float)(cx_frame_real(frame, "factor", 0) * ((float *)x.data)[i] + sum);
    *(int64_t *)z.data = cx_dims_count(x.dims);
    return true;
}
CX_HANDLER(everything_handler, everything)

static bool refuse(cx_frame *frame) {
    return cx_frame_fail(frame, "this handler does %s", "nothing");
}
CX_HANDLER(refuse_handler, refuse)

static bool fail_silently(cx_frame *frame) {
    (void)frame;
    return false;
}
CX_HANDLER(silent_handler, fail_silently)

/* y[chunk] = how often it was worked on; fails when a worker is out of range or at work twice at a time. */
struct counting {
    float *y;
    atomic_int busy[64];
    int workers;
    atomic_bool wrong;
};

static void count_chunk(int64_t chunk, int worker, void *user) {
    struct counting *c = user;
    if (worker < 0 || worker >= c->workers || atomic_fetch_add(&c->busy[worker], 1)) atomic_store(&c->wrong, true);
    for (volatile int i = 0; i < 1000; i++) {}
    c->y[chunk] += 1;
    atomic_fetch_sub(&c->busy[worker], 1);
}

static bool count(cx_frame *frame) {
    cx_buffer y = cx_frame_output(frame, 0);
    struct counting c = {.y = y.data, .workers = cx_frame_workers(frame)};
    if (c.workers < 1 || c.workers > 64) return cx_frame_fail(frame, "%d workers", c.workers);
    memset(y.data, 0, (size_t)y.dims.dim[0] * sizeof(float));
    cx_frame_parallel(frame, y.dims.dim[0], count_chunk, &c);
    return !atomic_load(&c.wrong) || cx_frame_fail(frame, "a worker was at work twice at a time");
}
CX_HANDLER(count_handler, count)

/* -------------------------------------------------------------------------------------------------- graphs */

static void call_everything(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_custom_call("test_everything", 1, in, CX_LIST(cx_type, {CX_F32, CX_DIMS(2, 3)}, {CX_I64, CX_SCALAR}), out,
                   .attributes =
                       CX_LIST(cx_attribute, cx_attribute_real("factor", 0.5), cx_attribute_int("term", -1),
                               cx_attribute_ints("terms", CX_DIMS(3, 4)), cx_attribute_text("word", "hello")));
    out[0] = cx_shift(out[0], 100);
}

static void call_by_name(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g;
    cx_custom_call(user, 1, in, CX_LIST(cx_type, {CX_F32, cx_node_dims(in[0])}), out);
}

static void test_values(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    assert_true(cx_register(rt, "test_everything", everything_handler));
    cx_tensor *x = FLOATS(rt, CX_DIMS(2, 3), 0, 2, 4, 6, 8, 10), *out[2];
    cx_call(cx_jit(rt, call_everything, .outputs = 2), 1, &x, 2, out);
    ASSERT_FLOATS(out[0], CX_DIMS(2, 3), 106, 107, 108, 109, 110, 111);
    assert_close(cx_tensor_item(out[1]), 6, 0);
    close_fine(rt);
}

static void test_transposed_input_arrives_row_major(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    cx_register(rt, "test_everything", everything_handler);
    cx_graph *g = cx_graph_new("transposed");
    cx_node *x = cx_parameter(g, "x", CX_F32, CX_DIMS(3, 2)), *t = cx_transpose(x, CX_DIMS(1, 0)), *out[2];
    call_everything(g, &t, out, NULL);
    cx_return(g, 2, out);
    cx_tensor *in = FLOATS(rt, CX_DIMS(3, 2), 0, 6, 2, 8, 4, 10), *got[2];
    cx_call(cx_jit_graph(rt, g), 1, &in, 2, got);
    ASSERT_FLOATS(got[0], CX_DIMS(2, 3), 106, 107, 108, 109, 110, 111);
    close_fine(rt);
}

/* Many times, from several calls in flight: helpers come late, and the pool is busy. */
static void test_parallel(void **state) {
    (void)state;
    enum { CHUNKS = 40, CALLS = 50 };
    cx_runtime *rt = open_cpu();
    assert_true(cx_register(rt, "test_count", count_handler));
    float ones[CHUNKS];
    for (int i = 0; i < CHUNKS; i++) ones[i] = 1;
    cx_tensor *x = float_tensor(rt, CX_DIMS(CHUNKS), ones), *y[CALLS];
    cx_function *f = cx_jit(rt, call_by_name, .user = "test_count");
    for (int i = 0; i < CALLS; i++) y[i] = cx_apply(f, x);
    for (int i = 0; i < CALLS; i++) assert_float_elements(y[i], CX_DIMS(CHUNKS), ones);
    close_fine(rt);
}

static void test_failures_say_why(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    assert_true(cx_register(rt, "test_refuse", refuse_handler));
    assert_true(cx_register(rt, "test_silent", silent_handler));
    cx_tensor *x = FLOATS(rt, CX_DIMS(2), 1, 2);
    static const char *const says[][2] = {{"test_refuse", "this handler does nothing"},
                                          {"test_silent", "failed without saying why"},
                                          {"test_unknown", "test_unknown"}};
    for (int i = 0; i < 3; i++) {
        cx_tensor *y = cx_apply(cx_jit(rt, call_by_name, .user = (void *)says[i][0]), x);
        cx_tensor_wait(y);
        assert_failed_tensor(rt, y, says[i][1]);
    }
    close_fine(rt);
}

static void test_registration(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu(), *none = cx_open(NULL);
    assert_true(cx_register(rt, "test_count", count_handler));
    assert_true(cx_register(rt, "test_count", count_handler));
    assert_true(cx_ok(rt));
    assert_false(cx_register(rt, "test_count", refuse_handler));
    assert_calx_error(rt, "another handler called test_count");
    assert_false(cx_register(rt, NULL, refuse_handler));
    assert_calx_error(rt, "needs a name");
    assert_false(cx_register(none, "test_count", count_handler));
    cx_close(none, NULL);

    struct cxi_text names = {0};
    cxi_client_handlers(rt->client, &names);
    assert_has(cxi_text(&names), "test_count\n");
    cxi_text_free(&names);
    close_fine(rt);
}

/* ------------------------------------------------------------------------------------------ errors while building */

static void test_graph_errors(void **state) {
    (void)state;
    const struct {
        const char *handler, *part;
        cx_type type;
        cx_attribute attribute;
    } wrong[] = {
        {"a \"quote\"", "printable ASCII", {CX_F32, CX_SCALAR}, cx_attribute_int("a", 1)},
        {"h", "has no dtype", {CX_INVALID, CX_SCALAR}, cx_attribute_int("a", 1)},
        {"h", "the result would be f32[-1]", {CX_F32, CX_DIMS(-1)}, cx_attribute_int("a", 1)},
        {"h", "attribute 0 has no name", {CX_F32, CX_SCALAR}, cx_attribute_int("a b", 1)},
        {"h", "the text a has characters", {CX_F32, CX_SCALAR}, cx_attribute_text("a", "\\")},
        {"h", "the text a has characters", {CX_F32, CX_SCALAR}, cx_attribute_text("a", NULL)},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cx_graph *g = cx_graph_new("wrong");
        cx_node *x = cx_parameter(g, "x", CX_F32, CX_SCALAR), *y;
        cx_custom_call(wrong[i].handler, 1, &x, 1, &wrong[i].type, &y, .attributes = 1,
                       .attribute = &wrong[i].attribute);
        assert_has(cx_graph_error(g), wrong[i].part);
        assert_has(cx_graph_error(g), "test_custom.c:");
        cx_graph_free(g);
    }
}

static void test_no_gradient(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new("gradient");
    cx_node *x = cx_parameter(g, "x", CX_F32, CX_SCALAR), *y, *dx;
    call_by_name(g, &x, &y, "handler");
    cx_grad(y, 1, &x, &dx);
    assert_has(cx_graph_error(g), "cx_custom_gradient");
    cx_graph_free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),       cmocka_unit_test(test_transposed_input_arrives_row_major),
        cmocka_unit_test(test_parallel),     cmocka_unit_test(test_failures_say_why),
        cmocka_unit_test(test_registration), cmocka_unit_test(test_graph_errors),
        cmocka_unit_test(test_no_gradient),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
