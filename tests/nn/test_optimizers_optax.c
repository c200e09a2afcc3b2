/* Optimizers and schedules, update by update, against optax (data/optax.safetensors, made by make_optax.py). */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "nn/layers_fixture.h"
#include "nn/optimizer.h"

#include <string.h>

enum { UPDATES = 12, PARAMETERS = 3, COUNTS = 41 };
static const char *const parameter_names[PARAMETERS] = {"matrix", "vector", "cube"};

static struct cxi_safetensors *fixture;

static int open_fixture(void **state) {
    (void)state;
    fixture = cxi_safetensors_open(CALX_TEST_DATA "/nn/data/optax.safetensors");
    if (cxi_safetensors_error(fixture)) print_error("%s\n", cxi_safetensors_error(fixture));
    return cxi_safetensors_error(fixture) != NULL;
}

static int close_all(void **state) {
    cxi_safetensors_close(fixture);
    return case_close(state);
}

static const struct cxi_tensor *find(const char *a, const char *b) {
    const struct cxi_tensor *found = layers_find(fixture, "%s/%s", a, b);
    if (!found) fail_msg("the fixture has no %s/%s", a, b);
    return found;
}

/* Row `index` of an array. */
static struct cxi_tensor row(const struct cxi_tensor *all, int index) {
    struct cxi_tensor one = *all;
    one.bytes = all->bytes / (size_t)all->dims.dim[0];
    one.dims.rank--;
    memmove(one.dims.dim, all->dims.dim + 1, (size_t)one.dims.rank * sizeof *one.dims.dim);
    one.data = (const char *)all->data + (size_t)index * one.bytes;
    return one;
}

/* ---------------------------------------------------------------------------------------------------- optimizers */

static void build_update(cx_scope *scope, cx_node *const *in, cx_node **out, void *user) {
    const cx_optimizer *optimizer = user;
    cx_node *done = cx_variable(scope, "done", CX_SCALAR, .dtype = CX_I64, .init = cx_init_zeros(), .fixed = true);
    cx_node *step = cx_add(done, cx_k(1));
    for (int i = 0; i < PARAMETERS; i++) {
        const char *name = parameter_names[i];
        cx_node *parameter = cx_variable(scope, name, cx_node_dims(in[i]), .dtype = cx_node_dtype(in[i]));
        cx_scope *own = cx_in(cx_in(scope, "%s", optimizer->name), "%s", name);
        out[i] = cxi_optimize(optimizer, own, parameter, in[i], step);
        cx_assign(scope, name, out[i]);
    }
    cx_assign(scope, "done", step);
}

struct optimizer_case {
    const char *name;
    cx_optimizer optimizer;
    bool f32_inside; /* optax or Calx computes a decay or schedule in f32, whatever the parameters are */
};

static bool optimizer_agrees(const struct optimizer_case *c, cx_dtype floats) {
    cx_store *store = cx_store_new(case_runtime(), 1);
    cx_optimizer optimizer = c->optimizer;
    cx_exec *exec = cx_exec_new(store, build_update, .user = &optimizer, .outputs = PARAMETERS);
    double tolerance = floats == CX_F32 ? 1e-5 : c->f32_inside ? 1e-6 : 1e-13;
    bool agree = true;
    for (int i = 0; i < PARAMETERS; i++)
        cx_store_set(store, parameter_names[i], layers_tensor(find("start", parameter_names[i]), floats));
    for (int update = 0; update < UPDATES && agree; update++) {
        cx_tensor *in[PARAMETERS], *out[PARAMETERS];
        for (int i = 0; i < PARAMETERS; i++) {
            struct cxi_tensor gradient = row(find("gradient", parameter_names[i]), update);
            in[i] = layers_tensor(&gradient, floats);
        }
        cx_exec_call(exec, PARAMETERS, in, PARAMETERS, out);
        for (int i = 0; i < PARAMETERS; i++) {
            char what[60];
            snprintf(what, sizeof what, "%s %s after update %d", cx_dtype_name(floats), parameter_names[i], update + 1);
            struct cxi_tensor want = row(find(c->name, parameter_names[i]), update);
            agree &= layers_agree(c->name, what, out[i], floats, &want, tolerance);
            cx_tensor_free(in[i]);
            cx_tensor_free(out[i]);
        }
    }
    cx_exec_free(exec);
    cx_store_free(store);
    return agree;
}

static void optimizers_are_those_of_optax(void **state) {
    (void)state;
    cx_schedule warm_cosine = cx_warm_up(4, cx_cosine(6, 0.1));
    const struct optimizer_case cases[] = {
        {"sgd", cx_sgd(0.1), false},
        {"momentum", cx_sgd(0.1, .momentum = 0.9), false},
        {"nesterov", cx_sgd(0.1, .momentum = 0.9, .nesterov = true), false},
        {"adam", cx_adam(0.01), false},
        {"adam_betas", cx_adam(0.01, .beta1 = 0.8, .beta2 = 0.95, .epsilon = 1e-3), false},
        {"adamw", cx_adamw(0.01), false},
        {"adamw_all", cx_adamw(0.01, .decay = 0.1, .mask = cx_decay_all), false},
        {"adamw_schedule", cx_adamw(0.01, .decay = 0.1, .schedule = warm_cosine), true},
        {"sgd_schedule", cx_sgd(0.1, .momentum = 0.9, .schedule = cx_step_decay(3, 0.5)), true},
        {"rmsprop", cx_rmsprop(0.01), false},
        {"rmsprop_centered", cx_rmsprop(0.01, .beta = 0.95, .centered = true), false},
        {"rmsprop_momentum", cx_rmsprop(0.01, .momentum = 0.9), false},
        {"rmsprop_nesterov", cx_rmsprop(0.01, .momentum = 0.9, .nesterov = true, .centered = true), false},
        {"lion", cx_lion(0.01), false},
        {"lion_decay", cx_lion(0.01, .decay = 0.1), false},
        {"adafactor", cx_adafactor(0.01), true},
        {"adafactor_factored", cx_adafactor(0.01, .factor_from = 3), true},
        {"adafactor_options",
         cx_adafactor(0.01, .factor_from = 4, .exponent = 0.7, .clip = 0.5, .absolute = true, .momentum = 0.9,
                      .decay = 0.01),
         true},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        wrong += !optimizer_agrees(&cases[i], CX_F64) || !optimizer_agrees(&cases[i], CX_F32);
    assert_int_equal(wrong, 0);
    assert_true(cx_ok(case_runtime()));
}

static bool only_the_vector(const char *path, cx_dims dims) {
    (void)dims;
    return strcmp(path, "vector") == 0;
}

/* With a rate of 1, no gradient and decay 0.25 a parameter keeps three quarters, if its path is masked in. */
static void the_mask_is_asked_for_the_path(void **state) {
    (void)state;
    cx_store *store = cx_store_new(case_runtime(), 1);
    cx_optimizer optimizer = cx_adamw(1, .decay = 0.25, .mask = only_the_vector);
    cx_exec *exec = cx_exec_new(store, build_update, .user = &optimizer, .outputs = PARAMETERS);
    const cx_dims dims[PARAMETERS] = {CX_DIMS(2, 2), CX_DIMS(4), CX_DIMS(1, 4, 1)};
    const float zeros[4] = {0}, ones[4] = {1, 1, 1, 1};
    cx_tensor *in[PARAMETERS], *out[PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
        cx_store_set(store, parameter_names[i], cx_tensor_new(case_runtime(), CX_F32, dims[i], ones));
        in[i] = cx_tensor_new(case_runtime(), CX_F32, dims[i], zeros);
    }
    cx_exec_call(exec, PARAMETERS, in, PARAMETERS, out);
    for (int i = 0; i < PARAMETERS; i++) {
        float got[4] = {0};
        assert_true(cx_tensor_read(out[i], got, sizeof got));
        for (int k = 0; k < 4; k++) assert_true(got[k] == (i == 1 ? 0.75f : 1));
        cx_tensor_free(in[i]);
        cx_tensor_free(out[i]);
    }
    cx_exec_free(exec);
    cx_store_free(store);
}

/* A bf16 parameter is updated in f32, and what is remembered of it is f32. */
static void narrow_parameters_have_wide_slots(void **state) {
    (void)state;
    cx_store *store = cx_store_new(case_runtime(), 1);
    cx_optimizer optimizer = cx_adam(0.01);
    cx_exec *exec = cx_exec_new(store, build_update, .user = &optimizer, .outputs = PARAMETERS);
    cx_tensor *in[PARAMETERS], *out[PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
        cx_store_set(store, parameter_names[i], layers_tensor(find("start", parameter_names[i]), CX_BF16));
        struct cxi_tensor gradient = row(find("gradient", parameter_names[i]), 0);
        in[i] = layers_tensor(&gradient, CX_BF16);
    }
    cx_exec_call(exec, PARAMETERS, in, PARAMETERS, out);
    for (int i = 0; i < PARAMETERS; i++) {
        struct cxi_tensor want = row(find("adam", parameter_names[i]), 0);
        assert_true(layers_agree("adam", parameter_names[i], out[i], CX_BF16, &want, 8e-3));
        cx_tensor_free(in[i]);
        cx_tensor_free(out[i]);
    }
    assert_int_equal(cx_tensor_dtype(cx_store_value(store, "adam/matrix/mean")), CX_F32);
    assert_int_equal(cx_tensor_dtype(cx_store_value(store, "adam/matrix/square")), CX_F32);
    cx_exec_free(exec);
    cx_store_free(store);
}

/* Of a large matrix Adafactor remembers a row and a column, of a small one all. */
static void adafactor_keeps_little(void **state) {
    (void)state;
    cx_store *store = cx_store_new(case_runtime(), 1);
    cx_optimizer optimizer = cx_adafactor(0.01, .factor_from = 6);
    cx_exec *exec = cx_exec_new(store, build_update, .user = &optimizer, .outputs = PARAMETERS);
    cx_tensor *in[PARAMETERS], *out[PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
        struct cxi_tensor gradient = row(find("gradient", parameter_names[i]), 0);
        in[i] = layers_tensor(&gradient, CX_F32);
    }
    cx_exec_call(exec, PARAMETERS, in, PARAMETERS, out);
    for (int i = 0; i < PARAMETERS; i++) {
        cx_tensor_free(in[i]);
        cx_tensor_free(out[i]);
    }
    assert_null(cx_store_value(store, "adafactor/matrix/square"));
    assert_true(cx_dims_equal(cx_tensor_dims(cx_store_value(store, "adafactor/matrix/row")), CX_DIMS(6)));
    assert_true(cx_dims_equal(cx_tensor_dims(cx_store_value(store, "adafactor/matrix/column")), CX_DIMS(8)));
    assert_true(cx_dims_equal(cx_tensor_dims(cx_store_value(store, "adafactor/cube/square")), CX_DIMS(2, 4, 3)));
    cx_exec_free(exec);
    cx_store_free(store);
}

/* ----------------------------------------------------------------------------------------------------- schedules */

static void build_factor(cx_graph *graph, cx_node *const *in, cx_node **out, void *user) {
    (void)graph;
    out[0] = cxi_schedule_at(user, in[0]);
}

static void schedules_are_those_of_optax(void **state) {
    (void)state;
    const struct {
        const char *name;
        cx_schedule schedule;
    } cases[] = {
        {"none", {0}},
        {"steady", cx_steady(0.25)},
        {"linear", cx_linear(1, 0.2, 30)},
        {"rising", cx_linear(0.1, 3, 7)},
        {"cosine", cx_cosine(25, 0.1)},
        {"cosine_to_zero", cx_cosine(40, 0)},
        {"exponential", cx_exponential(10, 0.5)},
        {"step_decay", cx_step_decay(7, 0.3)},
        {"warm_up", cx_warm_up(5, cx_cosine(30, 0.05))},
        {"warm_up_steady", cx_warm_up(10, (cx_schedule){0})},
        {"four", cx_warm_up(5, cx_then(cx_then((cx_schedule){0}, 7, cx_exponential(4, 0.5)), 25, cx_steady(0.01)))},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cx_schedule schedule = cases[i].schedule;
        cx_function *f = cx_jit(case_runtime(), build_factor, .user = &schedule);
        const struct cxi_tensor *all = find("schedule", cases[i].name);
        for (int64_t count = 0; count < COUNTS; count++) {
            cx_tensor *in = cx_tensor_new(case_runtime(), CX_I64, CX_SCALAR, &count), *out = cx_apply(f, in);
            char what[40];
            snprintf(what, sizeof what, "update %d", (int)count);
            struct cxi_tensor want = row(all, (int)count);
            wrong += !layers_agree(cases[i].name, what, out, CX_F32, &want, 1e-6);
            cx_tensor_free(in);
            cx_tensor_free(out);
        }
        cx_function_free(f);
    }
    assert_int_equal(wrong, 0);
}

static void assert_schedule_error(cx_schedule schedule, const char *words) {
    cx_graph *graph = cx_graph_new("schedule");
    cxi_schedule_at(&schedule, cx_scalar(graph, CX_I64, 0));
    assert_non_null(cx_graph_error(graph));
    if (!strstr(cx_graph_error(graph), words)) fail_msg("%s", cx_graph_error(graph));
    cx_graph_free(graph);
}

static void wrong_schedules_say_so(void **state) {
    (void)state;
    cx_schedule four = cx_steady(1);
    for (int i = 1; i < 4; i++) four = cx_then(four, 10 * i, cx_linear(1, 0, 3));
    assert_int_equal(four.parts, 4);
    assert_schedule_error(cx_then(four, 100, cx_steady(1)), "more than 4 parts");
    assert_schedule_error(cx_cosine(0, 0.1), "no updates");
    assert_schedule_error(cx_warm_up(5, cx_linear(1, 0, -3)), "no updates");
    assert_schedule_error(cx_then(cx_steady(1), -1, cx_steady(2)), "negative");
}

/* Parts that begin after the cut do not count toward the four. */
static void cutting_a_schedule_short_makes_room(void **state) {
    (void)state;
    cx_schedule s = cx_steady(1);
    for (int i = 1; i < 4; i++) s = cx_then(s, 10 * i, cx_steady(1 + i));
    s = cx_then(s, 15, cx_steady(9));
    assert_int_equal(s.parts, 3);
    assert_int_equal(s.part[2].begin, 15);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(optimizers_are_those_of_optax),       cmocka_unit_test(the_mask_is_asked_for_the_path),
        cmocka_unit_test(narrow_parameters_have_wide_slots),   cmocka_unit_test(adafactor_keeps_little),
        cmocka_unit_test(schedules_are_those_of_optax),        cmocka_unit_test(wrong_schedules_say_so),
        cmocka_unit_test(cutting_a_schedule_short_makes_room),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_all);
}
