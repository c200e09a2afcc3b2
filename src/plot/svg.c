/* Charts as SVG. Coordinates are in pixels of a chart's own size; colours are classes, so that a page or file chooses them. */
#include "plot/draw.h"

#include <math.h>
#include <string.h>

enum { WIDTH = 640, HEIGHT = 320, LEFT = 64, RIGHT = 16, TOP = 64, BOTTOM = 44, BUCKETS = 280 };

const char cxi_chart_style[] =
    ":root{--paper:#ffffff;--ink:#1d2330;--dim:#5d6677;--grid:#e4e7ed;--card:#ffffff;--line:#d7dbe3;--wrong:#c4314b;"
    "--heat:31,111,235;--c0:#1f6feb;--c1:#d9630d;--c2:#15845f;--c3:#b5318a;--c4:#7048c6;--c5:#8a6a00;--c6:#c4314b;"
    "--c7:#1a7f96}"
    "@media(prefers-color-scheme:dark){:root{--paper:#12151c;--ink:#e6e9f0;--dim:#9aa4b5;--grid:#2a303c;--card:#191d26;"
    "--line:#303747;--wrong:#ff7b8e;--heat:88,150,255;--c0:#6aa8ff;--c1:#ffa259;--c2:#4fcf9f;--c3:#f08ac9;--c4:#b39bf7;"
    "--c5:#d8b84a;--c6:#ff7b8e;--c7:#67c7dc}}"
    ".chart{font-family:system-ui,sans-serif;font-size:12px}"
    ".chart text{fill:var(--dim)}.chart .title{fill:var(--ink);font-size:15px;font-weight:600}"
    ".chart .name{fill:var(--ink)}.chart .grid{stroke:var(--grid);stroke-width:1}"
    ".chart .axis{stroke:var(--dim);stroke-width:1}"
    ".chart .curve{fill:none;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}"
    ".k0{stroke:var(--c0)}.k1{stroke:var(--c1)}.k2{stroke:var(--c2)}.k3{stroke:var(--c3)}.k4{stroke:var(--c4)}"
    ".k5{stroke:var(--c5)}.k6{stroke:var(--c6)}.k7{stroke:var(--c7)}"
    ".f0{fill:var(--c0)}.f1{fill:var(--c1)}.f2{fill:var(--c2)}.f3{fill:var(--c3)}.f4{fill:var(--c4)}.f5{fill:var(--c5)}"
    ".f6{fill:var(--c6)}.f7{fill:var(--c7)}";

/* The chart's plane, and how values lie on it. */
struct plane {
    struct cxi_text *to;
    struct cxi_range x, y;
    int top; /* below title and legend */
    int height;
};

static double across(const struct plane *p, double x) {
    return LEFT + (x - p->x.low) / (p->x.high - p->x.low) * (WIDTH - LEFT - RIGHT);
}

static double down(const struct plane *p, double y) {
    return p->height - BOTTOM - (y - p->y.low) / (p->y.high - p->y.low) * (p->height - BOTTOM - p->top);
}

static void add_coordinate(struct cxi_text *to, const char *name, double value) {
    cxi_addf(to, " %s=\"", name);
    cxi_add_fixed(to, value, 1);
    cxi_add(to, "\"");
}

/* -------------------------------------------------------------------------------------------------------- axes */

static void add_line(const struct plane *p, const char *class, double x1, double y1, double x2, double y2) {
    cxi_addf(p->to, "<line class=\"%s\"", class);
    add_coordinate(p->to, "x1", x1);
    add_coordinate(p->to, "y1", y1);
    add_coordinate(p->to, "x2", x2);
    add_coordinate(p->to, "y2", y2);
    cxi_add(p->to, "/>");
}

static void begin_text(const struct plane *p, double x, double y, const char *anchor) {
    cxi_addf(p->to, "<text text-anchor=\"%s\"", anchor);
    add_coordinate(p->to, "x", x);
    add_coordinate(p->to, "y", y);
    cxi_add(p->to, ">");
}

/* 12000 is "12k": steps are long. */
static void add_step(struct cxi_text *to, double step, const struct cxi_ticks *ticks) {
    double unit = ticks->step >= 1e6 ? 1e6 : ticks->step >= 1e3 ? 1e3 : 1;
    cxi_add_number(to, step / unit, 6);
    cxi_add(to, step == 0 ? "" : unit == 1e6 ? "M" : unit == 1e3 ? "k" : "");
}

static void add_axes(const struct plane *p) {
    struct cxi_ticks ys = cxi_ticks_of(p->y, 6), xs = cxi_ticks_of(p->x, 7);
    double bottom = p->height - BOTTOM;
    for (int i = 0; i < ys.count; i++) {
        double value = ys.first + i * ys.step, y = down(p, value);
        add_line(p, "grid", LEFT, y, WIDTH - RIGHT, y);
        begin_text(p, LEFT - 8, y + 4, "end");
        if (fabs(value) >= 1e5 || ys.decimals > 6)
            cxi_add_number(p->to, value, 4);
        else
            cxi_add_fixed(p->to, fabs(value) < ys.step * 1e-9 ? 0 : value, ys.decimals);
        cxi_add(p->to, "</text>");
    }
    add_line(p, "axis", LEFT, bottom, WIDTH - RIGHT, bottom);
    for (int i = 0; i < xs.count; i++) {
        double value = xs.first + i * xs.step, x = across(p, value);
        add_line(p, "axis", x, bottom, x, bottom + 5);
        begin_text(p, x, bottom + 19, "middle");
        add_step(p->to, fabs(value) < xs.step * 1e-9 ? 0 : value, &xs);
        cxi_add(p->to, "</text>");
    }
    begin_text(p, (LEFT + WIDTH - RIGHT) / 2.0, p->height - 6, "middle");
    cxi_add(p->to, "step</text>");
}

/* ------------------------------------------------------------------------------------------------------ curves */

static void add_point(const struct plane *p, const struct cxi_point *point, bool first) {
    cxi_add(p->to, first ? "M" : " ");
    cxi_add_fixed(p->to, across(p, point->x), 1);
    cxi_add(p->to, " ");
    cxi_add_fixed(p->to, down(p, point->y), 1);
}

/* More points than pixels: of each bucket the lowest and the highest, in their order. */
static void add_bucket(const struct plane *p, const struct cxi_curve *curve, size_t from, size_t to) {
    size_t low = from, high = from;
    for (size_t i = from; i < to; i++) {
        if (curve->point[i].y < curve->point[low].y) low = i;
        if (curve->point[i].y > curve->point[high].y) high = i;
    }
    add_point(p, &curve->point[low < high ? low : high], from == 0);
    if (low != high) add_point(p, &curve->point[low < high ? high : low], false);
}

static void add_curve(const struct plane *p, const struct cxi_curve *curve, int colour) {
    if (curve->count == 0) return;
    cxi_addf(p->to, "<path class=\"curve k%d\" d=\"", colour);
    if (curve->count <= 2 * BUCKETS)
        for (size_t i = 0; i < curve->count; i++) add_point(p, &curve->point[i], i == 0);
    else
        for (size_t i = 0; i < BUCKETS; i++)
            add_bucket(p, curve, i * curve->count / BUCKETS, (i + 1) * curve->count / BUCKETS);
    cxi_add(p->to, "\"/>");
    const struct cxi_point *last = &curve->point[curve->count - 1];
    cxi_addf(p->to, "<circle class=\"f%d\" r=\"3\"", colour);
    add_coordinate(p->to, "cx", across(p, last->x));
    add_coordinate(p->to, "cy", down(p, last->y));
    cxi_add(p->to, "/>");
}

/* ------------------------------------------------------------------------------------------------------ legend */

/* About how wide a text is: there is no way to measure it here. */
static double width_of(const char *text) {
    size_t characters = 0;
    for (; *text; text++) characters += ((unsigned char)*text & 0xC0) != 0x80;
    return 6.7 * (double)characters;
}

static void add_label(struct cxi_text *label, const struct cxi_curve *curve) {
    if (*curve->run) cxi_addf(label, "%s: ", curve->run);
    cxi_add(label, curve->name);
    if (!curve->count) return;
    cxi_add(label, "  ");
    cxi_add_value(label, curve->point[curve->count - 1].y);
}

/* Each curve with its last value, in rows. Draws where `draw`; returns where the next row would be. */
static double legend(const struct plane *p, const struct cxi_curves *curves, const char *chart, bool draw) {
    double x = LEFT, y = 46;
    size_t next = 0;
    struct cxi_text label = {0};
    const struct cxi_curve *curve;
    for (int colour = 0; (curve = cxi_chart_next(curves, chart, &next)); colour = (colour + 1) % CXI_COLOURS) {
        cxi_text_clear(&label);
        add_label(&label, curve);
        double width = 34 + width_of(cxi_text(&label));
        if (x > LEFT && x + width > WIDTH - RIGHT) x = LEFT, y += 18;
        if (draw) {
            cxi_addf(p->to, "<rect class=\"f%d\" rx=\"2\" width=\"14\" height=\"4\"", colour);
            add_coordinate(p->to, "x", x);
            add_coordinate(p->to, "y", y - 6);
            cxi_add(p->to, "/><text class=\"name\"");
            add_coordinate(p->to, "x", x + 20);
            add_coordinate(p->to, "y", y);
            cxi_add(p->to, ">");
            cxi_add_escaped(p->to, cxi_text(&label));
            cxi_add(p->to, "</text>");
        }
        x += width;
    }
    cxi_text_free(&label);
    return y + 18;
}

/* ------------------------------------------------------------------------------------------------------- chart */

static struct plane plane_of(struct cxi_text *to, const struct cxi_curves *curves, const char *chart) {
    struct plane p = {.to = to};
    cxi_chart_ranges(curves, chart, &p.x, &p.y);
    p.top = (int)legend(&p, curves, chart, false);
    p.height = HEIGHT - TOP + p.top;
    return p;
}

static void add_chart(const struct plane *p, const struct cxi_curves *curves, const char *chart) {
    cxi_addf(p->to, "<text class=\"title\" x=\"%d\" y=\"22\">", LEFT);
    cxi_add_escaped(p->to, chart);
    cxi_add(p->to, "</text>");
    legend(p, curves, chart, true);
    add_axes(p);
    size_t next = 0;
    const struct cxi_curve *curve;
    for (int colour = 0; (curve = cxi_chart_next(curves, chart, &next)); colour = (colour + 1) % CXI_COLOURS)
        add_curve(p, curve, colour);
}

void cxi_draw_chart(struct cxi_text *to, const struct cxi_curves *curves, const char *chart) {
    struct plane p = plane_of(to, curves, chart);
    cxi_addf(to, "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 %d %d\" xmlns=\"http://www.w3.org/2000/svg\">", WIDTH,
             p.height);
    add_chart(&p, curves, chart);
    cxi_add(to, "</svg>\n");
}

void cxi_draw_svg(struct cxi_text *to, const struct cxi_curves *curves) {
    int height = 0;
    size_t next = 0;
    for (const char *chart; (chart = cxi_charts_next(curves, &next));) height += plane_of(to, curves, chart).height;
    cxi_addf(to,
             "<svg class=\"chart\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
             "xmlns=\"http://www.w3.org/2000/svg\"><style>%s</style>"
             "<rect width=\"100%%\" height=\"100%%\" style=\"fill:var(--paper)\"/>\n",
             WIDTH, height, WIDTH, height, cxi_chart_style);
    next = 0;
    height = 0;
    for (const char *chart; (chart = cxi_charts_next(curves, &next));) {
        struct plane p = plane_of(to, curves, chart);
        cxi_addf(to, "<g transform=\"translate(0 %d)\">", height);
        add_chart(&p, curves, chart);
        cxi_add(to, "</g>\n");
        height += p.height;
    }
    cxi_add(to, "</svg>\n");
}
