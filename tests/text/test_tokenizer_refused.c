/* What is wrong with a vocabulary is said in words that name it: tokenizer.json, SentencePiece and GGUF. */
#include "text_test.h"

#include "base/text.h"
#include "text/tokenizer.h"

static void assert_parse_says(const char *bytes, size_t size, const char *says) {
    cx_tokenizer *t = cxi_tokenizer_parse(bytes, size, "hostile");
    assert_message(cx_tokenizer_error(t), says);
    assert_message(cx_tokenizer_error(t), "the vocabulary in hostile cannot be read");
    assert_int_equal(cx_tokenizer_count(t), 0);
    cx_tokenizer_free(t);
}

/* -- tokenizer.json -- */

#define BPE           "\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": []}"
#define TIMES4(text)  text "," text "," text "," text
#define TIMES17(text) TIMES4(text) "," TIMES4(text) "," TIMES4(text) "," TIMES4(text) "," text

static void parts_of_tokenizer_json(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"\"model\": {\"type\": \"BPE\"}", "has no \"vocab\""},
        {"\"model\": {\"type\": \"Unigram\", \"vocab\": {}}", "has no \"vocab\""},
        {"\"model\": {\"type\": \"Unigram\", \"vocab\": [[\"a\"]]}", "the piece 0 is not a text and its score"},
        {"\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": \"b\"}}", "the piece \"a\" has no number"},
        {"\"model\": {\"type\": \"WordPiece\", \"vocab\": {\"a\": 0}}", "no piece \"[UNK]\""},
        {BPE ", \"post_processor\": {\"type\": \"Foo\"}", "the post-processor Foo"},
        {BPE ", \"post_processor\": {\"type\": \"Sequence\", \"processors\": [" TIMES17(
             "{\"type\": \"BertProcessing\", \"sep\": [\"a\", 0], \"cls\": [\"a\", 0]}") "]}",
         "more than 8 pieces are put around"},
        {BPE ", \"normalizer\": {\"type\": \"Sequence\", \"normalizers\": [" TIMES17("{\"type\": \"NFC\"}") "]}",
         "the normaliser has more than 16 steps"},
        {BPE
         ", \"pre_tokenizer\": {\"type\": \"Sequence\", \"pretokenizers\": [" TIMES17("{\"type\": \"Digits\"}") "]}",
         "the pre-tokeniser has more than 16 steps"},
        {BPE ", \"decoder\": {\"type\": \"Sequence\", \"decoders\": [" TIMES17("{\"type\": \"Fuse\"}") "]}",
         "the decoder has more than 16 steps"},
        {BPE ", \"decoder\": {\"type\": \"Sequence\", \"decoders\": [{\"type\": \"Fuse\"}, {\"type\": \"ByteLevel\"}]}",
         "changes text after a step Fuse"},
        {BPE ", \"decoder\": {\"type\": \"Replace\", \"pattern\": {\"Regex\": \"a\"}, \"content\": \"\"}",
         "a decoder replaces by a regular expression"},
        {BPE ", \"decoder\": {\"type\": \"Metaspace\", \"replacement\": \"_\"}", "another mark than U+2581"},
        {BPE ", \"pre_tokenizer\": {\"type\": \"Metaspace\", \"replacement\": \"_\"}", "another mark than U+2581"},
        {BPE ", \"pre_tokenizer\": {\"type\": \"Split\", \"pattern\": {}}", "neither \"String\" nor \"Regex\""},
        {BPE ", \"pre_tokenizer\": {\"type\": \"Digits\"}, \"normalizer\": {\"type\": \"Replace\"}",
         "neither \"String\""},
        {BPE ", \"pre_tokenizer\": {\"type\": \"Punctuation\", \"behavior\": \"Odd\"}", "the behavior \"Odd\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cxi_text file = {0};
        cxi_addf(&file, "{%s}", cases[i][0]);
        assert_parse_says(file.data, file.length, cases[i][1]);
        cxi_text_free(&file);
    }
}

static void nesting_and_long_patterns(void **state) {
    (void)state;
    struct cxi_text file = {0};
    cxi_add(&file, "{" BPE ", \"normalizer\": ");
    for (int i = 0; i < 9; i++) cxi_add(&file, "{\"type\": \"Sequence\", \"normalizers\": [");
    cxi_add(&file, "{\"type\": \"NFC\"}");
    for (int i = 0; i < 9; i++) cxi_add(&file, "]}");
    cxi_add(&file, "}");
    assert_parse_says(file.data, file.length, "\"normalizers\" has more than 8 sequences within one another");
    cxi_text_clear(&file);
    cxi_add(&file, "{" BPE ", \"pre_tokenizer\": {\"type\": \"Split\", \"pattern\": {\"Regex\": \"");
    for (int i = 0; i < 70000; i++) cxi_add(&file, "a");
    cxi_add(&file, "\"}}}");
    assert_parse_says(file.data, file.length, "has 70000 bytes, and Calx's limit is 65536");
    cxi_text_free(&file);
}

/* Two steps that each make one character four hundred. */
static void a_text_that_grows_without_bound_is_stopped(void **state) {
    (void)state;
    struct cxi_text file = {0};
    cxi_add(&file, "{" BPE ", \"normalizer\": {\"type\": \"Sequence\", \"normalizers\": [");
    for (int step = 0; step < 8; step++) {
        cxi_addf(&file, "%s{\"type\": \"Replace\", \"pattern\": {\"String\": \"a\"}, \"content\": \"", step ? "," : "");
        for (int i = 0; i < 400; i++) cxi_add(&file, "a");
        cxi_add(&file, "\"}");
    }
    cxi_add(&file, "]}}");
    cx_tokenizer *t = cxi_tokenizer_parse(file.data, file.length, "growing");
    assert_null(cx_tokenizer_error(t));
    cx_array *ids = cx_encode(t, "aaaa", 4);
    assert_message(cx_array_error(ids), "makes the text more than 64 times longer");
    cx_array_free(ids);
    cx_tokenizer_free(t);
    cxi_text_free(&file);
}

static void a_text_may_be_refused(void **state) {
    (void)state;
    static const char file[] = "{\"model\": {\"type\": \"Unigram\", \"vocab\": [[\"a\", -1]]}}";
    cx_tokenizer *t = cxi_tokenizer_parse(file, sizeof file - 1, "small");
    assert_ids(t, "aa", 0, 0);
    cx_array *ids = cx_encode(t, "ab", 2);
    assert_message(cx_array_error(ids), "characters that the vocabulary has no piece for");
    cx_array_free(ids);
    ids = cx_encode(t, "a", (size_t)1 << 30);
    assert_message(cx_array_error(ids), "cut it into parts under 1 GiB");
    cx_array_free(ids);
    cx_tokenizer_free(t);
}

/* -- SentencePiece -- */

enum { NORMAL = 1, UNKNOWN, CONTROL, USER, UNUSED, BYTE };

static void put_piece(struct cxi_text *to, const char *piece, int kind) {
    char length = (char)strlen(piece);
    cxi_add_bytes(to, (char[]){'\n', (char)(length + 4), '\n', length}, 4);
    cxi_add(to, piece);
    cxi_add_bytes(to, (char[]){0x18, (char)kind}, 2);
}

static void parts_of_sentencepiece(void **state) {
    (void)state;
    static const struct {
        const char *says;
        const char *piece[2];
        int kind[2];
        const char *rest; /* a message of options, of at most 127 bytes */
        size_t rest_length;
    } cases[] = {
        {"the piece 1 is empty", {"<unk>", ""}, {UNKNOWN, NORMAL}, "", 0},
        {"the piece 1 has no known type", {"<unk>", "a"}, {UNKNOWN, 9}, "", 0},
        {"the pieces 0 and 1 both stand for what is unknown", {"<unk>", "a"}, {UNKNOWN, UNKNOWN}, "", 0},
        {"the piece 1 stands for a byte and does not say which", {"<unk>", "a"}, {UNKNOWN, BYTE}, "", 0},
        {"the piece \"a\" is there twice, as 0 and 1", {"a", "a"}, {NORMAL, NORMAL}, "", 0},
        {"the pieces of some bytes are missing", {"<unk>", "a"}, {UNKNOWN, NORMAL}, "\x12\x03\x98\x02\x01", 5},
        {"type WORD or CHAR", {"<unk>", "a"}, {UNKNOWN, NORMAL}, "\x12\x02\x18\x03", 4},
        {"precompiled_charsmap) are damaged", {"<unk>", "a"}, {UNKNOWN, NORMAL}, "\x1A\x04\x12\x02zz", 6},
        {"or it is damaged", {"<unk>", "a"}, {UNKNOWN, NORMAL}, "\x12\x02\x18\xFF", 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cxi_text file = {0};
        for (int k = 0; k < 2; k++) put_piece(&file, cases[i].piece[k], cases[i].kind[k]);
        cxi_add_bytes(&file, cases[i].rest, cases[i].rest_length);
        assert_parse_says(file.data, file.length, cases[i].says);
        cxi_text_free(&file);
    }
}

/* -- GGUF -- */

static void put_number(struct cxi_text *to, uint64_t value, int bytes) {
    for (int i = 0; i < bytes; i++) cxi_add_bytes(to, &(char){(char)(value >> 8 * i)}, 1);
}

static void put_string(struct cxi_text *to, const char *text) {
    put_number(to, strlen(text), 8);
    cxi_add(to, text);
}

static void put_list(struct cxi_text *to, const char *key, const char *const *texts) {
    uint64_t count = 0;
    while (texts[count]) count++;
    put_string(to, key);
    put_number(to, 9, 4);
    put_number(to, 8, 4);
    put_number(to, count, 8);
    for (uint64_t i = 0; i < count; i++) put_string(to, texts[i]);
}

static void parts_of_gguf(void **state) {
    (void)state;
    static const struct {
        const char *says, *model, *pre, *merges[2];
        int kind; /* of the piece "a" */
    } cases[] = {
        {"the kind \"magic\", which Calx does not know", "magic", "", {NULL}, NORMAL},
        {"the metadata has no vocabulary", "", "", {NULL}, NORMAL},
        {"to be cut as \"nobody\" does", "gpt2", "nobody", {NULL}, NORMAL},
        {"the metadata has no list \"tokenizer.ggml.merges\"", "gpt2", "gpt-2", {NULL}, NORMAL},
        {"the merge 0 has no blank", "gpt2", "gpt-2", {"ab", NULL}, NORMAL},
        {"no piece stands for what is unknown (tokenizer.ggml", "bert", "", {NULL}, NORMAL},
        {"the piece 1 has no known type", "llama", "", {NULL}, 17},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cxi_text file = {0};
        cxi_add(&file, "GGUF");
        put_number(&file, 3, 4);
        put_number(&file, 0, 8);
        put_number(&file, cases[i].merges[0] ? 5 : 4, 8);
        put_string(&file, "tokenizer.ggml.model");
        put_number(&file, 8, 4);
        put_string(&file, cases[i].model);
        put_string(&file, "tokenizer.ggml.pre");
        put_number(&file, 8, 4);
        put_string(&file, cases[i].pre);
        put_list(&file, "tokenizer.ggml.tokens", (const char *const[]){"x", "a", NULL});
        if (cases[i].merges[0]) put_list(&file, "tokenizer.ggml.merges", cases[i].merges);
        put_string(&file, "tokenizer.ggml.token_type");
        put_number(&file, 9, 4);
        put_number(&file, 5, 4);
        put_number(&file, 2, 8);
        put_number(&file, NORMAL, 4);
        put_number(&file, (uint64_t)cases[i].kind, 4);
        assert_parse_says(file.data, file.length, cases[i].says);
        cxi_text_free(&file);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_of_tokenizer_json),
        cmocka_unit_test(nesting_and_long_patterns),
        cmocka_unit_test(a_text_that_grows_without_bound_is_stopped),
        cmocka_unit_test(a_text_may_be_refused),
        cmocka_unit_test(parts_of_sentencepiece),
        cmocka_unit_test(parts_of_gguf),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
