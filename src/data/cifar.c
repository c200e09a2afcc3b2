#include "data/cifar.h"

#include "base/alloc.h"
#include "base/text.h"
#include "data/dataset.h"
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

void cxi_cifar_decode(const struct cxi_cifar *kind, const struct cxi_cifar_part *part, int label, uint8_t *images,
                      int32_t *labels) {
    const unsigned char *record = part->bytes;
    for (int64_t i = 0; i < part->records; i++, record += kind->labels + PICTURE, images += PICTURE) {
        const unsigned char *plane = record + kind->labels;
        labels[i] = record[label];
        for (int p = 0; p < PLANE; p++) {
            images[3 * p] = plane[p];
            images[3 * p + 1] = plane[PLANE + p];
            images[3 * p + 2] = plane[2 * PLANE + p];
        }
    }
}

/* --------------------------------------------------------------------------------------------- files to bytes */

/* The files of a data set, open. */
struct files {
    const struct cxi_cifar *kind;
    struct cxi_status *status;
    struct cxi_file file[FILES_MAX];
    struct cxi_cifar_part part[FILES_MAX];
    struct cxi_text path[FILES_MAX];
    int count;
};

static bool open_file(struct files *f, const char *folder, const char *below, const char *name,
                      struct cxi_status *status) {
    struct cxi_text *path = &f->path[f->count];
    cxi_text_clear(path);
    cxi_addf(path, "%s/%s%s%s", folder, below, *below ? "/" : "", name);
    if (!cxi_text_ok(path)) return cxi_fail_memory(status);
    return cxi_file_map(&f->file[f->count], cxi_text(path), status);
}

static bool add_file(struct files *f, const char *folder, const char *below, const char *name,
                     struct cxi_status *status) {
    if (!open_file(f, folder, below, name, status)) return false;
    int i = f->count++;
    f->part[i] = (struct cxi_cifar_part){f->file[i].bytes, f->file[i].size, cxi_text(&f->path[i]), 0};
    return true;
}

/* The first file tells whether `folder` holds the files or the archive's folder. */
static bool open_files(struct files *f, const char *folder, const char *const *names) {
    struct cxi_status here = {0}, there = {0};
    const char *below = "";
    bool found = add_file(f, folder, below, names[0], &here);
    if (!found) found = add_file(f, folder, below = f->kind->folder, names[0], &there);
    if (!found)
        cxi_fail(f->status, "%s: %s (nor is it in the folder %s below); cx_cifar10_fetch or `calx fetch cifar10` brings CIFAR-10",
                 f->kind->title, cxi_error(&here), f->kind->folder);
    for (int i = 1; found && names[i]; i++) found = add_file(f, folder, below, names[i], f->status);
    for (int i = 0; found && i < f->count; i++) found = cxi_cifar_check(f->kind, &f->part[i], f->status);
    cxi_status_clear(&here);
    cxi_status_clear(&there);
    return found;
}

static void close_files(struct files *f) {
    for (int i = 0; i < FILES_MAX; i++) {
        cxi_file_close(&f->file[i]);
        cxi_text_free(&f->path[i]);
    }
}

/* --------------------------------------------------------------------------------------------- the data sets */

static void decode_files(struct files *f, int label, cx_array **images, cx_array **labels) {
    int64_t records = 0, done = 0;
    for (int i = 0; i < f->count; i++) records += f->part[i].records;
    *images = cx_array_new(CX_U8, CX_DIMS(records, SIDE, SIDE, 3));
    *labels = cx_array_new(CX_I32, CX_DIMS(records));
    if (cx_array_error(*images) || cx_array_error(*labels)) return;
    for (int i = 0; i < f->count; done += f->part[i++].records)
        cxi_cifar_decode(f->kind, &f->part[i], label, (uint8_t *)(*images)->data + (size_t)done * PICTURE,
                         (int32_t *)(*labels)->data + done);
}

/* The caller's folder, else where cx_cifar10_fetch puts the files: in Calx's cache. */
static void add_folder(struct cxi_text *path, const char *given) {
    char *cache = given ? NULL : cxi_cache_folder();
    cxi_addf(path, "%s%s", given ? given : cache ? cache : ".", given ? "" : "/data");
    cxi_free(cache);
}

static cx_dataset *open_cifar(cx_runtime *runtime, const struct cxi_cifar *kind, int label, const cx_cifar_args *args) {
    struct cxi_status status = {0};
    struct files files = {.kind = kind, .status = &status};
    cx_array *images = NULL, *labels = NULL;
    struct cxi_text folder = {0};
    add_folder(&folder, args->folder);
    if (!cxi_text_ok(&folder))
        cxi_fail_memory(&status);
    else if (open_files(&files, cxi_text(&folder), args->test ? kind->test : kind->train))
        decode_files(&files, label, &images, &labels);
    cxi_text_free(&folder);
    if (!images) images = cxi_array_error("%s", cxi_error(&status));
    close_files(&files);
    cxi_status_clear(&status);
    return cx_dataset_new(runtime, images, labels, .batch = args->batch, .shuffle = args->shuffle,
                          .repeat = args->repeat, .seed = args->seed);
}

cx_dataset *cx_cifar10_(cx_runtime *runtime, cx_cifar_args args) {
    cx_dataset *dataset = open_cifar(runtime, &cxi_cifar10, 0, &args);
    if (cxi_ok(&dataset->status)) dataset->class_name = cifar10_name, dataset->classes = 10;
    return dataset;
}

cx_dataset *cx_cifar100_(cx_runtime *runtime, cx_cifar_args args) {
    return open_cifar(runtime, &cxi_cifar100, args.coarse ? 0 : 1, &args);
}
