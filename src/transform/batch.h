/* Computations on one example made computations on a batch of them, with the batch as axis 0 of what depends on the example. */
#ifndef CXI_BATCH_H
#define CXI_BATCH_H

#include "graph/op.h"

/* y[] as functions of x[], computed once for `size` examples: bx[i] is x[i] for all of them, [size, dims of x[i]]. by[i] becomes
   [size, dims of y[i]]. What does not depend on an x is left as it is, and repeated if it is a y. */
void cxi_batch_nodes(cx_graph *graph, int64_t size, int outputs, cx_node *const *y, int inputs, cx_node *const *x,
                     cx_node *const *bx, cx_node **by);

/* ------------------------------------------------------------------------------------------ for batching rules */

/* A value repeated for each example; operand i of an instruction for all examples. */
cx_node *cxi_batch_repeat(cx_node *x, int64_t size);
cx_node *cxi_batch_operand(const struct cxi_batching *b, int i);
/* All operands with the batch axis; NULL without memory. */
cx_node **cxi_batch_operands(const struct cxi_inst *y, const struct cxi_batching *b);

/* The instruction again, of all operands with the batch axis, and other attributes; sets out[]. */
void cxi_batch_rebuild(struct cxi_inst *y, const struct cxi_batching *b, const void *attrs, cx_node **out);
/* The rule of operations that work on the last axes and go along with those before. */
cxi_batch cxi_batch_leading;
/* The rule that is always right: a loop over the examples. */
void cxi_batch_loop(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out);

/* Copies the body of a region, as cxi_inline does, with arguments of which some have the batch axis; those results have it that
   depend on one of them, and results[i] is repeated if wanted[i] and it does not. */
bool cxi_batch_inline(struct cxi_function *function, int64_t size, cx_node *const *arguments, const bool *batched,
                      const bool *wanted, cx_node **results);
/* Sets results[i] where result i of the function depends on a parameter k with parameters[k]. */
bool cxi_batch_reaches(const struct cxi_function *function, const bool *parameters, bool *results);

/* A leaf of the dtype and shape, to build computations on that are then batched with respect to it. */
cx_node *cxi_batch_leaf(cx_graph *graph, cx_dtype dtype, cx_dims dims);

#endif
