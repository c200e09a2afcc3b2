/* Options on their way into the plugin: as named values, as a CompileOptionsProto, and tried out. */
#ifndef CXI_PJRT_OPTIONS_H
#define CXI_PJRT_OPTIONS_H

#include "pjrt/abi.h"
#include "pjrt/pjrt.h"

/* Options that are still to be tried, and the names of those that the plugin refused. The strings in it are
   the caller's. */
struct cxi_trial {
    struct cxi_option *left;
    int count;
    struct cxi_text dropped; /* "name, name" */
};

/* `more`: how many the caller may still add to `left`. */
bool cxi_trial_begin(struct cxi_trial *trial, const struct cxi_option *options, int count, int more,
                     struct cxi_status *status);
bool cxi_trial_drop(struct cxi_trial *trial, const char *message); /* `message` refuses one of them: try again */
char *cxi_trial_end(struct cxi_trial *trial);                      /* the dropped names; NULL: no memory */

/* For the plugin's create call: `count` values, freed by cxi_free. They point into the options. */
struct pjrt_named_value *cxi_named_values(const struct cxi_option *options, int count, struct cxi_status *status);

/* A CompileOptionsProto for a program on the devices with these global ids, one for each partition. */
bool cxi_encode_compile_options(struct cxi_text *out, const int64_t *device_ids, int partitions,
                                const struct cxi_option *flags, int flag_count, struct cxi_status *status);

#endif
