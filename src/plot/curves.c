#include "plot/curves.h"

#include "base/alloc.h"

#include <math.h>
#include <string.h>

static struct cxi_curve *find(struct cxi_curves *curves, const char *run, const char *name) {
    for (size_t i = 0; i < curves->count; i++)
        if (strcmp(curves->at[i].run, run) == 0 && strcmp(curves->at[i].name, name) == 0) return &curves->at[i];
    struct cxi_curve *grown = cxi_resize(curves->at, curves->count + 1, sizeof *grown);
    if (!grown) return NULL;
    curves->at = grown;
    struct cxi_curve fresh = {.run = cxi_copy_string(run), .name = cxi_copy_string(name)};
    if (!fresh.run || !fresh.name) {
        cxi_free(fresh.run);
        cxi_free(fresh.name);
        return NULL;
    }
    grown[curves->count] = fresh;
    return &grown[curves->count++];
}

bool cxi_curves_add(struct cxi_curves *curves, const char *run, const char *name, double step, double value) {
    if (!isfinite(step) || !isfinite(value)) return true;
    struct cxi_curve *curve = find(curves, run, name);
    if (!curve) return false;
    while (curve->count && curve->point[curve->count - 1].x >= step) curve->count--;
    if (curve->count == curve->capacity) {
        size_t capacity = curve->capacity ? 2 * curve->capacity : 64;
        struct cxi_point *grown = cxi_resize(curve->point, capacity, sizeof *grown);
        if (!grown) return false;
        curve->point = grown;
        curve->capacity = capacity;
    }
    curve->point[curve->count++] = (struct cxi_point){step, value};
    return true;
}

void cxi_curves_free(struct cxi_curves *curves) {
    for (size_t i = 0; i < curves->count; i++) {
        cxi_free(curves->at[i].run);
        cxi_free(curves->at[i].name);
        cxi_free(curves->at[i].point);
    }
    cxi_free(curves->at);
    *curves = (struct cxi_curves){0};
}

/* ------------------------------------------------------------------------------------------------------ charts */

const char *cxi_chart_of(const struct cxi_curve *curve) {
    const char *space = strrchr(curve->name, ' ');
    return space ? space + 1 : curve->name;
}

const struct cxi_curve *cxi_chart_next(const struct cxi_curves *curves, const char *chart, size_t *next) {
    while (*next < curves->count) {
        const struct cxi_curve *curve = &curves->at[(*next)++];
        if (strcmp(cxi_chart_of(curve), chart) == 0) return curve;
    }
    return NULL;
}

const char *cxi_charts_next(const struct cxi_curves *curves, size_t *next) {
    while (*next < curves->count) {
        const char *chart = cxi_chart_of(&curves->at[(*next)++]);
        size_t first = 0;
        if (cxi_chart_next(curves, chart, &first) && first == *next) return chart;
    }
    return NULL;
}

static void include(struct cxi_range *range, double value) {
    if (value < range->low) range->low = value;
    if (value > range->high) range->high = value;
}

void cxi_chart_ranges(const struct cxi_curves *curves, const char *chart, struct cxi_range *x, struct cxi_range *y) {
    *x = (struct cxi_range){INFINITY, -INFINITY};
    *y = *x;
    size_t next = 0;
    for (const struct cxi_curve *curve; (curve = cxi_chart_next(curves, chart, &next));)
        for (size_t i = 0; i < curve->count; i++) {
            include(x, curve->point[i].x);
            include(y, curve->point[i].y);
        }
    if (x->low > x->high) *x = *y = (struct cxi_range){0, 1};
    if (x->low > 0 && x->low < 0.1 * x->high) x->low = 0;
    if (x->low == x->high) x->high = x->low + 1;
    double margin = 0.04 * (y->high - y->low);
    if (!(margin > 0) || !isfinite(margin)) margin = fmax(fabs(y->high) * 0.05, 1e-9);
    double low = y->low - margin;
    y->low = y->low >= 0 && low < 0 ? 0 : low; /* what is never negative does not seem to be */
    y->high = y->high <= 1 && y->high + margin > 1 ? 1 : y->high + margin; /* nor a share to go beyond 1 */
}

struct cxi_ticks cxi_ticks_of(struct cxi_range range, int wanted) {
    double rough = (range.high - range.low) / wanted;
    if (!(rough > 0) || !isfinite(rough)) return (struct cxi_ticks){range.low, 1, 1, 0};
    double power = pow(10, floor(log10(rough))), step = 10 * power;
    if (rough <= power)
        step = power;
    else if (rough <= 2 * power)
        step = 2 * power;
    else if (rough <= 5 * power)
        step = 5 * power;
    struct cxi_ticks ticks = {.first = ceil(range.low / step - 1e-9) * step, .step = step};
    ticks.count = (int)floor((range.high - ticks.first) / step + 1e-9) + 1;
    if (ticks.count > 4 * wanted + 4) ticks.count = 4 * wanted + 4;
    double decimals = -floor(log10(step) + 1e-9);
    ticks.decimals = decimals > 0 ? (int)fmin(decimals, 12) : 0;
    return ticks;
}
