/* First and second derivatives of every case that has them: against those of JAX (make_jax.py), and against central
   finite differences of Calx's own values, along random directions. All in f64. Forward mode is met twice: the outputs' tangents
   along JAX's v, times w, are what JAX's gradient times v is; and v carried forward through Calx's gradient is JAX's second
   gradient. */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "ops/cases.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ----------------------------------------------------------------------- one program for all of a case */

/* The indices of the inputs that have derivatives, in order. */
struct floats {
    int count, index[CASE_INPUTS];
};

static struct floats floats_of(const struct expected *e) {
    struct floats f = {0};
    for (int i = 0; i < e->inputs; i++)
        if (e->dx[i]) f.index[f.count++] = i;
    return f;
}

/* The sum of a * b over all elements, added to `sum`; NULL: none so far. */
static cx_node *add_inner_product(cx_node *sum, cx_node *a, cx_node *b) {
    cx_node *product = cx_sum(cx_mul(a, b));
    return sum ? cx_add(sum, product) : product;
}

/* inputs -> loss, second loss, then dx and then ddx of each input that has them; the loss's tangent along v, and that of each
   dx. The weights are constants. */
enum { MOST_RESULTS = 3 + 3 * CASE_INPUTS };
static int results_of(struct floats f) {
    return 3 + 3 * f.count;
}

static cx_graph *derivatives_graph(const struct op_case *c, const struct expected *e) {
    cx_graph *graph = cx_graph_new(c->name);
    struct floats f = floats_of(e);
    cx_node *in[CASE_INPUTS], *out[CASE_OUTPUTS], *x[CASE_INPUTS], *v[CASE_INPUTS], *result[MOST_RESULTS];
    for (int i = 0; i < e->inputs; i++) in[i] = cx_parameter(graph, "x", e->in[i]->dtype, e->in[i]->dims);
    c->build(graph, in, out);
    cx_node *loss = NULL, *second = NULL, **dx = result + 2, **ddx = dx + f.count;
    for (int i = 0; i < c->outputs; i++)
        if (e->w[i]) loss = add_inner_product(loss, out[i], cx_constant(graph, CX_F64, e->w[i]->dims, e->w[i]->data));
    for (int k = 0; k < f.count; k++) x[k] = in[f.index[k]];
    cx_grad(loss, f.count, x, dx);
    for (int k = 0; k < f.count; k++) {
        const struct cxi_tensor *weights = e->v[f.index[k]];
        v[k] = cx_constant(graph, CX_F64, weights->dims, weights->data);
        second = add_inner_product(second, dx[k], v[k]);
    }
    cx_grad(second, f.count, x, ddx);
    cx_jvp(1, &loss, f.count, x, v, ddx + f.count);
    cx_jvp(f.count, dx, f.count, x, v, ddx + f.count + 1);
    result[0] = loss;
    result[1] = second;
    cx_return(graph, results_of(f), result);
    return graph;
}

/* Calls it with the inputs, those that have derivatives moved by step * direction. */
static void call(cx_function *function, const struct expected *e, double *const *direction, double step, int outputs,
                 cx_tensor **out) {
    cx_tensor *in[CASE_INPUTS];
    for (int i = 0; i < e->inputs; i++) {
        const struct cxi_tensor *x = e->in[i];
        if (!e->dx[i]) {
            in[i] = cx_tensor_new(case_runtime(), x->dtype, x->dims, x->data);
            continue;
        }
        double *moved = case_numbers(CX_F64, x->dims, x->data);
        for (int64_t k = 0; step != 0 && k < cx_dims_count(x->dims); k++) moved[k] += step * direction[i][k];
        in[i] = case_tensor(CX_F64, x->dims, moved);
        free(moved);
    }
    cx_call(function, e->inputs, in, outputs, out);
    for (int i = 0; i < e->inputs; i++) cx_tensor_free(in[i]);
}

/* The two losses at a point. */
static bool losses_at(cx_function *function, const struct expected *e, double *const *direction, double step,
                      double losses[2]) {
    cx_tensor *out[MOST_RESULTS];
    int outputs = results_of(floats_of(e));
    call(function, e, direction, step, outputs, out);
    losses[0] = cx_tensor_item(out[0]);
    losses[1] = cx_tensor_item(out[1]);
    for (int i = 0; i < outputs; i++) cx_tensor_free(out[i]);
    return !isnan(losses[0]) && !isnan(losses[1]);
}

/* -------------------------------------------------------------------------------------- against JAX */

/* <w, J v> is <J^T w, v>, of which JAX made J^T w. */
static bool tangent_agrees(const struct op_case *c, const struct expected *e, cx_tensor *tangent, double tolerance) {
    double want = 0, scale = 1, got = cx_tensor_item(tangent);
    for (int i = 0; i < e->inputs; i++) {
        if (!e->dx[i]) continue;
        double *dx = case_numbers(CX_F64, e->dx[i]->dims, e->dx[i]->data);
        double *v = case_numbers(CX_F64, e->v[i]->dims, e->v[i]->data);
        for (int64_t k = 0; k < cx_dims_count(e->dx[i]->dims); k++) {
            want += dx[k] * v[k];
            scale += fabs(dx[k] * v[k]);
        }
        free(dx);
        free(v);
    }
    if (fabs(got - want) <= tolerance * scale) return true;
    print_error("%s: the tangent of the loss is %.15g, and by JAX's gradient %.15g\n", c->name, got, want);
    return false;
}

static bool agrees_with_jax(const struct op_case *c, const struct expected *e, cx_tensor *const *out) {
    struct floats f = floats_of(e);
    double tolerance = c->how & LOOSE ? 1e-9 : 1e-11;
    bool ok = true;
    for (int k = 0; k < f.count; k++) {
        char what[40];
        snprintf(what, sizeof what, "gradient of input %d", f.index[k]);
        ok &= case_agrees(c->name, what, out[2 + k], e->dx[f.index[k]], tolerance);
        snprintf(what, sizeof what, "second gradient of input %d", f.index[k]);
        ok &= case_agrees(c->name, what, out[2 + f.count + k], e->ddx[f.index[k]], 10 * tolerance);
        snprintf(what, sizeof what, "gradient of input %d carried forward", f.index[k]);
        ok &= case_agrees(c->name, what, out[3 + 2 * f.count + k], e->ddx[f.index[k]], 10 * tolerance);
    }
    return ok & tangent_agrees(c, e, out[2 + 2 * f.count], c->how & ROUNDED ? 1e-3 : tolerance);
}

/* ----------------------------------------------------------------------- against finite differences */

/* A number in [-1, 1) from a seed that moves on: the same directions in every run. */
static double random_number(uint64_t *seed) {
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(int32_t)(*seed >> 32) * 0x1p-31;
}

/* Sum over all inputs of gradient * direction, and of the absolute values, as a scale for errors. */
static double slope(const struct expected *e, cx_tensor *const *gradient, double *const *direction, double *scale) {
    struct floats f = floats_of(e);
    double sum = 0;
    for (int k = 0; k < f.count; k++) {
        cx_array *array = cx_tensor_array(gradient[k]);
        for (int64_t i = 0; i < cx_array_count(array); i++) {
            double term = cx_array_at(array, i) * direction[f.index[k]][i];
            sum += term;
            *scale += fabs(term);
        }
        cx_array_free(array);
    }
    return sum;
}

static bool agrees_along(const struct op_case *c, cx_function *function, const struct expected *e,
                         cx_tensor *const *out, double *const *direction) {
    const double step = 1e-5, tolerance = c->how & LOOSE ? 1e-4 : 1e-6;
    double above[2], below[2];
    bool ok = true;
    if (!losses_at(function, e, direction, step, above) || !losses_at(function, e, direction, -step, below)) {
        print_error("%s: the losses beside the inputs are no numbers\n", c->name);
        return false;
    }
    for (int order = 0; order < 2; order++) {
        double scale = fmax(1, fabs(above[order])), difference = (above[order] - below[order]) / (2 * step);
        double told = slope(e, out + 2 + order * floats_of(e).count, direction, &scale);
        if (fabs(told - difference) <= tolerance * scale) continue;
        print_error("%s: %s gradient along a random direction is %.12g, by finite differences %.12g\n", c->name,
                    order ? "second" : "first", told, difference);
        ok = false;
    }
    return ok;
}

static bool agrees_with_differences(const struct op_case *c, cx_function *function, const struct expected *e,
                                    cx_tensor *const *out) {
    enum { DIRECTIONS = 3 };
    double *direction[CASE_INPUTS] = {0};
    uint64_t seed = 1;
    bool ok = true;
    for (int i = 0; i < e->inputs; i++)
        if (e->dx[i]) direction[i] = case_numbers(CX_F64, e->in[i]->dims, e->in[i]->data);
    for (int d = 0; d < DIRECTIONS && ok; d++) {
        for (int i = 0; i < e->inputs; i++)
            for (int64_t k = 0; e->dx[i] && k < cx_dims_count(e->in[i]->dims); k++)
                direction[i][k] = random_number(&seed);
        ok = agrees_along(c, function, e, out, direction);
    }
    for (int i = 0; i < e->inputs; i++) free(direction[i]);
    return ok;
}

/* ------------------------------------------------------------------------------------------ the tests */

static bool agrees(const struct op_case *c, const struct expected *e) {
    cx_function *function = cx_jit_graph(case_runtime(), derivatives_graph(c, e));
    cx_tensor *out[MOST_RESULTS];
    int outputs = results_of(floats_of(e));
    call(function, e, NULL, 0, outputs, out);
    bool ok = agrees_with_jax(c, e, out);
    if (ok && c->how & SMOOTH) ok = agrees_with_differences(c, function, e, out);
    for (int i = 0; i < outputs; i++) cx_tensor_free(out[i]);
    cx_function_free(function);
    return ok;
}

static void derivatives_are_right(void **state) {
    (void)state;
    struct cxi_safetensors *file = fixture_open();
    int wrong = 0, seen = 0;
    for (int i = 0; case_at(i); i++) {
        const struct op_case *c = case_at(i);
        struct expected e;
        if (!(c->how & (KINKED | SMOOTH)) || !case_wanted(c)) continue;
        seen++;
        if (!fixture_find(file, c, &e) || !agrees(c, &e)) wrong++;
        cx_clear_error(case_runtime()); /* it was reported with the case */
    }
    cxi_safetensors_close(file);
    assert_int_equal(wrong, 0);
    assert_true(seen > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(derivatives_are_right)};
    return cmocka_run_group_tests(tests, NULL, case_close);
}
