/* Messages about the operations of calx/indexing.h, convolutions, resizing and bounded loops: what is done wrong, and what is
   said of it. */
#include "messages/messages.h"

#include "graph/graph.h"

/* Given a graph, and x: f32[2, 3] and i: i32[4] of it. */
typedef void provoke(cx_graph *g, cx_node *x, cx_node *i);

static cx_node *input(cx_graph *g, cx_dtype dtype, cx_dims dims) {
    return cx_parameter(g, "input", dtype, dims);
}

static void always(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_fill(cx_graph_of(in[0]), CX_BOOL, CX_SCALAR, 1);
}
static void no_condition(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = in[0];
}
static void widen(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_convert(in[0], CX_F64);
}

static cx_node *loop(int64_t limit, cx_body *condition, cx_node *x) {
    cx_node *out;
    cx_bounded_while(limit, 1, &x, condition, widen, NULL, &out);
    return out;
}

#define IMAGE  input(g, CX_F32, CX_DIMS(2, 4, 4, 2))
#define KERNEL input(g, CX_F32, CX_DIMS(3, 3, 2, 4))

#define CASES(CASE)                                                                                                    \
    CASE(scalar_indices, cx_gather(x, cx_scalar(g, CX_I32, 0), .axes = CX_DIMS(0), .sizes = CX_DIMS(1, 3)),            \
         "gather: the indices are i32[], a scalar: their last axis is that of index vectors")                          \
    CASE(vectors, cx_gather(x, i, .axes = CX_DIMS(0), .sizes = CX_DIMS(1, 3)),                                         \
         "gather: index vectors of 4 elements for 1 axes; operands: f32[2, 3], i32[4]")                                \
    CASE(sizes, cx_gather(x, cx_expand_dims(i, 1), .axes = CX_DIMS(0), .sizes = CX_DIMS(1)),                           \
         "gather: 1 sizes of a slice of 2 axes; operands: f32[2, 3], i32[4, 1]")                                       \
    CASE(large_slice, cx_gather(x, cx_expand_dims(i, 1), .axes = CX_DIMS(0), .sizes = CX_DIMS(3, 3)),                  \
         "gather: a slice of 3 along axis 0 of 2 elements; operands: f32[2, 3], i32[4, 1]")                            \
    CASE(collapsed,                                                                                                    \
         cx_gather(x, cx_expand_dims(i, 1), .axes = CX_DIMS(0), .sizes = CX_DIMS(2, 3), .collapsed = CX_DIMS(0)),      \
         "gather: a slice of 2 along axis 0, which is collapsed or goes along: it has 1 there; operands: f32[2, 3], "  \
         "i32[4, 1]")                                                                                                  \
    CASE(window, cx_gather(x, cx_expand_dims(i, 1), .axes = CX_DIMS(0), .sizes = CX_DIMS(1, 3), .window = CX_DIMS(1)), \
         "gather: 1 window axes for the 2 axes of a slice; operands: f32[2, 3], i32[4, 1]")                            \
    CASE(pairs, cx_gather(x, cx_expand_dims(i, 1), .sizes = CX_DIMS(1, 1), .batch_x = CX_DIMS(0)),                     \
         "gather: 1 axes of x f32[2, 3] go along with 0 of the indices i32[4, 1]: in pairs, and not the last one")     \
    CASE(pair_sizes,                                                                                                   \
         cx_gather(x, cx_expand_dims(i, 1), .axes = CX_DIMS(1), .sizes = CX_DIMS(1, 1), .batch_x = CX_DIMS(0),         \
                   .batch_indices = CX_DIMS(0)),                                                                       \
         "gather: axis 0 of x goes along with axis 0 of the indices, and their sizes differ; operands: "               \
         "f32[2, 3], "                                                                                                 \
         "i32[4, 1]")                                                                                                  \
    CASE(roles,                                                                                                        \
         cx_gather(x, cx_expand_dims(i, 1), .axes = CX_DIMS(0), .sizes = CX_DIMS(1, 1), .batch_x = CX_DIMS(0),         \
                   .batch_indices = CX_DIMS(0)),                                                                       \
         "gather: axis 0 of x f32[2, 3] goes along with one of the indices: it is not in axes or collapsed")           \
    CASE(rank,                                                                                                         \
         cx_gather(x, input(g, CX_I32, CX_DIMS(1, 1, 1, 1, 1, 1, 1, 1)), .axes = CX_DIMS(0), .sizes = CX_DIMS(1, 3),   \
                   .window = CX_DIMS(0, 1)),                                                                           \
         "gather: the result would have more than 8 axes; operands: f32[2, 3], i32[1, 1, 1, 1, 1, 1, 1, 1]")           \
    CASE(updates, cx_scatter(x, cx_expand_dims(i, 1), x, .axes = CX_DIMS(0), .collapsed = CX_DIMS(0)),                 \
         "scatter: what is put must be f32[4, 3]; operands: f32[2, 3], i32[4, 1], f32[2, 3]")                          \
    CASE(updates_dtype,                                                                                                \
         cx_scatter(x, cx_expand_dims(i, 1), input(g, CX_F64, CX_DIMS(4, 3)), .axes = CX_DIMS(0),                      \
                    .collapsed = CX_DIMS(0)),                                                                          \
         "scatter: the dtypes of x and of what is put differ: bring them together with cx_convert; operands: f32[2, "  \
         "3], i32[4, 1], f64[4, 3]")                                                                                   \
    CASE(update_axes, cx_scatter(x, cx_expand_dims(i, 1), x, .axes = CX_DIMS(0), .window = CX_DIMS(0)),                \
         "scatter: x f32[2, 3] has 2 axes: 1 that the updates f32[2, 3] have, 0 collapsed and 0 that go along are "    \
         "not as many")                                                                                                \
    CASE(combination, cx_put(x, i, cx_k(0), 0, .combine = (cx_combine)7),                                              \
         "put: combine is 7, which is none of cx_combine; operands: f32[2, 3], i32[4]")                                \
    CASE(values, cx_put(x, i, x, 0),                                                                                   \
         "put: values f32[2, 3] are put where there is f32[4, 3]; operands: f32[2, 3], i32[4], f32[2, 3]")             \
    CASE(many_axes, cx_put(x, input(g, CX_I32, CX_DIMS(1, 1, 1, 1, 1, 1, 1, 1)), cx_k(0), 0),                          \
         "put: x f32[2, 3] and indices i32[1, 1, 1, 1, 1, 1, 1, 1] make more than 8 axes")                             \
    CASE(along, cx_put_along(x, i, cx_k(0), 0), "put_along: x f32[2, 3] has 2 axes and the indices i32[4] have 1")     \
    CASE(along_sizes, cx_put_along(x, cx_expand_dims(i, 0), cx_k(0), 0),                                               \
         "put_along: along axis 1 x f32[2, 3] and the indices i32[1, 4] differ")                                       \
    CASE(segment_ids, cx_segment_max(x, i, 2),                                                                         \
         "segment_max: ids i32[4] for x f32[2, 3]: one for each element of x's first axis")                            \
    CASE(both_groups, cx_conv(IMAGE, KERNEL, .groups = 2, .batch_groups = 2),                                          \
         "conv: 2 groups and 2 batch_groups: one of them must be 1")                                                   \
    CASE(transposed, cx_conv_transpose(IMAGE, x),                                                                      \
         "conv_transpose: x f32[2, 4, 4, 2] and a kernel f32[2, 3]: they are [batch, spatial..., channels] and "       \
         "[spatial..., channels, features]")                                                                           \
    CASE(transposed_list, cx_conv_transpose(IMAGE, KERNEL, .stride = CX_DIMS(2)),                                      \
         "conv_transpose: stride has 1 entries for 2 spatial axes; operands: f32[2, 4, 4, 2], f32[3, 3, 2, 4]")        \
    CASE(transposed_stride, cx_conv_transpose(IMAGE, KERNEL, .dilation = CX_DIMS(2, 0)),                               \
         "conv_transpose: dilation of spatial axis 1 is 0; operands: f32[2, 4, 4, 2], f32[3, 3, 2, 4]")                \
    CASE(transposed_kernel, cx_conv_transpose(IMAGE, input(g, CX_F32, CX_DIMS(3, 0, 2, 4))),                           \
         "conv_transpose: the kernel has 0 elements along spatial axis 1; operands: f32[2, 4, 4, 2], f32[3, 0, 2, 4]") \
    CASE(resize_axes, cx_resize(x, CX_DIMS(2), CX_LINEAR),                                                             \
         "resize: x is f32[2, 3], and dims has 1 entries: one for each axis of x")                                     \
    CASE(resize_size, cx_resize(x, CX_DIMS(2, 0), CX_LINEAR),                                                          \
         "resize: axis 1 of x f32[2, 3] to 0 elements: from at least 1, and to 1 to 2^31 - 1")                         \
    CASE(resize_method, cx_resize(x, CX_DIMS(2, 4), (cx_interpolation)5),                                              \
         "resize: method is 5, which is none of cx_interpolation; operands: f32[2, 3]")                                \
    CASE(resize_integers, cx_resize(i, CX_DIMS(2), CX_LINEAR),                                                         \
         "resize: x is i32[4]: CX_LINEAR takes floats or complex numbers (cx_convert)")                                \
    CASE(no_limit, loop(0, always, x), "bounded_while: a limit of 0 turns: it is from 1 to 2^31 - 1")                  \
    CASE(condition, loop(1, no_condition, x), "bounded_while: the condition must be a bool scalar")                    \
    CASE(next_value, loop(1, always, x), "bounded_while: value 0 starts as f32[2, 3], and the body makes it f64[2, 3]")

#define DEFINE(NAME, DO, ...)                               \
    static void NAME(cx_graph *g, cx_node *x, cx_node *i) { \
        (void)g, (void)x, (void)i;                          \
        (void)(DO);                                         \
    }
#define ENTRY(NAME, DO, ...) {NAME, __VA_ARGS__},
CASES(DEFINE)

static const struct {
    provoke *provoke;
    const char *expected;
} cases[] = {CASES(ENTRY)};

static void test_indexing(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        cx_graph *g = cx_graph_new("messages");
        cases[k].provoke(g, input(g, CX_F32, CX_DIMS(2, 3)), input(g, CX_I32, CX_DIMS(4)));
        expect_message(cx_graph_error(g), cases[k].expected, "test_messages_indexing.c");
        cx_graph_free(g);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_indexing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
