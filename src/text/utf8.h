/* UTF-8, a character at a time (Unicode, table 3-7). A byte that is no part of a character is passed on as it is, with the
   code CXI_NOT_UTF8: text of any bytes can be walked, and nothing of it is lost. */
#ifndef CXI_UTF8_H
#define CXI_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct cxi_span {
    const char *text;
    size_t length;
};

static inline struct cxi_span cxi_span(const char *text, size_t length) {
    return (struct cxi_span){text, length};
}

enum { CXI_NOT_UTF8 = -1 };

/* The bytes that a character of this first byte has; 0 when none begins with it. */
static inline size_t cxi_utf8_length(unsigned char first) {
    return first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
}

/* The bytes of the character at text[0], 1 where it is none; there is at least one byte. */
static inline size_t cxi_utf8_next(const char *text, size_t left, int32_t *code) {
    const unsigned char *c = (const unsigned char *)text;
    *code = c[0];
    if (c[0] < 0x80) return 1;
    size_t length = cxi_utf8_length(c[0]);
    *code = CXI_NOT_UTF8;
    if (length < 2 || length > left) return 1;
    unsigned low = c[0] == 0xE0   ? 0xA0
                   : c[0] == 0xF0 ? 0x90
                                  : 0x80,
             high = c[0] == 0xED   ? 0x9F
                    : c[0] == 0xF4 ? 0x8F
                                   : 0xBF;
    if (c[1] < low || c[1] > high) return 1;
    int32_t value = (c[0] & (0x7F >> length)) << 6 | (c[1] & 0x3F);
    for (size_t i = 2; i < length; i++) {
        if ((c[i] & 0xC0) != 0x80) return 1;
        value = value << 6 | (c[i] & 0x3F);
    }
    *code = value;
    return length;
}

static inline size_t cxi_utf8_put(char to[4], int32_t code) {
    if (code < 0x80) return to[0] = (char)code, 1;
    if (code < 0x800) return to[0] = (char)(0xC0 | code >> 6), to[1] = (char)(0x80 | (code & 63)), 2;
    size_t length = code < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, code >>= 6) to[i] = (char)(0x80 | (code & 63));
    to[0] = (char)((length == 3 ? 0xE0 : 0xF0) | code);
    return length;
}

/* The character that ends at text[length - 1]; there is at least one byte. */
static inline size_t cxi_utf8_last(const char *text, size_t length, int32_t *code) {
    for (size_t back = length < 4 ? length : 4; back > 1; back--)
        if (cxi_utf8_next(text + length - back, back, code) == back && *code != CXI_NOT_UTF8) return back;
    return cxi_utf8_next(text + length - 1, 1, code);
}

static inline bool cxi_utf8_valid(const char *text, size_t length) {
    int32_t code = 0;
    for (size_t at = 0; at < length && code != CXI_NOT_UTF8;) at += cxi_utf8_next(text + at, length - at, &code);
    return code != CXI_NOT_UTF8;
}

static inline bool cxi_starts_with(struct cxi_span text, struct cxi_span start) {
    return text.length >= start.length && (!start.length || memcmp(text.text, start.text, start.length) == 0);
}

#endif
