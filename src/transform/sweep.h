/* What the sweeps share that differentiate: backward (gradient.c) and forward (forward.c). */
#ifndef CXI_SWEEP_H
#define CXI_SWEEP_H

#include "graph/graph.h"

static inline bool cxi_differentiable(const cx_node *node) {
    return cxi_is_float(node->dtype) || cxi_is_complex(node->dtype);
}

/* nodes[] as the current function sees them; false when one is missing or not of this graph. */
bool cxi_see(cx_graph *graph, int count, cx_node *const *nodes, cx_node **seen, const char *what);

/* The instruction among those of nodes[] that was made first. */
struct cxi_inst *cxi_first_of(int count, cx_node *const *nodes);

#endif
