#include "base/arena.h"

#include "base/alloc.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK = 16 * 1024 };

struct cxi_arena_block {
    struct cxi_arena_block *older;
    size_t used, capacity;
    _Alignas(16) unsigned char memory[];
};

void *cxi_arena_new(struct cxi_arena *arena, size_t count, size_t size) {
    if (size && count > (SIZE_MAX - 64) / size) return NULL;
    size_t bytes = (count * size + 15) & ~(size_t)15;
    struct cxi_arena_block *block = arena->newest;
    if (!block || bytes > block->capacity - block->used) {
        size_t capacity = bytes > BLOCK ? bytes : BLOCK;
        block = cxi_new(1, sizeof *block + capacity);
        if (!block) return NULL;
        *block = (struct cxi_arena_block){.older = arena->newest, .capacity = capacity};
        arena->newest = block;
    }
    void *memory = block->memory + block->used;
    block->used += bytes;
    return memory;
}

void *cxi_arena_copy(struct cxi_arena *arena, const void *from, size_t size) {
    void *copy = cxi_arena_new(arena, 1, size);
    if (copy && size) memcpy(copy, from, size);
    return copy;
}

void cxi_arena_free(struct cxi_arena *arena) {
    for (struct cxi_arena_block *block = arena->newest, *older; block; block = older) {
        older = block->older;
        cxi_free(block);
    }
    arena->newest = NULL;
}
