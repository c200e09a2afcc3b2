/* Weights on their way out: to a device, into host memory. */
#include "io/weights_convert.h"

#include "base/alloc.h"
#include "io/array.h"
#include "run/tensor.h"

#include <string.h>

/* The weight and what it becomes; NULL and an error when there is none of that name or it cannot become that. Weights in error
   give their own error again. */
static const struct cxi_weight_entry *wanted(const cx_weights *w, const char *name, cx_dtype dtype,
                                             struct cxi_form *form, struct cxi_status *status) {
    if (!cx_weights_count(w) && !cxi_pass(status, &cxi_weights_some(w)->status)) return NULL;
    const struct cxi_weight_entry *entry = cxi_weights_entry(w, name);
    if (!entry)
        cxi_fail(status, "%s: there is no tensor \"%s\"; is it a model of this kind?", cx_weights_path(w), name);
    return entry && cxi_weight_form(entry, dtype, form, status) ? entry : NULL;
}

static bool is_aligned(const void *data) {
    return (uintptr_t)data % 64 == 0; /* where PJRT's CPU clients share memory */
}

/* A tensor over a part of a mapped file, which stays mapped as long as it needs. */
static cx_tensor *share(cx_runtime *runtime, struct cxi_shard *shard, cx_tensor_args args) {
    atomic_fetch_add(&shard->holders, 1);
    args.memory = CX_SHARE;
    args.done = cxi_shard_release;
    args.user = shard;
    return cx_tensor_new_(runtime, args);
}

/* A tensor in memory of its own, which becomes the device's where that can be. NULL and an error: there is no memory. */
static cx_tensor *convert(cx_runtime *runtime, const struct cxi_weight_entry *entry, const struct cxi_form *form,
                          cx_tensor_args args, struct cxi_status *status) {
    void *elements = cxi_new_aligned(form->bytes);
    if (!elements) {
        cxi_fail(status, "out of memory: weight \"%s\" takes %zu bytes as %s; free some", entry->weight.name,
                 form->bytes, cx_dtype_name(form->dtype));
        return NULL;
    }
    cxi_weight_convert(entry, form, elements);
    cxi_file_pass_by(&entry->shard->file, entry->weight.data, entry->weight.bytes);
    args.elements = elements;
    args.memory = CX_SHARE;
    args.done = cxi_free;
    args.user = elements;
    return cx_tensor_new_(runtime, args);
}

cx_tensor *cx_weights_tensor_(cx_weights *w, cx_runtime *runtime, cx_weights_tensor_args args) {
    struct cxi_status status = {0};
    struct cxi_form form;
    cx_tensor *tensor = NULL;
    const struct cxi_weight_entry *entry = wanted(w, args.name, args.dtype, &form, &status);
    if (entry) {
        cx_tensor_args as = {
            .dtype = form.dtype, .dims = form.dims, .elements = entry->weight.data, .sharding = args.sharding};
        bool in_place = form.as_stored && is_aligned(entry->weight.data);
        tensor = in_place ? share(runtime, entry->shard, as) : convert(runtime, entry, &form, as, &status);
    }
    if (!tensor) tensor = cxi_tensor_failed(runtime, &status);
    cxi_status_clear(&status);
    return tensor;
}

cx_tensor *cx_weights_file(cx_weights *w, cx_runtime *runtime, const char *name, size_t *offset) {
    struct cxi_status status = {0};
    struct cxi_form form;
    const struct cxi_weight_entry *entry = wanted(w, name, CX_INVALID, &form, &status);
    cx_tensor *tensor = NULL;
    *offset = 0;
    if (entry) {
        const struct cxi_file *file = &entry->shard->file;
        *offset = (size_t)((const unsigned char *)entry->weight.data - file->bytes);
        tensor = share(runtime, entry->shard,
                       (cx_tensor_args){.dtype = CX_U8, .dims = CX_DIMS((int64_t)file->size), .elements = file->bytes});
    }
    if (!tensor) tensor = cxi_tensor_failed(runtime, &status);
    cxi_status_clear(&status);
    return tensor;
}

bool cx_weights_read(cx_weights *w, const char *name, cx_dtype dtype, void *to, size_t bytes) {
    struct cxi_status status = {0};
    struct cxi_form form;
    const struct cxi_weight_entry *entry = wanted(w, name, dtype, &form, &status);
    if (entry && form.bytes != bytes)
        cxi_fail(&status, "weight \"%s\" as %s is %zu bytes, read into %zu", name, cx_dtype_name(form.dtype),
                 form.bytes, bytes);
    if (cxi_ok(&status)) cxi_weight_convert(entry, &form, to);
    bool read = cxi_ok(&status);
    if (w && w->path) cxi_pass(&w->status, &status); /* neither NULL nor what stands for it */
    cxi_status_clear(&status);
    return read;
}

cx_array *cx_weights_array(cx_weights *w, const char *name, cx_dtype dtype) {
    struct cxi_status status = {0};
    struct cxi_form form;
    const struct cxi_weight_entry *entry = wanted(w, name, dtype, &form, &status);
    cx_array *array = entry ? cx_array_new(form.dtype, form.dims) : cxi_array_error("%s", cxi_error(&status));
    if (entry && !cx_array_error(array)) cxi_weight_convert(entry, &form, cx_array_data(array));
    cxi_status_clear(&status);
    return array;
}
