#define _GNU_SOURCE /* open_memstream */
/* What is computed twice stands in the text once, where it is the same. */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <calx.h>

#include <stdlib.h>
#include <string.h>

/* How often a word stands in the graph's text. */
static int count(cx_graph *g, const char *word) {
    char *text = NULL;
    size_t length = 0;
    int found = 0;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    if (!cx_graph_write_stablehlo(g, to)) fail_msg("%s", cx_graph_error(g));
    fclose(to);
    for (const char *at = text; (at = strstr(at, word)); at++) found++;
    free(text);
    return found;
}

static cx_node *input(cx_graph *g) {
    return cx_parameter(g, "x", CX_F32, CX_DIMS(4));
}

static void the_same_is_printed_once(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new("same");
    cx_node *x = input(g), *y = cx_parameter(g, "y", CX_F32, CX_DIMS(4));
    cx_node *a = cx_exp(cx_add(cx_sin(x), cx_k(0.5))), *b = cx_exp(cx_add(cx_sin(cx_stop_gradient(x)), cx_k(0.5)));
    cx_node *c = cx_sub(x, y), *d = cx_sub(y, x);
    cx_return(g, 4, (cx_node *[]){a, b, c, d});
    assert_int_equal(count(g, "stablehlo.sine"), 1);
    assert_int_equal(count(g, "stablehlo.exponential"), 1);
    assert_int_equal(count(g, "stablehlo.constant"), 1);
    assert_int_equal(count(g, "stablehlo.subtract"), 2);
    cx_graph_free(g);
}

static void attributes_tell_apart(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new("attributes");
    cx_node *x = input(g), *out[8];
    out[0] = cx_slice_axis(x, 0, 0, 2);
    out[1] = cx_slice_axis(x, 0, 1, 3);
    out[2] = cx_convert(x, CX_F64);
    out[3] = cx_convert(x, CX_BF16);
    out[4] = cx_constant(g, CX_F32, CX_DIMS(2), ((float[]){1, 2}));
    out[5] = cx_constant(g, CX_F32, CX_DIMS(2), ((float[]){1, 3}));
    out[6] = cx_lt(x, cx_k(1));
    out[7] = cx_le(x, cx_k(1));
    cx_return(g, 8, out);
    assert_int_equal(count(g, "stablehlo.slice"), 2);
    assert_int_equal(count(g, "stablehlo.convert"), 2);
    assert_int_equal(count(g, "stablehlo.constant"), 3);
    assert_int_equal(count(g, "\"stablehlo.compare\""), 2);
    cx_graph_free(g);
}

static void barriers_stay(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new("barriers");
    cx_node *x = input(g), *out[2];
    cx_barrier(1, &x, &out[0]);
    cx_barrier(1, &x, &out[1]);
    out[0] = cx_sin(out[0]), out[1] = cx_sin(out[1]);
    cx_return(g, 2, out);
    assert_int_equal(count(g, "optimization_barrier"), 2);
    assert_int_equal(count(g, "stablehlo.sine"), 2);
    cx_graph_free(g);
}

static void sine_twice(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    out[0] = cx_mul(cx_sin(user), cx_sin(user));
}

static void sine(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    out[0] = cx_sin(user);
}

/* Each branch has its own. */
static void bodies_are_apart(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new("branches");
    cx_node *x = input(g), *p = cx_parameter(g, "p", CX_BOOL, CX_SCALAR), *out;
    cx_if(p, sine_twice, sine, x, 1, &out);
    cx_return(g, 1, &out);
    assert_int_equal(count(g, "stablehlo.sine"), 2);
    cx_graph_free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_is_printed_once),
        cmocka_unit_test(attributes_tell_apart),
        cmocka_unit_test(barriers_stay),
        cmocka_unit_test(bodies_are_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
