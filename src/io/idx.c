#include "io/idx.h"

#include "base/dims.h"
#include "base/dtype.h"
#include "base/text.h"
#include "base/dims.h"
#include "io/file.h"
#include "io/inflate.h"

#include <string.h>

/* A file is: two zero bytes, the type, the number of dimensions; each dimension (4 bytes, big-endian); the
   elements, big-endian and row-major. */
struct header {
    cx_dtype dtype;
    cx_dims dims;
    size_t bytes; /* of the elements */
};

static cx_dtype type_of(unsigned code) {
    switch (code) {
    case 0x08: return CX_U8;
    case 0x09: return CX_I8;
    case 0x0B: return CX_I16;
    case 0x0C: return CX_I32;
    case 0x0D: return CX_F32;
    case 0x0E: return CX_F64;
    default: return CX_INVALID;
    }
}

static bool read_header(struct header *h, struct cxi_inflate *in) {
    unsigned char start[4], dimension[4];
    size_t got = cxi_inflate_read(in, start, 4);
    if (!cxi_ok(in->status)) return false;
    h->dtype = got == 4 && !start[0] && !start[1] ? type_of(start[2]) : CX_INVALID;
    if (h->dtype == CX_INVALID)
        return cxi_fail(in->status, "%s: not an IDX file: it does not begin with two zeros and a type; check the file",
                        in->name);
    if (start[3] > CX_MAX_RANK)
        return cxi_fail(in->status, "%s: the array has %d dimensions and Calx's limit is %d; reshape it", in->name,
                        start[3], CX_MAX_RANK);
    for (int i = 0; i < start[3]; i++) {
        if (cxi_inflate_read(in, dimension, 4) != 4)
            return cxi_fail(in->status, "%s: the IDX header ends early; the file was cut short, copy it again",
                            in->name);
        h->dims = cxi_dims_add(h->dims, (int64_t)dimension[0] << 24 | (int64_t)dimension[1] << 16 |
                                            (int64_t)dimension[2] << 8 | dimension[3]);
    }
    return true;
}

static bool fail_size(const struct header *h, struct cxi_inflate *in, const char *wrong) {
    struct cxi_text type = {0};
    cxi_add_type(&type, h->dtype, h->dims);
    cxi_fail(in->status, "%s: the header promises %s and the file has %s; copy it again", in->name, cxi_text(&type),
             wrong);
    cxi_text_free(&type);
    return false;
}

/* Calx runs on little-endian machines. */
static void to_host_order(cx_array *array) {
    size_t size = cx_dtype_size(array->dtype);
    unsigned char *at = array->data;
    for (unsigned char *end = at + array->bytes; size > 1 && at < end; at += size)
        for (size_t i = 0; i < size / 2; i++) {
            unsigned char byte = at[i];
            at[i] = at[size - 1 - i];
            at[size - 1 - i] = byte;
        }
}

static cx_array *read_array(struct cxi_inflate *in) {
    struct header h = {0};
    unsigned char beyond;
    if (!read_header(&h, in)) return cxi_array_error("%s", cxi_error(in->status));
    /* Asked before allocating: the header may promise anything. */
    if (!cxi_dims_valid(h.dims, cx_dtype_size(h.dtype), &h.bytes) || h.bytes > cxi_inflate_bound(in)) {
        fail_size(&h, in, "less");
        return cxi_array_error("%s", cxi_error(in->status));
    }
    cx_array *array = cx_array_new(h.dtype, h.dims);
    if (cx_array_error(array)) return array;
    if (cxi_inflate_read(in, array->data, h.bytes) < h.bytes)
        fail_size(&h, in, "less");
    else if (cxi_inflate_read(in, &beyond, 1) != 0)
        fail_size(&h, in, "more");
    if (cxi_ok(in->status)) {
        to_host_order(array);
        return array;
    }
    cx_array_free(array);
    return cxi_array_error("%s", cxi_error(in->status));
}

cx_array *cxi_idx_parse(const void *bytes, size_t size, const char *name) {
    struct cxi_status status = {0};
    struct cxi_inflate in;
    cx_array *array =
        cxi_inflate_open(&in, bytes, size, name, &status) ? read_array(&in) : cxi_array_error("%s", cxi_error(&status));
    cxi_inflate_close(&in);
    cxi_status_clear(&status);
    return array;
}

cx_array *cxi_idx_read(const char *path) {
    struct cxi_status status = {0};
    struct cxi_file file;
    cx_array *array = cxi_file_read(&file, path, &status) ? cxi_idx_parse(file.bytes, file.size, path)
                                                          : cxi_array_error("%s", cxi_error(&status));
    cxi_status_clear(&status);
    cxi_file_close(&file);
    return array;
}
