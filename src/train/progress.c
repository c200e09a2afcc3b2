/* The progress bar:  step   450/900 [==========>         ]  61.3 steps/s  loss 0.2127  accuracy 0.9375  ETA 0:07 */
#define _POSIX_C_SOURCE 200809L
#include <calx/train.h>

#include "base/text.h"
#include "display/channel.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

enum { BAR = 24 };

static void add_bar(struct cxi_text *line, int64_t done, int64_t target) {
    int filled = target > 0 ? (int)(done * BAR / target) : 0;
    cxi_add(line, "[");
    for (int i = 0; i < BAR; i++) cxi_add(line, i < filled ? "=" : i == filled ? ">" : " ");
    cxi_add(line, "]");
}

static void add_time(struct cxi_text *line, double seconds) {
    long whole = isfinite(seconds) && seconds >= 0 ? lround(seconds) : 0;
    if (whole >= 3600)
        cxi_addf(line, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
    else
        cxi_addf(line, "%ld:%02ld", whole / 60, whole % 60);
}

/* In a notebook each trainer has one line, which is renewed. */
static void show(const cx_trainer *trainer, const char *line) {
    char id[40];
    snprintf(id, sizeof id, "progress-%p", (const void *)trainer);
    cxi_display_parts(id, &(struct cxi_part){"text/plain", line, strlen(line)}, 1);
}

bool cx_progress_bar(cx_trainer *trainer, void *user) {
    FILE *to = user ? user : stderr;
    int64_t step = cx_trainer_step(trainer), target = cx_trainer_target(trainer);
    double loss = cx_trainer_loss(trainer),
           metric = cx_trainer_metric(trainer); /* waits for the device: before the rate */
    double rate = cx_trainer_steps_per_second(trainer);
    bool terminal = isatty(fileno(to)), last = step >= target;
    struct cxi_text line = {0};
    cxi_addf(&line, "step %6lld/%lld ", (long long)step, (long long)target);
    add_bar(&line, step, target);
    cxi_add(&line, "  ");
    cxi_add_fixed(&line, rate, 1);
    cxi_add(&line, " steps/s  loss ");
    cxi_add_fixed(&line, loss, 4);
    if (!isnan(metric)) {
        cxi_addf(&line, "  %s ", cx_trainer_metric_name(trainer));
        cxi_add_fixed(&line, metric, 4);
    }
    cxi_add(&line, "  ETA ");
    add_time(&line, rate > 0 ? (double)(target - step) / rate : 0);
    if (cxi_text_ok(&line) && cxi_in_notebook() && (to == stdout || to == stderr))
        show(trainer, cxi_text(&line));
    else if (cxi_text_ok(&line))
        fprintf(to, "%s%s%s", terminal ? "\r" : "", cxi_text(&line), terminal ? last ? "\033[K\n" : "\033[K" : "\n");
    fflush(to);
    cxi_text_free(&line);
    return true;
}
