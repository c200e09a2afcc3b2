#include "io/weights_config.h"

#include "base/alloc.h"
#include "io/quote.h"
#include "io/weights.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_LIST = 4096 };

json_t *cxi_json_read(const char *path, struct cxi_status *status) {
    struct cxi_file file;
    if (!cxi_file_read(&file, path, status)) return NULL;
    json_error_t error;
    json_t *value = json_loadb((const char *)file.bytes, file.size, 0, &error);
    if (!value)
        cxi_fail(status, "%s: not JSON: %s in line %d; the file is damaged, take it again", path,
                 cxi_quote(error.text, strlen(error.text)).text, error.line);
    cxi_file_close(&file);
    if (json_is_object(value) || !value) return value;
    cxi_fail(status, "%s: a list, where an object with members should be; the file is damaged, take it again", path);
    json_decref(value);
    return NULL;
}

/* -- GGUF's metadata -- */

static json_t *one_of(const struct cxi_gguf_value *v, size_t index) {
    if (v->type == CXI_GGUF_FLAG) return json_boolean(cxi_gguf_integer(v, index));
    double number = cxi_gguf_number(v, index);
    if (number == floor(number) && fabs(number) < 9e15) return json_integer(cxi_gguf_integer(v, index));
    return isfinite(number) ? json_real(number) : json_null();
}

/* Texts that are not UTF-8 become null. */
static json_t *list_of_texts(const struct cxi_gguf_value *v) {
    struct cxi_gguf_text *texts = cxi_new(v->count, sizeof *texts);
    json_t *list = texts ? json_array() : NULL;
    if (list) cxi_gguf_texts(v, texts);
    for (size_t i = 0; list && i < v->count; i++) {
        json_t *text = json_stringn(texts[i].bytes, texts[i].length);
        json_array_append_new(list, text ? text : json_null());
    }
    cxi_free(texts);
    return list;
}

static json_t *list_of(const struct cxi_gguf_value *v) {
    if (v->type == CXI_GGUF_TEXT) return list_of_texts(v);
    json_t *list = json_array();
    for (size_t i = 0; list && i < v->count; i++) json_array_append_new(list, one_of(v, i));
    return list;
}

static json_t *text_of(const struct cxi_gguf_value *v) {
    struct cxi_gguf_text text;
    cxi_gguf_texts(v, &text);
    return json_stringn(text.bytes, text.length);
}

json_t *cxi_config_of_gguf(const struct cxi_gguf *file, struct cxi_status *status) {
    json_t *config = json_object();
    for (size_t i = 0; config && i < cxi_gguf_value_count(file); i++) {
        const struct cxi_gguf_value *v = cxi_gguf_value_at(file, i);
        if (v->count > LONGEST_LIST) continue;
        json_t *value = v->list ? list_of(v) : v->type == CXI_GGUF_TEXT ? text_of(v) : one_of(v, 0);
        if (!value && v->list) return json_decref(config), cxi_fail_memory(status), NULL;
        if (value) json_object_set_new(config, v->key, value); /* a key that is not UTF-8 stays out */
    }
    if (!config) cxi_fail_memory(status);
    return config;
}

/* -- Asked by key -- */

static const json_t *member(const json_t *in, const char *key, size_t length) {
    char name[256];
    if (!length || length >= sizeof name) return NULL;
    memcpy(name, key, length);
    name[length] = '\0';
    if (json_is_object(in)) return json_object_get(in, name);
    if (!json_is_array(in) || length > 9) return NULL;
    size_t index = 0;
    for (size_t i = 0; i < length; i++) {
        if (key[i] < '0' || key[i] > '9') return NULL;
        index = 10 * index + (size_t)(key[i] - '0');
    }
    return json_array_get(in, index);
}

/* A key may have dots of its own, so the longest beginning that is a member wins. */
static const json_t *find(const json_t *in, const char *key) {
    for (size_t length = strlen(key);; length--) {
        const json_t *found = key[length] == '.' || !key[length] ? member(in, key, length) : NULL;
        if (found && !key[length]) return found;
        if (found && (found = find(found, key + length + 1))) return found;
        if (!length) return NULL;
    }
}

bool cx_weights_has(const cx_weights *w, const char *key) {
    return find(cxi_weights_some(w)->config, key);
}

double cx_weights_number(const cx_weights *w, const char *key, double otherwise) {
    const json_t *found = find(cxi_weights_some(w)->config, key);
    return json_is_number(found) ? json_number_value(found) : otherwise;
}

bool cx_weights_flag(const cx_weights *w, const char *key, bool otherwise) {
    const json_t *found = find(cxi_weights_some(w)->config, key);
    return json_is_boolean(found) ? json_is_true(found) : otherwise;
}

const char *cx_weights_text(const cx_weights *w, const char *key, const char *otherwise) {
    const json_t *found = find(cxi_weights_some(w)->config, key);
    return json_is_string(found) ? json_string_value(found) : otherwise;
}

int64_t cx_weights_length(const cx_weights *w, const char *key) {
    const json_t *found = find(cxi_weights_some(w)->config, key);
    if (json_is_array(found)) return (int64_t)json_array_size(found);
    return json_is_object(found) ? (int64_t)json_object_size(found) : -1;
}
