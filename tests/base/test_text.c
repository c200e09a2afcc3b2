/* Texts that grow, and numbers written and read whatever the locale. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "base/alloc.h"
#include "base/comma_locale.h"
#include "base/text.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void pieces_join(void **state) {
    (void)state;
    struct cxi_text t = {0};
    assert_string_equal(cxi_text(&t), "");
    cxi_add(&t, "tensor<");
    cxi_addf(&t, "%dx%s", 3, "f32");
    cxi_add_bytes(&t, ">\0!", 3);
    assert_int_equal(t.length, 15);
    assert_memory_equal(t.data, "tensor<3xf32>\0!", 16);
    cxi_text_clear(&t);
    assert_string_equal(cxi_text(&t), "");
    for (int i = 0; i < 10000; i++) cxi_addf(&t, "%04d", i);
    assert_int_equal(t.length, 40000);
    assert_memory_equal(t.data + 4 * 1234, "12341235", 8);
    cxi_text_free(&t);
    assert_null(t.data);
}

static void shapes_and_sizes(void **state) {
    (void)state;
    struct cxi_text t = {0};
    cxi_add_type(&t, CX_BF16, CX_DIMS(2, -3));
    cxi_add(&t, " ");
    cxi_add_dims(&t, CX_SCALAR);
    cxi_add(&t, " ");
    cxi_add_dims(&t, CX_DIMS(INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN));
    assert_int_equal(t.length,
                     strlen("bf16[2, -3] [] [-9223372036854775808") + 7 * strlen(", -9223372036854775808") + 1);
    cxi_text_clear(&t);
    const double sizes[] = {0, 1023, 1024, 1536, 1048576, 5e9, 1e15};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        cxi_add_bytes_size(&t, sizes[i]);
        cxi_add(&t, ";");
    }
    assert_string_equal(cxi_text(&t), "0 B;1023 B;1.0 KiB;1.5 KiB;1.0 MiB;4.7 GiB;909.5 TiB;");
    cxi_text_free(&t);
}

static bool refuse(size_t size) {
    (void)size;
    return true;
}

static void without_memory_it_is_inert(void **state) {
    (void)state;
    struct cxi_text t = {0};
    cxi_add(&t, "begun");
    cxi_alloc_refuses = refuse;
    for (int i = 0; i < 100; i++) cxi_add(&t, "more and more");
    cxi_alloc_refuses = NULL;
    assert_false(cxi_text_ok(&t));
    size_t length = t.length;
    cxi_add(&t, "later");
    assert_int_equal(t.length, length); /* nothing is missing in the middle */
    assert_int_equal(strlen(cxi_text(&t)), length);
    cxi_text_clear(&t);
    assert_false(cxi_text_ok(&t));
    cxi_text_free(&t);
}

/* ---------------------------------------------------------------------------------------------- numbers */

static void assert_written(double value, int digits, const char *want) {
    struct cxi_text t = {0};
    cxi_add_number(&t, value, digits);
    assert_string_equal(cxi_text(&t), want);
    cxi_text_free(&t);
}

static void check_numbers(void) {
    assert_written(1.5, 6, "1.5");
    assert_written(-0.001, 6, "-0.001");
    assert_written(1e-300, 3, "1e-300");
    assert_written(1234567.25, 9, "1234567.25");
    assert_written(1e22, 6, "1e+22");
    assert_written(-0.0, 6, "-0");
    assert_written(INFINITY, 6, "inf");
    assert_written(-INFINITY, 6, "-inf");
    struct cxi_text t = {0};
    cxi_add_fixed(&t, 1234567.126, 2);
    cxi_add(&t, " ");
    cxi_add_fixed(&t, -DBL_MAX, 1);
    assert_memory_equal(cxi_text(&t), "1234567.13 -1797693134862315", 27);
    assert_string_equal(cxi_text(&t) + t.length - 4, "68.0");
    cxi_text_free(&t);
}

/* 17 digits say a double exactly: what is written reads as the same number. */
static void check_round_trips(void) {
    uint64_t bits = 1;
    for (int i = 0; i < 20000; i++) {
        double value, back;
        bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value)) continue;
        struct cxi_text t = {0};
        cxi_add_number(&t, value, 17);
        const char *end = cxi_parse_number(cxi_text(&t), &back);
        assert_int_equal(*end, '\0');
        assert_true(back == value);
        cxi_text_free(&t);
    }
}

static void check_parsing(void) {
    double value;
    const char *text = "2.5,1";
    assert_ptr_equal(cxi_parse_number(text, &value), text + 3); /* a comma ends a number */
    assert_true(value == 2.5);
    text = "1e3x";
    assert_ptr_equal(cxi_parse_number(text, &value), text + 3);
    assert_true(value == 1000);
    text = ",5";
    assert_ptr_equal(cxi_parse_number(text, &value), text);
    text = "";
    assert_ptr_equal(cxi_parse_number(text, &value), text);
}

static void numbers_in_the_c_locale(void **state) {
    (void)state;
    check_numbers();
    check_round_trips();
    check_parsing();
}

static void numbers_in_a_comma_locale(void **state) {
    (void)state;
    if (!comma_locale_enter()) {
        print_message("there is no locale with a decimal comma, and no localedef to make one: not tried\n");
        skip();
    }
    check_numbers();
    check_round_trips();
    check_parsing();
    comma_locale_leave();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_join),
        cmocka_unit_test(shapes_and_sizes),
        cmocka_unit_test(without_memory_it_is_inert),
        cmocka_unit_test(numbers_in_the_c_locale),
        cmocka_unit_test(numbers_in_a_comma_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
