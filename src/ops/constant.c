/* Constants and iota: nodes without operands. Elements live in the graph's arena. */
#include "ops/constant.h"

#include <calx/ops.h>

#include "graph/op.h"
#include "stablehlo/literal.h"

#include <math.h>
#include <string.h>

/* ---------------------------------------------------------------------------------------------- constant */

static bool constant_infer(struct cxi_inst *inst) {
    const struct cxi_constant *c = inst->attrs;
    inst->result[0].dtype = c->dtype;
    inst->result[0].dims = c->dims;
    return true;
}

static void print_value(struct cxi_text *out, const struct cxi_inst *inst) {
    const struct cxi_constant *c = inst->attrs;
    cxi_add_literal(out, c->dtype, c->dims, c->splat, c->elements);
}

static const struct cxi_field constant_fields[] = {CXI_FIELD_PRINTED("value", print_value), {0}};

const struct cxi_op cxi_op_constant = {
    .name = "constant",
    .mnemonic = "stablehlo.constant",
    .summary = "elements known when the graph is built",
    .made_by = "cx_constant cx_scalar cx_fill cx_fill_like",
    .shapes = "-> the shape given",
    .infer = constant_infer,
    .no_gradient = "it has no operand",
    .fields = constant_fields,
    .attrs_size = sizeof(struct cxi_constant),
    .results = 1,
};

static cx_node *make(cx_graph *graph, cx_dtype dtype, cx_dims dims, bool splat, const void *elements, size_t bytes) {
    size_t whole;
    if (!graph || !graph->main) return cxi_lost();
    if (!cx_dtype_size(dtype) || !cxi_dims_valid(dims, cx_dtype_size(dtype), &whole))
        return cx_fail(graph, "constant: there is no %s", CXI_TYPE(&((cx_node){.dtype = dtype, .dims = dims})));
    if (!elements && bytes) return cx_fail(graph, "constant: the elements are NULL");
    const void *kept = cxi_arena_copy(&graph->arena, elements, bytes);
    if (!kept) {
        cxi_fail_memory(&graph->status);
        return cxi_poison(graph);
    }
    return cxi_leaf(&cxi_op_constant, graph, &(struct cxi_constant){dtype, dims, splat, bytes, kept});
}

/* Room for one element of any dtype, zeroed so that the imaginary part of a complex number is zero. */
#define ELEMENT_BYTES 16

bool cxi_check_number(cx_graph *graph, const char *name, cx_dtype dtype, double value) {
    if (!cxi_is_integer(dtype) || (value == trunc(value) && cxi_holds(dtype, value))) return true;
    struct cxi_text number = {0};
    cxi_add_number(&number, value, 9);
    cx_fail(graph, "%s: the number %s is not one of %s (cx_convert changes a node's dtype)", name, cxi_text(&number),
            cx_dtype_name(dtype));
    cxi_text_free(&number);
    return false;
}

cx_node *cxi_constant_number(cx_graph *graph, cx_dtype dtype, cx_dims dims, double value) {
    unsigned char element[ELEMENT_BYTES] = {0};
    if (!cxi_check_number(graph, "constant", dtype, value)) return cxi_poison(graph);
    cxi_element_write(dtype, element, value);
    return make(graph, dtype, dims, true, element, cx_dtype_size(dtype));
}

cx_node *cxi_constant_integer(cx_graph *graph, cx_dtype dtype, cx_dims dims, int64_t value) {
    unsigned char element[ELEMENT_BYTES] = {0};
    cxi_element_write_integer(dtype, element, value);
    return make(graph, dtype, dims, true, element, cx_dtype_size(dtype));
}

cx_node *(cx_fill)(cx_graph *graph, cx_dtype dtype, cx_dims dims, double value) {
    return cxi_constant_number(graph, dtype, dims, value);
}

cx_node *(cx_scalar)(cx_graph *graph, cx_dtype dtype, double value) {
    return cxi_constant_number(graph, dtype, CX_SCALAR, value);
}

cx_node *(cx_fill_like)(cx_node *like, double value) {
    cx_graph *graph = cx_graph_of(like);
    if (!graph || cxi_is_poison(like)) return like;
    return cxi_constant_number(graph, like->dtype, like->dims, value);
}

cx_node *(cx_constant)(cx_graph *graph, cx_dtype dtype, cx_dims dims, const void *elements) {
    size_t bytes;
    if (!cxi_dims_valid(dims, cx_dtype_size(dtype), &bytes)) bytes = 0; /* make() refuses it */
    return make(graph, dtype, dims, false, elements, bytes);
}

/* -------------------------------------------------------------------------------------------------- iota */

struct iota {
    int64_t iota_dimension;
    cx_dtype dtype;
    cx_dims dims;
};

static bool iota_infer(struct cxi_inst *inst) {
    const struct iota *a = inst->attrs;
    if (a->iota_dimension < 0 || a->iota_dimension >= a->dims.rank)
        return cxi_reject(inst, "axis %lld of the shape %s", (long long)a->iota_dimension, CXI_DIMS(a));
    if (a->dtype == CX_BOOL || !cx_dtype_size(a->dtype))
        return cxi_reject(inst, "there is no iota of %s", cx_dtype_name(a->dtype));
    inst->result[0].dtype = a->dtype;
    inst->result[0].dims = a->dims;
    return true;
}

static const struct cxi_field iota_fields[] = {CXI_FIELD(iota, iota_dimension, CXI_INT),
                                               CXI_FIELD(iota, dtype, CXI_PRIVATE),
                                               CXI_FIELD(iota, dims, CXI_PRIVATE_INTS),
                                               {0}};

const struct cxi_op cxi_op_iota = {
    .name = "iota",
    .mnemonic = "stablehlo.iota",
    .summary = "0, 1, 2, ... along one axis",
    .shapes = "-> the shape given",
    .infer = iota_infer,
    .no_gradient = "it has no operand",
    .fields = iota_fields,
    .attrs_size = sizeof(struct iota),
    .results = 1,
};

cx_node *(cx_iota)(cx_graph *graph, cx_dtype dtype, cx_dims dims, int axis) {
    if (!graph || !graph->main) return cxi_lost();
    return cxi_leaf(&cxi_op_iota, graph, &(struct iota){axis < 0 ? axis + dims.rank : axis, dtype, dims});
}
