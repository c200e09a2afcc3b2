/* Small models and what transformers computes with them. */
#ifndef TESTS_MODELS_TEST_H
#define TESTS_MODELS_TEST_H

#include "run/calx_test.h"

#include <jansson.h>

/* Below data/, and of the larger ones that are only where this project is made (skipped elsewhere). */
static const char *const writers[] = {"gemma1",          "gemma2",      "gemma3",     "gemma3-large",
                                      "gemma3-pictures", "llama",       "llama3",     "gpt2",
                                      "gemma2-tiny",     "gemma3-tiny", "llama-tiny", "gpt2-tiny"};
enum { FIXTURES = 8, WRITERS = sizeof writers / sizeof writers[0] };

struct golden {
    char folder[512];
    json_t *json; /* expected.json */
    int64_t count;
    int32_t ids[256]; /* its input_ids */
};

static inline double number_at(json_t *object, const char *key, int64_t i, int64_t j) {
    json_t *value = json_array_get(json_object_get(object, key), (size_t)i);
    if (j >= 0) value = json_array_get(value, (size_t)j);
    if (!json_is_number(value)) fail_msg("%s[%lld] is missing", key, (long long)i);
    return json_number_value(value);
}

/* False: it is not on this machine. */
static inline bool read_golden(struct golden *g, const char *name) {
    *g = (struct golden){0};
    bool own = !strstr(name, "-tiny");
    snprintf(g->folder, sizeof g->folder, "%s/%s", own ? CALX_TEST_DATA "/models/data" : CALX_SHARED "/goldens", name);
    char path[600];
    snprintf(path, sizeof path, "%s/expected.json", g->folder);
    g->json = json_load_file(path, 0, NULL);
    if (!g->json && own) fail_msg("%s cannot be read", path);
    if (!g->json) return printf("not here, and not tested: %s\n", name), false;
    g->count = (int64_t)json_array_size(json_array_get(json_object_get(g->json, "input_ids"), 0));
    for (int64_t i = 0; i < g->count; i++) g->ids[i] = (int32_t)number_at(g->json, "input_ids", 0, i);
    return true;
}

static inline void free_golden(struct golden *g) {
    json_decref(g->json);
}

#endif
