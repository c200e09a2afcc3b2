/* What the tests of src/pjrt share. */
#ifndef TESTS_PJRT_RUNTIME_H
#define TESTS_PJRT_RUNTIME_H

/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
/* clang-format on */

#include "pjrt/pjrt.h"

#define assert_fine(status)                                     \
    do {                                                        \
        if (!cxi_ok(status)) fail_msg("%s", cxi_error(status)); \
    } while (0)

/* Fails unless there is an error whose message has `part`; clears it. */
void assert_error(struct cxi_status *status, const char *part);

struct cxi_client *open_client(const char *plugin, int cpu_devices);

/* Compiles for one device; fails the test when that does not work. */
struct cxi_program *compile(struct cxi_client *client, const char *text);

struct cxi_buffer *floats(struct cxi_client *client, int device, cx_dims dims, const float *values); /* copied */
float first_float(struct cxi_buffer *buffer); /* of an array of any size */

void close_client(struct cxi_client *client); /* and checks that nothing of it is alive */

/* [8, 8] + [8, 8]; the same with a constant 1 for the second; and the latter with its argument donated. */
extern const char add_text[], increment_text[], donating_text[];

#endif
