#define _POSIX_C_SOURCE 200809L
#include "display/channel.h"

#include "io/file.h"

#include <ctype.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* The channel of the process: what the environment said when it was first asked. */
static struct {
    int socket; /* -1: no notebook */
    const char *folder;
    pthread_mutex_t lock; /* of the socket, for a frame and its answer */
} channel = {.socket = -1, .lock = PTHREAD_MUTEX_INITIALIZER};
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void look_around(void) {
    const char *notebook = getenv("CALX_NOTEBOOK"), *folder = getenv("CALX_DISPLAY");
    char *end;
    long number = notebook && *notebook ? strtol(notebook, &end, 10) : -1;
    int type;
    if (number >= 0 && number < 65536 && !*end &&
        getsockopt((int)number, SOL_SOCKET, SO_TYPE, &type, &(socklen_t){sizeof type}) == 0)
        channel.socket = (int)number;
    if (folder && *folder) channel.folder = folder;
}

bool cxi_in_notebook(void) {
    pthread_once(&once, look_around);
    return channel.socket >= 0;
}

bool cxi_displayed(void) {
    return cxi_in_notebook() || channel.folder;
}

/* ---------------------------------------------------------------------------------------------------- notebook */

static bool send_all(const void *bytes, size_t size) {
    for (const char *at = bytes; size;) {
        ssize_t sent = send(channel.socket, at, size, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        at += sent;
        size -= (size_t)sent;
    }
    return true;
}

static bool await_answer(void) {
    char answer;
    ssize_t got;
    while ((got = recv(channel.socket, &answer, 1, 0)) < 0 && errno == EINTR) {}
    return got == 1;
}

static bool send_frame(const char *id, const struct cxi_part *parts, int count) {
    char line[128];
    snprintf(line, sizeof line, "%d %d\n", id ? (int)strlen(id) : -1, count);
    bool sent = send_all(line, strlen(line)) && (!id || send_all(id, strlen(id)));
    for (int i = 0; i < count && sent; i++) {
        snprintf(line, sizeof line, "%s %zu\n", parts[i].mime, parts[i].size);
        sent = send_all(line, strlen(line)) && send_all(parts[i].bytes, parts[i].size);
    }
    return sent && await_answer();
}

/* ------------------------------------------------------------------------------------------------------ folder */

static const char *extension(const char *mime) {
    static const struct {
        const char *mime, *extension;
    } known[] = {{"text/plain", "txt"},
                 {"text/markdown", "md"},
                 {"text/html", "html"},
                 {"image/svg+xml", "svg"},
                 {"image/png", "png"}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].mime, mime) == 0) return known[i].extension;
    return "bin";
}

static bool write_part(const char *id, const struct cxi_part *part) {
    static atomic_int nameless;
    struct cxi_text path = {0};
    struct cxi_status status = {0};
    cxi_addf(&path, "%s/", channel.folder);
    size_t name = path.length;
    if (id && *id)
        cxi_add(&path, id);
    else
        cxi_addf(&path, "display-%d", atomic_fetch_add(&nameless, 1) + 1);
    cxi_addf(&path, ".%s", extension(part->mime));
    for (char *c = path.data + name; cxi_text_ok(&path) && *c; c++)
        if (!isalnum((unsigned char)*c) && !strchr("-_.", *c)) *c = '-';
    bool written =
        cxi_text_ok(&path) && cxi_file_write(path.data, &(struct cxi_piece){part->bytes, part->size}, 1, &status);
    cxi_status_clear(&status);
    cxi_text_free(&path);
    return written;
}

bool cxi_display_parts(const char *id, const struct cxi_part *parts, int count) {
    if (!cxi_displayed()) return true;
    if (channel.socket < 0) return write_part(id, &parts[0]);
    fflush(stdout);
    pthread_mutex_lock(&channel.lock);
    bool sent = send_frame(id, parts, count);
    pthread_mutex_unlock(&channel.lock);
    return sent;
}
