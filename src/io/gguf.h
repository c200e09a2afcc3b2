/* GGUF files: the tensors of a model, quantised or not, and what is known of it as keys and values, its vocabulary among them
   (github.com/ggml-org/ggml, docs/gguf.md; versions 2 and 3, little-endian). The file is mapped; a file that breaks the format
   is refused as a whole, so a reader of an open file needs no checks of its own. */
#ifndef CXI_GGUF_H
#define CXI_GGUF_H

#include "base/status.h"
#include "io/quant.h"

struct cxi_gguf;

/* Never NULL; an object in error holds nothing. Parsing borrows the bytes for the object's life. */
struct cxi_gguf *cxi_gguf_open(const char *path);
struct cxi_gguf *cxi_gguf_parse(const void *bytes, size_t size, const char *name);
void cxi_gguf_close(struct cxi_gguf *file);
const char *cxi_gguf_error(const struct cxi_gguf *file); /* NULL: it is sound */

struct cxi_gguf_tensor {
    const char *name;
    const struct cxi_quant *format;
    cx_dims dims; /* row-major: the file's own order turned round */
    const void *data;
    size_t bytes;
};
size_t cxi_gguf_count(const struct cxi_gguf *file);
const struct cxi_gguf_tensor *cxi_gguf_at(const struct cxi_gguf *file, size_t index); /* in the order of their data */

/* Metadata: a value, or a list of values of one type. A text need not be UTF-8 and may hold zeros. */
enum cxi_gguf_type { CXI_GGUF_NUMBER, CXI_GGUF_FLAG, CXI_GGUF_TEXT };
struct cxi_gguf_value {
    const char *key;
    enum cxi_gguf_type type;
    bool list;
    size_t count; /* of a list; else 1 */
    int encoding; /* GGUF's own number of the type, and where its values begin: for gguf.c */
    const unsigned char *at;
};
struct cxi_gguf_text {
    const char *bytes; /* in the mapped file; no '\0' at the end */
    size_t length;
};
size_t cxi_gguf_value_count(const struct cxi_gguf *file);
const struct cxi_gguf_value *cxi_gguf_value_at(const struct cxi_gguf *file, size_t index); /* sorted by key */
const struct cxi_gguf_value *cxi_gguf_find(const struct cxi_gguf *file, const char *key);  /* NULL: there is none */

/* One number or flag (0 or 1) of a value; index 0 where it is no list. */
double cxi_gguf_number(const struct cxi_gguf_value *value, size_t index);
int64_t cxi_gguf_integer(const struct cxi_gguf_value *value,
                         size_t index); /* exact for 64 bits; else without its fraction */
/* All texts of a value: `to` has room for `count`. */
void cxi_gguf_texts(const struct cxi_gguf_value *value, struct cxi_gguf_text *to);

#endif
