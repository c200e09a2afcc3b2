/* The table of element types, single elements, and shapes. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "base/dims.h"
#include "base/dtype.h"

#include <math.h>
#include <string.h>

static void names_go_both_ways(void **state) {
    (void)state;
    for (int t = CX_INVALID + 1; t < CX_DTYPE_COUNT; t++) {
        const char *name = cx_dtype_name((cx_dtype)t);
        assert_int_equal(cx_dtype_from_name(name), t);
        assert_non_null(cxi_dtype((cx_dtype)t)->mlir);
        assert_true(cxi_dtype((cx_dtype)t)->pjrt > 0);
        assert_true(cxi_dtype((cx_dtype)t)->kind != CXI_NO_CLASS);
        for (int other = CX_INVALID + 1; other < t; other++)
            assert_true(cxi_dtype((cx_dtype)other)->pjrt != cxi_dtype((cx_dtype)t)->pjrt);
    }
    assert_int_equal(cx_dtype_from_name("f33"), CX_INVALID);
    assert_int_equal(cx_dtype_from_name(""), CX_INVALID);
}

static void what_is_no_type(void **state) {
    (void)state;
    static const int values[] = {CX_INVALID, CX_DTYPE_COUNT, 1000, -1};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        assert_string_equal(cx_dtype_name((cx_dtype)values[i]), "invalid");
        assert_int_equal(cx_dtype_size((cx_dtype)values[i]), 0);
        assert_false(cxi_is_float((cx_dtype)values[i]) || cxi_is_integer((cx_dtype)values[i]));
    }
}

/* The sizes of XLA's types on the host. */
static void sizes(void **state) {
    (void)state;
    static const struct {
        const char *names;
        size_t size;
    } rows[] = {{"bool i4 u4 i8 u8 f8e4m3fn f8e5m2 f8e4m3 f8e3m4 f8e4m3fnuz f8e5m2fnuz f8e4m3b11fnuz", 1},
                {"i16 u16 f16 bf16", 2},
                {"i32 u32 f32", 4},
                {"i64 u64 f64 c64", 8},
                {"c128", 16}};
    int seen = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char names[200], *rest = names;
        strcpy(names, rows[i].names);
        for (char *name; (name = rest) && *name; seen++) {
            rest = strchr(name, ' ');
            if (rest) *rest++ = '\0';
            assert_int_equal(cx_dtype_size(cx_dtype_from_name(name)), rows[i].size);
        }
    }
    assert_int_equal(seen, CX_DTYPE_COUNT - 1);
}

static void elements_come_back(void **state) {
    (void)state;
    static const struct {
        cx_dtype dtype;
        double least, most;
    } rows[] = {{CX_BOOL, 0, 1},
                {CX_I4, -8, 7},
                {CX_I8, -128, 127},
                {CX_I16, -32768, 32767},
                {CX_I32, -0x1p31, 0x1p31 - 1},
                {CX_I64, -0x1p63, 0x1p53},
                {CX_U4, 0, 15},
                {CX_U8, 0, 255},
                {CX_U16, 0, 65535},
                {CX_U32, 0, 0x1p32 - 1},
                {CX_U64, 0, 0x1p63},
                {CX_F8E4M3FN, -448, 0x1p-9},
                {CX_F8E5M2, -57344, 0x1p-16},
                {CX_F8E4M3, -240, 0x1p-9},
                {CX_F8E3M4, -15.5, 0x1p-6},
                {CX_F8E4M3FNUZ, -240, 0x1p-10},
                {CX_F8E5M2FNUZ, -57344, 0x1p-17},
                {CX_F8E4M3B11FNUZ, -30, 0x1p-13},
                {CX_F16, -65504, 0x1p-24},
                {CX_BF16, -0x1.fep127, 0x1p-133},
                {CX_F32, -0x1.fffffep127, 0x1p-149},
                {CX_F64, -0x1.fffffffffffffp1023, 0x1p-1074},
                {CX_C64, -1.5, 2},
                {CX_C128, -1.5, 2}};
    assert_int_equal(sizeof rows / sizeof rows[0], CX_DTYPE_COUNT - 1);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        unsigned char element[32];
        size_t size = cx_dtype_size(rows[i].dtype);
        const double values[] = {rows[i].least, rows[i].most, 0, 1};
        for (int k = 0; k < 4; k++) {
            memset(element, 0xAB, sizeof element);
            cxi_element_write(rows[i].dtype, element + 1, values[k]); /* not aligned */
            assert_true(cxi_element_read(rows[i].dtype, element + 1) == values[k]);
            assert_int_equal(element[0], 0xAB);
            assert_int_equal(element[1 + size], 0xAB);
        }
    }
}

static void integers_of_64_bits_are_exact(void **state) {
    (void)state;
    int64_t big = INT64_C(9007199254740993), back; /* 2^53 + 1: no double is it */
    cxi_element_write_integer(CX_I64, &back, big);
    assert_true(back == big);
    cxi_element_write_integer(CX_U64, &back, -1);
    assert_true((uint64_t)back == UINT64_MAX);
    uint8_t byte;
    cxi_element_write_integer(CX_U8, &byte, 200);
    assert_int_equal(byte, 200);
}

static void shapes(void **state) {
    (void)state;
    size_t bytes;
    assert_true(cxi_dims_valid(CX_DIMS(2, 3), 4, &bytes) && bytes == 24);
    assert_true(cxi_dims_valid(CX_SCALAR, 8, &bytes) && bytes == 8);
    assert_true(cxi_dims_valid(CX_DIMS(0, 1000000), 4, &bytes) && bytes == 0);
    assert_false(cxi_dims_valid(CX_DIMS(-1), 4, &bytes));
    assert_false(cxi_dims_valid(CX_DIMS(INT64_MAX, 2), 1, &bytes));
    assert_false(cxi_dims_valid(CX_DIMS(INT64_MAX), 8, &bytes));
    assert_false(cxi_dims_valid(CX_DIMS(0, (int64_t)1 << 60), 4, &bytes));
    assert_true(cxi_dims_valid(CX_DIMS(0, ((int64_t)1 << 60) - 1), 4, &bytes) && bytes == 0);
    assert_false(cxi_dims_valid((cx_dims){.rank = CX_MAX_RANK + 1}, 1, &bytes));
    assert_false(cxi_dims_valid((cx_dims){.rank = -1}, 1, &bytes));
    assert_int_equal(cx_dims_count(CX_DIMS(2, 3, 4)), 24);
    assert_true(cx_dims_equal(CX_DIMS(2, 3), CX_DIMS(2, 3)));
    assert_false(cx_dims_equal(CX_DIMS(2, 3), CX_DIMS(2, 3, 1)));
    assert_false(cx_dims_equal(CX_DIMS(2, 3), CX_DIMS(3, 2)));
    assert_true(cx_dims_equal(cxi_dims_range(2, 5), CX_DIMS(2, 3, 4)));
    assert_true(cx_dims_equal(cxi_dims_without(CX_DIMS(5, 6, 7), CX_DIMS(2, 0)), CX_DIMS(6)));
    assert_true(cx_dims_equal(cxi_dims_add(CX_SCALAR, 9), CX_DIMS(9)));
    assert_true(cxi_dims_has(CX_DIMS(5, 6), 6) && !cxi_dims_has(CX_DIMS(5, 6), 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_go_both_ways),
        cmocka_unit_test(what_is_no_type),
        cmocka_unit_test(sizes),
        cmocka_unit_test(elements_come_back),
        cmocka_unit_test(integers_of_64_bits_are_exact),
        cmocka_unit_test(shapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
