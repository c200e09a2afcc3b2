/* A folder of pictures as a data set: read, decoded and resized when their batch is made. */
#include "data/dataset.h"

#include "base/alloc.h"
#include "base/text.h"
#include "data/order.h"
#include "io/directory.h"
#include "io/image.h"

#include <string.h>

struct pictures {
    cx_dataset base;
    struct cxi_order *order;
    char *root;
    struct cxi_names classes; /* the names of the folders in it */
    struct cxi_names *files;  /* [classes.count]: the names of the pictures in each */
    int64_t *first;           /* [classes.count + 1]: the example that a class begins with */
    int64_t height, width;
    int channels;
};

/* The class of an example: the last that begins at or before it. */
static size_t class_of(const struct pictures *p, int64_t example) {
    size_t low = 0, high = p->classes.count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        *(p->first[middle] <= example ? &low : &high) = middle;
    }
    return low;
}

static bool decode(const struct pictures *p, int64_t example, void *to, int32_t *label, struct cxi_status *status) {
    size_t class = class_of(p, example), bytes = (size_t)(p->height * p->width * p->channels);
    struct cxi_text path = {0};
    cxi_addf(&path, "%s/%s/%s", p->root, p->classes.name[class], p->files[class].name[example - p->first[class]]);
    if (!cxi_text_ok(&path)) return cxi_text_free(&path), cxi_fail_memory(status);
    cx_array *image = cxi_image_read(cxi_text(&path), &(struct cxi_image_options){.channels = p->channels});
    cxi_text_free(&path);
    if (cxi_ok(&image->status) && (image->dims.dim[0] != p->height || image->dims.dim[1] != p->width)) {
        cx_array *resized = cxi_image_resize(image, p->height, p->width);
        cx_array_free(image);
        image = resized;
    }
    bool fine = cxi_pass(status, &image->status);
    if (fine) memcpy(to, image->data, bytes);
    cx_array_free(image);
    *label = (int32_t) class;
    return fine;
}

static bool make(cx_dataset *dataset, int64_t index, cx_batch *batch, struct cxi_status *status) {
    struct pictures *p = (struct pictures *)dataset;
    int64_t count, *rows = cxi_order_rows(p->order, index, &count, status);
    if (!rows) return false;
    cx_array *images = cx_array_new(CX_U8, CX_DIMS(count, p->height, p->width, p->channels));
    cx_array *labels = cx_array_new(CX_I32, CX_DIMS(count));
    *batch = (cx_batch){2, {images, labels}};
    bool fine = cxi_ok(&images->status) && cxi_ok(&labels->status);
    for (int64_t i = 0; i < count && fine; i++)
        fine = decode(p, rows[i], (char *)images->data + (size_t)i * (images->bytes / (size_t)count),
                      (int32_t *)labels->data + i, status);
    cxi_free(rows);
    return cxi_ok(status); /* arrays in error say so themselves */
}

static void destroy(cx_dataset *dataset) {
    struct pictures *p = (struct pictures *)dataset;
    for (size_t i = 0; p->files && i < p->classes.count; i++) cxi_names_free(&p->files[i]);
    cxi_free(p->files);
    cxi_names_free(&p->classes);
    cxi_free(p->first);
    cxi_free(p->root);
    if (p->order) cxi_order_free(p->order);
    cxi_free(p->order);
}

static const struct cxi_dataset_kind kind = {.make = make, .destroy = destroy};

/* ------------------------------------------------------------------------------------------------- looking */

static bool is_picture(const char *name) {
    static const char *const ending[] = {".png", ".jpg", ".jpeg"};
    for (int i = 0; i < 3; i++) {
        size_t length = strlen(name), wanted = strlen(ending[i]), k = 0;
        if (length <= wanted) continue;
        while (k < wanted && (name[length - wanted + k] | 0x20) == (ending[i][k] | 0x20))
            k++; /* A is 0x41, a is 0x61 */
        if (k == wanted) return true;
    }
    return false;
}

static bool list_class(struct pictures *p, size_t class, struct cxi_status *status) {
    struct cxi_names *files = &p->files[class];
    struct cxi_text path = {0};
    cxi_addf(&path, "%s/%s", p->root, p->classes.name[class]);
    bool listed =
        cxi_text_ok(&path) ? cxi_directory_list_data(cxi_text(&path), false, files, status) : cxi_fail_memory(status);
    cxi_text_free(&path);
    if (!listed) return false;
    size_t kept = 0;
    for (size_t i = 0; i < files->count; i++) {
        if (is_picture(files->name[i]))
            files->name[kept++] = files->name[i];
        else
            cxi_free(files->name[i]);
    }
    files->count = kept;
    p->first[class + 1] = p->first[class] + (int64_t)kept;
    return true;
}

static bool list(struct pictures *p, struct cxi_status *status) {
    if (!cxi_directory_list_data(p->root, true, &p->classes, status)) return false;
    size_t count = p->classes.count;
    p->files = cxi_new(count + 1, sizeof *p->files);
    p->first = cxi_new(count + 1, sizeof *p->first);
    if (!p->files || !p->first) return cxi_fail_memory(status);
    for (size_t i = 0; i < count; i++)
        if (!list_class(p, i, status)) return false;
    p->base.classes = (int)count;
    p->base.class_name = (const char *const *)p->classes.name;
    return p->first[count] > 0 ||
           cxi_fail(status, "%s: no folder in it has a PNG or JPEG file; a folder for each class is looked for",
                    p->root);
}

static bool open_pictures(struct pictures *p, const cx_pictures_args *args, struct cxi_status *status) {
    if (!args->folder) return cxi_fail(status, "picture data set: no folder was given (NULL)");
    p->channels = args->channels ? args->channels : 3;
    p->height = args->height;
    p->width = args->width;
    if (p->channels != 1 && p->channels != 3 && p->channels != 4)
        return cxi_fail(status, "picture data set: %d channels; give 1, 3 or 4", p->channels);
    if (p->height < 1 || p->width < 1 || p->height > CXI_IMAGE_PIXELS_MAX / p->width)
        return cxi_fail(status, "picture data set: pictures of %lld x %lld", (long long)p->height, (long long)p->width);
    if (!(p->root = cxi_copy_string(args->folder))) return cxi_fail_memory(status);
    if (!list(p, status)) return false;
    struct cxi_ordering how = {args->batch, args->shuffle, args->repeat, args->seed};
    return cxi_dataset_set_order(&p->base, &p->order, p->first[p->classes.count], &how);
}

cx_dataset *cx_picture_dataset_(cx_runtime *runtime, cx_pictures_args args) {
    cx_dataset *d = cxi_dataset_new(runtime, &kind, sizeof(struct pictures));
    if (!cxi_ok(&d->status)) return d;
    open_pictures((struct pictures *)d, &args, &d->status);
    cxi_report(runtime, &d->status);
    return d;
}
