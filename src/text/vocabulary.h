/* The pieces of a vocabulary: by number, and by text. */
#ifndef CXI_VOCABULARY_H
#define CXI_VOCABULARY_H

#include "base/arena.h"
#include "base/status.h"
#include "text/utf8.h"

/* The numbers are SentencePiece's and GGUF's. */
enum cxi_piece_kind {
    CXI_PIECE_NONE, /* a number without a piece */
    CXI_PIECE_NORMAL,
    CXI_PIECE_UNKNOWN,
    CXI_PIECE_CONTROL, /* stands for no text */
    CXI_PIECE_USER,    /* always cut out whole */
    CXI_PIECE_UNUSED,  /* never in a result */
    CXI_PIECE_BYTE     /* "<0x0A>": one byte, where no piece has its character */
};

struct cxi_token {
    const char *text; /* ends in '\0', and may have others before */
    uint32_t length;
    uint8_t kind;
    bool added; /* not the model's: only found as it is spelt, see added_tokens.h */
    double score;
};

struct cxi_slot {
    int32_t id; /* -1: empty */
    uint32_t hash;
};

struct cxi_vocabulary {
    struct cxi_token *piece;
    int32_t count, capacity;
    struct cxi_slot *slot; /* hash table */
    uint32_t mask, used;
    uint32_t longest;  /* bytes */
    int32_t byte[256]; /* the pieces of single bytes; -1 */
    struct cxi_arena texts;
};

enum { CXI_VOCABULARY_MAX = 1 << 22 }; /* numbers; the largest vocabularies have 2^18 */

bool cxi_vocabulary_begin(struct cxi_vocabulary *v, struct cxi_status *status);
/* A piece of number `id`. Fails where the text or the number is there already. */
bool cxi_vocabulary_add(struct cxi_vocabulary *v, int64_t id, struct cxi_span text, int kind, double score,
                        struct cxi_status *status);
void cxi_vocabulary_free(struct cxi_vocabulary *v);

int32_t cxi_vocabulary_find(const struct cxi_vocabulary *v, struct cxi_span text); /* -1: there is none */
int32_t cxi_vocabulary_named(const struct cxi_vocabulary *v, const char *text);
const struct cxi_token *cxi_vocabulary_at(const struct cxi_vocabulary *v, int64_t id); /* NULL: there is none */

/* The byte that "<0x0A>" spells, or -1. */
int cxi_piece_byte(struct cxi_span text);
/* Finds the pieces of bytes by their names; true when all 256 are there. */
bool cxi_vocabulary_find_bytes(struct cxi_vocabulary *v);

#endif
