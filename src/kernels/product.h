/* Products of f32 matrices by oneDNN, as the handler of a custom call.

       handler        inputs                                    output
       calx_product   a [batch, rows, depth], or, with the      y [batch, rows, columns]
                      attribute transpose_a, [batch, depth,
                      rows]; b [batch, depth, columns], or, with
                      transpose_b, [batch, columns, depth]

   The result is cut into tiles, for XLA's threads to take. How it is cut depends on the shapes alone: the same inputs give the same
   bits. */
#ifndef CXI_KERNELS_PRODUCT_H
#define CXI_KERNELS_PRODUCT_H

#include <calx/custom.h>

struct cxi_product {
    int64_t batch, rows, columns, depth;
    bool transpose_a, transpose_b;
};

extern const char *const cxi_product_name;
extern cx_ffi_handler *const cxi_product_handler;

/* Whether one of this size gains by it on this machine. */
bool cxi_product_pays(const struct cxi_product *product);

#endif
