/* calx/array.h: arrays in host memory. What files are read into and written from; a tensor (calx/tensor.h) is its
   counterpart on a device. */
#ifndef CALX_ARRAY_H
#define CALX_ARRAY_H

#include <calx/base.h>

CX_BEGIN

/* Elements are row-major and aligned to 64 bytes. An array in error has no elements and says why. */
typedef struct cx_array cx_array;

CX_API cx_array *cx_array_new(cx_dtype dtype, cx_dims dims);                    /* zeros; never NULL */
CX_API cx_array *cx_array_copy_of(cx_dtype dtype, cx_dims dims, const void *elements);
CX_API void cx_array_free(cx_array *array);                                     /* NULL is fine */
CX_API const char *cx_array_error(const cx_array *array);                       /* NULL: it is sound */

CX_API cx_dtype cx_array_dtype(const cx_array *array);
CX_API cx_dims cx_array_dims(const cx_array *array);
CX_API int64_t cx_array_count(const cx_array *array);                           /* elements */
CX_API void *cx_array_data(cx_array *array);                                    /* NULL in error */
CX_API const void *cx_array_read(const cx_array *array);                        /* the same, to read from */
CX_API double cx_array_at(const cx_array *array, int64_t index); /* one element by flat index; NaN out of range */

CX_END
#endif
