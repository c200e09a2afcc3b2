/* Windows that slide over an array: the arithmetic of their sizes, which convolutions share, and sums and
   maxima over them, of which the pools are made. */
#ifndef CXI_WINDOW_H
#define CXI_WINDOW_H

#include <calx/ops.h>

#include "graph/op.h"

/* What sizes, strides and dilations of windows, the axes that they dilate, and padding may be: more than any
   array needs, and little enough that the sums and products made of them here and in gradients do not
   overflow. */
#define CXI_LARGEST_WINDOW  ((int64_t)1 << 30)
#define CXI_LARGEST_PADDING ((int64_t)1 << 61)

/* Rejects the instruction unless least <= value <= most; `what` is "stride of axis", say. */
bool cxi_check_window(struct cxi_inst *inst, const char *what, int axis, int64_t value, int64_t least, int64_t most);
/* The places that n elements take up when dilation - 1 stand empty between neighbours. */
int64_t cxi_dilated(int64_t n, int64_t dilation);
cxi_batch cxi_window_batch; /* of any window, if the neutral element has no batch */
bool cxi_is_padding(cx_graph *graph, const char *name, cx_padding pad); /* fails the graph when it is none */
/* The padding with which windows find ceil(n / stride) places; of an odd sum the larger half goes after. */
void cxi_pad_same(int64_t n, int64_t window, int64_t stride, int64_t *low, int64_t *high);

/* Per axis of the array. A list of rank 0 stands for ones, and for no padding. */
struct cxi_window {
    cx_dims window_dimensions, window_strides;
    cx_dims base_dilations;     /* as if base_dilation - 1 neutral elements stood between the array's own */
    cx_dims window_dilations;   /* elements of a window are so far apart */
    struct cxi_padding padding; /* with neutral elements; negative: cropped */
};

/* What records of reductions over windows share. */
extern const struct cxi_field cxi_window_fields[];
bool cxi_window_infer(struct cxi_inst *inst);
double cxi_window_flops(const struct cxi_inst *inst);
/* Operands: x and the scalar that padding and dilation are filled with. NULL for the region: the graph failed. */
cx_node *cxi_window_node(const struct cxi_op *op, cx_node *x, cx_node *neutral, struct cxi_function *region,
                         const struct cxi_window *window);
/* Gradients that are written out place by place of the window: whether it has few enough places for that, else the graph
   fails; and the next place, false after the last one. */
bool cxi_few_places(struct cxi_inst *y);
bool cxi_next_place(cx_dims *at, cx_dims window);

cx_node *cxi_reduce_window_sum(cx_node *x, const struct cxi_window *window);
/* Of elements of a window that are equal and largest, the first takes the gradient. */
cx_node *cxi_reduce_window_max(cx_node *x, const struct cxi_window *window);

#endif
