/* calx/plot.h: what a trainer's history looks like. */
#define _POSIX_C_SOURCE 200809L
#include <calx/plot.h>

#include "base/alloc.h"
#include "io/file.h"
#include "io/image.h"
#include "plot/draw.h"
#include "train/trainer.h"

#include <math.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct cx_plot {
    cx_trainer *trainer; /* which owns it */
    char *path, *title;
    double seconds;
    struct cxi_curves before; /* what an earlier part of the training left in its log */
    cx_array *confusion;
    char **class_name; /* classes of them; NULL: none */
    int64_t classes;
    struct cxi_picture *picture;
    size_t pictures;
};

static cx_plot no_memory;

static void forget_confusion(cx_plot *plot) {
    for (int64_t i = 0; i < plot->classes && plot->class_name; i++) cxi_free(plot->class_name[i]);
    cxi_free(plot->class_name);
    cx_array_free(plot->confusion);
    plot->class_name = NULL;
    plot->confusion = NULL;
    plot->classes = 0;
}

static void forget_pictures(cx_plot *plot) {
    for (size_t i = 0; i < plot->pictures; i++) {
        cxi_free(plot->picture[i].png);
        cxi_free(plot->picture[i].caption);
    }
    cxi_free(plot->picture);
    plot->picture = NULL;
    plot->pictures = 0;
}

static void destroy(void *user) {
    cx_plot *plot = user;
    forget_confusion(plot);
    forget_pictures(plot);
    cxi_curves_free(&plot->before);
    cxi_free(plot->path);
    cxi_free(plot->title);
    cxi_free(plot);
}

static bool report(cx_trainer *trainer, struct cxi_status *status) {
    bool fine = cxi_report(cxi_trainer_runtime(trainer), status);
    cxi_status_clear(status);
    return fine;
}

/* ----------------------------------------------------------------------------------------------------- drawing */

static bool add_curves(struct cxi_curves *to, const struct cxi_curves *from) {
    for (size_t i = 0; i < from->count; i++)
        for (size_t k = 0; k < from->at[i].count; k++)
            if (!cxi_curves_add(to, "", from->at[i].name, from->at[i].point[k].x, from->at[i].point[k].y)) return false;
    return true;
}

bool cxi_curves_of(cx_trainer *trainer, struct cxi_curves *curves) {
    size_t count;
    const cx_record *record = cx_trainer_records(trainer, &count);
    for (size_t i = 0; i < count; i++)
        if (!cxi_curves_add(curves, "", record[i].name, (double)record[i].step, record[i].value)) return false;
    return true;
}

static bool write_text(const char *path, struct cxi_text *text, struct cxi_status *status) {
    struct cxi_piece piece = {cxi_text(text), text->length};
    bool written = cxi_text_ok(text) ? cxi_file_write(path, &piece, 1, status) : cxi_fail_memory(status);
    cxi_text_free(text);
    return written;
}

static void add_note(struct cxi_text *note, const cx_plot *plot) {
    time_t now = time(NULL);
    struct tm local;
    char when[40] = "";
    if (localtime_r(&now, &local)) strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S", &local);
    long long step = cx_trainer_step(plot->trainer), target = cx_trainer_target(plot->trainer);
    if (cxi_trainer_fits(plot->trainer))
        cxi_addf(note, "Step %lld of %lld, training, as of %s", step, target, when);
    else
        cxi_addf(note, "Step %lld%s, as of %s", step, step < target ? ", stopped" : "", when);
}

static bool write_page(const cx_plot *plot) {
    struct cxi_status status = {0};
    struct cxi_curves curves = {0};
    struct cxi_text text = {0}, note = {0};
    add_note(&note, plot);
    if (add_curves(&curves, &plot->before) && cxi_curves_of(plot->trainer, &curves)) {
        cxi_draw_page(&text, &(struct cxi_page){.title = plot->title,
                                                .curves = &curves,
                                                .refresh = cxi_trainer_fits(plot->trainer) ? plot->seconds : 0,
                                                .note = cxi_text(&note),
                                                .confusion = plot->confusion,
                                                .class_name = plot->class_name,
                                                .picture = plot->picture,
                                                .pictures = plot->pictures});
        write_text(plot->path, &text, &status);
    } else
        cxi_fail_memory(&status);
    cxi_curves_free(&curves);
    cxi_text_free(&note);
    return report(plot->trainer, &status);
}

static bool renew(cx_trainer *trainer, void *user) {
    (void)trainer;
    return write_page(user);
}

static void finish(void *user, cx_trainer *trainer) {
    (void)trainer;
    write_page(user);
}

/* A log that is not there yet is no error. */
static void read_log(cx_plot *plot, const char *log) {
    struct cxi_status status = {0};
    if (log && access(log, F_OK) == 0) cxi_curves_read(&plot->before, log, "", &status);
    report(plot->trainer, &status);
}

cx_plot *cx_plot_html_(cx_trainer *trainer, cx_plot_args args) {
    struct cxi_history *history = cxi_trainer_history(trainer);
    struct cxi_status status = {0};
    cx_plot *plot = history ? cxi_new(1, sizeof *plot) : NULL;
    if (!history) return &no_memory;
    bool made = false;
    if (plot) {
        *plot = (cx_plot){.trainer = trainer,
                          .path = cxi_copy_string(args.path),
                          .title = cxi_copy_string(args.title ? args.title : args.path),
                          .seconds = args.seconds > 0 ? args.seconds : 5};
        made = plot->path && plot->title;
        if (!made) destroy(plot);
    }
    made = made && cxi_history_listen(history, (struct cxi_listener){.end = finish, .destroy = destroy, .user = plot});
    if (!made) {
        cxi_fail_memory(&status);
        report(trainer, &status);
        return &no_memory;
    }
    read_log(plot, args.log);
    cx_every_seconds(trainer, plot->seconds, renew, plot);
    return plot;
}

/* ------------------------------------------------------------------------------------------------------- parts */

static void changed(cx_plot *plot) {
    if (!cxi_trainer_fits(plot->trainer)) write_page(plot);
}

static char **copy_names(const char *const *names, int64_t count) {
    char **copy = cxi_new((size_t)count, sizeof *copy);
    for (int64_t i = 0; i < count && copy; i++) {
        copy[i] = cxi_copy_string(names[i] ? names[i] : "");
        if (copy[i]) continue;
        while (i-- > 0) cxi_free(copy[i]);
        cxi_free(copy);
        return NULL;
    }
    return copy;
}

void cx_plot_confusion(cx_plot *plot, const cx_metrics *metrics, const char *const *names) {
    if (plot == &no_memory) return;
    struct cxi_status status = {0};
    forget_confusion(plot);
    plot->confusion = cx_metrics_confusion(metrics);
    const char *error = cx_array_error(plot->confusion);
    if (!error && names) {
        plot->classes = cx_metrics_classes(metrics);
        plot->class_name = copy_names(names, plot->classes);
    }
    if (error || (names && !plot->class_name)) {
        cxi_fail(&status, "plot: %s", error ? error : "out of memory");
        forget_confusion(plot);
        report(plot->trainer, &status);
    }
    changed(plot);
}

void cx_plot_picture(cx_plot *plot, const cx_array *picture, const char *caption, bool wrong) {
    if (plot == &no_memory) return;
    struct cxi_status status = {0};
    struct cxi_picture new = {.caption = cxi_copy_string(caption), .wrong = wrong};
    struct cxi_picture *grown = cxi_resize(plot->picture, plot->pictures + 1, sizeof *grown);
    if (grown) plot->picture = grown;
    if (grown && new.caption && cxi_png_encode(picture, "a picture of the plot", &new.png, &new.size, &status))
        plot->picture[plot->pictures++] = new;
    else {
        if (cxi_ok(&status)) cxi_fail_memory(&status);
        cxi_free(new.caption);
        report(plot->trainer, &status);
    }
    changed(plot);
}

void cx_plot_clear_pictures(cx_plot *plot) {
    if (plot == &no_memory) return;
    forget_pictures(plot);
    changed(plot);
}

/* ---------------------------------------------------------------------------------------------- other pictures */

bool cx_plot_svg(cx_trainer *trainer, const char *path) {
    if (!cxi_trainer_history(trainer)) return false;
    struct cxi_status status = {0};
    struct cxi_curves curves = {0};
    struct cxi_text text = {0};
    if (cxi_curves_of(trainer, &curves)) {
        cxi_draw_svg(&text, &curves);
        write_text(path, &text, &status);
    } else
        cxi_fail_memory(&status);
    cxi_curves_free(&curves);
    return report(trainer, &status);
}

void cx_plot_print(cx_trainer *trainer, FILE *to, int columns) {
    struct cxi_curves curves = {0};
    struct cxi_text text = {0};
    if (cxi_trainer_history(trainer) && cxi_curves_of(trainer, &curves)) {
        cxi_draw_terminal(&text, &curves, columns, isatty(fileno(to)));
        if (cxi_text_ok(&text)) fputs(cxi_text(&text), to);
    }
    cxi_text_free(&text);
    cxi_curves_free(&curves);
}
