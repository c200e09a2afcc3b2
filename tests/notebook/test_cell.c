/* How cells are cut, and what C is made of them. The cells of the table are C by the grammar of C17 with GCC's extensions; that
   the C made of them does what they say is for test_session.c. */
#include "notebook_test.h"

#include "notebook/cell.h"
#include "notebook/translate.h"

/* Types are what is said to be: T, U and size_t. */
static bool is_type(void *user, const char *name, size_t length) {
    (void)user;
    static const char *const types[] = {"T", "U", "size_t", "cx_tensor"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strlen(types[i]) == length && strncmp(types[i], name, length) == 0) return true;
    return false;
}

/* Each chunk as a letter, what it declares behind it: "V x,y= " are variables, the second with an initialiser, "P" a prototype,
   "[]" an array without a length. */
static void describe(const char *source, char *to, size_t size) {
    static const char letters[] = {'S', 'E', 'F', 'T', 'V', 'D', 'M'};
    struct cell cell = cell_split(source, is_type, NULL);
    size_t at = 0;
    for (size_t i = 0; i < cell.chunks; i++) {
        const struct chunk *chunk = &cell.chunk[i];
        at += (size_t)snprintf(to + at, size - at, "%s%c", i ? " " : "", letters[chunk->kind]);
        for (size_t d = 0; d < chunk->declarators; d++) {
            const struct declarator *declarator = &chunk->declarator[d];
            const struct token *name = &cell.tokens.at[declarator->name];
            at += (size_t)snprintf(to + at, size - at, "%s%.*s%s%s%s", d ? "," : ":", (int)(name->end - name->start),
                                   source + name->start, declarator->function ? "()" : "",
                                   declarator->unsized ? "[]" : "", declarator->init < declarator->init_end ? "=" : "");
        }
    }
    cell_free(&cell);
}

static const struct {
    const char *source, *chunks;
} cases[] = {
    {"", ""},
    {"  // nothing\n/* at all */", ""},
    {"x = 3;", "S"},
    {"x", "E"},
    {"f(x); g(x)", "S E"},
    {"x = 3; y", "S E"},
    {"int x;", "V:x"},
    {"int x = 3, *y, z[2] = {1, 2};", "V:x=,y,z="},
    {"unsigned long long n;", "V:n"},
    {"static const char *const names[] = {\"a;b\", \"}\"};", "V:names[]="},
    {"T x;", "V:x"},
    {"T *x = f();", "V:x="},
    {"t *x;", "S"},
    {"T const *x;", "V:x"},
    {"T (*x)(int) = f;", "V:x="},
    {"f (*x)(int);", "S"},
    {"f(x);", "S"},
    {"T x = {.a = 1, .b = {2, 3}}, y;", "V:x=,y"},
    {"size_t n = sizeof(int[3]);", "V:n="},
    {"x * y;", "S"},
    {"T y = x ? a : b, z;", "V:y=,z"},
    {"int (*f)(int), (*g[2])(void);", "V:f,g"},
    {"int (*pa)[3] = &a;", "V:pa="},
    {"int f(int);", "V:f()"},
    {"int f(int), x;", "V:f(),x"},
    {"extern int errno_;", "V:errno_"},
    {"int f(int a) { return a; }", "F:f()"},
    {"static inline T *f(void) { return 0; } x = 1;", "F:f() S"},
    {"int *f(int (*g)(void)) { if (1) { } return 0; }\nint x;", "F:f() V:x"},
    {"void f(void) __attribute__((noinline));", "V:f()"},
    {"__attribute__((noinline)) void f(void) { }", "F:f()"},
    {"int x __attribute__((aligned(64))) = 3;", "V:x="},
    {"_Alignas(64) float v[16];", "V:v"},
    {"_Atomic int n; _Atomic(int) m;", "V:n V:m"},
    {"__auto_type x = f();", "V:x="},
    {"typeof(x) y; __typeof__(*p) z = 1;", "V:y V:z="},
    {"struct s { int a, b; };", "T"},
    {"struct s;", "T"},
    {"struct s { int a; } x = {1}, *p = &x;", "V:x=,p="},
    {"struct { int a; } x;", "V:x"},
    {"struct s x = {.a = 3};", "V:x="},
    {"struct s f(struct s a) { return a; }", "F:f()"},
    {"enum e { A, B = 3 };", "T"},
    {"enum e { A } x = A;", "V:x="},
    {"union u { int a; float b; } x;", "V:x"},
    {"struct __attribute__((packed)) s { char c; int i; };", "T"},
    {"typedef struct { int a; } V; V v;", "T:V V:v"},
    {"typedef int (*callback)(void *); callback c = f;", "T:callback V:c="},
    {"typedef float row[4], *pointer; row r; pointer p;", "T:row,pointer V:r V:p"},
    {"if (a) b; else c; d;", "S S"},
    {"if (a) { b; } else if (c) { d; } else e; f;", "S S"},
    {"for (int i = 0; i < 3; i++) x += i; y;", "S S"},
    {"while (x--) { } do x++; while (x < 3); y;", "S S S"},
    {"do do x++; while (x < 3); while (y); z;", "S S"},
    {"switch (x) { case 1: y; break; default: z; }", "S"},
    {"{ int x; x; } y;", "S S"},
    {"again: x++; goto again;", "S S"},
    {"T: x;", "S"},
    {"(T){1}; (int[]){1, 2}[0];", "S S"},
    {"*p = 3; &x; !x; ++x; (x)++;", "S S S S S"},
    {"p = (struct s){.a = f(1, 2)};", "S"},
    {"x = ({ int y = 3; y; }); z", "S E"},
    {"#include <a.h>\nint x;", "D V:x"},
    {"#define F(x) \\\n  (x)\nF(3);", "D S"},
    {"#if A /* on\n two lines */\nint x;\n#else\nfloat x;\n#endif", "D V:x D V:x D"},
    {"x = 1; # define not_first", "S E"},
    {"#error don't\nx;", "D S"},
    {"%time\nx;", "M S"},
    {"x = a\n% b;\n%flags -O3\n!ls 'it\ny;", "S M M S"},
    {"if (a\n    && b\n    || !c) d;", "S"},
    {"int a = b\n!= c;", "V:a="},
    {"%who", "M"},
    {"char c = '\\'', d = '\"'; e;", "V:c=,d= S"},
    {"char *s = \"a\" \"\\\";\"; // ; \" comment\nx;", "V:s= S"},
    {"_Static_assert(1, \"x\"); x;", "S S"},
    {"asm(\"nop\");", "S"},
    {"__extension__ int x;", "V:x"},
    {"_Thread_local int x; register int y;", "V:x V:y"},
    {"float _Complex z;", "V:z"},
    {"return; x;", "S S"},
    {";", "S"},
    {"int", "T"},
    {"int x", "V:x"},
    {"int x = {", "V:x="},
    {"if (", "S"},
    {"int = 3;", "S"},
    {"T x y;", "S"},
    {"\"open", "E"},
    {"}", "E"},
    {")(;", "S"},
    {"\xc3\xa4 = 3;", "S"},
};

static void test_chunks(void **state) {
    (void)state;
    char chunks[500];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        *chunks = '\0';
        describe(cases[i].source, chunks, sizeof chunks);
        if (strcmp(chunks, cases[i].chunks) != 0)
            fail_msg("%s\nis %s, not %s", cases[i].source, chunks, cases[i].chunks);
    }
}

static void test_open(void **state) {
    (void)state;
    static const char *const open[] = {"f(", "{", "int x[] = {1,", "/* a", "if (x) {", "\"a", NULL},
                             *const closed[] = {"f()", "{ }", "// (", "\"(\"", "'('", "", ")", NULL};
    for (int i = 0; open[i]; i++) {
        struct tokens tokens = lex(open[i]);
        if (!tokens.open) fail_msg("not open: %s", open[i]);
        free(tokens.at);
    }
    for (int i = 0; closed[i]; i++) {
        struct tokens tokens = lex(closed[i]);
        if (tokens.open) fail_msg("open: %s", closed[i]);
        free(tokens.at);
    }
}

/* ------------------------------------------------------------------------------------------------- translation */

static char *says_nothing(void *user, const char *program) {
    (void)user, (void)program;
    return NULL;
}

/* Defines a cell, and returns what the next one would be told that was lost by it. */
static char *define(struct names *known, int unit, const char *source) {
    struct cell cell = cell_split(source, is_type, NULL);
    struct translation t = {.unit = unit, .name = "cell", .known = known, .ask = says_nothing};
    translate(&t, &cell, 0, cell.chunks);
    char *lost = strdup(cxi_text(&t.lost));
    names_merge(known, &t.new, t.hidden);
    translation_free(&t);
    cell_free(&cell);
    return lost;
}

static void assert_lost(struct names *known, int unit, const char *source, const char *lost) {
    char *now = define(known, unit, source);
    assert_string_equal(now, lost);
    free(now);
}

static void test_names(void **state) {
    (void)state;
    struct names known = {0};
    struct cxi_text text = {0};
    assert_lost(&known, 1, "#define N 3\nstruct s { int a[N]; }; typedef struct s S; enum { RED };", "");
    assert_lost(&known, 2, "struct s v; struct s *f(void) { return 0; } int x = 1; int g(S a) { return 0; }", "");
    assert_int_equal(names_find(&known, ENTRY_VARIABLE, "x")->unit, 2);
    assert_lost(&known, 3, "struct s { int a [N] ; };  enum {RED};", ""); /* the same again */
    assert_int_equal(names_find(&known, ENTRY_TYPE, "tag:s")->unit, 1);
    assert_lost(&known, 4, "double x;", "");
    names_declare(&known, NULL, NULL, &text);
    assert_has(cxi_text(&text), "extern double x __asm__(\"cell4.x\");\n");
    assert_null(strstr(cxi_text(&text), "cell2.x"));
    assert_has(cxi_text(&text), "__asm__(\"cell2.f\")");
    assert_lost(&known, 5, "#define N 4", ""); /* what was declared with the old N stands before the new one */
    assert_lost(&known, 6, "int g(int);", "");
    names_declare(&known, NULL, NULL, &text);
    assert_lost(&known, 7, "struct s { float a; };", " S v f");
    assert_non_null(names_find(&known, ENTRY_FUNCTION, "g"));
    assert_null(names_find(&known, ENTRY_VARIABLE, "v"));
    assert_null(names_find(&known, ENTRY_TYPE, "S"));
    cxi_text_free(&text);
    names_free(&known);
}

/* Directives within a type are each read once: time was when each began the rest anew, twice as long for each line. */
static void test_directives_within(void **state) {
    (void)state;
    static const struct {
        const char *line;
        int times;
    } rows[] = {{"#if 1\n#endif\n", 100}, {"#", 100000}, {"#\\\n", 100000}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct names known = {0};
        struct cxi_text type = {0};
        assert_lost(&known, 1, "struct s { int a; }; struct s v;", "");
        cxi_add(&type, "struct t { int b;\n");
        for (int k = 0; k < rows[i].times; k++) cxi_add(&type, rows[i].line);
        cxi_add(&type, "\n#define A struct s\n};");
        assert_lost(&known, 2, cxi_text(&type), "");
        assert_lost(&known, 3, "struct s { float a; };", " v t");
        cxi_text_free(&type);
        names_free(&known);
    }
}

/* Each row a program, and the declarations that come before it, of those below. */
static void test_what_is_declared(void **state) {
    (void)state;
    static const struct {
        const char *program, *declared;
    } rows[] = {
        {"x = 1;", " x "},
        {"puts(\"x y\"); /* z */", " "},
        {"p->next = 0;", " node p "},
        {"enum shade now = DARK;", " shade "},
        {"grid[0] = 1;", " x grid "}, /* its size is that of x */
        {"f(2);", " node f "},        /* of its type */
        {"#if 1\nx = 2;\n#endif", " x "},
        {"#define P(a) a##y\n", " x z node shade p f grid "}, /* nobody can tell */
    };
    static const char *const names[] = {"x", "y", "z", "node", "shade", "p", "f", "grid"};
    struct names known = {0};
    assert_lost(&known, 1, "int x = 1, y, z; struct node { struct node *next; }; struct node *p; enum shade { LIGHT, DARK };", "");
    assert_lost(&known, 2, "struct node *f(int a) { return p; } char grid[sizeof x];\n#define TWICE (2 * y)", "");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cxi_text text = {0};
        names_declare(&known, NULL, rows[i].program, &text);
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            char wanted[40], symbol[40], tag[40];
            snprintf(wanted, sizeof wanted, " %s ", names[k]);
            snprintf(symbol, sizeof symbol, ".%s\")", names[k]);
            snprintf(tag, sizeof tag, " %s {", names[k]);
            bool is = strstr(cxi_text(&text), symbol) || strstr(cxi_text(&text), tag);
            bool should = strcmp(names[k], "y") == 0 /* by the macro */ || strstr(rows[i].declared, wanted);
            if (is != should) fail_msg("before \"%s\" %s is%s declared", rows[i].program, names[k], is ? "" : " not");
        }
        cxi_text_free(&text);
    }
    names_free(&known);
}

/* A prototype of what an earlier cell defined is that function. */
static void test_prototypes(void **state) {
    (void)state;
    struct names known = {0};
    assert_lost(&known, 1, "int f(int x) { return x; }", "");
    assert_lost(&known, 2, "int f(int x);", "");
    assert_has(names_find(&known, ENTRY_FUNCTION, "f")->text, "cell1.f");
    assert_lost(&known, 3, "int f(int x); int g(void) { return f(1); } int f(int x) { return x; } int elsewhere(int);",
                "");
    assert_has(names_find(&known, ENTRY_FUNCTION, "f")->text, "cell3.f");
    assert_null(strstr(names_find(&known, ENTRY_FUNCTION, "elsewhere")->text, "__asm__"));
    names_free(&known);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chunks),
        cmocka_unit_test(test_open),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_directives_within),
        cmocka_unit_test(test_what_is_declared),
        cmocka_unit_test(test_prototypes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
