#include "run/runtime.h"

#include "base/alloc.h"
#include "base/fork.h"
#include "kernels/kernels.h"
#include "run/profile.h"

#include <stdlib.h>
#include <string.h>

/* What cx_open returns when there is no memory even for a runtime. */
static cx_runtime no_memory = {
    .status = {(char[]){"out of memory"}}, .first = {(char[]){"out of memory"}}, .lock = PTHREAD_MUTEX_INITIALIZER};

/* A platform that was asked for by name must not turn out to be another: $CALX_PLUGIN may name any plugin. */
static bool is_platform(const cx_runtime *runtime, const char *asked) {
    const char *found = cxi_client_platform(runtime->client);
    bool gpu = strcmp(asked, "cuda") == 0 || strcmp(asked, "rocm") == 0;
    return strchr(asked, '/') || strcmp(asked, found) == 0 || (gpu && strcmp(found, "gpu") == 0);
}

static void open_client(cx_runtime *runtime, const cx_open_args *args) {
    struct cxi_plugin *plugin = cxi_plugin_open(args->plugin, &runtime->status);
    if (!plugin) return;
    int devices = args->devices > runtime->mesh.devices ? args->devices : runtime->mesh.devices;
    struct cxi_option options[3];
    int count = 0;
    if (strcmp(args->plugin, "cpu") == 0 || strchr(args->plugin, '/')) /* others refuse it, and it is dropped */
        options[count++] = (struct cxi_option){.name = "cpu_device_count", .type = CXI_OPTION_INT, .integer = devices};
    if (args->memory_fraction != 0)
        options[count++] =
            (struct cxi_option){.name = "memory_fraction", .type = CXI_OPTION_FLOAT, .number = args->memory_fraction};
    if (args->no_preallocation)
        options[count++] = (struct cxi_option){.name = "preallocate", .type = CXI_OPTION_BOOL, .boolean = false};
    runtime->client = cxi_client_open(plugin, options, count, &runtime->status);
    if (!runtime->client) return;
    int found = cxi_client_device_count(runtime->client);
    if (!is_platform(runtime, args->plugin))
        cxi_fail(&runtime->status,
                 "%s was asked for, and %s is a plugin for %s; give the path of another, or ask for %s", args->plugin,
                 cxi_plugin_path(plugin), cxi_client_platform(runtime->client), cxi_client_platform(runtime->client));
    else if (found < devices)
        cxi_fail(&runtime->status, "%s: %d devices were asked for, and it has %d; ask for fewer", args->plugin, devices,
                 found);
    if (cxi_ok(&runtime->status)) return;
    cxi_client_close(runtime->client);
    runtime->client = NULL;
}

static bool profile_wanted(const cx_open_args *args) {
    const char *wish = getenv("CALX_PROFILE");
    return args->profile || (wish && *wish);
}

cx_runtime *cx_open_(cx_open_args args) {
    cx_runtime *runtime = cxi_new(1, sizeof *runtime);
    if (!runtime) return &no_memory;
    if (profile_wanted(&args) && !(runtime->profile = cxi_profile_new())) return cxi_free(runtime), &no_memory;
    pthread_mutex_init(&runtime->lock, NULL);
    cxi_program_cache_init(&runtime->programs, args.no_program_cache, &runtime->warning);
    runtime->forks = cxi_forks();
    runtime->no_kernels = args.no_kernels;
    if (cxi_mesh_parse(args.mesh, &runtime->mesh, &runtime->status) && args.plugin) open_client(runtime, &args);
    cxi_pass(&runtime->first, &runtime->status);
    return runtime;
}

void cxi_runtime_empty(cx_runtime *runtime) {
    while (runtime->owned) {
        struct cxi_owned *newest = runtime->owned;
        cxi_disown(newest);
        newest->destroy(newest);
    }
}

int cx_close(cx_runtime *runtime, FILE *report) {
    const char *error = cx_error(runtime), *warning = cx_warning(runtime);
    bool failed = error != NULL;
    if (warning && report) fprintf(report, "warning: %s\n", warning);
    if (failed && report) fprintf(report, "%s\n", error);
    if (runtime == &no_memory || cxi_runtime_forked(runtime)) return 1; /* what is the parent's stays as it is */
    if (report) cx_profile_write(runtime, report);
    cxi_runtime_empty(runtime);
    if (runtime->client) cxi_client_close(runtime->client);
    cxi_profile_free(runtime->profile);
    pthread_mutex_destroy(&runtime->lock);
    cxi_status_clear(&runtime->status);
    cxi_status_clear(&runtime->first);
    cxi_status_clear(&runtime->warning);
    cxi_program_cache_end(&runtime->programs);
    cxi_free(runtime);
    return failed;
}

bool cx_ok(const cx_runtime *runtime) {
    return !cx_error(runtime);
}

static const char *read_locked(const cx_runtime *runtime, const struct cxi_status *status) {
    pthread_mutex_t *lock = (pthread_mutex_t *)&runtime->lock;
    pthread_mutex_lock(lock);
    const char *message = cxi_error(status);
    pthread_mutex_unlock(lock);
    return message;
}

const char *cx_error(const cx_runtime *runtime) {
    return cxi_runtime_forked(runtime) ? CXI_FORKED : read_locked(runtime, &runtime->first);
}

const char *cx_warning(const cx_runtime *runtime) {
    return cxi_runtime_forked(runtime) ? NULL : read_locked(runtime, &runtime->warning);
}

void cx_clear_error(cx_runtime *runtime) {
    if (runtime == &no_memory || cxi_runtime_forked(runtime)) return;
    pthread_mutex_lock(&runtime->lock);
    cxi_status_clear(&runtime->first);
    cxi_pass(&runtime->first, &runtime->status);
    pthread_mutex_unlock(&runtime->lock);
}

bool cxi_report(cx_runtime *runtime, const struct cxi_status *status) {
    if (cxi_ok(status)) return true;
    if (!runtime || runtime == &no_memory || cxi_runtime_forked(runtime)) return false;
    pthread_mutex_lock(&runtime->lock);
    cxi_pass(&runtime->first, status);
    pthread_mutex_unlock(&runtime->lock);
    return false;
}

void cxi_warn(cx_runtime *runtime, const struct cxi_status *warning) {
    if (cxi_ok(warning) || cxi_runtime_forked(runtime)) return;
    pthread_mutex_lock(&runtime->lock);
    cxi_pass(&runtime->warning, warning);
    pthread_mutex_unlock(&runtime->lock);
}

bool cxi_settle(cx_runtime *runtime, struct cxi_status *own, struct cxi_status *status) {
    if (cxi_ok(status)) return true;
    if (!cxi_runtime_forked(runtime)) {
        pthread_mutex_lock(&runtime->lock);
        cxi_pass(own, status);
        cxi_pass(&runtime->first, status);
        pthread_mutex_unlock(&runtime->lock);
    }
    cxi_status_clear(status);
    return false;
}

void cxi_own(cx_runtime *runtime, struct cxi_owned *owned, void (*destroy)(struct cxi_owned *owned)) {
    *owned = (struct cxi_owned){.runtime = runtime, .destroy = destroy};
    if (cxi_runtime_forked(runtime)) return;
    pthread_mutex_lock(&runtime->lock);
    owned->next = runtime->owned;
    owned->listed = true;
    if (owned->next) owned->next->previous = owned;
    runtime->owned = owned;
    pthread_mutex_unlock(&runtime->lock);
}

void cxi_disown(struct cxi_owned *owned) {
    cx_runtime *runtime = owned->runtime;
    if (!owned->listed || cxi_runtime_forked(runtime)) return;
    pthread_mutex_lock(&runtime->lock);
    *(owned->previous ? &owned->previous->next : &runtime->owned) = owned->next;
    if (owned->next) owned->next->previous = owned->previous;
    owned->listed = false;
    pthread_mutex_unlock(&runtime->lock);
}

bool cxi_runtime_forked(const cx_runtime *runtime) {
    return runtime != &no_memory && cxi_forked_since(runtime->forks);
}

bool cxi_runtime_usable(const cx_runtime *runtime, struct cxi_status *status) {
    if (cxi_runtime_forked(runtime)) return cxi_fail(status, "%s", CXI_FORKED);
    return cxi_pass(status, &runtime->status);
}

struct cxi_client *cxi_runtime_client(cx_runtime *runtime, struct cxi_status *status) {
    if (!cxi_runtime_usable(runtime, status)) return NULL;
    if (!runtime->client) cxi_fail(status, "this runtime has no device: it was opened without a plugin");
    return runtime->client;
}

int cx_device_count(const cx_runtime *runtime) {
    return runtime->client ? cxi_client_device_count(runtime->client) : 0;
}

void cx_describe(const cx_runtime *runtime, FILE *to) {
    if (!runtime->client) {
        fprintf(to, "no device%s%s\n", cxi_ok(&runtime->status) ? "" : ": ",
                cxi_ok(&runtime->status) ? "" : cxi_error(&runtime->status));
        return;
    }
    const struct cxi_client *client = runtime->client;
    const struct cxi_plugin *plugin = cxi_client_plugin(client);
    int major, minor;
    cxi_plugin_api_version(plugin, &major, &minor);
    struct cxi_text about = {0};
    cxi_plugin_describe(plugin, &about);
    cxi_add(&about, "kernels   ");
    if (runtime->no_kernels)
        cxi_add(&about, "none: .no_kernels");
    else
        cxi_kernels_describe(client, &about);
    cxi_add(&about, "\n");
    cx_statistics counts = cx_runtime_statistics(runtime);
    fprintf(to, "platform  %s (%s)\n", cxi_client_platform(client), cxi_client_platform_version(client));
    fprintf(to, "plugin    %s\n", cxi_plugin_path(plugin));
    fprintf(to, "PJRT API  %d.%d\n%s", major, minor, cxi_text(&about));
    for (int i = 0; i < cxi_client_device_count(client); i++) {
        fprintf(to, "device %d  %s", i, cxi_client_device_name(client, i));
        struct cxi_status unknown = {0};
        int64_t in_use, limit;
        if (cxi_client_device_memory(client, i, &in_use, &limit, &unknown))
            fprintf(to, ", %lld of %lld bytes in use", (long long)in_use, (long long)limit);
        cxi_status_clear(&unknown);
        fprintf(to, "\n");
    }
    fprintf(to, "alive     %lld buffers, %lld executables\n", (long long)counts.buffers, (long long)counts.executables);
    cxi_text_free(&about);
}
