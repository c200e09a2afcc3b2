/* safetensors: named tensors and a few words about them in one file, which is mapped, so that opening a model
   of many gigabytes costs nothing until its elements are touched.

   A file is: the length of the header (8 bytes, little-endian); the header, a JSON object
       {"__metadata__": {"key": "value"}, "name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
   ...} and the elements, to which the offsets are relative, without holes
   (github.com/huggingface/safetensors, "Format"). A file that breaks any of this is refused as a whole: a
   reader of an open file needs no checks of its own. */
#ifndef CXI_SAFETENSORS_H
#define CXI_SAFETENSORS_H

#include "io/array.h"

struct cxi_safetensors;

struct cxi_tensor {
    const char *name;
    cx_dtype dtype;
    cx_dims dims;
    const void *data; /* row-major. Files of other writers may align it to one byte only: copy, do not cast. */
    size_t bytes;     /* when writing, left to dtype and dims */
};

struct cxi_metadata {
    const char *key, *value;
};

/* Never NULL; an object in error holds nothing. Parsing borrows the bytes for the object's life. */
struct cxi_safetensors *cxi_safetensors_open(const char *path);
struct cxi_safetensors *cxi_safetensors_parse(const void *bytes, size_t size, const char *name);
void cxi_safetensors_close(struct cxi_safetensors *file);
const char *cxi_safetensors_error(const struct cxi_safetensors *file); /* NULL: it is sound */

/* The tensors, in the order of their data. What is returned lives as long as the file is open. */
size_t cxi_safetensors_count(const struct cxi_safetensors *file);
const struct cxi_tensor *cxi_safetensors_at(const struct cxi_safetensors *file, size_t index);
const struct cxi_tensor *cxi_safetensors_by_name(const struct cxi_safetensors *file,
                                                 size_t index); /* in the order of names */
const struct cxi_tensor *cxi_safetensors_find(const struct cxi_safetensors *file, const char *name); /* or NULL */

/* The metadata, sorted by key; NULL when there is no such key. */
size_t cxi_safetensors_metadata_count(const struct cxi_safetensors *file);
const struct cxi_metadata *cxi_safetensors_metadata_at(const struct cxi_safetensors *file, size_t index);
const char *cxi_safetensors_metadata(const struct cxi_safetensors *file, const char *key);

/* Writes atomically. The same tensors and metadata give the same bytes, in whatever order they are passed.
   Data begins at a multiple of 64 bytes, as do all tensors whose size is one; the others follow, the widest
   types first, so that each is aligned to its elements. Names must be unique UTF-8. */
bool cxi_safetensors_write(const char *path, const struct cxi_tensor *tensors, size_t count,
                           const struct cxi_metadata *metadata, size_t metadata_count, struct cxi_status *status);

#endif
