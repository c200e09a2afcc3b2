#include "io/http.h"

#ifndef CALX_CURL

enum cxi_http_end cxi_http_get(const struct cxi_http_request *request, struct cxi_status *why) {
    cxi_fail(why,
             "%s cannot be fetched: Calx was built without libcurl; install libcurl4-openssl-dev and build it again",
             request->url);
    return CXI_HTTP_REFUSED;
}

#else

#include "base/alloc.h"
#include "base/text.h"
#include "io/library.h"
#include "io/quote.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_REDIRECTS = 8 };

#define FUNCTIONS(X)      \
    X(curl_easy_init)     \
    X(curl_easy_setopt)   \
    X(curl_easy_perform)  \
    X(curl_easy_getinfo)  \
    X(curl_easy_strerror) \
    X(curl_easy_cleanup)  \
    X(curl_slist_append)  \
    X(curl_slist_free_all)

#define SLOT(name)                 __typeof__(name) *name##_;
static struct { FUNCTIONS(SLOT) } curl;
/* The macros of curl.h that check arguments would call the library by its linked name. */
#define SET(handle, option, value) curl.curl_easy_setopt_((handle), (option), (value))

static bool load(struct cxi_status *status) {
#define SYMBOL(name)               {#name, &curl.name##_},
    static const struct cxi_symbol symbols[] = {FUNCTIONS(SYMBOL)};
    return curl.curl_slist_free_all_ ||
           cxi_library_load(CALX_CURL, "libcurl", symbols, sizeof symbols / sizeof symbols[0], status);
}

/* One exchange with one server. */
struct exchange {
    const struct cxi_http_request *request;
    CURL *handle;
    char *url;      /* where it goes, after redirections */
    long status;    /* HTTP's; 0 before a header came */
    uint64_t at;    /* where in the file the next bytes belong */
    char said[200]; /* the hub's own words about an error */
    bool stopped;
};

static void read_header(struct exchange *x, const char *line, size_t size) {
    static const char range[] = "content-range: bytes ", said[] = "x-error-message: ";
    if (size > 12 && strncasecmp(line, "HTTP/", 5) == 0) { /* a new answer: that before it was "100 Continue" or so */
        const char *blank = memchr(line, ' ', size);
        x->status = blank ? strtol(blank, NULL, 10) : 0;
        x->at = 0;
    } else if (size > strlen(range) && strncasecmp(line, range, strlen(range)) == 0)
        x->at = strtoull(line + strlen(range), NULL, 10);
    else if (size > strlen(said) && strncasecmp(line, said, strlen(said)) == 0) {
        size_t length = size - strlen(said);
        struct cxi_quote words = cxi_quote(line + strlen(said), length > 2 ? length - 2 : 0);
        snprintf(x->said, sizeof x->said, "%s", words.text);
    }
}

static size_t take_header(char *line, size_t one, size_t size, void *user) {
    read_header(user, line, one * size);
    return one * size;
}

static size_t take_body(char *bytes, size_t one, size_t size, void *user) {
    struct exchange *x = user;
    size *= one;
    if (x->status != 200 && x->status != 206) return size; /* words of a server about an error, or a redirection */
    x->stopped = !x->request->take(x->request->user, x->at, bytes, size);
    x->at += size;
    return x->stopped ? 0 : size;
}

/* "https://host:port", which is what a token is meant for. */
static size_t origin_length(const char *url) {
    const char *host = strstr(url, "://");
    return host ? (size_t)(host + 3 - url) + strcspn(host + 3, "/?#") : 0;
}

static bool same_origin(const char *a, const char *b) {
    size_t length = origin_length(a);
    return length && length == origin_length(b) && strncasecmp(a, b, length) == 0;
}

static struct curl_slist *add_header(struct curl_slist *headers, const char *name, const char *value) {
    struct cxi_text line = {0};
    cxi_addf(&line, "%s: %s", name, value);
    struct curl_slist *longer = cxi_text_ok(&line) ? curl.curl_slist_append_(headers, line.data) : NULL;
    cxi_text_free(&line);
    return longer ? longer : headers;
}

static struct curl_slist *make_headers(const struct exchange *x) {
    struct curl_slist *headers = add_header(NULL, "Accept-Encoding", "identity");
    if (x->request->token && same_origin(x->request->url, x->url)) {
        struct cxi_text bearer = {0};
        cxi_addf(&bearer, "Bearer %s", x->request->token);
        headers = add_header(headers, "Authorization", cxi_text(&bearer));
        cxi_text_free(&bearer);
    }
    if (x->request->from) {
        struct cxi_text range = {0};
        cxi_addf(&range, "bytes=%llu-", (unsigned long long)x->request->from);
        headers = add_header(headers, "Range", cxi_text(&range));
        cxi_text_free(&range);
    }
    return headers;
}

/* One request and its answer, without following where that leads. */
static CURLcode perform(struct exchange *x) {
    struct curl_slist *headers = make_headers(x);
    x->status = 0;
    SET(x->handle, CURLOPT_URL, x->url);
    SET(x->handle, CURLOPT_HTTPHEADER, headers);
    SET(x->handle, CURLOPT_USERAGENT, "calx/" CX_VERSION);
    SET(x->handle, CURLOPT_NOSIGNAL, 1L);
    SET(x->handle, CURLOPT_CONNECTTIMEOUT, 30L);
    SET(x->handle, CURLOPT_LOW_SPEED_LIMIT, 1L); /* a minute without a byte is a cut */
    SET(x->handle, CURLOPT_LOW_SPEED_TIME, 60L);
    SET(x->handle, CURLOPT_HEADERFUNCTION, take_header);
    SET(x->handle, CURLOPT_HEADERDATA, x);
    SET(x->handle, CURLOPT_WRITEFUNCTION, take_body);
    SET(x->handle, CURLOPT_WRITEDATA, x);
    CURLcode code = curl.curl_easy_perform_(x->handle);
    curl.curl_slist_free_all_(headers);
    return code;
}

/* Follows a redirection; false at the end of the way. Done here, so that it is plain to see where the token goes. */
static bool follow(struct exchange *x, int redirects) {
    char *next = NULL;
    if (x->status < 300 || x->status > 399 || redirects >= MOST_REDIRECTS) return false;
    curl.curl_easy_getinfo_(x->handle, CURLINFO_REDIRECT_URL, &next);
    if (!next || (strncasecmp(next, "https://", 8) != 0 && strncasecmp(next, "http://", 7) != 0)) return false;
    char *copy = cxi_copy_string(next);
    if (!copy) return false;
    cxi_free(x->url);
    x->url = copy;
    return true;
}

/* What the status means to the user. */
static enum cxi_http_end judge(const struct exchange *x, struct cxi_status *why) {
    const char *url = x->request->url, *said = *x->said ? x->said : "no reason given";
    if (x->status == 200 || x->status == 206) return CXI_HTTP_WHOLE;
    if (x->status == 401)
        cxi_fail(
            why,
            "%s: the hub does not know you, or no such model (%s); check the name, or set HF_TOKEN to a token of yours",
            url, said);
    else if (x->status == 403)
        cxi_fail(why,
                 "%s: the hub refuses (%s); accept the model's terms on its page, and set HF_TOKEN to a token that may "
                 "read it",
                 url, said);
    else if (x->status == 404)
        cxi_fail(why, "%s: there is no such model, revision or file (%s); check the name", url, said);
    else
        cxi_fail(why, "%s: the server answers %ld (%s); try again later", url, x->status, said);
    return x->status == 408 || x->status == 416 || x->status == 429 || x->status >= 500 ? CXI_HTTP_CUT
                                                                                        : CXI_HTTP_REFUSED;
}

static enum cxi_http_end go(struct exchange *x, struct cxi_status *why) {
    CURLcode code = CURLE_OK;
    for (int redirects = 0; redirects == 0 || follow(x, redirects - 1); redirects++) {
        code = perform(x);
        if (code != CURLE_OK) break;
    }
    if (x->stopped) return CXI_HTTP_STOPPED;
    if (code == CURLE_OK) return judge(x, why);
    cxi_fail(why, "%s: %s; check the network and try again", x->url, curl.curl_easy_strerror_(code));
    return code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_PEER_FAILED_VERIFICATION
               ? CXI_HTTP_REFUSED
               : CXI_HTTP_CUT;
}

enum cxi_http_end cxi_http_get(const struct cxi_http_request *request, struct cxi_status *why) {
    struct exchange x = {.request = request};
    if (!load(why)) return CXI_HTTP_REFUSED;
    x.handle = curl.curl_easy_init_();
    x.url = cxi_copy_string(request->url);
    enum cxi_http_end end = CXI_HTTP_REFUSED;
    if (x.handle && x.url)
        end = go(&x, why);
    else
        cxi_fail_memory(why);
    cxi_free(x.url);
    if (x.handle) curl.curl_easy_cleanup_(x.handle);
    return end;
}

#endif
