/* The sum of the squares of arrays by the host kernel against the same program without it, which XLA computes: 2e-6 of the sum, as XLA adds
   up in f32. */
#include "kernels/kernels_test.h"

#include "kernels/squares.h"
#include "nn/store.h"
#include "ops/composite.h"
#include "train/step.h"

#include <stdlib.h>
#include <string.h>

static void program(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    const int *inputs = user;
    cx_node *sum = cx_scalar(g, CX_F32, 0);
    for (int i = 0; i < *inputs; i++) sum = cx_add(sum, cx_sum(cx_square(in[i])));
    out[0] = cxi_composite("sum_of_squares", sum, *inputs, in, (cx_dims){0});
}

static void of_one(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    program(g, in, out, &(int){1});
}

static struct {
    const char *about;
    int inputs;
    cx_dims in[MOST_ARRAYS];
} rows[] = {
    {"one number", 1, {{0}}},
    {"a vector", 1, {{1, {77}}}},
    {"more than a piece", 1, {{3, {300, 7, 101}}}},
    {"several", 4, {{2, {513, 257}}, {1, {5}}, {0}, {4, {3, 3, 64, 128}}}},
    {"one without elements", 3, {{1, {4096}}, {2, {0, 8}}, {1, {4097}}}},
};

static void as_without_it(void **state) {
    (void)state;
    with_kernels = open_cpu(), without_kernels = cx_open("cpu", .no_kernels = true);
    assert_calx_fine(without_kernels);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct program p = {.trace = program, .user = &rows[i].inputs, .inputs = rows[i].inputs, .outputs = 1};
        memcpy(p.in, rows[i].in, sizeof p.in);
        check_calls(&p, cxi_sum_of_squares_name, 1, rows[i].about);
        check_program(&p, 2e-6, rows[i].about);
    }
    close_fine(with_kernels);
    close_fine(without_kernels);
}

/* ------------------------------------------------------------------------------------------------ of a trainer */

static cx_node *two_layers(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    return cx_dense(cx_in(s, "second"), cx_tanh(cx_dense(cx_in(s, "first"), in[0], 5)), 3);
}

static cx_node *distance(cx_node *y, cx_node *wanted) {
    return cx_mean(cx_square(cx_sub(y, wanted)), .axes = CX_DIMS(1));
}

static void step(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    cx_node *results[CXI_STEP_RESULTS];
    struct cxi_trace trace = {.store = user, .graph = g, .training = true, .compute = CX_BF16, .may_create = true};
    cx_trainer_args args = {.model = two_layers, .loss = distance, .optimizer = cx_sgd(0.1)};
    cxi_build_step(cxi_root(&trace), in, results, &args);
    out[0] = results[CXI_STEP_NORM];
}

static void a_step_makes_one_call(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    struct program p = {
        .trace = step, .user = cx_store_new(rt, 1), .inputs = 2, .outputs = 1, .in = {CX_DIMS(4, 7), CX_DIMS(4, 3)}};
    check_calls(&p, cxi_sum_of_squares_name, 1, "a trainer's step");
    close_fine(rt);
}

/* ------------------------------------------------------------------------------------------------------- the rest */

static void the_same_bits(void **state) {
    (void)state;
    cx_runtime *rt = open_with_own_kernels();
    float *values = random_floats(1000003), sum[4];
    cx_tensor *x = cx_tensor_new(rt, CX_F32, CX_DIMS(1000003), values);
    cx_function *f = cx_jit(rt, of_one);
    for (int i = 0; i < 4; i++) {
        cx_tensor *y = cx_apply(f, x);
        assert_true(cx_tensor_read(y, &sum[i], sizeof sum[i]));
        assert_memory_equal(&sum[i], &sum[0], sizeof sum[0]);
        cx_tensor_free(y);
    }
    cx_tensor_free(x);
    free(values);
    close_fine(rt);
}

static void of_integers(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_custom_call(cxi_sum_of_squares_name, 1, in, CX_LIST(cx_type, {CX_F32, CX_SCALAR}), out);
}

static void refuses(void **state) {
    (void)state;
    cx_runtime *rt = open_with_own_kernels();
    cx_tensor *x = cx_tensor_scalar(rt, CX_I32, 3), *y = cx_apply(cx_jit(rt, of_integers), x);
    assert_false(cx_tensor_wait(y));
    assert_non_null(strstr(cx_tensor_error(y), "calx_sum_of_squares: it takes f32 arrays"));
    cx_tensor_free(x), cx_tensor_free(y);
    cx_close(rt, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_without_it), cmocka_unit_test(a_step_makes_one_call),
                                       cmocka_unit_test(the_same_bits), cmocka_unit_test(refuses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
