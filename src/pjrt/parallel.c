/* A handler's work spread over XLA's thread pool. The caller takes chunks by a counter until none is left, and so do helpers
   on the pool's threads, whenever the pool gets to them: nothing waits for a helper that has not begun, so that a pool whose
   threads are all inside of handlers comes to no standstill. A helper that comes late finds no work. */
#include "base/alloc.h"
#include "pjrt/crew.h"
#include "pjrt/frame.h"
#include "pjrt/pjrt.h"

#include <pthread.h>
#include <stdatomic.h>

struct job {
    cx_chunk *work;
    void *user;
    int64_t chunks;
    double awake; /* seconds that a helper waits for another job */
    _Atomic int64_t next, done;
    atomic_int worker, holders; /* numbers given out; threads that will still look at this */
    pthread_mutex_t lock;
    pthread_cond_t all_done;
};

/* Whether a call of the plugin's gave no error; nothing else is asked of one. */
static bool succeeded(const cx_frame *frame, struct ffi_error *error) {
    struct ffi_destroy_error destroy = {.size = sizeof destroy, .error = error};
    if (error) frame->ffi->table->destroy_error(&destroy);
    return !error;
}

int cx_frame_workers(const cx_frame *frame) {
    int64_t count = 1;
    struct ffi_threads threads = {.size = sizeof threads, .context = frame->ffi->context, .count = &count};
    return succeeded(frame, frame->ffi->table->threads(&threads)) && count > 1 ? (int)count : 1;
}

static void release(struct job *job) {
    if (atomic_fetch_sub(&job->holders, 1) > 1) return;
    pthread_mutex_destroy(&job->lock);
    pthread_cond_destroy(&job->all_done);
    cxi_free(job);
}

static void take_chunks(struct job *job) {
    if (atomic_load(&job->next) >= job->chunks) return;
    int worker = atomic_fetch_add(&job->worker, 1);
    for (;;) {
        int64_t chunk = atomic_fetch_add(&job->next, 1);
        if (chunk >= job->chunks) return;
        job->work(chunk, worker, job->user);
        if (atomic_fetch_add(&job->done, 1) + 1 < job->chunks) continue;
        pthread_mutex_lock(&job->lock);
        pthread_cond_signal(&job->all_done);
        pthread_mutex_unlock(&job->lock);
    }
}

static void help(void *unused) {
    (void)unused;
    do {
        double awake = 0;
        for (struct job *job; (job = cxi_crew_wait(awake));) {
            take_chunks(job);
            awake = job->awake;
            release(job);
        }
        cxi_crew_leave();
    } while (cxi_crew_return());
}

static bool call_helper(const cx_frame *frame) {
    struct ffi_schedule schedule = {.size = sizeof schedule, .context = frame->ffi->context, .task = help};
    if (succeeded(frame, frame->ffi->table->schedule(&schedule))) return true;
    cxi_crew_leave();
    return false;
}

static void ask_for_help(const cx_frame *frame, struct job *job, int helpers) {
    atomic_fetch_add(&job->holders, helpers);
    for (int i = 0; i < helpers; i++)
        if (!cxi_crew_post(job)) release(job);
    while (cxi_crew_join(helpers) && call_helper(frame)) {}
}

/* The chunks that helpers still work on are nearly done: a thread that sleeps costs more than the wait. */
static void wait_for_all(struct job *job) {
    enum { PATIENCE = 20000 };
    for (int i = 0; i < PATIENCE; i++)
        if (atomic_load(&job->done) == job->chunks) return;
    pthread_mutex_lock(&job->lock);
    while (atomic_load(&job->done) < job->chunks) pthread_cond_wait(&job->all_done, &job->lock);
    pthread_mutex_unlock(&job->lock);
}

static void parallel(cx_frame *frame, int64_t chunks, cx_chunk *work, void *user, double awake) {
    int workers = chunks > 1 ? cx_frame_workers(frame) : 1;
    struct job *job = workers > 1 ? cxi_new(1, sizeof *job) : NULL;
    if (!job) { /* one thread, or no memory: it gets done all the same */
        for (int64_t i = 0; i < chunks; i++) work(i, 0, user);
        return;
    }
    *job = (struct job){.work = work, .user = user, .chunks = chunks, .awake = awake};
    atomic_init(&job->holders, 1);
    pthread_mutex_init(&job->lock, NULL);
    pthread_cond_init(&job->all_done, NULL);
    ask_for_help(frame, job, (int)(workers < chunks ? workers : chunks) - 1);
    take_chunks(job);
    while (cxi_crew_withdraw(job)) release(job);
    wait_for_all(job);
    release(job);
}

void cx_frame_parallel(cx_frame *frame, int64_t chunks, cx_chunk *work, void *user) {
    parallel(frame, chunks, work, user, 0);
}

void cxi_frame_parallel_awake(cx_frame *frame, int64_t chunks, cx_chunk *work, void *user) {
    const double moment = 500e-6;
    parallel(frame, chunks, work, user, moment);
}
