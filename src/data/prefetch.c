#define _POSIX_C_SOURCE 200809L
/* Batches made ahead on threads.

   A ring of slots: batch `index` belongs in slot index % depth, and is begun when it is less than `depth` ahead of the batch that
   is asked for next. Seeking begins anew; what threads are at work on by then is thrown away when they come back. */
#include "data/dataset.h"

#include "base/alloc.h"

#include <signal.h>

enum { THREADS_MAX = 64, DEPTH_MAX = 1024 };
enum state { EMPTY, AT_WORK, DONE };

struct slot {
    enum state state;
    bool outdated; /* at work on what nobody waits for any more */
    bool made;
    cx_batch batch; /* these two: once it is done */
    struct cxi_status status;
};

struct prefetch {
    cx_dataset base;
    pthread_mutex_t lock;      /* of what follows; there when the slots are */
    pthread_cond_t work, done; /* for threads: there may be something to do; for the user: a slot is done */
    int64_t next, begun;       /* the batch to hand out; the first that nobody works on */
    bool stop;
    int wanted, threads, depth;
    struct slot *slot; /* [depth] */
    pthread_t thread[THREADS_MAX];
};

static bool can_begin(const struct prefetch *p) {
    return p->begun < p->next + p->depth && p->slot[p->begun % p->depth].state == EMPTY &&
           (p->base.endless || p->begun < p->base.batches);
}

static void *run(void *user) {
    struct prefetch *p = user;
    pthread_mutex_lock(&p->lock);
    while (!p->stop) {
        if (!can_begin(p)) {
            pthread_cond_wait(&p->work, &p->lock);
            continue;
        }
        int64_t index = p->begun++;
        struct slot *slot = &p->slot[index % p->depth];
        slot->state = AT_WORK;
        pthread_mutex_unlock(&p->lock);
        cx_batch batch;
        struct cxi_status status = {0};
        bool made = cxi_dataset_make(p->base.inner, index, &batch, &status);
        pthread_mutex_lock(&p->lock);
        if (slot->outdated) {
            cx_batch_free(&batch);
            cxi_status_clear(&status);
            *slot = (struct slot){0};
            pthread_cond_broadcast(&p->work);
        } else
            *slot = (struct slot){.state = DONE, .made = made, .batch = batch, .status = status};
        pthread_cond_broadcast(&p->done);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

static void empty(struct slot *slot) {
    if (slot->state == AT_WORK) {
        slot->outdated = true;
        return;
    }
    cx_batch_free(&slot->batch);
    cxi_status_clear(&slot->status);
    *slot = (struct slot){0};
}

/* Fewer threads than wanted will do. The program's signals are not for them. */
static void start_threads(struct prefetch *p) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (p->threads < p->wanted && pthread_create(&p->thread[p->threads], NULL, run, p) == 0) p->threads++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* With the lock held. */
static void begin_at(struct prefetch *p, int64_t index) {
    for (int i = 0; i < p->depth; i++) empty(&p->slot[i]);
    p->next = p->begun = index;
    start_threads(p);
}

static bool make(cx_dataset *dataset, int64_t index, cx_batch *batch, struct cxi_status *status) {
    struct prefetch *p = (struct prefetch *)dataset;
    bool beyond = !dataset->endless && index >= dataset->batches;
    if (dataset->shared || beyond) return cxi_dataset_make(dataset->inner, index, batch, status);
    pthread_mutex_lock(&p->lock);
    if (p->next != index || !p->threads) begin_at(p, index);
    if (!p->threads) {
        pthread_mutex_unlock(&p->lock);
        return cxi_dataset_make(dataset->inner, index, batch, status);
    }
    struct slot *slot = &p->slot[index % p->depth];
    if (slot->state != DONE) pthread_cond_broadcast(&p->work);
    while (slot->state != DONE) pthread_cond_wait(&p->done, &p->lock);
    bool made = slot->made;
    *batch = slot->batch;
    if (!made) cxi_pass(status, &slot->status);
    cxi_status_clear(&slot->status);
    *slot = (struct slot){0};
    p->next++;
    /* Threads are woken for half of the ring: for each batch, where batches are small, would take time from who asks for them. */
    if (2 * (p->next + p->depth - p->begun) >= p->depth) pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->lock);
    return made;
}

static void destroy(cx_dataset *dataset) {
    struct prefetch *p = (struct prefetch *)dataset;
    if (!p->slot || cxi_runtime_forked(dataset->owned.runtime)) return; /* a fork has no threads to end */
    pthread_mutex_lock(&p->lock);
    p->stop = true;
    pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->lock);
    for (int i = 0; i < p->threads; i++) pthread_join(p->thread[i], NULL);
    for (int i = 0; i < p->depth; i++) empty(&p->slot[i]);
    pthread_cond_destroy(&p->work);
    pthread_cond_destroy(&p->done);
    pthread_mutex_destroy(&p->lock);
    cxi_free(p->slot);
}

static const struct cxi_dataset_kind kind = {.make = make, .destroy = destroy};

cx_dataset *cx_dataset_prefetch_(cx_prefetch_args args) {
    cx_dataset *d = cxi_dataset_wrap(args.dataset, &kind, sizeof(struct prefetch));
    if (!cxi_ok(&d->status)) return d;
    struct prefetch *p = (struct prefetch *)d;
    p->wanted = args.threads < 1 ? 1 : args.threads > THREADS_MAX ? THREADS_MAX : args.threads;
    p->depth = args.depth < 1 ? 2 * p->wanted : args.depth > DEPTH_MAX ? DEPTH_MAX : args.depth;
    cxi_dataset_share(d->inner);
    if (!(p->slot = cxi_new((size_t)p->depth, sizeof *p->slot))) {
        cxi_fail_memory(&d->status);
        cxi_report(d->owned.runtime, &d->status);
        return d;
    }
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->work, NULL);
    pthread_cond_init(&p->done, NULL);
    return d;
}
