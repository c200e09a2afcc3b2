/* Quantised blocks expanded on the device equal those expanded on the host, which test_weights compares with the gguf Python
   package. The blocks are random bytes, with scales that are ordinary numbers. */
#include "run/calx_test.h"

#include "base/half.h"
#include "io/quant.h"
#include "models/blocks.h"

enum { ROWS = 6, BLOCKS = 3, FORMATS = 10 };

static const struct {
    const char *name;
    int type, halves[2]; /* where scales of 16 bits lie; -1: no second */
} formats[FORMATS] = {{"Q4_0", 2, {0, -1}}, {"Q4_1", 3, {0, 2}},    {"Q5_0", 6, {0, -1}},    {"Q5_1", 7, {0, 2}},
                      {"Q8_0", 8, {0, -1}}, {"Q2_K", 10, {80, 82}}, {"Q3_K", 11, {108, -1}}, {"Q4_K", 12, {0, 2}},
                      {"Q5_K", 13, {0, 2}}, {"Q6_K", 14, {208, -1}}};

static const struct cxi_blocks *find(const char *name) {
    for (const struct cxi_blocks *f = cxi_block_formats; f->format; f++)
        if (strcmp(f->format, name) == 0) return f;
    fail_msg("%s cannot be expanded", name);
    return NULL;
}

static void expand(cx_graph *graph, cx_node *const *in, cx_node **out, void *user) {
    (void)graph;
    out[0] = cxi_blocks_expand(user, in[0]);
}

static void blocks_of_all_formats(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    uint32_t random = 1;
    for (int i = 0; i < FORMATS; i++) {
        const struct cxi_blocks *format = find(formats[i].name);
        const struct cxi_quant *quant = cxi_quant(formats[i].type);
        assert_string_equal(quant->name, format->format);
        assert_int_equal(quant->bytes, format->bytes);
        assert_int_equal(quant->elements, format->elements);
        unsigned char bytes[ROWS * BLOCKS * 256];
        int size = ROWS * BLOCKS * format->bytes, count = ROWS * BLOCKS * format->elements;
        for (int k = 0; k < size; k++) bytes[k] = (unsigned char)((random = random * 1664525 + 1013904223) >> 24);
        for (int b = 0; b < ROWS * BLOCKS; b++)
            for (int h = 0; h < 2; h++) {
                uint16_t scale = cxi_f32_to_f16(0.01F + 0.003F * (float)(b + h));
                if (formats[i].halves[h] >= 0) memcpy(bytes + b * format->bytes + formats[i].halves[h], &scale, 2);
            }
        float expected[ROWS * BLOCKS * 256];
        quant->expand(bytes, expected, (size_t)count);
        cx_tensor *in = cx_tensor_new(rt, CX_U8, CX_DIMS(ROWS, BLOCKS * format->bytes), bytes);
        cx_function *f = cx_jit(rt, expand, .user = (void *)format);
        cx_tensor *out = cx_apply(f, in);
        cx_array *wanted = cx_array_copy_of(CX_F32, CX_DIMS(ROWS, BLOCKS * format->elements), expected);
        assert_elements(out, wanted, 1e-6, format->format);
        cx_array_free(wanted);
        cx_tensor_free(in);
        cx_tensor_free(out);
    }
    close_fine(rt);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(blocks_of_all_formats)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
