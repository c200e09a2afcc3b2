/* What all data sets have in common: dealing out, seeking, freeing. */
#include "data/dataset.h"

#include "base/alloc.h"
#include "run/profile.h"

static cx_dataset no_memory = {.status = {(char[]){"out of memory"}}};

/* What NULL is taken for. Neither of the two has a runtime. */
static cx_dataset none = {.status = {(char[]){"there is no data set (NULL)"}}};

static const cx_dataset *given(const cx_dataset *dataset) {
    return dataset ? dataset : &none;
}

static void destroy(struct cxi_owned *owned) {
    cx_dataset *d = (cx_dataset *)owned;
    if (d->kind->destroy) d->kind->destroy(d); /* before what it wraps: its threads may be at work there */
    cx_dataset_free(d->inner);
    cxi_status_clear(&d->status);
    cxi_free(d);
}

cx_dataset *cxi_dataset_new(cx_runtime *runtime, const struct cxi_dataset_kind *kind, size_t size) {
    cx_dataset *d = cxi_new(1, size);
    if (!d) {
        cxi_report(runtime, &no_memory.status);
        return &no_memory;
    }
    cxi_own(runtime, &d->owned, destroy);
    d->kind = kind;
    return d;
}

cx_dataset *cxi_dataset_wrap(cx_dataset *inner, const struct cxi_dataset_kind *kind, size_t size) {
    inner = (cx_dataset *)given(inner);
    if (!inner->owned.runtime) return inner;
    cx_dataset *d = cxi_dataset_new(inner->owned.runtime, kind, size);
    if (d == &no_memory) {
        cx_dataset_free(inner);
        return d;
    }
    cxi_disown(&inner->owned);
    d->inner = inner;
    d->maps = inner->maps;
    d->examples = inner->examples;
    d->batches = inner->batches;
    d->batch = inner->batch;
    d->endless = inner->endless;
    d->classes = inner->classes;
    d->class_name = inner->class_name;
    cxi_pass(&d->status, &inner->status);
    return d;
}

void cx_dataset_free(cx_dataset *dataset) {
    if (!dataset || !dataset->owned.runtime) return;
    cxi_disown(&dataset->owned);
    destroy(&dataset->owned);
}

void cxi_dataset_share(cx_dataset *dataset) {
    for (; dataset; dataset = dataset->inner) {
        dataset->shared = true;
        if (dataset->kind->share) dataset->kind->share(dataset);
    }
}

/* ------------------------------------------------------------------------------------------------ questions */

const char *cx_dataset_error(const cx_dataset *dataset) {
    return cxi_error(&given(dataset)->status);
}

int64_t cx_dataset_examples(const cx_dataset *dataset) {
    dataset = given(dataset);
    return cxi_ok(&dataset->status) ? dataset->examples : 0;
}

int64_t cx_dataset_batches(const cx_dataset *dataset) {
    dataset = given(dataset);
    return cxi_ok(&dataset->status) ? dataset->batches : 0;
}

const char *cx_dataset_class(const cx_dataset *dataset, int64_t label) {
    return label >= 0 && label < given(dataset)->classes ? dataset->class_name[label] : NULL;
}

void cx_dataset_seek(cx_dataset *dataset, int64_t batch) {
    if (given(dataset)->owned.runtime) dataset->position = batch < 0 ? 0 : batch;
}

static bool at_end(const cx_dataset *d) {
    return !cxi_ok(&d->status) || d->batches < 1 || (!d->endless && d->position >= d->batches);
}

/* ------------------------------------------------------------------------------------------------- batches */

void cx_batch_free(cx_batch *batch) {
    for (int i = 0; i < batch->count; i++) cx_array_free(batch->part[i]);
    *batch = (cx_batch){0};
}

bool cxi_dataset_make(cx_dataset *dataset, int64_t index, cx_batch *batch, struct cxi_status *status) {
    *batch = (cx_batch){0};
    if (cxi_runtime_forked(dataset->owned.runtime)) return cxi_fail(status, "%s", CXI_FORKED);
    while (dataset->kind->route) dataset = dataset->kind->route(dataset, &index);
    bool made = dataset->kind->make(dataset, index, batch, status);
    for (int i = 0; i < batch->count && made; i++) made = cxi_pass(status, &batch->part[i]->status);
    if (!made) cx_batch_free(batch);
    return made;
}

bool cx_dataset_next_arrays(cx_dataset *dataset, cx_batch *batch) {
    *batch = (cx_batch){0};
    if (at_end(given(dataset))) return false;
    if (cxi_dataset_make(dataset, dataset->position, batch, &dataset->status)) dataset->position++;
    return cxi_report(dataset->owned.runtime, &dataset->status);
}

static void free_array(void *array) {
    cx_array_free(array);
}

/* Takes the arrays over. The device may work in their memory, which they leave with the last use of the tensors. */
static int upload(cx_runtime *runtime, cx_batch *batch, cx_tensor **out) {
    for (int i = 0; i < batch->count; i++) {
        cx_array *part = batch->part[i];
        out[i] = cx_tensor_new(runtime, part->dtype, part->dims, part->data, .memory = CX_SHARE, .done = free_array,
                               .user = part);
    }
    return batch->count;
}

static int deal(cx_dataset *dataset, int64_t index, cx_tensor **out, struct cxi_status *status) {
    cx_batch batch;
    if (!cxi_runtime_usable(dataset->owned.runtime, status)) return 0;
    while (dataset->kind->route && !dataset->kind->deal) dataset = dataset->kind->route(dataset, &index);
    if (dataset->kind->deal) return dataset->kind->deal(dataset, index, out, status);
    return cxi_dataset_make(dataset, index, &batch, status) ? upload(dataset->owned.runtime, &batch, out) : 0;
}

int cx_dataset_next(cx_dataset *dataset, cx_tensor *out[CX_BATCH_MAX]) {
    if (at_end(given(dataset))) return 0;
    struct cxi_status *status = &dataset->status;
    struct cxi_span span;
    cxi_span_begin(&span, dataset->owned.runtime->profile, CXI_SPAN_INPUT);
    int count = deal(dataset, dataset->position, out, status);
    cxi_span_end(&span);
    for (int i = 0; i < count && cxi_ok(status); i++)
        if (cx_tensor_error(out[i])) cxi_fail(status, "%s", cx_tensor_error(out[i]));
    dataset->position++;
    if (cxi_report(dataset->owned.runtime, status)) return count;
    for (int i = 0; i < count; i++) cx_tensor_free(out[i]);
    return 0;
}
