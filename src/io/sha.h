/* SHA-1 and SHA-256 (FIPS 180-4), by which the hub names its files: git's name of a blob is the first, that of a large file the
   second. */
#ifndef CXI_SHA_H
#define CXI_SHA_H

#include <stddef.h>
#include <stdint.h>

struct cxi_sha {
    int bits; /* 160: SHA-1; 256 */
    uint32_t state[8];
    uint64_t length; /* bytes so far */
    unsigned char block[64];
};

void cxi_sha_begin(struct cxi_sha *sha, int bits);
void cxi_sha_add(struct cxi_sha *sha, const void *bytes, size_t size);
void cxi_sha_end(struct cxi_sha *sha, char words[65]); /* the digest in hexadecimal: 40 or 64 letters */

#endif
