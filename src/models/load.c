/* Weights from a model's files into a store, by the family's table of names. */
#include "models/lm.h"

#include "base/alloc.h"
#include "base/text.h"
#include "io/weights.h"
#include "models/blocks.h"
#include "nn/store.h"

#include <string.h>

struct names {
    char path[128], file[192];
};

/* The tensor's name in Calx and in the files, of layer `i` where the pattern has one. */
static struct names names_of(const struct cxi_config *c, const cx_family_tensor *n, int i) {
    struct names names = {{0}, {0}};
    const char *pattern[] = {n->path, c->model.gguf ? n->gguf : n->hugging_face};
    char *to[] = {names.path, names.file};
    size_t room[] = {sizeof names.path, sizeof names.file};
    if (!c->model.gguf && n->kind != CX_HEAD) snprintf(names.file, sizeof names.file, "%s", c->prefix);
    for (int k = 0; k < 2; k++) {
        size_t used = strlen(to[k]);
        const char *mark = strstr(pattern[k], "%d");
        if (!mark)
            snprintf(to[k] + used, room[k] - used, "%s", pattern[k]);
        else
            snprintf(to[k] + used, room[k] - used, "%.*s%d%s", (int)(mark - pattern[k]), pattern[k], i, mark + 2);
    }
    return names;
}

/* The last word of a path says which form the weight has: see linear.c. */
static void name_form(char *path, size_t room, const char *form) {
    char *slash = strrchr(path, '/'), *word = slash ? slash + 1 : path;
    snprintf(word, room - (size_t)(word - path), "%s", form);
}

/* From now on the matrix is read as the transposed one. */
static void turn(cx_weights *w, const char *name) {
    struct cxi_weight_entry *entry = &w->entries[cxi_weights_entry(w, name) - w->entries];
    cx_dims *dims = &entry->weight.dims;
    entry->turn = (struct cxi_turn){1, dims->dim[0], dims->dim[1]};
    *dims = CX_DIMS(dims->dim[1], dims->dim[0]);
}

static bool can_expand(const char *format) {
    for (const struct cxi_blocks *f = cxi_block_formats; f->format; f++)
        if (strcmp(f->format, format) == 0) return true;
    return false;
}

/* What the file calls a variable, for the message that it does not fit. */
static bool note_origin(cx_lm *lm, const char *path, const struct cxi_weight_entry *entry) {
    struct cxi_variable *variable = cxi_store_find(lm->store, path);
    struct cxi_text origin = {0};
    cxi_addf(&origin, "%s in %s", entry->own_name, entry->shard->path);
    if (variable && cxi_text_ok(&origin)) variable->origin = cxi_copy_string(cxi_text(&origin));
    cxi_text_free(&origin);
    return (variable && variable->origin) || cxi_fail_memory(&lm->status);
}

static bool load(cx_lm *lm, cx_weights *w, const cx_lm_args *args, const cx_family_tensor *n, int layer) {
    struct names names = names_of(&lm->config, n, layer);
    const cx_weight *weight = cx_weights_find(w, names.file);
    if ((!weight && n->kind == CX_OPTIONAL) || (n->kind == CX_HEAD && lm->config.model.tied)) return true;
    if (!weight)
        return cxi_fail(&lm->status, "%s: the tensor %s of a %s model is missing", cx_weights_path(w), names.file,
                        lm->config.family->name);
    bool matrix = weight->dims.rank == 2, fastest = !args->dtype && cxi_models_have_kernels(lm->owned.runtime);
    bool blocks = matrix && (args->keep || fastest) && can_expand(weight->format);
    if (blocks) name_form(names.path, sizeof names.path, weight->format);
    cx_dtype kept = weight->dtype == CX_F16 || weight->dtype == CX_BF16 || blocks ? CX_INVALID : CX_F32;
    cx_dtype dtype = !matrix ? CX_F32 : args->keep || blocks ? kept : args->dtype ? args->dtype : CX_F32;
    if (matrix && n->kind == CX_TRANSPOSED && !lm->config.model.gguf) {
        if (dtype == CX_F32)
            name_form(names.path, sizeof names.path, "kernel"); /* used where it lies */
        else
            turn(w, names.file);
    }
    cx_tensor *tensor = cx_weights_tensor(w, lm->owned.runtime, names.file, dtype);
    if (cx_tensor_error(tensor)) {
        cxi_fail(&lm->status, "%s", cx_tensor_error(tensor));
        cx_tensor_free(tensor);
        return false;
    }
    cx_store_set(lm->store, names.path, tensor);
    return cxi_pass(&lm->status, &lm->store->status) && note_origin(lm, names.path, cxi_weights_entry(w, names.file));
}

bool cxi_lm_load(cx_lm *lm, cx_weights *w, const cx_lm_args *args) {
    cx_dtype dtype = args->dtype;
    if (dtype && dtype != CX_F32 && dtype != CX_BF16)
        return cxi_fail(&lm->status, "a model's weights cannot be %s on the device: choose f32 or bf16",
                        cx_dtype_name(dtype));
    const struct cxi_config *c = &lm->config;
    for (const cx_family_tensor *n = c->family->tensors; n->path; n++) {
        if (!(c->model.gguf ? n->gguf : n->hugging_face)) continue;
        int64_t count = strstr(n->path, "%d") ? c->model.layers : 1;
        for (int64_t i = 0; i < count; i++)
            if (!load(lm, w, args, n, (int)i)) return false;
    }
    /* From now on a variable that a pass asks for and that is not there is an error that names the file. */
    lm->store->loaded_from = cxi_copy_string(cx_weights_path(w));
    return lm->store->loaded_from || cxi_fail_memory(&lm->status);
}
