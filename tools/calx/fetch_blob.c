#define _DEFAULT_SOURCE /* flock, ftruncate */
#include "fetch.h"

#include "base/alloc.h"
#include "base/text.h"
#include "io/directory.h"
#include "io/file.h"
#include "sha.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { TRIES = 5 }; /* in a row that bring nothing */

/* A file on its way into the cache. */
struct download {
    const struct blob *blob;
    struct cxi_status *status;
    int fd;         /* of HASH.incomplete, whose beginning is right as far as one can know */
    uint64_t have;  /* its bytes */
    struct sha sha; /* of them */
    struct timespec shown;
};

/* -- Progress -- */

static void show(struct download *d, bool last) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double since = (double)(now.tv_sec - d->shown.tv_sec) + 1e-9 * (double)(now.tv_nsec - d->shown.tv_nsec);
    bool terminal = isatty(STDERR_FILENO);
    if (d->blob->quiet || (!last && (!terminal || since < 0.1))) return;
    d->shown = now;
    struct cxi_text line = {0};
    cxi_addf(&line, "%s%-40s ", terminal ? "\r" : "", d->blob->file);
    cxi_add_bytes_size(&line, (double)d->have);
    cxi_add(&line, " of ");
    cxi_add_bytes_size(&line, (double)d->blob->size);
    cxi_addf(&line, "  %3.0f%%%s", d->blob->size ? 100.0 * (double)d->have / (double)d->blob->size : 100,
             last ? "\n" : "   ");
    fputs(cxi_text(&line), stderr);
    cxi_text_free(&line);
}

/* -- The unfinished file -- */

static void begin_anew(struct download *d) {
    d->have = 0;
    bool git = strlen(d->blob->hash) == 40;
    sha_begin(&d->sha, git ? 160 : 256);
    if (!git) return;
    char head[32]; /* git hashes a blob with these words before it */
    int length = snprintf(head, sizeof head, "blob %llu", (unsigned long long)d->blob->size);
    sha_add(&d->sha, head, (size_t)length + 1);
}

static bool cannot(struct download *d, const char *verb) {
    return cxi_file_fail(d->status, verb, d->blob->file);
}

/* What an earlier run left is taken up. */
static bool take_up(struct download *d) {
    char piece[1 << 16];
    begin_anew(d);
    for (ssize_t got; (got = read(d->fd, piece, sizeof piece)) != 0;) {
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return cannot(d, "read what there is of");
        sha_add(&d->sha, piece, (size_t)got);
        d->have += (uint64_t)got;
    }
    if (d->have > d->blob->size) begin_anew(d);
    return ftruncate(d->fd, (off_t)d->have) == 0 || cannot(d, "shorten");
}

/* A server that sends from elsewhere than asked sends from the beginning: those know no ranges. */
static bool take_bytes(void *user, uint64_t at, const void *bytes, size_t size) {
    struct download *d = user;
    if (at != d->have) {
        begin_anew(d);
        if (at != 0) return cxi_fail(d->status, "%s: the server sends another part than was asked for", d->blob->file);
        if (ftruncate(d->fd, 0) != 0) return cannot(d, "shorten");
    }
    if (size > d->blob->size - d->have)
        return cxi_fail(d->status, "%s: the server sends more than the %llu bytes that the hub told", d->blob->file,
                        (unsigned long long)d->blob->size);
    sha_add(&d->sha, bytes, size);
    for (const char *from = bytes; size;) {
        ssize_t written = pwrite(d->fd, from, size, (off_t)d->have);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return cannot(d, "write");
        d->have += (uint64_t)written, from += written, size -= (size_t)written;
    }
    show(d, false);
    return true;
}

/* As long as tries bring something they go on; else a few more, after longer and longer waits. */
static bool download(struct download *d) {
    for (int failed = 0; d->have < d->blob->size;) {
        struct cxi_status why = {0};
        uint64_t before = d->have;
        const struct http_request request = {d->blob->url, d->blob->token, d->have, take_bytes, d};
        enum http_end end = http_get(&request, &why);
        failed = d->have > before ? 0 : failed + 1;
        bool again = end == HTTP_CUT || end == HTTP_WHOLE;
        if (end == HTTP_WHOLE) cxi_fail(&why, "%s: the server sends less than it should; try again", d->blob->url);
        bool over = d->have < d->blob->size && (!again || failed == TRIES);
        if (over) cxi_pass(d->status, &why);
        cxi_status_clear(&why);
        if (over) return false;
        if (failed) nanosleep(&(struct timespec){.tv_sec = 1 << (failed - 1)}, NULL);
    }
    return true;
}

static bool check(struct download *d, const char *path) {
    char words[65];
    sha_end(&d->sha, words);
    if (strcmp(words, d->blob->hash) == 0) return true;
    unlink(path);
    return cxi_fail(d->status,
                    "%s: what came is not what the hub names (%s instead of %s); it was removed, fetch it again",
                    d->blob->file, words, d->blob->hash);
}

/* -- In the cache -- */

static bool fetch_locked(const struct blob *blob, const char *path, struct cxi_status *status) {
    struct cxi_text unfinished = {0};
    struct download d = {.blob = blob, .status = status};
    cxi_addf(&unfinished, "%s.incomplete", path);
    if (!cxi_text_ok(&unfinished)) return cxi_fail_memory(status);
    d.fd = open(unfinished.data, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    bool done = d.fd >= 0 ? take_up(&d) && download(&d) && check(&d, unfinished.data)
                          : cxi_file_fail(status, "create", unfinished.data);
    if (done && (cxi_file_flush(d.fd) != 0 || rename(unfinished.data, path) != 0)) done = cannot(&d, "keep");
    if (d.fd >= 0) close(d.fd);
    if (done) show(&d, true);
    cxi_text_free(&unfinished);
    return done;
}

/* Another process may be at it, and be done when the lock is ours. */
static bool fetch_once(const struct blob *blob, const char *path, const char *lock, struct cxi_status *status) {
    int fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) return cxi_file_fail(status, "create", lock);
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (!blob->quiet) fprintf(stderr, "%s: another process fetches it; waiting\n", blob->file);
        while (flock(fd, LOCK_EX) != 0 && errno == EINTR) continue;
    }
    bool done = cxi_is_file(path) || fetch_locked(blob, path, status);
    close(fd);
    return done;
}

bool blob_fetch(const struct blob *blob, const char *folder, const char *locks, struct cxi_status *status) {
    struct cxi_text blobs = {0}, path = {0}, lock = {0};
    cxi_addf(&blobs, "%s/blobs", folder);
    cxi_addf(&path, "%s/blobs/%s", folder, blob->hash);
    cxi_addf(&lock, "%s/%s.lock", locks, blob->hash);
    bool done = false;
    if (!cxi_text_ok(&blobs) || !cxi_text_ok(&path) || !cxi_text_ok(&lock))
        cxi_fail_memory(status);
    else
        done = cxi_is_file(path.data) || (cxi_directory_make(blobs.data, status) && cxi_directory_make(locks, status) &&
                                          fetch_once(blob, path.data, lock.data, status));
    cxi_text_free(&blobs);
    cxi_text_free(&path);
    cxi_text_free(&lock);
    return done;
}
