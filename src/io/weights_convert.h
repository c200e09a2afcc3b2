/* The elements of a weight, as another type. */
#ifndef CXI_WEIGHTS_CONVERT_H
#define CXI_WEIGHTS_CONVERT_H

#include "io/weights.h"

/* What a weight becomes when it is asked for as `dtype`, which cx_weights_tensor explains. */
struct cxi_form {
    cx_dtype dtype;
    cx_dims dims;
    size_t bytes;
    bool as_stored; /* the very bytes of the file */
};
bool cxi_weight_form(const struct cxi_weight_entry *entry, cx_dtype dtype, struct cxi_form *form,
                     struct cxi_status *status);
void cxi_weight_convert(const struct cxi_weight_entry *entry, const struct cxi_form *form, void *to);

#endif
