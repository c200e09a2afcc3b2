/* Byte-pair encoding as SentencePiece does it (src/bpe_model.cc): two neighbours merge when their text together is a piece, the
   piece of the highest score first. */
#include "text/model.h"

#include "base/alloc.h"
#include "text/seams.h"
#include "text/trie.h"

#include <stdlib.h>

struct spm {
    struct cxi_model model; /* first */
    const struct cxi_vocabulary *vocabulary;
    struct cxi_spm_options options;
    uint32_t *rank; /* of each piece: equal where scores are */
    struct cxi_trie users;
    struct cxi_seams seams;
};

/* A rule's model: a piece that is not to be used is taken apart by merging again without it. */
struct merging {
    const struct spm *spm;
    int32_t forbidden;
};

static bool is_mergeable(const struct cxi_token *piece) {
    return piece->kind == CXI_PIECE_NORMAL || piece->kind == CXI_PIECE_USER || piece->kind == CXI_PIECE_UNUSED;
}

static bool merge_rule(const void *model, const char *text, const struct cxi_symbol *left,
                       const struct cxi_symbol *right, int32_t *id, uint32_t *rank) {
    const struct merging *m = model;
    const struct cxi_vocabulary *v = m->spm->vocabulary;
    size_t length = (size_t)left->length + right->length;
    if (length > v->longest) return false;
    *id = cxi_vocabulary_find(v, cxi_span(text + left->start, length));
    if (*id < 0 || *id == m->forbidden || !is_mergeable(&v->piece[*id])) return false;
    *rank = m->spm->rank[*id];
    return true;
}

/* -- Words -- */

static bool put_word(const struct spm *spm, struct cxi_encoding *e, struct cxi_span word, int32_t forbidden);

static bool put_piece(const struct spm *spm, struct cxi_encoding *e, struct cxi_span text, int32_t id) {
    const struct cxi_token *piece = id < 0 ? NULL : &spm->vocabulary->piece[id];
    if (!piece || id == spm->options.unknown) return cxi_put_unknown(e, spm->vocabulary, &spm->options, text);
    size_t length;
    int32_t code;
    bool one = (length = cxi_utf8_next(text.text, text.length, &code)) == text.length;
    if (piece->kind == CXI_PIECE_UNUSED && !one) return put_word(spm, e, text, id);
    return cxi_put_id(e, id);
}

static bool add_symbols(const struct spm *spm, struct cxi_encoding *e, struct cxi_span word) {
    int32_t code;
    for (size_t at = 0, length; at < word.length; at += length) {
        length = cxi_utf8_next(word.text + at, word.length - at, &code);
        int32_t id = cxi_vocabulary_find(spm->vocabulary, cxi_span(word.text + at, length));
        if (!cxi_merge_add(&e->merge, id, at, length)) return cxi_fail_memory(&e->status);
    }
    return true;
}

/* Text without pieces of users in it. Taking an unused piece apart uses the merge's memory again, so its result is copied. */
static bool put_word(const struct spm *spm, struct cxi_encoding *e, struct cxi_span word, int32_t forbidden) {
    if (!word.length) return true;
    struct merging merging = {spm, forbidden};
    cxi_merge_begin(&e->merge);
    if (!add_symbols(spm, e, word)) return false;
    if (!cxi_merge_all(&e->merge, merge_rule, &merging, word.text)) return cxi_fail_memory(&e->status);
    bool unused = false;
    for (int32_t at = 0; at >= 0; at = e->merge.symbol[at].next) {
        int32_t id = e->merge.symbol[at].id;
        unused = unused || (id >= 0 && spm->vocabulary->piece[id].kind == CXI_PIECE_UNUSED);
    }
    struct cxi_merge kept = e->merge;
    if (unused) e->merge = (struct cxi_merge){0};
    bool fine = true;
    for (int32_t at = 0; fine && at >= 0; at = kept.symbol[at].next)
        fine =
            put_piece(spm, e, cxi_span(word.text + kept.symbol[at].start, kept.symbol[at].length), kept.symbol[at].id);
    if (unused) {
        cxi_merge_free(&e->merge);
        e->merge = kept;
    }
    return fine;
}

static bool encode(const struct cxi_model *model, struct cxi_span text, struct cxi_encoding *e) {
    const struct spm *spm = (const struct spm *)model;
    size_t word = 0, length;
    int32_t before = 0, code, user;
    e->after_unknown = false;
    for (size_t at = 0; at < text.length; at += length, before = code) {
        struct cxi_span rest = cxi_span(text.text + at, text.length - at);
        length = cxi_trie_longest(&spm->users, rest, &user);
        if (length) {
            if (!put_word(spm, e, cxi_span(text.text + word, at - word), -1) || !cxi_put_id(e, user)) return false;
            word = at + length;
            cxi_utf8_last(rest.text, length, &code);
            continue;
        }
        length = cxi_utf8_next(rest.text, rest.length, &code);
        if (at == word || !cxi_seams_cut(&spm->seams, before, code)) continue;
        if (!put_word(spm, e, cxi_span(text.text + word, at - word), -1)) return false;
        word = at;
    }
    return put_word(spm, e, cxi_span(text.text + word, text.length - word), -1);
}

/* -- The object -- */

static void free_spm(struct cxi_model *model) {
    struct spm *spm = (struct spm *)model;
    cxi_free(spm->rank);
    cxi_trie_free(&spm->users);
    cxi_seams_free(&spm->seams);
    cxi_free(spm);
}

struct scored {
    double score;
    int32_t id;
};

static int best_first(const void *a, const void *b) {
    const struct scored *x = a, *y = b;
    return (x->score < y->score) - (x->score > y->score);
}

static bool rank_pieces(struct spm *spm) {
    const struct cxi_vocabulary *v = spm->vocabulary;
    struct scored *sorted = cxi_new((size_t)v->count, sizeof *sorted);
    spm->rank = cxi_new((size_t)v->count, sizeof *spm->rank);
    if (sorted && spm->rank) {
        for (int32_t id = 0; id < v->count; id++) sorted[id] = (struct scored){v->piece[id].score, id};
        qsort(sorted, (size_t)v->count, sizeof *sorted, best_first);
        for (int32_t i = 0; i < v->count; i++)
            spm->rank[sorted[i].id] =
                i && sorted[i - 1].score == sorted[i].score ? spm->rank[sorted[i - 1].id] : (uint32_t)i;
    }
    cxi_free(sorted);
    return sorted && spm->rank;
}

static bool prepare(struct spm *spm, struct cxi_status *status) {
    const struct cxi_vocabulary *v = spm->vocabulary;
    if (!rank_pieces(spm)) return cxi_fail_memory(status);
    if (!cxi_seams_begin(&spm->seams, 2 * (size_t)v->count, status)) return false;
    for (int32_t id = 0; id < v->count; id++) {
        const struct cxi_token *piece = &v->piece[id];
        struct cxi_span text = cxi_span(piece->text, piece->length);
        if (is_mergeable(piece)) cxi_seams_join_within(&spm->seams, text);
        if (piece->kind == CXI_PIECE_USER && !cxi_trie_add(&spm->users, text, id, status)) return false;
    }
    return true;
}

struct cxi_model *cxi_spm_new(const struct cxi_vocabulary *v, const struct cxi_spm_options *options,
                              struct cxi_status *status) {
    struct spm *spm = cxi_new(1, sizeof *spm);
    if (!spm) return cxi_fail_memory(status), NULL;
    *spm = (struct spm){.model = {encode, free_spm}, .vocabulary = v, .options = *options};
    if (prepare(spm, status)) return &spm->model;
    free_spm(&spm->model);
    return NULL;
}
