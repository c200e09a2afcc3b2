#include "data/rows.h"

#include "base/alloc.h"
#include "data/order.h"

static bool make(cx_dataset *dataset, int64_t index, cx_batch *batch, struct cxi_status *status) {
    const struct cxi_rows *r = (const struct cxi_rows *)dataset;
    int64_t count, *rows = cxi_order_rows(r->order, index, &count, status);
    if (!rows) return false;
    for (; batch->count < r->parts; batch->count++)
        batch->part[batch->count] = r->of->gather(r, batch->count, rows, count);
    cxi_free(rows);
    return true;
}

static void destroy(cx_dataset *dataset) {
    struct cxi_rows *r = (struct cxi_rows *)dataset;
    r->of->destroy(r);
    if (r->order) cxi_order_free(r->order);
    cxi_free(r->order);
}

const struct cxi_dataset_kind cxi_rows_kind = {.make = make, .destroy = destroy};
