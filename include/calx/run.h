/* calx/run.h: functions compiled just in time, and called.

       static void affine(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
           out[0] = cx_shift(cx_scale(in[0], 2), 1);
       }
       ...
       cx_function *f = cx_jit(rt, affine);
       cx_tensor *y = cx_apply(f, x);

   The C function is run once for each combination of input shapes and dtypes, to build its graph; the graph is compiled and
   kept. Calls are asynchronous. */
#ifndef CALX_RUN_H
#define CALX_RUN_H

#include <calx/graph.h>
#include <calx/tensor.h>

CX_BEGIN

typedef struct cx_function cx_function; /* of one runtime; freed with it, or by cx_function_free */
/* Builds out[] from in[], parameters like the inputs of the call that is traced. */
typedef void cx_traced(cx_graph *graph, cx_node *const *in, cx_node **out, void *user);

typedef struct cx_jit_args {
    cx_traced *trace;
    cx_here at_;
    void *user;            /* for trace */
    const char *name;      /* for messages and dumps; default: "function" */
    int outputs;           /* default: 1 */
    cx_dims donate;        /* inputs whose memory the outputs may take; those tensors are used up by a call */
    const char *const *sharding; /* of the outputs, as in cx_tensor_new; NULL: each device has all of them */
} cx_jit_args;
CX_API cx_function *cx_jit_(cx_runtime *runtime, cx_jit_args args);
#define cx_jit(runtime, ...) cx_jit_((runtime), CX_ARGS(cx_jit_args, __VA_ARGS__))
CX_API cx_function *cx_jit_graph(cx_runtime *runtime, cx_graph *graph); /* of a finished graph, which it takes over */
CX_API void cx_function_free(cx_function *function);
CX_API const char *cx_function_error(const cx_function *function);

/* out[] gets new tensors, to be freed by the caller; in error when the call failed, with the reason. */
CX_API void cx_call(cx_function *function, int inputs, cx_tensor *const *in, int outputs, cx_tensor **out);
/* The only output of a function: cx_apply(f, a, b). */
CX_API cx_tensor *cx_apply_(cx_function *function, int inputs, cx_tensor *const *in);
#define cx_apply(function, ...) cx_apply_((function), CX_LIST(cx_tensor *, __VA_ARGS__))

/* What the last compiled form takes, in bytes on each device; false before the first call. */
typedef struct cx_memory_use {
    int64_t arguments, results, aliased, temporaries, peak;
} cx_memory_use;
CX_API bool cx_function_memory(cx_function *function, cx_memory_use *use);

CX_END
#endif
