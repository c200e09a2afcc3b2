/* Types, literals and attributes as StableHLO writes them. */
#ifndef CXI_LITERAL_H
#define CXI_LITERAL_H

#include "base/text.h"

void cxi_add_tensor_type(struct cxi_text *out, cx_dtype dtype, cx_dims dims); /* tensor<2x3xf32> */

/* dense<...> : tensor<...>. Floats are written as bit patterns, so that no digit and no locale matters; bool
   as true/false, since plugins disagree on hexadecimal there. With `splat` a single element stands for all. */
void cxi_add_literal(struct cxi_text *out, cx_dtype dtype, cx_dims dims, bool splat, const void *elements);

#endif
