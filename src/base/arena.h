/* Memory that is freed all at once: a graph's nodes live in one. */
#ifndef CXI_ARENA_H
#define CXI_ARENA_H

#include <stddef.h>

struct cxi_arena {
    struct cxi_arena_block *newest;
};

void *cxi_arena_new(struct cxi_arena *arena, size_t count, size_t size); /* zeroed, 16-byte aligned; NULL: no memory */
void *cxi_arena_copy(struct cxi_arena *arena, const void *from, size_t size);
void cxi_arena_free(struct cxi_arena *arena);

#endif
