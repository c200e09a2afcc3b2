/* Random changes to pictures, on the host and in the graph: what comes out is one of the things that may, each as often as it
   should, and the same for the same seed. */
#include "data/data_test.h"

#include <math.h>

static cx_runtime *rt;

static int open_runtime(void **state) {
    (void)state;
    rt = cx_open("cpu");
    return 0;
}

static int close_runtime(void **state) {
    (void)state;
    return cx_close(rt, stderr);
}

/* Pictures without two equal pixels: picture i has the pixel (1 + place, 128 + i % 100) at each place, so that the place that a
   pixel comes from can be read off it. */
enum { HEIGHT = 5, WIDTH = 6, CHANNELS = 2, PLACES = HEIGHT * WIDTH };

static cx_array *pictures(cx_dtype dtype, int64_t count) {
    cx_array *x = cx_array_new(CX_U8, CX_DIMS(count, HEIGHT, WIDTH, CHANNELS));
    uint8_t *at = cx_array_data(x);
    for (int64_t i = 0; at && i < count; i++)
        for (int place = 0; place < PLACES; place++) {
            *at++ = (uint8_t)(1 + place);
            *at++ = (uint8_t)(128 + i % 100);
        }
    cx_array *converted = cx_array_convert(x, dtype);
    cx_array_free(x);
    return converted;
}

static cx_dataset *picture_set(cx_dtype dtype, int64_t count, int64_t batch) {
    return cx_dataset_new(rt, pictures(dtype, count), counted_labels(count), .batch = batch, .repeat = true);
}

/* How a picture came to be: mirrored, or moved down by dy and right by dx, with zeros or the edge for what came into sight. */
struct change {
    bool flipped;
    int dy, dx;
};

static int expected_place(int y, int x, struct change c, bool edge) {
    if (c.flipped) return y * WIDTH + WIDTH - 1 - x;
    y -= c.dy;
    x -= c.dx;
    if (edge) {
        y = y < 0 ? 0 : y >= HEIGHT ? HEIGHT - 1 : y;
        x = x < 0 ? 0 : x >= WIDTH ? WIDTH - 1 : x;
    }
    return y < 0 || y >= HEIGHT || x < 0 || x >= WIDTH ? -1 : y * WIDTH + x;
}

static bool is_change(const cx_array *images, int64_t i, struct change c, bool edge) {
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            int place = expected_place(y, x, c, edge);
            int64_t at = ((i * HEIGHT + y) * WIDTH + x) * CHANNELS;
            double first = place < 0 ? 0 : 1 + place, second = place < 0 ? 0 : 128 + (double)(i % 100);
            if (cx_array_at(images, at) != first || cx_array_at(images, at + 1) != second) return false;
        }
    return true;
}

/* Which move of up to `pixels` it is; fails when it is none. Where all is out of sight, several may fit: the first. */
static struct change find_move(const cx_array *images, int64_t i, int pixels, bool edge) {
    for (int dy = -pixels; dy <= pixels; dy++)
        for (int dx = -pixels; dx <= pixels; dx++)
            if (is_change(images, i, (struct change){false, dy, dx}, edge)) return (struct change){false, dy, dx};
    fail_msg("picture %d is not a moved copy", (int)i);
    return (struct change){0};
}

/* Chi-squared of counts that should all be the same; the limit is far out: one in 10^9 for few degrees of freedom. */
static void assert_even(const int *count, int cells, int total) {
    double expected = (double)total / cells, sum = 0;
    for (int i = 0; i < cells; i++) sum += (count[i] - expected) * (count[i] - expected) / expected;
    double degrees = cells - 1, limit = degrees + 7 * sqrt(2 * degrees) + 20;
    if (sum > limit) fail_msg("chi-squared %g with %g degrees of freedom", sum, degrees);
}

/* ----------------------------------------------------------------------------------------- checks of both */

enum { BATCH = 500, BATCHES = 4 };

static void check_flips(const cx_array *images, int64_t count, int *flips) {
    for (int64_t i = 0; i < count; i++) {
        bool flipped = is_change(images, i, (struct change){.flipped = true}, false);
        if (!flipped) assert_true(is_change(images, i, (struct change){0}, false));
        *flips += flipped;
    }
}

static void check_moves(const cx_array *images, int64_t count, int pixels, bool edge, int *cells) {
    for (int64_t i = 0; i < count; i++) {
        struct change c = find_move(images, i, pixels, edge);
        cells[(c.dy + pixels) * (2 * pixels + 1) + c.dx + pixels]++;
    }
}

static void assert_fair(int flips, int total) {
    int count[2] = {flips, total - flips};
    assert_even(count, 2, total);
}

/* ------------------------------------------------------------------------------------------------ the host */

static void check_labels(const cx_batch *batch) {
    for (int i = 0; i < BATCH; i++) assert_int_equal(labels_of(batch)[i], i);
}

static void test_host_flip(void **state) {
    (void)state;
    static const cx_dtype dtype[] = {CX_U8, CX_F32};
    for (int t = 0; t < 2; t++) {
        cx_dataset *d = cx_dataset_flip(picture_set(dtype[t], BATCH, BATCH));
        int flips = 0;
        for (int b = 0; b < BATCHES; b++) {
            cx_batch batch;
            assert_true(cx_dataset_next_arrays(d, &batch));
            assert_int_equal(cx_array_dtype(batch.part[0]), dtype[t]);
            check_flips(batch.part[0], BATCH, &flips);
            check_labels(&batch);
            cx_batch_free(&batch);
        }
        assert_fair(flips, BATCH * BATCHES);
        cx_dataset_free(d);
    }
}

static void check_host_moves(cx_dataset *d, int pixels, bool edge) {
    int cells[49] = {0};
    assert_fine(d);
    for (int b = 0; b < BATCHES; b++) {
        cx_batch batch;
        assert_true(cx_dataset_next_arrays(d, &batch));
        check_moves(batch.part[0], BATCH, pixels, edge, cells);
        check_labels(&batch);
        cx_batch_free(&batch);
    }
    assert_even(cells, (2 * pixels + 1) * (2 * pixels + 1), BATCH * BATCHES);
    cx_dataset_free(d);
}

static void test_host_crop(void **state) {
    (void)state;
    check_host_moves(cx_dataset_crop(picture_set(CX_U8, BATCH, BATCH), 3), 3, false);
    check_host_moves(cx_dataset_crop(picture_set(CX_F32, BATCH, BATCH), 1), 1, false);
    check_host_moves(cx_dataset_crop(picture_set(CX_U8, BATCH, BATCH), 0), 0, false);
}

static void test_host_shift(void **state) {
    (void)state;
    check_host_moves(cx_dataset_shift(picture_set(CX_U8, BATCH, BATCH), 2), 2, true);
    check_host_moves(cx_dataset_shift(picture_set(CX_F32, BATCH, BATCH), 3), 3, true);
}

/* Moves beyond the picture: all zeros, or all edge. */
static void test_host_far_moves(void **state) {
    (void)state;
    cx_dataset *d = cx_dataset_crop(picture_set(CX_U8, 64, 64), 40),
               *e = cx_dataset_shift(picture_set(CX_U8, 64, 64), 40);
    cx_batch a, b;
    assert_true(cx_dataset_next_arrays(d, &a) && cx_dataset_next_arrays(e, &b));
    for (int64_t i = 0; i < 64; i++) {
        find_move(a.part[0], i, 40, false);
        find_move(b.part[0], i, 40, true);
    }
    cx_batch_free(&a);
    cx_batch_free(&b);
    cx_dataset_free(d);
    cx_dataset_free(e);
}

static void test_host_normalize(void **state) {
    (void)state;
    static const cx_dtype dtype[] = {CX_U8, CX_F32, CX_I32, CX_F64};
    double mean[] = {10, 100}, deviation[] = {4, 0.5};
    for (int t = 0; t < 4; t++)
        for (int channels = 1; channels <= 2; channels++) {
            cx_dataset *d = cx_dataset_normalize(picture_set(dtype[t], 3, 3), channels, mean, deviation);
            cx_batch batch;
            assert_true(cx_dataset_next_arrays(d, &batch));
            assert_int_equal(cx_array_dtype(batch.part[0]), CX_F32);
            for (int64_t i = 0; i < 3 * PLACES * CHANNELS; i++) {
                int c = channels == 1 ? 0 : (int)(i % 2);
                double raw = i % 2 ? 128 + (double)(i / (PLACES * CHANNELS)) : 1 + (double)(i / 2 % PLACES);
                assert_float_equal(cx_array_at(batch.part[0], i), (raw - mean[c]) / deviation[c], 1e-5);
            }
            cx_batch_free(&batch);
            cx_dataset_free(d);
        }
    assert_dataset_refused(rt, cx_dataset_normalize(picture_set(CX_U8, 3, 3), 1, mean, (double[]){0}), "normalize",
                           "zero");
    assert_dataset_refused(rt, cx_dataset_normalize(picture_set(CX_U8, 3, 3), 0, mean, deviation), "normalize", "0");
}

static void refuses(cx_dataset *d, const char *part, const char *other) {
    cx_batch batch;
    assert_fine(d);
    assert_false(cx_dataset_next_arrays(d, &batch));
    assert_dataset_refused(rt, d, part, other);
}

static void test_host_refuses(void **state) {
    (void)state;
    double three[3] = {1, 1, 1};
    refuses(cx_dataset_normalize(picture_set(CX_U8, 3, 3), 3, three, three), "2 channels", "3 means");
    refuses(cx_dataset_flip(counted(rt, 4, .batch = 4)), "flip", "f32[4, 2]");
    refuses(cx_dataset_crop(counted(rt, 4, .batch = 4), 2), "crop", "f32[4, 2]");
    refuses(cx_dataset_shift(counted(rt, 4, .batch = 4), 2), "shift", "f32[4, 2]");
}

static cx_dataset *augmented(uint64_t seed, int threads) {
    double mean[] = {3}, deviation[] = {2};
    cx_dataset *d = cx_dataset_crop(cx_dataset_flip(picture_set(CX_U8, 30, 7), .seed = seed), 2, .seed = seed);
    d = cx_dataset_normalize(cx_dataset_shift(d, 1, .seed = seed), 1, mean, deviation);
    return threads ? cx_dataset_prefetch(d, .threads = threads) : d;
}

static void test_host_is_a_function_of_the_seed(void **state) {
    (void)state;
    cx_dataset *a = augmented(1, 0), *b = augmented(1, 3), *c = augmented(2, 0);
    int different = 0;
    for (int i = 0; i < 12; i++) {
        int to = i * 5 % 12;
        cx_batch x, y, z;
        cx_dataset_seek(a, to);
        cx_dataset_seek(b, to);
        cx_dataset_seek(c, to);
        assert_true(cx_dataset_next_arrays(a, &x) && cx_dataset_next_arrays(b, &y) && cx_dataset_next_arrays(c, &z));
        assert_batches_equal(&x, &y);
        different += memcmp(x.part[0]->data, z.part[0]->data, x.part[0]->bytes) != 0;
        cx_batch_free(&x);
        cx_batch_free(&y);
        cx_batch_free(&z);
    }
    assert_int_equal(different, 12);
    cx_dataset_free(a);
    cx_dataset_free(b);
    cx_dataset_free(c);
}

static bool attempt_augmented(void) {
    cx_dataset *d = augmented(1, 0);
    cx_batch batch;
    bool fine = cx_dataset_next_arrays(d, &batch);
    if (fine) cx_batch_free(&batch);
    assert_int_equal(fine, !cx_dataset_error(d));
    cx_dataset_free(d);
    cx_clear_error(rt);
    return fine;
}

static void test_host_allocations_fail(void **state) {
    (void)state;
    sweep_allocations(attempt_augmented);
}

/* ----------------------------------------------------------------------------------------------- the graph */

enum what { FLIP, CROP, SHIFT, FLIP_TWICE };
struct request {
    enum what what;
    int pixels;
};

static void build(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    const struct request *r = user;
    cx_node *x = in[0];
    if (r->what == FLIP || r->what == FLIP_TWICE) x = cx_random_flip(s, x);
    if (r->what == FLIP_TWICE) x = cx_random_flip(s, x);
    if (r->what == CROP) x = cx_random_crop(s, x, r->pixels);
    if (r->what == SHIFT) x = cx_random_shift(s, x, r->pixels);
    out[0] = x;
    if (cx_training(s))
        cx_assign(s, "train/step",
                  cx_add(cx_variable(cx_shared(s), "train/step", CX_SCALAR, .dtype = CX_I64, .init = cx_init_zeros(),
                                     .fixed = true),
                         cx_k(1)));
}

/* The pictures that a fresh store of that seed makes in its `steps`-th step. */
static cx_array *run_graph(struct request r, cx_dtype dtype, uint64_t seed, bool training, int steps) {
    cx_store *store = cx_store_new(rt, seed);
    cx_exec *exec = cx_exec_new(store, build, .user = &r, .training = training);
    cx_array *x = pictures(dtype, BATCH), *result = NULL;
    cx_tensor *in = cx_tensor_of(rt, x), *out;
    for (int i = 0; i < steps; i++) {
        cx_array_free(result);
        cx_exec_call(exec, 1, &in, 1, &out);
        result = cx_tensor_array(out);
        cx_tensor_free(out);
    }
    cx_tensor_free(in);
    cx_array_free(x);
    cx_exec_free(exec);
    cx_store_free(store);
    assert_sound(result);
    assert_int_equal(cx_array_dtype(result), dtype);
    return result;
}

static void test_graph_flip(void **state) {
    (void)state;
    int flips = 0;
    for (int seed = 0; seed < 2; seed++) {
        cx_array *y = run_graph((struct request){FLIP, 0}, seed ? CX_U8 : CX_F32, (uint64_t)seed, true, 1);
        check_flips(y, BATCH, &flips);
        cx_array_free(y);
    }
    assert_fair(flips, 2 * BATCH);
    flips = 0; /* two uses in one scope are independent: again half are flipped, not none */
    cx_array *y = run_graph((struct request){FLIP_TWICE, 0}, CX_U8, 1, true, 1);
    check_flips(y, BATCH, &flips);
    assert_fair(flips, BATCH);
    cx_array_free(y);
}

static void test_graph_crop_and_shift(void **state) {
    (void)state;
    for (int t = 0; t < 4; t++) {
        int cells[25] = {0}, total = 0;
        bool edge = t / 2;
        for (uint64_t seed = 0; seed < 3; seed++) {
            struct request r = {edge ? SHIFT : CROP, 2};
            cx_array *y = run_graph(r, t % 2 ? CX_U8 : CX_F32, seed, true, 1);
            check_moves(y, BATCH, 2, edge, cells);
            total += BATCH;
            cx_array_free(y);
        }
        assert_even(cells, 25, total);
    }
}

static void test_graph_steps_and_seeds(void **state) {
    (void)state;
    struct request crop = {CROP, 2};
    cx_array *x = pictures(CX_U8, BATCH), *first = run_graph(crop, CX_U8, 1, true, 1);
    cx_array *again = run_graph(crop, CX_U8, 1, true, 1), *second = run_graph(crop, CX_U8, 1, true, 2);
    cx_array *other = run_graph(crop, CX_U8, 2, true, 1), *inference = run_graph(crop, CX_U8, 1, false, 1);
    cx_array *none = run_graph((struct request){CROP, 0}, CX_U8, 1, true, 1);
    assert_arrays_equal(first, again);
    assert_arrays_equal(inference, x);
    assert_arrays_equal(none, x);
    assert_memory_not_equal(first->data, second->data, first->bytes);
    assert_memory_not_equal(first->data, other->data, first->bytes);
    cx_array *all[] = {x, first, again, second, other, inference, none};
    for (int i = 0; i < 7; i++) cx_array_free(all[i]);
}

static void trace_normalize(cx_graph *graph, cx_node *const *in, cx_node **out, void *user) {
    (void)graph;
    (void)user;
    out[0] = cx_normalize(in[0], 2, (double[]){10, 100}, (double[]){4, 0.5});
    out[1] = cx_normalize(in[0], 1, (double[]){10}, (double[]){4});
}

static void test_graph_normalize(void **state) {
    (void)state;
    static const cx_dtype dtype[] = {CX_U8, CX_F32, CX_F64};
    cx_function *f = cx_jit(rt, trace_normalize, .outputs = 2);
    for (int t = 0; t < 3; t++) {
        cx_array *x = pictures(dtype[t], 3);
        cx_tensor *in = cx_tensor_of(rt, x), *out[2];
        cx_call(f, 1, &in, 2, out);
        cx_array *each = cx_tensor_array(out[0]), *all = cx_tensor_array(out[1]);
        assert_int_equal(cx_array_dtype(each), t == 2 ? CX_F64 : CX_F32);
        for (int64_t i = 0; i < cx_array_count(x); i++) {
            double raw = cx_array_at(x, i);
            assert_float_equal(cx_array_at(each, i), (i % 2 ? (raw - 100) / 0.5 : (raw - 10) / 4), 1e-4);
            assert_float_equal(cx_array_at(all, i), (raw - 10) / 4, 1e-5);
        }
        cx_array_free(each);
        cx_array_free(all);
        cx_array_free(x);
        cx_tensor_free(in);
        for (int i = 0; i < 2; i++) cx_tensor_free(out[i]);
    }
    cx_function_free(f);
}

static void build_wrong(cx_scope *s, cx_node *const *in, cx_node **out, void *user) {
    int which = *(int *)user;
    out[0] = which == 0   ? cx_random_flip(s, cx_flatten(in[0], 1))
             : which == 1 ? cx_random_crop(s, cx_flatten(in[0], 2), 1)
             : which == 2 ? cx_random_shift(s, in[0], -1)
             : which == 3 ? cx_normalize(in[0], 3, (double[]){1, 1, 1}, (double[]){1, 1, 1})
                          : cx_normalize(in[0], 1, (double[]){1}, (double[]){0});
}

static void test_graph_refuses(void **state) {
    (void)state;
    static const char *const says[] = {"random flip", "random crop", "-1 pixels", "3 means", "zero"};
    for (int which = 0; which < 5; which++) {
        cx_store *store = cx_store_new(rt, 0);
        cx_exec *exec = cx_exec_new(store, build_wrong, .user = &which, .training = true);
        cx_array *x = pictures(CX_F32, 2);
        cx_tensor *in = cx_tensor_of(rt, x), *out;
        cx_exec_call(exec, 1, &in, 1, &out);
        assert_says(cx_tensor_error(out), says[which]);
        cx_clear_error(rt);
        cx_tensor_free(in);
        cx_tensor_free(out);
        cx_array_free(x);
        cx_exec_free(exec);
        cx_store_free(store);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_host_flip),
        cmocka_unit_test(test_host_crop),
        cmocka_unit_test(test_host_shift),
        cmocka_unit_test(test_host_far_moves),
        cmocka_unit_test(test_host_normalize),
        cmocka_unit_test(test_host_refuses),
        cmocka_unit_test(test_host_is_a_function_of_the_seed),
        cmocka_unit_test(test_host_allocations_fail),
        cmocka_unit_test(test_graph_flip),
        cmocka_unit_test(test_graph_crop_and_shift),
        cmocka_unit_test(test_graph_steps_and_seeds),
        cmocka_unit_test(test_graph_normalize),
        cmocka_unit_test(test_graph_refuses),
    };
    return cmocka_run_group_tests(tests, open_runtime, close_runtime);
}
