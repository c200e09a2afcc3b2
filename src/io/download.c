#define _DEFAULT_SOURCE /* flock, ftruncate */
#include "io/download.h"

#include "base/alloc.h"
#include "base/text.h"
#include "io/directory.h"
#include "io/file.h"
#include "io/http.h"
#include "io/sha.h"

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
    const struct cxi_download *of;
    struct cxi_status *status;
    int fd;             /* of HASH.incomplete, whose beginning is right as far as one can know */
    uint64_t have;      /* its bytes */
    struct cxi_sha sha; /* of them */
    struct timespec shown;
};

/* -- Progress -- */

static void show(struct download *d, bool last) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double since = (double)(now.tv_sec - d->shown.tv_sec) + 1e-9 * (double)(now.tv_nsec - d->shown.tv_nsec);
    FILE *to = d->of->progress;
    bool terminal = to && isatty(fileno(to));
    if (!to || (!last && (!terminal || since < 0.1))) return;
    d->shown = now;
    struct cxi_text line = {0};
    cxi_addf(&line, "%s%-40s ", terminal ? "\r" : "", d->of->what);
    cxi_add_bytes_size(&line, (double)d->have);
    cxi_add(&line, " of ");
    cxi_add_bytes_size(&line, (double)d->of->size);
    cxi_addf(&line, "  %3.0f%%%s", d->of->size ? 100.0 * (double)d->have / (double)d->of->size : 100,
             last ? "\n" : "   ");
    fputs(cxi_text(&line), to);
    cxi_text_free(&line);
}

/* -- The unfinished file -- */

static void begin_anew(struct download *d) {
    d->have = 0;
    bool git = strlen(d->of->hash) == 40;
    cxi_sha_begin(&d->sha, git ? 160 : 256);
    if (!git) return;
    char head[32]; /* git hashes a blob with these words before it */
    int length = snprintf(head, sizeof head, "blob %llu", (unsigned long long)d->of->size);
    cxi_sha_add(&d->sha, head, (size_t)length + 1);
}

static bool cannot(struct download *d, const char *verb) {
    return cxi_file_fail(d->status, verb, d->of->what);
}

/* What an earlier run left is taken up. */
static bool take_up(struct download *d) {
    char piece[1 << 16];
    begin_anew(d);
    for (ssize_t got; (got = read(d->fd, piece, sizeof piece)) != 0;) {
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return cannot(d, "read what there is of");
        cxi_sha_add(&d->sha, piece, (size_t)got);
        d->have += (uint64_t)got;
    }
    if (d->have > d->of->size) begin_anew(d);
    return ftruncate(d->fd, (off_t)d->have) == 0 || cannot(d, "shorten");
}

/* A server that sends from elsewhere than asked sends from the beginning: those know no ranges. */
static bool take_bytes(void *user, uint64_t at, const void *bytes, size_t size) {
    struct download *d = user;
    if (at != d->have) {
        begin_anew(d);
        if (at != 0) return cxi_fail(d->status, "%s: the server sends another part than was asked for", d->of->what);
        if (ftruncate(d->fd, 0) != 0) return cannot(d, "shorten");
    }
    if (size > d->of->size - d->have)
        return cxi_fail(d->status, "%s: the server sends more than the %llu bytes that it should have", d->of->what,
                        (unsigned long long)d->of->size);
    cxi_sha_add(&d->sha, bytes, size);
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
    for (int failed = 0; d->have < d->of->size;) {
        struct cxi_status why = {0};
        uint64_t before = d->have;
        const struct cxi_http_request request = {d->of->url, d->of->token, d->have, take_bytes, d};
        enum cxi_http_end end = cxi_http_get(&request, &why);
        failed = d->have > before ? 0 : failed + 1;
        bool again = end == CXI_HTTP_CUT || end == CXI_HTTP_WHOLE;
        if (end == CXI_HTTP_WHOLE) cxi_fail(&why, "%s: the server sends less than it should; try again", d->of->url);
        bool over = d->have < d->of->size && (!again || failed == TRIES);
        if (over) cxi_pass(d->status, &why);
        cxi_status_clear(&why);
        if (over) return false;
        if (failed) nanosleep(&(struct timespec){.tv_sec = 1 << (failed - 1)}, NULL);
    }
    return true;
}

static bool check(struct download *d, const char *path) {
    char words[65];
    cxi_sha_end(&d->sha, words);
    if (strcmp(words, d->of->hash) == 0) return true;
    unlink(path);
    return cxi_fail(d->status,
                    "%s: what came is not what it should be (%s instead of %s); it was removed, fetch it again",
                    d->of->what, words, d->of->hash);
}

/* -- Into its place -- */

static bool fetch_locked(const struct cxi_download *of, const char *path, struct cxi_status *status) {
    struct cxi_text unfinished = {0};
    struct download d = {.of = of, .status = status};
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
bool cxi_download(const struct cxi_download *of, const char *path, const char *lock, struct cxi_status *status) {
    if (cxi_is_file(path)) return true;
    int fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) return cxi_file_fail(status, "create", lock);
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (of->progress) fprintf(of->progress, "%s: another process fetches it; waiting\n", of->what);
        while (flock(fd, LOCK_EX) != 0 && errno == EINTR) continue;
    }
    bool done = cxi_is_file(path) || fetch_locked(of, path, status);
    close(fd);
    return done;
}
