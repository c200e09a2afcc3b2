/* Nothing is without a test: every record of ops.def and every function of calx/ops.h
   and of the headers of operations beside it has a case; every record says whether
   it has a gradient; and those that have one have a case where it is checked. */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "ops/cases.h"

#include "graph/op.h"
#include "io/file.h"

#include <stdlib.h>
#include <string.h>

#ifndef CALX_TEST_DATA
#define CALX_TEST_DATA "tests"
#endif

/* Whether an instruction of the op, or of a region below, is one that a result needs. */
static bool has_op(const struct cxi_function *function, const struct cxi_op *op, bool *live) {
    cxi_mark_live(function, live);
    for (const struct cxi_inst *inst = function->first; inst; inst = inst->next) {
        if (!live[inst->id]) continue;
        if (inst->op == op) return true;
        for (int i = 0; i < inst->regions; i++)
            if (has_op(inst->region[i], op, live)) return true;
    }
    return false;
}

/* What a case says that it covers is in its graph. */
static bool graph_has(const struct cxi_safetensors *file, const struct op_case *c, const struct cxi_op *op) {
    struct expected e;
    if (!fixture_find(file, c, &e)) return false;
    cx_graph *graph = case_graph(c, &e, CX_F64);
    bool *live = calloc((size_t)graph->next_id + 1, sizeof *live);
    assert_non_null(live);
    bool found = !cx_graph_error(graph) && has_op(graph->main, op, live);
    if (!found) print_error("case %s says that it covers %s, and its graph has none\n", c->name, op->name);
    free(live);
    cx_graph_free(graph);
    return found;
}

/* The cases that cover a record: how many, and how many of them check a gradient. */
struct cover {
    int cases, gradients;
};

static bool cover(const struct cxi_safetensors *file, const struct cxi_op *op, struct cover *count) {
    bool ok = true;
    for (int i = 0; case_at(i); i++) {
        const struct op_case *c = case_at(i);
        if (!case_covers(c, op->name)) continue;
        count->cases++;
        count->gradients += (c->how & (KINKED | SMOOTH)) != 0;
        ok &= graph_has(file, c, op);
    }
    return ok;
}

static bool complete(const struct cxi_safetensors *file, const struct cxi_op *op) {
    struct cover count = {0};
    bool ok = cover(file, op, &count);
    const char *lack = !op->summary                   ? "summary"
                       : !op->infer                   ? "shape rule"
                       : !op->vjp && !op->no_gradient ? "gradient, nor a reason why there is none"
                       : op->vjp && op->no_gradient   ? "right to both a gradient and a reason why there is none"
                       : !count.cases                 ? "case"
                       : op->vjp && !count.gradients  ? "case that checks its gradient"
                                                      : NULL;
    if (lack) print_error("%s has no %s\n", op->name, lack);
    return ok && !lack;
}

static void every_record_is_covered(void **state) {
    (void)state;
    struct cxi_safetensors *file = fixture_open();
    int wrong = 0, seen = 0;
    for (const struct cxi_op *const *op = cxi_ops; *op; op++, seen++) {
        if (*op == &cxi_op_poison) continue;      /* it is what an error leaves: tests/graph */
        if (*op == &cxi_op_parameter) continue;   /* there is no case without it */
        if (*op == &cxi_op_custom_call) continue; /* it needs a handler: tests/run/test_custom.c */
        if (!complete(file, *op)) wrong++;
        bool is_leaf = *op == &cxi_op_constant || *op == &cxi_op_iota;
        if (!(*op)->batch && !(*op)->elementwise && !is_leaf)
            print_message("%s has no batching rule: under cx_vmap it is a loop over the examples\n", (*op)->name);
    }
    cxi_safetensors_close(file);
    assert_int_equal(wrong, 0);
    assert_true(seen > 0);
}

/* ---------------------------------------------------------------------------------------------- the headers */

static char *read_header(const char *path) {
    struct cxi_status status = {0};
    struct cxi_file header;
    if (!cxi_file_read(&header, path, &status)) fail_msg("%s", cxi_error(&status));
    char *text = calloc(header.size + 1, 1);
    assert_non_null(text);
    memcpy(text, header.bytes, header.size);
    cxi_file_close(&header);
    return text;
}

static bool is_covered(const char *name) {
    for (int i = 0; case_at(i); i++)
        if (case_covers(case_at(i), name)) return true;
    return false;
}

/* Reads declarations "CX_API cx_node *cx_NAME(" and "CX_API void cx_NAME(". A trailing "_" belongs to the function behind a
   macro, whose name users write without it. Returns how many there are. */
static int read_declarations(const char *path, int *wrong) {
    char *text = read_header(path);
    int seen = 0;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        char *name = strstr(line, "cx_"), *end = strchr(line, '(');
        if (strncmp(line, "CX_API ", 7) != 0 || !end) continue;
        for (char *next = name; next && next < end; next = strstr(next + 1, "cx_")) name = next;
        if (end[-1] == '_') end--;
        *end = '\0';
        seen++;
        if (is_covered(name)) continue;
        print_error("no case covers %s\n", name);
        ++*wrong;
    }
    free(text);
    return seen;
}

static void every_function_is_covered(void **state) {
    (void)state;
    int wrong = 0;
    assert_true(read_declarations(CALX_TEST_DATA "/../include/calx/ops.h", &wrong) > 100);
    assert_true(read_declarations(CALX_TEST_DATA "/../include/calx/activations.h", &wrong) > 10);
    static const char *const others[] = {"special", "complex", "indexing", "arrange", "statistics", "linalg", "random"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        char path[sizeof CALX_TEST_DATA + 100];
        snprintf(path, sizeof path, CALX_TEST_DATA "/../include/calx/%s.h", others[i]);
        assert_true(read_declarations(path, &wrong) > 5);
    }
    assert_int_equal(wrong, 0);
}

static void names_are_unique(void **state) {
    (void)state;
    for (int i = 0; case_at(i); i++)
        for (int k = 0; k < i; k++)
            if (strcmp(case_at(i)->name, case_at(k)->name) == 0) fail_msg("two cases are called %s", case_at(i)->name);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_unique),
        cmocka_unit_test(every_record_is_covered),
        cmocka_unit_test(every_function_is_covered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
