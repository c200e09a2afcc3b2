/* Loading a plugin, and the process-wide list of those that were loaded: a plugin stays until the
   process ends. */
#define _GNU_SOURCE /* realpath */
#include "base/alloc.h"
#include "pjrt/cuda.h"
#include "pjrt/elf.h"
#include "pjrt/handles.h"
#include "pjrt/search.h"

#include <dlfcn.h>
#include <glob.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct cxi_plugin *loaded; /* guarded by `lock` */

static bool check_table(const struct cxi_plugin *plugin, struct cxi_status *status) {
    const struct pjrt_table *table = plugin->table;
    if (!table || table->size < offsetof(struct pjrt_table, functions))
        return cxi_fail(status, "%s: its GetPjrtApi returns no table of functions; take another plugin", plugin->path);
    int major = table->version.major, minor = table->version.minor;
    if (major != 0)
        return cxi_fail(status, "%s speaks PJRT API %d.%d, and Calx knows 0.x only; take a plugin of that kind",
                        plugin->path, major, minor);
    struct cxi_text missing = {0};
    if (!cxi_table_is_whole(table, &missing))
        cxi_fail(status, "%s (PJRT API %d.%d) is too old for Calx: it lacks %s; take a newer plugin", plugin->path,
                 major, minor, cxi_text(&missing));
    cxi_text_free(&missing);
    if (!cxi_ok(status)) return false;
    PJRT_ARGS(pjrt_attributes, none);
    return cxi_call(plugin, PJRT_PLUGIN_INITIALIZE, none, status, "initialising the plugin %s", plugin->path);
}

static void free_plugin(struct cxi_plugin *plugin) {
    cxi_free(plugin->path);
    cxi_free(plugin->cuda_folder);
    cxi_free(plugin);
}

/* The library stays open when it turns out useless, unless it is no plugin at all: XLA does not
   survive dlclose. */
static struct cxi_plugin *load(const char *path, struct cxi_status *status) {
    struct cxi_plugin *plugin = cxi_new(1, sizeof *plugin);
    if (!plugin || !(plugin->path = cxi_copy_string(path))) {
        cxi_fail_memory(status);
        cxi_free(plugin);
        return NULL;
    }
    const char *complaint = cxi_elf_complaint(path);
    if (!complaint) plugin->cuda_folder = cxi_cuda_prepare(path);
    void *library = complaint ? NULL : dlopen(path, RTLD_NOW | RTLD_LOCAL);
    pjrt_get_api *get_api = NULL;
    if (complaint) {
        cxi_fail(status, "%s cannot be loaded: %s", path, complaint);
    } else if (!library) {
        const char *why = dlerror();
        cxi_fail(status, "%s cannot be loaded: %s", path, why ? why : "dlopen gives no reason");
    } else {
        *(void **)&get_api = dlsym(library, "GetPjrtApi");
        if (!get_api) {
            dlclose(library);
            cxi_fail(status, "%s is no PJRT plugin: it has no function GetPjrtApi; give another file", path);
        }
    }
    if (get_api) plugin->table = get_api();
    if (get_api && check_table(plugin, status)) return plugin;
    free_plugin(plugin);
    return NULL;
}

/* The plugin at `path`, loaded now or before. */
static struct cxi_plugin *open_path(const char *path, struct cxi_status *status) {
    char *real = realpath(path, NULL);
    if (!real) {
        cxi_fail(status, "%s: there is no such file; check the path", path);
        return NULL;
    }
    pthread_mutex_lock(&lock);
    struct cxi_plugin *plugin = loaded;
    while (plugin && strcmp(plugin->path, real) != 0) plugin = plugin->next;
    if (!plugin && (plugin = load(real, status))) {
        plugin->next = loaded;
        loaded = plugin;
    }
    pthread_mutex_unlock(&lock);
    free(real);
    return plugin;
}

/* The first candidate that loads wins. */
struct opening {
    struct cxi_plugin *plugin;
    struct cxi_text places; /* that were looked at, a line each, with what was wrong there */
    bool over, no_memory;
};

static void try_candidate(const char *path, const char *source, bool exists, void *user) {
    struct opening *opening = user;
    if (opening->over) return;
    struct cxi_status status = {0};
    if (exists) opening->plugin = open_path(path, &status);
    cxi_addf(&opening->places, "\n  %s (%s)", path, source);
    if (!cxi_ok(&status))
        cxi_addf(&opening->places, ": %s", cxi_error(&status));
    else if (!exists)
        cxi_add(&opening->places, ": not there");
    opening->no_memory = cxi_is_no_memory(&status); /* another plugin must not take its place */
    cxi_status_clear(&status);
    opening->over = opening->plugin || opening->no_memory || strcmp(source, CXI_PLUGIN_VARIABLE) == 0;
}

/* libtpu waits for hardware that is not there, so it is left alone on other machines. */
static bool machine_has_tpu(void) {
    static const char *const patterns[] = {"/dev/accel*", "/dev/vfio/[0-9]*"};
    bool has = false;
    for (int i = 0; i < 2 && !has; i++) {
        glob_t found = {0};
        has = glob(patterns[i], 0, NULL, &found) == 0;
        globfree(&found);
    }
    return has;
}

struct cxi_plugin *cxi_plugin_open(const char *name, struct cxi_status *status) {
    if (strchr(name, '/')) return open_path(name, status);
    if (strcmp(name, "tpu") == 0 && !machine_has_tpu()) {
        cxi_fail(status,
                 "this machine has no TPU (no /dev/accel* and no /dev/vfio/*); open another platform, such as \"cpu\"");
        return NULL;
    }
    struct opening opening = {0};
    bool complete = cxi_plugin_search(name, try_candidate, &opening);
    if (!complete || opening.no_memory || !cxi_text_ok(&opening.places)) {
        cxi_fail_memory(status);
        opening.plugin = NULL;
    } else if (!opening.plugin)
        cxi_fail(status, "no PJRT plugin for \"%s\" could be loaded. Looked at:%s\n%s", name, cxi_text(&opening.places),
                 cxi_plugin_remedy(name));
    cxi_text_free(&opening.places);
    return opening.plugin;
}

const char *cxi_plugin_path(const struct cxi_plugin *plugin) {
    return plugin->path;
}

void cxi_plugin_api_version(const struct cxi_plugin *plugin, int *major, int *minor) {
    *major = plugin->table->version.major;
    *minor = plugin->table->version.minor;
}

static void describe_value(const struct pjrt_named_value *value, struct cxi_text *out) {
    cxi_add_bytes(out, value->name, value->name_length);
    cxi_add(out, " ");
    switch (value->type) {
    case PJRT_STRING: cxi_add_bytes(out, value->string, value->count); break;
    case PJRT_INT64: cxi_addf(out, "%lld", (long long)value->integer); break;
    case PJRT_INT64_LIST: /* versions, above all */
        for (size_t i = 0; i < value->count; i++) cxi_addf(out, "%s%lld", i ? "." : "", (long long)value->integers[i]);
        break;
    case PJRT_FLOAT: cxi_add_number(out, (double)value->number, 9); break;
    case PJRT_BOOL: cxi_add(out, value->boolean ? "true" : "false"); break;
    default: cxi_add(out, "?"); break;
    }
    cxi_add(out, "\n");
}

void cxi_plugin_describe(const struct cxi_plugin *plugin, struct cxi_text *out) {
    struct cxi_status status = {0};
    PJRT_ARGS(pjrt_attributes, attributes);
    if (cxi_call(plugin, PJRT_PLUGIN_ATTRIBUTES, attributes, &status, "reading the plugin's attributes"))
        for (size_t i = 0; i < attributes->count; i++) describe_value(&attributes->values[i], out);
    else
        cxi_addf(out, "%s\n", cxi_error(&status));
    cxi_status_clear(&status);
}
