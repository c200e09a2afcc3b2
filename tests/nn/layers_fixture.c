/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "nn/layers_fixture.h"

#include <stdlib.h>

struct cxi_safetensors *layers_open(void) {
    struct cxi_safetensors *file = cxi_safetensors_open(CALX_TEST_DATA "/nn/data/layers.safetensors");
    if (cxi_safetensors_error(file)) fail_msg("%s", cxi_safetensors_error(file));
    return file;
}

const struct cxi_tensor *layers_find(const struct cxi_safetensors *file, const char *format, ...) {
    char name[200];
    va_list args;
    va_start(args, format);
    vsnprintf(name, sizeof name, format, args);
    va_end(args);
    return cxi_safetensors_find(file, name);
}

cx_tensor *layers_tensor(const struct cxi_tensor *array, cx_dtype floats) {
    if (array->dtype != CX_F64) return cx_tensor_new(case_runtime(), array->dtype, array->dims, array->data);
    double *numbers = case_numbers(array->dtype, array->dims, array->data);
    cx_tensor *tensor = case_tensor(floats, array->dims, numbers);
    free(numbers);
    return tensor;
}

bool layers_agree(const char *name, const char *what, cx_tensor *got, cx_dtype dtype, const struct cxi_tensor *want,
                  double tolerance) {
    if (cx_tensor_error(got)) {
        print_error("%s: %s: %s\n", name, what, cx_tensor_error(got));
        return false;
    }
    if (cx_tensor_dtype(got) != dtype) {
        print_error("%s: %s is of dtype %s, not %s\n", name, what, cx_dtype_name(cx_tensor_dtype(got)),
                    cx_dtype_name(dtype));
        return false;
    }
    cx_array *raw = cx_tensor_array(got);
    double *numbers = case_numbers(dtype, cx_array_dims(raw), cx_array_read(raw));
    cx_tensor *wide = case_tensor(CX_F64, cx_array_dims(raw), numbers);
    bool agree = case_agrees(name, what, wide, want, tolerance);
    cx_tensor_free(wide);
    free(numbers);
    cx_array_free(raw);
    return agree;
}
