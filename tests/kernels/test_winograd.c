/* Winograd's convolutions by themselves against the sum's definition in f64: all three passes, over random shapes with padding that
   differs by side, pictures that are cropped, axes of the kernel in any order. The tolerance is 5e-6 of an array's largest
   magnitude. Results are the same bits whatever was in the memory they are computed in, and in how many parts. */
#include "kernels/kernels_test.h"

#include "kernels/winograd.h"

#include <math.h>
#include <string.h>

struct arrays {
    float *x, *kernel, *bias, *dy;
    double *y, *dx, *dkernel; /* as they should be */
};

/* ------------------------------------------------------------------------------------------------ random shapes */

static cx_dims random_order(void) {
    cx_dims order = CX_DIMS(3, 2, 0, 1); /* of cx_conv's kernels */
    for (int i = 3; i > 0 && random_between(0, 1); i--) {
        int64_t other = random_between(0, i), last = order.dim[i];
        order.dim[i] = order.dim[other];
        order.dim[other] = last;
    }
    return order;
}

static struct cxi_conv_call random_call(void) {
    int64_t step = random_between(0, 2) ? 8 : 16, channels = step * random_between(1, 9),
            features = step * random_between(1, 9);
    struct cxi_conv_call c = {.dtype = CX_F32,
                              .x = CX_DIMS(random_between(1, 5), 0, 0, channels),
                              .y = CX_DIMS(0, 0, 0, features),
                              .kernel = CX_DIMS(0, 0, 0, 0),
                              .kernel_axes = random_order(),
                              .strides = CX_DIMS(1, 1),
                              .dilation = CX_DIMS(1, 1),
                              .low = CX_DIMS(random_between(0, 3), random_between(0, 3)),
                              .groups = 1,
                              .bias = random_between(0, 1),
                              .relu = random_between(0, 1)};
    const int64_t sizes[] = {features, channels, 3, 3};
    for (int i = 0; i < 4; i++) c.kernel.dim[c.kernel_axes.dim[i]] = sizes[i];
    c.y.dim[0] = c.x.dim[0];
    for (int i = 0; i < 2; i++) {
        int64_t high = random_between(0, 3) ? random_between(0, 2) : random_between(-4, 6);
        c.y.dim[1 + i] = random_between(4, 13);
        c.x.dim[1 + i] = c.y.dim[1 + i] + 2 - c.low.dim[i] - high;
        if (c.x.dim[1 + i] < 1) c.x.dim[1 + i] = 1;
    }
    return c;
}

/* ------------------------------------------------------------------------------------------------ the definition */

/* Steps of the kernel's array, in the order of kernel_axes. */
static cx_dims kernel_steps(const struct cxi_conv_call *c) {
    cx_dims steps = {.rank = 4};
    for (int i = 0; i < 4; i++) {
        steps.dim[i] = 1;
        for (int64_t axis = c->kernel_axes.dim[i] + 1; axis < 4; axis++) steps.dim[i] *= c->kernel.dim[axis];
    }
    return steps;
}

/* Adds what element `y` of y, of the feature f, has to do with the channels at x through one element of the window. */
static void add_products(const struct cxi_conv_call *c, struct arrays *a, int64_t x, int64_t kernel,
                         int64_t channel_step, int64_t y) {
    for (int64_t channel = 0; channel < c->x.dim[3]; channel++, x++, kernel += channel_step) {
        a->y[y] += (double)a->x[x] * a->kernel[kernel];
        a->dx[x] += (double)a->dy[y] * a->kernel[kernel];
        a->dkernel[kernel] += (double)a->dy[y] * a->x[x];
    }
}

static void add_window(const struct cxi_conv_call *c, struct arrays *a, int64_t example, int64_t row, int64_t column,
                       cx_dims steps) {
    int64_t features = c->y.dim[3], y = ((example * c->y.dim[1] + row) * c->y.dim[2] + column) * features;
    for (int i = 0; i < 9; i++) {
        int64_t x_row = row + i / 3 - c->low.dim[0], x_column = column + i % 3 - c->low.dim[1];
        if (x_row < 0 || x_row >= c->x.dim[1] || x_column < 0 || x_column >= c->x.dim[2]) continue;
        int64_t x = ((example * c->x.dim[1] + x_row) * c->x.dim[2] + x_column) * c->x.dim[3];
        int64_t kernel = i / 3 * steps.dim[2] + i % 3 * steps.dim[3];
        for (int64_t f = 0; f < features; f++) add_products(c, a, x, kernel + f * steps.dim[0], steps.dim[1], y + f);
    }
}

static struct arrays define(const struct cxi_conv_call *c) {
    int64_t features = c->y.dim[3], of_y = cx_dims_count(c->y);
    struct arrays a = {.x = random_floats(cx_dims_count(c->x)),
                       .kernel = random_floats(cx_dims_count(c->kernel)),
                       .bias = random_floats(features),
                       .dy = random_floats(of_y),
                       .y = calloc((size_t)of_y, sizeof *a.y),
                       .dx = calloc((size_t)cx_dims_count(c->x), sizeof *a.dx),
                       .dkernel = calloc((size_t)cx_dims_count(c->kernel), sizeof *a.dkernel)};
    cx_dims steps = kernel_steps(c);
    for (int64_t n = 0; n < c->y.dim[0]; n++)
        for (int64_t row = 0; row < c->y.dim[1]; row++)
            for (int64_t column = 0; column < c->y.dim[2]; column++) add_window(c, &a, n, row, column, steps);
    for (int64_t i = 0; i < of_y; i++) {
        if (c->bias) a.y[i] += a.bias[i % features];
        if (c->relu && a.y[i] < 0) a.y[i] = 0;
    }
    return a;
}

static void arrays_free(struct arrays *a) {
    free(a->x), free(a->kernel), free(a->bias), free(a->dy);
    free(a->y), free(a->dx), free(a->dkernel);
}

/* ---------------------------------------------------------------------------------------------------- the passes */

static float *filled(size_t bytes, int byte) {
    return memset(malloc(bytes), byte, bytes);
}

/* One pass, in memory that is full of `byte`. All lines at once, or one after the other: a sum is that of all lines at once. */
static float *computed(const struct cxi_conv_call *c, const struct arrays *a, int64_t count, int byte, bool by_line) {
    float *out = filled((size_t)count * sizeof *out, byte), *packed = filled(cxi_winograd_packed(c), byte),
          *scratch = filled(cxi_winograd_scratch(c), byte);
    bool gradient = c->pass == ONEDNN_PASS_KERNEL;
    int64_t panels = cxi_winograd_panels(c), tiles, lines = cxi_winograd_lines(c, &tiles), step = by_line ? 1 : lines;
    const float *bias = c->bias && c->pass == ONEDNN_PASS_FORWARD ? a->bias : NULL;
    for (int64_t p = 0; p < panels && !gradient; p++) cxi_winograd_pack(c, a->kernel, packed, p);
    if (gradient) cxi_winograd_gradient(c, a->x, a->dy, 0, lines, packed, scratch);
    for (int64_t i = 0; i < lines && !gradient; i += step)
        cxi_winograd_run(c, c->pass == ONEDNN_PASS_FORWARD ? a->x : a->dy, packed, bias, out, i, step, scratch);
    for (int64_t p = 0; p < panels && gradient; p++) cxi_winograd_unpack(c, packed, out, p);
    free(packed), free(scratch);
    return out;
}

/* False when the shape is none that Winograd's are for. */
static bool check_pass(struct cxi_conv_call *c, const struct arrays *a, int pass, uint64_t seed) {
    const double *wanted[] = {a->y, a->dx, a->dkernel};
    const cx_dims shapes[] = {c->y, c->x, c->kernel};
    int64_t count = cx_dims_count(shapes[pass]);
    c->pass = (enum onednn_pass)pass;
    if (!cxi_winograd_fits(c)) return false;
    float *out = computed(c, a, count, 0xff /* NaN */, false), *again = computed(c, a, count, 0x11, true);
    double largest = 0;
    for (int64_t i = 0; i < count; i++) largest = fmax(largest, fabs(wanted[pass][i]));
    for (int64_t i = 0; i < count; i++)
        if (!(fabs(out[i] - wanted[pass][i]) <= 5e-6 * largest))
            fail_msg("seed %llu, %s: element %lld is %.9g and should be %.9g", (unsigned long long)seed,
                     cxi_conv_names[pass], (long long)i, (double)out[i], wanted[pass][i]);
    assert_memory_equal(out, again, (size_t)count * sizeof *out);
    free(out), free(again);
    return true;
}

static void test_definition(void **state) {
    (void)state;
    enum { COUNT = 40 };
    uint64_t seed = seed_or(20261201);
    int checked = 0;
    for (uint64_t i = 0; i < COUNT; i++) {
        random_seed(seed + i);
        struct cxi_conv_call c = random_call();
        struct arrays a = define(&c);
        for (int pass = 0; pass < 3; pass++) checked += check_pass(&c, &a, pass, seed + i);
        arrays_free(&a);
    }
    assert_in_range(checked, COUNT, 3 * COUNT);
}

static struct cxi_conv_call usual_call(void) {
    return (struct cxi_conv_call){.dtype = CX_F32,
                                  .x = CX_DIMS(4, 8, 8, 16),
                                  .kernel = CX_DIMS(3, 3, 16, 16),
                                  .y = CX_DIMS(4, 8, 8, 16),
                                  .kernel_axes = CX_DIMS(3, 2, 0, 1),
                                  .strides = CX_DIMS(1, 1),
                                  .dilation = CX_DIMS(1, 1),
                                  .low = CX_DIMS(1, 1),
                                  .groups = 1,
                                  .relu = true};
}

/* A NaN goes through relu, as in XLA: what diverged must not look healthy. */
static void test_nan_through_relu(void **state) {
    (void)state;
    struct cxi_conv_call c = usual_call();
    struct arrays a = define(&c);
    for (int64_t i = 0; i < cx_dims_count(c.kernel); i++) a.kernel[i] = NAN;
    float *y = computed(&c, &a, cx_dims_count(c.y), 0, false);
    for (int64_t i = 0; i < cx_dims_count(c.y); i++) assert_true(isnan(y[i]));
    free(y);
    arrays_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_definition), cmocka_unit_test(test_nan_through_relu)};
    struct cxi_conv_call usual = usual_call();
    if (cxi_winograd_fits(&usual)) return cmocka_run_group_tests(tests, NULL, NULL);
    puts("skipped: Winograd's convolutions take AVX2 or AVX-512");
    return 77;
}
