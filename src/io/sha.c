#include "io/sha.h"

#include <stdio.h>
#include <string.h>

static uint32_t left(uint32_t word, int by) {
    return word << by | word >> (32 - by);
}

static uint32_t right(uint32_t word, int by) {
    return word >> by | word << (32 - by);
}

static uint32_t word_at(const unsigned char *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* FIPS 180-4, 6.1.2 */
static void mix_160(uint32_t *state, const unsigned char *block) {
    uint32_t w[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (int t = 0; t < 16; t++) w[t] = word_at(block + 4 * t);
    for (int t = 16; t < 80; t++) w[t] = left(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
    for (int t = 0; t < 80; t++) {
        static const uint32_t k[4] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
        int part = t / 20;
        uint32_t f = part == 0 ? (b & c) ^ (~b & d) : part == 2 ? (b & c) ^ (b & d) ^ (c & d) : b ^ c ^ d;
        uint32_t next = left(a, 5) + f + e + k[part] + w[t];
        e = d, d = c, c = left(b, 30), b = a, a = next;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
}

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
static const uint32_t k256[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/* 6.2.2 */
static void mix_256(uint32_t *state, const unsigned char *block) {
    uint32_t w[64], s[8];
    for (int t = 0; t < 16; t++) w[t] = word_at(block + 4 * t);
    for (int t = 16; t < 64; t++) {
        uint32_t s0 = right(w[t - 15], 7) ^ right(w[t - 15], 18) ^ w[t - 15] >> 3;
        uint32_t s1 = right(w[t - 2], 17) ^ right(w[t - 2], 19) ^ w[t - 2] >> 10;
        w[t] = s1 + w[t - 7] + s0 + w[t - 16];
    }
    memcpy(s, state, sizeof s);
    for (int t = 0; t < 64; t++) { /* the working variables a to h go round in place: a is s[-t mod 8] */
        uint32_t *a = &s[-t & 7], *b = &s[(1 - t) & 7], *c = &s[(2 - t) & 7], *d = &s[(3 - t) & 7],
                 *e = &s[(4 - t) & 7];
        uint32_t *f = &s[(5 - t) & 7], *g = &s[(6 - t) & 7], *h = &s[(7 - t) & 7];
        uint32_t sum1 = right(*e, 6) ^ right(*e, 11) ^ right(*e, 25), choice = (*e & *f) ^ (~*e & *g);
        uint32_t sum0 = right(*a, 2) ^ right(*a, 13) ^ right(*a, 22), majority = (*a & *b) ^ (*a & *c) ^ (*b & *c);
        uint32_t first = *h + sum1 + choice + k256[t] + w[t];
        *d += first;
        *h = first + sum0 + majority;
    }
    for (int i = 0; i < 8; i++) state[i] += s[i];
}

static void mix(struct cxi_sha *sha, const unsigned char *block) {
    if (sha->bits == 160)
        mix_160(sha->state, block);
    else
        mix_256(sha->state, block);
}

void cxi_sha_begin(struct cxi_sha *sha, int bits) {
    static const uint32_t start160[8] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    static const uint32_t start256[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    *sha = (struct cxi_sha){.bits = bits};
    memcpy(sha->state, bits == 160 ? start160 : start256, sizeof sha->state);
}

void cxi_sha_add(struct cxi_sha *sha, const void *bytes, size_t size) {
    const unsigned char *from = bytes;
    size_t filled = sha->length % 64;
    sha->length += size;
    for (size_t part; size; from += part, size -= part) {
        part = 64 - filled < size ? 64 - filled : size;
        if (part == 64) {
            mix(sha, from);
            continue;
        }
        memcpy(sha->block + filled, from, part);
        filled += part;
        if (filled == 64) mix(sha, sha->block), filled = 0;
    }
}

void cxi_sha_end(struct cxi_sha *sha, char words[65]) {
    static const unsigned char padding[64] = {0x80};
    unsigned char length[8];
    for (int i = 0; i < 8; i++) length[i] = (unsigned char)(8 * sha->length >> (56 - 8 * i));
    cxi_sha_add(sha, padding, (119 - sha->length % 64) % 64 + 1);
    cxi_sha_add(sha, length, 8);
    for (int i = 0; i < sha->bits / 32; i++) snprintf(words + 8 * i, 9, "%08x", (unsigned)sha->state[i]);
}
