/* From a checkpoint on disk into a store. */
#ifndef CXI_CHECKPOINT_LOAD_H
#define CXI_CHECKPOINT_LOAD_H

#include "nn/store.h"
#include "train/checkpoint_folder.h"

/* Puts the variables of saved[0] into the store, all or none: where count > 1, floating ones as means over saved[0..count).
   `from` names the checkpoint in messages, now and when a model is traced later. */
bool cxi_checkpoint_load(cx_store *store, const struct cxi_saved *saved, int count, const char *from,
                         struct cxi_status *status);

#endif
