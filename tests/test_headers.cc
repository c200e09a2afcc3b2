/* The headers as C++11 sees them; and a linear regression trained from C++, through the functions behind the macros: mixed
   designated initialisers are not C++. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

extern "C" { // which cmocka does not say itself
#include <cmocka.h>
}

#include <calx.h>

#include <cmath>
#include <type_traits>
#include <vector>

static_assert(std::is_same<cx_model, cx_node *(cx_scope *, cx_node *const *, void *)>::value, "C linkage, C types");

/* y = w x + b */
static cx_node *line(cx_scope *scope, cx_node *const *in, void *) {
    cx_dense_args args = {};
    args.x = in[0];
    args.units = 1;
    return cx_dense_(cx_in(scope, "line"), args);
}

static cx_array *column(const std::vector<float> &values) {
    cx_dims dims = {2, {static_cast<int64_t>(values.size()), 1}};
    return cx_array_copy_of(CX_F32, dims, values.data());
}

static cx_runtime *open_cpu() {
    cx_open_args args = {};
    args.plugin = "cpu";
    return cx_open_(args);
}

static void test_linear_regression(void **) {
    cx_runtime *rt = open_cpu();
    if (!cx_ok(rt)) fail_msg("%s", cx_error(rt));
    std::vector<float> x, y;
    for (int i = 0; i < 100; i++) {
        x.push_back(static_cast<float>(i) / 50 - 1);
        y.push_back(3 * x.back() + 2);
    }
    cx_dataset_args data = {};
    data.inputs = column(x);
    data.labels = column(y);
    data.batch = 20;
    data.shuffle = data.repeat = true;
    cx_dataset *points = cx_dataset_new_(rt, data);

    cx_store *store = cx_store_new(rt, 42);
    cx_sgd_args sgd = {};
    sgd.rate = 0.3;
    cx_trainer_args training = {};
    training.model = line;
    training.loss = cx_mean_squared_error;
    training.optimizer = cx_sgd_(sgd);
    cx_trainer *trainer = cx_trainer_new_(store, training);
    assert_true(cx_fit(trainer, points, 100));
    assert_true(std::fabs(cx_tensor_item(cx_store_value(store, "line/kernel")) - 3) < 1e-3);
    assert_true(std::fabs(cx_tensor_item(cx_store_value(store, "line/bias")) - 2) < 1e-3);

    cx_tensor_args three = {};
    float value = 5;
    three.dtype = CX_F32;
    three.dims.rank = 2;
    three.dims.dim[0] = three.dims.dim[1] = 1;
    three.elements = &value;
    cx_tensor *in = cx_tensor_new_(rt, three);
    cx_tensor *out = cx_predict_(cx_predictor(store, line, nullptr), 1, &in);
    assert_true(std::fabs(cx_tensor_item(out) - 17) < 1e-2);
    assert_int_equal(cx_close(rt, stderr), 0);
}

/* Operations are functions, numbers beside nodes are cx_k objects; the macros that need no compound literal work too. */
static void softplus(cx_graph *, cx_node *const *in, cx_node **out, void *) {
    cx_node *x = in[0];
    cx_node *positive = cx_maximum(x, cx_k(0));
    out[0] = cx_add(positive, cx_log1p(cx_exp(cx_neg(cx_abs(x)))));
    out[1] = cx_shift(cx_mul(cx_k(2.5), x), 1);
}

static void test_operations(void **) {
    cx_runtime *rt = open_cpu();
    cx_jit_args args = {};
    args.trace = softplus;
    args.outputs = 2;
    cx_function *f = cx_jit_(rt, args);
    cx_tensor *in = cx_tensor_scalar(rt, CX_F64, -0.75), *out[2];
    cx_call(f, 1, &in, 2, out);
    if (!cx_ok(rt)) fail_msg("%s", cx_error(rt));
    assert_true(std::fabs(cx_tensor_item(out[0]) - std::log(1 + std::exp(-0.75))) < 1e-12);
    assert_true(cx_tensor_item(out[1]) == 2.5 * -0.75 + 1);
    assert_int_equal(cx_close(rt, stderr), 0);
}

static void test_errors(void **) {
    cx_graph *graph = cx_graph_new("wrong");
    cx_dims two = {1, {2}}, three = {1, {3}};
    cx_node *x = cx_parameter(graph, "x", CX_F32, two), *y = cx_parameter(graph, "y", CX_F32, three);
    cx_node *sum = cx_add(x, y);
    cx_return(graph, 1, &sum);
    assert_non_null(cx_graph_error(graph));
    cx_graph_free(graph);
}

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(test_linear_regression),
        cmocka_unit_test(test_operations),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
