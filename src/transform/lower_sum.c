/* Sums over all axes but the last, of f32: the moments of a batch, the gradients of a bias or a scale. XLA:CPU takes 5.5 ms of one
   processor for [64, 32, 32, 32]; two products with rows of ones, which read memory in order, take 0.6:

       x [parts * rows, columns], read as [parts, rows * columns]
       ones [parts] x -> [rows * columns], read as [rows, columns]
       ones [rows] of that -> [columns]

   Each adds up few enough numbers one after the other to stay within 1e-6 of the exact sum of positive ones. */
#include "transform/rewrite.h"

#include <calx/ops.h>

#include "ops/constant.h"

/* How many parts the rows are added up in: their largest divisor that is not far above their square root; 0: none is good. */
static int64_t parts_of(int64_t rows) {
    int64_t parts = 256;
    while (parts * parts < rows) parts *= 2;
    while (rows % parts) parts--;
    return parts < 16 ? 0 : parts;
}

static int64_t rows_of(const cx_node *x) {
    return cx_dims_count(x->dims) / x->dims.dim[x->dims.rank - 1];
}

bool cxi_is_column_sum(const struct cxi_inst *inst) {
    enum { LEAST = 16384, MOST_COLUMNS = 2048 }; /* elements: fewer gain nothing, and longer rows are read in order anyway */
    if (inst->op != &cxi_op_sum) return false;
    const cx_node *x = inst->operand[0];
    cx_dims axes = cxi_dims_attribute(inst, "dimensions");
    int last = x->dims.rank - 1;
    return x->dtype == CX_F32 && last > 0 && axes.rank == last && !cxi_dims_has(axes, last) &&
           cx_dims_count(x->dims) >= LEAST && x->dims.dim[last] <= MOST_COLUMNS && parts_of(rows_of(x)) &&
           cxi_is_zero(inst->operand[1]);
}

static cx_node *add_up(cx_node *x) {
    cx_node *ones = cxi_constant_number(cx_graph_of(x), CX_F32, CX_DIMS(cx_dim(x, 0)), 1);
    return cx_dot_general(ones, x, .contract_a = CX_DIMS(0), .contract_b = CX_DIMS(0));
}

void cxi_lower_sum(struct cxi_rewrite *r, struct cxi_inst *sum) {
    cx_node *x = sum->operand[0];
    int64_t columns = cx_dim(x, -1), rows = rows_of(x), parts = parts_of(rows);
    struct cxi_insertion begun = cxi_begin_insertion(r, sum);
    cx_node *part = add_up(cx_reshape(x, CX_DIMS(parts, rows / parts * columns)));
    cx_node *whole = add_up(cx_reshape(part, CX_DIMS(rows / parts, columns)));
    if (cxi_end_insertion(r, &begun)) cxi_replace(r, sum->result, whole);
}
