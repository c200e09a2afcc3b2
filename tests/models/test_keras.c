/* Keras's Gemma under Hugging Face's names: each element is where keras_hub's einsums have it (gemma_attention.py: queries are
   "btd,ndh->btnh" and outputs "btnh,nhd->btd" of the kernels; gemma_decoder_block.py: "btd,df->btf"), as transformers' nn.Linear
   multiplies by [out, in]. The files: tests/io/make_keras.py. */
#include "run/calx_test.h"

#include "io/weights.h"
#include "models/keras.h"

#include <jansson.h>

#define FOLDER CALX_TEST_DATA "/io/data/weights/"

static bool read_both(const char *folder, cx_weights *both[2]) {
    for (int i = 0; i < 2; i++) both[i] = cx_weights_open(folder);
    const char *error = cx_weights_error(both[0]);
    if (error && (strstr(error, "reads no HDF5") || strstr(error, "cannot be loaded"))) {
        print_message("skipped: %s\n", error);
        for (int i = 0; i < 2; i++) cx_weights_free(both[i]);
        return false;
    }
    if (error) fail_msg("%s", error);
    cxi_keras_as_hugging_face(both[1]);
    if (cx_weights_error(both[1])) fail_msg("%s", cx_weights_error(both[1]));
    return true;
}

static void free_both(cx_weights *both[2]) {
    for (int i = 0; i < 2; i++) cx_weights_free(both[i]);
}

static float element(cx_weights *w, const char *name, int64_t index) {
    cx_array *array = cx_weights_array(w, name, CX_F32);
    if (cx_array_error(array)) fail_msg("%s", cx_array_error(array));
    float value = (float)cx_array_at(array, index);
    cx_array_free(array);
    return value;
}

static cx_dims dims_of(cx_weights *w, const char *name) {
    const cx_weight *weight = cx_weights_find(w, name);
    if (!weight) fail_msg("no %s", name);
    return weight->dims;
}

enum { HEADS = 4, HIDDEN = 16, HEAD = 4, INNER = 32 };

static void matrices_are_turned(void **state) {
    (void)state;
    cx_weights *both[2];
    if (!read_both(FOLDER "keras-gemma", both)) skip();
    const char *query[2] = {"layers/gemma_decoder_block_1/attention/query_dense/vars/0",
                            "model.layers.1.self_attn.q_proj.weight"};
    const char *output[2] = {"layers/gemma_decoder_block/attention/output_dense/vars/0",
                             "model.layers.0.self_attn.o_proj.weight"};
    const char *gate[2] = {"layers/gemma_decoder_block/gating_ffw/vars/0", "model.layers.0.mlp.gate_proj.weight"};
    assert_true(cx_dims_equal(dims_of(both[1], query[1]), CX_DIMS(HEADS * HEAD, HIDDEN)));
    assert_true(cx_dims_equal(dims_of(both[1], output[1]), CX_DIMS(HIDDEN, HEADS * HEAD)));
    assert_true(cx_dims_equal(dims_of(both[1], gate[1]), CX_DIMS(INNER, HIDDEN)));
    for (int n = 0; n < HEADS; n++)
        for (int d = 0; d < HIDDEN; d += 5)
            for (int h = 0; h < HEAD; h++) {
                assert_true(element(both[1], query[1], (n * HEAD + h) * HIDDEN + d) ==
                            element(both[0], query[0], (n * HIDDEN + d) * HEAD + h));
                assert_true(element(both[1], output[1], (d * HEADS + n) * HEAD + h) ==
                            element(both[0], output[0], (n * HEAD + h) * HIDDEN + d));
            }
    for (int f = 0; f < INNER; f += 3)
        for (int d = 0; d < HIDDEN; d++)
            assert_true(element(both[1], gate[1], f * HIDDEN + d) == element(both[0], gate[0], d * INNER + f));
    free_both(both);
}

static void every_weight_has_a_name(void **state) {
    (void)state;
    static const char *const folders[] = {"keras-gemma", "keras-gemma3", "keras-gemma3-bf16"};
    for (int i = 0; i < 3; i++) {
        char folder[400];
        cx_weights *both[2];
        snprintf(folder, sizeof folder, FOLDER "%s", folders[i]);
        if (!read_both(folder, both)) skip();
        assert_int_equal(cx_weights_count(both[1]), cx_weights_count(both[0]));
        for (int64_t k = 0; k < cx_weights_count(both[1]); k++) assert_has(cx_weights_at(both[1], k)->name, "model.");
        assert_true(cx_dims_equal(dims_of(both[1], "model.embed_tokens.weight"), CX_DIMS(48, HIDDEN)));
        assert_true(cx_dims_equal(dims_of(both[1], "model.norm.weight"), CX_DIMS(HIDDEN)));
        free_both(both);
    }
}

/* bf16 of the file stays bf16, and on the device it is the same matrix; squares larger than one of the loop's come out whole. */
static void turned_weights_reach_the_device(void **state) {
    (void)state;
    cx_weights *both[2];
    if (!read_both(FOLDER "keras-gemma3-bf16", both)) skip();
    cx_runtime *rt = open_cpu();
    const char *down = "model.layers.0.mlp.down_proj.weight";
    cx_tensor *kept = cx_weights_tensor(both[1], rt, down), *wide = cx_weights_tensor(both[1], rt, down, CX_F32);
    cx_array *expected = cx_weights_array(both[0], "layers/gemma3_decoder_block/ffw_linear/vars/0", CX_F32);
    assert_int_equal(cx_tensor_dtype(kept), CX_BF16);
    assert_true(cx_dims_equal(cx_tensor_dims(wide), CX_DIMS(HIDDEN, INNER)));
    cx_array *turned = cx_tensor_array(wide), *small = cx_tensor_array(kept);
    for (int f = 0; f < INNER; f++)
        for (int d = 0; d < HIDDEN; d++) {
            assert_true(cx_array_at(turned, d * INNER + f) == cx_array_at(expected, f * HIDDEN + d));
            assert_true(cx_array_at(small, d * INNER + f) == cx_array_at(expected, f * HIDDEN + d));
        }
    cx_array *whole = cx_weights_array(both[1], down, CX_I32);
    assert_has(cx_array_error(whole), "is read as f32, f16 or bf16, not as i32");
    cx_array_free(whole);
    cx_array_free(small);
    cx_array_free(turned);
    cx_array_free(expected);
    free_both(both);
    close_fine(rt);
}

static void the_configuration_is_hugging_face_s(void **state) {
    (void)state;
    cx_weights *both[2];
    if (!read_both(FOLDER "keras-gemma", both)) skip();
    assert_string_equal(cx_weights_text(both[1], "model_type", ""), "gemma");
    assert_int_equal(cx_weights_number(both[1], "intermediate_size", 0), INNER); /* Keras: 64 */
    assert_int_equal(cx_weights_number(both[1], "num_key_value_heads", 0), 2);
    assert_string_equal(cx_weights_text(both[1], "layer_types.1", ""), "full_attention");
    assert_true(cx_weights_number(both[1], "rms_norm_eps", 0) == 1e-6);
    free_both(both);
    read_both(FOLDER "keras-gemma3", both);
    assert_string_equal(cx_weights_text(both[1], "model_type", ""), "gemma3_text");
    assert_int_equal(cx_weights_number(both[1], "intermediate_size", 0), INNER);
    assert_int_equal(cx_weights_number(both[1], "sliding_window", 0), 4);
    assert_string_equal(cx_weights_text(both[1], "layer_types.1", ""), "sliding_attention");
    assert_int_equal(cx_weights_number(both[1], "query_pre_attn_scalar", 0), HEAD);
    free_both(both);
}

/* What keras_hub computes with the same file. */
static void assert_logits(const char *name, double tolerance) {
    char path[500];
    snprintf(path, sizeof path, FOLDER "%s/expected.json", name);
    json_t *expected = json_load_file(path, 0, NULL), *ids = json_array_get(json_object_get(expected, "input_ids"), 0),
           *last = json_object_get(expected, "logits_last");
    int32_t id[16];
    int64_t count = (int64_t)json_array_size(ids), vocabulary = (int64_t)json_array_size(last);
    assert_in_range(count, 8, 16);
    assert_int_equal(vocabulary, 48);
    for (int64_t i = 0; i < count; i++) id[i] = (int32_t)json_integer_value(json_array_get(ids, (size_t)i));
    snprintf(path, sizeof path, FOLDER "%s", name);
    cx_runtime *rt = open_cpu();
    cx_array *logits = cx_lm_logits(cx_lm_open(rt, path), count, id);
    assert_calx_fine(rt);
    for (int64_t i = 0; i < vocabulary; i++)
        assert_close(cx_array_at(logits, (count - 1) * vocabulary + i),
                     json_number_value(json_array_get(last, (size_t)i)), tolerance);
    cx_array_free(logits);
    json_decref(expected);
    close_fine(rt);
}

static void logits_are_those_of_keras_hub(void **state) {
    (void)state;
    cx_weights *both[2];
    if (!read_both(FOLDER "keras-gemma", both)) skip();
    free_both(both);
    assert_logits("keras-gemma", 1e-4);
    assert_logits("keras-gemma3", 1e-4);
    assert_logits("keras-gemma3-bf16", 0.1); /* keras_hub computes in bf16 there */
}

static void other_weights_stay_as_they_are(void **state) {
    (void)state;
    cx_weights *w = cx_weights_open(FOLDER "sharded");
    cxi_keras_as_hugging_face(w);
    assert_non_null(cx_weights_find(w, "a.weight"));
    assert_string_equal(cx_weights_text(w, "model_type", ""), "test");
    cx_weights_free(w);
}

/* A matrix that has whole squares and rests on both sides, against the definition. */
static void large_matrices_are_turned(void **state) {
    (void)state;
    enum { BATCH = 2, ROWS = 131, COLUMNS = 70 };
    static float stored[BATCH * ROWS * COLUMNS], turned[BATCH * ROWS * COLUMNS];
    for (int i = 0; i < BATCH * ROWS * COLUMNS; i++) stored[i] = (float)i;
    struct cxi_weight_entry entry = {
        .weight = {"w", CX_DIMS(BATCH * COLUMNS, ROWS), CX_F32, "F32", 1, 4, stored, sizeof stored},
        .turn = {BATCH, ROWS, COLUMNS}};
    cx_weights w = {.entries = &entry, .count = 1};
    assert_true(cx_weights_read(&w, "w", CX_F32, turned, sizeof turned));
    for (int b = 0; b < BATCH; b++)
        for (int r = 0; r < ROWS; r++)
            for (int c = 0; c < COLUMNS; c++)
                assert_true(turned[(b * COLUMNS + c) * ROWS + r] == stored[(b * ROWS + r) * COLUMNS + c]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matrices_are_turned),
        cmocka_unit_test(every_weight_has_a_name),
        cmocka_unit_test(turned_weights_reach_the_device),
        cmocka_unit_test(the_configuration_is_hugging_face_s),
        cmocka_unit_test(logits_are_those_of_keras_hub),
        cmocka_unit_test(other_weights_stay_as_they_are),
        cmocka_unit_test(large_matrices_are_turned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
