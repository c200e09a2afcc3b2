/* A client: one plugin at work in this process, with its devices. */
#include "base/alloc.h"
#include "base/fork.h"
#include "pjrt/handles.h"
#include "pjrt/options.h"

#include <string.h>

/* ------------------------------------------------------------------------------------------- forks */
bool cxi_client_was_forked(const struct cxi_client *client) {
    return cxi_forked_since(client->forks);
}

bool cxi_client_usable(const struct cxi_client *client, struct cxi_status *status) {
    if (!cxi_client_was_forked(client)) return true;
    return cxi_fail(status,
                    "this process is a fork of the one that opened the %s device, whose threads are not here: "
                    "open it after fork, or use fork and exec",
                    client->platform);
}

/* --------------------------------------------------------------------------------------- questions */
static char *copy_text(const struct pjrt_ask *ask) {
    struct cxi_text text = {0};
    cxi_add_bytes(&text, ask->text.text, ask->text.text ? ask->text.length : 0);
    return cxi_text_ok(&text) ? text.data : NULL;
}

/* The text that `function` tells of `object`, for cxi_free. */
static char *ask_text(const struct cxi_plugin *plugin, enum pjrt_function function, void *object,
                      struct cxi_status *status) {
    PJRT_ARGS(pjrt_ask, ask);
    ask->object = object;
    if (!cxi_call(plugin, function, ask, status, "asking what the device is")) return NULL;
    char *text = copy_text(ask);
    if (!text) cxi_fail_memory(status);
    return text;
}

static bool describe_device(const struct cxi_plugin *plugin, struct cxi_client_device *device,
                            struct cxi_status *status) {
    PJRT_ARGS(pjrt_ask, description);
    description->object = device->device;
    if (!cxi_call(plugin, PJRT_DEVICE_DESCRIPTION, description, status, "asking for a device's description"))
        return false;
    PJRT_ARGS(pjrt_ask, id);
    id->object = description->pointer;
    if (!cxi_call(plugin, PJRT_DESCRIPTION_ID, id, status, "asking for a device's number")) return false;
    device->id = id->integer;
    device->name = ask_text(plugin, PJRT_DESCRIPTION_KIND, description->pointer, status);
    return device->name;
}

static bool list_devices(struct cxi_client *client, struct cxi_status *status) {
    PJRT_ARGS(pjrt_ask, devices);
    devices->object = client->client;
    if (!cxi_call(client->plugin, PJRT_CLIENT_DEVICES, devices, status, "listing the devices")) return false;
    size_t count = devices->list.count;
    if (!count)
        return cxi_fail(
            status, "%s finds no device on this machine; check its driver, or open another platform, such as \"cpu\"",
            client->plugin->path);
    client->devices = cxi_new(count, sizeof client->devices[0]);
    if (!client->devices) return cxi_fail_memory(status);
    client->device_count = (int)count;
    for (size_t i = 0; i < count; i++) {
        client->devices[i].device = devices->list.items[i];
        if (!describe_device(client->plugin, &client->devices[i], status)) return false;
    }
    return true;
}

bool cxi_client_has_device(const struct cxi_client *client, int device, struct cxi_status *status) {
    if (device >= 0 && device < client->device_count) return true;
    return cxi_fail(status, "there is no device %d: the %s client has %d", device, client->platform,
                    client->device_count);
}

int cxi_client_find_device(const struct cxi_client *client, const struct pjrt_device *device) {
    for (int i = 0; i < client->device_count; i++)
        if (client->devices[i].device == device) return i;
    return -1;
}

/* ---------------------------------------------------------------------------------- open and close */
static struct pjrt_client *create(const struct cxi_plugin *plugin, const struct cxi_trial *trial,
                                  struct cxi_status *status) {
    struct pjrt_named_value *values = cxi_named_values(trial->left, trial->count, status);
    if (!values) return NULL;
    PJRT_ARGS(pjrt_create, create);
    create->options = values;
    create->option_count = (size_t)trial->count;
    bool made = cxi_call(plugin, PJRT_CLIENT_CREATE, create, status, "opening the device with %s", plugin->path);
    cxi_free(values);
    return made ? create->client : NULL;
}

/* Without the options that the plugin does not know, whose names become client->dropped. */
static bool create_with_what_it_knows(struct cxi_client *client, const struct cxi_option *options, int count,
                                      struct cxi_status *status) {
    struct cxi_trial trial;
    if (!cxi_trial_begin(&trial, options, count, 0, status)) return false;
    struct cxi_status refused = {0};
    while (!(client->client = create(client->plugin, &trial, &refused)) && cxi_trial_drop(&trial, cxi_error(&refused)))
        cxi_status_clear(&refused);
    cxi_pass(status, &refused);
    cxi_status_clear(&refused);
    client->dropped = cxi_trial_end(&trial);
    if (!client->dropped) cxi_fail_memory(status);
    return cxi_ok(status);
}

struct cxi_client *cxi_client_open(struct cxi_plugin *plugin, const struct cxi_option *options, int count,
                                   struct cxi_status *status) {
    struct cxi_client *client = cxi_new(1, sizeof *client);
    if (!client) {
        cxi_fail_memory(status);
        return NULL;
    }
    client->plugin = plugin;
    client->forks = cxi_forks();
    atomic_init(&client->holders, 1);
    bool sound = create_with_what_it_knows(client, options, count, status) &&
                 (client->platform = ask_text(plugin, PJRT_CLIENT_PLATFORM, client->client, status)) &&
                 (client->platform_version = ask_text(plugin, PJRT_CLIENT_VERSION, client->client, status)) &&
                 list_devices(client, status);
    if (sound) return client;
    cxi_client_close(client);
    return NULL;
}

void cxi_client_release(struct cxi_client *client) {
    if (atomic_fetch_sub(&client->holders, 1) > 1) return;
    for (int i = 0; i < client->device_count; i++) cxi_free(client->devices[i].name);
    cxi_free(client->devices);
    cxi_free(client->platform);
    cxi_free(client->platform_version);
    cxi_free(client->dropped);
    cxi_free(client);
}

void cxi_client_close(struct cxi_client *client) {
    if (!client) return;
    if (!cxi_client_was_forked(client)) cxi_destroy(client->plugin, PJRT_CLIENT_DESTROY, client->client);
    cxi_client_release(client);
}

/* ----------------------------------------------------------------------------------------- reading */
const char *cxi_client_dropped(const struct cxi_client *client) {
    return client->dropped;
}

const char *cxi_client_platform(const struct cxi_client *client) {
    return client->platform;
}

bool cxi_client_is_cpu(const struct cxi_client *client) {
    return strcmp(client->platform, "cpu") == 0;
}

const char *cxi_client_platform_version(const struct cxi_client *client) {
    return client->platform_version;
}

struct cxi_plugin *cxi_client_plugin(const struct cxi_client *client) {
    return client->plugin;
}

int cxi_client_device_count(const struct cxi_client *client) {
    return client->device_count;
}

const char *cxi_client_device_name(const struct cxi_client *client, int device) {
    return device >= 0 && device < client->device_count ? client->devices[device].name : "no such device";
}

bool cxi_client_device_memory(const struct cxi_client *client, int device, int64_t *in_use, int64_t *limit,
                              struct cxi_status *status) {
    if (!cxi_client_has_device(client, device, status)) return false;
    PJRT_ARGS(pjrt_device_memory, memory);
    memory->device = client->devices[device].device;
    if (!cxi_call(client->plugin, PJRT_DEVICE_MEMORY, memory, status, "asking device %d for its memory", device))
        return false;
    *in_use = memory->in_use;
    *limit = memory->limit.known ? memory->limit.value : 0;
    return true;
}

struct cxi_client_counts cxi_client_counts(const struct cxi_client *client) {
    const struct cxi_counters *c = &client->counters;
    struct cxi_client_counts counts = {0};
    /* What was freed first: then nothing is counted as freed that is not counted as made. */
    int64_t buffers_freed = atomic_load(&c->buffers_freed), events_freed = atomic_load(&c->events_freed),
            programs_freed = atomic_load(&c->programs_freed);
    counts.buffers_made = atomic_load(&c->buffers);
    counts.events_made = atomic_load(&c->events);
    counts.programs_made = atomic_load(&c->programs);
    counts.buffers = counts.buffers_made - buffers_freed;
    counts.events = counts.events_made - events_freed;
    counts.programs = counts.programs_made - programs_freed;
    counts.executions = atomic_load(&c->executions);
    counts.bytes_to_device = atomic_load(&c->bytes_to_device);
    counts.bytes_from_device = atomic_load(&c->bytes_from_device);
    counts.compilations = atomic_load(&c->compilations);
    counts.compile_nanoseconds = atomic_load(&c->compile_nanoseconds);
    return counts;
}
