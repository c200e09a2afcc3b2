/* What large products are taken of is computed once: how many barriers the text that XLA is given has, and that the numbers stay
   those of XLA alone. */
#include "kernels/kernels_test.h"

#include "graph/graph.h"
#include "stablehlo/print.h"
#include "transform/lower.h"

/* The gradients of a layer with an activation between two products: what goes in [rows, 256], forward and back. */
static void layers(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_node *y = cx_matmul(cx_tanh(cx_matmul(in[0], in[1])), in[2]);
    out[0] = cx_sum(cx_mul(y, y));
    cx_grad(out[0], 2, in + 1, out + 1);
}

static void of_parameters(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_matmul(in[0], in[1]);
    out[1] = cx_matmul(cx_reshape(in[1], CX_DIMS(256, 256)), in[2]);
    out[2] = in[2];
}

/* Behind what rearranges it; one barrier for a value of two products. */
static void rearranged(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_node *x = cx_exp(in[0]);
    out[0] = cx_matmul(cx_transpose(x, CX_DIMS(1, 0)), x); /* [256, 256] */
    out[1] = cx_matmul(cx_add(out[0], out[0]), in[1]);
    out[2] = x;
}

static const struct {
    const char *about;
    cx_traced *build;
    int64_t rows;
    int barriers;
} rows[] = {
    {"layers", layers, 512, 3}, /* tanh's value, the gradient of the result, and the one before tanh */
    {"few rows", layers, 32, 0},
    {"products of parameters", of_parameters, 512, 0},
    {"rearranged", rearranged, 512, 2},
};
enum { ROWS = sizeof rows / sizeof rows[0], INPUTS = 3, OUTPUTS = 3 };

static cx_dims input_dims(int row, int input) {
    return input == 0 ? CX_DIMS(rows[row].rows, 256) : CX_DIMS(256, 256);
}

static void how_many(void **state) {
    (void)state;
    for (int i = 0; i < ROWS; i++) {
        cx_graph *g = cx_graph_new("products");
        cx_node *in[INPUTS], *out[OUTPUTS];
        for (int k = 0; k < INPUTS; k++) in[k] = cx_parameter(g, "in", CX_F32, input_dims(i, k));
        rows[i].build(g, in, out, NULL);
        cx_return(g, OUTPUTS, out);
        assert_true(cxi_lower(g, (struct cxi_kernel_sets){0}));
        struct cxi_text text = {0};
        assert_true(cxi_print_stablehlo(&text, g, NULL));
        int barriers = count_of(&text, "optimization_barrier");
        if (barriers != rows[i].barriers) fail_msg("%s: %d barriers: %s", rows[i].about, barriers, cxi_text(&text));
        cxi_text_free(&text);
        cx_graph_free(g);
    }
}

static void same_numbers(void **state) {
    (void)state;
    setenv("CALX_KERNELS", "off", 1); /* products stay XLA's; what they are taken of is lowered all the same */
    with_kernels = open_cpu(), without_kernels = cx_open("cpu", .no_kernels = true);
    assert_calx_fine(without_kernels);
    for (int i = 0; i < ROWS; i++) {
        struct program p = {.trace = rows[i].build, .inputs = INPUTS, .outputs = OUTPUTS};
        for (int k = 0; k < INPUTS; k++) p.in[k] = input_dims(i, k);
        check_program(&p, 1e-5, rows[i].about);
    }
    close_fine(with_kernels);
    close_fine(without_kernels);
    unsetenv("CALX_KERNELS");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(how_many), cmocka_unit_test(same_numbers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
