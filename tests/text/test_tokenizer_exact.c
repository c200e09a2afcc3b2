/* Every vocabulary of tests/text/data over every string: ids, with and without special pieces, and decoded text are those of
   the reference libraries, sentencepiece and tokenizers. They are compared by check sums; make_vocabularies.py made both, and
   prints the ids themselves. */
#include "text_test.h"

#include "base/text.h"
#include "io/file.h"

#include <zlib.h>

static const char *const vocabularies[] = {"gemma.model", "llama2.model", "unigram.model", "gpt2.json",
                                           "llama3.json", "qwen.json",    "bert.json",     "bert-cased.json",
                                           "gemma.json",  "llama2.json",  "unigram.json",  "clip.json"};

struct sums {
    uint32_t ids, text;
};

static uint32_t little_endian(const unsigned char *b) {
    return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static uint32_t add_ids(uint32_t sum, const int32_t *id, int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        uint32_t v = (uint32_t)id[i];
        unsigned char bytes[] = {(unsigned char)v, (unsigned char)(v >> 8), (unsigned char)(v >> 16),
                                 (unsigned char)(v >> 24)};
        sum = (uint32_t)crc32(sum, bytes, sizeof bytes);
    }
    return sum;
}

static struct sums sums_of(const cx_tokenizer *t, struct cxi_span string) {
    cx_array *plain = cx_encode(t, string.text, string.length);
    cx_array *special = cx_encode(t, string.text, string.length, .special = true);
    cx_array *text = cx_decode(t, cx_array_count(plain), cx_array_read(plain));
    assert_null(cx_array_error(plain));
    assert_null(cx_array_error(special));
    assert_null(cx_array_error(text));
    struct sums sums = {.ids = add_ids(0, cx_array_read(plain), cx_array_count(plain))};
    sums.ids = add_ids(sums.ids, (int32_t[]){-1}, 1);
    sums.ids = add_ids(sums.ids, cx_array_read(special), cx_array_count(special));
    sums.text = (uint32_t)crc32(0, cx_array_read(text), (unsigned)cx_array_count(text));
    cx_array_free(plain);
    cx_array_free(special);
    cx_array_free(text);
    return sums;
}

static void show(const cx_tokenizer *t, const char *name, size_t index, struct cxi_span string) {
    cx_array *ids = cx_encode(t, string.text, string.length);
    struct cxi_text line = {0};
    for (int64_t i = 0; i < cx_array_count(ids) && i < 40; i++)
        cxi_addf(&line, " %d", ((const int32_t *)cx_array_read(ids))[i]);
    print_error("%s, string %zu: \"%.*s\" becomes%s\n", name, index, (int)(string.length < 200 ? string.length : 200),
                string.text, cxi_text(&line));
    cxi_text_free(&line);
    cx_array_free(ids);
}

static void ids_and_texts_are_the_reference_libraries(void **state) {
    const char *name = *state;
    char sums_name[64];
    struct cxi_status status = {0};
    struct cxi_file file;
    snprintf(sums_name, sizeof sums_name, "%s.sums", name);
    if (!cxi_file_read(&file, text_fixture(sums_name), &status)) fail_msg("%s", cxi_error(&status));
    struct test_strings strings = read_strings();
    assert_true(strings.count > 2000);
    assert_int_equal(file.size, 8 * strings.count);
    cx_tokenizer *t = open_fixture(name);
    int wrong = 0;
    for (size_t i = 0; i < strings.count; i++) {
        struct cxi_span string = strings.string[i];
        /* The libraries cannot be asked about bytes that are not UTF-8 and are kept. */
        if (cx_tokenizer_lossless(t) && !cxi_utf8_valid(string.text, string.length)) continue;
        struct sums is = sums_of(t, string);
        bool ids = is.ids == little_endian(file.bytes + 8 * i), text = is.text == little_endian(file.bytes + 8 * i + 4);
        if (ids && text) continue;
        if (wrong++ < 10) print_error(ids ? "decoded otherwise: " : "encoded otherwise: "), show(t, name, i, string);
    }
    if (wrong) fail_msg("%s: %d of %zu strings differ", name, wrong, strings.count);
    cx_tokenizer_free(t);
    free_strings(&strings);
    cxi_file_close(&file);
}

int main(void) {
    enum { COUNT = sizeof vocabularies / sizeof vocabularies[0] };
    struct CMUnitTest tests[COUNT];
    for (int i = 0; i < COUNT; i++)
        tests[i] = (struct CMUnitTest){vocabularies[i], ids_and_texts_are_the_reference_libraries, NULL, NULL,
                                       (void *)vocabularies[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
