/* Data sets whose batches are those of others, in another order: take, skip, repeat, mix. */
#include "data/dataset.h"

#include "base/alloc.h"
#include "base/permutation.h"

#include <math.h>

/* ----------------------------------------------------------------------------------- take, skip and repeat */

/* Batches [first, first + batches) of each epoch of what it wraps. */
struct range {
    cx_dataset base;
    int64_t first;
    int64_t stride; /* from an epoch to the next; 0: they are all the same one */
};

static cx_dataset *route_range(cx_dataset *dataset, int64_t *index) {
    const struct range *r = (const struct range *)dataset;
    if (dataset->endless)
        *index += r->first;
    else
        *index = *index / dataset->batches * r->stride + r->first + *index % dataset->batches;
    return dataset->inner;
}

static const struct cxi_dataset_kind range_kind = {.route = route_range};

static cx_dataset *new_range(cx_dataset *inner, const char *what, int64_t batches) {
    cx_dataset *d = cxi_dataset_wrap(inner, &range_kind, sizeof(struct range));
    if (!cxi_ok(&d->status)) return d;
    ((struct range *)d)->stride = inner->endless ? 0 : inner->batches;
    if (batches < 0) cxi_fail(&d->status, "data set: %s %lld batches: give 0 or more", what, (long long)batches);
    cxi_report(d->owned.runtime, &d->status);
    return d;
}

cx_dataset *cx_dataset_take(cx_dataset *dataset, int64_t batches) {
    cx_dataset *d = new_range(dataset, "take", batches);
    if (!cxi_ok(&d->status)) return d;
    d->endless = false;
    if (dataset->endless || batches < d->batches) {
        d->batches = batches;
        d->examples = batches * d->batch;
    }
    return d;
}

cx_dataset *cx_dataset_skip(cx_dataset *dataset, int64_t batches) {
    cx_dataset *d = new_range(dataset, "skip", batches);
    if (!cxi_ok(&d->status)) return d;
    ((struct range *)d)->first = batches;
    if (d->endless) return d;
    d->batches = batches < d->batches ? d->batches - batches : 0;
    d->examples = d->batches ? d->examples - batches * d->batch : 0;
    return d;
}

static cx_dataset *route_on(cx_dataset *dataset, int64_t *index) {
    (void)index; /* which runs over all epochs as it is */
    return dataset->inner;
}

cx_dataset *cx_dataset_repeat(cx_dataset *dataset) {
    static const struct cxi_dataset_kind kind = {.route = route_on};
    cx_dataset *d = cxi_dataset_wrap(dataset, &kind, sizeof *d);
    if (cxi_ok(&d->status)) d->endless = true;
    return d;
}

/* ----------------------------------------------------------------------------------------------------- mix */

enum { PERIOD = 1000 };

struct mix {
    cx_dataset base;
    uint64_t seed;
    int count;
    struct source {
        cx_dataset *dataset;
        int share; /* of its batches in a period */
    } source[];
};

/* Each period deals out the shares in a random order; before it every source has dealt out the shares of the periods gone
   by. So where a source stands needs no memory of what was dealt out. */
static cx_dataset *route_mix(cx_dataset *dataset, int64_t *index) {
    const struct mix *m = (const struct mix *)dataset;
    int64_t period = *index / PERIOD, place = *index % PERIOD, order[PERIOD], before = 0, first = 0;
    cxi_permutation(order, PERIOD, cxi_mix_seed(m->seed, (uint64_t)period));
    const struct source *s = m->source;
    while (order[place] >= first + s->share) first += s++->share;
    for (int64_t i = 0; i < place; i++) before += order[i] >= first && order[i] < first + s->share;
    *index = period * s->share + before;
    return s->dataset;
}

static void destroy_mix(cx_dataset *dataset) {
    struct mix *m = (struct mix *)dataset;
    for (int i = 0; i < m->count; i++) cx_dataset_free(m->source[i].dataset);
}

static void share_mix(cx_dataset *dataset) {
    struct mix *m = (struct mix *)dataset;
    for (int i = 0; i < m->count; i++) cxi_dataset_share(m->source[i].dataset);
}

static const struct cxi_dataset_kind mix_kind = {.route = route_mix, .share = share_mix, .destroy = destroy_mix};

/* Shares in proportion to the weights: rounded down, at least 1, then what the sum lacks goes where rounding took most, and
   what it has too much comes from where it gave most. */
static bool share_out(struct mix *m, const double *weights) {
    double total = 0, exact;
    int sum = 0;
    for (int i = 0; i < m->count; i++) {
        double weight = weights ? weights[i] : 1;
        if (!(weight >= 0 && weight < INFINITY))
            return cxi_fail(&m->base.status, "data set: weight %d of a mix is negative or no number", i);
        total += weight;
    }
    if (!(total > 0 && total < INFINITY))
        return cxi_fail(&m->base.status, "data set: no weight of a mix is above zero");
    for (int i = 0; i < m->count; i++) {
        exact = (weights ? weights[i] : 1) / total * PERIOD;
        m->source[i].share = exact > 0 && exact < 1 ? 1 : (int)exact;
        sum += m->source[i].share;
    }
    while (sum != PERIOD) {
        int best = -1, step = sum < PERIOD ? 1 : -1;
        double most = -INFINITY;
        for (int i = 0; i < m->count; i++) {
            double weight = weights ? weights[i] : 1, lack = step * (weight / total * PERIOD - m->source[i].share);
            if (lack <= most || weight == 0 || (step < 0 && m->source[i].share == 1)) continue;
            most = lack;
            best = i;
        }
        m->source[best].share += step;
        sum += step;
    }
    return true;
}

static void take_over(struct mix *m, const cx_mix_args *args) {
    cx_dataset *base = &m->base;
    base->endless = true;
    for (int i = 0; i < args->count; i++) {
        cx_dataset *d = args->datasets[i];
        for (int k = 0; k < i; k++)
            if (args->datasets[k] == d) d = NULL;
        if (!d) {
            cxi_fail(&base->status, "data set: one is twice in a mix, which takes each over");
            continue;
        }
        m->source[m->count++].dataset = d;
        cxi_pass(&base->status, &d->status);
        if (d->owned.runtime) cxi_disown(&d->owned);
        if (cxi_ok(&d->status) && d->batches < 1) cxi_fail(&base->status, "data set: part %d of a mix is empty", i);
        base->maps = d->maps > base->maps ? d->maps : base->maps;
        base->batches += d->batches;
        base->examples += d->examples;
        base->batch = d->batch > base->batch ? d->batch : base->batch;
        if (!base->classes) base->class_name = d->class_name, base->classes = d->classes;
    }
}

cx_dataset *cx_dataset_mix_(cx_runtime *runtime, cx_mix_args args) {
    size_t count = args.count > 0 ? (size_t)args.count : 0;
    cx_dataset *d = cxi_dataset_new(runtime, &mix_kind, sizeof(struct mix) + count * sizeof(struct source));
    if (!cxi_ok(&d->status)) {
        for (size_t i = 0; i < count; i++) cx_dataset_free(args.datasets[i]);
        return d;
    }
    struct mix *m = (struct mix *)d;
    m->seed = args.seed;
    take_over(m, &args);
    if (args.count < 1 || args.count > PERIOD)
        cxi_fail(&d->status, "data set: a mix of %d: give 1 to %d", args.count, (int)PERIOD);
    else if (cxi_ok(&d->status))
        share_out(m, args.weights);
    cxi_report(runtime, &d->status);
    return d;
}
