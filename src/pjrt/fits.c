#include "pjrt/fits.h"

#include "pjrt/pjrt.h"

#include <math.h>
#include <sys/resource.h>
#ifdef __linux__
#include <sys/sysinfo.h>
#endif

/* The most that this process can ever have, in bytes, and what sets the limit. */
static double memory_limit(const char **by) {
    double most = INFINITY;
#ifdef __linux__
    struct sysinfo machine;
    if (sysinfo(&machine) == 0) {
        most = ((double)machine.totalram + (double)machine.totalswap) * machine.mem_unit;
        *by = "this machine has";
    }
#endif
    struct rlimit address_space;
    if (getrlimit(RLIMIT_AS, &address_space) == 0 && address_space.rlim_cur != RLIM_INFINITY &&
        (double)address_space.rlim_cur < most) {
        most = (double)address_space.rlim_cur;
        *by = "ulimit -v allows";
    }
    return most;
}

bool cxi_program_fits(struct cxi_program *program, struct cxi_status *status) {
    struct cxi_program_memory memory;
    struct cxi_status unknown = {0};
    if (!cxi_client_is_cpu(program->client)) return true;
    bool known = cxi_program_memory(program, &memory, &unknown);
    cxi_status_clear(&unknown);
    if (!known) return true;
    const char *by = "";
    double needs = (double)memory.results - (double)memory.aliased + (double)memory.temporaries;
    double most = memory_limit(&by);
    if (needs <= most) return true;
    struct cxi_text text = {0};
    cxi_add_bytes_size(&text, needs);
    cxi_addf(&text, " for its results and temporaries, and %s ", by);
    cxi_add_bytes_size(&text, most);
    cxi_fail(status, "the program needs %s; use smaller batches or shapes", cxi_text(&text));
    cxi_text_free(&text);
    return false;
}
