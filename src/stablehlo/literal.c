#include "stablehlo/literal.h"

#include "base/dtype.h"

#include <string.h>

void cxi_add_tensor_type(struct cxi_text *out, cx_dtype dtype, cx_dims dims) {
    cxi_add(out, "tensor<");
    for (int i = 0; i < dims.rank; i++) cxi_addf(out, "%lldx", (long long)dims.dim[i]);
    cxi_addf(out, "%s>", cxi_dtype(dtype)->mlir);
}

static void add_bits(struct cxi_text *out, const unsigned char *at, size_t size) {
    cxi_add(out, "0x");
    for (size_t i = size; i-- > 0;) cxi_addf(out, "%02X", at[i]);
}

static void add_element(struct cxi_text *out, cx_dtype dtype, const unsigned char *at) {
    size_t size = cx_dtype_size(dtype);
    uint64_t whole;
    switch (cxi_dtype(dtype)->kind) {
    case CXI_BOOL: cxi_add(out, *at ? "true" : "false"); break;
    case CXI_FLOAT: add_bits(out, at, size); break;
    case CXI_COMPLEX:
        cxi_add(out, "(");
        add_bits(out, at, size / 2);
        cxi_add(out, ", ");
        add_bits(out, at + size / 2, size / 2);
        cxi_add(out, ")");
        break;
    case CXI_UNSIGNED:
        if (dtype == CX_U64) {
            memcpy(&whole, at, sizeof whole);
            cxi_addf(out, "%llu", (unsigned long long)whole);
            break;
        }
        cxi_addf(out, "%lld", (long long)cxi_element_read(dtype, at));
        break;
    default:
        if (dtype == CX_I64) {
            memcpy(&whole, at, sizeof whole);
            cxi_addf(out, "%lld", (long long)whole);
            break;
        }
        cxi_addf(out, "%lld", (long long)cxi_element_read(dtype, at));
    }
}

/* Nested lists: [[1, 2], [3, 4]]. Returns the element after the ones written. */
static const unsigned char *add_nested(struct cxi_text *out, cx_dtype dtype, cx_dims dims, int axis,
                                       const unsigned char *at) {
    if (axis == dims.rank) {
        add_element(out, dtype, at);
        return at + cx_dtype_size(dtype);
    }
    cxi_add(out, "[");
    for (int64_t i = 0; i < dims.dim[axis]; i++) {
        if (i) cxi_add(out, ", ");
        at = add_nested(out, dtype, dims, axis + 1, at);
    }
    cxi_add(out, "]");
    return at;
}

/* The little-endian bytes of all elements as one hexadecimal string: ten times faster to parse than lists. */
static void add_hexadecimal(struct cxi_text *out, const unsigned char *at, size_t bytes) {
    static const char digit[] = "0123456789ABCDEF";
    cxi_add(out, "\"0x");
    for (size_t i = 0; i < bytes; i++) cxi_add_bytes(out, (char[]){digit[at[i] >> 4], digit[at[i] & 15]}, 2);
    cxi_add(out, "\"");
}

void cxi_add_literal(struct cxi_text *out, cx_dtype dtype, cx_dims dims, bool splat, const void *elements) {
    enum { LISTED = 16 }; /* longer constants are for machines, shorter ones for people too */
    int64_t count = cx_dims_count(dims);
    bool sub_byte = dtype == CX_I4 || dtype == CX_U4;
    cxi_add(out, "dense<");
    if (count == 0) {
    } else if (splat)
        add_element(out, dtype, elements);
    else if (count <= LISTED || dtype == CX_BOOL || sub_byte)
        add_nested(out, dtype, dims, 0, elements);
    else
        add_hexadecimal(out, elements, (size_t)count * cx_dtype_size(dtype));
    cxi_add(out, "> : ");
    cxi_add_tensor_type(out, dtype, dims);
}
