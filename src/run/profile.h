/* Where a runtime's time goes, kept when it was opened for that: spans of time by kind, and the programs that were compiled.
   Spans nest, and an inner one's time is not the outer one's as well. */
#ifndef CXI_PROFILE_H
#define CXI_PROFILE_H

#include <calx/runtime.h>

#include "pjrt/pjrt.h"
#include "transform/cost.h"

#include <pthread.h>
#include <stdatomic.h>

enum cxi_span_kind {
    CXI_SPAN_TRACE,    /* graphs built, differentiated, lowered, printed */
    CXI_SPAN_COMPILE,  /* by XLA, or loaded from disk */
    CXI_SPAN_EXECUTE,  /* calls of programs, in which a CPU may compute all or part of it */
    CXI_SPAN_WAIT,     /* for results */
    CXI_SPAN_TRANSFER, /* of arrays to the device and back */
    CXI_SPAN_INPUT,    /* for batches of data sets */
    CXI_SPANS
};

struct cxi_profile;
struct cxi_profiled { /* a program; belongs to the profile */
    struct cxi_profiled *next;
    char *name;
    struct cxi_cost cost;
    struct cxi_program_memory memory; /* zeros where the plugin does not say */
    _Atomic int64_t calls;
};

struct cxi_profile *cxi_profile_new(void); /* NULL: no memory */
void cxi_profile_free(struct cxi_profile *profile);
/* NULL: no memory, and then it is not listed. */
struct cxi_profiled *cxi_profile_add(struct cxi_profile *profile, const char *name, const struct cxi_cost *cost);

/* One stretch of this thread's time; nothing is measured for a profile of NULL. Ended on the thread that began it, the last
   begun first. */
struct cxi_span {
    struct cxi_profile *profile;
    enum cxi_span_kind kind;
    double since;
    struct cxi_span *outer;
};
void cxi_span_begin(struct cxi_span *span, struct cxi_profile *profile, enum cxi_span_kind kind);
void cxi_span_end(struct cxi_span *span);

#endif
