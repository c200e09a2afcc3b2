/* The PJRT C API as Calx uses it: the binary layout that a plugin and its caller agree on, in our own words.

   A plugin exports GetPjrtApi, which returns a table of functions. Nearly every function takes a pointer to
   one struct of arguments, which also receives the results, and returns NULL or an error. Four rules keep old
   callers and new plugins together:
   - The table only ever grows at its end. Before a function is called, test that the table reaches that far
   and that the pointer is there (cxi_call does).
   - Argument structs only grow at their end, too. Each starts with its size, and a plugin refuses a size
   below its own but accepts a larger one. So every call passes a block of PJRT_ARGS_SIZE zeroed bytes
   (PJRT_ARGS).
   - What is zero means "not given", also to plugins that know fields which are not listed here.
   - Structs that stand in arrays (pjrt_named_value) have their own size in `size`.

   Included by src/pjrt/ and its tests only. */
#ifndef CXI_PJRT_ABI_H
#define CXI_PJRT_ABI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* X(name, place in the table, name in messages, whether Calx cannot work without it) */
#define PJRT_FUNCTIONS(X)                                                      \
    X(ERROR_DESTROY, 0, "PJRT_Error_Destroy", true)                            \
    X(ERROR_MESSAGE, 1, "PJRT_Error_Message", true)                            \
    X(ERROR_CODE, 2, "PJRT_Error_GetCode", true)                               \
    X(PLUGIN_INITIALIZE, 3, "PJRT_Plugin_Initialize", true)                    \
    X(PLUGIN_ATTRIBUTES, 4, "PJRT_Plugin_Attributes", false)                   \
    X(EVENT_DESTROY, 5, "PJRT_Event_Destroy", true)                            \
    X(EVENT_IS_READY, 6, "PJRT_Event_IsReady", true)                           \
    X(EVENT_AWAIT, 8, "PJRT_Event_Await", true)                                \
    X(EVENT_ON_READY, 9, "PJRT_Event_OnReady", true)                           \
    X(CLIENT_CREATE, 10, "PJRT_Client_Create", true)                           \
    X(CLIENT_DESTROY, 11, "PJRT_Client_Destroy", true)                         \
    X(CLIENT_PLATFORM, 12, "PJRT_Client_PlatformName", true)                   \
    X(CLIENT_VERSION, 14, "PJRT_Client_PlatformVersion", true)                 \
    X(CLIENT_DEVICES, 16, "PJRT_Client_AddressableDevices", true)              \
    X(CLIENT_COMPILE, 20, "PJRT_Client_Compile", true)                         \
    X(BUFFER_FROM_HOST, 22, "PJRT_Client_BufferFromHostBuffer", true)          \
    X(DESCRIPTION_ID, 23, "PJRT_DeviceDescription_Id", true)                   \
    X(DESCRIPTION_KIND, 26, "PJRT_DeviceDescription_Kind", true)               \
    X(DEVICE_DESCRIPTION, 29, "PJRT_Device_GetDescription", true)              \
    X(DEVICE_MEMORY, 34, "PJRT_Device_MemoryStats", false)                     \
    X(EXECUTABLE_DESTROY, 40, "PJRT_Executable_Destroy", true)                 \
    X(EXECUTABLE_OUTPUT_COUNT, 44, "PJRT_Executable_NumOutputs", true)         \
    X(EXECUTABLE_SERIALIZE, 49, "PJRT_Executable_Serialize", false)            \
    X(LOADED_DESTROY, 50, "PJRT_LoadedExecutable_Destroy", true)               \
    X(LOADED_EXECUTABLE, 51, "PJRT_LoadedExecutable_GetExecutable", true)      \
    X(LOADED_DEVICES, 52, "PJRT_LoadedExecutable_AddressableDevices", true)    \
    X(LOADED_EXECUTE, 55, "PJRT_LoadedExecutable_Execute", true)               \
    X(EXECUTABLE_LOAD, 56, "PJRT_Executable_DeserializeAndLoad", false)        \
    X(BUFFER_DESTROY, 58, "PJRT_Buffer_Destroy", true)                         \
    X(BUFFER_TO_HOST, 70, "PJRT_Buffer_ToHostBuffer", true)                    \
    X(BUFFER_IS_ON_CPU, 71, "PJRT_Buffer_IsOnCpu", false)                      \
    X(BUFFER_READY_EVENT, 72, "PJRT_Buffer_ReadyEvent", true)                  \
    X(BUFFER_POINTER, 73, "PJRT_Buffer_UnsafePointer", false)                  \
    X(EXECUTABLE_OUTPUT_TYPES, 90, "PJRT_Executable_OutputElementTypes", true) \
    X(EXECUTABLE_OUTPUT_DIMS, 91, "PJRT_Executable_OutputDimensions", true)    \
    X(EXECUTABLE_MEMORY, 96, "PJRT_Executable_GetCompiledMemoryStats", false)

enum pjrt_function {
#define X(NAME, PLACE, TEXT, NEEDED) PJRT_##NAME = PLACE,
    PJRT_FUNCTIONS(X)
#undef X
};

/* What the plugin owns. */
struct pjrt_error;
struct pjrt_event;
struct pjrt_client;
struct pjrt_device;
struct pjrt_description; /* of a device */
struct pjrt_buffer;
struct pjrt_executable; /* a compiled program */
struct pjrt_loaded;     /* the same, loaded onto devices */

struct pjrt_extension {
    size_t size;
    int type;
    struct pjrt_extension *next;
};

typedef struct pjrt_error *pjrt_call_function(void *args);
typedef void pjrt_void_function(void *args); /* the first two, which deal with errors, return none */

struct pjrt_table {
    size_t size; /* in bytes, functions included */
    struct pjrt_extension *extensions;
    struct {
        size_t size;
        struct pjrt_extension *extensions;
        int major, minor; /* another major is another layout; it has been 0 so far */
    } version;
    pjrt_call_function *functions[];
};

typedef const struct pjrt_table *pjrt_get_api(void); /* the symbol GetPjrtApi */

/* --------------------------------------------------------------------------------------- arguments */
#define PJRT_ARGS_SIZE 512

/* PJRT_ARGS(pjrt_wait, wait) declares `wait`, a pointer to zeroed arguments of that type with their
   size set. */
#define PJRT_ARGS(type, name)                     \
    union {                                       \
        struct type args;                         \
        char padding[PJRT_ARGS_SIZE];             \
    } name##_block = {.padding = {0}};            \
    struct type *const name = &name##_block.args; \
    name->size = PJRT_ARGS_SIZE

#define PJRT_HEAD \
    size_t size;  \
    struct pjrt_extension *extension

/* One object in, at most one value out: about half of all functions. Which member a function fills:
   nothing (the destroying functions, EVENT_AWAIT), flag (EVENT_IS_READY, BUFFER_IS_ON_CPU),
   integer (DESCRIPTION_ID), count (EXECUTABLE_OUTPUT_COUNT), address (BUFFER_POINTER),
   text (CLIENT_PLATFORM, CLIENT_VERSION, DESCRIPTION_KIND), pointer (DEVICE_DESCRIPTION, LOADED_EXECUTABLE,
   BUFFER_READY_EVENT), list (CLIENT_DEVICES, LOADED_DEVICES). */
struct pjrt_ask {
    PJRT_HEAD;
    void *object;
    union {
        bool flag;
        int integer;
        size_t count;
        uintptr_t address;
        void *pointer;
        struct {
            const char *text;
            size_t length;
        } text;
        struct {
            void *const *items;
            size_t count;
        } list;
    };
};

struct pjrt_message { /* ERROR_MESSAGE */
    PJRT_HEAD;
    struct pjrt_error *error;
    const char *text; /* lives as long as the error; not terminated */
    size_t length;
};

struct pjrt_code { /* ERROR_CODE */
    PJRT_HEAD;
    const struct pjrt_error *error;
    int code; /* absl::StatusCode */
};

/* A named value stands in arrays, so it has its own size, 56. */
enum pjrt_value_type { PJRT_STRING, PJRT_INT64, PJRT_INT64_LIST, PJRT_FLOAT, PJRT_BOOL };
struct pjrt_named_value {
    PJRT_HEAD;
    const char *name;
    size_t name_length;
    int type; /* enum pjrt_value_type */
    union {
        const char *string;
        int64_t integer;
        const int64_t *integers;
        float number;
        bool boolean;
    };
    size_t count; /* of characters or integers; 1 for a single value */
};

struct pjrt_attributes { /* PLUGIN_ATTRIBUTES; PLUGIN_INITIALIZE takes the head alone */
    PJRT_HEAD;
    const struct pjrt_named_value *values;
    size_t count;
};

/* EVENT_ON_READY. The callback owns the error it is given, and may be called before the registration returns.
   It may destroy the event. */
struct pjrt_on_ready {
    PJRT_HEAD;
    struct pjrt_event *event;
    void (*callback)(struct pjrt_error *error, void *user);
    void *user;
};

struct pjrt_create { /* CLIENT_CREATE */
    PJRT_HEAD;
    const struct pjrt_named_value *options;
    size_t option_count;
    void *get, *get_user, *put, *put_user; /* a key-value store shared by processes; not used yet */
    struct pjrt_client *client;            /* out */
    void *try_get, *try_get_user;
};

struct pjrt_device_memory { /* DEVICE_MEMORY: all out, each but the first with whether the plugin knows it */
    PJRT_HEAD;
    struct pjrt_device *device;
    int64_t in_use;
    struct {
        int64_t value;
        bool known;
    } peak, allocations, largest_allocation, limit, reserved, peak_reserved, reservable, largest_free, pool, peak_pool;
};

/* --------------------------------------------------------------------------------------- transfers */
enum pjrt_host_memory {
    PJRT_COPY_DURING_CALL,
    PJRT_COPY_UNTIL_DONE, /* the memory is read until the done event fires */
    PJRT_SHARE_READ_ONLY, /* the buffer may be the memory; the done event fires when the buffer dies */
    PJRT_SHARE_MUTABLE,   /* the same, and donating the buffer writes into it: never used by Calx */
};

struct pjrt_from_host { /* BUFFER_FROM_HOST */
    PJRT_HEAD;
    struct pjrt_client *client;
    const void *data;
    int type; /* PJRT_Buffer_Type: the numbers are in base/dtype.def */
    const int64_t *dims;
    size_t rank;
    const int64_t *strides; /* NULL: row-major */
    size_t stride_count;
    int host_memory; /* enum pjrt_host_memory */
    struct pjrt_device *device;
    void *memory, *layout;      /* NULL: the device's default ones */
    struct pjrt_event *done;    /* out: the host memory is no longer used; the caller destroys it */
    struct pjrt_buffer *buffer; /* out */
};

/* How elements follow each other: dimensions from the fastest-varying to the slowest, then tiles (none
   here). */
struct pjrt_layout {
    PJRT_HEAD;
    struct {
        PJRT_HEAD;
        const int64_t *minor_to_major;
        size_t rank;
        const int64_t *tiles;
        const size_t *tile_ranks;
        size_t tile_count;
    } tiled;
    int type; /* 0: tiled, the only kind used */
};

struct pjrt_to_host { /* BUFFER_TO_HOST */
    PJRT_HEAD;
    struct pjrt_buffer *buffer;
    const struct pjrt_layout *layout; /* on the host; NULL: as on the device */
    void *to;
    size_t to_size;
    struct pjrt_event *done; /* out; the caller destroys it */
};

/* ---------------------------------------------------------------------------------------- programs */
struct pjrt_program {
    PJRT_HEAD;
    const char *text;
    size_t length;
    const char *format; /* "mlir" */
    size_t format_length;
};

struct pjrt_compile { /* CLIENT_COMPILE */
    PJRT_HEAD;
    struct pjrt_client *client;
    const struct pjrt_program *program;
    const char *options; /* a CompileOptionsProto (options.c); an empty one aborts the process */
    size_t options_size;
    struct pjrt_loaded *loaded; /* out */
};

struct pjrt_execute_options { /* must be there: a NULL crashes the plugin */
    PJRT_HEAD;
    void **send, **receive;
    size_t send_count, receive_count;
    int launch_id;
    const int64_t *not_donated; /* inputs that this call must leave intact, on every device */
    size_t not_donated_count;
};

struct pjrt_execute { /* LOADED_EXECUTE */
    PJRT_HEAD;
    struct pjrt_loaded *loaded;
    struct pjrt_execute_options *options;
    struct pjrt_buffer *const *const *inputs; /* [device][input] */
    size_t device_count, input_count;
    struct pjrt_buffer **const *outputs; /* [device][output], out */
    struct pjrt_event **done;            /* [device], out; the caller destroys them: they leak otherwise */
    struct pjrt_device *device;          /* for programs that were compiled without a device */
};

struct pjrt_serialize { /* EXECUTABLE_SERIALIZE */
    PJRT_HEAD;
    const struct pjrt_executable *executable;
    const char *bytes;
    size_t bytes_size;
    void *owner; /* of the bytes; ends with release(owner) */
    void (*release)(void *owner);
};

struct pjrt_load { /* EXECUTABLE_LOAD */
    PJRT_HEAD;
    struct pjrt_client *client;
    const char *bytes;
    size_t bytes_size;
    struct pjrt_loaded *loaded; /* out */
    const char *options;        /* CompileOptionsProto in place of the saved one; older plugins do not look */
    size_t options_size;
};

struct pjrt_output_types { /* EXECUTABLE_OUTPUT_TYPES */
    PJRT_HEAD;
    struct pjrt_executable *executable;
    const int *types; /* as in pjrt_from_host */
    size_t count;
};

struct pjrt_output_dims { /* EXECUTABLE_OUTPUT_DIMS */
    PJRT_HEAD;
    struct pjrt_executable *executable;
    size_t count;
    const int64_t *dims; /* of all outputs, one after the other */
    const size_t *ranks; /* how many belong to each output */
};

struct pjrt_program_memory { /* EXECUTABLE_MEMORY, in bytes */
    PJRT_HEAD;
    struct pjrt_executable *executable;
    int64_t code, arguments, results, aliased, temporaries;
    int64_t host_code, host_arguments, host_results, host_aliased, host_temporaries;
    int64_t peak;
};

#undef PJRT_HEAD

#endif
