/* Where a long text may be cut without changing what byte-pair encoding makes of it: between two characters that stand side by
   side in no piece. So a text without words, as Gemma's is, is encoded a few characters at a time. The pairs of
   characters are kept as bits at their hash; two that share a bit only make cuts rarer. */
#ifndef CXI_SEAMS_H
#define CXI_SEAMS_H

#include "base/status.h"
#include "text/utf8.h"

struct cxi_seams {
    uint64_t *bits; /* NULL: there are none */
    uint32_t mask;
};

bool cxi_seams_begin(struct cxi_seams *seams, size_t pairs, struct cxi_status *status); /* about so many */
void cxi_seams_free(struct cxi_seams *seams);
void cxi_seams_join(struct cxi_seams *seams, int32_t left, int32_t right);
void cxi_seams_join_within(struct cxi_seams *seams, struct cxi_span piece); /* all neighbours in it */
bool cxi_seams_cut(const struct cxi_seams *seams, int32_t left, int32_t right);

#endif
