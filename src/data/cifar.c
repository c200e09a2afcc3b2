#include "data/cifar.h"

#include "base/alloc.h"
#include "base/text.h"
#include "data/rows.h"
#include "io/file.h"
#include "pjrt/pjrt.h"

#include <string.h>

enum { SIDE = 32, PLANE = SIDE * SIDE, PICTURE = 3 * PLANE, FILES_MAX = 5 };

const struct cxi_cifar cxi_cifar10 = {
    .title = "CIFAR-10",
    .folder = "cifar-10-batches-bin",
    .train = (const char *const[]){"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin",
                                   "data_batch_5.bin", NULL},
    .test = (const char *const[]){"test_batch.bin", NULL},
    .labels = 1,
    .classes = {10},
};

const struct cxi_cifar cxi_cifar100 = {
    .title = "CIFAR-100",
    .folder = "cifar-100-binary",
    .train = (const char *const[]){"train.bin", NULL},
    .test = (const char *const[]){"test.bin", NULL},
    .labels = 2, /* coarse, fine */
    .classes = {20, 100},
};

static const char *const cifar10_name[] = {"airplane", "automobile", "bird",  "cat",  "deer",
                                           "dog",      "frog",       "horse", "ship", "truck"};

const char *cx_cifar10_label(int64_t label) {
    return label >= 0 && label < 10 ? cifar10_name[label] : "unknown";
}

/* ------------------------------------------------------------------------------------------ bytes to arrays */

bool cxi_cifar_check(const struct cxi_cifar *kind, struct cxi_cifar_part *part, struct cxi_status *status) {
    size_t record = (size_t)kind->labels + PICTURE;
    if (part->size == 0 || part->size % record)
        return cxi_fail(status, "%s: %zu bytes are not whole %s records of %zu; the file was cut short, copy it again",
                        part->name, part->size, kind->title, record);
    part->records = (int64_t)(part->size / record);
    for (int64_t i = 0; i < part->records; i++)
        for (int k = 0; k < kind->labels; k++) {
            int label = part->bytes[(size_t)i * record + (size_t)k];
            if (label >= kind->classes[k])
                return cxi_fail(status, "%s: record %lld has the label %d, beyond the %d of %s; copy the file again",
                                part->name, (long long)i, label, kind->classes[k], kind->title);
        }
    return true;
}

int cxi_cifar_decode(const struct cxi_cifar *kind, const struct cxi_cifar_part *part, int64_t record, int label,
                     uint8_t *image) {
    const unsigned char *labels = part->bytes + (size_t)record * ((size_t)kind->labels + PICTURE);
    const unsigned char *plane = labels + kind->labels;
    for (int p = 0; image && p < PLANE; p++) {
        image[3 * p] = plane[p];
        image[3 * p + 1] = plane[PLANE + p];
        image[3 * p + 2] = plane[2 * PLANE + p];
    }
    return labels[label];
}

/* --------------------------------------------------------------------------------------------- files to bytes */

/* The files of a data set, which stay open: a picture is decoded when its batch is made. */
struct cifar {
    struct cxi_rows rows;
    const struct cxi_cifar *kind;
    int label; /* which of a record's */
    struct cxi_file file[FILES_MAX];
    struct cxi_cifar_part part[FILES_MAX];
    int count;
    cx_array *whole[2]; /* images and labels, once somebody wants all; NULL before */
};

static bool open_file(struct cifar *c, const char *folder, const char *below, const char *name,
                      struct cxi_status *status) {
    struct cxi_text path = {0};
    struct cxi_file *file = &c->file[c->count];
    cxi_addf(&path, "%s/%s%s%s", folder, below, *below ? "/" : "", name);
    bool opened = cxi_text_ok(&path) ? cxi_file_map(file, cxi_text(&path), status) : cxi_fail_memory(status);
    if (opened)
        c->part[c->count++] = (struct cxi_cifar_part){file->bytes, file->size, path.data, 0};
    else
        cxi_text_free(&path);
    return opened;
}

/* The first file tells whether `folder` holds the files or the archive's folder. */
static bool open_files(struct cifar *c, const char *folder, const char *const *names, struct cxi_status *status) {
    struct cxi_status here = {0}, there = {0};
    const char *below = "";
    bool found = open_file(c, folder, below, names[0], &here);
    if (!found) found = open_file(c, folder, below = c->kind->folder, names[0], &there);
    if (!found)
        cxi_fail(status,
                 "%s: %s (nor is it in the folder %s below); cx_cifar10_fetch or `calx fetch cifar10` brings CIFAR-10",
                 c->kind->title, cxi_error(&here), c->kind->folder);
    for (int i = 1; found && names[i]; i++) found = open_file(c, folder, below, names[i], status);
    for (int i = 0; found && i < c->count; i++) found = cxi_cifar_check(c->kind, &c->part[i], status);
    cxi_status_clear(&here);
    cxi_status_clear(&there);
    return found;
}

/* --------------------------------------------------------------------------------------------- the data sets */

static const struct cxi_cifar_part *find(const struct cifar *c, int64_t *record) {
    const struct cxi_cifar_part *part = c->part;
    for (; *record >= part->records; part++) *record -= part->records;
    return part;
}

/* Part 0: images, u8 [count, 32, 32, 3]. Part 1: labels, i32 [count]. rows: NULL for all. */
static cx_array *gather(const struct cxi_rows *from, int part, const int64_t *rows, int64_t count) {
    const struct cifar *c = (const struct cifar *)from;
    cx_array *to = part ? cx_array_new(CX_I32, CX_DIMS(count)) : cx_array_new(CX_U8, CX_DIMS(count, SIDE, SIDE, 3));
    for (int64_t i = 0; i < count && !cx_array_error(to); i++) {
        int64_t record = rows ? rows[i] : i;
        const struct cxi_cifar_part *in = find(c, &record);
        uint8_t *image = part ? NULL : (uint8_t *)to->data + i * PICTURE;
        int label = cxi_cifar_decode(c->kind, in, record, c->label, image);
        if (part) ((int32_t *)to->data)[i] = label;
    }
    return to;
}

static const cx_array *whole(struct cxi_rows *from, int part) {
    struct cifar *c = (struct cifar *)from;
    if (!c->whole[part]) c->whole[part] = gather(from, part, NULL, from->base.examples);
    return c->whole[part];
}

static void destroy(struct cxi_rows *rows) {
    struct cifar *c = (struct cifar *)rows;
    for (int i = 0; i < c->count; i++) cxi_file_close(&c->file[i]), cxi_free(c->part[i].name);
    for (int i = 0; i < rows->parts; i++) cx_array_free(c->whole[i]);
}

static const struct cxi_rows_of in_files = {gather, whole, destroy};

/* The caller's folder, else where cx_cifar10_fetch puts the files: in Calx's cache. */
static void add_folder(struct cxi_text *path, const char *given) {
    char *cache = given ? NULL : cxi_cache_folder();
    cxi_addf(path, "%s%s", given ? given : cache ? cache : ".", given ? "" : "/data");
    cxi_free(cache);
}

static bool open_cifar(struct cifar *c, const cx_cifar_args *args, struct cxi_status *status) {
    struct cxi_text folder = {0};
    struct cxi_ordering how = {args->batch, args->shuffle, args->repeat, args->seed};
    add_folder(&folder, args->folder);
    bool opened = cxi_text_ok(&folder)
                      ? open_files(c, cxi_text(&folder), args->test ? c->kind->test : c->kind->train, status)
                      : cxi_fail_memory(status);
    cxi_text_free(&folder);
    int64_t records = 0;
    for (int i = 0; i < c->count; i++) records += c->part[i].records;
    return opened && cxi_dataset_set_order(&c->rows.base, &c->rows.order, records, &how);
}

static cx_dataset *new_cifar(cx_runtime *runtime, const struct cxi_cifar *kind, int label, const cx_cifar_args *args) {
    cx_dataset *d = cxi_dataset_new(runtime, &cxi_rows_kind, sizeof(struct cifar));
    if (!cxi_ok(&d->status)) return d;
    struct cifar *c = (struct cifar *)d;
    c->rows.of = &in_files;
    c->rows.parts = 2;
    c->kind = kind;
    c->label = label;
    open_cifar(c, args, &d->status);
    cxi_report(runtime, &d->status);
    return d;
}

cx_dataset *cx_cifar10_(cx_runtime *runtime, cx_cifar_args args) {
    cx_dataset *dataset = new_cifar(runtime, &cxi_cifar10, 0, &args);
    if (cxi_ok(&dataset->status)) dataset->class_name = cifar10_name, dataset->classes = 10;
    return dataset;
}

cx_dataset *cx_cifar100_(cx_runtime *runtime, cx_cifar_args args) {
    return new_cifar(runtime, &cxi_cifar100, args.coarse ? 0 : 1, &args);
}
