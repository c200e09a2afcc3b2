/* The object: opened, asked for its tensors by name, freed. */
#include "io/weights.h"

#include "base/alloc.h"
#include "io/directory.h"
#include "io/hub.h"

#include <string.h>

/* Never written, never freed: weights that there was no memory for, and NULL. */
static const cx_weights no_memory = {.status.message = (char[]){"out of memory"}, .kind = "none"};
static const cx_weights none = {.status.message = (char[]){"there are no weights (NULL)"}, .kind = "none"};

const cx_weights *cxi_weights_some(const cx_weights *w) {
    return w ? w : &none;
}

/* A JSON file of the folder; NULL where there is none, or with an error. */
static json_t *read_json_in(cx_weights *w, const char *folder, const char *name) {
    char *path = cxi_path_join(folder, name);
    json_t *value = path && cxi_is_file(path) ? cxi_json_read(path, &w->status) : NULL;
    if (!path) cxi_fail_memory(&w->status);
    cxi_free(path);
    return value;
}

/* A file's configuration stands beside it; what Hugging Face says there of generation becomes a member of it. */
static bool read_config_beside(cx_weights *w, const char *folder) {
    w->config = read_json_in(w, folder, "config.json");
    json_t *generation = w->config ? read_json_in(w, folder, "generation_config.json") : NULL;
    if (generation) json_object_set_new(w->config, "generation_config", generation);
    return cxi_ok(&w->status);
}

static bool open_file(cx_weights *w, const char *path) {
    if (!cxi_weights_add_file(w, path)) return false;
    if (w->config) return true; /* GGUF brings its own */
    char *folder = cxi_copy_string(path), *slash = folder ? strrchr(folder, '/') : NULL;
    if (!folder) return cxi_fail_memory(&w->status);
    if (slash) slash[slash == folder] = '\0';
    bool read = read_config_beside(w, slash ? folder : ".");
    cxi_free(folder);
    return read;
}

static bool open_path(cx_weights *w, const char *path) {
    if (!path) return cxi_fail(&w->status, "weights are opened without a path (NULL)");
    w->path = cxi_hub_is_name(path) ? cxi_hub_find(path, &w->status) : cxi_copy_string(path);
    if (!w->path) return cxi_ok(&w->status) ? cxi_fail_memory(&w->status) : false;
    if (!cxi_is_directory(w->path)) return open_file(w, w->path);
    return cxi_weights_add_folder(w, w->path) && (w->config || read_config_beside(w, w->path));
}

cx_weights *cx_weights_open(const char *path) {
    cx_weights *w = cxi_new(1, sizeof *w);
    if (!w) return (cx_weights *)&no_memory;
    w->kind = "none";
    if (!open_path(w, path) || !cxi_weights_sort(w)) w->count = 0, w->kind = "none";
    return w;
}

void cx_weights_free(cx_weights *w) {
    if (!w || w == &no_memory) return;
    for (size_t i = 0; i < w->shard_count; i++) cxi_shard_release(w->shards[i]);
    cxi_free(w->shards);
    cxi_free(w->entries);
    cxi_arena_free(&w->texts);
    json_decref(w->config);
    cxi_free(w->path);
    cxi_status_clear(&w->status);
    cxi_free(w);
}

const char *cx_weights_error(const cx_weights *w) {
    return cxi_error(&cxi_weights_some(w)->status);
}

const char *cx_weights_kind(const cx_weights *w) {
    return cxi_weights_some(w)->kind;
}

const char *cx_weights_path(const cx_weights *w) {
    return cxi_weights_some(w)->path ? w->path : "";
}

int64_t cx_weights_count(const cx_weights *w) {
    return (int64_t)cxi_weights_some(w)->count;
}

const cx_weight *cx_weights_at(const cx_weights *w, int64_t index) {
    return index >= 0 && index < cx_weights_count(w) ? &w->entries[index].weight : NULL;
}

const cx_weight *cx_weights_find(const cx_weights *w, const char *name) {
    const struct cxi_weight_entry *entry = cxi_weights_entry(w, name);
    return entry ? &entry->weight : NULL;
}

const cx_weight *cx_weights_first(const cx_weights *w, int count, const char *const *names) {
    for (int i = 0; i < count; i++) {
        const cx_weight *found = cx_weights_find(w, names[i]);
        if (found) return found;
    }
    return NULL;
}
