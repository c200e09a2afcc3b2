/* calx/runtime.h: a runtime is one client of one XLA plugin: devices, and everything made for them.

       cx_runtime *rt = cx_open("cpu");
       ...
       return cx_close(rt, stderr);       // frees everything; prints the first error; 0 when there was none

   ERRORS. Constructors never return NULL. An object that could not be made, or that failed later, is in error: it says why,
   what is asked of it does nothing, and what is made from it is in error too. The runtime keeps the first error of all
   its objects for cx_error and cx_close; it goes on working, unless it could not be opened at all.

   COMPILED PROGRAMS are kept on disk, in `programs/` of $CALX_CACHE, $XDG_CACHE_HOME/calx or ~/.cache/calx, so that a second
   start compiles nothing: up to 1 GiB, or as many MiB as $CALX_PROGRAM_CACHE says; "off" turns it off, a path is another folder. `calx cache` shows them.

   THREADS. A runtime, its tensors and compiled functions may be used from several threads at once. The devices' own threads
   do not survive fork(): in the child a runtime of its parent, and all that was made from it, is in error. */
#ifndef CALX_RUNTIME_H
#define CALX_RUNTIME_H

#include <calx/array.h>

CX_BEGIN

typedef struct cx_runtime cx_runtime; /* a client of a plugin, and all that was made for it */

typedef struct cx_open_args {
    const char *plugin; /* "cpu", "cuda", "rocm", "tpu", or the path of a PJRT plugin; NULL: no device, for files only */
    cx_here at_;
    int devices;        /* CPU devices to make; default: 1, or the size of the mesh */
    const char *mesh;   /* devices by name, for tensors in several parts: "data=2", "data=2 model=4" */
    bool no_program_cache; /* do not load compiled programs from disk, and do not save them there */
    bool profile;       /* keep account of where the time goes: cx_close writes it to its report, as cx_profile_write does
                           at any time. $CALX_PROFILE, if it is not empty, says the same for programs without such an option. */
    bool no_kernels;    /* XLA alone, also where oneDNN is faster on a CPU; $CALX_KERNELS=off says the same */
    /* Of GPUs, where the plugin knows them: */
    double memory_fraction; /* of the device's memory to take; default: the plugin's */
    bool no_preallocation;  /* take memory as it is needed */
} cx_open_args;
CX_API cx_runtime *cx_open_(cx_open_args args);
#define cx_open(...) cx_open_(CX_ARGS(cx_open_args, __VA_ARGS__))

/* report: gets the first warning and the first error; NULL for silence. Returns 0, or 1 after an error. */
CX_API int cx_close(cx_runtime *runtime, FILE *report);
CX_API bool cx_ok(const cx_runtime *runtime);
CX_API const char *cx_error(const cx_runtime *runtime); /* the first error, or NULL; valid until cleared or closed */
CX_API void cx_clear_error(cx_runtime *runtime);

/* What went wrong and was worked around: a compiled program on disk was damaged, say, and was compiled anew. The first,
   or NULL; valid until the runtime is closed. */
CX_API const char *cx_warning(const cx_runtime *runtime);

CX_API int cx_device_count(const cx_runtime *runtime);
CX_API void cx_describe(const cx_runtime *runtime, FILE *to); /* plugin, versions, devices, memory: a line each */

/* What a runtime has done since it was opened, and what of it is alive: to find leaks, and what costs time. On several
   devices each has a buffer of its own; an execution is counted once. */
typedef struct cx_statistics {
    int64_t buffers, events, executables;                /* alive: made and not freed */
    int64_t buffers_made, events_made, executables_made; /* in total */
    int64_t executions;
    int64_t bytes_to_device, bytes_from_device; /* copied, or lent, by the host; and read by it */
    int64_t compilations;
    double compile_seconds;           /* of all of them, together */
    int64_t cache_hits, cache_misses; /* executables found on disk, and looked for in vain */
} cx_statistics;
CX_API cx_statistics cx_runtime_statistics(const cx_runtime *runtime);
/* As one line of JSON, the fields under their names. False when writing failed. */
CX_API bool cx_statistics_write(const cx_statistics *statistics, FILE *to);

/* Where the time went since the runtime was opened with .profile, a line each: tracing, compiling, executing, waiting, transfer,
   input. Then each compiled program: its calls, its floating-point operations as the graph has them, by operation, and its
   memory. False without .profile, or when writing failed. */
CX_API bool cx_profile_write(cx_runtime *runtime, FILE *to);

/* For programs, not libraries: settings of the whole process that make XLA's CPU client faster and quieter (malloc keeps
   large blocks; TF_CPP_MIN_LOG_LEVEL=3 unless it is set). Call it first in main. */
CX_API void cx_tune_process(void);

CX_END
#endif
