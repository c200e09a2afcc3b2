/* checkpoint.json: {"format": "calx checkpoint", "version": 1, "step": 1000, ..., "crc32": "9ae0daaf"}. The last is the
   checksum of the object without it, written compactly and sorted by key: the layout of the file is free. */
#include "train/checkpoint_about.h"

#include "base/alloc.h"
#include "io/file.h"
#include "io/directory.h"
#include "io/quote.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define FORMAT    "calx checkpoint"
#define FILE_NAME "checkpoint.json"
enum { SIZE_MAX_READ = 1 << 24 }; /* bytes; a real one has a few thousand */

static bool checksum(const json_t *object, uint32_t *sum) {
    char *text = json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS);
    if (!text) return false;
    *sum = (uint32_t)crc32(0, (const Bytef *)text, (uInt)strlen(text));
    free(text);
    return true;
}

static json_t *hexadecimal(uint32_t value) {
    char text[9];
    snprintf(text, sizeof text, "%08x", (unsigned)value);
    return json_string(text);
}

/* ---------------------------------------------------------------------------------------------------- writing */

static json_t *object_of_numbers(const struct cxi_about_numbers *numbers) {
    json_t *object = json_object();
    for (size_t i = 0; i < numbers->count; i++)
        if (isfinite(numbers->at[i].value) &&
            json_object_set_new(object, numbers->at[i].name, json_real(numbers->at[i].value)) != 0) {
            json_decref(object);
            return NULL;
        }
    return object;
}

static json_t *object_of_texts(const struct cxi_about_texts *texts) {
    json_t *object = json_object();
    for (size_t i = 0; i < texts->count; i++)
        if (json_object_set_new(object, texts->at[i].key, json_string(texts->at[i].value)) != 0) {
            json_decref(object);
            return NULL;
        }
    return object;
}

/* NULL without memory, or where a text is not UTF-8: jansson does not tell them apart. */
static json_t *to_json(const struct cxi_about *about) {
    char seed[24];
    snprintf(seed, sizeof seed, "%llu", (unsigned long long)about->seed); /* JSON's integers have 63 bits */
    json_t *object = json_pack("{s:s, s:i, s:I, s:I, s:s, s:I, s:s?, s:o, s:o, s:o, s:{s:I, s:o}}", "format", FORMAT,
                               "version", CXI_CHECKPOINT_VERSION, "step", (json_int_t)about->step, "position",
                               (json_int_t)about->position, "seed", seed, "time", (json_int_t)about->time, "optimizer",
                               about->optimizer, "hyperparameters", object_of_numbers(&about->hyper), "metrics",
                               object_of_numbers(&about->metrics), "notes", object_of_texts(&about->notes), "variables",
                               "bytes", (json_int_t)about->bytes, "crc32", hexadecimal(about->checksum));
    uint32_t sum;
    if (object && checksum(object, &sum) && json_object_set_new(object, "crc32", hexadecimal(sum)) == 0) return object;
    json_decref(object);
    return NULL;
}

bool cxi_about_write(const char *folder, const struct cxi_about *about, struct cxi_status *status) {
    char *path = cxi_path_join(folder, FILE_NAME);
    json_t *object = to_json(about);
    char *text = object ? json_dumps(object, JSON_INDENT(2)) : NULL;
    bool written = false;
    if (!path)
        cxi_fail_memory(status);
    else if (!text)
        cxi_fail(status, "cannot write %s: out of memory, or a name or note is not UTF-8", path);
    else {
        struct cxi_piece pieces[] = {{text, strlen(text)}, {"\n", 1}};
        written = cxi_file_write(path, pieces, 2, status);
    }
    free(text);
    json_decref(object);
    cxi_free(path);
    return written;
}

/* ---------------------------------------------------------------------------------------------------- reading */

struct reader {
    struct cxi_about *about;
    const char *name; /* of the file */
    struct cxi_status *status;
};

static bool fail_field(const struct reader *r, const char *field, const char *wrong) {
    return cxi_fail(r->status, "%s: \"%s\" %s; the file is damaged or not a checkpoint's", r->name, field, wrong);
}

static bool keep(const struct reader *r, const char **to, const char *text) {
    *to = cxi_arena_copy(&r->about->texts, text, strlen(text) + 1);
    return *to || cxi_fail_memory(r->status);
}

static bool read_count(const struct reader *r, const json_t *object, const char *field, int64_t *to) {
    const json_t *value = json_object_get(object, field);
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return fail_field(r, field, "is not a whole number from 0");
    *to = json_integer_value(value);
    return true;
}

static bool read_checksum(const struct reader *r, const json_t *object, uint32_t *to) {
    const char *text = json_string_value(json_object_get(object, "crc32"));
    if (!text || strlen(text) != 8 || strspn(text, "0123456789abcdef") != 8)
        return fail_field(r, "crc32", "is not eight hexadecimal digits");
    *to = (uint32_t)strtoul(text, NULL, 16);
    return true;
}

static bool read_numbers(const struct reader *r, const json_t *root, const char *field, struct cxi_about_numbers *to) {
    json_t *object = json_object_get(root, field);
    if (!json_is_object(object)) return fail_field(r, field, "is not an object");
    to->at = cxi_arena_new(&r->about->texts, json_object_size(object) + 1, sizeof *to->at);
    if (!to->at) return cxi_fail_memory(r->status);
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value) {
        if (!json_is_number(value)) return fail_field(r, field, "has a value that is not a number");
        to->at[to->count].value = json_number_value(value);
        if (!keep(r, &to->at[to->count++].name, key)) return false;
    }
    return true;
}

static bool read_notes(const struct reader *r, const json_t *root) {
    json_t *object = json_object_get(root, "notes");
    struct cxi_about_texts *to = &r->about->notes;
    if (!json_is_object(object)) return fail_field(r, "notes", "is not an object");
    to->at = cxi_arena_new(&r->about->texts, json_object_size(object) + 1, sizeof *to->at);
    if (!to->at) return cxi_fail_memory(r->status);
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value) {
        if (!json_is_string(value)) return fail_field(r, "notes", "has a value that is not a string");
        struct cxi_about_text *note = &to->at[to->count++];
        if (!keep(r, &note->key, key) || !keep(r, &note->value, json_string_value(value))) return false;
    }
    return true;
}

static bool read_seed(const struct reader *r, const json_t *root) {
    const char *text = json_string_value(json_object_get(root, "seed"));
    size_t digits = text ? strspn(text, "0123456789") : 0;
    if (!digits || text[digits] || digits > 20) return fail_field(r, "seed", "is not a string of decimal digits");
    r->about->seed = strtoull(text, NULL, 10);
    return true;
}

static bool read_optimizer(const struct reader *r, const json_t *root) {
    const json_t *name = json_object_get(root, "optimizer");
    if (json_is_null(name)) return true;
    if (!json_is_string(name)) return fail_field(r, "optimizer", "is not a string");
    return keep(r, &r->about->optimizer, json_string_value(name));
}

/* First of all: what another version means by the fields is not known. */
static bool check_version(const struct reader *r, const json_t *root) {
    const char *format = json_string_value(json_object_get(root, "format"));
    const json_t *version = json_object_get(root, "version");
    if (!format || strcmp(format, FORMAT) != 0 || !json_is_integer(version))
        return cxi_fail(r->status, "%s: it does not say that it is a checkpoint of Calx; check the path", r->name);
    if (json_integer_value(version) > CXI_CHECKPOINT_VERSION)
        return cxi_fail(r->status,
                        "%s: its format is version %lld, and this Calx knows up to %d; read it with a newer Calx",
                        r->name, (long long)json_integer_value(version), CXI_CHECKPOINT_VERSION);
    return json_integer_value(version) >= 1 || fail_field(r, "version", "is below 1");
}

static bool check_whole(const struct reader *r, json_t *root) {
    uint32_t noted, sum;
    if (!read_checksum(r, root, &noted)) return false;
    json_object_del(root, "crc32");
    if (!checksum(root, &sum)) return cxi_fail_memory(r->status);
    return sum == noted || cxi_fail(r->status, "%s: its checksum is wrong: the file is damaged", r->name);
}

static bool read_root(const struct reader *r, json_t *root) {
    struct cxi_about *a = r->about;
    if (!json_is_object(root)) return cxi_fail(r->status, "%s: it is not a JSON object; check the path", r->name);
    const json_t *variables = json_object_get(root, "variables");
    return check_version(r, root) && check_whole(r, root) && read_count(r, root, "step", &a->step) &&
           read_count(r, root, "position", &a->position) && read_count(r, root, "time", &a->time) &&
           read_seed(r, root) && read_optimizer(r, root) && read_numbers(r, root, "hyperparameters", &a->hyper) &&
           read_numbers(r, root, "metrics", &a->metrics) && read_notes(r, root) &&
           read_count(r, variables, "bytes", &a->bytes) && read_checksum(r, variables, &a->checksum);
}

bool cxi_about_parse(struct cxi_about *about, const void *bytes, size_t size, const char *name,
                     struct cxi_status *status) {
    *about = (struct cxi_about){0};
    if (size > SIZE_MAX_READ) return cxi_fail(status, "%s: it is too large to be a checkpoint's; check the path", name);
    json_error_t error;
    json_t *root = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        return cxi_fail(status, "%s: it is not JSON: %s at byte %d; the file is damaged", name,
                        cxi_quote(error.text, strlen(error.text)).text, error.position);
    bool read = read_root(&(struct reader){about, name, status}, root);
    json_decref(root);
    if (!read) cxi_about_free(about);
    return read;
}

bool cxi_about_read(struct cxi_about *about, const char *folder, struct cxi_status *status) {
    *about = (struct cxi_about){0};
    char *path = cxi_path_join(folder, FILE_NAME);
    struct cxi_file file;
    if (!path) return cxi_fail_memory(status);
    bool read = cxi_file_read(&file, path, status);
    if (read) {
        read = cxi_about_parse(about, file.bytes, file.size, path, status);
        cxi_file_close(&file);
    }
    cxi_free(path);
    return read;
}

void cxi_about_free(struct cxi_about *about) {
    cxi_arena_free(&about->texts);
    *about = (struct cxi_about){0};
}

/* ---------------------------------------------------------------------------------------------------- look-up */

bool cxi_about_number(const struct cxi_about_numbers *numbers, const char *name, double *value) {
    for (size_t i = 0; i < numbers->count; i++)
        if (strcmp(numbers->at[i].name, name) == 0) return *value = numbers->at[i].value, true;
    return false;
}

const char *cxi_about_note(const struct cxi_about *about, const char *key) {
    for (size_t i = 0; i < about->notes.count; i++)
        if (strcmp(about->notes.at[i].key, key) == 0) return about->notes.at[i].value;
    return NULL;
}
