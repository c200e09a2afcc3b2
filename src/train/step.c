/* The graphs of a training step and of an evaluation. */
#include "train/step.h"

#include <calx/gradient.h>

#include "nn/store.h"

/* The parameters to train: floating variables that are not fixed. */
static struct cxi_list trained(struct cxi_trace *trace) {
    struct cxi_list list = {0};
    for (struct cxi_binding *b = trace->first; b; b = b->next)
        if (!b->fixed && cxi_is_float(b->node->dtype)) cxi_list_add(trace->graph, &list, b->node);
    return list;
}

static const char *path_of(struct cxi_trace *trace, const cx_node *node) {
    for (struct cxi_binding *b = trace->first; b; b = b->next)
        if (b->node == node) return b->path;
    return "";
}

static void update_parameters(const cx_optimizer *optimizer, cx_scope *scope, cx_node *loss) {
    struct cxi_trace *trace = scope->trace;
    cx_graph *graph = trace->graph;
    struct cxi_list parameters = trained(trace);
    cx_node **gradient = cxi_arena_new(&graph->arena, (size_t)parameters.count, sizeof *gradient);
    if (!gradient) {
        cxi_fail_memory(&graph->status);
        return;
    }
    trace->may_create = true; /* the optimizer's own */
    cx_node *step = cx_add(cxi_step(trace), cx_k(1));
    cx_grad(loss, parameters.count, parameters.node, gradient);
    for (int i = 0; i < parameters.count && cxi_ok(&graph->status); i++) {
        const char *path = path_of(trace, parameters.node[i]);
        cx_scope *own = cx_in(cx_in(scope, "%s", optimizer->name), "%s", path);
        cx_assign(scope, path, optimizer->update(optimizer, own, parameters.node[i], gradient[i], step));
    }
    cx_assign(scope, CXI_STEP_PATH, step);
}

/* out: the mean loss, the mean metric (the loss again where there is none). */
void cxi_build_step(cx_scope *scope, cx_node *const *in, cx_node **out, void *user) {
    const cx_trainer_args *args = user;
    cx_node *predictions = args->model(scope, in, args->user);
    cx_node *loss = cx_mean(cx_convert(args->loss(predictions, in[1]), CX_F32));
    out[0] = loss;
    out[1] = args->metric ? cx_mean(args->metric(predictions, in[1])) : loss;
    update_parameters(&args->optimizer, scope, loss);
}

/* out: the sums over the batch's examples. */
void cxi_build_evaluation(cx_scope *scope, cx_node *const *in, cx_node **out, void *user) {
    const cx_trainer_args *args = user;
    cx_node *predictions = args->model(scope, in, args->user);
    out[0] = cx_sum(cx_convert(args->loss(predictions, in[1]), CX_F32));
    out[1] = args->metric ? cx_sum(args->metric(predictions, in[1])) : out[0];
}
