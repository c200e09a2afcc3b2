#include "transform/cost.h"

#include "base/alloc.h"
#include "transform/rewrite.h"

static int place_of(const struct cxi_op *op) {
    int place = 0;
    while (cxi_ops[place] && cxi_ops[place] != op) place++;
    return place < CXI_COST_OPS ? place : 0;
}

static void add(struct cxi_cost *to, const struct cxi_cost *more, double times) {
    to->total += times * more->total;
    for (int i = 0; i < CXI_COST_OPS; i++) to->flops[i] += times * more->flops[i];
}

static double flops_of(const struct cxi_inst *inst) {
    if (inst->op->flops) return inst->op->flops(inst);
    bool counts = inst->op->elementwise && cxi_is_float(inst->result[0].dtype);
    return counts ? (double)cx_dims_count(inst->result[0].dims) : 0;
}

/* How often a while's body runs, where the scan that it was made for says so. */
static double turns_of(const struct cxi_inst *loop) {
    for (const struct cxi_inst *inst = loop->next; inst; inst = inst->next)
        if (inst->op == &cxi_op_scan && inst->operands && inst->operand[0]->inst == loop)
            return (double)*(const int64_t *)cxi_attribute(inst, "turns");
    return 1;
}

static struct cxi_cost cost_of(const struct cxi_function *function, bool *live);

/* A reducer's or comparator's region is part of what its operation counts. */
static void add_regions(struct cxi_cost *cost, const struct cxi_inst *inst, bool *live) {
    bool branches = inst->op == &cxi_op_if;
    struct cxi_cost largest = {0};
    if (!branches && inst->op != &cxi_op_while && inst->op != &cxi_op_call) return;
    for (int i = 0; i < inst->regions; i++) {
        struct cxi_cost region = cost_of(inst->region[i], live);
        if (!branches) add(cost, &region, inst->op == &cxi_op_while ? turns_of(inst) : 1);
        if (region.total > largest.total) largest = region;
    }
    if (branches) add(cost, &largest, 1);
}

static struct cxi_cost cost_of(const struct cxi_function *function, bool *live) {
    struct cxi_cost cost = {0};
    cxi_mark_live(function, live);
    for (const struct cxi_inst *inst = function->first; inst; inst = inst->next) {
        if (!live[inst->id] || inst->op->alias) continue;
        double flops = flops_of(inst);
        cost.total += flops;
        cost.flops[place_of(inst->op)] += flops;
        add_regions(&cost, inst, live);
    }
    return cost;
}

struct cxi_cost cxi_cost(const cx_graph *graph) {
    struct cxi_cost none = {0};
    bool *live = cxi_new((size_t)graph->next_id + 1, sizeof *live);
    if (!live) return none;
    struct cxi_cost cost = cost_of(graph->main, live);
    cxi_free(live);
    return cost;
}

void cxi_cost_describe(const struct cxi_cost *cost, struct cxi_text *out) {
    enum { SHOWN = 4 };
    struct cxi_cost left = *cost;
    for (int n = 0; n < SHOWN; n++) {
        int most = 0;
        for (int i = 1; i < CXI_COST_OPS; i++)
            if (left.flops[i] > left.flops[most]) most = i;
        double share = left.flops[most] / cost->total;
        if (!(share >= 0.001)) return;
        cxi_addf(out, "%s%s ", n ? ", " : "", cxi_ops[most]->name);
        cxi_add_fixed(out, 100 * share, 1);
        cxi_add(out, "%");
        left.flops[most] = 0;
    }
}
