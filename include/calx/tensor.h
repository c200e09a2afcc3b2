/* calx/tensor.h: tensors are arrays on devices. What compiled functions take and give.

   A tensor is one logical array, whether it lies on one device or in parts on several. Its contents may still be under
   way: making, copying and computing are asynchronous; reading waits. */
#ifndef CALX_TENSOR_H
#define CALX_TENSOR_H

#include <calx/runtime.h>

CX_BEGIN

typedef struct cx_tensor cx_tensor; /* of one runtime; freed with it, or by cx_tensor_free */

typedef enum cx_memory {
    CX_COPY,   /* the elements are read before the call returns */
    CX_BORROW, /* the elements stay as they are until done(user) is called, from any thread */
    CX_SHARE,  /* likewise, and the device may use that memory itself (on CPU, at 64-byte alignment): no copy */
} cx_memory;

typedef struct cx_tensor_args {
    cx_dtype dtype;
    cx_dims dims;
    const void *elements; /* row-major; one byte each for i4 and u4 */
    cx_here at_;
    cx_memory memory;
    void (*done)(void *user);
    void *user;
    const char *sharding; /* how it is split over the runtime's mesh, a word per axis: "data *". Default: not at all;
                             each device has all of it */
} cx_tensor_args;
CX_API cx_tensor *cx_tensor_new_(cx_runtime *runtime, cx_tensor_args args);
#define cx_tensor_new(runtime, ...) cx_tensor_new_((runtime), CX_ARGS(cx_tensor_args, __VA_ARGS__))
CX_API cx_tensor *cx_tensor_of(cx_runtime *runtime, const cx_array *array); /* a copy; takes over an array's error */
CX_API cx_tensor *cx_tensor_scalar(cx_runtime *runtime, cx_dtype dtype, double value);
CX_API void cx_tensor_free(cx_tensor *tensor); /* NULL is fine; also while a function works on it */

CX_API cx_dtype cx_tensor_dtype(const cx_tensor *tensor);
CX_API cx_dims cx_tensor_dims(const cx_tensor *tensor);
CX_API const char *cx_tensor_error(cx_tensor *tensor); /* NULL: sound so far. A donated tensor says that it is. */

/* These wait for the contents. */
CX_API bool cx_tensor_wait(cx_tensor *tensor);
CX_API bool cx_tensor_read(cx_tensor *tensor, void *to, size_t bytes); /* bytes: exactly the tensor's */
CX_API const void *cx_tensor_view(cx_tensor *tensor); /* the elements in place, until it is freed or donated; NULL
                                                         where the host cannot read them there */
CX_API cx_array *cx_tensor_array(cx_tensor *tensor);  /* a copy; never NULL; free it */
CX_API double cx_tensor_item(cx_tensor *tensor);      /* the value of a tensor of one element, its real part if complex;
                                                         NaN in error */
CX_API void cx_tensor_print(cx_tensor *tensor, FILE *to); /* long axes shortened to their ends */

CX_END
#endif
