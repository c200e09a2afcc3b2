/* Foretells how a disease goes on from ten numbers about each patient, by a small network and by a linear model.

   usage: diabetes FOLDER [STEPS]

   scripts/fetch-diabetes brings the data. There are 442 patients only, so every one of them is held back once: in each of
   five rounds a fifth is, another fifth says when to stop, and the model learns from the rest. R^2 is the share of the
   variance in the patients held back that is foretold. */
#include <calx.h>

#include <math.h>
#include <stdlib.h>

enum { ROUNDS = 5 };
enum part { HELD_BACK, STOPPING, TRAINING };

/* [batch, 10] -> [batch, 1]; `user` is the number of hidden units, none for a linear model */
static cx_node *regression(cx_scope *s, cx_node *const *in, void *user) {
    const int64_t *hidden = user;
    cx_node *x = in[0];
    for (int i = 0; *hidden && i < 2; i++)
        x = cx_dropout(cx_in(s, "hidden%d", i), cx_gelu(cx_dense(cx_in(s, "hidden%d", i), x, *hidden)), 0.5);
    return cx_dense(cx_in(s, "output"), x, 1);
}

/* The part of a row in a round. */
static enum part part_of(int64_t row, int round) {
    int64_t turn = (row + round) % ROUNDS;
    return turn == 0 ? HELD_BACK : turn == 1 ? STOPPING : TRAINING;
}

/* The rows of a part. Columns are brought to mean 0 and deviation 1 of the rows that are learned from: nothing else may be
   known about the others. */
static cx_array *rows_of(const cx_array *table, int round, enum part part) {
    if (cx_array_error(table)) return cx_array_convert(table, CX_F32);
    int64_t rows = cx_array_dims(table).dim[0], columns = cx_array_dims(table).dim[1], chosen = 0;
    for (int64_t i = 0; i < rows; i++) chosen += part_of(i, round) == part;
    cx_array *result = cx_array_new(CX_F32, CX_DIMS(chosen, columns));
    float *to = cx_array_data(result);
    for (int64_t c = 0; to && c < columns; c++) {
        double sum = 0, squares = 0, count = 0;
        for (int64_t i = 0; i < rows; i++) {
            double x = cx_array_at(table, i * columns + c);
            if (part_of(i, round) == TRAINING) sum += x, squares += x * x, count++;
        }
        double mean = sum / count, deviation = sqrt(squares / count - mean * mean);
        for (int64_t i = 0, k = 0; i < rows; i++)
            if (part_of(i, round) == part)
                to[k++ * columns + c] = (float)((cx_array_at(table, i * columns + c) - mean) / deviation);
    }
    return result;
}

/* Those rows of both tables. */
static cx_dataset *patients(cx_runtime *rt, cx_array *const tables[2], int round, enum part part) {
    bool training = part == TRAINING;
    return cx_dataset_new(rt, rows_of(tables[0], round, part), rows_of(tables[1], round, part),
                          .batch = training ? 32 : 100, .shuffle = training, .repeat = training);
}

static double variance(cx_array *x) { /* frees x; NaN when there was no memory for it */
    if (cx_array_error(x)) return fprintf(stderr, "%s\n", cx_array_error(x)), cx_array_free(x), NAN;
    double sum = 0, squares = 0, count = (double)cx_array_count(x);
    for (int64_t i = 0; i < cx_array_count(x); i++) sum += cx_array_at(x, i), squares += pow(cx_array_at(x, i), 2);
    cx_array_free(x);
    return squares / count - pow(sum / count, 2);
}

/* R^2 on the patients held back. */
static double round_of(cx_runtime *rt, cx_array *const tables[2], int round, int64_t hidden, int64_t steps) {
    cx_store *vars = cx_store_new(rt, (uint64_t)round + 1);
    cx_optimizer adamw = cx_adamw(hidden ? 1e-3 : 1e-2, .decay = 0.1);
    cx_trainer *t = cx_trainer_new(vars, regression, cx_mean_squared_error, adamw, .user = &hidden);
    cx_evaluation stopping = {patients(rt, tables, round, STOPPING), "stopping"};
    cx_early_stop stop = {.metric = "stopping loss", .patience = 10};
    cx_every(t, 10, cx_evaluate_now, &stopping);
    cx_every(t, 10, cx_stop_early, &stop);
    cx_fit(t, patients(rt, tables, round, TRAINING), steps);
    double error = cx_evaluate(t, patients(rt, tables, round, HELD_BACK)).loss;
    fprintf(stderr, "%s, round %d: stopped after %d steps\n", hidden ? "network" : "linear", round + 1,
            (int)cx_trainer_step(t));
    cx_trainer_free(t), cx_store_free(vars);
    return cx_ok(rt) ? 1 - error / variance(rows_of(tables[1], round, HELD_BACK)) : NAN;
}

int main(int argc, char **argv) {
    int64_t steps = argc > 2 ? atoll(argv[2]) : 2000, hidden[] = {0, 64};
    if (argc < 2 || argc > 3 || steps < 1) return fputs("usage: diabetes FOLDER [STEPS]\n", stderr), 2;
    cx_tune_process();
    cx_runtime *rt = cx_open("cpu");
    char path[4096];
    cx_array *read[2], *tables[2];
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/diabetes_%s.csv.gz", argv[1], i ? "target" : "data_raw");
        read[i] = cx_csv_read(path, .separator = i ? ',' : ' ');
        tables[i] = cx_array_shuffle_rows(read[i], 1); /* one seed, one order */
    }
    double r2[2] = {0};
    for (int k = 0; k < 2; k++)
        for (int round = 0; round < ROUNDS && cx_ok(rt); round++)
            r2[k] += round_of(rt, tables, round, hidden[k], steps) / ROUNDS;
    for (int i = 0; i < 2; i++) cx_array_free(read[i]), cx_array_free(tables[i]);
    bool known = !isnan(r2[0]) && !isnan(r2[1]);
    if (cx_ok(rt) && known) printf("R^2 %.3f (network), %.3f (linear)\n", r2[1], r2[0]);
    return cx_close(rt, stderr) || !known;
}
