/* Root-mean-square norms by the host kernel against the same program without it, which XLA computes: 1e-6 of an array's largest
   magnitude. Which norms become calls of it is counted in the text that XLA is given. */
#include "kernels/kernels_test.h"

#include "kernels/norm.h"
#include "nn/norm.h"
#include "nn/store.h"

static void scaled(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cxi_rms_norm(in[0], in[1], 1e-6);
}

static void without_scale(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cxi_rms_norm(cx_mul(in[0], in[1]), NULL, 0.5);
}

static void of_another(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_node *y = cxi_rms_norm(in[0], in[1], 1e-3);
    out[0] = cxi_rms_norm(cx_add(in[0], y), in[1], 1e-3);
}

/* Norms are computed in f32 whatever comes in. */
static void a_layer(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    struct cxi_trace trace = {.store = user, .graph = g, .may_create = true};
    cx_node *y = cx_rms_norm(cxi_root(&trace), cx_convert(in[0], CX_BF16), .no_scale = true);
    out[0] = cx_mul(cx_convert(y, CX_F32), in[1]);
}

static void with_gradients(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_sum(cx_square(cxi_rms_norm(in[0], in[1], 1e-6)));
    cx_grad(out[0], 2, in, out + 1);
}

static const struct {
    const char *about;
    cx_traced *build;
    cx_dims x;
    int outputs, calls;
} rows[] = {
    {"a row", scaled, {2, {1, 640}}, 1, 1},
    {"heads", scaled, {4, {2, 1, 4, 70}}, 1, 1},
    {"one axis", scaled, {1, {37}}, 1, 1},
    {"without a scale", without_scale, {2, {3, 130}}, 1, 1},
    {"no features", scaled, {2, {3, 0}}, 1, 0},
    {"a layer, of bf16", a_layer, {2, {2, 96}}, 1, 1},
    {"one of another", of_another, {3, {1, 1, 64}}, 1, 2},
    {"many rows", scaled, {2, {100, 200}}, 1, 0},
    {"gradients", with_gradients, {2, {2, 64}}, 3, 0},
};

static void as_without_it(void **state) {
    (void)state;
    with_kernels = open_cpu(), without_kernels = cx_open("cpu", .no_kernels = true);
    assert_calx_fine(without_kernels);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cx_dims x = rows[i].x;
        struct program p = {.trace = rows[i].build,
                            .user = cx_store_new(with_kernels, 1),
                            .inputs = 2,
                            .outputs = rows[i].outputs,
                            .in = {x, CX_DIMS(x.dim[x.rank - 1])}};
        check_calls(&p, cxi_rms_norm_name, rows[i].calls, rows[i].about);
        check_program(&p, 1e-6, rows[i].about);
    }
    close_fine(with_kernels);
    close_fine(without_kernels);
}

static void misshapen(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_custom_call(cxi_rms_norm_name, 2, in, CX_LIST(cx_type, {CX_F32, CX_DIMS(2, 3)}), out);
}

static void refuses(void **state) {
    (void)state;
    static const float none[6];
    cx_runtime *rt = open_with_own_kernels();
    cx_tensor *x = cx_tensor_new(rt, CX_F32, CX_DIMS(2, 3), none), *scale = cx_tensor_new(rt, CX_F32, CX_DIMS(2), none);
    cx_tensor *y = cx_apply(cx_jit(rt, misshapen), x, scale);
    assert_false(cx_tensor_wait(y));
    assert_non_null(strstr(cx_tensor_error(y), "calx_rms_norm: it takes f32[rows, features]"));
    cx_tensor_free(x), cx_tensor_free(scale), cx_tensor_free(y);
    cx_close(rt, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_without_it), cmocka_unit_test(refuses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
