/* Batches as tensors: the same as on the host, made ahead or made on the device. */
#include "data/data_test.h"

static cx_runtime *rt;

static int open_runtime(void **state) {
    (void)state;
    rt = cx_open("cpu");
    return 0;
}

static int close_runtime(void **state) {
    (void)state;
    return cx_close(rt, stderr);
}

static void assert_next_equals(cx_dataset *device, cx_dataset *host) {
    cx_tensor *out[CX_BATCH_MAX];
    cx_batch batch;
    int count = cx_dataset_next(device, out);
    assert_fine(device);
    assert_int_equal(cx_dataset_next_arrays(host, &batch), count > 0);
    assert_int_equal(count, batch.count);
    for (int i = 0; i < count; i++) {
        cx_array *array = cx_tensor_array(out[i]);
        assert_arrays_equal(array, batch.part[i]);
        cx_array_free(array);
        cx_tensor_free(out[i]);
    }
    cx_batch_free(&batch);
}

static void assert_same(cx_dataset *device, cx_dataset *host, int steps) {
    assert_int_equal(cx_dataset_examples(device), cx_dataset_examples(host));
    assert_int_equal(cx_dataset_batches(device), cx_dataset_batches(host));
    for (int i = 0; i < steps; i++) assert_next_equals(device, host);
    for (int i = 0; i < steps; i++) {
        cx_dataset_seek(device, i * 7 % steps);
        cx_dataset_seek(host, i * 7 % steps);
        assert_next_equals(device, host);
    }
    cx_dataset_free(device);
    cx_dataset_free(host);
}

static cx_dataset *shuffled(void) {
    return counted(rt, 23, .batch = 4, .shuffle = true, .repeat = true, .seed = 7);
}
static cx_dataset *ending(void) {
    return counted(rt, 23, .batch = 4, .shuffle = true);
}

static void keep(cx_batch *batch, uint64_t seed, void *user) {
    (void)user;
    ((int32_t *)cx_array_data(batch->part[1]))[0] = (int32_t)(seed % 1000);
}

static void test_device_equals_host(void **state) {
    (void)state;
    assert_same(shuffled(), shuffled(), 12);
    assert_same(ending(), ending(), 8); /* the end included */
    assert_same(cx_dataset_prefetch(cx_dataset_map(shuffled(), keep), .threads = 3), cx_dataset_map(shuffled(), keep),
                30);
}

static void test_resident(void **state) {
    (void)state;
    assert_same(cx_dataset_resident(shuffled()), shuffled(), 12);
    assert_same(cx_dataset_resident(ending()), ending(), 8);
    assert_same(cx_dataset_resident(cx_dataset_repeat(cx_dataset_take(ending(), 3))),
                cx_dataset_repeat(cx_dataset_take(ending(), 3)), 12);
    assert_same(cx_dataset_take(cx_dataset_repeat(cx_dataset_skip(cx_dataset_resident(ending()), 2)), 7),
                cx_dataset_take(cx_dataset_repeat(cx_dataset_skip(ending(), 2)), 7), 9);
    assert_same(cx_dataset_mix(rt, CX_LIST(cx_dataset *, cx_dataset_resident(shuffled()), ending())),
                cx_dataset_mix(rt, CX_LIST(cx_dataset *, shuffled(), ending())), 20);
    assert_same(cx_dataset_map(cx_dataset_resident(shuffled()), keep), cx_dataset_map(shuffled(), keep), 12);
}

/* u8 pictures of rank 4, and a data set without labels. */
static void test_resident_pictures(void **state) {
    (void)state;
    cx_dataset *set[2];
    for (int i = 0; i < 2; i++) {
        cx_array *x = cx_array_new(CX_U8, CX_DIMS(10, 4, 5, 3));
        for (int k = 0; k < 600; k++) ((uint8_t *)cx_array_data(x))[k] = (uint8_t)(k * 31 + k / 256);
        set[i] = cx_dataset_new(rt, x, NULL, .batch = 3, .shuffle = true);
    }
    assert_same(cx_dataset_resident(set[0]), set[1], 5);
}

static void test_no_device(void **state) {
    (void)state;
    cx_runtime *none = cx_open(NULL);
    cx_tensor *out[CX_BATCH_MAX];
    cx_dataset *d = counted(none, 4, .batch = 4);
    assert_int_equal(cx_dataset_next(d, out), 0);
    assert_says(cx_dataset_error(d), "no device");
    cx_dataset *e = cx_dataset_resident(counted(none, 4, .batch = 4));
    assert_says(cx_dataset_error(e), "no device");
    assert_int_equal(cx_close(none, NULL), 1); /* which frees both */
}

/* Tensors outlive the data set that dealt them out. */
static void test_tensors_stay(void **state) {
    (void)state;
    cx_tensor *out[2][CX_BATCH_MAX];
    cx_dataset *d = cx_dataset_prefetch(counted(rt, 8, .batch = 4));
    for (int i = 0; i < 2; i++) assert_int_equal(cx_dataset_next(d, out[i]), 2);
    cx_dataset_free(d);
    for (int i = 0; i < 2; i++) {
        cx_array *labels = cx_tensor_array(out[i][1]);
        for (int k = 0; k < 4; k++) assert_true(cx_array_at(labels, k) == 4 * i + k);
        cx_array_free(labels);
        for (int k = 0; k < 2; k++) cx_tensor_free(out[i][k]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_device_equals_host), cmocka_unit_test(test_resident),
        cmocka_unit_test(test_resident_pictures),  cmocka_unit_test(test_no_device),
        cmocka_unit_test(test_tensors_stay),
    };
    return cmocka_run_group_tests(tests, open_runtime, close_runtime);
}
