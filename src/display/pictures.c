/* calx/display.h: pictures, confusion matrices, curves. */
#include <calx/display.h>

#include "base/alloc.h"
#include "display/display.h"
#include "io/image.h"
#include "plot/curves.h"
#include "plot/draw.h"
#include "train/trainer.h"

#include <string.h>

/* ---------------------------------------------------------------------------------------------------- pictures */

/* The picture that begins at an element, as u8. */
static cx_array *pixels_of(const cx_array *batch, int64_t index, cx_dims one) {
    int64_t count = cx_dims_count(one);
    cx_array *picture = cx_array_new(CX_U8, one);
    if (cx_array_error(picture)) return picture;
    unsigned char *to = picture->data;
    if (batch->dtype == CX_U8)
        memcpy(to, (const unsigned char *)batch->data + index * count, (size_t)count);
    else
        for (int64_t i = 0; i < count; i++) {
            float value = ((const float *)batch->data)[index * count + i];
            to[i] = !(value > 0) ? 0 : value >= 1 ? 255 : (unsigned char)(value * 255 + 0.5F);
        }
    return picture;
}

static bool add_picture(struct cxi_text *html, const cx_array *picture, const char *caption,
                        struct cxi_status *status) {
    void *png = NULL;
    size_t size;
    if (!cxi_png_encode(picture, "what is displayed", &png, &size, status)) return false;
    cxi_add(html, "<figure><img alt=\"\" src=\"data:image/png;base64,");
    cxi_add_base64(html, png, size);
    cxi_add(html, "\"/><figcaption>");
    cxi_add_escaped(html, caption ? caption : "");
    cxi_add(html, "</figcaption></figure>\n");
    cxi_free(png);
    return true;
}

bool cx_display_pictures(const cx_array *pictures, const char *const *captions, const char *id) {
    if (!cxi_displayed()) return true;
    pictures = cxi_array_given(pictures);
    if (cx_array_error(pictures)) return cxi_display_reason(id, cx_array_error(pictures));
    cx_dims one = pictures->dims;
    int64_t count = one.rank == 4 ? one.dim[0] : 1;
    struct cxi_status status = {0};
    struct cxi_text html = {0}, plain = {0};
    if (one.rank == 4) {
        one.rank = 3;
        memmove(one.dim, one.dim + 1, 3 * sizeof *one.dim);
    }
    if (one.rank != 3 || (pictures->dtype != CX_U8 && pictures->dtype != CX_F32))
        cxi_fail(&status, "pictures are u8 or f32 [n, height, width, 1 or 3], not %s", CXI_TYPE(pictures));
    cxi_begin_fragment(&html);
    cxi_add(&html, "<div class=\"pictures\">");
    for (int64_t i = 0; i < count && cxi_ok(&status); i++) {
        cx_array *picture = pixels_of(pictures, i, one);
        add_picture(&html, picture, captions ? captions[i] : NULL, &status);
        cx_array_free(picture);
    }
    cxi_add(&html, "</div></div>\n");
    cxi_addf(&plain, "%lld pictures of %lld x %lld", (long long)count, (long long)one.dim[0], (long long)one.dim[1]);
    if (cxi_ok(&status)) return cxi_display_made(id, &html, &plain);
    cxi_text_free(&html);
    cxi_text_free(&plain);
    cxi_display_reason(id, cxi_error(&status));
    cxi_status_clear(&status);
    return false;
}

/* ---------------------------------------------------------------------------------------------------- confusion */

static void add_plain_confusion(struct cxi_text *plain, const cx_array *confusion) {
    int64_t classes = confusion->dims.dim[0];
    cxi_add(plain, "rows: labels, columns: predictions\n");
    for (int64_t label = 0; label < classes; label++)
        for (int64_t i = 0; i < classes; i++)
            cxi_addf(plain, "%6lld%s", (long long)cx_array_at(confusion, label * classes + i),
                     i == classes - 1 ? "\n" : "");
}

bool cx_display_confusion(const cx_metrics *metrics, const char *const *names, const char *id) {
    if (!cxi_displayed()) return true;
    struct cxi_text html = {0}, plain = {0};
    cx_array *confusion = cx_metrics_confusion(metrics);
    bool shown = false;
    if (cx_array_error(confusion))
        cxi_display_reason(id, cx_array_error(confusion));
    else {
        cxi_begin_fragment(&html);
        cxi_add(&html, "<div class=\"matrix\">");
        cxi_draw_confusion(&html, confusion, (char *const *)names);
        cxi_add(&html, "</div></div>\n");
        add_plain_confusion(&plain, confusion);
        shown = cxi_display_made(id, &html, &plain);
    }
    cx_array_free(confusion);
    return shown;
}

bool cx_display_metrics(const cx_metrics *metrics, const char *id) {
    return cx_display_confusion(metrics, NULL, id);
}

/* ------------------------------------------------------------------------------------------------------- curves */

static bool show_curves(cx_trainer *trainer, const char *id) {
    struct cxi_curves curves = {0};
    struct cxi_text svg = {0}, plain = {0};
    bool shown = false;
    if (cxi_curves_of(trainer, &curves) && curves.count) {
        cxi_draw_svg(&svg, &curves);
        cxi_draw_terminal(&plain, &curves, 80, false);
        struct cxi_part parts[] = {{"image/svg+xml", cxi_text(&svg), svg.length},
                                   {"text/plain", cxi_text(&plain), plain.length}};
        shown = cxi_text_ok(&svg) && cxi_text_ok(&plain) && cxi_display_parts(id, parts, 2);
    }
    cxi_curves_free(&curves);
    cxi_text_free(&svg);
    cxi_text_free(&plain);
    return shown;
}

/* What follows a training; the trainer owns it. */
struct follower {
    char *id;
};

static bool renew(cx_trainer *trainer, void *user) {
    show_curves(trainer, ((struct follower *)user)->id);
    return true;
}

static void finish(void *user, cx_trainer *trainer) {
    renew(trainer, user);
}

static void destroy(void *user) {
    cxi_free(((struct follower *)user)->id);
    cxi_free(user);
}

bool cx_display_trainer(cx_trainer *trainer, const char *id) {
    struct cxi_history *history = cxi_trainer_history(trainer);
    if (!cxi_displayed()) return true;
    if (!history || !history->count) return cxi_display_reason(id, "the trainer has recorded nothing yet");
    return show_curves(trainer, id);
}

bool cx_display_curves(cx_trainer *trainer, double seconds, const char *id) {
    struct cxi_history *history = cxi_trainer_history(trainer);
    if (!cxi_displayed()) return true;
    if (!history) return false;
    struct cxi_text name = {0};
    cxi_addf(&name, "%s", id ? id : "curves");
    if (!id) cxi_addf(&name, "-%p", (void *)trainer);
    struct follower *follower = cxi_new(1, sizeof *follower);
    if (follower) follower->id = cxi_copy_string(cxi_text(&name));
    bool made = follower && follower->id && cxi_text_ok(&name);
    cxi_text_free(&name);
    if (!made) {
        if (follower) destroy(follower);
        return false;
    }
    if (!cxi_history_listen(history, (struct cxi_listener){.end = finish, .destroy = destroy, .user = follower}))
        return false;
    cx_every_seconds(trainer, seconds > 0 ? seconds : 1, renew, follower);
    return true;
}
