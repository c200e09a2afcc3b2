/* Layers against Keras (make_layers.py says how the numbers were made): results, gradients by inputs and by
   variables, and what training updates; in f64, f32 and, with f32 variables, bf16. */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "nn/layers_fixture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { INPUTS = 4, OUTPUTS = 3, VARIABLES = 8, RESULTS = OUTPUTS + INPUTS + VARIABLES };

#define LAYER(NAME) static void NAME(cx_scope *s, cx_node *const *in, cx_node **out)
#define ONE(NAME, ...)        \
    LAYER(NAME) {             \
        (void)s;              \
        out[0] = __VA_ARGS__; \
    }

ONE(batch_norm, cx_batch_norm(s, in[0]))
ONE(batch_norm_vectors, cx_batch_norm(s, in[0], .momentum = 0.9, .epsilon = 0.1, .no_scale = true, .no_bias = true))
ONE(layer_norm, cx_layer_norm(s, in[0]))
ONE(layer_norm_plain, cx_layer_norm(s, in[0], .epsilon = 0.1, .no_scale = true, .no_bias = true))
ONE(group_norm, cx_group_norm(s, in[0], 3))
ONE(group_norm_vectors, cx_group_norm(s, in[0], 2, .epsilon = 0.1))
ONE(rms_norm, cx_rms_norm(s, in[0]))
ONE(embedding, cx_embedding(s, in[0], 7, 3))
ONE(conv_transpose_valid, cx_conv_transpose2d(s, in[0], 3, 3, .stride = 2))
ONE(conv_transpose_same, cx_conv_transpose2d(s, in[0], 3, 3, .stride = 2, .pad = CX_SAME))
ONE(conv_transpose_even, cx_conv_transpose2d(s, in[0], 2, 4, .stride = 2, .pad = CX_SAME))
ONE(conv_transpose_apart, cx_conv_transpose2d(s, in[0], 2, 2, .stride = 3))
ONE(conv_transpose_apart_same, cx_conv_transpose2d(s, in[0], 2, 2, .stride = 3, .pad = CX_SAME))
ONE(conv_transpose_one, cx_conv_transpose2d(s, in[0], 2, 3))
ONE(global_max_pool, cx_global_max_pool(in[0]))
ONE(global_mean_pool, cx_global_mean_pool(in[0]))
ONE(attention_self, cx_multi_head_attention(s, in[0], 2))
ONE(attention_causal, cx_multi_head_attention(s, in[0], 2, .head_dim = 4, .causal = true, .no_bias = true))
ONE(attention_cross,
    cx_multi_head_attention(s, in[0], 2, .head_dim = 4, .key = in[1], .value = in[2], .key_mask = in[3]))
ONE(attention_causal_masked, cx_multi_head_attention(s, in[0], 3, .head_dim = 4, .causal = true, .key_mask = in[1]))
ONE(attention_grouped, cx_multi_head_attention(s, in[0], 4, .key_value_heads = 2, .head_dim = 4))
ONE(rope, cx_rope(in[0], in[1]))
ONE(rope_batch, cx_rope(in[0], in[1], .base = 500))
ONE(lstm, cx_lstm(s, in[0], 4, .last = &out[1], .last_cell = &out[2]))
ONE(lstm_initial, cx_lstm(s, in[0], 4, .initial = in[1], .initial_cell = in[2], .last = &out[1], .last_cell = &out[2],
                          .no_bias = true))
ONE(lstm_reverse, cx_lstm(s, in[0], 4, .last = &out[1], .last_cell = &out[2], .reverse = true))
ONE(gru, cx_gru(s, in[0], 4, .last = &out[1]))
ONE(gru_initial, cx_gru(s, in[0], 4, .initial = in[1], .last = &out[1], .no_bias = true))
ONE(gru_reverse, cx_gru(s, in[0], 4, .last = &out[1], .reverse = true))

struct layer_case {
    const char *name;
    void (*build)(cx_scope *s, cx_node *const *in, cx_node **out);
    bool training;
    bool is_function;  /* has no scope, and computes in x's dtype */
    double least_wide; /* the tolerance is at least this */
};

#define CASE(NAME) \
    { #NAME, NAME, false, false, 0 }
#define FUNCTION(NAME) \
    { #NAME, NAME, false, true, 0 }
static const struct layer_case table[] = {
    {"batch_norm_training", batch_norm, true, false, 0},
    {"batch_norm_inference", batch_norm, false, false, 0},
    {"batch_norm_vectors", batch_norm_vectors, true, false, 0},
    CASE(layer_norm),
    CASE(layer_norm_plain),
    CASE(group_norm),
    CASE(group_norm_vectors),
    CASE(rms_norm),
    CASE(embedding),
    CASE(conv_transpose_valid),
    CASE(conv_transpose_same),
    CASE(conv_transpose_even),
    CASE(conv_transpose_apart),
    CASE(conv_transpose_apart_same),
    CASE(conv_transpose_one),
    FUNCTION(global_max_pool),
    FUNCTION(global_mean_pool),
    {"attention_self", attention_self, false, false, 1e-6}, /* Keras rounds 1 / sqrt(head_dim) to f32 */
    CASE(attention_causal),
    CASE(attention_cross),
    CASE(attention_causal_masked),
    CASE(attention_grouped),
    FUNCTION(rope),
    FUNCTION(rope_batch),
    CASE(lstm),
    CASE(lstm_initial),
    CASE(lstm_reverse),
    CASE(gru),
    CASE(gru_initial),
    CASE(gru_reverse),
};
enum { CASES = sizeof table / sizeof table[0] };

/* A case's part of the fixture. */
struct expectation {
    const struct layer_case *layer;
    int inputs, outputs, variables, updated, gradients;
    const struct cxi_tensor *in[INPUTS], *out[OUTPUTS], *w[OUTPUTS], *variable[VARIABLES], *after[VARIABLES];
    const struct cxi_tensor *gradient[INPUTS + VARIABLES]; /* by floating inputs, then by trained variables */
    const char *trained[VARIABLES];                        /* paths */
    int trained_count;
};

static void expect(const struct cxi_safetensors *file, const struct layer_case *layer, struct expectation *e) {
    const char *name = layer->name;
    *e = (struct expectation){.layer = layer};
    while (e->inputs < INPUTS && (e->in[e->inputs] = layers_find(file, "%s/in%d", name, e->inputs))) e->inputs++;
    while (e->outputs < OUTPUTS && (e->out[e->outputs] = layers_find(file, "%s/out%d", name, e->outputs))) {
        e->w[e->outputs] = layers_find(file, "%s/w%d", name, e->outputs);
        e->outputs++;
    }
    for (int i = 0; i < e->inputs; i++) {
        const struct cxi_tensor *gradient = layers_find(file, "%s/din%d", name, i);
        if (gradient) e->gradient[e->gradients++] = gradient;
    }
    size_t prefix = strlen(name);
    for (size_t i = 0; i < cxi_safetensors_count(file); i++) {
        const struct cxi_tensor *t = cxi_safetensors_at(file, i);
        if (strncmp(t->name, name, prefix) != 0 || strncmp(t->name + prefix, "/var/", 5) != 0) continue;
        const char *path = t->name + prefix + 5;
        const struct cxi_tensor *gradient = layers_find(file, "%s/dvar/%s", name, path);
        assert_true(e->variables < VARIABLES);
        e->after[e->variables] = layers_find(file, "%s/after/%s", name, path);
        e->updated += e->after[e->variables] != NULL;
        e->variable[e->variables++] = t;
        if (!gradient) continue;
        e->trained[e->trained_count++] = path;
        e->gradient[e->gradients++] = gradient;
    }
    assert_true(e->inputs > 0 && e->outputs > 0);
}

static const char *path_of(const struct cxi_tensor *variable) {
    return strstr(variable->name, "/var/") + 5;
}

/* Inputs: the case's, then the weights of its outputs. Results: outputs, then gradients. */
static void build(cx_scope *root, cx_node *const *in, cx_node **out, void *user) {
    const struct expectation *e = user;
    cx_scope *s = cx_shared(root); /* so that the variables can be asked for below */
    cx_node *loss = NULL, *source[INPUTS + VARIABLES];
    int sources = 0;
    e->layer->build(s, in, out);
    for (int i = 0; i < e->outputs; i++) {
        cx_node *term = cx_sum(cx_mul(cx_convert(out[i], cx_node_dtype(in[e->inputs + i])), in[e->inputs + i]));
        loss = loss ? cx_add(loss, term) : term;
    }
    for (int i = 0; i < e->inputs; i++)
        if (e->in[i]->dtype == CX_F64) source[sources++] = in[i];
    cx_dtype dtype = cx_node_dtype(loss);
    for (int i = 0; i < e->trained_count; i++)
        for (int k = 0; k < e->variables; k++)
            if (strcmp(path_of(e->variable[k]), e->trained[i]) == 0)
                source[sources++] = cx_variable(s, e->trained[i], e->variable[k]->dims, .dtype = dtype);
    cx_grad(loss, sources, source, out + e->outputs);
}

/* Runs a case with inputs and variables of `floats`, computing in `compute` (0: the same). */
static bool layer_agrees(const struct expectation *e, cx_dtype floats, cx_dtype compute, double tolerance) {
    cx_store *store = cx_store_new(case_runtime(), 1);
    for (int i = 0; i < e->variables; i++)
        cx_store_set(store, path_of(e->variable[i]), layers_tensor(e->variable[i], floats));
    int inputs = e->inputs + e->outputs, results = e->outputs + e->gradients;
    cx_exec *exec = cx_exec_new(store, build, .user = (void *)e, .outputs = results, .training = e->layer->training,
                                .compute = compute);
    cx_tensor *in[INPUTS + OUTPUTS], *out[RESULTS];
    for (int i = 0; i < inputs; i++) in[i] = layers_tensor(i < e->inputs ? e->in[i] : e->w[i - e->inputs], floats);
    cx_exec_call(exec, inputs, in, results, out);
    bool ok = true;
    for (int i = 0; i < results; i++) {
        char what[40];
        bool is_output = i < e->outputs;
        snprintf(what, sizeof what, "%s %s %d", cx_dtype_name(compute ? compute : floats),
                 is_output ? "output" : "gradient", is_output ? i : i - e->outputs);
        ok &= layers_agree(e->layer->name, what, out[i], is_output && compute ? compute : floats,
                           is_output ? e->out[i] : e->gradient[i - e->outputs], tolerance);
        cx_tensor_free(out[i]);
    }
    for (int i = 0; i < e->variables; i++) {
        const char *path = path_of(e->variable[i]);
        const struct cxi_tensor *want = e->after[i] ? e->after[i] : e->variable[i];
        ok &= layers_agree(e->layer->name, path, cx_store_value(store, path), floats, want, tolerance);
    }
    if (cx_store_count(store) != e->variables) {
        print_error("%s: %d variables, not %d\n", e->layer->name, cx_store_count(store), e->variables);
        ok = false;
    }
    for (int i = 0; i < inputs; i++) cx_tensor_free(in[i]);
    cx_exec_free(exec);
    cx_store_free(store);
    return ok;
}

static void all_agree(cx_dtype floats, cx_dtype compute, double tolerance) {
    struct cxi_safetensors *file = layers_open();
    const char *only = getenv("CALX_CASE");
    int wrong = 0, updated = 0;
    for (int i = 0; i < CASES; i++) {
        struct expectation e;
        if (only && strcmp(only, table[i].name) != 0) continue;
        expect(file, &table[i], &e);
        if (floats == CX_F64 && e.in[0]->dtype != CX_F64) continue; /* a table beside integers is f32 */
        bool narrow = compute && table[i].is_function;
        if (!layer_agrees(&e, narrow ? compute : floats, narrow ? CX_INVALID : compute,
                          fmax(tolerance, table[i].least_wide)))
            wrong++;
        updated += e.updated;
        cx_clear_error(case_runtime()); /* it was reported with the case */
    }
    cxi_safetensors_close(file);
    assert_int_equal(wrong, 0);
    assert_true(only || updated == 4); /* two running averages of two cases in training */
}

static void in_f64(void **state) {
    (void)state;
    all_agree(CX_F64, CX_INVALID, 1e-11);
}

static void in_f32(void **state) {
    (void)state;
    all_agree(CX_F32, CX_INVALID, 1e-5);
}

/* Variables and running averages stay f32, results are bf16. */
static void in_bf16(void **state) {
    (void)state;
    all_agree(CX_F32, CX_BF16, 0.08);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_f64),
        cmocka_unit_test(in_f32),
        cmocka_unit_test(in_bf16),
    };
    return cmocka_run_group_tests(tests, NULL, case_close);
}
