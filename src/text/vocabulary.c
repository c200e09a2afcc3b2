#include "text/vocabulary.h"

#include "base/alloc.h"
#include "io/quote.h"

#include <stdio.h>

static uint32_t hash(struct cxi_span text) {
    uint64_t h = text.length;
    size_t at = 0;
    for (; at + 8 <= text.length; at += 8) {
        uint64_t word;
        memcpy(&word, text.text + at, 8);
        h = (h ^ word) * 0x9E3779B97F4A7C15u;
        h ^= h >> 29;
    }
    uint64_t rest = 0;
    for (size_t i = at; i < text.length; i++) rest = rest << 8 | (unsigned char)text.text[i];
    h = (h ^ rest) * 0xBF58476D1CE4E5B9u;
    return (uint32_t)(h >> 32);
}

/* The slot that holds the text, or the empty one where it belongs. */
static struct cxi_slot *find_slot(const struct cxi_vocabulary *v, struct cxi_span text, uint32_t text_hash) {
    for (uint32_t at = text_hash;; at++) {
        struct cxi_slot *slot = &v->slot[at & v->mask];
        if (slot->id < 0) return slot;
        if (slot->hash != text_hash) continue;
        const struct cxi_token *piece = &v->piece[slot->id];
        if (piece->length == text.length && memcmp(piece->text, text.text, text.length) == 0) return slot;
    }
}

static bool grow_slots(struct cxi_vocabulary *v) {
    if (v->slot && v->used < v->mask / 2) return true;
    uint32_t mask = v->slot ? v->mask * 4 + 3 : 255;
    struct cxi_slot *slot = cxi_new((size_t)mask + 1, sizeof *slot);
    if (!slot) return false;
    memset(slot, 0xFF, ((size_t)mask + 1) * sizeof *slot);
    for (uint32_t i = 0; v->slot && i <= v->mask; i++) {
        uint32_t at = v->slot[i].hash;
        if (v->slot[i].id < 0) continue;
        while (slot[at & mask].id >= 0) at++;
        slot[at & mask] = v->slot[i];
    }
    cxi_free(v->slot);
    v->slot = slot;
    v->mask = mask;
    return true;
}

static bool grow_pieces(struct cxi_vocabulary *v, int32_t count) {
    if (count <= v->capacity) return true;
    int32_t capacity = count + count / 2 + 256;
    struct cxi_token *piece = cxi_resize(v->piece, (size_t)capacity, sizeof *piece);
    if (!piece) return false;
    memset(piece + v->capacity, 0, (size_t)(capacity - v->capacity) * sizeof *piece);
    v->piece = piece;
    v->capacity = capacity;
    return true;
}

bool cxi_vocabulary_begin(struct cxi_vocabulary *v, struct cxi_status *status) {
    memset(v->byte, 0xFF, sizeof v->byte);
    return grow_slots(v) || cxi_fail_memory(status);
}

bool cxi_vocabulary_add(struct cxi_vocabulary *v, int64_t id, struct cxi_span text, int kind, double score,
                        struct cxi_status *status) {
    if (id < 0 || id >= CXI_VOCABULARY_MAX)
        return cxi_fail(status, "the piece \"%s\" has the number %lld, and Calx's limit is %d",
                        cxi_quote(text.text, text.length).text, (long long)id, CXI_VOCABULARY_MAX - 1);
    if (!grow_slots(v) || !grow_pieces(v, (int32_t)id + 1)) return cxi_fail_memory(status);
    uint32_t text_hash = hash(text);
    struct cxi_slot *slot = find_slot(v, text, text_hash);
    if (slot->id >= 0)
        return cxi_fail(status, "the piece \"%s\" is there twice, as %d and %lld",
                        cxi_quote(text.text, text.length).text, slot->id, (long long)id);
    struct cxi_token *piece = &v->piece[id];
    if (piece->text)
        return cxi_fail(status, "the number %lld belongs to two pieces, \"%s\" and \"%s\"", (long long)id,
                        cxi_quote(piece->text, piece->length).text, cxi_quote(text.text, text.length).text);
    char *kept = cxi_arena_new(&v->texts, text.length + 1, 1);
    if (!kept) return cxi_fail_memory(status);
    if (text.length) memcpy(kept, text.text, text.length);
    *piece = (struct cxi_token){kept, (uint32_t)text.length, (uint8_t)kind, false, score};
    *slot = (struct cxi_slot){(int32_t)id, text_hash};
    v->used++;
    if (id >= v->count) v->count = (int32_t)id + 1;
    if (text.length > v->longest) v->longest = (uint32_t)text.length;
    return true;
}

void cxi_vocabulary_free(struct cxi_vocabulary *v) {
    cxi_free(v->piece);
    cxi_free(v->slot);
    cxi_arena_free(&v->texts);
}

int32_t cxi_vocabulary_find(const struct cxi_vocabulary *v, struct cxi_span text) {
    return v->slot ? find_slot(v, text, hash(text))->id : -1;
}

int32_t cxi_vocabulary_named(const struct cxi_vocabulary *v, const char *text) {
    return cxi_vocabulary_find(v, cxi_span(text, strlen(text)));
}

const struct cxi_token *cxi_vocabulary_at(const struct cxi_vocabulary *v, int64_t id) {
    return id >= 0 && id < v->count && v->piece[id].text ? &v->piece[id] : NULL;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int cxi_piece_byte(struct cxi_span text) {
    if (text.length != 6 || memcmp(text.text, "<0x", 3) != 0 || text.text[5] != '>') return -1;
    int high = hex_digit(text.text[3]), low = hex_digit(text.text[4]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool cxi_vocabulary_find_bytes(struct cxi_vocabulary *v) {
    bool all = true;
    for (int byte = 0; byte < 256; byte++) {
        char name[8];
        snprintf(name, sizeof name, "<0x%02X>", (unsigned)byte);
        v->byte[byte] = cxi_vocabulary_named(v, name);
        all = all && v->byte[byte] >= 0;
    }
    return all;
}
