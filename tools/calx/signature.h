/* What a StableHLO text says of its @main: read by hand, since not every plugin tells the types of a compiled
   program's arguments, and XLA itself compares sizes in bytes only. Reads types; checks no other syntax. */
#ifndef CALX_TOOL_SIGNATURE_H
#define CALX_TOOL_SIGNATURE_H

#include "base/status.h"

enum { SIGNATURE_MAX = 256 };

struct signature {
    int inputs;
    struct {
        cx_dtype dtype;
        cx_dims dims;
    } input[SIGNATURE_MAX];
};

/* False with a reason (without the file's name) when there is no @main, or when it takes what no file can hold. */
bool signature_read(const char *text, struct signature *signature, struct cxi_status *status);

#endif
