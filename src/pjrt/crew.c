#include "pjrt/crew.h"

#include "base/clock.h"
#include "base/fork.h"

#include <sched.h>
#include <stdatomic.h>
#include <stddef.h>

enum { PLACES = 32 };
static _Atomic(void *) board[PLACES];
static atomic_int helpers;

static bool replace(void *from, void *to) {
    for (int i = 0; i < PLACES; i++) {
        void *there = from;
        if (atomic_load(&board[i]) == from && atomic_compare_exchange_strong(&board[i], &there, to)) return true;
    }
    return false;
}

/* Of a parent's threads none is here, and its jobs are not a child's. */
static void forget_what_was_before_a_fork(void) {
    static atomic_uint seen;
    unsigned forks = cxi_forks();
    if (atomic_exchange(&seen, forks) == forks) return;
    atomic_store(&helpers, 0);
    for (int i = 0; i < PLACES; i++) atomic_store(&board[i], NULL);
}

bool cxi_crew_post(void *job) {
    forget_what_was_before_a_fork();
    return replace(NULL, job);
}

bool cxi_crew_withdraw(void *job) {
    return replace(job, NULL);
}

static void *take(void) {
    void *job = NULL;
    for (int i = 0; i < PLACES && !job; i++)
        if (atomic_load(&board[i])) job = atomic_exchange(&board[i], NULL);
    return job;
}

void *cxi_crew_wait(double seconds) {
    double end = cxi_seconds() + seconds;
    void *job = take();
    while (!job && cxi_seconds() < end) {
        sched_yield(); /* others may have better use for the core */
        job = take();
    }
    return job;
}

bool cxi_crew_join(int most) {
    if (atomic_fetch_add(&helpers, 1) < most) return true;
    atomic_fetch_sub(&helpers, 1);
    return false;
}

void cxi_crew_leave(void) {
    atomic_fetch_sub(&helpers, 1);
}

bool cxi_crew_return(void) {
    bool posted = false;
    for (int i = 0; i < PLACES && !posted; i++) posted = atomic_load(&board[i]);
    if (posted) atomic_fetch_add(&helpers, 1);
    return posted;
}
