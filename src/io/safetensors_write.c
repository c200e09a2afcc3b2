/* The writer of safetensors. Its header is a few fixed forms, so it is written as text; only the strings in
   it need care. */
#include "io/safetensors.h"

#include "base/alloc.h"

#include "base/dtype.h"
#include "base/text.h"
#include "base/dims.h"
#include "io/file.h"
#include "io/quote.h"

#include <stdlib.h>
#include <string.h>

struct writer {
    const char *path;
    struct cxi_status *status;
    struct cxi_tensor *tensors;    /* in the order of the file */
    struct cxi_metadata *metadata; /* sorted */
    struct cxi_piece *pieces;      /* the header, then one per tensor */
    size_t count, metadata_count;
    struct cxi_text header;
};

static int by_layout(const void *a, const void *b) {
    const struct cxi_tensor *x = a, *y = b;
    bool odd_x = x->bytes % 64, odd_y = y->bytes % 64;
    if (odd_x != odd_y) return odd_x ? 1 : -1;
    size_t width_x = cx_dtype_size(x->dtype), width_y = cx_dtype_size(y->dtype);
    if (odd_x && width_x != width_y) return width_x > width_y ? -1 : 1;
    return strcmp(x->name, y->name);
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int by_key(const void *a, const void *b) {
    return strcmp(((const struct cxi_metadata *)a)->key, ((const struct cxi_metadata *)b)->key);
}

/* Length of the UTF-8 character that begins here (Unicode, table 3-7), 0 when there is none. */
static int utf8_length(const unsigned char *c) {
    if (c[0] < 0x80) return 1;
    int length = c[0] >= 0xF0 ? 4 : c[0] >= 0xE0 ? 3 : 2;
    if (c[0] < 0xC2 || c[0] > 0xF4) return 0;
    if ((c[0] == 0xE0 && c[1] < 0xA0) || (c[0] == 0xED && c[1] > 0x9F)) return 0; /* too long; surrogates */
    if ((c[0] == 0xF0 && c[1] < 0x90) || (c[0] == 0xF4 && c[1] > 0x8F)) return 0; /* too long; beyond U+10FFFF */
    for (int i = 1; i < length; i++)
        if ((c[i] & 0xC0) != 0x80) return 0;
    return length;
}

static bool add_string(struct writer *w, const char *text) {
    cxi_add(&w->header, "\"");
    for (const unsigned char *c = (const unsigned char *)text; *c;) {
        int length = utf8_length(c);
        if (!length)
            return cxi_fail(w->status, "cannot write %s: \"%s\" is not UTF-8; rename it", w->path,
                            cxi_quote(text, strlen(text)).text);
        if (*c < ' ')
            cxi_addf(&w->header, "\\u%04x", *c);
        else {
            if (*c == '"' || *c == '\\') cxi_add(&w->header, "\\");
            cxi_add_bytes(&w->header, c, (size_t)length);
        }
        c += length;
    }
    cxi_add(&w->header, "\"");
    return true;
}

static bool add_metadata(struct writer *w) {
    if (!w->metadata_count) return true;
    cxi_add(&w->header, "\"__metadata__\":{");
    for (size_t i = 0; i < w->metadata_count; i++) {
        cxi_add(&w->header, i ? "," : "");
        if (!add_string(w, w->metadata[i].key)) return false;
        cxi_add(&w->header, ":");
        if (!add_string(w, w->metadata[i].value)) return false;
    }
    cxi_add(&w->header, w->count ? "}," : "}");
    return true;
}

static bool add_tensor(struct writer *w, const struct cxi_tensor *t, size_t begin) {
    if (!add_string(w, t->name)) return false;
    cxi_addf(&w->header, ":{\"dtype\":\"%s\",\"shape\":[", cxi_dtype(t->dtype)->safetensors);
    for (int i = 0; i < t->dims.rank; i++) cxi_addf(&w->header, "%s%lld", i ? "," : "", (long long)t->dims.dim[i]);
    cxi_addf(&w->header, "],\"data_offsets\":[%zu,%zu]}", begin, begin + t->bytes);
    return true;
}

static bool build_header(struct writer *w) {
    cxi_add_bytes(&w->header, "\0\0\0\0\0\0\0", 8); /* the length, set in the end */
    cxi_add(&w->header, "{");
    if (!add_metadata(w)) return false;
    size_t offset = 0;
    for (size_t i = 0; i < w->count; i++) {
        cxi_add(&w->header, i ? "," : "");
        if (!add_tensor(w, &w->tensors[i], offset)) return false;
        if (__builtin_add_overflow(offset, w->tensors[i].bytes, &offset) || offset > INT64_MAX)
            return cxi_fail(w->status, "cannot write %s: the tensors are too large for one file", w->path);
    }
    cxi_add(&w->header, "}");
    while (cxi_text_ok(&w->header) && w->header.length % 64) cxi_add(&w->header, " ");
    if (!cxi_text_ok(&w->header)) return cxi_fail_memory(w->status);
    uint64_t length = w->header.length - 8;
    if (length > 100000000)
        return cxi_fail(w->status, "cannot write %s: its header would pass the format's 100 MB; use fewer tensors",
                        w->path);
    for (int i = 0; i < 8; i++) w->header.data[i] = (char)(length >> (8 * i) & 255);
    return true;
}

static bool fail_tensor(struct writer *w, const char *name, const char *wrong) {
    return cxi_fail(w->status, "cannot write %s: tensor \"%s\" %s", w->path, cxi_quote(name, strlen(name)).text, wrong);
}

static bool check_tensor(struct writer *w, struct cxi_tensor *t) {
    if (!t->name) return cxi_fail(w->status, "cannot write %s: a tensor has no name", w->path);
    if (strcmp(t->name, "__metadata__") == 0)
        return fail_tensor(w, t->name, "has the one name the format keeps; rename it");
    if (!cxi_dtype(t->dtype)->safetensors)
        return cxi_fail(w->status, "cannot write %s: safetensors has no type for %s of tensor \"%s\"; convert it",
                        w->path, cx_dtype_name(t->dtype), cxi_quote(t->name, strlen(t->name)).text);
    if (!cxi_dims_valid(t->dims, cx_dtype_size(t->dtype), &t->bytes))
        return fail_tensor(w, t->name, "has a shape that is negative or overflows");
    if (t->bytes && !t->data) return fail_tensor(w, t->name, "has no data");
    return true;
}

/* Sorting the names beside the tensors finds a name given twice. */
static bool check_names(struct writer *w) {
    const char **names = cxi_new(w->count, sizeof *names);
    if (!names) return cxi_fail_memory(w->status);
    for (size_t i = 0; i < w->count; i++) names[i] = w->tensors[i].name;
    qsort(names, w->count, sizeof *names, by_name);
    bool unique = true;
    for (size_t i = 1; i < w->count && unique; i++)
        if (strcmp(names[i - 1], names[i]) == 0) unique = fail_tensor(w, names[i], "is there twice; rename one");
    cxi_free(names);
    for (size_t i = 1; i < w->metadata_count && unique; i++)
        if (strcmp(w->metadata[i - 1].key, w->metadata[i].key) == 0)
            unique = cxi_fail(w->status, "cannot write %s: the metadata key \"%s\" is there twice; rename one", w->path,
                              cxi_quote(w->metadata[i].key, strlen(w->metadata[i].key)).text);
    return unique;
}

static bool prepare(struct writer *w, const struct cxi_tensor *tensors, const struct cxi_metadata *metadata) {
    w->tensors = cxi_new(w->count, sizeof *w->tensors);
    w->metadata = cxi_new(w->metadata_count, sizeof *w->metadata);
    w->pieces = cxi_new(w->count + 1, sizeof *w->pieces);
    if (!w->tensors || !w->metadata || !w->pieces) return cxi_fail_memory(w->status);
    for (size_t i = 0; i < w->metadata_count; i++) {
        w->metadata[i] = metadata[i];
        if (!metadata[i].key || !metadata[i].value)
            return cxi_fail(w->status, "cannot write %s: metadata %zu has no key or no value", w->path, i);
    }
    for (size_t i = 0; i < w->count; i++) {
        w->tensors[i] = tensors[i];
        if (!check_tensor(w, &w->tensors[i])) return false;
    }
    qsort(w->tensors, w->count, sizeof *w->tensors, by_layout);
    qsort(w->metadata, w->metadata_count, sizeof *w->metadata, by_key);
    return check_names(w);
}

bool cxi_safetensors_write(const char *path, const struct cxi_tensor *tensors, size_t count,
                           const struct cxi_metadata *metadata, size_t metadata_count, struct cxi_status *status) {
    struct writer w = {.path = path, .status = status, .count = count, .metadata_count = metadata_count};
    bool written = prepare(&w, tensors, metadata) && build_header(&w);
    if (written) {
        w.pieces[0] = (struct cxi_piece){w.header.data, w.header.length};
        for (size_t i = 0; i < count; i++) w.pieces[i + 1] = (struct cxi_piece){w.tensors[i].data, w.tensors[i].bytes};
        written = cxi_file_write(path, w.pieces, count + 1, status);
    }
    cxi_text_free(&w.header);
    cxi_free(w.tensors);
    cxi_free(w.metadata);
    cxi_free(w.pieces);
    return written;
}
