/* calx/display.h: showing things in a notebook, richly, where the cell's output is (docs/notebooks.md).

       cx_display_tensor(weights, NULL);
       cx_display_curves(t, 1, NULL);            // loss and accuracy, drawn anew every second while cx_fit runs
       cx_fit(t, train, 900);
       cx_display_confusion(metrics, names, NULL);
       cx_display(weights);                      // whatever it is

   A program is in a notebook when $CALX_NOTEBOOK says through which file descriptor the kernel listens; `calx notebook` sets
   it. Elsewhere these calls write files into the folder $CALX_DISPLAY, and without that they do nothing and return true. Both
   variables are read once in a process.

   ID names what is shown, so that it can be renewed: what is displayed under the same id takes its place, while the same cell
   runs. NULL: a display of its own. In the folder, the file is called ID.svg or the like; without an id, display-N.svg.

   All may be called from any thread. They return false when the output could not be delivered. What cannot be shown, a tensor
   in error, say, shows why; that too is false. */
#ifndef CALX_DISPLAY_H
#define CALX_DISPLAY_H

#include <calx/metrics.h>
#include <calx/train.h>

CX_BEGIN

CX_API bool cx_in_notebook(void); /* whether a notebook's kernel takes what is displayed */

CX_API bool cx_display_text(const char *text, const char *id); /* as it is, in letters of one width */
CX_API bool cx_display_markdown(const char *markdown, const char *id);
CX_API bool cx_display_html(const char *html, const char *id);       /* a fragment; it may have styles and scripts */
CX_API bool cx_display_svg(const char *svg, const char *id);         /* an <svg> element that names its xmlns */
CX_API bool cx_display_png(const cx_array *picture, const char *id); /* u8 [height, width, 1 or 3] */

/* A table of one or two axes, text of more; long axes are shortened to their ends. */
CX_API bool cx_display_array(const cx_array *array, const char *id);
CX_API bool cx_display_tensor(cx_tensor *tensor, const char *id); /* waits for it */
CX_API bool cx_display_store(const cx_store *store,
                             const char *id); /* the table of a model's variables and their sizes */

/* Pictures in rows, small ones enlarged: [n, height, width, 1 or 3] (or one of them, without n) in u8, or in f32 from 0 to 1.
   captions: n lines that stand below them, or NULL. */
CX_API bool cx_display_pictures(const cx_array *pictures, const char *const *captions, const char *id);
CX_API bool cx_display_confusion(const cx_metrics *metrics, const char *const *names,
                                 const char *id); /* names: or NULL */

/* The curves of a trainer's history, renewed every so many seconds (0: 1) while cx_fit runs and at its end. Called once,
   before cx_fit. */
CX_API bool cx_display_curves(cx_trainer *trainer, double seconds, const char *id);

CX_API bool cx_display_integer(long long value, const char *id);
CX_API bool cx_display_number(double value, const char *id);
CX_API bool cx_display_truth(bool value, const char *id);
CX_API bool cx_display_address(const void *address, const char *id);
CX_API bool cx_display_metrics(const cx_metrics *metrics, const char *id); /* the confusion matrix, without names */
CX_API bool cx_display_trainer(cx_trainer *trainer, const char *id);       /* its curves so far */

/* Shows what is given by its type: one of Calx's objects, a number, a text, an address. cx_display_at takes an id. */
#ifndef __cplusplus
/* clang-format off */
#define cx_display(thing) cx_display_at((thing), NULL)
#define cx_display_at(thing, id)                                                                                    \
    _Generic((thing),                                                                                              \
        cx_tensor *: cx_display_tensor, cx_array *: cx_display_array, const cx_array *: cx_display_array,          \
        cx_store *: cx_display_store, const cx_store *: cx_display_store, cx_trainer *: cx_display_trainer,        \
        cx_metrics *: cx_display_metrics, const cx_metrics *: cx_display_metrics,                                  \
        char *: cx_display_text, const char *: cx_display_text, bool: cx_display_truth,                            \
        char: cx_display_integer, signed char: cx_display_integer, unsigned char: cx_display_integer,              \
        short: cx_display_integer, unsigned short: cx_display_integer, int: cx_display_integer,                    \
        unsigned: cx_display_integer, long: cx_display_integer, unsigned long: cx_display_integer,                 \
        long long: cx_display_integer, unsigned long long: cx_display_integer,                                     \
        float: cx_display_number, double: cx_display_number, long double: cx_display_number,                       \
        default: cx_display_address)((thing), (id))
/* clang-format on */
#endif

CX_END
#endif
