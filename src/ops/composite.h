/* A value that is known as something: "this is the gradient of a max-pool". It prints as the value itself, and tells lowering
   what all the instructions behind it amount to. */
#ifndef CXI_COMPOSITE_H
#define CXI_COMPOSITE_H

#include "graph/graph.h"

/* What is known, and what the composite's operands behind the value are:
   "max_pool_gradient"  x, y, dy; detail: the window, whose strides are its size, without padding. dx goes to the first maximum
   "rms_norm"           x, 1 / its root mean square, the scale if there is one
   "sum_of_squares"     all the arrays, f32
   "attention"          query, key, value, the scale, a constant; detail: whether it is causal
   "attention_gradient" the same and dy; detail: whether it is causal, and of which of the first three it is
   "bernoulli"          key; detail: the threshold that cx_random_bits of the key, a u32, must be below */
cx_node *cxi_composite(const char *name, cx_node *value, int count, cx_node *const *of, cx_dims detail);

#endif
