#include "text/charsmap.h"

#include "base/alloc.h"

bool cxi_charsmap_read(struct cxi_charsmap *map, const void *bytes, size_t size, struct cxi_status *status) {
    const unsigned char *b = bytes;
    if (!size) return true;
    uint64_t trie = size < 4 ? 0 : b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24;
    if (size < 4 || trie > size - 4 || trie % 4)
        return cxi_fail(status, "the normalisation rules (precompiled_charsmap) are damaged; fetch the file again");
    map->units = trie / 4;
    map->size = size - 4 - trie;
    map->unit = cxi_new(map->units, sizeof *map->unit);
    map->replacements = cxi_new(map->size + 1, 1);
    if (!map->unit || !map->replacements) return cxi_fail_memory(status);
    for (size_t i = 0; i < map->units; i++)
        for (int k = 3; k >= 0; k--) map->unit[i] = map->unit[i] << 8 | b[4 + 4 * i + (size_t)k];
    if (map->size) memcpy(map->replacements, b + 4 + trie, map->size);
    return true;
}

void cxi_charsmap_free(struct cxi_charsmap *map) {
    cxi_free(map->unit);
    cxi_free(map->replacements);
    *map = (struct cxi_charsmap){0};
}

/* A unit of the trie (Darts-clone, darts.h): bits 0 to 7 the byte that led here, bit 8 whether a key ends here, bits 10 and up
   how far the children are, times 256 with bit 9. A unit with bit 31 is a key's value. */
static size_t offset_of(uint32_t unit) {
    return (size_t)(unit >> 10) << ((unit & (1u << 9)) >> 6);
}

static size_t find(const struct cxi_charsmap *map, struct cxi_span text, bool shortest, struct cxi_span *replacement) {
    if (!map->units) return 0;
    size_t found = 0, node = offset_of(map->unit[0]);
    for (size_t i = 0; i < text.length && !(found && shortest); i++) {
        unsigned char byte = (unsigned char)text.text[i];
        node ^= byte;
        if (!byte || node >= map->units || (map->unit[node] & (1u << 31 | 0xFF)) != byte) break;
        uint32_t unit = map->unit[node];
        node ^= offset_of(unit);
        if (!(unit & 1u << 8) || node >= map->units) continue;
        size_t at = map->unit[node] & 0x7FFFFFFF;
        if (at > map->size) continue;
        found = i + 1;
        *replacement = cxi_span(map->replacements + at, strlen(map->replacements + at));
    }
    return found;
}

size_t cxi_charsmap_longest(const struct cxi_charsmap *map, struct cxi_span text, struct cxi_span *replacement) {
    return find(map, text, false, replacement);
}

size_t cxi_charsmap_shortest(const struct cxi_charsmap *map, struct cxi_span text, struct cxi_span *replacement) {
    return find(map, text, true, replacement);
}
