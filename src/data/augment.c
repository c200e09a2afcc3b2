/* Random changes to pictures on the host, as maps around a data set. */
#include "base/alloc.h"
#include "base/dtype.h"
#include "base/permutation.h"
#include "base/text.h"
#include "data/dataset.h"
#include "data/map.h"

#include <string.h>

/* The pictures of a batch. */
struct pictures {
    char *at;
    int64_t count, height, width;
    size_t pixel; /* bytes: those of all channels */
};

static bool pictures_of(cx_batch *batch, const char *what, struct pictures *p) {
    cx_array *x = batch->part[0];
    if (!cxi_ok(&x->status)) return false;
    if (x->dims.rank == 4) {
        *p = (struct pictures){x->data, x->dims.dim[0], x->dims.dim[1], x->dims.dim[2],
                               (size_t)x->dims.dim[3] * cx_dtype_size(x->dtype)};
        return true;
    }
    struct cxi_text type = {0};
    cxi_add_type(&type, x->dtype, x->dims);
    batch->part[0] =
        cxi_array_error("%s: the inputs are not [batch, height, width, channels] but %s", what, cxi_text(&type));
    cxi_text_free(&type);
    cx_array_free(x);
    return false;
}

/* A random number for each picture of a batch. */
static uint64_t draw(uint64_t seed, int64_t picture) {
    return cxi_mix_seed(cxi_mix_seed(seed, (uint64_t)picture), 0);
}

/* ---------------------------------------------------------------------------------------------------- flip */

static void flip(cx_batch *batch, uint64_t seed, void *user) {
    (void)user;
    struct pictures p;
    char kept[64];
    if (!pictures_of(batch, "flip", &p)) return;
    for (int64_t i = 0; i < p.count; i++) {
        if (draw(seed, i) >> 63) continue;
        for (int64_t y = 0; y < p.height; y++) {
            char *left = p.at + (size_t)((i * p.height + y) * p.width) * p.pixel, *right;
            for (right = left + (size_t)(p.width - 1) * p.pixel; left < right; left += p.pixel, right -= p.pixel)
                for (size_t b = 0; b < p.pixel; b += sizeof kept) { /* a pixel may have any number of channels */
                    size_t size = p.pixel - b < sizeof kept ? p.pixel - b : sizeof kept;
                    memcpy(kept, left + b, size);
                    memcpy(left + b, right + b, size);
                    memcpy(right + b, kept, size);
                }
        }
    }
}

cx_dataset *cx_dataset_flip_(cx_flip_args args) {
    return cx_dataset_map(args.dataset, flip, .seed = args.seed);
}

/* ----------------------------------------------------------------------------------------- crop and shift */

/* A crop out of a wider picture with a margin is the picture moved; what comes into sight is zeros, or the edge. */
struct move {
    int64_t pixels;
    bool edge;
};

static int64_t clamp(int64_t x, int64_t end) {
    return x < 0 ? 0 : x >= end ? end - 1 : x;
}

/* Row y of a picture moved right by dx. */
static void move_row(char *to, const char *row, const struct pictures *p, int64_t dx, bool edge) {
    int64_t from = clamp(dx, p->width + 1), until = clamp(p->width + dx, p->width + 1); /* of `to`: what is in sight */
    for (int64_t x = 0; x < from; x++)
        edge ? memcpy(to + (size_t)x * p->pixel, row, p->pixel) : memset(to + (size_t)x * p->pixel, 0, p->pixel);
    if (until > from)
        memcpy(to + (size_t)from * p->pixel, row + (size_t)(from - dx) * p->pixel, (size_t)(until - from) * p->pixel);
    const char *last = row + (size_t)(p->width - 1) * p->pixel;
    for (int64_t x = until; x < p->width; x++)
        edge ? memcpy(to + (size_t)x * p->pixel, last, p->pixel) : memset(to + (size_t)x * p->pixel, 0, p->pixel);
}

static void move_picture(char *to, const char *from, const struct pictures *p, int64_t dy, int64_t dx, bool edge) {
    size_t row = (size_t)p->width * p->pixel;
    for (int64_t y = 0; y < p->height; y++, to += row) {
        bool visible = y - dy >= 0 && y - dy < p->height;
        if (visible || edge)
            move_row(to, from + (size_t)clamp(y - dy, p->height) * row, p, dx, edge);
        else
            memset(to, 0, row);
    }
}

static void move(cx_batch *batch, uint64_t seed, void *user) {
    const struct move *how = user;
    struct pictures p;
    if (!pictures_of(batch, how->edge ? "shift" : "crop", &p)) return;
    size_t size = (size_t)(p.height * p.width) * p.pixel;
    cx_array *old = batch->part[0], *moved = cx_array_new(old->dtype, old->dims);
    uint64_t range = 2 * (uint64_t)how->pixels + 1;
    for (int64_t i = 0; i < p.count && size && cxi_ok(&moved->status); i++) {
        uint64_t random = draw(seed, i);
        int64_t dy = (int64_t)((random >> 32) % range) - how->pixels,
                dx = (int64_t)((random & UINT32_MAX) % range) - how->pixels;
        move_picture((char *)moved->data + (size_t)i * size, p.at + (size_t)i * size, &p, dy, dx, how->edge);
    }
    cx_array_free(old);
    batch->part[0] = moved;
}

static cx_dataset *moving(const cx_augment_args *args, bool edge) {
    struct move how = {args->pixels < 0 ? 0 : args->pixels < INT32_MAX / 2 ? args->pixels : INT32_MAX / 2, edge};
    cx_map_args map = {.dataset = args->dataset, .map = move, .user = &how, .seed = args->seed};
    return cxi_dataset_map_copy(&map, sizeof how);
}

cx_dataset *cx_dataset_crop_(cx_augment_args args) {
    return moving(&args, false);
}

cx_dataset *cx_dataset_shift_(cx_augment_args args) {
    return moving(&args, true);
}

/* ----------------------------------------------------------------------------------------------- normalise */

enum { CHANNELS_MAX = 64 };

struct affine {
    int channels; /* 1: for all */
    float factor[CHANNELS_MAX], term[CHANNELS_MAX];
};

static void normalize(cx_batch *batch, uint64_t seed, void *user) {
    (void)seed;
    const struct affine *how = user;
    cx_array *x = batch->part[0];
    if (!cxi_ok(&x->status)) return;
    int64_t channels = x->dims.rank ? x->dims.dim[x->dims.rank - 1] : 1, count = cx_dims_count(x->dims);
    size_t element = cx_dtype_size(x->dtype);
    cx_array *y = how->channels == 1 || how->channels == channels
                      ? cx_array_new(CX_F32, x->dims)
                      : cxi_array_error("normalize: the inputs have %lld channels, and there are %d means",
                                        (long long)channels, how->channels);
    float *to = y->data;
    for (int64_t i = 0; i < count && cxi_ok(&y->status); i++) {
        int c = how->channels == 1 ? 0 : (int)(i % channels);
        float value = x->dtype == CX_U8 ? (float)((const uint8_t *)x->data)[i]
                      : x->dtype == CX_F32
                          ? ((const float *)x->data)[i]
                          : (float)cxi_element_read(x->dtype, (const char *)x->data + (size_t)i * element);
        to[i] = value * how->factor[c] + how->term[c];
    }
    cx_array_free(x);
    batch->part[0] = y;
}

cx_dataset *cx_dataset_normalize(cx_dataset *dataset, int channels, const double *mean, const double *deviation) {
    struct affine how = {.channels = channels};
    bool fits = channels >= 1 && channels <= CHANNELS_MAX, zero = false;
    for (int i = 0; i < channels && fits; i++) {
        zero |= deviation[i] == 0;
        how.factor[i] = (float)(1 / deviation[i]);
        how.term[i] = (float)(-mean[i] / deviation[i]);
    }
    cx_dataset *d =
        cxi_dataset_map_copy(&(cx_map_args){.dataset = dataset, .map = normalize, .user = &how}, sizeof how);
    if (!cxi_ok(&d->status)) return d;
    if (!fits) cxi_fail(&d->status, "normalize: %d channels; give 1 to %d", channels, (int)CHANNELS_MAX);
    if (zero) cxi_fail(&d->status, "normalize: a deviation of zero");
    cxi_report(d->owned.runtime, &d->status);
    return d;
}
