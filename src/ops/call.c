/* Functions under a name: built once for given shapes, printed once, called often. */
#include "ops/rooms.h"
#include "transform/batch.h"

#include <calx/gradient.h>
#include <ctype.h>
#include <string.h>

struct cxi_named {
    struct cxi_named *next;
    const char *name; /* as the user says it; the function's own name is made unique from it */
    cx_body *body;
    void *user;
    struct cxi_function *function; /* NULL: its body is being built */
    cx_node *const *like;          /* what it was first called with */
    int inputs, outputs;
};

static void print_callee(struct cxi_text *out, const struct cxi_inst *inst) {
    cxi_addf(out, "@%s", inst->region[0]->name);
}

static const struct cxi_field call_fields[] = {CXI_FIELD_PRINTED("callee", print_callee), {0}};

static bool call_infer(struct cxi_inst *inst) {
    for (int i = 0; i < inst->results; i++) cxi_like(inst, i, inst->region[0]->results.node[i]);
    return true;
}

static int call_result_count(const struct cxi_inst *inst) {
    return inst->region[0]->results.count;
}

/* in: the function's parameters, then a cotangent for each floating or complex result; out: one for each such
 * parameter. */
static void call_gradient(cx_node *const *in, cx_node **out, void *user) {
    struct cxi_function *function = user;
    cx_graph *graph = function->graph;
    int inputs = function->parameters.count, outputs = function->results.count;
    cx_node **results = cxi_arena_new(&graph->arena, (size_t)(2 * outputs + inputs), sizeof *results);
    if (!results) {
        cxi_fail_memory(&graph->status);
        return;
    }
    cx_node **dy = results + outputs, **dx = dy + outputs;
    if (!cxi_inline(function, in, results)) return;
    for (int i = 0, given = inputs; i < outputs; i++)
        dy[i] = cxi_is_differentiable(results[i]->dtype) ? in[given++] : NULL;
    cx_vjp(outputs, results, dy, inputs, in, dx);
    for (int i = 0, o = 0; i < inputs; i++)
        if (cxi_is_differentiable(in[i]->dtype)) out[o++] = dx[i];
}

static void call_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    struct cxi_function *function = y->region[0];
    cx_graph *graph = function->graph;
    struct cxi_list in = {0};
    int wanted = 0;
    for (int i = 0; i < y->operands; i++) {
        cxi_list_add(graph, &in, OPERAND(i));
        wanted += cxi_is_differentiable(OPERAND(i)->dtype);
    }
    for (int i = 0; i < y->results; i++)
        if (cxi_is_differentiable(y->result[i].dtype))
            cxi_list_add(graph, &in, dy[i] ? dy[i] : cx_fill_like(&y->result[i], 0));
    cx_node **out = cxi_arena_new(&graph->arena, (size_t)wanted, sizeof *out);
    struct cxi_text name = {0};
    cxi_addf(&name, "%s_vjp", function->name);
    if (!out || !cxi_text_ok(&name)) cxi_fail_memory(&graph->status);
    if (!wanted || !cxi_ok(&graph->status)) {
        cxi_text_free(&name);
        return;
    }
    cx_invoke(cxi_text(&name), call_gradient, function, in.count, in.node, wanted, out);
    cxi_text_free(&name);
    for (int i = 0, o = 0; i < y->operands; i++)
        if (cxi_is_differentiable(OPERAND(i)->dtype)) dx[i] = out[o++];
}

/* in: the parameters, all with the batch */
static void call_of_batch(cx_node *const *in, cx_node **out, void *user) {
    struct cxi_function *function = user;
    cx_graph *graph = function->graph;
    size_t most = (size_t)(function->parameters.count + function->results.count);
    bool *all = cxi_arena_new(&graph->arena, most, sizeof *all);
    if (!all) cxi_fail_memory(&graph->status);
    for (size_t i = 0; all && i < most; i++) all[i] = true;
    if (all) cxi_batch_inline(function, in[0]->dims.dim[0], in, all, all, out);
}

static void call_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    struct cxi_function *function = y->region[0];
    struct cxi_text name = {0};
    cxi_addf(&name, "%s_vmap", function->name);
    cx_node **operand = cxi_batch_operands(y, b);
    if (operand && cxi_text_ok(&name))
        cx_invoke(cxi_text(&name), call_of_batch, function, y->operands, operand, y->results, out);
    else
        cxi_fail_memory(&function->graph->status);
    cxi_text_free(&name);
}

const struct cxi_op cxi_op_call = {
    .name = "call",
    .mnemonic = "func.call",
    .summary = "the results of a function under a name",
    .made_by = "cx_invoke",
    .shapes = "in[], captures -> out[]: of any shapes",
    .infer = call_infer,
    .batch = call_batch,
    .vjp = call_vjp,
    .fields = call_fields,
    .result_count = call_result_count,
    .calls_region = true,
};

/* The entry of the same body for the same shapes; NULL. */
static struct cxi_named *find(const struct cxi_named *wanted, cx_graph *graph) {
    for (struct cxi_named *n = graph->named; n; n = n->next) {
        bool same = strcmp(n->name, wanted->name) == 0 && n->body == wanted->body && n->user == wanted->user &&
                    n->inputs == wanted->inputs && n->outputs == wanted->outputs;
        for (int i = 0; i < wanted->inputs && same; i++)
            same =
                n->like[i]->dtype == wanted->like[i]->dtype && cx_dims_equal(n->like[i]->dims, wanted->like[i]->dims);
        if (same) return n;
    }
    return NULL;
}

/* "my block" -> "my_block_0", "my_block_1", ...: an MLIR symbol that no other function has. */
static const char *unique_name(cx_graph *graph, const char *name) {
    int count = 0;
    struct cxi_text symbol = {0};
    for (struct cxi_named *n = graph->named; n; n = n->next) count++;
    for (const char *c = name; *c; c++) cxi_add_bytes(&symbol, isalnum((unsigned char)*c) ? c : "_", 1);
    cxi_addf(&symbol, "_%d", count);
    const char *kept = cxi_text_ok(&symbol) ? cxi_arena_copy(&graph->arena, symbol.data, symbol.length + 1) : NULL;
    cxi_text_free(&symbol);
    return kept;
}

/* Lists the entry, so that the names of calls within its body differ, and builds its function. */
static struct cxi_function *define(const struct cxi_named *wanted, cx_graph *graph) {
    struct cxi_named *named = cxi_arena_copy(&graph->arena, wanted, sizeof *wanted);
    const char *kept = cxi_arena_copy(&graph->arena, wanted->name, strlen(wanted->name) + 1);
    const char *symbol = unique_name(graph, wanted->name);
    if (!named || !kept || !symbol) {
        cxi_fail_memory(&graph->status);
        return NULL;
    }
    named->name = kept;
    named->next = graph->named;
    graph->named = named;
    return named->function = cxi_region(graph, &(struct cxi_region_spec){.name = symbol,
                                                                         .inputs = wanted->inputs,
                                                                         .like = wanted->like,
                                                                         .outputs = wanted->outputs,
                                                                         .body = wanted->body,
                                                                         .user = wanted->user});
}

void cx_invoke_(cx_here at, const char *name, cx_body *body, void *user, int inputs, cx_node *const *in, int outputs,
                cx_node **out) {
    cx_graph *graph = cxi_begin(name ? name : "invoke", at, inputs, &in, outputs, out);
    if (graph && !name) cx_fail(graph, "invoke: the function's name is NULL");
    if (!graph || !name) return;
    struct cxi_list operands = {0};
    for (int i = 0; i < inputs; i++) {
        if (cxi_is_loose(in[i])) {
            cx_fail(graph, "call of %s: argument %d is a plain number: use cx_scalar", name, i);
            return;
        }
        cxi_list_add(graph, &operands, in[i]);
    }
    const struct cxi_named wanted = {
        .name = name, .body = body, .user = user, .like = in, .inputs = inputs, .outputs = outputs};
    struct cxi_named *named = find(&wanted, graph);
    if (named && !named->function) {
        cx_fail(graph, "call of %s: it calls itself with the same shapes, which would never end", name);
        return;
    }
    struct cxi_function *function = named ? named->function : define(&wanted, graph);
    if (!function) return;
    for (int i = 0; i < function->captures.count; i++) cxi_list_add(graph, &operands, function->captures.node[i]);
    if (!cxi_ok(&graph->status)) return;
    struct cxi_inst *inst = cxi_build(&(struct cxi_build){
        .op = &cxi_op_call, .operands = operands.count, .operand = operands.node, .regions = 1, .region = &function});
    for (int i = 0; i < outputs; i++) out[i] = cxi_result(inst, i);
}
