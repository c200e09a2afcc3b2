#include "models/session.h"

#include "base/alloc.h"

#include <string.h>

int64_t cxi_session_capacity(int64_t columns) {
    int64_t capacity = 256;
    while (capacity < columns) capacity *= 4;
    return capacity;
}

static cx_tensor *zeros(cx_runtime *rt, cx_dims dims) {
    cx_array *array = cx_array_new(CX_F32, dims);
    cx_tensor *tensor = cx_tensor_of(rt, array);
    cx_array_free(array);
    return tensor;
}

bool cxi_session_open(struct cxi_session *s, cx_lm *lm, int64_t batch, int64_t capacity, const int32_t *pad) {
    *s = (struct cxi_session){.lm = lm, .batch = batch, .capacity = capacity};
    if (!cxi_pass(&s->status, &lm->status)) return false;
    const struct cxi_config *c = &lm->config;
    cx_runtime *rt = lm->owned.runtime;
    s->cache = cxi_new(2 * (size_t)c->model.layers, sizeof *s->cache);
    if (!s->cache) return cxi_fail_memory(&s->status);
    for (int64_t i = 0; i < 2 * c->model.layers; i++)
        s->cache[i] = zeros(rt, cxi_cache_dims(c, i % c->model.layers, batch, capacity));
    s->clock = cx_tensor_scalar(rt, CX_I32, 0);
    s->pad = cx_tensor_new(rt, CX_I32, CX_DIMS(batch), pad);
    return true;
}

void cxi_session_close(struct cxi_session *s) {
    for (int64_t i = 0; s->cache && i < 2 * s->lm->config.model.layers; i++) cx_tensor_free(s->cache[i]);
    cxi_free(s->cache);
    cx_tensor_free(s->clock);
    cx_tensor_free(s->pad);
    cxi_status_clear(&s->status);
    *s = (struct cxi_session){0};
}

/* One pass, or only its compilation. `ids` [batch, time], of which `count` columns are meant. */
static cx_tensor *pass(struct cxi_session *s, cx_tensor *ids, int64_t count, bool first, bool only_prepare) {
    int caches = 2 * (int)s->lm->config.model.layers;
    cx_tensor *in[4 + 2 * CXI_MAX_LAYERS], *out[2 + 2 * CXI_MAX_LAYERS];
    cx_tensor *counted = cx_tensor_scalar(s->lm->owned.runtime, CX_I32, (double)count);
    in[0] = ids, in[1] = s->clock, in[2] = counted, in[3] = s->pad;
    memcpy(in + 4, s->cache, (size_t)caches * sizeof *in);
    cx_exec *exec = cxi_lm_exec(s->lm, first ? CXI_FIRST : CXI_MORE);
    out[0] = NULL;
    if (only_prepare)
        cx_exec_prepare(exec, 4 + caches, in);
    else {
        cx_exec_call(exec, 4 + caches, in, 2 + caches, out);
        for (int i = -1; i < caches; i++) {
            cx_tensor **kept = i < 0 ? &s->clock : &s->cache[i];
            cx_tensor_free(*kept);
            *kept = out[2 + i];
        }
        s->columns += count;
    }
    cx_tensor_free(counted);
    return out[0];
}

/* Columns at .. at + count of ids [batch, all], padded behind, on the device. */
static cx_tensor *columns(struct cxi_session *s, const int32_t *ids, int64_t all, int64_t at, int64_t count) {
    int64_t time = cxi_padded(count);
    cx_array *array = cx_array_new(CX_I32, CX_DIMS(s->batch, time));
    int32_t *to = cx_array_data(array);
    for (int64_t b = 0; to && ids && b < s->batch; b++)
        memcpy(to + b * time, ids + b * all + at, (size_t)count * sizeof *to);
    cx_tensor *tensor = cx_tensor_of(s->lm->owned.runtime, array);
    cx_array_free(array);
    return tensor;
}

/* Goes over all passes that `count` columns take; returns the last one's logits. */
static cx_tensor *read(struct cxi_session *s, int64_t count, const int32_t *ids, bool only_prepare) {
    cx_tensor *logits = NULL;
    bool begun = s->columns > 0;
    for (int64_t at = 0, part; at < count; at += part) {
        part = count - at < s->lm->chunk ? count - at : s->lm->chunk;
        cx_tensor_free(logits);
        cx_tensor *tensor = columns(s, ids, count, at, part);
        logits = pass(s, tensor, part, !begun && cxi_padded(part) > 1, only_prepare);
        cx_tensor_free(tensor);
        begun = true;
    }
    return logits;
}

bool cxi_session_prepare(struct cxi_session *s, int64_t count) {
    read(s, count, NULL, true);
    return cxi_ok(&s->status);
}

cx_tensor *cxi_session_read(struct cxi_session *s, int64_t count, const int32_t *ids) {
    return read(s, count, ids, false);
}

cx_tensor *cxi_session_step(struct cxi_session *s, cx_tensor *ids) {
    return pass(s, ids, 1, false, false);
}
