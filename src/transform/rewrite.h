/* Rewriting the instructions of one function: who uses what, and putting one thing in place of another. */
#ifndef CXI_REWRITE_H
#define CXI_REWRITE_H

#include <calx/custom.h>

#include "graph/op.h"

struct cxi_use {
    struct cxi_use *next;
    struct cxi_inst *user; /* NULL: the function's result */
    int operand;           /* or the number of the result */
};

struct cxi_rewrite {
    cx_graph *graph;
    struct cxi_function *function;
    struct cxi_use **uses;      /* by instruction id: of all its results, in no order */
    struct cxi_inst **known_as; /* by instruction id: the composite that says what its value is; NULL */
    int *position;              /* by instruction id: of those that were there before */
};

/* Makes every use of an alias one of what it stands for, takes out what is dead, and lists the uses. */
bool cxi_rewrite_begin(struct cxi_rewrite *r, struct cxi_function *function);

/* What is built between the two goes just before `anchor`, in the order of building, and is said to come from where that does: at
   most six instructions for one that is replaced. False: the graph failed. */
struct cxi_insertion {
    struct cxi_inst *anchor, *last;
    struct cxi_function *outer;
};
struct cxi_insertion cxi_begin_insertion(struct cxi_rewrite *r, struct cxi_inst *anchor);
bool cxi_end_insertion(struct cxi_rewrite *r, const struct cxi_insertion *begun);
/* A custom call of a kernel just before `anchor`, and said to come from where that does. Sets out[]. */
bool cxi_insert_call(struct cxi_rewrite *r, struct cxi_inst *anchor, const cx_custom_args *call);
/* Likewise a conversion; the node itself where it is of that dtype. NULL when the graph failed. */
cx_node *cxi_insert_convert(struct cxi_rewrite *r, struct cxi_inst *anchor, cx_node *node, cx_dtype dtype);
/* All that uses `old` uses `fresh` instead. */
void cxi_replace(struct cxi_rewrite *r, cx_node *old, cx_node *fresh);

/* ---------------------------------------------------------------------------------------------- questions */

/* The instruction if it is of that operation; else NULL. */
static inline struct cxi_inst *cxi_as(const cx_node *node, const struct cxi_op *op) {
    return node->inst->op == op ? node->inst : NULL;
}
bool cxi_is_named(const struct cxi_inst *inst, const char *name); /* a composite of that name */
/* The composite of that name that `node` is the value of; else NULL. */
struct cxi_inst *cxi_as_composite(const struct cxi_rewrite *r, const cx_node *node, const char *name);

/* An attribute of the instruction, by the name that its operation gives it. */
const void *cxi_attribute(const struct cxi_inst *inst, const char *name);
cx_dims cxi_dims_attribute(const struct cxi_inst *inst, const char *name);
bool cxi_compares(const struct cxi_inst *inst, const char *direction); /* "GT" */

/* Whether it is a constant of one value throughout; sets it. */
bool cxi_is_splat(const cx_node *node, double *value);
bool cxi_is_zero(const cx_node *node);

/* The only instruction that uses it; NULL: several, or the function returns it. */
struct cxi_inst *cxi_only_user(const struct cxi_rewrite *r, const cx_node *node);
/* Whether its value is there before `inst`. */
bool cxi_is_before(const struct cxi_rewrite *r, const cx_node *node, const struct cxi_inst *inst);

/* ------------------------------------------------------------------------------------------------ patterns
   Each looks at one instruction and rewrites what it recognises around it. */
bool cxi_is_column_sum(const struct cxi_inst *inst);
void cxi_lower_sum(struct cxi_rewrite *r, struct cxi_inst *column_sum);
bool cxi_is_product_of_computed(const struct cxi_inst *inst);
void cxi_lower_operands(struct cxi_rewrite *r, struct cxi_inst *product);
bool cxi_is_large_product(const struct cxi_inst *inst);
void cxi_lower_product(struct cxi_rewrite *r, struct cxi_inst *dot_general);
void cxi_lower_convolution(struct cxi_rewrite *r, struct cxi_inst *convolution);
bool cxi_is_attention(const struct cxi_inst *inst);
void cxi_lower_attention(struct cxi_rewrite *r, struct cxi_inst *composite);
bool cxi_is_sum_of_squares(const struct cxi_inst *inst);
void cxi_lower_squares(struct cxi_rewrite *r, struct cxi_inst *composite);
bool cxi_is_small_norm(const struct cxi_inst *inst);
void cxi_lower_norm(struct cxi_rewrite *r, struct cxi_inst *composite);
void cxi_lower_pool(struct cxi_rewrite *r, struct cxi_inst *max_pool);
void cxi_lower_pool_gradient(struct cxi_rewrite *r, struct cxi_inst *composite);

#endif
