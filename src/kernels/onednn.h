/* oneDNN, a library of convolutions and the like for CPUs, as Calx uses it: loaded when it is there, not linked. Versions 2
   and 3 differ in how descriptors are made; that difference ends in onednn.c.

   The declarations are of its C API, in our own words. Everything of oneDNN's is a void pointer here; its functions return 0
   when they succeed. */
#ifndef CXI_KERNELS_ONEDNN_H
#define CXI_KERNELS_ONEDNN_H

#include "base/status.h"

enum { ONEDNN_MAX_AXES = 12 };
enum onednn_dtype { ONEDNN_BF16 = 2, ONEDNN_F32 = 3 };
enum onednn_prop { ONEDNN_FORWARD = 64 /* for training */ };
enum onednn_query { /* of a primitive descriptor: memory descriptors */
                    ONEDNN_SOURCE = 129,
                    ONEDNN_SOURCE_GRADIENT,
                    ONEDNN_WEIGHTS,
                    ONEDNN_WEIGHTS_GRADIENT,
                    ONEDNN_DESTINATION,
                    ONEDNN_DESTINATION_GRADIENT,
                    ONEDNN_SCRATCHPAD = 136,
};
enum onednn_argument { /* of an execution */
                       ONEDNN_ARG_FROM = 1,
                       ONEDNN_ARG_TO = 17,
                       ONEDNN_ARG_SOURCE = 1,
                       ONEDNN_ARG_DESTINATION = 17,
                       ONEDNN_ARG_WEIGHTS = 33,
                       ONEDNN_ARG_BIAS = 41,
                       ONEDNN_ARG_SCRATCHPAD = 80,
                       ONEDNN_ARG_SOURCE_GRADIENT = 129,
                       ONEDNN_ARG_DESTINATION_GRADIENT = 145,
                       ONEDNN_ARG_WEIGHTS_GRADIENT = 161,
};

struct onednn_argument_value {
    int argument;
    void *memory;
};

/* X(field, result, parameters): the functions that are the same in all versions, dnnl_<field>. */
#define ONEDNN_FUNCTIONS(X)                                                                                           \
    X(sgemm, int,                                                                                                     \
      (char transpose_a, char transpose_b, int64_t rows, int64_t columns, int64_t depth, float alpha, const float *a, \
       int64_t row_of_a, const float *b, int64_t row_of_b, float beta, float *y, int64_t row_of_y))                   \
    X(engine_create, int, (void **engine, int kind, size_t index))                                                    \
    X(stream_create, int, (void **stream, void *engine, unsigned flags))                                              \
    X(stream_wait, int, (void *stream))                                                                               \
    X(stream_destroy, int, (void *stream))                                                                            \
    X(memory_desc_get_size, size_t, (const void *desc))                                                               \
    X(memory_desc_equal, int, (const void *a, const void *b))                                                         \
    X(memory_create, int, (void **memory, const void *desc, void *engine, void *data))                                \
    X(memory_destroy, int, (void *memory))                                                                            \
    X(primitive_attr_create, int, (void **attr))                                                                      \
    X(primitive_attr_destroy, int, (void *attr))                                                                      \
    X(primitive_attr_set_scratchpad_mode, int, (void *attr, int mode))                                                \
    X(primitive_attr_set_post_ops, int, (void *attr, const void *ops))                                                \
    X(post_ops_create, int, (void **ops))                                                                             \
    X(post_ops_destroy, int, (void *ops))                                                                             \
    X(primitive_desc_query, int, (const void *desc, int what, int index, void *result))                               \
    X(primitive_desc_query_md, const void *, (const void *desc, int what, int index))                                 \
    X(primitive_desc_destroy, int, (void *desc))                                                                      \
    X(reorder_primitive_desc_create, int,                                                                             \
      (void **desc, const void *from, void *from_engine, const void *to, void *to_engine, const void *attr))          \
    X(primitive_create, int, (void **primitive, const void *desc))                                                    \
    X(primitive_execute, int, (const void *primitive, void *stream, int count, const struct onednn_argument_value *)) \
    X(primitive_destroy, int, (void *primitive))

struct onednn {
    int major, minor, patch;
    char *path;
    void *library, *engine;
#define X(FIELD, RESULT, PARAMETERS) RESULT(*FIELD) PARAMETERS;
    ONEDNN_FUNCTIONS(X)
#undef X
    /* Of the OpenMP that it may be built with; NULL. */
    int (*get_threads)(void);
    void (*set_threads)(int count);
};

/* Loaded at the first call and never unloaded: $CALX_ONEDNN (a path), Calx's cache folder, the system's. NULL with the reason
   when there is none. */
const struct onednn *cxi_onednn(struct cxi_status *status);

/* A memory descriptor: how an array lies in memory. */
struct onednn_layout {
    void *handle;         /* version 3 */
    long long block[128]; /* version 2 has the descriptor itself, of 696 bytes */
};
/* With steps[axis] elements between neighbours along each axis; steps NULL: as oneDNN likes it best. */
bool cxi_onednn_layout(const struct onednn *lib, struct onednn_layout *layout, enum onednn_dtype dtype, int axes,
                       const int64_t *dims, const int64_t *steps);
void cxi_onednn_layout_free(const struct onednn *lib, struct onednn_layout *layout);
const void *cxi_onednn_desc(const struct onednn *lib, const struct onednn_layout *layout);

/* A convolution, of one group or with the groups as the kernel's first axis. Lists are by spatial axis. */
struct onednn_convolution {
    enum onednn_pass { ONEDNN_PASS_FORWARD, ONEDNN_PASS_INPUT, ONEDNN_PASS_KERNEL } pass;
    const struct onednn_layout *x, *kernel, *bias /* or NULL */, *y;
    const struct onednn_layout *forward_kernel; /* the kernel's gradient is f32, also of bf16 */
    const int64_t *strides, *dilation_less_1, *low, *high;
    bool relu; /* of the forward pass's result */
};
/* Its primitive descriptor, with a scratchpad of the caller's; NULL when oneDNN does not take it. */
void *cxi_onednn_convolution(const struct onednn *lib, const struct onednn_convolution *c);

/* oneDNN works on the calling thread alone between these two. */
int cxi_onednn_enter(const struct onednn *lib);
void cxi_onednn_leave(const struct onednn *lib, int threads);

#endif
