#include "notebook/hmac.h"

#include "io/sha.h"

#include <stdio.h>
#include <string.h>

enum { BLOCK = 64, DIGEST = 32 };

static void to_bytes(const char words[65], unsigned char bytes[DIGEST]) {
    for (int i = 0; i < DIGEST; i++) {
        unsigned value = 0;
        sscanf(words + 2 * i, "%2x", &value);
        bytes[i] = (unsigned char)value;
    }
}

static void begin(struct cxi_sha *sha, const unsigned char key[BLOCK], unsigned char mask) {
    unsigned char pad[BLOCK];
    for (int i = 0; i < BLOCK; i++) pad[i] = key[i] ^ mask;
    cxi_sha_begin(sha, 256);
    cxi_sha_add(sha, pad, BLOCK);
}

void hmac_sha256(const char *key, const struct hmac_part *parts, int count, char words[65]) {
    unsigned char block[BLOCK] = {0}, inner[DIGEST];
    struct cxi_sha sha;
    if (strlen(key) > BLOCK) {
        cxi_sha_begin(&sha, 256);
        cxi_sha_add(&sha, key, strlen(key));
        cxi_sha_end(&sha, words);
        to_bytes(words, block);
    } else
        memcpy(block, key, strlen(key));
    begin(&sha, block, 0x36);
    for (int i = 0; i < count; i++) cxi_sha_add(&sha, parts[i].bytes, parts[i].size);
    cxi_sha_end(&sha, words);
    to_bytes(words, inner);
    begin(&sha, block, 0x5c);
    cxi_sha_add(&sha, inner, DIGEST);
    cxi_sha_end(&sha, words);
}
