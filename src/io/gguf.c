#include "io/gguf.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/dims.h"
#include "io/file.h"
#include "io/gguf_value.h"
#include "io/quote.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_BYTES = 65535, DEFAULT_ALIGNMENT = 32, LEAST_VALUE = 8 + 4 + 1, LEAST_TENSOR = 8 + 4 + 4 + 8 };

struct cxi_gguf {
    struct cxi_status status;
    struct cxi_file file;
    struct cxi_arena texts; /* names and keys */
    struct cxi_gguf_value *values;
    struct cxi_gguf_tensor *tensors;
    size_t value_count, count;
};

/* -- Reading little-endian numbers and texts, never past the end -- */

/* What is left to read. After a read that failed the status says why, and all later reads give zeros. */
struct cursor {
    const unsigned char *at, *end;
    const char *name; /* of the file */
    struct cxi_gguf *file;
};

static size_t left(const struct cursor *c) {
    return (size_t)(c->end - c->at);
}

static bool cut_short(struct cursor *c) {
    c->at = c->end;
    return cxi_fail(&c->file->status, "%s: it ends within its header; the file was cut short, copy it again", c->name);
}

static uint64_t take(struct cursor *c, int bytes) {
    if (left(c) < (size_t)bytes) return cut_short(c);
    c->at += bytes;
    return cxi_gguf_little_endian(c->at - bytes, bytes);
}

static struct cxi_gguf_text take_text(struct cursor *c) {
    uint64_t length = take(c, 8);
    if (length > left(c)) {
        cut_short(c);
        return (struct cxi_gguf_text){"", 0};
    }
    c->at += length;
    return (struct cxi_gguf_text){(const char *)c->at - length, (size_t)length};
}

/* A name or a key: text without zeros, which is kept with one at its end. */
static const char *take_name(struct cursor *c, const char *what) {
    struct cxi_gguf_text text = take_text(c);
    if (!cxi_ok(&c->file->status)) return NULL;
    if (!text.length || text.length > NAME_MAX_BYTES || memchr(text.bytes, 0, text.length)) {
        cxi_fail(&c->file->status, "%s: the name of a %s is empty, too long or has a zero in it; the file is damaged",
                 c->name, what);
        return NULL;
    }
    char *kept = cxi_arena_new(&c->file->texts, text.length + 1, 1);
    if (!kept) {
        cxi_fail_memory(&c->file->status);
        return NULL;
    }
    memcpy(kept, text.bytes, text.length);
    return kept;
}

/* -- Metadata -- */

static bool skip_elements(struct cursor *c, const struct cxi_gguf_value *v) {
    size_t bytes = (size_t)cxi_gguf_encoding((uint64_t)v->encoding)->bytes;
    if (v->type == CXI_GGUF_TEXT) {
        for (size_t i = 0; i < v->count && cxi_ok(&c->file->status); i++) take_text(c);
        return cxi_ok(&c->file->status);
    }
    if (v->count > left(c) / bytes) return cut_short(c);
    c->at += v->count * bytes;
    return true;
}

static bool bad_value(struct cursor *c, const struct cxi_gguf_value *v, const char *wrong) {
    return cxi_fail(&c->file->status, "%s: the value of \"%s\" is %s; the file is damaged", c->name,
                    cxi_quote(v->key, strlen(v->key)).text, wrong);
}

static bool read_value(struct cursor *c, struct cxi_gguf_value *v) {
    v->key = take_name(c, "value");
    if (!v->key) return false;
    uint64_t encoding = take(c, 4), count = 1;
    v->list = encoding == CXI_GGUF_LIST;
    if (v->list) encoding = take(c, 4), count = take(c, 8);
    if (!cxi_ok(&c->file->status)) return false;
    const struct cxi_gguf_encoding *known = cxi_gguf_encoding(encoding);
    if (!known) return bad_value(c, v, "of a type that GGUF has not");
    if (count > left(c)) return cut_short(c); /* an element takes a byte at least */
    v->encoding = (int)encoding;
    v->type = known->type;
    v->count = (size_t)count;
    v->at = c->at;
    return skip_elements(c, v);
}

static int by_key(const void *a, const void *b) {
    return strcmp(((const struct cxi_gguf_value *)a)->key, ((const struct cxi_gguf_value *)b)->key);
}

static bool read_values(struct cursor *c, uint64_t count) {
    struct cxi_gguf *f = c->file;
    if (count > left(c) / LEAST_VALUE) return cut_short(c);
    f->values = cxi_new((size_t)count, sizeof *f->values);
    if (!f->values) return cxi_fail_memory(&f->status);
    for (size_t i = 0; i < count; i++)
        if (!read_value(c, &f->values[i])) return false;
    f->value_count = (size_t)count;
    qsort(f->values, f->value_count, sizeof *f->values, by_key);
    for (size_t i = 1; i < f->value_count; i++)
        if (by_key(&f->values[i - 1], &f->values[i]) == 0) return bad_value(c, &f->values[i], "there twice");
    return true;
}

size_t cxi_gguf_value_count(const struct cxi_gguf *f) {
    return f->value_count;
}

const struct cxi_gguf_value *cxi_gguf_value_at(const struct cxi_gguf *f, size_t index) {
    return index < f->value_count ? &f->values[index] : NULL;
}

const struct cxi_gguf_value *cxi_gguf_find(const struct cxi_gguf *f, const char *key) {
    const struct cxi_gguf_value wanted = {.key = key};
    return f->value_count ? bsearch(&wanted, f->values, f->value_count, sizeof wanted, by_key) : NULL;
}

/* -- Tensors -- */

static bool bad_tensor(struct cursor *c, const struct cxi_gguf_tensor *t, const char *wrong) {
    return cxi_fail(&c->file->status, "%s: tensor \"%s\" %s; the file is damaged", c->name,
                    cxi_quote(t->name, strlen(t->name)).text, wrong);
}

/* The file counts dimensions from the innermost. */
static bool read_dims(struct cursor *c, struct cxi_gguf_tensor *t) {
    uint64_t rank = take(c, 4);
    if (!cxi_ok(&c->file->status)) return false;
    if (rank > 4) return bad_tensor(c, t, "has more than the format's 4 dimensions");
    t->dims.rank = (int)rank;
    for (int i = t->dims.rank - 1; i >= 0; i--) {
        uint64_t dimension = take(c, 8);
        if (dimension > INT64_MAX) return bad_tensor(c, t, "has a dimension that is too large");
        t->dims.dim[i] = (int64_t)dimension;
    }
    return cxi_ok(&c->file->status);
}

static bool read_format(struct cursor *c, struct cxi_gguf_tensor *t) {
    uint64_t type = take(c, 4);
    if (!cxi_ok(&c->file->status)) return false;
    t->format = type < INT32_MAX ? cxi_quant((int)type) : NULL;
    if (!t->format)
        return cxi_fail(&c->file->status,
                        "%s: tensor \"%s\" is of type %u (%s), which Calx does not read; take a file in Q4_K_M, Q8_0, "
                        "F16 or another type that it reads",
                        c->name, cxi_quote(t->name, strlen(t->name)).text, (unsigned)type, cxi_quant_unread((int)type));
    int64_t row = t->dims.rank ? t->dims.dim[t->dims.rank - 1] : 1;
    size_t count;
    if (!cxi_dims_valid(t->dims, 8, &count)) return bad_tensor(c, t, "has a shape whose size overflows");
    if (row % t->format->elements) return bad_tensor(c, t, "has rows that are no whole number of its type's blocks");
    t->bytes = count / 8 / (size_t)t->format->elements * (size_t)t->format->bytes;
    return true;
}

/* `data` holds the offset until the place is known that offsets are relative to. */
static bool read_tensor(struct cursor *c, struct cxi_gguf_tensor *t) {
    t->name = take_name(c, "tensor");
    if (!t->name || !read_dims(c, t) || !read_format(c, t)) return false;
    uint64_t offset = take(c, 8);
    if (offset > SIZE_MAX / 2) return bad_tensor(c, t, "begins past the end of the file");
    t->data = (const void *)(uintptr_t)offset;
    return cxi_ok(&c->file->status);
}

static bool place_tensor(struct cursor *c, struct cxi_gguf_tensor *t, const unsigned char *data, size_t alignment) {
    size_t offset = (size_t)(uintptr_t)t->data, size = (size_t)(c->end - data);
    if (offset % alignment) return bad_tensor(c, t, "does not begin at the file's alignment");
    if (offset > size || t->bytes > size - offset)
        return cxi_fail(&c->file->status,
                        "%s: tensor \"%s\" ends at byte %zu of the data and the file has %zu; it was cut short, copy "
                        "it again",
                        c->name, cxi_quote(t->name, strlen(t->name)).text, offset + t->bytes, size);
    t->data = data + offset;
    return true;
}

static int by_place(const void *a, const void *b) {
    const struct cxi_gguf_tensor *x = a, *y = b;
    if (x->data != y->data) return (const char *)x->data < (const char *)y->data ? -1 : 1;
    return (x->bytes > y->bytes) - (x->bytes < y->bytes); /* empty ones first */
}

static bool check_overlap(struct cursor *c) {
    struct cxi_gguf *f = c->file;
    qsort(f->tensors, f->count, sizeof *f->tensors, by_place);
    for (size_t i = 1; i < f->count; i++)
        if ((const char *)f->tensors[i - 1].data + f->tensors[i - 1].bytes > (const char *)f->tensors[i].data)
            return bad_tensor(c, &f->tensors[i], "overlaps the one before it in the data");
    return true;
}

static bool read_alignment(struct cursor *c, size_t *alignment) {
    const struct cxi_gguf_value *v = cxi_gguf_find(c->file, "general.alignment");
    int64_t given = v ? cxi_gguf_integer(v, 0) : DEFAULT_ALIGNMENT;
    *alignment = (size_t)given;
    bool possible = given >= 1 && given <= 1 << 20 && (given & (given - 1)) == 0;
    return possible || bad_value(c, v, "no power of two");
}

static bool read_tensors(struct cursor *c, const unsigned char *start, uint64_t count) {
    struct cxi_gguf *f = c->file;
    size_t alignment;
    if (count > left(c) / LEAST_TENSOR) return cut_short(c);
    f->tensors = cxi_new((size_t)count, sizeof *f->tensors);
    if (!f->tensors) return cxi_fail_memory(&f->status);
    for (size_t i = 0; i < count; i++)
        if (!read_tensor(c, &f->tensors[i])) return false;
    if (!read_alignment(c, &alignment)) return false;
    size_t header = (size_t)(c->at - start), padding = (alignment - header % alignment) % alignment;
    const unsigned char *data = padding < left(c) ? c->at + padding : c->end; /* a file of words alone may end there */
    for (size_t i = 0; i < count; i++)
        if (!place_tensor(c, &f->tensors[i], data, alignment)) return false;
    f->count = (size_t)count;
    return check_overlap(c);
}

/* -- The file -- */

static bool check_parts(struct cursor *c) {
    const struct cxi_gguf_value *parts = cxi_gguf_find(c->file, "split.count");
    int64_t count = parts ? cxi_gguf_integer(parts, 0) : 0;
    return count < 2 ||
           cxi_fail(&c->file->status,
                    "%s: it is one of %lld parts of a model; join them (llama-gguf-split --merge) or take a "
                    "file that is whole",
                    c->name, (long long)count);
}

static bool read_file(struct cxi_gguf *f, const unsigned char *bytes, size_t size, const char *name) {
    struct cursor c = {bytes, bytes + size, name, f};
    if (size < 4 || memcmp(bytes, "GGUF", 4) != 0)
        return cxi_fail(&f->status, "%s: not GGUF: it does not begin with these letters; check the file", name);
    c.at += 4;
    uint32_t version = (uint32_t)take(&c, 4);
    if (cxi_ok(&f->status) && (version < 2 || version > 3))
        return cxi_fail(&f->status, "%s: GGUF version %u%s; Calx reads versions 2 and 3, little-endian", name, version,
                        version & 0xFFFF ? "" : " (big-endian)");
    uint64_t tensors = take(&c, 8), values = take(&c, 8);
    return cxi_ok(&f->status) && read_values(&c, values) && check_parts(&c) && read_tensors(&c, bytes, tensors);
}

static const struct cxi_gguf no_memory = {.status.message = (char *)"out of memory"};

struct cxi_gguf *cxi_gguf_parse(const void *bytes, size_t size, const char *name) {
    struct cxi_gguf *f = cxi_new(1, sizeof *f);
    if (!f) return (struct cxi_gguf *)&no_memory;
    if (!read_file(f, bytes, size, name)) f->count = f->value_count = 0;
    return f;
}

struct cxi_gguf *cxi_gguf_open(const char *path) {
    struct cxi_file file;
    struct cxi_status status = {0};
    cxi_file_map(&file, path, &status);
    struct cxi_gguf *f = cxi_ok(&status) ? cxi_gguf_parse(file.bytes, file.size, path) : cxi_new(1, sizeof *f);
    if (!f) f = (struct cxi_gguf *)&no_memory;
    if (f == &no_memory)
        cxi_file_close(&file);
    else {
        f->file = file;
        cxi_pass(&f->status, &status);
    }
    cxi_status_clear(&status);
    return f;
}

void cxi_gguf_close(struct cxi_gguf *f) {
    if (!f || f == &no_memory) return;
    cxi_status_clear(&f->status);
    cxi_file_close(&f->file);
    cxi_arena_free(&f->texts);
    cxi_free(f->values);
    cxi_free(f->tensors);
    cxi_free(f);
}

const char *cxi_gguf_error(const struct cxi_gguf *f) {
    return cxi_error(&f->status);
}

size_t cxi_gguf_count(const struct cxi_gguf *f) {
    return f->count;
}

const struct cxi_gguf_tensor *cxi_gguf_at(const struct cxi_gguf *f, size_t index) {
    return index < f->count ? &f->tensors[index] : NULL;
}
