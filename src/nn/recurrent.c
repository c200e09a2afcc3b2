#include "nn/recurrent.h"

cx_node *cxi_project_steps(cx_scope *scope, const char *layer, cx_node *x, int64_t width, cx_init kernel_init) {
    x = cxi_compute(scope, x);
    if (cxi_is_poison(x)) return x;
    if (cx_rank(x) != 3 || !cxi_is_float(x->dtype))
        return cxi_bad_input(layer, "x", "floating, [batch, time, features]", x);
    if (width < 1) return cx_fail(cx_scope_graph(scope), "%s: units must be positive", layer);
    cx_node *kernel = cxi_parameter(scope, x, "kernel", CX_DIMS(cx_dim(x, 2), width), kernel_init, cx_init_glorot());
    return cx_dot_general(cx_swap_axes(x, 0, 1), kernel, .contract_a = CX_DIMS(2), .contract_b = CX_DIMS(0));
}

cx_node *cxi_initial_state(const char *layer, const char *what, cx_node *given, cx_node *steps, int64_t units) {
    cx_dims dims = CX_DIMS(cx_dim(steps, 1), units);
    if (!given) return cx_fill(cx_graph_of(steps), steps->dtype, dims, 0);
    if (cxi_is_poison(given)) return given;
    if (!cxi_is_float(given->dtype) || !cx_dims_equal(given->dims, dims))
        return cxi_bad_input(layer, what, "floating, [batch, units]", given);
    return cx_convert(given, steps->dtype);
}

cx_node *cxi_gate(cx_node *x, int index, int64_t units) {
    return cx_slice_axis(x, -1, index * units, (index + 1) * units);
}
