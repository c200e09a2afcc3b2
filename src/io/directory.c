#define _XOPEN_SOURCE 700
#include "io/directory.h"

#include "base/alloc.h"
#include "io/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_SIZE = 300 }; /* of one name: file systems take 255 bytes */

char *cxi_path_join(const char *parent, const char *name) {
    size_t length = strlen(parent), size = length + strlen(name) + 2;
    char *path = cxi_new(size, 1);
    if (path) snprintf(path, size, "%s%s%s", parent, length && parent[length - 1] == '/' ? "" : "/", name);
    return path;
}

bool cxi_is_directory(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

bool cxi_is_file(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && !S_ISDIR(about.st_mode);
}

/* -- Making -- */

static bool make_one(const char *path, struct cxi_status *status) {
    if (!cxi_file_refused(CXI_FILE_MAKE_FOLDER) && mkdir(path, 0777) == 0) return true;
    if (errno == EEXIST && cxi_is_directory(path)) return true;
    if (errno == EEXIST)
        return cxi_fail(status, "cannot make the folder %s: a file of that name is there; give another path", path);
    return cxi_file_fail(status, "make the folder", path);
}

bool cxi_directory_make(const char *path, struct cxi_status *status) {
    if (cxi_is_directory(path)) return true;
    char *part = cxi_copy_string(path);
    if (!part) return cxi_fail_memory(status);
    bool made = true;
    for (char *slash = *part ? strchr(part + 1, '/') : NULL; slash && made; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        made = cxi_is_directory(part) || make_one(part, status);
        *slash = '/';
    }
    cxi_free(part);
    return made && make_one(path, status);
}

/* mkdtemp would hide the directory from others (mode 0700); see create_temporary in file.c. */
char *cxi_directory_begin(const char *parent, struct cxi_status *status) {
    for (int i = 0; i < 1000; i++) {
        char name[48];
        snprintf(name, sizeof name, ".new-%ld-%d", (long)getpid(), i);
        char *path = cxi_path_join(parent, name);
        if (!path) {
            cxi_fail_memory(status);
            return NULL;
        }
        if (!cxi_file_refused(CXI_FILE_MAKE_FOLDER) && mkdir(path, 0777) == 0) return path;
        bool taken = errno == EEXIST;
        if (!taken) cxi_file_fail(status, "make the folder", path);
        cxi_free(path);
        if (!taken) return NULL;
    }
    cxi_fail(status, "cannot write into %s: a thousand unfinished .new folders are there; remove them", parent);
    return NULL;
}

/* -- Putting in place -- */

static bool flush(const char *path, struct cxi_status *status) {
    int fd = cxi_file_refused(CXI_FILE_OPEN) ? -1 : open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return cxi_file_fail(status, "open the folder", path);
    bool flushed = !cxi_file_refused(CXI_FILE_FSYNC_FOLDER) && cxi_file_flush(fd) == 0;
    /* Some file systems know no fsync of directories. */
    if (!flushed) flushed = errno == EINVAL || errno == ENOTSUP || cxi_file_fail(status, "fsync the folder", path);
    close(fd);
    return flushed;
}

static bool move(const char *from, const char *to, const char *verb, struct cxi_status *status) {
    return (!cxi_file_refused(CXI_FILE_RENAME) && rename(from, to) == 0) || cxi_file_fail(status, verb, to);
}

static void remove_quietly(const char *path) {
    struct cxi_status unimportant = {0}; /* what stays is swept later */
    cxi_directory_remove(path, &unimportant);
    cxi_status_clear(&unimportant);
}

/* rename cannot replace a directory that has something in it: the old one steps aside first. */
static bool replace(const char *made, const char *aside, const char *place, struct cxi_status *status) {
    if (cxi_is_directory(aside) && !cxi_directory_remove(aside, status)) return false;
    if (!move(place, aside, "replace", status)) return false;
    bool moved = move(made, place, "replace", status);
    if (moved)
        remove_quietly(aside);
    else if (rename(aside, place) != 0)
        errno = 0; /* cxi_directory_recover tries again */
    return moved;
}

/* The paths PARENT/name and PARENT/<prefix>name. */
static bool two_paths(const char *parent, const char *prefix, const char *name, char *paths[2],
                      struct cxi_status *status) {
    char other[NAME_SIZE];
    snprintf(other, sizeof other, "%s%s", prefix, name);
    paths[0] = cxi_path_join(parent, name);
    paths[1] = cxi_path_join(parent, other);
    return (paths[0] && paths[1]) || cxi_fail_memory(status);
}

static void free_two(char *paths[2]) {
    cxi_free(paths[0]);
    cxi_free(paths[1]);
}

bool cxi_directory_put(const char *parent, const char *made, const char *name, struct cxi_status *status) {
    char *paths[2];
    bool put = two_paths(parent, ".old-", name, paths, status) && flush(made, status);
    if (put)
        put = cxi_is_directory(paths[0]) ? replace(made, paths[1], paths[0], status)
                                         : move(made, paths[0], "make", status);
    free_two(paths);
    return put && flush(parent, status);
}

static void for_each_begun(const char *parent, const char *prefix, void (*act)(const char *, const char *)) {
    struct cxi_status unimportant = {0};
    struct cxi_names names;
    cxi_directory_list(parent, &names, &unimportant);
    for (size_t i = 0; i < names.count; i++)
        if (strncmp(names.name[i], prefix, strlen(prefix)) == 0) act(parent, names.name[i]);
    cxi_names_free(&names);
    cxi_status_clear(&unimportant);
}

static void recover_one(const char *parent, const char *name) {
    char *aside = cxi_path_join(parent, name), *place = cxi_path_join(parent, name + strlen(".old-"));
    if (aside && place && !cxi_is_directory(place) && rename(aside, place) != 0) errno = 0; /* read-only, say */
    cxi_free(aside);
    cxi_free(place);
}

void cxi_directory_recover(const char *parent) {
    for_each_begun(parent, ".old-", recover_one);
}

static void remove_one(const char *parent, const char *name) {
    char *path = cxi_path_join(parent, name);
    if (path) remove_quietly(path);
    cxi_free(path);
}

void cxi_directory_sweep(const char *parent) {
    cxi_directory_recover(parent);
    for_each_begun(parent, ".old-", remove_one);
    for_each_begun(parent, ".new-", remove_one);
    for_each_begun(parent, ".gone-", remove_one);
}

/* -- Listing and removing -- */

static int by_name(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool add_name(struct cxi_names *names, size_t *capacity, const char *name) {
    if (names->count == *capacity) {
        size_t larger = *capacity ? 2 * *capacity : 16;
        char **grown = cxi_resize(names->name, larger, sizeof *grown);
        if (!grown) return false;
        names->name = grown;
        *capacity = larger;
    }
    char *copy = cxi_copy_string(name);
    if (copy) names->name[names->count++] = copy;
    return copy != NULL;
}

bool cxi_directory_list(const char *path, struct cxi_names *names, struct cxi_status *status) {
    *names = (struct cxi_names){0};
    DIR *directory = cxi_file_refused(CXI_FILE_LIST) ? NULL : opendir(path);
    if (!directory) return cxi_file_fail(status, "list the folder", path);
    size_t capacity = 0;
    bool listed = true;
    for (struct dirent *entry; listed && (entry = readdir(directory));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            listed = add_name(names, &capacity, entry->d_name) || cxi_fail_memory(status);
    closedir(directory);
    if (!listed) cxi_names_free(names);
    if (names->count) qsort(names->name, names->count, sizeof *names->name, by_name);
    return listed;
}

bool cxi_directory_list_data(const char *path, bool folders, struct cxi_names *names, struct cxi_status *status) {
    if (!cxi_directory_list(path, names, status)) return false;
    size_t kept = 0;
    for (size_t i = 0; i < names->count; i++) {
        char *child = cxi_path_join(path, names->name[i]);
        if (!child) cxi_fail_memory(status);
        if (child && names->name[i][0] != '.' && cxi_is_directory(child) == folders)
            names->name[kept++] = names->name[i];
        else
            cxi_free(names->name[i]);
        cxi_free(child);
    }
    names->count = kept;
    if (!cxi_ok(status)) cxi_names_free(names);
    return cxi_ok(status);
}

void cxi_names_free(struct cxi_names *names) {
    for (size_t i = 0; i < names->count; i++) cxi_free(names->name[i]);
    cxi_free(names->name);
    *names = (struct cxi_names){0};
}

bool cxi_directory_remove(const char *path, struct cxi_status *status) {
    struct cxi_names names;
    if (!cxi_directory_list(path, &names, status)) return false;
    bool removed = true;
    for (size_t i = 0; i < names.count && removed; i++) {
        char *file = cxi_path_join(path, names.name[i]);
        if (!file)
            removed = cxi_fail_memory(status);
        else if (cxi_file_refused(CXI_FILE_REMOVE) || unlink(file) != 0)
            removed = cxi_file_fail(status, "remove", file);
        cxi_free(file);
    }
    cxi_names_free(&names);
    if (!removed) return false;
    return (!cxi_file_refused(CXI_FILE_REMOVE) && rmdir(path) == 0) || cxi_file_fail(status, "remove", path);
}

bool cxi_directory_discard(const char *parent, const char *name, struct cxi_status *status) {
    char *paths[2];
    bool discarded = two_paths(parent, ".gone-", name, paths, status);
    if (discarded && cxi_is_directory(paths[1])) discarded = cxi_directory_remove(paths[1], status);
    discarded = discarded && move(paths[0], paths[1], "remove", status) && cxi_directory_remove(paths[1], status);
    free_two(paths);
    return discarded;
}
