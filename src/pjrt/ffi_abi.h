/* XLA's typed FFI as Calx uses it: the binary layout that XLA and a handler of custom calls agree on, in our own words.

   XLA calls a handler with one call frame. The frame has the arrays and attributes, and a table of functions by which the
   handler asks for more. As in the PJRT C API, every struct starts with its size and a list of extensions, and only
   grows at its end.

   Included by src/pjrt/ only. */
#ifndef CXI_FFI_ABI_H
#define CXI_FFI_ABI_H

#include "pjrt/abi.h"

struct ffi_error;   /* made by the table's function; owned by XLA once it was returned */
struct ffi_context; /* of one call */

#define FFI_HEAD \
    size_t size; \
    struct pjrt_extension *extensions

/* -------------------------------------------------------------------------------------------- what is called */

enum ffi_stage { FFI_INSTANTIATE, FFI_PREPARE, FFI_INITIALIZE, FFI_EXECUTE };

struct ffi_buffer {
    FFI_HEAD;
    int dtype; /* xla.PrimitiveType, see frame.c */
    void *data;
    int64_t rank;
    const int64_t *dims;
};

struct ffi_buffers { /* inputs, and outputs */
    FFI_HEAD;
    int64_t count;
    const int *kinds; /* 1: a buffer, the only kind */
    struct ffi_buffer *const *buffer;
};

struct ffi_span { /* a text without an end mark */
    const char *text;
    size_t length;
};

enum ffi_attribute_kind { FFI_ARRAY = 1, FFI_DICTIONARY, FFI_SCALAR, FFI_STRING };

struct ffi_scalar {
    int dtype;
    const void *value;
};

struct ffi_array {
    int dtype;
    size_t count;
    const void *values;
};

struct ffi_attributes {
    FFI_HEAD;
    int64_t count;
    const int *kind; /* enum ffi_attribute_kind */
    const struct ffi_span *const *name;
    const void *const *value; /* ffi_array, ffi_scalar or ffi_span */
};

struct ffi_frame {
    FFI_HEAD;
    const struct ffi_table *table;
    struct ffi_context *context;
    int stage; /* enum ffi_stage */
    struct ffi_buffers inputs, outputs;
    struct ffi_attributes attributes;
};

/* Before it calls a handler in earnest, XLA asks for its version by a frame with this extension. */
enum { FFI_METADATA = 1 };

struct ffi_version {
    FFI_HEAD;
    int major, minor;
};

struct ffi_metadata {
    size_t size;
    struct ffi_version version; /* out */
    uint32_t traits;            /* out */
};

struct ffi_metadata_extension {
    struct pjrt_extension head;
    struct ffi_metadata *metadata;
};

/* ------------------------------------------------------------------------------------- what a handler may call */

struct ffi_create_error {
    FFI_HEAD;
    const char *message;
    int code; /* absl::StatusCode */
};

struct ffi_destroy_error {
    FFI_HEAD;
    struct ffi_error *error;
};

struct ffi_schedule { /* the task runs on a thread of the pool, at some time */
    FFI_HEAD;
    struct ffi_context *context;
    void (*task)(void *user);
    void *user;
};

struct ffi_threads {
    FFI_HEAD;
    struct ffi_context *context;
    int64_t *count; /* out */
};

struct ffi_table {
    FFI_HEAD;
    struct ffi_version version;
    const void *internal;
    struct ffi_error *(*create_error)(struct ffi_create_error *args);
    void *error_message;
    void (*destroy_error)(struct ffi_destroy_error *args);
    void *others[8]; /* registration, streams, types, state, device memory */
    struct ffi_error *(*schedule)(struct ffi_schedule *args);
    struct ffi_error *(*threads)(struct ffi_threads *args);
};

/* ----------------------------------------------------------------------------------------------- registration */

/* The extension of the PJRT table by which handlers are made known. */
enum { PJRT_FFI_EXTENSION = 5 };

struct pjrt_register { /* without a list of extensions; the plugin compares its size with its own */
    size_t size;
    const char *name;
    size_t name_length;
    void *handler;
    const char *platform; /* "Host", "CUDA" or "ROCM" */
    size_t platform_length;
    int traits;
};
#define PJRT_REGISTER_SIZE (offsetof(struct pjrt_register, traits) + sizeof(int))

struct pjrt_ffi_extension {
    struct pjrt_extension head;
    void *register_type, *add_user_data;
    struct pjrt_error *(*register_handler)(struct pjrt_register *args);
};

#undef FFI_HEAD

#endif
