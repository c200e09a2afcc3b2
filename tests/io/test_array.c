#include "io_test.h"

#include <math.h>

static void new_arrays_are_zero_and_aligned(void **state) {
    (void)state;
    for (int t = CX_INVALID + 1; t < CX_DTYPE_COUNT; t++) {
        cx_array *array = cx_array_new((cx_dtype)t, CX_DIMS(3, 5));
        assert_sound(array);
        assert_int_equal(cx_array_dtype(array), t);
        assert_int_equal(cx_array_count(array), 15);
        assert_int_equal((uintptr_t)cx_array_data(array) % 64, 0);
        for (int i = 0; i < 15; i++) assert_true(cx_array_at(array, i) == 0);
        assert_true(isnan(cx_array_at(array, 15)) && isnan(cx_array_at(array, -1)));
        cx_array_free(array);
    }
    cx_array_free(NULL);
}

static void copies_are_their_own(void **state) {
    (void)state;
    int32_t elements[] = {-7, 8};
    cx_array *array = cx_array_copy_of(CX_I32, CX_DIMS(2), elements);
    elements[0] = 0;
    assert_true(cx_array_at(array, 0) == -7 && cx_array_at(array, 1) == 8);
    assert_ptr_equal(cx_array_read(array), cx_array_data(array));
    cx_array_free(array);
    cx_array *empty = cx_array_copy_of(CX_I32, CX_DIMS(0), NULL);
    assert_sound(empty);
    cx_array_free(empty);
}

static void impossible_arrays_say_why(void **state) {
    (void)state;
    assert_refused(cx_array_new(CX_INVALID, CX_DIMS(2)), "element type", "0");
    assert_refused(cx_array_new((cx_dtype)99, CX_DIMS(2)), "element type", "99");
    assert_refused(cx_array_new(CX_F32, CX_DIMS(2, -1)), "f32[2, -1]", "negative");
    assert_refused(cx_array_new(CX_F32, CX_DIMS(INT64_MAX, 4)), "f32[", "overflows");
    assert_refused(cx_array_new(CX_F32, CX_DIMS(5, INT64_MAX, 0)), "f32[", "overflows");
    assert_refused(cx_array_new(CX_F32, (cx_dims){9, {1}}), "rank 9", "0 to 8");
    assert_refused(cx_array_copy_of(CX_F32, CX_DIMS(1), NULL), "NULL", "cx_array_new");
}

static bool make(void) {
    return attempt_array(cx_array_new(CX_F32, CX_DIMS(2, 3)));
}

static bool copy(void) {
    return attempt_array(cx_array_copy_of(CX_U8, CX_DIMS(2), "ab"));
}

static void failures_are_reported(void **state) {
    (void)state;
    sweep_allocations(make);
    sweep_allocations(copy);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_arrays_are_zero_and_aligned),
        cmocka_unit_test(copies_are_their_own),
        cmocka_unit_test(impossible_arrays_say_why),
        cmocka_unit_test(failures_are_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
