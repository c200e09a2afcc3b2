/* Linear equations, inverses and determinants, by QR: as stable as elimination with pivoting, at twice its cost, and made of
   what every plugin has. */
#include "compose/linalg.h"

#include <calx/ops.h>

#include "ops/rooms.h"

/* Of q r = x: r^-1 q^T b and q r^-T b. */
static cx_node *solve_by(cx_node *q, cx_node *r, cx_node *b) {
    return cx_triangular_solve(r, cx_matmul(cxi_transposed(q), b), .upper = true);
}

static cx_node *solve_transposed_by(cx_node *q, cx_node *r, cx_node *b) {
    return cx_matmul(q, cx_triangular_solve(r, b, .upper = true, .transpose = true));
}

/* x: a, b, q, r. db = a^-T dy, da = -db y^T. Higher derivatives go through q and r. */
static void solve_rule(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user) {
    (void)count, (void)user;
    dx[1] = solve_transposed_by(x[2], x[3], dy);
    dx[0] = cx_neg(cx_matmul(dx[1], cxi_transposed(y)));
}

static bool can_solve(cx_graph *graph, const char *name, cx_node *a, cx_node *b, bool square) {
    if (!cxi_is_there(graph, name, 0, a) || !cxi_is_there(graph, name, 1, b)) return false;
    if (!cxi_matrices(graph, name, a, square) || !cxi_matrices(graph, name, b, false)) return false;
    bool fits = a->dtype == b->dtype && a->dims.rank == b->dims.rank && cx_dim(a, -2) == cx_dim(b, -2);
    for (int i = 0; fits && i < a->dims.rank - 2; i++) fits = a->dims.dim[i] == b->dims.dim[i];
    if (!fits)
        cx_fail(graph, "%s: a is %s and b %s: they need one dtype and as many rows", name, CXI_TYPE(a), CXI_TYPE(b));
    return fits;
}

cx_node *(cx_solve)(cx_node *a, cx_node *b) {
    cx_graph *graph = cxi_graph_among(2, (cx_node *[]){a, b});
    cx_node *q, *r;
    if (!can_solve(graph, "solve", a, b, true)) return cxi_poison(graph);
    cx_qr(a, &q, &r);
    return cx_custom_gradient(solve_by(q, r, b), 4, (cx_node *[]){a, b, q, r}, solve_rule, NULL);
}

cx_node *(cx_inverse)(cx_node *x) {
    if (!cxi_matrices(cx_graph_of(x), "inverse", x, true)) return cxi_poison(cx_graph_of(x));
    return cx_solve(x, cxi_identities(x, cx_dim(x, -1)));
}

cx_node *(cx_lstsq)(cx_node *a, cx_node *b) {
    cx_graph *graph = cxi_graph_among(2, (cx_node *[]){a, b});
    cx_node *q, *r;
    if (!can_solve(graph, "lstsq", a, b, false)) return cxi_poison(graph);
    bool tall = cx_dim(a, -2) >= cx_dim(a, -1);
    cx_qr(tall ? a : cxi_transposed(a), &q, &r);
    return tall ? solve_by(q, r, b) : solve_transposed_by(q, r, b);
}

/* ------------------------------------------------------------------------------------------- determinants */

/* y [...] spread over the matrices of x. */
static cx_node *over_matrices(cx_node *y) {
    return cx_expand_dims(cx_expand_dims(y, -1), -1);
}

/* x: the matrices, q, r. The gradient of log |det x| is x^-T. */
static void log_size_rule(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user) {
    (void)y, (void)count, (void)user;
    cx_node *one = cxi_identities(x[0], cx_dim(x[0], -1));
    dx[0] = cx_mul(over_matrices(dy), solve_transposed_by(x[1], x[2], one));
}

/* The same times the determinant itself. */
static void det_rule(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user) {
    log_size_rule(y, cx_mul(dy, y), count, x, dx, user);
}

/* The diagonal of r, the determinant of q, which has no gradient, and in x[] what the rules are given. */
static void decompose(cx_node *matrices, cx_node **diagonal, cx_node **det_q, cx_node *x[3]) {
    cx_node *q, *r;
    cxi_householder(cx_stop_gradient(matrices), &q, &r, det_q);
    *diagonal = cx_diagonal(r, 0);
    x[0] = matrices;
    cx_qr(matrices, &x[1], &x[2]);
}

cx_node *(cx_det)(cx_node *x) {
    cx_node *diagonal, *det_q, *of[3];
    if (!cxi_matrices(cx_graph_of(x), "det", x, true)) return cxi_poison(cx_graph_of(x));
    decompose(x, &diagonal, &det_q, of);
    cx_node *det = cx_mul(det_q, cx_product(diagonal, .axes = CX_DIMS(-1)));
    return cx_custom_gradient(det, 3, of, det_rule, NULL);
}

void(cx_slogdet)(cx_node *x, cx_node **sign, cx_node **log_size) {
    cx_node *diagonal, *det_q, *of[3];
    *sign = *log_size = cxi_poison(cx_graph_of(x));
    if (!cxi_matrices(cx_graph_of(x), "slogdet", x, true)) return;
    decompose(x, &diagonal, &det_q, of);
    cx_node *log = cx_sum(cx_log(cx_abs(diagonal)), .axes = CX_DIMS(-1));
    *sign = cx_mul(det_q, cx_product(cx_sign(diagonal), .axes = CX_DIMS(-1)));
    *log_size = cx_custom_gradient(log, 3, of, log_size_rule, NULL);
}
