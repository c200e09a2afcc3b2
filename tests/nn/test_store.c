/* Stores, scopes and variables; traces that fail; variables saved and loaded. */
#include "run/calx_test.h"

#include "base/refusal.h"

#include <sys/stat.h>
#include <unistd.h>

static cx_runtime *rt;
static char folder[] = "/tmp/calx-store-XXXXXX";

static int open_runtime(void **state) {
    (void)state;
    rt = open_cpu();
    return mkdtemp(folder) ? 0 : 1;
}

static int close_runtime(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command) | close_empty(rt);
}

static const char *in_folder(const char *name) {
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* One call of a function of no inputs. */
static cx_tensor *call(cx_store *store, cx_stateful *build, void *user) {
    cx_exec *exec = cx_exec_new(store, build, .user = user, .name = "built");
    cx_tensor *out;
    cx_exec_call(exec, 0, NULL, 1, &out);
    cx_exec_free(exec);
    return out;
}

/* ------------------------------------------------------------------------------------------------- scopes */

static void two_layers(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    (void)in, (void)user;
    assert_string_equal(cx_scope_path(s), "");
    assert_false(cx_training(s));
    cx_scope *block = cx_in(s, "block%d", 3), *inner = cx_in(block, "%s", "a%b");
    assert_string_equal(cx_scope_path(block), "block3");
    assert_string_equal(cx_scope_path(inner), "block3/a%b");
    assert_ptr_equal(cx_scope_graph(inner), cx_scope_graph(s));
    cx_node *a = cx_variable(s, "a", CX_DIMS(2), .init = cx_init_constant(1));
    cx_node *b = cx_variable(inner, "b", CX_DIMS(2), .init = cx_init_constant(2));
    cx_node *c = cx_variable(block, "c", CX_SCALAR, .dtype = CX_F64, .init = cx_init_constant(3));
    out[0] = cx_add(cx_add(a, b), cx_convert(c, CX_F32));
}

static void test_paths(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 1);
    assert_int_equal(cx_store_count(store), 0);
    assert_null(cx_store_path(store, 0));
    assert_null(cx_store_value(store, "a"));
    for (int i = 0; i < 2; i++) { /* made, then found */
        cx_tensor *y = call(store, two_layers, NULL);
        ASSERT_FLOATS(y, CX_DIMS(2), 6, 6);
        cx_tensor_free(y);
        assert_int_equal(cx_store_count(store), 3);
    }
    static const char *const paths[] = {"a", "block3/a%b/b", "block3/c"};
    for (int i = 0; i < 3; i++) assert_string_equal(cx_store_path(store, i), paths[i]);
    assert_null(cx_store_path(store, 3));
    assert_int_equal(cx_tensor_dtype(cx_store_value(store, "block3/c")), CX_F64);
    assert_null(cx_store_value(store, "b"));
    assert_calx_fine(rt);
    cx_store_free(store);
}

static void same_name_twice(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    (void)in, (void)user;
    cx_node *first = cx_variable(cx_in(s, "layer"), "w", CX_DIMS(2));
    out[0] = cx_add(first, cx_variable(cx_in(s, "layer"), "w", CX_DIMS(2)));
}

static void shared_name(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    (void)in, (void)user;
    cx_init ones = cx_init_ones();
    cx_node *first = cx_variable(cx_in(cx_shared(s), "layer"), "w", CX_DIMS(2), .init = ones);
    out[0] = cx_add(first, cx_variable(cx_shared(cx_in(s, "layer")), "w", CX_DIMS(2), .init = ones));
}

static void shared_with_another_shape(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    (void)in, (void)user;
    cx_node *first = cx_variable(cx_shared(s), "w", CX_DIMS(2));
    out[0] = cx_add(first, cx_variable(cx_shared(s), "w", CX_DIMS(1)));
}

static void test_names_used_twice(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 1);
    cx_tensor *y = call(store, same_name_twice, NULL);
    assert_has(cx_tensor_error(y), "variable layer/w is used twice");
    assert_failed_tensor(rt, y, "test_store.c:");
    assert_failed_tensor(rt, call(store, shared_with_another_shape, NULL), "variable w is shared with another shape");
    assert_int_equal(cx_store_count(store), 0);
    assert_null(cx_store_error(store));
    y = call(store, shared_name, NULL);
    ASSERT_FLOATS(y, CX_DIMS(2), 2, 2);
    assert_int_equal(cx_store_count(store), 1);
    cx_tensor_free(y);
    cx_store_free(store);
}

/* --------------------------------------------------------------------------------------- traces that fail */

/* user: whether to fail at the end */
static void fails_at_the_end(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    cx_node *old = cx_variable(s, "old", CX_DIMS(2), .init = cx_init_ones());
    cx_node *new = cx_variable(s, "new", CX_DIMS(2), .init = cx_init_constant(5));
    cx_assign(s, "old", cx_add(old, new));
    out[0] = *(bool *)user ? cx_reshape(new, CX_DIMS(3)) : new;
}

static void test_failed_trace_commits_nothing(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 1);
    cx_store_set(store, "old", FLOATS(rt, CX_DIMS(2), 1, 2));
    bool fail = true;
    assert_failed_tensor(rt, call(store, fails_at_the_end, &fail), "reshape");
    assert_int_equal(cx_store_count(store), 1);
    ASSERT_FLOATS(cx_store_value(store, "old"), CX_DIMS(2), 1, 2);
    fail = false;
    cx_tensor *y = call(store, fails_at_the_end, &fail);
    ASSERT_FLOATS(y, CX_DIMS(2), 5, 5);
    ASSERT_FLOATS(cx_store_value(store, "old"), CX_DIMS(2), 6, 7);
    cx_tensor_free(y);
    cx_store_free(store);
}

static void asks_for_square(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    (void)in, (void)user;
    out[0] = cx_variable(cx_in(s, "layer"), "kernel", CX_DIMS(2, 2));
}

static void test_wrong_shapes_are_named(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 1);
    cx_store_set(store, "layer/kernel", FLOATS(rt, CX_DIMS(3), 1, 2, 3));
    cx_tensor *y = call(store, asks_for_square, NULL);
    assert_has(cx_tensor_error(y), "layer/kernel");
    assert_has(cx_tensor_error(y), "f32[3]");
    assert_failed_tensor(rt, y, "f32[2, 2]");
    cx_store_set(store, "layer/kernel", cx_tensor_new(rt, CX_I32, CX_DIMS(2, 2), (int32_t[4]){0})); /* same size */
    y = call(store, asks_for_square, NULL);
    assert_has(cx_tensor_error(y), "layer/kernel");
    assert_failed_tensor(rt, y, "i32[2, 2]");
    cx_store_free(store);
}

/* A variable that gets another shape after the function was compiled. */
static void test_changed_shapes_are_refused(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 1);
    cx_exec *exec = cx_exec_new(store, asks_for_square);
    cx_tensor *y;
    cx_exec_call(exec, 0, NULL, 1, &y);
    assert_calx_fine(rt);
    cx_tensor_free(y);
    cx_store_set(store, "layer/kernel", cx_tensor_new(rt, CX_I32, CX_DIMS(2, 2), (int32_t[4]){0}));
    cx_exec_call(exec, 0, NULL, 1, &y);
    assert_failed_tensor(rt, y, "i32[2, 2]");
    cx_store_set(store, "layer/kernel", FLOATS(rt, CX_DIMS(2, 2), 1, 2, 3, 4));
    cx_exec_call(exec, 0, NULL, 1, &y);
    ASSERT_FLOATS(y, CX_DIMS(2, 2), 1, 2, 3, 4);
    cx_tensor_free(y);
    cx_exec_free(exec);
    cx_store_free(store);
}

/* -------------------------------------------------------------------------------------------- assignment */

static void count_twice(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    (void)in, (void)user;
    cx_scope *own = cx_shared(cx_in(s, "counter"));
    cx_node *before = cx_variable(own, "n", CX_SCALAR, .init = cx_init_zeros(), .fixed = true);
    cx_assign(own, "n", cx_shift(before, 1));
    cx_node *between = cx_variable(own, "n", CX_SCALAR, .fixed = true); /* as assigned */
    cx_assign(cx_in(s, "counter"), "n", cx_scale(between, 2));
    out[0] = between;
}

static void test_assignment(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 1);
    cx_exec *exec = cx_exec_new(store, count_twice);
    double expected = 0;
    for (int i = 0; i < 5; i++) {
        cx_tensor *y;
        cx_exec_call(exec, 0, NULL, 1, &y);
        assert_true(cx_tensor_item(y) == expected + 1);
        expected = 2 * (expected + 1);
        assert_true(cx_tensor_item(cx_store_value(store, "counter/n")) == expected);
        cx_tensor_free(y);
    }
    assert_calx_fine(rt);
    cx_exec_free(exec);
    cx_store_free(store);
}

/* user: which mistake */
static void wrong_assignment(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    cx_node *v = out[0] = cx_variable(s, "v", CX_DIMS(2), .init = cx_init_ones());
    switch (*(int *)user) {
    case 0: cx_assign(s, "w", v); break;
    case 1: cx_assign(s, "v", cx_sum(v)); break;
    default: cx_assign(s, "v", cx_convert(v, CX_I32)); break;
    }
}

static void test_wrong_assignments(void **state) {
    (void)state;
    static const char *const errors[] = {"there is no variable w in this trace",
                                         "variable v is f32[2], and its new value f32[]",
                                         "variable v is f32[2], and its new value i32[2]"};
    cx_store *store = cx_store_new(rt, 1);
    for (int i = 0; i < 3; i++) assert_failed_tensor(rt, call(store, wrong_assignment, &i), errors[i]);
    assert_int_equal(cx_store_count(store), 0);
    cx_store_free(store);
}

/* ------------------------------------------------------------------------------------- initial values, calls */

static void two_variables(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    if (user) cx_variable(cx_in(s, "more"), "v", CX_DIMS(7));
    out[0] = cx_add(cx_variable(s, "a", CX_DIMS(3)), cx_variable(s, "b", CX_DIMS(3)));
}

/* The values depend on seed and path, and on no other variable. */
static void test_initial_values_are_a_function_of_seed_and_path(void **state) {
    (void)state;
    float a[4][3], b[3];
    static const uint64_t seeds[] = {1, 1, 1, 2};
    for (int i = 0; i < 4; i++) {
        cx_store *store = cx_store_new(rt, seeds[i]);
        cx_tensor_free(call(store, two_variables, i == 2 ? store : NULL));
        assert_true(cx_tensor_read(cx_store_value(store, "a"), a[i], sizeof a[i]));
        assert_true(cx_tensor_read(cx_store_value(store, "b"), b, sizeof b));
        assert_memory_not_equal(a[i], b, sizeof b);
        cx_store_free(store);
    }
    assert_memory_equal(a[0], a[1], sizeof a[0]);
    assert_memory_equal(a[0], a[2], sizeof a[0]);
    assert_memory_not_equal(a[0], a[3], sizeof a[0]);
}

static cx_node *first_of_two(cx_scope *s, cx_node *const *in, void *user) {
    (void)s, (void)user;
    return cx_add(in[0], in[1]);
}

static void test_wrong_calls(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 1);
    cx_exec *exec = cx_predictor(store, first_of_two, NULL);
    cx_tensor *x = FLOATS(rt, CX_DIMS(2), 1, 2), *broken = cx_tensor_new(rt, CX_F32, CX_DIMS(2), NULL), *out[2];
    cx_clear_error(rt);
    assert_failed_tensor(rt, cx_predict(exec, x, broken), "there are no elements");
    /* two results of a model that has one */
    cx_exec_call(exec, 1, &x, 2, out);
    cx_tensor_free(out[1]);
    assert_failed_tensor(rt, out[0], "it has 1 outputs, and 2 were asked for");
    cx_tensor *y = cx_predict(exec, x, x);
    ASSERT_FLOATS(y, CX_DIMS(2), 2, 4);
    cx_tensor_free(x), cx_tensor_free(y), cx_tensor_free(broken);
    cx_exec_free(exec);
    cx_store_free(store);
}

static void build_sum(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    (void)s, (void)user;
    out[0] = cx_sum(in[0]);
}

/* Neither the function nor its name: it says so when it is called. */
static void test_no_memory_for_a_function(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 1);
    cx_tensor *x = FLOATS(rt, CX_DIMS(2), 1, 2);
    for (int nth = 1; nth <= 2; nth++) {
        refuse_allocation(nth);
        cx_exec *exec = cx_exec_new(store, build_sum, .name = "sum");
        assert_true(end_refusal());
        assert_false(cx_exec_prepare(exec, 1, &x));
        assert_failed_tensor(rt, cx_predict(exec, x), "out of memory");
        cx_exec_free(exec);
    }
    cx_tensor_free(x);
    cx_store_free(store);
}

/* ------------------------------------------------------------------------------------------------- files */

static void mixed(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    (void)in, (void)user;
    out[0] = cx_variable(cx_in(s, "layer"), "kernel", CX_DIMS(2, 3));
    cx_variable(s, "half", CX_DIMS(5), .dtype = CX_BF16);
    cx_variable(s, "count", CX_SCALAR, .dtype = CX_I64, .init = cx_init_constant(12), .fixed = true);
    cx_variable(s, "wide", CX_DIMS(1), .dtype = CX_F64);
}

static const char *save_mixed(uint64_t seed) {
    const char *path = in_folder("mixed.safetensors");
    cx_store *store = cx_store_new(rt, seed);
    cx_tensor_free(call(store, mixed, NULL));
    assert_true(cx_save(store, path));
    assert_calx_fine(rt);
    cx_store_free(store);
    return path;
}

static void test_round_trip(void **state) {
    (void)state;
    const char *path = save_mixed(3);
    cx_store *before = cx_store_new(rt, 3), *after = cx_store_new(rt, 99);
    cx_tensor_free(call(before, mixed, NULL));
    assert_true(cx_load(after, path));
    assert_int_equal(cx_store_count(after), 4);
    cx_tensor_free(call(after, mixed, NULL)); /* a new model finds them */
    assert_calx_fine(rt);
    for (int i = 0; i < 4; i++) {
        const char *name = cx_store_path(before, i);
        cx_tensor *a = cx_store_value(before, name), *b = cx_store_value(after, name);
        assert_non_null(b);
        assert_int_equal(cx_tensor_dtype(a), cx_tensor_dtype(b));
        cx_array *expected = cx_tensor_array(a);
        assert_elements(b, expected, 0, name);
        cx_array_free(expected);
    }
    cx_store_free(before), cx_store_free(after);
}

/* Loading into a store whose functions are compiled already. */
static void test_loading_replaces_values(void **state) {
    (void)state;
    const char *path = save_mixed(3);
    cx_store *store = cx_store_new(rt, 4), *saved = cx_store_new(rt, 3);
    cx_exec *exec = cx_exec_new(store, mixed);
    cx_tensor *old, *new, *expected = call(saved, mixed, NULL);
    cx_exec_call(exec, 0, NULL, 1, &old);
    assert_true(cx_load(store, path));
    cx_exec_call(exec, 0, NULL, 1, &new);
    cx_array *wanted = cx_tensor_array(expected), *before = cx_tensor_array(old);
    assert_elements(new, wanted, 0, "loaded");
    assert_true(cx_array_at(before, 0) != cx_array_at(wanted, 0));
    cx_array_free(wanted), cx_array_free(before);
    cx_tensor_free(old), cx_tensor_free(new), cx_tensor_free(expected);
    cx_exec_free(exec);
    cx_store_free(store), cx_store_free(saved);
}

static void other_model(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    cx_scope *layer = cx_in(s, "layer");
    if (user)
        out[0] = cx_variable(layer, "kernel", CX_DIMS(3, 2));
    else
        out[0] = cx_variable(layer, "scale", CX_DIMS(3));
}

static void test_files_of_other_models(void **state) {
    (void)state;
    const char *path = save_mixed(3);
    cx_store *store = cx_store_new(rt, 1);
    assert_true(cx_load(store, path));
    cx_tensor *y = call(store, other_model, NULL);
    assert_has(cx_tensor_error(y), "mixed.safetensors");
    assert_failed_tensor(rt, y, "layer/scale");
    y = call(store, other_model, store);
    assert_has(cx_tensor_error(y), "mixed.safetensors");
    assert_has(cx_tensor_error(y), "layer/kernel");
    assert_has(cx_tensor_error(y), "f32[2, 3]");
    assert_failed_tensor(rt, y, "f32[3, 2]");
    assert_int_equal(cx_store_count(store), 4);
    cx_store_free(store);
}

static void test_files_that_cannot_be(void **state) {
    (void)state;
    char path[128];
    snprintf(path, sizeof path, "%s", save_mixed(3));
    struct stat file;
    assert_int_equal(stat(path, &file), 0);
    static const struct {
        const char *what;
        off_t size; /* from the end when negative */
    } cuts[] = {{"empty", 0}, {"cut in the length", 5}, {"cut in the header", 40}, {"cut in the elements", -1}};
    for (int i = 0; i < 4; i++) {
        save_mixed(3);
        assert_int_equal(truncate(path, cuts[i].size < 0 ? file.st_size + cuts[i].size : cuts[i].size), 0);
        cx_store *store = cx_store_new(rt, 1);
        if (cx_load(store, path)) fail_msg("a file that is %s is loaded", cuts[i].what);
        assert_has(cx_store_error(store), "mixed.safetensors");
        assert_int_equal(cx_store_count(store), 0);
        assert_calx_error(rt, "mixed.safetensors");
        assert_failed_tensor(rt, call(store, mixed, NULL), "mixed.safetensors"); /* the store stays in error */
        assert_false(cx_save(store, path));
        cx_clear_error(rt);
        cx_store_free(store);
    }
    cx_store *store = cx_store_new(rt, 1);
    assert_false(cx_load(store, in_folder("none.safetensors")));
    assert_calx_error(rt, "none.safetensors");
    cx_store_free(store);
}

static void test_places_that_cannot_be_written(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 1);
    cx_tensor_free(call(store, mixed, NULL));
    assert_false(cx_save(store, in_folder("none/a.safetensors")));
    assert_calx_error(rt, "none/a.safetensors");
    assert_false(cx_save(store, folder)); /* a folder */
    assert_calx_error(rt, folder);
    assert_null(cx_store_error(store)); /* the variables are as good as before */
    assert_true(cx_save(store, in_folder("a.safetensors")));
    assert_calx_fine(rt);
    cx_store_free(store);
}

static void test_variable_in_error_is_not_saved(void **state) {
    (void)state;
    const char *path = in_folder("kept.safetensors");
    cx_store *store = cx_store_new(rt, 1);
    cx_store_set(store, "a", FLOATS(rt, CX_DIMS(1), 1));
    assert_true(cx_save(store, path));
    cx_store_set(store, "a", cx_tensor_new(rt, CX_F32, CX_DIMS(1), NULL));
    assert_has(cx_store_error(store), "there are no elements");
    assert_false(cx_save(store, path));
    cx_clear_error(rt);
    cx_store *other = cx_store_new(rt, 1);
    assert_true(cx_load(other, path)); /* the old file is whole */
    ASSERT_FLOATS(cx_store_value(other, "a"), CX_DIMS(1), 1);
    cx_store_free(store), cx_store_free(other);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_names_used_twice),
        cmocka_unit_test(test_failed_trace_commits_nothing),
        cmocka_unit_test(test_wrong_shapes_are_named),
        cmocka_unit_test(test_changed_shapes_are_refused),
        cmocka_unit_test(test_assignment),
        cmocka_unit_test(test_wrong_assignments),
        cmocka_unit_test(test_initial_values_are_a_function_of_seed_and_path),
        cmocka_unit_test(test_wrong_calls),
        cmocka_unit_test(test_no_memory_for_a_function),
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_loading_replaces_values),
        cmocka_unit_test(test_files_of_other_models),
        cmocka_unit_test(test_files_that_cannot_be),
        cmocka_unit_test(test_places_that_cannot_be_written),
        cmocka_unit_test(test_variable_in_error_is_not_saved),
    };
    return cmocka_run_group_tests(tests, open_runtime, close_runtime);
}
