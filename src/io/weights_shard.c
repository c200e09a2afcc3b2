/* One file of weights: mapped, understood by its format, and its tensors entered in the list of all. */
#include "io/weights.h"

#include "base/alloc.h"
#include "base/dtype.h"
#include "io/gguf.h"
#include "io/h5.h"
#include "io/safetensors.h"
#include "io/weights_config.h"

#include <stdlib.h>
#include <string.h>

void cxi_shard_release(void *user) {
    struct cxi_shard *shard = user;
    if (atomic_fetch_sub(&shard->holders, 1) != 1) return;
    cxi_file_close(&shard->file);
    cxi_free(shard->path);
    cxi_free(shard);
}

/* -- The list -- */

bool cxi_weights_add(cx_weights *w, struct cxi_shard *shard, const cx_weight *about, const struct cxi_quant *quant) {
    if (w->count == w->capacity) {
        size_t larger = w->capacity ? 2 * w->capacity : 64;
        struct cxi_weight_entry *grown = cxi_resize(w->entries, larger, sizeof *grown);
        if (!grown) return cxi_fail_memory(&w->status);
        w->entries = grown;
        w->capacity = larger;
    }
    const char *name = cxi_arena_copy(&w->texts, about->name, strlen(about->name) + 1);
    if (!name) return cxi_fail_memory(&w->status);
    struct cxi_weight_entry *entry = &w->entries[w->count++];
    *entry = (struct cxi_weight_entry){.weight = *about, .shard = shard, .quant = quant};
    entry->weight.name = entry->own_name = name;
    return true;
}

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct cxi_weight_entry *)a)->weight.name, ((const struct cxi_weight_entry *)b)->weight.name);
}

bool cxi_weights_sort(cx_weights *w) {
    if (w->count) qsort(w->entries, w->count, sizeof *w->entries, by_name);
    for (size_t i = 1; i < w->count; i++) {
        const struct cxi_weight_entry *one = &w->entries[i - 1], *other = &w->entries[i];
        if (by_name(one, other) == 0)
            return cxi_fail(&w->status, "tensor \"%s\" is there twice, in %s and %s; take the model's files again",
                            one->weight.name, one->shard->path, other->shard->path);
    }
    return true;
}

const struct cxi_weight_entry *cxi_weights_entry(const cx_weights *w, const char *name) {
    const struct cxi_weight_entry wanted = {.weight.name = name};
    return cx_weights_count(w) ? bsearch(&wanted, w->entries, w->count, sizeof wanted, by_name) : NULL;
}

/* -- The formats -- */

static const char *safetensors_word(cx_dtype dtype) {
    return cxi_dtype(dtype)->safetensors;
}

static bool add_safetensors(cx_weights *w, struct cxi_shard *shard) {
    struct cxi_safetensors *file = cxi_safetensors_parse(shard->file.bytes, shard->file.size, shard->path);
    if (cxi_safetensors_error(file)) cxi_fail(&w->status, "%s", cxi_safetensors_error(file));
    for (size_t i = 0; i < cxi_safetensors_count(file) && cxi_ok(&w->status); i++) {
        const struct cxi_tensor *t = cxi_safetensors_at(file, i);
        cx_weight about = {t->name, t->dims, t->dtype, safetensors_word(t->dtype), 1, (int)cx_dtype_size(t->dtype),
                           t->data, t->bytes};
        cxi_weights_add(w, shard, &about, NULL);
    }
    cxi_safetensors_close(file);
    w->kind = "safetensors";
    return cxi_ok(&w->status);
}

static bool add_gguf(cx_weights *w, struct cxi_shard *shard) {
    struct cxi_gguf *file = cxi_gguf_parse(shard->file.bytes, shard->file.size, shard->path);
    if (cxi_gguf_error(file)) cxi_fail(&w->status, "%s", cxi_gguf_error(file));
    for (size_t i = 0; i < cxi_gguf_count(file) && cxi_ok(&w->status); i++) {
        const struct cxi_gguf_tensor *t = cxi_gguf_at(file, i);
        const struct cxi_quant *q = t->format;
        cx_weight about = {t->name, t->dims, q->dtype, q->name, q->elements, q->bytes, t->data, t->bytes};
        cxi_weights_add(w, shard, &about, q->expand ? q : NULL);
    }
    if (cxi_ok(&w->status)) w->config = cxi_config_of_gguf(file, &w->status);
    cxi_gguf_close(file);
    w->kind = "gguf";
    return cxi_ok(&w->status);
}

static bool refuse_pickle(cx_weights *w, struct cxi_shard *shard) {
    return cxi_fail(&w->status,
                    "%s: a zip file, as PyTorch writes; Calx reads safetensors, GGUF and Keras's .weights.h5; "
                    "take one of these",
                    shard->path);
}

static bool add_by_kind(cx_weights *w, struct cxi_shard *shard) {
    const unsigned char *bytes = shard->file.bytes;
    size_t size = shard->file.size;
    if (size >= 4 && memcmp(bytes, "GGUF", 4) == 0) return add_gguf(w, shard);
    if (size >= 8 && memcmp(bytes, "\x89HDF\r\n\x1a\n", 8) == 0) return cxi_h5_add(w, shard);
    if (size >= 4 && memcmp(bytes, "PK\3\4", 4) == 0) return refuse_pickle(w, shard);
    return add_safetensors(w, shard);
}

struct cxi_shard *cxi_weights_add_file(cx_weights *w, const char *path) {
    struct cxi_shard **grown = cxi_resize(w->shards, w->shard_count + 1, sizeof(struct cxi_shard *));
    if (grown) w->shards = grown;
    struct cxi_shard *shard = grown ? cxi_new(1, sizeof *shard) : NULL;
    if (!shard) {
        cxi_fail_memory(&w->status);
        return NULL;
    }
    atomic_init(&shard->holders, 1);
    w->shards[w->shard_count++] = shard;
    shard->path = cxi_copy_string(path);
    if (!shard->path) cxi_fail_memory(&w->status);
    bool added = shard->path && cxi_file_map(&shard->file, path, &w->status) && add_by_kind(w, shard);
    return added ? shard : NULL;
}
