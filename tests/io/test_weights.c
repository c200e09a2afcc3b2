/* weights/sharded is a folder as transformers writes it, weights/quants.gguf a file of the gguf package: make_weights.py. */
#include "io_test.h"

#include <calx.h>

/* -- What is read -- */

static void shards_are_one_model(void **state) {
    (void)state;
    cx_weights *w = cx_weights_open(fixture("weights/sharded"));
    assert_null(cx_weights_error(w));
    assert_string_equal(cx_weights_kind(w), "safetensors");
    assert_int_equal(cx_weights_count(w), 4);
    assert_string_equal(cx_weights_at(w, 0)->name, "a.bias");
    assert_null(cx_weights_at(w, 4));
    assert_null(cx_weights_find(w, "c"));
    assert_ptr_equal(cx_weights_first(w, CX_LIST(const char *, "c", "b.weight", "a.bias")), cx_weights_at(w, 3));
    const cx_weight *b = cx_weights_find(w, "b.weight");
    assert_string_equal(b->format, "BF16");
    assert_int_equal(b->dtype, CX_BF16);
    assert_true(cx_dims_equal(b->dims, CX_DIMS(2, 3)));

    float wide[6], bias[3];
    assert_true(cx_weights_read(w, "b.weight", CX_F32, wide, sizeof wide));
    assert_true(cx_weights_read(w, "a.bias", CX_F32, bias, sizeof bias));
    for (int i = 0; i < 6; i++) assert_true(wide[i] == (float)i);
    assert_memory_equal(bias, ((float[]){0.5F, -1.5F, 2}), sizeof bias);
    cx_array *ids = cx_weights_array(w, "b.ids", CX_F32), *stored = cx_weights_array(w, "b.ids", CX_INVALID);
    assert_true(cx_array_at(ids, 2) == -3);
    assert_int_equal(cx_array_dtype(stored), CX_I64);
    cx_array_free(ids);
    cx_array_free(stored);
    cx_weights_free(w);
}

static void the_configuration_is_asked_by_key(void **state) {
    (void)state;
    cx_weights *w = cx_weights_open(fixture("weights/sharded"));
    assert_true(cx_weights_number(w, "hidden_size", 0) == 4);
    assert_true(cx_weights_number(w, "rms_norm_eps", 0) == 1e-6);
    assert_true(cx_weights_number(w, "rope_scaling.factor", 1) == 8);
    assert_string_equal(cx_weights_text(w, "rope_scaling.rope_type", "default"), "linear");
    assert_string_equal(cx_weights_text(w, "architectures.0", "?"), "TestForCausalLM");
    assert_string_equal(cx_weights_text(w, "layer_types.1", "?"), "full_attention");
    assert_true(cx_weights_flag(w, "tie_word_embeddings", false));
    assert_int_equal(cx_weights_length(w, "layer_types"), 2);
    assert_int_equal(cx_weights_length(w, "rope_scaling"), 2);
    assert_int_equal(cx_weights_length(w, "hidden_size"), -1);
    assert_true(cx_weights_has(w, "sliding_window") && !cx_weights_has(w, "hidden"));
    assert_true(cx_weights_number(w, "sliding_window", 512) == 512); /* null */
    assert_null(cx_weights_text(w, "layer_types.2", NULL));
    assert_null(cx_weights_text(w, "layer_types.x", NULL));
    assert_true(cx_weights_number(w, "hidden_size.x", 7) == 7);
    assert_true(cx_weights_number(w, "", 7) == 7);
    cx_weights_free(w);

    w = cx_weights_open(fixture("weights/sharded/model-00001-of-00002.safetensors")); /* a file alone */
    assert_null(cx_weights_error(w));
    assert_int_equal(cx_weights_count(w), 2);
    assert_true(cx_weights_number(w, "hidden_size", 0) == 4);
    cx_weights_free(w);
}

/* -- To a device -- */

static void twice(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_add(in[0], in[0]);
}

/* Expected: the same elements as cx_weights_array reads, which test_gguf compares with the gguf package. */
static void assert_on_device(cx_runtime *rt, cx_weights *w, const char *name, cx_dtype dtype) {
    cx_tensor *tensor = cx_weights_tensor(w, rt, name, dtype);
    cx_array *there = cx_tensor_array(tensor), *here = cx_weights_array(w, name, dtype);
    assert_arrays_equal(there, here);
    cx_array_free(there);
    cx_array_free(here);
    cx_tensor_free(tensor);
}

static void weights_reach_the_device(void **state) {
    (void)state;
    cx_runtime *rt = cx_open("cpu");
    cx_weights *w = cx_weights_open(fixture("weights/quants.gguf"));
    for (int64_t i = 0; i < cx_weights_count(w); i++) {
        const char *name = cx_weights_at(w, i)->name;
        assert_on_device(rt, w, name, CX_F32);
        assert_on_device(rt, w, name, CX_BF16);
        assert_on_device(rt, w, name, CX_INVALID);
    }
    size_t offset;
    cx_tensor *file = cx_weights_file(w, rt, "Q6_K", &offset);
    const cx_weight *q = cx_weights_find(w, "Q6_K");
    cx_array *bytes = cx_tensor_array(file);
    assert_sound(bytes);
    assert_memory_equal((const char *)cx_array_read(bytes) + offset, q->data, q->bytes);
    cx_array_free(bytes);
    cx_weights_free(w);
    cx_tensor_free(file);
    assert_int_equal(cx_close(rt, stderr), 0);
}

static void weights_are_split_over_a_mesh(void **state) {
    (void)state;
    cx_runtime *rt = cx_open("cpu", .mesh = "data=2");
    cx_weights *w = cx_weights_open(fixture("weights/quants.gguf"));
    cx_tensor *split = cx_weights_tensor(w, rt, "Q8_0", CX_F32, .sharding = "data *");
    cx_array *there = cx_tensor_array(split), *here = cx_weights_array(w, "Q8_0", CX_F32);
    assert_arrays_equal(there, here);
    cx_array_free(there);
    cx_array_free(here);
    cx_tensor *wrong = cx_weights_tensor(w, rt, "Q8_0", CX_F32, .sharding = "model *");
    assert_says(cx_tensor_error(wrong), "model");
    cx_clear_error(rt);
    cx_weights_free(w);
    assert_int_equal(cx_close(rt, stderr), 0);
}

/* Shared memory outlives the weights, and a program that is given it to keep must not write into the file's pages, which are
   mapped without leave to write: it would end here by SIGSEGV. */
static void a_shared_tensor_outlives_the_weights_and_is_not_donated(void **state) {
    (void)state;
    cx_runtime *rt = cx_open("cpu");
    cx_weights *w = cx_weights_open(fixture("weights/quants.gguf"));
    size_t offset;
    cx_tensor *file = cx_weights_file(w, rt, "F32", &offset), *sum; /* always shared: a page's beginning is aligned */
    cx_weights_free(w);
    cx_array *before = cx_tensor_array(file);
    assert_sound(before);
    cx_call(cx_jit(rt, twice, .outputs = 1, .donate = CX_DIMS(0)), 1, &file, 1, &sum);
    cx_array *doubled = cx_tensor_array(sum);
    assert_sound(doubled);
    for (int64_t i = 0; i < cx_array_count(doubled); i++)
        assert_int_equal((uint8_t)cx_array_at(doubled, i), (uint8_t)(2 * (uint8_t)cx_array_at(before, i)));
    cx_array_free(doubled);
    cx_array_free(before);
    assert_int_equal(cx_close(rt, stderr), 0);
}

/* The process's pages of files, in bytes; -1: the system does not say. */
static long bytes_of_files(void) {
    FILE *statm = fopen("/proc/self/statm", "r");
    long pages = -1;
    if (statm && fscanf(statm, "%*d %*d %ld", &pages) != 1) pages = -1;
    if (statm) fclose(statm);
    return pages < 0 ? -1 : pages * sysconf(_SC_PAGESIZE);
}

/* What was converted need not stand in memory twice. */
static void a_file_s_pages_go_once_they_are_read(void **state) {
    (void)state;
    enum { HALVES = 8 << 20 };
    static const char header[] = "{\"x\":{\"dtype\":\"F16\",\"shape\":[8388608],\"data_offsets\":[0,16777216]}}";
    const char *path = scratch("pages.safetensors");
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    uint64_t length = sizeof header - 1;
    fwrite(&length, 1, 8, file);
    fwrite(header, 1, length, file);
    for (int i = 0; i < HALVES; i++) fwrite((const uint16_t[]){0x3C00}, 2, 1, file);
    fclose(file);
    cx_runtime *rt = cx_open("cpu");
    cx_weights *w = cx_weights_open(path);
    long before = bytes_of_files();
    if (before < 0) print_message("not tested: /proc/self/statm is not here\n");
    cx_tensor *x = cx_weights_tensor(w, rt, "x", CX_F32);
    assert_true(before < 0 || bytes_of_files() - before < HALVES);
    cx_array *array = cx_tensor_array(x);
    assert_true(cx_array_at(array, HALVES - 1) == 1);
    cx_array_free(array);
    cx_tensor_free(x);
    cx_weights_free(w);
    assert_int_equal(cx_close(rt, stderr), 0);
    remove(path);
}

static void missing_tensors_are_named(void **state) {
    (void)state;
    cx_runtime *rt = cx_open(NULL);
    cx_weights *w = cx_weights_open(fixture("weights/sharded"));
    float wide[5];
    cx_tensor *none = cx_weights_tensor(w, rt, "model.norm", CX_F32);
    assert_says(cx_tensor_error(none), "there is no tensor \"model.norm\"");
    assert_says(cx_error(rt), "model.norm");
    assert_refused(cx_weights_array(w, "lm_head", CX_F32), "lm_head", "sharded");
    assert_null(cx_weights_error(w));
    assert_false(cx_weights_read(w, "b.weight", CX_F32, wide, sizeof wide));
    assert_says(cx_weights_error(w), "\"b.weight\" as f32 is 24 bytes, read into 20");
    cx_tensor_free(none);
    cx_close(rt, NULL);
    cx_weights_free(w);
}

static bool memory_is_short(size_t size) {
    return size >= 2048;
}

static void what_a_weight_cannot_become_is_told(void **state) {
    (void)state;
    cx_runtime *rt = cx_open(NULL);
    cx_weights *w = cx_weights_open(fixture("weights/quants.gguf"));
    assert_refused(cx_weights_array(w, "F32", (cx_dtype)1000), "\"F32\" cannot be read as", "no such type");
    cxi_alloc_refuses = memory_is_short;
    cx_tensor *wide = cx_weights_tensor(w, rt, "Q4_K", CX_F32);
    cxi_alloc_refuses = NULL;
    assert_says(cx_tensor_error(wide), "out of memory: weight \"Q4_K\" takes 2048 bytes as f32");
    cx_close(rt, NULL);
    cx_weights_free(w);
}

/* -- What is refused -- */

static void assert_open_refused(const char *path, const char *part) {
    cx_weights *w = cx_weights_open(path);
    assert_says(cx_weights_error(w), part);
    assert_int_equal(cx_weights_count(w), 0);
    assert_string_equal(cx_weights_kind(w), "none");
    assert_refused(cx_weights_array(w, "a", CX_F32), part, part);
    cx_weights_free(w);
}

static void null_is_weights_in_error(void **state) {
    (void)state;
    char byte;
    assert_open_refused(NULL, "without a path");
    assert_says(cx_weights_error(NULL), "there are no weights");
    assert_string_equal(cx_weights_kind(NULL), "none");
    assert_string_equal(cx_weights_path(NULL), "");
    assert_int_equal(cx_weights_count(NULL), 0);
    assert_null(cx_weights_at(NULL, 0));
    assert_null(cx_weights_find(NULL, "a"));
    assert_true(cx_weights_number(NULL, "a", 7) == 7);
    assert_int_equal(cx_weights_length(NULL, "a"), -1);
    assert_false(cx_weights_read(NULL, "a", CX_F32, &byte, 1));
    assert_refused(cx_weights_array(NULL, "a", CX_F32), "there are no weights", "NULL");
    cx_weights_free(NULL);
}

/* A folder with a file of that name and text in it. */
static void assert_file_refused(const char *name, const char *text, const char *part) {
    char path[512];
    strcpy(path, scratch(name));
    write_text(path, text);
    assert_open_refused(scratch_folder, part);
    assert_int_equal(remove(path), 0);
}

static void other_files_are_refused(void **state) {
    (void)state;
    assert_open_refused(scratch("absent"), "No such file");
    assert_open_refused(scratch_folder, "no weights in it");
    assert_file_refused("pytorch_model.bin", "", "PyTorch's own files");
    assert_file_refused("flax_model.msgpack", "", "take the model's Transformers variation");
    assert_file_refused("manifest.ocdbt", "", "checkpoint of Flax");
    assert_file_refused("model.safetensors", "PK\3\4....", "a zip file");
    assert_file_refused("model.safetensors", "{", "not safetensors");
    assert_open_refused("hf:nobody", "write hf:OWNER/NAME");
    assert_open_refused("hf:../..", "write hf:OWNER/NAME");
    assert_open_refused("hf:a/b@../c", "write hf:OWNER/NAME");
    assert_open_refused("hf:nobody-at-all/nothing", "calx fetch hf:nobody-at-all/nothing");
}

static void damaged_indexes_are_refused(void **state) {
    (void)state;
    const char *index = "model.safetensors.index.json";
    assert_file_refused(index, "{", "not JSON");
    assert_file_refused(index, "{}", "no \"weight_map\"");
    assert_file_refused(index, "[]", "a list, where an object with members should be");
    assert_file_refused(index, "{\"weight_map\": {\"a\": 1}}", "\"a\" is in no file");
    assert_file_refused(index, "{\"weight_map\": {\"a\": \"../a\"}}", "\"a\" is in no file");
    assert_file_refused(index, "{\"weight_map\": {\"a\": \"a.safetensors\"}}", "a.safetensors: No such file");
    char *deep = malloc(100001);
    memset(deep, '[', 100000);
    deep[100000] = '\0';
    assert_file_refused(index, deep, "not JSON");
    free(deep);

    assert_int_equal(symlink(fixture("weights/sharded/model-00001-of-00002.safetensors"), scratch("a.safetensors")), 0);
    assert_file_refused(index, "{\"weight_map\": {\"b\": \"a.safetensors\"}}",
                        "\"b\" is not in a.safetensors, where the index has it");
    assert_int_equal(symlink("a.safetensors", scratch("b.safetensors")), 0);
    assert_open_refused(scratch_folder, "which one?");
    assert_file_refused(index, "{\"weight_map\": {\"a.bias\": \"a.safetensors\", \"a.weight\": \"b.safetensors\"}}",
                        "is there twice");
    assert_int_equal(remove(scratch("a.safetensors")), 0);
    assert_int_equal(remove(scratch("b.safetensors")), 0);
}

static bool open_shards(void) {
    cx_weights *w = cx_weights_open(fixture("weights/sharded"));
    bool sound = !cx_weights_error(w);
    cx_weights_free(w);
    return sound;
}

static void failures_on_the_way_are_told(void **state) {
    (void)state;
    sweep_files_recovering(open_shards); /* what cannot be mapped is read */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shards_are_one_model),
        cmocka_unit_test(the_configuration_is_asked_by_key),
        cmocka_unit_test(weights_reach_the_device),
        cmocka_unit_test(weights_are_split_over_a_mesh),
        cmocka_unit_test(a_shared_tensor_outlives_the_weights_and_is_not_donated),
        cmocka_unit_test(a_file_s_pages_go_once_they_are_read),
        cmocka_unit_test(missing_tensors_are_named),
        cmocka_unit_test(what_a_weight_cannot_become_is_told),
        cmocka_unit_test(null_is_weights_in_error),
        cmocka_unit_test(other_files_are_refused),
        cmocka_unit_test(damaged_indexes_are_refused),
        cmocka_unit_test(failures_on_the_way_are_told),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
