/* Generation: greedy tokens and their log-probabilities equal transformers' (make_models.py), with prompts read in one pass, in
   several, and in batches; sampling, stops and a context that is full. */
#include "models_test.h"

static cx_generation *write(cx_lm *lm, const int32_t *ids, int64_t count, cx_generate_args args) {
    args.batch = 1;
    args.ids = &ids;
    args.id_counts = &count;
    cx_generation *g = cx_generate_(lm, args);
    if (cx_generation_error(g)) fail_msg("%s", cx_generation_error(g));
    return g;
}
#define WRITE(lm, ids, count, ...) write((lm), (ids), (count), (cx_generate_args){__VA_ARGS__})

static void assert_greedy(const struct golden *g, cx_generation *made, int row) {
    int64_t count, wanted = (int64_t)json_array_size(json_object_get(g->json, "greedy"));
    const int32_t *ids = cx_generation_ids(made, row, &count);
    const float *scores = cx_generation_scores(made, row);
    if (cx_generation_error(made)) fail_msg("%s: %s", g->folder, cx_generation_error(made));
    if (count != wanted) fail_msg("%s: %lld tokens", g->folder, (long long)count);
    for (int64_t i = 0; i < count; i++) {
        if (ids[i] != (int32_t)number_at(g->json, "greedy", i, -1))
            fail_msg("%s: token %lld is %d", g->folder, (long long)i, ids[i]);
        if (json_object_get(g->json, "greedy_scores"))
            assert_close((double)scores[i], number_at(g->json, "greedy_scores", i, -1), 1e-4);
    }
}

static int64_t greedy_count(const struct golden *g) {
    return (int64_t)json_array_size(json_object_get(g->json, "greedy"));
}

static void greedy(void **state) {
    (void)state;
    for (int i = 0; i < WRITERS; i++) {
        struct golden g;
        if (!read_golden(&g, writers[i])) continue;
        cx_runtime *rt = open_cpu();
        cx_lm *lm = cx_lm_open(rt, g.folder);
        cx_generation *made =
            WRITE(lm, g.ids, g.count, .max_tokens = greedy_count(&g), .ignore_end = true, .scores = true);
        assert_greedy(&g, made, 0);
        assert_int_equal(cx_generation_finish(made, 0), CX_FINISH_LENGTH);
        cx_generation_free(made);
        close_fine(rt);
        free_golden(&g);
    }
}

/* Prompts of several lengths, each of which gives what it gives alone. */
static void batches(void **state) {
    (void)state;
    for (int i = 0; i < FIXTURES; i++) {
        struct golden g;
        read_golden(&g, writers[i]);
        cx_runtime *rt = open_cpu();
        cx_lm *lm = cx_lm_open(rt, g.folder);
        const int32_t *ids[] = {g.ids, g.ids, g.ids + 5};
        int64_t counts[] = {7, g.count, 1};
        cx_generation *together = cx_generate(lm, NULL, .batch = 3, .ids = ids, .id_counts = counts,
                                              .max_tokens = greedy_count(&g), .ignore_end = true, .scores = true);
        assert_greedy(&g, together, 1);
        for (int row = 0; row < 3; row += 2) {
            cx_generation *alone =
                WRITE(lm, ids[row], counts[row], .max_tokens = greedy_count(&g), .ignore_end = true, .scores = true);
            int64_t count;
            const int32_t *a = cx_generation_ids(alone, 0, &count), *b = cx_generation_ids(together, row, NULL);
            assert_int_equal(count, greedy_count(&g));
            assert_memory_equal(a, b, (size_t)count * sizeof *a);
            for (int64_t k = 0; k < count; k++)
                assert_close((double)cx_generation_scores(alone, 0)[k], (double)cx_generation_scores(together, row)[k],
                             1e-4);
            cx_generation_free(alone);
        }
        cx_generation_free(together);
        close_fine(rt);
        free_golden(&g);
    }
}

struct fixture {
    cx_runtime *rt;
    cx_lm *lm;
    struct golden g;
};

static struct fixture open_fixture(const char *name) {
    struct fixture f;
    read_golden(&f.g, name);
    f.rt = open_cpu();
    f.lm = cx_lm_open(f.rt, f.g.folder);
    assert_calx_fine(f.rt);
    return f;
}

static void close_fixture(struct fixture *f) {
    close_fine(f->rt);
    free_golden(&f->g);
}

/* A token ends its own row only; ignored, it ends none. */
static void ends(void **state) {
    (void)state;
    struct fixture f = open_fixture("gemma3-large");
    int32_t third = (int32_t)number_at(f.g.json, "greedy", 4, -1); /* comes fifth, for the first time */
    const int32_t *ids[] = {f.g.ids, f.g.ids + 9};
    int64_t counts[] = {f.g.count, 3}, count;
    cx_generation *g = cx_generate(f.lm, NULL, .batch = 2, .ids = ids, .id_counts = counts, .max_tokens = 12,
                                   .end_count = 1, .ends = &third);
    cx_generation_ids(g, 0, &count);
    assert_int_equal(count, 5);
    assert_int_equal(cx_generation_finish(g, 0), CX_FINISH_END);
    cx_generation_ids(g, 1, &count);
    assert_true(count > 5);
    cx_generation_free(g);
    close_fixture(&f);
}

static bool enough(const cx_token *token, void *user) {
    assert_int_equal(token->row, 0);
    return ++*(int *)user < 3;
}

static void callback_ends(void **state) {
    (void)state;
    struct fixture f = open_fixture("llama");
    int calls = 0;
    int64_t count;
    cx_generation *g = WRITE(f.lm, f.g.ids, 4, .max_tokens = 12, .each = enough, .user = &calls, .ignore_end = true);
    cx_generation_ids(g, 0, &count);
    assert_int_equal(count, 3);
    assert_int_equal(calls, 3);
    assert_int_equal(cx_generation_finish(g, 0), CX_FINISH_ASKED);
    cx_generation_free(g);
    close_fixture(&f);
}

/* A context of 32 is full after 24 + 8 tokens; sliding, it goes on, and what it writes is what the model writes behind the
   first token and the newer half. */
static void context(void **state) {
    (void)state;
    struct fixture f = open_fixture("gemma3");
    int64_t count;
    cx_generation *g = WRITE(f.lm, f.g.ids, f.g.count, .max_tokens = 20, .context = 32, .ignore_end = true);
    cx_generation_ids(g, 0, &count);
    assert_int_equal(count, 9); /* the ninth is chosen by what is known then, and has no place any more */
    assert_int_equal(cx_generation_finish(g, 0), CX_FINISH_CONTEXT);
    cx_generation_free(g);

    g = WRITE(f.lm, f.g.ids, f.g.count, .max_tokens = 20, .context = 32, .slide = true, .ignore_end = true);
    const int32_t *ids = cx_generation_ids(g, 0, &count);
    assert_int_equal(count, 20);
    assert_int_equal(cx_generation_speed(g).slides, 1);
    int32_t half[16] = {f.g.ids[0]};
    for (int i = 0; i < 15; i++)
        half[1 + i] = f.g.count + 9 - 15 + i < f.g.count ? f.g.ids[f.g.count + 9 - 15 + i] : ids[9 - 15 + i];
    cx_generation *behind = WRITE(f.lm, half, 16, .max_tokens = 11, .ignore_end = true);
    assert_memory_equal(cx_generation_ids(behind, 0, NULL), ids + 9, 11 * sizeof *ids);
    cx_generation_free(behind);
    cx_generation_free(g);

    const int32_t *prompt = f.g.ids;
    g = cx_generate(f.lm, NULL, .batch = 1, .ids = &prompt, .id_counts = &f.g.count, .context = 20);
    assert_has(cx_generation_error(g), "24 tokens, and the context holds 20");
    cx_generation_free(g);
    cx_clear_error(f.rt);
    close_fixture(&f);
}

/* A prompt longer than one call takes: the logits behind it are those of the whole text at once. */
static void long_prompts(void **state) {
    (void)state;
    struct fixture f = open_fixture("gemma3");
    enum { LONG = 121 };
    int32_t ids[LONG];
    for (int i = 0; i < LONG; i++) ids[i] = 3 + (i * i + 7 * i) % 90;
    cx_array *whole = cx_lm_logits(f.lm, LONG, ids);
    const float *last = (const float *)cx_array_read(whole) + (LONG - 1) * 96;
    const int64_t chunks[] = {64, 20, 6};
    for (int k = 0; k < 3; k++) {
        cx_lm *lm = cx_lm_open(f.rt, f.g.folder, .chunk = chunks[k]);
        cx_generation *g = WRITE(lm, ids, LONG, .max_tokens = 1, .logits = true);
        for (int i = 0; i < 96; i++) assert_close((double)cx_generation_logits(g, 0)[i], (double)last[i], 1e-4);
        cx_generation_free(g);
        cx_lm_free(lm);
    }
    cx_array_free(whole);
    close_fixture(&f);
}

static void seeds(void **state) {
    (void)state;
    struct fixture f = open_fixture("llama");
    cx_sampling sampling = {.temperature = 1.5, .top_k = 40, .top_p = 0.95, .seed = 7};
    int32_t first[12];
    for (int i = 0; i < 3; i++) {
        sampling.seed = i == 2 ? 8 : 7;
        cx_generation *g = WRITE(f.lm, f.g.ids, 6, .max_tokens = 12, .sampling = sampling, .ignore_end = true);
        const int32_t *ids = cx_generation_ids(g, 0, NULL);
        if (i == 0) memcpy(first, ids, sizeof first);
        if (i == 1) assert_memory_equal(ids, first, sizeof first);
        if (i == 2) assert_memory_not_equal(ids, first, sizeof first);
        cx_generation_free(g);
    }
    close_fixture(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(greedy),  cmocka_unit_test(batches),
                                       cmocka_unit_test(ends),    cmocka_unit_test(callback_ends),
                                       cmocka_unit_test(context), cmocka_unit_test(long_prompts),
                                       cmocka_unit_test(seeds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
