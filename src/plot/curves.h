/* Curves to be drawn: from records, or from log files. Knows no way of drawing. */
#ifndef CXI_CURVES_H
#define CXI_CURVES_H

#include "base/status.h"

struct cxi_point {
    double x, y; /* finite */
};

struct cxi_curve {
    char *run, *name; /* run: "" where there is only one */
    struct cxi_point *point;
    size_t count, capacity;
};

struct cxi_curves {
    struct cxi_curve *at;
    size_t count;
};

/* Adds a point. A step that is not beyond the last one is of a run that was resumed before it: the points from there on are
   forgotten. Points that are not finite are left out. False without memory. */
bool cxi_curves_add(struct cxi_curves *curves, const char *run, const char *name, double step, double value);
void cxi_curves_free(struct cxi_curves *curves);

/* The log of a run, CSV or JSONL. Lines that were cut short are passed over; a file with no record is refused. */
bool cxi_curves_read(struct cxi_curves *curves, const char *path, const char *run, struct cxi_status *status);
bool cxi_curves_parse(struct cxi_curves *curves, const char *text, size_t size, const char *name, const char *run,
                      struct cxi_status *status);

/* Charts: curves whose names end in the same word belong together. */
const char *cxi_chart_of(const struct cxi_curve *curve);
/* The curves of a chart, in order; begin with *next = 0; NULL at the end. */
const struct cxi_curve *cxi_chart_next(const struct cxi_curves *curves, const char *chart, size_t *next);
/* The charts, in the order of their first curves; likewise. */
const char *cxi_charts_next(const struct cxi_curves *curves, size_t *next);

/* The box around all points of a chart; a little higher than needed. */
struct cxi_range {
    double low, high;
};
void cxi_chart_ranges(const struct cxi_curves *curves, const char *chart, struct cxi_range *x, struct cxi_range *y);

/* Round numbers to mark an axis with: first, first + step, ..., count of them within the range. */
struct cxi_ticks {
    double first, step;
    int count, decimals;
};
struct cxi_ticks cxi_ticks_of(struct cxi_range range, int wanted);

#endif
