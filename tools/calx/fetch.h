/* What the files of `calx fetch` share: fetch.c chooses, fetch_blob.c brings one file into the cache, fetch_http.c speaks to a
   server. */
#ifndef CALX_FETCH_H
#define CALX_FETCH_H

#include "base/status.h"

/* -- fetch_http.c -- */

/* A file or document on a server. */
struct http_request {
    const char *url;
    const char *token; /* sent to the url's own host and to no other that it leads to; NULL: none */
    uint64_t from;     /* bytes that are there already and need not be sent */
    /* Takes what comes, and where in the file it begins; false stops with the taker's own error. */
    bool (*take)(void *user, uint64_t at, const void *bytes, size_t size);
    void *user;
};

enum http_end {
    HTTP_WHOLE,   /* all came */
    HTTP_CUT,     /* the way there failed, or the server is busy: worth another try */
    HTTP_STOPPED, /* by the taker */
    HTTP_REFUSED, /* the server will not */
};

/* `why` is set when it was not HTTP_WHOLE, except by a taker that stopped. */
enum http_end http_get(const struct http_request *request, struct cxi_status *why);

/* -- fetch_blob.c -- */

struct blob {
    const char *file; /* its name in the model */
    const char *url, *token;
    const char *hash; /* its name in the cache: SHA-256, or git's SHA-1 */
    uint64_t size;
    bool quiet; /* no progress */
};

/* Brings it to FOLDER/blobs/HASH, unless it is there. LOCKS/HASH.lock keeps other processes, Python's among them, from doing
   the same at once. */
bool blob_fetch(const struct blob *blob, const char *folder, const char *locks, struct cxi_status *status);

#endif
