/* Every allocation of the library goes through here, so that a test can make any one of them fail. */
#ifndef CXI_ALLOC_H
#define CXI_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

void *cxi_new(size_t count, size_t size); /* zeroed; NULL when there is no memory or count*size overflows */
void *cxi_resize(void *old, size_t count, size_t size); /* NULL leaves `old` as it was */
void *cxi_new_aligned(size_t size);                     /* at the 64 bytes that PJRT shares memory at; not zeroed */
char *cxi_copy_string(const char *text);
void cxi_free(void *memory); /* NULL is fine */

/* Tests only: asked before every allocation; returning true makes it fail. */
extern bool (*cxi_alloc_refuses)(size_t size);

#endif
