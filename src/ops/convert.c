/* Changes of dtype: by value, and by reading the same bits. */
#include "ops/rooms.h"

struct convert {
    cx_dtype dtype;
};

static const struct cxi_field convert_fields[] = {CXI_FIELD(convert, dtype, CXI_PRIVATE), {0}};

static bool convert_infer(struct cxi_inst *inst) {
    const struct convert *a = inst->attrs;
    if (!cx_dtype_size(a->dtype)) return cxi_reject(inst, "there is no such dtype");
    if (cxi_is_complex(inst->operand[0]->dtype) && !cxi_is_complex(a->dtype))
        return cxi_reject(inst, "complex numbers have no value as %s", cx_dtype_name(a->dtype));
    inst->result[0].dtype = a->dtype;
    inst->result[0].dims = inst->operand[0]->dims;
    return true;
}

static void convert_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    if (cxi_is_float(X->dtype)) dx[0] = cx_convert(cx_real(dy[0]), X->dtype);
    if (cxi_is_complex(X->dtype)) dx[0] = cx_convert(dy[0], X->dtype);
}

const struct cxi_op cxi_op_convert = {
    .name = "convert",
    .mnemonic = "stablehlo.convert",
    .summary = "the values in another dtype",
    .infer = convert_infer,
    .vjp = convert_vjp,
    .jvp = cxi_jvp_linear,
    .fields = convert_fields,
    .attrs_size = sizeof(struct convert),
    .results = 1,
    .elementwise = true,
};

cx_node *(cx_convert)(cx_node *x, cx_dtype dtype) {
    return x->dtype == dtype && !cxi_is_loose(x) ? x : cxi_node(&cxi_op_convert, 1, &x, &(struct convert){dtype});
}

static bool bitcast_infer(struct cxi_inst *inst) {
    const struct convert *a = inst->attrs;
    if (cxi_value_bits(a->dtype) != cxi_value_bits(inst->operand[0]->dtype))
        return cxi_reject(inst, "%s has another size: %d bits and not %d", cx_dtype_name(a->dtype),
                          cxi_value_bits(a->dtype), cxi_value_bits(inst->operand[0]->dtype));
    if (cxi_is_complex(a->dtype) != cxi_is_complex(inst->operand[0]->dtype))
        return cxi_reject(inst, "the bits of complex numbers are not read as %s", cx_dtype_name(a->dtype));
    inst->result[0].dtype = a->dtype;
    inst->result[0].dims = inst->operand[0]->dims;
    return true;
}

const struct cxi_op cxi_op_bitcast = {
    .name = "bitcast",
    .mnemonic = "stablehlo.bitcast_convert",
    .summary = "the same bits read as another dtype",
    .infer = bitcast_infer,
    .no_gradient = "it is of bits",
    .fields = convert_fields,
    .attrs_size = sizeof(struct convert),
    .results = 1,
    .elementwise = true,
};

cx_node *(cx_bitcast)(cx_node *x, cx_dtype dtype) {
    return cxi_node(&cxi_op_bitcast, 1, &x, &(struct convert){dtype});
}

/* ------------------------------------------------------------------------------------- reduce_precision */

struct reduce_precision {
    int64_t exponent, mantissa;
};

static void print_exponent(struct cxi_text *out, const struct cxi_inst *inst) {
    cxi_addf(out, "%d : i32", (int)((const struct reduce_precision *)inst->attrs)->exponent);
}

static void print_mantissa(struct cxi_text *out, const struct cxi_inst *inst) {
    cxi_addf(out, "%d : i32", (int)((const struct reduce_precision *)inst->attrs)->mantissa);
}

static const struct cxi_field reduce_precision_fields[] = {CXI_FIELD_PRINTED("exponent_bits", print_exponent),
                                                           CXI_FIELD_PRINTED("mantissa_bits", print_mantissa),
                                                           CXI_FIELD(reduce_precision, exponent, CXI_PRIVATE),
                                                           CXI_FIELD(reduce_precision, mantissa, CXI_PRIVATE),
                                                           {0}};

static bool reduce_precision_infer(struct cxi_inst *inst) {
    const struct reduce_precision *a = inst->attrs;
    if (a->exponent < 1 || a->mantissa < 0 || a->exponent > 30 || a->mantissa > 100)
        return cxi_reject(inst, "there is no float of %lld exponent and %lld mantissa bits: it takes at least 1 and 0",
                          (long long)a->exponent, (long long)a->mantissa);
    cxi_like(inst, 0, inst->operand[0]);
    return cxi_check_kind(inst, 0, CXI_FLOATS);
}

static void reduce_precision_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    const struct reduce_precision *a = y->attrs;
    dx[0] = cx_reduce_precision(dy[0], (int)a->exponent, (int)a->mantissa);
}

const struct cxi_op cxi_op_reduce_precision = {
    .name = "reduce_precision",
    .mnemonic = "stablehlo.reduce_precision",
    .summary = "rounded to what a float of fewer bits holds",
    .infer = reduce_precision_infer,
    .elementwise = true,
    .vjp = reduce_precision_vjp,
    .fields = reduce_precision_fields,
    .attrs_size = sizeof(struct reduce_precision),
    .results = 1,
};

cx_node *(cx_reduce_precision)(cx_node *x, int exponent_bits, int mantissa_bits) {
    return cxi_node(&cxi_op_reduce_precision, 1, &x, &(struct reduce_precision){exponent_bits, mantissa_bits});
}
