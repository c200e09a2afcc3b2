/* The sum of the squares of arrays by the host kernel against the same program without it, which XLA computes: 2e-6 of the sum, as XLA adds
   up in f32. */
#include "kernels/kernels_test.h"

#include "kernels/squares.h"
#include "ops/composite.h"

#include <string.h>

static void program(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    const int *inputs = user;
    cx_node *sum = cx_scalar(g, CX_F32, 0);
    for (int i = 0; i < *inputs; i++) sum = cx_add(sum, cx_sum(cx_square(in[i])));
    out[0] = cxi_composite("sum_of_squares", sum, *inputs, in, (cx_dims){0});
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
        struct cxi_text text = {0};
        lowered_text(&p, &text);
        assert_int_equal(count_of(&text, "\"calx_sum_of_squares\""), 1);
        cxi_text_free(&text);
        check_program(&p, 2e-6, rows[i].about);
    }
    close_fine(with_kernels);
    close_fine(without_kernels);
}

static void of_integers(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_custom_call(cxi_sum_of_squares_name, 1, in, CX_LIST(cx_type, {CX_F32, CX_SCALAR}), out);
}

static void refuses(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    cx_tensor *x = cx_tensor_scalar(rt, CX_I32, 3), *y = cx_apply(cx_jit(rt, of_integers), x);
    assert_false(cx_tensor_wait(y));
    assert_non_null(strstr(cx_tensor_error(y), "calx_sum_of_squares: it takes f32 arrays"));
    cx_tensor_free(x), cx_tensor_free(y);
    cx_close(rt, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_without_it), cmocka_unit_test(refuses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
