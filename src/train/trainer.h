/* What other files of this folder, and src/plot, ask of a trainer. */
#ifndef CXI_TRAINER_H
#define CXI_TRAINER_H

#include <calx/train.h>

#include "run/runtime.h"
#include "train/history.h"

const cx_optimizer *cxi_trainer_optimizer(const cx_trainer *trainer);
/* NULL, both: of the one trainer there is without memory. */
cx_runtime *cxi_trainer_runtime(const cx_trainer *trainer);
struct cxi_history *cxi_trainer_history(cx_trainer *trainer);
bool cxi_trainer_fits(const cx_trainer *trainer); /* cx_fit is under way */

#endif
