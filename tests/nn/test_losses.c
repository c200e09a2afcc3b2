/* Mean squared error, sparse cross-entropy and sparse accuracy against JAX and optax (make_reference.py). */
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

static void apply_loss(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g;
    out[0] = (*(cx_loss *const *)user)(in[0], in[1]);
}

static cx_tensor *loss_of(cx_loss *loss, cx_tensor *predictions, cx_tensor *labels) {
    cx_function *f = cx_jit(rt, apply_loss, .user = &loss, .name = "loss");
    cx_tensor *y = cx_apply(f, predictions, labels);
    cx_function_free(f);
    return y;
}

/* Labels may be of any integer dtype, and have an axis of 1 at the end. */
static void assert_classes(const char *prefix, cx_dtype dtype, cx_dtype label_dtype, bool column) {
    cx_tensor *logits = reference_tensor(rt, prefix, "logits", dtype);
    cx_array *array = reference_array(prefix, "labels", label_dtype);
    cx_dims dims = cx_array_dims(array);
    if (column) dims.dim[dims.rank++] = 1;
    cx_array *shaped = cx_array_reshape(array, dims);
    cx_tensor *labels = cx_tensor_of(rt, shaped);
    cx_tensor *loss = loss_of(cx_sparse_xent, logits, labels), *hits = loss_of(cx_sparse_accuracy, logits, labels);
    assert_calx_fine(rt);
    assert_reference(loss, prefix, "y", dtype == CX_F64 ? 1e-13 : 1e-5);
    assert_reference(hits, prefix, "accuracy", 1e-7);
    cx_array_free(array), cx_array_free(shaped);
    cx_tensor_free(logits), cx_tensor_free(labels), cx_tensor_free(loss), cx_tensor_free(hits);
}

static void test_sparse_cross_entropy(void **state) {
    (void)state;
    static const cx_dtype label_dtypes[] = {CX_I32, CX_I64, CX_U8};
    for (int i = 0; i < 3; i++) {
        assert_classes("xent", CX_F32, label_dtypes[i], i == 1);
        assert_classes("xent3", CX_F64, label_dtypes[i], i == 2);
    }
}

static void test_mean_squared_error(void **state) {
    (void)state;
    for (int wide = 0; wide < 2; wide++) {
        cx_dtype dtype = wide ? CX_F64 : CX_F32;
        cx_tensor *a = reference_tensor(rt, "mse", "a", dtype), *b = reference_tensor(rt, "mse", "b", dtype);
        cx_tensor *loss = loss_of(cx_mean_squared_error, a, b);
        assert_reference(loss, "mse", "y", wide ? 1e-14 : 1e-6);
        cx_tensor_free(a), cx_tensor_free(b), cx_tensor_free(loss);
    }
    cx_tensor *a = FLOATS(rt, CX_DIMS(2), 1, 2), *b = FLOATS(rt, CX_DIMS(2), 4, 2), *loss;
    loss = loss_of(cx_mean_squared_error, a, b);
    ASSERT_FLOATS(loss, CX_DIMS(2), 9, 0); /* a number for each example, also where an example is a number */
    cx_tensor_free(a), cx_tensor_free(b), cx_tensor_free(loss);
}

static void test_equal_logits(void **state) {
    (void)state;
    cx_tensor *logits = FLOATS(rt, CX_DIMS(2, 4), 0, 0, 0, 0, 3, 3, 3, 3);
    cx_tensor *labels = cx_tensor_new(rt, CX_I32, CX_DIMS(2), (int32_t[]){0, 3});
    cx_tensor *loss = loss_of(cx_sparse_xent, logits, labels), *hits = loss_of(cx_sparse_accuracy, logits, labels);
    cx_array *expected = cx_array_copy_of(CX_F64, CX_DIMS(2), (double[]){log(4), log(4)});
    assert_elements(loss, expected, 1e-6, "loss");
    ASSERT_FLOATS(hits, CX_DIMS(2), 1, 0); /* the first of equals is the prediction */
    cx_array_free(expected);
    cx_tensor_free(logits), cx_tensor_free(labels), cx_tensor_free(loss), cx_tensor_free(hits);
}

static void test_refusals(void **state) {
    (void)state;
    cx_tensor *square = float_tensor(rt, CX_DIMS(4, 4), (float[16]){0}), *row = FLOATS(rt, CX_DIMS(4), 0, 0, 0, 0);
    cx_tensor *scalar = cx_tensor_scalar(rt, CX_F32, 1), *index = cx_tensor_scalar(rt, CX_I32, 1);
    cx_tensor *three = cx_tensor_new(rt, CX_I32, CX_DIMS(3), (int32_t[]){0, 1, 2});
    const struct {
        cx_loss *loss;
        cx_tensor *predictions, *labels;
    } cases[] = {
        {cx_mean_squared_error, square, row}, {cx_mean_squared_error, row, square}, {cx_sparse_xent, square, row},
        {cx_sparse_xent, square, three},      {cx_sparse_xent, square, index},      {cx_sparse_xent, scalar, index},
        {cx_sparse_accuracy, square, row},    {cx_sparse_accuracy, square, three},  {cx_sparse_accuracy, scalar, index},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cx_tensor *loss = loss_of(cases[i].loss, cases[i].predictions, cases[i].labels);
        if (!cx_tensor_error(loss)) fail_msg("case %zu is not refused", i);
        assert_failed_tensor(rt, loss, "loss: ");
    }
    cx_tensor_free(square), cx_tensor_free(row), cx_tensor_free(scalar), cx_tensor_free(index);
    cx_tensor_free(three);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sparse_cross_entropy),
        cmocka_unit_test(test_mean_squared_error),
        cmocka_unit_test(test_equal_logits),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, open_runtime, close_runtime);
}
