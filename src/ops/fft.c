#include "ops/fft.h"

#include "ops/rooms.h"
#include "transform/batch.h"

#include <math.h>

struct fft {
    const char *fft_type;
    cx_dims fft_length;
    int kind; /* enum cxi_fft */
};

static const struct cxi_field fft_fields[] = {
    CXI_FIELD(fft, fft_type, CXI_WORD), CXI_FIELD(fft, fft_length, CXI_INTS), CXI_FIELD(fft, kind, CXI_PRIVATE), {0}};

/* Of a transform of real numbers, so many are kept; the others are their conjugates. */
static int64_t half(int64_t n) {
    return n / 2 + 1;
}

static bool fft_infer(struct cxi_inst *inst) {
    const struct fft *f = inst->attrs;
    cx_dtype from = inst->operand[0]->dtype;
    cx_dims dims = inst->operand[0]->dims;
    if (f->kind == CXI_RFFT ? from != CX_F32 && from != CX_F64 : !cxi_is_complex(from))
        return cxi_reject(inst, "operand 0 is %s; it takes %s", cx_dtype_name(from),
                          f->kind == CXI_RFFT ? "f32 or f64" : "c64 or c128");
    int last = dims.rank - 1;
    if (f->kind == CXI_RFFT) dims.dim[last] = half(dims.dim[last]);
    if (f->kind == CXI_IRFFT) dims.dim[last] = f->fft_length.dim[f->fft_length.rank - 1];
    inst->result[0].dtype = f->kind == CXI_RFFT    ? cxi_complex_of(from)
                            : f->kind == CXI_IRFFT ? cxi_real_part(from)
                                                   : from;
    inst->result[0].dims = dims;
    return true;
}

/* x is real: the real part of the whole transform of dy, what was not kept of it being 0. */
static cx_node *rfft_cotangent(const cx_node *x, cx_node *dy, cx_dims lengths) {
    cx_dims low = {.rank = dy->dims.rank}, high = low;
    int last = x->dims.rank - 1;
    high.dim[last] = x->dims.dim[last] - dy->dims.dim[last];
    return cx_real(cxi_fft(cx_pad(dy, low, high), CXI_FFT, lengths));
}

/* The kept elements stand for their conjugates as well, and so count twice; but for the first, and the last of an even n. */
static cx_node *irfft_cotangent(const cx_node *x, cx_node *dy, cx_dims lengths) {
    cx_graph *graph = cx_graph_of(dy);
    int64_t n = lengths.dim[lengths.rank - 1], kept = half(n);
    cx_node *place = cx_iota(graph, CX_I32, CX_DIMS(kept), 0);
    cx_node *once = cx_eq(place, cx_k(0));
    if (n % 2 == 0) once = cx_or(once, cx_eq(place, cx_k(n / 2)));
    cx_node *times = cx_shift(cx_convert(cx_not(once), dy->dtype), 1);
    cx_node *scale = cx_div(times, cx_k((double)cx_dims_count(lengths)));
    return cx_mul(cx_conj(cxi_fft(dy, CXI_RFFT, lengths)), cx_convert(scale, x->dtype));
}

static void fft_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    const struct fft *f = y->attrs;
    if (f->kind == CXI_RFFT)
        dx[0] = rfft_cotangent(X, dy[0], f->fft_length);
    else if (f->kind == CXI_IRFFT)
        dx[0] = irfft_cotangent(X, dy[0], f->fft_length);
    else
        dx[0] = cxi_fft(dy[0], (enum cxi_fft)f->kind, f->fft_length); /* its matrix is symmetric */
}

/* 5 n log2 n for n complex numbers, half of that for real ones: the customary count. */
static double fft_flops(const struct cxi_inst *y) {
    const struct fft *f = y->attrs;
    double all = (double)(f->kind == CXI_IRFFT ? cx_dims_count(Y->dims) : cx_dims_count(X->dims));
    bool real = f->kind == CXI_RFFT || f->kind == CXI_IRFFT;
    return (real ? 2.5 : 5) * all * log2((double)cx_dims_count(f->fft_length));
}

const struct cxi_op cxi_op_fft = {
    .name = "fft",
    .mnemonic = "stablehlo.fft",
    .summary = "discrete Fourier transforms along the last axes",
    .made_by = "cx_fft cx_ifft cx_rfft cx_irfft",
    .shapes = "x [..., n...] -> [..., n...]; real ones have n/2 + 1 complex elements along the last axis",
    .infer = fft_infer,
    .batch = cxi_batch_leading,
    .vjp = fft_vjp,
    .flops = fft_flops,
    .fields = fft_fields,
    .attrs_size = sizeof(struct fft),
    .results = 1,
};

cx_node *cxi_fft(cx_node *x, enum cxi_fft kind, cx_dims lengths) {
    static const char *const words[] = {"#stablehlo<fft_type FFT>", "#stablehlo<fft_type IFFT>",
                                        "#stablehlo<fft_type RFFT>", "#stablehlo<fft_type IRFFT>"};
    return cxi_node(&cxi_op_fft, 1, &x, &(struct fft){words[kind], lengths, (int)kind});
}
