/* src/pjrt against the real CPU plugin: transfers, execution, donation, errors, devices, threads, forks. */
#define _GNU_SOURCE /* setenv, fork */
#include "pjrt/runtime.h"

#include "base/alloc.h"
#include "base/refusal.h"
#include "pjrt/failing_call.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct cxi_client *client; /* with two devices, for all tests */

static struct cxi_client_counts before;

static int count_before(void **state) {
    (void)state;
    before = cxi_client_counts(client);
    return 0;
}

static int check_nothing_is_left(void **state) {
    (void)state;
    for (int i = 0; i < 60000; i++) { /* the memory of a freed buffer may be let go a moment later */
        struct cxi_client_counts counts = cxi_client_counts(client);
        if (counts.buffers == before.buffers && counts.events == before.events && counts.programs == before.programs)
            return 0;
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
    print_error("buffers, events or programs are left\n");
    return 1;
}

/* --------------------------------------------------------------------------------------- transfers */
static void count_done(void *user) {
    atomic_fetch_add((atomic_int *)user, 1);
}

static void wait_for(atomic_int *done) {
    for (int i = 0; i < 60000 && !atomic_load(done); i++) nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    assert_int_equal(atomic_load(done), 1);
}

/* Values that are legal in the type: bytes of one nibble. */
static void fill(unsigned char *bytes, size_t size, cx_dtype dtype) {
    for (size_t i = 0; i < size; i++) {
        bytes[i] = (unsigned char)(i * 7 % 16);
        if (dtype == CX_BOOL) bytes[i] &= 1;
        if (dtype == CX_I4 && bytes[i] > 7) bytes[i] |= 0xf0; /* sign extension */
    }
}

static void there_and_back(cx_dtype dtype, enum cxi_host_memory how, size_t shift) {
    struct cxi_status status = {0};
    cx_dims dims = CX_DIMS(5, 3, 7);
    size_t size = (size_t)cx_dims_count(dims) * cx_dtype_size(dtype);
    unsigned char *memory = cxi_new_aligned(size + shift), *from = memory + shift;
    unsigned char *expected = malloc(size), *read = calloc(1, size);
    assert_true(memory && expected && read);
    fill(from, size, dtype);
    memcpy(expected, from, size);

    atomic_int done = 0;
    struct cxi_buffer *buffer = cxi_buffer_from_host(client, 1, from, dtype, dims, how, count_done, &done, &status);
    assert_fine(&status);
    assert_int_equal(cxi_buffer_is_shared(buffer), how == CXI_SHARE);
    bool in_place = cxi_buffer_pointer(buffer) == from;
    if (in_place) assert_int_equal(how, CXI_SHARE);
    if (how == CXI_COPY) assert_int_equal(done, 1);
    if (!in_place) {
        wait_for(&done);
        memset(from, 0xee, size); /* ours again */
    }
    assert_true(cxi_buffer_read(buffer, read, size, &status));
    if (memcmp(read, expected, size) != 0) fail_msg("%s differs", cx_dtype_name(dtype));
    if (in_place) assert_int_equal(done, 0);
    cxi_buffer_free(buffer);
    wait_for(&done);
    if (how == CXI_SHARE && !shift && dtype != CX_I4 && dtype != CX_U4) assert_true(in_place);
    cxi_free(memory);
    free(expected);
    free(read);
}

static void every_type_every_way(void **state) {
    (void)state;
    for (int dtype = CX_INVALID + 1; dtype < CX_DTYPE_COUNT; dtype++) {
        there_and_back((cx_dtype)dtype, CXI_COPY, 0);
        there_and_back((cx_dtype)dtype, CXI_BORROW, 0);
        there_and_back((cx_dtype)dtype, CXI_BORROW, 8);
        there_and_back((cx_dtype)dtype, CXI_SHARE, 0);
        there_and_back((cx_dtype)dtype, CXI_SHARE, 8);
    }
}

static void scalars_and_empty_arrays(void **state) {
    (void)state;
    struct cxi_status status = {0};
    float pi = 3.25f;
    struct cxi_buffer *scalar = floats(client, 0, CX_SCALAR, &pi);
    assert_true(first_float(scalar) == pi);
    cxi_buffer_free(scalar);
    struct cxi_buffer *empty =
        cxi_buffer_from_host(client, 0, NULL, CX_F32, CX_DIMS(4, 0), CXI_COPY, NULL, NULL, &status);
    assert_fine(&status);
    assert_true(cxi_buffer_read(empty, NULL, 0, &status));
    cxi_buffer_free(empty);
    cxi_buffer_free(NULL);
}

static void wrong_transfers(void **state) {
    (void)state;
    struct cxi_status status = {0};
    float values[4] = {0};
    atomic_int done = 0;
    assert_null(cxi_buffer_from_host(client, 2, values, CX_F32, CX_DIMS(4), CXI_SHARE, count_done, &done, &status));
    assert_error(&status, "there is no device 2");
    assert_int_equal(done, 1);
    assert_null(cxi_buffer_from_host(client, 0, NULL, CX_F32, CX_DIMS(4), CXI_COPY, NULL, NULL, &status));
    assert_error(&status, "NULL");
    assert_null(cxi_buffer_from_host(client, 0, values, CX_F32, CX_DIMS(-4), CXI_COPY, NULL, NULL, &status));
    assert_error(&status, "shape");
    assert_null(cxi_buffer_from_host(client, 0, values, CX_INVALID, CX_DIMS(4), CXI_COPY, NULL, NULL, &status));
    assert_error(&status, "element type");
    struct cxi_buffer *buffer = floats(client, 0, CX_DIMS(4), values);
    assert_false(cxi_buffer_read(buffer, values, 8, &status));
    assert_error(&status, "16 bytes is read into 8");
    cxi_buffer_free(buffer);
}

/* --------------------------------------------------------------------------------------- execution */
static const float zeros[64];

static void results_and_their_types(void **state) {
    (void)state;
    struct cxi_status status = {0};
    float values[64];
    for (int i = 0; i < 64; i++) values[i] = (float)i;
    struct cxi_program *program = compile(client, add_text);
    cx_dtype dtype;
    cx_dims dims;
    assert_true(cxi_program_output(program, 0, &dtype, &dims, &status));
    assert_true(dtype == CX_F32 && cx_dims_equal(dims, CX_DIMS(8, 8)));
    assert_false(cxi_program_output(program, 1, &dtype, &dims, &status));
    assert_error(&status, "no result 1");

    struct cxi_buffer *a = floats(client, 0, CX_DIMS(8, 8), values), *out;
    struct cxi_buffer *in[] = {a, a}, *missing[] = {a, NULL};
    cxi_program_execute(program, in, 2, NULL, &out, 1, &status);
    assert_fine(&status);
    while (!cxi_buffer_is_ready(out)) continue;
    const float *sums = cxi_buffer_pointer(out);
    for (int i = 0; i < 64; i++) assert_true(sums[i] == 2 * values[i]);
    cxi_buffer_free(out);

    assert_false(cxi_program_execute(program, in, 1, NULL, &out, 1, &status));
    assert_error(&status, "executing the program");
    assert_null(out);
    assert_false(cxi_program_execute(program, in, 2, NULL, &out, 2, &status));
    assert_error(&status, "1 results, and room is given for 2");
    assert_false(cxi_program_execute(program, missing, 2, NULL, &out, 1, &status));
    assert_error(&status, "argument 1 of the program is missing");
    assert_null(out);
    cxi_buffer_free(a);
    cxi_program_free(program);
}

/* Sums `count` arguments: more than fit on the stack of an execution. */
static void many_arguments(void **state) {
    (void)state;
    enum { COUNT = 300 };
    struct cxi_status status = {0};
    struct cxi_text text = {0};
    cxi_add(&text, "func.func @main(");
    for (int i = 0; i < COUNT; i++) cxi_addf(&text, "%s%%a%d: tensor<f32>", i ? ", " : "", i);
    cxi_add(&text, ") -> tensor<f32> {\n  %s0 = stablehlo.add %a0, %a0 : tensor<f32>\n");
    for (int i = 1; i < COUNT; i++)
        cxi_addf(&text, "  %%s%d = stablehlo.add %%s%d, %%a%d : tensor<f32>\n", i, i - 1, i);
    cxi_addf(&text, "  return %%s%d : tensor<f32>\n}\n", COUNT - 1);
    struct cxi_program *program = compile(client, cxi_text(&text));
    cxi_text_free(&text);
    struct cxi_buffer *in[COUNT], *out;
    float sum = 0;
    for (int i = 0; i < COUNT; i++) {
        float value = (float)i;
        in[i] = floats(client, 0, CX_SCALAR, &value);
        sum += value;
    }
    cxi_program_execute(program, in, COUNT, NULL, &out, 1, &status);
    assert_fine(&status);
    assert_true(first_float(out) == sum);
    cxi_buffer_free(out);
    for (int i = 0; i < COUNT; i++) cxi_buffer_free(in[i]);
    cxi_program_free(program);
}

static const char failing_text[] = /* after enough work that it is sent to another thread */
    "func.func @main(%a: tensor<512x512xf32>) -> (tensor<512x512xf32>, tensor<8x8xf32>) {\n"
    "  %0 = stablehlo.dot_general %a, %a, contracting_dims = [1] x [0]\n"
    "      : (tensor<512x512xf32>, tensor<512x512xf32>) -> tensor<512x512xf32>\n"
    "  %1 = stablehlo.slice %0 [0:8, 0:8] : (tensor<512x512xf32>) -> tensor<8x8xf32>\n"
    "  %2 = stablehlo.custom_call @calx_test_fails(%1) {api_version = 4 : i32} : (tensor<8x8xf32>) -> "
    "tensor<8x8xf32>\n"
    "  return %0, %2 : tensor<512x512xf32>, tensor<8x8xf32>\n"
    "}\n";

static void late_errors(void **state) {
    (void)state;
    struct cxi_status status = {0};
    assert_true(register_failing_call(cxi_client_plugin(client)));
    struct cxi_program *failing = compile(client, failing_text), *increment = compile(client, increment_text);
    float *values = calloc(512 * 512, sizeof *values);
    struct cxi_buffer *a = floats(client, 0, CX_DIMS(512, 512), values), *out[2], *next;
    cxi_program_execute(failing, &a, 1, NULL, out, 2, &status);
    assert_fine(&status); /* it was queued */
    assert_false(cxi_buffer_is_ready(out[1]));
    bool queued = cxi_program_execute(increment, &out[1], 1, NULL, &next, 1, &status);
    if (queued) assert_false(cxi_buffer_wait(next, &status));
    assert_error(&status, "meant to fail");
    assert_false(cxi_buffer_wait(out[1], &status));
    assert_error(&status, "waiting for f32[8, 8] on device 0: it failed: ");
    assert_false(cxi_buffer_read(out[1], values, 256, &status));
    assert_error(&status, "meant to fail");
    assert_true(cxi_buffer_is_ready(out[1])); /* nothing to wait for */
    assert_null(cxi_buffer_pointer(out[1]));
    if (queued) cxi_buffer_free(next);
    cxi_buffer_free(out[0]);
    cxi_buffer_free(out[1]);
    cxi_buffer_free(a);
    free(values);
    cxi_program_free(failing);
    cxi_program_free(increment);
}

static const char slow_text[] = "func.func @main(%a: tensor<700x700xf32>) -> tensor<700x700xf32> {\n"
                                "  %0 = stablehlo.dot_general %a, %a, contracting_dims = [1] x [0]\n"
                                "      : (tensor<700x700xf32>, tensor<700x700xf32>) -> tensor<700x700xf32>\n"
                                "  %1 = stablehlo.dot_general %0, %a, contracting_dims = [1] x [0]\n"
                                "      : (tensor<700x700xf32>, tensor<700x700xf32>) -> tensor<700x700xf32>\n"
                                "  return %1 : tensor<700x700xf32>\n"
                                "}\n";

/* What an execution in flight uses may be freed; host memory that it reads is let go only after it. */
static void freeing_what_runs(void **state) {
    (void)state;
    struct cxi_status status = {0};
    size_t size = 700 * 700 * sizeof(float);
    float *values = cxi_new_aligned(size);
    for (int i = 0; i < 700 * 700; i++) values[i] = i % 701 == 0; /* the identity */
    atomic_int done = 0;
    struct cxi_program *program = compile(client, slow_text);
    struct cxi_buffer *out,
        *a = cxi_buffer_from_host(client, 0, values, CX_F32, CX_DIMS(700, 700), CXI_SHARE, count_done, &done, &status);
    assert_fine(&status);
    cxi_program_execute(program, &a, 1, NULL, &out, 1, &status);
    cxi_buffer_free(a);
    cxi_program_free(program);
    assert_fine(&status);
    wait_for(&done);
    memset(values, 0, size);
    assert_true(first_float(out) == 1);
    cxi_buffer_free(out);
    cxi_free(values);
}

/* ---------------------------------------------------------------------------------------- donation */
static void donated_memory_is_reused(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_program *program = compile(client, donating_text);
    struct cxi_buffer *a = floats(client, 0, CX_DIMS(8, 8), zeros), *kept_result, *result;
    const void *place = cxi_buffer_pointer(a);
    cxi_program_execute(program, &a, 1, (bool[]){true}, &kept_result, 1, &status);
    assert_fine(&status);
    assert_ptr_not_equal(cxi_buffer_pointer(kept_result), place);
    assert_true(first_float(a) == 0);

    cxi_program_execute(program, &a, 1, NULL, &result, 1, &status);
    assert_fine(&status);
    assert_ptr_equal(cxi_buffer_pointer(result), place);
    assert_true(first_float(result) == 1);
    float read[64];
    assert_false(cxi_buffer_read(a, read, sizeof read, &status));
    assert_error(&status, "donated");
    cxi_buffer_free(a);
    cxi_buffer_free(result);
    cxi_buffer_free(kept_result);
    cxi_program_free(program);
}

static void shared_memory_is_never_donated(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_program *program = compile(client, donating_text);
    float *values = cxi_new_aligned(sizeof zeros);
    memset(values, 0, sizeof zeros);
    struct cxi_buffer *result,
        *a = cxi_buffer_from_host(client, 0, values, CX_F32, CX_DIMS(8, 8), CXI_SHARE, NULL, NULL, &status);
    assert_fine(&status);
    assert_ptr_equal(cxi_buffer_pointer(a), values);
    for (int i = 0; i < 2; i++) {
        cxi_program_execute(program, &a, 1, NULL, &result, 1, &status);
        assert_fine(&status);
        assert_true(first_float(result) == 1);
        assert_ptr_not_equal(cxi_buffer_pointer(result), values);
        assert_memory_equal(values, zeros, sizeof zeros);
        cxi_buffer_free(result);
    }
    cxi_buffer_free(a);
    cxi_program_free(program);
    cxi_free(values);
}

static void same_buffer_twice(void **state) {
    (void)state;
    static const char text[] = "func.func @main(%a: tensor<8x8xf32>, %b: tensor<8x8xf32> {jax.buffer_donor = "
                               "true}, %c: tensor<8x8xf32>)\n"
                               "    -> tensor<8x8xf32> {\n"
                               "  %0 = stablehlo.add %a, %b : tensor<8x8xf32>\n"
                               "  %1 = stablehlo.add %0, %c : tensor<8x8xf32>\n"
                               "  return %1 : tensor<8x8xf32>\n"
                               "}\n";
    struct cxi_status status = {0};
    struct cxi_program *program = compile(client, text);
    struct cxi_buffer *a = floats(client, 0, CX_DIMS(8, 8), zeros), *b = floats(client, 0, CX_DIMS(8, 8), zeros);
    struct cxi_buffer *in[] = {a, b, b}, *out;
    assert_false(cxi_program_execute(program, in, 3, NULL, &out, 1, &status));
    assert_error(&status, "arguments 1 and 2 are the same buffer");
    cxi_program_execute(program, in, 3, (bool[]){false, true, true}, &out, 1, &status);
    assert_fine(&status);
    cxi_buffer_free(out);
    cxi_buffer_free(a);
    cxi_buffer_free(b);
    cxi_program_free(program);
}

/* ------------------------------------------------------------------------------------- compilation */
static void refused_flags_are_dropped(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_option flags[] = {
        {.name = "xla_calx_one", .type = CXI_OPTION_STRING, .string = "x"},
        {.name = "xla_backend_optimization_level", .type = CXI_OPTION_INT, .integer = 1},
        {.name = "xla_calx_two", .type = CXI_OPTION_FLOAT, .number = 0.5},
    };
    struct cxi_compile_options options = {.flags = flags, .flag_count = 3};
    struct cxi_program *program =
        cxi_program_compile(client, increment_text, strlen(increment_text), &options, &status);
    assert_fine(&status);
    const char *dropped = cxi_program_dropped(program); /* in the order in which XLA came upon them */
    assert_true(strcmp(dropped, "xla_calx_one, xla_calx_two") == 0 ||
                strcmp(dropped, "xla_calx_two, xla_calx_one") == 0);
    cxi_program_free(program);

    flags[1].type = CXI_OPTION_STRING; /* known, with a value that is wrong: the caller's mistake */
    flags[1].string = "fast";
    assert_null(cxi_program_compile(client, increment_text, strlen(increment_text), &options, &status));
    assert_error(&status, "compiling the program: While setting option xla_backend_optimization_level");
    flags[1].type = CXI_OPTION_INTS;
    assert_null(cxi_program_compile(client, increment_text, strlen(increment_text), &options, &status));
    assert_error(&status, "xla_backend_optimization_level is given a list");
}

static void wrong_programs(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_compile_options options = {0}, elsewhere = {.device = 2}, wide = {.partitions = 3};
    assert_null(cxi_program_compile(client, "rubbish", 7, &options, &status));
    assert_error(&status, "compiling the program: ");
    assert_null(cxi_program_compile(client, increment_text, strlen(increment_text), &elsewhere, &status));
    assert_error(&status, "there is no device 2");
    assert_null(cxi_program_compile(client, increment_text, strlen(increment_text), &wide, &status));
    assert_error(&status, "3 partitions");
}

static void memory_of_programs_and_devices(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_program *program = compile(client, donating_text);
    struct cxi_program_memory memory;
    assert_true(cxi_program_memory(program, &memory, &status));
    assert_int_equal(memory.arguments, 256);
    assert_int_equal(memory.results, 256);
    assert_int_equal(memory.aliased, 256);
    assert_true(memory.peak >= 256);
    cxi_program_free(program);
    int64_t in_use, limit;
    assert_false(cxi_client_device_memory(client, 0, &in_use, &limit, &status));
    assert_error(&status, "asking device 0 for its memory");
}

static void saved_and_loaded(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_program *program = compile(client, donating_text);
    struct cxi_text bytes = {0};
    assert_true(cxi_program_save(program, &bytes, &status));
    cxi_program_free(program);
    for (int device = 0; device < 2; device++) {
        struct cxi_compile_options options = {.device = device};
        program = cxi_program_load(client, bytes.data, bytes.length, &options, &status);
        assert_fine(&status);
        struct cxi_buffer *a = floats(client, device, CX_DIMS(8, 8), zeros), *out;
        cxi_program_execute(program, &a, 1, NULL, &out, 1, &status);
        assert_fine(&status);
        assert_int_equal(cxi_buffer_device(out), device);
        assert_true(first_float(out) == 1);
        cxi_buffer_free(a);
        cxi_buffer_free(out);
        cxi_program_free(program);
    }
    cxi_text_free(&bytes);
}

/* -------------------------------------------------------------------------------------- partitions */
/* y = x * 2 by rows, and the sum of all of x, over two devices. */
static const char partitioned_text[] =
    "module @m attributes {mhlo.num_partitions = 2 : i32, mhlo.num_replicas = 1 : i32} {\n"
    "  sdy.mesh @mesh = <[\"rows\"=2]>\n"
    "  func.func public @main(%x: tensor<4x3xf32> {sdy.sharding = #sdy.sharding<@mesh, [{\"rows\"}, {}]>,\n"
    "                                              tf.aliasing_output = 0 : i32})\n"
    "      -> (tensor<4x3xf32> {sdy.sharding = #sdy.sharding<@mesh, [{\"rows\"}, {}]>},\n"
    "          tensor<f32> {sdy.sharding = #sdy.sharding<@mesh, []>}) {\n"
    "    %y = stablehlo.add %x, %x : tensor<4x3xf32>\n"
    "    %z = stablehlo.constant dense<0.0> : tensor<f32>\n"
    "    %s = stablehlo.reduce(%x init: %z) applies stablehlo.add across dimensions = [0, 1]\n"
    "        : (tensor<4x3xf32>, tensor<f32>) -> tensor<f32>\n"
    "    return %y, %s : tensor<4x3xf32>, tensor<f32>\n"
    "  }\n"
    "}\n";

static void run_on_two_devices(struct cxi_program *program) {
    struct cxi_status status = {0};
    cx_dtype dtype;
    cx_dims dims;
    assert_true(cxi_program_output(program, 0, &dtype, &dims, &status));
    assert_true(cx_dims_equal(dims, CX_DIMS(2, 3)));
    static const float rows[2][6] = {{1, 2, 3, 4, 5, 6}, {10, 20, 30, 40, 50, 60}};
    struct cxi_buffer *in[2], *out[4];
    for (int i = 0; i < 2; i++) in[i] = floats(client, i, CX_DIMS(2, 3), rows[i]);
    cxi_program_execute(program, in, 1, NULL, out, 2, &status);
    assert_fine(&status);
    for (int i = 0; i < 2; i++) {
        float y[6];
        assert_true(cxi_buffer_read(out[2 * i], y, sizeof y, &status));
        for (int j = 0; j < 6; j++) assert_true(y[j] == 2 * rows[i][j]);
        assert_int_equal(cxi_buffer_device(out[2 * i]), i);
        assert_true(first_float(out[2 * i + 1]) == 231);
    }
    for (int i = 0; i < 4; i++) cxi_buffer_free(out[i]);
    for (int i = 0; i < 2; i++) cxi_buffer_free(in[i]);
}

static void two_devices(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_compile_options options = {.partitions = 2};
    struct cxi_program *program =
        cxi_program_compile(client, partitioned_text, strlen(partitioned_text), &options, &status);
    assert_fine(&status);
    run_on_two_devices(program);
    struct cxi_text saved = {0};
    cxi_program_save(program, &saved, &status);
    assert_fine(&status);
    cxi_program_free(program);
    program = cxi_program_load(client, saved.data, saved.length, &options, &status);
    assert_fine(&status);
    run_on_two_devices(program);
    cxi_program_free(program);
    cxi_text_free(&saved);
}

/* ---------------------------------------------------------------------------------- threads, forks */
struct worker {
    struct cxi_program *shared;
    int wrong;
};

static void *work(void *user) {
    struct worker *worker = user;
    struct cxi_status status = {0};
    struct cxi_compile_options options = {0};
    struct cxi_program *own = cxi_program_compile(client, add_text, strlen(add_text), &options, &status);
    for (int i = 0; own && cxi_ok(&status) && i < 200; i++) {
        float values[64], read[64];
        for (int j = 0; j < 64; j++) values[j] = (float)(i + j);
        struct cxi_buffer *a =
            cxi_buffer_from_host(client, 0, values, CX_F32, CX_DIMS(8, 8), CXI_COPY, NULL, NULL, &status);
        struct cxi_buffer *in[] = {a, a}, *sum = NULL, *out = NULL;
        if (a && cxi_program_execute(own, in, 2, NULL, &sum, 1, &status) &&
            cxi_program_execute(worker->shared, &sum, 1, NULL, &out, 1, &status) &&
            cxi_buffer_read(out, read, sizeof read, &status))
            for (int j = 0; j < 64; j++) worker->wrong += read[j] != 2 * values[j] + 1;
        cxi_buffer_free(a);
        cxi_buffer_free(sum);
        cxi_buffer_free(out);
    }
    worker->wrong += !cxi_ok(&status);
    cxi_status_clear(&status);
    cxi_program_free(own);
    return NULL;
}

static void four_threads(void **state) {
    (void)state;
    pthread_t threads[4];
    struct cxi_program *shared = compile(client, increment_text);
    struct worker workers[4];
    for (int i = 0; i < 4; i++) {
        workers[i] = (struct worker){shared, 0};
        assert_int_equal(pthread_create(&threads[i], NULL, work, &workers[i]), 0);
    }
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(workers[i].wrong, 0);
    }
    cxi_program_free(shared);
}

/* In the child: 0 when everything is refused and nothing hangs. */
static int try_in_child(struct cxi_program *program, struct cxi_buffer *a) {
    struct cxi_status status = {0};
    struct cxi_buffer *out;
    struct cxi_compile_options options = {0};
    float read[64];
    alarm(120);
    if (cxi_program_execute(program, &a, 1, NULL, &out, 1, &status)) return 1;
    if (!strstr(cxi_error(&status), "fork")) return 2;
    if (cxi_program_compile(client, increment_text, strlen(increment_text), &options, &status)) return 3;
    if (cxi_buffer_read(a, read, sizeof read, &status) || cxi_buffer_wait(a, &status)) return 4;
    if (cxi_buffer_from_host(client, 0, zeros, CX_F32, CX_DIMS(8, 8), CXI_COPY, NULL, NULL, &status)) return 5;
    cxi_status_clear(&status);
    cxi_buffer_free(a);
    cxi_program_free(program);
    return 0;
}

static void forks_are_refused(void **state) {
    (void)state;
    struct cxi_program *program = compile(client, increment_text);
    struct cxi_buffer *a = floats(client, 0, CX_DIMS(8, 8), zeros);
    pid_t child = fork();
    if (child == 0) _exit(try_in_child(program, a));
    int result;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_true(WIFEXITED(result));
    assert_int_equal(WEXITSTATUS(result), 0);
    struct cxi_status status = {0}; /* and the parent goes on */
    struct cxi_buffer *out;
    cxi_program_execute(program, &a, 1, NULL, &out, 1, &status);
    assert_fine(&status);
    cxi_buffer_free(out);
    cxi_buffer_free(a);
    cxi_program_free(program);
}

/* ------------------------------------------------------------------------------------------ memory */
/* Everything once, with the nth allocation refused: true when nothing was. */
static bool survives(int nth) {
    struct cxi_status status = {0};
    struct cxi_option flag = {.name = "xla_calx_unknown", .type = CXI_OPTION_BOOL, .boolean = true};
    struct cxi_compile_options options = {.flags = &flag, .flag_count = 1};
    atomic_int done = 0;
    struct cxi_buffer *out = NULL;
    refuse_allocation(nth);
    struct cxi_buffer *a =
        cxi_buffer_from_host(client, 0, zeros, CX_F32, CX_DIMS(8, 8), CXI_BORROW, count_done, &done, &status);
    struct cxi_program *program =
        a ? cxi_program_compile(client, increment_text, strlen(increment_text), &options, &status) : NULL;
    if (program) cxi_program_execute(program, &a, 1, NULL, &out, 1, &status);
    end_refusal();
    bool fine = cxi_ok(&status);
    if (!fine) assert_string_equal(cxi_error(&status), "out of memory");
    wait_for(&done);
    if (fine) assert_true(first_float(out) == 1);
    cxi_buffer_free(a);
    cxi_buffer_free(out);
    cxi_program_free(program);
    cxi_status_clear(&status);
    return fine;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    int nth = 1;
    while (!survives(nth)) assert_in_range(++nth, 1, 200);
    assert_in_range(nth, 10, 200);
}

static void finding_and_opening(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_plugin *plugin = cxi_client_plugin(client);
    assert_ptr_equal(cxi_plugin_open("cpu", &status), plugin);
    assert_ptr_equal(cxi_plugin_open(cxi_plugin_path(plugin), &status), plugin);
    assert_null(cxi_plugin_open("/no/such/plugin.so", &status));
    assert_error(&status, "/no/such/plugin.so");
    struct cxi_option text = {.name = "cpu_device_count", .type = CXI_OPTION_STRING, .string = "2"};
    assert_null(cxi_client_open(plugin, &text, 1, &status)); /* old plugins would abort */
    assert_error(&status, "cpu_device_count must be an integer and is a string");
}

int main(void) {
    setenv("TF_CPP_MIN_LOG_LEVEL", "3", 0);
#define TEST(name) cmocka_unit_test_setup_teardown(name, count_before, check_nothing_is_left)
    const struct CMUnitTest tests[] = {
        TEST(finding_and_opening),
        TEST(every_type_every_way),
        TEST(scalars_and_empty_arrays),
        TEST(wrong_transfers),
        TEST(results_and_their_types),
        TEST(many_arguments),
        TEST(late_errors),
        TEST(freeing_what_runs),
        TEST(donated_memory_is_reused),
        TEST(shared_memory_is_never_donated),
        TEST(same_buffer_twice),
        TEST(refused_flags_are_dropped),
        TEST(wrong_programs),
        TEST(memory_of_programs_and_devices),
        TEST(saved_and_loaded),
        TEST(two_devices),
        TEST(four_threads),
        TEST(forks_are_refused),
        TEST(every_allocation_may_fail),
    };
    client = open_client("cpu", 2);
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    cxi_client_close(client);
    return failures;
}
