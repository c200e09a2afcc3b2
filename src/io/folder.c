#define _XOPEN_SOURCE 700
#include "io/folder.h"

#include "base/alloc.h"
#include "base/text.h"
#include "io/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool refused(enum cxi_file_call call) {
    if (!cxi_file_refuses || !cxi_file_refuses(call)) return false;
    errno = EIO;
    return true;
}

static bool fail(struct cxi_status *status, const char *path) {
    char reason[128];
    if (strerror_r(errno, reason, sizeof reason) != 0) strcpy(reason, "unknown error");
    return cxi_fail(status, "cannot list the folder %s: %s; check the path", path, reason);
}

static bool is_folder(const char *path, const char *name, bool *answer, struct cxi_status *status) {
    struct cxi_text whole = {0};
    struct stat about;
    cxi_addf(&whole, "%s/%s", path, name);
    bool known = cxi_text_ok(&whole) && !refused(CXI_FILE_STAT) && stat(cxi_text(&whole), &about) == 0;
    if (known)
        *answer = S_ISDIR(about.st_mode);
    else if (cxi_text_ok(&whole))
        fail(status, cxi_text(&whole));
    else
        cxi_fail_memory(status);
    cxi_text_free(&whole);
    return known;
}

static bool add(struct cxi_folder *folder, size_t *capacity, const char *name, struct cxi_status *status) {
    if (folder->count == *capacity) {
        *capacity = *capacity ? 2 * *capacity : 64;
        char **larger = cxi_resize(folder->name, *capacity, sizeof *larger);
        if (!larger) return cxi_fail_memory(status);
        folder->name = larger;
    }
    if (!(folder->name[folder->count] = cxi_copy_string(name))) return cxi_fail_memory(status);
    folder->count++;
    return true;
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool cxi_folder_list(struct cxi_folder *folder, const char *path, bool folders, struct cxi_status *status) {
    *folder = (struct cxi_folder){0};
    size_t capacity = 0;
    DIR *open = refused(CXI_FILE_OPEN) ? NULL : opendir(path);
    if (!open) return fail(status, path);
    bool fine = true, is;
    while (fine) {
        errno = refused(CXI_FILE_READ) ? EIO : 0;
        struct dirent *entry = errno ? NULL : readdir(open); /* NULL at the end, too */
        if (!entry) {
            fine = errno == 0 || fail(status, path);
            break;
        }
        if (entry->d_name[0] == '.') continue;
        fine = is_folder(path, entry->d_name, &is, status) &&
               (is != folders || add(folder, &capacity, entry->d_name, status));
    }
    closedir(open);
    if (folder->count) qsort(folder->name, folder->count, sizeof *folder->name, by_name);
    if (!fine) cxi_folder_free(folder);
    return fine;
}

void cxi_folder_free(struct cxi_folder *folder) {
    for (size_t i = 0; i < folder->count; i++) cxi_free(folder->name[i]);
    cxi_free(folder->name);
    *folder = (struct cxi_folder){0};
}
