/* Choices and loops made of cx_if and cx_scan. */
#include <calx/ops.h>

#include "graph/graph.h"

/* Branches from..to-1, of which the index says one. */
struct choice {
    cx_node *index;
    int from, to;
    cx_body *const *branch;
    void *user;
    int count;
};

static void choose(const struct choice *c, cx_node **out);

static void lower_half(cx_node *const *in, cx_node **out, void *user) {
    struct choice half = *(const struct choice *)user;
    (void)in;
    half.to = half.from + (half.to - half.from) / 2;
    choose(&half, out);
}

static void upper_half(cx_node *const *in, cx_node **out, void *user) {
    struct choice half = *(const struct choice *)user;
    (void)in;
    half.from += (half.to - half.from) / 2;
    choose(&half, out);
}

static void choose(const struct choice *c, cx_node **out) {
    if (c->to - c->from == 1)
        c->branch[c->from](NULL, out, c->user);
    else
        cx_if(cx_lt(c->index, cx_k(c->from + (c->to - c->from) / 2)), lower_half, upper_half, (void *)c, c->count, out);
}

void cx_case(cx_node *index, int branches, cx_body *const *branch, void *user, int count, cx_node **out) {
    cx_graph *graph = cx_graph_of(index);
    for (int i = 0; i < count; i++) out[i] = cxi_poison(graph);
    if (!graph || cxi_is_poison(index)) return;
    if (!cxi_is_integer(index->dtype) || index->dims.rank)
        cx_fail(graph, "case: the index must be an integer scalar, not %s", CXI_TYPE(index));
    else if (branches < 1)
        cx_fail(graph, "case: there are no branches to choose from");
    else
        choose(&(struct choice){cx_convert(index, CX_I64), 0, branches, branch, user, count}, out);
}

void cx_map_(cx_here at, int inputs, cx_node *const *xs, int outputs, cx_body *body, void *user, cx_node **ys) {
    cx_scan_(at, 0, NULL, inputs, xs, outputs, false, body, user, NULL, ys);
}
