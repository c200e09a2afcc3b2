/* Trains an autoencoder to take the noise off pictures of handwritten digits (Vincent et al. 2008).

   usage: autoencoder mnist_5k.csv.gz FOLDER [STEPS]

   The table is that of digits_train.c; a fifth of its rows is held back. Ten of those are written to FOLDER as PNG files,
   each as it was given to the model, as the model cleaned it, and as it really is. */
#include <calx.h>

#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { PIXELS = 784, SHOWN = 10 };

/* [batch, 28, 28, 1] noisy pixels -> [batch, 28, 28, 1] clean ones, from 0 to 1 */
static cx_node *autoencoder(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    cx_node *x = cx_relu(cx_dense(cx_in(s, "encoder"), cx_flatten(in[0], 1), 512));
    x = cx_dense(cx_in(s, "code"), x, 64);
    x = cx_relu(cx_dense(cx_in(s, "decoder"), x, 512));
    x = cx_reshape(cx_dense(cx_in(s, "output"), x, PIXELS), CX_DIMS(-1, 28, 28, 1));
    return cx_training(s) ? x : cx_clamp(cx_k(0), x, cx_k(1)); /* no clamp has a gradient beyond its edges */
}

/* Puts a random value in the place of two pixels in five of a batch's inputs; others in each batch. */
static void add_noise(cx_batch *batch, uint64_t seed, void *user) {
    (void)user;
    float *pixels = cx_array_data(batch->part[0]);
    for (int64_t i = 0; pixels && i < cx_array_count(batch->part[0]); i++) {
        seed = seed * 6364136223846793005U + 1442695040888963407U; /* Knuth's MMIX: its upper bits are random */
        float u = (float)(seed >> 40) * 0x1p-24F;
        if (u < 0.4F) pixels[i] = u / 0.4F;
    }
}

/* Rows [from, to) of the table as pairs of a noisy and a clean picture. */
static cx_dataset *pairs(cx_runtime *rt, const cx_array *table, int64_t from, int64_t to, bool training) {
    cx_array *part[2];
    for (int k = 0; k < 2; k++) {
        cx_array *rows = cx_array_rows(table, from, to), *pixels = cx_array_columns(rows, 0, PIXELS);
        part[k] = cx_array_reshape(pixels, CX_DIMS(to - from, 28, 28, 1));
        float *p = cx_array_data(part[k]);
        for (int64_t i = 0; p && i < cx_array_count(part[k]); i++) p[i] /= 255;
        cx_array_free(rows), cx_array_free(pixels);
    }
    cx_dataset *clean = cx_dataset_new(rt, part[0], part[1], .batch = training ? 64 : to - from, .shuffle = training,
                                       .repeat = training);
    return cx_dataset_map(clean, add_noise, .seed = training);
}

/* The first pictures of the batch, each noisy, cleaned and clean, side by side. */
static void write_pictures(cx_runtime *rt, const char *folder, const cx_array *const side[3]) {
    mkdir(folder, 0777);
    for (int64_t i = 0; i < SHOWN; i++) {
        cx_array *picture = cx_array_new(CX_U8, CX_DIMS(28, 3 * 28, 1));
        uint8_t *to = cx_array_data(picture);
        for (int64_t k = 0; to && k < 3 * PIXELS; k++)
            to[k] = (uint8_t)lround(255 * cx_array_at(side[k / 28 % 3], i * PIXELS + k / 84 * 28 + k % 28));
        char path[4096];
        snprintf(path, sizeof path, "%s/%d.png", folder, (int)i);
        cx_png_write(rt, path, picture);
        cx_array_free(picture);
    }
}

static double squared_error(const cx_array *a, const cx_array *b) { /* their mean */
    double sum = 0;
    for (int64_t i = 0; i < cx_array_count(a); i++) sum += pow(cx_array_at(a, i) - cx_array_at(b, i), 2);
    return sum / (double)cx_array_count(a);
}

/* Of a data set of one batch. */
static void measure(cx_runtime *rt, cx_exec *model, cx_dataset *test, const char *folder) {
    cx_batch batch;
    if (!cx_ok(rt) || !cx_dataset_next_arrays(test, &batch)) return;
    cx_array *noisy = batch.part[0], *clean = batch.part[1];
    cx_tensor *input = cx_tensor_of(rt, noisy), *output = cx_predict(model, input);
    cx_array *cleaned = cx_tensor_array(output);
    if (cx_ok(rt)) write_pictures(rt, folder, (const cx_array *[]){noisy, cleaned, clean});
    if (cx_ok(rt))
        printf("mean squared error %.4f before, %.4f after\n", squared_error(noisy, clean),
               squared_error(cleaned, clean));
    cx_array_free(cleaned), cx_batch_free(&batch), cx_tensor_free(input), cx_tensor_free(output);
}

int main(int argc, char **argv) {
    int64_t steps = argc > 3 ? atoll(argv[3]) : 2000;
    if (argc < 3 || argc > 4 || steps < 1)
        return fputs("usage: autoencoder mnist_5k.csv.gz FOLDER [STEPS]\n", stderr), 2;
    cx_tune_process();
    cx_runtime *rt = cx_open("cpu");
    cx_array *rows = cx_csv_read(argv[1]), *table = cx_array_shuffle_rows(rows, 7); /* the file is sorted by digit */
    int64_t count = cx_array_dims(table).dim[0], seen = count - count / 5;
    cx_dataset *train = pairs(rt, table, 0, seen, true), *test = pairs(rt, table, seen, count, false);
    cx_array_free(rows), cx_array_free(table);

    cx_store *vars = cx_store_new(rt, 42);
    cx_optimizer adam = cx_adam(1e-3, .schedule = cx_cosine(steps, 0.05));
    cx_trainer *t = cx_trainer_new(vars, autoencoder, cx_mean_squared_error, adam);
    cx_every(t, 50, cx_progress_bar, stderr);
    cx_fit(t, train, steps);
    measure(rt, cx_predictor(vars, autoencoder, NULL), test, argv[2]);
    return cx_close(rt, stderr);
}
