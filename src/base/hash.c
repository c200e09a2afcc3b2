#include "base/hash.h"

#include <string.h>

/* The names and the order of things are those of RFC 7693, sections 2 and 3. */
static const uint64_t IV[8] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                               0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

static const uint8_t SIGMA[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};

static inline uint64_t rotate(uint64_t x, int bits) {
    return x >> bits | x << (64 - bits);
}

static inline void mix(uint64_t *v, int a, int b, int c, int d, uint64_t x, uint64_t y) {
    v[a] += v[b] + x;
    v[d] = rotate(v[d] ^ v[a], 32);
    v[c] += v[d];
    v[b] = rotate(v[b] ^ v[c], 24);
    v[a] += v[b] + y;
    v[d] = rotate(v[d] ^ v[a], 16);
    v[c] += v[d];
    v[b] = rotate(v[b] ^ v[c], 63);
}

static uint64_t little_endian(const unsigned char *at) {
    uint64_t word = 0;
    for (int i = 7; i >= 0; i--) word = word << 8 | at[i];
    return word;
}

/* `length`: of the message so far, with this block. */
static void compress(uint64_t state[8], const unsigned char *block, uint64_t length, bool last) {
    uint64_t m[16], v[16];
    for (int i = 0; i < 16; i++) m[i] = little_endian(block + 8 * i);
    memcpy(v, state, 8 * sizeof *v);
    memcpy(v + 8, IV, sizeof IV);
    v[12] ^= length;
    if (last) v[14] = ~v[14];
    for (int round = 0; round < 12; round++) {
        const uint8_t *s = SIGMA[round % 10];
        mix(v, 0, 4, 8, 12, m[s[0]], m[s[1]]);
        mix(v, 1, 5, 9, 13, m[s[2]], m[s[3]]);
        mix(v, 2, 6, 10, 14, m[s[4]], m[s[5]]);
        mix(v, 3, 7, 11, 15, m[s[6]], m[s[7]]);
        mix(v, 0, 5, 10, 15, m[s[8]], m[s[9]]);
        mix(v, 1, 6, 11, 12, m[s[10]], m[s[11]]);
        mix(v, 2, 7, 8, 13, m[s[12]], m[s[13]]);
        mix(v, 3, 4, 9, 14, m[s[14]], m[s[15]]);
    }
    for (int i = 0; i < 8; i++) state[i] ^= v[i] ^ v[i + 8];
}

void cxi_hash_begin(struct cxi_hash *hash) {
    memset(hash, 0, sizeof *hash);
    memcpy(hash->state, IV, sizeof IV);
    hash->state[0] ^= 0x01010000 ^ CXI_DIGEST_BYTES; /* no key, no tree */
}

/* The last block is mixed in by cxi_hash_end, so a full one waits until more comes. */
void cxi_hash_add(struct cxi_hash *hash, const void *bytes, size_t size) {
    const unsigned char *at = bytes;
    while (size) {
        if (hash->filled == CXI_HASH_BLOCK) {
            compress(hash->state, hash->block, hash->length += CXI_HASH_BLOCK, false);
            hash->filled = 0;
        }
        while (!hash->filled && size > CXI_HASH_BLOCK) {
            compress(hash->state, at, hash->length += CXI_HASH_BLOCK, false);
            at += CXI_HASH_BLOCK;
            size -= CXI_HASH_BLOCK;
        }
        size_t part = CXI_HASH_BLOCK - hash->filled < size ? CXI_HASH_BLOCK - hash->filled : size;
        memcpy(hash->block + hash->filled, at, part);
        hash->filled += part;
        at += part;
        size -= part;
    }
}

void cxi_hash_add_text(struct cxi_hash *hash, const char *text) {
    cxi_hash_add(hash, text, strlen(text) + 1);
}

struct cxi_digest cxi_hash_end(struct cxi_hash *hash) {
    memset(hash->block + hash->filled, 0, CXI_HASH_BLOCK - hash->filled);
    compress(hash->state, hash->block, hash->length + hash->filled, true);
    struct cxi_digest digest;
    for (int i = 0; i < CXI_DIGEST_BYTES; i++) digest.byte[i] = (unsigned char)(hash->state[i / 8] >> 8 * (i % 8));
    return digest;
}

bool cxi_digest_equal(const struct cxi_digest *a, const struct cxi_digest *b) {
    return memcmp(a->byte, b->byte, CXI_DIGEST_BYTES) == 0;
}

void cxi_digest_words(const struct cxi_digest *digest, char words[2 * CXI_DIGEST_BYTES + 1]) {
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < CXI_DIGEST_BYTES; i++) {
        words[2 * i] = digits[digest->byte[i] >> 4];
        words[2 * i + 1] = digits[digest->byte[i] & 15];
    }
    words[2 * CXI_DIGEST_BYTES] = '\0';
}
