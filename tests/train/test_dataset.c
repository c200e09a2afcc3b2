/* Data sets of arrays in memory: which examples come when. */
#include "run/calx_test.h"

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

/* Example i is the input [i, 100 + i] and the label -i. */
static cx_dataset *numbered(int64_t examples, cx_dataset_args args) {
    args.inputs = cx_array_new(CX_F32, CX_DIMS(examples, 2));
    args.labels = cx_array_new(CX_I32, CX_DIMS(examples));
    float *x = cx_array_data(args.inputs);
    int32_t *y = cx_array_data(args.labels);
    for (int64_t i = 0; i < examples; i++) {
        x[2 * i] = (float)i;
        x[2 * i + 1] = (float)(100 + i);
        y[i] = (int32_t)-i;
    }
    return cx_dataset_new_(rt, args);
}

/* The examples of the next batch in order[]; returns how many, 0 at the end. Inputs and labels must go together. */
static int64_t next_batch(cx_dataset *d, int64_t *order) {
    cx_tensor *part[CX_BATCH_MAX];
    int parts = cx_dataset_next(d, part);
    if (parts == 0) return 0;
    assert_int_equal(parts, 2);
    cx_array *x = cx_tensor_array(part[0]), *y = cx_tensor_array(part[1]);
    int64_t count = cx_array_count(y);
    assert_true(cx_dims_equal(cx_array_dims(x), CX_DIMS(count, 2)));
    for (int64_t i = 0; i < count; i++) {
        order[i] = (int64_t)cx_array_at(x, 2 * i);
        assert_true(cx_array_at(x, 2 * i + 1) == (double)(100 + order[i]));
        assert_true(cx_array_at(y, i) == (double)-order[i]);
    }
    cx_array_free(x), cx_array_free(y);
    for (int i = 0; i < parts; i++) cx_tensor_free(part[i]);
    return count;
}

/* Up to `batches` batches; returns the number of examples. */
static int64_t take(cx_dataset *d, int batches, int64_t *order) {
    int64_t total = 0;
    for (int64_t count; batches-- > 0 && (count = next_batch(d, order + total)) > 0;) total += count;
    assert_calx_fine(rt);
    return total;
}

/* Each of 0 .. count - 1 at most once; returns how many there are. */
static int64_t distinct(const int64_t *order, int64_t length, int64_t count) {
    bool seen[1000] = {false};
    for (int64_t i = 0; i < length; i++) {
        assert_in_range(order[i], 0, count - 1);
        if (seen[order[i]]) return -1;
        seen[order[i]] = true;
    }
    return length;
}

static void test_in_order(void **state) {
    (void)state;
    cx_dataset *d = numbered(10, (cx_dataset_args){.batch = 4});
    assert_int_equal(cx_dataset_examples(d), 10);
    assert_int_equal(cx_dataset_batches(d), 3);
    int64_t order[16];
    for (int again = 0; again < 2; again++) {
        static const int64_t counts[] = {4, 4, 2, 0, 0};
        for (int b = 0; b < 5; b++) {
            assert_int_equal(next_batch(d, order), counts[b]); /* the last batch is smaller, and then it is over */
            for (int64_t i = 0; i < counts[b]; i++) assert_int_equal(order[i], 4 * b + i);
        }
        cx_dataset_seek(d, 0);
    }
    cx_dataset_free(d);
    d = numbered(64, (cx_dataset_args){0}); /* by default, 32 */
    assert_int_equal(cx_dataset_batches(d), 2);
    assert_int_equal(take(d, 5, (int64_t[64]){0}), 64);
    cx_dataset_free(d);
    d = numbered(3, (cx_dataset_args){.batch = 100});
    assert_int_equal(cx_dataset_batches(d), 1);
    assert_int_equal(take(d, 5, order), 3);
    cx_dataset_free(d);
    d = numbered(0, (cx_dataset_args){.batch = 2});
    assert_int_equal(cx_dataset_batches(d), 0);
    assert_int_equal(take(d, 5, order), 0);
    cx_dataset_free(d);
    assert_calx_fine(rt);
}

static void test_repeating(void **state) {
    (void)state;
    cx_dataset *d = numbered(10, (cx_dataset_args){.batch = 4, .repeat = true});
    assert_int_equal(cx_dataset_batches(d), 2); /* none is smaller */
    int64_t order[28];
    assert_int_equal(take(d, 7, order), 28);
    for (int b = 0; b < 7; b++)
        for (int i = 0; i < 4; i++) assert_int_equal(order[4 * b + i], b % 2 * 4 + i);
    cx_dataset_free(d);
}

static void test_shuffled_epochs(void **state) {
    (void)state;
    enum { EXAMPLES = 103, BATCH = 10, EPOCHS = 4, BATCHES = 10 };
    static int64_t order[EPOCHS][BATCH * BATCHES], again[EPOCHS][BATCH * BATCHES], other[EPOCHS][BATCH * BATCHES];
    cx_dataset_args args = {.batch = BATCH, .shuffle = true, .repeat = true, .seed = 5};
    cx_dataset *d = numbered(EXAMPLES, args), *e = numbered(EXAMPLES, args);
    args.seed = 6;
    cx_dataset *f = numbered(EXAMPLES, args);
    assert_int_equal(cx_dataset_batches(d), BATCHES);
    int64_t left_out[EPOCHS];
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        assert_int_equal(take(d, BATCHES, order[epoch]), BATCH * BATCHES);
        assert_int_equal(take(e, BATCHES, again[epoch]), BATCH * BATCHES);
        assert_int_equal(take(f, BATCHES, other[epoch]), BATCH * BATCHES);
        assert_int_equal(distinct(order[epoch], BATCH * BATCHES, EXAMPLES), BATCH * BATCHES);
        left_out[epoch] = EXAMPLES * (EXAMPLES - 1) / 2;
        for (int i = 0; i < BATCH * BATCHES; i++) left_out[epoch] -= order[epoch][i];
        if (epoch) assert_memory_not_equal(order[epoch], order[epoch - 1], sizeof order[0]);
    }
    assert_memory_equal(order, again, sizeof order); /* a function of the seed */
    for (int epoch = 0; epoch < EPOCHS; epoch++) assert_memory_not_equal(order[epoch], other[epoch], sizeof order[0]);
    assert_true(left_out[0] != left_out[1] || left_out[1] != left_out[2]); /* not always the same ones wait */
    cx_dataset_free(d), cx_dataset_free(e), cx_dataset_free(f);
}

static void test_shuffled_once(void **state) {
    (void)state;
    cx_dataset *d = numbered(25, (cx_dataset_args){.batch = 4, .shuffle = true});
    int64_t first[25], second[25], sorted = 0;
    assert_int_equal(cx_dataset_batches(d), 7);
    assert_int_equal(take(d, 99, first), 25);
    assert_int_equal(distinct(first, 25, 25), 25);
    for (int i = 1; i < 25; i++) sorted += first[i] > first[i - 1];
    assert_true(sorted < 22); /* not as it was */
    cx_dataset_seek(d, 0);
    assert_int_equal(take(d, 99, second), 25);
    assert_memory_equal(first, second, sizeof first);
    cx_dataset_free(d);
}

/* Seeking to batch n gives what the n-th step gives, whatever was asked before. */
static void test_seeking_equals_stepping(void **state) {
    (void)state;
    enum { BATCHES = 9 };
    for (int shuffle = 0; shuffle < 2; shuffle++)
        for (int repeat = 0; repeat < 2; repeat++) {
            cx_dataset_args args = {.batch = 4, .shuffle = shuffle, .repeat = repeat, .seed = 3};
            cx_dataset *d = numbered(14, args), *e = numbered(14, args);
            int64_t steps[BATCHES][4] = {{0}}, got[4], count[BATCHES];
            for (int b = 0; b < BATCHES; b++) count[b] = next_batch(d, steps[b]);
            static const int places[] = {5, 0, 8, 3, 3, 2, 7, 1};
            for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
                cx_dataset_seek(e, places[i]);
                for (int b = places[i]; b < BATCHES && b < places[i] + 2; b++) {
                    memset(got, 0, sizeof got);
                    assert_int_equal(next_batch(e, got), count[b]);
                    assert_memory_equal(got, steps[b], sizeof got);
                }
            }
            cx_dataset_seek(e, -1); /* as 0 */
            next_batch(e, got);
            assert_memory_equal(got, steps[0], sizeof got);
            cx_dataset_seek(e, 1000000);
            assert_int_equal(next_batch(e, got), repeat ? 4 : 0);
            cx_dataset_free(d), cx_dataset_free(e);
        }
    assert_calx_fine(rt);
}

static void test_without_labels(void **state) {
    (void)state;
    cx_array *inputs = cx_array_copy_of(CX_U8, CX_DIMS(3, 1, 2), (uint8_t[]){1, 2, 3, 4, 5, 6});
    cx_dataset *d = cx_dataset_new(rt, inputs, NULL, .batch = 2);
    cx_tensor *part[CX_BATCH_MAX];
    assert_int_equal(cx_dataset_next(d, part), 1);
    assert_int_equal(cx_tensor_dtype(part[0]), CX_U8);
    assert_true(cx_dims_equal(cx_tensor_dims(part[0]), CX_DIMS(2, 1, 2)));
    cx_tensor_free(part[0]);
    cx_dataset_free(d);
}

/* A batch may be used after its data set is gone, also one that shares memory. */
static void test_batches_outlive_the_data_set(void **state) {
    (void)state;
    for (int shuffle = 0; shuffle < 2; shuffle++) {
        cx_dataset *d = numbered(64, (cx_dataset_args){.batch = 64, .shuffle = shuffle});
        cx_tensor *part[CX_BATCH_MAX];
        assert_int_equal(cx_dataset_next(d, part), 2);
        cx_dataset_free(d);
        cx_array *labels = cx_tensor_array(part[1]);
        double sum = 0;
        for (int i = 0; i < 64; i++) sum += cx_array_at(labels, i);
        assert_true(sum == -63 * 32);
        cx_array_free(labels);
        cx_tensor_free(part[0]), cx_tensor_free(part[1]);
    }
}

static void test_errors(void **state) {
    (void)state;
    const struct {
        cx_array *inputs, *labels;
        int64_t batch;
        bool repeat;
        const char *error;
    } cases[] = {
        {cx_array_new(CX_F32, CX_DIMS(3, 2)), cx_array_new(CX_I32, CX_DIMS(4)), 2, false, "3 inputs and 4 labels"},
        {cx_array_new(CX_F32, CX_SCALAR), NULL, 2, false, "the inputs have no axis of examples"},
        {cx_array_new(CX_F32, CX_DIMS(3)), cx_array_new(CX_I32, CX_SCALAR), 2, false, "the labels have no axis"},
        {cx_array_new(CX_F32, CX_DIMS(3)), NULL, -1, false, "-1"},
        {cx_array_new(CX_F32, CX_DIMS(3)), NULL, 4, true, "do not fill a batch of 4"},
        {cx_npy_read("/none/such.npy"), cx_array_new(CX_I32, CX_DIMS(4)), 2, false, "/none/such.npy"},
        {cx_array_new(CX_F32, CX_DIMS(3)), cx_npy_read("/none/such.npy"), 2, false, "/none/such.npy"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cx_dataset *d = cx_dataset_new(rt, cases[i].inputs, cases[i].labels, .batch = cases[i].batch,
                                       .repeat = cases[i].repeat, .shuffle = i % 2);
        assert_has(cx_dataset_error(d), cases[i].error);
        assert_calx_error(rt, cases[i].error);
        cx_tensor *part[CX_BATCH_MAX];
        assert_int_equal(cx_dataset_next(d, part), 0); /* all questions are safe */
        assert_int_equal(cx_dataset_batches(d), 0);
        cx_dataset_seek(d, 3);
        assert_int_equal(cx_dataset_next(d, part), 0);
        cx_dataset_free(d);
    }
    assert_calx_fine(rt);
    cx_dataset *d = cx_dataset_new(rt, cx_array_new(CX_F32, CX_DIMS(3)), NULL, .batch = INT64_MAX);
    assert_int_equal(cx_dataset_batches(d), 1);
    cx_dataset_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_order),
        cmocka_unit_test(test_repeating),
        cmocka_unit_test(test_shuffled_epochs),
        cmocka_unit_test(test_shuffled_once),
        cmocka_unit_test(test_seeking_equals_stepping),
        cmocka_unit_test(test_without_labels),
        cmocka_unit_test(test_batches_outlive_the_data_set),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, open_runtime, close_runtime);
}
