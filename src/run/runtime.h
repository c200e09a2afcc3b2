/* The inside of a runtime, and what every object made for one shares: ownership and the way of its errors. */
#ifndef CXI_RUNTIME_H
#define CXI_RUNTIME_H

#include <calx/runtime.h>

#include "base/status.h"
#include "pjrt/pjrt.h"
#include "run/program_cache.h"
#include "run/sharding.h"

#include <pthread.h>

/* First member of every object that belongs to a runtime. */
struct cxi_owned {
    struct cx_runtime *runtime;
    struct cxi_owned *previous, *next;
    void (*destroy)(struct cxi_owned *owned); /* frees the object; called with it out of the list */
    bool listed;
};

struct cx_runtime {
    struct cxi_status status;  /* of the runtime itself: it could not be opened */
    struct cxi_status first;   /* the first error of anything of it */
    struct cxi_status warning; /* the first */
    struct cxi_client *client; /* NULL: no device */
    struct cxi_mesh mesh;
    struct cxi_program_cache programs;
    struct cxi_profile *profile; /* NULL: nobody asked for one */
    unsigned forks;              /* of the process, when it was opened: see cxi_runtime_forked */
    bool no_kernels;             /* see cx_open_args */
    pthread_mutex_t lock;        /* of `first`, `warning` and `owned` */
    struct cxi_owned *owned;
};

/* Lists an object so that closing the runtime frees it; what is made from others is freed before them. */
void cxi_own(cx_runtime *runtime, struct cxi_owned *owned, void (*destroy)(struct cxi_owned *owned));
/* Takes it out of the list again: to free it, or since another object owns it from now on. */
void cxi_disown(struct cxi_owned *owned);

/* Frees all that is listed: what cx_close does first. */
void cxi_runtime_empty(cx_runtime *runtime);

/* Lets the runtime know of an object's error; keeps the first. Returns whether the object is sound. */
bool cxi_report(cx_runtime *runtime, const struct cxi_status *status);
/* Lets it know of what went wrong and was worked around; keeps the first. */
void cxi_warn(cx_runtime *runtime, const struct cxi_status *warning);
/* Likewise for an object that several threads use at once: its own status, `own`, takes the error too. Clears `status`. */
bool cxi_settle(cx_runtime *runtime, struct cxi_status *own, struct cxi_status *status);
#define CXI_FORKED                                                                                                 \
    "this process is a fork of the one that opened the runtime, whose threads are not here: open a runtime after " \
    "fork, "                                                                                                       \
    "or use fork and exec"
/* Whether this process is a fork of the one that opened it. Then nothing of it is locked, listed or waited for. */
bool cxi_runtime_forked(const cx_runtime *runtime);
/* The runtime may be used here: it was opened, and by this process. Fails `status` when not. */
bool cxi_runtime_usable(const cx_runtime *runtime, struct cxi_status *status);
/* The client to work with; fails `status` when there is none. */
struct cxi_client *cxi_runtime_client(cx_runtime *runtime, struct cxi_status *status);

#endif
