/* Complex numbers put together and taken apart. In a gradient rule a cotangent is not conjugated on its way: that of z is
   du/dx - i du/dy for z = x + i y (see calx/complex.h). */
#include "ops/rooms.h"

cx_dtype cxi_real_part(cx_dtype dtype) {
    return dtype == CX_C64 ? CX_F32 : dtype == CX_C128 ? CX_F64 : dtype;
}

cx_dtype cxi_complex_of(cx_dtype dtype) {
    return dtype == CX_F32 ? CX_C64 : dtype == CX_F64 ? CX_C128 : dtype;
}

/* --------------------------------------------------------------------------------------------- complex */

static bool complex_infer(struct cxi_inst *inst) {
    if (!cxi_check_alike(inst, 0, 1)) return false;
    cx_dtype whole = cxi_complex_of(inst->operand[0]->dtype);
    if (!cxi_is_complex(whole) || cxi_is_complex(inst->operand[0]->dtype))
        return cxi_reject(inst, "complex numbers are made of f32 or f64, not %s",
                          cx_dtype_name(inst->operand[0]->dtype));
    inst->result[0].dtype = whole;
    inst->result[0].dims = inst->operand[0]->dims;
    return true;
}

static void complex_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    (void)y;
    dx[0] = cx_real(dy[0]);
    dx[1] = cx_neg(cx_imag(dy[0]));
}

const struct cxi_op cxi_op_complex = {
    .name = "complex",
    .mnemonic = "stablehlo.complex",
    .summary = "a + i b",
    .infer = complex_infer,
    .elementwise = true,
    .vjp = complex_vjp,
    .results = 1,
};

cx_node *(cx_complex)(cx_node *re, cx_node *im) {
    cx_node *both[] = {re, im};
    if (!cxi_broadcast_together("complex", 2, both)) return cxi_poison(cxi_graph_among(2, both));
    return cxi_node(&cxi_op_complex, 2, both, NULL);
}

/* ------------------------------------------------------------------------------------------ real, imag */

static bool part_infer(struct cxi_inst *inst) {
    inst->result[0].dtype = cxi_real_part(inst->operand[0]->dtype);
    inst->result[0].dims = inst->operand[0]->dims;
    return cxi_check_kind(inst, 0, CXI_COMPLEXES);
}

static void real_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    (void)y;
    dx[0] = cx_complex(dy[0], cx_k(0));
}

static void imag_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    (void)y;
    dx[0] = cx_complex(cx_fill_like(dy[0], 0), cx_neg(dy[0]));
}

const struct cxi_op cxi_op_real = {.name = "real",
                                   .mnemonic = "stablehlo.real",
                                   .summary = "the real part",
                                   .infer = part_infer,
                                   .elementwise = true,
                                   .vjp = real_vjp,
                                   .results = 1};
const struct cxi_op cxi_op_imag = {.name = "imag",
                                   .mnemonic = "stablehlo.imag",
                                   .summary = "the imaginary part",
                                   .infer = part_infer,
                                   .elementwise = true,
                                   .vjp = imag_vjp,
                                   .results = 1};

static bool is_real(const cx_node *x) {
    return x && !cxi_is_loose(x) && !cxi_is_complex(x->dtype);
}

cx_node *(cx_real)(cx_node *x) {
    return is_real(x) ? x : cxi_node(&cxi_op_real, 1, &x, NULL);
}

cx_node *(cx_imag)(cx_node *x) {
    return is_real(x) ? cx_fill_like(x, 0) : cxi_node(&cxi_op_imag, 1, &x, NULL);
}

cx_node *(cx_conj)(cx_node *x) {
    return is_real(x) ? x : cx_complex(cx_real(x), cx_neg(cx_imag(x)));
}

cx_node *(cx_angle)(cx_node *x) {
    CXI_CALL("angle", x);
    return cx_atan2(cx_imag(x), cx_real(x));
}
