/* The StableHLO text of every case, with f32 for f64, against data/stablehlo.mlir. After a change that is meant,

       CALX_UPDATE_GOLDEN=1 build/tests/test_golden

   writes that file anew, for the difference to be read. */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "ops/cases.h"

#include "base/comma_locale.h"
#include "io/file.h"
#include "stablehlo/print.h"

#include <stdlib.h>
#include <string.h>

#ifndef CALX_TEST_DATA
#define CALX_TEST_DATA "tests"
#endif
#define GOLDEN CALX_TEST_DATA "/ops/data/stablehlo.mlir"

static bool print_case(struct cxi_text *out, const struct cxi_safetensors *file, const struct op_case *c) {
    struct expected e;
    if (c->how & UNPRINTED) return true;
    if (!fixture_find(file, c, &e)) return false;
    cx_graph *graph = case_graph(c, &e, CX_F32);
    cxi_addf(out, "// %s\n", c->name);
    bool ok = cxi_print_stablehlo(out, graph, NULL);
    if (!ok) print_error("%s: %s\n", c->name, cx_graph_error(graph));
    cxi_add(out, "// -----\n");
    cx_graph_free(graph);
    return ok;
}

/* All cases that are printed, in their order. */
static bool print_all(struct cxi_text *out) {
    struct cxi_safetensors *file = fixture_open();
    bool ok = true;
    for (int i = 0; case_at(i); i++) ok &= print_case(out, file, case_at(i));
    cxi_safetensors_close(file);
    return ok && cxi_text_ok(out);
}

/* Prints the case and the first line that differ. */
static void tell_difference(const char *got, const char *want) {
    const char *name = got, *line = got;
    size_t at = 0;
    for (; got[at] && got[at] == want[at]; at++) {
        if (got[at] != '\n') continue;
        line = got + at + 1;
        if (strncmp(line, "// ", 3) == 0 && strncmp(line, "// -", 4) != 0) name = line + 3;
    }
    const char *other = want + (line - got);
    print_error("case %.*s\n  is:        %.*s\n  should be: %.*s\n", (int)strcspn(name, "\n"), name,
                (int)strcspn(line, "\n"), line, (int)strcspn(other, "\n"), other);
}

static void texts_are_as_they_were(void **state) {
    (void)state;
    struct cxi_text got = {0};
    struct cxi_status status = {0};
    assert_true(print_all(&got));
    if (getenv("CALX_UPDATE_GOLDEN")) {
        struct cxi_piece piece = {cxi_text(&got), got.length};
        assert_true(cxi_file_write(GOLDEN, &piece, 1, &status));
    }
    struct cxi_file golden;
    if (!cxi_file_read(&golden, GOLDEN, &status)) fail_msg("%s", cxi_error(&status));
    char *want = calloc(golden.size + 1, 1);
    assert_non_null(want);
    memcpy(want, golden.bytes, golden.size);
    cxi_file_close(&golden);
    bool same = strcmp(cxi_text(&got), want) == 0;
    if (!same) tell_difference(cxi_text(&got), want);
    free(want);
    cxi_text_free(&got);
    assert_true(same);
}

static void a_comma_locale_changes_nothing(void **state) {
    (void)state;
    struct cxi_text plain = {0}, comma = {0};
    assert_true(print_all(&plain));
    if (!comma_locale_enter()) {
        cxi_text_free(&plain);
        print_message("there is no locale with a decimal comma, and no localedef to make one: not tried\n");
        skip();
    }
    bool ok = print_all(&comma);
    comma_locale_leave();
    assert_true(ok);
    bool same = strcmp(cxi_text(&plain), cxi_text(&comma)) == 0;
    if (!same) tell_difference(cxi_text(&comma), cxi_text(&plain));
    cxi_text_free(&plain);
    cxi_text_free(&comma);
    assert_true(same);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_as_they_were),
        cmocka_unit_test(a_comma_locale_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
