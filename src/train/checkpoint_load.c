#include "train/checkpoint_load.h"

#include "base/alloc.h"
#include "base/dtype.h"
#include "nn/fit.h"

#include <string.h>

/* ------------------------------------------------------------------------------------------------ comparing */

static bool in_file(const void *file, const char *path) {
    return cxi_safetensors_find(file, path) != NULL;
}

static bool in_store(const void *store, const char *path) {
    return cxi_store_find(store, path) != NULL;
}

/* A store that has variables must have those of the file; what optimizers keep may come and go. */
static bool compare(const cx_store *store, const struct cxi_safetensors *file, const char *from,
                    struct cxi_status *status) {
    struct cxi_misfits misfits = {0};
    for (struct cxi_variable *v = store->first; v; v = v->next) {
        const struct cxi_tensor *t = cxi_safetensors_find(file, v->path);
        if (t)
            cxi_misfits_compare(&misfits, v->path, NULL, t->dtype, t->dims, v->value->dtype, v->value->dims);
        else if (!cxi_is_training_state(v->path, in_store, store))
            cxi_misfits_missing(&misfits, v->path, v->value->dtype, v->value->dims);
    }
    for (size_t i = 0; store->first && i < cxi_safetensors_count(file); i++) {
        const struct cxi_tensor *t = cxi_safetensors_at(file, i);
        if (!cxi_store_find(store, t->name) && !cxi_is_training_state(t->name, in_file, file))
            cxi_misfits_extra(&misfits, t->name, t->dtype, t->dims);
    }
    bool fits = cxi_misfits_pass(&misfits, from, status);
    cxi_misfits_free(&misfits);
    return fits;
}

/* ------------------------------------------------------------------------------------------------ averaging */

/* The mean of one variable over all checkpoints, in the variable's own dtype. */
static cx_array *mean(const struct cxi_saved *saved, int count, const struct cxi_tensor *t, struct cxi_status *status) {
    int64_t elements = cx_dims_count(t->dims);
    size_t size = cx_dtype_size(t->dtype);
    cx_array *result = cx_array_copy_of(t->dtype, t->dims, t->data);
    double *sum = cxi_new((size_t)elements + 1, sizeof *sum);
    if (!sum || cx_array_error(result)) cxi_fail_memory(status);
    for (int k = 0; k < count && cxi_ok(status); k++) {
        const struct cxi_tensor *other = cxi_safetensors_find(saved[k].variables, t->name);
        if (!other || other->dtype != t->dtype || !cx_dims_equal(other->dims, t->dims))
            cxi_fail(status, "variable %s is not the same in the checkpoints of steps %lld and %lld: no mean of them",
                     t->name, (long long)saved[0].about.step, (long long)saved[k].about.step);
        for (int64_t i = 0; i < elements && cxi_ok(status); i++)
            sum[i] += cxi_element_read(t->dtype, (const char *)other->data + (size_t)i * size);
    }
    for (int64_t i = 0; i < elements && cxi_ok(status); i++)
        cxi_element_write(t->dtype, (char *)cx_array_data(result) + (size_t)i * size, sum[i] / count);
    cxi_free(sum);
    return result;
}

/* ---------------------------------------------------------------------------------------------- into the store */

static cx_tensor *load_one(cx_store *store, const struct cxi_saved *saved, int count, const struct cxi_tensor *t,
                           struct cxi_status *status) {
    bool averaged = count > 1 && cxi_is_float(t->dtype) && !cxi_is_training_state(t->name, in_file, saved[0].variables);
    cx_array *values = averaged ? mean(saved, count, t, status) : cx_array_copy_of(t->dtype, t->dims, t->data);
    cx_tensor *tensor = cxi_ok(status) ? cx_tensor_of(store->owned.runtime, values) : NULL;
    cx_array_free(values);
    if (tensor) cxi_pass(status, &tensor->status);
    return tensor;
}

bool cxi_checkpoint_load(cx_store *store, const struct cxi_saved *saved, int count, const char *from,
                         struct cxi_status *status) {
    const struct cxi_safetensors *file = saved[0].variables;
    size_t variables = cxi_safetensors_count(file);
    char *loaded_from = cxi_copy_string(from);
    cx_tensor **loaded = cxi_new(variables + 1, sizeof *loaded);
    if (!loaded_from || !loaded) cxi_fail_memory(status);
    if (cxi_ok(status)) compare(store, file, from, status);
    for (size_t i = 0; i < variables && cxi_ok(status); i++)
        loaded[i] = load_one(store, saved, count, cxi_safetensors_at(file, i), status);
    for (size_t i = 0; i < variables && loaded; i++) {
        if (cxi_ok(status) && cxi_ok(&store->status))
            cxi_store_put(store, cxi_safetensors_at(file, i)->name, loaded[i]);
        else
            cx_tensor_free(loaded[i]);
    }
    cxi_free(loaded);
    if (!cxi_ok(status) || !cxi_pass(status, &store->status)) {
        cxi_free(loaded_from);
        return false;
    }
    cxi_free(store->loaded_from);
    store->loaded_from = loaded_from;
    store->seed = saved[0].about.seed;
    return true;
}
