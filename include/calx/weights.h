/* calx/weights.h: the weights of published models, read where they lie.

       cx_weights *w = cx_weights_open("gemma-3-270m");
       int layers = (int)cx_weights_number(w, "num_hidden_layers", 0);
       cx_tensor *table = cx_weights_tensor(w, rt, "model.embed_tokens.weight", CX_F32);
       cx_weights_free(w);

   A model is one of these, and looks the same from here:
     - a folder of Hugging Face's: safetensors in one file or in several with an index, and config.json;
     - a GGUF file (versions 2 and 3), or a folder with a single one;
     - a folder of Keras's: model.weights.h5 and config.json (where Calx was built with libhdf5);
     - a file of safetensors or HDF5 alone;
     - hf:OWNER/NAME[@REVISION], once `calx fetch` has brought it.
   Names, shapes and the configuration's keys stay those of the files: a model's own code knows their kinds apart.

   MEMORY. Files are mapped, so opening a model costs next to nothing and a tensor's pages are read when it is asked for.
   Damage is found when a file is opened: what its header says of each tensor is checked against the file's size.

   ERRORS. As everywhere (calx/runtime.h): what opens never returns NULL; weights in error have no tensors, and a tensor that is
   asked of them is in error too. One thread at a time may use a cx_weights; the tensors made from it know nothing of it. */
#ifndef CALX_WEIGHTS_H
#define CALX_WEIGHTS_H

#include <calx/tensor.h>

CX_BEGIN

typedef struct cx_weights cx_weights; /* an open file or folder; freed by cx_weights_free */

CX_API cx_weights *cx_weights_open(const char *path);
CX_API void cx_weights_free(cx_weights *weights); /* NULL is fine; tensors made from it live on */
CX_API const char *cx_weights_error(const cx_weights *weights); /* the first error, or NULL */

CX_API const char *cx_weights_kind(const cx_weights *weights); /* "safetensors", "gguf" or "h5"; "none" in error */
CX_API const char *cx_weights_path(const cx_weights *weights); /* the folder or file itself, also of a name like hf:... */

/* One tensor as its file has it. What is pointed to lives as long as the cx_weights. */
typedef struct cx_weight {
    const char *name;
    cx_dims dims;       /* row-major, as Hugging Face counts: [out, in] of a linear layer. GGUF's own order is turned round. */
    cx_dtype dtype;     /* of an element; CX_INVALID: quantised, see `format` */
    const char *format; /* the file's word for the type: "BF16", "Q4_K", "float32" */
    int block_elements; /* quantised: elements of a row that make a block, and its bytes; else 1 and an element's */
    int block_bytes;
    const void *data;   /* in the mapped file, at any alignment */
    size_t bytes;
} cx_weight;

/* Sorted by name. */
CX_API int64_t cx_weights_count(const cx_weights *weights);
CX_API const cx_weight *cx_weights_at(const cx_weights *weights, int64_t index);       /* NULL out of range */
CX_API const cx_weight *cx_weights_find(const cx_weights *weights, const char *name); /* NULL: there is none */
/* The first of several names that there is, or NULL: cx_weights_first(w, CX_LIST(const char *, "lm_head.weight", "wte")) */
CX_API const cx_weight *cx_weights_first(const cx_weights *weights, int count, const char *const *names);

/* The tensor on the device. `dtype` is what its elements become: f32, f16 and bf16 from all formats, rounded to nearest even;
   any type from any that is not quantised; CX_INVALID: as in the file, where a quantised one becomes u8 whose last dimension
   counts the bytes of a row's blocks. Never NULL; one that is missing or cannot be made is in error.
   On CPU a tensor that need not be converted and that lies at 64 bytes in its file is used there, with no copy; every other is
   written once, into memory that becomes the device's. Its memory is never donated.

       cx_weights_tensor(w, rt, "model.norm.weight", CX_F32) */
typedef struct cx_weights_tensor_args {
    const char *name;
    cx_dtype dtype;
    cx_here at_;
    const char *sharding; /* over the runtime's mesh, as cx_tensor_new's */
} cx_weights_tensor_args;
CX_API cx_tensor *cx_weights_tensor_(cx_weights *weights, cx_runtime *runtime, cx_weights_tensor_args args);
#define cx_weights_tensor(weights, runtime, ...) \
    cx_weights_tensor_((weights), (runtime), CX_ARGS(cx_weights_tensor_args, __VA_ARGS__))

/* The same in host memory: written to `to`, which holds `bytes`: exactly the result's; or as an array, never NULL. */
CX_API bool cx_weights_read(cx_weights *weights, const char *name, cx_dtype dtype, void *to, size_t bytes);
CX_API cx_array *cx_weights_array(cx_weights *weights, const char *name, cx_dtype dtype);

/* A whole file as one u8 tensor [bytes], shared with no copy where the device can; `*offset` is where the weight begins in it.
   For programs that read quantised blocks themselves. */
CX_API cx_tensor *cx_weights_file(cx_weights *weights, cx_runtime *runtime, const char *name, size_t *offset);

/* The configuration: config.json, or the metadata of a GGUF file. A key is a member's name; "rope_scaling.factor" is a member
   of a member, "architectures.0" an element of a list. (GGUF's names have dots of their own, which is fine:
   "gemma3.block_count".) What is missing, null or of another type reads as `otherwise`. Hugging Face's generation_config.json,
   where there is one beside config.json, is the member "generation_config".
   A vocabulary in GGUF metadata is too long for this: lists over 4,096 elements are left out. */
CX_API bool cx_weights_has(const cx_weights *weights, const char *key); /* the key, be its value null */
CX_API double cx_weights_number(const cx_weights *weights, const char *key, double otherwise);
CX_API bool cx_weights_flag(const cx_weights *weights, const char *key, bool otherwise);
CX_API const char *cx_weights_text(const cx_weights *weights, const char *key, const char *otherwise);
CX_API int64_t cx_weights_length(const cx_weights *weights, const char *key); /* of a list, or members; -1: neither */

CX_END
#endif
