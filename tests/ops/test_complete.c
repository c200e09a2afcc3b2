/* Nothing is without a test: every record of ops.def and every function of calx/ops.h and of the headers of operations beside it
   has a case; every record says whether it has a gradient; those that have one have a case where it is checked; and every
   operation is run in each dtype that its record takes. Which case runs it there is listed in data/dtypes.txt:

       CALX_UPDATE_DTYPES=1 build/tests/test_complete; python tests/ops/make_dtypes.py

   writes that list anew, and then what is expected of it. */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "ops/sweep.h"

#include "base/dtype.h"
#include "io/file.h"

#include <stdlib.h>
#include <string.h>

#ifndef CALX_TEST_DATA
#define CALX_TEST_DATA "tests"
#endif

/* What a case says that it covers is in its graph. */
static bool graph_has(const struct cxi_safetensors *file, const struct op_case *c, const struct cxi_op *op) {
    struct expected e;
    if (!fixture_find(file, c, &e)) return false;
    cx_graph *graph = case_graph(c, &e, CX_F64);
    bool found = sweep_has(graph, op, CX_INVALID);
    if (!found) print_error("case %s says that it covers %s, and its graph has none\n", c->name, op->name);
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

/* What the rest of this file passes over. */
static bool has_no_case(const struct cxi_op *op) {
    return op == &cxi_op_poison ||    /* it is what an error leaves: tests/graph */
           op == &cxi_op_parameter || /* there is no case without it */
           op == &cxi_op_custom_call; /* it needs a handler: tests/run/test_custom.c */
}

static void every_record_is_covered(void **state) {
    (void)state;
    struct cxi_safetensors *file = fixture_open();
    int wrong = 0, seen = 0;
    for (const struct cxi_op *const *op = cxi_ops; *op; op++, seen++) {
        if (has_no_case(*op)) continue;
        if (!complete(file, *op)) wrong++;
        bool is_leaf = *op == &cxi_op_constant || *op == &cxi_op_iota;
        if (!(*op)->batch && !(*op)->elementwise && !is_leaf)
            print_message("%s has no batching rule: under cx_vmap it is a loop over the examples\n", (*op)->name);
    }
    cxi_safetensors_close(file);
    assert_int_equal(wrong, 0);
    assert_true(seen > 0);
}

/* ----------------------------------------------------------------------------------------------- the dtypes */

/* Dtypes that a shape rule takes and no case runs, by their names or kinds, and why. One that a case runs, or that is not taken,
   is not to stand here. */
#define F8 "f8e4m3fn f8e5m2 f8e4m3 f8e3m4 f8e4m3fnuz f8e5m2fnuz f8e4m3b11fnuz"
static const struct {
    const char *op, *dtypes, *why;
} exceptions[] = {
    {"iota", "bool", "refused: StableHLO has no such iota"},
    {"abs", "unsigned", "cx_abs gives them back as they are: StableHLO takes none"},
    {"sign", "unsigned", "cx_sign compares them with 0: StableHLO takes none"},
    {"erfc", F8, "cx_erfc computes it in f32: XLA has none of these"},
    {"bessel_i1e", F8, "cx_bessel_i1e computes it in f32: XLA has none of these"},
    {"shift_right_arithmetic", "unsigned", "cx_shift_right of these is shift_right_logical"},
    {"sum", "bool", "refused: cx_any, or cx_convert"},
    {"product", "bool", "refused: cx_all, or cx_convert"},
    {"max", "bool complex", "refused: cx_any; complex numbers have no order"},
    {"min", "bool complex", "refused: cx_all; complex numbers have no order"},
    {"all", "float complex", "refused: it is of bits"},
    {"any", "float complex", "refused: it is of bits"},
    {"sum_pool", "bool", "refused: it is of numbers"},
    {"max_pool", "bool complex", "refused: it is of numbers with an order"},
    {"reduce_window", "bool", "refused: it is of numbers"},
    {"cholesky", F8 " f16 bf16", "refused by cx_cholesky: XLA:CPU has it of f32 and f64"},
    {"triangular_solve", "bool signed unsigned " F8 " f16 bf16 complex", "refused by cx_triangular_solve, as cholesky"},
    {"scatter_add", "bool", "refused: it is of numbers"},
    {"scatter_mul", "bool", "refused: it is of numbers"},
    {"scatter_min", "bool complex", "refused: it is of numbers with an order"},
    {"scatter_max", "bool complex", "refused: it is of numbers with an order"},
};
enum { EXCEPTIONS = sizeof exceptions / sizeof exceptions[0] };

static bool has_word(const char *list, const char *word) {
    size_t length = strlen(word);
    for (const char *at = list; (at = strstr(at, word)); at += length)
        if ((at == list || at[-1] == ' ') && (at[length] == ' ' || !at[length])) return true;
    return false;
}

static int exception_of(const struct cxi_op *op, cx_dtype dtype) {
    static const char *const kinds[] = {"", "bool", "signed", "unsigned", "float", "complex"};
    for (int i = 0; i < EXCEPTIONS; i++)
        if (strcmp(exceptions[i].op, op->name) == 0 && (has_word(exceptions[i].dtypes, cx_dtype_name(dtype)) ||
                                                        has_word(exceptions[i].dtypes, kinds[cxi_dtype(dtype)->kind])))
            return i;
    return -1;
}

enum { MOST_CASES = 2000 };

/* The dtypes of each case in which an operation is run by it, and how many pairs of operation and dtype are wrong. */
static int choose_cases(const struct cxi_safetensors *file, bool chosen[MOST_CASES][CX_DTYPE_COUNT]) {
    bool needed[EXCEPTIONS] = {0};
    int wrong = 0, run = 0;
    for (const struct cxi_op *const *op = cxi_ops; *op; op++)
        for (int d = CX_INVALID + 1; d < CX_DTYPE_COUNT && !has_no_case(*op); d++) {
            const struct op_case *c = sweep_case(file, *op, (cx_dtype)d);
            int exception = exception_of(*op, (cx_dtype)d);
            for (int i = 0; c && case_at(i); i++) chosen[i][d] |= case_at(i) == c;
            run += c != NULL;
            if (c && exception >= 0)
                print_error("%s of %s is run by the case %s, and an exception\n", (*op)->name,
                            cx_dtype_name((cx_dtype)d), c->name);
            bool lacks = !c && sweep_takes(file, *op, (cx_dtype)d);
            if (lacks && exception >= 0) needed[exception] = true;
            if (lacks && exception < 0)
                print_error("%s: its record takes %s, and no case runs it in that\n", (*op)->name,
                            cx_dtype_name((cx_dtype)d));
            wrong += (c && exception >= 0) || (lacks && exception < 0);
        }
    for (int i = 0; i < EXCEPTIONS; i++)
        if (!needed[i])
            print_error("the exception of %s for %s is not needed\n", exceptions[i].op, exceptions[i].dtypes), wrong++;
    print_message("%d pairs of operation and dtype are run\n", run);
    return wrong;
}

/* "neg: i4 i8 ...", a line for each case. */
static void list_cases(struct cxi_text *out, bool chosen[MOST_CASES][CX_DTYPE_COUNT]) {
    for (int i = 0; case_at(i); i++) {
        bool any = false;
        for (int d = CX_INVALID + 1; d < CX_DTYPE_COUNT; d++) {
            if (!chosen[i][d]) continue;
            if (!any) cxi_addf(out, "%s:", case_at(i)->name);
            cxi_addf(out, " %s", cx_dtype_name((cx_dtype)d));
            any = true;
        }
        if (any) cxi_add(out, "\n");
    }
}

static char *read_text(const char *path) {
    struct cxi_status status = {0};
    struct cxi_file file;
    if (!cxi_file_read(&file, path, &status)) fail_msg("%s", cxi_error(&status));
    char *text = calloc(file.size + 1, 1);
    assert_non_null(text);
    memcpy(text, file.bytes, file.size);
    cxi_file_close(&file);
    return text;
}

static void every_dtype_is_run(void **state) {
    (void)state;
    static bool chosen[MOST_CASES][CX_DTYPE_COUNT];
    static const char path[] = CALX_TEST_DATA "/ops/data/dtypes.txt";
    struct cxi_safetensors *file = fixture_open();
    struct cxi_text list = {0};
    struct cxi_status status = {0};
    assert_null(case_at(MOST_CASES));
    int wrong = choose_cases(file, chosen);
    cxi_safetensors_close(file);
    list_cases(&list, chosen);
    struct cxi_piece piece = {cxi_text(&list), list.length};
    if (getenv("CALX_UPDATE_DTYPES")) assert_true(cxi_file_write(path, &piece, 1, &status));
    char *listed = read_text(path);
    assert_string_equal(listed, cxi_text(&list));
    free(listed);
    cxi_text_free(&list);
    assert_int_equal(wrong, 0);
}

/* ---------------------------------------------------------------------------------------------- the headers */

static bool is_covered(const char *name) {
    for (int i = 0; case_at(i); i++)
        if (case_covers(case_at(i), name)) return true;
    return false;
}

/* Reads declarations "CX_API cx_node *cx_NAME(" and "CX_API void cx_NAME(". A trailing "_" belongs to the function behind a
   macro, whose name users write without it. Returns how many there are. */
static int read_declarations(const char *path, int *wrong) {
    char *text = read_text(path);
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
        cmocka_unit_test(every_dtype_is_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
