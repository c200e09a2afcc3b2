/* quants.gguf is written by the gguf Python package, and quants.safetensors holds what that package makes of its random blocks,
   and what NumPy and ml_dtypes round these to: tests/io/make_weights.py. Damaged files are made here from that one. */
#include "io_test.h"

#include "io/gguf.h"
#include "io/safetensors.h"

#include <calx/weights.h>

#include <float.h>

static const char *const types[] = {"Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q2_K", "Q3_K",
                                    "Q4_K", "Q5_K", "Q6_K", "F32",  "F16",  "BF16"};
enum { TYPES = sizeof types / sizeof types[0] };

/* -- Elements -- */

static void assert_same_bytes(const cx_array *array, const struct cxi_tensor *expected) {
    assert_sound(array);
    assert_non_null(expected);
    assert_int_equal(array->dtype, expected->dtype);
    assert_true(cx_dims_equal(array->dims, expected->dims));
    assert_memory_equal(array->data, expected->data, expected->bytes);
}

static void every_type_is_expanded_bit_for_bit(void **state) {
    (void)state;
    cx_weights *w = cx_weights_open(fixture("weights/quants.gguf"));
    struct cxi_safetensors *expected = cxi_safetensors_open(fixture("weights/quants.safetensors"));
    assert_null(cx_weights_error(w));
    assert_null(cxi_safetensors_error(expected));
    assert_int_equal(cx_weights_count(w), TYPES);
    for (int i = 0; i < TYPES; i++) {
        static const struct {
            cx_dtype dtype;
            const char *end;
        } as[] = {{CX_F32, ""}, {CX_BF16, ".bf16"}, {CX_F16, ".f16"}};
        for (int k = 0; k < 3; k++) {
            char name[32];
            snprintf(name, sizeof name, "%s%s", types[i], as[k].end);
            cx_array *array = cx_weights_array(w, types[i], as[k].dtype);
            assert_same_bytes(array, cxi_safetensors_find(expected, name));
            cx_array_free(array);
        }
    }
    cxi_safetensors_close(expected);
    cx_weights_free(w);
}

static void blocks_are_described(void **state) {
    (void)state;
    cx_weights *w = cx_weights_open(fixture("weights/quants.gguf"));
    const cx_weight *q = cx_weights_find(w, "Q4_K"), *f = cx_weights_find(w, "F16");
    assert_string_equal(cx_weights_kind(w), "gguf");
    assert_string_equal(q->format, "Q4_K");
    assert_int_equal(q->dtype, CX_INVALID);
    assert_true(cx_dims_equal(q->dims, CX_DIMS(2, 256)));
    assert_int_equal(q->block_elements, 256);
    assert_int_equal(q->block_bytes, 144);
    assert_int_equal(q->bytes, 2 * 144);
    assert_int_equal(f->dtype, CX_F16);
    assert_true(cx_dims_equal(f->dims, CX_DIMS(3, 5)));
    assert_int_equal(f->block_elements, 1);
    assert_int_equal(f->block_bytes, 2);

    cx_array *blocks = cx_weights_array(w, "Q4_K", CX_INVALID);
    assert_sound(blocks);
    assert_int_equal(blocks->dtype, CX_U8);
    assert_true(cx_dims_equal(blocks->dims, CX_DIMS(2, 144)));
    assert_memory_equal(blocks->data, q->data, q->bytes);
    cx_array_free(blocks);
    assert_refused(cx_weights_array(w, "Q4_K", CX_I8), "Q4_K", "is read as f32, f16 or bf16");
    cx_weights_free(w);
}

/* -- Metadata -- */

static void assert_number(const struct cxi_gguf *file, const char *key, double expected) {
    const struct cxi_gguf_value *value = cxi_gguf_find(file, key);
    assert_non_null(value);
    assert_int_equal(value->type, CXI_GGUF_NUMBER);
    assert_false(value->list);
    assert_true(cxi_gguf_number(value, 0) == expected);
}

static void every_type_of_value_is_read(void **state) {
    (void)state;
    struct cxi_gguf *file = cxi_gguf_open(fixture("weights/quants.gguf"));
    assert_null(cxi_gguf_error(file));
    assert_number(file, "test.uint8", 0);
    assert_number(file, "test.int8", INT8_MIN);
    assert_number(file, "test.int16", INT16_MIN);
    assert_number(file, "test.int32", INT32_MIN);
    assert_true(cxi_gguf_integer(cxi_gguf_find(file, "test.int64"), 0) == INT64_MIN);
    assert_number(file, "test.float32", -FLT_MAX);
    assert_number(file, "test.float64", -DBL_MAX);
    assert_int_equal(cxi_gguf_find(file, "test.flag")->type, CXI_GGUF_FLAG);
    assert_int_equal(cxi_gguf_integer(cxi_gguf_find(file, "test.flag"), 0), 1);

    const struct cxi_gguf_value *texts = cxi_gguf_find(file, "test.texts");
    struct cxi_gguf_text text[3];
    assert_true(texts->list);
    assert_int_equal(texts->count, 3);
    cxi_gguf_texts(texts, text);
    assert_int_equal(text[0].length, 1);
    assert_int_equal(text[1].length, 0);
    assert_memory_equal(text[2].bytes, "\xE2\x82\xAC", 3);
    assert_int_equal(cxi_gguf_integer(cxi_gguf_find(file, "test.numbers"), 2), -3);
    assert_true(cxi_gguf_number(cxi_gguf_find(file, "test.floats"), 1) == -1.25);
    assert_null(cxi_gguf_find(file, "test"));
    cxi_gguf_close(file);
}

static void values_are_a_configuration(void **state) {
    (void)state;
    cx_weights *w = cx_weights_open(fixture("weights/quants.gguf"));
    assert_string_equal(cx_weights_text(w, "general.architecture", "?"), "test");
    assert_string_equal(cx_weights_text(w, "test.text", "?"), "Kalk, \xC3\xA9");
    assert_true(cx_weights_number(w, "test.int16", 0) == INT16_MIN);
    assert_true(cx_weights_number(w, "test.numbers.2", 0) == -3);
    assert_true(cx_weights_flag(w, "test.flags.2", false));
    assert_false(cx_weights_flag(w, "test.flags.1", true));
    assert_string_equal(cx_weights_text(w, "test.texts.2", "?"), "\xE2\x82\xAC");
    assert_int_equal(cx_weights_length(w, "test.texts"), 3);
    assert_int_equal(cx_weights_length(w, "test.long"), -1); /* as a vocabulary: too long */
    assert_true(cx_weights_number(w, "test.text", 7) == 7);
    assert_true(cx_weights_number(w, "test.missing", 7) == 7);
    cx_weights_free(w);
}

/* -- Damage -- */

/* The fixture's bytes, to be damaged. */
static unsigned char *copy_of_fixture(size_t *size) {
    struct cxi_status status = {0};
    struct cxi_file file;
    assert_true(cxi_file_read(&file, fixture("weights/quants.gguf"), &status));
    unsigned char *copy = malloc(file.size);
    assert_non_null(copy);
    memcpy(copy, file.bytes, file.size);
    *size = file.size;
    cxi_file_close(&file);
    return copy;
}

static unsigned char *place_of(unsigned char *bytes, size_t size, const char *text) {
    size_t length = strlen(text);
    for (size_t i = 0; i + length < size; i++)
        if (memcmp(bytes + i, text, length) == 0) return bytes + i;
    fail_msg("no %s in the file", text);
    return NULL;
}

static void assert_gguf_refused(const unsigned char *bytes, size_t size, const char *part) {
    struct cxi_gguf *file = cxi_gguf_parse(bytes, size, "x.gguf");
    assert_says(cxi_gguf_error(file), "x.gguf");
    assert_says(cxi_gguf_error(file), part);
    assert_int_equal(cxi_gguf_count(file), 0);
    assert_int_equal(cxi_gguf_value_count(file), 0);
    cxi_gguf_close(file);
}

/* Cut anywhere, it is refused, unless all that is lost is the padding after the last tensor. */
static void a_file_cut_short_is_refused(void **state) {
    (void)state;
    size_t size;
    unsigned char *bytes = copy_of_fixture(&size);
    for (size_t length = 0; length < size - 32; length += length < 2000 || length > size - 2000 ? 1 : 97) {
        unsigned char *cut = malloc(length + 1); /* a block of its own, so that a sanitizer sees each byte too many */
        memcpy(cut, bytes, length);
        struct cxi_gguf *file = cxi_gguf_parse(cut, length, "x.gguf");
        assert_non_null(cxi_gguf_error(file));
        cxi_gguf_close(file);
        free(cut);
    }
    free(bytes);
}

/* The n bytes at `at`, which follow a text and count little-endian, replaced by those of `value`. */
static void put(unsigned char *at, uint64_t value, int n) {
    for (int i = 0; i < n; i++) at[i] = (unsigned char)(value >> 8 * i);
}

static void lying_headers_are_refused(void **state) {
    (void)state;
    size_t size;
    unsigned char *tensor; /* "Q4_0", rank, dims, type, offset */
    static const struct {
        int from_name, bytes; /* what is overwritten; from_name < 0: from the file's beginning */
        uint64_t value;
        const char *part;
    } lies[] = {
        {-1, 4, 0x46554748, "not GGUF"},
        {-5, 4, 4, "GGUF version 4"},
        {-5, 4, 0x03000000, "big-endian"},
        {-9, 8, UINT64_MAX, "ends within its header"},
        {-9, 8, 1 << 20, "ends within its header"},
        {-17, 8, UINT64_MAX, "ends within its header"},
        {-25, 8, UINT64_MAX, "ends within its header"}, /* the length of the first key */
        {0, 1, 0, "the name of a tensor is empty, too long or has a zero"},
        {4, 4, 5, "more than the format's 4 dimensions"},
        {8, 8, UINT64_MAX, "a dimension that is too large"},
        {8, 8, (uint64_t)1 << 62, "overflows"},
        {8, 8, 40, "no whole number of its type's blocks"},
        {16, 8, 1 << 30, "was cut short"},
        {24, 4, 23, "type 23 (IQ4_XS)"},
        {24, 4, 4000000000, "type 4000000000 (unknown)"},
        {28, 8, 1, "the file's alignment"},
        {28, 8, 32, "overlaps"},
        {28, 8, (uint64_t)1 << 40, "was cut short"},
        {28, 8, UINT64_MAX - 31, "begins past the end"},
    };
    for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++) {
        unsigned char *bytes = copy_of_fixture(&size);
        tensor = place_of(bytes, size, "Q4_0");
        unsigned char *at = lies[i].from_name < 0 ? bytes - lies[i].from_name - 1 : tensor + lies[i].from_name;
        put(at, lies[i].value, lies[i].bytes);
        assert_gguf_refused(bytes, size, lies[i].part);
        free(bytes);
    }
}

static void strange_values_are_refused(void **state) {
    (void)state;
    size_t size;
    unsigned char *bytes = copy_of_fixture(&size);
    put(place_of(bytes, size, "test.uint8") + 10, 13, 4);
    assert_gguf_refused(bytes, size, "\"test.uint8\" is of a type that GGUF has not");
    free(bytes);
    bytes = copy_of_fixture(&size);
    put(place_of(bytes, size, "test.long") + 9 + 8, UINT64_MAX, 8); /* the count of the list */
    assert_gguf_refused(bytes, size, "ends within its header");
    free(bytes);
    bytes = copy_of_fixture(&size);
    memcpy(place_of(bytes, size, "test.int16"), "test.uint8", 10);
    assert_gguf_refused(bytes, size, "\"test.uint8\" is there twice");
    free(bytes);
}

static void a_part_of_a_model_is_refused(void **state) {
    (void)state;
    static const unsigned char part[] = "GGUF\3\0\0\0"           /* the version */
                                        "\0\0\0\0\0\0\0\0"       /* tensors */
                                        "\1\0\0\0\0\0\0\0"       /* values */
                                        "\13\0\0\0\0\0\0\0"      /* the length of the key */
                                        "split.count\2\0\0\0\3"; /* a u16, 3: the text's end is its other byte */
    assert_gguf_refused(part, sizeof part, "one of 3 parts of a model; join them");
}

/* Version 2 differs in nothing that is read. */
static void version_2_is_read(void **state) {
    (void)state;
    size_t size;
    unsigned char *bytes = copy_of_fixture(&size);
    bytes[4] = 2;
    struct cxi_gguf *file = cxi_gguf_parse(bytes, size, "x.gguf");
    assert_null(cxi_gguf_error(file));
    assert_int_equal(cxi_gguf_count(file), TYPES);
    cxi_gguf_close(file);
    free(bytes);
}

static bool open_it(void) {
    cx_weights *w = cx_weights_open(fixture("weights/quants.gguf"));
    bool sound = !cx_weights_error(w);
    if (!sound) assert_int_equal(cx_weights_count(w), 0);
    cx_weights_free(w);
    return sound;
}

static void failures_on_the_way_are_told(void **state) {
    (void)state;
    sweep_allocations(open_it);
    sweep_files_recovering(open_it); /* what cannot be mapped is read */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_is_expanded_bit_for_bit),
        cmocka_unit_test(blocks_are_described),
        cmocka_unit_test(every_type_of_value_is_read),
        cmocka_unit_test(values_are_a_configuration),
        cmocka_unit_test(a_file_cut_short_is_refused),
        cmocka_unit_test(lying_headers_are_refused),
        cmocka_unit_test(strange_values_are_refused),
        cmocka_unit_test(a_part_of_a_model_is_refused),
        cmocka_unit_test(version_2_is_read),
        cmocka_unit_test(failures_on_the_way_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
