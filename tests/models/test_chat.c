/* Texts in and out: streaming, stop strings, conversations whose cache gives what reading everything anew gives, and the
   commands. The models are random (make_models.py), their vocabulary a letter a token (make_vocabulary.py). */
#include "models_test.h"

#include "base/refusal.h"

#include <unistd.h>

#define MODEL   CALX_TEST_DATA "/models/data/gemma3"
#define LETTERS CALX_TEST_DATA "/models/data/letters.json"

static cx_lm *open_letters(cx_runtime *rt) {
    cx_lm *lm = cx_lm_open(rt, MODEL, .tokenizer = LETTERS);
    assert_calx_fine(rt);
    return lm;
}

static bool collect(const cx_token *token, void *user) {
    char *text = user;
    assert_int_equal(strlen(token->text), token->length);
    strcat(text, token->text);
    return true;
}

static void streamed_text_is_the_text(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    cx_lm *lm = open_letters(rt);
    char streamed[200] = "";
    cx_generation *g =
        cx_generate(lm, "hello", .max_tokens = 30, .each = collect, .user = streamed, .ignore_end = true);
    assert_calx_fine(rt);
    int64_t count;
    const int32_t *prompt = cx_generation_prompt(g, 0, &count), *ids = cx_generation_ids(g, 0, NULL);
    assert_int_equal(count, 6); /* <bos> and the letters */
    assert_int_equal(prompt[0], 2);
    assert_string_equal(streamed, cx_generation_text(g, 0));
    cx_array *decoded = cx_decode(cx_lm_tokenizer(lm), 30, ids);
    assert_string_equal(streamed, (const char *)cx_array_read(decoded));
    cx_array_free(decoded);
    cx_generation_free(g);
    close_fine(rt);
}

/* The text ends before a stop string, and none of it was shown; what could have begun one, and did not, is shown. */
static void stop_strings(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    cx_lm *lm = open_letters(rt);
    cx_sampling sampling = {.temperature = 2, .seed = 4}; /* so that letters vary */
    cx_generation *whole = cx_generate(lm, "hello", .max_tokens = 40, .sampling = sampling, .ignore_end = true);
    const char *text = cx_generation_text(whole, 0);
    size_t length = strlen(text);
    assert_true(length > 20);
    char stop[4] = {0}, never[4] = {text[3], text[4], '~'}, streamed[200] = "";
    memcpy(stop, text + 10, 3);
    size_t at = (size_t)(strstr(text, stop) - text);
    cx_generation *g =
        cx_generate(lm, "hello", .max_tokens = 40, .sampling = sampling, .ignore_end = true, .stop_count = 2,
                    .stop = (const char *[]){never, stop}, .each = collect, .user = streamed);
    assert_int_equal(cx_generation_finish(g, 0), CX_FINISH_STOP);
    assert_int_equal(strlen(cx_generation_text(g, 0)), at);
    assert_memory_equal(cx_generation_text(g, 0), text, at);
    assert_string_equal(streamed, cx_generation_text(g, 0));
    cx_generation_free(g);
    cx_generation_free(whole);
    close_fine(rt);
}

/* Three turns, each of which must be what the model writes behind all of the conversation read anew. */
static void conversation(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    cx_lm *lm = open_letters(rt);
    cx_chat *chat = cx_chat_new(lm, .system = "Be kind");
    const char *said[] = {"Hi", "Why?", "So"};
    int32_t all[128];
    int64_t known = 0;
    for (int turn = 0; turn < 3; turn++) {
        cx_generation *g = cx_chat_say(chat, said[turn], .max_tokens = 6);
        assert_calx_fine(rt);
        int64_t prompt, count;
        const int32_t *before = cx_generation_prompt(g, 0, &prompt), *ids = cx_generation_ids(g, 0, &count);
        assert_true(prompt > known + 8);
        assert_memory_equal(before, all, (size_t)known * sizeof *all);         /* it goes on from what was said */
        assert_true(cx_generation_speed(g).tokens_read <= prompt - known + 1); /* and reads only what is new */
        cx_generation *anew = cx_generate(lm, NULL, .batch = 1, .ids = &before, .id_counts = &prompt, .max_tokens = 6,
                                          .end_count = 1, .ends = (const int32_t[]){5});
        assert_memory_equal(ids, cx_generation_ids(anew, 0, NULL), (size_t)count * sizeof *ids);
        memcpy(all, before, (size_t)prompt * sizeof *all);
        memcpy(all + prompt, ids, (size_t)count * sizeof *all);
        known = prompt + count;
        cx_generation_free(anew);
        cx_generation_free(g);
    }
    cx_array *text = cx_decode(cx_lm_tokenizer(lm), known, all, .special = true);
    const char *beginning = "<bos><start_of_turn>user\nBe kind\n\nHi<end_of_turn>\n<start_of_turn>model\n";
    assert_memory_equal(cx_array_read(text), beginning, strlen(beginning));
    assert_has(cx_array_read(text), "<end_of_turn>\n<start_of_turn>user\nWhy?<end_of_turn>\n<start_of_turn>model\n");
    cx_array_free(text);
    cx_chat_free(chat);
    close_fine(rt);
}

/* What a command prints, as JSON. */
static json_t *run(const char *command) {
    char line[2000];
    snprintf(line, sizeof line, "%s/calx %s 2>/dev/null", CALX_TESTS, command);
    FILE *pipe = popen(line, "r");
    assert_non_null(pipe);
    json_t *json = json_loadf(pipe, 0, NULL);
    assert_int_equal(pclose(pipe), 0);
    assert_non_null(json);
    return json;
}

static void commands(void **state) {
    (void)state;
    json_t *made = run("generate " MODEL " --prompt-ids 7,12,30 --max-tokens 5 --ignore-eos --logits 3 --json");
    assert_int_equal(json_array_size(json_object_get(made, "prompt_ids")), 3);
    assert_int_equal(json_array_size(json_object_get(made, "generated_ids")), 5);
    assert_string_equal(json_string_value(json_object_get(made, "text")), "");
    json_t *best = json_object_get(made, "logits");
    assert_int_equal(json_array_size(best), 3);
    assert_int_equal(json_integer_value(json_array_get(json_array_get(best, 0), 0)),
                     json_integer_value(json_array_get(json_object_get(made, "generated_ids"), 0)));
    assert_true(number_at(made, "logits", 0, 1) >= number_at(made, "logits", 1, 1));
    assert_true(json_real_value(json_object_get(made, "prefill_tokens_per_s")) > 0);
    assert_true(json_real_value(json_object_get(made, "decode_tokens_per_s")) > 0);
    json_decref(made);
    made = run("generate " MODEL " --tokenizer " LETTERS " --prompt Hi --max-tokens 4 --ignore-eos --json");
    assert_int_equal(number_at(made, "prompt_ids", 0, -1), 2);
    assert_int_equal(json_array_size(json_object_get(made, "prompt_ids")), 3);
    json_decref(made);
    made = run("embed " CALX_TEST_DATA "/models/data/bert --prompt-ids 7,12,30 --pool cls --json");
    assert_int_equal(json_array_size(json_object_get(made, "embedding")), 24);
    json_decref(made);
}

/* A byte of zero in a file is a letter like others, which this vocabulary does not have: <unk>, and what follows is read too. */
static void zeros_in_a_prompt(void **state) {
    (void)state;
    char path[] = "/tmp/calx-prompt-XXXXXX", command[600];
    int file = mkstemp(path);
    assert_true(file >= 0 && write(file, "Hi\0Hi", 5) == 5 && close(file) == 0);
    snprintf(command, sizeof command,
             "generate " MODEL " --tokenizer " LETTERS " --prompt-file %s --max-tokens 1 --ignore-eos --json", path);
    json_t *made = run(command);
    assert_int_equal(json_array_size(json_object_get(made, "prompt_ids")), 6);
    for (int i = 1; i < 3; i++)
        assert_int_equal(number_at(made, "prompt_ids", i, -1), number_at(made, "prompt_ids", i + 3, -1));
    assert_int_equal(number_at(made, "prompt_ids", 3, -1), 3);
    json_decref(made);
    unlink(path);
}

/* The model or the conversation is what there is no memory for: what is asked of it fails as it did. */
static void no_memory(void **state) {
    (void)state;
    for (int sound = 0; sound < 2; sound++) {
        cx_runtime *rt = open_cpu();
        if (!sound) refuse_allocation(1);
        cx_lm *lm = cx_lm_open(rt, MODEL, .tokenizer = LETTERS);
        if (sound) refuse_allocation(1);
        cx_chat *chat = cx_chat_new(lm);
        assert_true(end_refusal());
        assert_calx_error(rt, "out of memory");
        assert_string_equal(cx_chat_error(chat), "out of memory");
        cx_generation *said = cx_chat_say(chat, "Hi"), *written = cx_generate(lm, "hello", .max_tokens = 1);
        assert_string_equal(cx_generation_error(said), "out of memory");
        assert_int_equal(!cx_generation_error(written), sound);
        close_fine(rt); /* frees them all */
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(streamed_text_is_the_text), cmocka_unit_test(stop_strings),
                                       cmocka_unit_test(conversation), cmocka_unit_test(commands),
                                       cmocka_unit_test(zeros_in_a_prompt), cmocka_unit_test(no_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
