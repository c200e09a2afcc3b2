/* Libraries of the system that are loaded when they are first needed: what few programs use should not slow the start of all
   (libcurl and libhdf5 take 20 ms with what they load themselves). */
#ifndef CXI_LIBRARY_H
#define CXI_LIBRARY_H

#include "base/status.h"

struct cxi_symbol {
    const char *name;
    void *slot; /* the address of a function pointer */
};

/* Loads the library and fills the slots; it stays loaded. What fails says what to install. */
bool cxi_library_load(const char *library, const char *package, const struct cxi_symbol *symbols, size_t count,
                      struct cxi_status *status);

#endif
