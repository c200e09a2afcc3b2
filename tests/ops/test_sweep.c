/* Every operation in every dtype that its record takes (sweep.h): values, the same within a batch under cx_vmap, and of floats and
   complex numbers the derivatives of both orders, against JAX (make_dtypes.py). One program for each dtype. They take minutes to
   compile: batches and derivatives, whose rules know kinds of dtypes rather than dtypes, are left out but for one dtype of
   each kind, unless

       CALX_SWEEP=all build/tests/test_sweep     # CALX_DTYPE=i8 beside it: of that dtype only */
#define _POSIX_C_SOURCE 200809L /* setenv */

/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "ops/sweep.h"

#include "base/dtype.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CASES = 128, MOST_INPUTS = 3 * MOST_CASES, MOST_RESULTS = 8 * MOST_CASES, EXAMPLES = 2 };

/* A case of the program, and where its inputs and results stand. */
struct entry {
    const struct op_case *c;
    struct expected e;
    cx_graph *graph;
    bool batch, derivatives;
    int input, result;
};

struct program {
    cx_dtype dtype;
    struct cxi_safetensors *cases, *dtypes; /* the fixtures */
    int entries, inputs, results;
    struct entry entry[MOST_CASES];
    cx_tensor *in[MOST_INPUTS];
    cx_node *result[MOST_RESULTS];
};

static const char *kind_of(cx_dtype dtype) {
    if (dtype == CX_BOOL) return "bool";
    return cxi_is_complex(dtype) ? "complex" : cxi_is_float(dtype) ? "float" : "int";
}

static const struct cxi_tensor *find(const struct program *p, const struct entry *t, const char *group,
                                     const char *kind, int index) {
    char key[100];
    snprintf(key, sizeof key, "%s/%s/%s%d", t->c->name, group, kind, index);
    const struct cxi_tensor *tensor = cxi_safetensors_find(p->dtypes, key);
    if (!tensor) fail_msg("%s is missing: make_dtypes.py makes it", key);
    return tensor;
}

/* -------------------------------------------------------------------------------------------------- inputs */

static cx_dims with_batch(cx_dims dims) {
    return cxi_dims_after(EXAMPLES, dims);
}

/* Element i of a leading input, in the program's dtype: from c128, i64, bool or f64. */
static void write_element(cx_dtype dtype, void *at, const struct cxi_tensor *x, int64_t i) {
    if (cxi_is_complex(dtype)) {
        double parts[2];
        memcpy(parts, (const char *)x->data + sizeof parts * (size_t)i, sizeof parts);
        float narrow[] = {(float)parts[0], (float)parts[1]};
        memcpy(at, dtype == CX_C64 ? (const void *)narrow : parts, cx_dtype_size(dtype));
        return;
    }
    const char *from = (const char *)x->data + cx_dtype_size(x->dtype) * (size_t)i;
    if (cxi_is_integer(dtype)) {
        int64_t integer;
        memcpy(&integer, from, sizeof integer);
        bool minus = integer < 0 && cxi_dtype(dtype)->kind == CXI_UNSIGNED;
        cxi_element_write_integer(dtype, at, minus ? -integer : integer);
    } else
        cxi_element_write(dtype, at, cxi_element_read(dtype == CX_BOOL ? CX_BOOL : CX_F64, from));
}

/* The input twice over: moved on by one place, then as it is. */
static cx_tensor *leading_input(const struct program *p, const struct entry *t, int index) {
    const struct cxi_tensor *x = find(p, t, kind_of(p->dtype), "in", index);
    cx_dims dims = t->e.in[index]->dims;
    cx_array *array = cx_array_new(p->dtype, with_batch(dims));
    int64_t count = cx_dims_count(dims);
    char *data = cx_array_data(array);
    size_t size = cx_dtype_size(p->dtype);
    for (int64_t i = 0; i < count; i++) {
        write_element(p->dtype, data + (size_t)i * size, x, (i + 1) % count);
        write_element(p->dtype, data + (size_t)(count + i) * size, x, i);
    }
    cx_tensor *tensor = cx_tensor_of(case_runtime(), array);
    cx_array_free(array);
    return tensor;
}

/* ------------------------------------------------------------------------------------------------- results */

static void body(cx_node *const *in, cx_node **out, void *user) {
    const struct entry *t = user;
    t->c->build(t->graph, in, out);
}

/* The sum of the real parts of a * weights, added to `sum`; NULL: none so far. */
static cx_node *add_weighted(cx_node *sum, cx_node *a, const struct cxi_tensor *weights) {
    cx_node *w = cx_constant(cx_graph_of(a), CX_F64, weights->dims, weights->data);
    cx_node *real = cx_real(a), *term = cx_sum(cx_mul(real, cx_convert(w, cx_node_dtype(real))));
    return sum ? cx_add(sum, term) : term;
}

/* Of the leading inputs x[], as JAX made them: those of the first order, then those of the second, in f64 or c128. */
static void add_derivatives(const struct entry *t, cx_node *const *in, cx_node *const *out, cx_node **made) {
    cx_node *x[CASE_INPUTS], *loss = NULL, *second = NULL;
    const struct cxi_tensor *v[CASE_INPUTS];
    int count = 0;
    for (int i = 0; i < t->c->outputs; i++)
        if (t->e.w[i]) loss = add_weighted(loss, out[i], t->e.w[i]);
    for (int i = 0; i < t->e.inputs; i++)
        if (sweep_leads(&t->e, i)) x[count] = in[i], v[count++] = t->e.v[i];
    cx_grad(loss, count, x, made);
    for (int k = 0; k < count; k++) second = add_weighted(second, made[k], v[k]);
    cx_grad(second, count, x, made + count);
    cx_dtype wide = cxi_is_complex(cx_node_dtype(x[0])) ? CX_C128 : CX_F64;
    for (int k = 0; k < 2 * count; k++) made[k] = cx_convert(made[k], wide);
}

/* Whether batches and derivatives are tried in the dtype. */
static bool is_thorough(cx_dtype dtype) {
    return getenv("CALX_SWEEP") || dtype == CX_I8 || dtype == CX_BF16 || dtype == CX_C64;
}

static void add_entry(struct program *p, struct entry *t) {
    cx_node *batch[CASE_INPUTS], *in[CASE_INPUTS], **out = p->result + p->results;
    int axes[CASE_INPUTS], leading = 0;
    t->input = p->inputs;
    t->result = p->results;
    for (int i = 0; i < t->e.inputs; i++) {
        const struct cxi_tensor *x = t->e.in[i];
        bool leads = sweep_leads(&t->e, i);
        leading += leads;
        axes[i] = leads ? 0 : CX_UNMAPPED;
        in[i] = batch[i] =
            cx_parameter(t->graph, "x", leads ? p->dtype : x->dtype, leads ? with_batch(x->dims) : x->dims);
        if (leads) in[i] = cx_squeeze(cx_slice_axis(batch[i], 0, 1, 2), 0);
        p->in[p->inputs++] = leads ? leading_input(p, t, i) : cx_tensor_new(case_runtime(), x->dtype, x->dims, x->data);
    }
    body(in, out, t);
    out += t->c->outputs;
    t->batch = is_thorough(p->dtype);
    if (t->batch) cx_vmap(body, t, t->e.inputs, batch, t->c->outputs, out, .in_axes = axes);
    for (int i = 0; t->batch && i < t->c->outputs; i++, out++) *out = cx_squeeze(cx_slice_axis(*out, 0, 1, 2), 0);
    bool narrow = cxi_value_bits(p->dtype) < 16, differentiable = cxi_is_float(p->dtype) || cxi_is_complex(p->dtype);
    t->derivatives = t->c->how & (SMOOTH | KINKED) && differentiable && !narrow && is_thorough(p->dtype);
    if (t->derivatives) add_derivatives(t, in, p->result + p->results, out);
    p->results = (int)(out - p->result) + (t->derivatives ? 2 * leading : 0);
    if (cx_graph_error(t->graph)) fail_msg("%s: %s", t->c->name, cx_graph_error(t->graph));
}

/* The cases of all operations in the program's dtype, each once. */
static cx_graph *build(struct program *p) {
    cx_graph *graph = cx_graph_new(cx_dtype_name(p->dtype));
    for (const struct cxi_op *const *op = cxi_ops; *op; op++) {
        const struct op_case *c = sweep_case(p->cases, *op, p->dtype);
        bool known = !c;
        for (int i = 0; i < p->entries; i++) known |= p->entry[i].c == c;
        if (known) continue;
        struct entry *t = &p->entry[p->entries++];
        *t = (struct entry){.c = c, .graph = graph};
        assert_true(p->entries < MOST_CASES && fixture_find(p->cases, c, &t->e));
        add_entry(p, t);
    }
    cx_return(graph, p->results, p->result);
    return graph;
}

/* ----------------------------------------------------------------------------------------------- comparison */

/* What the dtype can tell apart beside 1. */
static double unit(cx_dtype dtype) {
    char one[16] = {0}, next[16] = {0};
    cxi_element_write(dtype, one, 1);
    memcpy(next, one, sizeof next);
    next[0]++; /* little-endian */
    return cxi_element_read(dtype, next) - 1;
}

static double tolerance(const struct op_case *c, cx_dtype dtype) {
    double wide = c->how & LOOSE ? 100 : 1;
    switch (dtype) {
    case CX_F64:
    case CX_C128: return wide * 1e-12;
    case CX_F32:
    case CX_C64: return wide * 2e-6;
    default: return cxi_is_float(dtype) ? 2 * unit(dtype) : 0;
    }
}

/* A result, of which JAX told the bytes, with the dtype and shape that it has, if they go together. */
static bool value_agrees(const struct program *p, const struct entry *t, int output, cx_tensor *got, const char *how) {
    char what[60];
    cx_dtype dtype = cx_tensor_dtype(got);
    const struct cxi_tensor *told = find(p, t, cx_dtype_name(p->dtype), "out", output);
    struct cxi_tensor want = {told->name, dtype, t->e.out[output]->dims, told->data, told->bytes};
    bool raw = told->dtype == CX_U8, fits = (size_t)cx_dims_count(want.dims) * cx_dtype_size(dtype) == told->bytes;
    snprintf(what, sizeof what, "%s output %d%s", cx_dtype_name(p->dtype), output, how);
    if ((raw || told->dtype == dtype) && fits) return case_agrees(t->c->name, what, got, &want, tolerance(t->c, dtype));
    print_error("%s: %s is of %s, and not as JAX has it\n", t->c->name, what, cx_dtype_name(dtype));
    return false;
}

static bool derivatives_agree(const struct program *p, const struct entry *t, cx_tensor *const *got) {
    cx_dtype wide = cxi_is_complex(p->dtype) ? CX_C128 : CX_F64;
    int leading = 0, k = 0;
    bool ok = true;
    for (int i = 0; i < t->e.inputs; i++) leading += sweep_leads(&t->e, i);
    for (int order = 0; order < 2; order++)
        for (int i = 0; i < t->e.inputs; i++) {
            if (!sweep_leads(&t->e, i)) continue;
            char what[60];
            const struct cxi_tensor *told = find(p, t, kind_of(p->dtype), order ? "ddx" : "dx", i);
            struct cxi_tensor want = {told->name, wide, t->e.in[i]->dims, told->data, told->bytes};
            double scale = 1, *numbers = case_numbers(wide, want.dims, want.data);
            for (int64_t j = 0; j < cx_dims_count(want.dims); j++)
                if (isfinite(numbers[j])) scale = fmax(scale, fabs(numbers[j]));
            free(numbers);
            snprintf(what, sizeof what, "%s %s gradient of input %d", cx_dtype_name(p->dtype),
                     order ? "second" : "first", i);
            ok &= case_agrees(t->c->name, what, got[k++], &want, 8 * scale * tolerance(t->c, p->dtype));
        }
    return ok;
}

static bool entry_agrees(const struct program *p, const struct entry *t, cx_tensor *const *results) {
    cx_tensor *const *got = results + t->result;
    int outputs = t->c->outputs;
    bool ok = true;
    for (int i = 0; i < outputs; i++) ok &= value_agrees(p, t, i, got[i], "");
    for (int i = 0; t->batch && i < outputs; i++) ok &= value_agrees(p, t, i, got[outputs + i], " under vmap");
    if (t->derivatives) ok &= derivatives_agree(p, t, got + (t->batch ? 2 : 1) * outputs);
    return ok;
}

static int sweep(struct cxi_safetensors *cases, struct cxi_safetensors *dtypes, cx_dtype dtype) {
    static struct program p;
    static cx_tensor *out[MOST_RESULTS];
    p = (struct program){.dtype = dtype, .cases = cases, .dtypes = dtypes};
    cx_function *function = cx_jit_graph(case_runtime(), build(&p));
    int wrong = 0;
    cx_call(function, p.inputs, p.in, p.results, out);
    if (!cx_ok(case_runtime())) fail_msg("%s: %s", cx_dtype_name(dtype), cx_error(case_runtime()));
    for (int i = 0; i < p.entries; i++) wrong += !entry_agrees(&p, &p.entry[i], out);
    for (int i = 0; i < p.results; i++) cx_tensor_free(out[i]);
    for (int i = 0; i < p.inputs; i++) cx_tensor_free(p.in[i]);
    cx_function_free(function);
    print_message("%s: %d cases, %d results\n", cx_dtype_name(dtype), p.entries, p.results);
    return wrong;
}

static void every_dtype_agrees_with_jax(void **state) {
    (void)state;
    struct cxi_safetensors *cases = fixture_open(),
                           *dtypes = cxi_safetensors_open(CALX_TEST_DATA "/ops/data/dtypes.safetensors");
    if (cxi_safetensors_error(dtypes)) fail_msg("%s", cxi_safetensors_error(dtypes));
    int wrong = 0;
    const char *only = getenv("CALX_DTYPE");
    for (int d = CX_INVALID + 1; d < CX_DTYPE_COUNT; d++)
        if (!only || (int)cx_dtype_from_name(only) == d) wrong += sweep(cases, dtypes, (cx_dtype)d);
    cxi_safetensors_close(dtypes);
    cxi_safetensors_close(cases);
    assert_int_equal(wrong, 0);
}

int main(void) {
    setenv("XLA_FLAGS", "--xla_backend_optimization_level=0", false); /* half the time, and no other numbers */
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_dtype_agrees_with_jax)};
    return cmocka_run_group_tests(tests, NULL, case_close);
}
