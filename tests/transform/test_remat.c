/* Blocks computed again for their gradient take less memory, as the compiled program's own statistics say, and give the same
   gradient. */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <calx.h>

enum { BLOCKS = 8, LAYERS = 6, BATCH = 512, WIDTH = 64 };

static void block(cx_node *const *in, cx_node **out, void *user) {
    out[0] = in[0];
    for (int i = 0; i < LAYERS; i++) out[0] = cx_tanh(cx_matmul(out[0], user));
}

/* in: x, weights; out: the gradient of the weights in a chain of blocks. user: whether they are computed again */
static void chain(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g;
    cx_node *x = in[0];
    for (int i = 0; i < BLOCKS; i++)
        if (*(const bool *)user)
            cx_remat(block, in[1], 1, &x, 1, &x);
        else
            block(&x, &x, in[1]);
    cx_grad(cx_sum(cx_square(x)), 1, &in[1], out);
}

static cx_array *gradient(cx_runtime *rt, bool again, int64_t *bytes) {
    static float x[BATCH * WIDTH], w[WIDTH * WIDTH];
    for (int i = 0; i < BATCH * WIDTH; i++) x[i] = (float)(i % 17) / 17 - 0.5F;
    for (int i = 0; i < WIDTH * WIDTH; i++) w[i] = (float)(i % 13) / 40 - 0.15F;
    cx_function *f = cx_jit(rt, chain, .user = &again);
    cx_tensor *dw = cx_apply(f, cx_tensor_new(rt, CX_F32, CX_DIMS(BATCH, WIDTH), x),
                             cx_tensor_new(rt, CX_F32, CX_DIMS(WIDTH, WIDTH), w));
    cx_array *array = cx_tensor_array(dw);
    cx_memory_use use;
    if (!cx_ok(rt)) fail_msg("%s", cx_error(rt));
    assert_true(cx_function_memory(f, &use));
    *bytes = use.temporaries;
    return array;
}

static void memory_falls(void **state) {
    (void)state;
    cx_runtime *rt = cx_open("cpu");
    int64_t kept, again;
    cx_array *a = gradient(rt, false, &kept), *b = gradient(rt, true, &again);
    print_message("temporaries: %lld bytes, computed again %lld\n", (long long)kept, (long long)again);
    for (int i = 0; i < WIDTH * WIDTH; i++) assert_float_equal(cx_array_at(a, i), cx_array_at(b, i), 1e-3);
    /* Of 48 layers' values there need be 8 + 6 at a time. */
    assert_true(again < kept / 2);
    cx_array_free(a);
    cx_array_free(b);
    assert_int_equal(cx_close(rt, stderr), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(memory_falls)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
