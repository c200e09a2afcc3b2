/* The fixtures are NumPy's own: tests/io/make_fixtures.py. */
#include "io_test.h"

#include "base/dtype.h"
#include "io/npy.h"

#include <math.h>

static const struct {
    const char *file;
    cx_dtype dtype;
} types[] = {
    {"bool.npy", CX_BOOL},     {"int8.npy", CX_I8},         {"int16.npy", CX_I16},    {"int32.npy", CX_I32},
    {"int64.npy", CX_I64},     {"uint8.npy", CX_U8},        {"uint16.npy", CX_U16},   {"uint32.npy", CX_U32},
    {"uint64.npy", CX_U64},    {"float16.npy", CX_F16},     {"float32.npy", CX_F32},  {"float64.npy", CX_F64},
    {"complex64.npy", CX_C64}, {"complex128.npy", CX_C128}, {"version2.npy", CX_F32}, {"version3.npy", CX_F32}};

/* [2, 3] of 0 to 5 in every type. */
static void every_type_is_read(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        cx_array *array = cxi_npy_read(fixture(types[i].file));
        assert_sound(array);
        assert_int_equal(cx_array_dtype(array), types[i].dtype);
        assert_true(cx_dims_equal(cx_array_dims(array), CX_DIMS(2, 3)));
        for (int j = 0; j < 6; j++) assert_true(cx_array_at(array, j) == (types[i].dtype == CX_BOOL ? j != 0 : j));
        cx_array_free(array);
    }
    cx_array *complex = cxi_npy_read(fixture("complex64.npy"));
    assert_true(((const float *)cx_array_read(complex))[11] == -5);
    cx_array_free(complex);
}

/* What NumPy saved in version 1.0, written again, is the same file. */
static void every_type_is_written_as_numpy_does(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof types / sizeof *types && types[i].file[0] != 'v'; i++) {
        struct cxi_status status = {0};
        cx_array *array = cxi_npy_read(fixture(types[i].file));
        assert_true(cxi_npy_write(scratch("again.npy"), array, &status));
        assert_files_equal(scratch("again.npy"), fixture(types[i].file));
        cx_array_free(array);
    }
    unlink(scratch("again.npy"));
}

static void all_ranks_survive(void **state) {
    (void)state;
    static const cx_dims shapes[] = {{0, {0}}, {1, {3}}, {2, {0, 4}}, {8, {1, 2, 1, 2, 1, 2, 1, 3}}};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        struct cxi_status status = {0};
        cx_array *array = cx_array_new(CX_I32, shapes[i]);
        for (int64_t j = 0; j < cx_array_count(array); j++) ((int32_t *)cx_array_data(array))[j] = (int32_t)j - 1;
        assert_true(cxi_npy_write(scratch("rank.npy"), array, &status));
        cx_array *back = cxi_npy_read(scratch("rank.npy"));
        assert_arrays_equal(back, array);
        cx_array_free(array);
        cx_array_free(back);
    }
    unlink(scratch("rank.npy"));
    cx_array *scalar = cxi_npy_read(fixture("scalar.npy")), *empty = cxi_npy_read(fixture("empty.npy"));
    assert_true(cx_dims_equal(cx_array_dims(scalar), CX_SCALAR) && cx_array_at(scalar, 0) == 2.5);
    assert_true(cx_dims_equal(cx_array_dims(empty), CX_DIMS(0, 4)));
    cx_array_free(scalar);
    cx_array_free(empty);
}

static void fortran_order_is_transposed(void **state) {
    (void)state;
    cx_array *array = cxi_npy_read(fixture("fortran.npy"));
    assert_sound(array);
    assert_true(cx_dims_equal(cx_array_dims(array), CX_DIMS(2, 3, 4)));
    for (int i = 0; i < 24; i++) assert_true(cx_array_at(array, i) == i);
    assert_true(isnan(cx_array_at(array, 24)) && isnan(cx_array_at(array, -1)));
    cx_array_free(array);
}

static void foreign_types_are_refused_with_a_word(void **state) {
    (void)state;
    static const char *const cases[][2] = {{"big_endian.npy", "big-endian"},        {"bfloat16.npy", "safetensors"},
                                           {"objects.npy", "Python objects"},       {"structured.npy", "structured"},
                                           {"rank9.npy", "more than 8 dimensions"}, {"rgb.png", "not an npy file"},
                                           {"not-there.npy", "check the path"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_refused(cxi_npy_read(fixture(cases[i][0])), cases[i][1], cases[i][0]);
}

/* A file of version 1.0 around a header, with `extra` zero bytes as elements. */
static cx_array *parse_header(const char *header, size_t extra) {
    size_t length = strlen(header), size = 10 + length + extra;
    unsigned char *bytes = calloc(1, size); /* of the exact size, so that a sanitizer sees a read beyond */
    memcpy(bytes, "\x93NUMPY\1", 8);
    bytes[8] = (unsigned char)length;
    bytes[9] = (unsigned char)(length >> 8);
    memcpy(bytes + 10, header, length);
    cx_array *array = cxi_npy_parse(bytes, size, "some.npy");
    free(bytes);
    return array;
}

static void odd_but_valid_headers_are_read(void **state) {
    (void)state;
    static const char *const headers[] = {"{'shape': (2L, 3L,), 'fortran_order':False,'descr':'<u1'}\n",
                                          " { \"descr\" : '>u1' , 'shape' : ( 2 , 3 ) , 'fortran_order' : False , } "};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        cx_array *array = parse_header(headers[i], 6);
        assert_sound(array);
        assert_true(cx_dims_equal(cx_array_dims(array), CX_DIMS(2, 3)) && cx_array_dtype(array) == CX_U8);
        cx_array_free(array);
    }
}

static void damaged_files_are_refused(void **state) {
    (void)state;
#define START "{'descr': '<f8', 'fortran_order': False, "
    static const struct {
        const char *header;
        size_t extra;
        const char *says;
    } cases[] = {
        {START "'shape': (2,), }", 15, "cut short"},
        {START "'shape': (2,), }", 17, "several arrays"},
        {START "'shape': (4611686018427387904, 4), }", 0, "overflows"},
        {START "'shape': (5, 4611686018427387904, 0), }", 0, "overflows"}, /* found by fuzz_npy, in cx_dims_count */
        {START "'shape': (99999999999999999999,), }", 0, "overflows 64 bits"},
        {START "'shape': (1099511627776,), }", 8, "cut short"}, /* refused before 8 TiB are asked for */
        {START "'shape': (-1,), }", 0, "a dimension"},
        {START "'shape': (2 3), }", 0, "',' or ')'"},
        {START "'shape': (2,", 0, "ends where"},
        {START "'shape': 2}", 0, "'('"},
        {START "}", 0, "lacks 'shape'"},
        {START "'shape': (), 'shape': ()}", 8, "repeated key 'shape'"},
        {START "'colour': 1}", 8, "unknown or repeated key 'colour'"},
        {START "'shape': ()} x", 8, "its end"},
        {"{'descr': '<f8', 'fortran_order': None, 'shape': ()}", 8, "True or False"},
        {"{'descr: 8", 8, "a closed string"},
        {"{'descr': '', 'fortran_order': False, 'shape': ()}", 8, "''"},
        {"{'descr': '<f\x1b[31m', ", 8, "'<f?[31m'"}, /* no control characters to the terminal */
        {"", 8, "'{'"},
    };
#undef START
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_refused(parse_header(cases[i].header, cases[i].extra), cases[i].says, "some.npy");
}

/* Every prefix of a good file is refused, as is every version but the three. */
static void cut_files_are_refused(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_file file;
    assert_true(cxi_file_read(&file, fixture("version2.npy"), &status));
    for (size_t size = 0; size < file.size; size++) {
        unsigned char *part = malloc(size ? size : 1);
        memcpy(part, file.bytes, size);
        assert_refused(cxi_npy_parse(part, size, "part.npy"), "part.npy", ";");
        free(part);
    }
    unsigned char *bytes = (unsigned char *)file.bytes;
    bytes[6] = 4;
    assert_refused(cxi_npy_parse(bytes, file.size, "v4.npy"), "version 4.0", "v4.npy");
    cxi_file_close(&file);
}

static void booleans_are_0_or_1(void **state) {
    (void)state;
    unsigned char file[128 + 2] = "\x93NUMPY\1\0\x76\0{'descr': '|b1', 'fortran_order': False, 'shape': (2,)}";
    memset(file + 10 + strlen((char *)file + 10), ' ', 128 - 10 - strlen((char *)file + 10));
    file[128] = 7;
    file[129] = 0;
    cx_array *array = cxi_npy_parse(file, sizeof file, "flags.npy");
    assert_sound(array);
    assert_memory_equal(cx_array_read(array), "\1\0", 2);
    cx_array_free(array);
}

static void what_cannot_be_written_is_refused(void **state) {
    (void)state;
    struct cxi_status status = {0};
    cx_array *half = cx_array_new(CX_BF16, CX_DIMS(2)), *wrong = cx_array_new(CX_F32, CX_DIMS(-1));
    assert_false(cxi_npy_write(scratch("bf16.npy"), half, &status));
    assert_says(cxi_error(&status), "npy has no type for bf16");
    cxi_status_clear(&status);
    assert_false(cxi_npy_write(scratch("wrong.npy"), wrong, &status));
    assert_says(cxi_error(&status), "negative");
    cxi_status_clear(&status);
    cx_array_free(half);
    cx_array_free(wrong);
}

/* -- Failures of the system -- */

static bool read_vector(void) {
    return attempt_array(cxi_npy_read(fixture("vector.npy")));
}

static bool read_wrong(void) {
    cx_array *array = cxi_npy_read(fixture("big_endian.npy"));
    bool expected = strstr(cx_array_error(array), "big-endian") != NULL;
    cx_array_free(array);
    return expected;
}

static cx_array *to_write;

static bool write_it(void) {
    struct cxi_status status = {0};
    return attempt_written(cxi_npy_write(scratch("swept.npy"), to_write, &status), &status);
}

static void failures_are_reported(void **state) {
    (void)state;
    sweep_allocations(read_vector);
    sweep_files_recovering(read_vector);
    sweep_allocations(read_wrong);
    to_write = cxi_npy_read(fixture("vector.npy"));
    sweep_allocations(write_it);
    sweep_files(write_it);
    cx_array_free(to_write);
    assert_files_equal(scratch("swept.npy"), fixture("vector.npy"));
    unlink(scratch("swept.npy"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_is_read),
        cmocka_unit_test(every_type_is_written_as_numpy_does),
        cmocka_unit_test(all_ranks_survive),
        cmocka_unit_test(fortran_order_is_transposed),
        cmocka_unit_test(foreign_types_are_refused_with_a_word),
        cmocka_unit_test(odd_but_valid_headers_are_read),
        cmocka_unit_test(damaged_files_are_refused),
        cmocka_unit_test(cut_files_are_refused),
        cmocka_unit_test(booleans_are_0_or_1),
        cmocka_unit_test(what_cannot_be_written_is_refused),
        cmocka_unit_test(failures_are_reported),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
