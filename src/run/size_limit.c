#include "run/size_limit.h"

#include "base/alloc.h"
#include "graph/op.h"

#define LARGEST ((int64_t)1 << 38) /* bytes */

static bool check(const struct cxi_inst *inst, struct cxi_status *status) {
    for (int i = 0; i < inst->results; i++) {
        const cx_node *result = &inst->result[i];
        if (cx_dims_count(result->dims) <= LARGEST / (int64_t)cx_dtype_size(result->dtype)) continue;
        return cxi_fail(status, "%s%s%s: the result is %s, and XLA's CPU compiler takes up to %lld GiB for a value",
                        inst->place ? inst->place : "", inst->place ? ": " : "", inst->op->name, CXI_TYPE(result),
                        (long long)(LARGEST >> 30));
    }
    return true;
}

static bool check_function(const struct cxi_function *function, bool *live, struct cxi_status *status) {
    cxi_mark_live(function, live);
    for (const struct cxi_inst *inst = function->first; inst; inst = inst->next) {
        bool printed = live[inst->id] || inst->op == &cxi_op_parameter;
        if (printed && !check(inst, status)) return false;
        for (int i = 0; i < inst->regions && printed; i++)
            if (!check_function(inst->region[i], live, status)) return false;
    }
    return true;
}

bool cxi_check_sizes(const cx_graph *graph, struct cxi_status *status) {
    bool *live = cxi_new((size_t)graph->next_id + 1, sizeof *live);
    if (!live) return cxi_fail_memory(status);
    bool fine = check_function(graph->main, live, status);
    cxi_free(live);
    return fine;
}
