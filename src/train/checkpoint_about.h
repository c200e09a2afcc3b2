/* What checkpoint.json says: everything about a checkpoint but its variables. */
#ifndef CXI_CHECKPOINT_ABOUT_H
#define CXI_CHECKPOINT_ABOUT_H

#include "base/arena.h"
#include "base/status.h"

enum { CXI_CHECKPOINT_VERSION = 1 };

struct cxi_about_number {
    const char *name;
    double value; /* finite: JSON has no other */
};

struct cxi_about_text {
    const char *key, *value;
};

struct cxi_about_numbers {
    struct cxi_about_number *at;
    size_t count;
};

struct cxi_about_texts {
    struct cxi_about_text *at;
    size_t count;
};

struct cxi_about {
    int64_t step, position; /* training steps done; batches of the data set dealt out */
    uint64_t seed;          /* of the store */
    int64_t time;           /* when it was written: seconds since 1970 */
    const char *optimizer;  /* its name; NULL: not known */
    struct cxi_about_numbers hyper, metrics;
    struct cxi_about_texts notes;
    int64_t bytes;          /* of variables.safetensors */
    uint32_t checksum;      /* of the same: CRC-32 */
    struct cxi_arena texts; /* where a parsed one keeps its texts and lists */
};

/* Writes FOLDER/checkpoint.json. Names and notes must be UTF-8; metrics that are not finite are left out. */
bool cxi_about_write(const char *folder, const struct cxi_about *about, struct cxi_status *status);

/* Both return false, with an empty `about`, for anything that such a file cannot be. */
bool cxi_about_read(struct cxi_about *about, const char *folder, struct cxi_status *status);
bool cxi_about_parse(struct cxi_about *about, const void *bytes, size_t size, const char *name,
                     struct cxi_status *status);
void cxi_about_free(struct cxi_about *about);

bool cxi_about_number(const struct cxi_about_numbers *numbers, const char *name, double *value);
const char *cxi_about_note(const struct cxi_about *about, const char *key); /* NULL: there is none */

#endif
