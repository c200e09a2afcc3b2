/* calx/plot.h: seeing a training: its curves in the terminal, as a picture, and as a page that renews itself.

       cx_plot *page = cx_plot_html(t, "run.html");        // open it in a browser; it follows the training
       cx_plot_classifier seen = {page, cx_predictor(vars, model, NULL), test, .classes = 10};
       cx_every(t, 1000, cx_plot_classifier_now, &seen);   // with a confusion matrix and pictures
       cx_fit(t, train, 20000);
       cx_plot_print(t, stdout, 80);

   What is drawn are the records of the trainer's history (calx/train.h). Records whose names end in the same word share a
   chart: "loss" and "test loss". */
#ifndef CALX_PLOT_H
#define CALX_PLOT_H

#include <calx/metrics.h>
#include <calx/train.h>

CX_BEGIN

typedef struct cx_plot cx_plot; /* freed with the trainer it draws */

typedef struct cx_plot_args {
    const char *path; /* of the HTML file; it needs no other */
    cx_here at_;
    const char *title; /* default: the path */
    double seconds;    /* between two versions of it during cx_fit; default: 5 */
    /* Of this training, as cx_log_csv and cx_log_jsonl write it: the curves begin with what it holds when this is called, if there
       is such a file. For a training that is resumed. */
    const char *log;
} cx_plot_args;
/* A page that is written every few seconds while cx_fit runs and once more at its end, then without renewing itself. Each time
   the file is replaced as a whole. It is freed with the trainer. Errors are the runtime's; never NULL. */
CX_API cx_plot *cx_plot_html_(cx_trainer *trainer, cx_plot_args args);
#define cx_plot_html(trainer, ...) cx_plot_html_((trainer), CX_ARGS(cx_plot_args, __VA_ARGS__))

/* Parts of the page. Outside of cx_fit they are written at once. */
/* The confusion matrix as it is now, in the place of an earlier one. names: of the classes, or NULL. */
CX_API void cx_plot_confusion(cx_plot *plot, const cx_metrics *metrics, const char *const *names);
/* A picture, u8 [height, width, 1 or 3], with a line below it: "cat (0.93)". */
CX_API void cx_plot_picture(cx_plot *plot, const cx_array *picture, const char *caption, bool wrong);
CX_API void cx_plot_clear_pictures(cx_plot *plot);

/* Both of a classifier, with the data set's names of the classes. */
typedef struct cx_plot_classifier {
    cx_plot *plot;
    cx_exec *predictor;  /* of logits, [batch, classes] */
    cx_dataset *dataset; /* not the one that is trained on */
    int64_t classes;
    /* Of the first so many examples, where they are u8 [height, width, 1 or 3]; default: 24; -1: none. */
    int64_t pictures;
} cx_plot_classifier;
CX_API cx_callback cx_plot_classifier_now; /* user: a cx_plot_classifier; may be called outside of cx_fit as well */

CX_API bool cx_plot_svg(cx_trainer *trainer, const char *path);
/* In braille characters, so many columns wide (0: 80); in colour on a terminal. */
CX_API void cx_plot_print(cx_trainer *trainer, FILE *to, int columns);

CX_END
#endif
