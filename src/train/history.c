#include "train/history.h"

#include "base/alloc.h"
#include "base/clock.h"

#include <string.h>

/* The history's own copy of a name; NULL without memory. */
static const char *keep_name(struct cxi_history *history, const char *name) {
    for (size_t i = 0; i < history->names; i++)
        if (strcmp(history->name[i], name) == 0) return history->name[i];
    char **names = cxi_resize(history->name, history->names + 1, sizeof *names);
    if (!names) return NULL;
    history->name = names;
    char *copy = cxi_copy_string(name);
    if (copy) names[history->names++] = copy;
    return copy;
}

static bool grow(struct cxi_history *history) {
    if (history->count < history->capacity) return true;
    size_t capacity = history->capacity ? 2 * history->capacity : 256;
    cx_record *records = cxi_resize(history->record, capacity, sizeof *records);
    if (!records) return false;
    history->record = records;
    history->capacity = capacity;
    return true;
}

void cxi_history_add(struct cxi_history *history, int64_t step, const char *name, double value) {
    const char *kept = keep_name(history, name);
    if (history->began == 0) history->began = cxi_seconds();
    if (!kept || !grow(history)) {
        history->no_memory = true;
        return;
    }
    cx_record *record = &history->record[history->count++];
    *record = (cx_record){.step = step, .seconds = cxi_seconds() - history->began, .name = kept, .value = value};
    for (size_t i = 0; i < history->listeners; i++)
        if (history->listener[i].record) history->listener[i].record(history->listener[i].user, record);
}

void cxi_history_end(struct cxi_history *history, cx_trainer *trainer) {
    for (size_t i = 0; i < history->listeners; i++)
        if (history->listener[i].end) history->listener[i].end(history->listener[i].user, trainer);
}

bool cxi_history_listen(struct cxi_history *history, struct cxi_listener listener) {
    struct cxi_listener *listeners = cxi_resize(history->listener, history->listeners + 1, sizeof *listeners);
    if (!listeners) {
        listener.destroy(listener.user);
        return false;
    }
    history->listener = listeners;
    listeners[history->listeners++] = listener;
    return true;
}

void cxi_history_free(struct cxi_history *history) {
    for (size_t i = 0; i < history->listeners; i++) history->listener[i].destroy(history->listener[i].user);
    for (size_t i = 0; i < history->names; i++) cxi_free(history->name[i]);
    cxi_free(history->name);
    cxi_free(history->listener);
    cxi_free(history->record);
    *history = (struct cxi_history){0};
}
