/* Programs that run for days: calls and training steps by the ten thousand, and memory that does not grow. */
#include "run/calx_test.h"

#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1 /* what was freed is kept for a while, to see who still uses it */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum { CALLS = SANITIZED ? 5000 : 100000, STEPS = SANITIZED ? 1000 : 10000, WARM_UP = 10 /* a tenth of each */ };

/* What may come on top after the warm-up, in bytes: malloc's and XLA's threads still find their sizes. A call that loses as
   little as 16 bytes loses 90,000 * 16, and a step that loses 160 bytes 9,000 * 160, which is 1.4 MB either way. */
enum { GROWTH = 1000000 };

/* Bytes of this process that are in memory; 0 where the system does not tell. */
static long resident(void) {
    FILE *file = fopen("/proc/self/statm", "r");
    long pages = 0;
    if (file && fscanf(file, "%*s %ld", &pages) != 1) pages = 0;
    if (file) fclose(file);
    return SANITIZED ? 0 : pages * sysconf(_SC_PAGESIZE);
}

static void assert_flat(long before, long after, const char *what) {
    print_message("%s: %ld bytes resident after the warm-up, %ld more at the end\n", what, before, after - before);
    if (before && after - before > GROWTH) fail_msg("%s: memory has grown by %ld bytes", what, after - before);
}

/* --------------------------------------------------------------------------------------------------------- calls */

static void affine(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_add(cx_scale(in[0], 0.5), in[1]);
}

/* x = x / 2 + y, from host to device and back every time: it goes to 2 y. */
static void call_once(cx_runtime *rt, cx_function *f, float value[4]) {
    cx_tensor *x = cx_tensor_new(rt, CX_F32, CX_DIMS(4), value), *y = FLOATS(rt, CX_DIMS(4), 1, 2, 3, 4);
    cx_tensor *next = cx_apply(f, x, y);
    cx_tensor_read(next, value, 4 * sizeof value[0]);
    cx_tensor_free(x);
    cx_tensor_free(y);
    cx_tensor_free(next);
}

static void test_calls(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    cx_function *f = cx_jit(rt, affine);
    float value[4] = {0};
    for (int i = 0; i < CALLS / WARM_UP; i++) call_once(rt, f, value);
    long before = resident();
    for (int i = CALLS / WARM_UP; i < CALLS; i++) call_once(rt, f, value);
    assert_flat(before, resident(), "calls");
    assert_calx_fine(rt);
    for (int i = 0; i < 4; i++) assert_close(value[i], 2 * (i + 1), 1e-5);

    cx_statistics s = cx_runtime_statistics(rt);
    assert_int_equal(s.buffers, 0);
    assert_int_equal(s.events, 0);
    assert_int_equal(s.executables, 1);
    assert_int_equal(s.buffers_made, 3 * CALLS);
    assert_int_equal(s.executions, CALLS);
    assert_int_equal(s.bytes_to_device, 2 * 16 * CALLS);
    assert_int_equal(s.bytes_from_device, 16 * CALLS);
    assert_int_equal(s.compilations, 1);
    close_fine(rt);
}

/* ------------------------------------------------------------------------------------------------------- training */

static cx_node *line(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    return cx_dense(cx_in(s, "line"), in[0], 1);
}

static bool remember(cx_trainer *trainer, void *user) {
    (void)trainer;
    long *before = user;
    if (!*before) *before = resident();
    return true;
}

static void test_training(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    cx_array *x = cx_array_new(CX_F32, CX_DIMS(64, 1)), *y = cx_array_new(CX_F32, CX_DIMS(64, 1));
    for (int i = 0; i < 64; i++) {
        ((float *)cx_array_data(x))[i] = (float)i / 32 - 1;
        ((float *)cx_array_data(y))[i] = 3 * ((float)i / 32 - 1) + 2;
    }
    cx_dataset *points =
        cx_dataset_prefetch(cx_dataset_new(rt, x, y, .batch = 16, .shuffle = true, .repeat = true), .threads = 2);
    cx_store *store = cx_store_new(rt, 1);
    /* No records for plots: they are kept, which is growth. */
    cx_trainer *t = cx_trainer_new(store, line, cx_mean_squared_error, cx_adam(0.05), .record = STEPS);
    long before = 0;
    cx_every(t, STEPS / WARM_UP, remember, &before);
    assert_true(cx_fit(t, points, STEPS));
    assert_flat(before, resident(), "training");
    assert_close(cx_tensor_item(cx_store_value(store, "line/kernel")), 3, 1e-2);

    cx_statistics s = cx_runtime_statistics(rt);
    assert_int_equal(s.buffers, cx_store_count(store)); /* the variables, and nothing of any step */
    assert_true(s.executions >= STEPS && s.executions <= STEPS + 2);
    assert_true(s.compilations <= 3);
    close_fine(rt);
}

/* ----------------------------------------------------------------------------------------------------- statistics */

static void test_statistics_as_json(void **state) {
    (void)state;
    cx_statistics s = {.buffers = 1, .bytes_to_device = (int64_t)1 << 40, .compile_seconds = 0.25, .cache_misses = 3};
    char *line = NULL;
    size_t length;
    FILE *to = open_memstream(&line, &length);
    assert_true(cx_statistics_write(&s, to));
    fclose(to);
    assert_string_equal(line,
                        "{\"buffers\": 1, \"events\": 0, \"executables\": 0, \"buffers_made\": 0, \"events_made\": 0, "
                        "\"executables_made\": 0, \"executions\": 0, \"bytes_to_device\": 1099511627776, "
                        "\"bytes_from_device\": 0, \"compilations\": 0, \"cache_hits\": 0, \"cache_misses\": 3, "
                        "\"compile_seconds\": 0.250000}\n");
    free(line);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calls),
        cmocka_unit_test(test_training),
        cmocka_unit_test(test_statistics_as_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
