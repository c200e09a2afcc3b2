/* What a runtime has done and what of it is alive. The counters of the device are in src/pjrt/. */
#include "base/text.h"
#include "run/runtime.h"

cx_statistics cx_runtime_statistics(const cx_runtime *runtime) {
    if (!runtime->client) return (cx_statistics){0};
    struct cxi_program_counts programs = cxi_program_counts((struct cxi_program_cache *)&runtime->programs);
    cx_statistics s = {.cache_hits = programs.loaded, .cache_misses = programs.compiled};
    struct cxi_client_counts counts = cxi_client_counts(runtime->client);
    s.buffers = counts.buffers;
    s.events = counts.events;
    s.executables = counts.programs;
    s.buffers_made = counts.buffers_made;
    s.events_made = counts.events_made;
    s.executables_made = counts.programs_made;
    s.executions = counts.executions;
    s.bytes_to_device = counts.bytes_to_device;
    s.bytes_from_device = counts.bytes_from_device;
    s.compilations = counts.compilations;
    s.compile_seconds = 1e-9 * (double)counts.compile_nanoseconds;
    return s;
}

bool cx_statistics_write(const cx_statistics *s, FILE *to) {
    const struct {
        const char *name;
        int64_t value;
    } counts[] = {
        {"buffers", s->buffers},
        {"events", s->events},
        {"executables", s->executables},
        {"buffers_made", s->buffers_made},
        {"events_made", s->events_made},
        {"executables_made", s->executables_made},
        {"executions", s->executions},
        {"bytes_to_device", s->bytes_to_device},
        {"bytes_from_device", s->bytes_from_device},
        {"compilations", s->compilations},
        {"cache_hits", s->cache_hits},
        {"cache_misses", s->cache_misses},
    };
    struct cxi_text line = {0};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        cxi_addf(&line, "%s\"%s\": %lld", i ? ", " : "{", counts[i].name, (long long)counts[i].value);
    cxi_add(&line, ", \"compile_seconds\": ");
    cxi_add_fixed(&line, s->compile_seconds, 6);
    bool written = cxi_text_ok(&line) && fprintf(to, "%s}\n", cxi_text(&line)) >= 0;
    cxi_text_free(&line);
    return written;
}
