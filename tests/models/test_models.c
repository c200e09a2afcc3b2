/* Models against Hugging Face's transformers: the logits of small random models in every family, made by make_models.py. */
#include "models_test.h"

/* Weights are bf16 in the files; `dtype` is what they are on the device. */
static void logits(const char *name, const char *file, cx_dtype dtype, double tolerance) {
    struct golden g;
    if (!read_golden(&g, name)) return;
    char path[600];
    snprintf(path, sizeof path, "%s%s", g.folder, file);
    cx_runtime *rt = open_cpu();
    cx_lm *lm = cx_lm_open(rt, path, .dtype = dtype);
    assert_calx_fine(rt);
    cx_array *array = cx_lm_logits(lm, g.count, g.ids);
    if (cx_array_error(array)) fail_msg("%s: %s", name, cx_array_error(array));
    int64_t vocabulary = cx_lm_vocabulary(lm);
    const float *row = cx_array_read(array);
    for (int64_t i = 0; i < vocabulary; i++)
        assert_close((double)row[(g.count - 1) * vocabulary + i], number_at(g.json, "logits_last", i, -1), tolerance);
    json_t *samples = json_object_get(g.json, "logits_sample");
    assert_true(json_array_size(samples) > 10);
    for (size_t i = 0; i < json_array_size(samples); i++) {
        json_t *s = json_array_get(samples, i);
        int64_t at = json_integer_value(json_array_get(s, 0)) * vocabulary + json_integer_value(json_array_get(s, 1));
        assert_close((double)row[at], json_number_value(json_array_get(s, 2)), tolerance);
    }
    cx_array_free(array);
    close_fine(rt);
    free_golden(&g);
}

static void logits_are_those_of_transformers(void **state) {
    (void)state;
    for (int i = 0; i < WRITERS; i++) logits(writers[i], "", CX_F32, 1e-4);
}

/* The same weights in GGUF (make_gguf.py): other names, Llama's heads in another order, its RoPE scaling as a tensor, which layers
   of Gemma 3 are local, by flags and by a number, and their RoPE. */
static void gguf_gives_the_same(void **state) {
    (void)state;
    logits("llama3", "/model.gguf", CX_F32, 1e-4);
    logits("gemma2", "/model.gguf", CX_F32, 1e-4);
    logits("gemma3-windows", "", CX_F32, 1e-4);
    logits("gemma3-windows", "/model.gguf", CX_F32, 1e-4);
    logits("gemma3-windows", "/pattern.gguf", CX_F32, 1e-4);
}

/* The files' own weights: on CPUs all that is computed from them is f32. */
static void bf16_gives_the_same(void **state) {
    (void)state;
    for (int i = 0; i < FIXTURES; i++) logits(writers[i], "", CX_BF16, 1e-4);
}

static void bert_is_that_of_transformers(void **state) {
    (void)state;
    struct golden g;
    read_golden(&g, "bert");
    cx_runtime *rt = open_cpu();
    cx_lm *lm = cx_lm_open(rt, g.folder);
    cx_array *states = cx_lm_embed(lm, g.count, g.ids, CX_POOL_NONE),
             *mean = cx_lm_embed(lm, g.count, g.ids, CX_POOL_MEAN);
    cx_array *first = cx_lm_embed(lm, g.count, g.ids, CX_POOL_CLS);
    assert_calx_fine(rt);
    assert_true(cx_lm_encoder(lm));
    double square[2] = {0, 0};
    for (int64_t i = 0; i < cx_lm_features(lm); i++) {
        assert_close(cx_array_at(states, i), number_at(g.json, "first", i, -1), 1e-4);
        square[0] += pow(number_at(g.json, "first", i, -1), 2);
        square[1] += pow(number_at(g.json, "mean", i, -1), 2);
    }
    for (int64_t i = 0; i < cx_lm_features(lm); i++) {
        assert_close(cx_array_at(first, i), number_at(g.json, "first", i, -1) / sqrt(square[0]), 1e-5);
        assert_close(cx_array_at(mean, i), number_at(g.json, "mean", i, -1) / sqrt(square[1]), 1e-5);
    }
    cx_array_free(states);
    cx_array_free(mean);
    cx_array_free(first);
    cx_array *none = cx_lm_logits(lm, g.count, g.ids);
    assert_has(cx_array_error(none), "only reads");
    cx_array_free(none);
    close_fine(rt);
    free_golden(&g);
}

static void what_cannot_be_says_why(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    cx_lm *none = cx_lm_open(rt, CALX_TEST_DATA "/models/no-such-folder");
    assert_has(cx_lm_error(none), "no-such-folder");
    assert_int_equal(cx_lm_vocabulary(none), 0);
    assert_calx_error(rt, "no-such-folder");
    cx_array *failed = cx_lm_logits(none, 1, (int32_t[]){0});
    assert_non_null(cx_array_error(failed));
    cx_array_free(failed);
    cx_clear_error(rt);
    cx_lm *lm = cx_lm_open(rt, CALX_TEST_DATA "/models/data/gemma3");
    assert_string_equal(cx_lm_family(lm), "Gemma 3");
    failed = cx_lm_logits(lm, 2, (int32_t[]){0, 96});
    assert_has(cx_array_error(failed), "token 1 is 96, and the model's vocabulary ends at 95");
    cx_array_free(failed);
    cx_clear_error(rt);
    cx_generation *g = cx_generate(lm, "text");
    assert_non_null(cx_generation_error(g)); /* there is no tokenizer */
    cx_generation_free(g);
    cx_clear_error(rt);
    close_fine(rt);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(logits_are_those_of_transformers),
                                       cmocka_unit_test(gguf_gives_the_same), cmocka_unit_test(bf16_gives_the_same),
                                       cmocka_unit_test(bert_is_that_of_transformers),
                                       cmocka_unit_test(what_cannot_be_says_why)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
