/* cx_convert from every dtype to every other, against JAX (make_dtypes.py); of the floats of 8 and 16 bits every pattern, or many,
   to f32 and f32 to them, against ml_dtypes (tests/base/make_halves.py); cx_bitcast between all dtypes of one size. What host code
   makes of these formats is in tests/base/test_half.c. */
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
#include <string.h>

enum { MOST = CX_DTYPE_COUNT * CX_DTYPE_COUNT };

/* One program: arrays go in, and each result is to be `want`, up to the payload of NaN. */
struct check {
    cx_graph *graph;
    int inputs, outputs;
    cx_tensor *in[MOST];
    cx_node *out[MOST];
    struct cxi_tensor want[MOST];
    char what[MOST][40];
};

static struct cxi_safetensors *open_file(const char *name) {
    char path[sizeof CALX_TEST_DATA + 60];
    snprintf(path, sizeof path, CALX_TEST_DATA "/%s", name);
    struct cxi_safetensors *file = cxi_safetensors_open(path);
    if (cxi_safetensors_error(file)) fail_msg("%s", cxi_safetensors_error(file));
    return file;
}

static const struct cxi_tensor *find(const struct cxi_safetensors *file, const char *a, const char *b) {
    char key[60];
    snprintf(key, sizeof key, "%s/%s", a, b);
    const struct cxi_tensor *tensor = cxi_safetensors_find(file, key);
    if (!tensor) fail_msg("%s is missing", key);
    return tensor;
}

/* The file's bytes as a vector of the dtype. */
static struct cxi_tensor vector(const struct cxi_tensor *bytes, cx_dtype dtype) {
    return (struct cxi_tensor){bytes->name, dtype, CX_DIMS((int64_t)(bytes->bytes / cx_dtype_size(dtype))), bytes->data,
                               bytes->bytes};
}

static cx_node *add_input(struct check *c, struct cxi_tensor x) {
    c->in[c->inputs++] = cx_tensor_new(case_runtime(), x.dtype, x.dims, x.data);
    return cx_parameter(c->graph, "x", x.dtype, x.dims);
}

static void add_output(struct check *c, cx_node *made, struct cxi_tensor want, const char *how, cx_dtype from) {
    assert_true(c->outputs < MOST);
    c->want[c->outputs] = want;
    snprintf(c->what[c->outputs], sizeof c->what[0], "%s to %s", cx_dtype_name(from), cx_dtype_name(want.dtype));
    if (cx_graph_error(c->graph)) fail_msg("%s %s: %s", how, c->what[c->outputs], cx_graph_error(c->graph));
    c->out[c->outputs++] = made;
}

static void run(struct check *c, const char *how) {
    static cx_tensor *result[MOST];
    int wrong = 0;
    cx_return(c->graph, c->outputs, c->out);
    cx_function *function = cx_jit_graph(case_runtime(), c->graph);
    cx_call(function, c->inputs, c->in, c->outputs, result);
    if (!cx_ok(case_runtime())) fail_msg("%s", cx_error(case_runtime()));
    for (int i = 0; i < c->outputs; i++) {
        wrong += !case_agrees(how, c->what[i], result[i], &c->want[i], 0);
        cx_tensor_free(result[i]);
    }
    for (int i = 0; i < c->inputs; i++) cx_tensor_free(c->in[i]);
    cx_function_free(function);
    print_message("%s: %d pairs of dtypes\n", how, c->outputs);
    assert_int_equal(wrong, 0);
}

static void every_dtype_to_every_other(void **state) {
    (void)state;
    static struct check c;
    struct cxi_safetensors *file = open_file("ops/data/dtypes.safetensors");
    c = (struct check){.graph = cx_graph_new("convert")};
    for (int from = CX_INVALID + 1; from < CX_DTYPE_COUNT; from++) {
        const char *name = cx_dtype_name((cx_dtype)from);
        cx_node *x = add_input(&c, vector(find(file, name, "in"), (cx_dtype)from));
        for (int to = CX_INVALID + 1; to < CX_DTYPE_COUNT; to++) {
            if (cxi_is_complex((cx_dtype)from) && !cxi_is_complex((cx_dtype)to)) continue; /* refused */
            struct cxi_tensor want = vector(find(file, name, cx_dtype_name((cx_dtype)to)), (cx_dtype)to);
            add_output(&c, cx_convert(x, (cx_dtype)to), want, "convert", (cx_dtype)from);
        }
    }
    run(&c, "convert");
    cxi_safetensors_close(file);
}

static void every_pattern_of_narrow_floats(void **state) {
    (void)state;
    static struct check c;
    struct cxi_safetensors *file = open_file("base/data/halves.safetensors");
    c = (struct check){.graph = cx_graph_new("patterns")};
    for (int d = CX_INVALID + 1; d < CX_DTYPE_COUNT; d++) {
        cx_dtype narrow = (cx_dtype)d;
        if (!cxi_is_float(narrow) || cxi_value_bits(narrow) > 16) continue;
        const char *name = cx_dtype_name(narrow);
        cx_node *bits = add_input(&c, vector(find(file, name, "bits"), narrow));
        add_output(&c, cx_convert(bits, CX_F32), vector(find(file, name, "wide"), CX_F32), "patterns", narrow);
        cx_node *from = add_input(&c, vector(find(file, name, "from"), CX_F32));
        add_output(&c, cx_convert(from, narrow), vector(find(file, name, "narrow"), narrow), "patterns", CX_F32);
    }
    run(&c, "patterns");
    cxi_safetensors_close(file);
}

/* On the host a number of 4 bits takes a byte, with the sign, if it has one, all over the rest. */
static struct cxi_tensor four_bits(struct cxi_tensor x, unsigned char bytes[8]) {
    if (cxi_value_bits(x.dtype) != 4) return x;
    assert_true(x.bytes <= 8);
    for (size_t i = 0; i < x.bytes; i++) {
        unsigned char low = ((const unsigned char *)x.data)[i] & 15;
        bytes[i] = x.dtype == CX_I4 && low & 8 ? low | 240 : low;
    }
    x.data = bytes;
    return x;
}

static void bits_stay_as_they_are(void **state) {
    (void)state;
    static struct check c;
    static unsigned char bytes[MOST][8];
    struct cxi_safetensors *file = open_file("ops/data/dtypes.safetensors");
    c = (struct check){.graph = cx_graph_new("bitcast")};
    for (int from = CX_INVALID + 1; from < CX_DTYPE_COUNT; from++) {
        struct cxi_tensor given = vector(find(file, cx_dtype_name((cx_dtype)from), "in"), (cx_dtype)from);
        cx_node *x = add_input(&c, given);
        for (int to = CX_INVALID + 1; to < CX_DTYPE_COUNT; to++) {
            bool fits = cxi_value_bits((cx_dtype)from) == cxi_value_bits((cx_dtype)to) &&
                        cxi_is_complex((cx_dtype)from) == cxi_is_complex((cx_dtype)to);
            if (!fits) continue;
            struct cxi_tensor want = four_bits(vector(&given, (cx_dtype)to), bytes[c.outputs]);
            add_output(&c, cx_bitcast(x, (cx_dtype)to), want, "bitcast", (cx_dtype)from);
        }
    }
    run(&c, "bitcast");
    cxi_safetensors_close(file);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_dtype_to_every_other),
                                       cmocka_unit_test(every_pattern_of_narrow_floats),
                                       cmocka_unit_test(bits_stay_as_they_are)};
    return cmocka_run_group_tests(tests, NULL, case_close);
}
