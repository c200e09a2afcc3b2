/* Whole Jacobians: one sweep, batched over a basis of the smaller of its two sides. */
#include <calx/gradient.h>
#include <calx/ops.h>

#include "ops/rooms.h"
#include "transform/batch.h"

/* The unit vectors of a shape: [count, dims]. */
static cx_node *basis(cx_graph *graph, cx_dtype dtype, cx_dims dims) {
    int64_t count = cx_dims_count(dims);
    cx_dtype counter = count > INT32_MAX ? CX_I64 : CX_I32;
    cx_dims square = CX_DIMS(count, count);
    cx_node *on_diagonal = cx_eq(cx_iota(graph, counter, square, 0), cx_iota(graph, counter, square, 1));
    return cx_reshape(cx_convert(on_diagonal, dtype), cxi_dims_after(count, dims));
}

static cx_dims joined(cx_dims a, cx_dims b) {
    for (int i = 0; i < b.rank; i++) a = cxi_dims_add(a, b.dim[i]);
    return a;
}

/* Column by column: the tangents of y along each element of x, [x..., y...], turned. */
static cx_node *by_columns(cx_node *y, cx_node *x) {
    cx_graph *graph = cx_graph_of(x);
    cx_node *dx = cxi_batch_leaf(graph, x->dtype, x->dims), *dy, *columns, *along = basis(graph, x->dtype, x->dims);
    cx_jvp(1, &y, 1, &x, &dx, &dy);
    cxi_batch_nodes(graph, cx_dims_count(x->dims), 1, &dy, 1, &dx, &along, &columns);
    int of_x = x->dims.rank, of_y = y->dims.rank;
    return cx_transpose(cx_reshape(columns, joined(x->dims, y->dims)),
                        joined(cxi_dims_range(of_x, of_x + of_y), cxi_dims_range(0, of_x)));
}

/* Row by row: the gradient of each element of y. */
static cx_node *by_rows(cx_node *y, cx_node *x) {
    cx_graph *graph = cx_graph_of(x);
    cx_node *dy = cxi_batch_leaf(graph, y->dtype, y->dims), *dx, *rows, *along = basis(graph, y->dtype, y->dims);
    cx_vjp(1, &y, &dy, 1, &x, &dx);
    cxi_batch_nodes(graph, cx_dims_count(y->dims), 1, &dx, 1, &dy, &along, &rows);
    return cx_reshape(rows, joined(y->dims, x->dims));
}

cx_node *cx_jacobian(cx_node *y, cx_node *x) {
    cx_node *both[] = {y, x};
    cx_graph *graph = cxi_graph_among(2, both);
    if (!cxi_is_there(graph, "jacobian", 0, y) || !cxi_is_there(graph, "jacobian", 1, x)) return cxi_poison(graph);
    if (!cxi_is_float(y->dtype) || !cxi_is_float(x->dtype))
        return cx_fail(graph, "jacobian: of %s with respect to %s: both must be floats", CXI_TYPE(y), CXI_TYPE(x));
    if (y->dims.rank + x->dims.rank > CX_MAX_RANK)
        return cx_fail(graph, "jacobian: of %s with respect to %s: it would have more than %d axes", CXI_TYPE(y),
                       CXI_TYPE(x), CX_MAX_RANK);
    if (cxi_dims_has(y->dims, 0) || cxi_dims_has(x->dims, 0))
        return cx_fill(graph, y->dtype, joined(y->dims, x->dims), 0);
    return cx_dims_count(x->dims) <= cx_dims_count(y->dims) ? by_columns(y, x) : by_rows(y, x);
}

cx_node *cx_hessian(cx_node *loss, cx_node *x) {
    cx_node *dx;
    cx_grad(loss, 1, &x, &dx);
    return cx_jacobian(dx, x);
}
