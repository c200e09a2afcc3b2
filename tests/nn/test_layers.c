/* Dense layers and convolutions against JAX (make_reference.py), dropout and initialisers by their statistics. */
#include "nn/reference.h"

static cx_runtime *rt;

static int open_runtime(void **state) {
    (void)state;
    rt = open_cpu();
    return 0;
}

static int close_runtime(void **state) {
    (void)state;
    return close_empty(rt);
}

/* ------------------------------------------------------------------------------------------------- values */

struct layer_case {
    const char *name;
    int64_t features, kernel; /* kernel 0: a dense layer */
    cx_padding pad;
    int64_t stride, dilation, groups;
};

static const struct layer_case cases[] = {
    {"dense", .features = 6},
    {"dense3", .features = 6},
    {"dense1", .features = 6},
    {"conv_valid", 4, 3, CX_VALID, 0, 0, 0},
    {"conv_same", 4, 3, CX_SAME, 1, 1, 1},
    {"conv_even", 4, 2, CX_SAME, 0, 0, 0},
    {"conv_stride", 4, 3, CX_SAME, 2, 0, 0},
    {"conv_dilation", 4, 3, CX_SAME, 0, 2, 0},
    {"conv_groups", 6, 3, CX_VALID, 0, 0, 2},
    {"conv_depthwise", 4, 3, CX_SAME, 2, 0, 4},
    {"conv_point", 8, 1, CX_VALID, 0, 0, 0},
};
enum { CASES = sizeof cases / sizeof cases[0] };

static cx_node *layer(cx_scope *s, cx_node *const *in, void *user) {
    const struct layer_case *c = user;
    cx_scope *own = cx_in(s, "layer");
    if (c->kernel == 0) return cx_dense(own, in[0], c->features);
    return cx_conv2d(own, in[0], c->features, c->kernel, .pad = c->pad, .stride = c->stride, .dilation = c->dilation,
                     .groups = c->groups);
}

static void test_values(void **state) {
    (void)state;
    for (int i = 0; i < CASES; i++)
        for (int wide = 0; wide < 2; wide++) {
            struct layer_case c = cases[i];
            cx_dtype dtype = wide ? CX_F64 : CX_F32;
            cx_store *store = cx_store_new(rt, 1);
            cx_store_set(store, "layer/kernel", reference_tensor(rt, c.name, "kernel", dtype));
            cx_store_set(store, "layer/bias", reference_tensor(rt, c.name, "bias", dtype));
            cx_exec *exec = cx_predictor(store, layer, &c);
            cx_tensor *x = reference_tensor(rt, c.name, "x", dtype), *y = cx_predict(exec, x);
            assert_int_equal(cx_tensor_dtype(y), dtype);
            assert_reference(y, c.name, "y", wide ? 1e-13 : 2e-6);
            assert_int_equal(cx_store_count(store), 2); /* it used those that were there */
            assert_calx_fine(rt);
            cx_tensor_free(x), cx_tensor_free(y);
            cx_exec_free(exec);
            cx_store_free(store);
        }
}

static cx_node *without_biases(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    cx_node *x = cx_conv2d(cx_in(s, "conv"), in[0], 4, 3, .no_bias = true, .kernel_init = cx_init_constant(0.5));
    return cx_dense(cx_in(s, "dense"), x, 2, .no_bias = true, .kernel_init = cx_init_ones());
}

static cx_node *with_biases(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    cx_node *x = cx_conv2d(cx_in(s, "conv"), in[0], 4, 3, .kernel_init = cx_init_zeros(), .bias_init = cx_init_ones());
    return cx_dense(cx_in(s, "dense"), x, 2, .kernel_init = cx_init_ones(), .bias_init = cx_init_constant(10));
}

static void test_biases_and_initialisers(void **state) {
    (void)state;
    cx_model *const models[] = {without_biases, with_biases};
    /* 9 pixels of 1 by 0.5, then 4 of those; and 4 ones, then 10 */
    static const double expected[] = {9 * 0.5 * 4, 4 + 10};
    for (int i = 0; i < 2; i++) {
        cx_store *store = cx_store_new(rt, 1);
        cx_exec *exec = cx_predictor(store, models[i], NULL);
        cx_tensor *x = FLOATS(rt, CX_DIMS(1, 3, 3, 1), 1, 1, 1, 1, 1, 1, 1, 1, 1), *y = cx_predict(exec, x);
        float values[2];
        assert_true(cx_dims_equal(cx_tensor_dims(y), CX_DIMS(1, 1, 1, 2)));
        assert_true(cx_tensor_read(y, values, sizeof values));
        assert_true(values[0] == expected[i] && values[1] == expected[i]);
        assert_int_equal(cx_store_count(store), i == 0 ? 2 : 4);
        assert_string_equal(cx_store_path(store, 0), "conv/kernel");
        assert_true(cx_dims_equal(cx_tensor_dims(cx_store_value(store, "conv/kernel")), CX_DIMS(3, 3, 1, 4)));
        assert_true(cx_dims_equal(cx_tensor_dims(cx_store_value(store, "dense/kernel")), CX_DIMS(4, 2)));
        assert_calx_fine(rt);
        cx_tensor_free(x), cx_tensor_free(y);
        cx_exec_free(exec);
        cx_store_free(store);
    }
}

/* What layers refuse; user: which. x is f32 [2, 4, 4, 3]. */
static cx_node *refused(cx_scope *s, cx_node *const *in, void *user) {
    cx_node *x = in[0];
    switch (*(int *)user) {
    case 0: return cx_dense(s, x, 0);
    case 1: return cx_dense(s, cx_sum(x), 3);
    case 2: return cx_conv2d(s, cx_flatten(x, 2), 3, 3);
    case 3: return cx_conv2d(s, x, 4, 3, .groups = 2);
    case 4: return cx_conv2d(s, x, 4, 3, .groups = 3);
    case 5: return cx_conv2d(s, x, 0, 3);
    case 6: return cx_dropout(s, x, 1);
    case 7: return cx_dropout(s, x, -0.1);
    default: return cx_dropout(s, x, NAN);
    }
}

static void test_refusals(void **state) {
    (void)state;
    static const char *const errors[] = {"dense",  "dense",   "conv2d",  "conv2d", "conv2d",
                                         "conv2d", "dropout", "dropout", "dropout"};
    cx_tensor *x = float_tensor(rt, CX_DIMS(2, 4, 4, 3), (float[96]){0});
    for (int i = 0; i < 9; i++) {
        cx_store *store = cx_store_new(rt, 1);
        cx_exec *exec = cx_predictor(store, refused, &i);
        cx_tensor *y = cx_predict(exec, x);
        if (i < 6) assert_has(cx_tensor_error(y), "test_layers.c:"); /* the user's line, not ours */
        assert_failed_tensor(rt, y, errors[i]);
        assert_int_equal(cx_store_count(store), 0);
        cx_exec_free(exec);
        cx_store_free(store);
    }
    cx_tensor_free(x);
}

/* ------------------------------------------------------------------------------------------------ dropout */

enum { MANY = 10000 };

struct dropping {
    double rate;
    const char *path;
    bool step;   /* counts steps */
    bool before; /* another layer stands before it */
};

static void drop(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    const struct dropping *d = user;
    cx_node *x = in[0];
    if (d->before) x = cx_mul(x, cx_variable(cx_in(s, "before"), "one", CX_SCALAR, .init = cx_init_ones()));
    out[0] = cx_dropout(cx_in(s, "%s", d->path), x, d->rate);
    if (!d->step) return;
    cx_node *step = cx_variable(cx_shared(s), "train/step", CX_SCALAR, .dtype = CX_I64, .fixed = true);
    cx_assign(s, "train/step", cx_add(step, cx_k(1)));
}

/* Fills kept[call] with which of MANY ones came through in so many calls, scaled as they must be. */
static void drop_ones(struct dropping d, uint64_t seed, bool training, int calls, bool kept[][MANY]) {
    static float ones[MANY], got[MANY];
    for (int i = 0; i < MANY; i++) ones[i] = 1;
    cx_store *store = cx_store_new(rt, seed);
    cx_exec *exec = cx_exec_new(store, drop, .user = &d, .training = training);
    cx_tensor *x = float_tensor(rt, CX_DIMS(MANY), ones), *y;
    for (int call = 0; call < calls; call++) {
        cx_exec_call(exec, 1, &x, 1, &y);
        assert_true(cx_tensor_read(y, got, sizeof got));
        for (int i = 0; i < MANY; i++) {
            kept[call][i] = got[i] != 0;
            if (kept[call][i]) assert_close(got[i], training ? 1 / (1 - d.rate) : 1, 1e-6);
        }
        cx_tensor_free(y);
    }
    assert_calx_fine(rt);
    cx_tensor_free(x);
    cx_exec_free(exec);
    cx_store_free(store);
}

static double share(const bool *kept, const bool *also) {
    int count = 0;
    for (int i = 0; i < MANY; i++) count += kept[i] && (!also || also[i]);
    return (double)count / MANY;
}

static bool kept[2][MANY], others[2][MANY];

static void test_dropout_keeps_its_share(void **state) {
    (void)state;
    static const double rates[] = {0.1, 0.5, 0.9};
    for (int i = 0; i < 3; i++) {
        drop_ones((struct dropping){.rate = rates[i], .path = "drop"}, 1, true, 1, kept);
        double keep = 1 - rates[i], deviation = sqrt(keep * rates[i] / MANY);
        assert_close(share(kept[0], NULL), keep, 4 * deviation);
        drop_ones((struct dropping){.rate = rates[i], .path = "drop"}, 1, false, 1, kept);
        assert_true(share(kept[0], NULL) == 1); /* inference */
    }
    drop_ones((struct dropping){.rate = 0, .path = "drop"}, 1, true, 1, kept);
    assert_true(share(kept[0], NULL) == 1);
}

/* Two masks at rate 0.5 that have nothing to do with each other keep a quarter together. */
static void assert_independent(const bool *a, const bool *b) {
    assert_close(share(a, b), 0.25, 4 * sqrt(0.25 * 0.75 / MANY));
}

static void test_dropout_depends_on_seed_path_and_step(void **state) {
    (void)state;
    struct dropping d = {.rate = 0.5, .path = "drop", .step = true};
    drop_ones(d, 1, true, 2, kept);
    assert_independent(kept[0], kept[1]);
    drop_ones(d, 1, true, 2, others);
    assert_memory_equal(kept, others, sizeof kept); /* again the same */
    drop_ones(d, 2, true, 1, others);
    assert_independent(kept[0], others[0]);
    d.path = "drop2";
    drop_ones(d, 1, true, 1, others);
    assert_independent(kept[0], others[0]);
    d = (struct dropping){.rate = 0.5, .path = "drop"}; /* no step is counted */
    drop_ones(d, 1, true, 2, others);
    assert_memory_equal(others[0], others[1], sizeof others[0]);
    assert_memory_equal(others[0], kept[0], sizeof kept[0]);
}

/* The masks of a model stay as they are when a layer is added elsewhere. */
static void test_dropout_does_not_depend_on_other_layers(void **state) {
    (void)state;
    struct dropping d = {.rate = 0.5, .path = "drop"};
    drop_ones(d, 1, true, 1, kept);
    d.before = true;
    drop_ones(d, 1, true, 1, others);
    assert_memory_equal(kept[0], others[0], sizeof kept[0]);
}

static void drop_twice(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_dropout(s, in[0], 0.5);
    out[1] = cx_dropout(s, in[0], 0.5);
}

static void test_dropout_twice_in_a_scope(void **state) {
    (void)state;
    static float ones[MANY], got[MANY];
    for (int i = 0; i < MANY; i++) ones[i] = 1;
    cx_store *store = cx_store_new(rt, 1);
    cx_exec *exec = cx_exec_new(store, drop_twice, .training = true, .outputs = 2);
    cx_tensor *x = float_tensor(rt, CX_DIMS(MANY), ones), *y[2];
    cx_exec_call(exec, 1, &x, 2, y);
    for (int k = 0; k < 2; k++) {
        assert_true(cx_tensor_read(y[k], got, sizeof got));
        for (int i = 0; i < MANY; i++) kept[k][i] = got[i] != 0;
        cx_tensor_free(y[k]);
    }
    assert_independent(kept[0], kept[1]);
    cx_tensor_free(x);
    cx_exec_free(exec);
    cx_store_free(store);
}

/* ------------------------------------------------------------------------------------------- initialisers */

struct moments {
    double mean, deviation, low, high;
};

static cx_init chosen;

static cx_node *one_variable(cx_scope *s, cx_node *const *in, void *user) {
    (void)in;
    const cx_dims *dims = user;
    return cx_variable(s, "v", *dims, .init = chosen);
}

static cx_array *initial_values(cx_init init, cx_dims dims, uint64_t seed) {
    chosen = init;
    cx_store *store = cx_store_new(rt, seed);
    cx_exec *exec = cx_predictor(store, one_variable, &dims);
    cx_tensor *y;
    cx_exec_call(exec, 0, NULL, 1, &y);
    cx_array *array = cx_tensor_array(y);
    assert_calx_fine(rt);
    cx_tensor_free(y);
    cx_exec_free(exec);
    cx_store_free(store);
    return array;
}

static struct moments moments_of(cx_init init, cx_dims dims, uint64_t seed) {
    cx_array *array = initial_values(init, dims, seed);
    struct moments m = {.low = INFINITY, .high = -INFINITY};
    double square = 0;
    int64_t count = cx_array_count(array);
    for (int64_t i = 0; i < count; i++) {
        double v = cx_array_at(array, i);
        m.mean += v / (double)count;
        square += v * v / (double)count;
        m.low = fmin(m.low, v);
        m.high = fmax(m.high, v);
    }
    m.deviation = sqrt(square - m.mean * m.mean);
    cx_array_free(array);
    return m;
}

static void assert_uniform(struct moments m, double limit) {
    assert_close(m.mean, 0, 0.03 * limit);
    assert_close(m.deviation, limit / sqrt(3), 0.02 * limit);
    assert_true(m.low >= -limit && m.low < -0.98 * limit);
    assert_true(m.high <= limit && m.high > 0.98 * limit);
}

static void assert_normal(struct moments m, double deviation) {
    assert_close(m.mean, 0, 0.04 * deviation);
    assert_close(m.deviation, deviation, 0.03 * deviation);
    assert_true(m.high > 3 * deviation && m.high < 6 * deviation);
    assert_true(m.low < -3 * deviation && m.low > -6 * deviation);
}

static void test_initialisers(void **state) {
    (void)state;
    cx_dims dense = CX_DIMS(200, 50), conv = CX_DIMS(3, 3, 20, 50), vector = CX_DIMS(9000);
    for (uint64_t seed = 0; seed < 2; seed++) {
        assert_uniform(moments_of((cx_init){0}, dense, seed), sqrt(6.0 / 250)); /* the default is Glorot's */
        assert_uniform(moments_of(cx_init_glorot(), dense, seed), sqrt(6.0 / 250));
        assert_uniform(moments_of(cx_init_glorot(), conv, seed), sqrt(6.0 / (9 * 20 + 9 * 50)));
        assert_uniform(moments_of(cx_init_glorot(), vector, seed), sqrt(6.0 / 18000));
        assert_uniform(moments_of(cx_init_uniform(0.25), vector, seed), 0.25);
        assert_normal(moments_of(cx_init_he(), dense, seed), sqrt(2.0 / 200));
        assert_normal(moments_of(cx_init_he(), conv, seed), sqrt(2.0 / (9 * 20)));
        assert_normal(moments_of(cx_init_normal(0.02), vector, seed), 0.02);
    }
    struct moments m = moments_of(cx_init_constant(-2.5), vector, 1);
    assert_true(m.low == -2.5 && m.high == -2.5);
    m = moments_of(cx_init_truncated(0.1), vector, 1); /* scipy.stats.truncnorm(-2, 2).std() is 0.87963 */
    assert_close(m.mean, 0, 0.004);
    assert_close(m.deviation, 0.087963, 0.002);
    assert_true(m.low >= -0.2F && m.low < -0.195 && m.high <= 0.2F && m.high > 0.195);
}

static void test_orthogonal(void **state) {
    (void)state;
    enum { GAIN = 3 };
    const cx_dims shapes[] = {CX_DIMS(12, 5), CX_DIMS(5, 20), CX_DIMS(6, 6), CX_DIMS(2, 3, 2, 4)};
    for (int shape = 0; shape < 4; shape++) {
        cx_dims dims = shapes[shape];
        int64_t columns = dims.dim[dims.rank - 1], rows = cx_dims_count(dims) / columns, negative = 0;
        cx_array *array = initial_values(cx_init_orthogonal(GAIN), dims, 5);
        const float *q = cx_array_data(array);
        bool wide = columns > rows;
        int64_t vectors = wide ? rows : columns, length = wide ? columns : rows;
        for (int64_t a = 0; a < vectors; a++)
            for (int64_t b = 0; b < vectors; b++) {
                double product = 0;
                for (int64_t i = 0; i < length; i++)
                    product += (double)q[wide ? a * columns + i : i * columns + a] *
                               (double)q[wide ? b * columns + i : i * columns + b];
                assert_close(product, a == b ? GAIN * GAIN : 0, 1e-5);
            }
        for (int64_t i = 0; i < rows * columns; i++) negative += q[i] < 0;
        assert_in_range(negative, rows * columns / 4, rows * columns * 3 / 4);
        cx_array_free(array);
    }
}

static void test_what_cannot_be_initialised(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 1);
    chosen = cx_init_orthogonal(1);
    cx_exec *exec = cx_predictor(store, one_variable, &CX_DIMS(4));
    cx_tensor *y;
    cx_exec_call(exec, 0, NULL, 1, &y);
    assert_calx_error(rt, "orthogonal initial values: a variable of rank 1 has no rows and columns (in v)");
    assert_int_equal(cx_store_count(store), 0);
    cx_tensor_free(y);
    cx_exec_free(exec);
    cx_store_free(store);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_biases_and_initialisers),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_dropout_keeps_its_share),
        cmocka_unit_test(test_dropout_depends_on_seed_path_and_step),
        cmocka_unit_test(test_dropout_does_not_depend_on_other_layers),
        cmocka_unit_test(test_dropout_twice_in_a_scope),
        cmocka_unit_test(test_initialisers),
        cmocka_unit_test(test_orthogonal),
        cmocka_unit_test(test_what_cannot_be_initialised),
    };
    return cmocka_run_group_tests(tests, open_runtime, close_runtime);
}
