#include "io/library.h"

#include <dlfcn.h>
#include <string.h>

bool cxi_library_load(const char *library, const char *package, const struct cxi_symbol *symbols, size_t count,
                      struct cxi_status *status) {
    void *handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
    if (!handle) {
        const char *why = dlerror();
        return cxi_fail(status, "%s cannot be loaded (%s); install %s", library, why ? why : "no reason given",
                        package);
    }
    for (size_t i = 0; i < count; i++) {
        void *found = dlsym(handle, symbols[i].name);
        if (!found)
            return cxi_fail(status, "%s has no function %s; install another version of %s", library, symbols[i].name,
                            package);
        memcpy(symbols[i].slot, &found, sizeof found);
    }
    return true;
}
