/* Sums that are lowered to products: to 2e-6 of the same sums in double precision. And which sums are lowered: by the text that XLA
   is given. */
#include "run/calx_test.h"

#include "graph/graph.h"
#include "stablehlo/print.h"
#include "transform/lower.h"

static const struct {
    cx_dims dims, axes;
    cx_dtype dtype;
    bool lowered;
} rows[] = {
    {{4, {64, 32, 32, 32}}, {3, {0, 1, 2}}, CX_F32, true},  {{2, {4096, 10}}, {1, {0}}, CX_F32, true},
    {{3, {100, 33, 7}}, {2, {0, 1}}, CX_F32, true},         {{2, {128, 2048}}, {1, {0}}, CX_F32, true},
    {{2, {128, 2049}}, {1, {0}}, CX_F32, false}, /* rows so long are read in order */
    {{2, {4099, 10}}, {1, {0}}, CX_F32, false},             /* a prime: no parts */
    {{2, {15, 2000}}, {1, {0}}, CX_F32, false},             {{2, {1000, 16}}, {1, {0}}, CX_F32, false}, /* small */
    {{4, {64, 32, 32, 32}}, {2, {1, 2}}, CX_F32, false},    {{4, {64, 32, 32, 32}}, {3, {1, 2, 3}}, CX_F32, false},
    {{2, {4096, 10}}, {2, {0, 1}}, CX_F32, false},          {{1, {1 << 16}}, {1, {0}}, CX_F32, false},
    {{2, {4096, 10}}, {1, {0}}, CX_F64, false},             {{2, {4096, 10}}, {1, {0}}, CX_I32, false},
};
enum { ROWS = sizeof rows / sizeof rows[0] };

/* A sum that is a result, and one that others use. */
static void build(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g;
    cx_dims axes = *(const cx_dims *)user;
    out[0] = cx_sum(cx_mul(in[0], in[0]), .axes = axes);
    out[1] = cx_broadcast(cx_sum(in[0], .axes = axes, .keep = true), cx_node_dims(in[0]));
}

static void which_are(void **state) {
    (void)state;
    for (int i = 0; i < ROWS; i++) {
        cx_graph *g = cx_graph_new("sums");
        cx_node *x = cx_parameter(g, "x", rows[i].dtype, rows[i].dims), *out[2];
        build(g, &x, out, (void *)&rows[i].axes);
        cx_return(g, 2, out);
        assert_true(cxi_lower(g, (struct cxi_kernel_sets){0}));
        struct cxi_text text = {0};
        assert_true(cxi_print_stablehlo(&text, g, NULL));
        bool product = strstr(cxi_text(&text), "dot_general"), sum = strstr(cxi_text(&text), "stablehlo.reduce");
        if (product != rows[i].lowered || sum == rows[i].lowered)
            fail_msg("%s: %s", cxi_dims_words(rows[i].dims).text, cxi_text(&text));
        cxi_text_free(&text);
        cx_graph_free(g);
    }
}

/* The largest distance from `exact`, which repeats, by its largest magnitude. */
static double error_of(cx_tensor *got, const double *exact, int64_t columns) {
    double error = 0, largest = 0;
    cx_array *array = cx_tensor_array(got);
    for (int64_t i = 0; i < columns; i++) largest = fmax(largest, fabs(exact[i]));
    for (int64_t i = 0; i < cx_array_count(array); i++)
        error = fmax(error, fabs(cx_array_at(array, i) - exact[i % columns]));
    cx_array_free(array);
    cx_tensor_free(got);
    return error / largest;
}

static void right_numbers(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    for (int i = 0; i < ROWS; i++) {
        if (!rows[i].lowered) continue;
        int64_t count = cx_dims_count(rows[i].dims), columns = rows[i].dims.dim[rows[i].dims.rank - 1];
        float *elements = malloc((size_t)count * sizeof *elements);
        double *exact = calloc((size_t)columns * 2, sizeof *exact), *squares = exact + columns;
        assert_true(elements && exact);
        for (int64_t k = 0; k < count; k++) {
            elements[k] = (float)(k * 7919 % 1000) / 500;
            exact[k % columns] += (double)elements[k];
            squares[k % columns] += (double)(elements[k] * elements[k]);
        }
        cx_function *f = cx_jit(rt, build, .user = (void *)&rows[i].axes, .outputs = 2);
        cx_tensor *x = cx_tensor_new(rt, CX_F32, rows[i].dims, elements), *out[2];
        cx_call(f, 1, &x, 2, out);
        assert_calx_fine(rt);
        double errors[] = {error_of(out[0], squares, columns), error_of(out[1], exact, columns)};
        for (int k = 0; k < 2; k++)
            if (errors[k] > 2e-6) fail_msg("%s: sum %d is %.2g off", cxi_dims_words(rows[i].dims).text, k, errors[k]);
        cx_tensor_free(x);
        cx_function_free(f);
        free(elements);
        free(exact);
    }
    close_fine(rt);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(which_are), cmocka_unit_test(right_numbers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
