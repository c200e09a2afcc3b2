/* The arrays of a data set on the device, and batches gathered there. */
#include "data/rows.h"

#include <calx/ops.h>
#include <calx/run.h>

#include "base/alloc.h"
#include "data/order.h"
#include "run/tensor.h"

struct resident {
    cx_dataset base;
    int parts;
    cx_tensor *whole[CXI_ROWS_PARTS];
    cx_function *gather;
};

/* in: rows i32 [batch], then the whole arrays; out: those rows of each. An example is gathered as one row of numbers. */
static void trace_gather(cx_graph *graph, cx_node *const *in, cx_node **out, void *user) {
    (void)graph;
    const struct resident *r = user;
    for (int i = 0; i < r->parts; i++) {
        cx_dims dims = cx_node_dims(in[1 + i]);
        cx_node *table = dims.rank > 1 ? cx_flatten(in[1 + i], 1) : in[1 + i];
        dims.dim[0] = cx_node_dims(in[0]).dim[0];
        out[i] = cx_reshape(cx_take(table, in[0], 0), dims);
    }
}

static cx_tensor *upload_rows(struct resident *r, int64_t index, struct cxi_status *status) {
    cx_dataset *source = &r->base;
    while (source->kind->route) source = source->kind->route(source, &index);
    int64_t count, *rows = cxi_order_rows(((struct cxi_rows *)source)->order, index, &count, status);
    if (!rows) return NULL;
    int32_t *narrow = (int32_t *)rows; /* in place: each is written behind the place that is read next */
    for (int64_t i = 0; i < count; i++) narrow[i] = (int32_t)rows[i];
    cx_tensor *tensor = cx_tensor_new(r->base.owned.runtime, CX_I32, CX_DIMS(count), narrow);
    cxi_free(rows);
    return tensor;
}

static int deal(cx_dataset *dataset, int64_t index, cx_tensor **out, struct cxi_status *status) {
    struct resident *r = (struct resident *)dataset;
    cx_tensor *rows = upload_rows(r, index, status);
    if (!rows) return 0;
    cx_tensor *in[1 + CXI_ROWS_PARTS] = {rows};
    for (int i = 0; i < r->parts; i++) in[1 + i] = r->whole[i];
    cx_call(r->gather, 1 + r->parts, in, r->parts, out);
    cx_tensor_free(rows);
    return r->parts;
}

/* On the host, for what is wrapped around it and works there. */
static cx_dataset *route(cx_dataset *dataset, int64_t *index) {
    (void)index;
    return dataset->inner;
}

static void destroy(cx_dataset *dataset) {
    struct resident *r = (struct resident *)dataset;
    if (r->gather) cx_function_free(r->gather);
    for (int i = 0; i < r->parts; i++) cx_tensor_free(r->whole[i]);
}

static const struct cxi_dataset_kind kind = {.route = route, .deal = deal, .destroy = destroy};

cx_dataset *cx_dataset_resident(cx_dataset *dataset) {
    cx_dataset *d = cxi_dataset_wrap(dataset, &kind, sizeof(struct resident));
    if (!cxi_ok(&d->status)) return d;
    struct resident *r = (struct resident *)d;
    cx_runtime *runtime = d->owned.runtime;
    cx_dataset *source = d->inner;
    while (source->kind->route && source->inner) source = source->inner;
    struct cxi_rows *rows = (struct cxi_rows *)source;
    if (source->kind != &cxi_rows_kind || d->examples > INT32_MAX)
        cxi_fail(&d->status,
                 "data set: only one in memory can be resident on the device, put what changes batches around it");
    else
        for (; r->parts < rows->parts && cxi_ok(&d->status); r->parts++) {
            cx_tensor *whole = r->whole[r->parts] = cx_tensor_of(runtime, rows->of->whole(rows, r->parts));
            cxi_disown(&whole->owned); /* from now on it is freed with the data set */
            if (cx_tensor_error(whole)) cxi_fail(&d->status, "%s", cx_tensor_error(whole));
        }
    if (cxi_ok(&d->status)) {
        r->gather = cx_jit(runtime, trace_gather, .user = r, .outputs = r->parts, .name = "data set");
        cxi_disown((struct cxi_owned *)r->gather);
    }
    cxi_report(runtime, &d->status);
    return d;
}
