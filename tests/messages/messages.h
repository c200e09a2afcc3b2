/* What the tests of messages share: something wrong is done, and the message that comes of it is compared to the letter. */
#ifndef TESTS_MESSAGES_MESSAGES_H
#define TESTS_MESSAGES_MESSAGES_H

#include "run/calx_test.h"

/* The message ends with `expected`; before it there may be the place of the call, which is in the file `source`. */
static inline void expect_message(const char *message, const char *expected, const char *source) {
    if (!message) fail_msg("no error where this one is due: %s\n", expected);
    size_t length = strlen(message), wanted = strlen(expected);
    if (length < wanted || strcmp(message + length - wanted, expected) != 0)
        fail_msg("the message is\n    %s\nand should end with\n    %s\n", message, expected);
    if (length > wanted && !strstr(message, source)) fail_msg("no place of %s in: %s", source, message);
}

#endif
