/* Checkpoints on disk: folders DIR/step-000001000, found, read, written and thinned out. Knows tensors in host memory, no
   store and no trainer. */
#ifndef CXI_CHECKPOINT_FOLDER_H
#define CXI_CHECKPOINT_FOLDER_H

#include "io/safetensors.h"
#include "train/checkpoint_about.h"

/* The steps that DIR has checkpoints of, ascending; their folders may be damaged. No such DIR: none. */
struct cxi_steps {
    int64_t *step;
    size_t count;
};
bool cxi_checkpoint_steps(const char *dir, struct cxi_steps *steps, struct cxi_status *status);
void cxi_steps_free(struct cxi_steps *steps);
char *cxi_checkpoint_path(const char *dir, int64_t step); /* NULL: no memory; free it with cxi_free */

/* One checkpoint, opened and found to be whole. */
struct cxi_saved {
    struct cxi_about about;
    struct cxi_safetensors *variables;
};
bool cxi_saved_open(struct cxi_saved *saved, const char *folder, struct cxi_status *status);
void cxi_saved_close(struct cxi_saved *saved); /* a zeroed one is fine */

/* Writes DIR/step-N, N being about->step, replacing one that is there; fills in about->bytes and checksum. */
bool cxi_checkpoint_write(const char *dir, struct cxi_about *about, const struct cxi_tensor *tensors, size_t count,
                          struct cxi_status *status);

/* Of the checkpoints up to step `newest`, all but the last `keep` go, and but the best by the metric of this name (NULL:
   none). Later ones are of a run that was damaged, and stay until this one passes them. */
struct cxi_best {
    const char *metric;
    bool lowest;
};
bool cxi_checkpoint_thin(const char *dir, int64_t newest, int keep, struct cxi_best best, struct cxi_status *status);
/* The step of the best one; -1: none has that metric. */
int64_t cxi_checkpoint_best(const char *dir, const struct cxi_steps *steps, struct cxi_best best);

#endif
