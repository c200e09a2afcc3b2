/* The table of cases: for each operation the graphs that every check runs over. A case is a name, what it covers, and a C
   function that builds outputs from inputs; the same name stands in make_jax.py with the JAX function, which makes the
   inputs, the expected values and the expected derivatives (data/jax.safetensors). The checks are test_values.c,
   test_gradients.c, test_golden.c; test_complete.c demands that nothing lacks a case. */
#ifndef OPS_CASES_H
#define OPS_CASES_H

#include <calx.h>

#include "graph/graph.h"
#include "io/safetensors.h"

enum how {
    PLAIN = 0,    /* no derivative is taken */
    KINKED = 1,   /* derivatives are compared with JAX: the inputs stand on ties and edges */
    SMOOTH = 2,   /* ... and with finite differences */
    LOOSE = 4,    /* or-ed to these: values are found by iteration or long sums; the tolerances are 100 times as wide */
    ROUNDED = 16, /* or-ed: numbers lose digits on the way, forward elsewhere than backward */
    UNPRINTED = 8, /* or-ed: a long composition of operations that have cases of their own; its text is not kept */
};

struct op_case {
    const char *name;
    const char *covers; /* records of ops.def and functions cx_... of ops.h, with blanks between */
    int how;            /* enum how */
    int outputs;
    void (*build)(cx_graph *g, cx_node *const *in, cx_node **out);
};

enum { CASE_INPUTS = 6, CASE_OUTPUTS = 4 }; /* at most */

/* All of them, in the order of their files: case_at(0), case_at(1), ... until NULL. */
const struct op_case *case_at(int index);
bool case_covers(const struct op_case *c, const char *word);
bool case_wanted(const struct op_case *c); /* $CALX_CASE, names with blanks between, has it, or is not set */

/* -------------------------------------------------------------------------------------------- the fixture */

/* What JAX made of one case. Elements are of the file: valid while it is open. */
struct expected {
    int inputs;
    const struct cxi_tensor *in[CASE_INPUTS], *out[CASE_OUTPUTS], *out_f32[CASE_OUTPUTS];
    const struct cxi_tensor *w[CASE_OUTPUTS]; /* of the loss, the sum of out * w; NULL for outputs that are no floats */
    const struct cxi_tensor *dx[CASE_INPUTS]; /* its gradient; NULL for inputs that are no floats */
    const struct cxi_tensor *v[CASE_INPUTS];  /* of the second loss, the sum of dx * v */
    const struct cxi_tensor *ddx[CASE_INPUTS];
};

/* Opens the fixture, or fails the test. Finds a case's part in it: false when something is missing or too much. */
struct cxi_safetensors *fixture_open(void);
bool fixture_find(const struct cxi_safetensors *file, const struct op_case *c, struct expected *e);

/* A graph with parameters like the inputs, f64 replaced by `floats`, and the case's outputs returned. */
cx_graph *case_graph(const struct op_case *c, const struct expected *e, cx_dtype floats);

/* ------------------------------------------------------------------------------------------------ running */

cx_runtime *case_runtime(void); /* the CPU plugin, opened once; closed by case_close */
int case_close(void **state);   /* a group's teardown: 0 unless the runtime saw an error */

/* Elements as f64, in order: of an array of any real dtype. Freed by the caller. */
double *case_numbers(cx_dtype dtype, cx_dims dims, const void *elements);
/* The tensor for an input: numbers[] of f64, sent as `dtype`. */
cx_tensor *case_tensor(cx_dtype dtype, cx_dims dims, const double *numbers);

/* Compares what came out with what should; prints the first element that differs, by how much, and how many do.
   Equal infinities and NaN beside NaN agree. `what` names the array for the message. */
bool case_agrees(const char *name, const char *what, cx_tensor *got, const struct cxi_tensor *want, double tolerance);

#endif
