#include "text/read_json.h"

#include "base/alloc.h"
#include "io/quote.h"

enum { SEQUENCES_MAX = 8 }; /* of sequences in sequences */

const char *cxi_json_text(const json_t *object, const char *key, const char *otherwise) {
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : otherwise;
}

bool cxi_json_flag(const json_t *object, const char *key, bool otherwise) {
    const json_t *value = json_object_get(object, key);
    return json_is_boolean(value) ? json_is_true(value) : otherwise;
}

int64_t cxi_json_integer(const json_t *object, const char *key, int64_t otherwise) {
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? json_integer_value(value) : otherwise;
}

struct cxi_span cxi_json_span(const json_t *string) {
    return json_is_string(string) ? cxi_span(json_string_value(string), json_string_length(string)) : cxi_span("", 0);
}

bool cxi_json_is(const json_t *object, const char *type) {
    return strcmp(cxi_json_text(object, "type", ""), type) == 0;
}

bool cxi_json_copy(cx_tokenizer *t, const json_t *object, const char *key, const char *otherwise, char **to) {
    *to = cxi_copy_string(cxi_json_text(object, key, otherwise));
    return *to || cxi_fail_memory(&t->status);
}

bool cxi_json_pattern(cx_tokenizer *t, const json_t *object, char **text, struct cxi_regex **regex) {
    const json_t *pattern = json_object_get(object, "pattern");
    const json_t *expression = json_object_get(pattern, "Regex");
    if (json_is_string(expression)) return (*regex = cxi_regex_new(cxi_json_span(expression), &t->status));
    if (!json_is_string(json_object_get(pattern, "String")))
        return cxi_fail(&t->status, "a \"pattern\" has neither \"String\" nor \"Regex\"");
    return cxi_json_copy(t, pattern, "String", "", text);
}

static bool read_sequence(cx_tokenizer *t, const json_t *object, const char *list, cxi_json_reader *read, int depth) {
    if (!object || json_is_null(object)) return true;
    if (!cxi_json_is(object, "Sequence")) return read(t, object);
    if (depth == SEQUENCES_MAX)
        return cxi_fail(&t->status, "\"%s\" has more than %d sequences within one another", list, SEQUENCES_MAX);
    size_t index;
    const json_t *part;
    json_array_foreach(json_object_get(object, list), index, part) {
        if (!read_sequence(t, part, list, read, depth + 1)) return false;
    }
    return true;
}

bool cxi_json_sequence(cx_tokenizer *t, const json_t *object, const char *list, cxi_json_reader *read) {
    return read_sequence(t, object, list, read, 0);
}

bool cxi_json_unknown(cx_tokenizer *t, const char *kind, const json_t *object) {
    const char *type = cxi_json_text(object, "type", "without a \"type\"");
    return cxi_fail(&t->status, "the %s %s is one that Calx does not know", kind, cxi_quote(type, strlen(type)).text);
}

bool cxi_read_tokenizer_json(cx_tokenizer *t, const char *bytes, size_t size) {
    json_error_t error;
    json_t *file = json_loadb(bytes, size, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    if (!file)
        return cxi_fail(&t->status, "it is not JSON: %s at byte %d", cxi_quote(error.text, strlen(error.text)).text,
                        error.position);
    /* Added tokens are spelt in the normal form, and are not the model's. */
    bool fine =
        cxi_json_sequence(t, json_object_get(file, "normalizer"), "normalizers", cxi_read_json_normalizer) &&
        cxi_json_sequence(t, json_object_get(file, "pre_tokenizer"), "pretokenizers", cxi_read_json_pre_tokenizer) &&
        cxi_read_json_model(t, json_object_get(file, "model")) &&
        cxi_read_json_added(t, json_object_get(file, "added_tokens")) &&
        cxi_read_json_decoder(t, json_object_get(file, "decoder")) &&
        cxi_json_sequence(t, json_object_get(file, "post_processor"), "processors", cxi_read_json_post_processor);
    json_decref(file);
    return fine;
}

static void read_named(const cx_tokenizer *t, const json_t *config, const char *key, int32_t *id) {
    const json_t *token = json_object_get(config, key);
    if (json_is_object(token)) token = json_object_get(token, "content");
    if (json_is_string(token)) *id = cxi_vocabulary_find(&t->vocabulary, cxi_json_span(token));
}

bool cxi_read_tokenizer_config(cx_tokenizer *t, const char *bytes, size_t size) {
    json_error_t error;
    json_t *config = json_loadb(bytes, size, JSON_ALLOW_NUL, &error);
    if (!config)
        return cxi_fail(&t->status, "it is not JSON: %s at byte %d", cxi_quote(error.text, strlen(error.text)).text,
                        error.position);
    read_named(t, config, "bos_token", &t->bos);
    read_named(t, config, "eos_token", &t->eos);
    read_named(t, config, "pad_token", &t->pad);
    read_named(t, config, "unk_token", &t->unk);
    json_decref(config);
    return true;
}
