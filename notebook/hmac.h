/* HMAC-SHA256 (RFC 2104), by which Jupyter's messages are signed. */
#ifndef NOTEBOOK_HMAC_H
#define NOTEBOOK_HMAC_H

#include <stddef.h>

struct hmac_part {
    const void *bytes;
    size_t size;
};
/* Of the parts, one behind the other; in hexadecimal. */
void hmac_sha256(const char *key, const struct hmac_part *parts, int count, char words[65]);

#endif
