/* Any bytes as a text, with the vocabularies of tests/text/data; the first byte says which and how. */
#include "tokenizer_fuzz.h"

static const char *const names[] = {"gpt2.json", "gemma.model", "llama2.model", "unigram.model", "llama3.json",
                                    "bert.json", "clip.json",   "qwen.json",    "unigram.json",  "gemma.json"};
enum { COUNT = sizeof names / sizeof names[0] };

static const cx_tokenizer *vocabulary(int index) {
    static cx_tokenizer *open[COUNT];
    char path[1024];
    if (open[index]) return open[index];
    const char *here = strstr(__FILE__, "fuzz/fuzz_encode.c");
    snprintf(path, sizeof path, "%.*stext/data/%s", (int)(here - __FILE__), __FILE__, names[index]);
    open[index] = cx_tokenizer_open(path);
    fuzz_require(!cx_tokenizer_error(open[index]));
    return open[index];
}

/* By GPT-2's bytes, nothing is lost. */
static void check_round_trip(const cx_tokenizer *t, const char *text, size_t length) {
    cx_array *ids = cx_encode(t, text, length, .plain = true);
    cx_array *again = cx_decode(t, cx_array_count(ids), cx_array_read(ids));
    fuzz_require(again->bytes == length && (!length || memcmp(again->data, text, length) == 0));
    cx_array_free(ids);
    cx_array_free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    if (!size) return 0;
    const cx_tokenizer *t = vocabulary(bytes[0] % COUNT);
    fuzz_check_encoding(t, (const char *)bytes + 1, size - 1, bytes[0] & 0x80);
    if (bytes[0] % COUNT == 0) check_round_trip(t, (const char *)bytes + 1, size - 1);
    return 0;
}
