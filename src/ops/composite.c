#include "ops/composite.h"

#include "ops/rooms.h"
#include "transform/batch.h"

struct composite {
    const char *name; /* a literal */
    cx_dims detail;
};

static const struct cxi_field composite_fields[] = {
    CXI_FIELD(composite, name, CXI_PRIVATE), CXI_FIELD(composite, detail, CXI_PRIVATE), {0}};

static bool composite_infer(struct cxi_inst *inst) {
    cxi_like(inst, 0, inst->operand[0]);
    return true;
}

static void composite_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    (void)y;
    dx[0] = dy[0];
}

static void composite_jvp(struct cxi_inst *y, cx_node *const *dx, cx_node **dy) {
    (void)y;
    dy[0] = dx[0];
}

/* Of a batch it is just the value. */
static void composite_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    (void)y;
    out[0] = cxi_batch_operand(b, 0);
}

const struct cxi_op cxi_op_composite = {
    .name = "composite",
    .summary = "x itself, known as what a name and further operands say",
    .made_by = "",
    .shapes = "x, ... -> that of x",
    .infer = composite_infer,
    .batch = composite_batch,
    .vjp = composite_vjp,
    .jvp = composite_jvp,
    .fields = composite_fields,
    .attrs_size = sizeof(struct composite),
    .results = 1,
    .alias = true,
};

cx_node *cxi_composite(const char *name, cx_node *value, int count, cx_node *const *of, cx_dims detail) {
    if (cxi_is_poison(value)) return value;
    cx_graph *graph = cx_graph_of(value);
    cx_node **operands = cxi_arena_new(&graph->arena, (size_t)count + 1, sizeof *operands);
    if (!operands) return cxi_fail_memory(&graph->status), cxi_poison(graph);
    operands[0] = value;
    for (int i = 0; i < count; i++) operands[i + 1] = of[i];
    return cxi_node(&cxi_op_composite, 1 + count, operands, &(struct composite){name, detail});
}
