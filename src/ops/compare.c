/* Comparison, and choice by its result. */
#include "ops/compare.h"
#include "ops/rooms.h"

#include <string.h>

/* --------------------------------------------------------------------------------------------- compare */

struct compare {
    const char *comparison_direction, *compare_type;
};

static const struct cxi_field compare_fields[] = {
    CXI_FIELD(compare, comparison_direction, CXI_WORD), CXI_FIELD(compare, compare_type, CXI_WORD), {0}};

#define DIRECTION(WORD) "#stablehlo<comparison_direction " #WORD ">"
#define TYPE(WORD)      "#stablehlo<comparison_type " #WORD ">"

static bool compare_infer(struct cxi_inst *inst) {
    const char *direction = ((const struct compare *)inst->attrs)->comparison_direction;
    if (!cxi_check_alike(inst, 0, 1)) return false;
    bool equality = strcmp(direction, DIRECTION(EQ)) == 0 || strcmp(direction, DIRECTION(NE)) == 0;
    if (!equality && cxi_is_complex(inst->operand[0]->dtype)) return cxi_reject(inst, "complex numbers have no order");
    inst->result[0].dtype = CX_BOOL;
    inst->result[0].dims = inst->operand[0]->dims;
    return true;
}

const struct cxi_op cxi_op_compare = {
    .name = "compare",
    .mnemonic = "stablehlo.compare",
    .summary = "whether a stands to b as asked: eq, ne, lt, le, gt, ge",
    .made_by = "cx_eq cx_ne cx_lt cx_le cx_gt cx_ge cx_total_eq cx_total_lt cx_total_le",
    .infer = compare_infer,
    .no_gradient = "its result is bool",
    .fields = compare_fields,
    .attrs_size = sizeof(struct compare),
    .results = 1,
    .elementwise = true,
};

static const char *type_of(cx_dtype dtype, bool total) {
    switch (cxi_dtype(dtype)->kind) {
    case CXI_SIGNED: return TYPE(SIGNED);
    case CXI_FLOAT: return total ? TYPE(TOTALORDER) : TYPE(FLOAT);
    case CXI_COMPLEX: return TYPE(FLOAT);
    default: return TYPE(UNSIGNED);
    }
}

static cx_node *compare(const char *name, const char *direction, bool total, cx_node *a, cx_node *b) {
    CXI_CALL(name, a, b);
    cx_node *both[] = {a, b};
    if (!cxi_broadcast_together(name, 2, both)) return cxi_poison(cxi_graph_among(2, both));
    return cxi_node(&cxi_op_compare, 2, both, &(struct compare){direction, type_of(both[0]->dtype, total)});
}

cx_node *(cx_eq)(cx_node *a, cx_node *b) {
    return compare("eq", DIRECTION(EQ), false, a, b);
}
cx_node *(cx_ne)(cx_node *a, cx_node *b) {
    return compare("ne", DIRECTION(NE), false, a, b);
}
cx_node *(cx_lt)(cx_node *a, cx_node *b) {
    return compare("lt", DIRECTION(LT), false, a, b);
}
cx_node *(cx_le)(cx_node *a, cx_node *b) {
    return compare("le", DIRECTION(LE), false, a, b);
}
cx_node *(cx_gt)(cx_node *a, cx_node *b) {
    return compare("gt", DIRECTION(GT), false, a, b);
}
cx_node *(cx_ge)(cx_node *a, cx_node *b) {
    return compare("ge", DIRECTION(GE), false, a, b);
}

cx_node *(cx_total_eq)(cx_node *a, cx_node *b) {
    return compare("total_eq", DIRECTION(EQ), true, a, b);
}
cx_node *(cx_total_lt)(cx_node *a, cx_node *b) {
    return compare("total_lt", DIRECTION(LT), true, a, b);
}
cx_node *(cx_total_le)(cx_node *a, cx_node *b) {
    return compare("total_le", DIRECTION(LE), true, a, b);
}

cx_node *cxi_before(cx_node *a, cx_node *b, bool descending) {
    return descending ? compare("sort", DIRECTION(GT), true, a, b) : compare("sort", DIRECTION(LT), true, a, b);
}

/* ---------------------------------------------------------------------------------------------- select */

static bool select_infer(struct cxi_inst *inst) {
    if (!cxi_check_kind(inst, 0, CXI_BOOLS) || !cxi_check_alike(inst, 1, 2)) return false;
    if (!cx_dims_equal(inst->operand[0]->dims, inst->operand[1]->dims))
        return cxi_reject(inst, "the predicate has another shape than what it chooses from");
    cxi_like(inst, 0, inst->operand[1]);
    return true;
}

static void select_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    dx[1] = cx_select(X, dy[0], cx_k(0));
    dx[2] = cx_select(X, cx_k(0), dy[0]);
}

const struct cxi_op cxi_op_select = {
    .name = "select",
    .mnemonic = "stablehlo.select",
    .summary = "yes where the predicate holds, no elsewhere",
    .infer = select_infer,
    .vjp = select_vjp,
    .jvp = cxi_jvp_linear,
    .results = 1,
    .elementwise = true,
};

cx_node *(cx_select)(cx_node *predicate, cx_node *yes, cx_node *no) {
    cx_node *all[] = {predicate, yes, no};
    cx_graph *graph = cxi_graph_among(3, all);
    if (yes && no && cxi_is_loose(yes) && cxi_is_loose(no))
        return cx_fail(graph, "select: both choices are plain numbers, so there is no dtype: use cx_fill or cx_scalar");
    if (!cxi_broadcast_together("select", 3, all)) return cxi_poison(graph);
    return cxi_node(&cxi_op_select, 3, all, NULL);
}

/* ----------------------------------------------------------------------------------------------- clamp */

static void clamp_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    cx_node *low = OPERAND(0), *x = OPERAND(1), *high = OPERAND(2);
    dx[0] = cx_select(cx_gt(low, x), dy[0], cx_k(0));
    dx[1] = cx_select(cx_and(cx_gt(x, low), cx_lt(x, high)), dy[0], cx_k(0));
    dx[2] = cx_select(cx_lt(high, x), dy[0], cx_k(0));
}

const struct cxi_op cxi_op_clamp = {
    .name = "clamp",
    .mnemonic = "stablehlo.clamp",
    .summary = "x, but at least low and at most high",
    .infer = cxi_infer_reals,
    .vjp = clamp_vjp,
    .results = 1,
    .elementwise = true,
};

cx_node *(cx_clamp)(cx_node *low, cx_node *x, cx_node *high) {
    cx_node *all[] = {low, x, high};
    if (!cxi_broadcast_together("clamp", 3, all)) return cxi_poison(cxi_graph_among(3, all));
    return cxi_node(&cxi_op_clamp, 3, all, NULL);
}
