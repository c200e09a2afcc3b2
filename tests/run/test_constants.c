/* Large constants, which are arguments of the program and not in its text: the numbers are those of the host, programs that differ
   in nothing else are one, and what the device holds for them goes with the function. */
#define _XOPEN_SOURCE 700 /* mkdtemp, setenv */
#include "run/calx_test.h"

#include "run/program_folder.h"

#include <unistd.h>

enum { ROWS = 300, COLUMNS = 128, ELEMENTS = ROWS * COLUMNS }; /* 150 KiB of f32 */

struct table {
    int32_t whole[ELEMENTS];
    float number[ELEMENTS];
};

static struct table *table_of(unsigned seed) {
    struct table *t = malloc(sizeof *t);
    assert_non_null(t);
    for (int i = 0; i < ELEMENTS; i++) {
        seed = seed * 1664525 + 1013904223;
        t->whole[i] = (int32_t)(seed >> 8) % 1000;
        t->number[i] = (float)t->whole[i] / 8;
    }
    return t;
}

/* x [128] f32, i [] i32 -> x * number[i] + number[0], whole[i], whole itself, the gradient of sum(numbers x) */
static void look_up(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    const struct table *t = user;
    cx_node *numbers = cx_constant(g, CX_F32, CX_DIMS(ROWS, COLUMNS), t->number);
    cx_node *whole = cx_constant(g, CX_I32, CX_DIMS(ROWS, COLUMNS), t->whole);
    cx_node *first = cx_reshape(cx_slice_axis(numbers, 0, 0, 1), CX_DIMS(COLUMNS));
    out[0] = cx_add(cx_mul(in[0], cx_take(numbers, in[1], 0)), first);
    out[1] = cx_take(whole, in[1], 0);
    out[2] = whole;
    cx_grad(cx_sum(cx_matmul(numbers, cx_reshape(in[0], CX_DIMS(COLUMNS, 1)))), 1, in, out + 3);
}
enum { OUTPUTS = 4 };

static void check(cx_runtime *rt, cx_function *f, const struct table *t, int row) {
    float x[COLUMNS], y[COLUMNS], gradient[COLUMNS];
    int32_t whole[COLUMNS];
    static int32_t all[ELEMENTS];
    for (int i = 0; i < COLUMNS; i++) x[i] = (float)(i - 60) / 4;
    cx_tensor *in[] = {cx_tensor_new(rt, CX_F32, CX_DIMS(COLUMNS), x),
                       cx_tensor_new(rt, CX_I32, CX_SCALAR, &(int32_t){row})};
    cx_tensor *out[OUTPUTS];
    cx_call(f, 2, in, OUTPUTS, out);
    assert_calx_fine(rt);
    assert_true(cx_tensor_read(out[0], y, sizeof y) && cx_tensor_read(out[1], whole, sizeof whole) &&
                cx_tensor_read(out[2], all, sizeof all) && cx_tensor_read(out[3], gradient, sizeof gradient));
    assert_memory_equal(all, t->whole, sizeof all);
    for (int c = 0; c < COLUMNS; c++) {
        double sum = 0;
        for (int r = 0; r < ROWS; r++) sum += (double)t->number[r * COLUMNS + c];
        assert_float_equal(y[c], x[c] * t->number[row * COLUMNS + c] + t->number[c], 0);
        assert_int_equal(whole[c], t->whole[row * COLUMNS + c]);
        assert_float_equal(gradient[c], sum, 1e-6 * fabs(sum));
    }
    for (int i = 0; i < 2; i++) cx_tensor_free(in[i]);
    for (int i = 0; i < OUTPUTS; i++) cx_tensor_free(out[i]);
}

static void one_program(void **state) {
    (void)state;
    char folder[] = "/tmp/calx-constants-XXXXXX";
    assert_non_null(mkdtemp(folder));
    setenv("CALX_PROGRAM_CACHE", folder, 1);
    cx_runtime *rt = open_cpu();
    struct table *a = table_of(1), *b = table_of(2);
    cx_function *f = cx_jit(rt, look_up, .user = a, .outputs = OUTPUTS);
    cx_function *g = cx_jit(rt, look_up, .user = b, .outputs = OUTPUTS);
    for (int row = 0; row < ROWS; row += 150) {
        check(rt, f, a, row);
        check(rt, g, b, row);
    }
    assert_int_equal(cx_runtime_statistics(rt).compilations, 1);
    assert_int_equal(cx_runtime_statistics(rt).cache_hits, 1);
    cx_function_free(f);
    check(rt, g, b, 7);
    cx_function_free(g);
    free(a);
    free(b);
    close_fine(rt);
    struct cxi_status status = {0};
    assert_true(cxi_program_folder_clear(folder, &status));
    assert_int_equal(rmdir(folder), 0);
    setenv("CALX_PROGRAM_CACHE", "off", 1);
}

static void on_several_devices(void **state) {
    (void)state;
    cx_runtime *rt = cx_open("cpu", .devices = 2, .mesh = "data=2");
    assert_calx_fine(rt);
    struct table *t = table_of(3);
    cx_function *f = cx_jit(rt, look_up, .user = t, .outputs = OUTPUTS);
    check(rt, f, t, 299);
    cx_function_free(f);
    free(t);
    close_fine(rt);
}

/* A body has its own, as text. */
static void add_row(cx_node *const *in, cx_node **out, void *user) {
    const struct table *t = user;
    cx_node *numbers = cx_constant(cx_graph_of(in[0]), CX_F32, CX_DIMS(ROWS, COLUMNS), t->number);
    out[0] = cx_add(in[0], cx_take(numbers, in[1], 0));
}

static void in_a_loop(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g;
    cx_node *rows[] = {in[1]};
    cx_scan(1, in, 1, rows, 0, false, add_row, user, out, NULL);
}

static void in_bodies(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    struct table *t = table_of(4);
    cx_function *f = cx_jit(rt, in_a_loop, .user = t);
    float zeros[COLUMNS] = {0}, sums[COLUMNS];
    cx_tensor *x = cx_tensor_new(rt, CX_F32, CX_DIMS(COLUMNS), zeros);
    cx_tensor *rows = cx_tensor_new(rt, CX_I32, CX_DIMS(2), ((int32_t[]){5, 250}));
    cx_tensor *y = cx_apply(f, x, rows);
    assert_true(cx_tensor_read(y, sums, sizeof sums));
    for (int c = 0; c < COLUMNS; c++)
        assert_float_equal(sums[c], t->number[5 * COLUMNS + c] + t->number[250 * COLUMNS + c], 0);
    cx_tensor_free(x);
    cx_tensor_free(rows);
    cx_tensor_free(y);
    cx_function_free(f);
    free(t);
    close_fine(rt);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_program), cmocka_unit_test(on_several_devices),
                                       cmocka_unit_test(in_bodies)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
