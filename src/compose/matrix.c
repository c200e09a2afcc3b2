/* What is about the last two axes: triangles, diagonals, Kronecker's product. */
#include <calx/ops.h>

#include "base/dims.h"
#include "ops/rooms.h"

static bool has_matrix(const char *name, cx_node *x) {
    cx_graph *graph = cx_graph_of(x);
    if (!graph || cxi_is_poison(x)) return false;
    if (x->dims.rank >= 2) return true;
    cx_fail(graph, "%s: %s has no matrix: it takes two axes or more", name, CXI_TYPE(x));
    return false;
}

/* Column less row, of each element of x's matrices. */
static cx_node *diagonal_of_element(cx_node *x) {
    cx_dims dims = CX_DIMS(cx_dim(x, -2), cx_dim(x, -1));
    cx_graph *graph = cx_graph_of(x);
    return cx_sub(cx_iota(graph, CX_I64, dims, 1), cx_iota(graph, CX_I64, dims, 0));
}

cx_node *(cx_tril)(cx_node *x, int64_t diagonal) {
    if (!has_matrix("tril", x)) return cxi_poison(cx_graph_of(x));
    return cx_select(cx_le(diagonal_of_element(x), cx_k(diagonal)), x, cx_k(0));
}

cx_node *(cx_triu)(cx_node *x, int64_t diagonal) {
    if (!has_matrix("triu", x)) return cxi_poison(cx_graph_of(x));
    return cx_select(cx_ge(diagonal_of_element(x), cx_k(diagonal)), x, cx_k(0));
}

/* Summed out of a mask: no gather, and its gradient is the mask. */
cx_node *(cx_diagonal)(cx_node *x, int64_t diagonal) {
    cx_graph *graph = cx_graph_of(x);
    if (!has_matrix("diagonal", x)) return cxi_poison(graph);
    int64_t rows = cx_dim(x, -2), columns = cx_dim(x, -1);
    int64_t row = diagonal < 0 ? -diagonal : 0, column = diagonal > 0 ? diagonal : 0;
    if (row >= rows || column >= columns)
        return cx_fail(graph, "diagonal: %s has no diagonal %lld", CXI_TYPE(x), (long long)diagonal);
    int64_t length = rows - row < columns - column ? rows - row : columns - column;
    cx_node *square = cx_slice_axis(cx_slice_axis(x, -2, row, row + length), -1, column, column + length);
    cx_node *mine = cx_eq(diagonal_of_element(square), cx_k(0));
    return cx_sum(cx_select(mine, square, cx_k(0)), .axes = CX_DIMS(-1));
}

cx_node *(cx_diagonal_matrix)(cx_node *x) {
    cx_graph *graph = cx_graph_of(x);
    if (!graph || cxi_is_poison(x)) return cxi_poison(graph);
    if (x->dims.rank < 1 || x->dims.rank == CX_MAX_RANK)
        return cx_fail(graph, "diagonal_matrix: %s has no last axis that could become two", CXI_TYPE(x));
    int64_t n = cx_dim(x, -1);
    cx_node *mine = cx_eq(cx_iota(graph, CX_I32, CX_DIMS(n, n), 0), cx_iota(graph, CX_I32, CX_DIMS(n, n), 1));
    return cx_select(mine, cx_expand_dims(x, -1), cx_k(0));
}

cx_node *(cx_trace)(cx_node *x) {
    CXI_CALL("trace", x);
    if (!has_matrix("trace", x)) return cxi_poison(cx_graph_of(x));
    return cx_sum(cx_diagonal(x, 0), .axes = CX_DIMS(-1));
}

cx_node *(cx_outer)(cx_node *a, cx_node *b) {
    CXI_CALL("outer", a, b);
    cx_node *both[] = {a, b};
    cx_graph *graph = cxi_graph_among(2, both);
    if (!cxi_is_there(graph, "outer", 0, a) || !cxi_is_there(graph, "outer", 1, b)) return cxi_poison(graph);
    if (a->dims.rank != 1 || b->dims.rank != 1)
        return cx_fail(graph, "outer: of two vectors, not %s and %s", CXI_TYPE(a), CXI_TYPE(b));
    return cx_mul(cx_expand_dims(a, 1), b);
}

/* [m1, n1, ...] and [m2, n2, ...]: the axes alternate, [m1, m2, n1, n2, ...], and are joined in pairs. */
cx_node *(cx_kron)(cx_node *a, cx_node *b) {
    CXI_CALL("kron", a, b);
    cx_node *both[] = {a, b};
    cx_graph *graph = cxi_graph_among(2, both);
    if (!cxi_is_there(graph, "kron", 0, a) || !cxi_is_there(graph, "kron", 1, b)) return cxi_poison(graph);
    int rank = a->dims.rank;
    if (rank != b->dims.rank || 2 * rank > CX_MAX_RANK)
        return cx_fail(graph, "kron: of two arrays of one rank, at most %d, not %s and %s", CX_MAX_RANK / 2,
                       CXI_TYPE(a), CXI_TYPE(b));
    cx_dims of_a = {0}, of_b = {0}, joined = {0};
    for (int i = 0; i < rank; i++) {
        of_a = cxi_dims_add(cxi_dims_add(of_a, a->dims.dim[i]), 1);
        of_b = cxi_dims_add(cxi_dims_add(of_b, 1), b->dims.dim[i]);
    }
    cx_node *products = cx_mul(cx_reshape(a, of_a), cx_reshape(b, of_b));
    if (cxi_is_poison(products)) return products; /* of more elements than can be counted, say */
    for (int i = 0; i < rank; i++)
        joined = cxi_dims_add(joined, products->dims.dim[2 * i] * products->dims.dim[2 * i + 1]);
    return cx_reshape(products, joined);
}
