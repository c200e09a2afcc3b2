/* types.safetensors and empty.safetensors are written by the reference implementation; layout.safetensors is
   put together by hand, as our writer must do it, and read by the reference implementation:
   tests/io/make_fixtures.py. */
#include "io_test.h"

#include "base/dtype.h"
#include "io/safetensors.h"

/* [3] of 1, 0, 1 in every type of the format. */
static void every_type_is_read(void **state) {
    (void)state;
    struct cxi_safetensors *file = cxi_safetensors_open(fixture("types.safetensors"));
    assert_null(cxi_safetensors_error(file));
    size_t known = 0;
    for (int t = CX_INVALID + 1; t < CX_DTYPE_COUNT; t++) {
        const char *name = cxi_dtype((cx_dtype)t)->safetensors;
        if (!name) continue;
        known++;
        const struct cxi_tensor *tensor = cxi_safetensors_find(file, name);
        assert_non_null(tensor);
        assert_int_equal(tensor->dtype, t);
        assert_true(cx_dims_equal(tensor->dims, CX_DIMS(3)));
        assert_int_equal(tensor->bytes, 3 * cx_dtype_size((cx_dtype)t));
        cx_array *copy = cx_array_copy_of(tensor->dtype, tensor->dims, tensor->data);
        for (int i = 0; i < 3; i++) assert_true(cx_array_at(copy, i) == (i != 1));
        cx_array_free(copy);
    }
    assert_int_equal(cxi_safetensors_count(file), known);
    assert_null(cxi_safetensors_find(file, "F33"));
    assert_null(cxi_safetensors_at(file, known));
    assert_int_equal(cxi_safetensors_metadata_count(file), 2);
    assert_string_equal(cxi_safetensors_metadata(file, "step"), "12");
    assert_string_equal(cxi_safetensors_metadata_at(file, 0)->key, "format");
    assert_null(cxi_safetensors_metadata(file, "steps"));
    cxi_safetensors_close(file);
}

static void an_empty_file_holds_nothing(void **state) {
    (void)state;
    struct cxi_safetensors *file = cxi_safetensors_open(fixture("empty.safetensors"));
    assert_null(cxi_safetensors_error(file));
    assert_int_equal(cxi_safetensors_count(file), 0);
    assert_null(cxi_safetensors_find(file, "a"));
    assert_null(cxi_safetensors_metadata(file, "a"));
    cxi_safetensors_close(file);
}

/* -- Writing -- */

static float w[32];
static const unsigned char b[3] = {1, 2, 3};
static const int64_t i[2] = {7, 8};

static struct cxi_tensor tensors[] = {{"b \"\n\xC3\xA9", CX_U8, {1, {3}}, b, 0},
                                      {"i", CX_I64, {1, {2}}, i, 0},
                                      {"w", CX_F32, {2, {4, 8}}, w, 0},
                                      {"none", CX_F16, {2, {0, 5}}, NULL, 0}};
static const struct cxi_metadata metadata[] = {{"z", "last"}, {"a", "1"}};

static bool write_layout(void) {
    struct cxi_status status = {0};
    return attempt_written(cxi_safetensors_write(scratch("layout"), tensors, 4, metadata, 2, &status), &status);
}

static void the_layout_is_deterministic_and_aligned(void **state) {
    (void)state;
    for (int k = 0; k < 32; k++) w[k] = (float)k;
    for (int turn = 0; turn < 4; turn++) {
        assert_true(write_layout());
        assert_files_equal(scratch("layout"), fixture("layout.safetensors"));
        struct cxi_tensor first = tensors[0];
        memmove(tensors, tensors + 1, 3 * sizeof first);
        tensors[3] = first;
    }
    struct cxi_safetensors *file = cxi_safetensors_open(scratch("layout"));
    assert_null(cxi_safetensors_error(file));
    assert_int_equal((uintptr_t)cxi_safetensors_find(file, "w")->data % 64, 0);
    assert_int_equal((uintptr_t)cxi_safetensors_find(file, "i")->data % 8, 0);
    assert_string_equal(cxi_safetensors_at(file, 3)->name, "b \"\n\xC3\xA9");
    cxi_safetensors_close(file);
    unlink(scratch("layout"));
}

static void what_cannot_be_written_is_refused(void **state) {
    (void)state;
    static const unsigned char byte;
    const struct {
        struct cxi_tensor tensor, other;
        struct cxi_metadata entry, second;
        const char *says;
    } cases[] = {
        {{"a", CX_U8, {0}, &byte, 0}, {"a", CX_U8, {0}, &byte, 0}, {"k", "v"}, {"l", "v"}, "\"a\" is there twice"},
        {{"a", CX_U8, {0}, &byte, 0}, {"b", CX_U8, {0}, &byte, 0}, {"k", "v"}, {"k", "v"}, "key \"k\" is there twice"},
        {{"a", CX_C128, {0}, &byte, 0}, {"b", CX_U8, {0}, &byte, 0}, {"k", "v"}, {"l", "v"}, "no type for c128"},
        {{"a", CX_U8, {0}, NULL, 0}, {"b", CX_U8, {0}, &byte, 0}, {"k", "v"}, {"l", "v"}, "has no data"},
        {{NULL, CX_U8, {0}, &byte, 0}, {"b", CX_U8, {0}, &byte, 0}, {"k", "v"}, {"l", "v"}, "has no name"},
        {{"a", CX_U8, {1, {-1}}, &byte, 0}, {"b", CX_U8, {0}, &byte, 0}, {"k", "v"}, {"l", "v"}, "negative"},
        {{"__metadata__", CX_U8, {0}, &byte, 0}, {"b", CX_U8, {0}, &byte, 0}, {"k", "v"}, {"l", "v"}, "rename"},
        {{"\xC3(", CX_U8, {0}, &byte, 0}, {"b", CX_U8, {0}, &byte, 0}, {"k", "v"}, {"l", "v"}, "not UTF-8"},
        {{"\xED\xA0\x80", CX_U8, {0}, &byte, 0}, {"b", CX_U8, {0}, &byte, 0}, {"k", "v"}, {"l", "v"}, "not UTF-8"},
        {{"a", CX_U8, {0}, &byte, 0}, {"b", CX_U8, {0}, &byte, 0}, {"k", "\xFF"}, {"l", "v"}, "not UTF-8"},
        {{"a", CX_U8, {0}, &byte, 0}, {"b", CX_U8, {0}, &byte, 0}, {"k", NULL}, {"l", "v"}, "no value"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct cxi_status status = {0};
        const struct cxi_tensor both[] = {cases[k].tensor, cases[k].other};
        const struct cxi_metadata entries[] = {cases[k].entry, cases[k].second};
        assert_false(cxi_safetensors_write(scratch("refused"), both, 2, entries, 2, &status));
        assert_says(cxi_error(&status), cases[k].says);
        assert_says(cxi_error(&status), "refused");
        cxi_status_clear(&status);
    }
}

/* -- Reading what is wrong -- */

static void assert_file_refused(struct cxi_safetensors *file, const char *says, const char *name) {
    assert_says(cxi_safetensors_error(file), says);
    assert_says(cxi_safetensors_error(file), name);
    assert_int_equal(cxi_safetensors_count(file), 0);
    assert_int_equal(cxi_safetensors_metadata_count(file), 0);
    assert_null(cxi_safetensors_find(file, "a"));
    cxi_safetensors_close(file);
}

/* Parses a header and `data` bytes of 2 after it; the caller frees *bytes after closing the file. */
static struct cxi_safetensors *parse(const char *header, size_t data, unsigned char **bytes) {
    size_t length = strlen(header);
    *bytes = malloc(8 + length + data);
    for (int k = 0; k < 8; k++) (*bytes)[k] = (unsigned char)((uint64_t)length >> (8 * k));
    memcpy(*bytes + 8, header, length);
    memset(*bytes + 8 + length, 2, data);
    return cxi_safetensors_parse(*bytes, 8 + length + data, "some.file");
}

#define U8(SHAPE, OFFSETS) "{\"dtype\":\"U8\",\"shape\":" SHAPE ",\"data_offsets\":" OFFSETS "}"

static void damaged_headers_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *header;
        size_t data;
        const char *says;
    } cases[] = {
        {"{\"a\":" U8("[2]", "[0,2]") "}", 1, "cut short"},
        {"{\"a\":" U8("[2]", "[0,2]") "}", 3, "1 bytes at the end belong to no tensor"},
        {"{\"a\":" U8("[2]", "[0,2]") ",\"b\":" U8("[2]", "[1,3]") "}", 3, "\"b\" overlaps"},
        {"{\"a\":" U8("[4]", "[0,4]") ",\"b\":" U8("[0]", "[2,2]") "}", 4, "\"b\" overlaps"},
        {"{\"a\":" U8("[1]", "[0,1]") ",\"b\":" U8("[1]", "[2,3]") "}", 3, "\"b\" has a hole before it"},
        {"{\"a\":" U8("[1]", "[1,2]") "}", 2, "\"a\" has a hole before it"},
        {"{\"a\":" U8("[2]", "[2,0]") "}", 2, "out of order"},
        {"{\"a\":" U8("[2]", "[-2,0]") "}", 2, "out of order"},
        {"{\"a\":" U8("[3]", "[0,2]") "}", 2, "do not fit its dtype and shape"},
        {"{\"a\":" U8("[4294967296,4294967296]", "[0,0]") "}", 0, "do not fit its dtype and shape"},
        {"{\"a\":" U8("[0,4611686018427387904,4]", "[0,0]") "}", 0, "do not fit its dtype and shape"},
        {"{\"a\":" U8("[9223372036854775808]", "[0,0]") "}", 0, "not JSON"},
        {"{\"a\":" U8("[-1]", "[0,0]") "}", 0, "not a whole number"},
        {"{\"a\":" U8("[1.0]", "[0,1]") "}", 1, "not a whole number"},
        {"{\"a\":" U8("[1,1,1,1,1,1,1,1,1]", "[0,1]") "}", 1, "9 dimensions"},
        {"{\"a\":" U8("1", "[0,1]") "}", 1, "no \"shape\""},
        {"{\"a\":" U8("[]", "[0,1,1]") "}", 1, "no two \"data_offsets\""},
        {"{\"a\":" U8("[]", "[0,1.0]") "}", 1, "no two \"data_offsets\""},
        {"{\"a\":" U8("[]", "3") "}", 1, "no two \"data_offsets\""},
        {"{\"a\":{\"shape\":[],\"data_offsets\":[0,1]}}", 1, "no \"dtype\""},
        {"{\"a\":{\"dtype\":\"F99\",\"shape\":[],\"data_offsets\":[0,1]}}", 1, "F99"},
        {"{\"a\":{\"dtype\":\"BOOL\",\"shape\":[],\"data_offsets\":[0,1]}}", 1, "other than 0 and 1"},
        {"{\"a\":7}", 0, "not described by an object"},
        {"{\"a\":" U8("[1]", "[0,1]") ",\"a\":" U8("[1]", "[1,2]") "}", 2, "duplicate"},
        {"{\"\\u001b[2J\":7}", 0, "\"?[2J\""}, /* no control characters to the terminal */
        {"{\"a\\u0000b\":7}", 0, "not JSON"},
        {"{\"__metadata__\":[]}", 0, "\"__metadata__\" is not an object"},
        {"{\"__metadata__\":{\"k\":1}}", 0, "\"k\" is not a string"},
        {"{\"__metadata__\":{\"k\":\"v\"},\"a\":1}", 0, "not described by an object"},
        {"{} x", 0, "not JSON"},
        {"{\"a\":", 0, "not JSON"},
        {" {}", 0, "not safetensors"},
        {"[]", 0, "not safetensors"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        unsigned char *bytes;
        assert_file_refused(parse(cases[k].header, cases[k].data, &bytes), cases[k].says, "some.file");
        free(bytes);
    }
}

static void deep_nesting_is_refused(void **state) {
    (void)state;
    static char header[200001];
    memset(header, '[', sizeof header - 1);
    memcpy(header, "{\"a\":", 5);
    unsigned char *bytes;
    assert_file_refused(parse(header, 0, &bytes), "depth", "some.file");
    free(bytes);
}

static void spaces_after_the_header_are_padding(void **state) {
    (void)state;
    unsigned char *bytes;
    struct cxi_safetensors *file = parse("{\"a\":" U8("[]", "[0,1]") "}    ", 1, &bytes);
    assert_null(cxi_safetensors_error(file));
    assert_int_equal(*(const unsigned char *)cxi_safetensors_find(file, "a")->data, 2);
    cxi_safetensors_close(file);
    free(bytes);
}

static void lying_lengths_and_cut_files_are_refused(void **state) {
    (void)state;
    assert_file_refused(cxi_safetensors_parse("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF{}", 10, "long"), "no length", "long");
    assert_file_refused(cxi_safetensors_parse("\3\0\0\0\0\0\0\0{}", 10, "beyond"), "ends before", "beyond");
    assert_file_refused(cxi_safetensors_open(fixture("none")), "check the path", "none");
    struct cxi_status status = {0};
    struct cxi_file file;
    assert_true(cxi_file_read(&file, fixture("layout.safetensors"), &status));
    for (size_t size = 0; size < file.size; size++) {
        unsigned char *part = malloc(size ? size : 1);
        memcpy(part, file.bytes, size);
        assert_file_refused(cxi_safetensors_parse(part, size, "part"), "part", ";");
        free(part);
    }
    cxi_file_close(&file);
}

/* -- Failures of the system -- */

static bool open_types(void) {
    struct cxi_safetensors *file = cxi_safetensors_open(fixture("types.safetensors"));
    bool sound = !cxi_safetensors_error(file);
    assert_int_equal(cxi_safetensors_count(file), sound ? 16 : 0);
    assert_int_equal(cxi_safetensors_metadata_count(file), sound ? 2 : 0);
    if (!sound) assert_null(cxi_safetensors_find(file, "F32"));
    cxi_safetensors_close(file);
    return sound;
}

static void failures_are_reported(void **state) {
    (void)state;
    sweep_allocations(open_types);
    sweep_files_recovering(open_types);
    sweep_allocations(write_layout);
    sweep_files(write_layout);
    unlink(scratch("layout"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_is_read),
        cmocka_unit_test(an_empty_file_holds_nothing),
        cmocka_unit_test(the_layout_is_deterministic_and_aligned),
        cmocka_unit_test(what_cannot_be_written_is_refused),
        cmocka_unit_test(damaged_headers_are_refused),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(spaces_after_the_header_are_padding),
        cmocka_unit_test(lying_lengths_and_cut_files_are_refused),
        cmocka_unit_test(failures_are_reported),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
