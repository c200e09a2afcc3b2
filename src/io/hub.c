#include "io/hub.h"

#include "base/alloc.h"
#include "base/text.h"
#include "io/directory.h"
#include "io/file.h"

#include <stdlib.h>
#include <string.h>

bool cxi_hub_is_name(const char *text) {
    return strncmp(text, "hf:", 3) == 0;
}

/* What the hub allows in names, which is also what is safe in a path: letters, digits, '-', '_' and '.', neither "--" nor "..",
   nor one of '-' and '.' at an end. */
static bool is_plain(const char *part, size_t length) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    if (!length || length > 96 || strspn(part, letters) < length) return false;
    if (strchr("-.", part[0]) || strchr("-.", part[length - 1])) return false;
    for (size_t i = 1; i < length; i++)
        if (part[i] == part[i - 1] && strchr("-.", part[i])) return false;
    return true;
}

/* A branch may have slashes in its name: refs/pr/1. */
static bool is_revision(const char *text) {
    for (const char *part = text;; part += strcspn(part, "/") + 1) {
        size_t length = strcspn(part, "/");
        if (!is_plain(part, length)) return false;
        if (!part[length]) return true;
    }
}

bool cxi_hub_parse(const char *text, struct cxi_hub_name *name, struct cxi_status *status) {
    *name = (struct cxi_hub_name){0};
    const char *repository = text + 3, *at = strchr(repository, '@'), *slash = strchr(repository, '/');
    size_t length = at ? (size_t)(at - repository) : strlen(repository);
    const char *revision = at ? at + 1 : "main";
    if (!slash || slash >= repository + length || !is_plain(repository, (size_t)(slash - repository)) ||
        !is_plain(slash + 1, length - (size_t)(slash + 1 - repository)) || !is_revision(revision))
        return cxi_fail(status, "%.200s: not a name on the hub; write hf:OWNER/NAME or hf:OWNER/NAME@REVISION", text);
    name->repository = cxi_copy_string(repository);
    name->revision = cxi_copy_string(revision);
    if (!name->repository || !name->revision) {
        cxi_hub_name_free(name);
        return cxi_fail_memory(status);
    }
    name->repository[length] = '\0';
    return true;
}

void cxi_hub_name_free(struct cxi_hub_name *name) {
    cxi_free(name->repository);
    cxi_free(name->revision);
    *name = (struct cxi_hub_name){0};
}

/* The text of a writer, given away. */
static char *finish(struct cxi_text *text, struct cxi_status *status) {
    if (cxi_text_ok(text) && text->data) return text->data;
    cxi_text_free(text);
    cxi_fail_memory(status);
    return NULL;
}

char *cxi_hub_cache(struct cxi_status *status) {
    static const struct {
        const char *variable, *below;
    } places[] = {{"HF_HUB_CACHE", ""},
                  {"HUGGINGFACE_HUB_CACHE", ""},
                  {"HF_HOME", "/hub"},
                  {"XDG_CACHE_HOME", "/huggingface/hub"},
                  {"HOME", "/.cache/huggingface/hub"}};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        const char *value = getenv(places[i].variable);
        if (!value || !*value) continue;
        struct cxi_text path = {0};
        cxi_addf(&path, "%s%s", value, places[i].below);
        return finish(&path, status);
    }
    cxi_fail(status, "the hub's cache has no place: set HF_HOME or HOME");
    return NULL;
}

char *cxi_hub_folder(const struct cxi_hub_name *name, struct cxi_status *status) {
    char *cache = cxi_hub_cache(status);
    if (!cache) return NULL;
    struct cxi_text path = {0};
    const char *slash = strchr(name->repository, '/');
    cxi_addf(&path, "%s/models--%.*s--%s", cache, (int)(slash - name->repository), name->repository, slash + 1);
    cxi_free(cache);
    return finish(&path, status);
}

/* The commit that FOLDER/refs/REVISION names, or the revision itself where it is one. */
static char *commit_of(const char *folder, const char *revision) {
    struct cxi_text path = {0};
    struct cxi_status absent = {0};
    struct cxi_file file = {0};
    cxi_addf(&path, "%s/refs/%s", folder, revision);
    bool named = cxi_text_ok(&path) && cxi_is_file(path.data) && cxi_file_read(&file, path.data, &absent);
    char *commit = named && file.size < 200 ? cxi_new(file.size + 1, 1) : cxi_copy_string(revision);
    if (commit && named && file.size < 200) {
        memcpy(commit, file.bytes, file.size);
        commit[strcspn(commit, " \r\n")] = '\0';
    }
    cxi_file_close(&file);
    cxi_status_clear(&absent);
    cxi_text_free(&path);
    return commit;
}

char *cxi_hub_find(const char *text, struct cxi_status *status) {
    struct cxi_hub_name name;
    if (!cxi_hub_parse(text, &name, status)) return NULL;
    char *folder = cxi_hub_folder(&name, status), *commit = folder ? commit_of(folder, name.revision) : NULL;
    struct cxi_text path = {0};
    cxi_addf(&path, "%s/snapshots/%s", folder ? folder : "", commit ? commit : "");
    if (folder && (!commit || !cxi_text_ok(&path))) cxi_fail_memory(status);
    if (cxi_ok(status) && (!is_plain(commit, strlen(commit)) || !cxi_is_directory(path.data)))
        cxi_fail(status, "%.300s is not in the cache (%s); run: calx fetch %.300s", text, folder, text);
    cxi_free(folder);
    cxi_free(commit);
    cxi_hub_name_free(&name);
    if (cxi_ok(status)) return path.data;
    cxi_text_free(&path);
    return NULL;
}
