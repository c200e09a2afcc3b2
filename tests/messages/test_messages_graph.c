/* Messages about graphs, operations and layers that the tests of those do not provoke: what is done wrong, and what is said
   of it. */
#include "messages/messages.h"

#include "graph/graph.h"
#include "nn/store.h"
#include "run/blame.h"

#include "graph/op.h"

/* Each is given a graph, and x: f32[2, 3] of it. */
typedef void provoke(cx_graph *g, cx_node *x);

static cx_node *input(cx_graph *g, cx_dtype dtype, cx_dims dims) {
    return cx_parameter(g, "input", dtype, dims);
}

static void positions_of_two_dtypes(cx_graph *g, cx_node *x) {
    cx_node *start[] = {input(g, CX_I32, CX_SCALAR), input(g, CX_I64, CX_SCALAR)};
    cx_dynamic_slice(x, 2, start, CX_DIMS(1, 1));
}
static void position_null(cx_graph *g, cx_node *x) {
    (void)g;
    cx_dynamic_slice(x, 2, (cx_node *[]){cx_k(0), NULL}, CX_DIMS(1, 1));
}
static void position_fraction(cx_graph *g, cx_node *x) {
    (void)g;
    cx_dynamic_slice(x, 2, (cx_node *[]){cx_k(0), cx_k(0.5)}, CX_DIMS(1, 1));
}
static void product_of_i4(cx_graph *g, cx_node *x) {
    (void)x;
    cx_matmul(input(g, CX_I4, CX_DIMS(2, 2)), input(g, CX_I4, CX_DIMS(2, 2)));
}
static void features_in_groups(cx_graph *g, cx_node *x) {
    (void)x;
    cx_conv(input(g, CX_F32, CX_DIMS(1, 4, 4, 2)), input(g, CX_F32, CX_DIMS(1, 1, 1, 3)), .groups = 2);
}
static void groups_of_rank_8(cx_graph *g, cx_node *x) {
    x = input(g, CX_F32, CX_DIMS(1, 2, 2, 2, 2, 2, 2, 2));
    cx_node *kernel = input(g, CX_F32, CX_DIMS(1, 1, 1, 1, 1, 1, 1, 2)), *dx;
    cx_grad(cx_sum(cx_conv(x, kernel, .groups = 2)), 1, &x, &dx);
    cx_grad(cx_sum(cx_conv(x, kernel, .groups = 2)), 1, &kernel, &dx);
}
static void windows_of_many_places(cx_graph *g, cx_node *x) {
    x = input(g, CX_F32, CX_DIMS(1, 2048, 1));
    cx_node *dx;
    cx_grad(cx_sum(cx_max_pool(x, CX_DIMS(1025), .stride = CX_DIMS(1))), 1, &x, &dx);
}
static void twice(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_add(in[0], in[0]);
}
static void invoke_number(cx_graph *g, cx_node *x) {
    cx_node *out;
    (void)g;
    cx_invoke("twice", twice, NULL, 2, (cx_node *[]){x, cx_k(2)}, 1, &out);
}
static void too_many_axes(cx_graph *g, cx_node *x) {
    (void)g;
    cx_sum(x, .axes = {.rank = 99});
}
static void kron_too_large(cx_graph *g, cx_node *x) {
    x = input(g, CX_U8, CX_DIMS(0, (int64_t)1 << 61));
    cx_kron(x, x);
}
static void joined_too_large(cx_graph *g, cx_node *x) {
    (void)x;
    cx_node *large = input(g, CX_U8, CX_DIMS((int64_t)1 << 61));
    cx_concatenate(0, large, large, large, large);
}
static void one_step(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = in[0];
    out[1] = in[0];
}
static void scan_too_deep(cx_graph *g, cx_node *x) {
    cx_node *init = input(g, CX_F32, CX_DIMS(1, 1, 1, 1, 1, 1, 1, 1)), *last, *ys;
    cx_scan(1, &init, 1, &x, 1, false, one_step, NULL, &last, &ys);
}
static void scan_nothing(cx_graph *g, cx_node *x) {
    cx_node *last, *ys;
    (void)g;
    cx_scan(1, &x, 0, NULL, 1, false, one_step, NULL, &last, &ys);
}
static void scan_number(cx_graph *g, cx_node *x) {
    cx_node *init = cx_k(0), *last, *ys;
    (void)g;
    cx_scan(1, &init, 1, &x, 1, false, one_step, NULL, &last, &ys);
}
static void scan_null(cx_graph *g, cx_node *x) {
    cx_node *init = NULL, *last, *ys;
    (void)g;
    cx_scan(1, &init, 1, &x, 1, false, one_step, NULL, &last, &ys);
}
static void integer_predictions(cx_graph *g, cx_node *x) {
    cx_mean_squared_error(input(g, CX_I32, CX_DIMS(2, 3)), x);
}
static void triplet_rank(cx_graph *g, cx_node *x) {
    (void)x;
    cx_node *e = input(g, CX_F32, CX_DIMS(2, 3, 4));
    cx_triplet(e, e, e);
}
static void empty_interval(cx_graph *g, cx_node *x) {
    (void)x;
    cx_uniform(cx_key(g, 1), CX_F32, CX_DIMS(2), .low = 2);
}
static void einsum_dots_twice(cx_graph *g, cx_node *x) {
    (void)g;
    cx_einsum("...i...->i", x);
}
static void einsum_dots_differ(cx_graph *g, cx_node *x) {
    cx_einsum("...i,...i->...", x, input(g, CX_F32, CX_DIMS(5, 3)));
}
static void einsum_two_results(cx_graph *g, cx_node *x) {
    (void)g;
    cx_einsum("ij->i,j", x);
}
static void einsum_dots_on_one_side(cx_graph *g, cx_node *x) {
    (void)g;
    cx_einsum("...i->i", x);
}
static cx_node *of_another_graph;
static void foreign_body(cx_node *const *in, cx_node **out, void *user) {
    (void)in, (void)user;
    out[0] = of_another_graph;
}
static void output_of_another_graph(cx_graph *g, cx_node *x) {
    cx_graph *other = cx_graph_new("other");
    of_another_graph = input(other, CX_F32, CX_SCALAR);
    cx_node *out;
    (void)g;
    cx_invoke("foreign", foreign_body, NULL, 1, &x, 1, &out);
    cx_graph_free(other);
}

static const struct {
    provoke *provoke;
    const char *expected;
} cases[] = {
    {positions_of_two_dtypes, "dynamic_slice: the dtypes of the positions differ: bring them together with cx_convert; "
                              "operands: f32[2, 3], i32[], i64[]"},
    {position_null, "dynamic_slice: position 1 is NULL"},
    {position_fraction, "dynamic_slice: indices are integers, not a number with a fraction"},
    {product_of_i4, "dot_general: there are no products of i4: use cx_convert first; operands: i4[2, 2], i4[2, 2] (in "
                    "matmul of i4[2, 2], i4[2, 2])"},
    {features_in_groups,
     "convolution: 3 features do not divide into 2 groups; operands: f32[1, 4, 4, 2], f32[1, 1, 1, 3]"},
    {groups_of_rank_8, "convolution: in groups and with 8 axes it has no gradient"},
    {windows_of_many_places,
     "max_pool: its gradient is written out place by place, and the window has more than 1024: reduce in steps, by "
     "smaller windows"},
    {kron_too_large, "broadcast: there is no shape [0, 0, 2305843009213693952, 2305843009213693952] (in kron of u8[0, "
                     "2305843009213693952], u8[0, 2305843009213693952])"},
    {invoke_number, "call of twice: argument 1 is a plain number: use cx_scalar"},
    {too_many_axes, "sum: a list of 99 axes of f32[2, 3]"},
    {joined_too_large, "concatenate: the result would be too large; operands: u8[2305843009213693952], "
                       "u8[2305843009213693952], u8[2305843009213693952], u8[2305843009213693952]"},
    {scan_too_deep, "scan: stacking 8 axes would make too many"},
    {scan_nothing, "scan: there is nothing to go through: pass at least one input (cx_iota counts)"},
    {scan_number, "scan: operand 0 is a plain number: use cx_scalar"},
    {scan_null, "scan: operand 0 is NULL"},
    {integer_predictions, "mean squared error: predictions must be floating: i32[2, 3] and f32[2, 3]"},
    {triplet_rank, "triplet: embeddings are [batch, features]: f32[2, 3, 4] and f32[2, 3, 4]"},
    {empty_interval, "uniform: the interval is empty: low must be less than high (default: 1)"},
    {einsum_dots_twice, "einsum \"...i...->i\": \"...\" twice in one operand; operands: f32[2, 3]"},
    {einsum_dots_differ,
     "einsum \"...i,...i->...\": axes under \"...\" have 2 and 5 elements; operands: f32[2, 3], f32[5, 3]"},
    {einsum_two_results, "einsum \"ij->i,j\": there is one result: write \"ij->ij\", say; operands: f32[2, 3]"},
    {einsum_dots_on_one_side, "einsum \"...i->i\": \"...\" stands on one side of the arrow only; operands: f32[2, 3]"},
    {output_of_another_graph, "foreign_0: output 0 belongs to another graph"},
};

static void test_graphs(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cx_graph *g = cx_graph_new("messages");
        cases[i].provoke(g, input(g, CX_F32, CX_DIMS(2, 3)));
        expect_message(cx_graph_error(g), cases[i].expected, "test_messages_graph.c");
        cx_graph_free(g);
    }
}

/* Layers are given a scope of a training step, and x: f32[2, 3]. */
static void no_features(cx_scope *s, cx_node *x) {
    x = cx_reshape(x, CX_DIMS(1, 2, 3, 1));
    cx_conv_transpose2d(cx_in(s, "up"), x, 0, 2);
}
static void large_penalty(cx_scope *s, cx_node *x) {
    cx_penalty(s, x);
}

static void heads(cx_scope *s, cx_node *x) {
    cx_graph *g = cx_graph_of(x);
    cx_node *q = input(g, CX_F32, CX_DIMS(1, 4, 3, 8)), *k = input(g, CX_F32, CX_DIMS(1, 4, 2, 8));
    cx_attention(s, q, k, k);
}

static void all_dropped(cx_scope *s, cx_node *x) {
    cx_node *q = input(cx_graph_of(x), CX_F32, CX_DIMS(1, 4, 2, 8));
    cx_attention(s, q, q, q, .dropout = 1);
}

static const struct {
    void (*provoke)(cx_scope *scope, cx_node *x);
    const char *expected;
} layers[] = {
    {no_features, "conv_transpose2d: features, kernel and stride must be positive (in up)"},
    {heads, "attention: 3 heads of query do not divide among 2 heads of key"},
    {all_dropped, "attention: the rate of dropout must be at least 0 and less than 1"},
    {large_penalty, "penalty: takes a floating scalar, not f32[2, 3] (cx_l1 and cx_l2 make one)"},
};

static void test_layers(void **state) {
    (void)state;
    cx_runtime *runtime = cx_open(NULL); /* no device is needed */
    for (size_t i = 0; i < sizeof layers / sizeof layers[0]; i++) {
        struct cxi_trace trace = {
            .store = cx_store_new(runtime, 1), .graph = cx_graph_new("layers"), .training = true, .may_create = true};
        layers[i].provoke(cxi_root(&trace), input(trace.graph, CX_F32, CX_DIMS(2, 3)));
        expect_message(cx_graph_error(trace.graph), layers[i].expected, "test_messages_graph.c");
        cx_graph_free(trace.graph);
    }
    assert_int_equal(cx_close(runtime, stderr), 0);
}

/* XLA names a line of the text; the message names the operation and the user's line instead. */
static void test_blame(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new("blamed");
    cx_node *y = cx_tanh(input(g, CX_F32, CX_DIMS(2)));
    char text[128];
    snprintf(text, sizeof text, "module {\n    %%%d = \"stablehlo.tanh\"\n}\n", y->inst->id);
    struct cxi_status status = {0};
    assert_false(cxi_blame(g, text, "-:2:5: error: no such thing", &status));
    expect_message(cxi_error(&status), "tanh: XLA refuses it: -:2:5: error: no such thing", "test_messages_graph.c");
    cxi_status_clear(&status);
    cx_graph_free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_graphs),
        cmocka_unit_test(test_layers),
        cmocka_unit_test(test_blame),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
