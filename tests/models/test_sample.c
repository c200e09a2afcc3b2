/* What is left to choose from equals what transformers leaves (make_sampling.py), and draws come as often as they should. */
#include "run/calx_test.h"

#include "text/sample.h"

#include <jansson.h>

enum { ROWS = 2, TOKENS = 60 };

struct asked {
    unsigned flags;
    bool choose; /* else the logits that are chosen from */
};

static void trace(cx_graph *graph, cx_node *const *in, cx_node **out, void *user) {
    (void)graph;
    struct asked *asked = user;
    cx_node *all[4];
    if (!asked->choose)
        out[0] = cxi_sample_logits(in, asked->flags);
    else {
        cxi_sample_build(NULL, in, all, &asked->flags);
        out[0] = all[0];
    }
}

static double setting(json_t *c, const char *name) {
    return json_number_value(json_object_get(c, name));
}

static void read_row_of_numbers(json_t *list, float *to) {
    for (size_t i = 0; i < TOKENS; i++) to[i] = (float)json_number_value(json_array_get(list, i));
}

static void count(json_t *list, int32_t *history, int32_t by, bool once) {
    for (size_t i = 0; i < json_array_size(list); i++)
        for (int row = 0; row < ROWS; row++) {
            int32_t *at = &history[row * TOKENS + json_integer_value(json_array_get(list, i))];
            *at = once ? by : *at + by;
        }
}

static void filters(void **state) {
    (void)state;
    json_t *all = json_load_file(CALX_TEST_DATA "/models/data/sampling.json", 0, NULL), *c;
    assert_non_null(all);
    float logits[ROWS * TOKENS];
    int32_t history[ROWS * TOKENS] = {0};
    for (int row = 0; row < ROWS; row++)
        read_row_of_numbers(json_array_get(json_object_get(all, "logits"), (size_t)row), logits + row * TOKENS);
    count(json_object_get(all, "met"), history, 1, true);
    count(json_object_get(all, "chosen"), history, 2, false);
    cx_runtime *rt = open_cpu();
    size_t i;
    json_array_foreach(json_object_get(all, "cases"), i, c) {
        cx_sampling s = {.temperature = setting(c, "temperature"),
                         .top_k = (int64_t)setting(c, "top_k"),
                         .top_p = setting(c, "top_p"),
                         .min_p = setting(c, "min_p"),
                         .repetition = setting(c, "repetition"),
                         .frequency = setting(c, "frequency"),
                         .presence = setting(c, "presence")};
        struct asked asked = {cxi_sample_flags(&s, false), false};
        float numbers[CXI_SAMPLE_NUMBERS];
        cxi_sample_numbers(&s, numbers);
        cx_tensor *in[] = {float_tensor(rt, CX_DIMS(ROWS, TOKENS), logits),
                           float_tensor(rt, CX_DIMS(CXI_SAMPLE_NUMBERS), numbers),
                           cx_tensor_new(rt, CX_U32, CX_DIMS(2), ((uint32_t[]){1, 0})), cx_tensor_scalar(rt, CX_I32, 0),
                           cx_tensor_new(rt, CX_I32, CX_DIMS(ROWS, TOKENS), history)},
                  *out;
        cx_call(cx_jit(rt, trace, .user = &asked), asked.flags & CXI_SAMPLE_HISTORY ? 5 : 4, in, 1, &out);
        const float *left = cx_tensor_view(out);
        assert_calx_fine(rt);
        for (int k = 0; k < ROWS * TOKENS; k++) {
            json_t *wanted = json_array_get(json_array_get(json_object_get(c, "result"), (size_t)(k / TOKENS)),
                                            (size_t)(k % TOKENS));
            if (json_is_null(wanted) != (left[k] < -1e29F))
                fail_msg("case %d: token %d of row %d", (int)i, k % TOKENS, k / TOKENS);
            if (!json_is_null(wanted)) assert_close((double)left[k], json_number_value(wanted), 1e-4);
        }
        cx_tensor_free(out);
        for (int k = 0; k < 5; k++) cx_tensor_free(in[k]);
    }
    close_fine(rt);
    json_decref(all);
}

/* 20,000 rows with the same four logits: the shares are the probabilities, to within five standard deviations. */
static void shares(void **state) {
    (void)state;
    enum { DRAWS = 20000 };
    static float logits[DRAWS * 4];
    const double p[] = {0.5, 0.3, 0.15, 0.05};
    for (int i = 0; i < DRAWS * 4; i++) logits[i] = (float)log(p[i % 4]);
    cx_runtime *rt = open_cpu();
    struct asked asked = {CXI_SAMPLE_RANDOM, true};
    float numbers[CXI_SAMPLE_NUMBERS] = {1};
    cx_tensor *in[] = {float_tensor(rt, CX_DIMS(DRAWS, 4), logits),
                       float_tensor(rt, CX_DIMS(CXI_SAMPLE_NUMBERS), numbers),
                       cx_tensor_new(rt, CX_U32, CX_DIMS(2), ((uint32_t[]){3, 0})), cx_tensor_scalar(rt, CX_I32, 5)},
              *out;
    cx_call(cx_jit(rt, trace, .user = &asked), 4, in, 1, &out);
    const int32_t *ids = cx_tensor_view(out);
    assert_calx_fine(rt);
    int times[4] = {0};
    for (int i = 0; i < DRAWS; i++) times[ids[i]]++;
    for (int k = 0; k < 4; k++) assert_close(times[k], p[k] * DRAWS, 5 * sqrt(p[k] * (1 - p[k]) * DRAWS));
    close_fine(rt);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(filters), cmocka_unit_test(shares)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
