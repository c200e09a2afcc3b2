/* A short soak: the graphs of some fixed seeds, so that a change of behaviour is seen. `tests/soak --seconds 600` is the long
   one. And nothing is left out: every public operation has a row, and every record of ops.def is reached. */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "graph/op.h"
#include "io/file.h"
#include "soak/soak.h"

#include <stdlib.h>
#include <string.h>

enum { BUILT = 600, RUN = 24, DTYPES_RUN = 16 };

static struct soak soak;

static void refusals_say_where_and_what(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= BUILT; seed++) soak_one(&soak, seed, (enum purpose)(seed % PURPOSES));
    assert_int_equal(soak.findings, 0);
    assert_true(soak.refusals > BUILT);
}

static void every_operation_is_made(void **state) {
    (void)state;
    int missing = 0;
    for (int i = 0; random_rows[i].name; i++) {
        assert_true(i < SOAK_ROWS);
        if (soak.made[i]) continue;
        print_error("%s was never made\n", random_rows[i].name);
        missing++;
    }
    assert_int_equal(missing, 0);
}

static void graphs_run_and_have_the_slopes_of_differences(void **state) {
    (void)state;
    soak.runtime = cx_open("cpu");
    if (!cx_ok(soak.runtime)) fail_msg("%s", cx_error(soak.runtime));
    for (uint64_t seed = 1; seed <= RUN; seed++) soak_one(&soak, seed, seed % 3 ? SMOOTH : TAME);
    assert_int_equal(soak.findings, 0);
    assert_true(soak.compared > RUN / 2);
    assert_int_equal(cx_close(soak.runtime, stderr), 0);
}

/* Of a few operations, others for each seed: `soak --dtypes` goes through all. */
static void operations_of_each_dtype_run(void **state) {
    (void)state;
    soak.runtime = cx_open("cpu");
    int rows = 0;
    while (random_rows[rows].name) rows++;
    for (uint64_t seed = 1; seed <= DTYPES_RUN; seed++) {
        uint64_t bits = seed;
        soak_dtypes(&soak, &random_rows[soak_bits(&bits) % (uint64_t)rows], seed);
    }
    assert_int_equal(soak.findings, 0);
    assert_int_equal(cx_close(soak.runtime, stderr), 0);
}

/* ---------------------------------------------------------------------------------------------- completeness */

static bool has_row(const char *name) {
    for (const struct row *row = random_rows; row->name; row++)
        if (strcmp(row->name, name) == 0) return true;
    return false;
}

/* Declarations "CX_API cx_node *cx_NAME(" and "CX_API void cx_NAME(": how many have no row. */
static int without_row(const char *path, int *seen) {
    struct cxi_status status = {0};
    struct cxi_file header;
    if (!cxi_file_read(&header, path, &status)) fail_msg("%s", cxi_error(&status));
    char *text = calloc(header.size + 1, 1);
    assert_non_null(text);
    memcpy(text, header.bytes, header.size);
    cxi_file_close(&header);
    int missing = 0;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        char *end = strchr(line, '('), *name = end;
        if (strncmp(line, "CX_API ", 7) != 0 || !end) continue;
        while (name[-1] != ' ' && name[-1] != '*') name--;
        if (end[-1] == '_') end--;
        *end = '\0';
        ++*seen;
        if (has_row(name)) continue;
        print_error("random_ops.def has no row for %s\n", name);
        missing++;
    }
    free(text);
    return missing;
}

static void every_function_has_a_row(void **state) {
    (void)state;
    int seen = 0;
    static const char *const headers[] = {"ops",    "activations", "arrange", "complex",   "indexing",
                                          "linalg", "random",      "special", "statistics"};
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        char path[sizeof CALX_TEST_DATA + 100];
        snprintf(path, sizeof path, CALX_TEST_DATA "/../include/calx/%s.h", headers[i]);
        assert_int_equal(without_row(path, &seen), 0);
    }
    assert_true(seen > 200);
}

int main(void) {
    soak.report = stderr;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_function_has_a_row), cmocka_unit_test(refusals_say_where_and_what),
        cmocka_unit_test(every_operation_is_made), cmocka_unit_test(graphs_run_and_have_the_slopes_of_differences),
        cmocka_unit_test(operations_of_each_dtype_run)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
