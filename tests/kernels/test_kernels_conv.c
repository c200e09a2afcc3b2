/* Convolutions by host kernels against the same program without them, which XLA computes: values, both gradients, the
   bias's. The tolerance is 2e-5 of an array's largest magnitude: both add up some thousands of f32 products, in different
   orders. Shapes come from a table, and from seeds. In bf16 results are rounded to 8 bits, and so is what the gradients are made
   of: there the tolerance is 2%, against the same in f32. Skipped where there is no oneDNN. */
#include "kernels/kernels_test.h"

#include "kernels/conv.h"
#include "kernels/kernels.h"
#include "run/runtime.h"
#include "stablehlo/print.h"
#include "transform/lower.h"

struct shape {
    int64_t batch, size[3], channels, features, kernel[3], stride[3], dilation[3], groups;
    int spatial;
    cx_padding pad;
    bool bias, relu, bf16;
};

enum { INPUTS = 4, OUTPUTS = 4 };

/* ------------------------------------------------------------------------------------------------ the program */

static cx_dims list(const struct shape *s, const int64_t *values) {
    cx_dims dims = {.rank = s->spatial};
    for (int i = 0; i < s->spatial; i++) dims.dim[i] = values[i];
    return dims;
}

static cx_node *model(const struct shape *s, cx_node *x, cx_node *kernel, cx_node *bias) {
    cx_node *y = cx_conv(x, kernel, .stride = list(s, s->stride), .dilation = list(s, s->dilation), .pad = s->pad,
                         .groups = s->groups);
    if (s->bias) y = cx_add(y, bias);
    return s->relu ? cx_relu(y) : y;
}

/* in: x0, kernel, bias, weights of the loss's elements (a vector over features). x = relu(x0), so that its gradient is
   masked; out: y, dx0, dkernel, dbias. */
static void build(const struct shape *s, cx_node *const *given, cx_node *const *in, cx_node **out) {
    cx_node *x = cx_relu(given[0]);
    out[0] = model(s, x, given[1], given[2]);
    cx_node *weights = cx_broadcast(given[3], cx_node_dims(out[0])), *dy = cx_mul(weights, cx_cos(out[0]));
    cx_vjp(1, out, &dy, 3, in, out + 1);
    for (int i = 0; i < OUTPUTS; i++) out[i] = cx_convert(out[i], CX_F32);
}

static void program(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g;
    const struct shape *s = user;
    cx_node *given[INPUTS];
    for (int i = 0; i < INPUTS; i++) given[i] = cx_convert(in[i], s->bf16 ? CX_BF16 : CX_F32);
    build(s, given, in, out);
}

/* The same of the numbers that bf16 has, computed in f32. XLA's own sums in bf16 are too inexact to compare with. */
static void exact_program(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g;
    cx_node *given[INPUTS];
    for (int i = 0; i < INPUTS; i++) given[i] = cx_reduce_precision(in[i], 8, 7);
    build(user, given, given, out);
}

static struct program program_of(const struct shape *s) {
    struct program p = {.trace = program, .user = (void *)s, .inputs = INPUTS, .outputs = OUTPUTS};
    p.in[0] = (cx_dims){.rank = s->spatial + 2, .dim = {s->batch}};
    p.in[1] = (cx_dims){.rank = s->spatial + 2};
    for (int i = 0; i < s->spatial; i++) p.in[0].dim[1 + i] = s->size[i], p.in[1].dim[i] = s->kernel[i];
    p.in[0].dim[s->spatial + 1] = s->channels;
    p.in[1].dim[s->spatial] = s->channels / s->groups;
    p.in[1].dim[s->spatial + 1] = s->features;
    p.in[2] = p.in[3] = CX_DIMS(s->features);
    return p;
}

static void check(const struct shape *s) {
    char about[400];
    int used = snprintf(about, sizeof about, "batch %lld, %lld -> %lld in %lld groups, %s%s%s%s:", (long long)s->batch,
                        (long long)s->channels, (long long)s->features, (long long)s->groups,
                        s->pad == CX_SAME ? "same" : "valid", s->bias ? ", bias" : "", s->relu ? ", relu" : "",
                        s->bf16 ? ", bf16" : "");
    for (int i = 0; i < s->spatial; i++)
        used +=
            snprintf(about + used, sizeof about - (size_t)used, " %lld by %lld / %lld * %lld", (long long)s->size[i],
                     (long long)s->kernel[i], (long long)s->stride[i], (long long)s->dilation[i]);
    struct program p = program_of(s), exact = p;
    exact.trace = s->bf16 ? exact_program : program;
    check_against(&p, &exact, s->bf16 ? 0.02 : 2e-5, about);
}

/* ------------------------------------------------------------------------------------------------------- tests */

/* clang-format off */
static const struct shape table[] = {
    /* batch  size          channels, features  kernel     stride     dilation   groups  spatial  pad  bias  relu  bf16 */
    {64, {32, 32},     3, 32, {3, 3},    {1, 1},    {1, 1},    1, 2, CX_SAME, true, true, false},
    {64, {16, 16},    32, 64, {3, 3},    {1, 1},    {1, 1},    1, 2, CX_SAME, true, true, false},
    {50, {16, 16},    32, 32, {3, 3},    {1, 1},    {1, 1},    1, 2, CX_SAME, true, false, false},
    {37, {15, 17},    16, 48, {5, 3},    {2, 1},    {1, 1},    1, 2, CX_SAME, false, true, false},
    {16, {28, 28},     8, 16, {7, 7},    {2, 2},    {1, 1},    1, 2, CX_VALID, true, true, false},
    {16, {24, 24},    16, 16, {3, 3},    {1, 1},    {2, 2},    1, 2, CX_SAME, true, true, false},
    {16, {24, 24},    16, 32, {3, 3},    {1, 1},    {1, 1},    4, 2, CX_SAME, true, true, false},
    {16, {24, 24},    16, 32, {3, 3},    {2, 2},    {1, 1},    2, 2, CX_SAME, true, true, false},
    {32, {32, 32},    32, 32, {3, 3},    {1, 1},    {1, 1},   32, 2, CX_SAME, true, true, false},
    {32, {16, 16},    64, 64, {1, 1},    {1, 1},    {1, 1},    1, 2, CX_VALID, true, true, false},
    {32, {16, 16},    64, 32, {1, 1},    {2, 2},    {1, 1},    1, 2, CX_VALID, false, false, false},
    {32, {400},       16, 32, {9},       {1},       {1},       1, 1, CX_SAME, true, true, false},
    { 8, {8, 10, 12}, 8, 16,  {3, 3, 3}, {1, 2, 1}, {1, 1, 1}, 1, 3, CX_SAME, true, true, false},
    { 1, {64, 64},    16, 32, {3, 3},    {1, 1},    {1, 1},    1, 2, CX_SAME, true, true, false},
    { 5, {32, 32},    17, 13, {3, 3},    {1, 1},    {1, 1},    1, 2, CX_SAME, true, true, false},
    {16, {32, 32},     3, 32, {3, 3},    {1, 1},    {1, 1},    1, 2, CX_SAME, true, true, true},
    {18, {16, 16},    32, 32, {3, 3},    {1, 1},    {1, 1},    1, 2, CX_SAME, true, false, true},
    {16, {24, 24},    16, 32, {3, 3},    {2, 2},    {1, 1},    2, 2, CX_SAME, true, false, true},
    {32, {16, 16},    64, 32, {1, 1},    {2, 2},    {1, 1},    1, 2, CX_VALID, false, false, true},
    {19, {21, 18},    20, 32, {5, 4},    {2, 3},    {1, 1},    1, 2, CX_SAME, true, true, false},
    {10, {30, 11},     8, 16, {3, 2},    {1, 1},    {3, 2},    1, 2, CX_SAME, true, true, false},
    {33, {500},       12, 48, {7},       {2},       {1},       1, 1, CX_VALID, true, true, false},
    {32, {400},       16, 32, {9},       {1},       {1},       1, 1, CX_SAME, true, true, true},
    /* by Winograd, in vectors of 16 and of 8, of panels of one and of two */
    {21, {15, 17},    48, 32, {3, 3},    {1, 1},    {1, 1},    1, 2, CX_SAME, true, true, false},
    {19, {13, 12},    24, 40, {3, 3},    {1, 1},    {1, 1},    1, 2, CX_VALID, true, true, false},
    {12, {6, 71},     16,  8, {3, 3},    {1, 1},    {1, 1},    1, 2, CX_VALID, false, true, false},
    { 9, {5, 4},      64, 96, {3, 3},    {1, 1},    {1, 1},    1, 2, CX_SAME, true, false, false},
};
/* clang-format on */

static void test_table(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) check(&table[i]);
}

static struct shape random_shape(void) {
    struct shape s = {.batch = random_between(1, 40),
                      .spatial = (int)random_between(1, 2),
                      .groups = random_between(1, 3) == 1 ? random_between(2, 4) : 1,
                      .pad = random_between(0, 1) ? CX_SAME : CX_VALID,
                      .bias = random_between(0, 3) > 0,
                      .relu = random_between(0, 1)};
    s.channels = s.groups * random_between(1, 24);
    s.features = s.groups * random_between(1, 24);
    for (int i = 0; i < s.spatial; i++) {
        s.kernel[i] = random_between(1, 5);
        s.stride[i] = random_between(1, 3);
        s.dilation[i] = s.stride[i] > 1 ? 1 : random_between(1, 2);
        s.size[i] = random_between(10, s.spatial == 1 ? 300 : 30);
    }
    return s;
}

static void test_random(void **state) {
    (void)state;
    enum { COUNT = 15 };
    uint64_t seed = seed_or(20260101);
    for (int i = 0; i < COUNT; i++) {
        random_seed(seed + (uint64_t)i);
        struct shape s = random_shape();
        check(&s);
    }
}

/* All three convolutions of the program become calls, with what stands around them, and nothing of that is left. */
static void test_everything_is_fused(void **state) {
    (void)state;
    struct cxi_text text = {0};
    struct program p = program_of(&table[1]);
    lowered_text(&p, &text);
    assert_int_equal(count_of(&text, "\"calx_conv\""), 1);
    assert_int_equal(count_of(&text, "\"calx_conv_input_gradient\""), 1);
    assert_int_equal(count_of(&text, "\"calx_conv_kernel_gradient\""), 1);
    assert_int_equal(count_of(&text, "stablehlo.convolution"), 0);
    assert_int_equal(count_of(&text, "stablehlo.reverse"), 0);
    assert_int_equal(count_of(&text, "stablehlo.reduce"), 0);
    assert_int_equal(count_of(&text, "stablehlo.maximum"), 1); /* of x = relu(x0) */
    assert_int_equal(count_of(&text, "bias = 1 : i64, relu = 1 : i64"), 1);
    cxi_text_free(&text);
}

/* A pre-activation that is used elsewhere stays, and so do convolutions that are too small to pay. */
static void test_what_is_not_fused(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new("kept");
    cx_node *x = cx_parameter(g, "x", CX_F32, CX_DIMS(64, 16, 16, 32)),
            *k = cx_parameter(g, "k", CX_F32, CX_DIMS(3, 3, 32, 32));
    cx_node *small = cx_parameter(g, "small", CX_F32, CX_DIMS(2, 4, 4, 2)),
            *k2 = cx_parameter(g, "k2", CX_F32, CX_DIMS(3, 3, 2, 2));
    cx_node *y = cx_conv(x, k, .pad = CX_SAME);
    cx_return(g, CX_LIST(cx_node *, cx_relu(y), cx_neg(y), cx_conv(small, k2)));
    struct cxi_text text = {0};
    assert_true(cxi_lower(g, cxi_kernels_wanted(g)));
    assert_true(cxi_print_stablehlo(&text, g, NULL));
    assert_int_equal(count_of(&text, "stablehlo.maximum"), 1);
    assert_int_equal(count_of(&text, "stablehlo.convolution"), 1);
    assert_int_equal(count_of(&text, "bias = 0 : i64, relu = 0 : i64"), 1);
    cxi_text_free(&text);
    cx_graph_free(g);
}

/* The same bits each time, although chunks go to other threads, and several calls are under way at once. */
static void check_same_bits(int row) {
    enum { CALLS = 6 };
    struct program p = program_of(&table[row]);
    cx_tensor *in[INPUTS], *out[CALLS][OUTPUTS];
    for (int i = 0; i < INPUTS; i++) {
        float *values = random_floats(cx_dims_count(p.in[i]));
        in[i] = cx_tensor_new(with_kernels, CX_F32, p.in[i], values);
        free(values);
    }
    cx_function *f = cx_jit(with_kernels, p.trace, .outputs = OUTPUTS, .user = p.user);
    for (int c = 0; c < CALLS; c++) cx_call(f, INPUTS, in, OUTPUTS, out[c]);
    for (int c = 0; c < CALLS; c++)
        for (int i = 0; i < OUTPUTS; i++) {
            size_t bytes = (size_t)cx_dims_count(cx_tensor_dims(out[c][i])) * sizeof(float);
            assert_memory_equal(cx_tensor_view(out[0][i]), cx_tensor_view(out[c][i]), bytes);
        }
    for (int c = 0; c < CALLS; c++)
        for (int i = 0; i < OUTPUTS; i++) cx_tensor_free(out[c][i]);
    for (int i = 0; i < INPUTS; i++) cx_tensor_free(in[i]);
    cx_function_free(f);
    assert_calx_fine(with_kernels);
}

static void test_same_bits(void **state) {
    (void)state;
    check_same_bits(1); /* by Winograd */
    check_same_bits(5); /* by oneDNN */
}

/* Convolutions inside of a body are lowered there. */
static void twice(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_conv(in[0], in[1], .pad = CX_SAME);
}

static void test_inside_of_a_body(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new("body");
    cx_node *x = cx_parameter(g, "x", CX_F32, CX_DIMS(16, 16, 16, 32)),
            *k = cx_parameter(g, "k", CX_F32, CX_DIMS(3, 3, 32, 32)), *y;
    cx_invoke("layer", twice, NULL, CX_LIST(cx_node *, x, k), 1, &y);
    cx_invoke("layer", twice, NULL, CX_LIST(cx_node *, y, k), 1, &y);
    cx_return(g, 1, &y);
    struct cxi_text text = {0};
    assert_true(cxi_kernels_wanted(g).library && cxi_lower(g, cxi_kernels_wanted(g)));
    assert_true(cxi_print_stablehlo(&text, g, NULL));
    assert_int_equal(count_of(&text, "\"calx_conv\""), 1);
    assert_int_equal(count_of(&text, "func.call"), 2);
    cxi_text_free(&text);
    cx_graph_free(g);
}

/* In bf16 where it pays, and where kernels are forced if oneDNN takes it; else in f32, with conversions. */
static void test_bf16(void **state) {
    (void)state;
    struct shape s = table[1];
    s.bf16 = true, s.relu = false;
    struct cxi_text text = {0};
    struct program p = program_of(&s);
    lowered_text(&p, &text);
    assert_int_equal(count_of(&text, "\"calx_conv\""), 1);
    assert_int_equal(count_of(&text, "\"calx_conv_input_gradient\""), 1);
    assert_int_equal(count_of(&text, "\"calx_conv_kernel_gradient\""), 1);
    assert_int_equal(count_of(&text, "stablehlo.convolution"), 0);
    assert_int_equal(count_of(&text, "stablehlo.reduce"), 0);
    cxi_text_free(&text);
    setenv("CALX_KERNELS", "force", 1);
    bool native = cxi_conv_pays(&(struct cxi_conv_call){.dtype = CX_BF16,
                                                        .x = p.in[0],
                                                        .kernel = p.in[1],
                                                        .y = CX_DIMS(64, 16, 16, 64),
                                                        .kernel_axes = CX_DIMS(3, 2, 0, 1),
                                                        .strides = CX_DIMS(1, 1),
                                                        .dilation = CX_DIMS(1, 1),
                                                        .low = CX_DIMS(1, 1),
                                                        .groups = 1});
    if (!native) puts("oneDNN has no convolutions of bf16 for this CPU: computed in f32");
    for (size_t i = 0; i < sizeof table / sizeof table[0] && native; i++) {
        s = table[i];
        s.bf16 = true;
        check(&s);
    }
    unsetenv("CALX_KERNELS");
}

/* Forced, small ones are done by kernels too, and those that oneDNN has only plain loops for. */
static void test_forced(void **state) {
    (void)state;
    setenv("CALX_KERNELS", "force", 1);
    for (int i = 0; i < 8; i++) {
        random_seed(300 + (uint64_t)i);
        struct shape s = random_shape();
        s.batch = random_between(1, 3);
        for (int k = 0; k < s.spatial; k++) s.size[k] = random_between(5, 12);
        s.bf16 = i % 2;
        check(&s);
    }
    unsetenv("CALX_KERNELS");
}

static void test_switched_off(void **state) {
    (void)state;
    struct cxi_status why = {0};
    setenv("CALX_KERNELS", "off", 1);
    assert_false(cxi_kernels_register_library(with_kernels->client, &why));
    assert_has(cxi_error(&why), "CALX_KERNELS");
    unsetenv("CALX_KERNELS");
    cxi_status_clear(&why);
    assert_true(cxi_kernels_register_library(with_kernels->client, &why));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everything_is_fused),
        cmocka_unit_test(test_what_is_not_fused),
        cmocka_unit_test(test_inside_of_a_body),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_same_bits),
        cmocka_unit_test(test_bf16),
        cmocka_unit_test(test_forced),
        cmocka_unit_test(test_switched_off),
    };
    return run_kernel_tests(tests, sizeof tests / sizeof tests[0]);
}
