/* Handlers of custom calls made known to a plugin, and the list of them. */
#include "base/alloc.h"
#include "pjrt/ffi_abi.h"
#include "pjrt/handles.h"

#include <pthread.h>
#include <string.h>

struct cxi_handler {
    struct cxi_handler *next; /* by name, ascending */
    char *name;
    void *function;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* of the lists of all plugins */

/* What XLA's registry calls the client's platform. */
static const char *platform_of(const struct cxi_client *client) {
    if (cxi_client_is_cpu(client)) return "Host";
    return strcmp(cxi_client_platform(client), "rocm") == 0 ? "ROCM" : "CUDA";
}

static struct pjrt_ffi_extension *find_extension(const struct cxi_plugin *plugin) {
    for (struct pjrt_extension *e = plugin->table->extensions; e; e = e->next)
        if (e->type == PJRT_FFI_EXTENSION && e->size >= sizeof(struct pjrt_ffi_extension)) return (void *)e;
    return NULL;
}

static bool tell_plugin(const struct cxi_client *client, const char *name, void *handler, struct cxi_status *status) {
    const struct pjrt_ffi_extension *extension = find_extension(client->plugin);
    if (!extension || !extension->register_handler)
        return cxi_fail(status, "handler %s: the plugin %s has no typed FFI: take a newer one", name,
                        client->plugin->path);
    const char *platform = platform_of(client);
    struct pjrt_register args = {.size = PJRT_REGISTER_SIZE,
                                 .name = name,
                                 .name_length = strlen(name),
                                 .handler = handler,
                                 .platform = platform,
                                 .platform_length = strlen(platform)};
    struct pjrt_error *error = extension->register_handler(&args);
    return !error || cxi_fail_with(client->plugin, error, status, "registering the handler %s", name);
}

static bool add(struct cxi_client *client, struct cxi_handler **place, const char *name, void *handler,
                struct cxi_status *status) {
    struct cxi_handler *entry = cxi_new(1, sizeof *entry);
    if (entry && (entry->name = cxi_copy_string(name))) {
        if (tell_plugin(client, name, handler, status)) {
            entry->function = handler;
            entry->next = *place;
            *place = entry;
            return true;
        }
    } else
        cxi_fail_memory(status);
    if (entry) cxi_free(entry->name);
    cxi_free(entry);
    return false;
}

bool cxi_client_register(struct cxi_client *client, const char *name, void *handler, struct cxi_status *status) {
    if (!name || !*name || !handler) return cxi_fail(status, "a handler needs a name and a function");
    pthread_mutex_lock(&lock);
    struct cxi_handler **place = &client->plugin->handlers;
    while (*place && strcmp((*place)->name, name) < 0) place = &(*place)->next;
    bool taken = *place && strcmp((*place)->name, name) == 0, known = taken && (*place)->function == handler;
    if (taken && !known)
        cxi_fail(status, "there is another handler called %s: names are the process's own, choose a longer one", name);
    else if (!taken)
        known = add(client, place, name, handler, status);
    pthread_mutex_unlock(&lock);
    return known;
}

void cxi_client_handlers(const struct cxi_client *client, struct cxi_text *out) {
    pthread_mutex_lock(&lock);
    for (const struct cxi_handler *h = client->plugin->handlers; h; h = h->next) cxi_addf(out, "%s\n", h->name);
    pthread_mutex_unlock(&lock);
}
