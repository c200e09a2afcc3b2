#include "run/program_folder.h"

#include "base/alloc.h"
#include "io/directory.h"
#include "pjrt/pjrt.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

char *cxi_program_folder(void) {
    const char *setting = getenv("CALX_PROGRAM_CACHE");
    if (setting && strchr(setting, '/')) return cxi_copy_string(setting);
    char *cache = cxi_cache_folder();
    char *folder = cache ? cxi_path_join(cache, "programs") : NULL;
    cxi_free(cache);
    return folder;
}

static bool ends_with(const char *name, const char *end) {
    size_t length = strlen(name), tail = strlen(end);
    return length >= tail && strcmp(name + length - tail, end) == 0;
}

/* Calls act for each file whose name ends so, until it returns false. */
typedef bool act_on_file(const char *path, void *user, struct cxi_status *status);
static bool for_each(const char *folder, const char *end, act_on_file *act, void *user, struct cxi_status *status) {
    struct cxi_names names = {0};
    if (!cxi_is_directory(folder)) return true;
    bool fine = cxi_directory_list(folder, &names, status);
    for (size_t i = 0; i < names.count && fine; i++) {
        if (!ends_with(names.name[i], end)) continue;
        char *path = cxi_path_join(folder, names.name[i]);
        fine = path ? act(path, user, status) : cxi_fail_memory(status);
        cxi_free(path);
    }
    cxi_names_free(&names);
    return fine;
}

/* ------------------------------------------------------------------------------------------------ listing */

static int by_use(const void *a, const void *b) {
    const struct cxi_saved_program *x = a, *y = b;
    if (x->entry.modified != y->entry.modified) return x->entry.modified < y->entry.modified ? -1 : 1;
    return strcmp(x->path, y->path);
}

static bool list_one(const char *path, void *user, struct cxi_status *status) {
    struct cxi_saved_programs *programs = user;
    struct cxi_saved_program program = {0};
    if (!cxi_entry_is_there(path, &program.entry)) return true;
    struct cxi_saved_program *grown = cxi_resize(programs->item, programs->count + 1, sizeof *grown);
    if (grown) programs->item = grown;
    if (!grown || !(program.path = cxi_copy_string(path))) return cxi_fail_memory(status);
    programs->item[programs->count++] = program;
    programs->bytes += program.entry.size;
    return true;
}

bool cxi_program_folder_list(const char *folder, struct cxi_saved_programs *programs, struct cxi_status *status) {
    *programs = (struct cxi_saved_programs){0};
    bool listed = for_each(folder, ".program", list_one, programs, status);
    if (!listed) cxi_saved_programs_free(programs);
    if (programs->count) qsort(programs->item, programs->count, sizeof *programs->item, by_use);
    return listed;
}

void cxi_saved_programs_free(struct cxi_saved_programs *programs) {
    for (size_t i = 0; i < programs->count; i++) cxi_free(programs->item[i].path);
    cxi_free(programs->item);
    *programs = (struct cxi_saved_programs){0};
}

/* ----------------------------------------------------------------------------------------------- removing */

/* No program takes an hour to be written. */
static bool remove_if_left(const char *path, void *user, struct cxi_status *status) {
    (void)user;
    struct cxi_entry entry;
    bool left = cxi_entry_is_there(path, &entry) && entry.modified / 1000000000 < (int64_t)time(NULL) - 3600;
    return !left || cxi_entry_remove(path, status);
}

bool cxi_program_folder_trim(const char *folder, int64_t limit, struct cxi_status *status) {
    struct cxi_saved_programs programs;
    bool fine =
        for_each(folder, ".tmp", remove_if_left, NULL, status) && cxi_program_folder_list(folder, &programs, status);
    if (!fine) return false;
    int64_t bytes = programs.bytes;
    for (size_t i = 0; i < programs.count && bytes > limit && fine; i++) {
        fine = cxi_entry_remove(programs.item[i].path, status);
        bytes -= programs.item[i].entry.size;
    }
    cxi_saved_programs_free(&programs);
    return fine;
}

static bool remove_any(const char *path, void *user, struct cxi_status *status) {
    (void)user;
    return cxi_entry_remove(path, status);
}

bool cxi_program_folder_clear(const char *folder, struct cxi_status *status) {
    static const char *const ends[] = {".program", ".plugin", ".tmp"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (!for_each(folder, ends[i], remove_any, NULL, status)) return false;
    return true;
}
