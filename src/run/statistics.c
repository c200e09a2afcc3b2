/* What a runtime has done and what of it is alive. The counters of the device are in src/pjrt/. */
#include "run/statistics.h"

#include "base/text.h"
#include "run/runtime.h"

#include <string.h>

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

void cxi_statistics_counts(const cx_statistics *s, struct cxi_count counts[CXI_COUNTS]) {
    const struct cxi_count all[] = {
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
    _Static_assert(sizeof all / sizeof all[0] == CXI_COUNTS, "all of them");
    memcpy(counts, all, sizeof all);
}

bool cx_statistics_write(const cx_statistics *statistics, FILE *to) {
    struct cxi_count counts[CXI_COUNTS];
    struct cxi_text line = {0};
    cxi_statistics_counts(statistics, counts);
    for (int i = 0; i < CXI_COUNTS; i++)
        cxi_addf(&line, "%s\"%s\": %lld", i ? ", " : "{", counts[i].name, (long long)counts[i].value);
    cxi_add(&line, ", \"compile_seconds\": ");
    cxi_add_fixed(&line, statistics->compile_seconds, 6);
    bool written = cxi_text_ok(&line) && fprintf(to, "%s}\n", cxi_text(&line)) >= 0;
    cxi_text_free(&line);
    return written;
}
