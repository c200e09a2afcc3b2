/* BLAKE2b with a digest of 32 bytes (RFC 7693): names a program by its text, tells damaged files from whole ones. It reads
   about a gigabyte a second.

       struct cxi_hash hash;
       cxi_hash_begin(&hash);
       cxi_hash_add(&hash, bytes, size);
       struct cxi_digest digest = cxi_hash_end(&hash); */
#ifndef CXI_HASH_H
#define CXI_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CXI_DIGEST_BYTES = 32, CXI_HASH_BLOCK = 128 };

struct cxi_digest {
    unsigned char byte[CXI_DIGEST_BYTES];
};

struct cxi_hash {
    uint64_t state[8], length; /* length: of all blocks that were mixed in */
    unsigned char block[CXI_HASH_BLOCK];
    size_t filled; /* of the block */
};

void cxi_hash_begin(struct cxi_hash *hash);
void cxi_hash_add(struct cxi_hash *hash, const void *bytes, size_t size);
void cxi_hash_add_text(struct cxi_hash *hash, const char *text); /* with its '\0': "a", "bc" is not "ab", "c" */
struct cxi_digest cxi_hash_end(struct cxi_hash *hash);

bool cxi_digest_equal(const struct cxi_digest *a, const struct cxi_digest *b);
void cxi_digest_words(const struct cxi_digest *digest, char words[2 * CXI_DIGEST_BYTES + 1]); /* hexadecimal */

#endif
