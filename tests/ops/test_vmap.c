/* Every case of the table under cx_vmap: a batch of examples gives what a loop over them gives. The examples are rotations of
   the case's inputs by 0 and 1 places, so that each has its own values of the kind that the case wants. Floating inputs
   are batched, with gradients per example where the case has derivatives; then, where it has others too, all inputs. */
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

enum { EXAMPLES = 2, MOST_OUTPUTS = CASE_OUTPUTS + CASE_INPUTS };

struct subject {
    const struct op_case *c;
    const struct expected *e;
    bool mapped[CASE_INPUTS], gradient;
    int outputs;
    cx_graph *graph;
};

/* The case, and with derivatives the gradient of its loss. */
static void body(cx_node *const *in, cx_node **out, void *user) {
    const struct subject *s = user;
    cx_node *loss = NULL, *x[CASE_INPUTS];
    int floats = 0;
    s->c->build(s->graph, in, out);
    if (!s->gradient) return;
    for (int i = 0; i < s->c->outputs; i++) {
        if (!s->e->w[i]) continue;
        cx_node *term = cx_sum(cx_mul(out[i], cx_constant(s->graph, CX_F64, s->e->w[i]->dims, s->e->w[i]->data)));
        loss = loss ? cx_add(loss, term) : term;
    }
    for (int i = 0; i < s->e->inputs; i++)
        if (s->e->dx[i]) x[floats++] = in[i];
    cx_grad(loss, floats, x, out + s->c->outputs);
}

static cx_dims with_batch(cx_dims dims) {
    cx_dims longer = {1, {EXAMPLES}};
    for (int i = 0; i < dims.rank; i++) longer.dim[longer.rank++] = dims.dim[i];
    return longer;
}

/* Outputs of cx_vmap, then those of a loop. */
static cx_graph *both_ways(struct subject *s) {
    cx_graph *graph = s->graph = cx_graph_new(s->c->name);
    cx_node *in[CASE_INPUTS], *out[2 * MOST_OUTPUTS], *one[EXAMPLES][MOST_OUTPUTS];
    int axes[CASE_INPUTS];
    for (int i = 0; i < s->e->inputs; i++) {
        const struct cxi_tensor *x = s->e->in[i];
        in[i] = cx_parameter(graph, "x", x->dtype, s->mapped[i] ? with_batch(x->dims) : x->dims);
        axes[i] = s->mapped[i] ? 0 : CX_UNMAPPED;
    }
    cx_vmap(body, s, s->e->inputs, in, s->outputs, out, .in_axes = axes);
    for (int k = 0; k < EXAMPLES; k++) {
        cx_node *example[CASE_INPUTS];
        for (int i = 0; i < s->e->inputs; i++)
            example[i] = s->mapped[i] ? cx_squeeze(cx_slice_axis(in[i], 0, k, k + 1), 0) : in[i];
        body(example, one[k], s);
    }
    for (int i = 0; i < s->outputs; i++)
        out[s->outputs + i] = cx_concatenate(0, cx_expand_dims(one[0][i], 0), cx_expand_dims(one[1][i], 0));
    cx_return(graph, 2 * s->outputs, out);
    return graph;
}

/* The elements of an input, EXAMPLES times if it is mapped, each time rotated by one place more. */
static cx_tensor *input(const struct cxi_tensor *x, bool mapped) {
    size_t size = cx_dtype_size(x->dtype), count = (size_t)cx_dims_count(x->dims);
    if (!mapped) return cx_tensor_new(case_runtime(), x->dtype, x->dims, x->data);
    char *elements = malloc(EXAMPLES * count * size + 1);
    assert_non_null(elements);
    for (size_t k = 0; k < EXAMPLES; k++)
        for (size_t i = 0; i < count; i++)
            memcpy(elements + (k * count + i) * size, (const char *)x->data + (i + k) % count * size, size);
    cx_tensor *tensor = cx_tensor_new(case_runtime(), x->dtype, with_batch(x->dims), elements);
    free(elements);
    return tensor;
}

static bool same(const struct subject *s, int output, cx_tensor *got, cx_tensor *want) {
    cx_array *a = cx_tensor_array(got), *b = cx_tensor_array(want);
    int64_t count = cx_array_count(a);
    double *x = case_numbers(cx_array_dtype(a), cx_array_dims(a), cx_array_data(a));
    double *y = case_numbers(cx_array_dtype(b), cx_array_dims(b), cx_array_data(b));
    double tolerance = cx_array_dtype(a) == CX_F64 ? 1e-10 : cx_array_dtype(a) == CX_F32 ? 1e-5 : 0.02;
    bool ok = count == cx_array_count(b);
    for (int64_t i = 0; i < count && ok; i++) {
        ok = x[i] == y[i] || (isnan(x[i]) && isnan(y[i])) || fabs(x[i] - y[i]) <= tolerance * fmax(1, fabs(y[i]));
        if (!ok)
            print_error("%s: output %d, element %d is %g under vmap, %g alone\n", s->c->name, output, (int)i, x[i],
                        y[i]);
    }
    free(x);
    free(y);
    cx_array_free(a);
    cx_array_free(b);
    return ok;
}

static bool agrees(struct subject *s) {
    cx_tensor *in[CASE_INPUTS], *out[2 * MOST_OUTPUTS];
    s->outputs = s->c->outputs;
    for (int i = 0; i < s->e->inputs; i++) s->outputs += s->gradient && s->e->dx[i];
    cx_graph *graph = both_ways(s);
    if (cx_graph_error(graph)) {
        print_error("%s: %s\n", s->c->name, cx_graph_error(graph));
        cx_graph_free(graph);
        return false;
    }
    cx_function *function = cx_jit_graph(case_runtime(), graph);
    for (int i = 0; i < s->e->inputs; i++) in[i] = input(s->e->in[i], s->mapped[i]);
    cx_call(function, s->e->inputs, in, 2 * s->outputs, out);
    bool ok = cx_ok(case_runtime());
    if (!ok) print_error("%s: %s\n", s->c->name, cx_error(case_runtime()));
    for (int i = 0; i < s->outputs && ok; i++) ok &= same(s, i, out[i], out[s->outputs + i]);
    for (int i = 0; i < 2 * s->outputs; i++) cx_tensor_free(out[i]);
    for (int i = 0; i < s->e->inputs; i++) cx_tensor_free(in[i]);
    cx_function_free(function);
    cx_clear_error(case_runtime()); /* it was reported with the case */
    return ok;
}

/* Whether any input is floating but not all are: then batching all of them is another case. */
static bool agrees_both_ways(const struct op_case *c, const struct expected *e) {
    struct subject s = {.c = c, .e = e, .gradient = c->how & (KINKED | SMOOTH)};
    int floats = 0;
    for (int i = 0; i < e->inputs; i++) floats += s.mapped[i] = e->in[i]->dtype == CX_F64;
    bool ok = floats == 0 || agrees(&s);
    for (int i = 0; i < e->inputs; i++) s.mapped[i] = true;
    s.gradient = false;
    return floats == e->inputs ? ok : ok & agrees(&s);
}

static void batches_are_loops(void **state) {
    (void)state;
    struct cxi_safetensors *file = fixture_open();
    int wrong = 0, seen = 0;
    for (int i = 0; case_at(i); i++) {
        const struct op_case *c = case_at(i);
        struct expected e;
        if (!case_wanted(c)) continue;
        seen++;
        if (!fixture_find(file, c, &e) || !agrees_both_ways(c, &e)) wrong++;
    }
    cxi_safetensors_close(file);
    assert_int_equal(wrong, 0);
    assert_true(seen > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(batches_are_loops)};
    return cmocka_run_group_tests(tests, NULL, case_close);
}
