/* How GGUF files store elements: plainly, or quantised in blocks that share a scale. Knows rows of elements, no file. */
#ifndef CXI_QUANT_H
#define CXI_QUANT_H

#include <calx/base.h>

struct cxi_quant {
    const char *name; /* as ggml has it: "Q4_K" */
    int type;         /* ggml's number of it */
    cx_dtype dtype;   /* of an element; CX_INVALID: quantised */
    int elements;     /* of a block; plain types have blocks of one element */
    int bytes;        /* of a block */
    /* Quantised: expands whole blocks, `count` elements. The results are those of the gguf Python package, bit for bit. */
    void (*expand)(const unsigned char *blocks, float *to, size_t count);
};

const struct cxi_quant *cxi_quant(int type); /* NULL: a type that Calx does not read */
const char *cxi_quant_unread(int type);      /* the name of such a type; "unknown" */

#endif
