/* cx_vmap: which axes are the examples', and where they go. The work is in batch.c. */
#include <calx/vmap.h>

#include <calx/ops.h>

#include "ops/rooms.h"
#include "transform/batch.h"

static bool is_mapped(const cx_vmap_args *args, int i) {
    return !args->in_axes || args->in_axes[i] != CX_UNMAPPED;
}

/* x with axis `from` moved to `to`. */
static cx_node *move_axis(cx_node *x, int from, int to) {
    if (cxi_is_poison(x) || from == to) return x;
    cx_dims order = {0};
    for (int i = 0, next = 0; i < x->dims.rank; i++) {
        if (next == from) next++;
        order = cxi_dims_add(order, i == to ? from : next++);
    }
    return cx_transpose(x, order);
}

/* Sets bx[] to the mapped inputs with the examples' axis in front, and *size to its length. */
static bool bring_in_front(cx_graph *graph, const cx_vmap_args *args, cx_node **bx, int64_t *size) {
    *size = -1;
    for (int i = 0; i < args->inputs; i++) {
        cx_node *x = bx[i] = args->in[i];
        if (cxi_is_poison(x)) return false;
        if (cxi_is_loose(x)) return cx_fail(graph, "vmap: input %d is a plain number: use cx_scalar", i), false;
        if (!is_mapped(args, i)) continue;
        int axis = cxi_axis(graph, "vmap", x, args->in_axes ? args->in_axes[i] : 0);
        if (axis < 0) return false;
        if (*size >= 0 && x->dims.dim[axis] != *size)
            return cx_fail(graph, "vmap: input %d has %lld examples, on axis %d of %s; those before it have %lld", i,
                           (long long)x->dims.dim[axis], axis, CXI_TYPE(x), (long long)*size),
                   false;
        *size = x->dims.dim[axis];
        bx[i] = move_axis(x, axis, 0);
    }
    if (*size < 0) cx_fail(graph, "vmap: no input has an axis of examples: one at least must be mapped");
    return cxi_ok(&graph->status);
}

/* Runs the body on leaves that stand for one example, which replace the mapped inputs in one[]; sets y[]. */
static bool run_body(cx_graph *graph, const cx_vmap_args *args, cx_node *const *bx, cx_node **one, cx_node **y) {
    for (int i = 0; i < args->inputs; i++)
        one[i] =
            is_mapped(args, i) ? cxi_batch_leaf(graph, bx[i]->dtype, cxi_dims_without(bx[i]->dims, CX_DIMS(0))) : bx[i];
    if (!cxi_ok(&graph->status)) return false;
    args->body(one, y, args->user);
    for (int i = 0; i < args->outputs && cxi_ok(&graph->status); i++) {
        if (!y[i] || cx_graph_of(y[i]) != graph)
            cx_fail(graph, "vmap: the body did not set output %d to a node of graph '%s'", i, graph->name);
        else
            y[i] = cxi_capture("vmap", graph->current, y[i]);
    }
    return cxi_ok(&graph->status);
}

void cx_vmap_(cx_vmap_args args) {
    cx_graph *graph = cxi_begin("vmap", args.at_, args.inputs, &args.in, args.outputs, args.out);
    int64_t size;
    if (!graph) return;
    cx_node **one = cxi_arena_new(&graph->arena, 3 * (size_t)args.inputs + (size_t)args.outputs, sizeof *one);
    if (!one) cxi_fail_memory(&graph->status);
    if (!one) return;
    cx_node **bx = one + args.inputs, **y = bx + args.inputs;
    if (!bring_in_front(graph, &args, bx, &size) || !run_body(graph, &args, bx, one, y)) return;
    int mapped = 0;
    for (int i = 0; i < args.inputs; i++) {
        if (!is_mapped(&args, i)) continue;
        one[mapped] = one[i];
        bx[mapped++] = bx[i];
    }
    cxi_batch_nodes(graph, size, args.outputs, y, mapped, one, bx, args.out);
    for (int i = 0; i < args.outputs && args.out_axes && cxi_ok(&graph->status); i++) {
        int axis = cxi_axis(graph, "vmap", args.out[i], args.out_axes[i]);
        args.out[i] = axis < 0 ? cxi_poison(graph) : move_axis(args.out[i], 0, axis);
    }
}
