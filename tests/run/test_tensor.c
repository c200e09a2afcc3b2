/* Tensors: made by copy, borrow and share, read in every way, printed, and split over a mesh of devices. */
#include "run/calx_test.h"

#include "base/alloc.h"
#include "base/dtype.h"
#include "base/refusal.h"
#include "run/tensor.h"

#include <float.h>

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

/* --------------------------------------------------------------------------------------- there and back */

/* Small whole numbers that every dtype holds; sub-byte integers stay in their range. */
static void fill(unsigned char *bytes, int64_t count, cx_dtype dtype) {
    for (int64_t i = 0; i < count; i++)
        cxi_element_write(dtype, bytes + (size_t)i * cx_dtype_size(dtype),
                          (double)(i * 5 % (dtype == CX_BOOL ? 2 : 8)));
}

/* The elements lie `shift` bytes behind a multiple of 64. */
static void there_and_back(cx_dtype dtype, cx_memory how, size_t shift) {
    cx_dims dims = CX_DIMS(3, 5, 2);
    int64_t count = cx_dims_count(dims);
    size_t size = (size_t)count * cx_dtype_size(dtype);
    unsigned char *memory = cxi_new_aligned(size + shift), *expected = malloc(size), *got = calloc(1, size);
    assert_true(memory && expected && got);
    fill(memory + shift, count, dtype);
    memcpy(expected, memory + shift, size);
    atomic_int done = 0;
    cx_tensor *x = cx_tensor_new(rt, dtype, dims, memory + shift, .memory = how, .done = count_done, .user = &done);
    if (how == CX_COPY) {
        assert_int_equal(done, 1);
        memset(memory, 0xee, size);
    }
    assert_true(cx_tensor_read(x, got, size));
    if (memcmp(got, expected, size) != 0) fail_msg("%s differs, by way %d", cx_dtype_name(dtype), how);
    assert_int_equal(cx_tensor_dtype(x), dtype);
    assert_true(cx_dims_equal(cx_tensor_dims(x), dims));
    bool sub_byte = dtype == CX_I4 || dtype == CX_U4;
    const void *view = cx_tensor_view(x);
    if (sub_byte)
        assert_null(view);
    else
        assert_memory_equal(view, expected, size);
    if (how == CX_SHARE && !shift && !sub_byte) {
        assert_ptr_equal(view, memory);
        assert_int_equal(done, 0); /* not before it is gone */
    } else
        assert_ptr_not_equal(view, memory + shift);
    cx_array *array = cx_tensor_array(x);
    assert_null(cx_array_error(array));
    assert_memory_equal(cx_array_read(array), expected, size);
    cx_array_free(array);
    cx_tensor_free(x);
    assert_done_once(&done);
    assert_calx_fine(rt);
    free(memory), free(expected), free(got);
}

static void test_every_dtype_there_and_back(void **state) {
    (void)state;
    for (int dtype = CX_BOOL; dtype < CX_DTYPE_COUNT; dtype++)
        for (int how = CX_COPY; how <= CX_SHARE; how++) {
            there_and_back((cx_dtype)dtype, (cx_memory)how, 0);
            if (cx_dtype_size((cx_dtype)dtype) <= 8) there_and_back((cx_dtype)dtype, (cx_memory)how, 8);
        }
}

static void test_done_is_called_once_on_errors(void **state) {
    (void)state;
    static float elements[4];
    static const struct {
        cx_tensor_args args;
        const char *error;
    } cases[] = {
        {{.dtype = CX_F32, .dims = {1, {4}}}, "there are no elements"},
        {{.dtype = CX_INVALID, .dims = {1, {4}}, .elements = elements}, "not possible"},
        {{.dtype = CX_DTYPE_COUNT, .dims = {1, {4}}, .elements = elements}, "not possible"},
        {{.dtype = CX_F32, .dims = {1, {-4}}, .elements = elements}, "not possible"},
        {{.dtype = CX_F32, .dims = {-1, {4}}, .elements = elements}, "not possible"},
        {{.dtype = CX_F32, .dims = {100, {4}}, .elements = elements}, "not possible"},
        {{.dtype = CX_F32, .dims = {2, {INT64_MAX, 2}}, .elements = elements}, "not possible"},
        {{.dtype = CX_F32, .dims = {1, {4}}, .elements = elements, .sharding = "data"}, "no axis 'data'"},
    };
    cx_runtime *closed = cx_open(NULL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (int how = CX_COPY; how <= CX_SHARE; how++) {
            atomic_int done = 0;
            cx_tensor_args args = cases[i].args;
            args.memory = (cx_memory)how;
            args.done = count_done;
            args.user = &done;
            cx_tensor *x = cx_tensor_new_(rt, args);
            assert_done_once(&done);
            assert_true(isnan(cx_tensor_item(x))); /* all questions are safe */
            assert_null(cx_tensor_view(x));
            cx_array *array = cx_tensor_array(x);
            assert_has(cx_array_error(array), cases[i].error);
            cx_array_free(array);
            assert_false(cx_tensor_read(x, elements, sizeof elements));
            assert_failed_tensor(rt, x, cases[i].error);

            done = 0;
            args = (cx_tensor_args){.dtype = CX_F32, .dims = {1, {4}}, .elements = elements, .memory = (cx_memory)how};
            args.done = count_done;
            args.user = &done;
            assert_failed_tensor(closed, cx_tensor_new_(closed, args), "no device");
            assert_done_once(&done);
        }
    cx_close(closed, NULL);
}

static void test_without_elements(void **state) {
    (void)state;
    for (int how = CX_COPY; how <= CX_SHARE; how++) {
        atomic_int done = 0;
        cx_tensor *x =
            cx_tensor_new(rt, CX_F32, CX_DIMS(0, 3), NULL, .memory = (cx_memory)how, .done = count_done, .user = &done);
        assert_true(cx_tensor_wait(x));
        assert_true(cx_tensor_read(x, &(float){0}, 0));
        assert_true(isnan(cx_tensor_item(x)));
        cx_tensor_free(x);
        assert_done_once(&done);
    }
    assert_calx_fine(rt);
}

static void test_reading_checks_the_size(void **state) {
    (void)state;
    float values[4];
    cx_tensor *x = FLOATS(rt, CX_DIMS(3), 1, 2, 3);
    assert_false(cx_tensor_read(x, values, sizeof values));
    assert_calx_error(rt, "reading a tensor of 12 bytes into 16 bytes");
    assert_null(cx_tensor_error(x)); /* the caller's mistake is not the tensor's */
    assert_true(cx_tensor_read(x, values, 12));
    cx_tensor_free(x);
}

/* The tensor is sound, and the runtime hears of it. */
static void test_no_memory_for_its_array(void **state) {
    (void)state;
    cx_tensor *x = FLOATS(rt, CX_DIMS(2), 1, 2);
    for (int nth = 1; nth <= 2; nth++) {
        refuse_allocation(nth);
        cx_array *array = cx_tensor_array(x);
        assert_true(end_refusal());
        assert_has(cx_array_error(array), "out of memory");
        assert_calx_error(rt, "out of memory");
        cx_array_free(array);
    }
    ASSERT_FLOATS(x, CX_DIMS(2), 1, 2);
    cx_tensor_free(x);
}

static void test_items_and_scalars(void **state) {
    (void)state;
    for (int dtype = CX_BOOL; dtype < CX_DTYPE_COUNT; dtype++) {
        cx_tensor *x = cx_tensor_scalar(rt, (cx_dtype)dtype, 1);
        assert_true(cx_tensor_item(x) == 1);
        assert_int_equal(cx_tensor_dims(x).rank, 0);
        cx_tensor_free(x);
    }
    cx_tensor *third = cx_tensor_scalar(rt, CX_F64, 1.0 / 3), *big = cx_tensor_scalar(rt, CX_I64, -3e9);
    assert_true(cx_tensor_item(third) == 1.0 / 3);
    assert_true(cx_tensor_item(big) == -3e9);
    cx_tensor *one = FLOATS(rt, CX_DIMS(1, 1), 7), *two = FLOATS(rt, CX_DIMS(2), 7, 8);
    assert_true(cx_tensor_item(one) == 7);
    assert_true(isnan(cx_tensor_item(two)));
    assert_calx_fine(rt);
    assert_failed_tensor(rt, cx_tensor_scalar(rt, CX_INVALID, 1), "not possible");
    cx_tensor_free(third), cx_tensor_free(big), cx_tensor_free(one), cx_tensor_free(two);
}

static void test_of_arrays(void **state) {
    (void)state;
    cx_array *array = cx_array_copy_of(CX_I16, CX_DIMS(2, 2), (int16_t[]){1, -2, 3, -4});
    cx_tensor *x = cx_tensor_of(rt, array);
    assert_elements(x, array, 0, "the copy");
    assert_int_equal(cx_tensor_dtype(x), CX_I16);
    cx_array_free(array);
    cx_tensor_free(x);
    array = cx_npy_read("/none/such.npy");
    assert_failed_tensor(rt, cx_tensor_of(rt, array), "/none/such.npy");
    cx_array_free(array);
}

/* ------------------------------------------------------------------------------------------------ printing */

static void assert_prints(cx_tensor *x, const char *expected) {
    char *text = NULL;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    cx_tensor_print(x, to);
    fclose(to);
    assert_string_equal(text, expected);
    free(text);
    cx_tensor_free(x);
}

/* The bits are by each format's definition: exponents of 4, 5 or 3 bits with their biases, the largest negative number. */
static void test_printing_each_dtype(void **state) {
    (void)state;
    const struct {
        cx_dtype dtype;
        const void *elements; /* two */
        const char *printed;
    } rows[] = {
        {CX_BOOL, (bool[]){true, false}, "bool[2] [1, 0]\n"},
        {CX_I4, (int8_t[]){7, -8}, "i4[2] [7, -8]\n"},
        {CX_U4, (uint8_t[]){15, 0}, "u4[2] [15, 0]\n"},
        {CX_I8, (int8_t[]){127, -128}, "i8[2] [127, -128]\n"},
        {CX_U8, (uint8_t[]){255, 0}, "u8[2] [255, 0]\n"},
        {CX_I16, (int16_t[]){32767, -32768}, "i16[2] [32767, -32768]\n"},
        {CX_U16, (uint16_t[]){65535, 0}, "u16[2] [65535, 0]\n"},
        {CX_I32, (int32_t[]){INT32_MAX, INT32_MIN}, "i32[2] [2147483647, -2147483648]\n"},
        {CX_U32, (uint32_t[]){UINT32_MAX, 0}, "u32[2] [4294967295, 0]\n"},
        {CX_I64, (int64_t[]){INT64_MAX, INT64_MIN}, "i64[2] [9223372036854775807, -9223372036854775808]\n"},
        {CX_U64, (uint64_t[]){UINT64_MAX, 0}, "u64[2] [18446744073709551615, 0]\n"},
        {CX_F8E4M3FN, (uint8_t[]){0x3C, 0xFE}, "f8e4m3fn[2] [1.5, -448]\n"},
        {CX_F8E5M2, (uint8_t[]){0x3E, 0xFB}, "f8e5m2[2] [1.5, -57344]\n"},
        {CX_F8E4M3, (uint8_t[]){0x3C, 0xF7}, "f8e4m3[2] [1.5, -240]\n"},
        {CX_F8E3M4, (uint8_t[]){0x38, 0xEF}, "f8e3m4[2] [1.5, -15.5]\n"},
        {CX_F8E4M3FNUZ, (uint8_t[]){0x44, 0xFF}, "f8e4m3fnuz[2] [1.5, -240]\n"},
        {CX_F8E5M2FNUZ, (uint8_t[]){0x42, 0xFF}, "f8e5m2fnuz[2] [1.5, -57344]\n"},
        {CX_F8E4M3B11FNUZ, (uint8_t[]){0x5C, 0xFF}, "f8e4m3b11fnuz[2] [1.5, -30]\n"},
        {CX_F16, (uint16_t[]){0x3E00, 0xFBFF}, "f16[2] [1.5, -65504]\n"},
        {CX_BF16, (uint16_t[]){0x3FC0, 0xFF7F}, "bf16[2] [1.5, -3.38953e+38]\n"},
        {CX_F32, (float[]){1.5F, -FLT_MAX}, "f32[2] [1.5, -3.40282e+38]\n"},
        {CX_F64, (double[]){1.5, -DBL_MAX}, "f64[2] [1.5, -1.79769e+308]\n"},
        {CX_C64, (float[]){1, 2, 3, -4}, "c64[2] [1+2i, 3-4i]\n"},
        {CX_C128, (double[]){1, 2, -0.5, 0}, "c128[2] [1+2i, -0.5+0i]\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_prints(cx_tensor_new(rt, rows[i].dtype, CX_DIMS(2), rows[i].elements), rows[i].printed);
}

static void test_printing(void **state) {
    (void)state;
    assert_prints(cx_tensor_scalar(rt, CX_F32, 1.5), "f32[] 1.5\n");
    assert_prints(FLOATS(rt, CX_DIMS(2, 2), 1, 2.25F, -3, 1e10F), "f32[2, 2]\n[[1, 2.25],\n[-3, 1e+10]]\n");
    float many[300];
    for (int i = 0; i < 300; i++) many[i] = (float)i;
    assert_prints(float_tensor(rt, CX_DIMS(8), many), "f32[8] [0, 1, 2, 3, 4, 5, 6, 7]\n");
    assert_prints(float_tensor(rt, CX_DIMS(9), many), "f32[9] [0, 1, 2, ..., 6, 7, 8]\n");
    assert_prints(float_tensor(rt, CX_DIMS(3, 100), many), "f32[3, 100]\n[[0, 1, 2, ..., 97, 98, 99],\n"
                                                           "[100, 101, 102, ..., 197, 198, 199],\n"
                                                           "[200, 201, 202, ..., 297, 298, 299]]\n");
    assert_prints(float_tensor(rt, CX_DIMS(100, 1), many),
                  "f32[100, 1]\n[[0],\n[1],\n[2],\n..., [97],\n[98],\n[99]]\n");
    assert_prints(cx_tensor_new(rt, CX_F32, CX_DIMS(0), NULL), "f32[0] []\n");
    assert_prints(cx_tensor_new(rt, CX_I32, CX_DIMS(2), (int32_t[]){123456789, -7}), "i32[2] [123456789, -7]\n");
    assert_prints(cx_tensor_new(rt, CX_I64, CX_DIMS(1), (int64_t[]){4503599627370497}), "i64[1] [4503599627370497]\n");
    assert_prints(cx_tensor_new(rt, CX_I64, CX_DIMS(1), (int64_t[]){-9007199254740993}),
                  "i64[1] [-9007199254740993]\n");
    assert_calx_fine(rt);
    assert_prints(cx_tensor_new(rt, CX_F32, CX_DIMS(2), NULL),
                  "tensor in error: tensor: there are no elements (NULL)\n");
    cx_clear_error(rt);
}

/* ------------------------------------------------------------------------------------- parts of a tensor */

static void round_trip(cx_runtime *runtime, const char *sharding, cx_dims dims, cx_dims part) {
    int64_t count = cx_dims_count(dims);
    int32_t *elements = malloc((size_t)count * sizeof *elements), *got = calloc((size_t)count, sizeof *got);
    assert_true(elements && got);
    for (int64_t i = 0; i < count; i++) elements[i] = (int32_t)(i * 7 + 1);
    for (int how = CX_COPY; how <= CX_SHARE; how++) {
        atomic_int done = 0;
        cx_tensor *x = cx_tensor_new(runtime, CX_I32, dims, elements, .memory = (cx_memory)how, .sharding = sharding,
                                     .done = count_done, .user = &done);
        assert_calx_fine(runtime);
        assert_true(cx_dims_equal(cx_tensor_dims(x), dims));
        assert_int_equal(x->buffers, cx_device_count(runtime));
        for (int d = 0; d < x->buffers; d++) {
            assert_true(cx_dims_equal(cxi_buffer_dims(x->buffer[d]), part));
            assert_int_equal(cxi_buffer_device(x->buffer[d]), d);
        }
        memset(got, 0, (size_t)count * sizeof *got);
        assert_true(cx_tensor_read(x, got, (size_t)count * sizeof *got));
        assert_memory_equal(got, elements, (size_t)count * sizeof *got);
        assert_int_equal(cx_tensor_view(x) == NULL, !cx_dims_equal(dims, part)); /* in parts: nowhere as one */
        cx_tensor_free(x);
        assert_done_once(&done);
    }
    free(elements), free(got);
    assert_calx_fine(runtime);
}

static void test_split_over_two_devices(void **state) {
    (void)state;
    cx_runtime *two = cx_open("cpu", .mesh = "data=2");
    assert_calx_fine(two);
    assert_int_equal(cx_device_count(two), 2);
    round_trip(two, NULL, CX_DIMS(4, 3), CX_DIMS(4, 3));
    round_trip(two, "* *", CX_DIMS(4, 3), CX_DIMS(4, 3));
    round_trip(two, "data *", CX_DIMS(4, 3), CX_DIMS(2, 3));
    round_trip(two, "* data", CX_DIMS(3, 4), CX_DIMS(3, 2));
    round_trip(two, " *  data\t* ", CX_DIMS(3, 4, 5), CX_DIMS(3, 2, 5));
    round_trip(two, "* * data", CX_DIMS(3, 5, 2), CX_DIMS(3, 5, 1));
    round_trip(two, "data", CX_DIMS(2), CX_DIMS(1));
    round_trip(two, "", CX_SCALAR, CX_SCALAR);
    close_fine(two);
}

static void test_split_over_two_axes(void **state) {
    (void)state;
    cx_runtime *six = cx_open("cpu", .mesh = "data=2 model=3");
    assert_calx_fine(six);
    assert_int_equal(cx_device_count(six), 6);
    round_trip(six, "data model", CX_DIMS(4, 6), CX_DIMS(2, 2));
    round_trip(six, "model data", CX_DIMS(6, 4), CX_DIMS(2, 2));
    round_trip(six, "* model", CX_DIMS(5, 3), CX_DIMS(5, 1));
    round_trip(six, "data * model", CX_DIMS(2, 3, 9), CX_DIMS(1, 3, 3));
    close_fine(six);
}

static void test_shardings_are_checked(void **state) {
    (void)state;
    cx_runtime *two = cx_open("cpu", .mesh = "data=2");
    static const struct {
        const char *sharding, *error;
    } cases[] = {
        {"data", "expected a word for each of the 2 axes"},
        {"data * *", "expected a word for each of the 2 axes"},
        {"dat *", "the runtime's mesh has no axis 'dat'"},
        {"* data", "axis 1 has 3 elements, which 2 devices cannot share equally"},
        {"data data", "twice"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        float elements[12] = {0};
        cx_dims dims = i == 4 ? CX_DIMS(2, 2) : CX_DIMS(4, 3);
        assert_failed_tensor(two, cx_tensor_new(two, CX_F32, dims, elements, .sharding = cases[i].sharding),
                             cases[i].error);
    }
    close_fine(two);
}

static void test_meshes_are_checked(void **state) {
    (void)state;
    static const char *const meshes[] = {"data",
                                         "data=",
                                         "=2",
                                         "data=0",
                                         "data=-1",
                                         "data=2x",
                                         "a=2 a=2",
                                         "data=100000",
                                         "\"=2",
                                         "a=2 b=2 c=2 d=2 e=2",
                                         "this_name_is_too_long_to_be_kept=2",
                                         "a=4096 b=4096 c=4096"};
    for (size_t i = 0; i < sizeof meshes / sizeof meshes[0]; i++) {
        cx_runtime *runtime = cx_open("cpu", .mesh = meshes[i]);
        if (cx_ok(runtime)) fail_msg("the mesh \"%s\" is accepted", meshes[i]);
        assert_has(cx_error(runtime), meshes[i]);
        assert_int_equal(cx_close(runtime, NULL), 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_dtype_there_and_back),
        cmocka_unit_test(test_done_is_called_once_on_errors),
        cmocka_unit_test(test_without_elements),
        cmocka_unit_test(test_reading_checks_the_size),
        cmocka_unit_test(test_no_memory_for_its_array),
        cmocka_unit_test(test_items_and_scalars),
        cmocka_unit_test(test_of_arrays),
        cmocka_unit_test(test_printing),
        cmocka_unit_test(test_printing_each_dtype),
        cmocka_unit_test(test_split_over_two_devices),
        cmocka_unit_test(test_split_over_two_axes),
        cmocka_unit_test(test_shardings_are_checked),
        cmocka_unit_test(test_meshes_are_checked),
    };
    return cmocka_run_group_tests(tests, open_runtime, close_runtime);
}
