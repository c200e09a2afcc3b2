/* Resizing: a triangle filter, first along the rows and then along the columns. */
#include "io/image.h"

#include "base/alloc.h"
#include "base/text.h"

#include <math.h>

/* For every output pixel along an axis, the input pixels that it is the weighted mean of. */
struct filter {
    int64_t *first;  /* (to) */
    int64_t *count;  /* (to) */
    float *weight;   /* (to, support) */
    int64_t support; /* the most input pixels of one output pixel */
};

static void filter_free(struct filter *f) {
    cxi_free(f->first);
    cxi_free(f->count);
    cxi_free(f->weight);
}

/* Pixels are squares whose centres lie at .5; output pixel i is centred at (i + .5) * from / to of the input. */
static bool filter_make(struct filter *f, int64_t from, int64_t to) {
    double ratio = (double)from / (double)to, reach = ratio > 1 ? ratio : 1;
    int64_t most = (int64_t)ceil(reach) * 2 + 1;
    f->support = most < from ? most : from;
    f->first = cxi_new((size_t)to, sizeof *f->first);
    f->count = cxi_new((size_t)to, sizeof *f->count);
    f->weight = cxi_new((size_t)to, (size_t)f->support * sizeof *f->weight);
    if (!f->first || !f->count || !f->weight) return false;
    for (int64_t i = 0; i < to; i++) {
        double centre = ((double)i + 0.5) * ratio, total = 0;
        int64_t low = (int64_t)fmax(0, floor(centre - reach + 0.5)), high = (int64_t)floor(centre + reach + 0.5);
        if (high > from) high = from;
        f->first[i] = low;
        f->count[i] = high - low < f->support ? high - low : f->support;
        float *weight = f->weight + i * f->support;
        for (int64_t j = 0; j < f->count[i]; j++) {
            double distance = fabs(((double)(low + j) + 0.5 - centre) / reach);
            weight[j] = (float)fmax(0, 1 - distance);
            total += (double)weight[j];
        }
        for (int64_t j = 0; j < f->count[i]; j++) weight[j] = (float)((double)weight[j] / total);
    }
    return true;
}

/* (rows, from, channels) u8 -> (rows, to, channels) f32 */
static void resize_rows(float *out, const unsigned char *in, const struct filter *f, int64_t rows, int64_t from,
                        int64_t to, int64_t channels) {
    for (int64_t y = 0; y < rows; y++, in += from * channels)
        for (int64_t x = 0; x < to; x++, out += channels)
            for (int64_t c = 0; c < channels; c++) {
                float sum = 0;
                for (int64_t j = 0; j < f->count[x]; j++)
                    sum += f->weight[x * f->support + j] * (float)in[(f->first[x] + j) * channels + c];
                out[c] = sum;
            }
}

/* (from, row) f32 -> (to, row) u8, with `row` numbers in a row */
static void resize_columns(unsigned char *out, const float *in, const struct filter *f, int64_t to, int64_t row) {
    for (int64_t y = 0; y < to; y++)
        for (int64_t x = 0; x < row; x++) {
            float sum = 0.5f; /* to round */
            for (int64_t j = 0; j < f->count[y]; j++)
                sum += f->weight[y * f->support + j] * in[(f->first[y] + j) * row + x];
            *out++ = (unsigned char)(sum < 255 ? sum : 255);
        }
}

static bool check(const cx_array *image, int64_t height, int64_t width, struct cxi_status *status) {
    if (!cxi_pass(status, &image->status)) return false;
    bool sized = height > 0 && width > 0 && height <= CXI_IMAGE_PIXELS_MAX / width;
    if (sized && image->dtype == CX_U8 && image->dims.rank == 3 && image->bytes) return true;
    struct cxi_text type = {0};
    cxi_add_type(&type, image->dtype, image->dims);
    cxi_fail(status, "cannot resize %s to %lld x %lld: give u8[height, width, channels] and 1 to %lld pixels",
             cxi_text(&type), (long long)height, (long long)width, (long long)CXI_IMAGE_PIXELS_MAX);
    cxi_text_free(&type);
    return false;
}

cx_array *cxi_image_resize(const cx_array *image, int64_t height, int64_t width) {
    struct cxi_status status = {0};
    if (!check(image, height, width, &status)) {
        cx_array *wrong = cxi_array_error("%s", cxi_error(&status));
        cxi_status_clear(&status);
        return wrong;
    }
    int64_t rows = image->dims.dim[0], columns = image->dims.dim[1], channels = image->dims.dim[2];
    cx_array *resized = cx_array_new(CX_U8, CX_DIMS(height, width, channels));
    if (cx_array_error(resized)) return resized;
    struct filter across = {0}, down = {0};
    float *between = cxi_new((size_t)rows, (size_t)(width * channels) * sizeof *between);
    if (between && filter_make(&across, columns, width) && filter_make(&down, rows, height)) {
        resize_rows(between, image->data, &across, rows, columns, width, channels);
        resize_columns(resized->data, between, &down, height, width * channels);
    } else {
        cx_array_free(resized);
        resized = cxi_array_error("out of memory to resize an image; free some");
    }
    cxi_free(between);
    filter_free(&across);
    filter_free(&down);
    return resized;
}
