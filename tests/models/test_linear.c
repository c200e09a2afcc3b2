/* Products with weights in every form they may have on the device, with the host kernels and without, of small matrices and of
   one that becomes f32 in two parts, against the same in f64. */
#include "run/calx_test.h"

#include "base/alloc.h"
#include "base/half.h"

enum { IN = 64, SMALL = 70, LARGE = 2 << 12, ROWS = 17 };

static float x[ROWS * IN], *w; /* w [LARGE, IN], numbers that all forms hold: k / 64, with |k| up to 127 */

static void fill(void) {
    uint32_t random = 5;
    w = cxi_new((size_t)LARGE * IN, sizeof *w);
    for (int i = 0; i < ROWS * IN; i++) x[i] = sinf((float)i);
    for (int i = 0; i < LARGE * IN; i++)
        w[i] = (float)((int)((random = random * 1664525 + 1013904223) >> 24) % 128) / 64;
    for (int i = 0; i < LARGE * IN; i += 3) w[i] = -w[i];
    for (int i = 0; i < LARGE * IN; i += 32) w[i] = 127.0F / 64; /* so that the scale of a block is 1 / 64 */
}

/* Q8_0: an f16 scale, then 32 bytes. */
static void *blocks(int units) {
    unsigned char *to = cxi_new((size_t)units * IN / 32, 34);
    uint16_t scale = cxi_f32_to_f16(1.0F / 64);
    for (int b = 0; b < units * IN / 32; b++) {
        memcpy(to + 34 * b, &scale, 2);
        for (int i = 0; i < 32; i++) to[34 * b + 2 + i] = (unsigned char)(int)(w[32 * b + i] * 64);
    }
    return to;
}

static void *halves(cx_dtype dtype, int units) {
    uint16_t *to = cxi_new((size_t)units * IN, sizeof *to);
    for (int i = 0; i < units * IN; i++) to[i] = dtype == CX_F16 ? cxi_f32_to_f16(w[i]) : cxi_f32_to_bf16(w[i]);
    return to;
}

static void *transposed(int units) {
    float *to = cxi_new((size_t)units * IN, sizeof *to);
    for (int i = 0; i < units * IN; i++) to[i % IN * units + i / IN] = w[i];
    return to;
}

static const struct form {
    const char *name;
    cx_dtype dtype;
    double tolerance; /* of the sum of magnitudes */
} forms[] = {{"weight", CX_F32, 1e-6},
             {"weight", CX_BF16, 1e-6},
             {"weight", CX_F16, 1e-6},
             {"kernel", CX_F32, 1e-6},
             {"Q8_0", CX_U8, 1.0 / 127}}; /* the kernel rounds x to 8 bits */

static cx_tensor *weight_of(cx_runtime *rt, const struct form *form, int units) {
    bool kernel = strcmp(form->name, "kernel") == 0, quantised = form->dtype == CX_U8;
    cx_dims dims = kernel ? CX_DIMS(IN, units) : CX_DIMS(units, quantised ? IN / 32 * 34 : IN);
    void *made = kernel                  ? transposed(units)
                 : quantised             ? blocks(units)
                 : form->dtype != CX_F32 ? halves(form->dtype, units)
                                         : NULL;
    cx_tensor *tensor = cx_tensor_new(rt, form->dtype, dims, made ? made : w);
    cxi_free(made);
    return tensor;
}

static void build(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    out[0] = cx_project(cx_in(s, "linear"), in[0], *(const int *)user);
}

static void check(cx_runtime *rt, const struct form *form, int rows, int units) {
    char path[64];
    cx_store *store = cx_store_new(rt, 0);
    snprintf(path, sizeof path, "linear/%s", form->name);
    cx_store_set(store, path, weight_of(rt, form, units));
    cx_tensor *in = cx_tensor_new(rt, CX_F32, CX_DIMS(rows, IN), x);
    cx_tensor *out = cx_predict(cx_exec_new(store, build, .user = &units), in);
    const float *y = cx_tensor_view(out);
    if (!y) fail_msg("%s", cx_tensor_error(out));
    for (int r = 0; r < rows; r++)
        for (int u = 0; u < units; u += 1 + units / 1000) {
            double exact = 0, size = 0;
            for (int i = 0; i < IN; i++) {
                double term = (double)x[r * IN + i] * (double)w[u * IN + i];
                exact += term, size += fabs(term);
            }
            if (!(fabs((double)y[r * units + u] - exact) <= form->tolerance * size + 1e-6))
                fail_msg("%s %s, %d rows by %d: %g and not %g", form->name, cx_dtype_name(form->dtype), rows, units,
                         (double)y[r * units + u], exact);
        }
    cx_tensor_free(in);
    cx_tensor_free(out);
    cx_store_free(store);
}

static void all_forms(cx_runtime *rt) {
    static const int rows[] = {1, 3, ROWS}; /* one; few; many */
    for (size_t f = 0; f < sizeof forms / sizeof forms[0]; f++)
        for (int i = 0; i < 3; i++) check(rt, &forms[f], rows[i], SMALL);
    for (size_t f = 1; f < 5; f += 3) /* bf16 and Q8_0 */
        for (int i = 0; i < 3; i += 2) check(rt, &forms[f], rows[i], LARGE);
    close_fine(rt);
}

static void with_kernels(void **state) {
    (void)state;
    all_forms(open_cpu());
}

static void without_kernels(void **state) {
    (void)state;
    all_forms(cx_open("cpu", .no_kernels = true));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(with_kernels), cmocka_unit_test(without_kernels)};
    fill();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    cxi_free(w);
    return failed;
}
