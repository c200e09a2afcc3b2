/* What the layers that go step by step share. */
#ifndef CXI_RECURRENT_H
#define CXI_RECURRENT_H

#include "nn/layer.h"

/* x [batch, time, features] with the variable kernel [features, width] -> [time, batch, width]: what does not depend on the
   state, for all steps in one product. Poison when x is of another shape. */
cx_node *cxi_project_steps(cx_scope *scope, const char *layer, cx_node *x, int64_t width, cx_init kernel_init);

/* A state [batch, units] to begin with: the one given, or zeros. `steps` as from cxi_project_steps. */
cx_node *cxi_initial_state(const char *layer, const char *what, cx_node *given, cx_node *steps, int64_t units);

/* Part `index` of the last axis, which holds parts of `units` elements. */
cx_node *cxi_gate(cx_node *x, int index, int64_t units);

#endif
