/* Shapes and short lists of integers: what the public cx_dims needs inside the library. */
#ifndef CXI_DIMS_H
#define CXI_DIMS_H

#include <calx/base.h>

/* False when a dimension is negative, the rank is out of bounds or count * element is 2^62 or more (so that two dimensions
   can be added); else the bytes. */
bool cxi_dims_valid(cx_dims dims, size_t element, size_t *bytes);

bool cxi_dims_has(cx_dims list, int64_t value);
cx_dims cxi_dims_add(cx_dims list, int64_t value);    /* the list with one more; the caller knows that it fits */
cx_dims cxi_dims_without(cx_dims dims, cx_dims axes); /* the dimensions that are not on `axes` */
cx_dims cxi_dims_range(int from, int to);             /* from, from+1, ..., to-1 */

/* What lists become when an array gets a new axis 0: `value` before the list; axes counted one further. */
cx_dims cxi_dims_after(int64_t value, cx_dims list);
cx_dims cxi_dims_shifted(cx_dims axes);

#endif
