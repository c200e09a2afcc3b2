/* How a room of an elementwise operation of one operand is written: its record, its rule, its constructor. */
#ifndef CXI_UNARY_H
#define CXI_UNARY_H

#include "ops/rooms.h"

#define RECORD(NAME, MNEMONIC, SUMMARY, INFER, ...)            \
    const struct cxi_op cxi_op_##NAME = {.name = #NAME,        \
                                         .mnemonic = MNEMONIC, \
                                         .summary = SUMMARY,   \
                                         .infer = INFER,       \
                                         .results = 1,         \
                                         .elementwise = true,  \
                                         __VA_ARGS__};
#define ROOM(NAME, MNEMONIC, SUMMARY, INFER, ...)       \
    RECORD(NAME, MNEMONIC, SUMMARY, INFER, __VA_ARGS__) \
    cx_node *(cx_##NAME)(cx_node * x) {                 \
        return cxi_node(&cxi_op_##NAME, 1, &x, NULL);   \
    }
#define RULE(NAME) static void NAME##_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx)

#endif
