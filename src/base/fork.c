#define _POSIX_C_SOURCE 200809L
#include "base/fork.h"

#include <pthread.h>
#include <stdatomic.h>

/* Counts the forks between the first process and this one. Reading it costs nothing, unlike getpid. */
static _Atomic unsigned forks;

static void count_fork(void) {
    atomic_fetch_add_explicit(&forks, 1, memory_order_relaxed);
}

static void watch(void) {
    pthread_atfork(NULL, NULL, count_fork);
}

unsigned cxi_forks(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, watch);
    return atomic_load_explicit(&forks, memory_order_relaxed);
}

bool cxi_forked_since(unsigned before) {
    return atomic_load_explicit(&forks, memory_order_relaxed) != before;
}
