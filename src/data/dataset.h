/* The inside of a data set: what every kind of them answers. A kind's own struct begins with a cx_dataset.

   Batch `index` is a pure function: it can be asked for in any order, and from several threads at once. Indices run over all
   epochs. A data set that ends can be asked beyond its end: it answers with the epochs after; only cx_dataset_next stops. */
#ifndef CXI_DATASET_H
#define CXI_DATASET_H

#include <calx/data.h>

#include "io/array.h"
#include "run/runtime.h"

struct cxi_dataset_kind {
    /* One of these two. The first makes the batch, returning false in error; parts in error are found by the caller. The
       second says which batch of which data set it is. */
    bool (*make)(cx_dataset *dataset, int64_t index, cx_batch *batch, struct cxi_status *status);
    cx_dataset *(*route)(cx_dataset *dataset, int64_t *index);
    /* A batch on the device, where that is not the batch above, uploaded. Returns 0 in error. One thread at a time. */
    int (*deal)(cx_dataset *dataset, int64_t index, cx_tensor **out, struct cxi_status *status);
    void (*share)(cx_dataset *dataset);   /* cxi_dataset_share, for what it wraps beside `inner` */
    void (*destroy)(cx_dataset *dataset); /* what is the kind's own; NULL: nothing */
};

struct cx_dataset {
    struct cxi_owned owned;
    struct cxi_status status;
    const struct cxi_dataset_kind *kind;
    cx_dataset *inner;         /* what it wraps, and owns; NULL: nothing, or several */
    int maps;                  /* how many are inside, this one included: their seeds differ by it */
    int64_t examples, batches; /* in an epoch */
    int64_t batch;             /* examples in a batch, but perhaps in the last of an epoch */
    bool endless;
    bool shared;      /* asked by the threads of a prefetch outside */
    int64_t position; /* the batch to come */
    int classes;
    const char *const *class_name;
};

/* Both return a data set in error when there is no memory, of which nothing but the cx_dataset is there: what is the kind's
   own may only be touched after asking for the status. Wrapping takes over, and inherits also an error. */
cx_dataset *cxi_dataset_new(cx_runtime *runtime, const struct cxi_dataset_kind *kind, size_t size);
cx_dataset *cxi_dataset_wrap(cx_dataset *inner, const struct cxi_dataset_kind *kind, size_t size);

/* Threads will ask for batches in no order that a prefetch inside could foresee: it stays idle. */
void cxi_dataset_share(cx_dataset *dataset);

bool cxi_dataset_make(cx_dataset *dataset, int64_t index, cx_batch *batch, struct cxi_status *status);

/* How a source wants its examples dealt out, as cx_dataset_args says it. */
struct cxi_ordering {
    int64_t batch;
    bool shuffle, repeat;
    uint64_t seed;
};
struct cxi_order;
/* Makes the order of a source, in *order for the source to free, and counts its batches. */
bool cxi_dataset_set_order(cx_dataset *dataset, struct cxi_order **order, int64_t examples,
                           const struct cxi_ordering *how);

#endif
