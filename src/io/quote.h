/* A piece of a file as a message shows it: cut to a length one can read, and without the control characters
   by which a hostile file could write to the reader's terminal. */
#ifndef CXI_QUOTE_H
#define CXI_QUOTE_H

#include <stddef.h>

struct cxi_quote {
    char text[64];
};

static inline struct cxi_quote cxi_quote(const char *bytes, size_t size) {
    struct cxi_quote quote = {{0}};
    size_t length = size < 60 ? size : 57;
    for (size_t i = 0; i < length; i++)
        quote.text[i] = (unsigned char)bytes[i] < ' ' || bytes[i] == 127 ? '?' : bytes[i];
    while (length < size && length > 50 &&
           ((unsigned char)bytes[length] & 0xC0) == 0x80) /* not within a UTF-8 character */
        quote.text[--length] = '\0';
    for (size_t i = 0; i < 3 && length < size; i++) quote.text[length + i] = '.';
    return quote;
}

#endif
