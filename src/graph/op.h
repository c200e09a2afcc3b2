/* The plan of a room: everything the rest of the library asks of an operation. A node points at its op's
   record, so there is no enum of ops and no switch over them; ops.def lists every record once. */
#ifndef CXI_OP_H
#define CXI_OP_H

#include "graph/graph.h"

/* How an attribute prints. The struct that `offset` points into is the op's own (cxi_inst.attrs). */
enum cxi_kind {
    CXI_END_OF_FIELDS,
    CXI_INT,          /* int64_t      -> 3 : i64 */
    CXI_FLAG,         /* bool         -> true */
    CXI_INTS,         /* cx_dims      -> array<i64: 0, 1> */
    CXI_FLAGS,        /* cx_dims      -> array<i1: true, false> */
    CXI_WORD,         /* const char * -> as it stands, e.g. #stablehlo<comparison_direction LT> */
    CXI_PADDING,      /* struct cxi_padding -> dense<[[lo, hi], ...]> : tensor<nx2xi64> */
    CXI_PRINTED,      /* whatever `print` makes of the instruction */
    CXI_PRIVATE,      /* compared, never printed: what Calx knows beyond StableHLO */
    CXI_PRIVATE_INTS, /* likewise, a cx_dims */
};

struct cxi_field {
    const char *name;
    enum cxi_kind kind;
    size_t offset, size;
    void (*print)(struct cxi_text *out, const struct cxi_inst *inst);
};
#define CXI_FIELD(STRUCT, MEMBER, KIND) \
    { #MEMBER, KIND, offsetof(struct STRUCT, MEMBER), sizeof(((struct STRUCT *)0)->MEMBER), NULL }
#define CXI_FIELD_PRINTED(NAME, PRINT) \
    { NAME, CXI_PRINTED, 0, 0, PRINT }

static inline bool cxi_is_private(const struct cxi_field *field) {
    return field->kind == CXI_PRIVATE || field->kind == CXI_PRIVATE_INTS;
}

struct cxi_padding { /* two lists, one behind the other */
    cx_dims low, high;
};

/* Cotangents of the operands from those of the results: sets dx[i] for each operand that has one and leaves
   the others NULL. dy[r] is NULL where result r has none; with a single result dy[0] is never NULL. Written
   with public operations, so that it can be differentiated again. */
typedef void cxi_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx);

/* Tangents of the results from those of the operands: dx[i] is NULL where operand i has none. Sets dy[r] for each result that
   has one and leaves the others NULL. */
typedef void cxi_jvp(struct cxi_inst *y, cx_node *const *dx, cx_node **dy);

/* The results for a batch of examples: in[i] is operand i, with the batch as a new axis 0 where batched[i]; at least one is.
   Sets out[r] for each result, all with that axis. */
struct cxi_batching {
    int64_t size;
    cx_node *const *in;
    const bool *batched;
};
typedef void cxi_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out);

struct cxi_op {
    const char *name;     /* Calx's: cx_<name> makes it */
    const char *mnemonic; /* StableHLO's; NULL: it has no text of its own (parameters), or stands for its operand */
    const char *summary;  /* what it computes, in a line, for docs and messages */
    const char *made_by;  /* the public functions that make it, with blanks between; NULL: cx_<name> */
    const char *shapes;   /* of operands and results, for docs/ops.md; NULL: elementwise, all of one shape */
    bool (*infer)(struct cxi_inst *inst); /* checks operands and attributes, sets each result's dtype and dims */
    cxi_vjp *vjp;
    const char *no_gradient; /* why there is no vjp: "piecewise constant"; the gradient is zero then */
    bool gradient_is_error;  /* ... unless it is not: asking for it fails, with no_gradient as the reason */
    cxi_jvp *jvp;            /* NULL: made from vjp */
    cxi_batch *batch;      /* NULL: the same of operands with one more axis if elementwise, else a loop over examples */
    bool elementwise;      /* element i of the results comes from elements i of the operands, all of one shape */
    bool hides_operands;   /* an alias whose gradient does not pass through what it stands for */
    bool batch_goes_round; /* ... and neither does its batching rule */
    /* Additions, multiplications and the like; NULL: one for each element of a floating result if elementwise, else none. */
    double (*flops)(const struct cxi_inst *inst);
    const struct cxi_field *fields;
    size_t attrs_size;
    int results; /* 0: cxi_op.result_count tells */
    int (*result_count)(const struct cxi_inst *inst);
    bool alias;                 /* each result stands for the operand of its index in the text (stop_gradient) */
    bool region_binds_operands; /* regions have no block arguments: parameter i is operand i + 1 (if) */
    bool calls_region;          /* the region is a function of its own, printed apart (call) */
};

#define OP(NAME) extern const struct cxi_op cxi_op_##NAME;
#include "ops/ops.def"
#undef OP

extern const struct cxi_op *const cxi_ops[]; /* all of ops.def, NULL at the end */

#endif
