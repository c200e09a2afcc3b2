/* Losses with their options, and their gradients, against optax and JAX (data/optax.safetensors, made by make_optax.py), in
   f64 and f32: extreme logits, smoothing, masks. And what is refused. */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "nn/layers_fixture.h"

#include <math.h>
#include <string.h>

static struct cxi_safetensors *fixture;

static int open_fixture(void **state) {
    (void)state;
    fixture = cxi_safetensors_open(CALX_TEST_DATA "/nn/data/optax.safetensors");
    if (cxi_safetensors_error(fixture)) print_error("%s\n", cxi_safetensors_error(fixture));
    return cxi_safetensors_error(fixture) != NULL;
}

static int close_all(void **state) {
    cxi_safetensors_close(fixture);
    return case_close(state);
}

/* -------------------------------------------------------------------------------------------- against JAX */

typedef cx_node *masked_loss(cx_node *x, cx_node *y, cx_node *mask);

struct loss_case {
    const char *name;
    cx_loss *loss;       /* one of these two */
    masked_loss *masked; /* mask: the third operand, if any */
};

static cx_node *mse_masked(cx_node *x, cx_node *y, cx_node *m) {
    return cx_mean_squared_error(x, y, .mask = m);
}
static cx_node *mae_masked(cx_node *x, cx_node *y, cx_node *m) {
    return cx_mean_absolute_error(x, y, .mask = m);
}
static cx_node *huber_small(cx_node *x, cx_node *y) {
    return cx_huber(x, y, .delta = 0.3);
}
static cx_node *sparse_smooth(cx_node *x, cx_node *y) {
    return cx_sparse_xent(x, y, .smoothing = 0.1);
}
static cx_node *sparse_masked(cx_node *x, cx_node *y, cx_node *m) {
    return cx_sparse_xent(x, y, .mask = m);
}
static cx_node *dense_smooth(cx_node *x, cx_node *y) {
    return cx_xent(x, y, .smoothing = 0.2);
}
static cx_node *binary_smooth(cx_node *x, cx_node *y) {
    return cx_binary_xent(x, y, .smoothing = 0.1);
}
static cx_node *binary_masked(cx_node *x, cx_node *y, cx_node *m) {
    return cx_binary_xent(x, y, .mask = m);
}
static cx_node *triplet_half(cx_node *x, cx_node *y, cx_node *z) {
    return cx_triplet(x, y, z, .margin = 0.5);
}

static const struct loss_case cases[] = {
    {"mse", cx_mean_squared_error, NULL},
    {"mse_mask", NULL, mse_masked},
    {"mae", cx_mean_absolute_error, NULL},
    {"mae_mask", NULL, mae_masked},
    {"huber", cx_huber, NULL},
    {"huber_delta", huber_small, NULL},
    {"sparse", cx_sparse_xent, NULL},
    {"sparse", cx_xent, NULL},
    {"sparse_extreme", cx_sparse_xent, NULL},
    {"sparse_smoothing", sparse_smooth, NULL},
    {"sparse_extreme_smoothing", sparse_smooth, NULL},
    {"sparse_mask", NULL, sparse_masked},
    {"dense", cx_xent, NULL},
    {"dense_extreme", cx_xent, NULL},
    {"dense_smoothing", dense_smooth, NULL},
    {"binary", cx_binary_xent, NULL},
    {"binary_extreme", cx_binary_xent, NULL},
    {"binary_smoothing", binary_smooth, NULL},
    {"binary_mask", NULL, binary_masked},
    {"kl", cx_kl_divergence, NULL},
    {"kl_extreme", cx_kl_divergence, NULL},
    {"triplet", NULL, triplet_half},
    {"triplet_hard", cx_triplet_hard, NULL},
};

/* out: the losses; the gradient by x of their sum, the i-th counted i times. */
static void build(cx_graph *graph, cx_node *const *in, cx_node **out, void *user) {
    const struct loss_case *c = user;
    out[0] = c->loss ? c->loss(in[0], in[1]) : c->masked(in[0], in[1], in[2]);
    cx_node *weight = cx_shift(cx_iota(graph, cx_node_dtype(out[0]), cx_node_dims(out[0]), 0), 1);
    cx_grad(cx_sum(cx_mul(out[0], weight)), 1, in, out + 1);
}

static bool agrees(const struct loss_case *c, cx_dtype floats) {
    const struct cxi_tensor *third = layers_find(fixture, "loss/%s/mask", c->name);
    if (!third) third = layers_find(fixture, "loss/%s/z", c->name);
    const struct cxi_tensor *given[] = {layers_find(fixture, "loss/%s/x", c->name),
                                        layers_find(fixture, "loss/%s/y", c->name), third};
    const struct cxi_tensor *want[] = {layers_find(fixture, "loss/%s/out", c->name),
                                       layers_find(fixture, "loss/%s/dx", c->name)};
    if (!given[0] || !given[1] || !want[0] || !want[1]) fail_msg("the fixture has no %s", c->name);
    int count = third ? 3 : 2;
    cx_tensor *in[3], *out[2];
    for (int i = 0; i < count; i++) in[i] = layers_tensor(given[i], floats);
    struct loss_case mine = *c;
    cx_function *f = cx_jit(case_runtime(), build, .user = &mine, .outputs = 2);
    cx_call(f, count, in, 2, out);
    double tolerance = floats == CX_F64 ? 1e-12 : 2e-6;
    bool agree = layers_agree(c->name, "losses", out[0], floats, want[0], tolerance);
    agree &= layers_agree(c->name, "gradient", out[1], floats, want[1], tolerance);
    for (int i = 0; i < count; i++) cx_tensor_free(in[i]);
    for (int i = 0; i < 2; i++) cx_tensor_free(out[i]);
    cx_function_free(f);
    return agree;
}

static void losses_are_those_of_jax(void **state) {
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        wrong += !agrees(&cases[i], CX_F64) || !agrees(&cases[i], CX_F32);
    assert_int_equal(wrong, 0);
    assert_true(cx_ok(case_runtime()));
}

/* ---------------------------------------------------------------------------------------------- by hand */

struct by_hand {
    cx_loss *loss;
    float x[4];
    cx_dims x_dims;
    int32_t label[2];
    cx_dims label_dims;
    double loss_of[2], slope[4];
};

static void assert_by_hand(const struct by_hand *h) {
    cx_function *f = cx_jit(case_runtime(), build, .user = &(struct loss_case){"", h->loss, NULL}, .outputs = 2);
    cx_tensor *in[] = {cx_tensor_new(case_runtime(), CX_F32, h->x_dims, h->x),
                       cx_tensor_new(case_runtime(), CX_I32, h->label_dims, h->label)};
    cx_tensor *out[2];
    float loss[2], slope[4];
    cx_call(f, 2, in, 2, out);
    if (cx_tensor_error(out[0])) fail_msg("%s", cx_tensor_error(out[0]));
    assert_true(cx_tensor_read(out[0], loss, sizeof loss));
    assert_true(cx_tensor_read(out[1], slope, sizeof slope));
    for (int i = 0; i < 2; i++)
        if (!(fabs(loss[i] - h->loss_of[i]) < 1e-6)) fail_msg("loss %d is %g, not %g", i, loss[i], h->loss_of[i]);
    for (int i = 0; i < 4; i++)
        if (!(fabs(slope[i] - h->slope[i]) < 1e-6)) fail_msg("slope %d is %g, not %g", i, slope[i], h->slope[i]);
    for (int i = 0; i < 2; i++) {
        cx_tensor_free(in[i]);
        cx_tensor_free(out[i]);
    }
    cx_function_free(f);
}

/* log 2, and a slope of p - label; the second example's slopes count twice. */
static void a_class_that_cannot_be_does_no_harm(void **state) {
    (void)state;
    assert_by_hand(&(struct by_hand){.loss = cx_sparse_xent,
                                     .x = {0, -INFINITY, 3, 3},
                                     .x_dims = CX_DIMS(2, 2),
                                     .label = {0, 1},
                                     .label_dims = CX_DIMS(2),
                                     .loss_of = {0, log(2)},
                                     .slope = {0, 0, 2 * 0.5, 2 * -0.5}});
}

static void labels_out_of_range_do_not_count(void **state) {
    (void)state;
    assert_by_hand(&(struct by_hand){.loss = cx_sparse_xent,
                                     .x = {1, 2, 3, 3},
                                     .x_dims = CX_DIMS(2, 2),
                                     .label = {-1, 0},
                                     .label_dims = CX_DIMS(2, 1), /* an axis of 1 may be there */
                                     .loss_of = {0, log(2)},
                                     .slope = {0, 0, 2 * -0.5, 2 * 0.5}});
}

/* Integer labels where numbers are expected, without the axis of 1 that the logits have. */
static cx_node *binary_of_first(cx_node *x, cx_node *labels) {
    return cx_binary_xent(cx_slice_axis(x, 1, 0, 1), labels);
}

static void labels_are_converted_and_shaped(void **state) {
    (void)state;
    assert_by_hand(&(struct by_hand){.loss = binary_of_first,
                                     .x = {0, 7, 1e4f, 7},
                                     .x_dims = CX_DIMS(2, 2),
                                     .label = {1, 0},
                                     .label_dims = CX_DIMS(2),
                                     .loss_of = {log(2), 1e4},
                                     .slope = {-0.5, 0, 2, 0}});
}

/* Equal embeddings: distances of 0 have slopes of 0, not NaN; the loss is the margin. */
static cx_node *hard_of_pairs(cx_node *x, cx_node *labels) {
    cx_node *four = cx_concatenate(0, x, x); /* each twice: its positive is itself */
    return cx_slice_axis(cx_triplet_hard(four, cx_concatenate(0, labels, labels)), 0, 0, 2);
}

static void equal_embeddings_have_a_slope(void **state) {
    (void)state;
    assert_by_hand(&(struct by_hand){.loss = hard_of_pairs,
                                     .x = {1, 1, 1, 1},
                                     .x_dims = CX_DIMS(2, 2),
                                     .label = {0, 1},
                                     .label_dims = CX_DIMS(2),
                                     .loss_of = {1, 1},
                                     .slope = {0}});
}

static cx_node *mask_of_nan(cx_node *x, cx_node *labels) {
    cx_node *mask = cx_convert(cx_eq(x, x), CX_BOOL); /* false where x is NaN */
    (void)labels;
    return cx_mean_squared_error(x, cx_fill_like(x, 1), .mask = mask);
}

static void masked_values_may_be_nan(void **state) {
    (void)state;
    cx_function *f = cx_jit(case_runtime(), build, .user = &(struct loss_case){"", mask_of_nan, NULL}, .outputs = 2);
    const float x[] = {NAN, 3, NAN, NAN};
    const int32_t labels[] = {0, 0};
    cx_tensor *in[] = {cx_tensor_new(case_runtime(), CX_F32, CX_DIMS(2, 2), x),
                       cx_tensor_new(case_runtime(), CX_I32, CX_DIMS(2), labels)};
    cx_tensor *out[2];
    float loss[2];
    cx_call(f, 2, in, 2, out);
    assert_true(cx_tensor_read(out[0], loss, sizeof loss));
    assert_true(loss[0] == 4 && loss[1] == 0);
    for (int i = 0; i < 2; i++) {
        cx_tensor_free(in[i]);
        cx_tensor_free(out[i]);
    }
    cx_function_free(f);
}

/* --------------------------------------------------------------------------------------------- what is refused */

static void assert_refused(cx_loss *loss, cx_dims x, cx_dtype label, cx_dims labels, const char *words) {
    cx_graph *graph = cx_graph_new("loss");
    cx_node *given = cx_parameter(graph, "x", CX_F32, x);
    loss(given, cx_parameter(graph, "labels", label, labels));
    if (!cx_graph_error(graph) || !strstr(cx_graph_error(graph), words))
        fail_msg("the error is: %s", cx_graph_error(graph) ? cx_graph_error(graph) : "none");
    cx_graph_free(graph);
}

static cx_node *mask_too_long(cx_node *x, cx_node *y) {
    return cx_mean_squared_error(x, y, .mask = cx_fill(cx_graph_of(x), CX_F32, CX_DIMS(4, 3), 1));
}

static void what_does_not_fit_is_refused(void **state) {
    (void)state;
    assert_refused(cx_mean_squared_error, CX_DIMS(4, 2), CX_F32, CX_DIMS(4, 3), "differ in shape");
    assert_refused(cx_mean_absolute_error, CX_DIMS(4, 2), CX_F32, CX_DIMS(4), "f32[4, 2] and f32[4]");
    assert_refused(cx_sparse_xent, CX_DIMS(4, 2), CX_F32, CX_DIMS(4), "integer labels");
    assert_refused(cx_xent, CX_DIMS(4, 2), CX_I32, CX_DIMS(4, 2), "integer labels");
    assert_refused(cx_huber, CX_SCALAR, CX_F32, CX_SCALAR, "axis of examples");
    assert_refused(mask_too_long, CX_DIMS(4, 2), CX_F32, CX_DIMS(4, 2), "mask");
    assert_refused(cx_triplet_hard, CX_DIMS(4, 2), CX_I32, CX_DIMS(5), "hard triplet");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(losses_are_those_of_jax),          cmocka_unit_test(a_class_that_cannot_be_does_no_harm),
        cmocka_unit_test(labels_out_of_range_do_not_count), cmocka_unit_test(labels_are_converted_and_shaped),
        cmocka_unit_test(equal_embeddings_have_a_slope),    cmocka_unit_test(masked_values_may_be_nan),
        cmocka_unit_test(what_does_not_fit_is_refused),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_all);
}
