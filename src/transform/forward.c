/* Forward-mode differentiation: one sweep forward over the instructions between x and y, with a table of tangents. An
   operation's record says how its tangents are made; where it does not, they are made from its gradient rule, which is
   linear in the cotangent: the transpose of its transpose. */
#include <calx/gradient.h>
#include <calx/ops.h>

#include "base/alloc.h"
#include "graph/op.h"
#include "transform/sweep.h"

struct forward {
    cx_graph *graph;
    int lowest, count;  /* the ids from that of the first x on: the tables' */
    bool *wanted;       /* some y depends on it */
    cx_node ***tangent; /* one for each result, NULL where there is none */
};

static cx_node *tangent_of(const struct forward *f, const cx_node *node) {
    cx_node **slots = node->inst->id < f->lowest ? NULL : f->tangent[node->inst->id - f->lowest];
    return slots ? slots[node->index] : NULL;
}

static cx_node **slots_of(struct forward *f, const struct cxi_inst *inst) {
    cx_node ***slots = &f->tangent[inst->id - f->lowest];
    if (!*slots) *slots = cxi_arena_new(&f->graph->arena, (size_t)inst->results, sizeof **slots);
    if (!*slots) cxi_fail_memory(&f->graph->status);
    return *slots;
}

static bool has_room(cx_graph *graph, const void *memory) {
    return memory || cxi_fail_memory(&graph->status);
}

/* The Jacobian of an elementwise operation is diagonal, so that it is its own transpose. */
static void elementwise_jvp(struct cxi_inst *y, cx_node *const *dx, cx_node **dy) {
    cx_graph *graph = y->function->graph;
    cx_node **product = cxi_arena_new(&graph->arena, (size_t)y->operands, sizeof *product);
    if (!has_room(graph, product)) return;
    for (int i = 0; i < y->operands; i++) {
        if (!dx[i]) continue;
        y->op->vjp(y, &dx[i], product);
        if (product[i]) dy[0] = dy[0] ? cx_add(dy[0], product[i]) : product[i];
    }
}

/* With g(u) the gradient rule at a cotangent u, which is linear: the gradient of the sum of g(u) dx with respect to u. What
   u is does not matter. */
static void twice_transposed(struct cxi_inst *y, cx_node *const *dx, cx_node **dy) {
    cx_graph *graph = y->function->graph;
    cx_node **u = cxi_arena_new(&graph->arena, (size_t)(2 * y->results + 3 * y->operands), sizeof *u);
    if (!has_room(graph, u)) return;
    cx_node **leaf = u + y->results, **rule = leaf + y->results, **g = rule + y->operands, **along = g + y->operands;
    int leaves = 0, given = 0;
    for (int i = 0; i < y->results; i++)
        if (cxi_differentiable(&y->result[i]))
            u[i] = leaf[leaves++] = cxi_node(&cxi_op_identity, 1, (cx_node *[]){cx_fill_like(&y->result[i], 0)}, NULL);
    y->op->vjp(y, u, rule);
    for (int i = 0; i < y->operands; i++)
        if (dx[i] && rule[i]) {
            g[given] = rule[i];
            along[given++] = dx[i];
        }
    if (!given) return;
    cx_vjp(given, g, along, leaves, leaf, leaf);
    for (int i = 0, k = 0; i < y->results; i++)
        if (cxi_differentiable(&y->result[i])) dy[i] = leaf[k++];
}

static cxi_jvp *rule_of(const struct cxi_inst *inst) {
    if (inst->op->jvp) return inst->op->jvp;
    bool diagonal = inst->op->elementwise;
    for (int i = 0; i < inst->operands && diagonal; i++)
        diagonal = !cxi_differentiable(inst->operand[i]) || inst->operand[i]->dtype == inst->result[0].dtype;
    return diagonal ? elementwise_jvp : twice_transposed;
}

/* Makes the tangents of an instruction's results from those of its operands. */
static bool step(struct forward *f, struct cxi_inst *inst) {
    const struct cxi_op *op = inst->op;
    bool any = false;
    cx_node **dx = cxi_arena_new(&f->graph->arena, (size_t)inst->operands, sizeof *dx);
    if (!has_room(f->graph, dx)) return false;
    for (int i = 0; i < inst->operands; i++) any |= (dx[i] = tangent_of(f, inst->operand[i])) != NULL;
    if (!any) return true;
    if (op->gradient_is_error && !op->jvp)
        return cx_fail(f->graph, "gradient: there is none through %s%s%s%s: %s", op->name, inst->place ? " (at " : "",
                       inst->place ? inst->place : "", inst->place ? ")" : "", op->no_gradient),
               false;
    cx_node **dy = op->vjp || op->jvp ? slots_of(f, inst) : NULL;
    if (!dy) return cxi_ok(&f->graph->status);
    const char *place = f->graph->place, *scope = f->graph->scope;
    f->graph->place = inst->place; /* what the rule makes is said to come from where the operation does */
    f->graph->scope = inst->scope;
    rule_of(inst)(inst, dx, dy);
    f->graph->place = place;
    f->graph->scope = scope;
    for (int i = 0; i < inst->results && cxi_ok(&f->graph->status); i++) {
        const cx_node *y = &inst->result[i];
        if (!cxi_differentiable(y)) dy[i] = NULL;
        if (dy[i] && (dy[i]->dtype != y->dtype || !cx_dims_equal(dy[i]->dims, y->dims)))
            cx_fail(f->graph, "gradient: %s gave a tangent %s for a value %s", op->name, CXI_TYPE(dy[i]), CXI_TYPE(y));
    }
    return cxi_ok(&f->graph->status);
}

/* The instructions that a y depends on, down to the first x. Returns the last of them. */
static struct cxi_inst *mark_wanted(struct forward *f, int outputs, cx_node *const *y) {
    struct cxi_inst *last = NULL;
    for (int i = 0; i < outputs; i++) {
        if (y[i]->inst->id < f->lowest) continue;
        f->wanted[y[i]->inst->id - f->lowest] = true;
        if (!last || y[i]->inst->id > last->id) last = y[i]->inst;
    }
    for (struct cxi_inst *inst = last; inst && inst->id >= f->lowest; inst = inst->previous) {
        int first = inst->op->hides_operands ? inst->results : 0;
        for (int i = first; i < inst->operands && f->wanted[inst->id - f->lowest]; i++)
            if (inst->operand[i]->inst->id >= f->lowest) f->wanted[inst->operand[i]->inst->id - f->lowest] = true;
    }
    return last;
}

static bool is_x(int inputs, cx_node *const *x, const cx_node *node) {
    for (int i = 0; i < inputs; i++)
        if (x[i] == node) return true;
    return false;
}

/* Several x may be results of one instruction, and an x may depend on another: what is given for an x is kept. */
static bool give(struct forward *f, int inputs, cx_node *const *x, cx_node *const *dx) {
    for (int i = 0; i < inputs; i++) {
        if (!dx[i] || !cxi_differentiable(x[i])) continue;
        if (dx[i]->dtype != x[i]->dtype || !cx_dims_equal(dx[i]->dims, x[i]->dims))
            return cx_fail(f->graph, "gradient: tangent %d is %s, and its input %s", i, CXI_TYPE(dx[i]),
                           CXI_TYPE(x[i])),
                   false;
        cx_node **slots = slots_of(f, x[i]->inst);
        if (!slots) return false;
        slots[x[i]->index] = dx[i];
    }
    return true;
}

static void run(struct forward *f, int outputs, cx_node *const *y, struct cxi_inst *first, int inputs,
                cx_node *const *x, cx_node *const *dx, cx_node **dy) {
    struct cxi_inst *last = mark_wanted(f, outputs, y);
    if (!give(f, inputs, x, dx)) return;
    for (struct cxi_inst *inst = first; last && inst && inst->id <= last->id; inst = inst->next) {
        bool given = false;
        for (int i = 0; i < inst->results && !given; i++) given = is_x(inputs, x, &inst->result[i]);
        if (!given && f->wanted[inst->id - f->lowest] && !step(f, inst)) return;
    }
    for (int i = 0; i < outputs; i++) {
        cx_node *found = tangent_of(f, y[i]);
        dy[i] = found ? found : cx_fill_like(y[i], 0);
    }
}

void cx_jvp(int outputs, cx_node *const *y, int inputs, cx_node *const *x, cx_node *const *dx, cx_node **dy) {
    cx_graph *graph = cxi_graph_among(inputs, x);
    if (!cxi_begin("gradient", (cx_here){0}, outputs, &y, outputs, dy) || !graph || !cxi_ok(&graph->status)) return;
    cx_node **seen = cxi_new((size_t)(outputs + 2 * inputs) + 1, sizeof *seen);
    if (!has_room(graph, seen)) return;
    cx_node **in = seen + outputs, **along = in + inputs;
    bool ok = cxi_see(graph, outputs, y, seen, "output") && cxi_see(graph, inputs, x, in, "input");
    for (int i = 0; i < inputs && ok; i++) ok = !dx[i] || cxi_see(graph, 1, &dx[i], &along[i], "tangent");
    if (ok) {
        struct cxi_inst *first = cxi_first_of(inputs, in);
        struct forward f = {.graph = graph, .lowest = first->id, .count = graph->next_id - first->id};
        f.wanted = cxi_new((size_t)f.count, sizeof *f.wanted);
        f.tangent = cxi_new((size_t)f.count, sizeof *f.tangent);
        if (has_room(graph, f.wanted) && has_room(graph, f.tangent))
            run(&f, outputs, seen, first, inputs, in, along, dy);
        cxi_free(f.wanted);
        cxi_free(f.tangent);
    }
    cxi_free(seen);
}

void cx_hvp(cx_node *loss, int count, cx_node *const *x, cx_node *const *v, cx_node **out) {
    cx_graph *graph = cx_graph_of(loss);
    cx_node **dx = graph ? cxi_arena_new(&graph->arena, (size_t)count, sizeof *dx) : NULL;
    if (graph && !dx) cxi_fail_memory(&graph->status);
    for (int i = 0; i < count && !dx; i++) out[i] = cxi_poison(graph);
    if (!dx) return;
    cx_grad(loss, count, x, dx);
    cx_jvp(count, dx, count, x, v, out);
}
