/* Functions and regions: parameters, captures, bodies built by the user's code, bodies copied. */
#include "graph/graph.h"
#include "graph/op.h"

#include "ops/constant.h"

#include <string.h>

bool cxi_list_add(cx_graph *graph, struct cxi_list *list, cx_node *node) {
    if (list->count == list->capacity) {
        int capacity = list->capacity ? 2 * list->capacity : 8;
        cx_node **grown = cxi_arena_new(&graph->arena, (size_t)capacity, sizeof *grown);
        if (!grown) return cxi_fail_memory(&graph->status);
        if (list->count) memcpy(grown, list->node, (size_t)list->count * sizeof *grown);
        list->node = grown;
        list->capacity = capacity;
    }
    list->node[list->count++] = node;
    return true;
}

struct cxi_function *cxi_function_new(cx_graph *graph, const char *name, struct cxi_function *outer) {
    struct cxi_function *function = cxi_arena_new(&graph->arena, 1, sizeof *function);
    if (!function) {
        cxi_fail_memory(&graph->status);
        return NULL;
    }
    *function = (struct cxi_function){.graph = graph, .name = name, .outer = outer};
    return function;
}

struct cxi_function *cxi_function_enter(struct cxi_function *function) {
    struct cxi_function *previous = function->graph->current;
    function->graph->current = function;
    return previous;
}

void cxi_function_leave(struct cxi_function *previous) {
    previous->graph->current = previous;
}

/* ------------------------------------------------------------------------------------------- parameters */

struct parameter {
    const char *name;
    cx_dtype dtype;
    cx_dims dims;
};

static bool parameter_infer(struct cxi_inst *inst) {
    const struct parameter *p = inst->attrs;
    inst->result[0].dtype = p->dtype;
    inst->result[0].dims = p->dims;
    return true;
}

static const struct cxi_field parameter_fields[] = {CXI_FIELD(parameter, name, CXI_PRIVATE),
                                                    CXI_FIELD(parameter, dtype, CXI_PRIVATE),
                                                    CXI_FIELD(parameter, dims, CXI_PRIVATE_INTS),
                                                    {0}};

const struct cxi_op cxi_op_parameter = {
    .name = "parameter",
    .summary = "an input of the graph, or of a body",
    .shapes = "-> the shape given",
    .infer = parameter_infer,
    .no_gradient = "it has no operand",
    .fields = parameter_fields,
    .attrs_size = sizeof(struct parameter),
    .results = 1,
};

cx_node *cxi_function_parameter(struct cxi_function *function, const char *name, cx_dtype dtype, cx_dims dims) {
    cx_graph *graph = function->graph;
    struct parameter p = {cxi_arena_copy(&graph->arena, name, strlen(name) + 1), dtype, dims};
    if (!p.name) {
        cxi_fail_memory(&graph->status);
        return cxi_poison(graph);
    }
    struct cxi_function *previous = cxi_function_enter(function);
    cx_node *node = cxi_leaf(&cxi_op_parameter, graph, &p);
    cxi_function_leave(previous);
    if (cxi_is_poison(node) || !cxi_list_add(graph, &function->parameters, node)) return cxi_poison(graph);
    return node;
}

/* --------------------------------------------------------------------------------------------- captures */

cx_node *cxi_capture(const char *name, struct cxi_function *function, cx_node *node) {
    cx_graph *graph = function->graph;
    if (node->inst->function == function) return node;
    if (node->inst->op == &cxi_op_constant) { /* cheaper to say again than to pass, and allowed everywhere */
        struct cxi_function *previous = cxi_function_enter(function);
        cx_node *copy = cxi_result(cxi_rebuild(node->inst, NULL), 0);
        cxi_function_leave(previous);
        return copy;
    }
    if (!function->outer) {
        cx_fail(graph, "%s: a node of %s is used outside of it, in %s", name, node->inst->function->name,
                function->name);
        return NULL;
    }
    cx_node *outside = cxi_capture(name, function->outer, node);
    if (!outside) return NULL;
    for (int i = 0; i < function->captures.count; i++)
        if (function->captures.node[i] == outside) return function->parameters.node[function->declared + i];
    if (function->isolated) {
        cx_fail(graph, "%s: its body may use only its arguments and constants, not %s from outside", function->name,
                node->inst->op->name);
        return NULL;
    }
    cx_node *inside = cxi_function_parameter(function, "capture", outside->dtype, outside->dims);
    if (cxi_is_poison(inside) || !cxi_list_add(graph, &function->captures, outside)) return NULL;
    return inside;
}

void cxi_unify_captures(int count, struct cxi_function *const *function, struct cxi_list *operands) {
    struct cxi_list all = {0};
    cx_graph *graph = function[0]->graph;
    for (int f = 0; f < count; f++)
        for (int i = 0; i < function[f]->captures.count; i++) {
            bool known = false;
            for (int k = 0; k < all.count; k++) known |= all.node[k] == function[f]->captures.node[i];
            if (!known && !cxi_list_add(graph, &all, function[f]->captures.node[i])) return;
        }
    for (int f = 0; f < count; f++) {
        struct cxi_list parameters = {0};
        for (int i = 0; i < function[f]->declared; i++)
            if (!cxi_list_add(graph, &parameters, function[f]->parameters.node[i])) return;
        for (int k = 0; k < all.count; k++) {
            cx_node *inside = cxi_capture(function[f]->name, function[f], all.node[k]);
            if (!inside || !cxi_list_add(graph, &parameters, inside)) return;
        }
        function[f]->parameters = parameters;
        function[f]->captures = all;
    }
    for (int k = 0; k < all.count; k++)
        if (!cxi_list_add(graph, operands, all.node[k])) return;
}

/* ----------------------------------------------------------------------------------------------- bodies */

/* Runs the user's body and takes its outputs as the region's results. */
static bool run_body(struct cxi_function *region, const struct cxi_region_spec *spec) {
    cx_graph *graph = region->graph;
    cx_node **out = cxi_arena_new(&graph->arena, (size_t)spec->outputs, sizeof *out);
    if (!out) return cxi_fail_memory(&graph->status);
    const char *place = graph->place; /* the body's own calls move it */
    cx_node *none = cxi_lost();       /* told of where it is used, if a body without inputs takes in[0] all the same */
    spec->body(spec->inputs ? region->parameters.node : &none, out, spec->user);
    graph->place = place;
    for (int i = 0; i < spec->outputs; i++) {
        if (!out[i]) return cx_fail(graph, "%s: it did not set output %d", spec->name, i), false;
        if (cxi_is_loose(out[i]) || out[i] == cxi_lost())
            return cx_fail(graph, "%s: output %d is a plain number: use cx_scalar", spec->name, i), false;
        if (cx_graph_of(out[i]) != graph)
            return cx_fail(graph, "%s: output %d belongs to another graph", spec->name, i), false;
        cx_node *result = cxi_is_poison(out[i]) ? NULL : cxi_capture(spec->name, region, out[i]);
        if (!result || !cxi_list_add(graph, &region->results, result)) return false;
    }
    return cxi_ok(&graph->status);
}

struct cxi_function *cxi_region(cx_graph *graph, const struct cxi_region_spec *spec) {
    struct cxi_function *region = cxi_function_new(graph, spec->name, graph->current);
    if (!region || !cxi_ok(&graph->status)) return NULL;
    region->isolated = spec->isolated;
    for (int i = 0; i < spec->inputs; i++) {
        cx_dims dims = spec->scalars ? CX_SCALAR : spec->like[i]->dims;
        if (cxi_is_poison(cxi_function_parameter(region, "argument", spec->like[i]->dtype, dims))) return NULL;
    }
    region->declared = spec->inputs;
    struct cxi_function *previous = cxi_function_enter(region);
    bool ok = run_body(region, spec);
    cxi_function_leave(previous);
    return ok ? region : NULL;
}

/* Where the copy of an instruction's results is: COPY_OF(node) is the node to use in its place. */
#define COPY_OF(node) (copy[(node)->inst->id - lowest] + (node)->index)

/* The copy of one instruction. With `shape`, scalar constants become constants of that shape. */
static cx_node *copy_instruction(const struct cxi_inst *inst, cx_node *const *operand, const cx_dims *shape) {
    if (shape && inst->op == &cxi_op_constant) {
        struct cxi_constant constant = *(const struct cxi_constant *)inst->attrs;
        constant.splat = true; /* a scalar is one element either way */
        constant.dims = *shape;
        return cxi_leaf(&cxi_op_constant, inst->function->graph, &constant);
    }
    return cxi_rebuild(inst, operand)->result;
}

static bool copy_body(struct cxi_function *function, cx_node *const *arguments, cx_node **results,
                      const cx_dims *shape) {
    cx_graph *graph = function->graph;
    if (!function->first) return true; /* nothing to copy: it has no parameters either */
    int lowest = function->first->id, count = function->last->id - lowest + 1, room = 0;
    cx_node **copy = cxi_arena_new(&graph->arena, (size_t)count, sizeof *copy), **operand = NULL;
    if (!copy) return cxi_fail_memory(&graph->status);
    for (int i = 0; i < function->parameters.count; i++)
        copy[function->parameters.node[i]->inst->id - lowest] = arguments[i];
    for (struct cxi_inst *inst = function->first, *end = function->last; inst; inst = inst == end ? NULL : inst->next) {
        if (inst->op == &cxi_op_parameter) continue;
        if (inst->operands > room) {
            operand = cxi_arena_new(&graph->arena, (size_t)(room = 2 * inst->operands), sizeof *operand);
            if (!operand) return cxi_fail_memory(&graph->status);
        }
        for (int i = 0; i < inst->operands; i++) operand[i] = COPY_OF(inst->operand[i]);
        copy[inst->id - lowest] = copy_instruction(inst, operand, shape);
        if (!cxi_ok(&graph->status)) return false;
    }
    for (int i = 0; i < function->results.count; i++) results[i] = COPY_OF(function->results.node[i]);
    return true;
}

bool cxi_inline(struct cxi_function *function, cx_node *const *arguments, cx_node **results) {
    return copy_body(function, arguments, results, NULL);
}

bool cxi_inline_elementwise(struct cxi_function *function, cx_dims shape, cx_node *const *arguments,
                            cx_node **results) {
    return copy_body(function, arguments, results, &shape);
}

void cxi_mark_live(const struct cxi_function *function, bool *live) {
    for (int i = 0; i < function->results.count; i++) live[function->results.node[i]->inst->id] = true;
    for (const struct cxi_inst *inst = function->last; inst; inst = inst->previous)
        for (int i = 0; i < inst->operands && live[inst->id]; i++) live[inst->operand[i]->inst->id] = true;
}
