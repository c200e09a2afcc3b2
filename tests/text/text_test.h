/* What the tests of src/text share: fixtures, and texts and ids in fewer words. */
#ifndef TEXT_TEST_H
#define TEXT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <calx/text.h>

#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A fixture's path, valid until the fourth call after it. */
const char *text_fixture(const char *name);

cx_tokenizer *open_fixture(const char *name); /* fails the test where it is in error */

/* The strings of strings.bin.gz. */
struct test_strings {
    struct cxi_span *string;
    size_t count;
    unsigned char *bytes;
};
struct test_strings read_strings(void);
void free_strings(struct test_strings *strings);

/* Checks that a text becomes these ids: assert_ids(t, "text", 1, 2, 3). */
#define assert_ids(t, text, ...) \
    assert_encodes_to((t), (text), sizeof((int32_t[]){__VA_ARGS__}) / sizeof(int32_t), (int32_t[]){__VA_ARGS__})
void assert_encodes_to(const cx_tokenizer *t, const char *text, size_t count, const int32_t *ids);

/* Checks that encoding and decoding give a text back, at once and one id at a time in whole characters. */
void assert_round_trip(const cx_tokenizer *t, struct cxi_span text);

/* Checks that there is an error that says this. */
void assert_message(const char *message, const char *part);

#endif
