/* Arrays made, put together and moved around (calx/arrange.h). */
#include "ops/write_cases.h"

#define F cx_node_dtype(A)

static cx_node *second_of_three(cx_node *x) {
    cx_node *parts[3];
    cx_split(x, 1, 3, parts);
    return cx_mul(parts[1], parts[2]);
}

static cx_node *grid_product(cx_node *const *in) {
    cx_node *grid[2];
    cx_meshgrid(2, in, grid);
    return cx_mul(grid[0], cx_square(grid[1]));
}

#define CASES(ONE, SEVERAL)                                                              \
    ONE(arange, PLAIN, "cx_arange", cx_add(A, cx_arange(g, F, 0.5, 3, 0.75)))            \
    ONE(arange_i32, PLAIN, "cx_arange", cx_add(A, cx_arange(g, CX_I32, 7, -2, -2)))      \
    ONE(linspace, PLAIN, "cx_linspace", cx_add(A, cx_linspace(g, F, -1, 2, 5)))          \
    ONE(eye, PLAIN, "cx_eye", cx_add(A, cx_eye(g, F, 2, 3)))                             \
    ONE(stack, SMOOTH, "cx_stack", cx_stack(1, cx_square(A), B))                         \
    ONE(stack_last, SMOOTH, "cx_stack", cx_stack(-1, cx_square(A), B))                   \
    ONE(split, SMOOTH, "cx_split", second_of_three(A))                                   \
    ONE(meshgrid, SMOOTH, "cx_meshgrid", grid_product(in))                               \
    ONE(tile, SMOOTH, "cx_tile", cx_square(cx_tile(A, CX_DIMS(2, 3))))                   \
    ONE(repeat, SMOOTH, "cx_repeat", cx_square(cx_repeat(A, 0, 3)))                      \
    ONE(roll, SMOOTH, "cx_roll", cx_square(cx_roll(A, 1, 2)))                            \
    ONE(roll_back, SMOOTH, "cx_roll", cx_square(cx_roll(A, 1, -7)))                      \
    ONE(tril, SMOOTH, "cx_tril", cx_square(cx_tril(A, 1)))                               \
    ONE(triu, SMOOTH, "cx_triu", cx_square(cx_triu(A, -1)))                              \
    ONE(diagonal, SMOOTH, "cx_diagonal", cx_square(cx_diagonal(A, 0)))                   \
    ONE(diagonal_above, SMOOTH, "cx_diagonal", cx_square(cx_diagonal(A, 2)))             \
    ONE(diagonal_below, SMOOTH, "cx_diagonal", cx_square(cx_diagonal(A, -1)))            \
    ONE(diagonal_matrix, SMOOTH, "cx_diagonal_matrix", cx_square(cx_diagonal_matrix(A))) \
    ONE(trace, SMOOTH, "cx_trace", cx_trace(cx_square(A)))                               \
    ONE(outer, SMOOTH, "cx_outer", cx_outer(A, B))                                       \
    ONE(kron, SMOOTH, "cx_kron", cx_kron(A, B))
DEFINE_CASES(arrange_cases)
