#include "io/safetensors.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/dims.h"
#include "base/dtype.h"
#include "base/text.h"
#include "base/dims.h"
#include "io/file.h"
#include "io/quote.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER_MAX = 100000000 }; /* bytes; the limit of the reference implementation */

struct cxi_safetensors {
    struct cxi_status status;
    struct cxi_file file;
    struct cxi_arena texts;      /* names, keys and values */
    struct cxi_tensor *tensors;  /* by offset */
    struct cxi_tensor **by_name; /* the same, sorted */
    size_t count;
    struct cxi_metadata *metadata; /* sorted by key */
    size_t metadata_count;
    const char *name;          /* of the file, while it is opened */
    const unsigned char *data; /* the elements */
    size_t data_size;
};

static bool fail_tensor(struct cxi_safetensors *f, const char *tensor, const char *wrong) {
    return cxi_fail(&f->status, "%s: tensor \"%s\" %s; the file is damaged or not safetensors", f->name,
                    cxi_quote(tensor, strlen(tensor)).text, wrong);
}

static const char *keep(struct cxi_safetensors *f, const char *text) {
    const char *kept = cxi_arena_copy(&f->texts, text, strlen(text) + 1);
    if (!kept) cxi_fail_memory(&f->status);
    return kept;
}

/* -- Reading one tensor's entry -- */

static bool read_dtype(struct cxi_safetensors *f, struct cxi_tensor *t, const json_t *entry) {
    const char *name = json_string_value(json_object_get(entry, "dtype"));
    if (!name) return fail_tensor(f, t->name, "has no \"dtype\"");
    for (int d = CX_INVALID + 1; d < CX_DTYPE_COUNT; d++) {
        const char *known = cxi_dtype((cx_dtype)d)->safetensors;
        if (known && strcmp(known, name) == 0) {
            t->dtype = (cx_dtype)d;
            return true;
        }
    }
    return cxi_fail(&f->status, "%s: tensor \"%s\" is of type %s, which Calx has not; convert it to another", f->name,
                    cxi_quote(t->name, strlen(t->name)).text, cxi_quote(name, strlen(name)).text);
}

static bool read_shape(struct cxi_safetensors *f, struct cxi_tensor *t, const json_t *entry) {
    const json_t *shape = json_object_get(entry, "shape");
    if (!json_is_array(shape)) return fail_tensor(f, t->name, "has no \"shape\"");
    size_t rank = json_array_size(shape);
    if (rank > CX_MAX_RANK)
        return cxi_fail(&f->status, "%s: tensor \"%s\" has %zu dimensions and Calx's limit is %d; reshape it", f->name,
                        cxi_quote(t->name, strlen(t->name)).text, rank, CX_MAX_RANK);
    for (size_t i = 0; i < rank; i++) {
        const json_t *dimension = json_array_get(shape, i);
        if (!json_is_integer(dimension) || json_integer_value(dimension) < 0)
            return fail_tensor(f, t->name, "has a dimension that is not a whole number");
        t->dims = cxi_dims_add(t->dims, json_integer_value(dimension));
    }
    return true;
}

static bool read_offsets(struct cxi_safetensors *f, struct cxi_tensor *t, const json_t *entry) {
    const json_t *offsets = json_object_get(entry, "data_offsets");
    const json_t *first = json_array_get(offsets, 0), *second = json_array_get(offsets, 1);
    if (json_array_size(offsets) != 2 || !json_is_integer(first) || !json_is_integer(second))
        return fail_tensor(f, t->name, "has no two \"data_offsets\"");
    json_int_t begin = json_integer_value(first), end = json_integer_value(second);
    if (begin < 0 || end < begin) return fail_tensor(f, t->name, "has data_offsets out of order");
    if ((uint64_t)end > f->data_size)
        return cxi_fail(&f->status,
                        "%s: tensor \"%s\" ends at byte %lld of the data and the file has %zu; "
                        "it was cut short, copy it again",
                        f->name, cxi_quote(t->name, strlen(t->name)).text, (long long)end, f->data_size);
    t->data = f->data + begin;
    t->bytes = (size_t)(end - begin);
    size_t bytes;
    if (!cxi_dims_valid(t->dims, cx_dtype_size(t->dtype), &bytes) || bytes != t->bytes)
        return fail_tensor(f, t->name, "has data_offsets that do not fit its dtype and shape");
    return true;
}

/* Any byte but 0 and 1 would be undefined behaviour in whatever is compiled to read it. */
static bool check_booleans(struct cxi_safetensors *f, const struct cxi_tensor *t) {
    const unsigned char *flags = t->data;
    for (size_t i = 0; t->dtype == CX_BOOL && i < t->bytes; i++)
        if (flags[i] > 1) return fail_tensor(f, t->name, "of type BOOL has a byte other than 0 and 1");
    return true;
}

static bool read_tensor(struct cxi_safetensors *f, struct cxi_tensor *t, const char *name, const json_t *entry) {
    t->name = keep(f, name);
    if (!t->name) return false;
    if (!json_is_object(entry)) return fail_tensor(f, name, "is not described by an object");
    return read_dtype(f, t, entry) && read_shape(f, t, entry) && read_offsets(f, t, entry) && check_booleans(f, t);
}

/* -- Reading the header -- */

static int by_key(const void *a, const void *b) {
    return strcmp(((const struct cxi_metadata *)a)->key, ((const struct cxi_metadata *)b)->key);
}

static int by_name(const void *a, const void *b) {
    return strcmp((*(struct cxi_tensor *const *)a)->name, (*(struct cxi_tensor *const *)b)->name);
}

/* Empty tensors share their offset with what follows them, so the end decides too, and then the name. */
static int by_offset(const void *a, const void *b) {
    const struct cxi_tensor *x = a, *y = b;
    if (x->data != y->data) return (const char *)x->data < (const char *)y->data ? -1 : 1;
    if (x->bytes != y->bytes) return x->bytes < y->bytes ? -1 : 1;
    return strcmp(x->name, y->name);
}

static bool read_metadata(struct cxi_safetensors *f, json_t *entries) {
    if (!json_is_object(entries))
        return cxi_fail(&f->status, "%s: \"__metadata__\" is not an object; the file is not safetensors", f->name);
    f->metadata = cxi_new(json_object_size(entries), sizeof *f->metadata);
    if (!f->metadata) return cxi_fail_memory(&f->status);
    const char *key;
    json_t *value;
    json_object_foreach(entries, key, value) {
        if (!json_is_string(value))
            return cxi_fail(&f->status, "%s: the metadata \"%s\" is not a string; the file is not safetensors", f->name,
                            cxi_quote(key, strlen(key)).text);
        struct cxi_metadata kept = {keep(f, key), keep(f, json_string_value(value))};
        if (!cxi_ok(&f->status)) return false;
        f->metadata[f->metadata_count++] = kept;
    }
    qsort(f->metadata, f->metadata_count, sizeof *f->metadata, by_key);
    return true;
}

/* The tensors' data must follow one another and fill the file: no two share bytes and none are hidden. */
static bool check_layout(struct cxi_safetensors *f) {
    const unsigned char *reached = f->data;
    for (size_t i = 0; i < f->count; i++) {
        const struct cxi_tensor *t = &f->tensors[i];
        if (t->data != reached)
            return fail_tensor(f, t->name,
                               (const unsigned char *)t->data < reached ? "overlaps the one before it in the data"
                                                                        : "has a hole before it in the data");
        reached += t->bytes;
    }
    size_t left = f->data_size - (size_t)(reached - f->data);
    return !left ||
           cxi_fail(&f->status, "%s: %zu bytes at the end belong to no tensor; the file is damaged", f->name, left);
}

static bool read_entries(struct cxi_safetensors *f, json_t *header) {
    size_t entries = json_object_size(header);
    f->tensors = cxi_new(entries, sizeof *f->tensors);
    f->by_name = cxi_new(entries, sizeof(struct cxi_tensor *));
    if (!f->tensors || !f->by_name) return cxi_fail_memory(&f->status);
    const char *key;
    json_t *value;
    json_object_foreach(header, key, value) {
        if (strcmp(key, "__metadata__") == 0) {
            if (!read_metadata(f, value)) return false;
        } else if (!read_tensor(f, &f->tensors[f->count++], key, value))
            return false;
    }
    qsort(f->tensors, f->count, sizeof *f->tensors, by_offset);
    for (size_t i = 0; i < f->count; i++) f->by_name[i] = &f->tensors[i];
    qsort(f->by_name, f->count, sizeof(struct cxi_tensor *), by_name);
    return check_layout(f);
}

static bool read_header(struct cxi_safetensors *f, const unsigned char *bytes, size_t size) {
    if (size < 8)
        return cxi_fail(&f->status, "%s: not safetensors: %zu bytes are too few; was the file cut short?", f->name,
                        size);
    uint64_t length = 0;
    for (int i = 7; i >= 0; i--) length = length << 8 | bytes[i];
    if (length > HEADER_MAX || length < 2 || size == 8 || bytes[8] != '{')
        return cxi_fail(&f->status, "%s: not safetensors: no length and '{' at its beginning; check the file", f->name);
    if (length > size - 8)
        return cxi_fail(&f->status, "%s: the header should be %llu bytes and the file ends before; copy it again",
                        f->name, (unsigned long long)length);
    f->data = bytes + 8 + length;
    f->data_size = size - 8 - (size_t)length;
    json_error_t error;
    json_t *header = json_loadb((const char *)bytes + 8, (size_t)length, JSON_REJECT_DUPLICATES, &error);
    if (!header)
        return cxi_fail(&f->status, "%s: the header is not JSON: %s at byte %d; the file is damaged", f->name,
                        cxi_quote(error.text, strlen(error.text)).text, error.position);
    bool read = read_entries(f, header);
    json_decref(header);
    return read;
}

/* -- The object -- */

static const struct cxi_safetensors no_memory = {.status.message = (char *)"out of memory"};

/* Takes the file over, unless its bytes are borrowed. */
static struct cxi_safetensors *open_bytes(struct cxi_file file, bool borrowed, const char *name,
                                          struct cxi_status *status) {
    struct cxi_safetensors *f = cxi_new(1, sizeof *f);
    if (!f) {
        if (!borrowed) cxi_file_close(&file);
        return (struct cxi_safetensors *)&no_memory;
    }
    f->name = name;
    if (cxi_pass(&f->status, status)) read_header(f, file.bytes, file.size);
    f->name = NULL;
    if (!borrowed) f->file = file;
    if (!cxi_ok(&f->status)) f->count = f->metadata_count = 0;
    return f;
}

struct cxi_safetensors *cxi_safetensors_open(const char *path) {
    struct cxi_status status = {0};
    struct cxi_file file;
    cxi_file_map(&file, path, &status);
    struct cxi_safetensors *f = open_bytes(file, false, path, &status);
    cxi_status_clear(&status);
    return f;
}

struct cxi_safetensors *cxi_safetensors_parse(const void *bytes, size_t size, const char *name) {
    struct cxi_status fine = {0};
    return open_bytes((struct cxi_file){.bytes = bytes, .size = size}, true, name, &fine);
}

void cxi_safetensors_close(struct cxi_safetensors *f) {
    if (!f || f == &no_memory) return;
    cxi_status_clear(&f->status);
    cxi_file_close(&f->file);
    cxi_arena_free(&f->texts);
    cxi_free(f->tensors);
    cxi_free(f->by_name);
    cxi_free(f->metadata);
    cxi_free(f);
}

const char *cxi_safetensors_error(const struct cxi_safetensors *f) {
    return cxi_error(&f->status);
}

size_t cxi_safetensors_count(const struct cxi_safetensors *f) {
    return f->count;
}

const struct cxi_tensor *cxi_safetensors_at(const struct cxi_safetensors *f, size_t index) {
    return index < f->count ? &f->tensors[index] : NULL;
}

const struct cxi_tensor *cxi_safetensors_by_name(const struct cxi_safetensors *f, size_t index) {
    return index < f->count ? f->by_name[index] : NULL;
}

const struct cxi_tensor *cxi_safetensors_find(const struct cxi_safetensors *f, const char *name) {
    const struct cxi_tensor wanted = {.name = name}, *key = &wanted;
    if (!f->count) return NULL;
    struct cxi_tensor **found = bsearch(&key, f->by_name, f->count, sizeof(struct cxi_tensor *), by_name);
    return found ? *found : NULL;
}

size_t cxi_safetensors_metadata_count(const struct cxi_safetensors *f) {
    return f->metadata_count;
}

const struct cxi_metadata *cxi_safetensors_metadata_at(const struct cxi_safetensors *f, size_t index) {
    return index < f->metadata_count ? &f->metadata[index] : NULL;
}

const char *cxi_safetensors_metadata(const struct cxi_safetensors *f, const char *key) {
    const struct cxi_metadata wanted = {.key = key};
    if (!f->metadata_count) return NULL;
    const struct cxi_metadata *found = bsearch(&wanted, f->metadata, f->metadata_count, sizeof wanted, by_key);
    return found ? found->value : NULL;
}
