/* Memory of a program that cannot go on without it: these end the process, with a line to standard error. */
#ifndef NOTEBOOK_MEMORY_H
#define NOTEBOOK_MEMORY_H

#include <stddef.h>

void *must_resize(void *old, size_t count, size_t size); /* NULL: new, not zeroed */
char *must_copy(const char *text, size_t length);        /* with a '\0' behind it */

/* Makes room for one more in an array that doubles: struct x *list, size_t count. */
#define MUST_PUSH(list, count, ...)                                                                                \
    do {                                                                                                           \
        if (((count) & ((count)-1)) == 0) (list) = must_resize((list), (count) ? 2 * (count) : 1, sizeof *(list)); \
        (list)[(count)++] = (__VA_ARGS__);                                                                         \
    } while (0)

#endif
