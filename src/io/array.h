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

cx_array *cxi_array_error(const char *format, ...) CX_PRINTF(1, 2); /* an array in error */

#endif
