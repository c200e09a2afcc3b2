/* A graph as StableHLO text, in MLIR's generic form, so that one printer serves all operations. */
#ifndef CXI_PRINT_H
#define CXI_PRINT_H

#include "graph/graph.h"

/* What @main's arguments and results carry besides their types; NULL where there is nothing to say. */
struct cxi_signature {
    const char *module_attributes; /* "mhlo.num_partitions = 2 : i32" */
    const char *prologue;          /* lines before the functions: "sdy.mesh @mesh = <[...]>" */
    const char *const *argument;   /* argument[i]: "tf.aliasing_output = 0 : i32" */
    const char *const *result;
    cx_node *const *constant; /* of main: arguments behind its parameters, instead of literals */
    int constants;
};

/* False when the graph is in error or there is no memory. */
bool cxi_print_stablehlo(struct cxi_text *out, const cx_graph *graph, const struct cxi_signature *signature);

#endif
