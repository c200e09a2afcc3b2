/* What layers share. */
#ifndef CXI_LAYER_H
#define CXI_LAYER_H

#include <calx/layers.h>

#include "nn/store.h"

/* Fails the graph: "LAYER: WHAT must be WANTED, and is f32[2, 3]". Returns the poison node. */
cx_node *cxi_bad_input(const char *layer, const char *what, const char *wanted, const cx_node *x);

/* x in f32, or f64 if it is that: what statistics and exponentials are computed in. */
cx_node *cxi_wide(cx_node *x);

static inline double cxi_or(double given, double otherwise) {
    return given == 0 ? otherwise : given;
}

#endif
