#define _POSIX_C_SOURCE 200809L /* recursive mutexes */
#include "nn/store.h"

#include "base/alloc.h"

#include <string.h>

static cx_store no_memory = {.status = {(char[]){"out of memory"}}};

static void forget_all(cx_store *store) {
    for (struct cxi_variable *v = store->first, *next; v; v = next) {
        next = v->next;
        cx_tensor_free(v->value);
        cxi_free(v->path);
        cxi_free(v->origin);
        cxi_free(v);
    }
    store->first = store->last = NULL;
    store->count = 0;
}

static void destroy(struct cxi_owned *owned) {
    cx_store *store = (cx_store *)owned;
    forget_all(store);
    cxi_free(store->loaded_from);
    cxi_status_clear(&store->status);
    pthread_mutex_destroy(&store->lock);
    cxi_free(store);
}

static void make_lock(pthread_mutex_t *lock) {
    pthread_mutexattr_t recursive;
    pthread_mutexattr_init(&recursive);
    pthread_mutexattr_settype(&recursive, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(lock, &recursive);
    pthread_mutexattr_destroy(&recursive);
}

/* NULL is the store of what there was no memory for. A fork is alone: whoever held the lock of its parent is not there to give
   it back. */
static bool has_lock(const cx_store *store) {
    return store && store != &no_memory && !cxi_runtime_forked(store->owned.runtime);
}

void cxi_store_lock(const cx_store *store) {
    if (has_lock(store)) pthread_mutex_lock((pthread_mutex_t *)&store->lock);
}

void cxi_store_unlock(const cx_store *store) {
    if (has_lock(store)) pthread_mutex_unlock((pthread_mutex_t *)&store->lock);
}

cx_store *cx_store_new(cx_runtime *runtime, uint64_t seed) {
    cx_store *store = cxi_new(1, sizeof *store);
    if (!store) return cxi_report(runtime, &no_memory.status), &no_memory;
    make_lock(&store->lock);
    cxi_own(runtime, &store->owned, destroy);
    store->seed = seed;
    cxi_pass(&store->status, &runtime->status);
    return store;
}

void cx_store_free(cx_store *store) {
    if (!store || store == &no_memory) return;
    cxi_disown(&store->owned);
    destroy(&store->owned);
}

const char *cx_store_error(const cx_store *store) {
    return cxi_error(&store->status);
}

int cx_store_count(const cx_store *store) {
    cxi_store_lock(store);
    int count = store->count;
    cxi_store_unlock(store);
    return count;
}

const char *cx_store_path(const cx_store *store, int index) {
    cxi_store_lock(store);
    struct cxi_variable *v = store->first;
    while (v && index-- > 0) v = v->next;
    cxi_store_unlock(store);
    return v ? v->path : NULL;
}

struct cxi_variable *cxi_store_find(const cx_store *store, const char *path) {
    for (struct cxi_variable *v = store->first; v; v = v->next)
        if (strcmp(v->path, path) == 0) return v;
    return NULL;
}

cx_tensor *cx_store_value(const cx_store *store, const char *path) {
    cxi_store_lock(store);
    struct cxi_variable *v = cxi_store_find(store, path);
    cx_tensor *value = v ? v->value : NULL;
    cxi_store_unlock(store);
    return value;
}

void cxi_variable_set(struct cxi_variable *variable, cx_tensor *value) {
    if (variable->value == value) return;
    cxi_disown(&value->owned); /* from now on it is freed with the store, or when replaced */
    cx_tensor_free(variable->value);
    variable->value = value;
}

bool cxi_store_put(cx_store *store, const char *path, cx_tensor *value) {
    struct cxi_variable *v = cxi_store_find(store, path);
    if (v) {
        cxi_variable_set(v, value);
        return true;
    }
    v = cxi_new(1, sizeof *v);
    char *kept = cxi_copy_string(path);
    if (!v || !kept) {
        cxi_free(v);
        cxi_free(kept);
        cx_tensor_free(value);
        return cxi_fail_memory(&store->status);
    }
    *v = (struct cxi_variable){.path = kept};
    cxi_variable_set(v, value);
    *(store->last ? &store->last->next : &store->first) = v;
    store->last = v;
    store->count++;
    return true;
}

void cx_store_set(cx_store *store, const char *path, cx_tensor *value) {
    if (store == &no_memory) return;
    cxi_store_lock(store);
    cxi_pass(&store->status, &value->status);
    cxi_store_put(store, path, value);
    cxi_report(store->owned.runtime, &store->status);
    cxi_store_unlock(store);
}
