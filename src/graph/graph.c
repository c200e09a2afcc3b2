/* Graphs as a whole: made, returned from, asserted about, freed. */
#include "graph/graph.h"
#include "graph/op.h"

#include "base/alloc.h"
#include "ops/constant.h"

#include <ctype.h>
#include <string.h>

/* What cx_graph_new returns when there is no memory: in error for ever, and never freed. */
static cx_graph no_memory = {.status = {(char[]){"out of memory"}}, .name = ""};

cx_graph *cx_graph_new(const char *name) {
    cx_graph *graph = cxi_new(1, sizeof *graph);
    if (!graph) return &no_memory;
    graph->name = cxi_arena_copy(&graph->arena, name, strlen(name) + 1);
    graph->main = graph->current = cxi_function_new(graph, "main", NULL);
    struct cxi_inst *poison = cxi_arena_new(&graph->arena, 1, sizeof *poison);
    cx_node *result = cxi_arena_new(&graph->arena, 1, sizeof *result);
    if (!graph->name || !graph->main || !poison || !result) {
        cx_graph_free(graph);
        return &no_memory;
    }
    *result = (cx_node){.inst = poison, .dtype = CX_F32};
    *poison =
        (struct cxi_inst){.op = &cxi_op_poison, .function = graph->main, .id = -1, .results = 1, .result = result};
    graph->poison = poison;
    return graph;
}

void cx_graph_free(cx_graph *graph) {
    if (!graph || graph == &no_memory) return;
    cxi_arena_free(&graph->arena);
    cxi_status_clear(&graph->status);
    cxi_free(graph);
}

const char *cx_graph_error(const cx_graph *graph) {
    return cxi_error(&graph->status);
}

cx_node *(cx_parameter)(cx_graph *graph, const char *name, cx_dtype dtype, cx_dims dims) {
    if (!graph || !graph->main) return cxi_lost();
    if (cx_dtype_size(dtype) == 0) return cx_fail(graph, "parameter '%s': it has no dtype", name);
    return cxi_function_parameter(graph->main, name, dtype, dims);
}

void(cx_return)(cx_graph *graph, int count, cx_node *const *results) {
    if (!graph || !graph->main) return;
    if (graph->main->results.count) cx_fail(graph, "return: graph '%s' has returned already", graph->name);
    if (graph->current != graph->main) cx_fail(graph, "return: called inside the body of an operation");
    for (int i = 0; i < count && cxi_ok(&graph->status); i++) {
        cx_node *result = results[i];
        if (!result)
            cx_fail(graph, "return: result %d was not set (it is NULL)", i);
        else if (cxi_is_loose(result) || result == cxi_lost())
            cx_fail(graph, "return: result %d was made of plain numbers only: use cx_scalar", i);
        else if (cx_graph_of(result) != graph)
            cx_fail(graph, "return: result %d is not a node of this graph", i);
        else if (cxi_is_poison(result))
            cx_fail(graph, "return: result %d is the poison node", i);
        else if (result->inst->function != graph->main)
            cx_fail(graph, "return: result %d belongs to the body of an operation", i);
        else
            cxi_list_add(graph, &graph->main->results, result);
    }
}

/* --------------------------------------------------------------------------------------------- cx_expect */

/* The value bound to a dimension's name; binds it at first sight. NULL without memory. */
static int64_t *symbol(cx_graph *graph, const char *name, size_t length, int64_t value) {
    for (struct cxi_symbol *s = graph->symbols; s; s = s->next)
        if (strlen(s->name) == length && memcmp(s->name, name, length) == 0) return &s->value;
    struct cxi_symbol *s = cxi_arena_new(&graph->arena, 1, sizeof *s + length + 1);
    if (!s) {
        cxi_fail_memory(&graph->status);
        return NULL;
    }
    memcpy(s->name, name, length);
    s->value = value;
    s->next = graph->symbols;
    graph->symbols = s;
    return &s->value;
}

struct word {
    const char *text;
    int length;
};

static bool word_is(struct word w, const char *text) {
    return (size_t)w.length == strlen(text) && memcmp(w.text, text, (size_t)w.length) == 0;
}

/* How much of a word a message shows. */
static int shown(struct word w) {
    return w.length < 40 ? w.length : 40;
}

/* Splits at blanks. Returns the number of words, or -1 when there are too many. */
static int split(const char *pattern, struct word words[CX_MAX_RANK + 1]) {
    int count = 0;
    for (const char *at = pattern; *at;) {
        if (isspace((unsigned char)*at)) {
            at++;
            continue;
        }
        if (count == CX_MAX_RANK + 1) return -1;
        const char *start = at;
        while (*at && !isspace((unsigned char)*at)) at++;
        words[count++] = (struct word){start, (int)(at - start)};
    }
    return count;
}

/* Whether a dimension is what a word says. Fails the graph when not. */
static bool dimension_matches(cx_graph *graph, cx_node *x, int axis, struct word w, const char *pattern) {
    int64_t actual = x->dims.dim[axis], wanted = 0;
    if (word_is(w, "*")) return true;
    bool digits = true;
    for (int i = 0; i < w.length; i++) digits &= isdigit((unsigned char)w.text[i]) != 0;
    if (digits) {
        for (int i = 0; i < w.length; i++)
            if (__builtin_mul_overflow(wanted, 10, &wanted) || __builtin_add_overflow(wanted, w.text[i] - '0', &wanted))
                return cx_fail(graph, "expect: '%.*s' is too large a dimension", shown(w), w.text), false;
    } else if (isalpha((unsigned char)w.text[0]) || w.text[0] == '_') {
        const int64_t *bound = symbol(graph, w.text, (size_t)w.length, actual);
        if (!bound) return false;
        wanted = *bound;
    } else {
        cx_fail(graph, "expect: '%.*s' in \"%.60s\" is neither a number, a name, \"*\" nor \"...\"", shown(w), w.text,
                pattern);
        return false;
    }
    if (actual == wanted) return true;
    cx_fail(graph, "expect: the shape is %s, not \"%.60s\": axis %d is %lld, %.*s should be %lld", CXI_DIMS(x), pattern,
            axis, (long long)actual, digits ? 2 : shown(w), digits ? "it" : w.text, (long long)wanted);
    return false;
}

cx_node *(cx_expect)(cx_node *x, const char *pattern) {
    cx_graph *graph = cx_graph_of(x);
    if (!graph || cxi_is_poison(x)) return x;
    if (!pattern) return cx_fail(graph, "expect: the pattern is NULL");
    struct word words[CX_MAX_RANK + 1];
    int count = split(pattern, words), dots = -1;
    for (int i = 0; i < count; i++) {
        if (!word_is(words[i], "...")) continue;
        if (dots >= 0) return cx_fail(graph, "expect: \"%.60s\" has \"...\" twice", pattern);
        dots = i;
    }
    int named = dots < 0 ? count : count - 1;
    if (count < 0 || (dots < 0 ? named != x->dims.rank : named > x->dims.rank))
        return cx_fail(graph, "expect: the shape is %s, of rank %d, not \"%.60s\"", CXI_DIMS(x), x->dims.rank, pattern);
    for (int i = 0; i < count; i++) {
        if (i == dots) continue;
        int axis = dots < 0 || i < dots ? i : x->dims.rank - (count - i);
        if (!dimension_matches(graph, x, axis, words[i], pattern)) return cxi_poison(graph);
    }
    return x;
}
