/* Products by host kernels against the same program without them, which XLA computes: values, and both gradients. The tolerance
   is 2e-5 of an array's largest magnitude: both add up some thousands of f32 products, in different orders. Shapes come from a
   table, and from seeds. Skipped where there is no oneDNN. */
#include "kernels/kernels_test.h"

#include "base/dims.h"
#include "kernels/product.h"

#include <stdlib.h>

enum { INPUTS = 3, OUTPUTS = 3 };

/* y = dot_general(a, b) */
struct shape {
    const char *about;
    cx_dims a, b, batch, contract_a, contract_b;
    int calls; /* of y and both its gradients */
};

/* in: a, b, dy; out: y, da, db */
static void program(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g;
    const struct shape *s = user;
    out[0] = cx_dot_general(in[0], in[1], .batch_a = s->batch, .batch_b = s->batch, .contract_a = s->contract_a,
                            .contract_b = s->contract_b);
    cx_vjp(1, out, &in[2], 2, in, out + 1);
}

static cx_dims left_of(cx_dims dims, cx_dims without, cx_dims after) {
    for (int i = 0; i < dims.rank; i++)
        if (!cxi_dims_has(without, i)) after = cxi_dims_add(after, dims.dim[i]);
    return after;
}

static struct program program_of(const struct shape *s) {
    cx_dims batch = {0}, of_a = s->batch, of_b = s->batch;
    for (int i = 0; i < s->batch.rank; i++) batch = cxi_dims_add(batch, s->a.dim[i]);
    for (int i = 0; i < s->contract_a.rank; i++) of_a = cxi_dims_add(of_a, s->contract_a.dim[i]);
    for (int i = 0; i < s->contract_b.rank; i++) of_b = cxi_dims_add(of_b, s->contract_b.dim[i]);
    return (struct program){.trace = program,
                            .user = (void *)s,
                            .inputs = INPUTS,
                            .outputs = OUTPUTS,
                            .in = {s->a, s->b, left_of(s->b, of_b, left_of(s->a, of_a, batch))}};
}

static const struct shape table[] = {
    {"dense", {2, {128, 300}}, {2, {300, 200}}, {0}, {1, {1}}, {1, {0}}, 3},
    {"b of rows of columns", {2, {128, 300}}, {2, {200, 300}}, {0}, {1, {1}}, {1, {1}}, 3},
    {"a of columns", {2, {300, 128}}, {2, {300, 200}}, {0}, {1, {0}}, {1, {0}}, 3},
    {"both of columns", {2, {300, 128}}, {2, {200, 300}}, {0}, {1, {0}}, {1, {1}}, 3},
    {"tiles that do not fit", {2, {513, 700}}, {2, {700, 257}}, {0}, {1, {1}}, {1, {0}}, 3},
    {"tall", {2, {4001, 64}}, {2, {64, 33}}, {0}, {1, {1}}, {1, {0}}, 3},
    {"deep", {2, {9, 20000}}, {2, {20000, 11}}, {0}, {1, {1}}, {1, {0}}, 3},
    {"dense on sequences", {3, {8, 60, 100}}, {2, {100, 120}}, {0}, {1, {2}}, {1, {0}}, 3},
    {"several axes summed over", {3, {120, 10, 30}}, {3, {10, 30, 90}}, {0}, {2, {1, 2}}, {2, {0, 1}}, 3},
    {"attention", {4, {2, 3, 70, 64}}, {4, {2, 3, 90, 64}}, {2, {0, 1}}, {1, {3}}, {1, {3}}, 3},
    {"of attention", {4, {2, 3, 70, 90}}, {4, {2, 3, 90, 64}}, {2, {0, 1}}, {1, {3}}, {1, {2}}, 3},
    {"a middle axis summed over", {3, {60, 100, 8}}, {2, {100, 120}}, {0}, {1, {1}}, {1, {0}}, 1},
    {"axes in exchanged roles", {3, {120, 30, 10}}, {3, {10, 30, 90}}, {0}, {2, {2, 1}}, {2, {0, 1}}, 2},
    {"both axes summed over, none free", {2, {300, 50}}, {2, {300, 50}}, {0}, {2, {0, 1}}, {2, {0, 1}}, 0},
    {"few rows of many matrices", {3, {3000, 8, 8}}, {3, {3000, 8, 8}}, {1, {0}}, {1, {2}}, {1, {1}}, 0},
    {"small", {2, {16, 20}}, {2, {20, 30}}, {0}, {1, {1}}, {1, {0}}, 0},
    {"a vector", {2, {1, 3000}}, {2, {3000, 2000}}, {0}, {1, {1}}, {1, {0}}, 0},
};

static void test_table(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct program p = program_of(&table[i]);
        check_calls(&p, cxi_product_name, table[i].calls, table[i].about);
        check_program(&p, 2e-5, table[i].about);
    }
}

static void test_random(void **state) {
    (void)state;
    uint64_t seed = seed_or(20261130);
    for (int i = 0; i < 8; i++) {
        char about[600];
        random_seed(seed + (uint64_t)i);
        int64_t batch = random_between(1, 3), rows = random_between(30, 400), columns = random_between(30, 400),
                depth = random_between(80, 400);
        bool depth_first_a = random_between(0, 1), depth_first_b = random_between(0, 1);
        struct shape s = {.batch = {1, {0}},
                          .a = depth_first_a ? CX_DIMS(batch, depth, rows) : CX_DIMS(batch, rows, depth),
                          .b = depth_first_b ? CX_DIMS(batch, depth, columns) : CX_DIMS(batch, columns, depth),
                          .contract_a = {1, {depth_first_a ? 1 : 2}},
                          .contract_b = {1, {depth_first_b ? 1 : 2}}};
        struct program p = program_of(&s);
        snprintf(about, sizeof about, "seed %llu: %s times %s", (unsigned long long)seed + (unsigned)i,
                 cxi_dims_words(s.a).text, cxi_dims_words(s.b).text);
        check_program(&p, 2e-5, about);
    }
}

/* Operands that were transposed are read as they lie. */
static void transposed(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_dims order = CX_DIMS(1, 0);
    out[0] = cx_matmul(cx_transpose(in[0], order), cx_transpose(in[1], order));
}

static void test_transposed(void **state) {
    (void)state;
    struct program p = {.trace = transposed, .inputs = 2, .outputs = 1, .in = {CX_DIMS(300, 200), CX_DIMS(150, 300)}};
    struct cxi_text text = {0};
    lowered_text(&p, &text);
    assert_int_equal(count_of(&text, "\"calx_product\""), 1);
    assert_int_equal(count_of(&text, "stablehlo.transpose"), 0);
    cxi_text_free(&text);
    check_program(&p, 2e-5, "transposed");
}

/* Where all kernels are taken, a transposed operand of which no axis is free is not read as it lies. */
static void transposed_whole(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_dot_general(cx_transpose(in[0], CX_DIMS(1, 0)), in[1], .contract_a = CX_DIMS(0, 1),
                            .contract_b = CX_DIMS(0, 1));
}

static void test_forced(void **state) {
    (void)state;
    struct program p = {.trace = transposed_whole, .inputs = 2, .outputs = 1, .in = {CX_DIMS(30, 20), CX_DIMS(20, 30)}};
    setenv("CALX_KERNELS", "force", 1);
    check_program(&p, 2e-5, "transposed, none free");
    unsetenv("CALX_KERNELS");
}

static void test_same_bits(void **state) {
    (void)state;
    struct program p = {.trace = transposed, .inputs = 2, .outputs = 1, .in = {CX_DIMS(700, 600), CX_DIMS(550, 700)}};
    float *values[] = {random_floats(700 * 600), random_floats(550 * 700)};
    cx_tensor *first, *again;
    run_program(with_kernels, &p, values, &first);
    for (int i = 0; i < 3; i++) {
        run_program(with_kernels, &p, values, &again);
        assert_memory_equal(cx_tensor_view(again), cx_tensor_view(first), 600 * 550 * sizeof(float));
        cx_tensor_free(again);
    }
    cx_tensor_free(first);
    free(values[0]), free(values[1]);
}

/* What the handler is given comes from lowering; from elsewhere it must fit as well. */
static void misshapen(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_custom_call(cxi_product_name, 2, in, CX_LIST(cx_type, {CX_F32, CX_DIMS(1, 4, 7)}), out);
}

static void test_misshapen(void **state) {
    (void)state;
    static const float none[6 * 7];
    cx_runtime *rt = cx_open("cpu");
    cx_tensor *a = cx_tensor_new(rt, CX_F32, CX_DIMS(1, 4, 5), none),
              *b = cx_tensor_new(rt, CX_F32, CX_DIMS(1, 6, 7), none), *y = cx_apply(cx_jit(rt, misshapen), a, b);
    assert_false(cx_tensor_wait(y));
    assert_non_null(strstr(cx_tensor_error(y), "calx_product: it takes f32[batch, rows, depth]"));
    cx_tensor_free(a);
    cx_tensor_free(b);
    cx_tensor_free(y);
    cx_close(rt, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_table),      cmocka_unit_test(test_random),
                                       cmocka_unit_test(test_transposed), cmocka_unit_test(test_forced),
                                       cmocka_unit_test(test_same_bits),  cmocka_unit_test(test_misshapen)};
    return run_kernel_tests(tests, sizeof tests / sizeof tests[0]);
}
