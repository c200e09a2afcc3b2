/* cx_vmap where examples go different ways, and what is made with it: loops of different lengths, branches, axes, rules of one's
   own, loops over examples, Jacobians. Every operation's rule is met in tests/ops/test_vmap.c. */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <calx.h>

#include "stablehlo/print.h"

#include <math.h>
#include <string.h>

static cx_runtime *rt;

static int open_runtime(void **state) {
    (void)state;
    rt = cx_open("cpu");
    return !cx_ok(rt);
}

static int close_runtime(void **state) {
    (void)state;
    return cx_close(rt, stderr);
}

/* What `build` makes of arrays of f64, as numbers: `count` of them, in want[]. */
static void expect(cx_traced *build, int inputs, cx_tensor **in, int count, const double *want) {
    cx_tensor *out;
    cx_call(cx_jit(rt, build), inputs, in, 1, &out);
    cx_array *array = cx_tensor_array(out);
    if (!cx_ok(rt)) fail_msg("%s", cx_error(rt));
    assert_int_equal(cx_array_count(array), count);
    for (int i = 0; i < count; i++) assert_float_equal(cx_array_at(array, i), want[i], 1e-10);
    cx_array_free(array);
}

static cx_tensor *vector(int count, const double *numbers) {
    return cx_tensor_new(rt, CX_F64, CX_DIMS(count), numbers);
}

/* ------------------------------------------------------------------------------------- ways of their own */

static void below_limit(cx_node *const *in, cx_node **out, void *user) {
    out[0] = cx_lt(in[0], user);
}

static void double_it(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_scale(in[0], 2);
    out[1] = cx_add(in[1], cx_k(1));
}

/* how often x is doubled until it is at least the limit */
static void count_doublings(cx_node *const *in, cx_node **out, void *user) {
    cx_node *last[2];
    (void)user;
    cx_while(2, ((cx_node *[]){in[0], cx_fill_like(in[0], 0)}), below_limit, double_it, in[1], last);
    out[0] = cx_add(cx_scale(last[1], 1000), last[0]);
}

static void doublings(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_vmap(count_doublings, NULL, 2, in, 1, out, .in_axes = ((int[]){0, CX_UNMAPPED}));
}

static void loops_end_one_by_one(void **state) {
    (void)state;
    cx_tensor *in[] = {vector(4, (double[]){1, 3, 20, 7}), cx_tensor_new(rt, CX_F64, CX_SCALAR, &(double){10})};
    expect(doublings, 2, in, 4, (double[]){4016, 2012, 20, 1014});
}

static void root(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    out[0] = cx_sqrt(user);
}

static void square(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    out[0] = cx_square(user);
}

static void root_or_square(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    cx_if(cx_ge(in[0], cx_k(1)), root, square, in[0], 1, out);
}

static void branches(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_vmap(root_or_square, NULL, 1, in, 1, out);
}

static void branches_are_chosen_one_by_one(void **state) {
    (void)state;
    cx_tensor *in = vector(3, (double[]){-2, 9, 0.5});
    expect(branches, 1, &in, 3, (double[]){4, 3, 0.25});
}

static void block_at(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_dynamic_slice(in[0], 1, &in[1], CX_DIMS(2));
}

static void block_replaced(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_dynamic_update_slice(in[0], in[2], 1, &in[1]);
}

static cx_node *three_places(cx_graph *g) {
    return cx_constant(g, CX_I32, CX_DIMS(3), ((int32_t[]){2, -1, 9}));
}

/* [4], the same for all -> [3, 2] */
static void blocks(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    cx_vmap(block_at, NULL, 2, ((cx_node *[]){in[0], three_places(g)}), 1, out, .in_axes = ((int[]){CX_UNMAPPED, 0}));
}

/* [4] made [3, 4] -> [3, 2] */
static void own_blocks(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    cx_node *x = cx_mul(in[0], cx_constant(g, CX_F64, CX_DIMS(3, 1), ((double[]){1, 10, 100})));
    cx_vmap(block_at, NULL, 2, ((cx_node *[]){x, three_places(g)}), 1, out);
}

/* [4], and an update of two numbers for each -> [3, 4] */
static void replaced_blocks(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    cx_node *update = cx_constant(g, CX_F64, CX_DIMS(3, 2), ((double[]){7, 8, 70, 80, 700, 800}));
    cx_vmap(block_replaced, NULL, 3, ((cx_node *[]){in[0], three_places(g), update}), 1, out,
            .in_axes = ((int[]){CX_UNMAPPED, 0, 0}));
}

static void larger(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_maximum(in[0], in[1]);
}

static void windows_of(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_reduce_window(in[0], in[1], CX_DIMS(2), larger, NULL);
}

/* [4] made [2, 4], with a scalar for all or one for each -> [2, 3] */
static void batch_of_windows(cx_graph *g, cx_node *x, bool own_init, cx_node **out) {
    cx_node *both = cx_mul(x, cx_constant(g, CX_F64, CX_DIMS(2, 1), ((double[]){1, -1})));
    cx_node *init = cx_constant(g, CX_F64, CX_DIMS(2), ((double[]){-9, -8}));
    if (!own_init) init = cx_scalar(g, CX_F64, -9);
    cx_vmap(windows_of, NULL, 2, ((cx_node *[]){both, init}), 1, out,
            .in_axes = ((int[]){0, own_init ? 0 : CX_UNMAPPED}));
}

static void windows(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    batch_of_windows(g, in[0], false, out);
}

static void windows_from_their_own(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    batch_of_windows(g, in[0], true, out);
}

static bool has_loop(cx_traced *build) {
    cx_graph *g = cx_graph_new("text");
    cx_node *x = cx_parameter(g, "x", CX_F64, CX_DIMS(4)), *out;
    struct cxi_text text = {0};
    build(g, &x, &out, NULL);
    cx_return(g, 1, &out);
    assert_true(cxi_print_stablehlo(&text, g, NULL));
    bool found = strstr(cxi_text(&text), "stablehlo.while") != NULL;
    cxi_text_free(&text);
    cx_graph_free(g);
    return found;
}

static void blocks_at_places_of_their_own_need_no_loop(void **state) {
    (void)state;
    const double numbers[] = {1, 2, 3, 4};
    cx_tensor *in = vector(4, numbers);
    expect(blocks, 1, &in, 6, (double[]){3, 4, 1, 2, 3, 4});
    expect(own_blocks, 1, &in, 6, (double[]){3, 4, 10, 20, 300, 400});
    expect(replaced_blocks, 1, &in, 12, (double[]){1, 2, 7, 8, 70, 80, 3, 4, 1, 2, 700, 800});
    assert_false(has_loop(blocks));
    assert_false(has_loop(own_blocks));
    assert_false(has_loop(replaced_blocks));
}

static void operations_without_a_rule_are_loops(void **state) {
    (void)state;
    const double numbers[] = {1, 2, 3, 4};
    cx_tensor *in = vector(4, numbers);
    expect(windows, 1, &in, 6, (double[]){2, 3, 4, -1, -2, -3});
    expect(windows_from_their_own, 1, &in, 6, (double[]){2, 3, 4, -1, -2, -3});
    assert_false(has_loop(windows));
    assert_true(has_loop(windows_from_their_own));
}

/* ------------------------------------------------------------------------------------------------- axes */

static void weighted_sum(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_mul(in[0], cx_sum(in[1]));
}

/* in: [2, 3] with examples along axis 1, and [3, 2] along axis 0; out: [2, 3] */
static void other_axes(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_vmap(weighted_sum, NULL, 2, in, 1, out, .in_axes = ((int[]){-1, 0}), .out_axes = ((int[]){1}));
}

static void axes_are_where_they_are_said_to_be(void **state) {
    (void)state;
    const double x[] = {1, 2, 3, 4, 5, 6}, y[] = {1, 1, 2, 2, 0, 5};
    cx_tensor *in[] = {cx_tensor_new(rt, CX_F64, CX_DIMS(2, 3), x), cx_tensor_new(rt, CX_F64, CX_DIMS(3, 2), y)};
    expect(other_axes, 2, in, 6, (double[]){2, 8, 15, 8, 20, 30});
}

static void distance(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_square(cx_sub(in[0], in[1]));
}

static void distances(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    cx_vmap(distance, NULL, 2, in, 1, out, .in_axes = ((int[]){CX_UNMAPPED, 0}));
}

static void all_distances(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_vmap(distances, NULL, 2, in, 1, out, .in_axes = ((int[]){0, CX_UNMAPPED}));
}

static void batches_of_batches(void **state) {
    (void)state;
    cx_tensor *in[] = {vector(2, (double[]){1, 4}), vector(3, (double[]){0, 2, 5})};
    expect(all_distances, 2, in, 6, (double[]){1, 1, 16, 16, 4, 1});
}

/* -------------------------------------------------------------------------------------- rules of one's own */

/* Ten times the gradient that x^2 has, times the sum of dy: a rule that would be wrong of a whole batch at once. */
static void tenfold(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user) {
    (void)y, (void)count, (void)user;
    dx[0] = cx_mul(cx_scale(x[0], 20), cx_sum(dy));
}

static void custom(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_custom_gradient(cx_square(in[0]), 1, in, tenfold, NULL);
}

static void gradient_of_batch(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_node *y;
    cx_vmap(custom, NULL, 1, in, 1, &y);
    cx_grad(cx_sum(cx_mul(y, in[1])), 1, in, out);
}

static void rules_are_for_one_example(void **state) {
    (void)state;
    const double x[] = {1, 2, 3, 4}, w[] = {1, 1, 0, 2};
    cx_tensor *in[] = {cx_tensor_new(rt, CX_F64, CX_DIMS(2, 2), x), cx_tensor_new(rt, CX_F64, CX_DIMS(2, 2), w)};
    expect(gradient_of_batch, 2, in, 4, (double[]){40, 80, 120, 160});
}

/* ---------------------------------------------------------------------------------------------- Jacobians */

/* (x0, x1) -> (x0 x1, sin x0, x1^2): more outputs than inputs, so forward; transposed it goes backward */
static cx_node *three_of_two(cx_node *x) {
    cx_node *x0 = cx_slice_axis(x, 0, 0, 1), *x1 = cx_slice_axis(x, 0, 1, 2);
    return cx_concatenate(0, cx_mul(x0, x1), cx_sin(x0), cx_square(x1));
}

static void tall(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_jacobian(three_of_two(in[0]), in[0]);
}

static void wide(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_jacobian(cx_slice_axis(three_of_two(in[0]), 0, 0, 1), in[0]);
}

static void curved(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_hessian(cx_sum(three_of_two(in[0])), in[0]);
}

static void jacobians_are_whole(void **state) {
    (void)state;
    cx_tensor *in = vector(2, (double[]){0.5, 3});
    expect(tall, 1, &in, 6, (double[]){3, 0.5, cos(0.5), 0, 0, 6});
    expect(wide, 1, &in, 2, (double[]){3, 0.5});
    expect(curved, 1, &in, 4, (double[]){-sin(0.5), 1, 1, 2});
}

/* ------------------------------------------------------------------------------------------------- errors */

static void mistakes_are_told(void **state) {
    (void)state;
    static const struct {
        int64_t a, b;
        int axis;
        const char *message;
    } rows[] = {
        {3, 2, 0, "vmap: input 1 has 2 examples, on axis 0 of f64[2]; those before it have 3"},
        {3, 3, 1, "vmap: axis 1 of f64[3]: from -1 to 0"},
        {3, 3, CX_UNMAPPED, "vmap: no input has an axis of examples: one at least must be mapped"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cx_graph *g = cx_graph_new("mistake");
        cx_node *in[] = {cx_parameter(g, "a", CX_F64, CX_DIMS(rows[i].a)),
                         cx_parameter(g, "b", CX_F64, CX_DIMS(rows[i].b))};
        cx_node *out;
        cx_vmap(distance, NULL, 2, in, 1, &out, .in_axes = ((int[]){rows[i].axis, rows[i].axis}));
        if (!cx_graph_error(g) || !strstr(cx_graph_error(g), rows[i].message))
            fail_msg("'%s' and not '%s'", cx_graph_error(g), rows[i].message);
        cx_graph_free(g);
    }
}

static void outside(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    out[0] = user;
}

static void nothing(cx_node *const *in, cx_node **out, void *user) {
    (void)in, (void)user;
    out[0] = NULL;
}

/* Messages of what is made with batches, and of choices and segments. */
static void other_mistakes_are_told(void **state) {
    (void)state;
    enum { ROWS = 10 };
    static const char *const messages[ROWS] = {
        "jacobian: of i32[3] with respect to f64[3]: both must be floats",
        "jacobian: of f64[1, 1, 1, 1, 1, 1, 1] with respect to f64[1, 1, 1, 1, 1, 1, 1]: it would have more than 8 "
        "axes",
        "case: the index must be an integer scalar, not f64[3]",
        "case: there are no branches to choose from",
        "segment_sum: ids i32[2] for x f64[3]: one for each element of x's first axis",
        "segment_sum: -1 segments",
        "vmap: input 0 is a plain number: use cx_scalar",
        "vmap: the body did not set output 0 to a node of graph 'mistake'",
        "vmap: a value of 8 axes, the most, cannot have another for the batch",
        "gradient: the loss is f64[3]",
    };
    for (int i = 0; i < ROWS; i++) {
        cx_graph *g = cx_graph_new("mistake");
        cx_node *x = cx_parameter(g, "x", CX_F64, CX_DIMS(3)), *n = cx_parameter(g, "n", CX_I32, CX_DIMS(3));
        cx_node *two = cx_parameter(g, "two", CX_I32, CX_DIMS(2)), *none = cx_scalar(g, CX_I32, 0), *out;
        cx_node *full = cx_parameter(g, "full", CX_F64, CX_DIMS(1, 1, 1, 1, 1, 1, 1));
        cx_body *branches[] = {nothing};
        switch (i) {
        case 0: cx_jacobian(n, x); break;
        case 1: cx_jacobian(cx_sin(full), full); break;
        case 2: cx_case(x, 1, branches, NULL, 1, &out); break;
        case 3: cx_case(none, 0, branches, NULL, 1, &out); break;
        case 4: cx_segment_sum(x, two, 3); break;
        case 5: cx_segment_sum(x, n, -1); break;
        case 6: cx_vmap(nothing, NULL, 2, ((cx_node *[]){cx_k(1), x}), 1, &out); break;
        case 7: cx_vmap(nothing, NULL, 1, &x, 1, &out); break;
        case 8: cx_vmap(outside, cx_expand_dims(full, 0), 1, &x, 1, &out); break;
        default: cx_hvp(x, 1, &x, &x, &out);
        }
        if (!cx_graph_error(g) || !strstr(cx_graph_error(g), messages[i]))
            fail_msg("'%s' and not '%s'", cx_graph_error(g), messages[i]);
        cx_graph_free(g);
    }
}

static void eight_axes_have_no_room(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new("full");
    cx_node *in[] = {cx_parameter(g, "a", CX_F64, CX_DIMS(3)),
                     cx_parameter(g, "b", CX_F64, CX_DIMS(1, 1, 1, 1, 1, 1, 1, 1))};
    cx_node *out;
    cx_vmap(distance, NULL, 2, in, 1, &out, .in_axes = ((int[]){0, CX_UNMAPPED}));
    assert_non_null(strstr(cx_graph_error(g), "vmap: values of 8 axes, the most"));
    cx_graph_free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loops_end_one_by_one),
        cmocka_unit_test(branches_are_chosen_one_by_one),
        cmocka_unit_test(blocks_at_places_of_their_own_need_no_loop),
        cmocka_unit_test(operations_without_a_rule_are_loops),
        cmocka_unit_test(axes_are_where_they_are_said_to_be),
        cmocka_unit_test(batches_of_batches),
        cmocka_unit_test(rules_are_for_one_example),
        cmocka_unit_test(jacobians_are_whole),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(other_mistakes_are_told),
        cmocka_unit_test(eight_axes_have_no_room),
    };
    return cmocka_run_group_tests(tests, open_runtime, close_runtime);
}
