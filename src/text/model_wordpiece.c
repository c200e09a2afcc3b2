/* The longest piece first, from left to right; a word that does not come out whole is unknown (tokenizers,
   models/wordpiece). */
#include "text/model.h"

#include "base/alloc.h"
#include "text/trie.h"

struct wordpiece {
    struct cxi_model model;       /* first */
    struct cxi_trie first, later; /* pieces at a word's beginning, and within, without the prefix */
    int32_t unknown;
    int64_t longest;
};

static bool is_too_long(const struct wordpiece *w, struct cxi_span word) {
    int64_t characters = 0;
    int32_t code;
    for (size_t at = 0; at < word.length && characters <= w->longest; characters++)
        at += cxi_utf8_next(word.text + at, word.length - at, &code);
    return characters > w->longest;
}

static bool encode(const struct cxi_model *model, struct cxi_span word, struct cxi_encoding *e) {
    const struct wordpiece *w = (const struct wordpiece *)model;
    if (is_too_long(w, word)) return cxi_put_id(e, w->unknown);
    size_t before = e->ids.count;
    for (size_t at = 0, length; at < word.length; at += length) {
        int32_t id;
        length = cxi_trie_longest(at ? &w->later : &w->first, cxi_span(word.text + at, word.length - at), &id);
        if (!length) {
            e->ids.count = before;
            return cxi_put_id(e, w->unknown);
        }
        if (!cxi_put_id(e, id)) return false;
    }
    return true;
}

static void free_wordpiece(struct cxi_model *model) {
    struct wordpiece *w = (struct wordpiece *)model;
    cxi_trie_free(&w->first);
    cxi_trie_free(&w->later);
    cxi_free(w);
}

static bool prepare(struct wordpiece *w, const struct cxi_vocabulary *v, const char *prefix,
                    struct cxi_status *status) {
    struct cxi_span start = cxi_span(prefix, strlen(prefix));
    for (int32_t id = 0; id < v->count; id++) {
        struct cxi_span text = cxi_span(v->piece[id].text, v->piece[id].length);
        if (!text.length) continue;
        if (!cxi_trie_add(&w->first, text, id, status)) return false;
        if (!cxi_starts_with(text, start) || text.length == start.length) continue;
        if (!cxi_trie_add(&w->later, cxi_span(text.text + start.length, text.length - start.length), id, status))
            return false;
    }
    return true;
}

struct cxi_model *cxi_wordpiece_new(const struct cxi_vocabulary *v, const struct cxi_wordpiece_options *options,
                                    struct cxi_status *status) {
    struct wordpiece *w = cxi_new(1, sizeof *w);
    if (!w) return cxi_fail_memory(status), NULL;
    w->model = (struct cxi_model){encode, free_wordpiece};
    w->unknown = options->unknown;
    w->longest = options->longest;
    if (prepare(w, v, options->prefix, status)) return &w->model;
    free_wordpiece(&w->model);
    return NULL;
}
