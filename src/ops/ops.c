#include "graph/op.h"

const struct cxi_op *const cxi_ops[] = {
#define OP(NAME) &cxi_op_##NAME,
#include "ops/ops.def"
    NULL,
};
