/* calx/data.h: data sets, which deal out the batches that a model is trained on.

   A batch is the inputs of a model, then the labels. Which examples a batch has is a function of the seed and of the batch's
   number alone, so that seeking to a batch gives what going there step by step would. */
#ifndef CALX_DATA_H
#define CALX_DATA_H

#include <calx/tensor.h>

CX_BEGIN

typedef struct cx_dataset cx_dataset;

typedef struct cx_dataset_args {
    cx_array *inputs, *labels; /* [examples, ...] each; labels may be NULL. Taken over: freed with the data set. */
    cx_here at_;
    int64_t batch;  /* examples in a batch; default: 32. The last one of an epoch may be smaller, unless it repeats. */
    bool shuffle;   /* another order in each epoch */
    bool repeat;    /* epoch after epoch without end; examples that do not fill a batch wait for another epoch's order */
    uint64_t seed;  /* of the order */
} cx_dataset_args;
CX_API cx_dataset *cx_dataset_new_(cx_runtime *runtime, cx_dataset_args args);
#define cx_dataset_new(runtime, ...) cx_dataset_new_((runtime), CX_ARGS(cx_dataset_args, __VA_ARGS__))
CX_API void cx_dataset_free(cx_dataset *dataset);
CX_API const char *cx_dataset_error(const cx_dataset *dataset);
CX_API int64_t cx_dataset_examples(const cx_dataset *dataset);
CX_API int64_t cx_dataset_batches(const cx_dataset *dataset); /* in an epoch */
CX_API void cx_dataset_seek(cx_dataset *dataset, int64_t batch); /* counted from the first batch of the first epoch */
/* The next batch: count tensors in out[], to be freed by the caller. Returns count (2, or 1 without labels); 0 at the end, or
   in error. */
enum { CX_BATCH_MAX = 8 };
CX_API int cx_dataset_next(cx_dataset *dataset, cx_tensor *out[CX_BATCH_MAX]);

CX_END
#endif
