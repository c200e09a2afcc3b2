/* How GGUF encodes the values of its metadata: for gguf.c, which finds them, and gguf_value.c, which reads them. */
#ifndef CXI_GGUF_VALUE_H
#define CXI_GGUF_VALUE_H

#include "io/gguf.h"

struct cxi_gguf_encoding {
    enum cxi_gguf_type type;
    int bytes; /* 0: a text, which says its own length */
    char kind; /* u, i, f: unsigned, signed, float; b: flag; t: text */
};
enum { CXI_GGUF_LIST = 9 }; /* the number that stands before the type of a list's elements */

const struct cxi_gguf_encoding *cxi_gguf_encoding(uint64_t number); /* NULL: no type of a single value */
uint64_t cxi_gguf_little_endian(const unsigned char *bytes, int count);

#endif
