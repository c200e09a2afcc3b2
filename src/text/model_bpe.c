/* Byte-pair encoding by a list of merges (tokenizers, models/bpe). */
#include "text/model.h"

#include "base/alloc.h"
#include "io/quote.h"
#include "text/seams.h"

enum { LONG_WORD = 64 }; /* bytes: shorter words are not worth looking for seams */

struct rule {
    uint64_t pair; /* left << 32 | right; NO_PAIR: empty */
    int32_t id;
    uint32_t rank;
};
#define NO_PAIR UINT64_MAX

struct cxi_bpe {
    struct cxi_model model; /* first */
    const struct cxi_vocabulary *vocabulary;
    struct cxi_bpe_options options;
    char *prefix, *suffix;
    size_t prefix_length, suffix_length;
    struct rule *rules; /* a hash table */
    uint32_t mask, count, limit;
    struct cxi_seams seams;
};

/* -- The merges -- */

static struct rule *find_rule(const struct cxi_bpe *bpe, uint64_t pair) {
    for (uint32_t at = (uint32_t)((pair * 0x9E3779B97F4A7C15u) >> 32);; at++) {
        struct rule *rule = &bpe->rules[at & bpe->mask];
        if (rule->pair == pair || rule->pair == NO_PAIR) return rule;
    }
}

static bool merge_rule(const void *model, const char *text, const struct cxi_symbol *left,
                       const struct cxi_symbol *right, int32_t *id, uint32_t *rank) {
    (void)text;
    const struct rule *rule = find_rule(model, (uint64_t)(uint32_t)left->id << 32 | (uint32_t)right->id);
    if (rule->pair == NO_PAIR) return false;
    *id = rule->id;
    *rank = rule->rank;
    return true;
}

/* A symbol need not be the text it stands for: then seams, which are places between characters, say nothing. */
static bool is_not_its_text(const struct cxi_bpe *bpe, int32_t id, struct cxi_span piece) {
    return id == bpe->options.unknown || (bpe->options.byte_fallback && cxi_piece_byte(piece) >= 0);
}

static void join_seam(struct cxi_bpe *bpe, int32_t left_id, struct cxi_span left, int32_t right_id,
                      struct cxi_span right) {
    int32_t last, first;
    if (!bpe->seams.bits || !left.length || !right.length) return;
    if (is_not_its_text(bpe, left_id, left) || is_not_its_text(bpe, right_id, right)) {
        cxi_seams_free(&bpe->seams);
        return;
    }
    cxi_utf8_last(left.text, left.length, &last);
    cxi_utf8_next(right.text, right.length, &first);
    cxi_seams_join(&bpe->seams, last, first);
}

static bool fail_merge(struct cxi_status *status, struct cxi_span left, struct cxi_span right, const char *what) {
    return cxi_fail(status, "the merge of \"%s\" and \"%s\" %s", cxi_quote(left.text, left.length).text,
                    cxi_quote(right.text, right.length).text, what);
}

bool cxi_bpe_add_merge(struct cxi_bpe *bpe, struct cxi_span left, struct cxi_span right, struct cxi_status *status) {
    if (bpe->count == bpe->limit) return cxi_fail(status, "there are more merges than were announced");
    int32_t a = cxi_vocabulary_find(bpe->vocabulary, left), b = cxi_vocabulary_find(bpe->vocabulary, right);
    if (a < 0 || b < 0) return fail_merge(status, left, right, "names a piece that is not in the vocabulary");
    size_t skip = right.length >= bpe->prefix_length ? bpe->prefix_length : 0;
    struct cxi_text joined = {0};
    cxi_add_bytes(&joined, left.text, left.length);
    cxi_add_bytes(&joined, right.text + skip, right.length - skip);
    int32_t id =
        cxi_text_ok(&joined) ? cxi_vocabulary_find(bpe->vocabulary, cxi_span(cxi_text(&joined), joined.length)) : -1;
    bool ok = cxi_text_ok(&joined);
    cxi_text_free(&joined);
    if (!ok) return cxi_fail_memory(status);
    if (id < 0) return fail_merge(status, left, right, "makes a piece that is not in the vocabulary");
    /* Of the same merge twice, the later counts, as in the library that writes the file. */
    *find_rule(bpe, (uint64_t)(uint32_t)a << 32 | (uint32_t)b) =
        (struct rule){(uint64_t)(uint32_t)a << 32 | (uint32_t)b, id, bpe->count++};
    join_seam(bpe, a, left, b, right);
    return true;
}

/* -- A word -- */

static bool put_symbols(struct cxi_bpe *bpe, struct cxi_encoding *e, const char *text) {
    if (!e->merge.count) return true;
    if (!cxi_merge_all(&e->merge, merge_rule, bpe, text)) return cxi_fail_memory(&e->status);
    for (int32_t at = 0; at >= 0; at = e->merge.symbol[at].next)
        if (!cxi_put_id(e, e->merge.symbol[at].id)) return false;
    cxi_merge_begin(&e->merge);
    return true;
}

static int32_t find_piece(const struct cxi_bpe *bpe, struct cxi_span text) {
    int32_t id = cxi_vocabulary_find(bpe->vocabulary, text);
    return id >= 0 && bpe->vocabulary->piece[id].added ? -1 : id;
}

/* The piece of one character, which may be spelt with a prefix or suffix. */
static int32_t find_character(const struct cxi_bpe *bpe, struct cxi_encoding *e, struct cxi_span character, bool first,
                              bool last) {
    bool prefix = !first && bpe->prefix_length, suffix = last && bpe->suffix_length;
    if (!prefix && !suffix) return find_piece(bpe, character);
    cxi_text_clear(&e->word);
    if (prefix) cxi_add(&e->word, bpe->prefix);
    cxi_add_bytes(&e->word, character.text, character.length);
    if (suffix) cxi_add(&e->word, bpe->suffix);
    return find_piece(bpe, cxi_span(cxi_text(&e->word), e->word.length));
}

static bool add_bytes(const struct cxi_bpe *bpe, struct cxi_encoding *e, struct cxi_span character, size_t at) {
    for (size_t i = 0; i < character.length; i++)
        if (bpe->vocabulary->byte[(unsigned char)character.text[i]] < 0) return false;
    for (size_t i = 0; i < character.length; i++)
        if (!cxi_merge_add(&e->merge, bpe->vocabulary->byte[(unsigned char)character.text[i]], at + i, 1))
            return cxi_fail_memory(&e->status);
    return true;
}

/* Unknown text that is not yet a symbol: more of it may come. */
struct unknown {
    size_t at, length;
};

static bool end_unknown(const struct cxi_bpe *bpe, struct cxi_encoding *e, struct unknown *unknown) {
    if (unknown->length && !cxi_merge_add(&e->merge, bpe->options.unknown, unknown->at, unknown->length))
        return cxi_fail_memory(&e->status);
    unknown->length = 0;
    return true;
}

static bool add_character(const struct cxi_bpe *bpe, struct cxi_encoding *e, struct cxi_span word, size_t at,
                          size_t length, struct unknown *unknown) {
    struct cxi_span character = cxi_span(word.text + at, length);
    int32_t id = find_character(bpe, e, character, at == 0, at + length == word.length);
    if (id >= 0)
        return end_unknown(bpe, e, unknown) &&
               (cxi_merge_add(&e->merge, id, at, length) || cxi_fail_memory(&e->status));
    if (bpe->options.byte_fallback && add_bytes(bpe, e, character, at)) return true;
    if (!cxi_ok(&e->status) || bpe->options.unknown < 0) return cxi_ok(&e->status);
    if (!bpe->options.fuse_unknown && !end_unknown(bpe, e, unknown)) return false;
    if (!unknown->length) unknown->at = at;
    unknown->length += length;
    return true;
}

static bool encode(const struct cxi_model *model, struct cxi_span word, struct cxi_encoding *e) {
    struct cxi_bpe *bpe = (struct cxi_bpe *)model;
    if (bpe->options.ignore_merges) {
        int32_t id = find_piece(bpe, word);
        if (id >= 0) return cxi_put_id(e, id);
    }
    bool cuts = word.length >= LONG_WORD && bpe->seams.bits;
    struct unknown unknown = {0};
    int32_t before = 0, code;
    cxi_merge_begin(&e->merge);
    for (size_t at = 0, length; at < word.length; at += length, before = code) {
        length = cxi_utf8_next(word.text + at, word.length - at, &code);
        if (cuts && at && !unknown.length && cxi_seams_cut(&bpe->seams, before, code) &&
            !put_symbols(bpe, e, word.text))
            return false;
        if (!add_character(bpe, e, word, at, length, &unknown)) return false;
    }
    return end_unknown(bpe, e, &unknown) && put_symbols(bpe, e, word.text);
}

/* -- The object -- */

static void free_bpe(struct cxi_model *model) {
    struct cxi_bpe *bpe = (struct cxi_bpe *)model;
    cxi_free(bpe->prefix);
    cxi_free(bpe->suffix);
    cxi_free(bpe->rules);
    cxi_seams_free(&bpe->seams);
    cxi_free(bpe);
}

struct cxi_bpe *cxi_bpe_new(const struct cxi_vocabulary *v, const struct cxi_bpe_options *options, size_t merges,
                            struct cxi_status *status) {
    struct cxi_bpe *bpe = merges > UINT32_MAX / 4 ? NULL : cxi_new(1, sizeof *bpe);
    if (!bpe) return cxi_fail_memory(status), NULL;
    uint32_t slots = 64;
    while (slots < 2 * merges) slots *= 2;
    *bpe = (struct cxi_bpe){.model = {encode, free_bpe}, .vocabulary = v, .options = *options};
    bpe->mask = slots - 1;
    bpe->limit = (uint32_t)merges;
    bpe->prefix = cxi_copy_string(options->prefix ? options->prefix : "");
    bpe->suffix = cxi_copy_string(options->suffix ? options->suffix : "");
    bpe->rules = cxi_new(slots, sizeof *bpe->rules);
    if (!bpe->prefix || !bpe->suffix || !bpe->rules) {
        free_bpe(&bpe->model);
        return cxi_fail_memory(status), NULL;
    }
    memset(bpe->rules, 0xFF, slots * sizeof *bpe->rules);
    bpe->prefix_length = strlen(bpe->prefix);
    bpe->suffix_length = strlen(bpe->suffix);
    bool spelt_plainly = !bpe->prefix_length && !bpe->suffix_length;
    if (spelt_plainly && !cxi_seams_begin(&bpe->seams, merges, status)) return free_bpe(&bpe->model), NULL;
    return bpe;
}

struct cxi_model *cxi_bpe_model(struct cxi_bpe *bpe) {
    return &bpe->model;
}
