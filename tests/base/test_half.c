/* The small floating-point formats: all patterns there and back, and roundings against numpy and ml_dtypes
   (make_halves.py). */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "base/half.h"
#include "io/safetensors.h"

#include <math.h>
#include <string.h>

#ifndef CALX_TEST_DATA
#define CALX_TEST_DATA "tests"
#endif

#define F8(NAME, FORMAT)                             \
    static float f8##NAME##_wide(unsigned bits) {    \
        return cxi_f8_to_f32(FORMAT, (uint8_t)bits); \
    }                                                \
    static unsigned f8##NAME##_narrow(float value) { \
        return cxi_f32_to_f8(FORMAT, value);         \
    }
F8(e4m3fn, CXI_E4M3FN)
F8(e5m2, CXI_E5M2)
F8(e4m3, CXI_E4M3)
F8(e3m4, CXI_E3M4)
F8(e4m3fnuz, CXI_E4M3FNUZ)
F8(e5m2fnuz, CXI_E5M2FNUZ)
F8(e4m3b11fnuz, CXI_E4M3B11FNUZ)

static float f16_wide(unsigned bits) {
    return cxi_f16_to_f32((uint16_t)bits);
}
static float bf16_wide(unsigned bits) {
    return cxi_bf16_to_f32((uint16_t)bits);
}
static unsigned f16_narrow(float value) {
    return cxi_f32_to_f16(value);
}
static unsigned bf16_narrow(float value) {
    return cxi_f32_to_bf16(value);
}

static const struct format {
    const char *name;
    unsigned bytes, nans; /* of all patterns, how many are NaN */
    float (*wide)(unsigned bits);
    unsigned (*narrow)(float value);
} formats[] = {{"f16", 2, 2046, f16_wide, f16_narrow},
               {"bf16", 2, 254, bf16_wide, bf16_narrow},
               {"f8e4m3fn", 1, 2, f8e4m3fn_wide, f8e4m3fn_narrow},
               {"f8e5m2", 1, 6, f8e5m2_wide, f8e5m2_narrow},
               {"f8e4m3", 1, 14, f8e4m3_wide, f8e4m3_narrow},
               {"f8e3m4", 1, 30, f8e3m4_wide, f8e3m4_narrow},
               {"f8e4m3fnuz", 1, 1, f8e4m3fnuz_wide, f8e4m3fnuz_narrow},
               {"f8e5m2fnuz", 1, 1, f8e5m2fnuz_wide, f8e5m2fnuz_narrow},
               {"f8e4m3b11fnuz", 1, 1, f8e4m3b11fnuz_wide, f8e4m3b11fnuz_narrow}};
enum { FORMATS = sizeof formats / sizeof formats[0] };

/* NaN comes back as a NaN of the same sign; all else as it was. */
static void all_patterns_come_back(void **state) {
    (void)state;
    for (int k = 0; k < FORMATS; k++) {
        const struct format *f = &formats[k];
        unsigned count = 1u << (8 * f->bytes), nans = 0;
        for (unsigned bits = 0; bits < count; bits++) {
            float value = f->wide(bits);
            unsigned back = f->narrow(value);
            assert_int_equal(!!signbit(value), bits >= count / 2);
            if (isnan(value)) {
                nans++;
                assert_true(isnan(f->wide(back)));
                assert_int_equal(back >= count / 2, bits >= count / 2);
            } else if (back != bits)
                fail_msg("%s: %#x comes back as %#x", f->name, bits, back);
        }
        assert_int_equal(nans, f->nans);
    }
}

static void patterns_ascend(void **state) {
    (void)state;
    for (int k = 0; k < FORMATS; k++)
        for (unsigned bits = 1; bits < 1u << (8 * formats[k].bytes - 1); bits++) {
            float value = formats[k].wide(bits);
            if (!isnan(value)) assert_true(value > formats[k].wide(bits - 1));
        }
}

static const struct cxi_tensor *find(const struct cxi_safetensors *file, const char *format, const char *what) {
    char key[40];
    snprintf(key, sizeof key, "%s/%s", format, what);
    const struct cxi_tensor *tensor = cxi_safetensors_find(file, key);
    if (!tensor) fail_msg("%s is missing", key);
    return tensor;
}

static unsigned word_at(const struct cxi_tensor *tensor, int64_t i, unsigned bytes) {
    const unsigned char *at = (const unsigned char *)tensor->data + (size_t)i * bytes;
    return bytes == 1 ? at[0] : at[0] | (unsigned)at[1] << 8;
}

static float float_at(const struct cxi_tensor *tensor, int64_t i) {
    float value;
    memcpy(&value, (const char *)tensor->data + 4 * i, 4);
    return value;
}

static void numpy_agrees(void **state) {
    (void)state;
    struct cxi_safetensors *file = cxi_safetensors_open(CALX_TEST_DATA "/base/data/halves.safetensors");
    if (cxi_safetensors_error(file)) fail_msg("%s", cxi_safetensors_error(file));
    for (int k = 0; k < FORMATS; k++) {
        const struct format *f = &formats[k];
        const struct cxi_tensor *bits = find(file, f->name, "bits"), *wide = find(file, f->name, "wide");
        const struct cxi_tensor *from = find(file, f->name, "from"), *narrow = find(file, f->name, "narrow");
        for (int64_t i = 0; i < bits->dims.dim[0]; i++) {
            float got = f->wide(word_at(bits, i, f->bytes)), want = float_at(wide, i);
            if (got != want && !(isnan(got) && isnan(want)))
                fail_msg("%s %#x is %g, not %g", f->name, word_at(bits, i, f->bytes), (double)want, (double)got);
        }
        for (int64_t i = 0; i < from->dims.dim[0]; i++) {
            unsigned got = f->narrow(float_at(from, i)), want = word_at(narrow, i, f->bytes);
            if (got != want) fail_msg("%s of %a is %#x, not %#x", f->name, (double)float_at(from, i), want, got);
        }
    }
    cxi_safetensors_close(file);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_patterns_come_back), cmocka_unit_test(patterns_ascend),
                                       cmocka_unit_test(numpy_agrees)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
