/* The counts of a cx_statistics by name, in its order; compile_seconds, which is not one, is left out. */
#ifndef CXI_STATISTICS_H
#define CXI_STATISTICS_H

#include <calx/runtime.h>

struct cxi_count {
    const char *name;
    int64_t value;
};
enum { CXI_COUNTS = 12 };
void cxi_statistics_counts(const cx_statistics *statistics, struct cxi_count counts[CXI_COUNTS]);

#endif
