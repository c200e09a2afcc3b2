/* Forward rules of linear operations: the operation itself, of tangents. */
#include "ops/rooms.h"

/* A copy of the operands, to be changed; NULL without memory. */
static cx_node **operands_of(const struct cxi_inst *y) {
    cx_graph *graph = y->function->graph;
    cx_node **copy = cxi_arena_copy(&graph->arena, y->operand, (size_t)y->operands * sizeof *copy);
    if (!copy) cxi_fail_memory(&graph->status);
    return copy;
}

/* Indices and the like stay what they are. */
void cxi_jvp_linear(struct cxi_inst *y, cx_node *const *dx, cx_node **dy) {
    cx_node **operand = operands_of(y);
    if (!operand) return;
    for (int i = 0; i < y->operands; i++)
        if (cxi_is_differentiable(operand[i]->dtype)) operand[i] = dx[i] ? dx[i] : cx_fill_like(operand[i], 0);
    struct cxi_inst *tangent = cxi_rebuild(y, operand);
    for (int i = 0; i < y->results; i++) dy[i] = cxi_result(tangent, i);
}

void cxi_jvp_multilinear(struct cxi_inst *y, cx_node *const *dx, cx_node **dy) {
    for (int i = 0; i < y->operands; i++) {
        cx_node **operand = dx[i] ? operands_of(y) : NULL;
        if (!operand) continue;
        operand[i] = dx[i];
        cx_node *term = cxi_result(cxi_rebuild(y, operand), 0);
        dy[0] = dy[0] ? cx_add(dy[0], term) : term;
    }
}
