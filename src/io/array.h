/* The inside of a host array. */
#ifndef CXI_ARRAY_H
#define CXI_ARRAY_H

#include <calx/array.h>

#include "base/status.h"

struct cx_array {
    struct cxi_status status;
    cx_dtype dtype;
    cx_dims dims;
    size_t bytes;
    void *data;
};

/* The array, or for NULL one in error: what every function of the user's arrays begins with. */
const cx_array *cxi_array_given(const cx_array *array);

cx_array *cxi_array_error(const char *format, ...) CX_PRINTF(1, 2); /* an array in error */

#endif
