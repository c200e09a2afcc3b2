#include "run/print.h"

#include "base/dtype.h"

#include <math.h>
#include <string.h>

void cxi_add_element(struct cxi_text *out, const cx_array *array, int64_t index) {
    const char *at = (const char *)array->data + (size_t)index * cx_dtype_size(array->dtype);
    cx_dtype part = array->dtype == CX_C128 ? CX_F64 : CX_F32;
    int64_t whole = 0;
    if (array->dtype == CX_I64 || array->dtype == CX_U64) memcpy(&whole, at, sizeof whole);
    if (array->dtype == CX_I64)
        cxi_addf(out, "%lld", (long long)whole);
    else if (array->dtype == CX_U64)
        cxi_addf(out, "%llu", (unsigned long long)whole);
    else
        cxi_add_number(out, cxi_element_read(array->dtype, at), cxi_is_integer(array->dtype) ? 17 : 6);
    if (!cxi_is_complex(array->dtype)) return;
    double imaginary = cxi_element_read(part, at + cx_dtype_size(part));
    cxi_add(out, signbit(imaginary) ? "-" : "+");
    cxi_add_number(out, fabs(imaginary), 6);
    cxi_add(out, "i");
}

/* Long axes are shortened to their ends. */
static void print_axis(struct cxi_text *out, const cx_array *array, int axis, int64_t *index, int64_t stride) {
    enum { ENDS = 3 };
    int64_t n = axis < array->dims.rank ? array->dims.dim[axis] : 1;
    if (axis == array->dims.rank) {
        cxi_add_element(out, array, (*index)++);
        return;
    }
    cxi_add(out, "[");
    stride = n ? stride / n : 0;
    for (int64_t i = 0; i < n; i++) {
        if (i) cxi_add(out, axis == array->dims.rank - 1 ? ", " : ",\n");
        if (n > 2 * ENDS + 2 && i == ENDS) {
            cxi_add(out, "..., ");
            *index += (n - 2 * ENDS) * stride;
            i = n - ENDS;
        }
        print_axis(out, array, axis + 1, index, stride);
    }
    cxi_add(out, "]");
}

void cxi_add_array(struct cxi_text *out, const cx_array *array) {
    int64_t index = 0;
    if (cx_array_error(array)) {
        cxi_addf(out, "tensor in error: %s", cx_array_error(array));
        return;
    }
    cxi_add_type(out, array->dtype, array->dims);
    cxi_add(out, array->dims.rank > 1 ? "\n" : " ");
    print_axis(out, array, 0, &index, cx_dims_count(array->dims));
}
