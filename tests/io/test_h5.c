/* Folders as keras_hub saves them, with the sum of each data set as h5py reads it: tests/io/make_keras.py. */
#include "io_test.h"

#include <calx/weights.h>

#include <jansson.h>
#include <math.h>

static bool absent; /* this build reads no HDF5, or libhdf5 is not on this machine */

static int look_for_hdf5(void **state) {
    cx_weights *w = cx_weights_open(fixture("weights/keras-gemma"));
    const char *error = cx_weights_error(w);
    absent = error && (strstr(error, "reads no HDF5") || strstr(error, "cannot be loaded"));
    if (absent) print_message("skipped: %s\n", error);
    cx_weights_free(w);
    return scratch_make(state);
}

static double sum_of(cx_weights *w, const char *name) {
    cx_array *array = cx_weights_array(w, name, CX_F64);
    assert_sound(array);
    double sum = 0;
    for (int64_t i = 0; i < cx_array_count(array); i++) sum += cx_array_at(array, i);
    cx_array_free(array);
    return sum;
}

static void assert_as_h5py(const char *folder) {
    char path[512];
    snprintf(path, sizeof path, "%s/expected.json", fixture(folder));
    json_t *expected = json_load_file(path, 0, NULL), *sums = json_object_get(expected, "sums"), *sum;
    const char *name;
    assert_non_null(sums);
    cx_weights *w = cx_weights_open(fixture(folder));
    if (cx_weights_error(w)) fail_msg("%s", cx_weights_error(w));
    assert_string_equal(cx_weights_kind(w), "h5");
    assert_int_equal(cx_weights_count(w), json_object_size(sums));
    json_object_foreach(sums, name, sum) {
        if (!(fabs(sum_of(w, name) - json_real_value(sum)) < 1e-9))
            fail_msg("%s sums to %.17g, not %.17g", name, sum_of(w, name), json_real_value(sum));
    }
    cx_weights_free(w);
    json_decref(expected);
}

static void keras_folders_are_read(void **state) {
    (void)state;
    if (absent) skip();
    assert_as_h5py("weights/keras-gemma");
    assert_as_h5py("weights/keras-gemma3");
    assert_as_h5py("weights/keras-gemma3-bf16");
    assert_as_h5py("weights/keras-sharded");
}

static void shapes_types_and_words_are_as_saved(void **state) {
    (void)state;
    if (absent) skip();
    cx_weights *w = cx_weights_open(fixture("weights/keras-gemma3-bf16"));
    const cx_weight *query = cx_weights_find(w, "layers/gemma3_decoder_block/attention/query_dense/vars/0");
    assert_non_null(query);
    assert_true(cx_dims_equal(query->dims, CX_DIMS(4, 16, 4))); /* heads, hidden, a head's */
    assert_int_equal(query->dtype, CX_BF16);
    assert_string_equal(query->format, "bf16");
    assert_string_equal(cx_weights_text(w, "class_name", "?"), "Gemma3Backbone");
    assert_true(cx_weights_number(w, "config.sliding_window_size", 0) == 4);
    cx_weights_free(w);
}

/* Cut anywhere, it is refused, or libhdf5 finds all that it needs before the cut and what is missing is told. */
static void a_file_cut_short_is_refused(void **state) {
    (void)state;
    if (absent) skip();
    struct cxi_status status = {0};
    struct cxi_file file;
    assert_true(cxi_file_read(&file, fixture("weights/keras-sharded/model_00000.weights.h5"), &status));
    for (size_t size = 0; size < file.size; size += 1031) {
        struct cxi_piece piece = {file.bytes, size};
        assert_true(cxi_file_write(scratch("x.weights.h5"), &piece, 1, &status));
        cx_weights *w = cx_weights_open(scratch("x.weights.h5"));
        assert_says(cx_weights_error(w), "x.weights.h5");
        assert_int_equal(cx_weights_count(w), 0);
        cx_weights_free(w);
    }
    assert_int_equal(remove(scratch("x.weights.h5")), 0);
    cxi_file_close(&file);
}

static bool open_it(void) {
    cx_weights *w = cx_weights_open(fixture("weights/keras-gemma"));
    bool sound = !cx_weights_error(w);
    cx_weights_free(w);
    return sound;
}

static void no_memory_is_told(void **state) {
    (void)state;
    if (absent) skip();
    sweep_allocations(open_it);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keras_folders_are_read),
        cmocka_unit_test(shapes_types_and_words_are_as_saved),
        cmocka_unit_test(a_file_cut_short_is_refused),
        cmocka_unit_test(no_memory_is_told),
    };
    return cmocka_run_group_tests(tests, look_for_hdf5, scratch_remove);
}
