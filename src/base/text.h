/* A text that grows. It is inert after an allocation failed, so a writer checks once, at the end:

       struct cxi_text t = {0};
       cxi_addf(&t, "tensor<%s", ...);
       if (!cxi_text_ok(&t)) ...
       cxi_text_free(&t);

   Numbers with a fraction are written by cxi_add_number, never by "%g": the user's locale may have a comma. */
#ifndef CXI_TEXT_H
#define CXI_TEXT_H

#include <calx/base.h>
#include <stdarg.h>

struct cxi_text {
    char *data; /* always ends in '\0' once something was added; NULL before */
    size_t length, capacity;
    bool failed;
};

void cxi_add(struct cxi_text *text, const char *piece);
void cxi_add_bytes(struct cxi_text *text, const void *bytes, size_t count);
void cxi_addf(struct cxi_text *text, const char *format, ...) CX_PRINTF(2, 3);
void cxi_addf_list(struct cxi_text *text, const char *format, va_list args);
void cxi_add_number(struct cxi_text *text, double value, int digits);   /* as "%.*g" in the C locale */
void cxi_add_fixed(struct cxi_text *text, double value, int decimals);  /* as "%.*f" in the C locale */
void cxi_add_dims(struct cxi_text *text, cx_dims dims);                 /* "[2, 3]" */
void cxi_add_type(struct cxi_text *text, cx_dtype dtype, cx_dims dims); /* "f32[2, 3]", as messages say it */
void cxi_add_bytes_size(struct cxi_text *text, double bytes);           /* "1.5 MiB" */

static inline bool cxi_text_ok(const struct cxi_text *text) {
    return !text->failed;
}
static inline const char *cxi_text(const struct cxi_text *text) {
    return text->data ? text->data : "";
}
void cxi_text_clear(struct cxi_text *text); /* empties it and keeps the memory; a failed text stays failed */
void cxi_text_free(struct cxi_text *text);

/* Types and shapes as words of a message, in memory that lasts to the end of the expression they are made in:
       cx_fail(graph, "x is %s", CXI_TYPE(x)) */
struct cxi_words {
    char text[256];
};
struct cxi_words cxi_type_words(cx_dtype dtype, cx_dims dims);
struct cxi_words cxi_dims_words(cx_dims dims);
#define CXI_TYPE(thing) (cxi_type_words((thing)->dtype, (thing)->dims).text) /* "f32[2, 3]"; of a node, tensor, array */
#define CXI_DIMS(thing) (cxi_dims_words((thing)->dims).text)                 /* "[2, 3]" */

/* Reads a number as the C locale writes it. Returns the end of what was read; == text when there is none. */
const char *cxi_parse_number(const char *text, double *value);

#endif
