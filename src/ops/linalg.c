/* The two operations of linear algebra that StableHLO has: Cholesky's decomposition and triangular equations. The others are
   made in compose/. */
#include "ops/linalg.h"

#include "ops/rooms.h"
#include "transform/batch.h"

bool cxi_matrices(cx_graph *graph, const char *name, cx_node *x, bool square) {
    if (!cxi_is_there(graph, name, 0, x)) return false;
    if (cxi_is_loose(x))
        cx_fail(graph, "%s: a plain number stands where a matrix should", name);
    else if (x->dtype != CX_F32 && x->dtype != CX_F64)
        cx_fail(graph, "%s: of f32 or f64, not %s (cx_convert changes the dtype)", name, CXI_TYPE(x));
    else if (x->dims.rank < 2 || (square && cx_dim(x, -1) != cx_dim(x, -2)))
        cx_fail(graph, "%s: %s is no %smatrix, nor a stack of them", name, CXI_TYPE(x), square ? "square " : "");
    else
        return true;
    return false;
}

static cx_node *transposed(cx_node *x) {
    return cx_swap_axes(x, -1, -2);
}

/* -------------------------------------------------------------------------------------------- cholesky */

struct cholesky {
    bool lower;
};

static const struct cxi_field cholesky_fields[] = {CXI_FIELD(cholesky, lower, CXI_FLAG), {0}};

/* The cotangent of x is L^-T P L^-1, made symmetric; P is the lower triangle of L^T dy, its diagonal halved (Murray 2016,
   equation 8). */
static void cholesky_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    cx_node *l = cx_tril(Y, 0), *product = cx_matmul(transposed(l), cx_tril(dy[0], 0));
    cx_node *p = cx_scale(cx_add(cx_tril(product, 0), cx_tril(product, -1)), 0.5);
    cx_node *left = cx_triangular_solve(l, p, .transpose = true);
    cx_node *both = cx_triangular_solve(l, left, .right = true);
    dx[0] = cx_scale(cx_add(both, transposed(both)), 0.5);
}

static double cholesky_flops(const struct cxi_inst *y) {
    return (double)cx_dims_count(X->dims) * (double)X->dims.dim[X->dims.rank - 1] / 3;
}

const struct cxi_op cxi_op_cholesky = {.name = "cholesky",
                                       .mnemonic = "stablehlo.cholesky",
                                       .summary = "the lower triangular L with L L^T = x",
                                       .shapes = "x [..., n, n] -> the same",
                                       .infer = cxi_infer_floats,
                                       .batch = cxi_batch_leading,
                                       .vjp = cholesky_vjp,
                                       .flops = cholesky_flops,
                                       .fields = cholesky_fields,
                                       .attrs_size = sizeof(struct cholesky),
                                       .results = 1};

cx_node *(cx_cholesky)(cx_node *x) {
    if (!cxi_matrices(cx_graph_of(x), "cholesky", x, true)) return cxi_poison(cx_graph_of(x));
    cx_node *symmetric = cx_scale(cx_add(x, transposed(x)), 0.5);
    return cx_tril(cxi_node(&cxi_op_cholesky, 1, &symmetric, &(struct cholesky){true}), 0);
}

/* ------------------------------------------------------------------------------------ triangular_solve */

struct triangular_solve {
    bool left_side, lower, unit_diagonal;
    const char *transpose_a;
    bool transpose;
};

static const struct cxi_field triangular_solve_fields[] = {
    CXI_FIELD(triangular_solve, left_side, CXI_FLAG),     CXI_FIELD(triangular_solve, lower, CXI_FLAG),
    CXI_FIELD(triangular_solve, unit_diagonal, CXI_FLAG), CXI_FIELD(triangular_solve, transpose_a, CXI_WORD),
    CXI_FIELD(triangular_solve, transpose, CXI_PRIVATE),  {0}};

static bool triangular_solve_infer(struct cxi_inst *inst) {
    const struct triangular_solve *t = inst->attrs;
    const cx_node *a = inst->operand[0], *b = inst->operand[1];
    if (a->dtype != b->dtype) return cxi_reject(inst, "the dtypes differ: bring them together with cx_convert");
    bool fits = a->dims.rank == b->dims.rank;
    for (int i = 0; fits && i < a->dims.rank - 2; i++) fits = a->dims.dim[i] == b->dims.dim[i];
    if (!fits || cx_dim(a, -1) != cx_dim(b, t->left_side ? -2 : -1))
        return cxi_reject(inst, "the shapes do not fit: a is [..., n, n], b %s",
                          t->left_side ? "[..., n, k]" : "[..., k, n]");
    cxi_like(inst, 0, b);
    return true;
}

/* Of a x = b: db = a^-T dy, da = -db x^T; the other sides and transposes alike. Only the triangle that is read has any. */
static void triangular_solve_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    const struct triangular_solve *t = y->attrs;
    cx_node *a = OPERAND(0), *x = Y, *da;
    cx_node *db = cx_triangular_solve(a, dy[0], .upper = !t->lower, .right = !t->left_side, .transpose = !t->transpose,
                                      .unit_diagonal = t->unit_diagonal);
    if (t->left_side)
        da = t->transpose ? cx_matmul(x, transposed(db)) : cx_matmul(db, transposed(x));
    else
        da = t->transpose ? cx_matmul(transposed(db), x) : cx_matmul(transposed(x), db);
    int inside = t->unit_diagonal ? 1 : 0;
    dx[0] = cx_neg(t->lower ? cx_tril(da, -inside) : cx_triu(da, inside));
    dx[1] = db;
}

static double triangular_solve_flops(const struct cxi_inst *y) {
    return (double)cx_dims_count(Y->dims) * (double)X->dims.dim[X->dims.rank - 1];
}

const struct cxi_op cxi_op_triangular_solve = {
    .name = "triangular_solve",
    .mnemonic = "stablehlo.triangular_solve",
    .summary = "x of a x = b or x a = b, for a triangular a",
    .shapes = "a [..., n, n], b [..., n, k] (on the right [..., k, n]) -> that of b",
    .infer = triangular_solve_infer,
    .batch = cxi_batch_leading,
    .vjp = triangular_solve_vjp,
    .flops = triangular_solve_flops,
    .fields = triangular_solve_fields,
    .attrs_size = sizeof(struct triangular_solve),
    .results = 1};

cx_node *cx_triangular_solve_(cx_triangular_solve_args args) {
    cx_node *both[] = {args.a, args.b};
    cx_graph *graph = cx_graph_at_(cxi_graph_among(2, both), args.at_);
    if (!cxi_is_there(graph, "triangular_solve", 0, args.a) || !cxi_is_there(graph, "triangular_solve", 1, args.b) ||
        !cxi_matrices(graph, "triangular_solve", args.a, true) ||
        !cxi_matrices(graph, "triangular_solve", args.b, false))
        return cxi_poison(graph);
    return cxi_node(&cxi_op_triangular_solve, 2, both,
                    &(struct triangular_solve){!args.right, !args.upper, args.unit_diagonal,
                                               args.transpose ? "#stablehlo<transpose TRANSPOSE>"
                                                              : "#stablehlo<transpose NO_TRANSPOSE>",
                                               args.transpose});
}
