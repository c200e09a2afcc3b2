/* How a normal text is cut into the words that the model meets: a few steps, each of which cuts what the one before gave, or
   changes it. A piece goes through all steps before the next one begins, so that a long text is not held in pieces. */
#ifndef CXI_PRE_TOKENIZER_H
#define CXI_PRE_TOKENIZER_H

#include "text/encoding.h"
#include "text/unicode.h"

enum cxi_behaviour { /* of what is matched (tokenizers: SplitDelimiterBehavior) */
                     CXI_REMOVED,
                     CXI_ISOLATED,
                     CXI_MERGED_WITH_PREVIOUS,
                     CXI_MERGED_WITH_NEXT,
                     CXI_CONTIGUOUS /* isolated, and neighbours that are both matched, or both not, are one */
};

enum cxi_prefix { CXI_PREFIX_NEVER, CXI_PREFIX_ALWAYS, CXI_PREFIX_FIRST /* at the text's beginning only */ };

struct cxi_word {
    struct cxi_span span;
    bool first; /* it is where the text begins */
};

struct cxi_split_step;
typedef void cxi_split_apply(const struct cxi_split_step *step, struct cxi_word word, struct cxi_encoding *e);

struct cxi_split_step {
    cxi_split_apply *apply;
    int index; /* among the steps */
    enum cxi_behaviour behaviour;
    bool invert;             /* what lies between matches is what is matched */
    struct cxi_regex *regex; /* matches: one of these three */
    char *text;
    bool (*matches)(int32_t code); /* each such character is a match */
    enum cxi_prefix prefix;        /* Metaspace */
    bool cuts;                     /* Metaspace: before every mark */
};

struct cxi_pre_tokenizer {
    struct cxi_split_step step[CXI_STEPS_MAX];
    int count;
};

/* A zeroed step to fill, or NULL: too many, which the status says. */
struct cxi_split_step *cxi_pre_tokenizer_add(struct cxi_pre_tokenizer *p, cxi_split_apply *apply,
                                             struct cxi_status *status);
void cxi_pre_tokenizer_free(struct cxi_pre_tokenizer *p);

/* Cuts and encodes. Errors are in e->status. */
void cxi_pre_tokenize(const struct cxi_pre_tokenizer *p, struct cxi_word word, struct cxi_encoding *e);

cxi_split_apply cxi_split_matches, cxi_split_metaspace, cxi_split_blank_first, cxi_split_byte_level,
    cxi_split_whitespace;

/* GPT-2's, which ByteLevel has inside. */
extern const char cxi_gpt2_pattern[];

#endif
