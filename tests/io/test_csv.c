/* numbers.csv holds what Python's repr wrote and numbers.npy the same numbers: tests/io/make_fixtures.py. */
#include "io_test.h"

#include "io/csv.h"
#include "io/npy.h"

#include <locale.h>
#include <math.h>

static cx_array *parse(const char *text, struct cxi_csv_options options, struct cxi_csv_names *names) {
    size_t size = strlen(text);
    char *bytes = malloc(size ? size : 1); /* without a zero at the end, so that a sanitizer sees a read beyond */
    memcpy(bytes, text, size);
    cx_array *array = cxi_csv_parse(bytes, size, "table.csv", &options, names);
    free(bytes);
    return array;
}

static void assert_numbers(const char *file) {
    const struct cxi_csv_options options = {.dtype = CX_F64, .header = true};
    struct cxi_csv_names names;
    cx_array *array = cxi_csv_read(fixture(file), &options, &names), *expected = cxi_npy_read(fixture("numbers.npy"));
    assert_arrays_equal(array, expected);
    assert_int_equal(names.count, 3);
    assert_string_equal(names.name[0], "first");
    assert_string_equal(names.name[2], "third");
    cxi_csv_names_free(&names);
    cx_array_free(array);
    cx_array_free(expected);
}

static void numbers_are_exact_plain_and_compressed(void **state) {
    (void)state;
    assert_numbers("numbers.csv");
    assert_numbers("numbers.csv.gz");
}

static void the_locale_does_not_matter(void **state) {
    (void)state;
    if (!setlocale(LC_ALL, "de_DE.UTF-8") && !setlocale(LC_ALL, "de_DE.utf8") && !setlocale(LC_ALL, "fr_FR.UTF-8"))
        skip();
    assert_numbers("numbers.csv");
    setlocale(LC_ALL, "C");
}

static void variants_of_the_format(void **state) {
    (void)state;
    static const struct {
        const char *text;
        struct cxi_csv_options options;
        int64_t rows, columns;
        double first, last;
    } cases[] = {
        {"1,2\n3,4\n", {0}, 2, 2, 1, 4},
        {"1,2\r\n3,4\r\n", {0}, 2, 2, 1, 4},
        {"1,2\r3,4", {0}, 2, 2, 1, 4},
        {"5", {0}, 1, 1, 5, 5},
        {"1\n2\n\n\r\n", {0}, 2, 1, 1, 2},
        {" 1 , +2.5e-1 \n", {0}, 1, 2, 1, 0.25},
        {"\"1\" , \"-2\"\n", {0}, 1, 2, 1, -2},
        {"\xEF\xBB\xBF-1\n", {0}, 1, 1, -1, -1},
        {"1\t2\n", {.separator = '\t'}, 1, 2, 1, 2},
        {"\t1\n", {0}, 1, 1, 1, 1},
        {"1;2\n", {.separator = ';'}, 1, 2, 1, 2},
        {"INF,-infinity\n", {0}, 1, 2, (double)INFINITY, -(double)INFINITY},
        {"a\n1\n", {.header = true}, 1, 1, 1, 1},
        {"1e300\n", {.dtype = CX_F64}, 1, 1, 1e300, 1e300},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cx_array *array = parse(cases[i].text, cases[i].options, NULL);
        assert_sound(array);
        assert_int_equal(cx_array_dtype(array), cases[i].options.dtype ? cases[i].options.dtype : CX_F32);
        assert_true(cx_dims_equal(cx_array_dims(array), CX_DIMS(cases[i].rows, cases[i].columns)));
        assert_true(cx_array_at(array, 0) == cases[i].first);
        assert_true(cx_array_at(array, cx_array_count(array) - 1) == cases[i].last);
        cx_array_free(array);
    }
    cx_array *nan = parse("nan\n", (struct cxi_csv_options){0}, NULL);
    assert_true(isnan(cx_array_at(nan, 0)) && cx_array_count(nan) == 1);
    cx_array_free(nan);
}

static void headers_give_names(void **state) {
    (void)state;
    struct cxi_csv_names names;
    cx_array *array = parse("\"say \"\"x\"\", twice\",\"two\nlines\",,plain text\r\n",
                            (struct cxi_csv_options){.header = true}, &names);
    assert_sound(array);
    assert_true(cx_dims_equal(cx_array_dims(array), CX_DIMS(0, 4)));
    assert_int_equal(names.count, 4);
    assert_string_equal(names.name[0], "say \"x\", twice");
    assert_string_equal(names.name[1], "two\nlines");
    assert_string_equal(names.name[2], "");
    assert_string_equal(names.name[3], "plain text");
    cxi_csv_names_free(&names);
    cx_array_free(array);
}

static void errors_say_where(void **state) {
    (void)state;
    static const struct {
        const char *text;
        struct cxi_csv_options options;
        const char *where, *says;
    } cases[] = {
        {"1,2\n3\n", {0}, "table.csv, line 2", "1 fields and the lines before have 2"},
        {"1,2\n3,4,5\n", {0}, "table.csv, line 2", "3 fields"},
        {"1,2\n3,\n", {0}, "line 2, column 2", "empty"},
        {"1,2\n,3\n", {0}, "line 2, column 1", "empty"},
        {"1,2,", {0}, "line 1, column 3", "empty"},
        {"1\n\n2\n", {0}, "line 2, column 1", "empty"},
        {"\"\"\n", {0}, "line 1, column 1", "empty"},
        {"x,y\n1,2\n", {0}, "line 1, column 1", "read it as the header"},
        {"1,2\r\n3,4x\r\n", {0}, "line 2, column 2", "\"4x\" is not a number"},
        {"1\r2\r0x10", {0}, "line 3, column 1", "not a number"},
        {"nan(7)", {0}, "line 1, column 1", "not a number"},
        {"1,5", {.separator = ';'}, "line 1, column 1", "not a number"},
        {"# 1", {0}, "line 1, column 1", "not a number"},
        {"\x1b[2J", {0}, "\"?[2J\"", "not a number"},
        {"1\n\"2", {0}, "line 2, column 1", "never closed"},
        {"\"1\"2", {0}, "line 1, column 1", "after its closing quote"},
        {"\"a\nb\"\n1\nx", {.header = true}, "line 4, column 1", "not a number"},
        {"1e39", {0}, "line 1, column 1", "too large for f32"},
        {"1e999", {.dtype = CX_F64}, "line 1, column 1", "too large for f64"},
        {"", {0}, "table.csv", "empty"},
        {"\n\n", {0}, "table.csv", "empty"},
        {"\xFF\xFE"
         "1",
         {0},
         "table.csv",
         "UTF-16"},
        {"1", {.dtype = CX_I32}, "table.csv", "not as i32"},
        {"1", {.separator = '.'}, "table.csv", "the separator '.'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_refused(parse(cases[i].text, cases[i].options, NULL), cases[i].where, cases[i].says);
    const struct cxi_csv_options options = {0};
    assert_refused(cxi_csv_parse("1\0", 2, "zero.csv", &options, NULL), "zero.csv, line 1, column 1", "not a number");
    assert_refused(cxi_csv_read(fixture("not-there.csv"), &options, NULL), "not-there.csv", "check the path");
}

/* Two gzip files end to end, and zeros after them as tapes have. */
static void joined_gzip_is_one(void **state) {
    (void)state;
    const struct cxi_csv_options options = {0};
    cx_array *array = cxi_csv_read(fixture("joined.csv.gz"), &options, NULL);
    assert_sound(array);
    assert_true(cx_dims_equal(cx_array_dims(array), CX_DIMS(2, 2)) && cx_array_at(array, 3) == 4);
    cx_array_free(array);
}

static void damaged_gzip_is_refused(void **state) {
    (void)state;
    const struct cxi_csv_options options = {.header = true};
    struct cxi_status status = {0};
    struct cxi_file file;
    assert_true(cxi_file_read(&file, fixture("numbers.csv.gz"), &status));
    for (size_t size = 2; size < file.size; size += 7)
        assert_refused(cxi_csv_parse(file.bytes, size, "part.gz", &options, NULL), "part.gz", "ends early");
    unsigned char *bytes = (unsigned char *)file.bytes;
    bytes[file.size - 5] ^= 1; /* of the checksum */
    assert_refused(cxi_csv_parse(bytes, file.size, "sum.gz", &options, NULL), "sum.gz", "damaged");
    cxi_file_close(&file);
}

/* -- Failures of the system -- */

static bool read_file(const char *name) {
    const struct cxi_csv_options options = {.header = true, .dtype = CX_F64};
    struct cxi_csv_names names;
    cx_array *array = cxi_csv_read(fixture(name), &options, &names);
    if (!cx_array_error(array)) assert_int_equal(names.count, 3);
    cxi_csv_names_free(&names);
    return attempt_array(array);
}

static bool read_plain(void) {
    return read_file("numbers.csv");
}

static bool read_compressed(void) {
    return read_file("numbers.csv.gz");
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
        cmocka_unit_test(numbers_are_exact_plain_and_compressed),
        cmocka_unit_test(the_locale_does_not_matter),
        cmocka_unit_test(variants_of_the_format),
        cmocka_unit_test(headers_give_names),
        cmocka_unit_test(errors_say_where),
        cmocka_unit_test(joined_gzip_is_one),
        cmocka_unit_test(damaged_gzip_is_refused),
        cmocka_unit_test(failures_are_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
