/* calx/vmap.h: functions of one example made functions of a batch.

       static void distance(cx_node *const *in, cx_node **out, void *user) {      // of two points, [3] and [3]
           out[0] = cx_sum(cx_square(cx_sub(in[0], in[1])));
       }
       cx_vmap(distance, NULL, 2, (cx_node *[]){points, centre}, 1, &d, .in_axes = (int[]){0, CX_UNMAPPED});
       // points [100, 3], centre [3] -> d [100]

   The body is run once, on nodes of the shapes of one example; what it builds is then built again for all examples at once, each
   operation by a rule of its own, and what does not depend on the example is computed once. Operations that have no rule
   become a loop over the examples. It may use gradients (gradients per example), and gradients may be taken of what comes out.
   Random numbers within it are those that each example would have had alone, with the key that it has. */
#ifndef CALX_VMAP_H
#define CALX_VMAP_H

#include <calx/graph.h>

#include <limits.h>

CX_BEGIN

enum { CX_UNMAPPED = INT_MIN }; /* of in_axes: the input is the same for all examples */

typedef struct cx_vmap_args {
    cx_body *body; /* of one example; it may use nodes from outside, which are the same for all examples */
    void *user;
    int inputs;
    cx_node *const *in; /* with the axis of the examples, of one length for all that have it */
    int outputs;
    cx_node **out; /* set to the outputs with the axis of the examples, or to poison */
    cx_here at_;
    const int *in_axes;  /* for each input which axis that is, or CX_UNMAPPED; default: 0 */
    const int *out_axes; /* for each output where that axis goes; default: 0 */
} cx_vmap_args;
CX_API void cx_vmap_(cx_vmap_args args);
#define cx_vmap(...) cx_vmap_(CX_ARGS(cx_vmap_args, __VA_ARGS__))

CX_END
#endif
