/* Sorting: any number of arrays together, by a comparator. */
#include "ops/compare.h"
#include "ops/rooms.h"
#include "transform/batch.h"

#include <calx/gradient.h>

struct sort {
    int64_t dimension;
    bool is_stable;
};

static const struct cxi_field sort_fields[] = {
    CXI_FIELD(sort, dimension, CXI_INT), CXI_FIELD(sort, is_stable, CXI_FLAG), {0}};

static bool sort_infer(struct cxi_inst *inst) {
    const cx_node *before = inst->region[0]->results.node[0];
    if (before->dtype != CX_BOOL || before->dims.rank != 0)
        return cxi_reject(inst, "the comparator must give a bool scalar");
    for (int i = 0; i < inst->operands; i++) {
        if (!cx_dims_equal(inst->operand[i]->dims, inst->operand[0]->dims))
            return cxi_reject(inst, "the shapes differ");
        cxi_like(inst, i, inst->operand[i]);
    }
    return true;
}

static int sort_result_count(const struct cxi_inst *inst) {
    return inst->operands;
}

/* The comparator of a sort with one more array behind, which it does not look at. */
static void ignore_last(cx_node *const *in, cx_node **out, void *user) {
    cxi_inline(user, in, out);
}

static void ascending(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_lt(in[0], in[1]);
}

/* Sorting again with a counter behind tells where each element came from; sorting the cotangents by that
   sends them back. */
static void sort_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    cx_graph *graph = y->function->graph;
    int count = y->operands, axis = (int)((const struct sort *)y->attrs)->dimension;
    cx_node **with_counter = cxi_arena_new(&graph->arena, 2 * (size_t)count + 2, sizeof *with_counter);
    if (!with_counter) {
        cxi_fail_memory(&graph->status);
        return;
    }
    cx_node **sorted = with_counter + count + 1;
    for (int i = 0; i < count; i++) with_counter[i] = cx_stop_gradient(OPERAND(i));
    with_counter[count] = cx_iota(graph, CX_I32, X->dims, axis);
    cx_sort_by(count + 1, with_counter, axis, ignore_last, y->region[0], sorted);
    for (int i = 0; i < count; i++) {
        if (!dy[i]) continue;
        cx_node *back[2];
        cx_sort_by(2, (cx_node *[]){sorted[count], dy[i]}, axis, ascending, NULL, back);
        dx[i] = back[1];
    }
}

static void sort_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    const struct sort *a = y->attrs;
    cxi_batch_rebuild(y, b, &(struct sort){a->dimension + 1, a->is_stable}, out);
}

const struct cxi_op cxi_op_sort = {
    .name = "sort",
    .mnemonic = "stablehlo.sort",
    .summary = "arrays sorted together along an axis by a comparator",
    .made_by = "cx_sort cx_argsort cx_sort_by cx_topk",
    .shapes = "x[] of one shape -> the same",
    .infer = sort_infer,
    .batch = sort_batch,
    .vjp = sort_vjp,
    .fields = sort_fields,
    .attrs_size = sizeof(struct sort),
    .result_count = sort_result_count,
};

void cx_sort_by_(cx_here at, int count, cx_node *const *x, int axis, cx_body *before, void *user, cx_node **out) {
    cx_graph *graph = cxi_begin("sort", at, count, &x, count, out);
    if (!graph) return;
    axis = cxi_axis(graph, "sort", x[0], axis);
    cx_node **pairs = cxi_arena_new(&graph->arena, 2 * (size_t)count, sizeof *pairs);
    if (!pairs) cxi_fail_memory(&graph->status);
    if (axis < 0 || !pairs) return;
    for (int i = 0; i < 2 * count; i++) pairs[i] = x[i / 2];
    struct cxi_function *region = cxi_region(graph, &(struct cxi_region_spec){.name = "sort",
                                                                              .inputs = 2 * count,
                                                                              .like = pairs,
                                                                              .scalars = true,
                                                                              .isolated = true,
                                                                              .outputs = 1,
                                                                              .body = before,
                                                                              .user = user});
    if (!region) return;
    struct cxi_inst *inst = cxi_build(&(struct cxi_build){.op = &cxi_op_sort,
                                                          .operands = count,
                                                          .operand = x,
                                                          .attrs = &(struct sort){axis, true},
                                                          .regions = 1,
                                                          .region = &region});
    for (int i = 0; i < count; i++) out[i] = cxi_result(inst, i);
}

/* -------------------------------------------------------------------------------------- by elements' values */

/* One zero and one NaN, the largest of all. */
static cx_node *sort_key(cx_node *x) {
    if (!cxi_is_float(x->dtype)) return x;
    cx_node *one_zero = cx_select(cx_eq(x, cx_k(0)), cx_k(0), x);
    return cx_select(cx_ne(x, x), cx_fill_like(x, (double)__builtin_nanf("")), one_zero);
}

static void by_value(cx_node *const *in, cx_node **out, void *user) {
    out[0] = cxi_before(sort_key(in[0]), sort_key(in[1]), *(const bool *)user);
}

cx_node *cx_sort_(cx_sort_args args) {
    CXI_CALL("sort", args.x);
    cx_node *sorted;
    cx_sort_by(1, (cx_node *[]){cx_at_(args.x, args.at_)}, args.axis, by_value, &args.descending, &sorted);
    return sorted;
}

cx_node *cx_argsort_(cx_sort_args args) {
    CXI_CALL("argsort", args.x);
    cx_graph *graph = cx_graph_of(cx_at_(args.x, args.at_));
    if (!graph || cxi_is_poison(args.x)) return args.x;
    int axis = cxi_axis(graph, "argsort", args.x, args.axis);
    if (axis < 0) return cxi_poison(graph);
    cx_node *sorted[2];
    cx_sort_by(2, (cx_node *[]){args.x, cx_iota(graph, CX_I32, args.x->dims, axis)}, axis, by_value, &args.descending,
               sorted);
    return sorted[1];
}
