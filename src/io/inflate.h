/* The bytes of a file that may be compressed with gzip, as a stream. What is not gzip comes out as it is. */
#ifndef CXI_INFLATE_H
#define CXI_INFLATE_H

#include "base/status.h"
#include "io/file.h"

struct cxi_inflate {
    const unsigned char *next; /* what is still to be read of the file */
    size_t left;
    void *stream; /* zlib's state; NULL when the bytes are plain */
    bool ended;
    const char *name; /* for messages */
    struct cxi_status *status;
};

/* Borrows the bytes, the name and the status. */
bool cxi_inflate_open(struct cxi_inflate *in, const void *bytes, size_t size, const char *name,
                      struct cxi_status *status);
/* Returns how many bytes it had; fewer than asked for at the end, or after an error, which the status says. */
size_t cxi_inflate_read(struct cxi_inflate *in, void *to, size_t size);
/* No more bytes than this can still come: what a header promises beyond it is a lie. */
size_t cxi_inflate_bound(const struct cxi_inflate *in);
void cxi_inflate_close(struct cxi_inflate *in);

/* All of it in memory. Plain bytes are borrowed, others end up in `whole`, to be closed by the caller. */
enum { CXI_INFLATE_MIB_MAX = 4096 }; /* beyond, a small file is taken for an attack on memory */
bool cxi_inflate_all(struct cxi_file *whole, const void *bytes, size_t size, const char *name,
                     struct cxi_status *status);

/* zlib's memory, by way of base/alloc.h: for a stream's zalloc and zfree. */
void *cxi_zlib_allocate(void *unused, unsigned count, unsigned size);
void cxi_zlib_release(void *unused, void *memory);

#endif
