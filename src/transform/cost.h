/* What a graph computes, in floating-point operations: as it was built, before XLA or host kernels change how. */
#ifndef CXI_COST_H
#define CXI_COST_H

#include "graph/op.h"

enum {
#define OP(NAME) CXI_COST_OF_##NAME, /* the place of an operation in the list, for its length */
#include "ops/ops.def"
#undef OP
    CXI_COST_OPS
};

struct cxi_cost {
    double total, flops[CXI_COST_OPS]; /* by place in cxi_ops */
};

/* Of what the results depend on. The body of a scan counts as often as it turns, that of another loop once, and of branches
   the larger one. */
struct cxi_cost cxi_cost(const cx_graph *graph);

/* "convolution 95.1%, dot_general 3.2%": the operations that most goes into. */
void cxi_cost_describe(const struct cxi_cost *cost, struct cxi_text *out);

#endif
