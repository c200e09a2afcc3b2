/* Floats and complex numbers of every width: operations, and of floats their gradients, of narrow dtypes give what those of f64
   and c128 give, which are compared with JAX elsewhere (as f32 is), up to some units in the last place. The elements are numbers
   that all the dtypes have. */
#include "run/calx_test.h"

#include "base/dtype.h"

enum { N = 8, MOST = 64 };

/* The real numbers that a result consists of; N of them, or 2 N. */
struct result {
    int count;
    double number[2 * N];
};

/* Of one operand between 0 and 1, real or complex. */
#define BOTH_KINDS(ROW)                                                                                             \
    ROW(neg, cx_neg(x))                                                                                             \
    ROW(abs, cx_abs(x))                                                                                             \
    ROW(exp, cx_exp(x))                                                                                             \
    ROW(expm1, cx_expm1(x))                                                                                         \
    ROW(log, cx_log(x)) ROW(log1p, cx_log1p(x)) ROW(sqrt, cx_sqrt(x)) ROW(rsqrt, cx_rsqrt(x)) ROW(sin, cx_sin(x))   \
        ROW(cos, cx_cos(x)) ROW(tan, cx_tan(x)) ROW(tanh, cx_tanh(x)) ROW(logistic, cx_logistic(x))                 \
            ROW(sinh, cx_sinh(x)) ROW(cosh, cx_cosh(x)) ROW(asin, cx_asin(x)) ROW(acos, cx_acos(x))                 \
                ROW(atan, cx_atan(x)) ROW(asinh, cx_asinh(x)) ROW(acosh, cx_acosh(cx_shift(x, 1)))                  \
                    ROW(atanh, cx_atanh(x)) ROW(square, cx_square(x)) ROW(reciprocal, cx_reciprocal(x))             \
                        ROW(add, cx_add(x, y)) ROW(sub, cx_sub(x, y)) ROW(mul, cx_mul(x, y)) ROW(div, cx_div(x, y)) \
                            ROW(pow, cx_pow(x, y)) ROW(sum, cx_sum(x)) ROW(product, cx_product(x))                  \
                                ROW(mean, cx_mean(x)) ROW(cumsum, cx_cumsum(x, 0)) ROW(dot, cx_matmul(x, y))        \
                                    ROW(roll, cx_roll(x, 0, 1)) ROW(norm, cx_norm(x)) ROW(variance, cx_variance(x))
#define REAL(ROW)                                                                                              \
    ROW(sign, cx_sign(x))                                                                                      \
    ROW(cbrt, cx_cbrt(x))                                                                                      \
    ROW(erf, cx_erf(x))                                                                                        \
    ROW(erfc, cx_erfc(x))                                                                                      \
    ROW(erf_inv, cx_erf_inv(x)) ROW(floor, cx_floor(cx_scale(x, 8))) ROW(ceil, cx_ceil(cx_scale(x, 8)))        \
        ROW(round, cx_round(cx_scale(x, 8))) ROW(lgamma, cx_lgamma(x)) ROW(digamma, cx_digamma(x))             \
            ROW(i0e, cx_bessel_i0e(x)) ROW(i1e, cx_bessel_i1e(x)) ROW(rem, cx_rem(cx_shift(x, 1), y))          \
                ROW(atan2, cx_atan2(x, y)) ROW(maximum, cx_maximum(x, y)) ROW(minimum, cx_minimum(x, y))       \
                    ROW(max, cx_max(x)) ROW(softmax, cx_softmax(x, 0)) ROW(gelu, cx_gelu(x))                   \
                        ROW(softplus, cx_softplus(x)) ROW(sort, cx_sort(x, 0)) ROW(logsumexp, cx_logsumexp(x)) \
                            ROW(clamp, cx_clamp(cx_k(0.25), x, cx_k(0.75)))
#define COMPLEX(ROW) ROW(real, cx_real(x)) ROW(imag, cx_imag(x)) ROW(conj, cx_conj(x)) ROW(angle, cx_angle(x))

#define MAKE(NAME, NODE)                                  \
    static cx_node *make_##NAME(cx_node *x, cx_node *y) { \
        (void)y;                                          \
        return NODE;                                      \
    }
BOTH_KINDS(MAKE)
REAL(MAKE)
COMPLEX(MAKE)
#define ENTRY(NAME, NODE) {#NAME, make_##NAME},
struct row {
    const char *name;
    cx_node *(*make)(cx_node *x, cx_node *y);
};
static const struct row real_rows[] = {BOTH_KINDS(ENTRY) REAL(ENTRY){0}},
                        complex_rows[] = {BOTH_KINDS(ENTRY) COMPLEX(ENTRY){0}};

static cx_runtime *rt;

/* A result as f64: of complex numbers the real parts, then the imaginary ones. */
static cx_node *plain(cx_node *y) {
    if (cx_rank(y) == 0) y = cx_reshape(y, CX_DIMS(1));
    bool is_complex = cxi_is_complex(cx_node_dtype(y));
    return is_complex ? cx_concatenate(0, cx_convert(cx_real(y), CX_F64), cx_convert(cx_imag(y), CX_F64))
                      : cx_convert(y, CX_F64);
}

/* What the row makes in the dtype; and of real ones the gradient of the sum of its squares with respect to x. */
static void add_row(const struct row *row, cx_node *x, cx_node *y, cx_node **out) {
    cx_node *made = row->make(x, y), *dx = x;
    if (!cxi_is_complex(cx_node_dtype(x))) cx_grad(cx_sum(cx_square(made)), 1, &x, &dx);
    out[0] = plain(made);
    out[1] = plain(dx);
}

static void read_result(cx_tensor *tensor, struct result *result) {
    result->count = (int)cx_dims_count(cx_tensor_dims(tensor));
    bool ok = result->count <= 2 * N && cx_tensor_read(tensor, result->number, (size_t)result->count * sizeof(double));
    if (!ok) fail_msg("%s", cx_tensor_error(tensor) ? cx_tensor_error(tensor) : "a result of another size");
}

/* Results of all rows: value and gradient of each. Returns how many there are. */
static int run(cx_dtype dtype, const struct row *rows, struct result *results) {
    cx_graph *g = cx_graph_new(cx_dtype_name(dtype));
    double first[N], second[N];
    for (int i = 0; i < N; i++) first[i] = (2 * i + 1) / 16.0, second[i] = (9 - i) / 8.0;
    cx_node *a = cx_parameter(g, "a", CX_F64, CX_DIMS(N)), *b = cx_parameter(g, "b", CX_F64, CX_DIMS(N));
    cx_node *out[2 * MOST], *x = cx_convert(a, dtype), *y = cx_convert(b, dtype);
    cx_dtype part = dtype == CX_C64 ? CX_F32 : CX_F64;
    if (cxi_is_complex(dtype)) {
        x = cx_complex(cx_convert(a, part), cx_convert(cx_scale(b, 0.5), part));
        y = cx_complex(cx_convert(b, part), cx_convert(a, part));
    }
    int count = 0;
    for (; rows[count].name; count++) add_row(&rows[count], x, y, out + 2 * count);
    if (cx_graph_error(g)) fail_msg("%s", cx_graph_error(g));
    cx_return(g, 2 * count, out);
    cx_function *function = cx_jit_graph(rt, g);
    cx_tensor *in[] = {cx_tensor_new(rt, CX_F64, CX_DIMS(N), first), cx_tensor_new(rt, CX_F64, CX_DIMS(N), second)};
    cx_tensor *made[2 * MOST];
    cx_call(function, 2, in, 2 * count, made);
    for (int i = 0; i < 2 * count; i++) {
        read_result(made[i], &results[i]);
        cx_tensor_free(made[i]);
    }
    for (int i = 0; i < 2; i++) cx_tensor_free(in[i]);
    cx_function_free(function);
    return count;
}

/* How many rows differ by more than `units` times what the dtype can tell apart beside 1, or beside the result. */
static int differences(cx_dtype dtype, double unit, const struct row *rows, const struct result *got,
                       const struct result *want, int count) {
    const double units = 32;
    int wrong = 0;
    for (int i = 0; i < 2 * count; i++) {
        bool same = got[i].count == want[i].count;
        double size = 1, worst = 0;
        for (int k = 0; k < want[i].count && same; k++) size = fmax(size, fabs(want[i].number[k]));
        for (int k = 0; k < want[i].count && same; k++) {
            double error = fabs(got[i].number[k] - want[i].number[k]);
            same = error <= units * unit * size;
            worst = fmax(worst, error);
        }
        if (!same)
            print_error("%s of %s%s differs by %g\n", i % 2 ? "the gradient of " : "", cx_dtype_name(dtype),
                        rows[i / 2].name, worst);
        wrong += !same;
    }
    return wrong;
}

static void narrow_ones_are_like_wide_ones(void **state) {
    (void)state;
    static struct result want[2 * MOST], got[2 * MOST];
    int wrong = 0;
    rt = cx_open("cpu");
    assert_calx_fine(rt);
    int count = run(CX_F64, real_rows, want);
    static const struct {
        cx_dtype dtype;
        double unit;
    } real[] = {{CX_F16, 0x1p-10}, {CX_BF16, 0x1p-7}};
    for (size_t i = 0; i < sizeof real / sizeof real[0]; i++) {
        run(real[i].dtype, real_rows, got);
        wrong += differences(real[i].dtype, real[i].unit, real_rows, got, want, count);
    }
    count = run(CX_C128, complex_rows, want);
    run(CX_C64, complex_rows, got);
    wrong += differences(CX_C64, 0x1p-23, complex_rows, got, want, count);
    assert_int_equal(cx_close(rt, stderr), 0);
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(narrow_ones_are_like_wide_ones)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
