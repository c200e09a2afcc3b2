/* Cells that are compiled and run: C keeps its meaning from cell to cell, and what goes wrong is said and harms nothing else. */
#define _GNU_SOURCE
#include "notebook_test.h"

#include "notebook/process.h"

#include <unistd.h>

static struct listener l;

/* Each row a cell and what it prints; one session. */
static const struct {
    const char *code, *output;
} cells[] = {
    {"int x = 41; x++; printf(\"%d\", x);", "42"},
    {"x + 1", "<text/plain>43"},
    {"float *p = malloc(8); p[0] = 1.5f; p[1] = p[0] * x;", ""},
    {"p[1]", "<text/plain>63"},
    {"int sum(int n) { return n ? n + sum(n - 1) : x; }", ""},
    {"sum(3)", "<text/plain>48"},
    {"double x = 2.5;", ""},
    {"x", "<text/plain>2.5"},
    {"sum(0)", "<text/plain>42"}, /* compiled with the x of its time */
    {"int sum(int n) { return -n; }\nsum(3)", "<text/plain>-3"},
    {"struct point { int x, y; } origin = {.y = 3}, *at = &origin;", ""},
    {"at->y + origin.x", "<text/plain>3"},
    {"struct point *q = &(struct point){7, .y = 8};", ""},
    {"int deep(int n) { volatile char page[512]; page[0] = (char)n; return n ? deep(n - 1) + page[0] - (char)n : 0; "
     "}\ndeep(999)",
     "<text/plain>0"}, /* a later cell's stack is another */
    {"q->x * 10 + q->y", "<text/plain>78"},
    {"struct point { int x, y; } other = {1, 2};", ""}, /* the same once more: at, origin and q stay */
    {"at->y + other.y", "<text/plain>5"},
    {"int a[] = {1, 2, x}, n = sizeof a / sizeof *a;", ""},
    {"printf(\"%d %d %zu\", a[2], n, sizeof a);", "2 3 12"},
    {"char word[] = \"hello\", *words[] = {\"a\", word}, grid[][2] = {{1, 2}, {3, 4}, {5, 6}};", ""},
    {"printf(\"%s %zu %s %zu %d\", word, sizeof word, words[1], sizeof grid, grid[2][1]);", "hello 6 hello 6 6"},
    {"__auto_type y = x * 2; __auto_type z = &a[1];", ""},
    {"printf(\"%g %d\", y, *z);", "5 2"},
    {"const int k = 5; const char *const names[2] = {\"u\", \"v\"};\nint twice(void) { return 2 * k; }", ""},
    {"printf(\"%d %s\", twice() + k, names[1]);", "15 v"},
    {"static long counter = 3; long *pc = &counter; ++*pc; printf(\"%ld\", counter);", "4"},
    {"int (*op)(int) = sum, (*ops[2])(int) = {sum, abs};", ""},
    {"printf(\"%d %d\", op(4), ops[1](-6));", "-4 6"},
    {"#define N 3\nint sized[N]; enum colour { RED, GREEN = 5, BLUE }; typedef struct { float w[N]; } weights;", ""},
    {"weights w = {{1, 2, 3}}; w.w[2] + BLUE + sizeof sized", "<text/plain>21"},
    {"#define N 9\nsizeof sized + N", "<text/plain>21"}, /* its size is of the old N */
    {"typedef int (*unary)(int); unary neg = sum; neg(2)", "<text/plain>-2"},
    {"#if N == 9\nint chosen = 1;\n#else\nint chosen = 2;\n#endif\nchosen", "<text/plain>1"},
    {"typedef struct { int n; } U;\nU *make(int n) { U *u = malloc(sizeof *u); u->n = n; return u; }\n"
     "cx_array *make_array(void) { return NULL; }\ncx_array *one = make_array(), *two;\ndiv_t q7 = div(7, 2);\nU *u = "
     "make(q7.rem);",
     ""},
    {"two == one && u->n == 1", "<text/plain>1"},
    {"for (int i = 0; i < 3; i++) printf(\"%d\", i);\nif (x > 2) puts(\"a\"); else puts(\"b\");\ndo x--; while (x > "
     "0);",
     "012a\n"},
};

static void test_state(void **state) {
    (void)state;
    listener_open(&l);
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) expect_cell(&l, cells[i].code, cells[i].output);
    expect_cell(&l,
                "int even(int);\nint odd(int n) { return n ? even(n - 1) : 0; }\nint even(int n) { return n ? odd(n - "
                "1) : 1; }",
                "");
    expect_cell(&l, "even(10)", "<text/plain>1");
    expect_cell(&l, "{ int inner = 3; x = inner; }\nreturn;\nx = 5;", "");
    expect_cell(&l, "x", "<text/plain>3");
    expect_cell(&l, "const char *text = \"words\"; text", "<text/plain>words");
    expect_cell(&l, "bool yes = true; yes", "<text/plain>true");
    expect_cell(&l, "printf(\"no value to show\"); (void)0", "no value to show");
    expect_cell(&l, "int main(int argc, char **argv) { printf(\"%d %s\", argc, argv[0]); return 0; }", "1 cell");
    expect_cell(&l, "struct tree { struct tree *left; int n; } leaf = {0, 4}, root = {&leaf, 5}; root.left->n",
                "<text/plain>4");
    expect_cell(&l, "struct { int a; } nameless = {6}; nameless.a", "<text/plain>6");
    expect_cell(&l, "static unsigned char big[1 << 24]; big[12345678] = 3;", "");
    expect_cell(&l, "big[12345678] + sizeof big", "<text/plain>16777219");
    expect_cell(&l, "fprintf(stderr, \"\\xc3\\xa4\"); printf(\"\\xff|\");", "|");
    listener_close(&l);
}

static void test_errors(void **state) {
    (void)state;
    listener_open(&l);
    expect_cell(&l, "int x = 1; struct s { int a; } v = {2}; int f(struct s t) { return t.a; }", "");
    expect_failure(&l, "int y = 2;\n  float z = \"no\";", "CompileError",
                   "cell-2:2:13: error: incompatible types when initializing type 'float' using type 'char *'\n"
                   "    2 |   float z = \"no\";\n      |             ^~~~\n");
    expect_failure(&l, "y", "CompileError", "'y' undeclared"); /* rolled back */
    expect_failure(&l, "nowhere(3);", "CompileError", "implicit declaration of function 'nowhere'");
    expect_failure(&l, "int nowhere(int); nowhere(3);", "Failed", "undefined symbol: nowhere");
    expect_failure(&l, "int m = 3, n[m];", "CompileError", "its length must be constant; use malloc");
    expect_failure(&l, "x = ;", "CompileError", "expected expression before ';'");
    expect_failure(&l, "int f(int a) {\n    return b;\n}", "CompileError", "cell-8:2:12: error: 'b' undeclared");
    expect_failure(&l, "if (x) {", "CompileError", "expected");
    expect_failure(&l, "\"open", "CompileError", "missing terminating");
    expect_failure(&l, "int a[] = {none};", "CompileError", "'none' undeclared");
    expect_failure(&l, "#include <no/such.h>\nT *x;", "CompileError", "no/such.h: No such file");
    expect_failure(&l, "%nothing", "Failed", "there is no %nothing; %help lists what there is");
    expect_cell(&l, "f(v) + x", "<text/plain>3"); /* all of that changed nothing */
    expect_cell(&l, "struct s { double a; };", "no longer known, since a type of theirs is another now: v f\n");
    expect_failure(&l, "v", "CompileError", "'v' undeclared");
    expect_cell(&l, "printf(\"%d\", \"text\");", "warning: format '%d' expects");
    listener_close(&l);
}

static void test_crash(void **state) {
    (void)state;
    listener_open(&l);
    expect_cell(&l, "#define N 7\ntypedef int T; int x = 1; int f(void) { return 3; }", "");
    expect_failure(&l, "puts(\"before\");\n*(volatile int *)0 = 1;", "WorkerEnded",
                   "signal 11 (Segmentation fault) at cell-2:2\nlost: x, f\nkept: includes, macros and types.");
    assert_has(cxi_text(&l.heard), "before\n");
    expect_failure(&l, "x", "CompileError", "'x' undeclared");
    expect_cell(&l, "T x = N; x", "<text/plain>7");
    expect_failure(&l, "exit(3);", "WorkerEnded", "ended: exit status 3");
    expect_cell(&l, "1 + 1", "<text/plain>2");
    listener_close(&l);
}

/* ---------------------------------------------------------------------------------------------------- interrupts */

static void interrupt_when_printed(struct listener *listener) {
    if (strstr(cxi_text(&listener->heard), "started")) session_interrupt(&listener->session);
}

static void interrupt_shell(struct listener *listener) {
    if (listener->session.helper) session_interrupt(&listener->session);
}

static void test_interrupt(void **state) {
    (void)state;
    listener_open(&l);
    expect_cell(&l, "#include <unistd.h>\nint n = 0;", "");
    l.idle = interrupt_when_printed;
    expect_failure(&l, "puts(\"started\");\nfor (;;) n = 5;", "Interrupted", "the cell was interrupted");
    expect_failure(&l, "puts(\"started\");\nfor (;;) { usleep(1000); n++; }", "Interrupted",
                   "the cell was interrupted");
    expect_failure(&l, "puts(\"started\");\nfor (;;) free(malloc(100));", "Interrupted", "the cell was interrupted");
    /* Called by a library, which is not left in the middle. */
    expect_failure(
        &l,
        "int values[100]; int slow(const void *a, const void *b) { usleep(100); return *(int *)a - *(int *)b; }\n"
        "puts(\"started\");\nfor (int i = 0; i < 100; i++) values[i] = i * 79 % 100;\n"
        "qsort(values, 100, sizeof *values, slow);\nn = 7;\nfor (;;) ;",
        "Interrupted", "the cell was interrupted");
    expect_cell(&l, "n * 100 + values[99]", "<text/plain>799");
    expect_failure(&l, "void forever(void) { for (;;) n++; }\nputs(\"started\");\nforever();", "Interrupted",
                   "the cell was interrupted");
    l.idle = interrupt_shell;
    expect_failure(&l, "!sleep 100", "Interrupted", "the command was interrupted");
    l.idle = NULL;
    expect_cell(&l, "n >= 5", "<text/plain>1"); /* the state is there */
    l.idle = interrupt_when_printed;
    expect_failure(&l,
                   "#include <signal.h>\n"
                   "signal(SIGINT, SIG_IGN); signal(SIGURG, SIG_IGN);\nputs(\"started\");\nfor (;;);",
                   "Interrupted", "ended by a third interrupt");
    l.idle = NULL;
    expect_failure(&l, "n", "CompileError", "'n' undeclared");
    listener_close(&l);
}

/* ------------------------------------------------------------------------------------- settings, input, displays */

static void test_magic(void **state) {
    (void)state;
    listener_open(&l);
    expect_cell(&l, "!echo $((6 * 7)); echo out >&2", "42\nout\n");
    expect_failure(&l, "!exit 3", "ShellError", "the command ended with exit status 3");
    expect_cell(&l, "%env CALX_TEST=a b", "");
    expect_cell(&l, "getenv(\"CALX_TEST\")", "<text/plain>a b");
    expect_cell(&l, "%env CALX_TEST", "a b\n");
    expect_cell(&l, "%flags -DN=5 -O2\nint n = N; n", "<text/plain>5");
    expect_cell(&l, "%flags", " -DN=5 -O2\n");
    expect_cell(&l, "%flags none\n%flags", "\n");
    expect_cell(&l, "%lib z\nconst char *zlibVersion(void); zlibVersion()[0] > '0'", "<text/plain>1");
    expect_cell(&l, "%time\nn = 6;\n", "time: ");
    expect_cell(&l, "printf(\"a\");\n!echo b\nprintf(\"c\\n\");", "ab\nc\n");
    expect_cell(&l, "%cd /\n#include <unistd.h>\nchar here[100]; getcwd(here, sizeof here)", "<text/plain>/");
    expect_failure(&l, "%cd /no/such", "Failed", "there is no folder /no/such");
    expect_cell(&l, "%who", "variable  n");
    expect_cell(&l, "%plugin /no/such.so", "");
    expect_cell(&l, "cx_runtime *rt = cx_open(\"cpu\"); printf(\"%s\", cx_error(rt)); cx_close(rt, NULL);",
                "/no/such.so");
    expect_cell(&l, "%help", "%flags");
    expect_cell(&l, "%reset", "");
    expect_failure(&l, "n", "CompileError", "'n' undeclared");
    unsetenv("CALX_PLUGIN");
    listener_close(&l);
}

static void test_input(void **state) {
    (void)state;
    listener_open(&l);
    l.answer = "12 words";
    expect_cell(&l, "int n; char w[20]; printf(\"how many? \"); scanf(\"%d %19s\", &n, w); printf(\"%d of %s\", n, w);",
                "how many? 12 of words");
    expect_cell(&l, "char rest[100]; fgets(rest, 100, stdin); fgets(rest, 100, stdin); rest", "<text/plain>12 words\n");
    l.answer = NULL;
    expect_cell(&l, "fgets(rest, 100, stdin) == NULL", "<text/plain>1");
    listener_close(&l);
}

static void test_displays(void **state) {
    (void)state;
    listener_open(&l);
    expect_cell(
        &l, "printf(\"a\"); cx_display_text(\"b\", NULL); printf(\"c\"); cx_display_html(\"d\", NULL); printf(\"e\");",
        "a<text/plain>bc<text/html>de"); /* in their order */
    expect_cell(&l, "for (int i = 0; i < 100; i++) { cx_display_integer(i, \"same\"); }",
                "<text/plain same>0<^text/plain same>99");
    expect_cell(&l, "cx_display_integer(1, \"same\");", "<text/plain same>1"); /* a new cell, a new place */
    expect_cell(&l, "cx_array *a = cx_array_new(CX_U8, CX_DIMS(2, 2, 1)); cx_display_png(a, NULL);",
                "<image/png>iVBOR");
    listener_close(&l);
}

/* Many cells in one session, of which each uses what the first defined. $CALX_CELLS are how many; with it, the test tells how long
   the first and the last tenth of them took. */
static void test_many_cells(void **state) {
    (void)state;
    listener_open(&l);
    const char *wanted = getenv("CALX_CELLS");
    int count = wanted ? atoi(wanted) : 40;
    double seconds[2] = {0};
    expect_cell(&l, "int total = 0; int step(int i) { return total += i; }", "");
    for (int i = 0; i < count; i++) {
        char code[200], value[40];
        double start = process_clock();
        snprintf(code, sizeof code, "int v%d = %d, *p%d = &v%d; step(*p%d)", i, i, i, i, i);
        snprintf(value, sizeof value, "<text/plain>%d", i * (i + 1) / 2);
        expect_cell(&l, code, value);
        if (i < count / 10) seconds[0] += process_clock() - start;
        if (i >= count - count / 10) seconds[1] += process_clock() - start;
    }
    if (wanted)
        printf("%d cells: %.1f ms each in the first tenth, %.1f ms in the last\n", count, 1e4 * seconds[0] / count,
               1e4 * seconds[1] / count);
    listener_close(&l);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_state),     cmocka_unit_test(test_errors),     cmocka_unit_test(test_crash),
        cmocka_unit_test(test_interrupt), cmocka_unit_test(test_magic),      cmocka_unit_test(test_input),
        cmocka_unit_test(test_displays),  cmocka_unit_test(test_many_cells),
    };
    int status;
    return is_worker(argc, argv, &status) ? status : cmocka_run_group_tests(tests, NULL, NULL);
}
