/* What moves elements, or hands them to bodies, without arithmetic: elements of any dtype, in which sweep.h runs it. Cases of other
   files check these operations one by one, with arithmetic. */
#include <calx/gradient.h>

#include "ops/composite.h"
#include "ops/rooms.h"
#include "ops/write_cases.h"

static cx_node *moved(cx_graph *g, cx_node *x, cx_node *update, cx_node *start) {
    cx_node *starts[] = {start, start, start};
    x = cx_concatenate(0, x, cx_fill(g, cx_node_dtype(x), CX_DIMS(1, 3), 1));
    x = cx_slice(cx_reverse(x, CX_DIMS(1)), CX_DIMS(0, 1), CX_DIMS(3, 3));
    x = cx_broadcast(cx_reshape(x, CX_DIMS(2, 3)), CX_DIMS(2, 2, 3));
    x = cx_dynamic_update_slice(x, update, 3, starts);
    return cx_dynamic_slice(x, 3, starts, CX_DIMS(2, 1, 2));
}

static void as_it_is(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    out[0] = ((cx_node **)user)[0];
    out[1] = ((cx_node **)user)[1];
}

static void exchanged(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    out[0] = ((cx_node **)user)[1];
    out[1] = ((cx_node **)user)[0];
}

static void swap(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = in[1];
    out[1] = in[0];
}

static void any_turn_left(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_gt(in[2], cx_k(0));
}

static void swap_and_count(cx_node *const *in, cx_node **out, void *user) {
    swap(in, out, user);
    out[2] = cx_sub(in[2], cx_k(1));
}

static void pass_through(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user) {
    (void)y, (void)count, (void)x, (void)user;
    dx[0] = dy;
}

/* in: a, b, whether to take them as they are, and how often to swap them. The rows of the second are handed on, from one of the
   first: the last, and those before. */
static void handed_on(cx_node *const *in, cx_node **out) {
    cx_node *x[] = {A, B, D}, *row;
    cx_if(C, as_it_is, exchanged, (void *)in, 2, x);
    cx_invoke("swap", swap, NULL, 2, x, 2, x);
    cx_remat(swap, NULL, 2, x, 2, x);
    cx_while(3, x, any_turn_left, swap_and_count, NULL, x);
    x[0] = cx_stop_gradient(cx_custom_gradient(x[0], 1, x, pass_through, NULL));
    x[1] = cxi_composite("test", cx_identity(x[1]), 1, x, CX_SCALAR);
    cx_barrier(2, x, x);
    row = cx_squeeze(cx_slice_axis(x[0], 0, 0, 1), 0);
    cx_scan(1, &row, 1, x + 1, 1, false, swap, NULL, out, out + 1);
}

#define CASES(ONE, SEVERAL)                                                                                           \
    ONE(moved, PLAIN,                                                                                                 \
        "constant concatenate reverse slice reshape broadcast_in_dim dynamic_update_slice dynamic_slice",             \
        moved(g, A, B, C))                                                                                            \
    SEVERAL(handed_on, 2, PLAIN, "if call remat while stop_gradient custom_gradient identity composite barrier scan", \
            handed_on(in, out))
DEFINE_CASES(any_cases)
