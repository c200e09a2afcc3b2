#include "nn/recurrent.h"

enum { GATES = 3 };

struct step {
    cx_node *recurrent, *bias; /* [units, 3 units] and [3 units]; no bias: NULL */
    int64_t units;
};

/* hidden, part of this step -> hidden, output */
static void step(cx_node *const *in, cx_node **out, void *user) {
    const struct step *s = user;
    cx_node *h = in[0], *x = in[1], *r = cx_matmul(h, s->recurrent);
    if (s->bias) r = cx_add(r, s->bias);
    cx_node *update = cx_logistic(cx_add(cxi_gate(x, 0, s->units), cxi_gate(r, 0, s->units)));
    cx_node *reset = cx_logistic(cx_add(cxi_gate(x, 1, s->units), cxi_gate(r, 1, s->units)));
    cx_node *candidate = cx_tanh(cx_add(cxi_gate(x, 2, s->units), cx_mul(reset, cxi_gate(r, 2, s->units))));
    out[0] = out[1] = cx_add(candidate, cx_mul(update, cx_sub(h, candidate)));
}

static cx_node *gru(cx_scope *scope, const cx_gru_args *args, cx_node **last) {
    int64_t units = args->units, width = GATES * units;
    *last = cxi_poison(cx_scope_graph(scope));
    cx_node *x = cxi_project_steps(scope, "gru", args->x, width, args->kernel_init);
    if (cxi_is_poison(x)) return x;
    struct step s = {.units = units};
    s.recurrent =
        cxi_parameter(scope, x, "recurrent_kernel", CX_DIMS(units, width), args->recurrent_init, cx_init_glorot());
    if (!args->no_bias) {
        cx_node *bias = cxi_parameter(scope, x, "bias", CX_DIMS(2, width), args->bias_init, cx_init_zeros());
        x = cx_add(x, cx_squeeze(cx_slice_axis(bias, 0, 0, 1), 0));
        s.bias = cx_squeeze(cx_slice_axis(bias, 0, 1, 2), 0);
    }
    cx_node *initial = cxi_initial_state("gru", "initial", args->initial, x, units), *y;
    cx_scan(1, &initial, 1, &x, 1, args->reverse, step, &s, last, &y);
    return cx_swap_axes(y, 0, 1);
}

cx_node *cx_gru_(cx_scope *scope, cx_gru_args args) {
    const char *outer = cxi_enter(scope, args.at_);
    cx_node *last, *y = gru(scope, &args, &last);
    if (args.last) *args.last = last;
    return cxi_leave(scope, outer, y);
}
