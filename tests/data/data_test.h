/* What the tests of data sets share. Example i of `counted` has the inputs (i, 1000 + i) and the label i, so that a batch says
   where it comes from. */
#ifndef DATA_TEST_H
#define DATA_TEST_H

#include "io/io_test.h"

#include <calx.h>

static inline cx_array *counted_labels(int64_t examples) {
    cx_array *labels = cx_array_new(CX_I32, CX_DIMS(examples));
    for (int32_t i = 0; labels->data && i < examples; i++) ((int32_t *)labels->data)[i] = i;
    return labels;
}

static inline cx_array *counted_inputs(int64_t examples) {
    cx_array *inputs = cx_array_new(CX_F32, CX_DIMS(examples, 2));
    for (int64_t i = 0; inputs->data && i < examples; i++) {
        ((float *)inputs->data)[2 * i] = (float)i;
        ((float *)inputs->data)[2 * i + 1] = (float)(1000 + i);
    }
    return inputs;
}

static inline cx_dataset *counted_(cx_runtime *rt, int64_t examples, cx_dataset_args args) {
    args.inputs = counted_inputs(examples);
    args.labels = counted_labels(examples);
    return cx_dataset_new_(rt, args);
}
#define counted(rt, examples, ...) counted_((rt), (examples), (cx_dataset_args){__VA_ARGS__})

static inline const int32_t *labels_of(const cx_batch *batch) {
    assert_int_equal(batch->count, 2);
    return cx_array_read(batch->part[1]);
}

static inline int64_t size_of(const cx_batch *batch) {
    return cx_array_dims(batch->part[0]).dim[0];
}

static inline void assert_batches_equal(const cx_batch *a, const cx_batch *b) {
    assert_int_equal(a->count, b->count);
    for (int i = 0; i < a->count; i++) assert_arrays_equal(a->part[i], b->part[i]);
}

static inline void assert_fine(const cx_dataset *dataset) {
    if (cx_dataset_error(dataset)) fail_msg("data set in error: %s", cx_dataset_error(dataset));
}

/* Checks the message and that nothing more is dealt out; frees it and takes the error off the runtime. */
static inline void assert_dataset_refused(cx_runtime *rt, cx_dataset *dataset, const char *part, const char *other) {
    cx_batch batch;
    cx_tensor *out[CX_BATCH_MAX];
    assert_says(cx_dataset_error(dataset), part);
    assert_says(cx_dataset_error(dataset), other);
    assert_says(cx_error(rt), part);
    assert_false(cx_dataset_next_arrays(dataset, &batch));
    assert_int_equal(batch.count, 0);
    assert_int_equal(cx_dataset_next(dataset, out), 0);
    assert_int_equal(cx_dataset_batches(dataset), 0);
    assert_int_equal(cx_dataset_examples(dataset), 0);
    cx_dataset_seek(dataset, 3);
    cx_dataset_free(dataset);
    cx_clear_error(rt);
}

#endif
