/* The page: one HTML file without anything from elsewhere, no scripts. */
#include "plot/draw.h"

#include <string.h>

static const char page_style[] =
    "*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);"
    "font:15px/1.5 system-ui,sans-serif}main{max-width:1360px;margin:0 auto;padding:28px 24px 48px}"
    "h1{font-size:22px;line-height:1.25;margin:0;overflow-wrap:anywhere}h2{font-size:16px;margin:32px 0 12px}"
    ".note{color:var(--dim);margin:2px 0 20px}"
    ".tiles{display:flex;flex-wrap:wrap;gap:12px;margin:0 0 20px}"
    ".tile{border:1px solid var(--line);border-radius:8px;background:var(--card);padding:8px 16px}"
    ".tile b{display:block;font-size:20px;font-variant-numeric:tabular-nums;font-weight:600}"
    ".tile span{color:var(--dim);font-size:13px}"
    ".charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr));gap:16px}"
    ".card{border:1px solid var(--line);border-radius:8px;background:var(--card);padding:8px 8px 4px;margin:0}"
    ".card svg{display:block;width:100%;height:auto}"
    ".scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:13px}"
    "td{min-width:44px;height:34px;padding:2px 6px;text-align:center;border:2px solid var(--paper);border-radius:4px;"
    "background:rgba(var(--heat),calc(var(--v)*.62))}"
    "th{font-weight:400;color:var(--dim);padding:2px 8px;white-space:nowrap}tbody th{text-align:right}"
    ".sum{background:none;color:var(--dim)}"
    ".pictures{display:flex;flex-wrap:wrap;gap:14px}"
    "figure{margin:0}.pictures figure{width:112px}.pictures img{width:112px;height:112px;object-fit:contain;"
    "image-rendering:pixelated;background:var(--card);border:2px solid var(--line);border-radius:6px;display:block}"
    "figcaption{font-size:12.5px;line-height:1.35;margin-top:4px;overflow-wrap:anywhere;color:var(--dim)}"
    ".wrong img{border-color:var(--wrong)}.wrong figcaption{color:var(--wrong)}";

/* -------------------------------------------------------------------------------------------- confusion matrix */

static void add_class(struct cxi_text *to, char *const *class_name, int64_t class) {
    if (class_name)
        cxi_add_escaped(to, class_name[class]);
    else
        cxi_addf(to, "%lld", (long long)class);
}

/* Cells are shaded by the share of their label. */
static void add_row(struct cxi_text *to, const cx_array *confusion, int64_t label, int64_t classes) {
    double sum = 0;
    for (int64_t i = 0; i < classes; i++) sum += cx_array_at(confusion, label * classes + i);
    for (int64_t i = 0; i < classes; i++) {
        double count = cx_array_at(confusion, label * classes + i);
        cxi_add(to, "<td style=\"--v:");
        cxi_add_fixed(to, sum > 0 ? count / sum : 0, 3);
        cxi_addf(to, "\">%lld</td>", (long long)count);
    }
    cxi_add(to, "<td class=\"sum\">");
    if (sum > 0) {
        cxi_add_fixed(to, 100 * cx_array_at(confusion, label * classes + label) / sum, 1);
        cxi_add(to, "&#8239;%");
    }
    cxi_add(to, "</td></tr>\n");
}

void cxi_draw_confusion(struct cxi_text *to, const cx_array *confusion, char *const *class_name) {
    int64_t classes = cx_array_dims(confusion).dim[0];
    cxi_add(to, "<h2>Confusion matrix</h2>\n<div class=\"scroll\"><table><thead><tr><th>label \\ prediction</th>");
    for (int64_t i = 0; i < classes; i++) {
        cxi_add(to, "<th>");
        add_class(to, class_name, i);
        cxi_add(to, "</th>");
    }
    cxi_add(to, "<th>right</th></tr></thead>\n<tbody>\n");
    for (int64_t label = 0; label < classes; label++) {
        cxi_add(to, "<tr><th>");
        add_class(to, class_name, label);
        cxi_add(to, "</th>");
        add_row(to, confusion, label, classes);
    }
    cxi_add(to, "</tbody></table></div>\n");
}

/* ---------------------------------------------------------------------------------------------------- pictures */

void cxi_draw_pictures(struct cxi_text *to, const struct cxi_picture *pictures, size_t count) {
    cxi_add(to, "<h2>Samples</h2>\n<div class=\"pictures\">\n");
    for (size_t i = 0; i < count; i++) {
        cxi_addf(to, "<figure%s><img alt=\"\" src=\"data:image/png;base64,",
                 pictures[i].wrong ? " class=\"wrong\"" : "");
        cxi_add_base64(to, pictures[i].png, pictures[i].size);
        cxi_add(to, "\"><figcaption>");
        cxi_add(to, pictures[i].wrong ? "&#10007; " : "");
        cxi_add_escaped(to, pictures[i].caption);
        cxi_add(to, "</figcaption></figure>\n");
    }
    cxi_add(to, "</div>\n");
}

/* -------------------------------------------------------------------------------------------------------- page */

/* The last value of each curve. */
static void add_tiles(struct cxi_text *to, const struct cxi_curves *curves) {
    cxi_add(to, "<div class=\"tiles\">\n");
    for (size_t i = 0; i < curves->count; i++) {
        const struct cxi_curve *curve = &curves->at[i];
        if (!curve->count) continue;
        cxi_add(to, "<div class=\"tile\"><span>");
        if (*curve->run) {
            cxi_add_escaped(to, curve->run);
            cxi_add(to, ": ");
        }
        cxi_add_escaped(to, curve->name);
        cxi_add(to, "</span><b>");
        cxi_add_value(to, curve->point[curve->count - 1].y);
        cxi_add(to, "</b></div>\n");
    }
    cxi_add(to, "</div>\n");
}

static void add_head(struct cxi_text *to, const struct cxi_page *page) {
    cxi_add(to, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"color-scheme\" content=\"light dark\">\n");
    if (page->refresh > 0) {
        cxi_add(to, "<meta http-equiv=\"refresh\" content=\"");
        cxi_add_fixed(to, page->refresh < 1 ? 1 : page->refresh, 0);
        cxi_add(to, "\">\n");
    }
    cxi_add(to, "<title>");
    cxi_add_escaped(to, page->title);
    cxi_addf(to, "</title>\n<style>\n%s\n%s\n</style>\n</head>\n", cxi_chart_style, page_style);
}

void cxi_draw_page(struct cxi_text *to, const struct cxi_page *page) {
    add_head(to, page);
    cxi_add(to, "<body>\n<main>\n<h1>");
    cxi_add_escaped(to, page->title);
    cxi_add(to, "</h1>\n<p class=\"note\">");
    cxi_add_escaped(to, page->note);
    cxi_add(to, "</p>\n");
    add_tiles(to, page->curves);
    cxi_add(to, "<div class=\"charts\">\n");
    size_t next = 0;
    for (const char *chart; (chart = cxi_charts_next(page->curves, &next));) {
        cxi_add(to, "<figure class=\"card\">");
        cxi_draw_chart(to, page->curves, chart);
        cxi_add(to, "</figure>\n");
    }
    cxi_add(to, "</div>\n");
    if (page->confusion) cxi_draw_confusion(to, page->confusion, page->class_name);
    if (page->pictures) cxi_draw_pictures(to, page->picture, page->pictures);
    cxi_add(to, "</main>\n</body>\n</html>\n");
}
