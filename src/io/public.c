/* calx/io.h on top of the readers and writers of this folder. */
#include <calx/io.h>

#include "base/alloc.h"
#include "base/dtype.h"
#include "base/permutation.h"
#include "io/array.h"
#include "io/csv.h"
#include "io/idx.h"
#include "io/image.h"
#include "io/npy.h"
#include "run/runtime.h"

#include <string.h>

cx_array *cx_npy_read(const char *path) {
    return cxi_npy_read(path);
}

cx_array *cx_idx_read(const char *path) {
    return cxi_idx_read(path);
}

cx_array *cx_csv_read_(cx_csv_args args) {
    return cxi_csv_read(args.path, &(struct cxi_csv_options){args.dtype, args.header, args.separator}, NULL);
}

cx_array *cx_image_read(const char *path, int channels) {
    return cxi_image_read(path, &(struct cxi_image_options){.channels = channels});
}

cx_array *cx_image_resize(const cx_array *image, int64_t height, int64_t width) {
    return cxi_image_resize(cxi_array_given(image), height, width);
}

typedef bool writer(const char *path, const cx_array *array, struct cxi_status *status);

static bool write_reporting(cx_runtime *runtime, writer *write, const char *path, const cx_array *array) {
    struct cxi_status status = {0};
    array = cxi_array_given(array);
    if (cxi_pass(&status, &array->status)) write(path, array, &status);
    bool ok = cxi_report(runtime, &status);
    cxi_status_clear(&status);
    return ok;
}

bool cx_npy_write(cx_runtime *runtime, const char *path, const cx_array *array) {
    return write_reporting(runtime, cxi_npy_write, path, array);
}

bool cx_png_write(cx_runtime *runtime, const char *path, const cx_array *image) {
    return write_reporting(runtime, cxi_png_write, path, image);
}

/* --------------------------------------------------------------------------------------- parts and other
 * forms */

cx_array *cx_array_rows(const cx_array *array, int64_t from, int64_t to) {
    array = cxi_array_given(array);
    if (!cxi_ok(&array->status)) return cxi_array_error("%s", cxi_error(&array->status));
    cx_dims dims = array->dims;
    if (dims.rank < 1 || from < 0 || to < from || to > dims.dim[0])
        return cxi_array_error(
            "rows %lld to %lld of an array that has %lld; they count from 0, the last is not included", (long long)from,
            (long long)to, (long long)(dims.rank ? dims.dim[0] : 0));
    size_t row = dims.dim[0] ? array->bytes / (size_t)dims.dim[0] : 0;
    dims.dim[0] = to - from;
    return cx_array_copy_of(array->dtype, dims, (const char *)array->data + (size_t)from * row);
}

cx_array *cx_array_shuffle_rows(const cx_array *array, uint64_t seed) {
    array = cxi_array_given(array);
    if (!cxi_ok(&array->status)) return cxi_array_error("%s", cxi_error(&array->status));
    if (array->dims.rank < 1)
        return cxi_array_error("shuffle: a single number has no rows; give an array of rank 1 or more");
    int64_t rows = array->dims.dim[0], *order = cxi_new((size_t)rows, sizeof *order);
    cx_array *shuffled = order ? cx_array_new(array->dtype, array->dims) : cxi_array_error("out of memory");
    if (cxi_ok(&shuffled->status)) {
        size_t row = rows ? array->bytes / (size_t)rows : 0;
        cxi_permutation(order, rows, seed);
        for (int64_t i = 0; i < rows; i++)
            memcpy((char *)shuffled->data + (size_t)i * row, (const char *)array->data + (size_t)order[i] * row, row);
    }
    cxi_free(order);
    return shuffled;
}

cx_array *cx_array_columns(const cx_array *array, int64_t from, int64_t to) {
    array = cxi_array_given(array);
    if (!cxi_ok(&array->status)) return cxi_array_error("%s", cxi_error(&array->status));
    cx_dims dims = array->dims;
    int64_t columns = dims.rank ? dims.dim[dims.rank - 1] : 0;
    if (dims.rank < 1 || from < 0 || to < from || to > columns)
        return cxi_array_error(
            "columns %lld to %lld of an array that has %lld; they count from 0, the last is not included",
            (long long)from, (long long)to, (long long)columns);
    dims.dim[dims.rank - 1] = to - from;
    cx_array *part = cx_array_new(array->dtype, dims);
    if (!cxi_ok(&part->status)) return part;
    size_t element = cx_dtype_size(array->dtype), wide = (size_t)columns * element,
           narrow = (size_t)(to - from) * element;
    for (size_t row = 0; narrow && row < part->bytes / narrow; row++)
        memcpy((char *)part->data + row * narrow, (const char *)array->data + row * wide + (size_t)from * element,
               narrow);
    return part;
}

cx_array *cx_array_reshape(const cx_array *array, cx_dims dims) {
    array = cxi_array_given(array);
    if (!cxi_ok(&array->status)) return cxi_array_error("%s", cxi_error(&array->status));
    if (cx_dims_count(dims) != cx_dims_count(array->dims))
        return cxi_array_error("reshape: %lld elements do not make %lld; check the shape",
                               (long long)cx_dims_count(array->dims), (long long)cx_dims_count(dims));
    return cx_array_copy_of(array->dtype, dims, array->data);
}

cx_array *cx_array_convert(const cx_array *array, cx_dtype dtype) {
    array = cxi_array_given(array);
    if (!cxi_ok(&array->status)) return cxi_array_error("%s", cxi_error(&array->status));
    cx_array *converted = cx_array_new(dtype, array->dims);
    if (!cxi_ok(&converted->status)) return converted;
    size_t from = cx_dtype_size(array->dtype), to = cx_dtype_size(dtype);
    for (int64_t i = 0; i < cx_dims_count(array->dims); i++)
        cxi_element_write(dtype, (char *)converted->data + (size_t)i * to,
                          cxi_element_read(array->dtype, (const char *)array->data + (size_t)i * from));
    return converted;
}
