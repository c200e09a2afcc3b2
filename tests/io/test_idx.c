/* The fixtures are written by struct.pack and NumPy: tests/io/make_fixtures.py. */
#include "io_test.h"

#include "io/idx.h"

/* [2, 3] of -2 to 3 in every type; unsigned bytes wrap. */
static void every_type_is_read(void **state) {
    (void)state;
    static const struct {
        const char *file;
        cx_dtype dtype;
    } cases[] = {{"u1.idx", CX_U8},  {"i1.idx", CX_I8},  {"i2.idx", CX_I16},   {"i4.idx", CX_I32},
                 {"f4.idx", CX_F32}, {"f8.idx", CX_F64}, {"i4.idx.gz", CX_I32}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cx_array *array = cxi_idx_read(fixture(cases[i].file));
        assert_sound(array);
        assert_int_equal(cx_array_dtype(array), cases[i].dtype);
        assert_true(cx_dims_equal(cx_array_dims(array), CX_DIMS(2, 3)));
        for (int j = 0; j < 6; j++)
            assert_true(cx_array_at(array, j) == (cases[i].dtype == CX_U8 && j < 2 ? j + 254 : j - 2));
        cx_array_free(array);
    }
}

static void damaged_files_are_refused(void **state) {
    (void)state;
#define BYTES(TEXT) TEXT, sizeof TEXT - 1
    static const struct {
        const char *bytes;
        size_t size;
        const char *says;
    } cases[] = {
        {BYTES(""), "not an IDX file"},
        {BYTES("\0\0\x08"), "not an IDX file"},
        {BYTES("\1\0\x08\0"), "not an IDX file"},
        {BYTES("\0\0\x0A\0"), "not an IDX file"},
        {BYTES("\0\0\x08\x09"), "9 dimensions"},
        {BYTES("\0\0\x08\1\0\0\0"), "header ends early"},
        {BYTES("\0\0\x08\1\0\0\0\2x"), "promises u8[2] and the file has less"},
        {BYTES("\0\0\x08\1\0\0\0\1xy"), "promises u8[1] and the file has more"},
        {BYTES("\0\0\x0E\2\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), "has less"}, /* 2^67 bytes */
        {BYTES("\0\0\x0E\1\xFF\xFF\xFF\xFFxxxxxxxx"), "has less"}, /* 32 GiB, refused before they are asked for */
        {BYTES("\0\0\x08\3\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), "has less"}, /* empty, but not countable */
    };
#undef BYTES
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *bytes = malloc(cases[i].size ? cases[i].size : 1);
        memcpy(bytes, cases[i].bytes, cases[i].size);
        assert_refused(cxi_idx_parse(bytes, cases[i].size, "some.idx"), "some.idx", cases[i].says);
        free(bytes);
    }
    assert_refused(cxi_idx_read(fixture("not-there.idx")), "not-there.idx", "check the path");
}

static void cut_gzip_is_refused(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_file file;
    assert_true(cxi_file_read(&file, fixture("i4.idx.gz"), &status));
    for (size_t size = 2; size < file.size; size++)
        assert_refused(cxi_idx_parse(file.bytes, size, "part.gz"), "part.gz", "");
    unsigned char *bytes = (unsigned char *)file.bytes;
    bytes[file.size - 5] ^= 1; /* of the checksum, which comes after the last element */
    assert_refused(cxi_idx_parse(bytes, file.size, "sum.gz"), "sum.gz", "damaged");
    cxi_file_close(&file);
}

static bool read_plain(void) {
    return attempt_array(cxi_idx_read(fixture("i4.idx")));
}

static bool read_compressed(void) {
    return attempt_array(cxi_idx_read(fixture("i4.idx.gz")));
}

static void failures_are_reported(void **state) {
    (void)state;
    sweep_allocations(read_plain);
    sweep_allocations(read_compressed);
    sweep_files(read_plain);
    sweep_files(read_compressed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_is_read),
        cmocka_unit_test(damaged_files_are_refused),
        cmocka_unit_test(cut_gzip_is_refused),
        cmocka_unit_test(failures_are_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
