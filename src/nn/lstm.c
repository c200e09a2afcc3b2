#include "nn/recurrent.h"

enum { GATES = 4 };

/* Zeros, but ones for the forget gate, the second of four: at first the cell remembers (Jozefowicz et al. 2015). */
static cx_node *remember(cx_node *key, cx_dtype dtype, cx_dims dims, double unused) {
    (void)unused;
    cx_node *gate = cx_div(cx_iota(cx_graph_of(key), CX_I64, dims, 0), cx_k(dims.dim[0] / GATES));
    return cx_convert(cx_eq(gate, cx_k(1)), dtype);
}

struct step {
    cx_node *recurrent; /* [units, 4 units] */
    int64_t units;
};

/* hidden, cell, part of this step -> hidden, cell, output */
static void step(cx_node *const *in, cx_node **out, void *user) {
    const struct step *s = user;
    cx_node *z = cx_add(in[2], cx_matmul(in[0], s->recurrent));
    cx_node *input = cx_logistic(cxi_gate(z, 0, s->units)), *forget = cx_logistic(cxi_gate(z, 1, s->units));
    cx_node *candidate = cx_tanh(cxi_gate(z, 2, s->units)), *output = cx_logistic(cxi_gate(z, 3, s->units));
    cx_node *cell = cx_add(cx_mul(forget, in[1]), cx_mul(input, candidate));
    out[0] = out[2] = cx_mul(output, cx_tanh(cell));
    out[1] = cell;
}

/* Sets last[] to the hidden state and the cell. */
static cx_node *lstm(cx_scope *scope, const cx_lstm_args *args, cx_node **last) {
    int64_t units = args->units, width = GATES * units;
    last[0] = last[1] = cxi_poison(cx_scope_graph(scope));
    cx_node *x = cxi_project_steps(scope, "lstm", args->x, width, args->kernel_init);
    if (cxi_is_poison(x)) return x;
    struct step s = {.units = units};
    s.recurrent =
        cxi_parameter(scope, x, "recurrent_kernel", CX_DIMS(units, width), args->recurrent_init, cx_init_glorot());
    if (!args->no_bias)
        x = cx_add(x, cxi_parameter(scope, x, "bias", CX_DIMS(width), args->bias_init, (cx_init){remember, 0}));
    cx_node *initial[] = {cxi_initial_state("lstm", "initial", args->initial, x, units),
                          cxi_initial_state("lstm", "initial_cell", args->initial_cell, x, units)};
    cx_node *y;
    cx_scan(2, initial, 1, &x, 1, args->reverse, step, &s, last, &y);
    return cx_swap_axes(y, 0, 1);
}

cx_node *cx_lstm_(cx_scope *scope, cx_lstm_args args) {
    const char *outer = cxi_enter(scope, args.at_);
    cx_node *last[2], *y = lstm(scope, &args, last);
    if (args.last) *args.last = last[0];
    if (args.last_cell) *args.last_cell = last[1];
    return cxi_leave(scope, outer, y);
}
