/* Initial values of variables. */
#include <calx/nn.h>

#include "graph/graph.h"

#include <math.h>

static cx_node *constant(cx_node *key, cx_dtype dtype, cx_dims dims, double value) {
    return cx_fill(cx_graph_of(key), dtype, dims, value);
}

static cx_node *normal(cx_node *key, cx_dtype dtype, cx_dims dims, double deviation) {
    return cx_scale(cx_normal(key, dtype, dims), deviation);
}

static cx_node *truncated(cx_node *key, cx_dtype dtype, cx_dims dims, double deviation) {
    return cx_scale(cx_truncated_normal(key, dtype, dims, -2, 2), deviation);
}

static cx_node *uniform(cx_node *key, cx_dtype dtype, cx_dims dims, double limit) {
    return cx_uniform(key, dtype, dims, .low = -limit, .high = limit);
}

struct fans {
    double in, out;
};

static struct fans fans_of(cx_dims dims) {
    double receptive = 1;
    for (int i = 0; i < dims.rank - 2; i++) receptive *= (double)dims.dim[i];
    double out = dims.rank >= 1 ? (double)dims.dim[dims.rank - 1] : 1;
    double in = dims.rank >= 2 ? (double)dims.dim[dims.rank - 2] : out;
    return (struct fans){receptive * in, receptive * out};
}

static cx_node *glorot(cx_node *key, cx_dtype dtype, cx_dims dims, double unused) {
    (void)unused;
    struct fans fans = fans_of(dims);
    return uniform(key, dtype, dims, sqrt(6 / (fans.in + fans.out)));
}

static cx_node *he(cx_node *key, cx_dtype dtype, cx_dims dims, double unused) {
    (void)unused;
    return normal(key, dtype, dims, sqrt(2 / fans_of(dims).in));
}

/* The Q of a matrix of normal numbers; with the signs of R's diagonal no Q is likelier than another. */
static cx_node *orthogonal(cx_node *key, cx_dtype dtype, cx_dims dims, double gain) {
    if (dims.rank < 2)
        return cx_fail(cx_graph_of(key), "orthogonal initial values: a variable of rank %d has no rows and columns",
                       dims.rank);
    int64_t columns = dims.dim[dims.rank - 1], rows = columns ? cx_dims_count(dims) / columns : 0;
    bool wide = columns > rows;
    cx_dtype exact = dtype == CX_F64 ? CX_F64 : CX_F32;
    cx_node *q, *r;
    cx_qr(cx_normal(key, exact, wide ? CX_DIMS(columns, rows) : CX_DIMS(rows, columns)), &q, &r);
    q = cx_mul(q, cx_copy_sign(cx_fill_like(cx_diagonal(r, 0), 1), cx_diagonal(r, 0)));
    return cx_convert(cx_scale(cx_reshape(wide ? cx_swap_axes(q, 0, 1) : q, dims), gain), dtype);
}

cx_init cx_init_constant(double value) {
    return (cx_init){constant, value};
}
cx_init cx_init_zeros(void) {
    return (cx_init){constant, 0};
}
cx_init cx_init_ones(void) {
    return (cx_init){constant, 1};
}
cx_init cx_init_normal(double standard_deviation) {
    return (cx_init){normal, standard_deviation};
}
cx_init cx_init_truncated(double standard_deviation) {
    return (cx_init){truncated, standard_deviation};
}
cx_init cx_init_uniform(double limit) {
    return (cx_init){uniform, limit};
}
cx_init cx_init_glorot(void) {
    return (cx_init){glorot, 0};
}
cx_init cx_init_he(void) {
    return (cx_init){he, 0};
}
cx_init cx_init_orthogonal(double gain) {
    return (cx_init){orthogonal, gain};
}
