/* calx/display.h: what is shown as it is given. */
#include <calx/display.h>

#include "base/alloc.h"
#include "display/display.h"
#include "io/image.h"
#include "plot/draw.h"

#include <string.h>

bool cx_in_notebook(void) {
    return cxi_in_notebook();
}

static bool display_text(const char *mime, const char *text, const char *id) {
    if (!text) return cxi_display_reason(id, "there is no text: NULL was given");
    return cxi_display_parts(id, &(struct cxi_part){mime, text, strlen(text)}, 1);
}

bool cx_display_text(const char *text, const char *id) {
    return display_text("text/plain", text, id);
}

bool cx_display_markdown(const char *markdown, const char *id) {
    return display_text("text/markdown", markdown, id);
}

bool cx_display_html(const char *html, const char *id) {
    return display_text("text/html", html, id);
}

bool cx_display_svg(const char *svg, const char *id) {
    return display_text("image/svg+xml", svg, id);
}

bool cx_display_png(const cx_array *picture, const char *id) {
    struct cxi_status status = {0};
    void *png = NULL;
    size_t size;
    if (!cxi_displayed()) return true;
    bool fine = cxi_png_encode(cxi_array_given(picture), "what is displayed", &png, &size, &status);
    fine = fine ? cxi_display_parts(id, &(struct cxi_part){"image/png", png, size}, 1)
                : cxi_display_reason(id, cxi_error(&status));
    cxi_free(png);
    cxi_status_clear(&status);
    return fine;
}

static bool display_made_text(struct cxi_text *text, const char *id) {
    bool shown = cxi_text_ok(text) && cx_display_text(cxi_text(text), id);
    cxi_text_free(text);
    return shown;
}

bool cx_display_integer(long long value, const char *id) {
    struct cxi_text text = {0};
    cxi_addf(&text, "%lld", value);
    return display_made_text(&text, id);
}

bool cx_display_number(double value, const char *id) {
    struct cxi_text text = {0};
    cxi_add_number(&text, value, 9);
    return display_made_text(&text, id);
}

bool cx_display_truth(bool value, const char *id) {
    return cx_display_text(value ? "true" : "false", id);
}

bool cx_display_address(const void *address, const char *id) {
    struct cxi_text text = {0};
    cxi_addf(&text, "%p", address);
    return display_made_text(&text, id);
}

/* ------------------------------------------------------------------------------------------------------- parts */

bool cxi_display_made(const char *id, struct cxi_text *html, struct cxi_text *plain) {
    struct cxi_part parts[] = {{"text/html", cxi_text(html), html->length},
                               {"text/plain", cxi_text(plain), plain->length}};
    bool shown = cxi_text_ok(html) && cxi_text_ok(plain) && cxi_display_parts(id, parts, 2);
    cxi_text_free(html);
    cxi_text_free(plain);
    return shown;
}

bool cxi_display_reason(const char *id, const char *reason) {
    struct cxi_text html = {0}, plain = {0};
    cxi_addf(&plain, "cannot be shown: %s", reason);
    cxi_begin_fragment(&html);
    cxi_add(&html, "<p class=\"wrong\">");
    cxi_add_escaped(&html, cxi_text(&plain));
    cxi_add(&html, "</p></div>\n");
    cxi_display_made(id, &html, &plain);
    return false;
}

/* Colours come from the page, in whatever theme it has. */
void cxi_begin_fragment(struct cxi_text *html) {
    cxi_add(html,
            "<style>.calx table{border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums;margin:4px 0}"
            ".calx td,.calx th{padding:2px 8px;text-align:right;border:none}.calx th{font-weight:400;opacity:.7}"
            ".calx .name{text-align:left}.calx .note{opacity:.7;font-size:13px;margin:2px 0}.calx .wrong{color:#c4314b}"
            ".calx .matrix td{min-width:40px;height:30px;text-align:center;border:1px solid rgba(128,128,128,.15);"
            "background:rgba(31,111,235,calc(var(--v)*.62))}.calx .matrix .sum{background:none;opacity:.7}"
            ".calx .matrix h2{font-size:14px;margin:4px 0}"
            ".calx .pictures{display:flex;flex-wrap:wrap;gap:12px}.calx figure{margin:0;width:96px}"
            ".calx img{width:96px;height:96px;object-fit:contain;image-rendering:pixelated;margin:0}"
            ".calx figcaption{font-size:12px;overflow-wrap:anywhere;opacity:.8}.calx progress{vertical-align:middle}"
            "</style><div class=\"calx\">");
}
