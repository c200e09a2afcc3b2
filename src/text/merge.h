/* Byte-pair encoding, the part that all kinds share: symbols in a row, of which two neighbours become one, the best pair first
   (Sennrich et al., arXiv:1508.07909). A heap of pairs makes it O(n log n). Which pairs there are is the model's to say. */
#ifndef CXI_MERGE_H
#define CXI_MERGE_H

#include "text/utf8.h"

struct cxi_symbol {
    int32_t previous, next; /* -1 at the ends */
    int32_t id;             /* -1: in no vocabulary */
    uint32_t start, length; /* its text */
};

struct cxi_pair {
    uint64_t order; /* the rank above, the left symbol's place below: the least comes first */
    int32_t id;     /* what the two become */
    uint32_t length;
};

struct cxi_merge {
    struct cxi_symbol *symbol;
    size_t count, capacity;
    struct cxi_pair *heap;
    size_t pairs, pair_capacity;
};

void cxi_merge_begin(struct cxi_merge *merge);
bool cxi_merge_add(struct cxi_merge *merge, int32_t id, size_t start, size_t length); /* false: no memory */

/* What two neighbours become, and its rank: the lowest is first, and of equals the left one. False: they stay two. */
typedef bool cxi_pair_rule(const void *model, const char *text, const struct cxi_symbol *left,
                           const struct cxi_symbol *right, int32_t *id, uint32_t *rank);
/* Merges until no pair is left. What remains is the list that starts at symbol[0]. */
bool cxi_merge_all(struct cxi_merge *merge, cxi_pair_rule *rule, const void *model, const char *text);
void cxi_merge_free(struct cxi_merge *merge);

#endif
