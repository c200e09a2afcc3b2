/* What comparison with Keras does not show (test_layers_keras.c): first values of variables, what differs in
   training, sharing, and what layers say to inputs that do not fit. */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "ops/cases.h"

#include <math.h>
#include <string.h>

/* ----------------------------------------------------------------------------------------------- a call */

/* A tensor with elements first, first + step, ... */
static cx_tensor *line(cx_dtype dtype, cx_dims dims, double first, double step) {
    cx_array *f64 = cx_array_new(CX_F64, dims);
    double *numbers = cx_array_data(f64);
    for (int64_t i = 0; i < cx_array_count(f64); i++) numbers[i] = first + (double)i * step;
    cx_tensor *tensor = case_tensor(dtype, dims, numbers);
    cx_array_free(f64);
    return tensor;
}

/* The only output of a function of one tensor, which is freed, over the store's variables; fails the test on an
   error. */
static cx_array *run(cx_store *store, cx_stateful *build, cx_tensor *x, bool training) {
    cx_exec *exec = cx_exec_new(store, build, .training = training);
    cx_tensor *y;
    cx_exec_call(exec, 1, &x, 1, &y);
    if (cx_tensor_error(y)) fail_msg("%s", cx_tensor_error(y));
    cx_array *array = cx_tensor_array(y);
    cx_tensor_free(x);
    cx_tensor_free(y);
    cx_exec_free(exec);
    return array;
}

static double variable_at(cx_store *store, const char *path, int64_t index) {
    cx_tensor *value = cx_store_value(store, path);
    if (!value) fail_msg("there is no variable %s", path);
    cx_array *array = cx_tensor_array(value);
    double number = cx_array_at(array, index);
    cx_array_free(array);
    return number;
}

#define BUILD(NAME) static void NAME(cx_scope *s, cx_node *const *in, cx_node **out, void *user)

/* ------------------------------------------------------------------------------------------ first values */

BUILD(many_layers) {
    (void)user;
    cx_node *x = cx_batch_norm(cx_in(s, "norm"), in[0]);
    x = cx_lstm(cx_in(s, "lstm"), x, 2);
    x = cx_gru(cx_in(s, "gru"), x, 2);
    out[0] = cx_multi_head_attention(cx_in(s, "attention"), x, 1, .no_bias = true);
}

static void first_values(void **state) {
    (void)state;
    cx_store *store = cx_store_new(case_runtime(), 1);
    cx_array_free(run(store, many_layers, line(CX_F32, CX_DIMS(2, 3, 4), 0, 0.1), false));
    assert_int_equal(cx_store_count(store), 4 + 3 + 3 + 4);
    for (int i = 0; i < 4; i++) {
        assert_true(variable_at(store, "norm/scale", i) == 1);
        assert_true(variable_at(store, "norm/bias", i) == 0);
        assert_true(variable_at(store, "norm/mean", i) == 0);
        assert_true(variable_at(store, "norm/variance", i) == 1);
    }
    for (int i = 0; i < 8; i++) assert_true(variable_at(store, "lstm/bias", i) == (i / 2 == 1)); /* the forget gate */
    for (int i = 0; i < 12; i++) assert_true(variable_at(store, "gru/bias", i) == 0);
    double limit = sqrt(6.0 / (2 + 2)); /* Glorot */
    assert_true(fabs(variable_at(store, "attention/query/kernel", 0)) <= limit);
    assert_true(variable_at(store, "attention/query/kernel", 0) != variable_at(store, "attention/key/kernel", 0));
    cx_store_free(store);
}

/* --------------------------------------------------------------------------------------------- training */

BUILD(drop_path) {
    (void)user;
    out[0] = cx_drop_path(s, in[0], 0.25);
}

static void drop_path_drops_whole_examples(void **state) {
    (void)state;
    enum { EXAMPLES = 400, ELEMENTS = 6 };
    cx_dims dims = CX_DIMS(EXAMPLES, 2, 3);
    cx_store *store = cx_store_new(case_runtime(), 1);
    cx_array *y = run(store, drop_path, line(CX_F32, dims, 3, 0), true);
    int kept = 0;
    for (int i = 0; i < EXAMPLES; i++) {
        double first = cx_array_at(y, (int64_t)i * ELEMENTS);
        assert_true(first == 0 || first == 4);
        for (int k = 1; k < ELEMENTS; k++) assert_true(cx_array_at(y, (int64_t)i * ELEMENTS + k) == first);
        kept += first != 0;
    }
    assert_in_range(kept, 265, 335); /* 300, and four deviations of sqrt(400 * 3 / 16) */
    cx_array_free(y);
    y = run(store, drop_path, line(CX_F32, dims, 3, 0), false);
    for (int i = 0; i < EXAMPLES * ELEMENTS; i++) assert_true(cx_array_at(y, i) == 3);
    cx_array_free(y);
    cx_store_free(store);
}

/* Of zeros, over values of 1: the weights are uniform, and the result is their sum. */
BUILD(attention_of_zeros) {
    (void)user;
    out[0] = cx_attention(s, in[0], in[0], cx_shift(in[0], 1), .dropout = 0.5);
}

static void attention_drops_weights_in_training(void **state) {
    (void)state;
    cx_store *store = cx_store_new(case_runtime(), 1);
    for (int training = 0; training < 2; training++) {
        cx_array *sums = run(store, attention_of_zeros, line(CX_F32, CX_DIMS(4, 32, 2, 3), 0, 0), training);
        double mean = 0, largest = 0;
        for (int64_t i = 0; i < cx_array_count(sums); i++) {
            mean += cx_array_at(sums, i) / (double)cx_array_count(sums);
            largest = fmax(largest, fabs(cx_array_at(sums, i) - 1));
        }
        assert_true(fabs(mean - 1) < (training ? 0.05 : 1e-6)); /* 256 rows, each with a deviation of 0.18 */
        assert_true(training ? largest > 0.1 : largest < 1e-5);
        cx_array_free(sums);
    }
    cx_store_free(store);
}

BUILD(norm_twice) {
    (void)user;
    cx_scope *norm = cx_shared(cx_in(s, "norm"));
    cx_node *first = cx_batch_norm(norm, in[0], .momentum = 0.5);
    out[0] = cx_add(first, cx_batch_norm(norm, cx_shift(in[0], 8), .momentum = 0.5));
}

/* The second use goes on from the average that the first one left. */
static void a_shared_norm_counts_each_use(void **state) {
    (void)state;
    cx_store *store = cx_store_new(case_runtime(), 1);
    cx_array_free(run(store, norm_twice, line(CX_F32, CX_DIMS(2, 1), 3, 2), true)); /* 3 and 5: mean 4, variance 1 */
    assert_true(fabs(variable_at(store, "norm/mean", 0) - (0.5 * (0.5 * 4) + 0.5 * 12)) < 1e-6);
    assert_true(fabs(variable_at(store, "norm/variance", 0) - 1) < 1e-6);
    cx_array_free(run(store, norm_twice, line(CX_F32, CX_DIMS(2, 1), 3, 2), false));
    assert_true(fabs(variable_at(store, "norm/mean", 0) - 7) < 1e-6);
    cx_store_free(store);
}

/* ------------------------------------------------------------------------------------------ masked wholly */

BUILD(attention_to_nothing) {
    (void)user;
    cx_node *none = cx_fill(cx_scope_graph(s), CX_BOOL, CX_DIMS(1, 4), 0);
    out[0] = cx_attention(s, in[0], in[0], in[0], .key_mask = none);
}

static void a_query_without_keys_takes_the_mean(void **state) {
    (void)state;
    cx_store *store = cx_store_new(case_runtime(), 1);
    cx_array *y = run(store, attention_to_nothing, line(CX_F32, CX_DIMS(1, 4, 1, 2), 0, 1), false);
    for (int i = 0; i < 8; i++) assert_true(fabs(cx_array_at(y, i) - (i % 2 ? 4 : 3)) < 1e-5);
    cx_array_free(y);
    cx_store_free(store);
}

/* ------------------------------------------------------------------------------------------ wrong inputs */

/* in[]: f32 [2, 4, 6], i32 [2, 4], f32 [4], bool [2, 3] */
#define WRONG(NAME, ...)      \
    BUILD(NAME) {             \
        (void)user, (void)s;  \
        out[0] = __VA_ARGS__; \
    }
WRONG(norm_of_integers, cx_batch_norm(s, in[1]))
WRONG(norm_of_vector, cx_batch_norm(s, in[2]))
WRONG(layer_norm_of_integers, cx_layer_norm(s, in[1]))
WRONG(rms_norm_of_integers, cx_rms_norm(s, in[1]))
WRONG(odd_groups, cx_group_norm(s, in[0], 4))
WRONG(no_groups, cx_group_norm(s, in[0], 0))
WRONG(float_indices, cx_embedding(s, in[0], 5, 3))
WRONG(empty_table, cx_embedding(s, in[1], 0, 3))
WRONG(transpose_of_three, cx_conv_transpose2d(s, in[0], 3, 3))
WRONG(dropped_rate, cx_drop_path(s, in[0], 1))
WRONG(pool_of_matrix, cx_global_mean_pool(in[1]))
WRONG(odd_heads, cx_multi_head_attention(s, in[0], 4))
WRONG(odd_key_heads, cx_multi_head_attention(s, in[0], 6, .key_value_heads = 4))
WRONG(no_heads, cx_multi_head_attention(s, in[0], 0))
WRONG(attention_of_matrix, cx_multi_head_attention(s, in[0], 2, .key = in[1]))
WRONG(short_mask, cx_multi_head_attention(s, in[0], 2, .key_mask = in[3]))
WRONG(float_mask, cx_multi_head_attention(s, in[0], 2, .key_mask = in[1]))
WRONG(flat_query, cx_attention(s, in[0], in[0], in[0]))
WRONG(odd_rope, cx_rope(cx_reshape(in[0], CX_DIMS(2, 4, 2, 3)), in[1]))
WRONG(rope_of_few, cx_rope(cx_reshape(in[0], CX_DIMS(2, 2, 3, 4)), in[1]))
WRONG(lstm_of_matrix, cx_lstm(s, in[1], 3))
WRONG(lstm_without_units, cx_lstm(s, in[0], 0))
WRONG(lstm_from_nowhere, cx_lstm(s, in[0], 3, .initial_cell = in[2]))
WRONG(gru_of_vector, cx_gru(s, in[2], 3))

static const struct {
    cx_stateful *build;
    const char *message;
} wrong[] = {
    {norm_of_integers, "batch_norm: x must be floating, [batch, ..., channels], and is i32[2, 4]"},
    {norm_of_vector, "batch_norm: x must be floating, [batch, ..., channels], and is f32[4]"},
    {layer_norm_of_integers, "layer_norm: x must be floating, [..., features], and is i32[2, 4]"},
    {rms_norm_of_integers, "rms_norm: x must be floating, [..., features], and is i32[2, 4]"},
    {odd_groups, "group_norm: 6 channels do not divide into 4 groups"},
    {no_groups, "group_norm: 6 channels do not divide into 0 groups"},
    {float_indices, "embedding: indices must be integers, and is f32[2, 4, 6]"},
    {empty_table, "embedding: a table of 0 rows of 3 features"},
    {transpose_of_three, "conv_transpose2d: x must be floating, [batch, height, width, channels], and is f32[2, 4, 6]"},
    {dropped_rate, "drop_path: the rate must be at least 0 and less than 1"},
    {pool_of_matrix, "global_mean_pool: x has 2 axes: it is [batch, spatial..., channels]"},
    {odd_heads, "multi_head_attention: 6 features do not divide into 4 heads: choose a head_dim"},
    {odd_key_heads, "multi_head_attention: 6 heads do not divide among 4 key_value_heads"},
    {no_heads, "multi_head_attention: 0 heads do not divide among 0 key_value_heads"},
    {attention_of_matrix, "multi_head_attention: key must be floating, [batch, time, features], and is i32[2, 4]"},
    {short_mask, "attention: key_mask must be bool, [batch, keys], and is bool[2, 3]"},
    {float_mask, "attention: key_mask must be bool, [batch, keys], and is i32[2, 4]"},
    {flat_query, "attention: query must be floating, [batch, time, heads, head_dim], and is f32[2, 4, 6]"},
    {odd_rope, "rope: x must be floating, [batch, time, heads, an even head_dim], and is f32[2, 4, 2, 3]"},
    {rope_of_few, "rope: positions must be [time] or [batch, time] of x, and is i32[2, 4]"},
    {lstm_of_matrix, "lstm: x must be floating, [batch, time, features], and is i32[2, 4]"},
    {lstm_without_units, "lstm: units must be positive"},
    {lstm_from_nowhere, "lstm: initial_cell must be floating, [batch, units], and is f32[4]"},
    {gru_of_vector, "gru: x must be floating, [batch, time, features], and is f32[4]"},
};

static void wrong_inputs_are_named(void **state) {
    (void)state;
    cx_tensor *in[] = {line(CX_F32, CX_DIMS(2, 4, 6), 0, 1), line(CX_I32, CX_DIMS(2, 4), 0, 1),
                       line(CX_F32, CX_DIMS(4), 0, 1), line(CX_BOOL, CX_DIMS(2, 3), 1, 0)};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cx_store *store = cx_store_new(case_runtime(), 1);
        cx_exec *exec = cx_exec_new(store, wrong[i].build);
        cx_tensor *y;
        cx_exec_call(exec, 4, in, 1, &y);
        const char *error = cx_tensor_error(y);
        if (!error || !strstr(error, wrong[i].message) || !strstr(error, "test_layer_modes.c:"))
            fail_msg("it says \"%s\", not \"... %s\"", error ? error : "nothing", wrong[i].message);
        assert_int_equal(cx_store_count(store), 0); /* a failed trace makes no variables */
        cx_tensor_free(y);
        cx_exec_free(exec);
        cx_store_free(store);
        cx_clear_error(case_runtime());
    }
    for (int i = 0; i < 4; i++) cx_tensor_free(in[i]);
}

/* After an error the further results of a layer are poison, not left undefined. */
BUILD(failing_states) {
    (void)user;
    cx_node *hidden, *cell, *state;
    cx_lstm(cx_in(s, "lstm"), in[0], 3, .last = &hidden, .last_cell = &cell);
    cx_gru(cx_in(s, "gru"), hidden, 3, .last = &state);
    out[0] = cx_add(cx_add(hidden, cell), state);
}

static void failed_layers_set_their_states(void **state) {
    (void)state;
    cx_store *store = cx_store_new(case_runtime(), 1);
    cx_exec *exec = cx_exec_new(store, failing_states);
    cx_tensor *x = line(CX_F32, CX_DIMS(2, 3), 0, 1), *y;
    cx_exec_call(exec, 1, &x, 1, &y);
    assert_non_null(strstr(cx_tensor_error(y), "lstm: x must be floating"));
    cx_tensor_free(x);
    cx_tensor_free(y);
    cx_exec_free(exec);
    cx_store_free(store);
    cx_clear_error(case_runtime());
}

/* ------------------------------------------------------------------------------------------ second derivatives */

/* of sum(y^3): its gradient by x, and the gradient of that times v = cos x */
BUILD(cube_of_norm) {
    (void)user;
    cx_node *x = in[0], *y = cx_batch_norm(s, x), *gradient;
    cx_grad(cx_sum(cx_mul(y, cx_square(y))), 1, &x, &gradient);
    out[0] = gradient;
    cx_grad(cx_sum(cx_mul(gradient, cx_stop_gradient(cx_cos(x)))), 1, &x, &out[1]);
}

/* x + step cos x, of numbers that no line goes through */
static cx_tensor *moved(cx_runtime *rt, double step) {
    double x[24];
    for (int i = 0; i < 24; i++) x[i] = sin(7 * i * i + 1) + step * cos(sin(7 * i * i + 1));
    return cx_tensor_new(rt, CX_F64, CX_DIMS(4, 2, 3), x);
}

/* Batch norm's gradient is written out: so is what is differentiated again. Against central differences, in f64. */
static void the_gradient_of_a_norm_has_a_gradient(void **state) {
    (void)state;
    cx_runtime *rt = cx_open("cpu");
    cx_store *store = cx_store_new(rt, 1);
    cx_exec *exec = cx_exec_new(store, cube_of_norm, .outputs = 2, .training = true);
    const double step = 1e-5, at[] = {0, step, -step};
    cx_array *gradient[3], *second = NULL;
    for (int i = 0; i < 3; i++) {
        cx_tensor *x = moved(rt, at[i]), *out[2];
        cx_exec_call(exec, 1, &x, 2, out);
        if (!cx_ok(rt)) fail_msg("%s", cx_error(rt));
        gradient[i] = cx_tensor_array(out[0]);
        if (i == 0) second = cx_tensor_array(out[1]);
        cx_tensor_free(x), cx_tensor_free(out[0]), cx_tensor_free(out[1]);
    }
    double largest = 0;
    for (int64_t i = 0; i < 24; i++) {
        double slope = (cx_array_at(gradient[1], i) - cx_array_at(gradient[2], i)) / (2 * step);
        if (fabs(cx_array_at(second, i) - slope) > 1e-7) fail_msg("%g instead of %g", cx_array_at(second, i), slope);
        largest = fmax(largest, fabs(slope));
    }
    assert_true(largest > 0.1);
    for (int i = 0; i < 3; i++) cx_array_free(gradient[i]);
    cx_array_free(second);
    assert_int_equal(cx_close(rt, stderr), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_values),
        cmocka_unit_test(drop_path_drops_whole_examples),
        cmocka_unit_test(attention_drops_weights_in_training),
        cmocka_unit_test(a_shared_norm_counts_each_use),
        cmocka_unit_test(a_query_without_keys_takes_the_mean),
        cmocka_unit_test(the_gradient_of_a_norm_has_a_gradient),
        cmocka_unit_test(wrong_inputs_are_named),
        cmocka_unit_test(failed_layers_set_their_states),
    };
    return cmocka_run_group_tests(tests, NULL, case_close);
}
