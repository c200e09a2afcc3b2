#define _XOPEN_SOURCE 700 /* utimensat, st_mtim */
#include "io/entry.h"

#include "io/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __APPLE__
#define st_mtim st_mtimespec
#endif

bool cxi_entry_read(const char *path, struct cxi_entry *entry, struct cxi_status *status) {
    struct stat about;
    if (cxi_file_refused(CXI_FILE_STAT) || stat(path, &about) != 0) return cxi_file_fail(status, "look at", path);
    *entry = (struct cxi_entry){.size = about.st_size,
                                .modified = (int64_t)about.st_mtim.tv_sec * 1000000000 + about.st_mtim.tv_nsec,
                                .device = (uint64_t)about.st_dev,
                                .inode = (uint64_t)about.st_ino};
    return true;
}

bool cxi_entry_is_there(const char *path, struct cxi_entry *entry) {
    struct cxi_status gone = {0};
    bool there = cxi_entry_read(path, entry, &gone);
    cxi_status_clear(&gone);
    return there;
}

bool cxi_entry_touch(const char *path, struct cxi_status *status) {
    return (!cxi_file_refused(CXI_FILE_TOUCH) && utimensat(AT_FDCWD, path, NULL, 0) == 0) ||
           cxi_file_fail(status, "touch", path);
}

bool cxi_entry_remove(const char *path, struct cxi_status *status) {
    return (!cxi_file_refused(CXI_FILE_REMOVE) && unlink(path) == 0) || errno == ENOENT ||
           cxi_file_fail(status, "remove", path);
}
