/* Data sets made from data sets, on the host: which batches they deal out, and seeking. */
#include "data/data_test.h"

static cx_runtime *rt;

static int open_runtime(void **state) {
    (void)state;
    rt = cx_open(NULL);
    return 0;
}

static int close_runtime(void **state) {
    (void)state;
    return cx_close(rt, stderr);
}

/* The labels of the next batches, one after the other, each batch closed by -1; up to the end of the data set or of `to`. */
static int deal_labels(cx_dataset *dataset, int batches, int32_t *to) {
    int count = 0;
    cx_batch batch;
    for (int b = 0; b < batches && cx_dataset_next_arrays(dataset, &batch); b++) {
        memcpy(to + count, labels_of(&batch), (size_t)size_of(&batch) * sizeof *to);
        count += (int)size_of(&batch);
        to[count++] = -1;
        cx_batch_free(&batch);
    }
    assert_fine(dataset);
    return count;
}

#define assert_deals(dataset, batches, ...)                                                       \
    do {                                                                                          \
        int32_t got_[200] = {0}, wanted_[] = {__VA_ARGS__};                                       \
        assert_int_equal(deal_labels((dataset), (batches), got_) * sizeof *got_, sizeof wanted_); \
        assert_memory_equal(got_, wanted_, sizeof wanted_);                                       \
    } while (0)

/* ------------------------------------------------------------------------------------- take, skip, repeat */

static void test_take_skip_repeat(void **state) {
    (void)state;
    cx_dataset *d = cx_dataset_take(counted(rt, 7, .batch = 2), 2);
    assert_int_equal(cx_dataset_batches(d), 2);
    assert_int_equal(cx_dataset_examples(d), 4);
    assert_deals(d, 9, 0, 1, -1, 2, 3, -1);
    cx_dataset_free(d);
    d = cx_dataset_take(counted(rt, 7, .batch = 2), 100);
    assert_int_equal(cx_dataset_batches(d), 4);
    assert_int_equal(cx_dataset_examples(d), 7);
    assert_deals(d, 9, 0, 1, -1, 2, 3, -1, 4, 5, -1, 6, -1);
    cx_dataset_free(d);
    d = cx_dataset_skip(counted(rt, 7, .batch = 2), 3);
    assert_int_equal(cx_dataset_batches(d), 1);
    assert_int_equal(cx_dataset_examples(d), 1);
    assert_deals(d, 9, 6, -1);
    cx_dataset_free(d);
    d = cx_dataset_repeat(cx_dataset_skip(cx_dataset_take(counted(rt, 7, .batch = 2), 3), 1));
    assert_int_equal(cx_dataset_examples(d), 4);
    assert_deals(d, 5, 2, 3, -1, 4, 5, -1, 2, 3, -1, 4, 5, -1, 2, 3, -1);
    cx_dataset_free(d);
    d = cx_dataset_repeat(counted(rt, 3, .batch = 2)); /* the short batch stays */
    assert_deals(d, 4, 0, 1, -1, 2, -1, 0, 1, -1, 2, -1);
    cx_dataset_free(d);
}

static void test_endless_take_skip(void **state) {
    (void)state;
    cx_dataset *d = cx_dataset_take(counted(rt, 4, .batch = 2, .repeat = true), 3);
    assert_int_equal(cx_dataset_batches(d), 3);
    assert_deals(d, 9, 0, 1, -1, 2, 3, -1, 0, 1, -1);
    cx_dataset_free(d);
    d = cx_dataset_repeat(cx_dataset_take(counted(rt, 4, .batch = 2, .repeat = true), 1));
    assert_deals(d, 2, 0, 1, -1, 0, 1, -1);
    cx_dataset_free(d);
    d = cx_dataset_skip(counted(rt, 4, .batch = 2, .repeat = true), 3);
    assert_int_equal(cx_dataset_batches(d), 2);
    assert_deals(d, 3, 2, 3, -1, 0, 1, -1, 2, 3, -1);
    cx_dataset_free(d);
}

static void test_nothing_left(void **state) {
    (void)state;
    cx_dataset *d = cx_dataset_repeat(cx_dataset_skip(counted(rt, 4, .batch = 2), 2));
    cx_batch batch;
    assert_int_equal(cx_dataset_batches(d), 0);
    assert_int_equal(cx_dataset_examples(d), 0);
    assert_false(cx_dataset_next_arrays(d, &batch));
    assert_fine(d);
    cx_dataset_free(d);
    d = cx_dataset_prefetch(cx_dataset_take(counted(rt, 4, .batch = 2), 0));
    assert_false(cx_dataset_next_arrays(d, &batch));
    cx_dataset_free(d);
}

/* A shuffled epoch is a permutation, another one in the next; repeating gives the same as a data set that repeats. */
static void test_repeat_shuffles_anew(void **state) {
    (void)state;
    enum { N = 60 };
    cx_dataset *a = cx_dataset_repeat(counted(rt, N, .batch = 6, .shuffle = true, .seed = 5));
    cx_dataset *b = counted(rt, N, .batch = 6, .shuffle = true, .repeat = true, .seed = 5);
    int32_t first[N + 10], second[N + 10], other[N + 10];
    deal_labels(a, 10, first);
    deal_labels(a, 10, second);
    assert_memory_not_equal(first, second, sizeof first);
    for (int epoch = 0; epoch < 2; epoch++) {
        bool seen[N] = {false};
        deal_labels(b, 10, other);
        assert_memory_equal(other, epoch ? second : first, sizeof other);
        for (int i = 0; i < N + 10; i++) {
            if (other[i] < 0) continue;
            assert_false(seen[other[i]]);
            seen[other[i]] = true;
        }
    }
    cx_dataset_free(a);
    cx_dataset_free(b);
}

/* ----------------------------------------------------------------------------------------------------- mix */

static cx_dataset *offset_set(int32_t offset, int64_t examples) {
    cx_array *labels = counted_labels(examples);
    for (int64_t i = 0; i < examples; i++) ((int32_t *)labels->data)[i] += offset;
    return cx_dataset_new(rt, counted_inputs(examples), labels, .batch = 1);
}

/* Each source's own batches come in order, beginning again at its end; of each thousand it has its share. */
static void test_mix_proportions(void **state) {
    (void)state;
    cx_dataset *parts[] = {offset_set(0, 7), offset_set(100, 50), offset_set(200, 3), offset_set(300, 3)};
    cx_dataset *d = cx_dataset_mix(rt, 4, parts, .weights = (double[]){6, 3.999, 0, 1e-9}, .seed = 3);
    assert_fine(d);
    assert_int_equal(cx_dataset_batches(d), 63);
    int64_t next[4] = {0}, length[4] = {7, 50, 3, 3}, longest = 0, run = 0, before = -1;
    cx_batch batch;
    for (int i = 1; i <= 3000; i++) {
        assert_true(cx_dataset_next_arrays(d, &batch));
        int32_t label = *labels_of(&batch), source = label / 100;
        assert_int_equal(label % 100, next[source]++ % length[source]);
        run = source == before ? run + 1 : 1;
        longest = run > longest ? run : longest;
        before = source;
        cx_batch_free(&batch);
        if (i % 1000) continue;
        assert_int_equal(next[0], 600 * i / 1000); /* 600.06 and 399.94 are of one to share between them */
        assert_int_equal(next[1], 399 * i / 1000);
        assert_int_equal(next[2], 0);
        assert_int_equal(next[3], 1 * i / 1000);
    }
    assert_in_range(longest, 5, 60); /* neither by turns nor in blocks */
    cx_dataset_free(d);
}

static void test_mix_equal_weights(void **state) {
    (void)state;
    cx_dataset *d = cx_dataset_mix(rt, CX_LIST(cx_dataset *, offset_set(0, 5), offset_set(100, 5), offset_set(200, 5)));
    int count[3] = {0};
    cx_batch batch;
    for (int i = 0; i < 1000; i++) {
        assert_true(cx_dataset_next_arrays(d, &batch));
        count[*labels_of(&batch) / 100]++;
        cx_batch_free(&batch);
    }
    for (int i = 0; i < 3; i++) assert_in_range(count[i], 333, 334);
    cx_dataset_free(d);
}

static void test_mix_refused(void **state) {
    (void)state;
    cx_dataset *twice = offset_set(0, 5);
    assert_dataset_refused(rt, cx_dataset_mix(rt, CX_LIST(cx_dataset *, twice, twice)), "mix", "twice");
    assert_dataset_refused(rt, cx_dataset_mix(rt, CX_LIST(cx_dataset *, offset_set(0, 5)), .weights = (double[]){-1}),
                           "mix", "negative");
    assert_dataset_refused(rt, cx_dataset_mix(rt, CX_LIST(cx_dataset *, offset_set(0, 5)), .weights = (double[]){0}),
                           "mix", "above zero");
    assert_dataset_refused(rt, cx_dataset_mix(rt, 0, NULL), "mix of 0", "1 to");
    assert_dataset_refused(
        rt, cx_dataset_mix(rt, CX_LIST(cx_dataset *, offset_set(0, 5), cx_dataset_skip(offset_set(0, 5), 5))), "mix",
        "part 1");
    assert_dataset_refused(rt, cx_dataset_mix(rt, CX_LIST(cx_dataset *, offset_set(0, 5), counted(rt, 3, .batch = -2))),
                           "batch of -2", "");
}

/* ----------------------------------------------------------------------------------------------------- map */

static void add_seed(cx_batch *batch, uint64_t seed, void *user) {
    int32_t *label = cx_array_data(batch->part[1]);
    label[0] = (int32_t)(seed % 1000003);
    if (user) label[1] += *(int32_t *)user;
}

static void test_map(void **state) {
    (void)state;
    int32_t more = 500, first[4], second[4], again[4], other[4];
    cx_dataset *d = cx_dataset_map(counted(rt, 4, .batch = 2), add_seed, .user = &more, .seed = 9);
    cx_dataset *e = cx_dataset_map(counted(rt, 4, .batch = 2), add_seed, .user = &more, .seed = 10);
    deal_labels(d, 1, first);
    deal_labels(d, 1, second);
    deal_labels(e, 1, other);
    assert_int_equal(first[1], 501);
    assert_int_equal(second[1], 503);
    assert_int_not_equal(first[0], second[0]); /* another seed for each batch, and for each seed given */
    assert_int_not_equal(first[0], other[0]);
    cx_dataset_seek(d, 1);
    deal_labels(d, 1, again);
    assert_memory_equal(again, second, 3 * sizeof *again);
    cx_dataset_free(d);
    cx_dataset_free(e);
}

/* Two maps around one another are given different seeds without being told to. */
static void test_maps_differ(void **state) {
    (void)state;
    int32_t once[4], twice[4];
    cx_dataset *a = cx_dataset_map(counted(rt, 4, .batch = 2), add_seed);
    cx_dataset *b = cx_dataset_map(cx_dataset_map(counted(rt, 4, .batch = 2), add_seed), add_seed);
    deal_labels(a, 1, once);
    deal_labels(b, 1, twice);
    assert_int_not_equal(once[0], twice[0]);
    cx_dataset_free(a);
    cx_dataset_free(b);
}

static void fail_third(cx_batch *batch, uint64_t seed, void *user) {
    (void)seed;
    (void)user;
    if (*labels_of(batch) != 4) return;
    cx_array_free(batch->part[0]);
    batch->part[0] = cxi_array_error("the map gave up");
}

static void test_map_fails(void **state) {
    (void)state;
    for (int threads = 0; threads < 3; threads++) {
        cx_dataset *d = cx_dataset_map(counted(rt, 100, .batch = 2), fail_third);
        if (threads) d = cx_dataset_prefetch(d, .threads = threads);
        cx_batch batch;
        for (int i = 0; i < 2; i++) {
            assert_true(cx_dataset_next_arrays(d, &batch));
            cx_batch_free(&batch);
        }
        assert_false(cx_dataset_next_arrays(d, &batch));
        assert_dataset_refused(rt, d, "the map gave up", "");
    }
}

/* ------------------------------------------------------------------------------------- seeking, every kind */

static cx_dataset *plain(void) {
    return counted(rt, 23, .batch = 4);
}
static cx_dataset *shuffled(void) {
    return counted(rt, 23, .batch = 4, .shuffle = true, .repeat = true, .seed = 7);
}
static cx_dataset *taken(void) {
    return cx_dataset_repeat(cx_dataset_take(counted(rt, 23, .batch = 4, .shuffle = true), 4));
}
static cx_dataset *skipped(void) {
    return cx_dataset_skip(shuffled(), 3);
}
static cx_dataset *mapped(void) {
    return cx_dataset_map(shuffled(), add_seed);
}
static cx_dataset *mixed(void) {
    return cx_dataset_mix(rt, CX_LIST(cx_dataset *, plain(), mapped(), taken()), .weights = (double[]){5, 3, 2});
}
static cx_dataset *mixed_prefetch(void) { /* a prefetch within another stays idle */
    return cx_dataset_mix(rt, CX_LIST(cx_dataset *, plain(), cx_dataset_prefetch(mapped()), taken()),
                          .weights = (double[]){5, 3, 2});
}
static cx_dataset *(*const kinds[])(void) = {plain, shuffled, taken, skipped, mapped, mixed, mixed_prefetch};
enum { KINDS = sizeof kinds / sizeof kinds[0], STEPS = 40 };

static int deal_all(cx_dataset *d, cx_batch *batch) {
    int count = 0;
    while (count < STEPS && cx_dataset_next_arrays(d, &batch[count])) count++;
    assert_fine(d);
    return count;
}

static void free_all(cx_batch *batch, int count) {
    for (int i = 0; i < count; i++) cx_batch_free(&batch[i]);
}

static void check_seeks(cx_dataset *d, const cx_batch *expected, int count) {
    for (int i = 0; i < 60; i++) {
        int to = i * 17 % count;
        cx_batch batch;
        cx_dataset_seek(d, to);
        for (int k = to; k < count && k < to + i % 4; k++) {
            assert_true(cx_dataset_next_arrays(d, &batch));
            assert_batches_equal(&batch, &expected[k]);
            cx_batch_free(&batch);
        }
    }
}

static void test_seek(void **state) {
    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        cx_batch batch[STEPS];
        cx_dataset *d = kinds[kind](), *other = kinds[kind]();
        int count = deal_all(d, batch);
        assert_int_equal(count, kind == 0 ? 6 : STEPS);
        check_seeks(d, batch, count);
        check_seeks(other, batch, count); /* which never went there step by step */
        free_all(batch, count);
        cx_dataset_free(d);
        cx_dataset_free(other);
    }
}

static void test_prefetch_is_the_same(void **state) {
    (void)state;
    static const struct { int threads, depth; } how[] = {{0, 0}, {1, 1}, {4, 3}, {3, 20}};
    for (int kind = 0; kind < KINDS; kind++)
        for (int h = 0; h < 4; h++) {
            cx_batch expected[STEPS], batch[STEPS];
            cx_dataset *a = kinds[kind]();
            cx_dataset *b = cx_dataset_prefetch(kinds[kind](), .threads = how[h].threads, .depth = how[h].depth);
            int count = deal_all(a, expected);
            assert_int_equal(cx_dataset_batches(a), cx_dataset_batches(b));
            assert_int_equal(deal_all(b, batch), count);
            for (int i = 0; i < count; i++) assert_batches_equal(&batch[i], &expected[i]);
            check_seeks(b, expected, count);
            free_all(batch, count);
            free_all(expected, count);
            cx_dataset_free(a);
            cx_dataset_free(b);
        }
}

static void test_prefetch_freed_early(void **state) {
    (void)state;
    cx_runtime *outer = rt;
    rt = cx_open(NULL);
    for (int i = 0; i < 50; i++) {
        cx_dataset *d = cx_dataset_prefetch(cx_dataset_prefetch(mapped(), .threads = 2), .threads = 3);
        cx_batch batch;
        for (int k = 0; k < i % 3; k++) {
            assert_true(cx_dataset_next_arrays(d, &batch));
            cx_batch_free(&batch);
        }
        if (i % 5) cx_dataset_free(d); /* else the runtime does it */
    }
    assert_int_equal(cx_close(rt, stderr), 0);
    rt = outer;
}

/* A prefetch around which something works on the host, and what ends before it. */
static void test_prefetch_inside(void **state) {
    (void)state;
    cx_dataset *d = cx_dataset_take(cx_dataset_map(cx_dataset_prefetch(shuffled(), .threads = 2), add_seed), 6);
    cx_dataset *e = cx_dataset_take(cx_dataset_map(shuffled(), add_seed), 6);
    int32_t a[64], b[64];
    int count = deal_labels(d, 99, a);
    assert_int_equal(count, 30);
    assert_int_equal(deal_labels(e, 99, b), count);
    assert_memory_equal(a, b, (size_t)count * sizeof *a);
    cx_dataset_free(d);
    cx_dataset_free(e);
}

/* -------------------------------------------------------------------------------------------------- errors */

static void test_errors_go_outwards(void **state) {
    (void)state;
    cx_dataset *d = cx_dataset_new(rt, cxi_array_error("the cause"), NULL);
    d = cx_dataset_prefetch(cx_dataset_flip(cx_dataset_repeat(cx_dataset_skip(cx_dataset_take(d, 3), 1))));
    d = cx_dataset_normalize(cx_dataset_crop(cx_dataset_shift(d, 2), 2), 1, (double[]){0}, (double[]){1});
    d = cx_dataset_resident(cx_dataset_map(d, add_seed));
    assert_dataset_refused(rt, cx_dataset_mix(rt, CX_LIST(cx_dataset *, d)), "the cause", "");
    assert_dataset_refused(rt, cx_dataset_take(plain(), -1), "take -1", "0 or more");
    assert_dataset_refused(rt, cx_dataset_skip(plain(), -2), "skip -2", "0 or more");
    assert_dataset_refused(rt, cx_dataset_map(plain(), NULL), "map", "NULL");
    assert_dataset_refused(rt, cx_dataset_resident(mapped()), "resident", "in memory");
    assert_dataset_refused(rt, counted(rt, 3, .batch = 4, .repeat = true), "3 examples", "batch of 4");
}

static cx_dataset *everything(void) {
    cx_dataset *d = cx_dataset_take(cx_dataset_skip(cx_dataset_repeat(shuffled()), 1), 5);
    return cx_dataset_mix(rt, CX_LIST(cx_dataset *, d, cx_dataset_map(plain(), add_seed)));
}

static bool attempt_everything(void) {
    cx_dataset *d = everything();
    cx_batch batch;
    bool fine = cx_dataset_next_arrays(d, &batch);
    if (fine) {
        assert_int_equal(size_of(&batch), 4);
        cx_batch_free(&batch);
        fine = cx_dataset_next_arrays(d, &batch);
        if (fine) cx_batch_free(&batch);
    }
    assert_int_equal(fine, !cx_dataset_error(d));
    assert_int_equal(fine, !cx_error(rt));
    cx_dataset_free(d);
    cx_clear_error(rt);
    return fine;
}

static void test_allocations_fail(void **state) {
    (void)state;
    sweep_allocations(attempt_everything);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_take_skip_repeat),
        cmocka_unit_test(test_endless_take_skip),
        cmocka_unit_test(test_nothing_left),
        cmocka_unit_test(test_repeat_shuffles_anew),
        cmocka_unit_test(test_mix_proportions),
        cmocka_unit_test(test_mix_equal_weights),
        cmocka_unit_test(test_mix_refused),
        cmocka_unit_test(test_map),
        cmocka_unit_test(test_maps_differ),
        cmocka_unit_test(test_map_fails),
        cmocka_unit_test(test_seek),
        cmocka_unit_test(test_prefetch_is_the_same),
        cmocka_unit_test(test_prefetch_freed_early),
        cmocka_unit_test(test_prefetch_inside),
        cmocka_unit_test(test_errors_go_outwards),
        cmocka_unit_test(test_allocations_fail),
    };
    return cmocka_run_group_tests(tests, open_runtime, close_runtime);
}
