/* Reductions over sliding windows by a user's reducer. */
#include "ops/rooms.h"
#include "ops/window.h"
#include "transform/batch.h"

#include <calx/gradient.h>

/* The strided slice of the padded x that holds, for each window, its element at the place `at`. */
static cx_node *elements_at(const struct cxi_inst *y, cx_node *padded, cx_dims at) {
    const struct cxi_window *w = y->attrs;
    cx_dims start = {0}, limit = {0};
    for (int i = 0; i < at.rank; i++) {
        start = cxi_dims_add(start, at.dim[i] * w->window_dilations.dim[i]);
        limit = cxi_dims_add(limit, start.dim[i] + cxi_dilated(y->result[0].dims.dim[i], w->window_strides.dim[i]));
    }
    return cx_slice(padded, start, limit, .stride = w->window_strides);
}

static cx_node *pad(const struct cxi_window *w, cx_node *x) {
    cx_dims interior = w->base_dilations;
    for (int i = 0; i < interior.rank; i++) interior.dim[i]--;
    return cx_pad(x, w->padding.low, w->padding.high, .interior = interior);
}

/* Differentiates the reduction written out: place by place of the window, all windows at once. The initial value takes no
   gradient, since it is the reducer's identity. */
static void reduce_window_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    const struct cxi_window *w = y->attrs;
    cx_graph *graph = y->function->graph;
    if (cxi_dims_has(Y->dims, 0)) {
        dx[0] = cx_fill_like(X, 0);
        return;
    }
    if (!cxi_few_places(y)) return;
    cx_node *x = cx_identity(X), *init = cx_broadcast(cx_stop_gradient(OPERAND(1)), Y->dims), *folded = init;
    cx_node *padded = pad(w, x), *real = pad(w, cx_fill(graph, CX_I8, X->dims, 1));
    cx_dims at = {.rank = X->dims.rank};
    do {
        cx_node *is_real = cx_ne(elements_at(y, real, at), cx_k(0));
        cx_node *element = cx_select(is_real, elements_at(y, padded, at), init);
        if (!cxi_inline_elementwise(y->region[0], Y->dims, (cx_node *[]){folded, element}, &folded)) return;
    } while (cxi_next_place(&at, w->window_dimensions));
    cx_vjp(1, &folded, dy, 1, &x, dx);
}

static void reduce_window_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    if (b->batched[1])
        cxi_batch_loop(y, b, out);
    else
        cxi_window_batch(y, b, out);
}

const struct cxi_op cxi_op_reduce_window = {.name = "reduce_window",
                                            .mnemonic = "stablehlo.reduce_window",
                                            .summary =
                                                "each place of a sliding window reduced by a reducer of your own",
                                            .shapes = "x, init [] -> for each axis as many as there are places for the "
                                                      "window",
                                            .infer = cxi_window_infer,
                                            .batch = reduce_window_batch,
                                            .flops = cxi_window_flops,
                                            .vjp = reduce_window_vjp,
                                            .fields = cxi_window_fields,
                                            .attrs_size = sizeof(struct cxi_window),
                                            .results = 1};

cx_node *cx_reduce_window_(cx_reduce_window_args args) {
    cx_graph *graph = cx_graph_of(cx_at_(args.x, args.at_));
    if (!graph || cxi_is_poison(args.x) || !cxi_is_there(graph, "reduce_window", 1, args.init))
        return cxi_poison(graph);
    struct cxi_function *region = cxi_region(graph, &(struct cxi_region_spec){.name = "reduce_window",
                                                                              .inputs = 2,
                                                                              .like = (cx_node *[]){args.x, args.x},
                                                                              .scalars = true,
                                                                              .isolated = true,
                                                                              .outputs = 1,
                                                                              .body = args.body,
                                                                              .user = args.user});
    if (!region) return cxi_poison(graph);
    const cx_node *result = region->results.node[0];
    if (result->dtype != args.x->dtype || result->dims.rank)
        return cx_fail(graph, "reduce_window: the reducer makes %s, and not a scalar of %s", CXI_TYPE(result),
                       cx_dtype_name(args.x->dtype));
    cx_node *init = cxi_lift("reduce_window", args.init, graph, args.x->dtype, CX_SCALAR);
    if (cxi_is_poison(init)) return init;
    if (init->dtype != args.x->dtype || init->dims.rank)
        return cx_fail(graph, "reduce_window: the initial value is %s, and not a scalar of %s", CXI_TYPE(init),
                       cx_dtype_name(args.x->dtype));
    struct cxi_window window = {.window_dimensions = args.window,
                                .window_strides = args.stride,
                                .base_dilations = args.base_dilation,
                                .window_dilations = args.window_dilation,
                                .padding = {args.pad_low, args.pad_high}};
    return cxi_window_node(&cxi_op_reduce_window, args.x, init, region, &window);
}
