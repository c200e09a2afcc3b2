#include "nn/fit.h"

#include "base/alloc.h"

#include <string.h>

static void add(struct cxi_text *list, const char *title, const char *path, cx_dtype dtype, cx_dims dims) {
    cxi_addf(list, "%s %s ", list->length ? "," : title, path);
    cxi_add_type(list, dtype, dims);
}

void cxi_misfits_missing(struct cxi_misfits *misfits, const char *path, cx_dtype dtype, cx_dims dims) {
    add(&misfits->missing, "missing:", path, dtype, dims);
}

void cxi_misfits_extra(struct cxi_misfits *misfits, const char *path, cx_dtype dtype, cx_dims dims) {
    add(&misfits->extra, "extra:", path, dtype, dims);
}

void cxi_misfits_compare(struct cxi_misfits *misfits, const char *path, const char *origin, cx_dtype dtype,
                         cx_dims dims, cx_dtype asked_dtype, cx_dims asked_dims) {
    if (dtype == asked_dtype && cx_dims_equal(dims, asked_dims)) return;
    add(&misfits->misshapen, "misshapen:", path, dtype, dims);
    if (origin) cxi_addf(&misfits->misshapen, " (%s)", origin);
    cxi_add(&misfits->misshapen, " where the model has ");
    cxi_add_type(&misfits->misshapen, asked_dtype, asked_dims);
}

bool cxi_misfits_pass(const struct cxi_misfits *misfits, const char *from, struct cxi_status *status) {
    const struct cxi_text *lists[] = {&misfits->missing, &misfits->misshapen, &misfits->extra};
    struct cxi_text all = {0};
    for (int i = 0; i < 3; i++) {
        if (!cxi_text_ok(lists[i])) all.failed = true;
        if (lists[i]->length) cxi_addf(&all, "%s%s", all.length ? "; " : "", cxi_text(lists[i]));
    }
    bool fits = cxi_text_ok(&all) && all.length == 0;
    if (!cxi_text_ok(&all))
        cxi_fail_memory(status);
    else if (!fits)
        cxi_fail(status, "%s does not fit the model. %s", from, cxi_text(&all));
    cxi_text_free(&all);
    return fits;
}

void cxi_misfits_free(struct cxi_misfits *misfits) {
    cxi_text_free(&misfits->missing);
    cxi_text_free(&misfits->misshapen);
    cxi_text_free(&misfits->extra);
}

bool cxi_is_training_state(const char *path, bool (*has)(const void *of, const char *path), const void *of) {
    if (strncmp(path, "train/", 6) == 0 || strncmp(path, "random/", 7) == 0) return true;
    const char *slash = strchr(path, '/');
    if (!slash) return false;
    if (has(of, slash + 1)) return true;
    char *inner = cxi_copy_string(slash + 1), *last = inner ? strrchr(inner, '/') : NULL;
    if (last) *last = '\0';
    bool slot = last && has(of, inner);
    cxi_free(inner);
    return slot;
}
