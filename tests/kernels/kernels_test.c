#include "kernels/kernels_test.h"

#include "kernels/kernels.h"
#include "run/runtime.h"
#include "stablehlo/print.h"
#include "transform/lower.h"

cx_runtime *with_kernels, *without_kernels;

static int open_both(void **state) {
    (void)state;
    with_kernels = cx_open("cpu");
    without_kernels = cx_open("cpu", .no_kernels = true);
    return !cx_ok(with_kernels) || !cx_ok(without_kernels);
}

static int close_both(void **state) {
    (void)state;
    int failed = cx_close(with_kernels, stderr);
    return cx_close(without_kernels, stderr) || failed;
}

static bool kernels_are_here(void) {
    cx_runtime *rt = cx_open("cpu");
    struct cxi_status why = {0};
    bool here = cx_ok(rt) && cxi_kernels_register_library(rt->client, &why);
    if (!here) printf("skipped: %s\n", cx_ok(rt) ? cxi_error(&why) : cx_error(rt));
    cxi_status_clear(&why);
    cx_close(rt, NULL);
    return here;
}

int run_kernel_tests(const struct CMUnitTest *tests, size_t count) {
    enum { SKIPPED = 77 };
    if (!kernels_are_here()) return SKIPPED;
    return _cmocka_run_group_tests("kernels", tests, count, open_both, close_both);
}

static cx_runtime *open_with(bool (*kernels)(struct cxi_client *, struct cxi_status *)) {
    cx_runtime *rt = open_cpu();
    struct cxi_status status = {0};
    assert_true(kernels(cxi_runtime_client(rt, &status), &status));
    return rt;
}

cx_runtime *open_with_own_kernels(void) {
    return open_with(cxi_kernels_register_own);
}

cx_runtime *open_with_library_kernels(void) {
    return open_with(cxi_kernels_register_library);
}

/* -------------------------------------------------------------------------------------------------- numbers */

static uint64_t state_of_random = 1;

static uint32_t random_bits(void) {
    state_of_random = state_of_random * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state_of_random >> 33);
}

uint64_t seed_or(uint64_t otherwise) {
    const char *named = getenv("CALX_SEED");
    return named ? strtoull(named, NULL, 10) : otherwise;
}

void random_seed(uint64_t seed) {
    state_of_random = seed;
    for (int i = 0; i < 8; i++) random_bits();
}

int64_t random_between(int64_t low, int64_t high) {
    return low + random_bits() % (high - low + 1);
}

float *random_floats(int64_t count) {
    float *values = malloc((size_t)count * sizeof *values);
    assert_non_null(values);
    for (int64_t i = 0; i < count; i++) values[i] = (float)random_between(-1000, 1000) / 1000;
    return values;
}

/* ------------------------------------------------------------------------------------------------- programs */

void run_program(cx_runtime *rt, const struct program *p, float *const *values, cx_tensor **out) {
    cx_tensor *in[MOST_ARRAYS];
    for (int i = 0; i < p->inputs; i++) in[i] = cx_tensor_new(rt, CX_F32, p->in[i], values[i]);
    cx_function *f = cx_jit(rt, p->trace, .outputs = p->outputs, .user = p->user);
    cx_call(f, p->inputs, in, p->outputs, out);
    for (int i = 0; i < p->outputs; i++) cx_tensor_wait(out[i]);
    for (int i = 0; i < p->inputs; i++) cx_tensor_free(in[i]);
    cx_function_free(f);
    assert_calx_fine(rt);
}

static void compare(const char *about, int output, cx_tensor *got, cx_tensor *want, double tolerance) {
    cx_array *a = cx_tensor_array(got), *b = cx_tensor_array(want);
    double largest = 1e-6;
    assert_true(cx_dims_equal(cx_array_dims(a), cx_array_dims(b)));
    for (int64_t i = 0; i < cx_array_count(b); i++) largest = fmax(largest, fabs(cx_array_at(b, i)));
    for (int64_t i = 0; i < cx_array_count(b); i++)
        if (!(fabs(cx_array_at(a, i) - cx_array_at(b, i)) <= tolerance * largest))
            fail_msg("%s, output %d: element %lld is %.9g by the kernel and %.9g by XLA", about, output, (long long)i,
                     cx_array_at(a, i), cx_array_at(b, i));
    cx_array_free(a);
    cx_array_free(b);
}

void check_against(const struct program *p, const struct program *wanted, double tolerance, const char *about) {
    float *values[MOST_ARRAYS];
    cx_tensor *got[MOST_ARRAYS], *want[MOST_ARRAYS];
    for (int i = 0; i < p->inputs; i++) values[i] = random_floats(cx_dims_count(p->in[i]));
    run_program(with_kernels, p, values, got);
    run_program(without_kernels, wanted, values, want);
    for (int i = 0; i < p->outputs; i++) {
        compare(about, i, got[i], want[i], tolerance);
        cx_tensor_free(got[i]);
        cx_tensor_free(want[i]);
    }
    for (int i = 0; i < p->inputs; i++) free(values[i]);
}

void check_program(const struct program *p, double tolerance, const char *about) {
    check_against(p, p, tolerance, about);
}

void lowered_text(const struct program *p, struct cxi_text *text) {
    cx_node *in[MOST_ARRAYS], *out[MOST_ARRAYS];
    cx_graph *g = cx_graph_new("lowered");
    for (int i = 0; i < p->inputs; i++) in[i] = cx_parameter(g, "in", CX_F32, p->in[i]);
    p->trace(g, in, out, p->user);
    cx_return(g, p->outputs, out);
    assert_true(cxi_lower(g, cxi_kernels_wanted(g)));
    assert_true(cxi_print_stablehlo(text, g, NULL));
    cx_graph_free(g);
}

int count_of(const struct cxi_text *text, const char *part) {
    int count = 0;
    for (const char *at = strstr(cxi_text(text), part); at; at = strstr(at + 1, part)) count++;
    return count;
}

void check_calls(const struct program *p, const char *handler, int calls, const char *about) {
    struct cxi_text text = {0}, quoted = {0};
    lowered_text(p, &text);
    cxi_addf(&quoted, "\"%s\"", handler);
    int found = count_of(&text, cxi_text(&quoted));
    if (found != calls) fail_msg("%s: %d calls of %s, not %d: %s", about, found, handler, calls, cxi_text(&text));
    cxi_text_free(&quoted);
    cxi_text_free(&text);
}
