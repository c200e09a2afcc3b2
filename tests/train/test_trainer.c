/* The training loop: it finds what it should, the same way each time, in one go or in several. */
#include "run/calx_test.h"

#include <unistd.h>

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

enum { EXAMPLES = 60, FEATURES = 3 };

/* Noisy points, the same each time; x [EXAMPLES, FEATURES], y [EXAMPLES, 1]. */
static void make_points(float *x, float *y) {
    uint32_t noise = 12345;
    for (int i = 0; i < EXAMPLES * (FEATURES + 1); i++) {
        noise = noise * 1664525 + 1013904223;
        float value = (float)(noise >> 8) / (float)(1 << 24) * 2 - 1;
        if (i < EXAMPLES * FEATURES)
            x[i] = value;
        else
            y[i - EXAMPLES * FEATURES] = value;
    }
    for (int i = 0; i < EXAMPLES; i++)
        y[i] = 0.3F * y[i] + 2 * x[FEATURES * i] - x[FEATURES * i + 1] + 0.5F * x[FEATURES * i + 2] + 0.7F;
}

static cx_dataset *points(cx_runtime *runtime, cx_dataset_args args) {
    float x[EXAMPLES * FEATURES], y[EXAMPLES];
    make_points(x, y);
    args.inputs = cx_array_copy_of(CX_F32, CX_DIMS(EXAMPLES, FEATURES), x);
    args.labels = cx_array_copy_of(CX_F32, CX_DIMS(EXAMPLES, 1), y);
    return cx_dataset_new_(runtime, args);
}

static cx_node *plane(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    return cx_dense(cx_in(s, "plane"), in[0], 1);
}

/* Everything that is random or remembered: dropout, Adam, a shuffled order. */
static cx_node *network(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    cx_node *x = cx_relu(cx_dense(cx_in(s, "hidden"), in[0], 8));
    return cx_dense(cx_in(s, "out"), cx_dropout(cx_in(s, "drop"), x, 0.25), 1);
}

/* ------------------------------------------------------------------------------------------- linear regression */

/* Solves a x = b, which becomes x, by elimination; a is symmetric and positive. */
static void solve(int n, double a[n][n], double b[n]) {
    for (int i = 0; i < n; i++)
        for (int r = 0; r < n; r++) {
            if (r == i) continue;
            double factor = a[r][i] / a[i][i];
            for (int c = i; c < n; c++) a[r][c] -= factor * a[i][c];
            b[r] -= factor * b[i];
        }
    for (int i = 0; i < n; i++) b[i] /= a[i][i];
}

/* The normal equations of the points: the slopes, then the offset; *loss: the mean square that is left. */
static void least_squares(double w[FEATURES + 1], double *loss) {
    float x[EXAMPLES * FEATURES], y[EXAMPLES];
    double a[FEATURES + 1][FEATURES + 1] = {{0}}, row[FEATURES + 1];
    make_points(x, y);
    memset(w, 0, (FEATURES + 1) * sizeof w[0]);
    for (int i = 0; i < EXAMPLES; i++) {
        for (int k = 0; k <= FEATURES; k++) row[k] = k < FEATURES ? x[FEATURES * i + k] : 1;
        for (int k = 0; k <= FEATURES; k++) {
            for (int c = 0; c <= FEATURES; c++) a[k][c] += row[k] * row[c];
            w[k] += row[k] * y[i];
        }
    }
    solve(FEATURES + 1, a, w);
    *loss = 0;
    for (int i = 0; i < EXAMPLES; i++) {
        double error = w[FEATURES] - y[i];
        for (int k = 0; k < FEATURES; k++) error += w[k] * x[FEATURES * i + k];
        *loss += error * error / EXAMPLES;
    }
}

static void test_linear_regression(void **state) {
    (void)state;
    double expected[FEATURES + 1], loss;
    least_squares(expected, &loss);
    cx_dataset *all = points(rt, (cx_dataset_args){.batch = EXAMPLES, .repeat = true});
    cx_store *store = cx_store_new(rt, 1);
    cx_trainer *t = cx_trainer_new(store, plane, cx_mean_squared_error, cx_sgd(0.3));
    assert_true(cx_fit(t, all, 250));
    assert_int_equal(cx_trainer_step(t), 250);
    cx_array *kernel = cx_tensor_array(cx_store_value(store, "plane/kernel"));
    for (int i = 0; i < FEATURES; i++) assert_close(cx_array_at(kernel, i), expected[i], 1e-5);
    assert_close(cx_tensor_item(cx_store_value(store, "plane/bias")), expected[FEATURES], 1e-5);
    assert_close(cx_evaluate(t, all).loss, loss, 1e-6);
    assert_calx_fine(rt);
    cx_array_free(kernel);
    cx_trainer_free(t);
    cx_store_free(store);
    cx_dataset_free(all);
}

/* ----------------------------------------------------------------------------------------- the same each time */

static int compare_paths(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All variables of a store, sorted by path, one after the other. Free it. */
static unsigned char *contents(const cx_store *store, size_t *size) {
    const char *path[64];
    unsigned char *bytes = NULL;
    *size = 0;
    int count = cx_store_count(store);
    assert_in_range(count, 1, 64);
    for (int i = 0; i < count; i++) path[i] = cx_store_path(store, i);
    qsort(path, (size_t)count, sizeof path[0], compare_paths);
    for (int i = 0; i < count; i++) {
        cx_array *array = cx_tensor_array(cx_store_value(store, path[i]));
        if (cx_array_error(array)) fail_msg("%s", cx_array_error(array));
        size_t more = (size_t)cx_array_count(array) * cx_dtype_size(cx_array_dtype(array));
        bytes = realloc(bytes, *size + more);
        assert_non_null(bytes);
        memcpy(bytes + *size, cx_array_read(array), more);
        *size += more;
        cx_array_free(array);
    }
    return bytes;
}

/* The variables after `steps` steps; at step `pause` (0: none) the work is saved, and goes on in another runtime. */
static unsigned char *trained(uint64_t seed, int64_t steps, int64_t pause, size_t *size) {
    char path[] = "/tmp/calx-trainer-XXXXXX";
    close(mkstemp(path));
    cx_runtime *runtime;
    cx_store *store;
    for (int part = pause ? 0 : 1; part < 2; part++) {
        runtime = open_cpu();
        store = cx_store_new(runtime, part == 1 && pause ? 777 : seed); /* the file knows the seed */
        if (part == 1 && pause) assert_true(cx_load(store, path));
        cx_dataset *d = points(runtime, (cx_dataset_args){.batch = 7, .shuffle = true, .repeat = true, .seed = 3});
        cx_trainer *t = cx_trainer_new(store, network, cx_mean_squared_error, cx_adam(0.01));
        if (!cx_fit(t, d, part == 0 ? pause : steps)) fail_msg("%s", cx_error(runtime));
        if (part == 0) {
            assert_true(cx_save(store, path));
            close_fine(runtime);
        }
    }
    unsigned char *bytes = contents(store, size);
    close_fine(runtime);
    unlink(path);
    return bytes;
}

/* To the bit; also with a pause at step 11, in the middle of the second epoch. */
static void test_training_is_reproducible(void **state) {
    (void)state;
    size_t size, again_size, paused_size, other_size;
    unsigned char *first = trained(1, 25, 0, &size), *again = trained(1, 25, 0, &again_size);
    unsigned char *paused = trained(1, 25, 11, &paused_size), *other = trained(2, 25, 0, &other_size);
    assert_int_equal(size, again_size);
    assert_memory_equal(first, again, size);
    assert_int_equal(size, paused_size);
    assert_memory_equal(first, paused, size);
    assert_int_equal(size, other_size);
    assert_memory_not_equal(first, other, size);
    free(first), free(again), free(paused), free(other);
}

/* ----------------------------------------------------------------------------------------------- callbacks */

struct seen {
    int calls;
    int64_t step[16];
    int64_t stop_at;      /* 0: never */
    double loss;          /* the sum of what it was told */
    cx_dataset *evaluate; /* NULL: none */
};

static bool note(cx_trainer *t, void *user) {
    struct seen *seen = user;
    assert_in_range(seen->calls, 0, 15);
    assert_int_equal(cx_trainer_target(t), 10);
    seen->step[seen->calls++] = cx_trainer_step(t);
    seen->loss += cx_trainer_loss(t);
    if (seen->evaluate) assert_int_equal(cx_evaluate(t, seen->evaluate).examples, EXAMPLES);
    return cx_trainer_step(t) != seen->stop_at;
}

static void test_callbacks(void **state) {
    (void)state;
    cx_dataset *d = points(rt, (cx_dataset_args){.batch = 10, .repeat = true});
    cx_store *store = cx_store_new(rt, 1);
    cx_trainer *t = cx_trainer_new(store, plane, cx_mean_squared_error, cx_sgd(0.1));
    assert_true(isnan(cx_trainer_loss(t)));
    assert_true(isnan(cx_trainer_metric(t)));
    struct seen threes = {0}, once = {0};
    cx_every(t, 3, note, &threes);
    cx_every(t, 1000, note, &once);
    assert_true(cx_fit(t, d, 10));
    static const int64_t expected[] = {3, 6, 9, 10}; /* and after the last step */
    assert_int_equal(threes.calls, 4);
    assert_memory_equal(threes.step, expected, sizeof expected);
    assert_int_equal(once.calls, 1);
    assert_int_equal(once.step[0], 10);
    assert_true(cx_trainer_steps_per_second(t) > 0);
    assert_true(cx_fit(t, d, 10)); /* nothing is left to do */
    assert_int_equal(threes.calls, 4);
    cx_trainer_free(t);
    cx_store_free(store);

    struct seen stopping = {.stop_at = 4};
    store = cx_store_new(rt, 1);
    t = cx_trainer_new(store, plane, cx_mean_squared_error, cx_sgd(0.1));
    cx_every(t, 2, note, &stopping);
    assert_false(cx_fit(t, d, 10));
    assert_int_equal(cx_trainer_step(t), 4);
    assert_int_equal(stopping.calls, 2);
    stopping.stop_at = 0;
    assert_true(cx_fit(t, d, 10)); /* and on it goes */
    assert_int_equal(stopping.calls, 5);
    assert_int_equal((int)cx_tensor_item(cx_store_value(store, "train/step")), 10);
    assert_calx_fine(rt);
    cx_trainer_free(t);
    cx_store_free(store);
    cx_dataset_free(d);
}

/* Losses are means since somebody asked: asked for after each step or at the end, the sum is the same. And neither that nor an
   evaluation on the very data set of the training changes the training. */
static void test_watching_changes_nothing(void **state) {
    (void)state;
    double sum[2], slope[2];
    for (int i = 0; i < 2; i++) {
        cx_dataset *d = points(rt, (cx_dataset_args){.batch = 10, .repeat = true});
        cx_store *store = cx_store_new(rt, 1);
        cx_trainer *t = cx_trainer_new(store, plane, cx_mean_squared_error, cx_sgd(0.1));
        struct seen seen = {.evaluate = i ? NULL : d};
        cx_every(t, i ? 10 : 1, note, &seen);
        assert_true(cx_fit(t, d, 10));
        assert_int_equal(seen.calls, i ? 1 : 10);
        sum[i] = seen.loss * (i ? 10 : 1);
        cx_array *kernel = cx_tensor_array(cx_store_value(store, "plane/kernel"));
        slope[i] = cx_array_at(kernel, 0);
        cx_array_free(kernel);
        cx_trainer_free(t);
        cx_store_free(store);
        cx_dataset_free(d);
    }
    assert_close(sum[0], sum[1], 1e-9 * sum[0]);
    assert_true(slope[0] == slope[1]);
}

/* ---------------------------------------------------------------------------------------------- evaluation */

static void test_evaluation_counts_each_example_once(void **state) {
    (void)state;
    float x[EXAMPLES * FEATURES], y[EXAMPLES];
    make_points(x, y);
    cx_store *store = cx_store_new(rt, 1);
    cx_store_set(store, "plane/kernel", FLOATS(rt, CX_DIMS(3, 1), 1, 0, -1));
    cx_store_set(store, "plane/bias", FLOATS(rt, CX_DIMS(1), 0.5F));
    double expected = 0;
    for (int i = 0; i < EXAMPLES; i++)
        expected += pow(x[FEATURES * i] - x[FEATURES * i + 2] + 0.5 - y[i], 2) / EXAMPLES;
    cx_trainer *t = cx_trainer_new(store, plane, cx_mean_squared_error, cx_sgd(0.1));
    static const int64_t batches[] = {7, 60, 1000, 59};
    for (int i = 0; i < 4; i++)
        for (int shuffle = 0; shuffle < 2; shuffle++) {
            cx_dataset *d = points(rt, (cx_dataset_args){.batch = batches[i], .shuffle = shuffle});
            for (int again = 0; again < 2; again++) {
                cx_scores scores = cx_evaluate(t, d);
                assert_int_equal(scores.examples, EXAMPLES);
                assert_close(scores.loss, expected, 1e-6);
                assert_true(isnan(scores.metric)); /* none for this loss */
            }
            cx_dataset_free(d);
        }
    assert_int_equal(cx_store_count(store), 2); /* evaluation makes nothing */
    assert_calx_fine(rt);
    cx_trainer_free(t);
    cx_store_free(store);
}

/* The largest of three inputs is the class. */
static cx_node *itself(cx_scope *s, cx_node *const *in, void *user) {
    (void)s, (void)user;
    return in[0];
}

static void test_accuracy(void **state) {
    (void)state;
    cx_array *x = cx_array_copy_of(CX_F32, CX_DIMS(5, 3), (float[]){9, 0, 0, 0, 9, 0, 0, 0, 9, 9, 0, 0, 0, 9, 0});
    cx_array *y = cx_array_copy_of(CX_I32, CX_DIMS(5), (int32_t[]){0, 1, 2, 1, 1});
    cx_dataset *d = cx_dataset_new(rt, x, y, .batch = 2);
    cx_store *store = cx_store_new(rt, 1);
    cx_trainer *t = cx_trainer_new(store, itself, cx_sparse_xent, cx_sgd(0.1));
    assert_close(cx_accuracy(t, d), 0.8, 1e-6);
    assert_close(cx_evaluate(t, d).metric, 0.8, 1e-6);
    assert_calx_fine(rt);
    cx_trainer_free(t);
    cx_store_free(store);
    cx_dataset_free(d);
}

/* ------------------------------------------------------------------------------------------------ mistakes */

static cx_node *impossible(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    return cx_reshape(cx_dense(cx_in(s, "plane"), in[0], 1), CX_DIMS(17));
}

static void test_mistakes(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 1);
    cx_trainer *t = cx_trainer_new(store, impossible, cx_mean_squared_error, cx_sgd(0.1));
    cx_dataset *d = points(rt, (cx_dataset_args){.batch = 10});
    assert_false(cx_fit(t, d, 10));
    assert_calx_error(rt, "test_trainer.c:");
    assert_int_equal(cx_trainer_step(t), 0);
    assert_int_equal(cx_store_count(store), 0);
    assert_true(isnan(cx_evaluate(t, d).loss));
    assert_calx_error(rt, "reshape");
    cx_trainer_free(t);

    t = cx_trainer_new(store, plane, cx_mean_squared_error, cx_sgd(0.1));
    assert_false(cx_fit(t, d, 7)); /* it ends after 6 batches */
    assert_int_equal(cx_trainer_step(t), 6);
    assert_calx_fine(rt);
    assert_true(cx_fit(t, d, 6));
    cx_dataset_free(d);

    d = cx_dataset_new(rt, cx_array_new(CX_F32, CX_DIMS(20, FEATURES)), NULL, .batch = 10, .repeat = true);
    assert_false(cx_fit(t, d, 10));
    assert_calx_error(rt, "labels");
    assert_true(isnan(cx_evaluate(t, d).loss));
    assert_calx_error(rt, "labels");
    cx_dataset_free(d);

    d = points(rt, (cx_dataset_args){.batch = EXAMPLES + 1, .repeat = true}); /* in error */
    assert_false(cx_fit(t, d, 10));
    assert_true(isnan(cx_evaluate(t, d).loss));
    assert_calx_error(rt, "do not fill a batch");
    cx_dataset_free(d);
    cx_trainer_free(t);
    cx_store_free(store);
}

static void test_progress_bar(void **state) {
    (void)state;
    char *text = NULL;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    cx_dataset *d = points(rt, (cx_dataset_args){.batch = 10, .repeat = true});
    cx_store *store = cx_store_new(rt, 1);
    cx_trainer *t = cx_trainer_new(store, plane, cx_mean_squared_error, cx_sgd(0.1));
    cx_every(t, 10, cx_progress_bar, to);
    assert_true(cx_fit(t, d, 20));
    fclose(to);
    assert_has(text, "step     10/20 ");
    assert_has(text, "step     20/20 ");
    assert_has(text, "steps/s  loss ");
    assert_has(text, "ETA 0:00\n");
    assert_null(strchr(text, '\r')); /* not a terminal: a line for each call */
    free(text);
    assert_calx_fine(rt);
    cx_trainer_free(t);
    cx_store_free(store);
    cx_dataset_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_linear_regression),
        cmocka_unit_test(test_training_is_reproducible),
        cmocka_unit_test(test_callbacks),
        cmocka_unit_test(test_watching_changes_nothing),
        cmocka_unit_test(test_evaluation_counts_each_example_once),
        cmocka_unit_test(test_accuracy),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_progress_bar),
    };
    return cmocka_run_group_tests(tests, open_runtime, close_runtime);
}
