/* A model that is trained for a few steps, to be displayed. */
#ifndef DISPLAY_FIXTURE_H
#define DISPLAY_FIXTURE_H

#include "run/calx_test.h"

static cx_node *line(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    return cx_dense(cx_in(s, "line"), in[0], 1);
}

struct fixture {
    cx_runtime *rt;
    cx_dataset *data;
    cx_store *vars;
    cx_trainer *trainer;
};

static struct fixture fixture_open(void) {
    struct fixture f = {.rt = open_cpu()};
    cx_array *x = cx_array_new(CX_F32, CX_DIMS(20, 2)), *y = cx_array_new(CX_F32, CX_DIMS(20, 1));
    for (int i = 0; i < 20; i++) ((float *)cx_array_data(y))[i] = 0.5F;
    f.data = cx_dataset_new(f.rt, x, y, .batch = 10, .repeat = true);
    f.vars = cx_store_new(f.rt, 1);
    f.trainer = cx_trainer_new(f.vars, line, cx_mean_squared_error, cx_sgd(0.1));
    return f;
}

#endif
