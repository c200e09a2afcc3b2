/* Every operation in every dtype that its record takes. A case of the table is built again with inputs of that dtype in place of
   its leading ones (those of f64; where it has none, those of its first input's dtype), so that a new operation with a case
   is swept through its dtypes without being told to. make_jax.py makes inputs and expected values (data/dtypes.safetensors) of
   the pairs of case and dtype that are chosen here, which data/dtypes.txt lists. */
#ifndef OPS_SWEEP_H
#define OPS_SWEEP_H

#include "ops/cases.h"

#include "graph/op.h"

/* A graph whose parameters are the case's inputs, the leading ones of `dtype`. */
cx_graph *sweep_graph(const struct op_case *c, const struct expected *e, cx_dtype dtype);
bool sweep_leads(const struct expected *e, int input); /* whether an input is a leading one */

/* The case in which an operation is run in a dtype: the first that covers it, can be built in that dtype, and has the operation
   there with an operand or result of it. NULL when there is none. */
const struct op_case *sweep_case(const struct cxi_safetensors *file, const struct cxi_op *op, cx_dtype dtype);

/* Whether the record's shape rule takes the dtype, in an instruction of its first case. Of leaves and of operations with regions,
   whose dtypes others decide: it does. */
bool sweep_takes(const struct cxi_safetensors *file, const struct cxi_op *op, cx_dtype dtype);

/* Whether an instruction of the op, with an operand or result of the dtype (CX_INVALID: of any), is one that a result needs. */
bool sweep_has(const cx_graph *graph, const struct cxi_op *op, cx_dtype dtype);

#endif
