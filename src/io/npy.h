/* NumPy's .npy files: one array each. Reads versions 1.0 to 3.0 and writes 1.0, which every reader knows
   (numpy.lib.format describes all three). Fortran order is transposed to row-major while reading; big-endian
   files, structured types and Python objects are refused. */
#ifndef CXI_NPY_H
#define CXI_NPY_H

#include "io/array.h"

cx_array *cxi_npy_read(const char *path);                                  /* never NULL; see cx_array_error */
cx_array *cxi_npy_parse(const void *bytes, size_t size, const char *name); /* `name` is for messages */
bool cxi_npy_write(const char *path, const cx_array *array, struct cxi_status *status); /* atomic */

#endif
