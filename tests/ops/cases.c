/* The table put together, the fixture read, and what the checks share: graphs, tensors, comparison. */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "ops/cases.h"

#include "base/dtype.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#ifndef CALX_TEST_DATA
#define CALX_TEST_DATA "tests"
#endif

extern const struct op_case unary_cases[], binary_cases[], shape_cases[], reduce_cases[], dot_cases[], conv_cases[],
    index_cases[], control_cases[], compose_cases[], activation_cases[], special_cases[], complex_cases[],
    arrange_cases[], statistics_cases[], linalg_cases[], sample_cases[], any_cases[];
static const struct op_case *const lists[] = {
    unary_cases,   binary_cases,     shape_cases,   reduce_cases,     dot_cases,     conv_cases,
    index_cases,   control_cases,    compose_cases, activation_cases, special_cases, complex_cases,
    arrange_cases, statistics_cases, linalg_cases,  sample_cases,     any_cases};

const struct op_case *case_at(int index) {
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        for (const struct op_case *c = lists[i]; c->name; c++)
            if (index-- == 0) return c;
    return NULL;
}

/* Whether a list of words with blanks between has one. */
static bool has_word(const char *list, const char *word) {
    size_t length = strlen(word);
    for (const char *at = list; (at = strstr(at, word)); at++)
        if ((at == list || at[-1] == ' ') && (at[length] == ' ' || !at[length])) return true;
    return false;
}

bool case_covers(const struct op_case *c, const char *word) {
    return has_word(c->covers, word);
}

bool case_wanted(const struct op_case *c) {
    const char *only = getenv("CALX_CASE");
    return !only || has_word(only, c->name);
}

/* -------------------------------------------------------------------------------------------- the fixture */

struct cxi_safetensors *fixture_open(void) {
    struct cxi_safetensors *file = cxi_safetensors_open(CALX_TEST_DATA "/ops/data/jax.safetensors");
    if (cxi_safetensors_error(file)) fail_msg("%s", cxi_safetensors_error(file));
    return file;
}

static const struct cxi_tensor *find(const struct cxi_safetensors *file, const char *name, const char *kind,
                                     int index) {
    char key[100];
    snprintf(key, sizeof key, "%s/%s%d", name, kind, index);
    return cxi_safetensors_find(file, key);
}

/* Whether an array is there exactly if it should be. */
static bool expect(const struct op_case *c, const char *kind, int index, const struct cxi_tensor *tensor, bool wanted) {
    if (!!tensor == wanted) return true;
    print_error("%s/%s%d %s the fixture; make_jax.py makes it again\n", c->name, kind, index,
                wanted ? "is missing in" : "should not be in");
    return false;
}

bool fixture_find(const struct cxi_safetensors *file, const struct op_case *c, struct expected *e) {
    *e = (struct expected){0};
    bool derivatives = c->how & (KINKED | SMOOTH), ok = true, any_f64 = false;
    while (e->inputs < CASE_INPUTS && (e->in[e->inputs] = find(file, c->name, "in", e->inputs))) e->inputs++;
    ok &= expect(c, "in", 0, e->in[0], true) &&
          expect(c, "in", CASE_INPUTS, find(file, c->name, "in", CASE_INPUTS), false);
    for (int i = 0; i < e->inputs; i++) {
        bool wanted = derivatives && e->in[i]->dtype == CX_F64;
        any_f64 |= e->in[i]->dtype == CX_F64;
        ok &= expect(c, "dx", i, e->dx[i] = find(file, c->name, "dx", i), wanted);
        ok &= expect(c, "v", i, e->v[i] = find(file, c->name, "v", i), wanted);
        ok &= expect(c, "ddx", i, e->ddx[i] = find(file, c->name, "ddx", i), wanted);
    }
    for (int i = 0; i < c->outputs; i++) {
        ok &= expect(c, "out", i, e->out[i] = find(file, c->name, "out", i), true);
        ok &= expect(c, "out_f32_", i, e->out_f32[i] = find(file, c->name, "out_f32_", i), any_f64);
        bool wanted = derivatives && e->out[i] && e->out[i]->dtype == CX_F64;
        ok &= expect(c, "w", i, e->w[i] = find(file, c->name, "w", i), wanted);
    }
    return ok & expect(c, "out", c->outputs, find(file, c->name, "out", c->outputs), false);
}

cx_graph *case_graph(const struct op_case *c, const struct expected *e, cx_dtype floats) {
    cx_graph *graph = cx_graph_new(c->name);
    cx_node *in[CASE_INPUTS], *out[CASE_OUTPUTS];
    for (int i = 0; i < e->inputs; i++)
        in[i] = cx_parameter(graph, "x", e->in[i]->dtype == CX_F64 ? floats : e->in[i]->dtype, e->in[i]->dims);
    c->build(graph, in, out);
    cx_return(graph, c->outputs, out);
    return graph;
}

/* ------------------------------------------------------------------------------------------------ running */

static cx_runtime *runtime;

cx_runtime *case_runtime(void) {
    if (runtime) return runtime;
    runtime = cx_open("cpu");
    if (!cx_ok(runtime)) fail_msg("%s", cx_error(runtime));
    return runtime;
}

int case_close(void **state) {
    (void)state;
    int status = runtime ? cx_close(runtime, stderr) : 0;
    runtime = NULL;
    return status;
}

static int64_t reals_in(cx_dtype dtype, cx_dims dims) {
    return cx_dims_count(dims) * (cxi_is_complex(dtype) ? 2 : 1);
}

double *case_numbers(cx_dtype dtype, cx_dims dims, const void *elements) {
    int64_t count = reals_in(dtype, dims);
    cx_dtype part = dtype == CX_C64 ? CX_F32 : dtype == CX_C128 ? CX_F64 : dtype;
    double *numbers = malloc((size_t)(count + 1) * sizeof *numbers);
    assert_non_null(numbers);
    for (int64_t i = 0; i < count; i++)
        numbers[i] = cxi_element_read(part, (const char *)elements + (size_t)i * cx_dtype_size(part));
    return numbers;
}

cx_tensor *case_tensor(cx_dtype dtype, cx_dims dims, const double *numbers) {
    cx_array *array = cx_array_new(dtype, dims);
    if (cx_array_error(array)) fail_msg("%s", cx_array_error(array));
    for (int64_t i = 0; i < cx_array_count(array); i++)
        cxi_element_write(dtype, (char *)cx_array_data(array) + (size_t)i * cx_dtype_size(dtype), numbers[i]);
    cx_tensor *tensor = cx_tensor_of(case_runtime(), array);
    cx_array_free(array);
    return tensor;
}

/* Whether the difference is within `tolerance`, absolute up to 1 and relative above. Not so for two numbers of which one
   is NaN or infinite alone. */
static bool close_to(double got, double want, double tolerance) {
    if (isnan(got) || isnan(want)) return isnan(got) && isnan(want);
    if (isinf(got) || isinf(want)) return got == want;
    return fabs(got - want) <= tolerance * fmax(1, fabs(want));
}

static bool same_type(const char *name, const char *what, cx_tensor *got, const struct cxi_tensor *want) {
    if (cx_tensor_error(got)) {
        print_error("%s: %s: %s\n", name, what, cx_tensor_error(got));
        return false;
    }
    if (cx_tensor_dtype(got) == want->dtype && cx_dims_equal(cx_tensor_dims(got), want->dims)) return true;
    struct cxi_text text = {0};
    cxi_add_type(&text, cx_tensor_dtype(got), cx_tensor_dims(got));
    cxi_add(&text, ", not ");
    cxi_add_type(&text, want->dtype, want->dims);
    print_error("%s: %s is %s\n", name, what, cxi_text(&text));
    cxi_text_free(&text);
    return false;
}

/* Integers of 64 bits are compared as they are: a double would round them. */
static bool same_integers(const char *name, const char *what, const cx_array *got, const struct cxi_tensor *want) {
    for (int64_t i = 0; i < cx_array_count(got); i++) {
        uint64_t a, b;
        memcpy(&a, (const char *)cx_array_read(got) + 8 * i, 8);
        memcpy(&b, (const char *)want->data + 8 * i, 8);
        if (a == b) continue;
        print_error("%s: %s[%lld] is %lld, not %lld\n", name, what, (long long)i, (long long)a, (long long)b);
        return false;
    }
    return true;
}

bool case_agrees(const char *name, const char *what, cx_tensor *got, const struct cxi_tensor *want, double tolerance) {
    if (!same_type(name, what, got, want)) return false;
    cx_array *array = cx_tensor_array(got);
    if (cx_array_error(array)) {
        print_error("%s: %s: %s\n", name, what, cx_array_error(array));
        cx_array_free(array);
        return false;
    }
    if (want->dtype == CX_I64 || want->dtype == CX_U64) {
        bool same = same_integers(name, what, array, want);
        cx_array_free(array);
        return same;
    }
    double *a = case_numbers(want->dtype, want->dims, cx_array_read(array));
    double *b = case_numbers(want->dtype, want->dims, want->data);
    int64_t count = reals_in(want->dtype, want->dims), wrong = 0, first = 0;
    for (int64_t i = count - 1; i >= 0; i--)
        if (!close_to(a[i], b[i], tolerance)) wrong++, first = i;
    if (wrong)
        print_error("%s: %s[%lld] is %.17g, not %.17g: %.3g apart, %.1g allowed (%lld of %lld elements differ)\n", name,
                    what, (long long)first, a[first], b[first], fabs(a[first] - b[first]),
                    tolerance * fmax(1, fabs(b[first])), (long long)wrong, (long long)count);
    free(a);
    free(b);
    cx_array_free(array);
    return !wrong;
}
