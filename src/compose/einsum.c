/* Sums of products in index notation, and matrix products, which are one case of it. A term is an array whose
   axes have labels; terms are multiplied from left to right by dot_general, and a label is summed over as
   soon as nothing to the right and no axis of the result has it. */
#include "ops/rooms.h"

#include <string.h>

/* A label is a letter, or ELLIPSIS + i for the axis that stands i axes before the end of what "..." covers. */
enum { ELLIPSIS = 256, LABELS = ELLIPSIS + CX_MAX_RANK };

struct term {
    cx_node *node;
    cx_dims labels; /* as many as node has axes */
};

/* What is known while a specification is read. */
struct spec {
    cx_graph *graph;
    const char *text;
    int64_t size[LABELS]; /* of each label; -1: not seen */
    int ellipsis;         /* axes that the longest "..." covers; -1: there is none */
};

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const char *skip_spaces(const char *at) {
    while (*at == ' ') at++;
    return at;
}

/* Enough of a specification for a message. */
#define SHOWN "einsum \"%.60s\": "

/* --------------------------------------------------------------------------------------------- parsing */

/* Reads the labels up to ',' or "->" or the end. `covered` is how many axes "..." stands for. NULL: the graph
 * failed. */
static const char *read_labels(struct spec *s, const char *at, int covered, cx_dims *labels, int *dots) {
    *labels = (cx_dims){0};
    *dots = -1;
    for (at = skip_spaces(at); *at && *at != ',' && *at != '-'; at = skip_spaces(at)) {
        bool ellipsis = strncmp(at, "...", 3) == 0;
        if (!ellipsis && !is_letter(*at))
            return cx_fail(s->graph, SHOWN "there are letters, \"...\", commas and one \"->\", and nothing else",
                           s->text),
                   NULL;
        if (ellipsis && *dots >= 0) return cx_fail(s->graph, SHOWN "\"...\" twice in one operand", s->text), NULL;
        if (ellipsis) *dots = labels->rank;
        if (labels->rank + (ellipsis ? covered : 1) > CX_MAX_RANK)
            return cx_fail(s->graph, SHOWN "more than %d axes", s->text, CX_MAX_RANK), NULL;
        for (int i = 0; ellipsis && i < covered; i++) *labels = cxi_dims_add(*labels, ELLIPSIS + covered - 1 - i);
        if (!ellipsis) *labels = cxi_dims_add(*labels, (unsigned char)*at);
        at += ellipsis ? 3 : 1;
    }
    return at;
}

/* The letters of an operand's labels, which say how many axes are left to "...". Only counts. */
static int count_letters(const char *at) {
    int letters = 0;
    for (; *at && *at != ',' && *at != '-'; at++) letters += is_letter(*at);
    return letters;
}

static bool note_size(struct spec *s, int label, int64_t size) {
    int64_t *known = &s->size[label];
    if (label >= ELLIPSIS && *known == 1) *known = size; /* an axis under "..." stretches as numpy's do */
    if (*known < 0) *known = size;
    if (*known == size || (label >= ELLIPSIS && size == 1)) return true;
    if (label >= ELLIPSIS)
        return cx_fail(s->graph, SHOWN "axes under \"...\" have %lld and %lld elements", s->text, (long long)*known,
                       (long long)size),
               false;
    return cx_fail(s->graph, SHOWN "%c is %lld and also %lld", s->text, label, (long long)*known, (long long)size),
           false;
}

/* Reads one operand's labels. NULL: the graph failed. */
static const char *read_operand(struct spec *s, const char *at, int index, struct term *term) {
    int rank = term->node->dims.rank, letters = count_letters(at), covered = rank > letters ? rank - letters : 0, dots;
    at = read_labels(s, at, covered, &term->labels, &dots);
    if (!at) return NULL;
    if (term->labels.rank != rank)
        return cx_fail(s->graph, SHOWN "operand %d has %d axes, not %d", s->text, index, rank, term->labels.rank), NULL;
    if (dots >= 0 && covered > s->ellipsis) s->ellipsis = covered;
    for (int i = 0; i < rank; i++)
        if (!note_size(s, (int)term->labels.dim[i], term->node->dims.dim[i])) return NULL;
    return at;
}

/* Reads the labels of the result: each of an operand, and there once. */
static bool read_result(struct spec *s, const char *at, cx_dims *labels) {
    int dots;
    at = read_labels(s, at, s->ellipsis > 0 ? s->ellipsis : 0, labels, &dots);
    if (!at) return false;
    if (*at) return cx_fail(s->graph, SHOWN "there is one result: write \"ij->ij\", say", s->text), false;
    if ((dots >= 0) != (s->ellipsis >= 0))
        return cx_fail(s->graph, SHOWN "\"...\" stands on one side of the arrow only", s->text), false;
    for (int i = 0; i < labels->rank; i++) {
        int label = (int)labels->dim[i];
        if (s->size[label] < 0) return cx_fail(s->graph, SHOWN "no operand has %c", s->text, label), false;
        for (int k = 0; k < i; k++)
            if (labels->dim[k] == label)
                return cx_fail(s->graph, SHOWN "the result has %c twice", s->text, label), false;
    }
    return true;
}

static bool read_spec(struct spec *s, int count, struct term *terms, cx_dims *result) {
    const char *at = s->text;
    for (int i = 0; i < LABELS; i++) s->size[i] = -1;
    for (int i = 0; i < count; i++) {
        at = read_operand(s, at, i, &terms[i]);
        if (!at) return false;
        bool more = i + 1 < count;
        if (more ? *at != ',' : strncmp(at, "->", 2) != 0)
            return cx_fail(s->graph, SHOWN "%s after the labels of operand %d, of %d operands given", s->text,
                           more ? "a comma is missing" : "\"->\" is missing", i, count),
                   false;
        at += more ? 1 : 2;
    }
    return read_result(s, at, result);
}

/* --------------------------------------------------------------------------------------------- one term */

static int find(cx_dims list, int64_t value) {
    for (int i = 0; i < list.rank; i++)
        if (list.dim[i] == value) return i;
    return -1;
}

static void sum_axis(struct term *t, int axis) {
    t->node = cx_sum(t->node, .axes = CX_DIMS(axis));
    t->labels = cxi_dims_without(t->labels, CX_DIMS(axis));
}

/* Drops the axes of 1 under "..." that another operand stretches. */
static void drop_stretched(const struct spec *s, struct term *t) {
    for (int i = t->labels.rank - 1; i >= 0; i--) {
        if (t->labels.dim[i] < ELLIPSIS || t->node->dims.dim[i] == s->size[t->labels.dim[i]]) continue;
        t->node = cx_squeeze(t->node, i);
        t->labels = cxi_dims_without(t->labels, CX_DIMS(i));
    }
}

/* A label that a term has twice: all but the diagonal is made 0, then one of the two axes is summed over. */
static void take_diagonals(struct term *t) {
    for (int i = t->labels.rank - 1; i > 0; i--) {
        int first = find(t->labels, t->labels.dim[i]);
        if (first == i || cxi_is_poison(t->node)) continue;
        cx_graph *graph = cx_graph_of(t->node);
        cx_dims dims = t->node->dims;
        cx_node *diagonal = cx_eq(cx_iota(graph, CX_I32, dims, first), cx_iota(graph, CX_I32, dims, i));
        t->node = cx_select(diagonal, t->node, cx_k(0));
        sum_axis(t, i);
    }
}

/* Whether a label is needed once the terms before `from` are one: by a later term or by the result. */
static bool needed(int64_t label, int from, int count, const struct term *terms, cx_dims result) {
    for (int i = from; i < count; i++)
        if (cxi_dims_has(terms[i].labels, label)) return true;
    return cxi_dims_has(result, label);
}

/* ------------------------------------------------------------------------------------------- two terms */

/* The product of a and b, summed over the labels of both that terms from `from` on and the result do not
 * need. */
static struct term multiply(struct term a, struct term b, int from, int count, const struct term *terms,
                            cx_dims result) {
    cx_dot_args args = {.a = a.node, .b = b.node};
    struct term product = {0};
    for (int i = 0; i < a.labels.rank; i++) {
        int k = find(b.labels, a.labels.dim[i]);
        if (k < 0) continue;
        if (needed(a.labels.dim[i], from, count, terms, result)) {
            args.batch_a = cxi_dims_add(args.batch_a, i);
            args.batch_b = cxi_dims_add(args.batch_b, k);
            product.labels = cxi_dims_add(product.labels, a.labels.dim[i]);
        } else {
            args.contract_a = cxi_dims_add(args.contract_a, i);
            args.contract_b = cxi_dims_add(args.contract_b, k);
        }
    }
    product.node = cx_dot_general_(args);
    if (cxi_is_poison(product.node)) return product; /* too many axes, perhaps: then the labels would not fit */
    for (int i = 0; i < a.labels.rank; i++)
        if (find(b.labels, a.labels.dim[i]) < 0) product.labels = cxi_dims_add(product.labels, a.labels.dim[i]);
    for (int i = 0; i < b.labels.rank; i++)
        if (find(a.labels, b.labels.dim[i]) < 0) product.labels = cxi_dims_add(product.labels, b.labels.dim[i]);
    return product;
}

static cx_node *contract(const struct spec *s, int count, struct term *terms, cx_dims result) {
    for (int i = 0; i < count; i++) {
        drop_stretched(s, &terms[i]);
        take_diagonals(&terms[i]);
    }
    for (int i = 0; i < count; i++)
        for (int axis = terms[i].labels.rank - 1; axis >= 0; axis--) {
            int64_t label = terms[i].labels.dim[axis];
            if (!needed(label, 0, i, terms, result) && !needed(label, i + 1, count, terms, result))
                sum_axis(&terms[i], axis);
        }
    struct term all = terms[0];
    for (int i = 1; i < count; i++) all = multiply(all, terms[i], i + 1, count, terms, result);
    if (cxi_is_poison(all.node)) return all.node;
    cx_dims order = {0};
    for (int i = 0; i < result.rank; i++) order = cxi_dims_add(order, find(all.labels, result.dim[i]));
    return cx_transpose(all.node, order);
}

cx_node *cx_einsum_(const char *spec, int count, cx_node *const *operands, cx_here here) {
    enum { MOST = 16 };
    CXI_CALL_OF("einsum", count, operands);
    cx_graph *graph = cx_graph_at_(cxi_graph_among(count, operands), here);
    if (!graph) return cxi_lost();
    if (!spec) return cx_fail(graph, "einsum: the specification is NULL");
    if (count > MOST) return cx_fail(graph, SHOWN "more than %d operands", spec, MOST);
    struct term terms[MOST];
    cx_dtype dtype = CX_INVALID;
    for (int i = count - 1; i >= 0; i--) {
        if (!operands[i]) return cx_fail(graph, SHOWN "operand %d is NULL", spec, i);
        if (cxi_is_poison(operands[i])) return cxi_poison(graph);
        if (!cxi_is_loose(operands[i])) dtype = operands[i]->dtype;
    }
    for (int i = 0; i < count; i++)
        terms[i] = (struct term){.node = cxi_lift("einsum", operands[i], graph, dtype, CX_SCALAR)};
    struct spec s = {.graph = graph, .text = spec, .ellipsis = -1};
    cx_dims result;
    if (!read_spec(&s, count, terms, &result)) return cxi_poison(graph);
    return contract(&s, count, terms, result);
}

/* --------------------------------------------------------------------------------------------- matrices */

cx_node *(cx_matmul)(cx_node *a, cx_node *b) {
    CXI_CALL("matmul", a, b);
    cx_node *operands[] = {a, b};
    cx_graph *graph = cxi_graph_among(2, operands);
    for (int i = 0; i < 2; i++)
        if (!cxi_is_there(graph, "matmul", i, operands[i])) return cxi_poison(graph);
    if (!a->dims.rank || !b->dims.rank)
        return cx_fail(graph, "matmul: operand %d is a single number: cx_mul multiplies by one", a->dims.rank ? 1 : 0);
    bool vector_a = a->dims.rank == 1, vector_b = b->dims.rank == 1;
    int64_t sum_a = cx_dim(a, -1), sum_b = cx_dim(b, vector_b ? -1 : -2);
    if (sum_a != sum_b)
        return cx_fail(graph, "matmul: %s and %s: the sum would be over %lld elements of a and %lld of b", CXI_TYPE(a),
                       CXI_TYPE(b), (long long)sum_a, (long long)sum_b);
    if (vector_a && vector_b) return cx_dot_general(a, b, .contract_a = CX_DIMS(0), .contract_b = CX_DIMS(0));
    /* Vectors have no "...", so the result has it only for the sake of the other operand. */
    return cx_einsum_(vector_a   ? "k,...kn->...n"
                      : vector_b ? "...mk,k->...m"
                                 : "...mk,...kn->...mn",
                      2, operands, CX_HERE);
}
