/* What the tests of src/io share: fixtures, a scratch folder, and sweeps that make the n-th allocation or
   file access fail, for every n until nothing fails any more. */
#ifndef IO_TEST_H
#define IO_TEST_H

#define _XOPEN_SOURCE 700 /* mkdtemp, symlink: include this header first */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/alloc.h"
#include "io/array.h"
#include "io/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef CALX_TEST_DATA
#define CALX_TEST_DATA "tests" /* the tests run at the top of the source tree, unless the build says otherwise */
#endif

/* A fixture's path, valid until the fourth call after it. */
static inline const char *fixture(const char *name) {
    static char paths[4][512];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/io/data/%s", CALX_TEST_DATA, name);
    return path;
}

/* -- A folder to write into: setup and teardown of a group -- */

static char scratch_folder[64];

static inline int scratch_make(void **state) {
    (void)state;
    strcpy(scratch_folder, "/tmp/calx-io-XXXXXX");
    return mkdtemp(scratch_folder) ? 0 : -1;
}

/* Fails when something is left there, such as a temporary: tests remove their own files. */
static inline int scratch_remove(void **state) {
    (void)state;
    return rmdir(scratch_folder);
}

static inline const char *scratch(const char *name) {
    static char paths[4][512];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", scratch_folder, name);
    return path;
}

static inline void write_text(const char *path, const char *text) {
    struct cxi_status status = {0};
    struct cxi_piece piece = {text, strlen(text)};
    assert_true(cxi_file_write(path, &piece, 1, &status));
}

/* -- Assertions -- */

static inline void assert_sound(const cx_array *array) {
    if (cx_array_error(array)) fail_msg("array in error: %s", cx_array_error(array));
}

static inline void assert_says(const char *message, const char *part) {
    if (!message)
        fail_msg("no error, where one with \"%s\" should be", part);
    else if (!strstr(message, part))
        fail_msg("\"%s\" does not say \"%s\"", message, part);
}

/* Checks that an array is in error, empty, and says both parts; frees it. */
static inline void assert_refused(cx_array *array, const char *part, const char *other) {
    assert_says(cx_array_error(array), part);
    assert_says(cx_array_error(array), other);
    assert_null(cx_array_data(array));
    assert_int_equal(cx_array_count(array), 0);
    cx_array_free(array);
}

static inline void assert_arrays_equal(const cx_array *a, const cx_array *b) {
    assert_sound(a);
    assert_sound(b);
    assert_int_equal(a->dtype, b->dtype);
    assert_true(cx_dims_equal(a->dims, b->dims));
    assert_int_equal(a->bytes, b->bytes);
    assert_memory_equal(a->data, b->data, a->bytes);
}

static inline void assert_files_equal(const char *path, const char *other) {
    struct cxi_status status = {0};
    struct cxi_file a, b;
    assert_true(cxi_file_read(&a, path, &status));
    assert_true(cxi_file_read(&b, other, &status));
    assert_int_equal(a.size, b.size);
    assert_memory_equal(a.bytes, b.bytes, a.size);
    cxi_file_close(&a);
    cxi_file_close(&b);
}

/* -- Sweeps -- */

static int sweep_countdown; /* the call that fails, counted down to 0 */
static bool sweep_goes_on;  /* every call after it fails too */

static inline bool sweep_refuses(void) {
    if (sweep_countdown > 0) return --sweep_countdown == 0;
    return sweep_goes_on;
}

static inline bool refuse_allocation(size_t size) {
    (void)size;
    return sweep_refuses();
}

static inline bool refuse_file_call(enum cxi_file_call call) {
    (void)call;
    return sweep_refuses();
}

/* Returns true after the right result, false after a failure with a message; frees everything either way. */
typedef bool sweep_attempt(void);

/* Fails the n-th call for n = 1, 2, ... Returns how many attempts saw a failure. `recovers` allows an attempt
   to succeed all the same, by another way. */
static inline int sweep_once(sweep_attempt *attempt, bool files, bool recovers) {
    for (int n = 1; n < 10000; n++) {
        sweep_countdown = n;
        if (files)
            cxi_file_refuses = refuse_file_call;
        else
            cxi_alloc_refuses = refuse_allocation;
        bool succeeded = attempt();
        cxi_file_refuses = NULL;
        cxi_alloc_refuses = NULL;
        if (sweep_countdown > 0) {
            assert_true(succeeded);
            return n - 1;
        }
        if (!recovers) assert_false(succeeded);
    }
    fail_msg("the sweep does not end");
    return 0;
}

static inline void sweep(sweep_attempt *attempt, bool files, bool recovers) {
    sweep_goes_on = false;
    assert_true(sweep_once(attempt, files, recovers) > 0);
    sweep_goes_on = true;
    assert_true(sweep_once(attempt, files, recovers) > 0);
    sweep_goes_on = false;
}

#define sweep_allocations(attempt)      sweep(attempt, false, false)
#define sweep_files(attempt)            sweep(attempt, true, false)
#define sweep_files_recovering(attempt) sweep(attempt, true, true)

/* An attempt's end for readers: frees the array. */
static inline bool attempt_array(cx_array *array) {
    bool sound = !cx_array_error(array);
    if (!sound) assert_true(strlen(cx_array_error(array)) > 0);
    cx_array_free(array);
    return sound;
}

/* The same for writers. */
static inline bool attempt_written(bool written, struct cxi_status *status) {
    assert_int_equal(written, cxi_ok(status));
    cxi_status_clear(status);
    return written;
}

#endif
