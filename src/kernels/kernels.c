#include "kernels/kernels.h"

#include "kernels/attend.h"
#include "kernels/attention.h"
#include "kernels/conv.h"
#include "kernels/narrow.h"
#include "kernels/norm.h"
#include "kernels/pool.h"
#include "kernels/product.h"
#include "kernels/quantised.h"
#include "kernels/squares.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool wish_is(const char *word) {
    const char *wish = getenv("CALX_KERNELS");
    return wish && strcmp(wish, word) == 0;
}

bool cxi_kernels_are_forced(void) {
    return wish_is("force");
}

bool cxi_kernels_keep_busy(int64_t pieces) {
    return pieces * 2 >= sysconf(_SC_NPROCESSORS_ONLN);
}

static bool wanted(const struct cxi_client *client, struct cxi_status *status) {
    if (!cxi_client_is_cpu(client)) return cxi_fail(status, "none for %s", cxi_client_platform(client));
    if (wish_is("off")) return cxi_fail(status, "$CALX_KERNELS is \"off\"");
    return true;
}

static const struct onednn *usable(const struct cxi_client *client, struct cxi_status *status) {
    return wanted(client, status) ? cxi_onednn(status) : NULL;
}

static bool register_one(struct cxi_client *client, const char *name, cx_ffi_handler *handler,
                         struct cxi_status *status) {
    void *function = NULL;
    *(cx_ffi_handler **)&function = handler;
    return cxi_client_register(client, name, function, status);
}

bool cxi_kernels_register_library(struct cxi_client *client, struct cxi_status *status) {
    if (!usable(client, status)) return false;
    for (int i = 0; i < 3; i++)
        if (!register_one(client, cxi_conv_names[i], cxi_conv_handlers[i], status)) return false;
    for (int i = 0; i < 2; i++)
        if (!register_one(client, cxi_pool_names[i], cxi_pool_handlers[i], status)) return false;
    return register_one(client, cxi_product_name, cxi_product_handler, status) &&
           register_one(client, cxi_attention_name, cxi_attention_handler, status) &&
           register_one(client, cxi_attention_gradient_name, cxi_attention_gradient_handler, status);
}

bool cxi_kernels_register_own(struct cxi_client *client, struct cxi_status *status) {
    return wanted(client, status) && register_one(client, cxi_quantised_handler_name, cxi_quantised_handler, status) &&
           register_one(client, cxi_narrow_handler_name, cxi_narrow_handler, status) &&
           register_one(client, cxi_attend_handler_name, cxi_attend_handler, status) &&
           register_one(client, cxi_rms_norm_name, cxi_rms_norm_handler, status) &&
           register_one(client, cxi_sum_of_squares_name, cxi_sum_of_squares_handler, status);
}

void cxi_kernels_describe(const struct cxi_client *client, struct cxi_text *out) {
    struct cxi_status why = {0};
    const struct onednn *lib = usable(client, &why);
    if (lib)
        cxi_addf(out, "oneDNN %d.%d.%d (%s)", lib->major, lib->minor, lib->patch, lib->path);
    else
        cxi_add(out, cxi_error(&why));
    cxi_status_clear(&why);
}
