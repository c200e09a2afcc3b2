/* A compiled graph: the program, and what it takes and gives. */
#ifndef CXI_EXECUTABLE_H
#define CXI_EXECUTABLE_H

#include "graph/graph.h"
#include "run/tensor.h"

/* What a graph does not say by itself. Lists are by input or output; NULL: none, whole. */
struct cxi_compile_spec {
    const bool *donate;
    const struct cxi_sharding *in, *out;
};

struct cxi_executable;

/* Lowers the graph (transform/lower.h) and compiles it. */
struct cxi_executable *cxi_executable_new(cx_runtime *runtime, cx_graph *graph, const struct cxi_compile_spec *spec,
                                          struct cxi_status *status);
void cxi_executable_free(struct cxi_executable *executable);

/* Runs it; out[] gets new tensors. False with a reason in `status` when the inputs are not what it takes or
   the call was refused; then no input was used up. */
bool cxi_executable_run(struct cxi_executable *executable, cx_tensor *const *in, int inputs, cx_tensor **out,
                        struct cxi_status *status);

/* Whether a tensor has the type that input i must have; says so when not. */
bool cxi_check_input(int i, cx_dtype dtype, cx_dims dims, const cx_tensor *tensor, struct cxi_status *status);

/* Whether its first inputs have the tensors' dtypes, shapes and shardings; there may be more than `inputs`. */
bool cxi_executable_begins(const struct cxi_executable *executable, cx_tensor *const *in, int inputs);
int cxi_executable_inputs(const struct cxi_executable *executable);
struct cxi_program *cxi_executable_program(struct cxi_executable *executable);

#endif
