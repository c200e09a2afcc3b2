#include "text/merge.h"

#include "base/alloc.h"

void cxi_merge_begin(struct cxi_merge *m) {
    m->count = m->pairs = 0;
}

bool cxi_merge_add(struct cxi_merge *m, int32_t id, size_t start, size_t length) {
    if (m->count == m->capacity) {
        size_t capacity = m->capacity * 2 + 64;
        struct cxi_symbol *grown = capacity > INT32_MAX ? NULL : cxi_resize(m->symbol, capacity, sizeof *grown);
        if (!grown) return false;
        m->symbol = grown;
        m->capacity = capacity;
    }
    int32_t at = (int32_t)m->count++;
    m->symbol[at] = (struct cxi_symbol){at - 1, -1, id, (uint32_t)start, (uint32_t)length};
    if (at) m->symbol[at - 1].next = at;
    return true;
}

static bool push(struct cxi_merge *m, struct cxi_pair pair) {
    if (m->pairs == m->pair_capacity) {
        size_t capacity = m->pair_capacity * 2 + 64;
        struct cxi_pair *grown = cxi_resize(m->heap, capacity, sizeof *grown);
        if (!grown) return false;
        m->heap = grown;
        m->pair_capacity = capacity;
    }
    size_t at = m->pairs++;
    for (; at && m->heap[(at - 1) / 2].order > pair.order; at = (at - 1) / 2) m->heap[at] = m->heap[(at - 1) / 2];
    m->heap[at] = pair;
    return true;
}

static struct cxi_pair pop(struct cxi_merge *m) {
    struct cxi_pair top = m->heap[0], last = m->heap[--m->pairs];
    size_t at = 0;
    for (size_t child; (child = 2 * at + 1) < m->pairs; at = child) {
        if (child + 1 < m->pairs && m->heap[child + 1].order < m->heap[child].order) child++;
        if (m->heap[child].order >= last.order) break;
        m->heap[at] = m->heap[child];
    }
    m->heap[at] = last;
    return top;
}

/* Notes the pair of a symbol and the one after it, if the model knows it. */
static bool consider(struct cxi_merge *m, int32_t left, cxi_pair_rule *rule, const void *model, const char *text) {
    if (left < 0 || m->symbol[left].next < 0) return true;
    const struct cxi_symbol *a = &m->symbol[left], *b = &m->symbol[a->next];
    int32_t id;
    uint32_t rank;
    if (!rule(model, text, a, b, &id, &rank)) return true;
    return push(m, (struct cxi_pair){(uint64_t)rank << 32 | (uint32_t)left, id, a->length + b->length});
}

bool cxi_merge_all(struct cxi_merge *m, cxi_pair_rule *rule, const void *model, const char *text) {
    for (size_t i = 0; i + 1 < m->count; i++)
        if (!consider(m, (int32_t)i, rule, model, text)) return false;
    while (m->pairs) {
        struct cxi_pair best = pop(m);
        int32_t at = (int32_t)(best.order & UINT32_MAX);
        struct cxi_symbol *left = &m->symbol[at];
        if (!left->length || left->next < 0) continue;
        struct cxi_symbol *right = &m->symbol[left->next];
        if (left->length + right->length != best.length) continue; /* one of them has grown since */
        left->id = best.id;
        left->length = best.length;
        left->next = right->next;
        right->length = 0;
        if (left->next >= 0) m->symbol[left->next].previous = at;
        if (!consider(m, left->previous, rule, model, text) || !consider(m, at, rule, model, text)) return false;
    }
    return true;
}

void cxi_merge_free(struct cxi_merge *m) {
    cxi_free(m->symbol);
    cxi_free(m->heap);
}
