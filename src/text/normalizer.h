/* What is done to a text before it is cut: a few steps, each from a text to another. */
#ifndef CXI_NORMALIZER_H
#define CXI_NORMALIZER_H

#include "text/charsmap.h"
#include "text/encoding.h"
#include "text/trie.h"
#include "text/unicode.h"

struct cxi_normal_step;
typedef void cxi_normal_apply(const struct cxi_normal_step *step, struct cxi_span from, struct cxi_text *to,
                              struct cxi_encoding *e);

struct cxi_normal_step {
    cxi_normal_apply *apply;
    enum cxi_normal_form form;
    char *pattern, *content; /* what is replaced and by what; what stands before everything */
    struct cxi_regex *regex; /* instead of a pattern */
    struct cxi_charsmap map;
    struct cxi_trie users;                     /* pieces of users, which SentencePiece leaves as they are */
    bool left, right;                          /* Strip */
    bool clean, ideographs, no_accents, lower; /* BERT's */
    bool dummy_prefix, fewer_blanks, escape, prefix_is_suffix; /* SentencePiece's */
};

struct cxi_normalizer {
    struct cxi_normal_step step[CXI_STEPS_MAX];
    int count;
};

/* A zeroed step to fill, or NULL: too many, which the status says. */
struct cxi_normal_step *cxi_normalizer_add(struct cxi_normalizer *n, cxi_normal_apply *apply,
                                           struct cxi_status *status);
void cxi_normalizer_free(struct cxi_normalizer *n);

/* The normal text, in memory of the encoding or `from` itself. Errors are in e->status. */
struct cxi_span cxi_normalize(const struct cxi_normalizer *n, struct cxi_span from, struct cxi_encoding *e);

/* True, with e->status set, where a step has made the text so much longer that its file must mean harm. */
bool cxi_normal_too_long(const struct cxi_text *to, struct cxi_encoding *e);

/* The steps, by their names in tokenizer.json; and SentencePiece's own. */
cxi_normal_apply cxi_normal_unicode, cxi_normal_lowercase, cxi_normal_strip_accents, cxi_normal_bert,
    cxi_normal_prepend, cxi_normal_replace, cxi_normal_strip, cxi_normal_precompiled, cxi_normal_nmt, cxi_normal_bytes,
    cxi_normal_sentencepiece;

#endif
