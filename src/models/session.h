/* Texts that a model is in the middle of: the cache of what it has read, on the device, and where each text begins. */
#ifndef CXI_SESSION_H
#define CXI_SESSION_H

#include "models/lm.h"

struct cxi_session {
    cx_lm *lm;
    int64_t batch, capacity;
    int64_t columns;        /* written so far */
    cx_tensor *clock, *pad; /* the same on the device: i32; and i32 [batch], the columns before each text */
    cx_tensor **cache;      /* keys of each layer, then values */
    struct cxi_status status;
};

/* Room for `capacity` columns of `batch` texts, of which text b begins at column pad[b]. */
bool cxi_session_open(struct cxi_session *session, cx_lm *lm, int64_t batch, int64_t capacity, const int32_t *pad);
void cxi_session_close(struct cxi_session *session); /* a zeroed one is fine */

/* Compiles what reading `count` more columns takes. */
bool cxi_session_prepare(struct cxi_session *session, int64_t count);
/* Reads `count` columns, ids [batch, count]. The logits behind the last: f32 [batch, vocabulary], in error when it
   failed. */
cx_tensor *cxi_session_read(struct cxi_session *session, int64_t count, const int32_t *ids);
/* Reads one column that is on the device: i32 [batch, 1]. Waits for nothing. */
cx_tensor *cxi_session_step(struct cxi_session *session, cx_tensor *ids);

/* The least of a few capacities that holds `columns`: 256, 1024, 4096, ... */
int64_t cxi_session_capacity(int64_t columns);

#endif
