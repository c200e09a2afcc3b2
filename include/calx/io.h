/* calx/io.h: files of arrays and pictures. Readers return an array, in error when the file is not what it should be; the
   message names the file. Writers are atomic: after a crash or on a full disk the file is the old or the new one, whole; they
   report errors to the runtime and return false. */
#ifndef CALX_IO_H
#define CALX_IO_H

#include <calx/runtime.h>

CX_BEGIN

CX_API cx_array *cx_npy_read(const char *path); /* numpy's .npy, all dtypes that both have */
CX_API bool cx_npy_write(cx_runtime *runtime, const char *path, const cx_array *array);

typedef struct cx_csv_args {
    const char *path; /* plain or gzip */
    cx_here at_;
    cx_dtype dtype;   /* f32 or f64; default: f32 */
    bool header;      /* the first line is names */
    char separator;   /* default: a comma */
} cx_csv_args;
CX_API cx_array *cx_csv_read_(cx_csv_args args); /* numbers: [rows, columns] */
#define cx_csv_read(...) cx_csv_read_(CX_ARGS(cx_csv_args, __VA_ARGS__))

CX_API cx_array *cx_idx_read(const char *path); /* MNIST's format, plain or gzip */

CX_API cx_array *cx_image_read(const char *path, int channels); /* PNG or JPEG: u8 [height, width, channels 1, 3 or 4] */
CX_API cx_array *cx_image_resize(const cx_array *image, int64_t height, int64_t width);
CX_API bool cx_png_write(cx_runtime *runtime, const char *path, const cx_array *image); /* u8 [height, width, 1 or 3] */

/* Parts and other forms of an array, as new arrays. An array in error gives one with the same error. */
CX_API cx_array *cx_array_rows(const cx_array *array, int64_t from, int64_t to); /* along the first axis */
CX_API cx_array *cx_array_columns(const cx_array *array, int64_t from, int64_t to); /* along the last axis */
CX_API cx_array *cx_array_shuffle_rows(const cx_array *array, uint64_t seed); /* the same seed, the same order */
CX_API cx_array *cx_array_reshape(const cx_array *array, cx_dims dims);
CX_API cx_array *cx_array_convert(const cx_array *array, cx_dtype dtype);

CX_END
#endif
