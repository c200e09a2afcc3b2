/* What the tests of whole programs share: runtimes, tensors and errors checked in a line each. */
#ifndef TESTS_CALX_TEST_H
#define TESTS_CALX_TEST_H

#ifndef _POSIX_C_SOURCE /* so it must be the first include */
#define _POSIX_C_SOURCE 200809L
#endif

/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
/* clang-format on */

#include <calx.h>

#include "run/runtime.h"

#include <math.h>
#include <stdatomic.h>
#include <time.h>

#define assert_calx_fine(runtime)                               \
    do {                                                        \
        if (!cx_ok(runtime)) fail_msg("%s", cx_error(runtime)); \
    } while (0)

static inline void assert_has(const char *message, const char *part) {
    if (!message)
        fail_msg("no error where one about \"%s\" is due", part);
    else if (!strstr(message, part))
        fail_msg("\"%s\" is not in: %s", part, message);
}

/* The runtime's first error has `part`; clears it. */
static inline void assert_calx_error(cx_runtime *runtime, const char *part) {
    assert_has(cx_error(runtime), part);
    cx_clear_error(runtime);
}

/* The tensor, which is freed, and its runtime are in error about `part`. */
static inline void assert_failed_tensor(cx_runtime *runtime, cx_tensor *tensor, const char *part) {
    assert_has(cx_tensor_error(tensor), part);
    cx_tensor_free(tensor);
    assert_calx_error(runtime, part);
}

static inline cx_runtime *open_cpu(void) {
    cx_runtime *runtime = cx_open("cpu");
    assert_calx_fine(runtime);
    return runtime;
}

/* Once all of its objects are freed, nothing of them is left on the device. What was lent to it may come back a moment
   later. */
static inline void assert_nothing_alive(cx_runtime *runtime) {
    cx_statistics s;
    for (int i = 0; i < 2000; i++) {
        s = cx_runtime_statistics(runtime);
        if (!s.buffers && !s.events && !s.executables) return;
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
    cx_statistics_write(&s, stderr);
    fail_msg("buffers, events or executables are left when everything has been freed");
}

/* For teardowns: the exit status of cx_close. */
static inline int close_empty(cx_runtime *runtime) {
    cxi_runtime_empty(runtime);
    assert_nothing_alive(runtime);
    return cx_close(runtime, stderr);
}

static inline void close_fine(cx_runtime *runtime) {
    assert_calx_fine(runtime);
    assert_int_equal(close_empty(runtime), 0);
}

static inline cx_tensor *float_tensor(cx_runtime *runtime, cx_dims dims, const float *elements) {
    return cx_tensor_new(runtime, CX_F32, dims, elements);
}
#define FLOATS(runtime, dims, ...) float_tensor((runtime), (dims), (const float[]){__VA_ARGS__})

/* For the `done` of a tensor: user is an atomic_int. It may be called a moment after the tensor is gone. */
static inline void count_done(void *user) {
    atomic_fetch_add((atomic_int *)user, 1);
}

static inline void assert_done_once(atomic_int *done) {
    for (int i = 0; i < 60000 && !atomic_load(done); i++) nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    assert_int_equal(atomic_load(done), 1);
}

static inline void assert_close(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance)) fail_msg("%.9g instead of %.9g", value, expected);
}

/* All elements are those expected to within `tolerance` times 1 + the magnitude. Frees nothing. */
static inline void assert_elements(cx_tensor *tensor, const cx_array *expected, double tolerance, const char *what) {
    cx_array *array = cx_tensor_array(tensor);
    if (cx_array_error(array)) fail_msg("%s: %s", what, cx_array_error(array));
    if (!cx_dims_equal(cx_array_dims(array), cx_array_dims(expected))) fail_msg("%s: another shape", what);
    for (int64_t i = 0; i < cx_array_count(array); i++) {
        double value = cx_array_at(array, i), wanted = cx_array_at(expected, i);
        if (!(fabs(value - wanted) <= tolerance * (1 + fabs(wanted))))
            fail_msg("%s: element %lld is %.9g instead of %.9g", what, (long long)i, value, wanted);
    }
    cx_array_free(array);
}

static inline void assert_float_elements(cx_tensor *tensor, cx_dims dims, const float *expected) {
    cx_array *array = cx_array_copy_of(CX_F32, dims, expected);
    assert_elements(tensor, array, 0, "tensor");
    cx_array_free(array);
}
#define ASSERT_FLOATS(tensor, dims, ...) assert_float_elements((tensor), (dims), (const float[]){__VA_ARGS__})

#endif
