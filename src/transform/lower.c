#include "transform/lower.h"

#include "transform/rewrite.h"

typedef void pattern(struct cxi_rewrite *r, struct cxi_inst *inst);

/* What to look for around instructions of an operation. */
static pattern *pattern_of(const struct cxi_inst *inst) {
    if (inst->op == &cxi_op_convolution) return cxi_lower_convolution;
    if (inst->op == &cxi_op_max_pool) return cxi_lower_pool;
    if (cxi_is_large_product(inst)) return cxi_lower_product;
    return inst->op == &cxi_op_composite ? cxi_lower_pool_gradient : NULL;
}

static bool has_pattern(const struct cxi_inst *inst) {
    return pattern_of(inst) != NULL;
}

typedef bool question(const struct cxi_inst *inst);
static bool has_any(const struct cxi_function *function, question *is) {
    for (const struct cxi_inst *inst = function->first; inst; inst = inst->next) {
        if (is(inst)) return true;
        for (int i = 0; i < inst->regions; i++)
            if (has_any(inst->region[i], is)) return true;
    }
    return false;
}

static bool gains(const struct cxi_function *function, bool to_kernels) {
    return has_any(function, cxi_is_column_sum) || has_any(function, cxi_is_product_of_computed) ||
           (to_kernels && has_any(function, has_pattern));
}

bool cxi_may_lower_to_kernels(const cx_graph *graph) {
    return has_any(graph->main, has_pattern);
}

static bool lower_function(struct cxi_function *function, bool to_kernels) {
    struct cxi_rewrite r;
    if (!cxi_rewrite_begin(&r, function)) return false;
    for (struct cxi_inst *inst = function->first; inst; inst = inst->next) {
        pattern *lower = to_kernels ? pattern_of(inst) : NULL;
        if (lower) lower(&r, inst);
        for (int i = 0; i < inst->regions; i++)
            if (gains(inst->region[i], to_kernels) && !lower_function(inst->region[i], to_kernels)) return false;
        if (!cxi_ok(&function->graph->status)) return false;
    }
    for (struct cxi_inst *inst = function->first; inst; inst = inst->next) /* those that no kernel does as well */
        if (cxi_is_column_sum(inst) && r.uses[inst->id]) cxi_lower_sum(&r, inst);
    for (struct cxi_inst *inst = function->first; inst; inst = inst->next) /* those of sums, too */
        if (cxi_is_product_of_computed(inst) && r.uses[inst->id]) cxi_lower_operands(&r, inst);
    return cxi_ok(&function->graph->status);
}

bool cxi_lower(cx_graph *graph, bool to_kernels) {
    return !gains(graph->main, to_kernels) || lower_function(graph->main, to_kernels);
}
