#include "base/dtype.h"

#include "base/half.h"

#include <math.h>
#include <string.h>

static const struct cxi_dtype table[CX_DTYPE_COUNT] = {
#define DTYPE(CONSTANT, NAME, MLIR, BITS, CLASS, PJRT, NPY, SAFETENSORS) \
    [CX_##CONSTANT] = {NAME, MLIR, BITS, CLASS, PJRT, NPY, SAFETENSORS},
#include "base/dtype.def"
};

const struct cxi_dtype *cxi_dtype(cx_dtype dtype) {
    return &table[dtype > CX_INVALID && dtype < CX_DTYPE_COUNT ? dtype : CX_INVALID];
}

const char *cx_dtype_name(cx_dtype dtype) {
    const char *name = cxi_dtype(dtype)->name;
    return name ? name : "invalid";
}

cx_dtype cx_dtype_from_name(const char *name) {
    for (int t = CX_INVALID + 1; t < CX_DTYPE_COUNT; t++)
        if (strcmp(table[t].name, name) == 0) return (cx_dtype)t;
    return CX_INVALID;
}

size_t cx_dtype_size(cx_dtype dtype) {
    return (size_t)cxi_dtype(dtype)->bits / 8;
}

/* The C type an element is stored in, for those that have one. */
#define STORED_TYPES(X)                                                                                                \
    X(CX_I4, int8_t)                                                                                                   \
    X(CX_I8, int8_t)                                                                                                   \
    X(CX_I16, int16_t)                                                                                                 \
    X(CX_I32, int32_t)                                                                                                 \
    X(CX_I64, int64_t) X(CX_U4, uint8_t) X(CX_U8, uint8_t) X(CX_U16, uint16_t) X(CX_U32, uint32_t) X(CX_U64, uint64_t) \
        X(CX_F32, float) X(CX_F64, double) X(CX_C64, float) X(CX_C128, double)

#define FLOATS_OF_8_BITS(X)        \
    X(CX_F8E4M3FN, CXI_E4M3FN)     \
    X(CX_F8E5M2, CXI_E5M2)         \
    X(CX_F8E4M3, CXI_E4M3)         \
    X(CX_F8E3M4, CXI_E3M4)         \
    X(CX_F8E4M3FNUZ, CXI_E4M3FNUZ) \
    X(CX_F8E5M2FNUZ, CXI_E5M2FNUZ) \
    X(CX_F8E4M3B11FNUZ, CXI_E4M3B11FNUZ)

double cxi_element_read(cx_dtype dtype, const void *at) {
    uint16_t half;
    switch (dtype) {
#define READ(DTYPE, TYPE)                   \
    case DTYPE: {                           \
        TYPE stored;                        \
        memcpy(&stored, at, sizeof stored); \
        return (double)stored;              \
    }
        STORED_TYPES(READ)
    case CX_BOOL: return *(const uint8_t *)at != 0;
    case CX_F16: return memcpy(&half, at, 2), cxi_f16_to_f32(half);
    case CX_BF16: return memcpy(&half, at, 2), cxi_bf16_to_f32(half);
#define READ8(DTYPE, FORMAT) \
    case DTYPE: return cxi_f8_to_f32(FORMAT, *(const uint8_t *)at);
        FLOATS_OF_8_BITS(READ8)
    default: return 0;
    }
}

void cxi_element_write(cx_dtype dtype, void *at, double value) {
    uint16_t half;
    memset(at, 0, cx_dtype_size(dtype));
    switch (dtype) {
#define WRITE(DTYPE, TYPE)                  \
    case DTYPE: {                           \
        TYPE stored = (TYPE)value;          \
        memcpy(at, &stored, sizeof stored); \
        break;                              \
    }
        STORED_TYPES(WRITE)
    case CX_BOOL: *(uint8_t *)at = value != 0; break;
    case CX_F16: half = cxi_f32_to_f16((float)value), memcpy(at, &half, 2); break;
    case CX_BF16: half = cxi_f32_to_bf16((float)value), memcpy(at, &half, 2); break;
#define WRITE8(DTYPE, FORMAT) \
    case DTYPE: *(uint8_t *)at = cxi_f32_to_f8(FORMAT, (float)value); break;
        FLOATS_OF_8_BITS(WRITE8)
    default: break;
    }
}

void cxi_element_write_integer(cx_dtype dtype, void *at, int64_t value) {
    if (dtype == CX_I64 || dtype == CX_U64)
        memcpy(at, &value, sizeof value);
    else
        cxi_element_write(dtype, at, (double)value);
}

int cxi_value_bits(cx_dtype dtype) {
    return dtype == CX_BOOL ? 1 : dtype == CX_I4 || dtype == CX_U4 ? 4 : cxi_dtype(dtype)->bits;
}

double cxi_largest_float(cx_dtype dtype) {
    switch (dtype) {
    case CX_F8E4M3FN: return 448;
    case CX_F8E4M3FNUZ: return 240;
    case CX_F8E5M2FNUZ: return 57344;
    case CX_F8E4M3B11FNUZ: return 30;
    default: return INFINITY;
    }
}

bool cxi_holds(cx_dtype dtype, double whole) {
    if (!cxi_is_integer(dtype)) return true;
    int bits = cxi_value_bits(dtype);
    bool is_signed = cxi_dtype(dtype)->kind == CXI_SIGNED;
    double above = ldexp(1, is_signed ? bits - 1 : bits);
    return whole < above && whole >= (is_signed ? -above : 0);
}
