/* Functions compiled when they are called: what is traced and when, what is checked, donation, errors, threads. */
#include "run/calx_test.h"

#include "run/runtime.h"

#include <pthread.h>

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

/* user: an atomic_int that counts the traces; NULL: none */
static void twice_plus_one(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g;
    if (user) atomic_fetch_add((atomic_int *)user, 1);
    out[0] = cx_shift(cx_scale(in[0], 2), 1);
}

static void sum_and_difference(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_add(in[0], in[1]);
    out[1] = cx_sub(in[0], in[1]);
}

/* ------------------------------------------------------------------------------------------------ tracing */

static void test_traces_once_for_each_signature(void **state) {
    (void)state;
    atomic_int traces = 0;
    cx_function *f = cx_jit(rt, twice_plus_one, .user = &traces);
    assert_int_equal(traces, 0);
    cx_tensor *two = FLOATS(rt, CX_DIMS(2), 1, 2), *three = FLOATS(rt, CX_DIMS(3), 1, 2, 3);
    cx_tensor *row = FLOATS(rt, CX_DIMS(1, 2), 1, 2),
              *doubles = cx_tensor_new(rt, CX_F64, CX_DIMS(2), (double[]){1, 2});
    static const int expected[] = {1, 1, 2, 3, 4, 4, 4, 4};
    cx_tensor *in[] = {two, two, three, row, doubles, doubles, three, two};
    for (int i = 0; i < 8; i++) {
        cx_tensor *y = cx_apply(f, in[i]);
        assert_calx_fine(rt);
        assert_int_equal(cx_tensor_dtype(y), cx_tensor_dtype(in[i]));
        assert_true(cx_dims_equal(cx_tensor_dims(y), cx_tensor_dims(in[i])));
        assert_int_equal(traces, expected[i]);
        cx_tensor_free(y);
    }
    cx_tensor *y = cx_apply(f, three);
    ASSERT_FLOATS(y, CX_DIMS(3), 3, 5, 7);
    cx_tensor_free(y);
    cx_function_free(f);
    cx_tensor_free(two), cx_tensor_free(three), cx_tensor_free(row), cx_tensor_free(doubles);
}

static void test_several_outputs(void **state) {
    (void)state;
    cx_function *f = cx_jit(rt, sum_and_difference, .outputs = 2);
    cx_tensor *in[] = {FLOATS(rt, CX_DIMS(2), 1, 2), FLOATS(rt, CX_DIMS(2), 10, 20)}, *out[2];
    cx_call(f, 2, in, 2, out);
    ASSERT_FLOATS(out[0], CX_DIMS(2), 11, 22);
    ASSERT_FLOATS(out[1], CX_DIMS(2), -9, -18);
    assert_calx_fine(rt);
    for (int i = 0; i < 2; i++) cx_tensor_free(in[i]), cx_tensor_free(out[i]);
    cx_function_free(f);
}

static void untrue_sum(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g;
    atomic_fetch_add((atomic_int *)user, 1);
    out[0] = cx_add(in[0], in[1]);
}

static void test_failed_trace(void **state) {
    (void)state;
    atomic_int traces = 0;
    cx_function *f = cx_jit(rt, untrue_sum, .user = &traces, .name = "untrue");
    cx_tensor *a = FLOATS(rt, CX_DIMS(2), 1, 2), *b = FLOATS(rt, CX_DIMS(3), 1, 2, 3);
    cx_tensor *y = cx_apply(f, a, b);
    assert_has(cx_tensor_error(y), "untrue: ");
    assert_has(cx_tensor_error(y), "test_jit.c:");
    assert_has(cx_tensor_error(y), "[3]");
    assert_failed_tensor(rt, y, "[2]");
    assert_null(cx_function_error(f)); /* the function is sound: other shapes may do */
    y = cx_apply(f, a, a);
    ASSERT_FLOATS(y, CX_DIMS(2), 2, 4);
    cx_tensor_free(y);
    assert_failed_tensor(rt, cx_apply(f, a, b), "[3]");
    assert_int_equal(traces, 3); /* failures are not kept */
    cx_function_free(f);
    cx_tensor_free(a), cx_tensor_free(b);
}

static void sets_nothing(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)in, (void)out, (void)user;
}

static void test_trace_without_a_result(void **state) {
    (void)state;
    cx_function *f = cx_jit(rt, sets_nothing, .name = "lazy");
    cx_tensor *a = FLOATS(rt, CX_DIMS(2), 1, 2);
    assert_failed_tensor(rt, cx_apply(f, a), "lazy: ");
    cx_function_free(f);
    cx_tensor_free(a);
}

/* ------------------------------------------------------------------------------------------------- checks */

static cx_function *affine_of_two_floats(void) {
    cx_graph *g = cx_graph_new("affine");
    cx_node *x = cx_parameter(g, "x", CX_F32, CX_DIMS(2));
    cx_return(g, CX_LIST(cx_node *, cx_shift(cx_scale(x, 2), 1)));
    return cx_jit_graph(rt, g);
}

/* XLA compares sizes in bytes only, so all of these would run. */
static void test_types_are_checked(void **state) {
    (void)state;
    cx_function *f = affine_of_two_floats();
    cx_tensor *good = FLOATS(rt, CX_DIMS(2), 1, 2), *column = FLOATS(rt, CX_DIMS(2, 1), 1, 2);
    cx_tensor *integers = cx_tensor_new(rt, CX_I32, CX_DIMS(2), (int32_t[]){1, 2});
    int64_t programs = cxi_client_counts(rt->client).programs;
    for (int i = 0; i < 2; i++) { /* before and after the first good call */
        assert_failed_tensor(rt, cx_apply(f, integers), "affine: input 0 must be f32[2], and it is i32[2]");
        assert_failed_tensor(rt, cx_apply(f, column), "affine: input 0 must be f32[2], and it is f32[2, 1]");
        cx_tensor *y = cx_apply(f, good);
        ASSERT_FLOATS(y, CX_DIMS(2), 3, 5);
        cx_tensor_free(y);
    }
    assert_int_equal(cxi_client_counts(rt->client).programs, programs + 1); /* what is refused is not compiled */
    cx_function_free(f);
    cx_tensor_free(good), cx_tensor_free(column), cx_tensor_free(integers);
}

static void test_counts_are_checked(void **state) {
    (void)state;
    cx_function *f = affine_of_two_floats();
    cx_tensor *x = FLOATS(rt, CX_DIMS(2), 1, 2), *out[2];
    assert_failed_tensor(rt, cx_apply(f, x, x), "affine: it takes 1 inputs and was given 2");
    cx_call(f, 1, &x, 2, out);
    assert_has(cx_tensor_error(out[1]), "affine: it has 1 outputs, and 2 were asked for");
    cx_tensor_free(out[1]);
    assert_failed_tensor(rt, out[0], "1 outputs");
    cx_call(f, 0, NULL, 1, out);
    assert_failed_tensor(rt, out[0], "was given 0");
    assert_failed_tensor(rt, cx_apply(f, NULL), "input 0: there is no tensor (NULL)");
    cx_function_free(f);
    cx_tensor_free(x);
}

static void test_graph_in_error(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new("broken");
    cx_node *x = cx_parameter(g, "x", CX_F32, CX_DIMS(2));
    cx_return(g, CX_LIST(cx_node *, cx_reshape(x, CX_DIMS(5))));
    cx_function *f = cx_jit_graph(rt, g);
    assert_has(cx_function_error(f), "reshape");
    assert_calx_error(rt, "reshape");
    cx_tensor *two = FLOATS(rt, CX_DIMS(2), 1, 2);
    assert_failed_tensor(rt, cx_apply(f, two), "reshape");
    cx_function_free(f);
    f = cx_jit_graph(rt, cx_graph_new("empty"));
    assert_has(cx_function_error(f), "graph 'empty' returns nothing");
    assert_calx_error(rt, "returns nothing");
    cx_function_free(f);
    cx_tensor_free(two);
}

static void test_errors_travel(void **state) {
    (void)state;
    cx_function *f = cx_jit(rt, twice_plus_one, .name = "f");
    cx_tensor *broken = cx_tensor_new(rt, CX_F32, CX_DIMS(2), NULL);
    assert_calx_error(rt, "there are no elements");
    cx_tensor *next = cx_apply(f, broken), *last = cx_apply(f, next);
    assert_has(cx_tensor_error(next), "f: input 0: tensor: there are no elements");
    assert_true(isnan(cx_tensor_item(last)));
    assert_null(cx_tensor_view(last));
    cx_tensor_free(broken), cx_tensor_free(next);
    assert_failed_tensor(rt, last, "there are no elements");
    cx_function_free(f);
}

/* ------------------------------------------------------------------------------------------------ donation */

static void add_both(cx_graph *graph, cx_node *const *in, cx_node **out, void *user) {
    (void)graph, (void)user;
    out[0] = cx_add(in[0], in[1]);
}

static void test_donating_and_using(void **state) {
    (void)state;
    cx_function *f = cx_jit(rt, add_both, .donate = CX_DIMS(0), .name = "sum");
    cx_tensor *x = FLOATS(rt, CX_DIMS(2), 1, 2);
    assert_failed_tensor(rt, cx_apply(f, x, x), "sum: input 0 is donated and is input 1 too");
    assert_null(cx_tensor_error(x)); /* it was not used up */
    cx_tensor_free(x);
    cx_function_free(f);
}

static void test_donation(void **state) {
    (void)state;
    cx_function *f = cx_jit(rt, twice_plus_one, .donate = CX_DIMS(0), .name = "step");
    cx_tensor *x = FLOATS(rt, CX_DIMS(2), 1, 2), *y = cx_apply(f, x);
    ASSERT_FLOATS(y, CX_DIMS(2), 3, 5);
    assert_has(cx_tensor_error(x), "donated");
    float values[2];
    assert_calx_fine(rt);
    assert_false(cx_tensor_read(x, values, sizeof values));
    assert_calx_error(rt, "donated");
    assert_false(cx_tensor_wait(x));
    assert_calx_error(rt, "donated");
    assert_null(cx_tensor_view(x));
    assert_calx_error(rt, "donated");
    assert_failed_tensor(rt, cx_apply(f, x), "step: input 0: the tensor was donated");
    cx_memory_use use;
    assert_true(cx_function_memory(f, &use));
    assert_int_equal(use.aliased, 8);
    cx_tensor_free(x), cx_tensor_free(y);
    cx_function_free(f);
}

/* A call that is refused uses nothing up. */
static void test_refused_calls_donate_nothing(void **state) {
    (void)state;
    atomic_int traces = 0;
    cx_function *f = cx_jit(rt, untrue_sum, .user = &traces, .donate = CX_DIMS(0));
    cx_tensor *a = FLOATS(rt, CX_DIMS(2), 1, 2), *b = FLOATS(rt, CX_DIMS(3), 1, 2, 3);
    assert_failed_tensor(rt, cx_apply(f, a, b), "[3]");
    ASSERT_FLOATS(a, CX_DIMS(2), 1, 2);
    cx_tensor *y = cx_apply(f, a, a); /* donated and used in one call */
    if (cx_tensor_error(y)) {
        assert_calx_error(rt, "");
        ASSERT_FLOATS(a, CX_DIMS(2), 1, 2);
    } else
        ASSERT_FLOATS(y, CX_DIMS(2), 2, 4);
    cx_tensor_free(y);
    cx_function_free(f);
    f = cx_jit(rt, twice_plus_one, .donate = CX_DIMS(1));
    assert_failed_tensor(rt, cx_apply(f, b), "input 1 is to be donated, of 1");
    cx_function_free(f);
    cx_tensor_free(a), cx_tensor_free(b);
}

/* The program must not write into memory that the caller shares. */
static void test_donating_shared_memory(void **state) {
    (void)state;
    enum { COUNT = 1024 };
    float *memory = aligned_alloc(64, COUNT * sizeof *memory);
    assert_non_null(memory);
    for (int i = 0; i < COUNT; i++) memory[i] = (float)i;
    atomic_int done = 0;
    cx_function *f = cx_jit(rt, twice_plus_one, .donate = CX_DIMS(0));
    cx_tensor *x =
        cx_tensor_new(rt, CX_F32, CX_DIMS(COUNT), memory, .memory = CX_SHARE, .done = count_done, .user = &done);
    cx_tensor *y = cx_apply(f, x);
    assert_true(cx_tensor_wait(y));
    float values[COUNT];
    assert_true(cx_tensor_read(y, values, sizeof values));
    for (int i = 0; i < COUNT; i++) {
        assert_true(memory[i] == (float)i);
        assert_true(values[i] == (float)(2 * i + 1));
    }
    assert_has(cx_tensor_error(x), "donated");
    cx_tensor_free(x), cx_tensor_free(y);
    cx_function_free(f);
    assert_done_once(&done);
    free(memory);
}

static void test_memory_statistics(void **state) {
    (void)state;
    cx_function *f = cx_jit(rt, sum_and_difference, .outputs = 2);
    cx_memory_use use;
    assert_false(cx_function_memory(f, &use));
    cx_tensor *in[] = {FLOATS(rt, CX_DIMS(2), 1, 2), FLOATS(rt, CX_DIMS(2), 10, 20)}, *out[2];
    cx_call(f, 2, in, 2, out);
    assert_true(cx_function_memory(f, &use));
    assert_int_equal(use.arguments, 16);
    assert_true(use.results >= 16); /* and the table of a tuple's pointers */
    assert_int_equal(use.aliased, 0);
    assert_calx_fine(rt);
    for (int i = 0; i < 2; i++) cx_tensor_free(in[i]), cx_tensor_free(out[i]);
    cx_function_free(f);
}

/* ------------------------------------------------------------------------------------ runtimes and threads */

static void test_several_runtimes(void **state) {
    (void)state;
    cx_runtime *other = open_cpu();
    cx_function *f = cx_jit(rt, twice_plus_one), *g = cx_jit(other, twice_plus_one);
    cx_tensor *x = FLOATS(rt, CX_DIMS(2), 1, 2), *z = FLOATS(other, CX_DIMS(2), 1, 2);
    cx_tensor *y = cx_apply(f, x), *w = cx_apply(g, z);
    ASSERT_FLOATS(y, CX_DIMS(2), 3, 5);
    ASSERT_FLOATS(w, CX_DIMS(2), 3, 5);
    assert_failed_tensor(rt, cx_apply(f, z), "input 0: the tensor belongs to another runtime");
    assert_calx_fine(other); /* each has errors of its own */
    assert_int_equal(cx_close(other, NULL), 0);
    cx_tensor_free(y);
    y = cx_apply(f, x);
    ASSERT_FLOATS(y, CX_DIMS(2), 3, 5);
    cx_tensor_free(x), cx_tensor_free(y);
    cx_function_free(f);
}

enum { THREADS = 8, CALLS = 40 };

struct worker {
    pthread_t thread;
    cx_function *function;
    int number, wrong;
};

/* Calls with three shapes in turn; results chain, so that calls overlap. */
static void *work(void *user) {
    struct worker *w = user;
    for (int i = 0; i < CALLS; i++) {
        int64_t count = 1 + (i + w->number) % 3;
        float start[3] = {(float)w->number, (float)i, 1}, got[3];
        cx_tensor *x = cx_tensor_new(rt, CX_F32, CX_DIMS(count), start);
        cx_tensor *y = cx_apply(w->function, x), *z = cx_apply(w->function, y);
        cx_tensor_free(x), cx_tensor_free(y);
        w->wrong += !cx_tensor_read(z, got, (size_t)count * sizeof got[0]);
        for (int k = 0; k < count; k++) w->wrong += got[k] != 4 * start[k] + 3;
        cx_tensor_free(z);
    }
    return NULL;
}

static void test_one_function_in_many_threads(void **state) {
    (void)state;
    atomic_int traces = 0;
    cx_function *f = cx_jit(rt, twice_plus_one, .user = &traces);
    struct worker workers[THREADS];
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){.function = f, .number = i};
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(workers[i].thread, NULL);
        assert_int_equal(workers[i].wrong, 0);
    }
    assert_int_equal(traces, 3);
    assert_calx_fine(rt);
    cx_function_free(f);
}

/* ------------------------------------------------------------------------------------------ opening, closing */

/* The leak sanitizer sees to it that all of this goes. */
static void test_closing_frees_what_is_left(void **state) {
    (void)state;
    cx_runtime *runtime = open_cpu();
    cx_function *f = cx_jit(runtime, twice_plus_one, .name = "left"), *never_called = cx_jit(runtime, twice_plus_one);
    cx_tensor *x = FLOATS(runtime, CX_DIMS(2), 1, 2);
    for (int i = 0; i < 20; i++) x = cx_apply(f, x);  /* in flight */
    cx_tensor_new(runtime, CX_F32, CX_DIMS(2), NULL); /* in error */
    cx_graph *g = cx_graph_new("left");
    cx_return(g, CX_LIST(cx_node *, cx_scalar(g, CX_F32, 1)));
    cx_jit_graph(runtime, g);
    cx_store *store = cx_store_new(runtime, 1);
    cx_store_set(store, "a", cx_tensor_scalar(runtime, CX_F32, 1));
    assert_null(cx_function_error(never_called));
    char message[200] = "";
    FILE *report = fmemopen(message, sizeof message, "w");
    assert_int_equal(cx_close(runtime, report), 1);
    fclose(report);
    assert_has(message, "there are no elements");
}

static void test_runtimes_that_cannot_compute(void **state) {
    (void)state;
    static const struct {
        const char *plugin, *error;
    } cases[] = {{NULL, "no device"}, {"/none/such.so", "/none/such.so"}, {"no-such-platform", "no-such-platform"}};
    for (int i = 0; i < 3; i++) {
        cx_runtime *runtime = cx_open(cases[i].plugin);
        assert_int_equal(cx_ok(runtime), i == 0);
        assert_int_equal(cx_device_count(runtime), 0);
        cx_tensor *x = FLOATS(runtime, CX_DIMS(1), 1);
        assert_has(cx_tensor_error(x), cases[i].error);
        cx_function *f = cx_jit(runtime, twice_plus_one);
        cx_tensor *y = cx_apply(f, x);
        assert_has(cx_tensor_error(y), cases[i].error);
        cx_clear_error(runtime);
        assert_int_equal(cx_ok(runtime), i == 0); /* what could not be opened stays in error */
        assert_int_equal(cx_close(runtime, NULL), i > 0);
    }
}

static void test_description(void **state) {
    (void)state;
    char *text = NULL;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    cx_describe(rt, to);
    fclose(to);
    assert_has(text, "platform  cpu");
    assert_has(text, "PJRT API  0.");
    assert_has(text, "device 0  cpu");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_traces_once_for_each_signature),
        cmocka_unit_test(test_several_outputs),
        cmocka_unit_test(test_failed_trace),
        cmocka_unit_test(test_trace_without_a_result),
        cmocka_unit_test(test_types_are_checked),
        cmocka_unit_test(test_counts_are_checked),
        cmocka_unit_test(test_graph_in_error),
        cmocka_unit_test(test_errors_travel),
        cmocka_unit_test(test_donation),
        cmocka_unit_test(test_donating_and_using),
        cmocka_unit_test(test_refused_calls_donate_nothing),
        cmocka_unit_test(test_donating_shared_memory),
        cmocka_unit_test(test_memory_statistics),
        cmocka_unit_test(test_several_runtimes),
        cmocka_unit_test(test_one_function_in_many_threads),
        cmocka_unit_test(test_closing_frees_what_is_left),
        cmocka_unit_test(test_runtimes_that_cannot_compute),
        cmocka_unit_test(test_description),
    };
    return cmocka_run_group_tests(tests, open_runtime, close_runtime);
}
