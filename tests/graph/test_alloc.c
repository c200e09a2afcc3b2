/* Memory that runs out: for every case of tests/ops its graph is made, differentiated twice, printed and dumped with the n-th
   allocation failing, for each n until none fails. It ends in an error, without a crash or a leak. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "ops/cases.h"

#include "base/alloc.h"
#include "stablehlo/print.h"

#include <string.h>

static int countdown; /* to the allocation that fails */
static bool goes_on;  /* all after it fail too */

static bool refuse(size_t size) {
    (void)size;
    if (countdown > 0) return --countdown == 0;
    return goes_on;
}

/* A graph's memory comes in blocks: with a name as long as this, it is other places that need a new one. */
static char name[16 * 1024];

static void differentiate(cx_graph *graph, const struct op_case *c, const struct expected *e, cx_node *const *in,
                          cx_node **out) {
    cx_node *x[CASE_INPUTS], *dx[CASE_INPUTS], *loss = NULL;
    int floats = 0;
    for (int i = 0; i < e->inputs; i++)
        if (e->dx[i]) x[floats++] = in[i];
    if (!floats) return;
    for (int i = 0; i < c->outputs; i++)
        if (e->w[i]) loss = loss ? cx_add(loss, cx_sum(out[i])) : cx_sum(out[i]);
    cx_grad(loss, floats, x, dx);
    loss = cx_scalar(graph, CX_F64, 0);
    for (int i = 0; i < floats; i++) loss = cx_add(loss, cx_sum(cx_square(dx[i])));
    cx_grad(loss, floats, x, dx);
    out[0] = dx[0];
}

/* Whether all went well. An error must have a message. */
static bool attempt(const struct op_case *c, const struct expected *e) {
    cx_graph *graph = cx_graph_new(name);
    cx_node *in[CASE_INPUTS], *out[CASE_OUTPUTS];
    for (int i = 0; i < e->inputs; i++) in[i] = cx_parameter(graph, "x", e->in[i]->dtype, e->in[i]->dims);
    c->build(graph, in, out);
    differentiate(graph, c, e, in, out);
    cx_return(graph, c->outputs, out);
    struct cxi_text text = {0};
    bool printed = cxi_print_stablehlo(&text, graph, NULL);
    const char *error = cx_graph_error(graph);
    if (error) assert_false(printed);
    if (error) assert_true(strlen(error) > 0);
    cxi_text_free(&text);
    cx_graph_free(graph);
    return printed && !error;
}

static int sweep(const struct op_case *c, const struct expected *e) {
    for (int n = 1; n < 10000; n++) {
        countdown = n;
        cxi_alloc_refuses = refuse;
        bool succeeded = attempt(c, e);
        cxi_alloc_refuses = NULL;
        if (countdown > 0) {
            if (!succeeded) fail_msg("%s: an error with memory enough", c->name);
            return n - 1;
        }
        if (succeeded) fail_msg("%s: allocation %d fails unnoticed", c->name, n);
    }
    fail_msg("%s: the sweep does not end", c->name);
    return 0;
}

static void sweep_all(void) {
    enum { LENGTHS = 12 };
    struct cxi_safetensors *file = fixture_open();
    int failures = 0;
    for (int i = 0; case_at(i); i++) {
        struct expected e;
        assert_true(fixture_find(file, case_at(i), &e));
        for (int k = 0; k < LENGTHS; k++) {
            size_t length = (size_t)(i + k * 1361) % sizeof name;
            memset(name, 'n', length);
            name[length] = '\0';
            failures += sweep(case_at(i), &e);
        }
    }
    cxi_safetensors_close(file);
    assert_true(failures > 1000);
}

static void one_allocation_fails(void **state) {
    (void)state;
    goes_on = false;
    sweep_all();
}

static void all_fail_from_one_on(void **state) {
    (void)state;
    goes_on = true;
    sweep_all();
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_allocation_fails), cmocka_unit_test(all_fail_from_one_on)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
