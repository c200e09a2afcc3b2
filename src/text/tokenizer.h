/* The inside of a tokenizer, and those who read one from a file. */
#ifndef CXI_TOKENIZER_H
#define CXI_TOKENIZER_H

#include <calx/text.h>

#include "text/added_tokens.h"
#include "text/decoding.h"
#include "text/model.h"
#include "text/normalizer.h"
#include "text/pre_tokenizer.h"

enum { CXI_AROUND_MAX = 8 };

/* A text goes this way: added tokens are cut out; what is between is normalised; tokens of the normal text are cut out; the
   rest is cut into words, and those become ids. */
struct cx_tokenizer {
    struct cxi_status status;
    struct cxi_vocabulary vocabulary;
    struct cxi_added_tokens added;
    struct cxi_normalizer normalizer;
    struct cxi_pre_tokenizer pre_tokenizer;
    struct cxi_model *model;
    struct cxi_decoding decoding;
    bool lossless;      /* there are pieces for all bytes */
    bool shows_unknown; /* the unknown piece is decoded to a mark, as SentencePiece does */
    int32_t before[CXI_AROUND_MAX], after[CXI_AROUND_MAX]; /* put around a text that is asked to have them */
    int before_count, after_count;
    int32_t bos, eos, pad, unk; /* -1: none */
};

/* Each fills a tokenizer, or sets its status and returns false. The bytes may be gone afterwards. Messages do not name the
   file. */
bool cxi_read_sentencepiece(cx_tokenizer *t, const unsigned char *bytes, size_t size);
bool cxi_read_tokenizer_json(cx_tokenizer *t, const char *bytes, size_t size);
bool cxi_read_gguf(cx_tokenizer *t, const unsigned char *bytes, size_t size, const char *name); /* named in messages */
/* tokenizer_config.json beside it: which pieces begin and end a text. */
bool cxi_read_tokenizer_config(cx_tokenizer *t, const char *bytes, size_t size);

/* A step that isolates what a regular expression matches. */
bool cxi_add_regex_split(cx_tokenizer *t, const char *pattern);

/* What all of them end with: looks for what is missing, and for the special pieces by their usual names. */
bool cxi_tokenizer_finish(cx_tokenizer *t);

/* For tests and fuzzing: a tokenizer from a file in memory, tokenizer.json where it begins with '{'. */
cx_tokenizer *cxi_tokenizer_parse(const void *bytes, size_t size, const char *name);

#endif
