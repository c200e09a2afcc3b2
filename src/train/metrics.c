#include <calx/metrics.h>

#include "base/alloc.h"
#include "base/status.h"
#include "io/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* For the AUC. */
struct scored {
    double score;
    bool positive;
};

struct cx_metrics {
    struct cxi_status status;
    cx_metrics_args args;
    int64_t *confusion; /* [classes, classes]: label, prediction */
    int64_t examples, in_top_k;
    struct scored *scored; /* of two classes: every example */
    size_t capacity;
};

static cx_metrics no_memory = {.status = {(char[]){"out of memory"}}};

enum { CLASSES_MAX = 30000 }; /* whose confusion matrix takes 7 GB */

cx_metrics *cx_metrics_new_(cx_metrics_args args) {
    cx_metrics *m = cxi_new(1, sizeof *m);
    if (!m) return &no_memory;
    m->args = args;
    if (m->args.top_k <= 0) m->args.top_k = args.classes < 5 ? args.classes : 5;
    if (args.classes < 2 || args.classes > CLASSES_MAX) {
        cxi_fail(&m->status, "metrics: %lld classes; give 2 to %d", (long long)args.classes, CLASSES_MAX);
        m->args.classes = 0;
        return m;
    }
    m->confusion = cxi_new((size_t)args.classes * (size_t)args.classes, sizeof *m->confusion);
    if (!m->confusion) cxi_fail_memory(&m->status);
    return m;
}

void cx_metrics_free(cx_metrics *metrics) {
    if (!metrics || metrics == &no_memory) return;
    cxi_free(metrics->confusion);
    cxi_free(metrics->scored);
    cxi_status_clear(&metrics->status);
    cxi_free(metrics);
}

const char *cx_metrics_error(const cx_metrics *metrics) {
    return cxi_error(&metrics->status);
}

void cx_metrics_reset(cx_metrics *metrics) {
    if (!metrics->confusion) return;
    memset(metrics->confusion, 0, (size_t)(metrics->args.classes * metrics->args.classes) * sizeof *metrics->confusion);
    metrics->examples = metrics->in_top_k = 0;
}

/* ------------------------------------------------------------------------------------------------------ adding */

/* One example's scores; NaN counts as the lowest. */
static bool above(double a, double b) {
    return a > b || (isnan(b) && !isnan(a));
}

static int64_t largest(const cx_array *scores, int64_t first, int64_t classes) {
    int64_t best = 0;
    for (int64_t i = 1; i < classes; i++)
        if (above(cx_array_at(scores, first + i), cx_array_at(scores, first + best))) best = i;
    return best;
}

/* How many classes come before the label: larger scores, and equal ones before it. */
static int64_t rank_of(const cx_array *scores, int64_t first, int64_t classes, int64_t label) {
    double own = cx_array_at(scores, first + label);
    int64_t rank = 0;
    for (int64_t i = 0; i < classes; i++) {
        double other = cx_array_at(scores, first + i);
        rank += above(other, own) || (i < label && !above(own, other));
    }
    return rank;
}

static bool check(cx_metrics *m, const cx_array *scores, const cx_array *labels, bool *single) {
    if (!cxi_pass(&m->status, &scores->status) || !cxi_pass(&m->status, &labels->status)) return false;
    cx_dims s = scores->dims, l = labels->dims;
    int64_t wide = s.rank == 2 ? s.dim[1] : 1;
    *single = m->args.classes == 2 && wide == 1;
    bool fits = (s.rank == 1 || s.rank == 2) && l.rank >= 1 && cx_dims_count(l) == s.dim[0] &&
                (*single || wide == m->args.classes);
    if (fits) return true;
    return cxi_fail(
        &m->status, "metrics: scores of %lld dimensions and %lld elements do not go with %lld labels of %lld classes",
        (long long)s.rank, (long long)cx_dims_count(s), (long long)cx_dims_count(l), (long long)m->args.classes);
}

static bool keep_score(cx_metrics *m, double score, bool positive) {
    if ((size_t)m->examples == m->capacity) {
        size_t capacity = m->capacity ? 2 * m->capacity : 1024;
        struct scored *grown = cxi_resize(m->scored, capacity, sizeof *grown);
        if (!grown) return cxi_fail_memory(&m->status);
        m->scored = grown;
        m->capacity = capacity;
    }
    m->scored[m->examples] = (struct scored){score, positive};
    return true;
}

static bool add_one(cx_metrics *m, const cx_array *scores, int64_t example, bool single, double label_value) {
    int64_t classes = m->args.classes, label = (int64_t)label_value;
    if (!(label_value >= 0 && label_value < (double)classes) || label_value != (double)label)
        return cxi_fail(&m->status, "metrics: label %g of example %lld is not a class from 0 to %lld", label_value,
                        (long long)m->examples, (long long)classes - 1);
    int64_t first = example * (single ? 1 : classes), prediction;
    double score = cx_array_at(scores, first);
    if (single) {
        prediction = score > m->args.threshold;
        m->in_top_k += m->args.top_k >= 2 || prediction == label;
    } else {
        prediction = largest(scores, first, classes);
        m->in_top_k += rank_of(scores, first, classes, label) < m->args.top_k;
        if (classes == 2) score = cx_array_at(scores, first + 1) - score;
    }
    if (classes == 2 && !keep_score(m, score, label == 1)) return false;
    m->confusion[label * classes + prediction]++;
    m->examples++;
    return true;
}

void cx_metrics_add(cx_metrics *metrics, const cx_array *scores, const cx_array *labels) {
    bool single;
    if (!cxi_ok(&metrics->status) || !check(metrics, scores, labels, &single)) return;
    for (int64_t i = 0; i < scores->dims.dim[0]; i++)
        if (!add_one(metrics, scores, i, single, cx_array_at(labels, i))) return;
}

static void add_batch(cx_metrics *m, cx_exec *predictor, cx_tensor *inputs, cx_tensor *labels) {
    cx_tensor *predictions = cx_predict(predictor, inputs);
    cx_array *scores = cx_tensor_array(predictions), *truth = cx_tensor_array(labels);
    cx_metrics_add(m, scores, truth);
    cx_tensor_free(predictions);
    cx_array_free(scores);
    cx_array_free(truth);
}

bool cx_metrics_measure(cx_metrics *metrics, cx_exec *predictor, cx_dataset *dataset) {
    cx_tensor *batch[CX_BATCH_MAX];
    cx_dataset_seek(dataset, 0);
    int64_t batches = cx_dataset_batches(dataset);
    for (int64_t i = 0; i < batches && cxi_ok(&metrics->status); i++) {
        int count = cx_dataset_next(dataset, batch);
        if (count >= 2)
            add_batch(metrics, predictor, batch[0], batch[1]);
        else if (metrics != &no_memory)
            cxi_fail(&metrics->status, "metrics: %s",
                     cx_dataset_error(dataset) ? cx_dataset_error(dataset) : "the data set has no labels");
        for (int k = 0; k < count; k++) cx_tensor_free(batch[k]);
    }
    return cxi_ok(&metrics->status);
}

/* ----------------------------------------------------------------------------------------------------- results */

static bool known(const cx_metrics *m) {
    return cxi_ok(&m->status) && m->examples > 0;
}

int64_t cx_metrics_examples(const cx_metrics *metrics) {
    return metrics->examples;
}

int64_t cx_metrics_classes(const cx_metrics *metrics) {
    return metrics->args.classes;
}

int64_t cx_metrics_confusion_at(const cx_metrics *metrics, int64_t label, int64_t prediction) {
    int64_t classes = metrics->args.classes;
    bool inside = label >= 0 && label < classes && prediction >= 0 && prediction < classes && metrics->confusion;
    return inside ? metrics->confusion[label * classes + prediction] : 0;
}

cx_array *cx_metrics_confusion(const cx_metrics *metrics) {
    if (!cxi_ok(&metrics->status)) return cxi_array_error("%s", cxi_error(&metrics->status));
    return cx_array_copy_of(CX_I64, CX_DIMS(metrics->args.classes, metrics->args.classes), metrics->confusion);
}

/* Of one class: examples with that label, with that prediction, with both. */
struct counts {
    double labels, predictions, both;
};

static struct counts counts_of(const cx_metrics *m, int64_t class) {
    struct counts c = {.both = (double)cx_metrics_confusion_at(m, class, class)};
    for (int64_t i = 0; i < m->args.classes; i++) {
        c.labels += (double)cx_metrics_confusion_at(m, class, i);
        c.predictions += (double)cx_metrics_confusion_at(m, i, class);
    }
    return c;
}

static double ratio(double above_line, double below) {
    return below > 0 ? above_line / below : 0;
}

static double precision(struct counts c) {
    return ratio(c.both, c.predictions);
}

static double recall(struct counts c) {
    return ratio(c.both, c.labels);
}

static double f1(struct counts c) {
    return ratio(2 * c.both, c.labels + c.predictions);
}

double cx_metrics_accuracy(const cx_metrics *metrics) {
    double right = 0;
    for (int64_t i = 0; i < metrics->args.classes; i++) right += (double)cx_metrics_confusion_at(metrics, i, i);
    return known(metrics) ? right / (double)metrics->examples : NAN;
}

double cx_metrics_top_k(const cx_metrics *metrics) {
    return known(metrics) ? (double)metrics->in_top_k / (double)metrics->examples : NAN;
}

static double combine(const cx_metrics *m, int64_t of, double (*one)(struct counts)) {
    if (!known(m) || of < CX_MICRO || of >= m->args.classes) return NAN;
    if (of == CX_MICRO) return cx_metrics_accuracy(m);
    if (of >= 0) return one(counts_of(m, of));
    double sum = 0, weights = 0;
    for (int64_t i = 0; i < m->args.classes; i++) {
        struct counts c = counts_of(m, i);
        double weight = of == CX_WEIGHTED ? c.labels : c.labels + c.predictions > 0;
        sum += weight * one(c);
        weights += weight;
    }
    return sum / weights;
}

double cx_metrics_precision(const cx_metrics *metrics, int64_t of) {
    return combine(metrics, of, precision);
}

double cx_metrics_recall(const cx_metrics *metrics, int64_t of) {
    return combine(metrics, of, recall);
}

double cx_metrics_f1(const cx_metrics *metrics, int64_t of) {
    return combine(metrics, of, f1);
}

static int by_score(const void *a, const void *b) {
    double x = ((const struct scored *)a)->score, y = ((const struct scored *)b)->score;
    return (x > y) - (x < y);
}

/* The chance that a positive example scores higher than a negative one (Mann-Whitney): from below, each positive counts the
   negatives passed, and half of those it ties with. */
double cx_metrics_auc(const cx_metrics *metrics) {
    if (!known(metrics) || metrics->args.classes != 2) return NAN;
    size_t count = (size_t)metrics->examples;
    for (size_t i = 0; i < count; i++)
        if (isnan(metrics->scored[i].score)) return NAN;
    qsort(metrics->scored, count, sizeof *metrics->scored, by_score);
    double negatives = 0, positives = 0, wins = 0;
    for (size_t i = 0; i < count;) {
        double tied[2] = {0, 0};
        for (double score = metrics->scored[i].score; i < count && metrics->scored[i].score == score; i++)
            tied[metrics->scored[i].positive]++;
        wins += tied[1] * (negatives + tied[0] / 2);
        negatives += tied[0];
        positives += tied[1];
    }
    return negatives > 0 && positives > 0 ? wins / (negatives * positives) : NAN;
}

double cx_moving_average_add(cx_moving_average *average, double value) {
    average->sum = average->keep * average->sum + (1 - average->keep) * value;
    average->weight = average->keep * average->weight + (1 - average->keep);
    return average->weight > 0 ? average->sum / average->weight : NAN;
}
