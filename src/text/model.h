/* What turns a word into ids: the heart of a tokenizer. The four kinds there are, and what they are made from. A model borrows
   the vocabulary. */
#ifndef CXI_MODEL_H
#define CXI_MODEL_H

#include "text/encoding.h"
#include "text/vocabulary.h"

struct cxi_model {
    bool (*encode)(const struct cxi_model *model, struct cxi_span word, struct cxi_encoding *e); /* false: e->status */
    void (*free)(struct cxi_model *model);
};

/* Byte-pair encoding by a list of merges, as tokenizer.json has it. */
struct cxi_bpe_options {
    const char *prefix, *suffix; /* of the pieces within a word, and of its last; NULL or "": none */
    int32_t unknown;             /* -1: what is unknown is left out */
    bool fuse_unknown;           /* neighbours become one */
    bool byte_fallback;
    bool ignore_merges; /* a word that is a piece is that piece, whatever the merges say */
};
struct cxi_bpe;
struct cxi_bpe *cxi_bpe_new(const struct cxi_vocabulary *v, const struct cxi_bpe_options *options, size_t merges,
                            struct cxi_status *status);
/* The next merge in order: fails where a piece is unknown, or the two together are none. */
bool cxi_bpe_add_merge(struct cxi_bpe *bpe, struct cxi_span left, struct cxi_span right, struct cxi_status *status);
struct cxi_model *cxi_bpe_model(struct cxi_bpe *bpe);

/* What SentencePiece's own two kinds have in common. */
struct cxi_spm_options {
    int32_t unknown;
    bool byte_fallback;
};
/* Byte-pair encoding by the scores of pieces: two neighbours merge when their text is a piece. */
struct cxi_model *cxi_spm_new(const struct cxi_vocabulary *v, const struct cxi_spm_options *options,
                              struct cxi_status *status);

/* The segmentation whose pieces' scores have the greatest sum (Kudo, arXiv:1804.10959). As SentencePiece adds them up, in
   single precision and with pieces of users first; or as tokenizer.json's library does. */
struct cxi_model *cxi_unigram_new(const struct cxi_vocabulary *v, const struct cxi_spm_options *options,
                                  bool as_sentencepiece, struct cxi_status *status);

/* The longest piece first, from left to right, or nothing (Schuster and Nakajima 2012; BERT). */
struct cxi_wordpiece_options {
    const char *prefix; /* of pieces within a word */
    int32_t unknown;
    int64_t longest; /* characters: a longer word is unknown */
};
struct cxi_model *cxi_wordpiece_new(const struct cxi_vocabulary *v, const struct cxi_wordpiece_options *options,
                                    struct cxi_status *status);

/* Text in no piece: its bytes, or the unknown piece, once for neighbours. */
bool cxi_put_unknown(struct cxi_encoding *e, const struct cxi_vocabulary *v, const struct cxi_spm_options *options,
                     struct cxi_span text);

#endif
