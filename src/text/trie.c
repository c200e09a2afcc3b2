#include "text/trie.h"

#include "base/alloc.h"

struct cxi_trie_edge {
    uint64_t key; /* node * 256 + byte + 1: 0 is an empty entry */
    uint32_t to;
};

static uint32_t place_of(uint64_t key) {
    return (uint32_t)((key * 0x9E3779B97F4A7C15u) >> 32);
}

static struct cxi_trie_edge *find(const struct cxi_trie *trie, uint64_t key) {
    for (uint32_t at = place_of(key);; at++) {
        struct cxi_trie_edge *edge = &trie->edges[at & trie->mask];
        if (edge->key == key || !edge->key) return edge;
    }
}

static bool grow_edges(struct cxi_trie *trie) {
    if (trie->edges && trie->used < trie->mask / 2) return true;
    struct cxi_trie bigger = {.mask = trie->edges ? trie->mask * 2 + 1 : 63};
    bigger.edges = cxi_new((size_t)bigger.mask + 1, sizeof *bigger.edges);
    if (!bigger.edges) return false;
    for (uint32_t i = 0; trie->edges && i <= trie->mask; i++)
        if (trie->edges[i].key) *find(&bigger, trie->edges[i].key) = trie->edges[i];
    cxi_free(trie->edges);
    trie->edges = bigger.edges;
    trie->mask = bigger.mask;
    return true;
}

static bool new_node(struct cxi_trie *trie) {
    if (trie->nodes == trie->capacity) {
        uint32_t capacity = trie->capacity * 2 + 64;
        int32_t *value = cxi_resize(trie->value, capacity, sizeof *value);
        if (!value) return false;
        trie->value = value;
        trie->capacity = capacity;
    }
    trie->value[trie->nodes++] = -1;
    return true;
}

bool cxi_trie_add(struct cxi_trie *trie, struct cxi_span key, int32_t value, struct cxi_status *status) {
    if (!trie->nodes && !new_node(trie)) return cxi_fail_memory(status);
    uint32_t node = CXI_TRIE_ROOT;
    for (size_t i = 0; i < key.length; i++) {
        if (!grow_edges(trie)) return cxi_fail_memory(status);
        struct cxi_trie_edge *edge = find(trie, (uint64_t)node * 256 + (unsigned char)key.text[i] + 1);
        if (!edge->key) {
            if (!new_node(trie)) return cxi_fail_memory(status);
            *edge = (struct cxi_trie_edge){(uint64_t)node * 256 + (unsigned char)key.text[i] + 1, trie->nodes - 1};
            trie->used++;
        }
        node = edge->to;
    }
    trie->value[node] = value;
    return true;
}

void cxi_trie_free(struct cxi_trie *trie) {
    cxi_free(trie->edges);
    cxi_free(trie->value);
    *trie = (struct cxi_trie){0};
}

int64_t cxi_trie_step(const struct cxi_trie *trie, int64_t node, unsigned char byte) {
    if (!trie->edges) return CXI_TRIE_NONE;
    const struct cxi_trie_edge *edge = find(trie, (uint64_t)node * 256 + byte + 1);
    return edge->key ? (int64_t)edge->to : CXI_TRIE_NONE;
}

size_t cxi_trie_longest(const struct cxi_trie *trie, struct cxi_span text, int32_t *value) {
    size_t longest = 0;
    int64_t node = CXI_TRIE_ROOT;
    for (size_t i = 0; i < text.length; i++) {
        node = cxi_trie_step(trie, node, (unsigned char)text.text[i]);
        if (node == CXI_TRIE_NONE) break;
        if (trie->value[node] >= 0) {
            longest = i + 1;
            *value = trie->value[node];
        }
    }
    return longest;
}
