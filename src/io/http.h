/* Documents and files from servers, by libcurl, which is loaded when the first is asked for (src/io/library.h). */
#ifndef CXI_HTTP_H
#define CXI_HTTP_H

#include "base/status.h"

struct cxi_http_request {
    const char *url;
    const char *token; /* sent to the url's own host and to no other that it leads to; NULL: none */
    uint64_t from;     /* bytes that are there already and need not be sent */
    /* Takes what comes, and where in the file it begins; false stops with the taker's own error. */
    bool (*take)(void *user, uint64_t at, const void *bytes, size_t size);
    void *user;
};

enum cxi_http_end {
    CXI_HTTP_WHOLE,   /* all came */
    CXI_HTTP_CUT,     /* the way there failed, or the server is busy: worth another try */
    CXI_HTTP_STOPPED, /* by the taker */
    CXI_HTTP_REFUSED, /* the server will not */
};

/* `why` is set when it was not CXI_HTTP_WHOLE, except by a taker that stopped. */
enum cxi_http_end cxi_http_get(const struct cxi_http_request *request, struct cxi_status *why);

#endif
