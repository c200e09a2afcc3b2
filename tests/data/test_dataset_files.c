/* Data sets from files: what they read, and what damaged files get for an answer. */
#include "data/data_test.h"

#include "io/npz.h"

#include <sys/stat.h>

static cx_runtime *rt;

static int open_all(void **state) {
    rt = cx_open(NULL);
    return scratch_make(state);
}

static int close_all(void **state) {
    return scratch_remove(state) | cx_close(rt, stderr);
}

static void write_bytes(const char *path, const void *bytes, size_t size) {
    struct cxi_status status = {0};
    struct cxi_piece piece = {bytes, size};
    assert_true(cxi_file_write(path, &piece, 1, &status));
}

static void make_folder(const char *name) {
    assert_int_equal(mkdir(scratch(name), 0777), 0);
}

static void remove_folder(const char *name) {
    assert_int_equal(rmdir(scratch(name)), 0);
}

static cx_batch next(cx_dataset *dataset) {
    cx_batch batch;
    assert_fine(dataset);
    assert_true(cx_dataset_next_arrays(dataset, &batch));
    return batch;
}

/* --------------------------------------------------------------------------------------------------- CIFAR */

enum { PIXELS = 1024 };

/* What byte the test writes for a pixel of a picture's plane. */
static uint8_t pixel(int picture, int plane, int place) {
    return (uint8_t)(picture * 131 + plane * 57 + place * 7 + place / 32);
}

/* Writes `count` records with labels first, first + 1, ... (CIFAR-100: coarse, then fine), all modulo the classes. */
static void write_records(const char *path, int labels, int first, int count) {
    size_t record = (size_t)labels + 3 * PIXELS;
    uint8_t *bytes = malloc(record * (size_t)count + 1), *at = bytes;
    assert_non_null(bytes);
    for (int i = 0; i < count; i++) {
        if (labels == 2) *at++ = (uint8_t)((first + i) % 20);
        *at++ = (uint8_t)((first + i) % (labels == 2 ? 100 : 10));
        for (int p = 0; p < 3 * PIXELS; p++) *at++ = pixel(first + i, p / PIXELS, p % PIXELS);
    }
    write_bytes(path, bytes, (size_t)(at - bytes));
    free(bytes);
}

static void check_records(const cx_batch *batch, int first, int count, int classes) {
    const uint8_t *image = cx_array_read(batch->part[0]);
    assert_true(cx_dims_equal(cx_array_dims(batch->part[0]), CX_DIMS(count, 32, 32, 3)));
    assert_int_equal(cx_array_dtype(batch->part[0]), CX_U8);
    assert_true(cx_dims_equal(cx_array_dims(batch->part[1]), CX_DIMS(count)));
    for (int i = 0; i < count; i++) {
        assert_int_equal(labels_of(batch)[i], (first + i) % classes);
        for (int p = 0; p < PIXELS; p++)
            for (int c = 0; c < 3; c++) assert_int_equal(*image++, pixel(first + i, c, p));
    }
}

static const char *const ten[] = {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin",
                                  "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"};

static void write_ten(const char *folder) {
    char name[128];
    for (int i = 0; i < 6; i++) {
        snprintf(name, sizeof name, "%s%s", folder, ten[i]);
        write_records(scratch(name), 1, 2 * i, i == 5 ? 7 : 2);
    }
}

static void remove_ten(const char *folder) {
    char name[128];
    for (int i = 0; i < 6; i++) {
        snprintf(name, sizeof name, "%s%s", folder, ten[i]);
        unlink(scratch(name));
    }
}

static void test_cifar10(void **state) {
    (void)state;
    make_folder("cifar-10-batches-bin");
    write_ten("cifar-10-batches-bin/");
    for (int inside = 0; inside < 2; inside++) {
        const char *folder = inside ? scratch("cifar-10-batches-bin") : scratch_folder;
        cx_dataset *train = cx_cifar10(rt, folder, .batch = 10), *test = cx_cifar10(rt, folder, .test = true);
        assert_int_equal(cx_dataset_examples(train), 10);
        assert_int_equal(cx_dataset_examples(test), 7);
        cx_batch a = next(train), b = next(test);
        check_records(&a, 0, 10, 10);
        check_records(&b, 10, 7, 10);
        assert_string_equal(cx_dataset_class(train, 9), "truck");
        assert_null(cx_dataset_class(train, 10));
        cx_batch_free(&a);
        cx_batch_free(&b);
        cx_dataset_free(train);
        cx_dataset_free(test);
    }
    remove_ten("cifar-10-batches-bin/");
    remove_folder("cifar-10-batches-bin");
}

static void test_cifar10_shuffles(void **state) {
    (void)state;
    write_ten("");
    cx_dataset *a = cx_cifar10(rt, scratch_folder, .batch = 4, .shuffle = true, .repeat = true, .seed = 3);
    cx_dataset *b = cx_cifar10(rt, scratch_folder, .batch = 4, .shuffle = true, .repeat = true, .seed = 4);
    assert_int_equal(cx_dataset_batches(a), 2);
    int32_t first[12], second[12];
    for (int i = 0; i < 3; i++) {
        cx_batch x = next(a), y = next(b);
        memcpy(first + 4 * i, labels_of(&x), 16);
        memcpy(second + 4 * i, labels_of(&y), 16);
        cx_batch_free(&x);
        cx_batch_free(&y);
    }
    assert_memory_not_equal(first, second, sizeof first);
    cx_dataset_free(a);
    cx_dataset_free(b);
    remove_ten("");
}

/* All of its rows at once, and each batch by itself. */
static void test_cifar10_resident(void **state) {
    (void)state;
    cx_runtime *cpu = cx_open("cpu");
    assert_true(cx_ok(cpu));
    write_ten("");
    cx_dataset *there = cx_dataset_resident(cx_cifar10(cpu, scratch_folder, .batch = 4, .shuffle = true, .seed = 3));
    cx_dataset *here = cx_cifar10(cpu, scratch_folder, .batch = 4, .shuffle = true, .seed = 3);
    remove_ten(""); /* mapped files outlive their names */
    for (int i = 0; i < 3; i++) {
        cx_tensor *out[CX_BATCH_MAX];
        cx_batch batch = next(here);
        assert_int_equal(cx_dataset_next(there, out), 2);
        for (int k = 0; k < 2; k++) {
            cx_array *array = cx_tensor_array(out[k]);
            assert_int_equal(cx_array_count(array), cx_array_count(batch.part[k]));
            assert_memory_equal(cx_array_read(array), cx_array_read(batch.part[k]),
                                (size_t)cx_array_count(array) * cx_dtype_size(cx_array_dtype(array)));
            cx_array_free(array);
            cx_tensor_free(out[k]);
        }
        cx_batch_free(&batch);
    }
    assert_int_equal(cx_close(cpu, stderr), 0);
}

static void test_cifar10_labels(void **state) {
    (void)state;
    assert_string_equal(cx_cifar10_label(0), "airplane");
    assert_string_equal(cx_cifar10_label(3), "cat");
    assert_string_equal(cx_cifar10_label(9), "truck");
    assert_string_equal(cx_cifar10_label(10), "unknown");
    assert_string_equal(cx_cifar10_label(-1), "unknown");
}

static void test_cifar100(void **state) {
    (void)state;
    make_folder("cifar-100-binary");
    write_records(scratch("cifar-100-binary/train.bin"), 2, 0, 150);
    write_records(scratch("cifar-100-binary/test.bin"), 2, 17, 3);
    cx_dataset *fine = cx_cifar100(rt, scratch_folder, .batch = 150);
    cx_dataset *coarse = cx_cifar100(rt, scratch_folder, .test = true, .coarse = true);
    cx_batch a = next(fine), b = next(coarse);
    check_records(&a, 0, 150, 100);
    check_records(&b, 17, 3, 20);
    cx_batch_free(&a);
    cx_batch_free(&b);
    cx_dataset_free(fine);
    cx_dataset_free(coarse);
    unlink(scratch("cifar-100-binary/train.bin"));
    unlink(scratch("cifar-100-binary/test.bin"));
    remove_folder("cifar-100-binary");
}

static void test_cifar_damaged(void **state) {
    (void)state;
    write_ten("");
    uint8_t bytes[3073] = {0};
    write_bytes(scratch(ten[2]), bytes, 3072);
    assert_dataset_refused(rt, cx_cifar10(rt, scratch_folder), "data_batch_3.bin", "3072 bytes");
    write_bytes(scratch(ten[2]), bytes, 0);
    assert_dataset_refused(rt, cx_cifar10(rt, scratch_folder), "data_batch_3.bin", "0 bytes");
    bytes[0] = 10;
    write_bytes(scratch(ten[2]), bytes, 3073);
    assert_dataset_refused(rt, cx_cifar10(rt, scratch_folder), "data_batch_3.bin", "label 10");
    unlink(scratch(ten[2]));
    assert_dataset_refused(rt, cx_cifar10(rt, scratch_folder), "data_batch_3.bin", "No such file");
    write_bytes(scratch("test.bin"), bytes, 3073); /* CIFAR-10's records are no CIFAR-100's */
    assert_dataset_refused(rt, cx_cifar100(rt, scratch_folder, .test = true), "test.bin", "3074");
    unlink(scratch("test.bin"));
    remove_ten("");
    assert_dataset_refused(rt, cx_cifar10(rt, scratch_folder), "data_batch_1.bin", "cifar-10-batches-bin");
    char *cache = getenv("CALX_CACHE") ? strdup(getenv("CALX_CACHE")) : NULL;
    setenv("CALX_CACHE", "/none/such", 1); /* where the data is looked for when no folder is given */
    assert_dataset_refused(rt, cx_cifar10(rt, NULL), "CIFAR-10", "/none/such/data");
    if (cache)
        setenv("CALX_CACHE", cache, 1);
    else
        unsetenv("CALX_CACHE");
    free(cache);
}

static bool attempt(cx_dataset *dataset) {
    cx_batch batch;
    bool fine = cx_dataset_next_arrays(dataset, &batch);
    if (fine) cx_batch_free(&batch);
    assert_int_equal(fine, !cx_dataset_error(dataset));
    assert_int_equal(fine, !cx_error(rt));
    cx_dataset_free(dataset);
    cx_clear_error(rt);
    return fine;
}

static bool attempt_cifar(void) {
    return attempt(cx_cifar10(rt, scratch_folder, .batch = 3, .shuffle = true));
}

static void test_cifar_sweeps(void **state) {
    (void)state;
    write_ten("");
    sweep_allocations(attempt_cifar);
    sweep_files_recovering(attempt_cifar); /* a file that cannot be mapped is read */
    remove_ten("");
}

/* ------------------------------------------------------------------------------------------ tables of numbers */

static void check_table(cx_dataset *dataset, cx_dtype label_dtype, cx_dims label_dims) {
    cx_batch batch = next(dataset);
    static const float x[] = {0, .25f, .5f, .75f, 1, 1.25f, 1.5f, 1.75f, 2, 2.25f, 2.5f, 2.75f};
    static const double y[] = {3, 1, 4, 1, 5, 9};
    assert_int_equal(batch.count, 2);
    assert_int_equal(cx_array_dtype(batch.part[0]), CX_F32);
    assert_true(cx_dims_equal(cx_array_dims(batch.part[0]), CX_DIMS(6, 2)));
    assert_memory_equal(cx_array_read(batch.part[0]), x, sizeof x);
    assert_int_equal(cx_array_dtype(batch.part[1]), label_dtype);
    assert_true(cx_dims_equal(cx_array_dims(batch.part[1]), label_dims));
    for (int i = 0; i < 6; i++) assert_true(cx_array_at(batch.part[1], i) == y[i]);
    cx_batch_free(&batch);
    cx_dataset_free(dataset);
}

static const char *corpus(const char *name) {
    static char path[512];
    snprintf(path, sizeof path, "%s/fuzz/corpus/npz/%s", CALX_TEST_DATA, name);
    return path;
}

static void test_npz(void **state) {
    (void)state;
    static const char *const names[] = {"stored", "deflated", "comment"};
    for (int i = 0; i < 3; i++) check_table(cx_npz_dataset(rt, corpus(names[i]), "x", "y.npy"), CX_I32, CX_DIMS(6));
    cx_array *first = cxi_npz_read(corpus("deflated"), NULL);
    assert_true(cx_dims_equal(cx_array_dims(first), CX_DIMS(6, 2)));
    cx_array_free(first);
    cx_array *zeros = cxi_npz_read(corpus("large"), "y");
    assert_true(cx_dims_equal(cx_array_dims(zeros), CX_DIMS(5000)));
    cx_array_free(zeros);
}

static void test_npz_refused(void **state) {
    (void)state;
    assert_refused(cxi_npz_read(corpus("stored"), "z"), "\"z\"", "\"x.npy\", \"y.npy\"");
    assert_refused(cxi_npz_read(corpus("stored"), "x.np"), "x.np", "no array");
    assert_refused(cxi_npz_read(corpus("empty"), NULL), "empty", "none");
    assert_refused(cxi_npz_read(corpus("cut"), "x"), "cut", "damaged");
    assert_refused(cxi_npz_read(corpus("checksum"), "x"), "checksum", "checksum of an array");
    assert_refused(cxi_npz_read(corpus("lying-size"), "x"), "lying-size", "does not unpack");
    assert_refused(cxi_npz_read(corpus("lying-place"), "x"), "lying-place", "not where");
    assert_refused(cxi_npz_read(corpus("encrypted"), "x"), "encrypted", "savez");
    assert_refused(cxi_npz_read(corpus("objects"), "y"), "objects[\"y.npy\"]", "Python objects");
    assert_refused(cxi_npz_read(corpus("nowhere"), "y"), "nowhere", "No such file");
    assert_refused(cxi_npz_parse("PK", 2, "tiny", NULL), "tiny", "not an npz");
    assert_dataset_refused(rt, cx_npz_dataset(rt, corpus("stored"), "x", "z"), "\"z\"", "stored");
    assert_dataset_refused(rt, cx_npz_dataset(rt, corpus("stored")), "npz", "NULL");
}

static bool attempt_npz(void) {
    return attempt(cx_npz_dataset(rt, corpus("deflated"), "x", "y"));
}

static void test_npz_sweeps(void **state) {
    (void)state;
    sweep_allocations(attempt_npz);
    sweep_files_recovering(attempt_npz);
}

static void test_npy(void **state) {
    (void)state;
    cx_array *x = cxi_npz_read(corpus("stored"), "x"), *y = cxi_npz_read(corpus("stored"), "y");
    assert_true(cx_npy_write(rt, scratch("x.npy"), x) && cx_npy_write(rt, scratch("y.npy"), y));
    check_table(cx_npy_dataset(rt, scratch("x.npy"), scratch("y.npy")), CX_I32, CX_DIMS(6));
    assert_dataset_refused(rt, cx_npy_dataset(rt, scratch("x.npy"), scratch("z.npy")), "z.npy", "No such file");
    cx_array_free(x);
    cx_array_free(y);
    unlink(scratch("x.npy"));
    unlink(scratch("y.npy"));
}

static void test_csv(void **state) {
    (void)state;
    write_text(scratch("last.csv"), "0,.25,3\n.5,.75,1\n1,1.25,4\n1.5,1.75,1\n2,2.25,5\n2.5,2.75,9\n");
    write_text(scratch("first.csv"), "label;a;b\n3;0;.25\n1;.5;.75\n4;1;1.25\n1;1.5;1.75\n5;2;2.25\n9;2.5;2.75\n");
    write_text(scratch("narrow.csv"), "1\n2\n");
    check_table(cx_csv_dataset(rt, scratch("last.csv")), CX_F32, CX_DIMS(6, 1));
    check_table(cx_csv_dataset(rt, scratch("last.csv"), .classes = true), CX_I32, CX_DIMS(6));
    check_table(cx_csv_dataset(rt, scratch("first.csv"), .header = true, .separator = ';', .label_first = true), CX_F32,
                CX_DIMS(6, 1));
    cx_dataset *all = cx_csv_dataset(rt, scratch("last.csv"), .no_labels = true);
    cx_batch batch = next(all);
    assert_int_equal(batch.count, 1);
    assert_true(cx_dims_equal(cx_array_dims(batch.part[0]), CX_DIMS(6, 3)));
    cx_batch_free(&batch);
    cx_dataset_free(all);
    assert_dataset_refused(rt, cx_csv_dataset(rt, scratch("narrow.csv")), "narrow.csv", "one column");
    assert_dataset_refused(rt, cx_csv_dataset(rt, scratch("none.csv")), "none.csv", "No such file");
    unlink(scratch("last.csv"));
    unlink(scratch("first.csv"));
    unlink(scratch("narrow.csv"));
}

static void test_idx(void **state) {
    (void)state;
    static const uint8_t images[] = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 10, 20, 30, 40};
    static const uint8_t labels[] = {0, 0, 8, 1, 0, 0, 0, 2, 7, 200};
    write_bytes(scratch("images"), images, sizeof images);
    write_bytes(scratch("labels"), labels, sizeof labels);
    cx_dataset *d = cx_idx_dataset(rt, scratch("images"), scratch("labels"));
    cx_batch batch = next(d);
    assert_true(cx_dims_equal(cx_array_dims(batch.part[0]), CX_DIMS(2, 1, 2)));
    assert_memory_equal(cx_array_read(batch.part[0]), images + 16, 4);
    assert_int_equal(labels_of(&batch)[0], 7);
    assert_int_equal(labels_of(&batch)[1], 200);
    cx_batch_free(&batch);
    cx_dataset_free(d);
    assert_dataset_refused(rt, cx_idx_dataset(rt, scratch("labels"), scratch("x")), "x", "No such file");
    unlink(scratch("images"));
    unlink(scratch("labels"));
}

/* ------------------------------------------------------------------------------------------------- pictures */

/* A picture of one colour, so that resizing changes nothing about it. */
static void write_picture(const char *name, int64_t height, int64_t width, int red) {
    cx_array *image = cx_array_new(CX_U8, CX_DIMS(height, width, 3));
    for (int64_t i = 0; i < height * width; i++) {
        uint8_t *at = (uint8_t *)cx_array_data(image) + 3 * i;
        at[0] = (uint8_t)red;
        at[1] = 50;
        at[2] = (uint8_t)(255 - red);
    }
    assert_true(cx_png_write(rt, scratch(name), image));
    cx_array_free(image);
}

static const char *const picture[] = {"pets/cat/b.png", "pets/cat/a.PNG", "pets/ant/z.png", "pets/dog/1.png"};

static void write_pets(void) {
    make_folder("pets");
    make_folder("pets/cat");
    make_folder("pets/ant");
    make_folder("pets/dog");
    make_folder("pets/.hidden");
    for (int i = 0; i < 4; i++) write_picture(picture[i], 4 + i, 6, 10 + i);
    write_text(scratch("pets/cat/notes.txt"), "no picture");
    write_text(scratch("pets/readme.png"), "no class");
}

static void remove_pets(void) {
    for (int i = 0; i < 4; i++) unlink(scratch(picture[i]));
    unlink(scratch("pets/cat/notes.txt"));
    unlink(scratch("pets/readme.png"));
    remove_folder("pets/cat");
    remove_folder("pets/ant");
    remove_folder("pets/dog");
    remove_folder("pets/.hidden");
    remove_folder("pets");
}

static void test_pictures(void **state) {
    (void)state;
    write_pets();
    cx_dataset *d = cx_picture_dataset(rt, scratch("pets"), 5, 6, .batch = 3);
    assert_int_equal(cx_dataset_examples(d), 4);
    assert_int_equal(cx_dataset_batches(d), 2);
    assert_string_equal(cx_dataset_class(d, 0), "ant");
    assert_string_equal(cx_dataset_class(d, 2), "dog");
    assert_null(cx_dataset_class(d, 3));
    static const int32_t label[] = {0, 1, 1, 2};
    static const uint8_t red[] = {12, 11, 10, 13}; /* a.PNG is before b.png */
    int example = 0;
    for (int b = 0; b < 2; b++) {
        cx_batch batch = next(d);
        int64_t count = size_of(&batch);
        assert_true(cx_dims_equal(cx_array_dims(batch.part[0]), CX_DIMS(b ? 1 : 3, 5, 6, 3)));
        const uint8_t *at = cx_array_read(batch.part[0]);
        for (int64_t i = 0; i < count; i++, example++) {
            assert_int_equal(labels_of(&batch)[i], label[example]);
            for (int p = 0; p < 30; p++, at += 3) {
                assert_int_equal(at[0], red[example]);
                assert_int_equal(at[1], 50);
                assert_int_equal(at[2], 255 - red[example]);
            }
        }
        cx_batch_free(&batch);
    }
    cx_batch none;
    assert_false(cx_dataset_next_arrays(d, &none));
    cx_dataset_free(d);
    remove_pets();
}

static void test_pictures_shuffled_and_prefetched(void **state) {
    (void)state;
    write_pets();
    cx_dataset *a =
        cx_picture_dataset(rt, scratch("pets"), 5, 6, .batch = 2, .shuffle = true, .repeat = true, .channels = 1);
    cx_dataset *b =
        cx_picture_dataset(rt, scratch("pets"), 5, 6, .batch = 2, .shuffle = true, .repeat = true, .channels = 1);
    b = cx_dataset_prefetch(b, .threads = 3);
    assert_string_equal(cx_dataset_class(b, 1), "cat");
    for (int i = 0; i < 20; i++) {
        cx_batch x = next(a), y = next(b);
        assert_true(cx_dims_equal(cx_array_dims(x.part[0]), CX_DIMS(2, 5, 6, 1)));
        assert_batches_equal(&x, &y);
        cx_batch_free(&x);
        cx_batch_free(&y);
    }
    cx_dataset_free(a);
    cx_dataset_free(b);
    remove_pets();
}

static void test_pictures_refused(void **state) {
    (void)state;
    write_pets();
    cx_dataset *d = cx_picture_dataset(rt, scratch("pets"), 5, 6, .batch = 1);
    write_text(scratch("pets/cat/a.PNG"), "not a picture");
    cx_batch batch = next(d);
    cx_batch_free(&batch);
    assert_false(cx_dataset_next_arrays(d, &batch));
    assert_dataset_refused(rt, d, "pets/cat/a.PNG", "");
    assert_dataset_refused(rt, cx_picture_dataset(rt, scratch("pets/cat"), 5, 6), "pets/cat", "no folder");
    assert_dataset_refused(rt, cx_picture_dataset(rt, scratch("dogs"), 5, 6), "dogs", "No such file");
    assert_dataset_refused(rt, cx_picture_dataset(rt, scratch("pets"), 0, 6), "0 x 6", "");
    assert_dataset_refused(rt, cx_picture_dataset(rt, scratch("pets"), 5, 6, .channels = 2), "2 channels", "1, 3 or 4");
    assert_dataset_refused(rt, cx_picture_dataset(rt, NULL, 5, 6), "picture", "NULL");
    remove_pets();
}

static bool attempt_pictures(void) {
    return attempt(cx_picture_dataset(rt, scratch("pets"), 5, 6, .batch = 4, .shuffle = true));
}

static void test_pictures_sweeps(void **state) {
    (void)state;
    write_pets();
    sweep_allocations(attempt_pictures);
    sweep_files_recovering(attempt_pictures);
    remove_pets();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cifar10),
        cmocka_unit_test(test_cifar10_shuffles),
        cmocka_unit_test(test_cifar10_resident),
        cmocka_unit_test(test_cifar10_labels),
        cmocka_unit_test(test_cifar100),
        cmocka_unit_test(test_cifar_damaged),
        cmocka_unit_test(test_cifar_sweeps),
        cmocka_unit_test(test_npz),
        cmocka_unit_test(test_npz_refused),
        cmocka_unit_test(test_npz_sweeps),
        cmocka_unit_test(test_npy),
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_idx),
        cmocka_unit_test(test_pictures),
        cmocka_unit_test(test_pictures_shuffled_and_prefetched),
        cmocka_unit_test(test_pictures_refused),
        cmocka_unit_test(test_pictures_sweeps),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
