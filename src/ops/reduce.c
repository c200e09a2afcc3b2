/* Reductions: the common ones each with a record and a gradient of its own, and `reduce_by` with a
   user's reducer. All are stablehlo.reduce with a region; the common ones build theirs here. */
#include "ops/constant.h"
#include "ops/reduce.h"
#include "ops/rooms.h"
#include "transform/batch.h"

#include <calx/gradient.h>
#include <math.h>

struct reduce {
    cx_dims dimensions;
};

static const struct cxi_field reduce_fields[] = {CXI_FIELD(reduce, dimensions, CXI_INTS), {0}};

static const cx_dims *axes_of(const struct cxi_inst *inst) {
    return &((const struct reduce *)inst->attrs)->dimensions;
}

/* Operands are count arrays, then count initial scalars. */
static bool reduce_infer(struct cxi_inst *inst) {
    int count = inst->operands / 2;
    for (int i = 0; i < count; i++) {
        const cx_node *x = inst->operand[i], *init = inst->operand[count + i];
        if (!cx_dims_equal(x->dims, inst->operand[0]->dims)) return cxi_reject(inst, "the shapes differ");
        if (init->dims.rank != 0 || init->dtype != x->dtype)
            return cxi_reject(inst, "initial value %d must be a scalar of %s", i, cx_dtype_name(x->dtype));
        const cx_node *step = inst->region[0]->results.node[i];
        if (step->dtype != x->dtype || step->dims.rank != 0)
            return cxi_reject(inst, "result %d of the reducer must be a scalar of %s", i, cx_dtype_name(x->dtype));
        inst->result[i].dtype = x->dtype;
        inst->result[i].dims = cxi_dims_without(x->dims, *axes_of(inst));
    }
    return true;
}

static int reduce_result_count(const struct cxi_inst *inst) {
    return inst->operands / 2;
}

static void reduce_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    int count = y->operands / 2;
    cx_node **operand = cxi_batch_operands(y, b);
    bool own_start = !operand;
    for (int i = count; i < y->operands && operand; i++) {
        own_start |= b->batched[i];
        operand[i] = b->in[i];
    }
    if (own_start) {
        cxi_batch_loop(y, b, out);
        return;
    }
    struct cxi_inst *made = cxi_rebuild_with(y, operand, &(struct reduce){cxi_dims_shifted(*axes_of(y))});
    for (int i = 0; i < count; i++) out[i] = cxi_result(made, i);
}

/* ------------------------------------------------------------------------------------- the common reductions */

/* A reduced result (or its cotangent) stretched back over the shape it was reduced from. */
static cx_node *stretch(struct cxi_inst *y, cx_node *reduced) {
    cx_dims kept = {0};
    for (int i = 0; i < X->dims.rank; i++)
        if (!cxi_dims_has(*axes_of(y), i)) kept = cxi_dims_add(kept, i);
    return cx_broadcast_in_dim(reduced, X->dims, kept);
}

static void sum_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    dx[0] = stretch(y, dy[0]);
}

/* The elements equal to the extreme share its gradient equally. */
static void extreme_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    cx_node *winner = cx_convert(cx_eq(X, stretch(y, Y)), X->dtype);
    cx_node *winners = cx_sum(winner, .axes = *axes_of(y));
    dx[0] = cx_mul(winner, stretch(y, cx_div(dy[0], winners)));
}

static void product_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx);

static double reduce_flops(const struct cxi_inst *y) {
    return cxi_is_float(X->dtype) ? (double)cx_dims_count(X->dims) : 0;
}

#define ROOM(NAME, SUMMARY, COMBINE, ...)                                     \
    const struct cxi_op cxi_op_##NAME = {.name = #NAME,                       \
                                         .mnemonic = "stablehlo.reduce",      \
                                         .summary = SUMMARY,                  \
                                         .shapes = "x -> without the axes",   \
                                         .infer = reduce_infer,               \
                                         .batch = reduce_batch,               \
                                         .flops = reduce_flops,               \
                                         .fields = reduce_fields,             \
                                         .attrs_size = sizeof(struct reduce), \
                                         .results = 1,                        \
                                         __VA_ARGS__};                        \
    static void NAME##_body(cx_node *const *in, cx_node **out, void *user) {  \
        (void)user;                                                           \
        out[0] = COMBINE(in[0], in[1]);                                       \
    }

ROOM(sum, "the sum over axes", cx_add, .vjp = sum_vjp, .jvp = cxi_jvp_linear)
ROOM(product, "the product over axes", cx_mul, .vjp = product_vjp)
ROOM(max, "the largest over axes", cx_maximum, .vjp = extreme_vjp, .made_by = "cx_max cx_argmax")
ROOM(min, "the smallest over axes", cx_minimum, .vjp = extreme_vjp)
ROOM(all, "whether all are true, or the bits that all have", cx_and, .no_gradient = "it is of bits")
ROOM(any, "whether any is true, or the bits that any has", cx_or, .no_gradient = "it is of bits")

struct cxi_function *cxi_reducer(const struct cxi_op *op, cx_node *x, cx_body *combine) {
    return cxi_region(cx_graph_of(x), &(struct cxi_region_spec){.name = op->name,
                                                                .inputs = 2,
                                                                .like = (cx_node *[]){x, x},
                                                                .scalars = true,
                                                                .isolated = true,
                                                                .outputs = 1,
                                                                .body = combine});
}

/* x, of one of the kinds, reduced over axes by one of the common reducers, starting from `init`. `called` is what the user
   wrote, for messages. */
static cx_node *reduce(const char *called, const struct cxi_op *op, cx_body *body, cx_reduce_args args, int kinds,
                       double init) {
    cx_graph *graph = cx_graph_of(cx_at_(args.x, args.at_));
    if (!graph || cxi_is_poison(args.x)) return args.x;
    cx_node *x = args.x;
    struct reduce attrs = {args.axes.rank ? args.axes : cxi_dims_range(0, x->dims.rank)};
    if (!cxi_axes(graph, called, x, &attrs.dimensions)) return cxi_poison(graph);
    /* Checked before the region is built, or else the message would be about the region. */
    struct cxi_op named = *op;
    named.name = called;
    struct cxi_inst wanted = {.op = &named, .function = graph->current, .operands = 1, .operand = &x};
    if (!cxi_check_kind(&wanted, 0, kinds)) return cxi_poison(graph);
    struct cxi_function *region = cxi_reducer(op, x, body);
    if (!region) return cxi_poison(graph);
    cx_node *start = cxi_extreme_or_number(graph, x->dtype, init);
    cx_node *y = cxi_result(cxi_build(&(struct cxi_build){.op = op,
                                                          .operands = 2,
                                                          .operand = (cx_node *[]){x, start},
                                                          .attrs = &attrs,
                                                          .regions = 1,
                                                          .region = &region}),
                            0);
    if (!args.keep || cxi_is_poison(y)) return y;
    cx_dims kept = x->dims;
    for (int i = 0; i < attrs.dimensions.rank; i++) kept.dim[attrs.dimensions.dim[i]] = 1;
    return cx_reshape(y, kept);
}

cx_node *cxi_extreme_or_number(cx_graph *graph, cx_dtype dtype, double value) {
    if (isinf(value) && cxi_is_integer(dtype)) {
        int bits = cxi_value_bits(dtype);
        bool is_signed = cxi_dtype(dtype)->kind == CXI_SIGNED;
        uint64_t ones = ~(uint64_t)0 >> (64 - bits + (is_signed ? 1 : 0)); /* the largest value */
        int64_t integer = value > 0 ? (int64_t)ones : is_signed ? -(int64_t)ones - 1 : 0;
        return cxi_constant_integer(graph, dtype, CX_SCALAR, integer);
    }
    if (isinf(value) && dtype == CX_BOOL) value = value > 0;
    if (isinf(value) && cxi_is_float(dtype)) value = copysign(cxi_largest_float(dtype), value);
    return cxi_constant_number(graph, dtype, CX_SCALAR, value);
}

cx_node *cx_sum_(cx_reduce_args args) {
    return reduce("sum", &cxi_op_sum, sum_body, args, CXI_NUMBERS, 0);
}
cx_node *cx_product_(cx_reduce_args args) {
    return reduce("product", &cxi_op_product, product_body, args, CXI_NUMBERS, 1);
}
cx_node *cx_max_(cx_reduce_args args) {
    return reduce("max", &cxi_op_max, max_body, args, CXI_REALS, -INFINITY);
}
cx_node *cx_min_(cx_reduce_args args) {
    return reduce("min", &cxi_op_min, min_body, args, CXI_REALS, INFINITY);
}
cx_node *cx_any_(cx_reduce_args args) {
    return reduce("any", &cxi_op_any, any_body, args, CXI_BOOLS | CXI_INTEGERS, 0);
}
cx_node *cx_all_(cx_reduce_args args) {
    return reduce("all", &cxi_op_all, all_body, args, CXI_BOOLS | CXI_INTEGERS, 1);
}

cx_node *cx_mean_(cx_reduce_args args) {
    cx_graph *graph = cx_graph_of(args.x = cx_at_(args.x, args.at_));
    if (graph && !cxi_is_poison(args.x) && (cxi_is_integer(args.x->dtype) || args.x->dtype == CX_BOOL))
        args.x = cx_convert(args.x, CX_F32);
    cx_node *sum = reduce("mean", &cxi_op_sum, sum_body, args, CXI_NUMBERS, 0);
    if (cxi_is_poison(sum) || cxi_is_loose(sum)) return sum;
    int64_t reduced = cx_dims_count(sum->dims) ? cx_dims_count(args.x->dims) / cx_dims_count(sum->dims) : 0;
    return cx_div(sum, cx_k((double)reduced));
}

/* --------------------------------------------------------------------------------------- the user's reducer */

/* The arrays with the reduced axes in front and made one: [n, rest...]. */
static cx_node *gather_axes(cx_node *x, cx_dims axes) {
    cx_dims order = axes, shape = {1, {1}};
    for (int i = 0; i < axes.rank; i++) shape.dim[0] *= x->dims.dim[axes.dim[i]];
    for (int i = 0; i < x->dims.rank; i++)
        if (!cxi_dims_has(axes, i)) {
            order = cxi_dims_add(order, i);
            shape = cxi_dims_add(shape, x->dims.dim[i]);
        }
    return cx_reshape(cx_transpose(x, order), shape);
}

/* Combines the halves of arrays [n, rest...] by the reducer, elementwise, until one row is left: the same
   result as the reduction's, made of operations that have gradients. A row without a partner is kept for the
   next round. */
static bool reduce_as_tree(struct cxi_function *reducer, int count, cx_node **x) {
    cx_graph *graph = reducer->graph;
    cx_node **halves = cxi_arena_new(&graph->arena, 2 * (size_t)count, sizeof *halves);
    cx_node **joined = cxi_arena_new(&graph->arena, (size_t)count, sizeof *joined);
    if (!halves || !joined) return cxi_fail_memory(&graph->status);
    for (int64_t n = x[0]->dims.dim[0]; n > 1 && cxi_ok(&graph->status); n = n / 2 + n % 2) {
        int64_t half = n / 2;
        for (int i = 0; i < count; i++) {
            halves[i] = cx_slice_axis(x[i], 0, 0, half);
            halves[count + i] = cx_slice_axis(x[i], 0, half, 2 * half);
        }
        if (!cxi_inline_elementwise(reducer, halves[0]->dims, halves, joined)) return false;
        for (int i = 0; i < count; i++)
            x[i] = n % 2 ? cx_concatenate(0, joined[i], cx_slice_axis(x[i], 0, n - 1, n)) : joined[i];
    }
    return cxi_ok(&graph->status);
}

/* Differentiates the reduction written as a tree. The initial values are the reducer's identity, as the
   operation requires, so no gradient flows to them. */
static void tree_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    int count = y->operands / 2;
    cx_graph *graph = y->function->graph;
    cx_node **in = cxi_arena_new(&graph->arena, 3 * (size_t)count, sizeof *in);
    if (!in) {
        cxi_fail_memory(&graph->status);
        return;
    }
    cx_node **x = in + count, **cotangent = in + 2 * count;
    if (cx_dims_count(X->dims) == 0) return;
    for (int i = 0; i < count; i++) {
        in[i] = cx_identity(OPERAND(i));
        x[i] = gather_axes(in[i], *axes_of(y));
    }
    if (!reduce_as_tree(y->region[0], count, x)) return;
    for (int i = 0; i < count; i++) {
        x[i] = cx_reshape(x[i], y->result[i].dims);
        cotangent[i] = dy[i];
    }
    cx_vjp(count, x, cotangent, count, in, dx);
}

static void product_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    tree_vjp(y, dy, dx);
}

const struct cxi_op cxi_op_reduce_by = {
    .name = "reduce_by",
    .mnemonic = "stablehlo.reduce",
    .summary = "arrays reduced together by a reducer of your own",
    .shapes = "x[] of one shape, a scalar init for each -> out[], without the axes",
    .infer = reduce_infer,
    .batch = reduce_batch,
    .vjp = tree_vjp,
    .fields = reduce_fields,
    .attrs_size = sizeof(struct reduce),
    .result_count = reduce_result_count,
};

void cx_reduce_by_(cx_here at, int count, cx_node *const *x, cx_node *const *init, cx_dims axes, cx_body *body,
                   void *user, cx_node **out) {
    cx_graph *graph = cxi_begin("reduce_by", at, count, &x, count, out);
    if (!graph) return;
    struct reduce attrs = {axes};
    if (count < 1 || !cxi_axes(graph, "reduce_by", x[0], &attrs.dimensions)) return;
    for (int i = 0; i < count; i++)
        if (!cxi_is_there(graph, "reduce_by", count + i, init[i])) return;
    cx_node **operand = cxi_arena_new(&graph->arena, 2 * (size_t)count, sizeof *operand);
    if (!operand) {
        cxi_fail_memory(&graph->status);
        return;
    }
    for (int i = 0; i < count; i++) {
        operand[i] = x[i];
        operand[count + i] = cxi_lift("reduce_by", init[i], graph, x[i]->dtype, CX_SCALAR);
    }
    cx_node **like = cxi_arena_new(&graph->arena, 2 * (size_t)count, sizeof *like);
    if (!like) {
        cxi_fail_memory(&graph->status);
        return;
    }
    for (int i = 0; i < 2 * count; i++) like[i] = x[i % count];
    struct cxi_function *region = cxi_region(graph, &(struct cxi_region_spec){.name = "reduce_by",
                                                                              .inputs = 2 * count,
                                                                              .like = like,
                                                                              .scalars = true,
                                                                              .isolated = true,
                                                                              .outputs = count,
                                                                              .body = body,
                                                                              .user = user});
    if (!region) return;
    struct cxi_inst *inst = cxi_build(&(struct cxi_build){.op = &cxi_op_reduce_by,
                                                          .operands = 2 * count,
                                                          .operand = operand,
                                                          .attrs = &attrs,
                                                          .regions = 1,
                                                          .region = &region});
    for (int i = 0; i < count; i++) out[i] = cxi_result(inst, i);
}

/* ------------------------------------------------------------------------------------------ argmax, argmin */

/* The extreme first, then the first place that has it: a single reduction of values with their places, which takes both, is done by
   XLA on CPUs an element at a time. NaN wins over numbers in both. The barrier keeps XLA from computing x anew for each, where roundings
   may differ. */
static cx_node *arg_extreme(const char *name, cx_node *x, int axis, bool smallest) {
    CXI_CALL(name, x);
    cx_graph *graph = cx_graph_of(x);
    if (!graph || cxi_is_poison(x)) return x;
    axis = cxi_axis(graph, name, x, axis);
    if (axis < 0) return cxi_poison(graph);
    if (x->dims.dim[axis] == 0) return cx_fail(graph, "%s: axis %d of %s is empty", name, axis, CXI_TYPE(x));
    if (x->dtype == CX_BOOL) x = cx_convert(x, CX_U8);
    cx_barrier(1, &x, &x);
    cx_dims axes = CX_DIMS(axis);
    cx_node *extreme = smallest ? cx_min(x, .axes = axes, .keep = true) : cx_max(x, .axes = axes, .keep = true);
    cx_node *there = cx_eq(x, extreme), *place = cx_iota(graph, CX_I32, x->dims, axis);
    if (cxi_is_float(x->dtype)) there = cx_or(there, cx_ne(x, x));
    return cx_min(cx_select(there, place, cx_k(x->dims.dim[axis] - 1)), .axes = axes);
}

cx_node *(cx_argmax)(cx_node *x, int axis) {
    return arg_extreme("argmax", x, axis, false);
}

cx_node *(cx_argmin)(cx_node *x, int axis) {
    return arg_extreme("argmin", x, axis, true);
}
