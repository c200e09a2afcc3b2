/* Loops made of scans. */
#include <calx/ops.h>

#include "ops/rooms.h"

struct bounded {
    int count;
    cx_body *condition, *body;
    void *user;
};

/* The branches of one turn: its present values are captures. */
struct bounded_turn {
    const struct bounded *loop;
    cx_node *const *in;
};

/* Runs one of the loop's functions. What is wrong with what it gives is told at the loop, not where its last call stands. */
static void run(const struct bounded *loop, cx_body *body, cx_node *const *in, cx_node **out) {
    cx_graph *graph = cx_graph_of(in[0]);
    const char *place = graph ? graph->place : NULL;
    body(in, out, loop->user);
    if (graph) graph->place = place;
}

static void go_on(cx_node *const *none, cx_node **out, void *user) {
    const struct bounded_turn *t = user;
    (void)none;
    run(t->loop, t->loop->body, t->in, out);
    for (int i = 0; i < t->loop->count; i++) {
        const cx_node *now = t->in[i], *next = out[i];
        if (!next || cxi_is_loose(next) || cxi_is_poison(next)) continue; /* the branch says so */
        if (next->dtype != now->dtype || !cx_dims_equal(next->dims, now->dims))
            cx_fail(cx_graph_of(now), "bounded_while: value %d starts as %s, and the body makes it %s", i,
                    CXI_TYPE(now), CXI_TYPE(next));
    }
}

static void stay(cx_node *const *none, cx_node **out, void *user) {
    const struct bounded_turn *t = user;
    (void)none;
    for (int i = 0; i < t->loop->count; i++) out[i] = t->in[i];
}

static void bounded_turn(cx_node *const *in, cx_node **out, void *user) {
    const struct bounded *loop = user;
    cx_node *holds = NULL;
    run(loop, loop->condition, in, &holds);
    bool is_scalar = holds && !cxi_is_loose(holds) && holds->dtype == CX_BOOL && holds->dims.rank == 0;
    if (!is_scalar && !(holds && cxi_is_poison(holds))) {
        cx_fail(cx_graph_of(in[0]), "bounded_while: the condition must be a bool scalar");
        return;
    }
    cx_if(holds, go_on, stay, &(struct bounded_turn){loop, in}, loop->count, out);
}

void cx_bounded_while_(cx_here at, int64_t limit, int count, cx_node *const *init, cx_body *condition, cx_body *body,
                       void *user, cx_node **out) {
    cx_graph *graph = cxi_begin("bounded_while", at, count, &init, count, out);
    if (!graph) return;
    if (limit < 1 || limit > INT32_MAX) {
        cx_fail(graph, "bounded_while: a limit of %lld turns: it is from 1 to 2^31 - 1", (long long)limit);
        return;
    }
    cx_node *turns = cx_iota(graph, CX_I32, CX_DIMS(limit), 0);
    struct bounded loop = {count, condition, body, user};
    cx_scan_(at, count, init, 1, &turns, 0, false, bounded_turn, &loop, out, NULL);
}
