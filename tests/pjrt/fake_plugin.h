/* A PJRT plugin that plays a CUDA one with two devices, for what a machine without one cannot try. It
   is a strict reader of the ABI: sizes, zeroes and options are checked, and every object is counted.

   Its programs are a line of text, "copy N" or "donate N": N inputs and N outputs of f32[2, 2], each
   output the copy of its input, or its memory where donation is allowed.

   Read from the environment when the library is loaded: FAKE_MAJOR and FAKE_MINOR (the API version),
   FAKE_FUNCTIONS (how many the table has). The rest is set through fake_control(), a symbol of the
   library. */
#ifndef TESTS_PJRT_FAKE_PLUGIN_H
#define TESTS_PJRT_FAKE_PLUGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fake_control {
    int fail_at;              /* that many calls from now one is refused; 0: none */
    const char *refusal;      /* with this message; NULL: "told to fail" */
    bool fails_late;          /* executions are queued, and fail then */
    bool events_stay_pending; /* of transfers, until their buffer dies */

    /* What was seen. */
    int clients, buffers, events, errors, programs; /* alive */
    char create_options[512];                       /* of the last client, "name=value;" each */
    char flags[512];                                /* of the last compilation, likewise */
    int64_t device_ids[8];                          /* its device assignment */
    int partitions;
    bool shardy;
    int64_t not_donated[8]; /* of the last execution */
    size_t not_donated_count;
};

#ifdef FAKE_PLUGIN_INSIDE
struct fake_control *fake_control(void);
#else
typedef struct fake_control *fake_control_function(void);
#endif

#endif
