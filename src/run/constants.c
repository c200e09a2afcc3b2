#include "run/constants.h"

#include "base/alloc.h"
#include "graph/op.h"
#include "ops/constant.h"

static bool is_large(const struct cxi_inst *inst) {
    enum { LEAST = 1 << 16 }; /* bytes: XLA may compute ahead with smaller ones */
    if (inst->op != &cxi_op_constant) return false;
    const struct cxi_constant *c = inst->attrs;
    return !c->splat && c->bytes >= LEAST;
}

/* Counts them, and lists them in node[] unless that is NULL. */
static int find(const struct cxi_function *main, const bool *live, cx_node **node) {
    int count = 0;
    for (struct cxi_inst *inst = main->first; inst; inst = inst->next) {
        if (!live[inst->id] || !is_large(inst)) continue;
        if (node) node[count] = &inst->result[0];
        count++;
    }
    return count;
}

static bool list(struct cxi_constants *c, const cx_graph *graph, int devices) {
    bool *live = cxi_new((size_t)graph->next_id + 1, sizeof *live);
    if (!live) return false;
    cxi_mark_live(graph->main, live);
    c->count = find(graph->main, live, NULL);
    if (c->count) {
        c->node = cxi_new((size_t)c->count, sizeof *c->node);
        c->buffer = cxi_new((size_t)c->count * (size_t)devices, sizeof *c->buffer);
        if (c->node) find(graph->main, live, c->node);
    }
    cxi_free(live);
    return !c->count || (c->node && c->buffer);
}

bool cxi_constants_take(struct cxi_constants *c, const cx_graph *graph, struct cxi_client *client, int devices,
                        struct cxi_status *status) {
    *c = (struct cxi_constants){0};
    if (!list(c, graph, devices)) return cxi_fail_memory(status);
    for (int d = 0; d < devices; d++)
        for (int i = 0; i < c->count; i++) {
            const struct cxi_constant *constant = c->node[i]->inst->attrs;
            struct cxi_buffer *buffer = cxi_buffer_from_host(client, d, constant->elements, constant->dtype,
                                                             constant->dims, CXI_COPY, NULL, NULL, status);
            if (!buffer) return false;
            c->buffer[c->buffers++] = buffer;
        }
    return true;
}

void cxi_constants_free(struct cxi_constants *c) {
    for (int i = 0; i < c->buffers; i++) cxi_buffer_free(c->buffer[i]);
    cxi_free(c->buffer);
    cxi_free(c->node);
    *c = (struct cxi_constants){0};
}
