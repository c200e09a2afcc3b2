/* The training step: clipping, accumulation, averaged weights, example weights, narrow computation, penalties; steps that are
   not finite, which leave everything as it was, and the check that finds why. Expected numbers are computed here, by hand. */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <calx.h>

#include "train/step.h"

#include <math.h>
#include <stdatomic.h>
#include <string.h>

enum { IN = 3, MOST = 32, STEP_OUTPUTS = CXI_STEP_RESULTS };

static cx_runtime *rt;

static int open_runtime(void **state) {
    (void)state;
    rt = cx_open("cpu");
    if (!cx_ok(rt)) print_error("%s\n", cx_error(rt));
    return !cx_ok(rt);
}

static int close_runtime(void **state) {
    (void)state;
    return cx_close(rt, stderr);
}

/* ------------------------------------------------------------------------------------------------ models, data */

/* y = x kernel + bias, and a running mean of the inputs that is not trained. */
static cx_node *linear(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    cx_node *mean = cx_mean(in[0], .axes = CX_DIMS(0));
    cx_node *seen = cx_variable(s, "seen", CX_DIMS(IN), .init = cx_init_zeros(), .fixed = true);
    if (cx_training(s)) cx_assign(s, "seen", cx_add(cx_scale(seen, 0.9), cx_scale(mean, 0.1)));
    return cx_dense(cx_in(s, "out"), in[0], 1);
}

/* Inputs [examples, 3] and labels [examples, 1], a linear function of them; the same each time. */
static float inputs[MOST * IN], labels[MOST];

static int fill_data(void **state) {
    (void)state;
    uint32_t bits = 1;
    for (int i = 0; i < MOST; i++) {
        labels[i] = 0.5f;
        for (int k = 0; k < IN; k++) {
            bits = bits * 1664525 + 1013904223;
            inputs[i * IN + k] = (float)(bits >> 8) / (1 << 23) - 1;
            labels[i] += (float)(k + 1) * inputs[i * IN + k];
        }
    }
    return 0;
}

static cx_tensor *some_inputs(int first, int count) {
    return cx_tensor_new(rt, CX_F32, CX_DIMS(count, IN), inputs + first * IN);
}

static cx_tensor *some_labels(int first, int count) {
    return cx_tensor_new(rt, CX_F32, CX_DIMS(count, 1), labels + first);
}

static cx_dataset *data(int examples, int batch) {
    return cx_dataset_new(rt, cx_array_copy_of(CX_F32, CX_DIMS(examples, IN), inputs),
                          cx_array_copy_of(CX_F32, CX_DIMS(examples, 1), labels), .batch = batch, .repeat = true);
}

/* --------------------------------------------------------------------------------------------- one step at a time */

struct training {
    cx_store *store;
    cx_trainer_args args;
    cx_exec *step, *evaluate;
};

/* In place: the functions keep a pointer to the arguments. */
static void training_begin(struct training *t, cx_trainer_args args) {
    *t = (struct training){.store = cx_store_new(rt, 7), .args = args};
    if (!t->args.model) t->args.model = linear;
    if (!t->args.loss) t->args.loss = cx_mean_squared_error;
    t->step = cx_exec_new(t->store, cxi_build_step, .user = &t->args, .outputs = STEP_OUTPUTS, .training = true,
                          .compute = args.compute);
    t->evaluate = cx_exec_new(t->store, cxi_build_evaluation, .user = &t->args, .outputs = CXI_EVALUATION_RESULTS,
                              .compute = args.compute);
}

static void training_end(struct training *t) {
    cx_exec_free(t->step);
    cx_exec_free(t->evaluate);
    cx_store_free(t->store);
}

/* Frees the batch. */
static void call(cx_exec *exec, int count, cx_tensor *const *batch, double *results) {
    cx_tensor *out[STEP_OUTPUTS];
    cx_exec_call(exec, count, batch, STEP_OUTPUTS, out);
    for (int i = 0; i < STEP_OUTPUTS; i++) {
        if (cx_tensor_error(out[i])) fail_msg("%s", cx_tensor_error(out[i]));
        results[i] = cx_tensor_item(out[i]);
        cx_tensor_free(out[i]);
    }
    for (int i = 0; i < count; i++) cx_tensor_free(batch[i]);
}

/* A step with examples first .. first + count. */
static void step(struct training *t, int first, int count, double results[STEP_OUTPUTS]) {
    call(t->step, 2, (cx_tensor *[]){some_inputs(first, count), some_labels(first, count)}, results);
}

static void read_variable(const cx_store *store, const char *path, float *to, int count) {
    cx_tensor *value = cx_store_value(store, path);
    if (!value) fail_msg("there is no %s", path);
    if (!cx_tensor_read(value, to, (size_t)count * sizeof *to)) fail_msg("%s: %s", path, cx_tensor_error(value));
}

static int64_t counter(const cx_store *store, const char *path) {
    cx_tensor *value = cx_store_value(store, path);
    if (!value) fail_msg("there is no %s", path);
    return (int64_t)cx_tensor_item(value);
}

static void assert_near(double got, double want, double tolerance) {
    if (!(fabs(got - want) <= tolerance * fmax(1, fabs(want)))) fail_msg("%.9g is not %.9g", got, want);
}

/* ------------------------------------------------------------------------------------------------------ clipping */

/* How far a step of rate 1 moves the kernel. */
static void move(double clip, double to[IN], double results[STEP_OUTPUTS]) {
    struct training t;
    float before[IN], after[IN];
    training_begin(&t, (cx_trainer_args){.optimizer = cx_sgd(1), .clip = clip});
    double unused[STEP_OUTPUTS];
    call(t.evaluate, 2, (cx_tensor *[]){some_inputs(0, 8), some_labels(0, 8)}, unused); /* makes the variables */
    read_variable(t.store, "out/kernel", before, IN);
    step(&t, 0, 8, results);
    read_variable(t.store, "out/kernel", after, IN);
    for (int i = 0; i < IN; i++) to[i] = (double)after[i] - before[i];
    training_end(&t);
}

static void clipping_scales_all_gradients(void **state) {
    (void)state;
    double free[IN], clipped[IN], wide[IN], results[STEP_OUTPUTS];
    move(0, free, results);
    double norm = results[CXI_STEP_NORM];
    assert_true(norm > 0.5); /* or the next has nothing to clip */
    move(0.25, clipped, results);
    assert_near(results[CXI_STEP_NORM], norm, 1e-6); /* as it was before clipping */
    for (int i = 0; i < IN; i++) assert_near(clipped[i], free[i] * 0.25 / norm, 1e-5);
    move(norm + 1, wide, results);
    for (int i = 0; i < IN; i++) assert_true(wide[i] == free[i]);
}

/* -------------------------------------------------------------------------------------------------- accumulation */

static void four_batches_make_one_update(void **state) {
    (void)state;
    struct training small, large;
    double results[STEP_OUTPUTS];
    float a[IN], b[IN], first[IN];
    cx_optimizer optimizer = cx_sgd(0.1, .momentum = 0.9);
    training_begin(&small, (cx_trainer_args){.optimizer = optimizer, .accumulate = 4});
    training_begin(&large, (cx_trainer_args){.optimizer = optimizer});
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 4; i++) {
            step(&small, 8 * i, 8, results);
            read_variable(small.store, "out/kernel", a, IN);
            if (i == 0) memcpy(first, a, sizeof a);
            assert_int_equal(memcmp(first, a, sizeof a) == 0, i < 3); /* it moves with the fourth only */
        }
        step(&large, 0, 32, results);
        read_variable(large.store, "out/kernel", b, IN);
        for (int i = 0; i < IN; i++) assert_near(a[i], b[i], 1e-6);
        read_variable(small.store, "sgd/out/kernel/velocity", a, IN);
        read_variable(large.store, "sgd/out/kernel/velocity", b, IN);
        for (int i = 0; i < IN; i++) assert_near(a[i], b[i], 1e-6);
    }
    assert_int_equal(counter(small.store, "train/step"), 12);
    assert_int_equal(counter(small.store, "train/updates"), 3);
    assert_int_equal(counter(small.store, "train/pending"), 0);
    assert_int_equal(counter(large.store, "train/updates"), 3);
    training_end(&small);
    training_end(&large);
}

/* ------------------------------------------------------------------------------------------------ averaged weights */

static void averages_follow_the_weights(void **state) {
    (void)state;
    struct training t;
    double results[STEP_OUTPUTS], want[IN];
    float now[IN], average[IN], seen[IN];
    training_begin(&t, (cx_trainer_args){.optimizer = cx_sgd(0.1), .ema = 0.75});
    call(t.evaluate, 2, (cx_tensor *[]){some_inputs(0, 8), some_labels(0, 8)}, results);
    read_variable(t.store, "out/kernel", now, IN);
    for (int i = 0; i < IN; i++) want[i] = now[i];
    for (int round = 0; round < 4; round++) {
        step(&t, 8 * round, 8, results);
        read_variable(t.store, "out/kernel", now, IN);
        read_variable(t.store, "ema/out/kernel", average, IN);
        for (int i = 0; i < IN; i++) {
            want[i] = 0.75 * want[i] + 0.25 * now[i];
            assert_near(average[i], want[i], 1e-6);
        }
    }
    read_variable(t.store, "seen", seen, IN); /* what is not trained is copied */
    read_variable(t.store, "ema/seen", average, IN);
    assert_memory_equal(seen, average, sizeof seen);
    training_end(&t);
}

static void evaluation_uses_averages_when_asked(void **state) {
    (void)state;
    for (int ask = 0; ask < 2; ask++) {
        cx_store *store = cx_store_new(rt, 3), *other = cx_store_new(rt, 4);
        cx_trainer *t =
            cx_trainer_new(store, linear, cx_mean_squared_error, cx_sgd(0.05), .ema = 0.9, .evaluate_ema = ask == 1);
        cx_dataset *train = data(32, 8), *test = data(32, 8);
        double untrained = cx_evaluate(t, test).loss; /* there are no averages yet */
        assert_true(untrained > 0);
        assert_true(cx_fit(t, train, 5));
        cx_trainer *judge = cx_trainer_new(other, linear, cx_mean_squared_error, cx_sgd(0.05));
        const char *paths[] = {"out/kernel", "out/bias", "seen"};
        for (int i = 0; i < 3; i++) {
            char from[40];
            snprintf(from, sizeof from, "%s%s", ask ? "ema/" : "", paths[i]);
            cx_array *copy = cx_tensor_array(cx_store_value(store, from));
            cx_store_set(other, paths[i], cx_tensor_of(rt, copy));
            cx_array_free(copy);
        }
        assert_near(cx_evaluate(t, test).loss, cx_evaluate(judge, test).loss, 1e-7);
        cx_dataset_free(train), cx_dataset_free(test);
        cx_trainer_free(t), cx_trainer_free(judge);
        cx_store_free(store), cx_store_free(other);
    }
    assert_true(cx_ok(rt));
}

/* ----------------------------------------------------------------------------------------------- example weights */

/* An example of weight 2 counts as two, one of weight 0 not at all. */
static void weights_count_examples(void **state) {
    (void)state;
    struct training weighted, plain;
    double a[STEP_OUTPUTS], b[STEP_OUTPUTS];
    const float weights[] = {2, 0, 1};
    float repeated[4 * IN], repeated_labels[4], got[IN], want[IN];
    const int which[] = {0, 0, 2};
    for (int i = 0; i < 3; i++) {
        memcpy(repeated + i * IN, inputs + which[i] * IN, IN * sizeof *inputs);
        repeated_labels[i] = labels[which[i]];
    }
    cx_trainer_args args = {.optimizer = cx_sgd(0.1), .metric = cx_mean_absolute_error};
    training_begin(&plain, args);
    args.weighted = true;
    training_begin(&weighted, args);
    for (int evaluate = 0; evaluate < 2; evaluate++) {
        cx_tensor *three[] = {some_inputs(0, 3), some_labels(0, 3), cx_tensor_new(rt, CX_F32, CX_DIMS(3), weights)};
        cx_tensor *two[] = {cx_tensor_new(rt, CX_F32, CX_DIMS(3, IN), repeated),
                            cx_tensor_new(rt, CX_F32, CX_DIMS(3, 1), repeated_labels)};
        call(evaluate ? weighted.evaluate : weighted.step, 3, three, a);
        call(evaluate ? plain.evaluate : plain.step, 2, two, b);
        for (int i = 0; i < STEP_OUTPUTS; i++) assert_near(a[i], b[i], 1e-6);
    }
    assert_near(a[CXI_EVALUATION_WEIGHT], 3, 0);
    read_variable(weighted.store, "out/kernel", got, IN);
    read_variable(plain.store, "out/kernel", want, IN);
    for (int i = 0; i < IN; i++) assert_near(got[i], want[i], 1e-6);
    training_end(&weighted);
    training_end(&plain);
}

/* Of labels 1 with weight 3 and labels 5 with weight 1 the mean is 2, which the bias comes to: the inputs are zeros. */
static void a_data_set_gives_weights(void **state) {
    (void)state;
    const float labels_of_two[] = {1, 5}, weights[] = {3, 1};
    for (int resident = 0; resident < 2; resident++) {
        cx_store *store = cx_store_new(rt, 3);
        cx_trainer *t = cx_trainer_new(store, linear, cx_mean_squared_error, cx_sgd(0.2), .weighted = true);
        cx_dataset *train = cx_dataset_new(rt, cx_array_new(CX_F32, CX_DIMS(2, IN)),
                                           cx_array_copy_of(CX_F32, CX_DIMS(2, 1), labels_of_two), .batch = 2,
                                           .weights = cx_array_copy_of(CX_F32, CX_DIMS(2), weights), .repeat = true);
        if (resident) train = cx_dataset_resident(train);
        assert_true(cx_fit(t, train, 60));
        float bias;
        read_variable(store, "out/bias", &bias, 1);
        assert_near(bias, 2, 1e-3);
        cx_dataset_free(train);
        cx_trainer_free(t);
        cx_store_free(store);
    }
}

static void a_batch_without_weights_is_refused(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 3);
    cx_trainer *t = cx_trainer_new(store, linear, cx_mean_squared_error, cx_sgd(0.1), .weighted = true);
    cx_dataset *train = data(16, 8);
    assert_false(cx_fit(t, train, 5));
    assert_non_null(strstr(cx_error(rt), "a batch has 2 parts"));
    cx_clear_error(rt);
    cx_dataset_free(train);
    cx_trainer_free(t);
    cx_store_free(store);
}

/* --------------------------------------------------------------------------------------------- narrow computation */

static cx_node *narrow_model(cx_scope *s, cx_node *const *in, void *user) {
    cx_node *x = cx_dense(cx_in(s, "hidden"), in[0], 16);
    *(cx_dtype *)user = cx_node_dtype(x);
    return cx_dense(cx_in(s, "out"), cx_relu(x), 1);
}

static cx_node *loss_of_f32(cx_node *y, cx_node *wanted) {
    return cx_node_dtype(y) == CX_F32 ? cx_mean_squared_error(y, wanted)
                                      : cx_fail(cx_graph_of(y), "predictions in %s", cx_dtype_name(cx_node_dtype(y)));
}

static void bf16_computation_trains_f32_variables(void **state) {
    (void)state;
    cx_dtype inside = CX_INVALID;
    cx_store *store = cx_store_new(rt, 3);
    cx_trainer *t =
        cx_trainer_new(store, narrow_model, loss_of_f32, cx_adam(0.02), .user = &inside, .compute = CX_BF16);
    cx_dataset *train = data(32, 32);
    double before = cx_evaluate(t, train).loss;
    assert_int_equal(inside, CX_BF16); /* in evaluation too */
    inside = CX_INVALID;
    assert_true(cx_fit(t, train, 300));
    assert_int_equal(inside, CX_BF16);
    assert_true(cx_evaluate(t, train).loss < before / 50);
    for (int i = 0; i < cx_store_count(store); i++) {
        cx_dtype dtype = cx_tensor_dtype(cx_store_value(store, cx_store_path(store, i)));
        assert_true(dtype == CX_F32 || dtype == CX_I64);
    }
    cx_dataset_free(train);
    cx_trainer_free(t);
    cx_store_free(store);
}

/* ------------------------------------------------------------------------------------------------------ the guard */

struct snapshot {
    int count;
    char path[64][64];
    cx_array *value[64];
};

static void snapshot_take(struct snapshot *s, const cx_store *store) {
    s->count = cx_store_count(store);
    assert_in_range(s->count, 1, 64);
    for (int i = 0; i < s->count; i++) {
        snprintf(s->path[i], sizeof s->path[i], "%s", cx_store_path(store, i));
        s->value[i] = cx_tensor_array(cx_store_value(store, s->path[i]));
    }
}

static void snapshot_free(struct snapshot *s) {
    for (int i = 0; i < s->count; i++) cx_array_free(s->value[i]);
}

static int differences(const struct snapshot *s, const cx_store *store) {
    int different = s->count != cx_store_count(store);
    for (int i = 0; i < s->count; i++) {
        cx_array *now = cx_tensor_array(cx_store_value(store, s->path[i]));
        size_t bytes = (size_t)cx_array_count(now) * cx_dtype_size(cx_array_dtype(now));
        bool same = memcmp(cx_array_read(now), cx_array_read(s->value[i]), bytes) == 0;
        if (!same && strcmp(s->path[i], "train/step") != 0) different++;
        cx_array_free(now);
    }
    return different;
}

/* Batches of 4, of which the third has a NaN, in an input or in a label. */
static cx_dataset *spoilt_data(bool in_labels) {
    cx_array *x = cx_array_copy_of(CX_F32, CX_DIMS(MOST, IN), inputs);
    cx_array *y = cx_array_copy_of(CX_F32, CX_DIMS(MOST, 1), labels);
    float *at = in_labels ? (float *)cx_array_data(y) + 9 : (float *)cx_array_data(x) + 9 * IN;
    *at = NAN;
    return cx_dataset_new(rt, x, y, .batch = 4, .repeat = true);
}

static void a_bad_step_changes_nothing(void **state) {
    (void)state;
    for (int in_labels = 0; in_labels < 2; in_labels++) {
        cx_store *store = cx_store_new(rt, 3);
        cx_trainer *t = cx_trainer_new(store, linear, cx_mean_squared_error, cx_adamw(0.01), .clip = 1, .ema = 0.9,
                                       .accumulate = 2);
        cx_dataset *train = spoilt_data(in_labels);
        struct snapshot before;
        assert_true(cx_fit(t, train, 2));
        assert_int_equal(cx_trainer_skipped(t).steps, 0);
        snapshot_take(&before, store);
        assert_true(cx_fit(t, train, 3));
        assert_int_equal(differences(&before, store), 0);
        assert_int_equal(counter(store, "train/step"), 3);
        assert_int_equal(cx_trainer_skipped(t).steps, 1);
        assert_int_equal(cx_trainer_skipped(t).last, 3);
        assert_true(isfinite(cx_trainer_loss(t))); /* of the other steps */
        assert_true(cx_fit(t, train, 5));
        assert_true(differences(&before, store) > 0);
        assert_int_equal(counter(store, "train/updates"), 2);
        assert_int_equal(cx_trainer_skipped(t).steps, 1);
        snapshot_free(&before);
        cx_dataset_free(train);
        cx_trainer_free(t);
        cx_store_free(store);
    }
    assert_true(cx_ok(rt));
}

static void without_a_guard_it_does(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 3);
    cx_trainer *t = cx_trainer_new(store, linear, cx_mean_squared_error, cx_sgd(0.01), .no_guard = true);
    cx_dataset *train = spoilt_data(false);
    float kernel[IN];
    assert_true(cx_fit(t, train, 3));
    read_variable(store, "out/kernel", kernel, IN);
    assert_true(isnan(kernel[0]));
    assert_int_equal(cx_trainer_skipped(t).steps, 0);
    cx_dataset_free(train);
    cx_trainer_free(t);
    cx_store_free(store);
}

/* Finite gradients whose loss is not: the loss is guarded by itself. */
static cx_node *infinite_loss(cx_node *y, cx_node *wanted) {
    cx_node *infinite = cx_fill_like(wanted, INFINITY);
    return cx_add(cx_mean_squared_error(y, wanted), cx_reshape(cx_stop_gradient(infinite), CX_DIMS(-1)));
}

static void too_many_bad_steps_are_an_error(void **state) {
    (void)state;
    const struct {
        int64_t max_skipped, steps;
        const char *words;
    } cases[] = {{0, 100, "11 steps in a row, up to step 11"},
                 {3, 100, "4 steps in a row, up to step 4"},
                 {-1, 1, "1 steps in a row, up to step 1"}};
    for (int i = 0; i < 3; i++) {
        cx_store *store = cx_store_new(rt, 3);
        cx_trainer *t = cx_trainer_new(store, linear, infinite_loss, cx_sgd(0.01), .max_skipped = cases[i].max_skipped);
        cx_dataset *train = data(32, 8);
        assert_false(cx_fit(t, train, cases[i].steps));
        if (!cx_error(rt) || !strstr(cx_error(rt), cases[i].words))
            fail_msg("the error is: %s", cx_error(rt) ? cx_error(rt) : "none");
        assert_int_equal(counter(store, "train/updates"), 0);
        cx_clear_error(rt);
        cx_dataset_free(train);
        cx_trainer_free(t);
        cx_store_free(store);
    }
}

/* -------------------------------------------------------------------------------------------------------- the check */

static cx_node *log_model(cx_scope *s, cx_node *const *in, void *user) {
    cx_node *x = cx_dense(cx_in(s, "out"), in[0], 1);
    cx_node *never = cx_select(cx_gt(x, cx_k(1e9)), x, cx_k(-INFINITY)); /* harmless: exp makes it 0 */
    x = cx_add(x, cx_exp(never));
    enum { LOG_LINE = __LINE__ + 2 };
    *(int *)user = LOG_LINE;
    return cx_log(cx_shift(cx_neg(cx_abs(x)), -1));
}

static cx_node *overflow_model(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    cx_node *x = cx_scale(cx_scale(cx_dense(cx_in(s, "first"), in[0], 4), 1e30), 1e5);
    return cx_dense(cx_in(s, "second"), x, 1, .kernel_init = cx_init_constant(1e10));
}

static cx_node *slope_model(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    return cx_sqrt(cx_abs(cx_dense(cx_in(s, "out"), in[0], 1, .kernel_init = cx_init_zeros()))); /* 0 / 0 backward */
}

/* The bad values come by a draw that is another one in each step. */
static cx_node *random_model(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    cx_node *x = cx_dense(cx_in(s, "out"), in[0], 1);
    cx_node *draw = cx_uniform(cx_scope_key(s), CX_F32, CX_SCALAR);
    return cx_add(x, cx_log(cx_shift(draw, -0.2)));
}

/* What a handler must not do: another result each time. The step meets the infinity, and the check does not. */
static bool infinite_once(cx_frame *frame) {
    static atomic_int calls;
    *(float *)cx_frame_output(frame, 0).data = atomic_fetch_add(&calls, 1) ? 0 : INFINITY;
    return true;
}
CX_HANDLER(infinite_once_handler, infinite_once)

static cx_node *fickle_model(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    cx_node *offset;
    cx_custom_call("infinite_once", CX_LIST(cx_node *, cx_stop_gradient(in[0])), CX_LIST(cx_type, {CX_F32, CX_SCALAR}),
                   &offset);
    return cx_add(cx_dense(cx_in(s, "out"), in[0], 1), offset);
}

static void assert_check(cx_model *model, void *user, cx_dataset *train, const char *const words[], int count) {
    cx_store *store = cx_store_new(rt, 3);
    cx_trainer *t = cx_trainer_new(store, model, cx_mean_squared_error, cx_sgd(0.01), .user = user, .check = true);
    assert_false(cx_fit(t, train, 100));
    const char *error = cx_error(rt);
    assert_non_null(error);
    for (int i = 0; i < count; i++)
        if (!strstr(error, words[i])) fail_msg("no '%s' in: %s", words[i], error);
    char text[40]; /* the check left the count of steps as it was */
    snprintf(text, sizeof text, "training step %d:", (int)counter(store, "train/step"));
    assert_non_null(strstr(error, text));
    assert_int_equal(counter(store, "train/step"), cx_trainer_step(t));
    cx_clear_error(rt);
    cx_dataset_free(train);
    cx_trainer_free(t);
    cx_store_free(store);
}
#define ASSERT_CHECK(model, train, ...)                                  \
    assert_check(model, NULL, train, (const char *const[]){__VA_ARGS__}, \
                 (int)(sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *)))

static void the_check_names_operation_line_and_scope(void **state) {
    (void)state;
    int line = 0;
    const char *const words[] = {"step 1:", "made by log: f32[8, 1]"};
    assert_check(log_model, &line, data(32, 8), words, 2);
    char place[40];
    snprintf(place, sizeof place, "test_step.c:%d", line);
    const char *const words_with_place[] = {place};
    assert_check(log_model, &line, data(32, 8), words_with_place, 1);
    ASSERT_CHECK(overflow_model, data(32, 8), "step 1:", "dot_general", "in second", "test_step.c:");
    ASSERT_CHECK(slope_model, data(32, 8), "step 1:", "in the gradients");
    ASSERT_CHECK(linear, spoilt_data(false), "step 3:", "the batch has values", "f32[4, 3]");
    ASSERT_CHECK(random_model, data(32, 8), "made by log", "f32[]");
    assert_true(cx_register(rt, "infinite_once", infinite_once_handler));
    ASSERT_CHECK(fickle_model, data(32, 8), "step 1:", "the check found all values finite");
}

static void the_check_names_a_variable(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 3);
    cx_trainer *t = cx_trainer_new(store, linear, cx_mean_squared_error, cx_sgd(0.1), .check = true);
    cx_dataset *train = data(32, 8);
    assert_true(cx_fit(t, train, 1));
    cx_store_set(store, "out/kernel", cx_tensor_new(rt, CX_F32, CX_DIMS(IN, 1), ((float[]){1, NAN, 1})));
    assert_false(cx_fit(t, train, 2));
    assert_non_null(strstr(cx_error(rt), "training step 2: variable out/kernel was not finite before it"));
    cx_clear_error(rt);
    cx_dataset_free(train);
    cx_trainer_free(t);
    cx_store_free(store);
}

static void a_sound_training_passes_the_check(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 3);
    cx_trainer *t = cx_trainer_new(store, linear, cx_mean_squared_error, cx_sgd(0.1), .check = true);
    cx_dataset *train = data(32, 8);
    assert_true(cx_fit(t, train, 20));
    cx_dataset_free(train);
    cx_trainer_free(t);
    cx_store_free(store);
}

/* ------------------------------------------------------------------------------------------------------- penalties */

static cx_node *penalised(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    cx_node *x = cx_dense(cx_in(s, "in"), in[0], 2, .bias_init = cx_init_constant(5));
    cx_penalty(s, cx_l1(x, 0.5));
    cx_node *y = cx_dense(cx_in(s, "out"), x, 1, .bias_init = cx_init_constant(5));
    cx_kernel_l2(s, 0.01);
    cx_kernel_l1(cx_in(s, "out"), 0.1); /* not of "in" */
    return y;
}

static void penalties_join_the_training_loss(void **state) {
    (void)state;
    struct training t;
    double evaluated[STEP_OUTPUTS], trained[STEP_OUTPUTS], want, code = 0;
    float in[IN * 2], out[2], after[2];
    training_begin(&t, (cx_trainer_args){.model = penalised, .optimizer = cx_sgd(CX_ZERO)});
    call(t.evaluate, 2, (cx_tensor *[]){some_inputs(0, 8), some_labels(0, 8)}, evaluated);
    step(&t, 0, 8, trained);
    read_variable(t.store, "in/kernel", in, IN * 2);
    read_variable(t.store, "out/kernel", out, 2);
    for (int i = 0; i < 8; i++)
        for (int k = 0; k < 2; k++) {
            double sum = 5;
            for (int j = 0; j < IN; j++) sum += (double)inputs[i * IN + j] * in[j * 2 + k];
            code += fabs(sum);
        }
    want = evaluated[CXI_EVALUATION_LOSS] / 8 + 0.5 * code; /* evaluation is without */
    for (int i = 0; i < IN * 2; i++) want += 0.01 * in[i] * in[i];
    for (int i = 0; i < 2; i++) want += 0.01 * out[i] * out[i] + 0.1 * fabs(out[i]);
    assert_near(trained[CXI_STEP_LOSS], want, 1e-5);
    read_variable(t.store, "out/kernel", after, 2);
    assert_memory_equal(out, after, sizeof out);
    training_end(&t);
}

static cx_node *penalty_alone(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    cx_node *y = cx_dense(cx_in(s, "out"), in[0], 1);
    cx_kernel_l2(s, 0.25);
    return cx_add(cx_scale(y, 0), cx_fill(cx_graph_of(y), CX_F32, cx_node_dims(y), 0));
}

/* With a rate of 1 and nothing else to learn, w -= 2 * 0.25 * w. */
static void penalties_have_gradients(void **state) {
    (void)state;
    struct training t;
    double results[STEP_OUTPUTS];
    float before[IN], after[IN];
    training_begin(&t, (cx_trainer_args){.model = penalty_alone, .optimizer = cx_sgd(1)});
    call(t.evaluate, 2, (cx_tensor *[]){some_inputs(0, 8), some_labels(0, 8)}, results);
    read_variable(t.store, "out/kernel", before, IN);
    step(&t, 0, 8, results);
    read_variable(t.store, "out/kernel", after, IN);
    for (int i = 0; i < IN; i++) assert_near(after[i], 0.5 * before[i], 1e-6);
    training_end(&t);
}

static cx_node *wrong_penalty(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    cx_node *y = cx_dense(cx_in(s, "out"), in[0], 1);
    cx_penalty(s, y);
    return y;
}

static void a_penalty_that_is_no_scalar_is_refused(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 3);
    cx_trainer *t = cx_trainer_new(store, wrong_penalty, cx_mean_squared_error, cx_sgd(0.1));
    cx_dataset *train = data(32, 8);
    assert_false(cx_fit(t, train, 20));
    assert_non_null(strstr(cx_error(rt), "penalty: takes a floating scalar, not f32[8, 1]"));
    assert_int_equal(cx_store_count(store), 0); /* a trace that fails leaves nothing */
    cx_clear_error(rt);
    cx_dataset_free(train);
    cx_trainer_free(t);
    cx_store_free(store);
}

static int begin(void **state) {
    return open_runtime(state) || fill_data(state);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clipping_scales_all_gradients),
        cmocka_unit_test(four_batches_make_one_update),
        cmocka_unit_test(averages_follow_the_weights),
        cmocka_unit_test(evaluation_uses_averages_when_asked),
        cmocka_unit_test(weights_count_examples),
        cmocka_unit_test(a_data_set_gives_weights),
        cmocka_unit_test(a_batch_without_weights_is_refused),
        cmocka_unit_test(bf16_computation_trains_f32_variables),
        cmocka_unit_test(a_bad_step_changes_nothing),
        cmocka_unit_test(without_a_guard_it_does),
        cmocka_unit_test(too_many_bad_steps_are_an_error),
        cmocka_unit_test(the_check_names_operation_line_and_scope),
        cmocka_unit_test(the_check_names_a_variable),
        cmocka_unit_test(a_sound_training_passes_the_check),
        cmocka_unit_test(penalties_join_the_training_loss),
        cmocka_unit_test(penalties_have_gradients),
        cmocka_unit_test(a_penalty_that_is_no_scalar_is_refused),
    };
    return cmocka_run_group_tests(tests, begin, close_runtime);
}
