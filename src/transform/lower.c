#include "transform/lower.h"

#include "transform/rewrite.h"

typedef void pattern(struct cxi_rewrite *r, struct cxi_inst *inst);

/* What to look for around instructions of an operation. */
static pattern *pattern_of(const struct cxi_inst *inst) {
    if (inst->op == &cxi_op_convolution) return cxi_lower_convolution;
    if (inst->op == &cxi_op_max_pool) return cxi_lower_pool;
    return inst->op == &cxi_op_composite ? cxi_lower_pool_gradient : NULL;
}

static bool has_any(const struct cxi_function *function) {
    for (const struct cxi_inst *inst = function->first; inst; inst = inst->next) {
        if (pattern_of(inst)) return true;
        for (int i = 0; i < inst->regions; i++)
            if (has_any(inst->region[i])) return true;
    }
    return false;
}

bool cxi_may_lower(const cx_graph *graph) {
    return has_any(graph->main);
}

static bool lower_function(struct cxi_function *function) {
    struct cxi_rewrite r;
    if (!cxi_rewrite_begin(&r, function)) return false;
    for (struct cxi_inst *inst = function->first; inst; inst = inst->next) {
        pattern *lower = pattern_of(inst);
        if (lower) lower(&r, inst);
        for (int i = 0; i < inst->regions; i++)
            if (has_any(inst->region[i]) && !lower_function(inst->region[i])) return false;
        if (!cxi_ok(&function->graph->status)) return false;
    }
    return true;
}

bool cxi_lower(cx_graph *graph) {
    return lower_function(graph->main);
}
