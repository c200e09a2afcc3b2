/* Charts in a terminal: braille characters, each of two by four dots. */
#include "plot/draw.h"

#include "base/alloc.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 12, LABEL = 10 };

struct canvas {
    int columns;          /* of characters; ROWS of them */
    unsigned char *dots;  /* of each character: bit i is dot i + 1 of Unicode's numbering */
    unsigned char *owner; /* the curve that drew there last, from 0 */
    struct cxi_range x, y;
};

static void set_dot(struct canvas *c, int x, int y, int curve) {
    static const unsigned char bits[4][2] = {{1, 8}, {2, 16}, {4, 32}, {64, 128}};
    if (x < 0 || y < 0 || x >= 2 * c->columns || y >= 4 * ROWS) return;
    int at = y / 4 * c->columns + x / 2;
    c->dots[at] |= bits[y % 4][x % 2];
    c->owner[at] = (unsigned char)curve;
}

static int dot_across(const struct canvas *c, double x) {
    return (int)lround((x - c->x.low) / (c->x.high - c->x.low) * (2 * c->columns - 1));
}

static int dot_down(const struct canvas *c, double y) {
    return (int)lround((c->y.high - y) / (c->y.high - c->y.low) * (4 * ROWS - 1));
}

static void draw_curve(struct canvas *c, const struct cxi_curve *curve, int number) {
    for (size_t i = 0; i < curve->count; i++) {
        int x = dot_across(c, curve->point[i].x), y = dot_down(c, curve->point[i].y);
        set_dot(c, x, y, number);
        if (i == 0) continue;
        int from_x = dot_across(c, curve->point[i - 1].x), from_y = dot_down(c, curve->point[i - 1].y);
        int length = abs(x - from_x) > abs(y - from_y) ? abs(x - from_x) : abs(y - from_y);
        for (int k = 1; k < length; k++)
            set_dot(c, from_x + (x - from_x) * k / length, from_y + (y - from_y) * k / length, number);
    }
}

static void begin_colour(struct cxi_text *to, int number, bool colour) {
    static const int codes[CXI_COLOURS] = {94, 93, 92, 95, 96, 33, 91, 36};
    if (colour) cxi_addf(to, "\033[%dm", codes[number % CXI_COLOURS]);
}

static void end_colour(struct cxi_text *to, bool colour) {
    if (colour) cxi_add(to, "\033[0m");
}

/* U+2800 + dots, in UTF-8; a space for none. */
static void add_character(struct cxi_text *to, unsigned char dots) {
    char utf8[4] = {(char)0xE2, (char)(0xA0 | dots >> 6), (char)(0x80 | (dots & 63)), 0};
    cxi_add(to, dots ? utf8 : " ");
}

static void add_rows(struct cxi_text *to, const struct canvas *c, bool colour) {
    for (int row = 0; row < ROWS; row++) {
        struct cxi_text label = {0};
        double value = c->y.high - (c->y.high - c->y.low) * row / (ROWS - 1);
        if (row % 4 == 0 || row == ROWS - 1) cxi_add_value(&label, value);
        cxi_addf(to, "%*s │", LABEL, cxi_text(&label));
        cxi_text_free(&label);
        for (int i = 0; i < c->columns; i++) {
            int at = row * c->columns + i;
            if (c->dots[at]) begin_colour(to, c->owner[at], colour);
            add_character(to, c->dots[at]);
            if (c->dots[at]) end_colour(to, colour);
        }
        cxi_add(to, "\n");
    }
}

static void add_bottom(struct cxi_text *to, const struct canvas *c) {
    struct cxi_text low = {0}, high = {0};
    cxi_add_number(&low, c->x.low, 9);
    cxi_add_number(&high, c->x.high, 9);
    cxi_addf(to, "%*s └", LABEL, "");
    for (int i = 0; i < c->columns; i++) cxi_add(to, "─");
    int room = c->columns - (int)high.length;
    cxi_addf(to, "\n%*s  %-*s%s\n", LABEL, "", room > 0 ? room : 0, cxi_text(&low), cxi_text(&high));
    cxi_text_free(&low);
    cxi_text_free(&high);
}

static void add_legend(struct cxi_text *to, const struct cxi_curves *curves, const char *chart, bool colour) {
    size_t next = 0;
    const struct cxi_curve *curve;
    for (int number = 0; (curve = cxi_chart_next(curves, chart, &next)); number++) {
        cxi_addf(to, "%*s  ", LABEL, "");
        begin_colour(to, number, colour);
        cxi_add(to, "━━ ");
        end_colour(to, colour);
        cxi_addf(to, "%s%s%s", curve->run, *curve->run ? ": " : "", curve->name);
        if (curve->count) {
            cxi_add(to, "  ");
            cxi_add_value(to, curve->point[curve->count - 1].y);
        }
        cxi_add(to, "\n");
    }
}

static void draw_one(struct cxi_text *to, const struct cxi_curves *curves, const char *chart, int columns,
                     bool colour) {
    struct canvas c = {.columns = columns - LABEL - 2};
    if (c.columns < 10) c.columns = 10;
    c.dots = cxi_new((size_t)c.columns * ROWS, 1);
    c.owner = cxi_new((size_t)c.columns * ROWS, 1);
    if (c.dots && c.owner) {
        cxi_chart_ranges(curves, chart, &c.x, &c.y);
        size_t next = 0;
        const struct cxi_curve *curve;
        for (int number = 0; (curve = cxi_chart_next(curves, chart, &next)); number++) draw_curve(&c, curve, number);
        cxi_addf(to, "%*s  %s\n", LABEL, "", chart);
        add_rows(to, &c, colour);
        add_bottom(to, &c);
        add_legend(to, curves, chart, colour);
        cxi_add(to, "\n");
    } else
        to->failed = true;
    cxi_free(c.dots);
    cxi_free(c.owner);
}

void cxi_draw_terminal(struct cxi_text *to, const struct cxi_curves *curves, int columns, bool colour) {
    size_t next = 0;
    if (columns <= 0) columns = 80;
    if (columns > 1000) columns = 1000;
    for (const char *chart; (chart = cxi_charts_next(curves, &next));) draw_one(to, curves, chart, columns, colour);
}
