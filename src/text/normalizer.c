/* The steps that tokenizer.json names (tokenizers, src/normalizers). Each meets the text of a whole section. */
#include "text/normalizer.h"

#include "base/alloc.h"
#include "text/byte_level.h"

#include <utf8proc.h>

struct cxi_normal_step *cxi_normalizer_add(struct cxi_normalizer *n, cxi_normal_apply *apply,
                                           struct cxi_status *status) {
    if (n->count == CXI_STEPS_MAX) {
        cxi_fail(status, "the normaliser has more than %d steps, which is Calx's limit", CXI_STEPS_MAX);
        return NULL;
    }
    struct cxi_normal_step *step = &n->step[n->count++];
    *step = (struct cxi_normal_step){.apply = apply};
    return step;
}

void cxi_normalizer_free(struct cxi_normalizer *n) {
    for (int i = 0; i < n->count; i++) {
        cxi_free(n->step[i].pattern);
        cxi_free(n->step[i].content);
        cxi_regex_free(n->step[i].regex);
        cxi_charsmap_free(&n->step[i].map);
        cxi_trie_free(&n->step[i].users);
    }
    n->count = 0;
}

/* Every character may become as many as the longest rule of Unicode has, several times over. */
enum { GROWTH_MAX = 64, SHORT_TEXT = 1 << 16 };

bool cxi_normal_too_long(const struct cxi_text *to, struct cxi_encoding *e) {
    if (to->length <= e->longest) return false;
    cxi_fail(&e->status, "the vocabulary's normaliser makes the text more than %d times longer", GROWTH_MAX);
    return true;
}

struct cxi_span cxi_normalize(const struct cxi_normalizer *n, struct cxi_span from, struct cxi_encoding *e) {
    e->longest = from.length * GROWTH_MAX + SHORT_TEXT;
    for (int i = 0; i < n->count && cxi_ok(&e->status); i++) {
        struct cxi_text *to = &e->normal[i % 2];
        cxi_text_clear(to);
        n->step[i].apply(&n->step[i], from, to, e);
        if (!cxi_text_ok(to)) cxi_fail_memory(&e->status);
        cxi_normal_too_long(to, e);
        from = cxi_span(cxi_text(to), to->length);
    }
    return from;
}

void cxi_normal_unicode(const struct cxi_normal_step *step, struct cxi_span from, struct cxi_text *to,
                        struct cxi_encoding *e) {
    if (!cxi_add_normal_form(to, from, step->form)) cxi_fail_memory(&e->status);
}

void cxi_normal_lowercase(const struct cxi_normal_step *step, struct cxi_span from, struct cxi_text *to,
                          struct cxi_encoding *e) {
    (void)step, (void)e;
    cxi_add_lower(to, from);
}

/* Adds the text without the characters of a kind. */
static void add_without(struct cxi_text *to, struct cxi_span from, bool (*is_gone)(int32_t code)) {
    int32_t code;
    for (size_t at = 0, length; at < from.length; at += length) {
        length = cxi_utf8_next(from.text + at, from.length - at, &code);
        if (!is_gone(code)) cxi_add_bytes(to, from.text + at, length);
    }
}

void cxi_normal_strip_accents(const struct cxi_normal_step *step, struct cxi_span from, struct cxi_text *to,
                              struct cxi_encoding *e) {
    (void)step, (void)e;
    add_without(to, from, cxi_is_mark);
}

void cxi_normal_prepend(const struct cxi_normal_step *step, struct cxi_span from, struct cxi_text *to,
                        struct cxi_encoding *e) {
    (void)e;
    if (from.length) cxi_add(to, step->content);
    cxi_add_bytes(to, from.text, from.length);
}

void cxi_normal_replace(const struct cxi_normal_step *step, struct cxi_span from, struct cxi_text *to,
                        struct cxi_encoding *e) {
    size_t done = 0, begin, end;
    if (step->regex) {
        struct cxi_search search = {.regex = step->regex, .match = &e->match, .text = from};
        while (cxi_search_next(&search, &begin, &end, &e->status) && !cxi_normal_too_long(to, e)) {
            cxi_add_bytes(to, from.text + done, begin - done);
            cxi_add(to, step->content);
            done = end;
        }
    } else {
        struct cxi_span pattern = cxi_span(step->pattern, strlen(step->pattern));
        for (size_t at = 0; pattern.length && at + pattern.length <= from.length && !cxi_normal_too_long(to, e);) {
            const char *found = memchr(from.text + at, pattern.text[0], from.length - at);
            if (!found) break;
            at = (size_t)(found - from.text);
            if (!cxi_starts_with(cxi_span(found, from.length - at), pattern)) {
                at++;
                continue;
            }
            cxi_add_bytes(to, from.text + done, at - done);
            cxi_add(to, step->content);
            done = at += pattern.length;
        }
    }
    cxi_add_bytes(to, from.text + done, from.length - done);
}

void cxi_normal_strip(const struct cxi_normal_step *step, struct cxi_span from, struct cxi_text *to,
                      struct cxi_encoding *e) {
    (void)e;
    int32_t code;
    while (step->left && from.length) {
        size_t length = cxi_utf8_next(from.text, from.length, &code);
        if (!cxi_is_white_space(code)) break;
        from = cxi_span(from.text + length, from.length - length);
    }
    while (step->right && from.length) {
        size_t length = cxi_utf8_last(from.text, from.length, &code);
        if (!cxi_is_white_space(code)) break;
        from.length -= length;
    }
    cxi_add_bytes(to, from.text, from.length);
}

void cxi_normal_bytes(const struct cxi_normal_step *step, struct cxi_span from, struct cxi_text *to,
                      struct cxi_encoding *e) {
    (void)step, (void)e;
    cxi_byte_level_add(to, from);
}

/* -- BERT: blanks and controls, blanks around ideographs, accents, capitals, in this order -- */

static void add_clean(const struct cxi_normal_step *step, struct cxi_span from, struct cxi_text *to) {
    int32_t code;
    for (size_t at = 0, length; at < from.length; at += length) {
        length = cxi_utf8_next(from.text + at, from.length - at, &code);
        bool blank = cxi_is_white_space(code), line = code == '\t' || code == '\n' || code == '\r';
        if (step->clean && !line && (code == 0xFFFD || cxi_is_control(code))) continue;
        bool apart = step->ideographs && cxi_is_ideograph(code);
        if (apart) cxi_add_bytes(to, " ", 1);
        if (step->clean && blank)
            cxi_add_bytes(to, " ", 1);
        else
            cxi_add_bytes(to, from.text + at, length);
        if (apart) cxi_add_bytes(to, " ", 1);
    }
}

void cxi_normal_bert(const struct cxi_normal_step *step, struct cxi_span from, struct cxi_text *to,
                     struct cxi_encoding *e) {
    struct cxi_text clean = {0}, apart = {0}, bare = {0};
    add_clean(step, from, &clean);
    struct cxi_span text = cxi_span(cxi_text(&clean), clean.length);
    if (step->no_accents) {
        cxi_add_normal_form(&apart, text, CXI_NFD);
        add_without(&bare, cxi_span(cxi_text(&apart), apart.length), cxi_is_nonspacing_mark);
        text = cxi_span(cxi_text(&bare), bare.length);
    }
    if (step->lower)
        cxi_add_lower(to, text);
    else
        cxi_add_bytes(to, text.text, text.length);
    if (!cxi_text_ok(&clean) || !cxi_text_ok(&apart) || !cxi_text_ok(&bare)) cxi_fail_memory(&e->status);
    cxi_text_free(&clean);
    cxi_text_free(&apart);
    cxi_text_free(&bare);
}

/* -- What NMT's data had removed: controls; and which of them became blanks -- */

static bool is_nmt_gone(int32_t code) {
    return (code >= 1 && code <= 8) || code == 0xB || (code >= 0xE && code <= 0x1F) || code == 0x7F || code == 0x8F ||
           code == 0x9F;
}

static bool is_nmt_blank(int32_t code) {
    return code == 9 || code == 0xA || code == 0xC || code == 0xD || code == 0x1680 ||
           (code >= 0x200B && code <= 0x200F) || code == 0x2028 || code == 0x2029 || code == 0x2581 || code == 0xFEFF ||
           code == 0xFFFD;
}

void cxi_normal_nmt(const struct cxi_normal_step *step, struct cxi_span from, struct cxi_text *to,
                    struct cxi_encoding *e) {
    (void)step, (void)e;
    int32_t code;
    for (size_t at = 0, length; at < from.length; at += length) {
        length = cxi_utf8_next(from.text + at, from.length - at, &code);
        if (is_nmt_blank(code))
            cxi_add_bytes(to, " ", 1);
        else if (!is_nmt_gone(code))
            cxi_add_bytes(to, from.text + at, length);
    }
}

/* -- SentencePiece's rules as the library of tokenizer.json applies them: a cluster of characters that a reader sees as one is
   replaced whole by the rule for its beginning, else each of its characters by its own (crate spm_precompiled) -- */

enum { CLUSTER_MAX = 6 }; /* bytes: longer ones are taken by characters at once */

static size_t cluster_length(struct cxi_span text) {
    int32_t before, code, state = 0;
    size_t at = cxi_utf8_next(text.text, text.length, &before);
    while (at < text.length && before != CXI_NOT_UTF8) {
        size_t length = cxi_utf8_next(text.text + at, text.length - at, &code);
        if (code == CXI_NOT_UTF8 || utf8proc_grapheme_break_stateful(before, code, &state)) break;
        at += length;
        before = code;
    }
    return at;
}

static void add_by_character(const struct cxi_charsmap *map, struct cxi_span cluster, struct cxi_text *to) {
    int32_t code;
    for (size_t at = 0, length; at < cluster.length; at += length) {
        length = cxi_utf8_next(cluster.text + at, cluster.length - at, &code);
        struct cxi_span other = cxi_span(cluster.text + at, length);
        cxi_charsmap_shortest(map, other, &other);
        cxi_add_bytes(to, other.text, other.length);
    }
}

void cxi_normal_precompiled(const struct cxi_normal_step *step, struct cxi_span from, struct cxi_text *to,
                            struct cxi_encoding *e) {
    for (size_t at = 0, length; at < from.length && !cxi_normal_too_long(to, e); at += length) {
        length = cluster_length(cxi_span(from.text + at, from.length - at));
        struct cxi_span cluster = cxi_span(from.text + at, length), other;
        if (length < CLUSTER_MAX && cxi_charsmap_shortest(&step->map, cluster, &other))
            cxi_add_bytes(to, other.text, other.length);
        else
            add_by_character(&step->map, cluster, to);
    }
}
