#include "base/status.h"

#include "base/alloc.h"

#include <stdarg.h>
#include <stdio.h>

static char no_memory[] = "out of memory";

void (*cxi_error_seen)(const char *message);

bool cxi_fail_memory(struct cxi_status *status) {
    if (!status->message) status->message = no_memory;
    return false;
}

bool cxi_vfail(struct cxi_status *status, const char *format, va_list args) {
    if (status->message) return false;
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *message = length < 0 ? NULL : cxi_new((size_t)length + 1, 1);
    if (!message) return cxi_fail_memory(status);
    vsnprintf(message, (size_t)length + 1, format, args);
    status->message = message;
    if (cxi_error_seen) cxi_error_seen(message);
    return false;
}

bool cxi_fail(struct cxi_status *status, const char *format, ...) {
    va_list args;
    va_start(args, format);
    cxi_vfail(status, format, args);
    va_end(args);
    return false;
}

bool cxi_is_no_memory(const struct cxi_status *status) {
    return status->message == no_memory;
}

bool cxi_pass(struct cxi_status *to, const struct cxi_status *from) {
    if (cxi_ok(from)) return true;
    return from->message == no_memory ? cxi_fail_memory(to) : cxi_fail(to, "%s", from->message);
}

void cxi_status_clear(struct cxi_status *status) {
    if (status->message != no_memory) cxi_free(status->message);
    status->message = NULL;
}
