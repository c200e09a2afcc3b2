/* How pieces become text again: a few steps, through which each piece goes before the next one comes. What a step must know of
   later pieces it holds back. */
#ifndef CXI_DECODING_H
#define CXI_DECODING_H

#include "base/status.h"
#include "base/text.h"
#include "text/utf8.h"

enum cxi_decode_kind {
    CXI_DECODE_BYTE_LEVEL,
    CXI_DECODE_METASPACE,    /* marks are blanks; with `first`, those of the first piece are left out */
    CXI_DECODE_WORDPIECE,    /* pattern: the prefix of pieces within a word; NULL: a blank before each */
    CXI_DECODE_BYTES,        /* "<0x0A>" is a byte */
    CXI_DECODE_FUSE,         /* all that follows is one piece */
    CXI_DECODE_STRIP,        /* up to so many times `pattern` at the beginning and end of each piece */
    CXI_DECODE_REPLACE,      /* pattern by content */
    CXI_DECODE_SUFFIX,       /* pattern by a blank, but by nothing in the last piece */
    CXI_DECODE_SENTENCEPIECE /* marks are blanks; leading ones are left out as `first` and `all` say */
};

enum { CXI_DECODE_MAX = 16 };

struct cxi_decode_step {
    enum cxi_decode_kind kind;
    char *pattern, *content;
    int64_t start, stop;
    bool first, all, cleanup;
};

struct cxi_decoding {
    struct cxi_decode_step step[CXI_DECODE_MAX];
    int count;
};

/* A zeroed step to fill, or NULL: too many, which the status says. */
struct cxi_decode_step *cxi_decoding_add(struct cxi_decoding *d, enum cxi_decode_kind kind, struct cxi_status *status);
void cxi_decoding_free(struct cxi_decoding *d);
/* Fails where steps follow one another that cannot be done piece by piece. */
bool cxi_decoding_check(const struct cxi_decoding *d, struct cxi_status *status);

/* What the steps remember between pieces. */
struct cxi_decode_state {
    struct cxi_decode_memory {
        bool begun;            /* a piece was here; of SentencePiece, text or its leading blank */
        int64_t left;          /* Strip of a fused text: how many more to leave out at its beginning */
        struct cxi_text piece; /* what this step made of the last piece, or holds back */
        struct cxi_text held;
    } at[CXI_DECODE_MAX];
};

void cxi_decode_push(const struct cxi_decoding *d, struct cxi_decode_state *state, struct cxi_span piece,
                     struct cxi_text *to);
void cxi_decode_end(const struct cxi_decoding *d, struct cxi_decode_state *state, struct cxi_text *to);
void cxi_decode_begin(struct cxi_decode_state *state); /* anew */
void cxi_decode_free(struct cxi_decode_state *state);
bool cxi_decode_ok(const struct cxi_decode_state *state); /* false: memory ran out */

#endif
