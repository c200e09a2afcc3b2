#include "ops/rooms.h"

static int kind_of(cx_dtype dtype) {
    switch (cxi_dtype(dtype)->kind) {
    case CXI_BOOL: return CXI_BOOLS;
    case CXI_SIGNED:
    case CXI_UNSIGNED: return CXI_INTEGERS;
    case CXI_FLOAT: return CXI_FLOATS;
    case CXI_COMPLEX: return CXI_COMPLEXES;
    default: return 0;
    }
}

bool cxi_check_kind(struct cxi_inst *inst, int operand, int kinds) {
    if (kind_of(inst->operand[operand]->dtype) & kinds) return true;
    struct cxi_text allowed = {0};
    static const struct {
        int kind;
        const char *name;
    } names[] = {
        {CXI_BOOLS, "bool"}, {CXI_INTEGERS, "integers"}, {CXI_FLOATS, "floats"}, {CXI_COMPLEXES, "complex numbers"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (kinds & names[i].kind) cxi_addf(&allowed, "%s%s", allowed.length ? " or " : "", names[i].name);
    cxi_reject(inst, "operand %d is %s; it takes %s (cx_convert changes the dtype)", operand,
               cx_dtype_name(inst->operand[operand]->dtype), cxi_text(&allowed));
    cxi_text_free(&allowed);
    return false;
}

bool cxi_check_alike(struct cxi_inst *inst, int a, int b) {
    const cx_node *first = inst->operand[a], *second = inst->operand[b];
    if (first->dtype != second->dtype)
        return cxi_reject(inst, "the dtypes differ, %s and %s: bring them together with cx_convert",
                          cx_dtype_name(first->dtype), cx_dtype_name(second->dtype));
    if (!cx_dims_equal(first->dims, second->dims)) return cxi_reject(inst, "the shapes differ");
    return true;
}

void cxi_like(struct cxi_inst *inst, int result, const cx_node *node) {
    inst->result[result].dtype = node->dtype;
    inst->result[result].dims = node->dims;
}

static bool infer_alike(struct cxi_inst *inst, int kinds) {
    for (int i = 1; i < inst->operands; i++)
        if (!cxi_check_alike(inst, 0, i)) return false;
    cxi_like(inst, 0, inst->operand[0]);
    return cxi_check_kind(inst, 0, kinds);
}

bool cxi_infer_numbers(struct cxi_inst *inst) {
    return infer_alike(inst, CXI_NUMBERS);
}
bool cxi_infer_reals(struct cxi_inst *inst) {
    return infer_alike(inst, CXI_REALS);
}
bool cxi_infer_floats(struct cxi_inst *inst) {
    return infer_alike(inst, CXI_FLOATS);
}
bool cxi_infer_float_or_complex(struct cxi_inst *inst) {
    return infer_alike(inst, CXI_FLOATS | CXI_COMPLEXES);
}
bool cxi_infer_integers(struct cxi_inst *inst) {
    return infer_alike(inst, CXI_INTEGERS);
}
bool cxi_infer_bits(struct cxi_inst *inst) {
    return infer_alike(inst, CXI_BOOLS | CXI_INTEGERS);
}

/* -------------------------------------------------------------------------------------------- products */

bool cxi_check_products(struct cxi_inst *inst, cx_dtype result) {
    cx_dtype from = inst->operand[0]->dtype;
    if (inst->operand[1]->dtype != from)
        return cxi_reject(inst, "the dtypes differ: bring them together with cx_convert");
    if (!cxi_check_kind(inst, 0, CXI_NUMBERS)) return false;
    if (from == CX_I4 || from == CX_U4)
        return cxi_reject(inst, "there are no products of %s: use cx_convert first", cx_dtype_name(from));
    if (cxi_dtype(result)->kind != cxi_dtype(from)->kind || cxi_value_bits(result) < cxi_value_bits(from))
        return cxi_reject(inst, "products of %s are not summed in %s: it takes a dtype of that kind, at least as wide",
                          cx_dtype_name(from), cx_dtype_name(result));
    return true;
}

/* bf16 has the range of f32 and fast products: a wider cotangent is rounded to it, as that of an activation in
   bf16 would be. Other narrow dtypes would lose small gradients, so there it is the operand that is widened. */
cx_node *cxi_cotangent_factor(cx_node *dy, const cx_node *operand) {
    return operand->dtype == CX_BF16 ? cx_convert(dy, CX_BF16) : dy;
}

/* ---------------------------------------------------------------------------------------- broadcasting */

/* The shape two broadcast to; false when they do not. */
static bool join(cx_dims a, cx_dims b, cx_dims *joined) {
    joined->rank = a.rank > b.rank ? a.rank : b.rank;
    for (int i = 0; i < joined->rank; i++) {
        int ia = i - (joined->rank - a.rank), ib = i - (joined->rank - b.rank);
        int64_t da = ia < 0 ? 1 : a.dim[ia], db = ib < 0 ? 1 : b.dim[ib];
        if (da != db && da != 1 && db != 1) return false;
        joined->dim[i] = da == 1 ? db : da;
    }
    return true;
}

bool cxi_broadcast_together(const char *name, int count, cx_node **operands) {
    cx_graph *graph = cxi_graph_among(count, operands);
    if (!graph) return false;
    cx_dims dims = {0};
    cx_dtype dtype = CX_INVALID;
    for (int i = 0; i < count; i++) {
        if (!operands[i] || operands[i] == cxi_lost()) return cxi_fail_lost(graph, name, i), false;
        if (cxi_is_poison(operands[i])) return false;
    }
    for (int i = 0; i < count; i++) {
        if (cxi_is_loose(operands[i])) continue;
        cx_dims joined;
        if (!join(dims, operands[i]->dims, &joined)) {
            struct cxi_text shapes = {0};
            for (int k = 0; k < count; k++) {
                if (k) cxi_add(&shapes, " and ");
                cxi_add_type(&shapes, operands[k]->dtype, operands[k]->dims);
            }
            cx_fail(graph, "%s: the shapes do not broadcast: %s", name, cxi_text(&shapes));
            cxi_text_free(&shapes);
            return false;
        }
        dims = joined;
        if (dtype == CX_INVALID || dtype == CX_BOOL) dtype = operands[i]->dtype;
    }
    for (int i = 0; i < count; i++)
        operands[i] = cxi_is_loose(operands[i]) ? cxi_lift(name, operands[i], graph, dtype, dims)
                                                : cx_broadcast(operands[i], dims);
    return true;
}

bool cxi_is_there(cx_graph *graph, const char *name, int operand, cx_node *node) {
    if (!graph) return false;
    if (!node || node == cxi_lost()) return cxi_fail_lost(graph, name, operand), false;
    return !cxi_is_poison(node);
}

void cxi_add_list(struct cxi_text *out, const char *name, cx_dims list) {
    cxi_addf(out, "%s = ", name);
    cxi_add_dims(out, list);
}

/* What an axis is of, as messages say it. */
static struct cxi_words whole(const cx_node *x) {
    if (x->dtype != CX_INVALID) return cxi_type_words(x->dtype, x->dims);
    struct cxi_words words;
    snprintf(words.text, sizeof words.text, "a result of rank %d", x->dims.rank);
    return words;
}

int cxi_axis(cx_graph *graph, const char *name, const cx_node *x, int64_t axis) {
    int rank = x->dims.rank;
    if (axis >= -rank && axis < rank) return (int)(axis < 0 ? axis + rank : axis);
    if (rank)
        cx_fail(graph, "%s: axis %lld of %s: from %d to %d", name, (long long)axis, whole(x).text, -rank, rank - 1);
    else
        cx_fail(graph, "%s: axis %lld of %s, which has none", name, (long long)axis, whole(x).text);
    return -1;
}

bool cxi_axes(cx_graph *graph, const char *name, const cx_node *x, cx_dims *axes) {
    cx_dims seen = {0};
    if (axes->rank < 0 || axes->rank > CX_MAX_RANK)
        return cx_fail(graph, "%s: a list of %d axes of %s", name, axes->rank, whole(x).text), false;
    for (int i = 0; i < axes->rank; i++) {
        int axis = cxi_axis(graph, name, x, axes->dim[i]);
        if (axis < 0) return false;
        if (cxi_dims_has(seen, axis))
            return cx_fail(graph, "%s: axis %d of %s is there twice", name, axis, whole(x).text), false;
        seen = cxi_dims_add(seen, axis);
    }
    *axes = seen;
    return true;
}
