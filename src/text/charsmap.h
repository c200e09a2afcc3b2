/* The normalisation rules that SentencePiece compiles into its files ("precompiled_charsmap"): a trie of what is replaced, as the
   library Darts-clone lays one out, and the replacements, each ending in '\0'. The bytes are: the trie's size (4,
   little-endian), the trie, the replacements (sentencepiece, src/normalizer.cc). */
#ifndef CXI_CHARSMAP_H
#define CXI_CHARSMAP_H

#include "base/status.h"
#include "text/utf8.h"

struct cxi_charsmap {
    uint32_t *unit;
    size_t units;
    char *replacements; /* a '\0' stands behind them */
    size_t size;
};

bool cxi_charsmap_read(struct cxi_charsmap *map, const void *bytes, size_t size,
                       struct cxi_status *status); /* copies */
void cxi_charsmap_free(struct cxi_charsmap *map);

/* A rule for what the text begins with, the longest or the shortest: the length of what it replaces, 0 when there is none. */
size_t cxi_charsmap_longest(const struct cxi_charsmap *map, struct cxi_span text, struct cxi_span *replacement);
size_t cxi_charsmap_shortest(const struct cxi_charsmap *map, struct cxi_span text, struct cxi_span *replacement);

#endif
