/* cx_expect: patterns that hold, that do not, and that are none. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <calx.h>

#include "graph/graph.h"

#include <stdlib.h>
#include <string.h>

/* A graph with x: f32[2, 3], y: f32[3, 2], n: i32, new for each test. */
static cx_graph *g;
static cx_node *x, *y, *n;

static int begin(void **state) {
    (void)state;
    g = cx_graph_new("test");
    x = cx_parameter(g, "x", CX_F32, CX_DIMS(2, 3));
    y = cx_parameter(g, "y", CX_F32, CX_DIMS(3, 2));
    n = cx_parameter(g, "n", CX_I32, CX_SCALAR);
    return 0;
}

static int end(void **state) {
    (void)state;
    cx_graph_free(g);
    return 0;
}

static void expectations_that_hold(void **state) {
    (void)state;
    static const char *const patterns[] = {"2 3",     " 2\t3 ",  "* 3", "* *",   "...",   "2 ...", "... 3",
                                           "2 ... 3", "2 3 ...", "a b", "a ...", "... b", "_1 b",  "2 b"};
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++)
        if (cx_expect(x, patterns[i]) != x) fail_msg("\"%s\": %s", patterns[i], cx_graph_error(g));
    assert_ptr_equal(cx_expect(y, "b a"), y); /* names bound by x */
    assert_ptr_equal(cx_expect(n, ""), n);
    assert_ptr_equal(cx_expect(n, "..."), n);
    if (cx_graph_error(g)) fail_msg("%s", cx_graph_error(g));
}

static void expectations_that_do_not(void **state) {
    (void)state;
    char *endless = malloc(100001);
    assert_non_null(endless);
    memset(endless, 'a', 100000);
    endless[100000] = '\0';
    for (int i = 1; i < 100000; i += 2) endless[i] = ' ';
    const char *const patterns[] = {"2 4",
                                    "3 2",
                                    "2",
                                    "2 3 1",
                                    "",
                                    "a a",
                                    "... ...",
                                    "2 3 4 ...",
                                    "-2 3",
                                    "2x 3",
                                    "2,3",
                                    "02 0x3",
                                    "99999999999999999999 3",
                                    "18446744073709551618 3",
                                    "%s%n %d",
                                    "\xff\xfe 3",
                                    "? 3",
                                    "1 2 3 4 5 6 7 8 9 10",
                                    "**",
                                    "....",
                                    endless,
                                    NULL};
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        cx_graph *graph = cx_graph_new("expect");
        cx_node *a = cx_parameter(graph, "a", CX_F32, CX_DIMS(2, 3));
        cx_node *checked = cx_expect(a, patterns[i]);
        if (!cxi_is_poison(checked)) fail_msg("\"%s\" holds of [2, 3]", patterns[i]);
        assert_non_null(strstr(cx_graph_error(graph), "expect"));
        assert_true(strlen(cx_graph_error(graph)) < 1000);
        cx_graph_free(graph);
    }
    free(endless);
    cx_expect(x, "batch 3");
    cx_expect(y, "batch 2");
    assert_non_null(strstr(cx_graph_error(g), "the shape is [3, 2]"));
    assert_non_null(strstr(cx_graph_error(g), "axis 0 is 3, batch should be 2"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(expectations_that_hold, begin, end),
                                       cmocka_unit_test_setup_teardown(expectations_that_do_not, begin, end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
