/* The best segmentation by scores, by Viterbi's algorithm over the pieces that begin at each character (sentencepiece,
   src/unigram_model.cc; tokenizers, models/unigram). Where no piece reaches past a character, the best way to there is settled
   and written out, so that a text of any length needs memory for a few words only. */
#include "text/model.h"

#include "base/alloc.h"
#include "text/trie.h"

#include <float.h>

struct unigram {
    struct cxi_model model; /* first */
    const struct cxi_vocabulary *vocabulary;
    struct cxi_spm_options options;
    struct cxi_trie pieces;
    bool as_sentencepiece;
    double highest, unknown_score;
};

/* The best way to a place, which ends with a piece. */
struct path {
    double score;
    int32_t id;        /* -1: unknown */
    uint32_t from, to; /* where its last piece begins; written when settled: where the next one ends */
    bool reached;
};

struct lattice {
    const struct unigram *unigram;
    struct cxi_encoding *e;
    struct cxi_span text;
    size_t base, reach; /* path[0] is at `base`; no piece reaches past `reach` */
};

static struct path *path_at(const struct lattice *l, size_t at) {
    return (struct path *)l->e->paths + (at - l->base);
}

static bool make_room(struct lattice *l, size_t end) {
    struct cxi_encoding *e = l->e;
    size_t needed = end - l->base + 1;
    if (needed > e->path_capacity) {
        size_t capacity = 2 * needed + 256;
        struct path *grown = cxi_resize(e->paths, capacity, sizeof *grown);
        if (!grown) return cxi_fail_memory(&e->status);
        e->paths = grown;
        e->path_capacity = capacity;
    }
    for (; l->reach < end; l->reach++) *path_at(l, l->reach + 1) = (struct path){0};
    return true;
}

/* One more way to `end`. SentencePiece keeps sums in single precision, and compares before it rounds. */
static bool offer(struct lattice *l, size_t from, size_t end, int32_t id, double score) {
    if (!make_room(l, end)) return false;
    double sum = score + path_at(l, from)->score;
    struct path *path = path_at(l, end);
    if (path->reached && !(sum > path->score)) return true;
    *path = (struct path){.score = l->unigram->as_sentencepiece ? (double)(float)sum : sum,
                          .id = id,
                          .from = (uint32_t)(from - l->base),
                          .reached = true};
    return true;
}

static bool offer_pieces(struct lattice *l, size_t at) {
    const struct unigram *u = l->unigram;
    int32_t code;
    size_t character = cxi_utf8_next(l->text.text + at, l->text.length - at, &code);
    bool alone = false; /* whether the character is a piece */
    int64_t node = CXI_TRIE_ROOT;
    for (size_t end = at; end < l->text.length;) {
        node = cxi_trie_step(&u->pieces, node, (unsigned char)l->text.text[end++]);
        if (node == CXI_TRIE_NONE) break;
        int32_t id = u->pieces.value[node];
        if (id < 0) continue;
        const struct cxi_token *piece = &u->vocabulary->piece[id];
        bool user = u->as_sentencepiece && piece->kind == CXI_PIECE_USER;
        if (!offer(l, at, end, id, user ? (double)(float)((double)(end - at) * u->highest) - 0.1 : piece->score))
            return false;
        alone = alone || end == at + character;
    }
    return alone || offer(l, at, at + character, -1, u->unknown_score);
}

/* Writes the best way to `end` and begins anew there. */
static bool settle(struct lattice *l, size_t end) {
    uint32_t to = (uint32_t)(end - l->base);
    struct path *path = l->e->paths;
    for (uint32_t at = to; at; at = path[at].from) path[path[at].from].to = at;
    for (uint32_t at = 0; at < to; at = path[at].to) {
        const struct path *next = &path[path[at].to];
        struct cxi_span text = cxi_span(l->text.text + l->base + at, path[at].to - at);
        bool known = next->id >= 0 && next->id != l->unigram->options.unknown;
        if (!(known ? cxi_put_id(l->e, next->id)
                    : cxi_put_unknown(l->e, l->unigram->vocabulary, &l->unigram->options, text)))
            return false;
    }
    path[0] = (struct path){.score = path[to].score, .reached = true};
    l->base = l->reach = end;
    return true;
}

static bool encode(const struct cxi_model *model, struct cxi_span text, struct cxi_encoding *e) {
    struct lattice l = {(const struct unigram *)model, e, text, 0, 0};
    e->after_unknown = false;
    if (!make_room(&l, 0)) return false;
    *path_at(&l, 0) = (struct path){.reached = true};
    size_t length;
    int32_t code;
    for (size_t at = 0; at < text.length; at += length) {
        length = cxi_utf8_next(text.text + at, text.length - at, &code);
        if (at && l.reach == at && !settle(&l, at)) return false;
        if (!offer_pieces(&l, at)) return false;
    }
    return settle(&l, text.length);
}

static void free_unigram(struct cxi_model *model) {
    struct unigram *u = (struct unigram *)model;
    cxi_trie_free(&u->pieces);
    cxi_free(u);
}

static bool prepare(struct unigram *u, struct cxi_status *status) {
    double lowest = FLT_MAX;
    u->highest = -FLT_MAX;
    for (int32_t id = 0; id < u->vocabulary->count; id++) {
        const struct cxi_token *piece = &u->vocabulary->piece[id];
        bool normal = piece->kind == CXI_PIECE_NORMAL;
        bool counts = u->as_sentencepiece ? normal : piece->kind != CXI_PIECE_NONE;
        if (counts && piece->score < lowest) lowest = piece->score;
        if (counts && piece->score > u->highest) u->highest = piece->score;
        bool found = u->as_sentencepiece ? normal || piece->kind == CXI_PIECE_USER : counts;
        if (found && piece->length && !cxi_trie_add(&u->pieces, cxi_span(piece->text, piece->length), id, status))
            return false;
    }
    u->unknown_score = u->as_sentencepiece ? (double)((float)lowest - 10.0f) : lowest - 10;
    return true;
}

struct cxi_model *cxi_unigram_new(const struct cxi_vocabulary *v, const struct cxi_spm_options *options,
                                  bool as_sentencepiece, struct cxi_status *status) {
    struct unigram *u = cxi_new(1, sizeof *u);
    if (!u) return cxi_fail_memory(status), NULL;
    *u = (struct unigram){
        .model = {encode, free_unigram}, .vocabulary = v, .options = *options, .as_sentencepiece = as_sentencepiece};
    if (prepare(u, status)) return &u->model;
    free_unigram(&u->model);
    return NULL;
}
