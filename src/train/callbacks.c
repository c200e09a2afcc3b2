/* Ready-made callbacks: evaluation, early stopping. */
#include <calx/train.h>

#include "base/text.h"
#include "train/trainer.h"

#include <math.h>

static void record_named(cx_trainer *trainer, const char *prefix, const char *name, double value) {
    struct cxi_text text = {0};
    cxi_addf(&text, "%s %s", prefix, name);
    if (cxi_text_ok(&text) && !isnan(value)) cx_trainer_record(trainer, cxi_text(&text), value);
    cxi_text_free(&text);
}

bool cx_evaluate_now(cx_trainer *trainer, void *user) {
    const cx_evaluation *evaluation = user;
    const char *name = evaluation->name ? evaluation->name : "test";
    cx_scores scores = cx_evaluate(trainer, evaluation->dataset);
    record_named(trainer, name, "loss", scores.loss);
    record_named(trainer, name, cx_trainer_metric_name(trainer), scores.metric);
    return scores.examples > 0;
}

bool cx_stop_early(cx_trainer *trainer, void *user) {
    cx_early_stop *stop = user;
    const cx_record *latest = cx_trainer_latest(trainer, stop->metric ? stop->metric : "test loss");
    if (!latest || latest->step == stop->seen) return true; /* nothing new to judge by */
    double gain = stop->highest ? latest->value - stop->best : stop->best - latest->value;
    bool first = stop->seen == 0;
    stop->seen = latest->step;
    if (first || gain > stop->min_delta) {
        stop->best = latest->value;
        stop->best_step = latest->step;
        stop->without_gain = 0;
        return true;
    }
    int64_t patience = stop->patience > 0 ? stop->patience : 3;
    stop->stopped = ++stop->without_gain >= patience;
    return !stop->stopped;
}
