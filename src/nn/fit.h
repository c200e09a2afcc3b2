/* How variables that were loaded fit a model: what is missing, extra or misshapen, all of it in one message. */
#ifndef CXI_FIT_H
#define CXI_FIT_H

#include "base/status.h"
#include "base/text.h"

struct cxi_misfits {
    struct cxi_text missing, misshapen, extra;
};

void cxi_misfits_missing(struct cxi_misfits *misfits, const char *path, cx_dtype dtype, cx_dims dims);
void cxi_misfits_extra(struct cxi_misfits *misfits, const char *path, cx_dtype dtype, cx_dims dims);
/* Adds a variable that is there, if it is not what is asked for. `origin` says what a file calls it; NULL: the same. */
void cxi_misfits_compare(struct cxi_misfits *misfits, const char *path, const char *origin, cx_dtype dtype,
                         cx_dims dims, cx_dtype asked_dtype, cx_dims asked_dims);
/* True when there are none; else fails with "FROM does not fit the model: missing ...; misshapen ...; extra ...". */
bool cxi_misfits_pass(const struct cxi_misfits *misfits, const char *from, struct cxi_status *status);
void cxi_misfits_free(struct cxi_misfits *misfits);

/* Whether a path is Calx's or an optimizer's own: "random/key", "train/step", and "adam/hidden/kernel/mean" where there is
   a variable "hidden/kernel". Such need not be there for a model to fit. */
bool cxi_is_training_state(const char *path, bool (*has)(const void *of, const char *path), const void *of);

#endif
