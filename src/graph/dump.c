/* The graph for people: a line per operation, with shapes, scopes and places.

       graph 'affine'
         %0 f32[2, 3] parameter x
         %2 f32[2, 3] mul %0 %1                            model.c:12 block0 */
#include "graph/graph.h"
#include "graph/op.h"

static void dump_function(struct cxi_text *out, const struct cxi_function *function, int depth);

static void dump_node(struct cxi_text *out, const cx_node *node) {
    cxi_addf(out, node->inst->results > 1 ? "%%%d#%d" : "%%%d", node->inst->id, node->index);
}

static void dump_instruction(struct cxi_text *out, const struct cxi_inst *inst, int depth) {
    size_t start = out->length;
    cxi_addf(out, "%*s%%%d ", 2 * depth, "", inst->id);
    for (int i = 0; i < inst->results; i++) {
        if (i) cxi_add(out, ", ");
        cxi_add_type(out, inst->result[i].dtype, inst->result[i].dims);
    }
    cxi_addf(out, " %s", inst->op->name);
    for (int i = 0; i < inst->operands; i++) {
        cxi_add(out, " ");
        dump_node(out, inst->operand[i]);
    }
    size_t width = out->length - start;
    if (inst->place) cxi_addf(out, "%*s%s", width < 60 ? (int)(60 - width) : 2, "", inst->place);
    if (inst->scope) cxi_addf(out, " %s", inst->scope);
    cxi_add(out, "\n");
    for (int i = 0; i < inst->regions; i++) {
        cxi_addf(out, "%*s%s:\n", 2 * depth + 2, "", inst->region[i]->name);
        dump_function(out, inst->region[i], depth + 2);
    }
}

static void dump_function(struct cxi_text *out, const struct cxi_function *function, int depth) {
    for (const struct cxi_inst *inst = function->first; inst; inst = inst->next) dump_instruction(out, inst, depth);
    cxi_addf(out, "%*sreturn", 2 * depth, "");
    for (int i = 0; i < function->results.count; i++) {
        cxi_add(out, " ");
        dump_node(out, function->results.node[i]);
    }
    cxi_add(out, "\n");
}

bool cx_graph_dump(const cx_graph *graph, FILE *to) {
    struct cxi_text out = {0};
    cxi_addf(&out, "graph '%s'\n", graph->name);
    if (graph->main) dump_function(&out, graph->main, 1);
    if (!cxi_ok(&graph->status)) cxi_addf(&out, "  in error: %s\n", cxi_error(&graph->status));
    bool ok = cxi_text_ok(&out) && fwrite(cxi_text(&out), 1, out.length, to) == out.length;
    cxi_text_free(&out);
    return ok;
}
