/* Lowering: what is done to a graph after differentiation, before it is printed for a CPU. Where instructions are what a host
   kernel does faster than XLA (src/kernels/), a custom call takes their place.

       lower.c            goes over the functions and their instructions
       rewrite.c          uses of nodes, replacing them, questions about instructions
       lower_conv.c       convolutions with bias and relu, and both their gradients
       lower_pool.c       max-pooling and dropout, forward and backward
       lower_attention.c  attention, forward and backward, before what it consists of
       lower_norm.c       root-mean-square norms of few elements
       lower_squares.c    the norm of all gradients
       lower_sum.c        sums over all axes but the last, which become products: no kernel is needed for these
       lower_product.c    large products
       lower_operand.c    what large products are taken of, where they stay

   A graph is lowered once nobody builds on it any more: instructions that nothing depends on are taken out of it. */
#ifndef CXI_LOWER_H
#define CXI_LOWER_H

#include "graph/graph.h"

/* Kernels, by what they stand on. */
struct cxi_kernel_sets {
    bool library, own; /* those on oneDNN; those that need nothing */
};
struct cxi_kernel_sets cxi_kernels_wanted(const cx_graph *graph); /* of which it has instructions that they do */
/* To kernels that are registered with the client. False: out of memory, which the graph's status says. */
bool cxi_lower(cx_graph *graph, struct cxi_kernel_sets kernels);

#endif
