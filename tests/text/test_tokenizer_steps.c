/* Every step that tokenizer.json can have, alone and in sequence, against the library tokenizers: make_steps.py made
   data/steps.json. */
#include "text_test.h"

#include "text/read_json.h"

#include <jansson.h>

static char *shown(const json_t *value) {
    return json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
}

static json_t *json_of(struct cxi_span text) {
    return json_stringn(text.text, text.length);
}

/* A tokenizer with one part; `model` gets the words. */
static void read_part(cx_tokenizer *t, const char *kind, const json_t *config) {
    *t = (cx_tokenizer){.bos = -1};
    bool read = kind[0] == 'n'   ? cxi_json_sequence(t, config, "normalizers", cxi_read_json_normalizer)
                : kind[0] == 'p' ? cxi_json_sequence(t, config, "pretokenizers", cxi_read_json_pre_tokenizer)
                                 : cxi_read_json_decoder(t, config);
    if (!read) fail_msg("%s", cxi_error(&t->status));
}

static void free_part(cx_tokenizer *t) {
    cxi_normalizer_free(&t->normalizer);
    cxi_pre_tokenizer_free(&t->pre_tokenizer);
    cxi_decoding_free(&t->decoding);
}

static json_t *words; /* what the model was given */

static bool keep_word(const struct cxi_model *model, struct cxi_span word, struct cxi_encoding *e) {
    (void)model, (void)e;
    return json_array_append_new(words, json_of(word)) == 0;
}

static json_t *normalize(const cx_tokenizer *t, struct cxi_span text, struct cxi_encoding *e) {
    return json_of(cxi_normalize(&t->normalizer, text, e));
}

static json_t *pre_tokenize(cx_tokenizer *t, struct cxi_span text, struct cxi_encoding *e) {
    struct cxi_model model = {.encode = keep_word};
    t->model = &model;
    words = json_array();
    cxi_pre_tokenize(&t->pre_tokenizer, (struct cxi_word){text, true}, e);
    t->model = NULL;
    return words;
}

static json_t *decode(const cx_tokenizer *t, const json_t *tokens) {
    struct cxi_decode_state *state = calloc(1, sizeof *state);
    struct cxi_text to = {0};
    size_t index;
    const json_t *token;
    json_array_foreach(tokens, index, token) {
        cxi_decode_push(&t->decoding, state, cxi_json_span(token), &to);
    }
    cxi_decode_end(&t->decoding, state, &to);
    json_t *text = json_of(cxi_span(cxi_text(&to), to.length));
    cxi_decode_free(state);
    free(state);
    cxi_text_free(&to);
    return text;
}

static int check_case(const char *kind, const json_t *config, const json_t *in, const json_t *out) {
    cx_tokenizer t;
    read_part(&t, kind, config);
    struct cxi_encoding e = {.tokenizer = &t};
    json_t *is = kind[0] == 'n'   ? normalize(&t, cxi_json_span(in), &e)
                 : kind[0] == 'p' ? pre_tokenize(&t, cxi_json_span(in), &e)
                                  : decode(&t, in);
    bool same = is && json_equal(is, out);
    if (!same) {
        char *a = shown(config), *b = shown(in), *c = shown(is), *d = shown(out);
        print_error("%s of %s: %s, not %s\n", a, b, c, d);
        free(a), free(b), free(c), free(d);
    }
    assert_null(cxi_error(&e.status));
    cxi_encoding_free(&e);
    free_part(&t);
    json_decref(is);
    return !same;
}

static void steps_do_what_the_library_does(void **state) {
    (void)state;
    json_error_t error;
    json_t *steps = json_load_file(text_fixture("steps.json"), JSON_ALLOW_NUL, &error), *step, *pair;
    if (!steps) fail_msg("%s", error.text);
    size_t i, k;
    int wrong = 0, cases = 0;
    json_array_foreach(steps, i, step) {
        json_array_foreach(json_array_get(step, 2), k, pair) {
            wrong += check_case(json_string_value(json_array_get(step, 0)), json_array_get(step, 1),
                                json_array_get(pair, 0), json_array_get(pair, 1));
            cases++;
        }
    }
    assert_true(cases > 1200);
    assert_int_equal(wrong, 0);
    json_decref(steps);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(steps_do_what_the_library_does)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
