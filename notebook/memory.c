#include "notebook/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *must_resize(void *old, size_t count, size_t size) {
    void *new = count > SIZE_MAX / size ? NULL : realloc(old, count * size + 1);
    if (new) return new;
    fputs("calx notebook: out of memory\n", stderr);
    exit(1);
}

char *must_copy(const char *text, size_t length) {
    char *copy = must_resize(NULL, length + 1, 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}
