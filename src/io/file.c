#define _DEFAULT_SOURCE     /* madvise */
#define _XOPEN_SOURCE   700 /* realpath, fchmod */
#ifdef __APPLE__
#define _DARWIN_C_SOURCE /* F_FULLFSYNC */
#endif
#include "io/file.h"

#include "base/alloc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

bool (*cxi_file_refuses)(enum cxi_file_call call);

bool cxi_file_refused(enum cxi_file_call call) {
    if (!cxi_file_refuses || !cxi_file_refuses(call)) return false;
    errno = EIO;
    return true;
}

static const char *remedy(int error) {
    switch (error) {
    case ENOENT:
    case ENOTDIR: return "check the path";
    case EISDIR: return "give the path of a file in it";
    case EACCES:
    case EPERM:
    case EROFS: return "check the permissions";
    case ENOSPC:
    case EDQUOT: return "free some space";
    case EFBIG: return "write it elsewhere, or raise the limit (ulimit -f)";
    case EMFILE:
    case ENFILE: return "close some files or raise the limit (ulimit -n)";
    default: return "check the disk and try again";
    }
}

/* "cannot read a/b.npy: No such file or directory; check the path", from errno. */
bool cxi_file_fail(struct cxi_status *status, const char *verb, const char *path) {
    int error = errno;
    char reason[128];
    if (strerror_r(error, reason, sizeof reason) != 0) strcpy(reason, "unknown error");
    return cxi_fail(status, "cannot %s %s: %s; %s", verb, path, reason, remedy(error));
}

static int open_file(const char *path, int flags, mode_t mode) {
    if (cxi_file_refused(CXI_FILE_OPEN)) return -1;
    int fd;
    do fd = open(path, flags | O_CLOEXEC, mode);
    while (fd < 0 && errno == EINTR);
    return fd;
}

/* -- Reading -- */

static ssize_t read_some(int fd, void *to, size_t size) {
    if (cxi_file_refused(CXI_FILE_READ)) return -1;
    ssize_t got;
    do got = read(fd, to, size);
    while (got < 0 && errno == EINTR);
    return got;
}

/* Reads to the end of the file, whatever its size was said to be: a pipe has none, and a file may grow. */
static bool read_all(struct cxi_file *file, int fd, size_t expected, const char *path, struct cxi_status *status) {
    size_t capacity = expected + 1, size = 0; /* one more, to see the end without growing */
    unsigned char *bytes = cxi_new(capacity, 1);
    while (bytes) {
        ssize_t got = read_some(fd, bytes + size, capacity - size);
        if (got < 0) {
            cxi_file_fail(status, "read", path);
            cxi_free(bytes);
            return false;
        }
        if (got == 0) {
            *file = (struct cxi_file){.bytes = bytes, .size = size};
            return true;
        }
        size += (size_t)got;
        if (size < capacity) continue;
        capacity = capacity < 4096 ? 4096 : 2 * capacity;
        unsigned char *larger = cxi_resize(bytes, capacity, 1);
        if (!larger) cxi_free(bytes);
        bytes = larger;
    }
    return cxi_fail(status, "cannot read %s: out of memory; free some", path);
}

static bool map(struct cxi_file *file, int fd, size_t size) {
    if (cxi_file_refused(CXI_FILE_MMAP)) return false;
    void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes == MAP_FAILED) return false;
    *file = (struct cxi_file){.bytes = bytes, .size = size, .mapped = true};
    return true;
}

static bool take(struct cxi_file *file, const char *path, bool mapped, struct cxi_status *status) {
    *file = (struct cxi_file){0};
    int fd = open_file(path, O_RDONLY, 0);
    if (fd < 0) return cxi_file_fail(status, "open", path);
    struct stat about;
    bool taken = false;
    if (cxi_file_refused(CXI_FILE_STAT) || fstat(fd, &about) != 0)
        cxi_file_fail(status, "read", path);
    else if (S_ISDIR(about.st_mode))
        errno = EISDIR, cxi_file_fail(status, "read", path);
    else {
        size_t size = S_ISREG(about.st_mode) && about.st_size > 0 ? (size_t)about.st_size : 0;
        taken = mapped && size && map(file, fd, size);
        if (!taken) taken = read_all(file, fd, size, path, status);
    }
    close(fd);
    return taken;
}

bool cxi_file_read(struct cxi_file *file, const char *path, struct cxi_status *status) {
    return take(file, path, false, status);
}

bool cxi_file_map(struct cxi_file *file, const char *path, struct cxi_status *status) {
    return take(file, path, true, status);
}

/* Pages of a read-only mapping come back when they are touched again. */
void cxi_file_pass_by(const struct cxi_file *file, const void *from, size_t size) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE), at = (size_t)((const unsigned char *)from - file->bytes);
    size_t first = (at + page - 1) / page * page, end = (at + size) / page * page;
    if (file->mapped && end > first) madvise((unsigned char *)file->bytes + first, end - first, MADV_DONTNEED);
}

void cxi_file_close(struct cxi_file *file) {
    if (file->mapped)
        munmap((void *)file->bytes, file->size);
    else
        cxi_free((void *)file->bytes);
    *file = (struct cxi_file){0};
}

/* -- Locks -- */

int cxi_file_lock(const char *path, bool *taken, struct cxi_status *status) {
    *taken = false;
    int fd = open_file(path, O_RDWR | O_CREAT, 0666);
    if (fd < 0) {
        cxi_file_fail(status, "lock", path);
        return -1;
    }
    int locked;
    do locked = flock(fd, LOCK_EX | LOCK_NB);
    while (locked != 0 && errno == EINTR);
    *taken = locked != 0 && errno == EWOULDBLOCK;
    if (!*taken) return fd;
    close(fd);
    return -1;
}

void cxi_file_unlock(int lock) {
    if (lock >= 0) close(lock);
}

/* -- Writing -- */

/* Where a write stands: what has to be undone when it fails. */
struct writing {
    const char *path; /* as the user gave it, for messages */
    char *target;     /* the same with a symbolic link followed */
    char *temporary;  /* exists exactly when this is not NULL */
    int fd, folder;   /* -1: not open */
    mode_t mode;      /* of the old file; 0 when there is none */
    struct cxi_status *status;
};

static bool find_target(struct writing *w) {
    struct stat about;
    if (cxi_file_refused(CXI_FILE_STAT)) return cxi_file_fail(w->status, "write", w->path);
    bool linked = lstat(w->path, &about) == 0 && S_ISLNK(about.st_mode);
    char *followed = linked ? realpath(w->path, NULL) : NULL; /* from malloc, not from cxi_new */
    if (linked && !followed) return cxi_file_fail(w->status, "follow the symbolic link", w->path);
    w->target = cxi_copy_string(linked ? followed : w->path);
    free(followed);
    if (!w->target) return cxi_fail_memory(w->status);
    if (stat(w->target, &about) != 0) return true;
    /* A rename would put a plain file in the place of a device or a pipe. */
    if (!S_ISREG(about.st_mode))
        return cxi_fail(w->status, "cannot write %s: it is not a regular file; give another path", w->path);
    w->mode = about.st_mode & 07777;
    return true;
}

/* Opened before the rename, so that failing to open it leaves the old file. */
static bool open_folder(struct writing *w) {
    const char *slash = strrchr(w->target, '/');
    size_t length = slash ? (size_t)(slash - w->target) + 1 : 1;
    char *folder = cxi_new(length + 1, 1);
    if (!folder) return cxi_fail_memory(w->status);
    memcpy(folder, slash ? w->target : ".", length);
    w->folder = open_file(folder, O_RDONLY | O_DIRECTORY, 0);
    cxi_free(folder);
    return w->folder >= 0 || cxi_file_fail(w->status, "open the folder of", w->path);
}

/* mkstemp would hide the file from others (mode 0600), and undoing that needs the umask, which cannot be read
   without being changed. So names are tried until one is free. */
static bool create_temporary(struct writing *w) {
    size_t size = strlen(w->target) + 48;
    char *name = cxi_new(size, 1);
    if (!name) return cxi_fail_memory(w->status);
    for (int i = 0; i < 1000 && w->fd < 0; i++) {
        snprintf(name, size, "%s.%ld-%d.tmp", w->target, (long)getpid(), i);
        w->fd = open_file(name, O_WRONLY | O_CREAT | O_EXCL, 0666);
        if (w->fd < 0 && errno != EEXIST) break;
    }
    if (w->fd < 0) {
        cxi_file_fail(w->status, "create", name);
        cxi_free(name);
        return false;
    }
    w->temporary = name;
    if (w->mode && fchmod(w->fd, w->mode) != 0) return cxi_file_fail(w->status, "keep the permissions of", w->path);
    return true;
}

static bool write_piece(struct writing *w, const unsigned char *bytes, size_t size) {
    while (size) {
        size_t part = size < (size_t)1 << 30 ? size : (size_t)1 << 30; /* systems take no more than 2 GiB at once */
        ssize_t written = cxi_file_refused(CXI_FILE_WRITE) ? -1 : write(w->fd, bytes, part);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            if (written == 0) errno = ENOSPC;
            return cxi_file_fail(w->status, "write", w->path);
        }
        bytes += written;
        size -= (size_t)written;
    }
    return true;
}

int cxi_file_flush(int fd) {
#ifdef F_FULLFSYNC /* on macOS fsync only reaches the drive's cache */
    if (fcntl(fd, F_FULLFSYNC) == 0) return 0;
#endif
    return fsync(fd);
}

static bool finish(struct writing *w) {
    if (cxi_file_refused(CXI_FILE_FSYNC) || cxi_file_flush(w->fd) != 0)
        return cxi_file_fail(w->status, "write", w->path);
    int closed = close(w->fd);
    w->fd = -1;
    if (cxi_file_refused(CXI_FILE_CLOSE) || closed != 0) return cxi_file_fail(w->status, "write", w->path);
    if (cxi_file_refused(CXI_FILE_RENAME) || rename(w->temporary, w->target) != 0)
        return cxi_file_fail(w->status, "replace", w->path);
    cxi_free(w->temporary);
    w->temporary = NULL;
    bool kept = !cxi_file_refused(CXI_FILE_FSYNC_FOLDER) && cxi_file_flush(w->folder) == 0;
    /* Some file systems know no fsync of folders. */
    return kept || errno == EINVAL || errno == ENOTSUP ||
           cxi_file_fail(w->status, "fsync the folder of the new", w->path);
}

bool cxi_file_write(const char *path, const struct cxi_piece *pieces, size_t count, struct cxi_status *status) {
    struct writing w = {.path = path, .fd = -1, .folder = -1, .status = status};
    bool written = find_target(&w) && open_folder(&w) && create_temporary(&w);
    for (size_t i = 0; i < count && written; i++) written = write_piece(&w, pieces[i].bytes, pieces[i].size);
    written = written && finish(&w);
    if (w.fd >= 0) close(w.fd);
    if (w.folder >= 0) close(w.folder);
    if (w.temporary) unlink(w.temporary);
    cxi_free(w.temporary);
    cxi_free(w.target);
    return written;
}
