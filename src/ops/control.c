/* Loops and branches. Their bodies see nodes from outside through captures, which are operands here. */
#include "ops/rooms.h"
#include "transform/batch.h"

#include <calx/gradient.h>

/* ------------------------------------------------------------------------------------------------ while */

/* Region 0 is the condition, 1 the body; captures ride along as values that the body hands on unchanged. */
static bool while_infer(struct cxi_inst *inst) {
    const cx_node *goes_on = inst->region[0]->results.node[0];
    if (goes_on->dtype != CX_BOOL || goes_on->dims.rank != 0)
        return cxi_reject(inst, "the condition must be a bool scalar");
    for (int i = 0; i < inst->operands; i++) {
        const cx_node *next = inst->region[1]->results.node[i], *init = inst->operand[i];
        if (next->dtype != init->dtype || !cx_dims_equal(next->dims, init->dims))
            return cxi_reject(inst, "value %d starts as %s, and the body makes it %s", i, CXI_TYPE(init),
                              CXI_TYPE(next));
        cxi_like(inst, i, init);
    }
    return true;
}

static int as_many_as_operands(const struct cxi_inst *inst) {
    return inst->operands;
}

/* Forward: the tangents of the values are carried beside them. */
struct tangents {
    struct cxi_inst *y;
    cx_node *const *dx; /* of the operands */
    int values;         /* that are no captures; those of them that have tangents are behind them in the list */
};

/* The parameters of a region of the loop: its present values, then the captures. */
static cx_node **region_arguments(const struct tangents *t, cx_node *const *in) {
    cx_graph *graph = t->y->function->graph;
    cx_node **x = cxi_arena_new(&graph->arena, 4 * (size_t)t->y->operands, sizeof *x);
    if (!x) cxi_fail_memory(&graph->status);
    for (int i = 0; x && i < t->y->operands; i++) x[i] = cx_identity(i < t->values ? in[i] : t->y->operand[i]);
    return x;
}

static void tangents_condition(cx_node *const *in, cx_node **out, void *user) {
    const struct tangents *t = user;
    cx_node **x = region_arguments(t, in);
    if (x) cxi_inline(t->y->region[0], x, out);
}

static void tangents_turn(cx_node *const *in, cx_node **out, void *user) {
    const struct tangents *t = user;
    int all = t->y->operands, next = t->values;
    cx_node **x = region_arguments(t, in);
    if (!x) return;
    cx_node **dx = x + all, **result = dx + all, **dresult = result + all;
    if (!cxi_inline(t->y->region[1], x, result)) return;
    for (int i = 0; i < all; i++)
        if (cxi_is_differentiable(x[i]->dtype)) dx[i] = i < t->values ? in[next++] : t->dx[i];
    cx_jvp(t->values, result, all, x, dx, dresult);
    next = t->values;
    for (int i = 0; i < t->values; i++) {
        out[i] = result[i];
        if (cxi_is_differentiable(result[i]->dtype)) out[next++] = dresult[i];
    }
}

static void while_jvp(struct cxi_inst *y, cx_node *const *dx, cx_node **dy) {
    cx_graph *graph = y->function->graph;
    struct tangents t = {y, dx, y->region[1]->declared};
    struct cxi_list init = {0};
    for (int i = 0; i < t.values; i++) cxi_list_add(graph, &init, OPERAND(i));
    for (int i = 0; i < t.values; i++)
        if (cxi_is_differentiable(OPERAND(i)->dtype))
            cxi_list_add(graph, &init, dx[i] ? dx[i] : cx_fill_like(OPERAND(i), 0));
    if (!cxi_ok(&graph->status)) return;
    cx_while(init.count, init.node, tangents_condition, tangents_turn, &t, init.node);
    for (int i = 0, next = t.values; i < t.values; i++)
        if (cxi_is_differentiable(OPERAND(i)->dtype)) dy[i] = init.node[next++];
    for (int i = t.values; i < y->results; i++) dy[i] = dx[i]; /* captures ride along unchanged */
}

/* A batch of loops: each example's values stay what they are once its own condition no longer holds. When the condition is the
   same for all of them, only what depends on the example gets the batch. */
struct batch_loop {
    struct cxi_inst *y;
    const struct cxi_batching *b;
    bool *batched;  /* by value or capture: what has the batch */
    bool own_turns; /* the condition has it */
};

/* The arguments of a region of the loop. */
static cx_node **loop_arguments(const struct batch_loop *l, cx_node *const *in) {
    cx_graph *graph = l->y->function->graph;
    int values = l->y->region[1]->declared;
    cx_node **x = cxi_arena_copy(&graph->arena, l->b->in, (size_t)l->y->operands * sizeof *x);
    if (!x) cxi_fail_memory(&graph->status);
    for (int i = 0; x && i < values; i++) x[i] = in[i];
    return x;
}

static cx_node *batch_goes_on(const struct batch_loop *l, cx_node *const *in) {
    cx_node **x = loop_arguments(l, in), *holds;
    bool any = false;
    bool ok = x && cxi_batch_inline(l->y->region[0], l->b->size, x, l->batched, &any, &holds);
    return ok ? holds : cxi_poison(l->y->function->graph);
}

static void batch_condition(cx_node *const *in, cx_node **out, void *user) {
    const struct batch_loop *l = user;
    cx_node *holds = batch_goes_on(l, in);
    out[0] = l->own_turns ? cx_any(holds) : holds;
}

static void batch_turn(cx_node *const *in, cx_node **out, void *user) {
    const struct batch_loop *l = user;
    cx_graph *graph = l->y->function->graph;
    int values = l->y->region[1]->declared;
    cx_node **x = loop_arguments(l, in), **next = cxi_arena_new(&graph->arena, (size_t)l->y->operands, sizeof *next);
    if (x && !next) cxi_fail_memory(&graph->status);
    if (!x || !next || !cxi_batch_inline(l->y->region[1], l->b->size, x, l->batched, l->batched, next)) return;
    cx_node *holds = l->own_turns ? batch_goes_on(l, in) : NULL;
    for (int i = 0; i < values; i++) {
        out[i] = next[i];
        if (!holds || cxi_is_poison(holds)) continue;
        out[i] = cx_select(cx_broadcast_in_dim(holds, next[i]->dims, CX_DIMS(0)), next[i], in[i]);
    }
}

/* What in the end depends on the example: what the body makes of that depends on it too. */
static bool find_batched(struct batch_loop *l, bool *made) {
    const struct cxi_inst *y = l->y;
    int values = y->region[1]->declared;
    for (bool more = true; more;) {
        more = false;
        if (!cxi_batch_reaches(y->region[0], l->batched, &l->own_turns) ||
            !cxi_batch_reaches(y->region[1], l->batched, made))
            return false;
        for (int i = 0; i < values; i++) {
            if (l->batched[i] || !(made[i] || l->own_turns)) continue;
            more = l->batched[i] = true;
        }
    }
    return true;
}

static void while_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    cx_graph *graph = y->function->graph;
    int values = y->region[1]->declared;
    struct batch_loop l = {.y = y, .b = b};
    l.batched = cxi_arena_copy(&graph->arena, b->batched, (size_t)y->operands * sizeof *l.batched);
    bool *made = cxi_arena_new(&graph->arena, (size_t)y->operands, sizeof *made);
    cx_node **init = cxi_arena_new(&graph->arena, (size_t)y->operands, sizeof *init);
    if (!l.batched || !made || !init) {
        cxi_fail_memory(&graph->status);
        return;
    }
    if (!find_batched(&l, made)) return;
    for (int i = 0; i < values; i++) init[i] = l.batched[i] ? cxi_batch_operand(b, i) : b->in[i];
    cx_while(values, init, batch_condition, batch_turn, &l, out);
    for (int i = 0; i < values; i++)
        if (!l.batched[i]) out[i] = cxi_batch_repeat(out[i], b->size);
    for (int i = values; i < y->results; i++) out[i] = cxi_batch_operand(b, i);
}

const struct cxi_op cxi_op_while = {
    .name = "while",
    .mnemonic = "stablehlo.while",
    .summary = "values carried through a loop while a condition holds",
    .shapes = "init[], captures -> out[], of the shapes of init[]",
    .infer = while_infer,
    .batch = while_batch,
    .no_gradient = "the number of turns is not known when the graph is built",
    .gradient_is_error = true,
    .jvp = while_jvp,
    .result_count = as_many_as_operands,
};

void cx_while_(cx_here at, int count, cx_node *const *init, cx_body *condition, cx_body *body, void *user,
               cx_node **out) {
    cx_graph *graph = cxi_begin("while", at, count, &init, count, out);
    if (!graph) return;
    struct cxi_region_spec spec = {.name = "while", .inputs = count, .like = init, .user = user};
    for (int i = 0; i < count; i++)
        if (cxi_is_loose(init[i])) {
            cx_fail(graph, "while: initial value %d is a plain number: use cx_scalar", i);
            return;
        }
    struct cxi_function *region[2];
    spec.outputs = 1, spec.body = condition;
    region[0] = cxi_region(graph, &spec);
    spec.outputs = count, spec.body = body;
    region[1] = region[0] ? cxi_region(graph, &spec) : NULL;
    if (!region[1]) return;
    struct cxi_list operands = {0};
    for (int i = 0; i < count; i++) cxi_list_add(graph, &operands, init[i]);
    cxi_unify_captures(2, region, &operands);
    for (int i = count; i < region[1]->parameters.count; i++)
        cxi_list_add(graph, &region[1]->results, region[1]->parameters.node[i]);
    if (!cxi_ok(&graph->status)) return;
    struct cxi_inst *inst = cxi_build(&(struct cxi_build){
        .op = &cxi_op_while, .operands = operands.count, .operand = operands.node, .regions = 2, .region = region});
    for (int i = 0; i < count; i++) out[i] = cxi_result(inst, i);
}

/* --------------------------------------------------------------------------------------------------- if */

/* Operand 0 is the predicate; the others are captures, which StableHLO's branches name directly. */
static bool if_infer(struct cxi_inst *inst) {
    if (!cxi_check_kind(inst, 0, CXI_BOOLS)) return false;
    if (inst->operand[0]->dims.rank != 0) return cxi_reject(inst, "the predicate must be a scalar");
    for (int i = 0; i < inst->results; i++) {
        const cx_node *yes = inst->region[0]->results.node[i], *no = inst->region[1]->results.node[i];
        if (yes->dtype != no->dtype || !cx_dims_equal(yes->dims, no->dims))
            return cxi_reject(inst, "result %d is %s in one branch and %s in the other", i, CXI_TYPE(yes),
                              CXI_TYPE(no));
        cxi_like(inst, i, yes);
    }
    return true;
}

static int as_many_as_region_results(const struct cxi_inst *inst) {
    return inst->region[0]->results.count;
}

/* Differentiates inside each branch: the same choice between the branches' gradients. */
struct branch_gradient {
    struct cxi_inst *y;
    cx_node *const *dy;
};

static void branch_gradient(struct branch_gradient *g, int branch, cx_node **out) {
    struct cxi_function *region = g->y->region[branch];
    cx_graph *graph = region->graph;
    int inputs = g->y->operands - 1, outputs = region->results.count;
    cx_node **x = cxi_arena_new(&graph->arena, (size_t)(2 * inputs + outputs), sizeof *x);
    if (!x) {
        cxi_fail_memory(&graph->status);
        return;
    }
    cx_node **dx = x + inputs, **results = dx + inputs;
    for (int i = 0; i < inputs; i++) x[i] = cx_identity(g->y->operand[i + 1]);
    if (!cxi_inline(region, x, results)) return;
    cx_vjp(outputs, results, g->dy, inputs, x, dx);
    for (int i = 0, o = 0; i < inputs; i++)
        if (cxi_is_differentiable(x[i]->dtype)) out[o++] = dx[i];
}

static void yes_gradient(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    branch_gradient(user, 0, out);
}

static void no_gradient(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    branch_gradient(user, 1, out);
}

static void if_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    cx_graph *graph = y->function->graph;
    int count = 0;
    for (int i = 1; i < y->operands; i++) count += cxi_is_differentiable(OPERAND(i)->dtype);
    cx_node **out = cxi_arena_new(&graph->arena, (size_t)count, sizeof *out);
    if (!out) cxi_fail_memory(&graph->status);
    if (!out || !count) return;
    cx_if(X, yes_gradient, no_gradient, &(struct branch_gradient){y, dy}, count, out);
    for (int i = 1, o = 0; i < y->operands; i++)
        if (cxi_is_differentiable(OPERAND(i)->dtype)) dx[i] = out[o++];
}

/* Both branches for all examples, and a choice for each; one branch where the predicate is the same for all. */
struct batch_branch {
    struct cxi_inst *y;
    const struct cxi_batching *b;
};

static void batch_branch(const struct batch_branch *both, int branch, cx_node **out) {
    struct cxi_inst *y = both->y;
    cx_graph *graph = y->function->graph;
    bool *all = cxi_arena_new(&graph->arena, (size_t)y->results, sizeof *all);
    if (!all) cxi_fail_memory(&graph->status);
    for (int i = 0; all && i < y->results; i++) all[i] = true;
    if (all) cxi_batch_inline(y->region[branch], both->b->size, both->b->in + 1, both->b->batched + 1, all, out);
}

static void batch_yes(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    batch_branch(user, 0, out);
}

static void batch_no(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    batch_branch(user, 1, out);
}

static void if_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    cx_graph *graph = y->function->graph;
    struct batch_branch both = {y, b};
    if (!b->batched[0]) {
        cx_if(b->in[0], batch_yes, batch_no, &both, y->results, out);
        return;
    }
    cx_node **no = cxi_arena_new(&graph->arena, (size_t)y->results, sizeof *no);
    if (!no) cxi_fail_memory(&graph->status);
    if (!no) return;
    batch_branch(&both, 0, out);
    batch_branch(&both, 1, no);
    for (int i = 0; i < y->results && cxi_ok(&graph->status); i++)
        out[i] = cx_select(cx_broadcast_in_dim(b->in[0], out[i]->dims, CX_DIMS(0)), out[i], no[i]);
}

const struct cxi_op cxi_op_if = {
    .name = "if",
    .mnemonic = "stablehlo.if",
    .summary = "the results of one of two branches",
    .made_by = "cx_if cx_case",
    .shapes = "predicate [], captures -> out[]: of the shapes of both branches",
    .infer = if_infer,
    .batch = if_batch,
    .vjp = if_vjp,
    .result_count = as_many_as_region_results,
    .region_binds_operands = true,
};

void cx_if(cx_node *predicate, cx_body *yes, cx_body *no, void *user, int count, cx_node **out) {
    cx_graph *graph = cx_graph_of(predicate);
    for (int i = 0; i < count; i++) out[i] = cxi_poison(graph);
    if (!graph || !graph->main) return;
    struct cxi_region_spec spec = {.name = "if", .outputs = count, .user = user};
    struct cxi_function *region[2];
    spec.body = yes;
    region[0] = cxi_region(graph, &spec);
    spec.body = no;
    region[1] = region[0] ? cxi_region(graph, &spec) : NULL;
    if (!region[1]) return;
    struct cxi_list operands = {0};
    cxi_list_add(graph, &operands, predicate);
    cxi_unify_captures(2, region, &operands);
    if (!cxi_ok(&graph->status)) return;
    struct cxi_inst *inst = cxi_build(&(struct cxi_build){
        .op = &cxi_op_if, .operands = operands.count, .operand = operands.node, .regions = 2, .region = region});
    for (int i = 0; i < count; i++) out[i] = cxi_result(inst, i);
}
