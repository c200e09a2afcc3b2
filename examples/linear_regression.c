/* Fits y = w x + b to noisy points on the line y = 3 x + 2. */
#include <calx.h>
#include <stdlib.h>

/* [batch, 1] points -> [batch, 1] predictions */
static cx_node *line(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    return cx_dense(cx_in(s, "line"), in[0], 1);
}

/* 1,000 points, with a little noise. */
static void make_points(cx_array *x, cx_array *y) {
    float *xs = cx_array_data(x), *ys = cx_array_data(y);
    for (int i = 0; xs && ys && i < 1000; i++) {
        xs[i] = (float)rand() / (float)RAND_MAX * 4 - 2;
        ys[i] = 3 * xs[i] + 2 + ((float)rand() / (float)RAND_MAX - 0.5F) * 0.2F;
    }
}

int main(void) {
    cx_tune_process();
    cx_runtime *rt = cx_open("cpu");

    cx_array *x = cx_array_new(CX_F32, CX_DIMS(1000, 1)), *y = cx_array_new(CX_F32, CX_DIMS(1000, 1));
    make_points(x, y);
    cx_dataset *points = cx_dataset_new(rt, x, y, .batch = 50, .shuffle = true, .repeat = true);

    cx_store *vars = cx_store_new(rt, 42);
    cx_trainer *t = cx_trainer_new(vars, line, cx_mean_squared_error, cx_sgd(0.05));
    cx_every(t, 50, cx_progress_bar, stderr);
    cx_fit(t, points, 200);

    if (cx_ok(rt))
        printf("y = %.3f x + %.3f\n", cx_tensor_item(cx_store_value(vars, "line/kernel")),
               cx_tensor_item(cx_store_value(vars, "line/bias")));
    return cx_close(rt, stderr);
}
