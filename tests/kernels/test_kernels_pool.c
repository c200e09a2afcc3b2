/* Max-pooling, dropout and relu by host kernels against the same program without them, which XLA computes. Nothing is added
   up, so they agree to the last digit, but for the order in which dropout and the model multiply. Skipped where there is no oneDNN. */
#include "kernels/kernels_test.h"

struct shape {
    int64_t batch, height, width, channels;
    double drop; /* 0: no dropout */
    bool relu, bf16;
};

/* in: x, dy; out: the pooled, dx. Values are rounded to eighths, so that windows have ties. */
static void program(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    const struct shape *s = user;
    cx_dtype dtype = s->bf16 ? CX_BF16 : CX_F32;
    cx_node *x = cx_convert(cx_scale(cx_round(cx_scale(in[0], 8)), 0.125), dtype), *dy = cx_convert(in[1], dtype), *dx;
    cx_node *y = cx_max_pool2d(s->relu ? cx_relu(x) : x, 2);
    if (s->drop > 0) {
        cx_node *keep = cx_bernoulli(cx_key(g, 7), 1 - s->drop, cx_node_dims(y));
        y = cx_select(keep, cx_scale(y, 1 / (1 - s->drop)), cx_k(0));
    }
    cx_vjp(1, &y, &dy, 1, &x, &dx);
    out[0] = cx_convert(y, CX_F32);
    out[1] = cx_convert(dx, CX_F32);
}

static struct program program_of(const struct shape *s) {
    return (struct program){.trace = program,
                            .user = (void *)s,
                            .inputs = 2,
                            .outputs = 2,
                            .in = {CX_DIMS(s->batch, s->height, s->width, s->channels),
                                   CX_DIMS(s->batch, s->height / 2, s->width / 2, s->channels)}};
}

static void check(const struct shape *s) {
    char about[300];
    struct program p = program_of(s);
    snprintf(about, sizeof about, "%s, drop %.2f%s%s", cxi_dims_words(p.in[0]).text, s->drop, s->relu ? ", relu" : "",
             s->bf16 ? ", bf16" : "");
    check_program(&p, s->bf16 ? 0x1p-8 : 1e-6, about); /* XLA may leave out a rounding between two operations */
}

static const struct shape table[] = {
    {64, 16, 16, 32, 0.3, true, false}, {64, 16, 16, 32, 0.5, false, false}, {16, 32, 32, 8, 0, true, false},
    {16, 32, 32, 8, 0, false, false},   {7, 33, 31, 13, 0.25, true, false},  {1, 101, 100, 5, 0.5, true, false},
    {40, 17, 2, 33, 0.9, true, false},  {64, 16, 16, 32, 0.3, true, true},   {16, 32, 32, 8, 0, false, true},
    {7, 33, 31, 13, 0, true, true},     {7, 33, 31, 13, 0.5, false, true}};

static void test_table(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) check(&table[i]);
}

static void test_random(void **state) {
    (void)state;
    uint64_t seed = seed_or(20260202);
    for (int i = 0; i < 8; i++) {
        random_seed(seed + (uint64_t)i);
        struct shape s = {.batch = random_between(1, 20), .channels = random_between(1, 40)};
        s.height = random_between(20, 40);
        s.width = random_between(20, 40);
        s.drop = random_between(0, 1) ? (double)random_between(1, 9) / 10 : 0;
        s.relu = random_between(0, 1);
        s.bf16 = random_between(0, 2) == 0;
        check(&s);
    }
}

/* A relu's mask and both halves of dropout go into the two calls, and nothing of them is left. */
static void test_everything_is_fused(void **state) {
    (void)state;
    struct cxi_text text = {0};
    struct program p = program_of(&table[0]);
    lowered_text(&p, &text);
    assert_int_equal(count_of(&text, "\"calx_pool\""), 1);
    assert_int_equal(count_of(&text, "\"calx_pool_gradient\""), 1);
    static const char *const gone[] = {"stablehlo.reduce_window", "stablehlo.select", "stablehlo.compare",
                                       "stablehlo.xor", "stablehlo.iota"};
    for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++) assert_int_equal(count_of(&text, gone[i]), 0);
    cxi_text_free(&text);
}

/* NaN comes through, and takes no gradient. */
static void nan_program(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_node *x = cx_select(cx_gt(in[0], cx_k(0.9)), cx_k((double)NAN), in[0]), *y = cx_max_pool2d(x, 2), *dx;
    cx_vjp(1, &y, &in[1], 1, &x, &dx);
    out[0] = cx_convert(cx_is_nan(y), CX_F32);
    out[1] = dx;
}

static void test_nan(void **state) {
    (void)state;
    struct program p = program_of(&table[2]);
    p.trace = nan_program;
    check_program(&p, 0, "NaN");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_everything_is_fused), cmocka_unit_test(test_table),
                                       cmocka_unit_test(test_random), cmocka_unit_test(test_nan)};
    return run_kernel_tests(tests, sizeof tests / sizeof tests[0]);
}
