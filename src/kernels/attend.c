#include "kernels/attend.h"

#include "base/alloc.h"
#include "kernels/loops.h"
#include "pjrt/pjrt.h"

#include <math.h>
#include <string.h>

struct attend {
    const float *q, *keys, *values;
    const bool *allowed;
    float *y;
    int64_t heads, groups, slots, dim;
    float scale, cap;
    float *rooms; /* of each worker: a weight for each slot */
};

/* The weights of the slots that are allowed, before they are divided by their sum, which is returned. */
static float weigh(const struct attend *a, const float *q, const float *keys, const bool *allowed, float *weight) {
    float most = -INFINITY, sum = 0;
    for (int64_t s = 0; s < a->slots; s++) {
        if (!allowed[s]) continue;
        float score = cxi_dot(CX_F32, q, keys + s * a->dim, (size_t)a->dim) * a->scale;
        if (a->cap > 0) score = tanhf(score / a->cap) * a->cap;
        weight[s] = score;
        if (score > most || isnan(score)) most = score;
    }
    for (int64_t s = 0; s < a->slots; s++)
        if (allowed[s]) sum += weight[s] = expf(weight[s] - most);
    return sum;
}

static void attend_head(int64_t head, int worker, void *user) {
    const struct attend *a = user;
    int64_t batch = head / a->heads, group = head % a->heads / (a->heads / a->groups);
    int64_t cache = (batch * a->groups + group) * a->slots * a->dim;
    const bool *allowed = a->allowed + batch * a->slots;
    float *weight = a->rooms + worker * a->slots, *y = a->y + head * a->dim;
    float sum = weigh(a, a->q + head * a->dim, a->keys + cache, allowed, weight);
    memset(y, 0, (size_t)a->dim * sizeof *y);
    for (int64_t s = 0; s < a->slots; s++)
        if (allowed[s]) cxi_add_scaled(y, a->values + cache + s * a->dim, weight[s] / sum, (size_t)a->dim);
}

static bool read_call(cx_frame *frame, struct attend *a) {
    cx_buffer q = cx_frame_input(frame, 0), keys = cx_frame_input(frame, 1), values = cx_frame_input(frame, 2);
    cx_buffer allowed = cx_frame_input(frame, 3), y = cx_frame_output(frame, 0);
    const int64_t *d = keys.dims.dim;
    bool fits = q.dtype == CX_F32 && keys.dtype == CX_F32 && values.dtype == CX_F32 && y.dtype == CX_F32 &&
                allowed.dtype == CX_BOOL && q.dims.rank == 3 && keys.dims.rank == 4 && d[1] > 0 &&
                cx_dims_equal(keys.dims, values.dims) && cx_dims_equal(q.dims, y.dims) && q.dims.dim[0] == d[0] &&
                q.dims.dim[1] % d[1] == 0 && q.dims.dim[2] == d[3] && cx_dims_equal(allowed.dims, CX_DIMS(d[0], d[2]));
    if (!fits)
        return cx_frame_fail(frame,
                             "calx_attend: it takes f32[batch, heads, dim], twice f32[batch, groups, slots, dim] "
                             "and bool[batch, slots]");
    *a = (struct attend){.q = q.data,
                         .keys = keys.data,
                         .values = values.data,
                         .allowed = allowed.data,
                         .y = y.data,
                         .heads = q.dims.dim[1],
                         .groups = d[1],
                         .slots = d[2],
                         .dim = d[3],
                         .scale = (float)cx_frame_real(frame, "scale", 1),
                         .cap = (float)cx_frame_real(frame, "cap", 0)};
    return true;
}

static bool attend(cx_frame *frame) {
    struct attend a;
    if (!read_call(frame, &a)) return false;
    a.rooms = cxi_new((size_t)(cx_frame_workers(frame) * a.slots) + 1, sizeof *a.rooms);
    if (!a.rooms) return cx_frame_fail(frame, "calx_attend: out of memory");
    cxi_frame_parallel_awake(frame, cx_frame_input(frame, 0).dims.dim[0] * a.heads, attend_head, &a);
    cxi_free(a.rooms);
    return true;
}

CX_HANDLER(attend_handler, attend)

const char *const cxi_attend_handler_name = "calx_attend";
cx_ffi_handler *const cxi_attend_handler = attend_handler;
