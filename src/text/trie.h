/* A set of byte strings, each with a number, in which all that a text begins with are found in one walk. Nodes are numbered;
   an edge is an entry of a hash table, from a node and a byte to the next node. */
#ifndef CXI_TRIE_H
#define CXI_TRIE_H

#include "base/status.h"
#include "text/utf8.h"

struct cxi_trie {
    struct cxi_trie_edge *edges;
    uint32_t mask, used;
    int32_t *value; /* of each node: -1 where no string ends */
    uint32_t nodes, capacity;
};

enum { CXI_TRIE_ROOT = 0, CXI_TRIE_NONE = -1 };

bool cxi_trie_add(struct cxi_trie *trie, struct cxi_span key, int32_t value, struct cxi_status *status);
void cxi_trie_free(struct cxi_trie *trie);

/* The node that `byte` leads to, or CXI_TRIE_NONE. */
int64_t cxi_trie_step(const struct cxi_trie *trie, int64_t node, unsigned char byte);
/* The longest key that the text begins with: its length and value; 0 when there is none. */
size_t cxi_trie_longest(const struct cxi_trie *trie, struct cxi_span text, int32_t *value);

static inline bool cxi_trie_empty(const struct cxi_trie *trie) {
    return trie->nodes == 0;
}

#endif
