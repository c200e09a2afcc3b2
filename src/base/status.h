/* The one way errors are born and kept. Every object that can fail owns a cxi_status; the first failure stays
   and later ones are dropped, so that the message a user reads is the cause and not its consequences. */
#ifndef CXI_STATUS_H
#define CXI_STATUS_H

#include <calx/base.h>
#include <stdarg.h>

struct cxi_status {
    char *message; /* NULL: fine. Owned; read it through cxi_error. */
};

/* Both return false, so that a failing function can end with `return cxi_fail(st, ...)`. A breakpoint in
   cxi_vfail sees every error of the library. */
bool cxi_fail(struct cxi_status *status, const char *format, ...) CX_PRINTF(2, 3);
bool cxi_vfail(struct cxi_status *status, const char *format, va_list args);
bool cxi_fail_memory(struct cxi_status *status); /* "out of memory", without allocating */

/* Tests only: sees every message when it is born. */
extern void (*cxi_error_seen)(const char *message);

static inline bool cxi_ok(const struct cxi_status *status) {
    return !status->message;
}
bool cxi_is_no_memory(const struct cxi_status *status); /* whether it is the error of cxi_fail_memory */

static inline const char *cxi_error(const struct cxi_status *status) {
    return status->message;
}

bool cxi_pass(struct cxi_status *to, const struct cxi_status *from); /* copies an error, if any; true when none */
void cxi_status_clear(struct cxi_status *status);

#endif
