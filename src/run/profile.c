#include "run/profile.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "base/text.h"
#include "run/runtime.h"

struct cxi_profile {
    double opened;
    _Atomic int64_t nanoseconds[CXI_SPANS], spans[CXI_SPANS];
    pthread_mutex_t lock; /* of the list */
    struct cxi_profiled *newest;
};

struct cxi_profile *cxi_profile_new(void) {
    struct cxi_profile *profile = cxi_new(1, sizeof *profile);
    if (!profile) return NULL;
    profile->opened = cxi_seconds();
    pthread_mutex_init(&profile->lock, NULL);
    return profile;
}

void cxi_profile_free(struct cxi_profile *profile) {
    if (!profile) return;
    for (struct cxi_profiled *p = profile->newest, *next; p; p = next) {
        next = p->next;
        cxi_free(p->name);
        cxi_free(p);
    }
    pthread_mutex_destroy(&profile->lock);
    cxi_free(profile);
}

struct cxi_profiled *cxi_profile_add(struct cxi_profile *profile, const char *name, const struct cxi_cost *cost) {
    struct cxi_profiled *program = cxi_new(1, sizeof *program);
    if (program) program->name = cxi_copy_string(name);
    if (!program || !program->name) {
        cxi_free(program);
        return NULL;
    }
    program->cost = *cost;
    pthread_mutex_lock(&profile->lock);
    program->next = profile->newest;
    profile->newest = program;
    pthread_mutex_unlock(&profile->lock);
    return program;
}

/* --------------------------------------------------------------------------------------------------- spans */

static _Thread_local struct cxi_span *current;

static void settle(struct cxi_span *span, double now) {
    int64_t nanoseconds = (int64_t)(1e9 * (now - span->since));
    atomic_fetch_add_explicit(&span->profile->nanoseconds[span->kind], nanoseconds, memory_order_relaxed);
    span->since = now;
}

void cxi_span_begin(struct cxi_span *span, struct cxi_profile *profile, enum cxi_span_kind kind) {
    span->profile = profile;
    if (!profile) return;
    span->kind = kind;
    span->since = cxi_seconds();
    span->outer = current;
    if (current) settle(current, span->since);
    current = span;
    atomic_fetch_add_explicit(&profile->spans[kind], 1, memory_order_relaxed);
}

void cxi_span_end(struct cxi_span *span) {
    if (!span->profile) return;
    double now = cxi_seconds();
    settle(span, now);
    current = span->outer;
    if (current) current->since = now;
}

/* ------------------------------------------------------------------------------------------------- writing */

static void add_bytes(struct cxi_text *out, int64_t bytes, const char *what) {
    cxi_add_bytes_size(out, (double)bytes);
    cxi_add(out, what);
}

static void add_time(struct cxi_text *out, const char *name, double seconds, double all) {
    struct cxi_text number = {0};
    cxi_add_fixed(&number, seconds, 3);
    cxi_addf(out, "  %-9s %9s s ", name, cxi_text(&number));
    cxi_text_clear(&number);
    cxi_add_fixed(&number, 100 * seconds / all, 1);
    cxi_addf(out, "%5s%%  ", cxi_text(&number));
    cxi_text_free(&number);
}

static void add_times(struct cxi_text *out, struct cxi_profile *profile, const cx_statistics *s) {
    static const char *const names[CXI_SPANS] = {"trace", "compile", "execute", "wait", "transfer", "input"};
    static const char *const what[CXI_SPANS] = {
        "graphs built and printed", "programs compiled or loaded",  "calls of programs",
        "waits for results",        "arrays to the device or back", "batches of data sets"};
    double all = cxi_seconds() - profile->opened, rest = all;
    cxi_add(out, "where the time went, of ");
    cxi_add_fixed(out, all, 3);
    cxi_add(out, " s\n");
    for (int i = 0; i < CXI_SPANS; i++) {
        double seconds = 1e-9 * (double)atomic_load(&profile->nanoseconds[i]);
        rest -= seconds;
        add_time(out, names[i], seconds, all);
        cxi_addf(out, "%lld %s\n", (long long)atomic_load(&profile->spans[i]), what[i]);
    }
    add_time(out, "else", rest, all);
    cxi_add(out, "the program itself\n  ");
    add_bytes(out, s->bytes_to_device, " to the device, ");
    add_bytes(out, s->bytes_from_device, " back, ");
    cxi_addf(out, "%lld programs from disk\n", (long long)s->cache_hits);
}

static void add_program(struct cxi_text *out, const struct cxi_profiled *p) {
    const struct cxi_program_memory *m = &p->memory;
    cxi_addf(out, "program \"%s\": %lld calls, ", p->name, (long long)atomic_load(&p->calls));
    cxi_add_number(out, 1e-9 * p->cost.total, 4);
    cxi_add(out, " GFLOP each");
    if (p->cost.total > 0) cxi_add(out, ": ");
    cxi_cost_describe(&p->cost, out);
    cxi_add(out, "\n  memory: ");
    add_bytes(out, m->arguments, " of arguments, ");
    add_bytes(out, m->results, " of results (");
    add_bytes(out, m->aliased, " in the place of arguments), ");
    add_bytes(out, m->temporaries, " of temporaries, ");
    add_bytes(out, m->code, " of code\n");
}

bool cx_profile_write(cx_runtime *runtime, FILE *to) {
    struct cxi_profile *profile = runtime->profile;
    if (!profile || cxi_runtime_forked(runtime)) return false;
    struct cxi_text out = {0};
    cx_statistics statistics = cx_runtime_statistics(runtime);
    add_times(&out, profile, &statistics);
    pthread_mutex_lock(&profile->lock);
    for (const struct cxi_profiled *p = profile->newest; p; p = p->next) add_program(&out, p);
    pthread_mutex_unlock(&profile->lock);
    bool written = cxi_text_ok(&out) && fputs(cxi_text(&out), to) >= 0;
    cxi_text_free(&out);
    return written;
}
