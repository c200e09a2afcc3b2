/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "ops/sweep.h"

#include <stdlib.h>

static cx_dtype leading_dtype(const struct expected *e) {
    for (int i = 0; i < e->inputs; i++)
        if (e->in[i]->dtype == CX_F64) return CX_F64;
    return e->in[0]->dtype;
}

bool sweep_leads(const struct expected *e, int input) {
    return e->in[input]->dtype == leading_dtype(e);
}

cx_graph *sweep_graph(const struct op_case *c, const struct expected *e, cx_dtype dtype) {
    cx_graph *graph = cx_graph_new(c->name);
    cx_node *in[CASE_INPUTS], *out[CASE_OUTPUTS];
    for (int i = 0; i < e->inputs; i++)
        in[i] = cx_parameter(graph, "x", sweep_leads(e, i) ? dtype : e->in[i]->dtype, e->in[i]->dims);
    c->build(graph, in, out);
    cx_return(graph, c->outputs, out);
    return graph;
}

/* ------------------------------------------------------------------------------------- what is in a graph */

static bool touches(const struct cxi_inst *inst, cx_dtype dtype) {
    bool found = dtype == CX_INVALID;
    for (int i = 0; i < inst->operands; i++) found |= inst->operand[i]->dtype == dtype;
    for (int i = 0; i < inst->results; i++) found |= inst->result[i].dtype == dtype;
    return found;
}

/* In a function or a region below. */
static const struct cxi_inst *find(const struct cxi_function *function, const struct cxi_op *op, cx_dtype dtype,
                                   bool *live) {
    cxi_mark_live(function, live);
    for (const struct cxi_inst *inst = function->first; inst; inst = inst->next) {
        if (!live[inst->id]) continue;
        if (inst->op == op && touches(inst, dtype)) return inst;
        for (int i = 0; i < inst->regions; i++) {
            const struct cxi_inst *inner = find(inst->region[i], op, dtype, live);
            if (inner) return inner;
        }
    }
    return NULL;
}

static const struct cxi_inst *find_in(const cx_graph *graph, const struct cxi_op *op, cx_dtype dtype) {
    if (cx_graph_error(graph)) return NULL;
    bool *live = calloc((size_t)graph->next_id + 1, sizeof *live);
    assert_non_null(live);
    const struct cxi_inst *inst = find(graph->main, op, dtype, live);
    free(live);
    return inst;
}

bool sweep_has(const cx_graph *graph, const struct cxi_op *op, cx_dtype dtype) {
    return find_in(graph, op, dtype) != NULL;
}

/* ------------------------------------------------------------------------------------------- what is taken */

const struct op_case *sweep_case(const struct cxi_safetensors *file, const struct cxi_op *op, cx_dtype dtype) {
    for (int i = 0; case_at(i); i++) {
        const struct op_case *c = case_at(i);
        struct expected e;
        if (!case_covers(c, op->name) || !fixture_find(file, c, &e)) continue;
        cx_graph *graph = sweep_graph(c, &e, dtype);
        bool there = sweep_has(graph, op, dtype);
        cx_graph_free(graph);
        if (there) return c;
    }
    return NULL;
}

/* The instruction once more, its operands parameters: those of the dtype `from` are of `to`. */
static bool takes(const struct cxi_inst *inst, cx_dtype from, cx_dtype to) {
    enum { MOST = 16 };
    cx_graph *graph = cx_graph_new("record");
    cx_node *operand[MOST];
    if (inst->operands > MOST) fail_msg("%s has %d operands", inst->op->name, inst->operands);
    for (int i = 0; i < inst->operands; i++) {
        const cx_node *x = inst->operand[i];
        operand[i] = cx_parameter(graph, "x", x->dtype == from ? to : x->dtype, x->dims);
    }
    cxi_node(inst->op, inst->operands, operand, inst->attrs);
    bool taken = !cx_graph_error(graph);
    cx_graph_free(graph);
    return taken;
}

bool sweep_takes(const struct cxi_safetensors *file, const struct cxi_op *op, cx_dtype dtype) {
    for (int i = 0; case_at(i); i++) {
        const struct op_case *c = case_at(i);
        struct expected e;
        if (!case_covers(c, op->name) || !fixture_find(file, c, &e)) continue;
        cx_graph *graph = sweep_graph(c, &e, leading_dtype(&e));
        const struct cxi_inst *inst = find_in(graph, op, leading_dtype(&e));
        if (!inst) inst = find_in(graph, op, CX_INVALID);
        bool bare = inst && inst->operands && !inst->regions;
        cx_dtype from = CX_INVALID;
        for (int k = 0; bare && k < inst->operands; k++)
            if (from == CX_INVALID || inst->operand[k]->dtype == leading_dtype(&e)) from = inst->operand[k]->dtype;
        bool taken = !bare || takes(inst, from, dtype);
        cx_graph_free(graph);
        return taken;
    }
    return false;
}
