/* docs/ops.md is what the records and the headers say. After a change of either,

       CALX_UPDATE_PAGE=1 build/tests/test_page

   writes it anew. */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "graph/op.h"
#include "io/file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#ifndef CALX_TEST_DATA
#define CALX_TEST_DATA "tests"
#endif
#define PAGE    CALX_TEST_DATA "/../docs/ops.md"
#define INCLUDE CALX_TEST_DATA "/../include/calx/"

/* The headers that declare operations, in reading order, and what each is about. */
static const struct {
    const char *name, *title;
} headers[] = {
    {"graph", NULL}, /* cx_constant and the like; the rest of it are no operations */
    {"ops", "Reductions, products, pools, loops"},
    {"indexing", "Indexing"},
    {"activations", "Activations"},
    {"special", "Special functions"},
    {"complex", "Complex numbers, Fourier transforms"},
    {"arrange", "Arrays made, put together, moved"},
    {"statistics", "Statistics, order"},
    {"linalg", "Linear algebra"},
    {"random", "Random numbers"},
    {"gradient", "Gradients"},
    {"vmap", "Batches"},
    {"custom", NULL}, /* cx_custom_call; the rest of it are no operations */
};
enum { HEADERS = sizeof headers / sizeof headers[0] };
static char *text_of[HEADERS];

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

static int read_headers(void **state) {
    (void)state;
    for (int i = 0; i < HEADERS; i++) {
        char path[sizeof INCLUDE + 40];
        snprintf(path, sizeof path, INCLUDE "%s.h", headers[i].name);
        text_of[i] = read_text(path);
    }
    return 0;
}

static int free_headers(void **state) {
    (void)state;
    for (int i = 0; i < HEADERS; i++) free(text_of[i]);
    return 0;
}

/* ---------------------------------------------------------------------------------------------- signatures */

/* The first place in a header where `before`, `name` and `after` stand together; NULL. */
static const char *find(const char *text, const char *before, const char *name, const char *after) {
    char words[200];
    snprintf(words, sizeof words, "%s%s%s", before, name, after);
    return strstr(text, words);
}

/* The names that a list declares up to `end`: "cx_node *a, int axis" -> "a, axis"; each with `mark` before it. */
static void add_names(struct cxi_text *out, const char *list, const char *end, const char *mark, bool *any) {
    while (list < end) {
        const char *stop = list, *last = NULL;
        size_t length = 0;
        for (bool inside = false; stop < end && *stop != ',' && *stop != ';'; stop++) {
            bool letter = isalnum((unsigned char)*stop) || *stop == '_';
            if (isalpha((unsigned char)*stop) && !inside) last = stop, length = 0;
            if (last && letter && stop == last + length) length++;
            inside = letter;
        }
        if (last) cxi_addf(out, "%s%s%.*s", *any ? ", " : "", mark, (int)length, last);
        *any |= last != NULL;
        list = stop + 1;
    }
}

/* Comments blanked. */
static char *without_comments(const char *from, const char *to) {
    char *plain = calloc((size_t)(to - from) + 1, 1);
    assert_non_null(plain);
    bool comment = false;
    for (const char *at = from; at < to; at++) {
        if (at[0] == '/' && at[1] == '*') comment = true;
        plain[at - from] = comment || *at == '\n' ? ' ' : *at;
        if (comment && at > from && at[-1] == '*' && at[0] == '/') comment = false;
    }
    return plain;
}

/* The fields of an options struct: those before at_ as they stand, then ".name". */
static void add_fields(struct cxi_text *out, const char *header, const char *type) {
    const char *from = find(header, "typedef struct ", type, " {"), *to = from ? strchr(from, '}') : NULL;
    if (!to) fail_msg("there is no struct %s", type);
    char *plain = without_comments(strchr(from, '{'), to), *middle = strstr(plain, "cx_here at_;");
    if (!middle) fail_msg("struct %s has no at_", type);
    bool any = false;
    add_names(out, plain + 1, middle, "", &any);
    add_names(out, middle + strlen("cx_here at_;"), plain + strlen(plain), ".", &any);
    free(plain);
}

/* Of "cx_NAME(" or "cx_NAME_(" with its parameters: those that users write. */
static void add_parameters(struct cxi_text *out, const char *header, const char *open) {
    const char *close = strchr(open, ')');
    char *list = without_comments(open + 1, close), type[80];
    bool any = false;
    if (sscanf(list, "%79[a-z_0-9] args", type) == 1 && strstr(list, "_args args")) {
        add_fields(out, header, type);
        free(list);
        return;
    }
    const char *from = strncmp(list, "cx_here at, ", 12) == 0 ? list + 12 : list;
    add_names(out, from, list + strlen(list), "", &any);
    free(list);
}

/* The name that a line declares, without the "_" of a function behind a macro; false when it declares none. */
static bool declared(const char *line, char *name, size_t size) {
    const char *end = strchr(line, '('), *start = end;
    if (strncmp(line, "CX_API ", 7) != 0 || !end || end > line + strcspn(line, "\n")) return false;
    while (start > line && (isalnum((unsigned char)start[-1]) || start[-1] == '_')) start--;
    snprintf(name, size, "%.*s", (int)(end - start - (end[-1] == '_')), start);
    return true;
}

static const char *next_line(const char *line) {
    line += strcspn(line, "\n");
    return *line ? line + 1 : line;
}

/* "cx_take(x, indices, axis)"; false when no header declares it. */
static bool add_signature(struct cxi_text *out, const char *name) {
    char found[80];
    for (int i = 0; i < HEADERS; i++)
        for (const char *line = text_of[i]; *line; line = next_line(line)) {
            if (!declared(line, found, sizeof found) || strcmp(found, name) != 0) continue;
            const char *open = strchr(line, '('), *macro = find(text_of[i], "#define ", name, "(");
            cxi_addf(out, "%s(", name);
            if (open[-1] == '_' && macro && strncmp(strchr(macro, '('), "(...", 4) != 0) {
                const char *list = strchr(macro, '(') + 1;
                cxi_addf(out, "%.*s", (int)strcspn(list, ")"), list);
            } else
                add_parameters(out, text_of[i], open);
            cxi_add(out, ")");
            return true;
        }
    return false;
}

/* ------------------------------------------------------------------------------------------ the operations */

/* The next word of a list with blanks between; false at its end. */
static bool next_word(const char **list, char *word, size_t size) {
    *list += strspn(*list, " ");
    size_t length = strcspn(*list, " ");
    if (!length) return false;
    snprintf(word, size, "%.*s", (int)length, *list);
    *list += length;
    return true;
}

static void makers_of(const struct cxi_op *op, char *list, size_t size) {
    if (op->made_by)
        snprintf(list, size, "%s", op->made_by);
    else
        snprintf(list, size, "cx_%s", op->name);
}

/* Which kinds of dtype an elementwise operation without attributes takes: it is asked. */
static void add_kinds(struct cxi_text *out, const struct cxi_op *op) {
    static const struct {
        cx_dtype dtype;
        const char *name;
    } kinds[] = {{CX_BOOL, "bool"}, {CX_I32, "integers"}, {CX_F32, "floats"}, {CX_C64, "complex"}};
    bool any = false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        cx_graph *graph = cx_graph_new("kinds");
        cx_node *x = cx_parameter(graph, "x", kinds[i].dtype, CX_DIMS(2)),
                *p = cx_parameter(graph, "p", CX_BOOL, CX_DIMS(2));
        cxi_node(op, 3, (cx_node *[]){op == &cxi_op_select ? p : x, x, x}, NULL);
        if (!cx_graph_error(graph)) cxi_addf(out, "%s%s", any ? ", " : "", kinds[i].name);
        any |= !cx_graph_error(graph);
        cx_graph_free(graph);
    }
}

static void add_gradient(struct cxi_text *out, const struct cxi_op *op) {
    if (op->vjp)
        cxi_add(out, "yes");
    else if (!op->gradient_is_error)
        cxi_addf(out, "0: %s", op->no_gradient);
    else
        cxi_addf(out, "%s: %s", op->jvp ? "forward only; backward an error" : "an error", op->no_gradient);
}

static void add_operation(struct cxi_text *out, const struct cxi_op *op) {
    char list[400], word[80];
    const char *at = list;
    bool any = false;
    makers_of(op, list, sizeof list);
    cxi_add(out, "| ");
    while (next_word(&at, word, sizeof word)) {
        cxi_add(out, any ? "<br>`" : "`");
        if (!add_signature(out, word)) fail_msg("%s is made by %s, which no header declares", op->name, word);
        cxi_add(out, "`");
        any = true;
    }
    if (!any) cxi_addf(out, "(%s: the library's own)", op->name);
    const char *mnemonic = op->mnemonic ? op->mnemonic : "none: it stands for other values";
    const char *short_name = strncmp(mnemonic, "stablehlo.", 10) == 0 ? mnemonic + 10 : mnemonic;
    cxi_addf(out, " | %s | %s | ", short_name, op->summary);
    if (op->shapes)
        cxi_add(out, op->shapes);
    else if (!op->attrs_size && op->mnemonic)
        add_kinds(out, op);
    else
        cxi_add(out, "any");
    cxi_add(out, " | ");
    add_gradient(out, op);
    cxi_addf(out, " | %s |\n", op->batch ? "rule" : op->elementwise || !op->vjp ? "as it is" : "loop");
}

static void add_operations(struct cxi_text *out) {
    cxi_add(out, "| made by | StableHLO | what it is | operands -> results | gradient | under cx_vmap |\n"
                 "|---|---|---|---|---|---|\n");
    for (const struct cxi_op *const *op = cxi_ops; *op; op++)
        if (*op != &cxi_op_poison) add_operation(out, *op);
}

/* --------------------------------------------------------------------------------------- the compositions */

static bool makes_an_operation(const char *name) {
    char list[400], word[80];
    for (const struct cxi_op *const *op = cxi_ops; *op; op++) {
        const char *at = list;
        makers_of(*op, list, sizeof list);
        while (next_word(&at, word, sizeof word))
            if (strcmp(word, name) == 0) return true;
    }
    return false;
}

/* The comment that ends a declaration on its own line. */
static void add_remark(struct cxi_text *out, const char *line) {
    const char *end = line + strcspn(line, "\n"), *open = strstr(line, "/* "),
               *close = open ? strstr(open, " */") : NULL;
    if (close && close < end) cxi_addf(out, ": %.*s", (int)(close - open - 3), open + 3);
}

static void add_compositions(struct cxi_text *out, int header) {
    char name[80];
    bool any = false;
    for (const char *line = text_of[header]; *line; line = next_line(line)) {
        if (!declared(line, name, sizeof name) || makes_an_operation(name)) continue;
        if (!any) cxi_addf(out, "\n### %s (`calx/%s.h`)\n\n", headers[header].title, headers[header].name);
        any = true;
        cxi_add(out, "- `");
        if (!add_signature(out, name)) fail_msg("%s has no signature", name);
        cxi_add(out, "`");
        add_remark(out, line);
        cxi_add(out, "\n");
    }
}

/* ------------------------------------------------------------------------------------------------ the page */

static const char head[] =
    "# Operations\n"
    "\n"
    "<!-- Written by CALX_UPDATE_PAGE=1 build/tests/test_page, from the records of src/ops/ and the headers. -->\n"
    "\n"
    "All that a graph can be made of. The headers in `include/calx/` are the reference; `make docs` makes pages of "
    "them.\n"
    "\n"
    "- A name after a dot is optional: `cx_sort(x, axis, .descending = true)`.\n"
    "- Operands of one operation have one dtype. **Nothing is promoted**: `cx_convert` changes a dtype, and a number "
    "beside a\n"
    "  node, `cx_k(2)`, takes the node's. Three functions choose a wider dtype for their result when asked: "
    "`cx_dot_general` and\n"
    "  `cx_conv` with `.dtype`, in which they also sum (any dtype of that kind that is at least as wide: i8 in i32, "
    "bf16 in "
    "f32), and\n"
    "  `cx_mean`, whose result for integers is f32.\n"
    "- What takes floats takes f16, bf16 and the seven f8, but for `cx_complex`, Fourier transforms and linear "
    "algebra: these "
    "are of\n"
    "  f32 and f64. What takes integers takes those of 4 bits, but for products.\n"
    "- Elementwise operations of several operands broadcast as numpy does.\n"
    "- Reductions of an array run in its own dtype: convert f16 and bf16 first where a long sum should be f32.\n"
    "- What has a gradient has one of any order, and forward tangents (`cx_jvp`). \"0\" means that the gradient is "
    "zero, as it is\n"
    "  almost everywhere; \"an error\", that asking for it fails, with that reason.\n"
    "- Under `cx_vmap` all work for all examples at once, but for those marked \"loop\", which go through the "
    "examples.\n"
    "\n"
    "## Operations with a text of their own\n"
    "\n"
    "Where no shapes are told, operands and results are of one shape, of the dtypes that are listed.\n"
    "\n";

static const char compositions[] =
    "\n"
    "## Made of these\n"
    "\n"
    "Their gradients are those of what they are made of, unless the header says otherwise.\n";

static const char left_out[] =
    "\n"
    "## What StableHLO has and Calx does not name\n"
    "\n"
    "| StableHLO | instead |\n"
    "|---|---|\n"
    "| batch_norm_training, batch_norm_inference, batch_norm_grad | `cx_batch_norm`, `cx_mean` and `cx_variance`: XLA "
    "makes the "
    "same of both |\n"
    "| map | elementwise operations apply to arrays as they are |\n"
    "| select_and_scatter | `cx_max_pool`, `cx_reduce_window` and their gradients |\n"
    "| rng, rng_bit_generator | `cx_random_bits`: the same numbers on every plugin, which these do not promise |\n"
    "| case | `cx_case`, made of if |\n"
    "| einsum, unary_einsum, dot, torch_index_select, broadcast | `cx_einsum`, `cx_matmul`, `cx_take`, `cx_broadcast`; "
    "StableHLO itself has given them up |\n"
    "| all_reduce, all_gather, reduce_scatter, all_to_all, collective_permute, partition_id, replica_id | a mesh "
    "(`cx_open(..., .mesh)`): XLA's partitioner adds them |\n"
    "| dynamic_reshape and other operations of unknown shapes | a graph is built for each shape |\n"
    "| uniform_quantize, uniform_dequantize | refused by XLA:CPU |\n"
    "| infeed, outfeed, send, recv, tokens, tuples | arguments and results of a call |\n";

static void write_page(struct cxi_text *out) {
    cxi_add(out, head);
    add_operations(out);
    cxi_add(out, compositions);
    for (int i = 0; i < HEADERS; i++)
        if (headers[i].title) add_compositions(out, i);
    cxi_add(out, left_out);
    assert_true(cxi_text_ok(out));
}

static void the_page_is_what_the_records_say(void **state) {
    (void)state;
    struct cxi_text got = {0};
    write_page(&got);
    if (getenv("CALX_UPDATE_PAGE")) {
        struct cxi_status status = {0};
        struct cxi_piece piece = {cxi_text(&got), got.length};
        assert_true(cxi_file_write(PAGE, &piece, 1, &status));
    }
    char *page = read_text(PAGE);
    size_t at = 0, line = 0;
    for (; cxi_text(&got)[at] && cxi_text(&got)[at] == page[at]; at++)
        if (page[at] == '\n') line = at + 1;
    bool same = cxi_text(&got)[at] == page[at];
    if (!same)
        print_error("docs/ops.md says:   %.*s\nand should say: %.*s\n", (int)strcspn(page + line, "\n"), page + line,
                    (int)strcspn(cxi_text(&got) + line, "\n"), cxi_text(&got) + line);
    free(page);
    cxi_text_free(&got);
    assert_true(same);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_page_is_what_the_records_say)};
    return cmocka_run_group_tests(tests, read_headers, free_headers);
}
