/* Which files of a folder hold a model's weights; and what to say of a folder that has none that Calx reads. */
#include "io/weights.h"

#include "base/alloc.h"
#include "base/text.h"
#include "io/directory.h"
#include "io/quote.h"

#include <string.h>

static bool ends_in(const char *name, const char *end) {
    size_t length = strlen(name), tail = strlen(end);
    return length > tail && strcmp(name + length - tail, end) == 0;
}

/* -- Several files with an index -- */

/* The index is a file of others' making: a name in it must not lead out of the folder. */
static bool is_plain_name(const char *name) {
    return *name && *name != '.' && !strchr(name, '/') && strlen(name) < 256;
}

/* The shard of that name, which is opened when it is met first. */
static struct cxi_shard *shard_named(cx_weights *w, const char *folder, const char *name) {
    struct cxi_shard *shard = NULL;
    char *path = cxi_path_join(folder, name);
    if (!path) cxi_fail_memory(&w->status);
    for (size_t i = w->shard_count; path && i > 0 && !shard; i--) /* an index names one many times in a row */
        if (strcmp(w->shards[i - 1]->path, path) == 0) shard = w->shards[i - 1];
    if (path && !shard) shard = cxi_weights_add_file(w, path);
    cxi_free(path);
    return shard;
}

/* The file in which an index has a tensor. */
static struct cxi_shard *shard_of(cx_weights *w, const char *folder, const char *index, const char *tensor,
                                  json_t *file) {
    const char *name = json_string_value(file);
    if (name && is_plain_name(name)) return shard_named(w, folder, name);
    cxi_fail(&w->status, "%s: \"%s\" is in no file of this folder; the index is damaged", index,
             cxi_quote(tensor, strlen(tensor)).text);
    return NULL;
}

/* What Hugging Face's index promises must be there. */
static bool check_map(cx_weights *w, const char *folder, const char *index, json_t *map) {
    const char *tensor;
    json_t *file;
    if (!cxi_weights_sort(w)) return false;
    json_object_foreach(map, tensor, file) {
        const struct cxi_shard *shard = shard_of(w, folder, index, tensor, file);
        const struct cxi_weight_entry *entry = cxi_weights_entry(w, tensor);
        if (!shard) return false;
        if (!entry || entry->shard != shard)
            return cxi_fail(&w->status, "%s: \"%s\" is not in %s, where the index has it; take the model's files again",
                            index, cxi_quote(tensor, strlen(tensor)).text, json_string_value(file));
    }
    return true;
}

/* Hugging Face's maps each tensor to its file; Keras's each layer to its file, or to a list of them. */
static bool open_map(cx_weights *w, const char *folder, const char *index, json_t *map) {
    const char *key;
    json_t *file, *one;
    size_t i;
    json_object_foreach(map, key, file) {
        if (!json_is_array(file) && !shard_of(w, folder, index, key, file)) return false;
        json_array_foreach(file, i, one) if (!shard_of(w, folder, index, key, one)) return false;
    }
    return strcmp(w->kind, "safetensors") != 0 || check_map(w, folder, index, map);
}

static bool add_indexed(cx_weights *w, const char *folder, const char *index) {
    json_t *value = cxi_json_read(index, &w->status), *map = json_object_get(value, "weight_map");
    if (value && !json_is_object(map))
        cxi_fail(&w->status, "%s: it has no \"weight_map\"; the index is damaged", index);
    bool added = json_is_object(map) && open_map(w, folder, index, map);
    json_decref(value);
    return added;
}

/* -- A folder without weights -- */

/* Names by which a folder of Flax is known, as Orbax and older versions write it. */
static bool is_flax(const char *name) {
    static const char *const names[] = {"_METADATA", "_CHECKPOINT_METADATA", "manifest.ocdbt", "checkpoint"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0) return true;
    return ends_in(name, ".msgpack") || strncmp(name, "ocdbt.", 6) == 0;
}

static bool is_torch(const char *name) {
    return ends_in(name, ".bin") || ends_in(name, ".pt") || ends_in(name, ".pth") || ends_in(name, ".ckpt");
}

/* Whether the folder, or one in it, has a file of such a name. */
static bool has_any(const char *folder, bool (*is)(const char *name), int depth) {
    struct cxi_names names;
    struct cxi_status unreadable = {0};
    bool has = false;
    cxi_directory_list(folder, &names, &unreadable);
    for (size_t i = 0; i < names.count && !has; i++) {
        char *path = depth ? cxi_path_join(folder, names.name[i]) : NULL;
        has = is(names.name[i]) || (path && cxi_is_directory(path) && has_any(path, is, depth - 1));
        cxi_free(path);
    }
    cxi_names_free(&names);
    cxi_status_clear(&unreadable);
    return has;
}

static bool refuse_folder(cx_weights *w, const char *folder) {
    if (has_any(folder, is_flax, 1))
        return cxi_fail(&w->status,
                        "%s: a checkpoint of Flax (Orbax), which Calx does not read; take the model's Transformers "
                        "variation (safetensors), its Keras variation (model.weights.h5) or a GGUF file",
                        folder);
    if (has_any(folder, is_torch, 0))
        return cxi_fail(&w->status,
                        "%s: PyTorch's own files, which Calx does not read; take a version of the model in "
                        "safetensors or GGUF",
                        folder);
    return cxi_fail(&w->status, "%s: no weights in it: neither *.safetensors, *.gguf nor *.weights.h5; check the path",
                    folder);
}

/* -- One file -- */

/* The file in the folder whose name ends so; NULL when there is none, or several, which is an error. */
static char *only_one(cx_weights *w, const char *folder, const struct cxi_names *names, const char *end) {
    const char *found = NULL;
    for (size_t i = 0; i < names->count; i++) {
        if (!ends_in(names->name[i], end)) continue;
        if (found) {
            cxi_fail(&w->status, "%s: %s and %s: which one? give the path of a file", folder, found, names->name[i]);
            return NULL;
        }
        found = names->name[i];
    }
    char *path = found ? cxi_path_join(folder, found) : NULL;
    if (found && !path) cxi_fail_memory(&w->status);
    return path;
}

static bool add_only_one(cx_weights *w, const char *folder) {
    static const char *const ends[] = {".safetensors", ".gguf", ".h5"};
    struct cxi_names names;
    if (!cxi_directory_list(folder, &names, &w->status)) return false;
    char *path = NULL;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0] && !path && cxi_ok(&w->status); i++)
        path = only_one(w, folder, &names, ends[i]);
    cxi_names_free(&names);
    bool added = path ? cxi_weights_add_file(w, path) != NULL : cxi_ok(&w->status) && refuse_folder(w, folder);
    cxi_free(path);
    return added;
}

bool cxi_weights_add_folder(cx_weights *w, const char *folder) {
    static const struct {
        const char *name;
        bool index;
    } known[] = {{"model.safetensors", false},
                 {"model.safetensors.index.json", true},
                 {"model.weights.h5", false},
                 {"model.weights.json", true}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        char *path = cxi_path_join(folder, known[i].name);
        if (!path) return cxi_fail_memory(&w->status);
        bool there = cxi_is_file(path), added = false;
        if (there) added = known[i].index ? add_indexed(w, folder, path) : cxi_weights_add_file(w, path) != NULL;
        cxi_free(path);
        if (there) return added;
    }
    return add_only_one(w, folder);
}
