/* How nodes come to be: the one funnel (cxi_build), poison, loose numbers, and the birth of graph errors. */
#include "graph/graph.h"
#include "graph/op.h"

#include "ops/constant.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

/* ------------------------------------------------------------------------------------------------ poison */

static bool poison_infer(struct cxi_inst *inst) {
    inst->result[0].dtype = CX_F32;
    return true;
}
const struct cxi_op cxi_op_poison = {
    .name = "poison",
    .summary = "stands for the result of an operation that failed",
    .made_by = "cx_fail",
    .shapes = "-> []",
    .infer = poison_infer,
    .results = 1,
    .no_gradient = "it is an error",
};

/* The `lost` node stands for results of loose numbers alone, and for NULL. It belongs to no graph, so nothing can be
   recorded until it meets a node that has one. */
static struct cx_node lost_node;
static struct cxi_inst lost_inst = {.op = &cxi_op_poison, .results = 1, .result = &lost_node};
static struct cx_node lost_node = {.inst = &lost_inst, .dtype = CX_F32};

cx_node *cxi_lost(void) {
    return &lost_node;
}

bool cxi_is_poison(const cx_node *node) {
    return node->inst && node->inst->op == &cxi_op_poison;
}

cx_node *cxi_poison(cx_graph *graph) {
    return graph && graph->poison ? &graph->poison->result[0] : cxi_lost();
}

cx_node *cxi_result(struct cxi_inst *inst, int index) {
    return index < inst->results ? &inst->result[index] : &inst->result[0];
}

void cxi_call_begin(struct cxi_call *call) {
    cx_graph *graph = cxi_graph_among(call->operands, call->operand);
    if (!graph || graph->call) return;
    call->graph = graph;
    graph->call = call;
}

void cxi_call_end(struct cxi_call *call) {
    if (call->graph) call->graph->call = NULL;
}

/* An operand whose type is worth telling: no number, nothing that failed. */
static bool has_type(const cx_node *node) {
    return node && !cxi_is_loose(node) && !cxi_is_poison(node);
}

static bool names_types(const struct cxi_text *message, const struct cxi_call *call) {
    for (int i = 0; i < call->operands; i++)
        if (has_type(call->operand[i]) && !strstr(cxi_text(message), CXI_TYPE(call->operand[i]))) return false;
    return true;
}

/* "; operands: f32[2, 3]" after a call's own words, " (in softmax of f32[2, 3])" after those of an operation in it. */
static void add_call(struct cxi_text *message, const struct cxi_call *call) {
    size_t length = strlen(call->name);
    bool own = strncmp(cxi_text(message), call->name, length) == 0 && strchr(": ", cxi_text(message)[length]);
    if (own && names_types(message, call)) return;
    const char *before = own ? "; operands: " : " of ";
    if (!own) cxi_addf(message, " (in %s", call->name);
    for (int i = 0; i < call->operands; i++) {
        if (!has_type(call->operand[i])) continue;
        cxi_add(message, before);
        cxi_add_type(message, call->operand[i]->dtype, call->operand[i]->dims);
        before = ", ";
    }
    if (!own) cxi_add(message, ")");
}

cx_node *(cx_fail)(cx_graph *graph, const char *format, ...) {
    if (!graph) return cxi_lost();
    if (cxi_ok(&graph->status)) {
        struct cxi_text message = {0};
        va_list args;
        va_start(args, format);
        cxi_addf_list(&message, format, args);
        va_end(args);
        if (graph->call) add_call(&message, graph->call);
        cxi_fail(&graph->status, "%s%s%s%s%s%s", graph->place ? graph->place : "", graph->place ? ": " : "",
                 cxi_text(&message), graph->scope ? " (in " : "", graph->scope ? graph->scope : "",
                 graph->scope ? ")" : "");
        cxi_text_free(&message);
    }
    return cxi_poison(graph);
}

bool cxi_reject(const struct cxi_inst *inst, const char *format, ...) {
    struct cxi_text message = {0};
    va_list args;
    va_start(args, format);
    cxi_addf_list(&message, format, args);
    va_end(args);
    for (int i = 0; i < inst->operands; i++) {
        cxi_add(&message, i ? ", " : "; operands: ");
        cxi_add_type(&message, inst->operand[i]->dtype, inst->operand[i]->dims);
    }
    cx_fail(inst->function->graph, "%s: %s", inst->op->name, cxi_text(&message));
    cxi_text_free(&message);
    return false;
}

/* ------------------------------------------------------------------------------------- places and questions */

cx_graph *cx_graph_of(const cx_node *node) {
    return node && node->inst && node->inst->function ? node->inst->function->graph : NULL;
}

cx_graph *cx_graph_at_(cx_graph *graph, cx_here here) {
    if (graph && here.place) graph->place = here.place;
    return graph;
}

cx_node *cx_at_(cx_node *node, cx_here here) {
    if (!node) return cxi_lost();
    cx_graph_at_(cx_graph_of(node), here);
    return node ? node : cxi_lost();
}

static const cx_node *given(const cx_node *node) {
    return node ? node : cxi_lost();
}

cx_dtype cx_node_dtype(const cx_node *node) {
    return given(node)->dtype;
}

cx_dims cx_node_dims(const cx_node *node) {
    return given(node)->dims;
}

int cx_rank(const cx_node *node) {
    return given(node)->dims.rank;
}

int64_t cx_dim(const cx_node *node, int axis) {
    cx_dims dims = given(node)->dims;
    if (axis < 0) axis += dims.rank;
    return axis >= 0 && axis < dims.rank ? dims.dim[axis] : 1;
}

/* -------------------------------------------------------------------------------------------- loose numbers */

cx_node *cx_k_real_(cx_node *into, double number) {
    *into = (cx_node){.dtype = CX_F64, .number = number};
    return into;
}

cx_node *cx_k_integer_(cx_node *into, int64_t integer) {
    *into = (cx_node){.dtype = CX_I64, .integer = integer, .number = (double)integer};
    return into;
}

cx_node *cxi_lift(const char *name, cx_node *node, cx_graph *graph, cx_dtype dtype, cx_dims dims) {
    if (!cxi_is_loose(node)) return node;
    bool whole = node->dtype == CX_I64 && (cx_dtype_size(dtype) == sizeof(int64_t) || !cxi_is_integer(dtype));
    if (whole) return cxi_constant_integer(graph, dtype, dims, node->integer);
    if (!cxi_check_number(graph, name, dtype, node->number)) return cxi_poison(graph);
    return cxi_constant_number(graph, dtype, dims, node->number);
}

cx_graph *cxi_graph_among(int count, cx_node *const *nodes) {
    for (int i = 0; i < count; i++) {
        cx_graph *graph = nodes[i] ? cx_graph_of(nodes[i]) : NULL;
        if (graph) return graph;
    }
    return NULL;
}

cx_graph *cxi_begin(const char *name, cx_here at, int inputs, cx_node *const **in, int outputs, cx_node **out) {
    cx_graph *graph = cx_graph_at_(cxi_graph_among(inputs, *in), at);
    bool usable = graph && graph->main;
    for (int i = 0; i < inputs && usable; i++)
        if (!(*in)[i]) usable = (cx_fail(graph, "%s: operand %d is NULL", name, i), false);
    cx_node **copy = usable ? cxi_arena_copy(&graph->arena, *in, (size_t)inputs * sizeof **in) : NULL;
    if (usable && !copy) usable = cxi_fail_memory(&graph->status);
    if (usable) *in = copy;
    for (int i = 0; i < outputs; i++) out[i] = cxi_poison(graph);
    return usable ? graph : NULL;
}

/* ------------------------------------------------------------------------------------------------ the funnel */

/* The dtype that loose operands take: that of the first one that is not loose. */
static cx_dtype partner_dtype(const struct cxi_build *build) {
    for (int i = 0; i < build->operands; i++)
        if (!cxi_is_loose(build->operand[i])) return build->operand[i]->dtype;
    return CX_F32;
}

cx_node *cxi_fail_lost(cx_graph *graph, const char *name, int operand) {
    return cx_fail(graph,
                   "%s: operand %d belongs to no graph: it is NULL, or was made of plain numbers only (see cx_scalar)",
                   name, operand);
}

/* operand[i] as the current function sees it, or poison. */
static cx_node *admit(const struct cxi_build *build, cx_graph *graph, int i) {
    cx_node *node = build->operand[i];
    if (!node) return cxi_fail_lost(graph, build->op->name, i);
    if (cxi_is_loose(node)) return cxi_lift(build->op->name, node, graph, partner_dtype(build), CX_SCALAR);
    if (node == cxi_lost()) return cxi_fail_lost(graph, build->op->name, i);
    if (cxi_is_poison(node) && cx_graph_of(node) == graph) return node;
    if (cx_graph_of(node) != graph)
        return cx_fail(graph, "%s: operand %d is from graph '%s', not from '%s'", build->op->name, i,
                       cx_graph_of(node)->name, graph->name);
    cx_node *seen = cxi_capture(build->op->name, graph->current, node);
    return seen ? seen : cxi_poison(graph);
}

/* Zeros behind the end of a list. */
static void clear_rest(cx_dims *list) {
    if (list->rank < 0 || list->rank > CX_MAX_RANK) return; /* the shape rule will refuse it */
    cx_dims clean;
    memset(&clean, 0, sizeof clean);
    clean.rank = list->rank;
    memcpy(clean.dim, list->dim, (size_t)list->rank * sizeof *list->dim);
    memcpy(list, &clean, sizeof clean);
}

/* A copy of the attributes in which lists that are equal have equal bytes. */
static const void *copy_attributes(struct cxi_arena *arena, const struct cxi_op *op, const void *attrs) {
    char *copy = cxi_arena_copy(arena, attrs, op->attrs_size);
    for (const struct cxi_field *f = copy ? op->fields : NULL; f && f->kind != CXI_END_OF_FIELDS; f++) {
        bool pairs = f->kind == CXI_PADDING;
        if (!pairs && f->kind != CXI_INTS && f->kind != CXI_FLAGS && f->kind != CXI_PRIVATE_INTS) continue;
        cx_dims *list = (void *)(copy + f->offset);
        for (int i = 0; i <= pairs; i++) clear_rest(list + i);
    }
    return copy;
}

static bool allocate(struct cxi_inst *inst, cx_graph *graph, const struct cxi_build *build) {
    struct cxi_arena *arena = &graph->arena;
    inst->operand = cxi_arena_new(arena, (size_t)build->operands, sizeof *inst->operand);
    if (!inst->operand) return false;
    if (build->op->attrs_size) {
        inst->attrs = copy_attributes(arena, build->op, build->attrs);
        if (!inst->attrs) return false;
    }
    if (build->regions) {
        inst->regions = build->regions;
        inst->region = cxi_arena_copy(arena, build->region, (size_t)build->regions * sizeof(struct cxi_function *));
        if (!inst->region) return false;
    }
    return true;
}

static bool infer_results(struct cxi_inst *inst, cx_graph *graph) {
    const struct cxi_op *op = inst->op;
    inst->results = op->results ? op->results : op->result_count(inst);
    inst->result = cxi_arena_new(&graph->arena, (size_t)inst->results, sizeof *inst->result);
    if (!inst->result) return cxi_fail_memory(&graph->status);
    for (int i = 0; i < inst->results; i++) inst->result[i] = (cx_node){.inst = inst, .index = i};
    if (!op->infer(inst)) return false;
    for (int i = 0; i < inst->results; i++) {
        size_t bytes;
        const cx_node *result = &inst->result[i];
        if (!cxi_dims_valid(result->dims, cx_dtype_size(result->dtype), &bytes))
            return cxi_reject(inst, "the result would be %s: a dimension is negative, or it has 2^62 bytes or more",
                              CXI_TYPE(result));
    }
    return true;
}

struct cxi_inst *cxi_build(const struct cxi_build *build) {
    cx_graph *graph = build->graph ? build->graph : cxi_graph_among(build->operands, build->operand);
    if (!graph || !graph->poison) return &lost_inst;
    struct cxi_inst *inst = cxi_arena_new(&graph->arena, 1, sizeof *inst);
    if (inst) *inst = (struct cxi_inst){.op = build->op, .place = graph->place, .scope = graph->scope};
    if (!inst || !allocate(inst, graph, build)) {
        cxi_fail_memory(&graph->status);
        return graph->poison;
    }
    for (int i = 0; i < build->operands; i++) {
        inst->operand[i] = admit(build, graph, i);
        if (cxi_is_poison(inst->operand[i])) return graph->poison;
    }
    inst->operands = build->operands;
    inst->function = graph->current;
    if (!infer_results(inst, graph)) return graph->poison;
    inst->id = graph->next_id++;
    inst->previous = graph->current->last;
    *(graph->current->last ? &graph->current->last->next : &graph->current->first) = inst;
    graph->current->last = inst;
    return inst;
}

cx_node *cxi_node(const struct cxi_op *op, int operands, cx_node *const *operand, const void *attrs) {
    return cxi_result(
        cxi_build(&(struct cxi_build){.op = op, .operands = operands, .operand = operand, .attrs = attrs}), 0);
}

cx_node *cxi_leaf(const struct cxi_op *op, cx_graph *graph, const void *attrs) {
    return cxi_result(cxi_build(&(struct cxi_build){.op = op, .graph = graph, .attrs = attrs}), 0);
}

struct cxi_inst *cxi_rebuild_with(const struct cxi_inst *inst, cx_node *const *operand, const void *attrs) {
    return cxi_build(&(struct cxi_build){.op = inst->op,
                                         .graph = inst->function->graph,
                                         .operands = inst->operands,
                                         .operand = operand,
                                         .attrs = attrs,
                                         .regions = inst->regions,
                                         .region = inst->region});
}

struct cxi_inst *cxi_rebuild(const struct cxi_inst *inst, cx_node *const *operand) {
    return cxi_rebuild_with(inst, operand, inst->attrs);
}
