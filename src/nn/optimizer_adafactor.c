/* Adafactor: as optax.adafactor. Of a large matrix of second moments only the means of its rows and columns are kept. */
#include "nn/optimizer.h"

#include "graph/graph.h"

/* The two largest axes, of which the last ones where several are as large; false where the second is too small. */
static bool factored(cx_dims dims, int64_t factor_from, int *second, int *largest) {
    *largest = *second = -1;
    for (int i = 0; i < dims.rank; i++) {
        if (*largest < 0 || dims.dim[i] >= dims.dim[*largest])
            *second = *largest, *largest = i;
        else if (*second < 0 || dims.dim[i] >= dims.dim[*second])
            *second = i;
    }
    return *second >= 0 && dims.dim[*second] >= factor_from;
}

/* Of the mean over an axis, which leaves the shape. */
static cx_node *running_mean_over(cx_scope *scope, const char *name, cx_node *x, int axis, cx_node *keep) {
    cx_node *mean = cx_mean(x, .axes = CX_DIMS(axis));
    cx_node *before = cxi_slot(scope, name, x, mean->dims);
    cx_node *after = cx_add(cx_mul(keep, before), cx_mul(cx_sub(cx_k(1), keep), mean));
    return cxi_remember(scope, name, before, after);
}

/* gradient / sqrt(second moments) */
static cx_node *scaled(const cx_optimizer *o, cx_scope *scope, cx_node *gradient, cx_node *step) {
    cx_node *square = cx_shift(cx_square(gradient), o->epsilon);
    cx_node *time = cx_convert(step, gradient->dtype); /* beta = 1 - t^-exponent; all new at the first step */
    cx_node *keep = cx_neg(cx_expm1(cx_scale(cx_log(time), -o->beta2)));
    int second, largest;
    if (!factored(gradient->dims, o->factor_from, &second, &largest)) {
        cx_node *before = cxi_slot(scope, "square", gradient, gradient->dims);
        cx_node *after = cx_add(cx_mul(keep, before), cx_mul(cx_sub(cx_k(1), keep), square));
        return cx_mul(gradient, cx_rsqrt(cxi_remember(scope, "square", before, after)));
    }
    cx_node *row = running_mean_over(scope, "row", square, largest, keep);
    cx_node *column = running_mean_over(scope, "column", square, second, keep);
    int axis_in_row = second > largest ? second - 1 : second;
    cx_node *of_row = cx_rsqrt(cx_div(row, cx_mean(row, .axes = CX_DIMS(axis_in_row), .keep = true)));
    cx_node *by_row = cx_mul(gradient, cx_expand_dims(of_row, largest));
    return cx_mul(by_row, cx_expand_dims(cx_rsqrt(column), second));
}

static cx_node *root_mean_square(cx_node *x) {
    return cx_sqrt(cx_mean(cx_square(x)));
}

static cx_node *update(const cx_optimizer *o, cx_scope *scope, cx_node *parameter, cx_node *gradient, cx_node *step) {
    cx_node *direction = scaled(o, scope, gradient, step);
    direction = cx_div(direction, cx_maximum(cx_scale(root_mean_square(direction), 1 / o->clip), cx_k(1)));
    direction = cxi_times_rate(o, direction, step);
    if (!o->absolute) direction = cx_mul(direction, cx_maximum(root_mean_square(parameter), cx_k(1e-3)));
    if (o->momentum != 0) direction = cxi_running_mean(scope, "mean", direction, o->momentum);
    return cx_sub(parameter, cxi_add_decay(o, scope, direction, parameter));
}

cx_optimizer cx_adafactor_(cx_adafactor_args args) {
    return (cx_optimizer){.update = update,
                          .name = "adafactor",
                          .rate = args.rate,
                          .schedule = args.schedule,
                          .absolute = args.absolute,
                          .momentum = args.momentum,
                          .decay = cxi_or_default(args.decay, 0),
                          .mask = args.mask,
                          .beta2 = cxi_or_default(args.exponent, 0.8),
                          .clip = args.clip > 0 ? args.clip : 1,
                          .epsilon = cxi_or_default(args.epsilon, 1e-30),
                          .factor_from = args.factor_from ? args.factor_from : 128};
}
