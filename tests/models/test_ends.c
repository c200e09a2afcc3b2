/* Which tokens end a text by a model's own files: config.json, generation_config.json beside it, which overrides it (as in
   transformers' GenerationConfig), GGUF metadata. */
#include "models_test.h"

#include "models/config.h"

#include <unistd.h>

#define DATA CALX_TEST_DATA "/models/data"

static char folder[] = "/tmp/calx-ends-XXXXXX";

static int set_up(void **state) {
    (void)state;
    char path[128];
    if (!mkdtemp(folder)) return 1;
    snprintf(path, sizeof path, "%s/model.safetensors", folder);
    return symlink(DATA "/gemma3-large/model.safetensors", path);
}

static int tear_down(void **state) {
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command) != 0;
}

/* gemma3-large with another end in its configuration, and a generation_config.json; texts of JSON, NULL for none. */
static void write_files(const char *end, const char *generation) {
    char path[128];
    json_t *config = json_load_file(DATA "/gemma3-large/config.json", 0, NULL);
    json_object_del(config, "eos_token_id");
    if (end) json_object_set_new(config, "eos_token_id", json_loads(end, JSON_DECODE_ANY, NULL));
    snprintf(path, sizeof path, "%s/config.json", folder);
    assert_int_equal(json_dump_file(config, path, 0), 0);
    json_decref(config);
    snprintf(path, sizeof path, "%s/generation_config.json", folder);
    unlink(path);
    FILE *file = generation ? fopen(path, "w") : NULL;
    assert_true(!generation || (file && fputs(generation, file) >= 0 && fclose(file) == 0));
}

static const struct {
    const char *end, *generation;
    int count; /* -1: an error */
    int64_t ends[3];
    const char *error;
} cases[] = {
    {NULL, NULL, 0, {0}, NULL},
    {"1", NULL, 1, {1}, NULL},
    {"null", "{}", 0, {0}, NULL},
    {"[1, 95, 3]", NULL, 3, {1, 95, 3}, NULL},
    {"1", "{\"eos_token_id\": 7}", 1, {7}, NULL},
    {"1", "{\"eos_token_id\": [7, 8]}", 2, {7, 8}, NULL},
    {"1", "{\"eos_token_id\": null}", 1, {1}, NULL},
    {"1", "{\"temperature\": 1.0}", 1, {1}, NULL},
    {"-1", "{\"eos_token_id\": 7}", 1, {7}, NULL},            /* what is overridden is not looked at */
    {"1", "{\"eos_token_id\": [7, 96, 1e12]}", 1, {7}, NULL}, /* the vocabulary has 96 tokens */
    {"-1", NULL, -1, {0}, ": eos_token_id is to be the number of a token, or a list of up to 8"},
    {"1", "{\"eos_token_id\": \"</s>\"}", -1, {0}, ": generation_config.eos_token_id is to be the number"},
    {"1", "{\"eos_token_id\": true}", -1, {0}, ": generation_config.eos_token_id is to be the number"},
    {"1", "{\"eos_token_id\": 1.5}", -1, {0}, ": generation_config.eos_token_id is to be the number"},
    {"1", "{\"eos_token_id\": {\"a\": 1}}", -1, {0}, ": generation_config.eos_token_id.0 is to be the number"},
    {"1", "{\"eos_token_id\": [1, [2]]}", -1, {0}, ": generation_config.eos_token_id.1 is to be the number"},
    {"1", "{\"eos_token_id\": [0, 1, 2, 3, 4, 5, 6, 7, 8]}", -1, {0}, ": generation_config.eos_token_id.8 is to be"},
    {"1", "[1]", -1, {0}, "/generation_config.json: a list, where an object with members should be"},
    {"1", "{\"eos_token_id\": ", -1, {0}, "/generation_config.json: not JSON"},
    {"1", "", -1, {0}, "/generation_config.json: not JSON"},
};

static void read_from_files(void **state) {
    (void)state;
    static struct cxi_config config; /* it is large */
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cxi_status status = {0};
        write_files(cases[i].end, cases[i].generation);
        cx_weights *w = cx_weights_open(folder);
        bool read = cxi_config_read(&config, w, NULL, &status);
        if (cases[i].error) {
            assert_false(read);
            assert_has(cxi_error(&status), cases[i].error);
            assert_has(cxi_error(&status), folder);
        } else {
            if (!read) fail_msg("case %zu: %s", i, cxi_error(&status));
            assert_int_equal(config.end_count, cases[i].count);
            for (int k = 0; k < cases[i].count; k++) assert_int_equal(config.ends[k], cases[i].ends[k]);
        }
        cxi_status_clear(&status);
        cx_weights_free(w);
    }
}

/* The fifth token of the greedy answer ends it. */
static void a_text_ends_there(void **state) {
    (void)state;
    struct golden g;
    char generation[64];
    read_golden(&g, "gemma3-large");
    snprintf(generation, sizeof generation, "{\"eos_token_id\": [94, %d]}", (int)number_at(g.json, "greedy", 4, -1));
    write_files("1", generation);
    cx_runtime *rt = open_cpu();
    const int32_t *ids = g.ids;
    cx_generation *made =
        cx_generate(cx_lm_open(rt, folder), NULL, .batch = 1, .ids = &ids, .id_counts = &g.count, .max_tokens = 12);
    assert_calx_fine(rt);
    int64_t count;
    cx_generation_ids(made, 0, &count);
    assert_int_equal(count, 5);
    assert_int_equal(cx_generation_finish(made, 0), CX_FINISH_END);
    cx_generation_free(made);
    close_fine(rt);
    free_golden(&g);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(read_from_files), cmocka_unit_test(a_text_ends_there)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
