/* Whole texts at once, with no cache: logits of all their tokens, and vectors for texts. */
#include "models/lm.h"

#include "base/alloc.h"
#include "io/array.h"

#include <math.h>
#include <string.h>

/* Whether a model can read these tokens. */
bool cxi_lm_check(const cx_lm *lm, int64_t count, const int32_t *ids, struct cxi_status *status) {
    if (!cxi_pass(status, &lm->status)) return false;
    if (count < 1) return cxi_fail(status, "there are no tokens: a model needs at least one");
    for (int64_t i = 0; i < count; i++)
        if (ids[i] < 0 || ids[i] >= lm->config.model.vocabulary)
            return cxi_fail(status, "token %lld is %ld, and the model's vocabulary ends at %lld", (long long)i,
                            (long)ids[i], (long long)lm->config.model.vocabulary - 1);
    return true;
}

/* Runs one text, padded behind, and copies the rows of its tokens: f32 [count, columns]. */
static cx_array *run(cx_lm *lm, enum cxi_pass_kind kind, int64_t count, const int32_t *ids, int64_t columns) {
    struct cxi_status status = {0};
    cx_array *result = NULL;
    int32_t *padded = NULL;
    int64_t time = cxi_padded(count);
    if (cxi_lm_check(lm, count, ids, &status) && count > lm->config.model.context)
        cxi_fail(&status, "%lld tokens, and the model was made for at most %lld", (long long)count,
                 (long long)lm->config.model.context);
    else if (cxi_ok(&status) && !(padded = cxi_new((size_t)time, sizeof *padded)))
        cxi_fail_memory(&status);
    else if (cxi_ok(&status)) {
        memcpy(padded, ids, (size_t)count * sizeof *ids);
        cx_tensor *in[4], *out;
        cxi_lm_inputs(lm, time, count, padded, in);
        cx_exec_call(cxi_lm_exec(lm, kind), 4, in, 1, &out);
        cx_array *rows = cx_tensor_array(out); /* those of the padding too */
        if (cx_array_error(rows))
            cxi_fail(&status, "%s", cx_array_error(rows));
        else
            result = cx_array_copy_of(CX_F32, CX_DIMS(count, columns), cx_array_read(rows));
        cx_array_free(rows);
        cx_tensor_free(out);
        for (int i = 0; i < 4; i++) cx_tensor_free(in[i]);
    }
    cxi_free(padded);
    if (!result) result = cxi_array_error("%s", cxi_error(&status));
    if (lm->owned.runtime) cxi_report(lm->owned.runtime, &status);
    cxi_status_clear(&status);
    return result;
}

cx_array *cx_lm_logits(cx_lm *lm, int64_t count, const int32_t *ids) {
    if (cx_lm_encoder(lm)) return cxi_array_error("a %s model has no logits: it only reads", cx_lm_family(lm));
    return run(lm, CXI_WHOLE, count, ids, lm->config.model.vocabulary);
}

/* The mean of the first `count` rows, and its length made 1. */
static void pool(const float *rows, int64_t count, int64_t features, float *to) {
    double square = 0;
    for (int64_t i = 0; i < features; i++) {
        double sum = 0;
        for (int64_t t = 0; t < count; t++) sum += (double)rows[t * features + i];
        to[i] = (float)(sum / (double)count);
        square += (double)to[i] * (double)to[i];
    }
    float scale = square > 0 ? (float)(1 / sqrt(square)) : 1;
    for (int64_t i = 0; i < features; i++) to[i] *= scale;
}

cx_array *cx_lm_embed(cx_lm *lm, int64_t count, const int32_t *ids, cx_pooling pooling) {
    int64_t features = lm->config.model.features;
    cx_array *hidden = run(lm, CXI_HIDDEN, count, ids, features);
    if (cx_array_error(hidden) || pooling == CX_POOL_NONE) return hidden;
    cx_array *vector = cx_array_new(CX_F32, CX_DIMS(features));
    if (!cx_array_error(vector))
        pool(cx_array_read(hidden), pooling == CX_POOL_CLS ? 1 : count, features, cx_array_data(vector));
    cx_array_free(hidden);
    return vector;
}
