/* The training loop, and evaluation. */
#define _POSIX_C_SOURCE 200809L
#include <calx/train.h>

#include "base/alloc.h"
#include "nn/store.h"
#include "train/step.h"

#include <math.h>
#include <time.h>

enum { CALLBACKS = 16, IN_FLIGHT = 16 };

/* What a step reports, while the device may still work on it. */
struct report {
    cx_tensor *loss, *metric;
};

/* A mean that is asked for now and then. */
struct mean {
    double sum, last;
    int64_t count;
};

struct cx_trainer {
    struct cxi_owned owned;
    cx_store *store;
    cx_trainer_args args;
    cx_exec *train, *evaluate;
    struct {
        int64_t steps;
        cx_callback *call;
        void *user;
    } callback[CALLBACKS];
    int callbacks;
    int64_t step, target, first_step; /* done; to reach; done when the clock began */
    double started;                   /* seconds; 0: the clock has not begun */
    struct report report[IN_FLIGHT];  /* a ring: the oldest is waited for when it is full */
    int64_t reported, read;           /* steps put in and taken out */
    struct mean loss, metric;
};

static cx_trainer no_memory;

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* ------------------------------------------------------------------------------------------- making, freeing */

static void forget_reports(cx_trainer *t) {
    for (; t->read < t->reported; t->read++) {
        cx_tensor_free(t->report[t->read % IN_FLIGHT].loss);
        cx_tensor_free(t->report[t->read % IN_FLIGHT].metric);
    }
}

static void destroy(struct cxi_owned *owned) {
    cxi_free(owned);
}

cx_trainer *cx_trainer_new_(cx_store *store, cx_trainer_args args) {
    cx_trainer *t = store->owned.runtime ? cxi_new(1, sizeof *t) : NULL;
    if (!t) return &no_memory;
    cxi_own(store->owned.runtime, &t->owned, destroy);
    t->store = store;
    t->args = args;
    if (!t->args.metric && args.loss == cx_sparse_xent) t->args.metric = cx_sparse_accuracy;
    t->train =
        cx_exec_new(store, cxi_build_step, .user = &t->args, .outputs = 2, .training = true, .name = "training step");
    t->evaluate = cx_exec_new(store, cxi_build_evaluation, .user = &t->args, .outputs = 2, .name = "evaluation");
    t->loss.last = t->metric.last = NAN;
    return t;
}

void cx_trainer_free(cx_trainer *trainer) {
    if (!trainer || trainer == &no_memory) return;
    forget_reports(trainer);
    cx_exec_free(trainer->train);
    cx_exec_free(trainer->evaluate);
    cxi_disown(&trainer->owned);
    destroy(&trainer->owned);
}

/* ------------------------------------------------------------------------------------------ losses and
 * metrics */

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

static void read_oldest(cx_trainer *t) {
    struct report *oldest = &t->report[t->read++ % IN_FLIGHT];
    mean_add(&t->loss, cx_tensor_item(oldest->loss));
    mean_add(&t->metric, cx_tensor_item(oldest->metric));
    cx_tensor_free(oldest->loss);
    cx_tensor_free(oldest->metric);
}

double cx_trainer_loss(cx_trainer *trainer) {
    while (trainer->read < trainer->reported) read_oldest(trainer);
    return mean_take(&trainer->loss);
}

double cx_trainer_metric(cx_trainer *trainer) {
    while (trainer->read < trainer->reported) read_oldest(trainer);
    return trainer->args.metric ? mean_take(&trainer->metric) : NAN;
}

int64_t cx_trainer_step(const cx_trainer *trainer) {
    return trainer->step;
}

int64_t cx_trainer_target(const cx_trainer *trainer) {
    return trainer->target;
}

double cx_trainer_steps_per_second(const cx_trainer *trainer) {
    double elapsed = seconds() - trainer->started;
    return trainer->started > 0 && elapsed > 0 ? (double)(trainer->step - trainer->first_step) / elapsed : 0;
}

/* ------------------------------------------------------------------------------------------------- the loop */

void cx_every(cx_trainer *trainer, int64_t steps, cx_callback *callback, void *user) {
    if (trainer == &no_memory || trainer->callbacks == CALLBACKS) return;
    trainer->callback[trainer->callbacks].steps = steps > 0 ? steps : 1;
    trainer->callback[trainer->callbacks].call = callback;
    trainer->callback[trainer->callbacks++].user = user;
}

static bool run_callbacks(cx_trainer *t) {
    bool go_on = true;
    for (int i = 0; i < t->callbacks; i++)
        if (t->step % t->callback[i].steps == 0 || t->step == t->target)
            go_on &= t->callback[i].call(t, t->callback[i].user);
    return go_on;
}

static bool train_step(cx_trainer *t, cx_dataset *dataset) {
    cx_tensor *batch[CX_BATCH_MAX], *out[2];
    int count = cx_dataset_next(dataset, batch);
    if (count == 0) return false;
    cx_exec_call(t->train, count, batch, 2, out);
    for (int i = 0; i < count; i++) cx_tensor_free(batch[i]);
    if (cx_tensor_error(out[0])) {
        for (int i = 0; i < 2; i++) cx_tensor_free(out[i]);
        return false;
    }
    if (t->reported - t->read == IN_FLIGHT) read_oldest(t);
    t->report[t->reported++ % IN_FLIGHT] = (struct report){out[0], out[1]};
    t->step++;
    if (t->started == 0 && cx_tensor_wait(out[0])) { /* compiling is over: the clock begins */
        t->first_step = t->step;
        t->started = seconds();
    }
    return true;
}

bool cx_fit(cx_trainer *trainer, cx_dataset *dataset, int64_t steps) {
    if (trainer == &no_memory) return false;
    cx_tensor *done = cx_store_value(trainer->store, CXI_STEP_PATH);
    trainer->step = trainer->first_step = done ? (int64_t)cx_tensor_item(done) : 0;
    trainer->target = steps;
    trainer->started = 0;
    cx_dataset_seek(dataset, trainer->step);
    bool go_on = true;
    while (trainer->step < steps && go_on) go_on = train_step(trainer, dataset) && run_callbacks(trainer);
    return trainer->step >= steps && cx_ok(trainer->owned.runtime);
}

cx_scores cx_evaluate(cx_trainer *trainer, cx_dataset *dataset) {
    cx_scores scores = {NAN, NAN, 0};
    if (trainer == &no_memory) return scores;
    double loss = 0, metric = 0;
    cx_tensor *batch[CX_BATCH_MAX], *out[2];
    cx_dataset_seek(dataset, 0);
    for (int64_t i = 0, count; i < cx_dataset_batches(dataset) && (count = cx_dataset_next(dataset, batch)) > 0; i++) {
        scores.examples += cx_tensor_dims(batch[0]).dim[0];
        cx_exec_call(trainer->evaluate, (int)count, batch, 2, out);
        loss += cx_tensor_item(out[0]);
        metric += cx_tensor_item(out[1]);
        for (int k = 0; k < count; k++) cx_tensor_free(batch[k]);
        for (int k = 0; k < 2; k++) cx_tensor_free(out[k]);
    }
    if (scores.examples && !cx_dataset_error(dataset)) {
        scores.loss = loss / (double)scores.examples;
        if (trainer->args.metric) scores.metric = metric / (double)scores.examples;
    }
    return scores;
}

double cx_accuracy(cx_trainer *trainer, cx_dataset *dataset) {
    return cx_evaluate(trainer, dataset).metric;
}
