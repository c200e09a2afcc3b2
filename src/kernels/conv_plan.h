/* A convolution prepared: the way to compute it, with oneDNN's primitives for its shapes, and memory to run in. */
#ifndef CXI_KERNELS_CONV_PLAN_H
#define CXI_KERNELS_CONV_PLAN_H

#include "kernels/conv.h"

struct cxi_conv_part { /* for chunks of one size */
    void *primitive, *desc;
};

enum cxi_conv_way {
    CXI_CONV_ONEDNN,
    CXI_CONV_WINOGRAD, /* any pass; see winograd.h */
    CXI_CONV_DIRECT    /* the kernel's gradient; see kernel_gradient.h */
};

struct cxi_conv_plan {
    struct cxi_conv_plan *next;
    const struct onednn *lib;
    struct cxi_conv_call call;
    enum cxi_conv_way way;        /* only oneDNN's has parts */
    bool fast;                    /* not one of the plain loops that oneDNN falls back on */
    int64_t units;                /* that the work is cut into: examples, or Winograd's lines */
    int64_t chunk, chunks;        /* units in each but the last one */
    struct cxi_conv_part part[2]; /* for whole chunks, and for the last one where it is smaller */
    bool packs;                   /* the way computes with a kernel of another layout than the user's */
    struct onednn_layout kernel;  /* the user's */
    void *pack;                   /* oneDNN's primitive between the two layouts */
    size_t packed, scratch;       /* bytes, multiples of 64 */
    size_t x_step, y_step;        /* bytes of one example */
    struct cxi_conv_room *rooms;  /* not in use */
};

/* What one run of a plan works in. Its arrays follow it in memory, each at 64 bytes:
   packed kernel | for the kernel's gradient: a sum of its own for each chunk, kernel and bias | scratch of each worker */
struct cxi_conv_room {
    struct cxi_conv_room *next;
    int workers;
    char *packed, *sums, *scratch;
    size_t sum; /* bytes of each */
    char *memory;
};

/* The plan for these shapes: kept for the process's life. NULL when oneDNN does not take them, or without memory. */
struct cxi_conv_plan *cxi_conv_plan(const struct cxi_conv_call *call);

struct cxi_conv_room *cxi_conv_enter(struct cxi_conv_plan *plan, int workers); /* NULL: no memory */
void cxi_conv_leave(struct cxi_conv_plan *plan, struct cxi_conv_room *room);

#endif
