/* Products with quantised matrices: each way of doing them against expanding the matrix and multiplying in f64, over random
   shapes, formats and blocks. test_weights compares the expansion with the gguf Python package. */
#include "kernels/kernels_test.h"

#include <calx/custom.h>

#include "base/alloc.h"
#include "base/half.h"
#include "io/quant.h"
#include "kernels/quantised.h"

#include <math.h>
#include <string.h>

static const struct {
    int type, halves[2]; /* ggml's number; where scales of 16 bits lie, -1: no second */
} formats[CXI_QUANTISED_FORMATS] = {{2, {0, -1}},   {3, {0, 2}},     {6, {0, -1}}, {7, {0, 2}},  {8, {0, -1}},
                                    {10, {80, 82}}, {11, {108, -1}}, {12, {0, 2}}, {13, {0, 2}}, {14, {208, -1}}};

/* Random blocks, whose scales are ordinary numbers. */
static unsigned char *random_blocks(int format, int64_t blocks) {
    int64_t bytes = cxi_quantised[format].bytes;
    unsigned char *to = cxi_new((size_t)(blocks * bytes), 1);
    for (int64_t i = 0; i < blocks * bytes; i++) to[i] = (unsigned char)random_between(0, 255);
    for (int64_t b = 0; b < blocks; b++)
        for (int h = 0; h < 2; h++) {
            uint16_t scale = cxi_f32_to_f16(0.001F * (float)random_between(-20, 20));
            if (formats[format].halves[h] >= 0) memcpy(to + b * bytes + formats[format].halves[h], &scale, 2);
        }
    return to;
}

struct product {
    int format;
    int64_t in, units, columns, row_bytes;
    unsigned char *rows;
    float *x;
};

static struct product random_product(int format) {
    const struct cxi_quantised *f = &cxi_quantised[format];
    struct product p = {.format = format,
                        .in = f->elements * random_between(1, f->elements == 32 ? 40 : 5),
                        .units = random_between(1, 40),
                        .columns = random_between(1, 20)};
    p.row_bytes = p.in / f->elements * f->bytes;
    p.rows = random_blocks(format, p.units * p.in / f->elements);
    p.x = random_floats(p.columns * p.in);
    return p;
}

static void free_product(struct product *p) {
    cxi_free(p->rows);
    cxi_free(p->x);
}

/* Each element of x is rounded to the nearest of 255 steps of its 32, so it is off by at most half a step: the product by that
   times the sum of the row's magnitudes. The rest is for f32, in which terms of size up to 255 |scale| are added. */
static void assert_product(const struct product *p, const float *y, const char *about) {
    float *row = cxi_new((size_t)p->in, sizeof *row);
    for (int64_t u = 0; u < p->units; u++) {
        cxi_quant(formats[p->format].type)->expand(p->rows + u * p->row_bytes, row, (size_t)p->in);
        for (int64_t c = 0; c < p->columns; c++) {
            double exact = 0, bound = 0, size = 0;
            for (int64_t at = 0; at < p->in; at += 32) {
                double most = 0, sum = 0;
                for (int64_t i = at; i < at + 32; i++) {
                    exact += (double)row[i] * (double)p->x[c * p->in + i];
                    sum += fabs((double)row[i]);
                    most = fmax(most, fabs((double)p->x[c * p->in + i]));
                }
                bound += sum * most / 127 / 2;
                size += sum * most;
            }
            double off = fabs(exact - (double)y[c * p->units + u]);
            if (!(off <= bound + 1e-5 * size + 1e-6))
                fail_msg("%s %s, %lld x %lld: %g is off by %g, allowed %g", about, cxi_quantised[p->format].name,
                         (long long)p->units, (long long)p->in, exact, off, bound);
        }
    }
    cxi_free(row);
}

static void multiply(const struct cxi_quantised_way *way, const struct product *p, float *y) {
    void *room = cxi_new_aligned(cxi_rounded_size(p->in, p->columns));
    void *unpacked = cxi_new_aligned(cxi_unpacked_size(p->in));
    struct cxi_rounded x = cxi_rounded_at(room, p->in, p->columns);
    struct cxi_unpacked_rows rows = cxi_unpacked_at(unpacked, p->in);
    enum cxi_quantised_format format = (enum cxi_quantised_format)p->format;
    for (int64_t c = 0; c < p->columns; c++) way->round(p->x + c * p->in, p->in, &x, c);
    for (int64_t u = 0; u < p->units; u += CXI_TOGETHER) {
        int count = p->units - u < CXI_TOGETHER ? (int)(p->units - u) : CXI_TOGETHER;
        for (int i = 0; i < count; i++) way->unpack(format, p->rows + (u + i) * p->row_bytes, p->in, &rows.row[i]);
        way->multiply(format, &rows, count, &x, y + u, p->units);
    }
    cxi_free(room);
    cxi_free(unpacked);
}

/* By a single column, where the way does that without unpacking. */
static void check_direct(const struct cxi_quantised_way *way, const struct product *p) {
    struct product one = *p;
    float *y = cxi_new((size_t)p->units, sizeof *y);
    void *room = cxi_new_aligned(cxi_rounded_size(p->in, 1));
    struct cxi_rounded x = cxi_rounded_at(room, p->in, 1);
    way->round(p->x, p->in, &x, 0);
    one.columns = 1;
    if (way->direct((enum cxi_quantised_format)p->format, p->rows, p->row_bytes, p->units, p->in, &x, y))
        assert_product(&one, y, "directly");
    cxi_free(room);
    cxi_free(y);
}

static void every_way_multiplies(void **state) {
    (void)state;
    random_seed(7);
    for (int n = 0; n < 20 * CXI_QUANTISED_FORMATS; n++) {
        struct product p = random_product(n % CXI_QUANTISED_FORMATS);
        assert_string_equal(cxi_quant(formats[p.format].type)->name, cxi_quantised[p.format].name);
        assert_int_equal(cxi_quant(formats[p.format].type)->bytes, cxi_quantised[p.format].bytes);
        float *y = cxi_new((size_t)(p.units * p.columns), sizeof *y);
        for (const struct cxi_quantised_way *const *way = cxi_quantised_ways; *way; way++) {
            if (!(*way)->here()) continue;
            multiply(*way, &p, y);
            assert_product(&p, y, (*way)->name);
            if ((*way)->direct) check_direct(*way, &p);
        }
        cxi_free(y);
        free_product(&p);
    }
}

/* What is not finite comes out as NaN, zeros as zero, and the smallest numbers as about that. */
static void strange_numbers(void **state) {
    (void)state;
    static const float strange[] = {NAN, INFINITY, -INFINITY, 0, 1e-38F, 1e38F};
    unsigned char *rows = random_blocks(CXI_Q8_0, 1);
    for (int n = 0; n < 6; n++) {
        float x[32] = {0}, y;
        x[5] = strange[n];
        struct product p = {
            .format = CXI_Q8_0, .in = 32, .units = 1, .columns = 1, .row_bytes = 34, .rows = rows, .x = x};
        for (const struct cxi_quantised_way *const *way = cxi_quantised_ways; *way; way++) {
            if (!(*way)->here()) continue;
            multiply(*way, &p, &y);
            assert_true(n < 3 ? isnan(y) : fabsf(y) <= 128 * 0.021F * strange[n] + 1e-30F);
        }
    }
    cxi_free(rows);
}

/* ------------------------------------------------------------------------------------------- within programs */

struct call {
    const char *format;
    int64_t units;
};

static void build(cx_graph *graph, cx_node *const *in, cx_node **out, void *user) {
    (void)graph;
    const struct call *call = user;
    cx_custom_call(cxi_quantised_handler_name, CX_LIST(cx_node *, in[0], in[1]),
                   CX_LIST(cx_type, {CX_F32, CX_DIMS(cx_dim(in[0], 0), call->units)}), &out[0],
                   .attributes = CX_LIST(cx_attribute, cx_attribute_text("format", call->format)));
}

static cx_tensor *call_on(cx_runtime *rt, const struct product *p, struct call *call, cx_dims dims_of_x) {
    cx_tensor *x = cx_tensor_new(rt, CX_F32, dims_of_x, p->x);
    cx_tensor *rows = cx_tensor_new(rt, CX_U8, CX_DIMS(p->units, p->row_bytes), p->rows);
    cx_tensor *y = cx_apply(cx_jit(rt, build, .user = call), x, rows);
    cx_tensor_free(x);
    cx_tensor_free(rows);
    return y;
}

static void within_a_program(void **state) {
    (void)state;
    cx_runtime *rt = open_with_own_kernels();
    random_seed(8);
    for (int n = 0; n < 2 * CXI_QUANTISED_FORMATS; n++) {
        struct product p = random_product(n % CXI_QUANTISED_FORMATS);
        struct call call = {cxi_quantised[p.format].name, p.units};
        cx_tensor *y = call_on(rt, &p, &call, CX_DIMS(p.columns, p.in));
        const float *values = cx_tensor_view(y);
        if (!values) fail_msg("%s", cx_tensor_error(y));
        assert_product(&p, values, "in a program");
        cx_tensor_free(y);
        free_product(&p);
    }
    close_fine(rt);
}

/* Three matrices of different formats by the same columns. */
static void build_three(cx_graph *graph, cx_node *const *in, cx_node **out, void *user) {
    (void)graph;
    const struct call *call = user;
    cx_type type[3];
    for (int i = 0; i < 3; i++) type[i] = (cx_type){CX_F32, CX_DIMS(cx_dim(in[0], 0), cx_dim(in[1 + i], 0))};
    cx_attribute format = cx_attribute_text("format", call->format);
    cx_custom_call_((cx_custom_args){.handler = cxi_quantised_handler_name,
                                     .inputs = 4,
                                     .in = in,
                                     .outputs = 3,
                                     .type = type,
                                     .out = out,
                                     .attributes = 1,
                                     .attribute = &format});
}

static void several_matrices(void **state) {
    (void)state;
    static const int formats_of[] = {CXI_Q5_0, CXI_Q8_0, CXI_Q4_0};
    cx_runtime *rt = open_with_own_kernels();
    random_seed(10);
    for (int n = 0; n < 6; n++) {
        struct product p[3];
        cx_tensor *in[4], *out[3];
        for (int i = 0; i < 3; i++) {
            p[i] = random_product(formats_of[i]);
            if (!i) continue;
            free_product(&p[i]); /* once more, for the columns of the first */
            p[i].in = p[0].in, p[i].columns = p[0].columns;
            p[i].row_bytes = p[i].in / 32 * cxi_quantised[formats_of[i]].bytes;
            p[i].rows = random_blocks(formats_of[i], p[i].units * p[i].in / 32);
            p[i].x = memcpy(cxi_new((size_t)(p[0].columns * p[0].in), sizeof(float)), p[0].x,
                            (size_t)(p[0].columns * p[0].in) * sizeof(float));
        }
        in[0] = cx_tensor_new(rt, CX_F32, CX_DIMS(p[0].columns, p[0].in), p[0].x);
        for (int i = 0; i < 3; i++)
            in[1 + i] = cx_tensor_new(rt, CX_U8, CX_DIMS(p[i].units, p[i].row_bytes), p[i].rows);
        struct call call = {"Q5_0 Q8_0 Q4_0", 0};
        cx_call(cx_jit(rt, build_three, .user = &call, .outputs = 3), 4, in, 3, out);
        for (int i = 0; i < 3; i++) {
            if (!cx_tensor_view(out[i])) fail_msg("%s", cx_tensor_error(out[i]));
            assert_product(&p[i], cx_tensor_view(out[i]), "of three");
            cx_tensor_free(out[i]);
        }
        for (int i = 0; i < 4; i++) cx_tensor_free(in[i]);
        for (int i = 0; i < 3; i++) free_product(&p[i]);
    }
    close_fine(rt);
}

static void what_does_not_fit(void **state) {
    (void)state;
    static const struct {
        const char *format;
        int64_t more; /* units */
        bool flat;    /* x has one axis */
        const char *message;
    } cases[] = {{"Q9_9", 0, false, "its format is none that it knows"},
                 {"Q4_0", 0, false, "elements of Q4_0 are not"},
                 {"Q8_0", 1, false, "its result is to be f32[columns, units]"},
                 {"Q8_0", 0, true, "it takes f32[columns, in] and up to 4 of u8[units, bytes]"}};
    random_seed(9);
    for (int i = 0; i < 4; i++) {
        cx_runtime *rt = open_with_own_kernels();
        struct product p = random_product(CXI_Q8_0);
        struct call call = {cases[i].format, p.units + cases[i].more};
        cx_tensor *y = call_on(rt, &p, &call, cases[i].flat ? CX_DIMS(p.columns * p.in) : CX_DIMS(p.columns, p.in));
        assert_false(cx_tensor_wait(y));
        assert_non_null(strstr(cx_tensor_error(y), cases[i].message));
        cx_tensor_free(y);
        free_product(&p);
        cx_close(rt, NULL);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_way_multiplies), cmocka_unit_test(strange_numbers),
                                       cmocka_unit_test(within_a_program), cmocka_unit_test(several_matrices),
                                       cmocka_unit_test(what_does_not_fit)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
