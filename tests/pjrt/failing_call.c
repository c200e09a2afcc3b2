/* XLA's typed FFI, as much as a handler needs that only fails: the layouts are those of
   xla/ffi/api/c_api.h. */
#define _GNU_SOURCE /* nanosleep */
#include "pjrt/failing_call.h"

#include "pjrt/handles.h"

#include <time.h>

struct ffi_version {
    size_t size;
    void *extension;
    int major, minor;
};

struct ffi_error {
    size_t size;
    void *extension;
    const char *message;
    int code;
};

struct ffi_api {
    size_t size;
    void *extension;
    struct ffi_version version;
    void *internal;
    void *(*create_error)(struct ffi_error *error);
};

struct ffi_metadata {
    size_t size;
    struct ffi_version version;
    uint32_t traits;
};

struct ffi_extension {
    size_t size;
    int type; /* 1: a question for metadata */
    struct ffi_extension *next;
    struct ffi_metadata *metadata;
};

struct ffi_frame {
    size_t size;
    struct ffi_extension *extension;
    const struct ffi_api *api;
    void *context;
    int stage; /* 3: execute */
};

static void *fail_slowly(struct ffi_frame *frame) {
    if (frame->extension && frame->extension->type == 1) {
        frame->extension->metadata->version.major = 0;
        frame->extension->metadata->version.minor = frame->api->version.minor;
        return NULL;
    }
    if (frame->stage != 3) return NULL;
    nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
    struct ffi_error error = {.size = sizeof error, .message = "meant to fail", .code = 13};
    return frame->api->create_error(&error);
}

struct ffi_registration { /* no extension slot */
    size_t size;
    const char *name;
    size_t name_length;
    void *(*handler)(struct ffi_frame *frame);
    const char *platform;
    size_t platform_length;
    uint32_t traits;
};

struct pjrt_ffi {
    struct pjrt_extension head; /* type 5 */
    void *register_type, *add_user_data;
    struct pjrt_error *(*register_handler)(struct ffi_registration *registration);
};

bool register_failing_call(const struct cxi_plugin *plugin) {
    struct pjrt_extension *extension = plugin->table->extensions;
    while (extension && extension->type != 5) extension = extension->next;
    if (!extension) return false;
    struct ffi_registration registration = {.size = sizeof registration,
                                            .name = "calx_test_fails",
                                            .name_length = 15,
                                            .handler = fail_slowly,
                                            .platform = "Host",
                                            .platform_length = 4};
    struct pjrt_error *error = ((struct pjrt_ffi *)extension)->register_handler(&registration);
    if (error) cxi_destroy(plugin, PJRT_ERROR_DESTROY, error);
    return !error;
}
