/* A store as a safetensors file. */
#include "nn/store.h"

#include "base/alloc.h"
#include "io/safetensors.h"

static bool save(cx_store *store, const char *path, struct cxi_status *status) {
    struct cxi_tensor *list = cxi_new((size_t)store->count + 1, sizeof *list);
    cx_array **copies = cxi_new((size_t)store->count + 1, sizeof *copies);
    if (!list || !copies) cxi_fail_memory(status);
    int count = 0;
    for (struct cxi_variable *v = store->first; v && cxi_ok(status); v = v->next) {
        cx_array *copy = copies[count] = cx_tensor_array(v->value);
        if (cx_array_error(copy)) cxi_fail(status, "%s: variable %s: %s", path, v->path, cx_array_error(copy));
        list[count++] = (struct cxi_tensor){
            .name = v->path, .dtype = cx_array_dtype(copy), .dims = cx_array_dims(copy), .data = cx_array_read(copy)};
    }
    static const struct cxi_metadata about[] = {{"format", "calx variables 1"}};
    if (cxi_ok(status)) cxi_safetensors_write(path, list, (size_t)count, about, 1, status);
    for (int i = 0; copies && i < count; i++) cx_array_free(copies[i]);
    cxi_free(copies);
    cxi_free(list);
    return cxi_ok(status);
}

bool cx_save(cx_store *store, const char *path) {
    struct cxi_status status = {0};
    if (cxi_pass(&status, &store->status)) save(store, path, &status);
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
