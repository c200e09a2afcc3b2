#include "text/encoding.h"

#include "base/alloc.h"
#include "text/model.h"

bool cxi_put_id(struct cxi_encoding *e, int32_t id) {
    struct cxi_ids *ids = &e->ids;
    if (ids->count == ids->capacity) {
        size_t capacity = ids->capacity * 2 + 64;
        int32_t *grown = cxi_resize(ids->id, capacity, sizeof *grown);
        if (!grown) return cxi_fail_memory(&e->status);
        ids->id = grown;
        ids->capacity = capacity;
    }
    ids->id[ids->count++] = id;
    e->after_unknown = false;
    return true;
}

bool cxi_put_unknown(struct cxi_encoding *e, const struct cxi_vocabulary *v, const struct cxi_spm_options *options,
                     struct cxi_span text) {
    if (options->byte_fallback) {
        for (size_t i = 0; i < text.length; i++)
            if (!cxi_put_id(e, v->byte[(unsigned char)text.text[i]])) return false;
        return true;
    }
    if (e->after_unknown) return true;
    if (options->unknown < 0)
        return cxi_fail(&e->status, "the text has characters that the vocabulary has no piece for");
    if (!cxi_put_id(e, options->unknown)) return false;
    e->after_unknown = true;
    return true;
}

void cxi_encoding_free(struct cxi_encoding *e) {
    cxi_status_clear(&e->status);
    cxi_free(e->ids.id);
    for (int i = 0; i < 2; i++) cxi_text_free(&e->normal[i]);
    for (int i = 0; i < CXI_STEPS_MAX; i++) cxi_text_free(&e->split[i]);
    cxi_match_free(&e->match);
    cxi_merge_free(&e->merge);
    cxi_text_free(&e->word);
    cxi_free(e->paths);
}
