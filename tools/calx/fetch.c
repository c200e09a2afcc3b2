/* calx fetch: brings a model of the Hugging Face hub into the cache that Python's huggingface_hub uses too (src/io/hub.h). The
   hub is asked once which files a model has, with their sizes and hashes; what is in the cache is not fetched again. */
#define _XOPEN_SOURCE 700 /* symlink */
#include "tool.h"

#include "base/alloc.h"
#include "base/text.h"
#include "io/directory.h"
#include "io/download.h"
#include "io/file.h"
#include "io/http.h"
#include "io/hub.h"
#include "io/quote.h"

#include <errno.h>
#include <fnmatch.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_LISTED = 1 << 26 }; /* bytes of the hub's list */

struct fetch {
    struct cxi_hub_name name;
    char *endpoint; /* no '/' at its end */
    const char *token;
    char *folder, *locks; /* HUB/models--OWNER--NAME, HUB/.locks/models--OWNER--NAME */
    json_t *listed;       /* what the hub says of the model */
    const char *commit;
    int patterns;
    char **pattern; /* the user's FILE arguments */
    bool quiet;
    struct cxi_status status;
};

/* -- What the hub has -- */

static bool take_text(void *user, uint64_t at, const void *bytes, size_t size) {
    struct cxi_text *text = user;
    if (at < text->length) cxi_text_clear(text);
    if (text->length + size > MOST_LISTED) return false;
    cxi_add_bytes(text, bytes, size);
    return cxi_text_ok(text);
}

/* Adds text as a part of a URL; `besides` are characters that may stand there as they are, besides the usual ones. */
static void add_escaped(struct cxi_text *url, const char *text, const char *besides) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
    for (; *text; text++)
        if (strchr(plain, *text) || strchr(besides, *text))
            cxi_add_bytes(url, text, 1);
        else
            cxi_addf(url, "%%%02X", (unsigned char)*text);
}

static bool list(struct fetch *f) {
    struct cxi_text url = {0}, text = {0};
    cxi_addf(&url, "%s/api/models/%s/revision/", f->endpoint, f->name.repository);
    add_escaped(&url, f->name.revision, "");
    cxi_add(&url, "?blobs=true");
    const struct cxi_http_request request = {cxi_text(&url), f->token, 0, take_text, &text};
    enum cxi_http_end end = cxi_text_ok(&url) ? cxi_http_get(&request, &f->status) : CXI_HTTP_STOPPED;
    if (end == CXI_HTTP_WHOLE) f->listed = json_loadb(cxi_text(&text), text.length, 0, NULL);
    f->commit = json_string_value(json_object_get(f->listed, "sha"));
    if (!f->commit || strlen(f->commit) != 40 || f->commit[strspn(f->commit, "0123456789abcdef")])
        cxi_fail(&f->status, "%s: the answer is not the hub's list of a model; is HF_ENDPOINT right?", cxi_text(&url));
    cxi_text_free(&url);
    cxi_text_free(&text);
    return cxi_ok(&f->status);
}

/* -- Which files -- */

static const char *file_name(const json_t *listed) {
    return json_string_value(json_object_get(listed, "rfilename"));
}

/* A name of others' making must stay within the snapshot's folder. */
static bool is_safe(const char *name) {
    if (!name || !*name || strlen(name) > 500) return false;
    for (const char *part = name;; part += strcspn(part, "/") + 1) {
        size_t length = strcspn(part, "/");
        if (!length || strspn(part, ".") == length) return false;
        for (size_t i = 0; i < length; i++)
            if ((unsigned char)part[i] < ' ' || part[i] == '\\') return false;
        if (!part[length]) return true;
    }
}

/* What a model needs besides its weights: its configuration and its vocabulary, as Hugging Face and Keras call them. */
static bool is_about_model(const char *name) {
    static const char *const names[] = {"config.json",
                                        "generation_config.json",
                                        "tokenizer.json",
                                        "tokenizer.model",
                                        "tokenizer_config.json",
                                        "special_tokens_map.json",
                                        "added_tokens.json",
                                        "vocab.json",
                                        "vocab.txt",
                                        "merges.txt",
                                        "spiece.model",
                                        "sentencepiece.bpe.model",
                                        "chat_template.jinja",
                                        "chat_template.json",
                                        "preprocessor.json",
                                        "assets/tokenizer/vocabulary.spm"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0) return true;
    return false;
}

/* Kinds of weights, the best first; in the folder itself, as those below it are other forms of the same model. */
static const char *const kinds[][2] = {{"model*.safetensors", "model.safetensors.index.json"},
                                       {"*.safetensors", "*.safetensors.index.json"},
                                       {"*.gguf", "*.gguf"},
                                       {"*.weights.h5", "model.weights.json"}};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static bool is_of_kind(const char *name, int kind) {
    return kind < KINDS && !strchr(name, '/') &&
           (fnmatch(kinds[kind][0], name, 0) == 0 || fnmatch(kinds[kind][1], name, 0) == 0);
}

static size_t count_of_kind(const struct fetch *f, int kind) {
    size_t i, count = 0;
    json_t *listed;
    json_array_foreach(json_object_get(f->listed, "siblings"), i, listed) {
        const char *name = file_name(listed);
        count += name && is_of_kind(name, kind);
    }
    return count;
}

static int best_kind(struct fetch *f) {
    int kind = 0;
    while (kind < KINDS && !count_of_kind(f, kind)) kind++;
    if (kind == KINDS)
        cxi_fail(&f->status,
                 "hf:%s has no weights that Calx reads (safetensors, GGUF, Keras's .weights.h5); take another "
                 "form of the model, or name the FILEs to fetch",
                 f->name.repository);
    else if (strstr(kinds[kind][0], "gguf") && count_of_kind(f, kind) > 1)
        cxi_fail(&f->status, "hf:%s has several GGUF files; name one: calx fetch hf:%s '*Q4_K_M.gguf', say",
                 f->name.repository, f->name.repository);
    return kind;
}

static bool is_wanted(const struct fetch *f, const char *name, int kind) {
    for (int i = 0; i < f->patterns; i++)
        if (fnmatch(f->pattern[i], name, 0) == 0) return true;
    return !f->patterns && (is_about_model(name) || is_of_kind(name, kind));
}

/* -- One file -- */

static bool link_file(struct fetch *f, const char *name, const char *hash) {
    struct cxi_text path = {0}, to = {0};
    cxi_addf(&path, "%s/snapshots/%s/%s", f->folder, f->commit, name);
    for (const char *part = name; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL) cxi_add(&to, "../");
    cxi_addf(&to, "../blobs/%s", hash);
    if (!cxi_text_ok(&path) || !cxi_text_ok(&to))
        cxi_fail_memory(&f->status);
    else if (!cxi_is_file(path.data)) {
        char *slash = strrchr(path.data, '/');
        *slash = '\0';
        bool made = cxi_directory_make(path.data, &f->status);
        *slash = '/';
        if (made) unlink(path.data); /* a link that leads nowhere */
        if (made && symlink(to.data, path.data) != 0 && errno != EEXIST) cxi_file_fail(&f->status, "create", path.data);
    }
    cxi_text_free(&path);
    cxi_text_free(&to);
    return cxi_ok(&f->status);
}

static bool is_hash(const char *hash, size_t letters) {
    return hash && strlen(hash) == letters && strspn(hash, "0123456789abcdef") == letters;
}

static bool fetch_file(struct fetch *f, const json_t *listed) {
    const char *name = file_name(listed);
    const json_t *large = json_object_get(listed, "lfs"), *size = json_object_get(large ? large : listed, "size");
    const char *hash = json_string_value(large ? json_object_get(large, "sha256") : json_object_get(listed, "blobId"));
    if (!is_safe(name) || !is_hash(hash, large ? 64 : 40) || !json_is_integer(size) || json_integer_value(size) < 0)
        return cxi_fail(&f->status,
                        "hf:%s: the hub's list has no fit name, size and hash for \"%s\"; it was not fetched",
                        f->name.repository, name ? cxi_quote(name, strlen(name)).text : "");
    struct cxi_text url = {0};
    cxi_addf(&url, "%s/%s/resolve/%s/", f->endpoint, f->name.repository, f->commit);
    add_escaped(&url, name, "/");
    struct cxi_text path = {0}, lock = {0};
    cxi_addf(&path, "%s/blobs/%s", f->folder, hash);
    cxi_addf(&lock, "%s/%s.lock", f->locks, hash);
    const struct cxi_download blob = {.what = name,
                                      .url = cxi_text(&url),
                                      .token = f->token,
                                      .hash = hash,
                                      .size = (uint64_t)json_integer_value(size),
                                      .progress = f->quiet ? NULL : stderr};
    bool written = cxi_text_ok(&url) && cxi_text_ok(&path) && cxi_text_ok(&lock);
    bool fetched = written ? cxi_download(&blob, path.data, lock.data, &f->status) : cxi_fail_memory(&f->status);
    cxi_text_free(&url);
    cxi_text_free(&path);
    cxi_text_free(&lock);
    return fetched && link_file(f, name, hash);
}

/* -- The whole -- */

static bool make_places(struct fetch *f) {
    struct cxi_text blobs = {0};
    cxi_addf(&blobs, "%s/blobs", f->folder);
    bool made = cxi_text_ok(&blobs) ? cxi_directory_make(blobs.data, &f->status) : cxi_fail_memory(&f->status);
    cxi_text_free(&blobs);
    return made && cxi_directory_make(f->locks, &f->status);
}

static bool fetch_files(struct fetch *f) {
    size_t i;
    int kind = f->patterns ? KINDS : best_kind(f), fetched = 0;
    json_t *listed;
    if (!cxi_ok(&f->status) || !make_places(f)) return false;
    json_array_foreach(json_object_get(f->listed, "siblings"), i, listed) {
        const char *name = file_name(listed);
        if (!cxi_ok(&f->status)) return false;
        if (name && is_wanted(f, name, kind)) fetched += fetch_file(f, listed);
    }
    return cxi_ok(&f->status) &&
           (fetched || cxi_fail(&f->status, "hf:%s has no file %s", f->name.repository, f->pattern[0]));
}

/* Where the branch stood, for those who ask by its name. */
static bool write_ref(struct fetch *f) {
    if (strcmp(f->name.revision, f->commit) == 0) return true;
    struct cxi_text path = {0};
    cxi_addf(&path, "%s/refs/%s", f->folder, f->name.revision);
    if (!cxi_text_ok(&path)) return cxi_fail_memory(&f->status);
    char *slash = strrchr(path.data, '/');
    *slash = '\0';
    bool made = cxi_directory_make(path.data, &f->status);
    *slash = '/';
    struct cxi_piece piece = {f->commit, strlen(f->commit)};
    bool written = made && cxi_file_write(path.data, &piece, 1, &f->status);
    cxi_text_free(&path);
    return written;
}

static bool find_places(struct fetch *f) {
    struct cxi_text locks = {0};
    char *cache = cxi_hub_cache(&f->status);
    f->folder = cache ? cxi_hub_folder(&f->name, &f->status) : NULL;
    if (f->folder) {
        cxi_addf(&locks, "%s/.locks/%s", cache, strrchr(f->folder, '/') + 1);
        f->locks = locks.data;
        if (!cxi_text_ok(&locks)) cxi_fail_memory(&f->status);
    }
    cxi_free(cache);
    return cxi_ok(&f->status);
}

static const char *variable(const char *name, const char *otherwise) {
    const char *value = getenv(name);
    return value && *value ? value : otherwise;
}

static bool find_endpoint(struct fetch *f) {
    f->endpoint = cxi_copy_string(variable("HF_ENDPOINT", "https://huggingface.co"));
    for (size_t end = f->endpoint ? strlen(f->endpoint) : 0; end && f->endpoint[end - 1] == '/';)
        f->endpoint[--end] = '\0';
    return f->endpoint || cxi_fail_memory(&f->status);
}

static int run(struct fetch *f, const char *model) {
    if (find_endpoint(f) && cxi_hub_parse(model, &f->name, &f->status) && find_places(f) && list(f) && fetch_files(f) &&
        write_ref(f))
        printf("%s/snapshots/%s\n", f->folder, f->commit);
    int status = cxi_ok(&f->status) ? TOOL_FINE : tool_complain(TOOL_FAILED, "fetch", "%s", cxi_error(&f->status));
    json_decref(f->listed);
    cxi_free(f->endpoint);
    cxi_free(f->folder);
    cxi_free(f->locks);
    cxi_hub_name_free(&f->name);
    cxi_status_clear(&f->status);
    return status;
}

static int fetch_cifar10(bool quiet) {
    cx_runtime *no_device = cx_open(NULL);
    cx_cifar10_fetch(no_device, quiet ? NULL : stderr);
    return cx_close(no_device, stderr);
}

int tool_fetch(int argc, char **argv) {
    struct fetch f = {.token = variable("HF_TOKEN", NULL)};
    int at = 1;
    if (at < argc && strcmp(argv[at], "--quiet") == 0) f.quiet = true, at++;
    if (at >= argc) return TOOL_USAGE;
    if (strcmp(argv[at], "cifar10") == 0 && at + 1 == argc) return fetch_cifar10(f.quiet);
    if (!cxi_hub_is_name(argv[at]))
        return tool_complain(TOOL_USAGE, "fetch", "'%s' is no model of the hub; write hf:OWNER/NAME, or cifar10",
                             argv[at]);
    f.pattern = argv + at + 1;
    f.patterns = argc - at - 1;
    return run(&f, argv[at]);
}
