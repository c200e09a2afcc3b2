/* Reverse-mode differentiation: one sweep backward over the instructions of a function, with a table of
   cotangents. The rules are in the rooms of the operations. */
#include <calx/gradient.h>
#include <calx/ops.h>

#include "base/alloc.h"
#include "graph/op.h"
#include "ops/rooms.h"
#include "transform/batch.h"
#include "transform/sweep.h"

struct sweep {
    cx_graph *graph;
    int lowest;           /* the lowest id of an x: the tables begin there */
    bool *needed;         /* it depends on some x, so cotangents must reach it */
    cx_node ***cotangent; /* one for each result, NULL where there is none yet */
    cx_node **scratch;    /* dx of one instruction */
    int scratch_room;
};

static bool needed(const struct sweep *s, const struct cxi_inst *inst) {
    return inst->id >= s->lowest && s->needed[inst->id - s->lowest];
}

static bool accumulate(struct sweep *s, cx_node *node, cx_node *cotangent, const char *from) {
    if (cotangent->dtype != node->dtype || !cx_dims_equal(cotangent->dims, node->dims)) {
        cx_fail(s->graph, "gradient: %s gave a cotangent %s for a value %s", from, CXI_TYPE(cotangent), CXI_TYPE(node));
        return false;
    }
    cx_node ***slots = &s->cotangent[node->inst->id - s->lowest];
    if (!*slots) *slots = cxi_arena_new(&s->graph->arena, (size_t)node->inst->results, sizeof **slots);
    if (!*slots) return cxi_fail_memory(&s->graph->status);
    cx_node **slot = &(*slots)[node->index];
    *slot = *slot ? cx_add(*slot, cotangent) : cotangent;
    return true;
}

/* Passes the cotangents of an instruction's results on to its operands. */
static bool step(struct sweep *s, struct cxi_inst *inst) {
    cx_node **dy = s->cotangent[inst->id - s->lowest];
    if (!dy) return true;
    if (inst->op->gradient_is_error)
        return cx_fail(s->graph, "gradient: there is none through %s%s%s%s: %s", inst->op->name,
                       inst->place ? " (at " : "", inst->place ? inst->place : "", inst->place ? ")" : "",
                       inst->op->no_gradient),
               false;
    if (!inst->op->vjp) return true;
    if (inst->operands > s->scratch_room) {
        s->scratch =
            cxi_arena_new(&s->graph->arena, (size_t)(s->scratch_room = 2 * inst->operands), sizeof *s->scratch);
        if (!s->scratch) return cxi_fail_memory(&s->graph->status);
    }
    for (int i = 0; i < inst->operands; i++) s->scratch[i] = NULL;
    const char *place = s->graph->place, *scope = s->graph->scope;
    s->graph->place = inst->place; /* what the rule makes is said to come from where the operation does */
    s->graph->scope = inst->scope;
    inst->op->vjp(inst, dy, s->scratch);
    s->graph->place = place;
    s->graph->scope = scope;
    for (int i = 0; i < inst->operands && cxi_ok(&s->graph->status); i++) {
        cx_node *operand = inst->operand[i];
        if (s->scratch[i] && cxi_differentiable(operand) && needed(s, operand->inst))
            accumulate(s, operand, s->scratch[i], inst->op->name);
    }
    return cxi_ok(&s->graph->status);
}

/* The instructions from the first x on that depend on an x. */
static void mark_needed(struct sweep *s, struct cxi_inst *first, int inputs, cx_node *const *x) {
    for (int i = 0; i < inputs; i++) s->needed[x[i]->inst->id - s->lowest] = true;
    for (struct cxi_inst *inst = first; inst; inst = inst->next)
        for (int i = 0; i < inst->operands && !needed(s, inst); i++)
            s->needed[inst->id - s->lowest] = needed(s, inst->operand[i]->inst);
}

static void run(struct sweep *s, int outputs, cx_node *const *y, cx_node *const *dy, int inputs, cx_node *const *x,
                cx_node **dx) {
    struct cxi_inst *last = NULL;
    for (int i = 0; i < outputs; i++) {
        if (!dy[i] || !cxi_differentiable(y[i]) || y[i]->inst->id < s->lowest) continue;
        if (!accumulate(s, y[i], dy[i], "the caller")) return;
        if (!last || y[i]->inst->id > last->id) last = y[i]->inst;
    }
    for (struct cxi_inst *inst = last; inst && inst->id >= s->lowest; inst = inst->previous)
        if (needed(s, inst) && !step(s, inst)) return;
    for (int i = 0; i < inputs; i++) {
        cx_node **slots = s->cotangent[x[i]->inst->id - s->lowest];
        cx_node *found = slots ? slots[x[i]->index] : NULL;
        dx[i] = found ? found : cx_fill_like(x[i], 0);
    }
}

bool cxi_see(cx_graph *graph, int count, cx_node *const *nodes, cx_node **seen, const char *what) {
    for (int i = 0; i < count; i++) {
        if (nodes[i] && cxi_is_poison(nodes[i]) && cx_graph_of(nodes[i]) == graph) return false;
        if (!nodes[i] || cx_graph_of(nodes[i]) != graph)
            return cx_fail(graph, "gradient: %s %d is not a node of graph '%s'", what, i, graph->name), false;
        seen[i] = cxi_capture("gradient", graph->current, nodes[i]);
        if (!seen[i]) return false;
    }
    return true;
}

struct cxi_inst *cxi_first_of(int count, cx_node *const *nodes) {
    struct cxi_inst *first = NULL;
    for (int i = 0; i < count; i++)
        if (!first || nodes[i]->inst->id < first->id) first = nodes[i]->inst;
    return first;
}

void cx_vjp(int outputs, cx_node *const *y, cx_node *const *dy, int inputs, cx_node *const *x, cx_node **dx) {
    cx_graph *graph = cxi_graph_among(outputs, y);
    for (int i = 0; i < inputs; i++)
        if (!x[i]) cx_fail(graph, "gradient: input %d is NULL", i);
    if (!cxi_begin("gradient", (cx_here){0}, inputs, &x, inputs, dx) || !graph || !cxi_ok(&graph->status)) return;
    cx_node **seen = cxi_new((size_t)(outputs + inputs) + 1, sizeof *seen);
    if (!seen) {
        cxi_fail_memory(&graph->status);
        return;
    }
    if (cxi_see(graph, outputs, y, seen, "output") && cxi_see(graph, inputs, x, seen + outputs, "input") && inputs) {
        struct cxi_inst *first = cxi_first_of(inputs, seen + outputs);
        size_t ids = (size_t)(graph->next_id - first->id);
        struct sweep s = {.graph = graph,
                          .lowest = first->id,
                          .needed = cxi_new(ids, sizeof *s.needed),
                          .cotangent = cxi_new(ids, sizeof *s.cotangent)};
        if (s.needed && s.cotangent) {
            mark_needed(&s, first, inputs, seen + outputs);
            run(&s, outputs, seen, dy, inputs, seen + outputs, dx);
        } else
            cxi_fail_memory(&graph->status);
        cxi_free(s.needed);
        cxi_free(s.cotangent);
    }
    cxi_free(seen);
}

void cx_grad(cx_node *loss, int count, cx_node *const *x, cx_node **dx) {
    cx_graph *graph = cx_graph_of(loss);
    if (graph && !cxi_is_poison(loss) && (loss->dims.rank != 0 || !cxi_is_float(loss->dtype)))
        loss = cx_fail(graph, "gradient: the loss is %s; it must be a floating scalar (cx_mean or cx_sum makes one)",
                       CXI_TYPE(loss));
    cx_node *one = cx_fill_like(loss, 1);
    cx_vjp(1, &loss, &one, count, x, dx);
}

/* ------------------------------------------------------------------------------------------ custom gradient */

struct custom_gradient {
    cx_gradient_rule *rule;
    void *user;
};

static const struct cxi_field custom_fields[] = {
    CXI_FIELD(custom_gradient, rule, CXI_PRIVATE), CXI_FIELD(custom_gradient, user, CXI_PRIVATE), {0}};

static bool custom_infer(struct cxi_inst *inst) {
    inst->result[0].dtype = inst->operand[0]->dtype;
    inst->result[0].dims = inst->operand[0]->dims;
    return true;
}

/* Operand 0 is y as it was computed, which gets nothing; the x follow. */
static void custom_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    const struct custom_gradient *custom = y->attrs;
    custom->rule(&y->result[0], dy[0], y->operands - 1, y->operand + 1, dx + 1, custom->user);
}

/* A rule is written for one example. Backward it is given leaves that stand for one, and what it makes of them is batched. */
struct batched_rule {
    cx_gradient_rule *rule;
    void *user;
    struct cxi_inst *y; /* for one example */
    int64_t size;
};

static void batched_rule(cx_node *by, cx_node *bdy, int count, cx_node *const *bx, cx_node **dx, void *user) {
    const struct batched_rule *r = user;
    cx_graph *graph = cx_graph_of(by);
    cx_node **leaf = cxi_arena_new(&graph->arena, 4 * (size_t)count + 4, sizeof *leaf);
    if (!leaf) {
        cxi_fail_memory(&graph->status);
        return;
    }
    cx_node **given = leaf + count + 2, **one = given + count + 2, **made = one + count;
    for (int i = 0; i < count + 2; i++) {
        const cx_node *like = i < 2 ? &r->y->result[0] : r->y->operand[i - 1];
        given[i] = i == 0 ? by : i == 1 ? bdy : bx[i - 2];
        leaf[i] = cxi_batch_leaf(graph, like->dtype, like->dims);
    }
    r->rule(leaf[0], leaf[1], count, leaf + 2, one, r->user);
    int wanted = 0;
    for (int i = 0; i < count; i++)
        if (one[i]) made[wanted++] = one[i];
    cxi_batch_nodes(graph, r->size, wanted, made, count + 2, leaf, given, made);
    for (int i = 0, next = 0; i < count; i++)
        if (one[i]) dx[i] = made[next++];
}

static void custom_gradient_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    const struct custom_gradient *custom = y->attrs;
    cx_graph *graph = y->function->graph;
    struct batched_rule *rule = cxi_arena_new(&graph->arena, 1, sizeof *rule);
    cx_node **operand = cxi_batch_operands(y, b);
    if (!rule) cxi_fail_memory(&graph->status);
    if (!rule || !operand) return;
    *rule = (struct batched_rule){custom->rule, custom->user, y, b->size};
    out[0] = cx_custom_gradient(operand[0], y->operands - 1, operand + 1, batched_rule, rule);
}

const struct cxi_op cxi_op_custom_gradient = {
    .name = "custom_gradient",
    .summary = "y itself, with a gradient rule of your own",
    .shapes = "y, x[] -> that of y",
    .infer = custom_infer,
    .batch = custom_gradient_batch,
    .vjp = custom_vjp,
    .fields = custom_fields,
    .attrs_size = sizeof(struct custom_gradient),
    .results = 1,
    .alias = true,
    .hides_operands = true,
};

cx_node *cx_custom_gradient(cx_node *y, int count, cx_node *const *x, cx_gradient_rule *rule, void *user) {
    cx_graph *graph = cx_graph_of(y);
    if (!graph || cxi_is_poison(y)) return y;
    cx_node **operand = cxi_arena_new(&graph->arena, (size_t)count + 1, sizeof *operand);
    if (!operand) {
        cxi_fail_memory(&graph->status);
        return cxi_poison(graph);
    }
    operand[0] = y;
    for (int i = 0; i < count; i++) operand[i + 1] = x[i];
    return cxi_node(&cxi_op_custom_gradient, count + 1, operand, &(struct custom_gradient){rule, user});
}
