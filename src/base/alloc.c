#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool (*cxi_alloc_refuses)(size_t size);

static bool refused(size_t count, size_t size) {
    if (size && count > SIZE_MAX / size) return true;
    return cxi_alloc_refuses && cxi_alloc_refuses(count * size);
}

void *cxi_new(size_t count, size_t size) {
    return refused(count, size) ? NULL : calloc(count ? count : 1, size);
}

void *cxi_resize(void *old, size_t count, size_t size) {
    return refused(count, size) ? NULL : realloc(old, count && size ? count * size : 1);
}

void *cxi_new_aligned(size_t size) {
    size_t rounded = (size + 63) & ~(size_t)63;
    if (rounded < size || refused(1, rounded)) return NULL;
    return aligned_alloc(64, rounded ? rounded : 64);
}

char *cxi_copy_string(const char *text) {
    size_t size = strlen(text) + 1;
    char *copy = cxi_new(1, size);
    return copy ? memcpy(copy, text, size) : NULL;
}

void cxi_free(void *memory) {
    free(memory);
}
