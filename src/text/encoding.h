/* One call of cx_encode: what its steps write into. */
#ifndef CXI_ENCODING_H
#define CXI_ENCODING_H

#include "base/status.h"
#include "base/text.h"
#include "text/merge.h"
#include "text/regex.h"

enum { CXI_STEPS_MAX = 16 }; /* of a normaliser, or of a pre-tokeniser */

struct cxi_ids {
    int32_t *id;
    size_t count, capacity;
};

struct cxi_encoding {
    struct cxi_status status;
    const struct cx_tokenizer *tokenizer;
    bool plain;
    struct cxi_ids ids;
    bool after_unknown;                   /* the last id stands for unknown text, and the next such text joins it */
    struct cxi_text normal[2];            /* the normaliser's steps write to one and the other in turn */
    size_t longest;                       /* bytes that a normal text may have */
    struct cxi_text split[CXI_STEPS_MAX]; /* each step of the pre-tokeniser that changes text has one */
    struct cxi_match match;
    struct cxi_merge merge; /* the models' */
    struct cxi_text word;
    void *paths;
    size_t path_capacity;
};

bool cxi_put_id(struct cxi_encoding *e, int32_t id); /* false, with the status set: no memory */
void cxi_encoding_free(struct cxi_encoding *e);

#endif
