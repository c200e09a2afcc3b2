#include "transform/lower.h"

#include "transform/rewrite.h"

typedef void pattern(struct cxi_rewrite *r, struct cxi_inst *inst);

/* What to look for around an instruction, for kernels on the library. */
static pattern *library_pattern(const struct cxi_inst *inst) {
    if (inst->op == &cxi_op_convolution) return cxi_lower_convolution;
    if (inst->op == &cxi_op_max_pool) return cxi_lower_pool;
    if (cxi_is_large_product(inst)) return cxi_lower_product;
    return cxi_is_named(inst, "max_pool_gradient") ? cxi_lower_pool_gradient : NULL;
}

static bool is_for_library(const struct cxi_inst *inst) {
    return library_pattern(inst) || cxi_is_attention(inst);
}

static pattern *own_pattern(const struct cxi_inst *inst) {
    if (cxi_is_sum_of_squares(inst)) return cxi_lower_squares;
    return cxi_is_small_norm(inst) ? cxi_lower_norm : NULL;
}

static bool is_for_own(const struct cxi_inst *inst) {
    return own_pattern(inst) != NULL;
}

static pattern *pattern_of(const struct cxi_inst *inst, struct cxi_kernel_sets kernels) {
    pattern *own = kernels.own ? own_pattern(inst) : NULL;
    return own || !kernels.library ? own : library_pattern(inst);
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

static bool gains(const struct cxi_function *function, struct cxi_kernel_sets kernels) {
    return has_any(function, cxi_is_column_sum) || has_any(function, cxi_is_product_of_computed) ||
           (kernels.library && has_any(function, is_for_library)) || (kernels.own && has_any(function, is_for_own));
}

struct cxi_kernel_sets cxi_kernels_wanted(const cx_graph *graph) {
    return (struct cxi_kernel_sets){has_any(graph->main, is_for_library), has_any(graph->main, is_for_own)};
}

/* Before its products are looked at; then they are gone. */
static bool lower_attention(struct cxi_rewrite *r, struct cxi_function *function) {
    bool any = false;
    for (struct cxi_inst *inst = function->first; inst; inst = inst->next)
        if (cxi_is_attention(inst)) cxi_lower_attention(r, inst), any = true;
    return !any || cxi_rewrite_begin(r, function);
}

static bool lower_function(struct cxi_function *function, struct cxi_kernel_sets kernels) {
    struct cxi_rewrite r;
    if (!cxi_rewrite_begin(&r, function) || (kernels.library && !lower_attention(&r, function))) return false;
    for (struct cxi_inst *inst = function->first; inst; inst = inst->next) {
        pattern *lower = pattern_of(inst, kernels);
        if (lower) lower(&r, inst);
        for (int i = 0; i < inst->regions; i++)
            if (gains(inst->region[i], kernels) && !lower_function(inst->region[i], kernels)) return false;
        if (!cxi_ok(&function->graph->status)) return false;
    }
    for (struct cxi_inst *inst = function->first; inst; inst = inst->next) /* those that no kernel does as well */
        if (cxi_is_column_sum(inst) && r.uses[inst->id]) cxi_lower_sum(&r, inst);
    for (struct cxi_inst *inst = function->first; inst; inst = inst->next) /* those of sums, too */
        if (cxi_is_product_of_computed(inst) && r.uses[inst->id]) cxi_lower_operands(&r, inst);
    return cxi_ok(&function->graph->status);
}

bool cxi_lower(cx_graph *graph, struct cxi_kernel_sets kernels) {
    return !gains(graph->main, kernels) || lower_function(graph->main, kernels);
}
