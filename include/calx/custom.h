/* calx/custom.h: operations of your own, whose work a C function on the host does inside of compiled programs, through
   XLA's typed FFI.

       static bool axpy(cx_frame *frame) {                                    // y = a x + b
           cx_buffer x = cx_frame_input(frame, 0), b = cx_frame_input(frame, 1), y = cx_frame_output(frame, 0);
           double a = cx_frame_real(frame, "a", 1);
           ...
           return true;
       }
       CX_HANDLER(axpy_handler, axpy)

       cx_register(rt, "axpy", axpy_handler);                                 // once, before a graph is compiled
       ...
       cx_custom_call("axpy", CX_LIST(cx_node *, x, b), CX_LIST(cx_type, {CX_F32, CX_DIMS(4)}), &y,
                      .attributes = CX_LIST(cx_attribute, cx_attribute_real("a", 2)));

   docs/custom-calls.md has the whole program, with a gradient. */
#ifndef CALX_CUSTOM_H
#define CALX_CUSTOM_H

#include <calx/graph.h>
#include <calx/runtime.h>

CX_BEGIN

/* ------------------------------------------------------------------------------------------- in the graph */

/* Of a result. */
typedef struct cx_type {
    cx_dtype dtype;
    cx_dims dims;
} cx_type;

/* A value that is known when the graph is built and handed to the handler with each call. */
typedef struct cx_attribute {
    const char *name; /* letters, digits and '_' */
    enum { CX_ATTRIBUTE_INT, CX_ATTRIBUTE_REAL, CX_ATTRIBUTE_INTS, CX_ATTRIBUTE_TEXT } kind;
    int64_t integer;
    double real;
    cx_dims integers;
    const char *text; /* printable ASCII without '"' and '\' */
} cx_attribute;
CX_API cx_attribute cx_attribute_int(const char *name, int64_t value);
CX_API cx_attribute cx_attribute_real(const char *name, double value);
CX_API cx_attribute cx_attribute_ints(const char *name, cx_dims values);
CX_API cx_attribute cx_attribute_text(const char *name, const char *value);

typedef struct cx_custom_args {
    const char *handler; /* the name it is registered under, when the graph is compiled */
    int inputs;
    cx_node *const *in;
    int outputs;
    const cx_type *type; /* of each output */
    cx_node **out;       /* set to the outputs, or to poison */
    cx_here at_;
    int attributes;
    const cx_attribute *attribute;
} cx_custom_args;
/* Calls a handler on arrays that lie row-major and dense in memory. It must be a function of its inputs and attributes alone,
   since XLA may call it once for several uses, or not at all. There is no gradient through it: see cx_custom_gradient. */
CX_API void cx_custom_call_(cx_custom_args args);
#define cx_custom_call(...) cx_custom_call_(CX_ARGS(cx_custom_args, __VA_ARGS__))

/* -------------------------------------------------------------------------------------------- the handler */

/* One call of a handler: its arrays and attributes. Valid until the handler returns. */
typedef struct cx_frame cx_frame;

/* Does the work and returns true, or cx_frame_fail(...). XLA calls it from any of its threads, several at a time. */
typedef bool cx_handler(cx_frame *frame);

typedef struct cx_buffer {
    cx_dtype dtype; /* CX_INVALID: there is no array of that number, or of a type that Calx does not know */
    cx_dims dims;
    void *data; /* of an input: not to be written to */
} cx_buffer;
CX_API int cx_frame_inputs(const cx_frame *frame);
CX_API int cx_frame_outputs(const cx_frame *frame);
CX_API cx_buffer cx_frame_input(const cx_frame *frame, int index);
CX_API cx_buffer cx_frame_output(const cx_frame *frame, int index);

/* Attributes by name; `otherwise` when there is none of that name and kind. */
CX_API int64_t cx_frame_int(const cx_frame *frame, const char *name, int64_t otherwise);
CX_API double cx_frame_real(const cx_frame *frame, const char *name, double otherwise);
CX_API cx_dims cx_frame_ints(const cx_frame *frame, const char *name); /* rank 0 when there is none */
/* Whether there is a text of that name; length bytes of it, without an end mark, are at *text. */
CX_API bool cx_frame_text(const cx_frame *frame, const char *name, const char **text, size_t *length);

/* Makes the call fail: the message, with XLA's words around it, becomes the error of the outputs' tensors. Returns false. */
CX_API bool cx_frame_fail(cx_frame *frame, const char *format, ...) CX_PRINTF(2, 3);

/* Calls work(chunk, worker, user) for each chunk in [0, chunks), on this thread and on those of XLA's pool that are free, and
   returns when all are done. No two calls of one worker, in [0, cx_frame_workers), run at the same time; which worker takes
   which chunk is chance: for results that do not depend on it, let each chunk write to a place of its own. */
typedef void cx_chunk(int64_t chunk, int worker, void *user);
CX_API int cx_frame_workers(const cx_frame *frame);
CX_API void cx_frame_parallel(cx_frame *frame, int64_t chunks, cx_chunk *work, void *user);

/* ------------------------------------------------------------------------------------------- registration */

/* The function that XLA calls: XLA_FFI_Handler of its C API. CX_HANDLER defines a static one, `name`, that calls `handler`. */
typedef void *cx_ffi_handler(void *call_frame);
#define CX_HANDLER(name, handler)                     \
    static void *name(void *call_frame) {             \
        return cx_frame_call_(call_frame, (handler)); \
    }
CX_API void *cx_frame_call_(void *call_frame, cx_handler *handler);

/* Makes `handler` known under `name` to the runtime's plugin, for its platform (on GPUs, arrays are in the device's memory).
   Plugins are the process's own, and so are their handlers: they stay to its end, also for other runtimes; registering
   the same one again does nothing, another under that name is an error of the runtime. Returns whether it is known. */
CX_API bool cx_register(cx_runtime *runtime, const char *name, cx_ffi_handler *handler);

CX_END
#endif
