/* Host kernels: custom calls that do on CPUs what XLA does slowly. Which parts of a graph become such calls is decided in
   transform/lower.c. */
#ifndef CXI_KERNELS_H
#define CXI_KERNELS_H

#include <calx/custom.h>

#include "pjrt/pjrt.h"

extern cx_ffi_handler *const cxi_conv_handlers[3]; /* by enum onednn_pass, as cxi_conv_names */

/* Whether $CALX_KERNELS is "force": kernels are then used wherever there are any, also where they do not pay. For tests. */
bool cxi_kernels_are_forced(void);

static inline int64_t cxi_smaller(int64_t a, int64_t b) {
    return a < b ? a : b;
}

/* Whether work in so many pieces keeps at least half of the processors busy; else XLA has more threads at it. */
bool cxi_kernels_keep_busy(int64_t pieces);

/* Makes those that stand on oneDNN known to the client's plugin. False, with the reason, where there are none: on other devices than CPUs,
   without oneDNN, and when $CALX_KERNELS is "off". */
bool cxi_kernels_register_library(struct cxi_client *client, struct cxi_status *status);

/* Likewise those that need no library: for language models, products with matrices of quantised blocks and of 16-bit floats,
   attention to a cache, norms; and the sum of squares of a model's gradients. */
bool cxi_kernels_register_own(struct cxi_client *client, struct cxi_status *status);

/* What there is of the former, in a line: "oneDNN 3.2.0 (path)", or why there is nothing. */
void cxi_kernels_describe(const struct cxi_client *client, struct cxi_text *out);

#endif
