/* The numbers that make_reference.py wrote. */
#ifndef TESTS_NN_REFERENCE_H
#define TESTS_NN_REFERENCE_H

#include "run/calx_test.h"

#include "io/safetensors.h"

/* The array "prefix.name", which must be there, converted to `dtype`. Free it. */
static inline cx_array *reference_array(const char *prefix, const char *name, cx_dtype dtype) {
    struct cxi_safetensors *file = cxi_safetensors_open(CALX_TEST_DATA "/nn/data/reference.safetensors");
    if (cxi_safetensors_error(file)) fail_msg("%s", cxi_safetensors_error(file));
    char whole[100];
    snprintf(whole, sizeof whole, "%s.%s", prefix, name);
    const struct cxi_tensor *found = cxi_safetensors_find(file, whole);
    if (!found) fail_msg("%s is not in the reference: run make_reference.py", whole);
    cx_array *array = cx_array_copy_of(found->dtype, found->dims, found->data);
    cx_array *converted = cx_array_convert(array, dtype);
    assert_null(cx_array_error(converted));
    cx_array_free(array);
    cxi_safetensors_close(file);
    return converted;
}

static inline cx_tensor *reference_tensor(cx_runtime *rt, const char *prefix, const char *name, cx_dtype dtype) {
    cx_array *array = reference_array(prefix, name, dtype);
    cx_tensor *tensor = cx_tensor_of(rt, array);
    cx_array_free(array);
    return tensor;
}

static inline void assert_reference(cx_tensor *tensor, const char *prefix, const char *name, double tolerance) {
    cx_array *array = reference_array(prefix, name, CX_F64);
    assert_elements(tensor, array, tolerance, prefix);
    cx_array_free(array);
}

#endif
