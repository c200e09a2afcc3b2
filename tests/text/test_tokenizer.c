/* What a user of calx/text.h relies on: pieces and ids, options, decoding in a stream, several threads, and what becomes of files
   that are not what they should be. That ids are right is test_tokenizer_exact's. */
#include "text_test.h"

#include "base/refusal.h"
#include "text/tokenizer.h"

#include <pthread.h>

#define TEXT(literal) literal, sizeof(literal) - 1

static void pieces_have_ids(void **state) {
    (void)state;
    cx_tokenizer *t = open_fixture("gemma.model");
    assert_int_equal(cx_tokenizer_count(t), 1500);
    assert_int_equal(cx_tokenizer_pad(t), 0);
    assert_int_equal(cx_tokenizer_eos(t), 1);
    assert_int_equal(cx_tokenizer_bos(t), 2);
    assert_int_equal(cx_tokenizer_unk(t), 3);
    assert_string_equal(cx_tokenizer_piece(t, 2), "<bos>");
    assert_int_equal(cx_tokenizer_id(t, "<bos>"), 2);
    assert_int_equal(cx_tokenizer_id(t, "no such piece"), -1);
    assert_null(cx_tokenizer_piece(t, -1));
    assert_null(cx_tokenizer_piece(t, 1500));
    assert_true(cx_tokenizer_is_special(t, 2));
    assert_false(cx_tokenizer_is_special(t, cx_tokenizer_id(t, "<start_of_turn>")));
    assert_true(cx_tokenizer_lossless(t));
    cx_tokenizer_free(t);
    t = open_fixture("bert.json");
    assert_false(cx_tokenizer_lossless(t));
    assert_int_equal(cx_tokenizer_bos(t), cx_tokenizer_id(t, "[CLS]"));
    cx_tokenizer_free(t);
}

/* In tokenizer.json's way, "<|eot_id|>" in a text is the piece; in a plain text it is ten characters. */
static void special_pieces_in_a_text_can_be_plain(void **state) {
    (void)state;
    cx_tokenizer *t = open_fixture("llama3.json");
    int32_t eot = cx_tokenizer_id(t, "<|eot_id|>");
    assert_ids(t, "<|eot_id|>", eot);
    cx_array *ids = cx_encode(t, TEXT("<|eot_id|>"), .plain = true);
    assert_true(cx_array_count(ids) > 1);
    for (int64_t i = 0; i < cx_array_count(ids); i++) assert_true(cx_array_at(ids, i) != eot);
    cx_array *text = cx_decode(t, cx_array_count(ids), cx_array_read(ids));
    assert_string_equal(cx_array_data(text), "<|eot_id|>");
    cx_array_free(ids);
    cx_array_free(text);
    text = cx_decode(t, 1, &eot);
    assert_string_equal(cx_array_data(text), "");
    cx_array_free(text);
    text = cx_decode(t, 1, &eot, .special = true);
    assert_string_equal(cx_array_data(text), "<|eot_id|>");
    cx_array_free(text);
    cx_tokenizer_free(t);
}

/* Of the strings, also of those that are not UTF-8, where a vocabulary has bytes and changes nothing. Marks (U+2581) are read as
   blanks by SentencePiece, which is a loss of its own. */
static void nothing_is_lost_by_bytes(void **state) {
    (void)state;
    static const char *const names[] = {"gpt2.json", "gemma.model", "llama2.model"};
    struct test_strings strings = read_strings();
    int invalid = 0;
    for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
        cx_tokenizer *t = open_fixture(names[n]);
        for (size_t i = 0; i < strings.count; i++) {
            struct cxi_span s = strings.string[i];
            bool marks = false;
            for (size_t k = 0; k + 3 <= s.length; k++) marks = marks || memcmp(s.text + k, "\xE2\x96\x81", 3) == 0;
            if (n == 0) { /* without special pieces, which decoding leaves out */
                cx_array *ids = cx_encode(t, s.text, s.length, .plain = true);
                cx_array *again = cx_decode(t, cx_array_count(ids), cx_array_read(ids));
                assert_int_equal(cx_array_count(again), s.length);
                assert_memory_equal(cx_array_data(again), s.text, s.length);
                cx_array_free(ids);
                cx_array_free(again);
            } else if (!marks)
                assert_round_trip(t, s);
            invalid += !cxi_utf8_valid(s.text, s.length);
        }
        cx_tokenizer_free(t);
    }
    assert_true(invalid >= 24);
    free_strings(&strings);
}

static void characters_stream_whole(void **state) {
    (void)state;
    cx_tokenizer *t = open_fixture("gemma.model");
    cx_decoder *d = cx_decoder_new(t);
    static const char *const bytes[] = {"<0xF0>", "<0x9F>", "<0x90>", "<0x9D>", "<0xE2>", "<0x82>", "<0x41>", "<0xC3>"};
    static const char *const come[] = {"",
                                       "",
                                       "",
                                       "\xF0\x9F\x90\x9D",
                                       "",
                                       "",
                                       "\xE2\x82"
                                       "A",
                                       ""};
    for (int i = 0; i < 8; i++) {
        size_t length;
        const char *piece = cx_decoder_push(d, cx_tokenizer_id(t, bytes[i]), &length);
        assert_string_equal(piece, come[i]);
        assert_int_equal(length, strlen(come[i]));
    }
    assert_string_equal(cx_decoder_end(d, NULL), "\xC3");
    assert_string_equal(cx_decoder_end(d, NULL), "");
    assert_string_equal(cx_decoder_push(d, 100000, NULL), "");
    cx_decoder_free(d);
    cx_decoder_free(NULL);
    cx_tokenizer_free(t);
    /* A leading blank is left out at the beginning of each text, not of each piece. */
    t = open_fixture("llama2.model");
    d = cx_decoder_new(t);
    int32_t the = cx_tokenizer_id(t, "\xE2\x96\x81the");
    for (int again = 0; again < 2; again++) {
        assert_string_equal(cx_decoder_push(d, the, NULL), "the");
        assert_string_equal(cx_decoder_push(d, the, NULL), " the");
        assert_string_equal(cx_decoder_end(d, NULL), "");
    }
    cx_decoder_free(d);
    cx_tokenizer_free(t);
}

static void *encode_all(void *t) {
    struct test_strings strings = read_strings();
    int64_t sum = 0;
    for (size_t i = 0; i < strings.count; i++) {
        cx_array *ids = cx_encode(t, strings.string[i].text, strings.string[i].length);
        for (int64_t k = 0; k < cx_array_count(ids); k++) sum = sum * 31 % 1000003 + (int64_t)cx_array_at(ids, k);
        cx_array_free(ids);
    }
    free_strings(&strings);
    return (void *)(intptr_t)sum;
}

static void threads_share_a_tokenizer(void **state) {
    (void)state;
    cx_tokenizer *t = open_fixture("llama3.json");
    pthread_t thread[3];
    void *sum[3], *alone = encode_all(t);
    for (int i = 0; i < 3; i++) assert_int_equal(pthread_create(&thread[i], NULL, encode_all, t), 0);
    for (int i = 0; i < 3; i++) assert_int_equal(pthread_join(thread[i], &sum[i]), 0);
    for (int i = 0; i < 3; i++) assert_ptr_equal(sum[i], alone);
    cx_tokenizer_free(t);
}

/* -- What is wrong -- */

static void objects_in_error_do_nothing(void **state) {
    (void)state;
    cx_tokenizer *t = cx_tokenizer_open("/no/such/file");
    assert_message(cx_tokenizer_error(t), "/no/such/file");
    assert_int_equal(cx_tokenizer_count(t), 0);
    assert_int_equal(cx_tokenizer_id(t, "a"), -1);
    cx_array *ids = cx_encode(t, TEXT("text"));
    assert_message(cx_array_error(ids), "/no/such/file");
    cx_array_free(ids);
    cx_decoder *d = cx_decoder_new(t);
    assert_message(cx_decoder_error(d), "/no/such/file");
    assert_string_equal(cx_decoder_push(d, 0, NULL), "");
    cx_decoder_free(d);
    cx_tokenizer_free(t);
    t = cx_tokenizer_open("/");
    assert_message(cx_tokenizer_error(t), "there is no vocabulary in /");
    cx_tokenizer_free(t);
    cx_tokenizer_free(NULL);
}

#define BPE(parts, vocabulary, merges) \
    "{" parts "\"model\": {\"type\": \"BPE\", \"vocab\": {" vocabulary "}, \"merges\": [" merges "]}}"

static void files_are_refused_in_words(void **state) {
    (void)state;
    static const struct {
        const char *file, *says;
    } cases[] = {
        {"", "neither SentencePiece's"},
        {"{", "not JSON"},
        {"{}", "no tokenizer.json"},
        {"{\"model\": {\"type\": \"Magic\"}}", "the model Magic"},
        {"\n\x05\n\x03"
         "abc",
         "no piece stands for what is unknown"},
        {"\n\x7F", "damaged"},
        {BPE("", "\"a\": 0, \"a\": 1", ""), "duplicate"},
        {BPE("", "\"a\": 0, \"b\": 0", ""), "belongs to two pieces"},
        {BPE("", "\"a\": -1", ""), "number -1"},
        {BPE("", "\"a\": 99999999999", ""), "limit"},
        {BPE("", "\"a\": 0", "\"a b\""), "\"b\" names a piece that is not in the vocabulary"},
        {BPE("", "\"a\": 0", "\"a a\""), "makes a piece that is not in the vocabulary"},
        {BPE("", "\"a\": 0", "\"aa\""), "no blank"},
        {BPE("\"normalizer\": {\"type\": \"Foo\"},", "\"a\": 0", ""), "the normaliser Foo"},
        {BPE("\"normalizer\": {\"type\": \"Precompiled\", \"precompiled_charsmap\": \"////fwAA\"},", "\"a\": 0", ""),
         "precompiled_charsmap"},
        {BPE("\"pre_tokenizer\": {\"type\": \"Foo\"},", "\"a\": 0", ""), "the pre-tokeniser Foo"},
        {BPE("\"pre_tokenizer\": {\"type\": \"Split\", \"pattern\": {\"Regex\": \"(a\"}},", "\"a\": 0", ""),
         "cannot be compiled"},
        {BPE("\"pre_tokenizer\": {\"type\": \"Split\", \"pattern\": {\"Regex\": \"[a-z&&[^b]]\"}},", "\"a\": 0", ""),
         "&& within [ ]"},
        {BPE("\"decoder\": {\"type\": \"Foo\"},", "\"a\": 0", ""), "the decoder Foo"},
        {BPE("\"post_processor\": {\"type\": \"BertProcessing\", \"sep\": [\"a\", 0], \"cls\": [\"b\", 7]},",
             "\"a\": 0", ""),
         "the number 7"},
        {BPE("\"added_tokens\": [{\"id\": 5, \"content\": \"a\"}],", "\"a\": 0", ""), "another number"},
        {"GGUF", "hostile"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cx_tokenizer *t = cxi_tokenizer_parse(cases[i].file, strlen(cases[i].file), "hostile");
        assert_message(cx_tokenizer_error(t), cases[i].says);
        assert_message(cx_tokenizer_error(t), "hostile");
        assert_int_equal(cx_tokenizer_count(t), 0);
        cx_tokenizer_free(t);
    }
}

/* A pattern that would try for ever is stopped, and the text is in error, not the tokenizer. */
static void endless_patterns_are_stopped(void **state) {
    (void)state;
    static const char file[] = BPE(
        "\"pre_tokenizer\": {\"type\": \"Split\", \"pattern\": {\"Regex\": \"(a+)+[bd]\"}, \"behavior\": \"Removed\"},",
        "\"a\": 0, \"c\": 1", "");
    cx_tokenizer *t = cxi_tokenizer_parse(TEXT(file), "endless");
    assert_null(cx_tokenizer_error(t));
    char text[2000];
    memset(text, 'a', sizeof text);
    cx_array *ids = cx_encode(t, text, sizeof text);
    assert_message(cx_array_error(ids), "takes too long");
    cx_array_free(ids);
    assert_ids(t, "cac", 1, 0, 1);
    cx_tokenizer_free(t);
}

/* -- Memory -- */

/* The n-th allocation fails, for every n: everything is in error or right, and nothing leaks. */
static void memory_may_run_out_anywhere(void **state) {
    (void)state;
    static const char *const names[] = {"bert.json", "clip.json", "unigram.model", "gpt2.json"};
    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++) {
        bool refused = true;
        for (int n = 1; refused; n += n < 40 ? 1 : n / 6) {
            refuse_allocation(n);
            cx_tokenizer *t = cx_tokenizer_open(text_fixture(names[k]));
            cx_array *ids = cx_encode(t, TEXT("The na\xC3\xAFve bees\xFF"), .special = true);
            cx_array *text = cx_decode(t, cx_array_count(ids), cx_array_read(ids));
            cx_decoder *d = cx_decoder_new(t);
            cx_decoder_push(d, 5, NULL);
            cx_decoder_end(d, NULL);
            refused = end_refusal();
            bool error = cx_tokenizer_error(t) || cx_array_error(ids) || cx_array_error(text) || cx_decoder_error(d);
            if (!refused) assert_false(error);
            cx_decoder_free(d);
            cx_array_free(text);
            cx_array_free(ids);
            cx_tokenizer_free(t);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_have_ids),
        cmocka_unit_test(special_pieces_in_a_text_can_be_plain),
        cmocka_unit_test(nothing_is_lost_by_bytes),
        cmocka_unit_test(characters_stream_whole),
        cmocka_unit_test(threads_share_a_tokenizer),
        cmocka_unit_test(objects_in_error_do_nothing),
        cmocka_unit_test(files_are_refused_in_words),
        cmocka_unit_test(endless_patterns_are_stopped),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
