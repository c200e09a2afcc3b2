/* Element types: what dtype.def says, as a table to look things up in, and single elements read and written. */
#ifndef CXI_DTYPE_H
#define CXI_DTYPE_H

#include <calx/base.h>

enum cxi_class { CXI_NO_CLASS, CXI_BOOL, CXI_SIGNED, CXI_UNSIGNED, CXI_FLOAT, CXI_COMPLEX };

struct cxi_dtype {
    const char *name; /* Calx's own: "u8" */
    const char *mlir; /* StableHLO's: "ui8" */
    int bits;         /* of one element on the host; sub-byte types take a byte each there */
    enum cxi_class kind;
    int pjrt;                /* PJRT_Buffer_Type */
    const char *npy;         /* NULL: the format has no such type */
    const char *safetensors; /* NULL: likewise */
};

const struct cxi_dtype *cxi_dtype(cx_dtype dtype); /* never NULL; the entry of CX_INVALID is all zero */

static inline bool cxi_is_float(cx_dtype t) {
    return cxi_dtype(t)->kind == CXI_FLOAT;
}
static inline bool cxi_is_complex(cx_dtype t) {
    return cxi_dtype(t)->kind == CXI_COMPLEX;
}
static inline bool cxi_is_differentiable(cx_dtype t) { /* derivatives are of these and in these */
    return cxi_is_float(t) || cxi_is_complex(t);
}
static inline bool cxi_is_integer(cx_dtype t) {
    return cxi_dtype(t)->kind == CXI_SIGNED || cxi_dtype(t)->kind == CXI_UNSIGNED;
}

/* The bits that make a value: 1 of bool, 4 of i4 and u4, which take a byte each on the host; of others all. 0: no dtype. */
int cxi_value_bits(cx_dtype dtype);

/* One element at `at`, by value. Complex numbers read as their real part. Writing rounds to nearest even, and
   converts out-of-range integers as C does. */
double cxi_element_read(cx_dtype dtype, const void *at);
void cxi_element_write(cx_dtype dtype, void *at, double value);
void cxi_element_write_integer(cx_dtype dtype, void *at, int64_t value); /* exact for 64-bit integers */

/* The largest number of a float dtype: infinity where it has one. */
double cxi_largest_float(cx_dtype dtype);

/* Whether a whole number is a value of an integer dtype; other dtypes hold any. */
bool cxi_holds(cx_dtype dtype, double whole);

#endif
