/* Finding what made a training step's loss or gradients not finite. */
#ifndef CXI_CHECK_H
#define CXI_CHECK_H

#include <calx/train.h>

#include "base/status.h"

/* Repeats a step that was skipped, with its batch; `step` is the number that it had, from 1. The store is left as it was.
   Always false, with the operation, its place and its scope in `status`. */
bool cxi_check_step(cx_store *store, const cx_trainer_args *args, int count, cx_tensor *const *batch, int64_t step,
                    struct cxi_status *status);

#endif
