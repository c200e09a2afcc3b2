/* What each node is called in the text: parameters of branches and aliases stand for other values, and instructions that
   compute what an earlier one of their function did are left out of it. */
#ifndef CXI_VALUES_H
#define CXI_VALUES_H

#include "graph/graph.h"

struct cxi_values {
    const cx_node **bound;         /* by instruction id: what a parameter without a name of its own stands for */
    const struct cxi_inst **same;  /* by instruction id: the one that is printed in its place */
    const struct cxi_inst **table; /* a hash table of those that were printed */
    size_t slots, used;
};

bool cxi_values_new(struct cxi_values *values, const cx_graph *graph); /* false without memory; free it all the same */
void cxi_values_free(struct cxi_values *values);

/* The value that the text has for a node. */
const cx_node *cxi_value(const struct cxi_values *values, const cx_node *node);

/* Whether an instruction whose results stand for those of this one is in the text already; if not, this one is noted as being
   there. To be asked of the instructions that are printed, in their order. */
bool cxi_is_repeated(struct cxi_values *values, const struct cxi_inst *inst);

#endif
