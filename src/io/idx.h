/* The IDX format of the MNIST data sets (yann.lecun.com/exdb/mnist, "The IDX file format"): one array, plain
   or compressed with gzip. */
#ifndef CXI_IDX_H
#define CXI_IDX_H

#include "io/array.h"

cx_array *cxi_idx_read(const char *path); /* never NULL; see cx_array_error */
cx_array *cxi_idx_parse(const void *bytes, size_t size, const char *name);

#endif
