/* Memory for time: blocks whose inner values are computed again for the gradient instead of being kept, and the barrier that
   keeps XLA from seeing that it computes the same twice. */
#include "ops/rooms.h"
#include "transform/batch.h"

#include <calx/gradient.h>

/* ------------------------------------------------------------------------------------------------ barrier */

static bool barrier_infer(struct cxi_inst *inst) {
    for (int i = 0; i < inst->results; i++) cxi_like(inst, i, inst->operand[i]);
    return true;
}

static int barrier_result_count(const struct cxi_inst *inst) {
    return inst->operands;
}

static void barrier_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    for (int i = 0; i < y->operands; i++) dx[i] = dy[i];
}

const struct cxi_op cxi_op_barrier = {
    .name = "barrier",
    .mnemonic = "stablehlo.optimization_barrier",
    .summary = "the operands, all computed before any of them is used",
    .shapes = "x[] -> out[], of the shapes of x[]",
    .infer = barrier_infer,
    .batch = cxi_batch_leading,
    .vjp = barrier_vjp,
    .jvp = cxi_jvp_linear,
    .result_count = barrier_result_count,
};

void cx_barrier_(cx_here at, int count, cx_node *const *x, cx_node **out) {
    cx_graph *graph = cxi_begin("barrier", at, count, &x, count, out);
    struct cxi_list operands = {0};
    if (!graph) return;
    for (int i = 0; i < count; i++) cxi_list_add(graph, &operands, x[i]);
    if (count == 1)
        cxi_list_add(graph, &operands, cx_scalar(graph, CX_BOOL, 0)); /* of one operand XLA:CPU makes garbage */
    if (!count || !cxi_ok(&graph->status)) return;
    struct cxi_inst *inst =
        cxi_build(&(struct cxi_build){.op = &cxi_op_barrier, .operands = operands.count, .operand = operands.node});
    for (int i = 0; i < count; i++) out[i] = cxi_result(inst, i);
}

/* -------------------------------------------------------------------------------------------------- remat */

/* Operands are the results of the body, which was inlined, then its arguments and captures. Region 0 is the body. */
static bool remat_infer(struct cxi_inst *inst) {
    return barrier_infer(inst);
}

static int remat_result_count(const struct cxi_inst *inst) {
    return inst->region[0]->results.count;
}

static cx_node **new_nodes(cx_graph *graph, int count) {
    cx_node **nodes = cxi_arena_new(&graph->arena, (size_t)count + 1, sizeof *nodes);
    if (!nodes) cxi_fail_memory(&graph->status);
    return nodes;
}

/* The body once more, behind a barrier that waits for the cotangents: so it cannot be computed before they are there, nor be
   taken for the first one. */
static void remat_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    cx_graph *graph = y->function->graph;
    int inputs = y->operands - y->results, waits = inputs;
    cx_node **x = new_nodes(graph, inputs + y->results), **results = new_nodes(graph, 2 * y->results);
    if (!x || !results) return;
    cx_node **cotangent = results + y->results;
    for (int i = 0; i < inputs; i++) x[i] = OPERAND(y->results + i);
    for (int i = 0; i < y->results; i++)
        if (dy[i]) x[waits++] = dy[i];
    cx_barrier(waits, x, x);
    waits = inputs;
    for (int i = 0; i < y->results; i++) cotangent[i] = dy[i] ? x[waits++] : NULL;
    if (!cxi_inline(y->region[0], x, results)) return;
    cx_vjp(y->results, results, cotangent, inputs, x, dx + y->results);
}

static void remat_jvp(struct cxi_inst *y, cx_node *const *dx, cx_node **dy) {
    cx_graph *graph = y->function->graph;
    int inputs = y->operands - y->results;
    cx_node **x = new_nodes(graph, inputs), **results = new_nodes(graph, y->results);
    for (int i = 0; x && i < inputs; i++) x[i] = cx_identity(OPERAND(y->results + i));
    if (x && results && cxi_inline(y->region[0], x, results))
        cx_jvp(y->results, results, inputs, x, dx + y->results, dy);
}

/* The same block of a batch. */
struct batch_remat {
    struct cxi_inst *y;
    const struct cxi_batching *b;
};

static void remat_of_batch(cx_node *const *in, cx_node **out, void *user) {
    const struct batch_remat *r = user;
    cx_graph *graph = r->y->function->graph;
    bool *all = cxi_arena_new(&graph->arena, (size_t)r->y->operands, sizeof *all);
    if (!all) cxi_fail_memory(&graph->status);
    for (int i = 0; all && i < r->y->operands; i++) all[i] = true;
    if (all) cxi_batch_inline(r->y->region[0], r->b->size, in, all, all, out);
}

static void remat_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    int inputs = y->operands - y->results;
    cx_node **x = new_nodes(y->function->graph, inputs);
    if (!x) return;
    for (int i = 0; i < inputs; i++) x[i] = cxi_batch_operand(b, y->results + i);
    cx_remat(remat_of_batch, &(struct batch_remat){y, b}, inputs, x, y->results, out);
}

const struct cxi_op cxi_op_remat = {
    .name = "remat",
    .summary = "the results of a body that the gradient computes again",
    .shapes = "in[], captures -> out[]: of any shapes",
    .infer = remat_infer,
    .batch = remat_batch,
    .vjp = remat_vjp,
    .jvp = remat_jvp,
    .result_count = remat_result_count,
    .alias = true,
    .hides_operands = true,
    .batch_goes_round = true,
};

void cx_remat_(cx_here at, cx_body *body, void *user, int inputs, cx_node *const *in, int outputs, cx_node **out) {
    cx_graph *graph = cxi_begin("remat", at, inputs, &in, outputs, out);
    if (!graph) return;
    struct cxi_function *region = cxi_region(
        graph, &(struct cxi_region_spec){
                   .name = "remat", .inputs = inputs, .like = in, .outputs = outputs, .body = body, .user = user});
    struct cxi_list x = {0}, operands = {0};
    cx_node **results = region ? new_nodes(graph, outputs) : NULL;
    if (!results) return;
    for (int i = 0; i < inputs; i++) cxi_list_add(graph, &x, in[i]);
    for (int i = 0; i < region->captures.count; i++) cxi_list_add(graph, &x, region->captures.node[i]);
    if (!cxi_ok(&graph->status) || !cxi_inline(region, x.node, results)) return;
    for (int i = 0; i < outputs; i++) cxi_list_add(graph, &operands, results[i]);
    for (int i = 0; i < x.count; i++) cxi_list_add(graph, &operands, x.node[i]);
    if (!cxi_ok(&graph->status)) return;
    struct cxi_inst *inst = cxi_build(&(struct cxi_build){.op = &cxi_op_remat,
                                                          .graph = graph,
                                                          .operands = operands.count,
                                                          .operand = operands.node,
                                                          .regions = 1,
                                                          .region = &region});
    for (int i = 0; i < outputs; i++) out[i] = cxi_result(inst, i);
}
