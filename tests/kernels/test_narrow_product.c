/* Products with matrices of 16-bit floats, by the host kernel, against the same in f64, over random shapes. */
#include "kernels/kernels_test.h"

#include <calx/custom.h>

#include "base/alloc.h"
#include "base/half.h"
#include "kernels/narrow.h"

#include <math.h>
#include <string.h>

struct product {
    cx_dtype dtype;
    int64_t rows, in, units;
    float *x;
    uint16_t *w;
};

static double element(const struct product *p, int64_t i) {
    return (double)(p->dtype == CX_F16 ? cxi_f16_to_f32(p->w[i]) : cxi_bf16_to_f32(p->w[i]));
}

static struct product random_product(cx_dtype dtype, int64_t rows, int64_t in, int64_t units) {
    struct product p = {dtype, rows, in, units, random_floats(rows * in), cxi_new((size_t)(in * units), 2)};
    float *w = random_floats(in * units);
    for (int64_t i = 0; i < in * units; i++) p.w[i] = dtype == CX_F16 ? cxi_f32_to_f16(w[i]) : cxi_f32_to_bf16(w[i]);
    cxi_free(w);
    return p;
}

static void free_product(struct product *p) {
    cxi_free(p->x), cxi_free(p->w);
}

static void build(cx_graph *graph, cx_node *const *in, cx_node **out, void *user) {
    (void)graph, (void)user;
    cx_custom_call(cxi_narrow_handler_name, CX_LIST(cx_node *, in[0], in[1]),
                   CX_LIST(cx_type, {CX_F32, CX_DIMS(cx_dim(in[0], 0), cx_dim(in[1], 0))}), out);
}

static cx_tensor *call_on(cx_runtime *rt, const struct product *p, cx_dims dims_of_x) {
    cx_tensor *x = cx_tensor_new(rt, CX_F32, dims_of_x, p->x);
    cx_tensor *w = cx_tensor_new(rt, p->dtype, CX_DIMS(p->units, p->in), p->w);
    cx_tensor *y = cx_apply(cx_jit(rt, build), x, w);
    cx_tensor_free(x), cx_tensor_free(w);
    return y;
}

static void check(cx_runtime *rt, struct product p) {
    cx_tensor *y = call_on(rt, &p, CX_DIMS(p.rows, p.in));
    const float *values = cx_tensor_view(y);
    if (!values) fail_msg("%s", cx_tensor_error(y));
    for (int64_t r = 0; r < p.rows; r++)
        for (int64_t u = 0; u < p.units; u++) {
            double exact = 0;
            for (int64_t i = 0; i < p.in; i++) exact += (double)p.x[r * p.in + i] * element(&p, u * p.in + i);
            assert_close((double)values[r * p.units + u], exact, 1e-6 * (double)p.in + 1e-12);
        }
    cx_tensor_free(y);
    free_product(&p);
}

static void random_shapes(void **state) {
    (void)state;
    cx_runtime *rt = open_with_own_kernels();
    random_seed(13);
    for (int n = 0; n < 12; n++)
        check(rt, random_product(n % 2 ? CX_F16 : CX_BF16, random_between(1, 9), random_between(1, 300),
                                 random_between(1, 60)));
    check(rt, random_product(CX_BF16, 2, 1000, 700)); /* several chunks, the last one shorter */
    check(rt, random_product(CX_BF16, 1, 0, 3));      /* of nothing: zeros */
    check(rt, random_product(CX_F16, 1, 200000, 3));  /* rows longer than a chunk */
    close_fine(rt);
}

/* As in all of arithmetic: what is not finite shows. */
static void strange_numbers(void **state) {
    (void)state;
    static const float strange[] = {NAN, INFINITY, 65504, 6e-8F};
    cx_runtime *rt = open_with_own_kernels();
    for (int n = 0; n < 8; n++) {
        float value = strange[n % 4], one = 1;
        uint16_t w = n < 4 ? cxi_f32_to_f16(value) : cxi_f32_to_bf16(value);
        struct product p = {n < 4 ? CX_F16 : CX_BF16, 1, 1, 1, &one, &w};
        cx_tensor *y = call_on(rt, &p, CX_DIMS(1, 1));
        float got = *(const float *)cx_tensor_view(y), exact = (float)element(&p, 0);
        assert_true(isnan(value) ? isnan(got) : got == exact);
        cx_tensor_free(y);
    }
    close_fine(rt);
}

static void what_does_not_fit(void **state) {
    (void)state;
    cx_runtime *rt = open_with_own_kernels();
    random_seed(14);
    struct product p = random_product(CX_BF16, 2, 8, 3);
    cx_tensor *y = call_on(rt, &p, CX_DIMS(4, 4));
    assert_false(cx_tensor_wait(y));
    assert_non_null(strstr(cx_tensor_error(y), "calx_narrow: it takes f32[rows, in] and bf16[units, in]"));
    cx_tensor_free(y);
    free_product(&p);
    cx_close(rt, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_shapes), cmocka_unit_test(strange_numbers),
                                       cmocka_unit_test(what_does_not_fit)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
