/* Drawing curves: as text for a terminal, as SVG, as an HTML page. All add to a text. */
#ifndef CXI_DRAW_H
#define CXI_DRAW_H

#include "base/text.h"
#include "plot/curves.h"

#include <calx/metrics.h>
#include <calx/train.h>

enum { CXI_COLOURS = 8 }; /* curves beyond begin again */

bool cxi_curves_of(cx_trainer *trainer, struct cxi_curves *curves); /* of its history; false without memory */

void cxi_draw_terminal(struct cxi_text *to, const struct cxi_curves *curves, int columns, bool colour);

/* One chart as an <svg> element without colours of its own: those are in the style. */
void cxi_draw_chart(struct cxi_text *to, const struct cxi_curves *curves, const char *chart);
extern const char cxi_chart_style[]; /* CSS, for light and dark */
/* A file of all charts, one below the other. */
void cxi_draw_svg(struct cxi_text *to, const struct cxi_curves *curves);

struct cxi_picture {
    void *png;
    size_t size;
    char *caption;
    bool wrong;
};

struct cxi_page {
    const char *title;
    const struct cxi_curves *curves;
    double refresh;            /* seconds; 0: the page is final */
    const char *note;          /* below the title: where the training stands */
    const cx_array *confusion; /* i64 [classes, classes], or NULL */
    char *const *class_name;   /* or NULL */
    const struct cxi_picture *picture;
    size_t pictures;
};
void cxi_draw_page(struct cxi_text *to, const struct cxi_page *page);
void cxi_draw_confusion(struct cxi_text *to, const cx_array *confusion, char *const *class_name);
void cxi_draw_pictures(struct cxi_text *to, const struct cxi_picture *pictures, size_t count);

/* Parts. */
void cxi_add_escaped(struct cxi_text *to, const char *text); /* for HTML and XML; bytes that are not UTF-8 become '?' */
void cxi_add_base64(struct cxi_text *to, const void *bytes, size_t size);
void cxi_add_value(struct cxi_text *to, double value); /* four digits, as people read them */

#endif
