#include <calx/custom.h>

#include "run/runtime.h"

bool cx_register(cx_runtime *runtime, const char *name, cx_ffi_handler *handler) {
    struct cxi_status status = {0};
    struct cxi_client *client = cxi_runtime_client(runtime, &status);
    void *function = NULL;
    *(cx_ffi_handler **)&function = handler; /* C has no other way from a function to a void pointer */
    bool known = client && cxi_client_register(client, name, function, &status);
    cxi_report(runtime, &status);
    cxi_status_clear(&status);
    return known;
}
