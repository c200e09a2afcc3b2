/* The training loop, and evaluation. */
#include <calx/train.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "nn/store.h"
#include "base/clock.h"
#include "train/check.h"
#include "display/channel.h"
#include "train/interrupt.h"
#include "train/step.h"
#include "train/trainer.h"

#include <math.h>
#include <string.h>

enum { IN_FLIGHT = 16, RECORD_STEPS = 10 };

/* What a step reports, while the device may still work on it. */
struct report {
    cx_tensor *result[CXI_STEP_RESULTS];
    int64_t step; /* its number, from 1 */
};

/* A mean that is asked for now and then. */
struct mean {
    double sum, last;
    int64_t count;
};

/* Of one who asks. */
struct means {
    struct mean loss, metric;
};

struct callback {
    int64_t steps;       /* 0: by time */
    double seconds, due; /* on the clock of cxi_seconds */
    cx_callback *call;
    void *user;
    struct means means; /* since it asked */
};

struct cx_trainer {
    struct cxi_owned owned;
    cx_store *store;
    cx_trainer_args args;
    cx_exec *train, *evaluate, *evaluate_average;
    struct callback *callback;
    int callbacks, calling;           /* how many; the one being called, -1: none */
    int64_t step, target, first_step; /* done; to reach; done when the clock began */
    double started;                   /* seconds; 0: the clock has not begun */
    struct report report[IN_FLIGHT];  /* a ring: the oldest is waited for when it is full */
    int64_t reported, read;           /* steps put in and taken out */
    struct means outside, recorded;   /* asked for outside of callbacks; since the last record */
    struct cxi_history history;
    bool fits; /* cx_fit is under way */
    bool stop_on_interrupt;
    cx_skipped skipped;
    int64_t skipped_in_a_row;
    bool failed; /* too many were skipped: this cx_fit is over */
};

static cx_trainer no_memory = {.args.metric_name = "metric", .calling = -1};

/* ------------------------------------------------------------------------------------------- making, freeing */

static void forget_reports(cx_trainer *t) {
    for (; t->read < t->reported; t->read++)
        for (int i = 0; i < CXI_STEP_RESULTS; i++) cx_tensor_free(t->report[t->read % IN_FLIGHT].result[i]);
}

static void destroy(struct cxi_owned *owned) {
    cx_trainer *t = (cx_trainer *)owned;
    cxi_history_free(&t->history);
    cxi_free(t->callback);
    cxi_free((char *)t->args.metric_name);
    cxi_free((char *)t->args.optimizer.name);
    cxi_free(t);
}

static struct means means_unasked(void) {
    return (struct means){.loss.last = NAN, .metric.last = NAN};
}

/* Its own copies of texts. False: there is no memory. */
static bool copy_names(cx_trainer_args *args) {
    const char *optimizer = args->optimizer.name ? args->optimizer.name : "optimizer";
    args->metric_name = cxi_copy_string(args->metric_name);
    args->optimizer.name = cxi_copy_string(optimizer);
    return args->metric_name && args->optimizer.name;
}

cx_trainer *cx_trainer_new_(cx_store *store, cx_trainer_args args) {
    if (!store->owned.runtime) return &no_memory; /* nor was there memory for the store */
    if (!args.metric && args.loss == cx_sparse_xent) args.metric = cx_sparse_accuracy;
    if (!args.metric_name) args.metric_name = args.metric == cx_sparse_accuracy ? "accuracy" : "metric";
    cx_trainer *t = cxi_new(1, sizeof *t);
    if (!t || !copy_names(&args)) {
        struct cxi_status status = {0};
        cxi_fail_memory(&status);
        cxi_report(store->owned.runtime, &status);
        if (t) t->args = args, destroy(&t->owned);
        return &no_memory;
    }
    cxi_own(store->owned.runtime, &t->owned, destroy);
    t->store = store;
    t->args = args;
    if (t->args.max_skipped == 0) t->args.max_skipped = 10;
    if (t->args.check) t->args.no_guard = false;
    t->train = cx_exec_new(store, cxi_build_step, .user = &t->args, .outputs = CXI_STEP_RESULTS, .training = true,
                           .compute = args.compute, .name = "training step");
    t->evaluate = cx_exec_new(store, cxi_build_evaluation, .user = &t->args, .outputs = CXI_EVALUATION_RESULTS,
                              .compute = args.compute, .name = "evaluation");
    t->evaluate_average =
        cx_exec_new(store, cxi_build_average_evaluation, .user = &t->args, .outputs = CXI_EVALUATION_RESULTS,
                    .compute = args.compute, .name = "evaluation of averages");
    if (t->args.record <= 0) t->args.record = RECORD_STEPS;
    t->calling = -1;
    t->outside = means_unasked();
    return t;
}

void cx_trainer_free(cx_trainer *trainer) {
    if (!trainer || trainer == &no_memory) return;
    forget_reports(trainer);
    cx_exec_free(trainer->train);
    cx_exec_free(trainer->evaluate);
    cx_exec_free(trainer->evaluate_average);
    cxi_disown(&trainer->owned);
    destroy(&trainer->owned);
}

/* ----------------------------------------------------------------------------------------- losses and metrics */

static void mean_add(struct mean *mean, double value) {
    mean->sum += value;
    mean->count++;
}

static double mean_take(struct mean *mean) {
    if (mean->count) mean->last = mean->sum / (double)mean->count;
    mean->sum = 0;
    mean->count = 0;
    return mean->last;
}

/* A step that the guard left out; too many in a row are an error. */
static void count_skipped(cx_trainer *t, int64_t step) {
    t->skipped.steps++;
    t->skipped.last = step;
    t->skipped_in_a_row++;
    if (t->failed || t->skipped_in_a_row <= (t->args.max_skipped > 0 ? t->args.max_skipped : 0)) return;
    struct cxi_status status = {0};
    cxi_fail(
        &status,
        "training: the loss or the gradients of %lld steps in a row, up to step %lld, were not finite; the variables "
        "are those of before. A lower rate or .clip may help; .check finds the operation",
        (long long)t->skipped_in_a_row, (long long)step);
    cxi_report(t->owned.runtime, &status);
    cxi_status_clear(&status);
    t->failed = true;
}

static void means_add(struct means *means, double loss, double metric) {
    mean_add(&means->loss, loss);
    mean_add(&means->metric, metric);
}

/* Records are means over as many steps, whoever asks for losses in between. */
static void record(cx_trainer *t, int64_t step) {
    if (t->recorded.loss.count == 0) return;
    cxi_history_add(&t->history, step, "loss", mean_take(&t->recorded.loss));
    double metric = mean_take(&t->recorded.metric);
    if (t->args.metric) cxi_history_add(&t->history, step, t->args.metric_name, metric);
}

static void read_oldest(cx_trainer *t) {
    struct report *oldest = &t->report[t->read++ % IN_FLIGHT];
    double value[CXI_STEP_RESULTS];
    bool sound = true;
    for (int i = 0; i < CXI_STEP_RESULTS; i++) {
        value[i] = cx_tensor_item(oldest->result[i]);
        sound &= !cx_tensor_error(oldest->result[i]); /* what the device did not compute was not skipped */
        cx_tensor_free(oldest->result[i]);
    }
    if (sound && !t->args.no_guard && !(isfinite(value[CXI_STEP_LOSS]) && isfinite(value[CXI_STEP_NORM]))) {
        count_skipped(t, oldest->step);
        return;
    }
    t->skipped_in_a_row = 0;
    double loss = value[CXI_STEP_LOSS], metric = value[CXI_STEP_METRIC];
    means_add(&t->outside, loss, metric);
    means_add(&t->recorded, loss, metric);
    for (int i = 0; i < t->callbacks; i++) means_add(&t->callback[i].means, loss, metric);
    if (oldest->step % t->args.record == 0) record(t, oldest->step);
}

static void read_all(cx_trainer *t) {
    while (t->read < t->reported) read_oldest(t);
}

cx_skipped cx_trainer_skipped(cx_trainer *trainer) {
    read_all(trainer);
    return trainer->skipped;
}

static struct means *asking(cx_trainer *t) {
    return t->calling >= 0 ? &t->callback[t->calling].means : &t->outside;
}

double cx_trainer_loss(cx_trainer *trainer) {
    if (trainer == &no_memory) return NAN;
    read_all(trainer);
    return mean_take(&asking(trainer)->loss);
}

double cx_trainer_metric(cx_trainer *trainer) {
    if (trainer == &no_memory) return NAN;
    read_all(trainer);
    return trainer->args.metric ? mean_take(&asking(trainer)->metric) : NAN;
}

const char *cx_trainer_metric_name(const cx_trainer *trainer) {
    return trainer->args.metric_name;
}

void cx_trainer_record(cx_trainer *trainer, const char *name, double value) {
    if (trainer == &no_memory) return;
    cxi_history_add(&trainer->history, trainer->step, name, value);
}

const cx_record *cx_trainer_records(cx_trainer *trainer, size_t *count) {
    read_all(trainer);
    *count = trainer->history.count;
    return trainer->history.record;
}

const cx_record *cx_trainer_latest(cx_trainer *trainer, const char *name) {
    read_all(trainer);
    for (size_t i = trainer->history.count; i-- > 0;)
        if (strcmp(trainer->history.record[i].name, name) == 0) return &trainer->history.record[i];
    return NULL;
}

int64_t cx_trainer_step(const cx_trainer *trainer) {
    return trainer->step;
}

int64_t cx_trainer_target(const cx_trainer *trainer) {
    return trainer->target;
}

const cx_optimizer *cxi_trainer_optimizer(const cx_trainer *trainer) {
    return &trainer->args.optimizer;
}

cx_runtime *cxi_trainer_runtime(const cx_trainer *trainer) {
    return trainer->owned.runtime;
}

struct cxi_history *cxi_trainer_history(cx_trainer *trainer) {
    return trainer == &no_memory ? NULL : &trainer->history;
}

bool cxi_trainer_fits(const cx_trainer *trainer) {
    return trainer->fits;
}

double cx_trainer_steps_per_second(const cx_trainer *trainer) {
    double elapsed = cxi_seconds() - trainer->started;
    return trainer->started > 0 && elapsed > 0 ? (double)(trainer->step - trainer->first_step) / elapsed : 0;
}

/* ------------------------------------------------------------------------------------------------- the loop */

static void add_callback(cx_trainer *t, struct callback callback) {
    struct callback *grown =
        t == &no_memory ? NULL : cxi_resize(t->callback, (size_t)t->callbacks + 1, sizeof *t->callback);
    if (grown) {
        callback.means = means_unasked();
        t->callback = grown;
        t->callback[t->callbacks++] = callback;
    } else if (t != &no_memory) {
        struct cxi_status status = {0};
        cxi_fail_memory(&status);
        cxi_report(t->owned.runtime, &status);
        cxi_status_clear(&status);
    }
}

void cx_every(cx_trainer *trainer, int64_t steps, cx_callback *callback, void *user) {
    add_callback(trainer, (struct callback){.steps = steps > 0 ? steps : 1, .call = callback, .user = user});
}

void cx_every_seconds(cx_trainer *trainer, double seconds, cx_callback *callback, void *user) {
    double due = cxi_seconds() + seconds;
    add_callback(trainer, (struct callback){.seconds = seconds, .due = due, .call = callback, .user = user});
}

void cx_stop_on_interrupt(cx_trainer *trainer) {
    if (trainer != &no_memory) trainer->stop_on_interrupt = true;
}

static bool is_due(const cx_trainer *t, struct callback *callback) {
    if (t->step == t->target) return true;
    if (callback->steps) return t->step % callback->steps == 0;
    double now = cxi_seconds();
    if (now < callback->due) return false;
    callback->due = now + callback->seconds;
    return true;
}

static bool run_callbacks(cx_trainer *t) {
    bool go_on = true;
    for (int i = 0; i < t->callbacks; i++) {
        if (!is_due(t, &t->callback[i])) continue;
        t->calling = i;
        go_on &= t->callback[i].call(t, t->callback[i].user);
        t->calling = -1;
    }
    return go_on;
}

/* The next batch: 0 at the end, or when it is not what the loss takes. */
static int next_batch(cx_trainer *t, cx_dataset *dataset, cx_tensor *batch[CX_BATCH_MAX]) {
    int count = cx_dataset_next(dataset, batch), needed = t->args.weighted ? 3 : 2;
    if ((dataset && count == 0) || count >= needed) return count;
    struct cxi_status status = {0};
    if (!dataset) cxi_fail(&status, "training: there is no data set (NULL)");
    cxi_fail(&status, "training: a batch has %d parts, and the trainer takes inputs, labels%s", count,
             t->args.weighted ? " and weights" : "");
    cxi_report(t->owned.runtime, &status);
    cxi_status_clear(&status);
    for (int i = 0; i < count; i++) cx_tensor_free(batch[i]);
    return 0;
}

/* Waits for the step just sent; one that was skipped is looked into, and ends the training. */
static bool check_step(cx_trainer *t, int count, cx_tensor *const *batch) {
    int64_t skipped = t->skipped.steps;
    read_all(t);
    if (t->skipped.steps == skipped) return true;
    struct cxi_status status = {0};
    cxi_check_step(t->store, &t->args, count, batch, t->step, &status);
    cxi_report(t->owned.runtime, &status);
    cxi_status_clear(&status);
    return false;
}

static bool train_step(cx_trainer *t, cx_dataset *dataset) {
    cx_tensor *batch[CX_BATCH_MAX];
    struct report report = {.step = t->step + 1};
    cx_dataset_seek(dataset, t->step); /* a callback may have read from it */
    int count = next_batch(t, dataset, batch);
    if (count == 0) return false;
    cx_exec_call(t->train, count, batch, CXI_STEP_RESULTS, report.result);
    bool sent = !cx_tensor_error(report.result[0]);
    if (sent) {
        if (t->reported - t->read == IN_FLIGHT) read_oldest(t);
        t->report[t->reported++ % IN_FLIGHT] = report;
        t->step++;
        if (t->started == 0 && cx_tensor_wait(report.result[0])) { /* compiling is over: the clock begins */
            t->first_step = t->step;
            t->started = cxi_seconds();
        }
    } else
        for (int i = 0; i < CXI_STEP_RESULTS; i++) cx_tensor_free(report.result[i]);
    bool go_on = sent && (!t->args.check || check_step(t, count, batch));
    for (int i = 0; i < count; i++) cx_tensor_free(batch[i]);
    return go_on && !t->failed;
}

bool cx_fit(cx_trainer *trainer, cx_dataset *dataset, int64_t steps) {
    if (trainer == &no_memory) return false;
    cx_tensor *done = cx_store_value(trainer->store, CXI_STEP_PATH);
    trainer->step = trainer->first_step = done ? (int64_t)cx_tensor_item(done) : 0;
    trainer->target = steps;
    trainer->started = 0;
    trainer->skipped_in_a_row = 0;
    trainer->failed = false;
    trainer->fits = true;
    bool go_on = true, interruptible = trainer->stop_on_interrupt || cxi_in_notebook();
    if (interruptible) cxi_interrupt_begin();
    while (trainer->step < steps && go_on)
        go_on = train_step(trainer, dataset) && run_callbacks(trainer) && !(interruptible && cxi_interrupted());
    read_all(trainer);
    if (interruptible) cxi_interrupt_end();
    record(trainer, trainer->step);
    trainer->fits = false;
    cxi_history_end(&trainer->history, trainer);
    return trainer->step >= steps && !trainer->failed && cx_ok(trainer->owned.runtime);
}

cx_scores cx_evaluate(cx_trainer *trainer, cx_dataset *dataset) {
    cx_scores scores = {NAN, NAN, 0};
    if (trainer == &no_memory) return scores;
    bool averaged = trainer->args.evaluate_ema && cx_store_value(trainer->store, CXI_AVERAGED_PATH);
    cx_exec *evaluate = averaged ? trainer->evaluate_average : trainer->evaluate;
    double sum[CXI_EVALUATION_RESULTS] = {0};
    cx_tensor *batch[CX_BATCH_MAX], *out[CXI_EVALUATION_RESULTS];
    cx_dataset_seek(dataset, 0);
    int64_t batches = dataset ? cx_dataset_batches(dataset) : 1; /* to tell that there is none */
    for (int64_t i = 0, count; i < batches && (count = next_batch(trainer, dataset, batch)) > 0; i++) {
        scores.examples += cx_tensor_dims(batch[0]).dim[0];
        cx_exec_call(evaluate, (int)count, batch, CXI_EVALUATION_RESULTS, out);
        for (int k = 0; k < count; k++) cx_tensor_free(batch[k]);
        for (int k = 0; k < CXI_EVALUATION_RESULTS; k++) {
            sum[k] += cx_tensor_item(out[k]);
            cx_tensor_free(out[k]);
        }
    }
    if (scores.examples && !cx_dataset_error(dataset)) {
        scores.loss = sum[CXI_EVALUATION_LOSS] / sum[CXI_EVALUATION_WEIGHT];
        if (trainer->args.metric) scores.metric = sum[CXI_EVALUATION_METRIC] / sum[CXI_EVALUATION_WEIGHT];
    }
    return scores;
}

double cx_accuracy(cx_trainer *trainer, cx_dataset *dataset) {
    return cx_evaluate(trainer, dataset).metric;
}
