/* Arrays as text. */
#ifndef CXI_PRINT_ARRAY_H
#define CXI_PRINT_ARRAY_H

#include "base/text.h"
#include "io/array.h"

/* One element by its flat index: 64-bit integers whole, complex numbers with both parts. */
void cxi_add_element(struct cxi_text *out, const cx_array *array, int64_t index);
/* Type and elements, long axes shortened to their ends; or why it is in error. */
void cxi_add_array(struct cxi_text *out, const cx_array *array);

#endif
