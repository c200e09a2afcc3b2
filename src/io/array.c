#include "io/array.h"

#include "base/alloc.h"

#include "base/dtype.h"
#include "base/text.h"
#include "base/dims.h"

#include <math.h>
#include <string.h>

/* What constructors hand out when there is no memory even for an array in error. Never written, never freed. */
static const struct cx_array no_memory = {.status.message = (char *)"out of memory", .dims = {1, {0}}};

static const struct cx_array none = {.status.message = (char *)"there is no array (NULL)", .dims = {1, {0}}};

const cx_array *cxi_array_given(const cx_array *array) {
    return array ? array : &none;
}

static cx_array *in_error(const char *format, va_list args) {
    cx_array *array = cxi_new(1, sizeof *array);
    if (!array) return (cx_array *)&no_memory;
    array->dims = CX_DIMS(0);
    cxi_vfail(&array->status, format, args);
    return array;
}

cx_array *cxi_array_error(const char *format, ...) {
    va_list args;
    va_start(args, format);
    cx_array *array = in_error(format, args);
    va_end(args);
    return array;
}

static cx_array *too_large(cx_dtype dtype, cx_dims dims) {
    if (dims.rank < 0 || dims.rank > CX_MAX_RANK)
        return cxi_array_error("an array of rank %d: the rank must be 0 to %d", dims.rank, CX_MAX_RANK);
    struct cxi_text type = {0};
    cxi_add_type(&type, dtype, dims);
    cx_array *array =
        cxi_array_error("an array %s: a dimension is negative or the size overflows; check the shape", cxi_text(&type));
    cxi_text_free(&type);
    return array;
}

static cx_array *new_array(cx_dtype dtype, cx_dims dims, const void *elements) {
    if (!cx_dtype_size(dtype)) return cxi_array_error("an array needs an element type; %d is none", (int)dtype);
    size_t bytes;
    if (!cxi_dims_valid(dims, cx_dtype_size(dtype), &bytes)) return too_large(dtype, dims);
    cx_array *array = cxi_new(1, sizeof *array);
    if (!array) return (cx_array *)&no_memory;
    array->data = cxi_new_aligned(bytes);
    if (!array->data) {
        array->dims = CX_DIMS(0);
        cxi_fail(&array->status, "out of memory: an array of %zu bytes; free some or use a smaller one", bytes);
        return array;
    }
    array->dtype = dtype;
    array->dims = dims;
    array->bytes = bytes;
    if (!elements)
        memset(array->data, 0, bytes);
    else if (bytes)
        memcpy(array->data, elements, bytes);
    return array;
}

cx_array *cx_array_new(cx_dtype dtype, cx_dims dims) {
    return new_array(dtype, dims, NULL);
}

cx_array *cx_array_copy_of(cx_dtype dtype, cx_dims dims, const void *elements) {
    size_t bytes;
    if (!elements && cxi_dims_valid(dims, 1, &bytes) && bytes)
        return cxi_array_error("a copy of NULL: pass the elements, or use cx_array_new for zeros");
    return new_array(dtype, dims, elements);
}

void cx_array_free(cx_array *array) {
    if (!array || array == &no_memory) return;
    cxi_status_clear(&array->status);
    cxi_free(array->data);
    cxi_free(array);
}

const char *cx_array_error(const cx_array *array) {
    return cxi_error(&cxi_array_given(array)->status);
}

cx_dtype cx_array_dtype(const cx_array *array) {
    return cxi_array_given(array)->dtype;
}

cx_dims cx_array_dims(const cx_array *array) {
    return cxi_array_given(array)->dims;
}

int64_t cx_array_count(const cx_array *array) {
    return cx_dims_count(cxi_array_given(array)->dims);
}

void *cx_array_data(cx_array *array) {
    return cxi_array_given(array)->data;
}

const void *cx_array_read(const cx_array *array) {
    return cxi_array_given(array)->data;
}

double cx_array_at(const cx_array *array, int64_t index) {
    array = cxi_array_given(array);
    if (index < 0 || index >= cx_array_count(array)) return NAN;
    size_t offset = (size_t)index * cx_dtype_size(array->dtype);
    return cxi_element_read(array->dtype, (const char *)array->data + offset);
}
