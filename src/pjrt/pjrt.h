/* What the rest of Calx asks of a device runtime: find a plugin, open a client, move data, compile, execute.
   Nothing outside this folder sees the PJRT C API (abi.h); nothing inside knows of graphs or tensors.

   Each function that can fail takes a cxi_status and returns NULL or false. Handles may be used from several
   threads at once unless it is said otherwise; freeing one while it is in use is the caller's mistake, except
   that buffers and programs may be freed while an execution that uses them is in flight. */
#ifndef CXI_PJRT_H
#define CXI_PJRT_H

#include <calx/custom.h>

#include "base/status.h"
#include "base/text.h"

/* ------------------------------------------------------------------------------------- plugin.c
   A PJRT plugin is a shared library. It is loaded once per process and never unloaded: XLA does not survive
   that. */
struct cxi_plugin;

/* `name` is a platform ("cpu", "cuda", "rocm", "tpu") or a path to a library (it has a '/'). The search order
   for a platform: $CALX_PLUGIN, $PJRT_PLUGIN_LIBRARY_PATH (a file, or a folder or colon-separated list of
   them), Calx's cache folder, the jax_plugins and libtpu packages of Python environments ($VIRTUAL_ENV, user
   and system site). The error lists every place looked at and says how to get a plugin. */
struct cxi_plugin *cxi_plugin_open(const char *name, struct cxi_status *status);

/* Every candidate for `name` in search order, found or not, for messages and `calx info`. False when there was no
   memory to look at all of them. */
typedef void cxi_plugin_seen(const char *path, const char *source, bool exists, void *user);
bool cxi_plugin_search(const char *name, cxi_plugin_seen *seen, void *user);

const char *cxi_plugin_path(const struct cxi_plugin *plugin);
void cxi_plugin_api_version(const struct cxi_plugin *plugin, int *major, int *minor);
/* The plugin's own attributes as text, a line each ("stablehlo_current_version 1.20.0"). */
void cxi_plugin_describe(const struct cxi_plugin *plugin, struct cxi_text *out);

/* Calx's cache folder: $CALX_CACHE, else $XDG_CACHE_HOME/calx, else $HOME/.cache/calx. Free it with cxi_free;
   NULL when there is none to be had. */
char *cxi_cache_folder(void);

/* ---------------------------------------------------------------------------------------- client.c */
struct cxi_client;

/* A named value for the plugin's create call or for an XLA flag of one compilation. */
struct cxi_option {
    const char *name;
    enum { CXI_OPTION_STRING, CXI_OPTION_INT, CXI_OPTION_INTS, CXI_OPTION_FLOAT, CXI_OPTION_BOOL } type;
    union {
        const char *string;
        int64_t integer; /* of a list: see integers and count */
        double number;
        bool boolean;
    };
    const int64_t *integers;
    int count;
};

/* Options that the plugin says it does not know are dropped and the rest is tried again; cxi_client_dropped
   says which. (CPU plugins before PJRT API 0.115 pass over unknown ones in silence.) A wrong value is an
   error. */
struct cxi_client *cxi_client_open(struct cxi_plugin *plugin, const struct cxi_option *options, int count,
                                   struct cxi_status *status);
void cxi_client_close(struct cxi_client *client);                 /* after every buffer and program of it was freed */
const char *cxi_client_dropped(const struct cxi_client *client);  /* "name, name" or "" */
const char *cxi_client_platform(const struct cxi_client *client); /* "cpu" */
bool cxi_client_is_cpu(const struct cxi_client *client);
const char *cxi_client_platform_version(const struct cxi_client *client);
struct cxi_plugin *cxi_client_plugin(const struct cxi_client *client);
int cxi_client_device_count(const struct cxi_client *client);                    /* that this process can use */
const char *cxi_client_device_name(const struct cxi_client *client, int device); /* "NVIDIA A100", "cpu" */

/* Bytes; `limit` is 0 when unknown. Fails cleanly where the plugin does not tell (CPU). */
bool cxi_client_device_memory(const struct cxi_client *client, int device, int64_t *in_use, int64_t *limit,
                              struct cxi_status *status);

/* Since the client was opened, for leak checks and statistics. */
struct cxi_client_counts {
    int64_t buffers, events, programs; /* alive */
    int64_t buffers_made, events_made, programs_made;
    int64_t executions, bytes_to_device, bytes_from_device;
    int64_t compilations, compile_nanoseconds;
};
struct cxi_client_counts cxi_client_counts(const struct cxi_client *client);

/* -------------------------------------------------------------------------------------- handlers.c
   Functions that programs call by name, through XLA's typed FFI. They are known to the plugin, hence to the process, from
   then on: registering one again does nothing, another under its name is an error. Programs that name one are to be
   compiled or loaded after it was registered. */
bool cxi_client_register(struct cxi_client *client, const char *name, void *handler, struct cxi_status *status);
/* The names that are known, a line each, in order: what a saved program needs beyond itself. */
void cxi_client_handlers(const struct cxi_client *client, struct cxi_text *out);

/* ------------------------------------------------------------------------------------- buffer.c
   An array on one device. Transfers to and executions on it are asynchronous; an error that happened on the
   way surfaces at cxi_buffer_wait, at reading, and in the results of executions that use it. */
struct cxi_buffer;

enum cxi_host_memory {
    CXI_COPY,   /* read before the call returns */
    CXI_BORROW, /* stays unchanged until done(user), which may be called from another thread or before the
                   return */
    CXI_SHARE,  /* is the buffer's memory where alignment (64 bytes) allows, until done(user) when the buffer
                   and all executions that use it are gone; else as CXI_BORROW. Never donated: the program
                   would write into the caller's memory. */
};

/* From row-major `data`; i4 and u4 take a byte each. `done` (NULL: none) is called exactly once, even when
   this fails. */
struct cxi_buffer *cxi_buffer_from_host(struct cxi_client *client, int device, const void *data, cx_dtype dtype,
                                        cx_dims dims, enum cxi_host_memory how, void (*done)(void *user), void *user,
                                        struct cxi_status *status);
void cxi_buffer_free(struct cxi_buffer *buffer);                            /* NULL is fine */
bool cxi_buffer_wait(struct cxi_buffer *buffer, struct cxi_status *status); /* until its contents are there */
bool cxi_buffer_is_ready(struct cxi_buffer *buffer);                        /* true also when it failed */

/* Waits, then copies it row-major; `size` must be exactly its bytes. */
bool cxi_buffer_read(struct cxi_buffer *buffer, void *to, size_t size, struct cxi_status *status);

/* Waits. NULL unless the host can read it in place (CPU, not i4 and u4). Good until freed or donated. */
const void *cxi_buffer_pointer(struct cxi_buffer *buffer);
bool cxi_buffer_is_shared(const struct cxi_buffer *buffer); /* made by CXI_SHARE */
cx_dtype cxi_buffer_dtype(const struct cxi_buffer *buffer);
cx_dims cxi_buffer_dims(const struct cxi_buffer *buffer);
int cxi_buffer_device(const struct cxi_buffer *buffer);

/* ------------------------------------------------------------------------------------ program.c
   A compiled, loaded executable. */
struct cxi_program;

struct cxi_compile_options {
    int partitions;                 /* devices the program is split over by Shardy; 0 means 1 */
    int device;                     /* of a one-partition program */
    const struct cxi_option *flags; /* XLA flags for this compilation only; refused ones are dropped */
    int flag_count;
};

struct cxi_program *cxi_program_compile(struct cxi_client *client, const char *stablehlo, size_t length,
                                        const struct cxi_compile_options *options, struct cxi_status *status);
void cxi_program_free(struct cxi_program *program);

/* Adds the options as the plugin is given them, in bytes: for a key. */
bool cxi_program_options(const struct cxi_client *client, const struct cxi_compile_options *options,
                         struct cxi_text *bytes, struct cxi_status *status);

/* Runs on every partition: in[partition * inputs + i], out[partition * outputs + i]. `keep[i]` (NULL: none)
   forbids the donation of input i in this call. Outputs are new buffers, all NULL on failure. Returns once
   the work is queued. The shapes and types of inputs are the caller's to check: XLA compares their sizes in
   bytes only. */
bool cxi_program_execute(struct cxi_program *program, struct cxi_buffer *const *in, int inputs, const bool *keep,
                         struct cxi_buffer **out, int outputs, struct cxi_status *status);

const char *cxi_program_dropped(const struct cxi_program *program); /* flags refused: "name, name" or "" */

struct cxi_program_memory {
    int64_t code, arguments, results, aliased, temporaries, peak; /* bytes */
};
bool cxi_program_memory(struct cxi_program *program, struct cxi_program_memory *memory, struct cxi_status *status);
bool cxi_program_output(struct cxi_program *program, int output, cx_dtype *dtype, cx_dims *dims,
                        struct cxi_status *status); /* per device */
int cxi_program_output_count(struct cxi_program *program);

/* The compiled form, for a disk cache of the caller's: loading bytes that were changed kills the process, so
   keep a checksum. Saving fails for some programs that are sound otherwise (on CPU those with a simple sort:
   "`LessThan` is not serializable"): such a program is not cached. Loading needs no flags again, and moves
   the program to `device`. */
bool cxi_program_save(struct cxi_program *program, struct cxi_text *bytes, struct cxi_status *status);
struct cxi_program *cxi_program_load(struct cxi_client *client, const void *bytes, size_t size,
                                     const struct cxi_compile_options *options, struct cxi_status *status);

/* ------------------------------------------------------------------------------------------------- handlers */

/* As cx_frame_parallel, for handlers whose calls follow each other within microseconds: the threads that help stay awake for a
   moment. XLA's own work has to do without them meanwhile. */
void cxi_frame_parallel_awake(cx_frame *frame, int64_t chunks, cx_chunk *work, void *user);

#endif
