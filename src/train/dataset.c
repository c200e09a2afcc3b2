/* Data sets in host memory: which examples a batch has, and batches sent to the device. */
#include <calx/data.h>

#include "base/alloc.h"
#include "base/permutation.h"
#include "io/array.h"
#include "run/runtime.h"

#include <string.h>

struct cx_dataset {
    struct cxi_owned owned;
    struct cxi_status status;
    cx_array *part[2]; /* inputs, labels */
    int parts;
    int64_t examples, batch;
    bool shuffle, repeat;
    uint64_t seed;
    int64_t position; /* the batch to come, counted over all epochs */
    int64_t *order;   /* of the examples in `order_epoch`; NULL unless shuffled */
    int64_t order_epoch;
};

static cx_dataset no_memory = {.status = {(char[]){"out of memory"}}};

static void destroy(struct cxi_owned *owned) {
    cx_dataset *d = (cx_dataset *)owned;
    for (int i = 0; i < d->parts; i++) cx_array_free(d->part[i]);
    cxi_free(d->order);
    cxi_status_clear(&d->status);
    cxi_free(d);
}

static void check(cx_dataset *d) {
    for (int i = 0; i < d->parts; i++) {
        const cx_array *part = d->part[i];
        const char *what = i ? "labels" : "inputs";
        if (!cxi_pass(&d->status, &part->status)) return;
        if (part->dims.rank < 1)
            cxi_fail(&d->status, "data set: the %s have no axis of examples", what);
        else if (part->dims.dim[0] != d->part[0]->dims.dim[0])
            cxi_fail(&d->status, "data set: there are %lld inputs and %lld labels", (long long)d->part[0]->dims.dim[0],
                     (long long)part->dims.dim[0]);
    }
    d->examples = cxi_ok(&d->status) ? d->part[0]->dims.dim[0] : 0;
    if (d->batch < 1)
        cxi_fail(&d->status, "data set: a batch of %lld examples", (long long)d->batch);
    else if (d->repeat && d->examples < d->batch)
        cxi_fail(&d->status, "data set: its %lld examples do not fill a batch of %lld", (long long)d->examples,
                 (long long)d->batch);
}

cx_dataset *cx_dataset_new_(cx_runtime *runtime, cx_dataset_args args) {
    cx_dataset *d = cxi_new(1, sizeof *d);
    if (!d) {
        cx_array_free(args.inputs);
        cx_array_free(args.labels);
        return &no_memory;
    }
    cxi_own(runtime, &d->owned, destroy);
    d->part[0] = args.inputs;
    d->part[1] = args.labels;
    d->parts = args.labels ? 2 : 1;
    d->batch = args.batch ? args.batch : 32;
    d->shuffle = args.shuffle;
    d->repeat = args.repeat;
    d->seed = args.seed;
    d->order_epoch = -1;
    check(d);
    if (d->shuffle && !(d->order = cxi_new((size_t)d->examples, sizeof *d->order))) cxi_fail_memory(&d->status);
    cxi_report(runtime, &d->status);
    return d;
}

void cx_dataset_free(cx_dataset *dataset) {
    if (!dataset || dataset == &no_memory) return;
    cxi_disown(&dataset->owned);
    destroy(&dataset->owned);
}

const char *cx_dataset_error(const cx_dataset *dataset) {
    return cxi_error(&dataset->status);
}

int64_t cx_dataset_examples(const cx_dataset *dataset) {
    return dataset->examples;
}

int64_t cx_dataset_batches(const cx_dataset *dataset) {
    if (!cxi_ok(&dataset->status)) return 0;
    return (dataset->examples + (dataset->repeat ? 0 : dataset->batch - 1)) / dataset->batch;
}

void cx_dataset_seek(cx_dataset *dataset, int64_t batch) {
    if (dataset != &no_memory) dataset->position = batch < 0 ? 0 : batch;
}

static void shuffle(cx_dataset *d, int64_t epoch) {
    if (d->order_epoch == epoch) return;
    cxi_permutation(d->order, d->examples, cxi_mix_seed(d->seed, (uint64_t)epoch));
    d->order_epoch = epoch;
}

/* `count` rows of an array, from place `first` of the epoch's order. */
static cx_tensor *rows(cx_dataset *d, const cx_array *part, int64_t first, int64_t count) {
    cx_runtime *runtime = d->owned.runtime;
    cx_dims dims = part->dims;
    size_t row = part->bytes / (size_t)part->dims.dim[0];
    dims.dim[0] = count;
    if (!d->order) return cx_tensor_new(runtime, part->dtype, dims, (const char *)part->data + (size_t)first * row);
    char *gathered = cxi_new_aligned((size_t)count * row);
    if (!gathered) return cxi_fail_memory(&d->status), NULL;
    for (int64_t i = 0; i < count; i++)
        memcpy(gathered + (size_t)i * row, (const char *)part->data + (size_t)d->order[first + i] * row, row);
    return cx_tensor_new(runtime, part->dtype, dims, gathered, .memory = CX_SHARE, .done = cxi_free, .user = gathered);
}

int cx_dataset_next(cx_dataset *dataset, cx_tensor *out[CX_BATCH_MAX]) {
    int64_t batches = cx_dataset_batches(dataset);
    if (batches == 0 || (!dataset->repeat && dataset->position >= batches)) return 0;
    int64_t epoch = dataset->position / batches, first = dataset->position % batches * dataset->batch;
    int64_t count = first + dataset->batch <= dataset->examples ? dataset->batch : dataset->examples - first;
    if (dataset->shuffle) shuffle(dataset, epoch);
    for (int i = 0; i < dataset->parts; i++) {
        out[i] = rows(dataset, dataset->part[i], first, count);
        if (out[i] && !cx_tensor_error(out[i])) continue;
        if (out[i]) cxi_fail(&dataset->status, "%s", cx_tensor_error(out[i]));
        for (int k = 0; k <= i; k++) cx_tensor_free(out[k]);
        cxi_report(dataset->owned.runtime, &dataset->status);
        return 0;
    }
    dataset->position++;
    return dataset->parts;
}
