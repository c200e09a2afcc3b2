/* What the files of this folder know of each other's handles. */
#ifndef CXI_PJRT_HANDLES_H
#define CXI_PJRT_HANDLES_H

#include "pjrt/abi.h"
#include "pjrt/call.h"
#include "pjrt/pjrt.h"

#include <stdatomic.h>

struct cxi_plugin {
    const struct pjrt_table *table;
    char *path;
    char *cuda_folder;            /* what XLA calls xla_gpu_cuda_data_dir; NULL: not found, or not a CUDA plugin */
    struct cxi_plugin *next;      /* in the list of all that were loaded */
    struct cxi_handler *handlers; /* of custom calls, see handlers.c */
};

struct cxi_client_device {
    struct pjrt_device *device;
    int64_t id; /* among all processes' devices; what XLA calls its global id */
    char *name;
};

/* Since the client was opened. What is alive was made and not freed. */
struct cxi_counters {
    _Atomic int64_t buffers, buffers_freed, events, events_freed, programs, programs_freed;
    _Atomic int64_t executions, bytes_to_device, bytes_from_device, compilations, compile_nanoseconds;
};

static inline void cxi_count(_Atomic int64_t *counter, int64_t more) {
    atomic_fetch_add_explicit(counter, more, memory_order_relaxed);
}

struct cxi_client {
    struct cxi_plugin *plugin;
    struct pjrt_client *client;
    struct cxi_client_device *devices;
    int device_count;
    unsigned forks; /* of this process when the client was made: see cxi_client_usable */
    char *platform, *platform_version, *dropped;
    struct cxi_counters counters;
    _Atomic int64_t holders; /* the user's handle, and events whose callback is still to come */
};

/* False, with a message, in a fork of the process that opened it: XLA's threads are not there. Frees in the child give back
   only what is Calx's own. */
bool cxi_client_usable(const struct cxi_client *client, struct cxi_status *status);
bool cxi_client_was_forked(const struct cxi_client *client);
void cxi_client_release(struct cxi_client *client); /* one holder less */

bool cxi_client_has_device(const struct cxi_client *client, int device, struct cxi_status *status);

/* Which of the client's devices that is; -1: none. */
int cxi_client_find_device(const struct cxi_client *client, const struct pjrt_device *device);

struct cxi_buffer {
    struct cxi_client *client;
    struct pjrt_buffer *buffer;
    cx_dtype dtype;
    bool shared;
    atomic_bool ready; /* its contents are there, without an error: nothing needs to be asked any more */
    int device;
    cx_dims dims;
};

/* A handle without a PJRT buffer yet; counted as alive. */
struct cxi_buffer *cxi_buffer_new(struct cxi_client *client, int device, cx_dtype dtype, cx_dims dims);

static inline void cxi_event_destroy(struct cxi_client *client, struct pjrt_event *event) {
    if (!event) return;
    cxi_destroy(client->plugin, PJRT_EVENT_DESTROY, event);
    cxi_count(&client->counters.events_freed, 1);
}

static inline void cxi_event_taken(struct cxi_client *client, const struct pjrt_event *event) {
    if (event) cxi_count(&client->counters.events, 1);
}

#endif
