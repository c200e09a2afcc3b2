/* Data sets in host memory. */
#include "data/rows.h"

#include "base/alloc.h"
#include "data/order.h"

#include <string.h>

struct memory {
    struct cxi_rows rows;
    cx_array *part[CXI_ROWS_PARTS];
};

static cx_array *gather(const struct cxi_rows *of, int part, const int64_t *rows, int64_t count) {
    const cx_array *from = ((const struct memory *)of)->part[part];
    cx_dims dims = from->dims;
    dims.dim[0] = count;
    cx_array *to = cx_array_new(from->dtype, dims);
    if (cx_array_error(to)) return to;
    size_t row = from->bytes / (size_t)from->dims.dim[0];
    for (int64_t i = 0; i < count; i++)
        memcpy((char *)to->data + (size_t)i * row, (const char *)from->data + (size_t)rows[i] * row, row);
    return to;
}

static const cx_array *whole(struct cxi_rows *of, int part) {
    return ((struct memory *)of)->part[part];
}

static void destroy(struct cxi_rows *of) {
    for (int i = 0; i < of->parts; i++) cx_array_free(((struct memory *)of)->part[i]);
}

static const struct cxi_rows_of in_memory = {gather, whole, destroy};

static bool check_parts(struct memory *m) {
    struct cxi_status *status = &m->rows.base.status;
    for (int i = 0; i < m->rows.parts; i++) {
        const cx_array *part = m->part[i];
        const char *what = (const char *const[]){"inputs", "labels", "weights"}[i];
        if (!cxi_pass(status, &part->status)) return false;
        if (part->dims.rank < 1) return cxi_fail(status, "data set: the %s have no axis of examples", what);
        if (part->dims.dim[0] != m->part[0]->dims.dim[0])
            return cxi_fail(status, "data set: there are %lld inputs and %lld %s", (long long)m->part[0]->dims.dim[0],
                            (long long)part->dims.dim[0], what);
    }
    return true;
}

bool cxi_dataset_set_order(cx_dataset *d, struct cxi_order **order, int64_t examples, const struct cxi_ordering *how) {
    int64_t batch = how->batch ? how->batch : 32;
    if (batch < 1) return cxi_fail(&d->status, "data set: a batch of %lld examples; give 1 or more", (long long)batch);
    if (how->repeat && examples < batch)
        return cxi_fail(&d->status, "data set: its %lld examples do not fill a batch of %lld", (long long)examples,
                        (long long)batch);
    if (!(*order = cxi_new(1, sizeof **order))) return cxi_fail_memory(&d->status);
    cxi_order_init(*order, examples, batch, how->shuffle, how->repeat, how->seed);
    d->examples = examples;
    d->batch = batch;
    d->batches = cxi_order_batches(*order);
    d->endless = how->repeat;
    return true;
}

cx_dataset *cx_dataset_new_(cx_runtime *runtime, cx_dataset_args args) {
    cx_dataset *d = cxi_dataset_new(runtime, &cxi_rows_kind, sizeof(struct memory));
    if (!cxi_ok(&d->status)) {
        cx_array_free(args.inputs);
        cx_array_free(args.labels);
        cx_array_free(args.weights);
        return d;
    }
    struct memory *m = (struct memory *)d;
    m->rows.of = &in_memory;
    m->part[0] = args.inputs;
    m->part[1] = args.labels;
    m->part[2] = args.weights;
    m->rows.parts = args.weights ? 3 : args.labels ? 2 : 1;
    struct cxi_ordering how = {args.batch, args.shuffle, args.repeat, args.seed};
    if (!args.inputs)
        cxi_fail(&d->status, "data set: there are no inputs (NULL); give an array");
    else if (args.weights && !args.labels)
        cxi_fail(&d->status, "data set: weights without labels; a batch is inputs, labels, weights");
    else if (check_parts(m))
        cxi_dataset_set_order(d, &m->rows.order, args.inputs->dims.dim[0], &how);
    cxi_report(runtime, &d->status);
    return d;
}
