/* One data-parallel training step on two CPU devices, split by Shardy, against the same step on one. */
#include "run/calx_test.h"

#include "run/tensor.h"

enum { BATCH = 8, IN = 3, HIDDEN = 5, OUT = 2, PARAMETERS = 4, INPUTS = PARAMETERS + 2 };

/* in: kernel0, bias0, kernel1, bias1, x [batch, IN], y [batch, OUT]; out: the parameters after a step, loss, predictions */
static void sgd_step(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_node *x = in[PARAMETERS], *y = in[PARAMETERS + 1];
    cx_node *hidden = cx_tanh(cx_add(cx_matmul(x, in[0]), in[1]));
    cx_node *predictions = cx_add(cx_matmul(hidden, in[2]), in[3]);
    cx_node *loss = cx_mean(cx_square(cx_sub(predictions, y))), *gradient[PARAMETERS];
    cx_grad(loss, PARAMETERS, in, gradient);
    for (int i = 0; i < PARAMETERS; i++) out[i] = cx_sub(in[i], cx_scale(gradient[i], 0.1));
    out[PARAMETERS] = loss;
    out[PARAMETERS + 1] = predictions;
}

static cx_dims dims_of(int input) {
    switch (input) {
    case 0: return CX_DIMS(IN, HIDDEN);
    case 1: return CX_DIMS(HIDDEN);
    case 2: return CX_DIMS(HIDDEN, OUT);
    case 3: return CX_DIMS(OUT);
    case 4: return CX_DIMS(BATCH, IN);
    default: return CX_DIMS(BATCH, OUT);
    }
}

static void make_inputs(cx_runtime *rt, const char *batch_sharding, cx_tensor **in) {
    for (int i = 0; i < INPUTS; i++) {
        float elements[64];
        for (int k = 0; k < 64; k++) elements[k] = (float)sin(10.0 * i + 1.7 * k);
        in[i] = cx_tensor_new(rt, CX_F32, dims_of(i), elements, .sharding = i < PARAMETERS ? NULL : batch_sharding);
    }
}

static void assert_parts(const cx_tensor *tensor, int devices, cx_dims part) {
    assert_int_equal(tensor->buffers, devices);
    for (int d = 0; d < devices; d++) {
        assert_int_equal(cxi_buffer_device(tensor->buffer[d]), d);
        assert_true(cx_dims_equal(cxi_buffer_dims(tensor->buffer[d]), part));
    }
}

/* The step, with the batch and the predictions split as given (NULL: whole). Frees nothing. */
static void run_step(cx_runtime *rt, const char *batch, const char *predictions, cx_tensor **out) {
    cx_tensor *in[INPUTS];
    make_inputs(rt, batch, in);
    const char *sharding[INPUTS] = {NULL, NULL, NULL, NULL, NULL, predictions};
    cx_function *f = cx_jit(rt, sgd_step, .outputs = INPUTS, .donate = CX_DIMS(0, 1, 2, 3), .sharding = sharding);
    int devices = cx_device_count(rt);
    int64_t share = batch ? BATCH / devices : BATCH;
    assert_parts(in[PARAMETERS], devices, CX_DIMS(share, IN));
    assert_parts(in[PARAMETERS + 1], devices, CX_DIMS(share, OUT));
    assert_parts(in[0], devices, dims_of(0));
    cx_call(f, INPUTS, in, INPUTS, out);
    assert_calx_fine(rt);
    for (int i = 0; i < PARAMETERS; i++) {
        assert_has(cx_tensor_error(in[i]), "donated");
        assert_parts(out[i], devices, dims_of(i));
    }
    /* each device is given its share of the batch, and all of the parameters */
    cx_memory_use use;
    assert_true(cx_function_memory(f, &use));
    int64_t parameters = IN * HIDDEN + HIDDEN + HIDDEN * OUT + OUT;
    assert_int_equal(use.arguments, 4 * (parameters + share * (IN + OUT)));
}

static void test_step_on_two_devices(void **state) {
    (void)state;
    cx_runtime *one = open_cpu(), *two = cx_open("cpu", .mesh = "data=2");
    assert_calx_fine(two);
    assert_int_equal(cx_device_count(two), 2);
    cx_tensor *expected[INPUTS], *got[INPUTS];
    run_step(one, NULL, NULL, expected);
    run_step(two, "data *", "data *", got);
    assert_parts(got[INPUTS - 1], 2, CX_DIMS(BATCH / 2, OUT));
    static const char *const names[] = {"kernel0", "bias0", "kernel1", "bias1", "loss", "predictions"};
    for (int i = 0; i < INPUTS; i++) {
        cx_array *array = cx_tensor_array(expected[i]);
        assert_elements(got[i], array, 1e-6, names[i]);
        cx_array_free(array);
    }
    /* both devices hold the same parameters: the gradients were summed over the whole batch on each */
    for (int i = 0; i < PARAMETERS; i++) {
        struct cxi_status status = {0};
        size_t size = (size_t)cx_dims_count(dims_of(i)) * sizeof(float);
        float first[64], second[64];
        assert_true(cxi_buffer_read(got[i]->buffer[0], first, size, &status));
        assert_true(cxi_buffer_read(got[i]->buffer[1], second, size, &status));
        assert_memory_equal(first, second, size);
    }
    close_fine(one);
    close_fine(two);
}

/* The batch whole on each device, and split: two programs of one function. */
static void test_sharding_is_part_of_the_signature(void **state) {
    (void)state;
    cx_runtime *two = cx_open("cpu", .mesh = "data=2");
    cx_tensor *split[INPUTS], *whole[INPUTS], *in[INPUTS], *out[INPUTS];
    run_step(two, "data *", NULL, split);
    run_step(two, NULL, NULL, whole);
    assert_parts(split[INPUTS - 1], 2, CX_DIMS(BATCH, OUT)); /* gathered */
    cx_function *f = cx_jit(two, sgd_step, .outputs = INPUTS);
    for (int i = 0; i < 2; i++) {
        make_inputs(two, i ? "data *" : NULL, in);
        cx_call(f, INPUTS, in, INPUTS, out);
        assert_calx_fine(two);
        for (int k = 0; k < INPUTS; k++) {
            cx_array *array = cx_tensor_array(whole[k]);
            assert_elements(out[k], array, 1e-6, "whole");
            assert_elements(split[k], array, 1e-6, "split");
            cx_array_free(array);
        }
    }
    cx_tensor *uneven = cx_tensor_new(two, CX_F32, CX_DIMS(3, IN), (float[9]){0}, .sharding = "data *");
    assert_failed_tensor(two, uneven, "which 2 devices cannot share equally");
    close_fine(two);
}

static void reduce_to_odd(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_slice_axis(in[0], 0, 0, 3);
}

static void test_output_shardings_are_checked(void **state) {
    (void)state;
    cx_runtime *two = cx_open("cpu", .mesh = "data=2");
    cx_function *f = cx_jit(two, reduce_to_odd, .sharding = (const char *[]){"data"}, .name = "odd");
    cx_tensor *x = FLOATS(two, CX_DIMS(4), 1, 2, 3, 4);
    assert_failed_tensor(two, cx_apply(f, x), "odd: sharding \"data\": axis 0 has 3 elements");
    f = cx_jit(two, reduce_to_odd, .sharding = (const char *[]){"*"});
    cx_tensor *y = cx_apply(f, x);
    ASSERT_FLOATS(y, CX_DIMS(3), 1, 2, 3);
    close_fine(two);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_step_on_two_devices),
        cmocka_unit_test(test_sharding_is_part_of_the_signature),
        cmocka_unit_test(test_output_shardings_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
