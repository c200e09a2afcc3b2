#include "text_test.h"

#include "base/alloc.h"
#include "base/text.h"
#include "io/file.h"
#include "io/inflate.h"

const char *text_fixture(const char *name) {
    static char paths[4][512];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/text/data/%s", CALX_TEST_DATA, name);
    return path;
}

cx_tokenizer *open_fixture(const char *name) {
    cx_tokenizer *t = cx_tokenizer_open(text_fixture(name));
    if (cx_tokenizer_error(t)) fail_msg("%s", cx_tokenizer_error(t));
    return t;
}

/* -- Strings -- */

static unsigned char *inflate_strings(size_t *size) {
    struct cxi_status status = {0};
    struct cxi_file file;
    struct cxi_inflate in;
    const char *path = text_fixture("strings.bin.gz");
    enum { MOST = 4 << 20 };
    unsigned char *bytes = malloc(MOST);
    assert_non_null(bytes);
    if (!cxi_file_read(&file, path, &status)) fail_msg("%s", cxi_error(&status));
    assert_true(cxi_inflate_open(&in, file.bytes, file.size, path, &status));
    *size = cxi_inflate_read(&in, bytes, MOST);
    assert_true(*size < MOST);
    cxi_inflate_close(&in);
    cxi_file_close(&file);
    return bytes;
}

struct test_strings read_strings(void) {
    static const unsigned char end[3] = {0xFF, 0xFE, 0xFF};
    size_t size, from = 0;
    struct test_strings s = {.bytes = inflate_strings(&size)};
    s.string = calloc(size / sizeof end + 1, sizeof *s.string);
    assert_non_null(s.string);
    for (size_t at = 0; at + sizeof end <= size; at++) {
        if (memcmp(s.bytes + at, end, sizeof end) != 0) continue;
        s.string[s.count++] = cxi_span((const char *)s.bytes + from, at - from);
        from = at + sizeof end;
        at = from - 1;
    }
    return s;
}

void free_strings(struct test_strings *s) {
    free(s->string);
    free(s->bytes);
}

/* -- Assertions -- */

void assert_encodes_to(const cx_tokenizer *t, const char *text, size_t count, const int32_t *ids) {
    cx_array *array = cx_encode(t, text, strlen(text));
    const int32_t *id = cx_array_read(array);
    if (cx_array_error(array)) fail_msg("%s", cx_array_error(array));
    bool same = (size_t)cx_array_count(array) == count;
    for (size_t i = 0; same && i < count; i++) same = id[i] == ids[i];
    if (!same) {
        struct cxi_text is = {0};
        for (int64_t i = 0; i < cx_array_count(array); i++) cxi_addf(&is, " %d", id[i]);
        fail_msg("\"%s\" becomes%s", text, cxi_text(&is));
    }
    cx_array_free(array);
}

static void assert_streams_to(const cx_tokenizer *t, const cx_array *ids, struct cxi_span text) {
    struct cxi_text streamed = {0};
    cx_decoder *d = cx_decoder_new(t);
    bool valid = cxi_utf8_valid(text.text, text.length);
    for (int64_t i = 0; i <= cx_array_count(ids); i++) {
        size_t length;
        const char *piece = i < cx_array_count(ids)
                                ? cx_decoder_push(d, ((const int32_t *)cx_array_read(ids))[i], &length)
                                : cx_decoder_end(d, &length);
        assert_int_equal(piece[length], 0);
        assert_true(!valid || cxi_utf8_valid(piece, length));
        cxi_add_bytes(&streamed, piece, length);
    }
    assert_null(cx_decoder_error(d));
    assert_int_equal(streamed.length, text.length);
    assert_memory_equal(cxi_text(&streamed), text.text, text.length);
    cxi_text_free(&streamed);
    cx_decoder_free(d);
}

void assert_round_trip(const cx_tokenizer *t, struct cxi_span text) {
    cx_array *ids = cx_encode(t, text.text, text.length);
    cx_array *again = cx_decode(t, cx_array_count(ids), cx_array_read(ids));
    if (cx_array_error(again)) fail_msg("%s", cx_array_error(again));
    assert_int_equal(cx_array_count(again), text.length);
    assert_memory_equal(cx_array_data(again), text.text, text.length);
    assert_int_equal(((char *)cx_array_data(again))[text.length], 0);
    assert_streams_to(t, ids, text);
    cx_array_free(ids);
    cx_array_free(again);
}

void assert_message(const char *message, const char *part) {
    if (!message)
        fail_msg("no error, where one with \"%s\" should be", part);
    else if (!strstr(message, part))
        fail_msg("\"%s\" does not say \"%s\"", message, part);
}
