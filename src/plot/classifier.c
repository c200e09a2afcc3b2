/* What a classifier makes of a data set, as parts of the page of its training. */
#include <calx/io.h>
#include <calx/plot.h>

#include "base/alloc.h"
#include "base/text.h"
#include "train/trainer.h"

#include <math.h>

enum { PICTURES = 24 };

static bool add_confusion(const cx_plot_classifier *c, struct cxi_status *status) {
    cx_metrics *metrics = cx_metrics_new(c->classes);
    const char **names = cxi_new(c->classes > 0 ? (size_t)c->classes : 1, sizeof *names);
    for (int64_t i = 0; i < c->classes && names; i++) names[i] = cx_dataset_class(c->dataset, i);
    if (!names)
        cxi_fail_memory(status);
    else if (cx_metrics_measure(metrics, c->predictor, c->dataset))
        cx_plot_confusion(c->plot, metrics, names[0] ? names : NULL);
    else
        cxi_fail(status, "%s", cx_metrics_error(metrics));
    cxi_free(names);
    cx_metrics_free(metrics);
    return cxi_ok(status);
}

static void add_class(struct cxi_text *to, const cx_dataset *dataset, int64_t class) {
    const char *name = cx_dataset_class(dataset, class);
    if (name)
        cxi_add(to, name);
    else
        cxi_addf(to, "%lld", (long long)class);
}

/* "cat 93%", or "dog 61%, not cat": the most likely class by softmax. True where it is the label. */
static bool describe(struct cxi_text *caption, const cx_plot_classifier *c, const cx_array *logits, int64_t example,
                     int64_t label) {
    int64_t first = example * c->classes, best = 0;
    double sum = 0;
    for (int64_t i = 1; i < c->classes; i++)
        if (cx_array_at(logits, first + i) > cx_array_at(logits, first + best)) best = i;
    for (int64_t i = 0; i < c->classes; i++)
        sum += exp(cx_array_at(logits, first + i) - cx_array_at(logits, first + best));
    add_class(caption, c->dataset, best);
    cxi_add(caption, " ");
    cxi_add_fixed(caption, 100 / sum, 0);
    cxi_add(caption, "%");
    if (best == label) return true;
    cxi_add(caption, ", not ");
    add_class(caption, c->dataset, label);
    return false;
}

static void add_picture(const cx_plot_classifier *c, const cx_batch *batch, const cx_array *logits, int64_t example) {
    cx_dims dims = cx_array_dims(batch->part[0]);
    struct cxi_text caption = {0};
    cx_array *row = cx_array_rows(batch->part[0], example, example + 1);
    cx_array *picture = cx_array_reshape(row, CX_DIMS(dims.dim[1], dims.dim[2], dims.dim[3]));
    bool right = describe(&caption, c, logits, example, (int64_t)cx_array_at(batch->part[1], example));
    cx_plot_picture(c->plot, picture, cxi_text(&caption), !right);
    cx_array_free(row);
    cx_array_free(picture);
    cxi_text_free(&caption);
}

/* As many of a batch as are wanted; returns how many: 0 where they are no pictures, or in error, which is the runtime's. */
static int64_t add_batch(cx_runtime *runtime, const cx_plot_classifier *c, const cx_batch *batch, int64_t wanted) {
    cx_dims dims = cx_array_dims(batch->part[0]);
    bool pictures = cx_array_dtype(batch->part[0]) == CX_U8 && dims.rank == 4 && (dims.dim[3] == 1 || dims.dim[3] == 3);
    if (!pictures || batch->count < 2) return 0;
    cx_tensor *inputs = cx_tensor_of(runtime, batch->part[0]), *outputs = cx_predict(c->predictor, inputs);
    cx_array *logits = cx_tensor_array(outputs);
    int64_t added = 0;
    for (; added < wanted && added < dims.dim[0] && !cx_array_error(logits); added++)
        add_picture(c, batch, logits, added);
    cx_tensor_free(inputs);
    cx_tensor_free(outputs);
    cx_array_free(logits);
    return added;
}

static void add_pictures(cx_runtime *runtime, const cx_plot_classifier *c) {
    int64_t left = c->pictures ? c->pictures : PICTURES, added = 1;
    cx_batch batch;
    cx_plot_clear_pictures(c->plot);
    cx_dataset_seek(c->dataset, 0);
    for (; left > 0 && added > 0 && cx_dataset_next_arrays(c->dataset, &batch); left -= added) {
        added = add_batch(runtime, c, &batch, left);
        cx_batch_free(&batch);
    }
}

bool cx_plot_classifier_now(cx_trainer *trainer, void *user) {
    const cx_plot_classifier *classifier = user;
    cx_runtime *runtime = cxi_trainer_runtime(trainer);
    if (!runtime) return false;
    struct cxi_status status = {0};
    if (add_confusion(classifier, &status)) add_pictures(runtime, classifier);
    bool fine = cxi_report(runtime, &status) && cx_ok(runtime);
    cxi_status_clear(&status);
    return fine;
}
