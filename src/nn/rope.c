#include "nn/layer.h"

#include <math.h>

/* base^(-2 i / head_dim) / divisors[i] for i < head_dim / 2, rounded once from f64. */
static cx_node *frequencies(cx_graph *graph, cx_dtype dtype, int64_t head_dim, const cx_rope_args *args) {
    double base = cxi_or(args->base, 10000);
    int64_t half = head_dim / 2;
    double *f64 = cxi_arena_new(&graph->arena, (size_t)half, sizeof *f64);
    float *f32 = cxi_arena_new(&graph->arena, (size_t)half, sizeof *f32);
    if (!f64 || !f32) {
        cxi_fail_memory(&graph->status);
        return cxi_poison(graph);
    }
    for (int64_t i = 0; i < half; i++) {
        f64[i] = pow(base, -2.0 * (double)i / (double)head_dim) / (args->divisors ? args->divisors[i] : 1);
        f32[i] = (float)f64[i];
    }
    return cx_constant(graph, dtype, CX_DIMS(half), dtype == CX_F64 ? (const void *)f64 : f32);
}

/* The halves a and b of a head become a cos - b sin and b cos + a sin: both cosines are alike, and the sines of one sign each. */
void cxi_rope_turns(const cx_rope_args *args, cx_dtype dtype, int64_t head_dim, cx_node *turn[2]) {
    cx_graph *graph = cx_graph_of(args->positions);
    cx_node *at = cx_convert(args->positions, dtype), *signs = cx_iota(graph, dtype, CX_DIMS(2, 1), 0);
    for (int i = 0; i < 3; i++) at = cx_expand_dims(at, -1); /* [..., time, 1, 1, 1] */
    cx_node *angle = cx_mul(at, frequencies(graph, dtype, head_dim, args));
    turn[0] = cx_cos(angle);
    turn[1] = cx_mul(cx_sin(angle), cx_shift(cx_scale(signs, 2), -1));
}

cx_node *cxi_rope_turn(cx_node *x, cx_node *const turn[2]) {
    if (cxi_is_poison(x)) return x;
    cx_dims dims = x->dims, halves = dims;
    halves.dim[halves.rank - 1] = 2;
    halves = cxi_dims_add(halves, cx_dim(x, -1) / 2);
    cx_node *wide = cx_reshape(cxi_wide(x), halves), *other = cx_reverse(wide, CX_DIMS(-2));
    cx_node *rotated = cx_add(cx_mul(wide, turn[0]), cx_mul(other, turn[1]));
    return cx_convert(cx_reshape(rotated, dims), x->dtype);
}

cx_node *cx_rope_(cx_rope_args args) {
    cx_node *x = cx_at_(args.x, args.at_), *positions = args.positions, *turn[2];
    cx_graph *graph = cx_graph_of(x);
    if (cxi_is_poison(x) || cxi_is_poison(positions)) return cxi_poison(graph);
    if (cx_rank(x) != 4 || !cxi_is_float(x->dtype) || cx_dim(x, -1) % 2)
        return cxi_bad_input("rope", "x", "floating, [batch, time, heads, an even head_dim]", x);
    int rank = cx_rank(positions);
    if (rank < 1 || rank > 2 || cx_dim(positions, -1) != cx_dim(x, 1) ||
        (rank == 2 && cx_dim(positions, 0) != cx_dim(x, 0)))
        return cxi_bad_input("rope", "positions", "[time] or [batch, time] of x", positions);
    cxi_rope_turns(&args, cxi_wide(x)->dtype, cx_dim(x, -1), turn);
    return cxi_rope_turn(x, turn);
}
