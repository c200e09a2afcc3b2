#include "io/npy.h"

#include "base/alloc.h"
#include "base/dims.h"
#include "base/dtype.h"
#include "base/text.h"
#include "base/dims.h"
#include "io/file.h"
#include "io/quote.h"

#include <string.h>

/* A file is: "\x93NUMPY", major and minor version, the length of the header (2 bytes in version 1, else 4),
   the header, which is a Python dictionary as text, and the elements. */
static const unsigned char magic[6] = {0x93, 'N', 'U', 'M', 'P', 'Y'};

/* What the header says, and the place in it that is being read. */
struct header {
    const char *at, *end;
    const char *name; /* of the file */
    struct cxi_status *status;
    cx_dtype dtype;
    bool fortran;
    cx_dims dims;
    bool has_descr, has_order, has_shape;
};

/* -- The header's dictionary -- */

static bool malformed(struct header *h, const char *expected) {
    if (h->at == h->end)
        return cxi_fail(h->status, "%s: the npy header ends where %s should be; the file is damaged", h->name,
                        expected);
    return cxi_fail(h->status, "%s: the npy header has \"%s\" where %s should be; save it again with numpy.save",
                    h->name, cxi_quote(h->at, (size_t)(h->end - h->at)).text, expected);
}

static void skip_space(struct header *h) {
    while (h->at < h->end && (*h->at == ' ' || *h->at == '\n' || *h->at == '\t')) h->at++;
}

static bool next_is(struct header *h, char wanted) {
    skip_space(h);
    if (h->at == h->end || *h->at != wanted) return false;
    h->at++;
    return true;
}

static bool next_word(struct header *h, const char *word) {
    size_t length = strlen(word);
    if ((size_t)(h->end - h->at) < length || memcmp(h->at, word, length) != 0) return false;
    h->at += length;
    return true;
}

/* A quoted string without escapes, which the names of keys and types never need. */
static bool read_string(struct header *h, const char **text, size_t *length) {
    char quote = next_is(h, '\'') ? '\'' : '"';
    if (quote == '"' && !next_is(h, '"')) return malformed(h, "a quoted string");
    const char *close = memchr(h->at, quote, (size_t)(h->end - h->at));
    if (!close) return malformed(h, "a closed string");
    *text = h->at;
    *length = (size_t)(close - h->at);
    h->at = close + 1;
    return true;
}

static bool refuse_type(struct header *h, const char *descr, size_t length) {
    char first = length ? *descr : 0, kind = length > 1 ? descr[1] : 0;
    const char *why = "of a type Calx has not; convert it with astype()";
    if (first == '>')
        why = "big-endian; convert it with astype(a.dtype.newbyteorder('<'))";
    else if (kind == 'O')
        why = "of Python objects, which are not read; convert it with astype()";
    else if (kind == 'V')
        why = "of raw bytes (numpy cannot name bf16 or f8); save it as safetensors, or as f32";
    return cxi_fail(h->status, "%s: the array is '%s', %s", h->name, cxi_quote(descr, length).text, why);
}

static bool read_descr(struct header *h) {
    const char *descr = "";
    size_t length = 0;
    if (next_is(h, '['))
        return cxi_fail(h->status, "%s: structured types are not read; save each field on its own, as a[\"field\"]",
                        h->name);
    if (!read_string(h, &descr, &length)) return false;
    for (int t = CX_INVALID + 1; t < CX_DTYPE_COUNT; t++) {
        const char *npy = cxi_dtype((cx_dtype)t)->npy;
        if (!npy || length != strlen(npy) || memcmp(npy + 1, descr + 1, length - 1) != 0) continue;
        /* Single bytes have no order, whatever stands there. */
        if (*descr == *npy || (*npy == '|' && (*descr == '<' || *descr == '>'))) {
            h->dtype = (cx_dtype)t;
            return true;
        }
    }
    return refuse_type(h, descr, length);
}

static bool read_order(struct header *h) {
    skip_space(h);
    h->fortran = next_word(h, "True");
    return h->fortran || next_word(h, "False") || malformed(h, "True or False");
}

static bool read_dimension(struct header *h) {
    int64_t value = 0;
    const char *start = h->at;
    for (; h->at < h->end && *h->at >= '0' && *h->at <= '9'; h->at++)
        if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, *h->at - '0', &value))
            return cxi_fail(h->status, "%s: a dimension of the npy header overflows 64 bits; the file is damaged",
                            h->name);
    if (h->at == start) return malformed(h, "a dimension");
    next_word(h, "L"); /* Python 2 wrote long integers so */
    if (h->dims.rank == CX_MAX_RANK)
        return cxi_fail(h->status, "%s: the array has more than %d dimensions; reshape it", h->name, CX_MAX_RANK);
    h->dims = cxi_dims_add(h->dims, value);
    return true;
}

static bool read_shape(struct header *h) {
    if (!next_is(h, '(')) return malformed(h, "the shape's '('");
    while (!next_is(h, ')')) {
        if (!read_dimension(h)) return false;
        if (next_is(h, ',')) continue;
        if (!next_is(h, ')')) return malformed(h, "',' or ')'");
        break;
    }
    return true;
}

static bool read_entry(struct header *h) {
    const char *key = "";
    size_t length = 0;
    if (!read_string(h, &key, &length)) return false;
    if (!next_is(h, ':')) return malformed(h, "':'");
    static const struct {
        const char *key;
        size_t seen; /* offset of the flag in struct header */
        bool (*read)(struct header *h);
    } entries[] = {{"descr", offsetof(struct header, has_descr), read_descr},
                   {"fortran_order", offsetof(struct header, has_order), read_order},
                   {"shape", offsetof(struct header, has_shape), read_shape}};
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        if (length != strlen(entries[i].key) || memcmp(key, entries[i].key, length) != 0) continue;
        bool *seen = (bool *)((char *)h + entries[i].seen);
        if (*seen) break;
        *seen = true;
        return entries[i].read(h);
    }
    return cxi_fail(h->status, "%s: the npy header has an unknown or repeated key '%s'; save it again with numpy.save",
                    h->name, cxi_quote(key, length).text);
}

static bool read_header(struct header *h) {
    if (!next_is(h, '{')) return malformed(h, "'{'");
    while (!next_is(h, '}')) {
        if (!read_entry(h)) return false;
        if (next_is(h, ',')) continue;
        if (!next_is(h, '}')) return malformed(h, "',' or '}'");
        break;
    }
    skip_space(h);
    if (h->at != h->end) return malformed(h, "its end");
    if (h->has_descr && h->has_order && h->has_shape) return true;
    return cxi_fail(h->status, "%s: the npy header lacks '%s'; save it again with numpy.save", h->name,
                    !h->has_descr   ? "descr"
                    : !h->has_order ? "fortran_order"
                                    : "shape");
}

/* -- The file around it -- */

/* Finds the header. Returns the offset of the elements, 0 when there is none. */
static size_t find_header(struct header *h, const unsigned char *bytes, size_t size) {
    if (size < 10 || memcmp(bytes, magic, sizeof magic) != 0) {
        cxi_fail(h->status, "%s: not an npy file: it does not begin with \\x93NUMPY; write it with numpy.save",
                 h->name);
        return 0;
    }
    int major = bytes[6], minor = bytes[7];
    if (major < 1 || major > 3 || minor != 0) {
        cxi_fail(h->status, "%s: npy version %d.%d; known are 1.0, 2.0 and 3.0", h->name, major, minor);
        return 0;
    }
    size_t start = major == 1 ? 10 : 12, length = bytes[8] | (size_t)bytes[9] << 8;
    if (major > 1 && size >= 12) length |= (size_t)bytes[10] << 16 | (size_t)bytes[11] << 24;
    if (size < start || length > size - start) {
        cxi_fail(h->status, "%s: the npy header should be %zu bytes, and the file ends before; copy it again", h->name,
                 length);
        return 0;
    }
    h->at = (const char *)bytes + start;
    h->end = h->at + length;
    return start + length;
}

/* Copies column-major elements to row-major ones: walks the result in order, and the source by strides. */
static void transpose(cx_array *array, const unsigned char *from) {
    size_t element = cx_dtype_size(array->dtype), stride[CX_MAX_RANK], source = 0;
    int64_t index[CX_MAX_RANK] = {0};
    cx_dims dims = array->dims;
    for (int i = 0; i < dims.rank; i++) stride[i] = i ? stride[i - 1] * (size_t)dims.dim[i - 1] : element;
    for (size_t to = 0; to < array->bytes; to += element) {
        memcpy((char *)array->data + to, from + source, element);
        for (int axis = dims.rank - 1; axis >= 0; axis--) {
            source += stride[axis];
            if (++index[axis] < dims.dim[axis]) break;
            source -= stride[axis] * (size_t)dims.dim[axis];
            index[axis] = 0;
        }
    }
}

static cx_array *take_elements(const struct header *h, const unsigned char *bytes, size_t size) {
    size_t needed;
    bool valid = cxi_dims_valid(h->dims, cx_dtype_size(h->dtype), &needed);
    if (!valid || needed != size) {
        struct cxi_text type = {0};
        cxi_add_type(&type, h->dtype, h->dims);
        const char *why = !valid          ? "its size overflows; it is damaged"
                          : needed > size ? "it was cut short; copy it again"
                                          : "it is damaged or holds several arrays; save each in a file of its own";
        cx_array *array = cxi_array_error("%s: the header says %s and the file has %zu bytes for it: %s", h->name,
                                          cxi_text(&type), size, why);
        cxi_text_free(&type);
        return array;
    }
    if (!h->fortran) return cx_array_copy_of(h->dtype, h->dims, bytes);
    cx_array *array = cx_array_new(h->dtype, h->dims);
    if (!cx_array_error(array)) transpose(array, bytes);
    return array;
}

cx_array *cxi_npy_parse(const void *bytes, size_t size, const char *name) {
    struct cxi_status status = {0};
    struct header header = {.name = name, .status = &status};
    size_t start = find_header(&header, bytes, size);
    cx_array *array = start && read_header(&header)
                          ? take_elements(&header, (const unsigned char *)bytes + start, size - start)
                          : cxi_array_error("%s", cxi_error(&status));
    cxi_status_clear(&status);
    unsigned char *flags = array->data;
    for (size_t i = 0; array->dtype == CX_BOOL && i < array->bytes; i++) flags[i] = flags[i] != 0;
    return array;
}

cx_array *cxi_npy_read(const char *path) {
    struct cxi_status status = {0};
    struct cxi_file file;
    cx_array *array = cxi_file_map(&file, path, &status) ? cxi_npy_parse(file.bytes, file.size, path)
                                                         : cxi_array_error("%s", cxi_error(&status));
    cxi_status_clear(&status);
    cxi_file_close(&file);
    return array;
}

/* -- Writing -- */

static void add_header(struct cxi_text *text, const cx_array *array) {
    cxi_add_bytes(text, magic, sizeof magic);
    cxi_add_bytes(text, "\1\0\0\0", 4); /* version 1.0, and the length, which is set in the end */
    cxi_addf(text, "{'descr': '%s', 'fortran_order': False, 'shape': (", cxi_dtype(array->dtype)->npy);
    for (int i = 0; i < array->dims.rank; i++)
        cxi_addf(text, array->dims.rank == 1 ? "%lld," : i ? ", %lld" : "%lld", (long long)array->dims.dim[i]);
    cxi_add(text, "), }");
    while (cxi_text_ok(text) && text->length % 64 != 63) cxi_add(text, " "); /* so that elements can be mapped */
    cxi_add(text, "\n");
    if (!cxi_text_ok(text)) return;
    size_t length = text->length - 10;
    text->data[8] = (char)(length & 255);
    text->data[9] = (char)(length >> 8);
}

bool cxi_npy_write(const char *path, const cx_array *array, struct cxi_status *status) {
    if (!cxi_pass(status, &array->status)) return false;
    if (!cxi_dtype(array->dtype)->npy)
        return cxi_fail(status, "cannot write %s: npy has no type for %s; convert it, or write safetensors", path,
                        cx_dtype_name(array->dtype));
    struct cxi_text header = {0};
    add_header(&header, array);
    struct cxi_piece pieces[] = {{cxi_text(&header), header.length}, {array->data, array->bytes}};
    bool written = cxi_text_ok(&header) ? cxi_file_write(path, pieces, 2, status) : cxi_fail_memory(status);
    cxi_text_free(&header);
    return written;
}
