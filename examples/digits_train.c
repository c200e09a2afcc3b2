/* Trains a small CNN on handwritten digits and saves its variables.

   usage: digits-train --data mnist_5k.csv.gz --out VARIABLES.safetensors [--samples FOLDER] [--steps N]

   The table has a row for each picture: 784 pixels from 0 to 255, then the digit. A fifth of its rows is held
   back for the test; --samples writes ten of those as PNG files. */
#include "digits_model.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIXELS = 784, SAMPLES = 10 };

/* Rows [from, to) of the table as a data set of pictures and labels. */
static cx_dataset *digits(cx_runtime *rt, const cx_array *table, int64_t from, int64_t to, bool training) {
    cx_array *rows = cx_array_rows(table, from, to);
    cx_array *pixels = cx_array_columns(rows, 0, PIXELS), *digit = cx_array_columns(rows, PIXELS, PIXELS + 1);
    cx_array *pictures = cx_array_reshape(pixels, CX_DIMS(to - from, 28, 28, 1));
    cx_array *inputs = cx_array_convert(pictures, CX_U8), *labels = cx_array_convert(digit, CX_I32);
    cx_array_free(rows), cx_array_free(pixels), cx_array_free(digit), cx_array_free(pictures);
    return cx_dataset_new(rt, inputs, labels, .batch = training ? 64 : 500, .shuffle = training, .repeat = training);
}

static void write_samples(cx_runtime *rt, const cx_array *table, int64_t from, const char *folder) {
    mkdir(folder, 0777);
    for (int64_t i = from; i < from + SAMPLES; i++) {
        cx_array *row = cx_array_rows(table, i, i + 1), *pixels = cx_array_columns(row, 0, PIXELS);
        cx_array *picture = cx_array_reshape(pixels, CX_DIMS(28, 28, 1)), *bytes = cx_array_convert(picture, CX_U8);
        char path[4096];
        snprintf(path, sizeof path, "%s/%d-is-a-%d.png", folder, (int)i, (int)cx_array_at(row, PIXELS));
        cx_png_write(rt, path, bytes);
        cx_array_free(row), cx_array_free(pixels), cx_array_free(picture), cx_array_free(bytes);
    }
}

/* Said before the training, not after it. */
static bool can_be_written(const char *path) {
    const char *slash = strrchr(path, '/');
    char folder[4096];
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) + 1 : 1, slash ? path : ".");
    if (access(folder, W_OK) == 0) return true;
    fprintf(stderr, "cannot write %s: %s\n", path, strerror(errno));
    return false;
}

int main(int argc, char **argv) {
    const char *data = NULL, *out = NULL, *samples = NULL;
    int64_t steps = 600;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--data") == 0)
            data = argv[i + 1];
        else if (strcmp(argv[i], "--out") == 0)
            out = argv[i + 1];
        else if (strcmp(argv[i], "--samples") == 0)
            samples = argv[i + 1];
        else if (strcmp(argv[i], "--steps") == 0)
            steps = atoll(argv[i + 1]);
        else
            data = out = NULL, argc = 0;
    }
    if (!data || !out || steps < 1 || argc % 2 == 0) {
        fprintf(stderr, "usage: digits-train --data mnist_5k.csv.gz --out VARIABLES.safetensors [--samples "
                        "FOLDER] [--steps N]\n");
        return 2;
    }
    if (!can_be_written(out)) return 1;
    cx_tune_process();
    cx_runtime *rt = cx_open("cpu");
    cx_array *rows = cx_csv_read(data), *table = cx_array_shuffle_rows(rows, 7); /* the file is sorted by digit */
    int64_t count = cx_array_dims(table).dim[0], seen = count - count / 5;
    cx_dataset *train = digits(rt, table, 0, seen, true), *test = digits(rt, table, seen, count, false);

    cx_store *vars = cx_store_new(rt, 42);
    cx_trainer *t = cx_trainer_new(vars, digits_model, cx_sparse_xent, cx_adam(1e-3));
    cx_every(t, 20, cx_progress_bar, stderr);
    cx_fit(t, train, steps);
    double accuracy = cx_accuracy(t, test);
    cx_save(vars, out);
    if (samples && cx_ok(rt)) write_samples(rt, table, seen, samples);

    cx_array_free(rows), cx_array_free(table);
    if (cx_ok(rt)) printf("test accuracy %.4f, variables in %s\n", accuracy, out);
    return cx_close(rt, stderr);
}
