#include "data/map.h"

#include "base/alloc.h"
#include "base/permutation.h"
#include "data/dataset.h"

#include <string.h>

struct map {
    cx_dataset base;
    cx_batch_map *call;
    void *user;
    bool owns_user;
    uint64_t seed;
};

static bool make(cx_dataset *dataset, int64_t index, cx_batch *batch, struct cxi_status *status) {
    struct map *m = (struct map *)dataset;
    if (!cxi_dataset_make(dataset->inner, index, batch, status)) return false;
    m->call(batch, cxi_mix_seed(m->seed, (uint64_t)index), m->user);
    return true;
}

static void destroy(cx_dataset *dataset) {
    struct map *m = (struct map *)dataset;
    if (m->owns_user) cxi_free(m->user);
}

static const struct cxi_dataset_kind kind = {.make = make, .destroy = destroy};

cx_dataset *cx_dataset_map_(cx_map_args args) {
    cx_dataset *d = cxi_dataset_wrap(args.dataset, &kind, sizeof(struct map));
    if (!cxi_ok(&d->status)) return d;
    struct map *m = (struct map *)d;
    m->call = args.map;
    m->user = args.user;
    m->seed =
        cxi_mix_seed(args.seed, (uint64_t)++d->maps); /* two maps around one another differ without being told to */
    if (!args.map) cxi_fail(&d->status, "data set: a map without a function (NULL)");
    cxi_report(d->owned.runtime, &d->status);
    return d;
}

cx_dataset *cxi_dataset_map_copy(const cx_map_args *args, size_t user_size) {
    cx_dataset *d = cx_dataset_map_(*args);
    if (!cxi_ok(&d->status)) return d;
    struct map *m = (struct map *)d;
    if (!(m->user = cxi_new(1, user_size))) {
        cxi_fail_memory(&d->status);
        cxi_report(d->owned.runtime, &d->status);
        return d;
    }
    m->owns_user = true;
    memcpy(m->user, args->user, user_size);
    return d;
}
