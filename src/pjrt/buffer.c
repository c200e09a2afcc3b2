/* Buffers: arrays on a device, and their way there and back. */
#include "base/alloc.h"
#include "base/dims.h"
#include "base/dtype.h"
#include "pjrt/handles.h"

#include <string.h>

struct cxi_buffer *cxi_buffer_new(struct cxi_client *client, int device, cx_dtype dtype, cx_dims dims) {
    struct cxi_buffer *buffer = cxi_new(1, sizeof *buffer);
    if (!buffer) return NULL;
    buffer->client = client;
    buffer->device = device;
    buffer->dtype = dtype;
    buffer->dims = dims;
    cxi_count(&client->counters.buffers, 1);
    return buffer;
}

void cxi_buffer_free(struct cxi_buffer *buffer) {
    if (!buffer) return;
    struct cxi_client *client = buffer->client;
    if (!cxi_client_was_forked(client)) cxi_destroy(client->plugin, PJRT_BUFFER_DESTROY, buffer->buffer);
    cxi_count(&client->counters.buffers_freed, 1);
    cxi_free(buffer);
}

/* Adds "f32[2, 3] on device 0" to a failed status's message. Only for messages: it allocates. */
static bool fail_about(struct cxi_status *status, const struct cxi_status *cause, const char *attempt, cx_dtype dtype,
                       cx_dims dims, int device) {
    struct cxi_text what = {0};
    cxi_add_type(&what, dtype, dims);
    cxi_fail(status, "%s %s on device %d: %s", attempt, cxi_text(&what), device, cxi_error(cause));
    cxi_text_free(&what);
    return false;
}

/* ---------------------------------------------------------------------------------- host to device */
/* What is owed to the owner of host memory: one call of done(user), once the plugin no longer reads it. `client` is set last and
   read first, for thread sanitizers do not see how the plugin hands a debt over. */
struct debt {
    struct cxi_client *_Atomic client;
    struct pjrt_event *event;
    void (*done)(void *user);
    void *user;
};

static void pay(struct pjrt_error *error, void *user) {
    struct debt *debt = user;
    struct cxi_client *client = atomic_load(&debt->client);
    /* A failed transfer is told by the buffer. */
    if (error) cxi_destroy(client->plugin, PJRT_ERROR_DESTROY, error);
    cxi_event_destroy(client, debt->event);
    debt->done(debt->user);
    cxi_free(debt);
    cxi_client_release(client);
}

/* Has `pay` called when the event fires. One for shared memory fires only when the buffer is gone, so it is never waited
   for. */
static bool pay_later(struct debt *debt, struct cxi_client *client, struct cxi_status *status) {
    atomic_store(&debt->client, client);
    atomic_fetch_add(&client->holders, 1);
    PJRT_ARGS(pjrt_on_ready, on_ready);
    on_ready->event = debt->event;
    on_ready->callback = pay;
    on_ready->user = debt;
    if (cxi_call(client->plugin, PJRT_EVENT_ON_READY, on_ready, status, "watching a transfer")) return true;
    atomic_fetch_sub(&client->holders, 1);
    return false;
}

static bool check_source(const struct cxi_client *client, int device, const void *data, cx_dtype dtype, cx_dims dims,
                         struct cxi_status *status) {
    size_t bytes;
    if (!cxi_client_usable(client, status) || !cxi_client_has_device(client, device, status)) return false;
    if (!cxi_dtype(dtype)->name) return cxi_fail(status, "a buffer cannot have the element type %d", (int)dtype);
    if (!cxi_dims_valid(dims, cx_dtype_size(dtype), &bytes))
        return cxi_fail(status, "a buffer's shape is invalid or too large");
    if (bytes && !data) return cxi_fail(status, "a buffer of %zu bytes is to be filled from NULL", bytes);
    return true;
}

/* Hands the memory over: fills buffer->buffer, and `event` with what fires when the memory is free again. */
static bool transfer(struct cxi_buffer *buffer, const void *data, enum cxi_host_memory how, struct pjrt_event **event,
                     struct cxi_status *status) {
    static const enum pjrt_host_memory semantics[] = {
        [CXI_COPY] = PJRT_COPY_DURING_CALL, [CXI_BORROW] = PJRT_COPY_UNTIL_DONE, [CXI_SHARE] = PJRT_SHARE_READ_ONLY};
    struct cxi_client *client = buffer->client;
    PJRT_ARGS(pjrt_from_host, from);
    from->client = client->client;
    from->data = data ? data : (const void *)""; /* an array without elements */
    from->type = cxi_dtype(buffer->dtype)->pjrt;
    from->dims = buffer->dims.dim;
    from->rank = (size_t)buffer->dims.rank;
    from->host_memory = semantics[how];
    from->device = client->devices[buffer->device].device;
    struct cxi_status refused = {0};
    bool sent = cxi_call(client->plugin, PJRT_BUFFER_FROM_HOST, from, &refused, "the transfer failed");
    if (!sent) fail_about(status, &refused, "sending", buffer->dtype, buffer->dims, buffer->device);
    cxi_status_clear(&refused);
    if (!sent) return false;
    buffer->buffer = from->buffer;
    *event = from->done;
    cxi_count(&client->counters.bytes_to_device, cx_dims_count(buffer->dims) * (int64_t)cx_dtype_size(buffer->dtype));
    cxi_event_taken(client, from->done);
    return true;
}

/* As cxi_buffer_from_host, but done(user) is the caller's to call when this fails. */
static struct cxi_buffer *send(struct cxi_buffer *buffer, const void *data, enum cxi_host_memory how,
                               void (*done)(void *user), void *user, struct cxi_status *status) {
    struct cxi_client *client = buffer->client;
    struct pjrt_event *event = NULL;
    struct debt *debt = done && how != CXI_COPY ? cxi_new(1, sizeof *debt) : NULL;
    if (done && how != CXI_COPY && !debt) {
        cxi_fail_memory(status);
    } else if (transfer(buffer, data, how, &event, status)) {
        buffer->shared = how == CXI_SHARE;
        if (debt) *debt = (struct debt){.event = event, .done = done, .user = user};
        if (debt && event && pay_later(debt, client, status)) return buffer;
        if (cxi_ok(status)) {
            cxi_event_destroy(client, event);
            cxi_free(debt);
            if (done) done(user); /* a copy was made, or a plugin without events has waited */
            return buffer;
        }
    }
    /* The buffer goes first: as long as it lives the plugin may read the memory. */
    cxi_buffer_free(buffer);
    if (event) {
        PJRT_ARGS(pjrt_ask, await);
        await->object = event;
        struct pjrt_error *error = client->plugin->table->functions[PJRT_EVENT_AWAIT](await);
        if (error) cxi_destroy(client->plugin, PJRT_ERROR_DESTROY, error);
        cxi_event_destroy(client, event);
    }
    cxi_free(debt);
    return NULL;
}

struct cxi_buffer *cxi_buffer_from_host(struct cxi_client *client, int device, const void *data, cx_dtype dtype,
                                        cx_dims dims, enum cxi_host_memory how, void (*done)(void *user), void *user,
                                        struct cxi_status *status) {
    struct cxi_buffer *buffer = NULL;
    if (check_source(client, device, data, dtype, dims, status)) {
        buffer = cxi_buffer_new(client, device, dtype, dims);
        if (buffer)
            buffer = send(buffer, data, how, done, user, status);
        else
            cxi_fail_memory(status);
    }
    if (!buffer && done) done(user);
    return buffer;
}

/* -------------------------------------------------------------------------------------- completion */
static struct pjrt_event *ready_event(struct cxi_buffer *buffer, struct cxi_status *status) {
    PJRT_ARGS(pjrt_ask, ready);
    ready->object = buffer->buffer;
    if (!cxi_call(buffer->client->plugin, PJRT_BUFFER_READY_EVENT, ready, status, "its state is unknown")) return NULL;
    cxi_event_taken(buffer->client, ready->pointer);
    return ready->pointer;
}

static bool await(struct cxi_buffer *buffer, struct pjrt_event *event, struct cxi_status *status) {
    PJRT_ARGS(pjrt_ask, await);
    await->object = event;
    bool fine = cxi_call(buffer->client->plugin, PJRT_EVENT_AWAIT, await, status, "it failed");
    cxi_event_destroy(buffer->client, event);
    return fine;
}

bool cxi_buffer_wait(struct cxi_buffer *buffer, struct cxi_status *status) {
    if (atomic_load_explicit(&buffer->ready, memory_order_acquire)) return true;
    if (!cxi_client_usable(buffer->client, status)) return false;
    struct cxi_status failed = {0};
    struct pjrt_event *event = ready_event(buffer, &failed);
    if (event && await(buffer, event, &failed)) {
        atomic_store_explicit(&buffer->ready, true, memory_order_release);
        return true;
    }
    fail_about(status, &failed, "waiting for", buffer->dtype, buffer->dims, buffer->device);
    cxi_status_clear(&failed);
    return false;
}

bool cxi_buffer_is_ready(struct cxi_buffer *buffer) {
    if (atomic_load_explicit(&buffer->ready, memory_order_acquire)) return true;
    if (cxi_client_was_forked(buffer->client)) return true; /* waiting says what is wrong */
    struct cxi_status failed = {0};
    struct pjrt_event *event = ready_event(buffer, &failed);
    PJRT_ARGS(pjrt_ask, is_ready);
    is_ready->object = event;
    bool pending =
        event && cxi_call(buffer->client->plugin, PJRT_EVENT_IS_READY, is_ready, &failed, "asking") && !is_ready->flag;
    cxi_event_destroy(buffer->client, event);
    cxi_status_clear(&failed);
    return !pending;
}

/* ---------------------------------------------------------------------------------- device to host */
/* Plugins hand an i4 back as a byte from 0 to 15. */
static void extend_signs(unsigned char *values, size_t count) {
    for (size_t i = 0; i < count; i++) values[i] = (unsigned char)(((values[i] & 15) ^ 8) - 8);
}

bool cxi_buffer_read(struct cxi_buffer *buffer, void *to, size_t size, struct cxi_status *status) {
    size_t bytes = (size_t)cx_dims_count(buffer->dims) * cx_dtype_size(buffer->dtype);
    if (size != bytes) return cxi_fail(status, "a buffer of %zu bytes is read into %zu bytes of memory", bytes, size);
    if (!bytes) return cxi_buffer_wait(buffer, status);
    if (!cxi_client_usable(buffer->client, status)) return false;

    int64_t minor_to_major[CX_MAX_RANK]; /* row-major whatever the device prefers */
    for (int i = 0; i < buffer->dims.rank; i++) minor_to_major[i] = buffer->dims.rank - 1 - i;
    struct pjrt_layout layout = {
        .size = sizeof layout,
        .tiled = {.size = sizeof layout.tiled, .minor_to_major = minor_to_major, .rank = (size_t)buffer->dims.rank}};
    PJRT_ARGS(pjrt_to_host, read);
    read->buffer = buffer->buffer;
    read->layout = buffer->dims.rank > 1 ? &layout : NULL;
    read->to = to;
    read->to_size = size;
    struct cxi_status failed = {0};
    if (cxi_call(buffer->client->plugin, PJRT_BUFFER_TO_HOST, read, &failed, "it cannot be read")) {
        cxi_event_taken(buffer->client, read->done);
        if (!read->done || await(buffer, read->done, &failed)) {
            if (buffer->dtype == CX_I4) extend_signs(to, size);
            cxi_count(&buffer->client->counters.bytes_from_device, (int64_t)size);
            return true;
        }
    }
    fail_about(status, &failed, "reading", buffer->dtype, buffer->dims, buffer->device);
    cxi_status_clear(&failed);
    return false;
}

const void *cxi_buffer_pointer(struct cxi_buffer *buffer) {
    if (buffer->dtype == CX_I4 || buffer->dtype == CX_U4) return NULL; /* packed, two to a byte */
    struct cxi_status failed = {0};
    const struct cxi_plugin *plugin = buffer->client->plugin;
    PJRT_ARGS(pjrt_ask, on_cpu);
    on_cpu->object = buffer->buffer;
    PJRT_ARGS(pjrt_ask, pointer);
    pointer->object = buffer->buffer;
    bool there = cxi_buffer_wait(buffer, &failed) &&
                 cxi_call(plugin, PJRT_BUFFER_IS_ON_CPU, on_cpu, &failed, "asking") && on_cpu->flag &&
                 cxi_call(plugin, PJRT_BUFFER_POINTER, pointer, &failed, "asking");
    cxi_status_clear(&failed);
    return there ? (const void *)pointer->address : NULL;
}

bool cxi_buffer_is_shared(const struct cxi_buffer *buffer) {
    return buffer->shared;
}

cx_dtype cxi_buffer_dtype(const struct cxi_buffer *buffer) {
    return buffer->dtype;
}

cx_dims cxi_buffer_dims(const struct cxi_buffer *buffer) {
    return buffer->dims;
}

int cxi_buffer_device(const struct cxi_buffer *buffer) {
    return buffer->device;
}
