/* What layers share. */
#ifndef CXI_LAYER_H
#define CXI_LAYER_H

#include <calx/layers.h>

#include "nn/store.h"

/* Fails the graph: "LAYER: WHAT must be WANTED, and is f32[2, 3]". Returns the poison node. */
cx_node *cxi_bad_input(const char *layer, const char *what, const char *wanted, const cx_node *x);

/* x in f32, or f64 if it is that: what statistics and exponentials are computed in. */
cx_node *cxi_wide(cx_node *x);

/* The cosines [..., time, 1, 1, head_dim / 2] and sines [..., time, 1, 2, head_dim / 2] by which cx_rope rotates heads at the
   positions; and that rotation. */
void cxi_rope_turns(const cx_rope_args *args, cx_dtype dtype, int64_t head_dim, cx_node *turn[2]);
cx_node *cxi_rope_turn(cx_node *x, cx_node *const turn[2]);

static inline double cxi_or(double given, double otherwise) {
    return given == 0 ? otherwise : given;
}

#endif
