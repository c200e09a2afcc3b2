/* A store as a safetensors file. */
#include "nn/store.h"

#include "base/alloc.h"
#include "io/safetensors.h"

static bool copy(const cx_store *store, struct cxi_copies *copies, struct cxi_status *status) {
    *copies = (struct cxi_copies){.tensor = cxi_new((size_t)store->count + 1, sizeof *copies->tensor),
                                  .array = cxi_new((size_t)store->count + 1, sizeof *copies->array)};
    if (!copies->tensor || !copies->array) cxi_fail_memory(status);
    for (struct cxi_variable *v = store->first; v && cxi_ok(status); v = v->next) {
        cx_array *value = copies->array[copies->count] = cx_tensor_array(v->value);
        if (cx_array_error(value)) cxi_fail(status, "variable %s: %s", v->path, cx_array_error(value));
        copies->tensor[copies->count++] = (struct cxi_tensor){.name = v->path,
                                                              .dtype = cx_array_dtype(value),
                                                              .dims = cx_array_dims(value),
                                                              .data = cx_array_read(value)};
    }
    if (!cxi_ok(status)) cxi_copies_free(copies);
    return cxi_ok(status);
}

bool cxi_store_copy(const cx_store *store, struct cxi_copies *copies, struct cxi_status *status) {
    cxi_store_lock(store);
    bool copied = copy(store, copies, status);
    cxi_store_unlock(store);
    return copied;
}

void cxi_copies_free(struct cxi_copies *copies) {
    for (int i = 0; i < copies->count; i++) cx_array_free(copies->array[i]);
    cxi_free(copies->array);
    cxi_free(copies->tensor);
    *copies = (struct cxi_copies){0};
}

bool cx_save(cx_store *store, const char *path) {
    static const struct cxi_metadata about[] = {{"format", "calx variables 1"}};
    struct cxi_status status = {0};
    struct cxi_copies copies = {0};
    if (cxi_pass(&status, &store->status) && cxi_store_copy(store, &copies, &status))
        cxi_safetensors_write(path, copies.tensor, (size_t)copies.count, about, 1, &status);
    cxi_copies_free(&copies);
    bool ok = store->owned.runtime ? cxi_report(store->owned.runtime, &status) : false;
    cxi_status_clear(&status);
    return ok;
}

bool cx_load(cx_store *store, const char *path) {
    if (!cxi_ok(&store->status)) return false;
    struct cxi_safetensors *file = cxi_safetensors_open(path);
    if (cxi_safetensors_error(file)) cxi_fail(&store->status, "%s", cxi_safetensors_error(file));
    for (size_t i = 0; i < cxi_safetensors_count(file) && cxi_ok(&store->status); i++) {
        const struct cxi_tensor *t = cxi_safetensors_at(file, i);
        cx_tensor *value = cx_tensor_new(store->owned.runtime, t->dtype, t->dims, t->data);
        if (!cxi_pass(&store->status, &value->status))
            cx_tensor_free(value);
        else
            cxi_store_put(store, t->name, value);
    }
    cxi_safetensors_close(file);
    cxi_free(store->loaded_from);
    store->loaded_from = cxi_copy_string(path);
    if (!store->loaded_from) cxi_fail_memory(&store->status);
    return cxi_report(store->owned.runtime, &store->status);
}
