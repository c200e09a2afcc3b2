#include "io/gguf_value.h"

#include <string.h>

/* By the format's own numbers. */
static const struct cxi_gguf_encoding encodings[] = {
    {CXI_GGUF_NUMBER, 1, 'u'}, {CXI_GGUF_NUMBER, 1, 'i'}, {CXI_GGUF_NUMBER, 2, 'u'}, {CXI_GGUF_NUMBER, 2, 'i'},
    {CXI_GGUF_NUMBER, 4, 'u'}, {CXI_GGUF_NUMBER, 4, 'i'}, {CXI_GGUF_NUMBER, 4, 'f'}, {CXI_GGUF_FLAG, 1, 'b'},
    {CXI_GGUF_TEXT, 0, 't'},   {CXI_GGUF_NUMBER, 0, 0},   {CXI_GGUF_NUMBER, 8, 'u'}, {CXI_GGUF_NUMBER, 8, 'i'},
    {CXI_GGUF_NUMBER, 8, 'f'},
};

const struct cxi_gguf_encoding *cxi_gguf_encoding(uint64_t number) {
    bool known = number < sizeof encodings / sizeof encodings[0] && number != CXI_GGUF_LIST;
    return known ? &encodings[number] : NULL;
}

uint64_t cxi_gguf_little_endian(const unsigned char *bytes, int count) {
    uint64_t value = 0;
    for (int i = count - 1; i >= 0; i--) value = value << 8 | bytes[i];
    return value;
}

int64_t cxi_gguf_integer(const struct cxi_gguf_value *v, size_t index) {
    const struct cxi_gguf_encoding *e = cxi_gguf_encoding((uint64_t)v->encoding);
    if (index >= v->count || v->type == CXI_GGUF_TEXT) return 0;
    if (e->kind == 'f') {
        double number = cxi_gguf_number(v, index);
        return number > -9e18 && number < 9e18 ? (int64_t)number : 0; /* C leaves open what others become */
    }
    uint64_t bits = cxi_gguf_little_endian(v->at + index * (size_t)e->bytes, e->bytes);
    int unused = 64 - 8 * e->bytes;
    if (e->kind == 'b') return bits != 0;
    return e->kind == 'i' ? (int64_t)(bits << unused) >> unused : (int64_t)bits;
}

double cxi_gguf_number(const struct cxi_gguf_value *v, size_t index) {
    const struct cxi_gguf_encoding *e = cxi_gguf_encoding((uint64_t)v->encoding);
    if (index >= v->count || v->type == CXI_GGUF_TEXT) return 0;
    const unsigned char *at = v->at + index * (size_t)e->bytes;
    if (e->kind == 'f' && e->bytes == 4) {
        float value;
        memcpy(&value, at, sizeof value);
        return value;
    }
    if (e->kind == 'f') {
        double value;
        memcpy(&value, at, sizeof value);
        return value;
    }
    if (e->kind == 'u') return (double)cxi_gguf_little_endian(at, e->bytes);
    return (double)cxi_gguf_integer(v, index);
}

void cxi_gguf_texts(const struct cxi_gguf_value *v, struct cxi_gguf_text *to) {
    const unsigned char *at = v->at;
    for (size_t i = 0; i < v->count && v->type == CXI_GGUF_TEXT; i++) {
        to[i] = (struct cxi_gguf_text){(const char *)at + 8, (size_t)cxi_gguf_little_endian(at, 8)};
        at += 8 + to[i].length;
    }
}
