/* Batching: the instructions between examples x and what is made of them, y, once more with operands that have the batch as
   axis 0. The rules are in the rooms of the operations. */
#include "transform/batch.h"

#include <calx/ops.h>

#include "base/alloc.h"
#include "ops/rooms.h"
#include "transform/sweep.h"

/* What stands for one result of an instruction. */
struct stand_in {
    cx_node *node; /* NULL: the result itself */
    bool batched;
};

struct replay {
    cx_graph *graph;
    int64_t size;
    bool whole;                /* a body is copied, so that also what no example reaches is made again */
    int lowest;                /* the id that the tables begin with */
    bool *wanted;              /* a y depends on it */
    struct stand_in **instead; /* one for each result; NULL: none */
};

static bool has_room(cx_graph *graph, const void *memory) {
    return memory || cxi_fail_memory(&graph->status);
}

/* --------------------------------------------------------------------------------------------- for the rules */

cx_node *cxi_batch_leaf(cx_graph *graph, cx_dtype dtype, cx_dims dims) {
    return cx_identity(cx_fill(graph, dtype, dims, 0));
}

cx_node *cxi_batch_repeat(cx_node *x, int64_t size) {
    if (cxi_is_poison(x)) return x;
    if (x->dims.rank == CX_MAX_RANK)
        return cx_fail(cx_graph_of(x), "vmap: a value of %d axes, the most, cannot have another for the batch",
                       CX_MAX_RANK);
    return cx_broadcast(x, cxi_dims_after(size, x->dims));
}

cx_node *cxi_batch_operand(const struct cxi_batching *b, int i) {
    return b->batched[i] ? b->in[i] : cxi_batch_repeat(b->in[i], b->size);
}

cx_node **cxi_batch_operands(const struct cxi_inst *y, const struct cxi_batching *b) {
    cx_graph *graph = y->function->graph;
    cx_node **operand = cxi_arena_new(&graph->arena, (size_t)y->operands, sizeof *operand);
    if (!has_room(graph, operand)) return NULL;
    for (int i = 0; i < y->operands; i++) operand[i] = cxi_batch_operand(b, i);
    return operand;
}

void cxi_batch_rebuild(struct cxi_inst *y, const struct cxi_batching *b, const void *attrs, cx_node **out) {
    cx_node **operand = cxi_batch_operands(y, b);
    struct cxi_inst *made = operand ? cxi_rebuild_with(y, operand, attrs) : NULL;
    for (int i = 0; i < y->results && made; i++) out[i] = cxi_result(made, i);
}

void cxi_batch_leading(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    cxi_batch_rebuild(y, b, y->attrs, out);
}

struct example {
    struct cxi_inst *y;
    const struct cxi_batching *b;
};

static void one_example(cx_node *const *in, cx_node **out, void *user) {
    const struct example *e = user;
    cx_graph *graph = e->y->function->graph;
    cx_node **operand = cxi_arena_copy(&graph->arena, e->b->in, (size_t)e->y->operands * sizeof *operand);
    if (!has_room(graph, operand)) return;
    for (int i = 0, next = 0; i < e->y->operands; i++)
        if (e->b->batched[i]) operand[i] = in[next++];
    struct cxi_inst *made = cxi_rebuild(e->y, operand);
    for (int i = 0; i < e->y->results; i++) out[i] = cxi_result(made, i);
}

void cxi_batch_loop(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    cx_graph *graph = y->function->graph;
    struct cxi_list xs = {0};
    for (int i = 0; i < y->operands; i++)
        if (b->batched[i]) cxi_list_add(graph, &xs, b->in[i]);
    for (int i = 0; i < y->results && !b->size; i++)
        out[i] = cx_fill(graph, y->result[i].dtype, cxi_dims_after(0, y->result[i].dims), 0);
    if (b->size)
        cx_scan(0, NULL, xs.count, xs.node, y->results, false, one_example, &(struct example){y, b}, NULL, out);
}

/* ------------------------------------------------------------------------------------------------- the sweep */

static struct stand_in stand_in(const struct replay *r, cx_node *node) {
    struct stand_in *slots = node->inst->id < r->lowest ? NULL : r->instead[node->inst->id - r->lowest];
    return slots && slots[node->index].node ? slots[node->index] : (struct stand_in){node, false};
}

static struct stand_in *slots_of(struct replay *r, const struct cxi_inst *inst) {
    struct stand_in **slots = &r->instead[inst->id - r->lowest];
    if (!*slots) *slots = cxi_arena_new(&r->graph->arena, (size_t)inst->results, sizeof **slots);
    has_room(r->graph, *slots);
    return *slots;
}

/* Whether every value of the instruction can have one more axis. */
static bool has_axes(const struct cxi_inst *inst) {
    bool ok = true;
    for (int i = 0; i < inst->operands; i++) ok &= inst->operand[i]->dims.rank < CX_MAX_RANK;
    for (int i = 0; i < inst->results; i++) ok &= inst->result[i].dims.rank < CX_MAX_RANK;
    return ok || cxi_reject(inst, "vmap: values of %d axes, the most, cannot have another for the batch", CX_MAX_RANK);
}

static void apply_rule(struct cxi_inst *inst, const struct cxi_batching *b, cx_node **out) {
    if (!has_axes(inst)) return;
    if (inst->op->batch)
        inst->op->batch(inst, b, out);
    else if (inst->op->elementwise)
        cxi_batch_rebuild(inst, b, inst->attrs, out);
    else
        cxi_batch_loop(inst, b, out);
}

/* A rule's results have the batch before the axes that they had. */
static bool check(const struct replay *r, const struct cxi_inst *inst, cx_node *const *out) {
    for (int i = 0; i < inst->results && cxi_ok(&r->graph->status); i++) {
        const cx_node *y = &inst->result[i];
        if (!out[i] || out[i]->dtype != y->dtype || !cx_dims_equal(out[i]->dims, cxi_dims_after(r->size, y->dims)))
            cx_fail(r->graph, "vmap: %s made %s of %lld values %s", inst->op->name,
                    out[i] ? CXI_TYPE(out[i]) : "nothing", (long long)r->size, CXI_TYPE(y));
    }
    return cxi_ok(&r->graph->status);
}

static bool step(struct replay *r, struct cxi_inst *inst) {
    struct cxi_arena *arena = &r->graph->arena;
    size_t operands = (size_t)inst->operands, results = (size_t)inst->results;
    cx_node **in = cxi_arena_new(arena, operands + results, sizeof *in), **out = in + operands;
    bool *batched = cxi_arena_new(arena, operands, sizeof *batched), any = false;
    if (!has_room(r->graph, in) || !has_room(r->graph, batched)) return false;
    for (int i = 0; i < inst->operands; i++) {
        struct stand_in s = stand_in(r, inst->operand[i]);
        in[i] = s.node;
        any |= batched[i] = s.batched;
    }
    if (!any && !r->whole) return true;
    struct stand_in *slots = slots_of(r, inst);
    if (!slots) return false;
    const char *place = r->graph->place, *scope = r->graph->scope;
    r->graph->place = inst->place;
    r->graph->scope = inst->scope;
    if (any) apply_rule(inst, &(struct cxi_batching){r->size, in, batched}, out);
    struct cxi_inst *copy = any ? NULL : cxi_rebuild(inst, in);
    for (int i = 0; i < inst->results && copy; i++) out[i] = cxi_result(copy, i);
    bool ok = any ? check(r, inst, out) : cxi_ok(&r->graph->status);
    r->graph->place = place;
    r->graph->scope = scope;
    for (int i = 0; i < inst->results && ok; i++) slots[i] = (struct stand_in){out[i], any};
    return ok;
}

/* The instructions that a y depends on, down to the lowest id. Returns the last of them. */
static struct cxi_inst *mark_wanted(struct replay *r, int outputs, cx_node *const *y) {
    struct cxi_inst *last = NULL;
    for (int i = 0; i < outputs; i++) {
        if (y[i]->inst->id < r->lowest) continue;
        r->wanted[y[i]->inst->id - r->lowest] = true;
        if (!last || y[i]->inst->id > last->id) last = y[i]->inst;
    }
    for (struct cxi_inst *inst = last; inst && inst->id >= r->lowest; inst = inst->previous) {
        int first = inst->op->batch_goes_round && !r->whole ? inst->results : 0;
        for (int i = first; i < inst->operands && r->wanted[inst->id - r->lowest]; i++)
            if (inst->operand[i]->inst->id >= r->lowest) r->wanted[inst->operand[i]->inst->id - r->lowest] = true;
    }
    return last;
}

/* Replays what the y depend on, from the instruction `first` on; those that have stand-ins already are left. */
static bool run(struct replay *r, struct cxi_inst *first, int outputs, cx_node *const *y) {
    struct cxi_inst *last = mark_wanted(r, outputs, y);
    for (struct cxi_inst *inst = first; last && inst && inst->id <= last->id; inst = inst->next)
        if (r->wanted[inst->id - r->lowest] && !r->instead[inst->id - r->lowest] && !step(r, inst)) return false;
    return cxi_ok(&r->graph->status);
}

static bool open_tables(struct replay *r, int lowest) {
    size_t ids = (size_t)(r->graph->next_id - lowest);
    r->lowest = lowest;
    r->wanted = cxi_new(ids, sizeof *r->wanted);
    r->instead = cxi_new(ids, sizeof *r->instead);
    return has_room(r->graph, r->wanted) && has_room(r->graph, r->instead);
}

static void close_tables(struct replay *r) {
    cxi_free(r->wanted);
    cxi_free(r->instead);
}

static bool give(struct replay *r, cx_node *x, struct stand_in instead) {
    struct stand_in *slots = slots_of(r, x->inst);
    if (slots) slots[x->index] = instead;
    return slots != NULL;
}

void cxi_batch_nodes(cx_graph *graph, int64_t size, int outputs, cx_node *const *y, int inputs, cx_node *const *x,
                     cx_node *const *bx, cx_node **by) {
    struct replay r = {.graph = graph, .size = size};
    struct cxi_inst *first = cxi_first_of(inputs, x);
    bool ok = cxi_ok(&graph->status) && open_tables(&r, first->id);
    for (int i = 0; i < inputs && ok; i++) ok = give(&r, x[i], (struct stand_in){bx[i], true});
    ok = ok && run(&r, first, outputs, y);
    for (int i = 0; i < outputs; i++) {
        struct stand_in s = ok ? stand_in(&r, y[i]) : (struct stand_in){cxi_poison(graph), true};
        by[i] = s.batched ? s.node : cxi_batch_repeat(s.node, size);
    }
    close_tables(&r);
}

bool cxi_batch_inline(struct cxi_function *function, int64_t size, cx_node *const *arguments, const bool *batched,
                      const bool *wanted, cx_node **results) {
    struct replay r = {.graph = function->graph, .size = size, .whole = true};
    if (!function->first) return true; /* it has no parameters, so it has no results either */
    bool ok = open_tables(&r, function->first->id);
    for (int i = 0; i < function->parameters.count && ok; i++)
        ok = give(&r, function->parameters.node[i], (struct stand_in){arguments[i], batched[i]});
    ok = ok && run(&r, function->first, function->results.count, function->results.node);
    for (int i = 0; i < function->results.count && ok; i++) {
        struct stand_in s = stand_in(&r, function->results.node[i]);
        results[i] = wanted[i] && !s.batched ? cxi_batch_repeat(s.node, size) : s.node;
    }
    close_tables(&r);
    return ok && cxi_ok(&r.graph->status);
}

bool cxi_batch_reaches(const struct cxi_function *function, const bool *parameters, bool *results) {
    if (!function->first) return true;
    int lowest = function->first->id;
    bool *reached = cxi_new((size_t)(function->graph->next_id - lowest), sizeof *reached);
    if (!has_room(function->graph, reached)) return false;
    for (int i = 0; i < function->parameters.count; i++)
        reached[function->parameters.node[i]->inst->id - lowest] = parameters[i];
    for (const struct cxi_inst *inst = function->first; inst; inst = inst->next)
        for (int i = 0; i < inst->operands && !reached[inst->id - lowest]; i++)
            reached[inst->id - lowest] = reached[inst->operand[i]->inst->id - lowest];
    for (int i = 0; i < function->results.count; i++)
        results[i] = reached[function->results.node[i]->inst->id - lowest];
    cxi_free(reached);
    return true;
}
